"""Strict YAML: nothing is guessed, every refusal has its place, and no file does worse than be refused."""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ecocheck.errors import Problem, RecordSourceError, RuleSourceError, SourceError
from ecocheck.source import yaml as strict_yaml
from ecocheck.source.yaml import Mapping, Scalar, Sequence, plain, read_yaml

from ..counting import lines_run

RULE = """\
ecocheck: 1
rules:
  - id: wz-145/chem-1km
    title: {zh: 一公里内不建化工项目, en: "No chemical project, within 1 km"}
    in_force: {from: 2021-01-01, to: 2025-12-31, judged_on: [project.approved_on, as_of]}
    require:
      site.distance.bank: {gt: 1 km}   # a comment
    exempt_when: []
    note: |
      原文未写明：起算的岸线
      second line
    tests:
    - name: 'exactly 1 km is "inside"'
      given: {project.industry: C2614}
"""


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Runs a test with the parser in C and with the one in Python that stands in for it."""
    if request.param == "python":
        monkeypatch.setattr(strict_yaml, "_Loader", yaml.BaseLoader)
    return str(request.param)


def problems_of(source: str | bytes, **bounds: int) -> list[Problem]:
    with pytest.raises(RuleSourceError) as caught:
        read_yaml(source, "a.yaml", **bounds)
    for problem in caught.value.problems:
        assert problem.mark.file == "a.yaml"
        assert problem.zh
        assert problem.en
        assert problem.hint_zh
        assert problem.hint_en
    return list(caught.value.problems)


def found(source: str | bytes, **bounds: int) -> list[tuple[str, int, int]]:
    return [
        (problem.code.removeprefix("source."), problem.mark.line, problem.mark.column)
        for problem in problems_of(source, **bounds)
    ]


@pytest.mark.usefixtures("parser")
class TestReading:
    @pytest.mark.parametrize(
        "text", ["0610", "no", "22:00", "1.10", "1e3", "2021-01-01", "0x1F", ".inf", "=", "C26", "Yes", "1_000"]
    )
    def test_a_plain_scalar_stays_as_written(self, text: str) -> None:
        node = read_yaml(f"key: {text}", "a.yaml")
        assert isinstance(node, Mapping)
        assert node.get("key") == Scalar(text, ("a.yaml", 1, 6), quoted=False)

    def test_a_rule_reads_as_nested_dicts(self) -> None:
        assert plain(read_yaml(RULE, "a.yaml")) == {
            "ecocheck": "1",
            "rules": [
                {
                    "id": "wz-145/chem-1km",
                    "title": {"zh": "一公里内不建化工项目", "en": "No chemical project, within 1 km"},
                    "in_force": {"from": "2021-01-01", "to": "2025-12-31", "judged_on": ["project.approved_on", "as_of"]},
                    "require": {"site.distance.bank": {"gt": "1 km"}},
                    "exempt_when": [],
                    "note": "原文未写明：起算的岸线\nsecond line\n",
                    "tests": [{"name": 'exactly 1 km is "inside"', "given": {"project.industry": "C2614"}}],
                }
            ],
        }

    def test_every_node_knows_its_place(self) -> None:
        root = read_yaml("规则:\n  - {键: 值, b: [x]}\n", "文件.yaml")
        assert isinstance(root, Mapping)
        rules = root.get("规则")
        assert isinstance(rules, Sequence)
        entry = rules.items[0]
        assert isinstance(entry, Mapping)
        assert [str(node.mark) for node in (root, rules, entry)] == ["文件.yaml:1:1", "文件.yaml:2:3", "文件.yaml:2:5"]
        assert [(key.text, key.mark.column, node.mark.column) for key, node in entry.entries] == [("键", 6, 9), ("b", 12, 15)]
        assert entry.keys() == ["键", "b"]
        assert entry.get("c") is None

    @pytest.mark.parametrize("quoted", ['"0"', "'0'", "|-\n  0", ">-\n  0"])
    def test_a_quoted_text_is_told_from_a_plain_one(self, quoted: str) -> None:
        node = read_yaml(f"- {quoted}\n- 0\n", "a.yaml")
        assert isinstance(node, Sequence)
        assert [(item.text, item.quoted) for item in node.items if isinstance(item, Scalar)] == [("0", True), ("0", False)]

    def test_explicit_emptiness_is_fine(self) -> None:
        source = "a: \"\"\nb: ''\nc: []\nd: {}\n'': e\nf: ' '\ng: 'null'\n'<<': h\n"
        assert plain(read_yaml(source, "a.yaml")) == {
            "a": "", "b": "", "c": [], "d": {}, "": "e", "f": " ", "g": "null", "<<": "h"
        }  # fmt: skip

    @pytest.mark.parametrize(
        "source", [b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2", "--- # x\na: 1\nb: 2\n...\n", "a: 1\rb: 2"]
    )
    def test_byte_order_mark_line_ends_and_document_marks_are_accepted(self, source: str | bytes) -> None:
        root = read_yaml(source, "a.yaml")
        assert plain(root) == {"a": "1", "b": "2"}
        assert isinstance(root, Mapping)
        assert root.entries[0][0].mark.column == 1
        assert root.entries[1][0].mark.column == 1


@pytest.mark.usefixtures("parser")
class TestRefusals:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("a: 1\nb: 2\n'a': 3\n", [("duplicate_key", 3, 1)]),
            ("- {x: 1, y: {k: 1, k: 2}, x: 3}", [("duplicate_key", 1, 20), ("duplicate_key", 1, 27)]),
            ("a: &x 1\nb: &y {c: 1}\nd: &z [1]", [("anchor", 1, 4), ("anchor", 2, 4), ("anchor", 3, 4)]),
            ("a: &x 1\nb: *x", [("anchor", 1, 4), ("alias", 2, 4)]),
            ("a: !!int 1\nb: !x {c: 1}\nd: ! e", [("tag", 1, 4), ("tag", 2, 4), ("tag", 3, 4)]),
            ("a: 1\n---\nb: 2\n", [("documents", 2, 1)]),
            ("---\n---\nb: 2\n", [("documents", 2, 1)]),
            ("[a]: 1\n{b: c}: 2\n", [("key_kind", 1, 1), ("key_kind", 2, 1)]),
            ("a: {{ x }}", [("key_kind", 1, 5), ("empty_value", 1, 7)]),
            ("a:\nb: 1\n", [("empty_value", 1, 3)]),
            ("a: |\nb: 1\n", [("empty_value", 1, 4)]),
            ("a: |+\n\n\nb: 1\n", [("empty_value", 1, 4)]),
            ("- a\n-\n- b", [("empty_item", 2, 2)]),
            ("- ~\n- null\n- NULL", [("null", 1, 3), ("null", 2, 3), ("null", 3, 3)]),
            ("? \n: a", [("empty_key", 1, 2)]),
            ("<<: {a: 1}", [("merge_key", 1, 1)]),
            ("a:\n\tb: 1\n", [("tab", 2, 1)]),
            ("a: b\tc\n# d\te\n", [("tab", 1, 5), ("tab", 2, 4)]),
            ("a: b\x00c\nd: e\x7f\nf: \x85g", [("character", 1, 5), ("character", 2, 5), ("character", 3, 4)]),
            ("a: b\u200b\nb: \u2028x\nc: \u202ey", [("character", 1, 5), ("character", 2, 4), ("character", 3, 4)]),
            ("a: \ud800", [("character", 1, 4)]),
            ("a: &x 1\nb: c\td\n", [("anchor", 1, 4), ("tab", 2, 5)]),
            ("", [("empty_file", 1, 1)]),
            ("# only a comment\n", [("empty_file", 1, 1)]),
            ("---\n", [("empty_file", 1, 1)]),
            (b"a: \xff\n", [("encoding", 1, 4)]),
            ("x: 1\n长江: 一".encode()[:-1], [("encoding", 2, 5)]),
            ("a: 1\r\nb: 甲\xff".encode("latin-1", "ignore"), [("encoding", 2, 4)]),
        ],
    )  # fmt: skip
    def test_each_is_refused_at_its_place(self, source: str | bytes, expected: list[tuple[str, int, int]]) -> None:
        assert found(source) == expected

    def test_a_duplicate_names_both_places(self) -> None:
        (problem,) = problems_of("rules:\n  id: a\n  id: b\n")
        assert (problem.mark.line, problem.field) == (3, "id")
        assert "a.yaml:2:3" in problem.zh
        assert "a.yaml:2:3" in problem.en

    def test_a_colon_without_a_value_is_not_taken_for_a_cut_text(self) -> None:
        assert [code for code, _, _ in found("{a: 1, b: , c: }")] == ["empty_value", "empty_value"]

    def test_all_problems_of_a_file_come_at_once_in_order(self) -> None:
        source = "a: &x 1\nb:\na: 2\nc: {zh: 甲, 乙, en: d}\ne: !t f\ng: 'never closed\n"
        assert [code for code, _, _ in found(source)] == [
            "anchor", "empty_value", "duplicate_key", "cut_by_comma", "tag", "syntax_quote"
        ]  # fmt: skip

    def test_a_comma_that_cuts_a_text_is_said(self) -> None:
        (problem,) = problems_of("title: {zh: 新建, 扩建项目, en: c}")
        assert (problem.code, problem.mark.column, problem.field) == ("source.cut_by_comma", 17, "扩建项目")
        assert "“zh”" in problem.hint_zh
        assert "comma" in problem.hint_en
        assert "'zh'" in problem.hint_en

    @pytest.mark.parametrize(
        ("source", "sign"),
        [
            ("{zh：甲, en: b}", "："),
            ("id：wz\ntitle: x", "："),
            ("title:\n  zh：甲\n  en: b\n", "："),
            ("{zh: 甲，en: 乙}", "，"),
            ("a: “x: y”", "“"),
            ("a: ｛x: y｝", "｛"),
        ],
    )
    def test_full_width_punctuation_is_pointed_at(self, source: str, sign: str) -> None:
        problem = problems_of(source)[0]
        assert sign in problem.hint_zh
        assert "full-width" in problem.hint_en

    def test_full_width_punctuation_in_a_text_is_no_problem(self) -> None:
        assert plain(read_yaml("a: 甲：乙，丙\nb: {c: 甲，乙：丙}", "a.yaml")) == {"a": "甲：乙，丙", "b": {"c": "甲，乙：丙"}}

    @pytest.mark.parametrize(
        ("source", "line", "word"),
        [
            ("a: b: c", 1, "': '"),
            ("x: 1\na: 'b\nc: d\n", 2, "quote"),
            ("x: 1\na: [b,\n  c\nd: e\n", 2, "'['"),
            ("x: 1\na: {b: c\nd: e\n", 2, "'{'"),
            ('a: "C:\\q"', 1, "backslash"),
            ("a: @b", 1, "quotes"),
            ("a: `b`", 1, "quotes"),
            ("a: *\n", 1, "aliases"),
            ("a: 1\nb", 2, "': '"),
            ("a:\n   b: 1\n  c: 2\n", 3, "indentation"),
            ("a: 'b' c\n", 1, "quotes"),
            ("a: - b\n", 1, "'- '"),
            ("- a\nb: c\n", 2, "'- '"),
            ("a: !x!y b", 1, "tags"),
            ("a: }", 1, "quotes"),
            ("%YAML 3.0\n---\na: 1\n", 1, "'%'"),
        ],
    )
    def test_a_syntax_error_is_explained_where_it_began(self, source: str, line: int, word: str) -> None:
        problem = problems_of(source)[-1]
        assert problem.code.startswith("source.syntax_")
        assert problem.mark.line == line
        assert "YAML syntax error" not in problem.en
        assert word in f"{problem.en}; {problem.hint_en}"

    @pytest.mark.parametrize("source", ["a: 1\nb:\u200b2\nc: 3\n", "a: 1\nb:\x002\nc: 3\n", "a:\n b: 1\n\tb: 2\n"])
    def test_what_a_refused_character_leads_to_is_not_held_against_the_author(self, source: str) -> None:
        assert len(found(source)) == 1

    def test_other_encodings_are_named(self) -> None:
        assert "GBK" in problems_of("长江: 一公里".encode("gbk"))[0].hint_zh
        assert "GBK" not in problems_of("长江: 一".encode()[:-1])[0].hint_zh
        assert "UTF-16" in problems_of("a: 1".encode("utf-16"))[0].en
        assert "Excel" in problems_of(b"PK\x03\x04rest")[0].zh

    def test_the_error_class_is_the_callers(self) -> None:
        for source in ("a:", b"\xff", "a: '", ""):
            with pytest.raises(RecordSourceError):
                read_yaml(source, "r.yaml", error=RecordSourceError)


@pytest.mark.usefixtures("parser")
class TestBounds:
    def test_depth(self) -> None:
        assert plain(read_yaml("[" * 5 + "]" * 5, "a.yaml", max_depth=5)) == [[[[[]]]]]
        assert found("[" * 6 + "]" * 6, max_depth=5) == [("too_deep", 1, 6)]
        for opening in ("[", "{a: ", "- ", "? "):
            assert found(opening * 100_000)[-1][0] == "too_deep"

    def test_number_of_nodes(self) -> None:
        assert plain(read_yaml("[a, b, c]", "a.yaml", max_nodes=4)) == ["a", "b", "c"]
        assert found("[a, b, c, d]", max_nodes=4) == [("too_many_nodes", 1, 1)]

    def test_size_counts_bytes_of_utf8(self) -> None:
        for source in ("a: 长江", "a: 长江".encode()):
            assert plain(read_yaml(source, "a.yaml", max_bytes=9)) == {"a": "长江"}
            assert [code for code, _, _ in found(source, max_bytes=8)] == ["too_large"]

    def test_fifty_megabytes_are_refused_before_parsing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(strict_yaml, "_Loader", None)
        (problem,) = problems_of(b"- a\n" * 12_500_000)
        assert problem.code == "source.too_large"
        assert "50000000" in problem.zh

    def test_aliases_are_never_expanded(self) -> None:
        bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
        assert [code for code, _, _ in found(bomb)].count("alias") == 72

    def test_a_flood_of_problems_is_cut(self) -> None:
        for source in ("a: 1\n" * 5_000, "a:\tb\n" * 5_000, "- &a b\n" * 5_000):
            assert len(found(source)) <= 101
        assert found("- &a b\n" * 5_000)[-1] == ("too_many_problems", 101, 3)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TREE = st.recursive(TEXT, lambda node: st.lists(node, max_size=4) | st.dictionaries(TEXT, node, max_size=4), max_leaves=25)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(TREE, st.sampled_from(['"', "'"]), st.sampled_from([True, False, None]))
@example({"\ud7ff\0": {"": [], "null": "~"}}, '"', False)
def test_whatever_is_dumped_with_quotes_reads_back_the_same(tree: object, quote: str, flow: bool | None) -> None:
    source = yaml.dump(tree, Dumper=_Dumper, default_style=quote, default_flow_style=flow, sort_keys=False)
    assert plain(read_yaml(source, "a.yaml")) == tree
    assert plain(pickle.loads(pickle.dumps(read_yaml(source.encode(), "a.yaml")))) == tree


def reads_or_refuses(source: str | bytes) -> None:
    try:
        outcome: object = read_yaml(source, "a.yaml")
    except SourceError as error:
        outcome = (error.problems[0].code, error.text("zh").encode(), error.text("en").encode())
    assert isinstance(outcome, Scalar | Sequence | Mapping) or all(outcome)  # type: ignore[call-overload]


EVERY_BYTE = RULE.encode()
DAMAGE = st.sampled_from([*b"\t\0:-,{}[]&*!|>'\"%@`#?<\\\n"]).map(lambda byte: bytes([byte]))


@given(st.integers(0, len(EVERY_BYTE)), st.integers(0, 12), st.binary(max_size=6) | DAMAGE)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, cut: int, put_in: bytes) -> None:
    reads_or_refuses(EVERY_BYTE[:at] + put_in + EVERY_BYTE[at + cut :])


def test_a_truncated_file_is_read_or_refused_and_nothing_else() -> None:
    for end in range(len(EVERY_BYTE)):
        reads_or_refuses(EVERY_BYTE[:end])


SIGNS = "abc:：,，-?[]{}&*!|>'\"%@`#~<=\\ \n\t\r\0\ufeff甲\ud800"
STARTS = [
    ": ",
    "- ",
    "? ",
    "<<: ",
    "\n  ",
    "--- ",
    "...\n",
    "&a ",
    "*a ",
    "!!x ",
    "%TAG ! x\n",
    '"\\U',
    '"\\uD8',
    "FFFFFFFF",
    "|2\n",
]
PIECES = st.sampled_from([*SIGNS, *STARTS])


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([strict_yaml._Loader, yaml.BaseLoader]))
@example('"\\UFFFFFFFF"', yaml.BaseLoader)
def test_any_text_is_read_or_refused_and_nothing_else(source: str, loader: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "_Loader", loader)
        reads_or_refuses(source)


def test_the_work_grows_with_the_rules_and_no_faster() -> None:
    rule = RULE.split("rules:\n")[1]
    few, many = (lines_run(partial(read_yaml, "rules:\n" + rule * number, "big.yaml")) for number in (20, 200))
    assert few < many < 11 * few
    assert many < 200 * 2_000  # the parser in C: the pure one runs twenty-five times as many lines
