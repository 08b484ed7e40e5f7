"""The house form: keys in order, comments kept, nothing changed in meaning, the same when done twice."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.authoring.house_form import run as house
from ecocheck.authoring.house_form.comments import comments_in
from ecocheck.authoring.house_form.run import changed_files, formatted, write
from ecocheck.authoring.house_form.texts import width
from ecocheck.errors import EcocheckError, RuleSourceError
from ecocheck.rulebook.folders import rule_files
from ecocheck.source.yaml import plain, read_yaml

from ..packs import Pack
from ..running import run
from .test_lint import own_pack

UNTIDY = dedent("""\
    # the head of the file
    ecocheck: 1
    document: tiny
    rules:
      - clause: c1   # the kilometre
        id: tiny/bank
        title: {en: "No project", zh: '不建'}
        subject: "project"
        kind: prohibition
        # why strict
        modality: strict
        require: {project.distance: {reads: 一公里, gt: 1 km}}
        applies_when: {all: [{project.industry: {in: $chemical}}, {project.construction: {in: ['new']}}]}
        tests:
          - expect: fail
            name: at one kilometre
            given:
              project.distance: 1 km   # itself
              project.industry: C26
          - name: far
            given: {project.industry: C26, project.construction: new, project.distance: 2 km}
            expect: pass
      - id: tiny/lost
        require: {project.distance: {gt: 'lost'}}
        note: {zh: "a: b", en: 'it''s, so'}
    # the end
    """)
TIDY = dedent("""\
    # the head of the file
    ecocheck: 1
    document: tiny
    rules:
      - id: tiny/bank
        title:
          zh: 不建
          en: No project
        clause: c1  # the kilometre
        subject: project
        kind: prohibition
        # why strict
        modality: strict
        applies_when:
          all:
            - project.industry: {in: $chemical}
            - project.construction: {in: [new]}
        require: {project.distance: {gt: 1 km, reads: 一公里}}
        tests:
          - name: at one kilometre
            given:
              project.distance: 1 km  # itself
              project.industry: C26
            expect: fail
          - {name: far, given: {project.industry: C26, project.construction: new, project.distance: 2 km}, expect: pass}

      - id: tiny/lost
        require: {project.distance: {gt: 'lost'}}
        note:
          zh: 'a: b'
          en: it's, so
    # the end
    """)


def test_an_untidy_file_becomes_tidy_with_every_comment_at_its_entry() -> None:
    assert formatted(UNTIDY, "rules/tiny/a.yaml") == TIDY


def test_a_tidy_file_stays_as_it_is() -> None:
    assert formatted(TIDY, "rules/tiny/a.yaml") == TIDY


def test_what_is_too_wide_for_one_line_is_broken_and_no_line_is_wider_than_128_columns() -> None:
    codes = ", ".join(f"a_long_code_{n}" for n in range(20))
    facts = ", ".join(f"project.some_fact_{n}: 值" for n in range(12))
    text = f"ecocheck: 1\ndocument: tiny\nrules:\n- id: a\n  applies_when: {{x.y: {{in: [{codes}]}}}}\n  tests:\n  - {{name: n, given: {{{facts}}}, expect: fail}}\n"  # noqa: E501
    done = formatted(text, "rules/tiny/a.yaml")
    assert max(map(width, done.split("\n"))) <= 128
    assert "        in: [a_long_code_0, " in done


def test_attestation_rows_have_an_order_of_their_own_and_other_tables_are_left_alone() -> None:
    rows = "ecocheck: 1\ndocument: tiny\nrows:\n  - shows: {zh: 批复, en: approval}\n    clause: c2\n"
    assert formatted(rows, "rules/tiny/attestations.yaml").index("clause") < formatted(
        rows, "rules/tiny/attestations.yaml"
    ).index("shows")
    assert formatted(rows, "rules/tiny/indicators.yaml") == rows


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    text = 'ecocheck: 1\ndocument: tiny\nrules:\n  - id: a\n    note:\n      zh: |\n        一\n        二\n      en: "one\\ntwo \\n"\n'
    assert plain(read_yaml(formatted(text, "rules/a.yaml"), "a")) == plain(read_yaml(text, "a"))


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = "a: 'x # y'  # real\nb: x#y\nc: \"# no\"\nd: |\n  # text\n# alone\n"
    assert [(comment.text, comment.alone) for comment in comments_in(text)] == [("# real", False), ("# alone", True)]


def test_a_form_that_would_lose_a_comment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        house, "house_form", lambda root, comments: "\n".join(line for line in TIDY.split("\n") if "why strict" not in line)
    )
    with pytest.raises(EcocheckError, match="nothing was written"):
        formatted(UNTIDY, "rules/tiny/a.yaml")


@pytest.mark.parametrize(
    ("old", "new"), [("gt: 'lost'", "gt: lost"), ("1 km", "2 km"), ("c1 ", "c2 "), ("[new]", "[new, new2]")]
)
def test_a_form_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    assert old in TIDY
    monkeypatch.setattr(house, "house_form", lambda root, comments: TIDY.replace(old, new))
    with pytest.raises(EcocheckError, match="nothing was written"):
        formatted(UNTIDY, "rules/tiny/a.yaml")


def test_files_are_written_only_where_the_whole_book_says_the_same(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pack.load()
    changed = changed_files(rule_files(pack.root))
    assert [one.name for one in changed] == ["rules/tiny/attestations.yaml", "rules/tiny/rules.yaml"]
    write(changed, pack.root, None, frozenset())
    assert changed_files(rule_files(pack.root)) == []
    after = pack.load()
    assert [(rule.id, rule.scope, rule.require, len(rule.tests)) for rule in after.rules] == [
        (rule.id, rule.scope, rule.require, len(rule.tests)) for rule in before.rules
    ]
    text = (pack.root / "tiny/rules.yaml").read_text(encoding="utf-8")
    other = changed[1]._replace(after=text.replace("1 km", "2 km"))
    with pytest.raises(EcocheckError, match="nothing was written"):
        write([other], pack.root, None, frozenset())
    assert (pack.root / "tiny/rules.yaml").read_text(encoding="utf-8") == text


def test_a_book_that_cannot_be_read_is_not_formatted(pack: Pack) -> None:
    changed = changed_files(rule_files(pack.root))
    pack.change("tiny/clauses.yaml", "form: ban", "form: bann")
    with pytest.raises(RuleSourceError):
        write(changed, pack.root, None, frozenset())


def test_the_command_checks_without_writing_and_then_writes(monkeypatch, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = own_pack(tmp_path / "own", "duty")
    rows = "ecocheck: 1\ndocument: own\nrows:\n  - {title: {en: Someone acts, zh: 有人做}, clause: c1}\n"
    (home / "duties.yaml").write_text(rows, encoding="utf-8")
    ran = run(monkeypatch, capsys, "fmt", str(home), "--check")
    assert (ran.status, ran.out.split("\n")[0]) == (1, "own/duties.yaml")
    assert (home / "duties.yaml").read_text(encoding="utf-8") == rows
    assert run(monkeypatch, capsys, "fmt", str(home)).status == 0
    assert (home / "duties.yaml").read_text(encoding="utf-8").startswith("ecocheck: 1\ndocument: own\nrows:\n  - clause: c1\n")
    assert run(monkeypatch, capsys, "fmt", str(home), "--check").status == 0


TEXTS = st.one_of(
    st.sampled_from(["1 km", "no", "null", "~", "lost", "22:00", "a: b", "a #b", "#a", "- a", "-1", "a, b", "[x]", "{x}", "it's", '"q"', "等：", " a", "a ", "%", "a:", "?"]),  # noqa: E501
    st.text(alphabet="ab，。:#'\" -[]{},一\n\\|>*&!%@`?~", min_size=1, max_size=12).filter(lambda text: text.strip() != ""),
)  # fmt: skip
NODES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(TEXTS, inner, min_size=1, max_size=3)),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["id", "title", "applies_when", "require", "note", "tests", "exempt_when", "all", "any", "given", "clause"]
)


@settings(max_examples=300)
@given(
    rules=st.lists(st.dictionaries(KEYS, NODES, min_size=1, max_size=4), min_size=1, max_size=3),
    flow=st.booleans(),
    every=st.integers(1, 4),
)
def test_whatever_a_file_says_it_says_the_same_afterwards(rules: list[object], flow: bool, every: int) -> None:
    def quoted(node: object) -> object:
        if isinstance(node, dict):
            return {quoted(key): quoted(value) for key, value in node.items()}
        return [quoted(item) for item in node] if isinstance(node, list) else Quoted(str(node))

    dumped = yaml.dump(
        quoted({"rules": rules}), default_flow_style=flow, allow_unicode=True, width=10**6, Dumper=Dumper, sort_keys=False
    )
    lines = dumped.split("\n")
    text = "\n".join(
        line for number, one in enumerate(lines) for line in ([f"# {number}", one] if number % every == 0 else [one])
    )
    done = formatted(text, "rules/tiny/a.yaml")
    assert plain(read_yaml(done, "a")) == plain(read_yaml(text, "a"))
    assert formatted(done, "rules/tiny/a.yaml") == done


class Quoted(str):
    """A text that is dumped in double quotes, so that its lines are one line."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'))
