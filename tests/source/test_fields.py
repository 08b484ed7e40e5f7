"""Typed fields: what is right is typed, what is wrong is said once, with its place and the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.errors import Mark, RecordSourceError, RuleSourceError
from ecocheck.source.fields import Fields, Problems, nearest
from ecocheck.source.yaml import Mapping, Sequence, read_yaml


def fields_of(source: str, path: str = "") -> Fields:
    return Fields(read_yaml(source, "a.yaml"), Problems(), path)


def said(fields: Fields) -> list[str]:
    for problem in fields.problems:
        assert problem.zh
        assert problem.en
    return [problem.text("en") for problem in fields.problems]


def test_right_values_come_typed_and_nothing_is_reported() -> None:
    fields = fields_of(
        "id: ' a/b '\nclause: [c1, c2]\nalias: one\nfrom: 2021-01-31\nopen: no\nshut: true\nyear: 2025\nlimit: -0.10\n"
        "kind: limit\ntitle: {zh: 甲, en: a}\nwhen: {all: []}\nsome: [1, {a: 2}]\n"
    )
    assert fields.text("id", required=True) == "a/b"
    assert fields.texts("clause") == ("c1", "c2")
    assert fields.texts("alias") == ("one",)
    assert fields.date("from") == date(2021, 1, 31)
    assert fields.boolean("open", default=True) is False
    assert fields.boolean("shut") is True
    assert fields.integer("year") == 2025
    assert fields.number("limit") == Fraction(-1, 10)
    assert fields.choice("kind", {"limit", "target"}) == "limit"
    assert fields.bilingual("title", required=True) == Said("甲", "a")
    assert isinstance(fields.node("when"), Mapping)
    assert len(fields.items("some")) == 2
    fields.done()
    assert said(fields) == []


def test_absent_fields_give_their_defaults() -> None:
    fields = fields_of("{}")
    assert fields.text("a", default="x") == "x"
    assert fields.texts("a") == ()
    assert fields.date("a") is None
    assert fields.boolean("a", default=True) is True
    assert fields.integer("a") is None
    assert fields.number("a") is None
    assert fields.choice("a", ["b"], default="b") == "b"
    assert fields.bilingual("a") == Said("", "")
    assert fields.node("a") is None
    assert fields.mapping("a") is None
    assert fields.items("a") == []
    assert said(fields) == []


ASKING: list[Callable[[Fields], object]] = [
    lambda fields: fields.text("id", required=True),
    lambda fields: fields.texts("id", required=True),
    lambda fields: fields.date("id", required=True),
    lambda fields: fields.boolean("id", required=True),
    lambda fields: fields.integer("id", required=True),
    lambda fields: fields.number("id", required=True),
    lambda fields: fields.choice("id", ["a"], required=True),
    lambda fields: fields.bilingual("id", required=True),
    lambda fields: fields.mapping("id", required=True),
    lambda fields: fields.node("id", required=True),
    lambda fields: fields.items("id", required=True),
]


@pytest.mark.parametrize("ask", ASKING)
def test_a_missing_required_field_is_said_once_with_its_path(ask: Callable[[Fields], object]) -> None:
    fields = fields_of("\n  other: 1", "rules[3]")
    ask(fields)
    assert said(fields) == ["a.yaml:2:3: rules[3].id: a required field is missing; add 'id: ...'"]


@pytest.mark.parametrize("source", ["id: ''", "id: '  '"])
def test_a_required_text_must_not_be_blank(source: str) -> None:
    fields = fields_of(source)
    assert fields.text("id", required=True) == ""
    assert said(fields) == ["a.yaml:1:5: id: must not be empty"]


@pytest.mark.parametrize("ask", [ask for number, ask in enumerate(ASKING) if number not in (1, 7, 8, 9, 10)])
@pytest.mark.parametrize(("value", "kind"), [("[x]", "a list"), ("{x: y}", "a mapping")])
def test_a_list_or_mapping_is_no_value(ask: Callable[[Fields], object], value: str, kind: str) -> None:
    fields = fields_of(f"id: {value}")
    assert not ask(fields)
    assert said(fields) == [f"a.yaml:1:5: id: should be a single value, this is {kind}"]


def test_wrong_kinds_of_lists_and_mappings() -> None:
    fields = fields_of("a: x\nb: {c: d}\ne: [f, [g]]\nh: i\nt: 甲")
    assert fields.items("a") == []
    assert fields.items("b") == []
    assert fields.texts("e") == ("f",)
    assert fields.mapping("h") is not None
    assert fields.bilingual("t") == Said("", "")
    assert said(fields) == [
        "a.yaml:1:4: a: should be a list, this is the text 'x'",
        "a.yaml:2:4: b: should be a list, this is a mapping",
        "a.yaml:3:8: e: should be a text or a list of texts, this is a list",
        "a.yaml:4:4: h: should be a mapping of keys and values, this is the text 'i'",
        "a.yaml:5:4: t: should be a mapping of keys and values, this is the text '甲'; write t: {zh: …, en: …}",
    ]


@pytest.mark.parametrize("source", ["just a text", "[a, b]"])
def test_a_node_that_is_no_mapping_is_said_once_and_reads_as_empty(source: str) -> None:
    fields = fields_of(source, "rules[0]")
    assert fields.text("id", required=True) == ""
    assert fields.bilingual("title", required=True) == Said("", "")
    fields.done()
    assert len(said(fields)) == 1
    assert said(fields)[0].startswith("a.yaml:1:1: rules[0]: should be a mapping")


def test_a_full_width_colon_is_pointed_at() -> None:
    fields = fields_of("title:\n  zh：甲\nid：x: y\n")
    fields.mapping("title")
    fields.text("id")
    fields.done()
    assert len(fields.problems) == 2
    assert all("：" in problem.hint_zh and "：" in problem.hint_en for problem in fields.problems)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("2021-02-30", "2027-01-31"),
        ("2021-1-5", "2021-01-05"),
        ("2021年1月5日", "2021-01-05"),
        ("２０２１/01/05", "2021-01-05"),
        ("20210105", "2027-01-31"),
        ("2021-W01-1", "2027-01-31"),
        ("2021", "2027-01-31"),
        ("2021-13-01", "2027-01-31"),
        ("'2021-01-05 '", "2021-01-05"),
    ],
)
def test_only_a_calendar_day_is_a_date(text: str, way_out: str) -> None:
    fields = fields_of(f"from: {text}")
    assert fields.date("from") is None
    assert [problem.hint_en for problem in fields.problems] == [f"write it as {way_out}"]


@pytest.mark.parametrize("text", ["on", "off", "Yes", "TRUE", "1", "是", "''"])
def test_only_four_words_are_boolean(text: str) -> None:
    fields = fields_of(f"open: {text}")
    assert fields.boolean("open", default=True) is True
    assert len(said(fields)) == 1


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("007", "write 7"),
        ("1,000", "write 1000"),
        ("１２", "write 12"),
        ("1.0", "write digits"),
        ("1e3", "write digits"),
        ("12 km", "write digits"),
        ("''", "write digits"),
        ("9" * 5_000, "write digits"),
        ("٣", "write digits"),
    ],
)
def test_what_is_no_whole_number(text: str, way_out: str) -> None:
    fields = fields_of(f"n: {text}")
    assert fields.integer("n") is None
    assert [problem.hint_en.startswith(way_out) for problem in fields.problems] == [True]


@pytest.mark.parametrize("text", ["1/3", "1e999999999", "nan", ".5", "5.", "0x10", "1_000", "05", "1.0.0", "９", "--1"])
def test_what_is_no_number(text: str) -> None:
    fields = fields_of(f"n: '{text}'")
    assert fields.number("n") is None
    assert len(said(fields)) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_number_is_exact(value: object) -> None:
    fields = fields_of(f"n: '{value:f}'")
    assert fields.number("n") == Fraction(str(value))


def test_a_choice_outside_its_list_names_the_nearest_or_the_list() -> None:
    fields = fields_of("a: prohibtion\nb: zzz\nc: 新健")
    kinds = ["limit", "prohibition", "target"]
    assert fields.choice("a", kinds, default="limit") == "limit"
    assert fields.choice("b", kinds) == ""
    assert fields.choice("c", ["新建", "扩大"]) == ""
    assert said(fields) == [
        "a.yaml:1:4: a: cannot be 'prohibtion'; did you mean 'prohibition'?",
        "a.yaml:2:4: b: cannot be 'zzz'; one of: limit, prohibition, target",
        "a.yaml:3:4: c: cannot be '新健'; did you mean '新建'?",
    ]


def test_bilingual_needs_both_languages_and_nothing_else() -> None:
    fields = fields_of("title:\n  zh: 甲\n  eng: a\n")
    assert fields.bilingual("title") == Said("甲", "")
    assert said(fields) == [
        "a.yaml:2:3: title.en: a required field is missing; add 'en: ...'",
        "a.yaml:3:3: title.eng: no such field; did you mean 'en'?",
    ]


def test_done_reports_every_key_that_nobody_asked_for() -> None:
    fields = fields_of("id: a\ntitel: b\nin-force: c\nＮote: d\nxyz: e\n", "rules[0]")
    for name in ("id", "title", "in_force", "note"):
        fields.text(name)
    fields.done()
    assert [(str(problem.mark), problem.field) for problem in fields.problems] == [
        ("a.yaml:2:1", "rules[0].titel"),
        ("a.yaml:3:1", "rules[0].in-force"),
        ("a.yaml:4:1", "rules[0].Ｎote"),
        ("a.yaml:5:1", "rules[0].xyz"),
    ]
    assert [problem.hint_en for problem in fields.problems] == [
        "did you mean 'title'?",
        "write 'in_force' exactly: case, blanks, width",
        "write 'note' exactly: case, blanks, width",
        "known fields: id, title, in_force, note",
    ]


def test_nested_fields_carry_their_path() -> None:
    fields = fields_of("in_force:\n  from: x\n", "rules[2]")
    nested = fields.mapping("in_force")
    assert nested is not None
    nested.date("from")
    assert fields.problems[0].field == "rules[2].in_force.from"
    assert fields.problems[0].mark == Mark("a.yaml", 2, 9)


def test_mark_is_the_value_else_the_mapping() -> None:
    fields = fields_of("\n  id: a\n")
    assert str(fields.mark("id")) == "a.yaml:2:7"
    assert str(fields.mark("absent")) == str(fields.mark()) == "a.yaml:2:3"


def test_warnings_alone_raise_nothing() -> None:
    problems = Problems()
    problems.warning(Mark("a.yaml", 1, 1), "source.empty", field="f")
    problems.raise_errors(RuleSourceError)
    problems.error(Mark("a.yaml", 2, 1), "source.empty_item", hint=Said("丙", "c"))
    with pytest.raises(RecordSourceError) as caught:
        problems.raise_errors(RecordSourceError)
    assert [(problem.severity, problem.en) for problem in caught.value.problems] == [
        ("warning", "must not be empty"),
        ("error", "this item has no value"),
    ]


FACTS = [
    "project.industry",
    "project.industries_banned",
    "project.involves",
    "project.construction",
    "project.approved_on",
    "site.distance.yangtze_system_bank",
    "site.distance.residence",
    "site.area",
    "noise.zone",
    "noise.period",
    "noise.level",
]


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("project.industri", FACTS, "project.industry"),
        ("projct.industry", FACTS, "project.industry"),
        ("industry", FACTS, "project.industry"),
        ("site.industry", FACTS, "project.industry"),
        ("Project.Construction", FACTS, "project.construction"),
        ("yangtze_system_bank", FACTS, "site.distance.yangtze_system_bank"),
        ("site.distance.yangtze", FACTS, "site.distance.yangtze_system_bank"),
        ("noise.perod", FACTS, "noise.period"),
        ("emission.ph", ["water.cod", "discharge_outlet.ph"], "discharge_outlet.ph"),
        ("噪音", ["水质", "噪声", "大气"], "噪声"),
        ("化工", ["石化化工园区", "造纸", "钢铁"], "石化化工园区"),
        ("新建项目", ["改建", "新建", "扩建"], "新建"),
        ("ｌｉｍｉｔ", ["limit", "target"], "limit"),
    ],
)
def test_nearest_finds_what_was_meant(word: str, words: list[str], meant: str) -> None:
    assert nearest(word, words) == (meant,)


@pytest.mark.parametrize("word", ["", "zzzz", "质", "q" * 1_000_000])
def test_nearest_is_silent_where_nothing_is_near(word: str) -> None:
    assert nearest(word, FACTS) == ()


@given(st.lists(st.text(max_size=8), max_size=8), st.text(max_size=8), st.integers(0, 4))
def test_nearest_gives_given_words_in_an_order_of_its_own(words: list[str], word: str, n: int) -> None:
    near = nearest(word, words, n)
    assert len(near) <= n
    assert set(near) <= set(words)
    assert near == nearest(word, reversed(words), n)
    if n and word in words and word.strip():
        assert nearest(word, [word]) == (word,)


def test_items_are_the_nodes_of_the_list() -> None:
    node = read_yaml("a: [x, y]", "a.yaml")
    assert isinstance(node, Mapping)
    held = node.get("a")
    assert isinstance(held, Sequence)
    assert Fields(node, Problems()).items("a") == held.items
