"""What a screening answer settles: each way of answering, what is never overwritten, and the shipped table as a whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.logic.conditions import Compare, Texts
from ecocheck.records.building import RecordBuilder
from ecocheck.records.inference import INFERRED
from ecocheck.records.model import Record
from ecocheck.records.supplement import Supplement
from ecocheck.rulebook.model import Effect, Implication
from ecocheck.vocabulary.engine_facts import INVOLVES
from ecocheck.vocabulary.model import Code, CodeList, Fact, Group, Vocabulary
from ecocheck.vocabulary.typed import read_value
from ecocheck.vocabulary.values import Interval, Partial

MATTERS = CodeList("matters", codes=tuple(Code(c, Said(c, c)) for c in ("river", "wood", "mine", "none")))
LETTERS = CodeList("letters", codes=tuple(Code(c, Said(c, c)) for c in ("a", "b", "c")))
FACTS = (
    Fact(INVOLVES, Said("涉及事项", "matters involved"), "codes", ("project", "facility"), list="matters"),
    Fact("t.distance", Said("距离", "distance"), "number", ("project",), unit="km", none="far"),
    Fact("t.kinds", Said("类别", "kinds"), "codes", ("project", "facility"), list="letters"),
    Fact("t.felled", Said("采伐", "felled"), "boolean", ("project", "facility")),
    Fact("t.pit", Said("矿坑", "pit"), "boolean", ("facility",)),
    Fact("pond.depth", Said("深度", "depth"), "number", ("project",), unit="m"),
)
VOCABULARY = Vocabulary(
    {fact.name: fact for fact in FACTS},
    {"matters": MATTERS, "letters": LETTERS},
    groups={"t.ponds": Group("t.ponds", "pond", Said("水塘", "ponds"), ("project",), ("pond.depth",))},
)


def screen(codes: tuple[str, ...], *then: Effect, empty: tuple[str, ...] = ()) -> Implication:
    when = Compare(INVOLVES, "not_in", (Texts(codes),))
    return Implication("screening-" + "-".join(codes), "definition", Said("清单", "the list"), when, then, empty)


ROWS = (
    screen(
        ("river",),
        Effect("t.distance", said=">5 km"),
        Effect("t.kinds", no=("a",)),
        Effect("pond.depth", said="0 m"),
        empty=("t.ponds",),
    ),
    screen(("wood",), Effect("t.felled", said="no"), Effect("t.kinds", no=("b",))),
    screen(("mine",), Effect("t.pit", said="no")),
    screen(("wood", "mine"), Effect("t.kinds", no=("c",))),
)
BOOK = ecocheck.load("wanzhou")
SHIPPED = BOOK.vocabulary
#: The rows that close what a matter settles which is not involved.
SCREENS = tuple(
    (row.when.operands[0].values, row)  # type: ignore[union-attr]
    for row in BOOK.data.implications
    if isinstance(row.when, Compare) and row.when.fact == INVOLVES and row.when.op == "not_in"
)
#: Matters that settle nothing by themselves or with others: what is known without them stands in no fact.
NOTHING_FOLLOWS = {"non_road_machine", "crop_farming", "none"}


def built(
    subject: str = "project", vocabulary: Vocabulary = VOCABULARY, rows: tuple[Implication, ...] = ROWS, **given: object
) -> tuple[Record, list[str]]:
    facts = {name.replace("__", "."): value for name, value in given.items()}
    record = RecordBuilder(vocabulary, 1, "").build({"id": "r", "subject": subject, **facts})
    assert record is not None
    completed = Supplement(vocabulary, rows).of(record)
    return completed, [problem.field for problem in completed.problems]


def value(record: Record, name: str) -> object:
    return record.facts[name].value if name in record.facts else None


def test_what_is_not_ticked_is_filled_in_and_marked() -> None:
    record, problems = built(project__involves=["wood"])
    assert value(record, "t.distance") == Interval(Fraction(5), None, low_open=True, censored=True)
    assert value(record, "t.kinds") == Partial(frozenset(), frozenset("a"))
    assert record.groups["t.ponds"].items == ()
    assert record.groups["t.ponds"].complete
    assert {record.facts[name].source for name in ("t.distance", "t.kinds")} == {INFERRED}
    assert "t.felled" not in record.facts
    assert problems == []


def test_lists_filled_by_several_matters_add_up() -> None:
    record, _ = built(project__involves=["none"])
    assert value(record, "t.kinds") == frozenset(), "all codes of the list are ruled out"


def test_a_screen_of_two_matters_needs_both_left_out() -> None:
    for ticked in (["wood"], ["mine"]):
        record, _ = built(project__involves=ticked)
        kinds = value(record, "t.kinds")
        assert isinstance(kinds, Partial)
        assert "c" not in kinds.no


def test_an_answer_matter_by_matter_closes_only_what_it_denies() -> None:
    record, _ = built(project__involves={"river": "no", "mine": "yes"})
    assert "t.distance" in record.facts
    assert "t.felled" not in record.facts
    assert value(record, "t.kinds") == Partial(frozenset(), frozenset("a"))


def test_no_answer_settles_nothing() -> None:
    record, _ = built()
    assert not record.facts
    assert not record.groups


def test_a_fact_of_another_subject_or_of_an_item_is_not_filled() -> None:
    project, _ = built(project__involves=["none"])
    facility, _ = built("facility", project__involves=["none"])
    assert "t.pit" not in project.facts
    assert "t.pit" in facility.facts
    assert "t.distance" not in facility.facts
    assert "t.ponds" not in facility.groups
    assert "pond.depth" not in project.facts


@pytest.mark.parametrize(
    ("fact", "given", "contradicts"),
    [
        ("t.distance", "0.8 km", True),
        ("t.distance", "5 km", True),
        ("t.distance", "5.01 km", False),
        ("t.kinds", {"b": "no"}, False),
        ("t.distance", "3～5 km", True),
        ("t.distance", "none", False),
        ("t.kinds", ["a"], True),
        ("t.kinds", {"a": "yes"}, True),
        ("t.felled", "yes", True),
        ("t.felled", "no", False),
    ],
)
def test_what_the_record_gives_stands_and_a_contradiction_is_said(fact: str, given: object, contradicts: bool) -> None:
    record, problems = built(project__involves=["none"], **{fact.replace(".", "__"): given})
    assert problems == ([fact] if contradicts else [])
    assert (record.facts[fact].bad is not None) is contradicts
    if not contradicts and not isinstance(given, dict):
        assert value(record, fact) == read_value(VOCABULARY.facts[fact], given, VOCABULARY)


def test_of_an_error_band_stands_what_is_not_ruled_out() -> None:
    record, problems = built(project__involves=["none"], t__distance="3～6 km")
    given = record.facts["t.distance"]
    assert (problems, given.bad, given.text) == ([], None, "3～6 km")
    assert given.value == Interval(Fraction(5), Fraction(6), low_open=True)


def test_a_value_that_cannot_be_read_is_not_papered_over() -> None:
    record, problems = built(project__involves=["none"], t__felled="perhaps")
    assert value(record, "t.felled") is None
    assert problems == ["t.felled"]


def test_a_list_that_is_given_is_not_emptied() -> None:
    record, problems = built(project__involves=["none"], t__ponds=[{"pond.depth": "2 m"}])
    assert len(record.groups["t.ponds"].items) == 1
    assert problems == ["t.ponds"]


# The shipped table


def test_every_matter_settles_something() -> None:
    told = {code for codes, _ in SCREENS for code in codes}
    assert {code.code for code in SHIPPED.lists["screening"].codes} == told | NOTHING_FOLLOWS


def test_no_two_matters_settle_one_fact_differently() -> None:
    said: dict[str, set[str]] = {}
    for _, row in SCREENS:
        for effect in row.then:
            assert not effect.yes, f"{effect.fact}: a matter that is not involved makes nothing true"
            if effect.said:
                said.setdefault(effect.fact, set()).add(effect.said)
    assert {name for name, values in said.items() if len(values) > 1} == set()


def test_works_and_places_are_told_for_projects_and_facilities_alike() -> None:
    for codes, row in SCREENS:
        kinds = {effect.fact: effect.no for effect in row.then if effect.fact in ("project.kinds", "facility.kinds")}
        assert kinds.get("project.kinds") == kinds.get("facility.kinds"), codes


MATTER_SETS = st.frozensets(st.sampled_from(sorted({c for codes, _ in SCREENS for c in codes})))


@given(MATTER_SETS, MATTER_SETS)
def test_ticking_more_never_settles_more(ticked: frozenset[str], more: frozenset[str]) -> None:
    rows = tuple(row for _, row in SCREENS)
    few, _ = built(vocabulary=SHIPPED, rows=rows, project__involves=sorted(ticked) or ["none"])
    many, _ = built(vocabulary=SHIPPED, rows=rows, project__involves=sorted(ticked | more) or ["none"])
    assert many.facts.keys() <= few.facts.keys()
    assert many.groups.keys() <= few.groups.keys()
    for name, one in many.facts.items():
        other = few.facts[name].value
        if isinstance(one.value, Partial) and isinstance(other, Partial):
            assert one.value.no <= other.no


# What it is for: outcomes


def outcome(plan: str, rule: str, facts: dict[str, object]) -> str:
    report = ecocheck.load(plan).check({"id": "p", "subject": "project", **facts}, as_of="2023-06-01")
    return str(report.where(rule=rule)[0].outcome)


CHEMICALS: dict[str, object] = {"project.industry": "C2614", "project.construction": "new"}


def test_a_bank_farther_than_five_kilometres_is_farther_than_one() -> None:
    assert outcome("wanzhou", "yrpl-2020/chem-1km", CHEMICALS) == "unknown"
    assert outcome("wanzhou", "yrpl-2020/chem-1km", {**CHEMICALS, INVOLVES: ["noise"]}) == "pass"
    assert outcome("wanzhou", "yrpl-2020/chem-1km", {**CHEMICALS, INVOLVES: ["river_bank"]}) == "unknown"
    near = {**CHEMICALS, INVOLVES: ["noise"], "site.distance.yangtze_system_bank": "0.8 km"}
    assert outcome("wanzhou", "yrpl-2020/chem-1km", near) == "error", "either the distance or the list is wrong"


def test_lead_let_out_inside_the_red_line_is_a_breach_unless_the_screening_answer_denies_it() -> None:
    lead = {"project.construction": "new", "emission.pollutants": ["lead"], "site.zone.red_line": "core"}
    rule = "qj-145/heavy-metal-red-line"
    assert outcome("qianjiang", rule, lead) == "fail"
    assert outcome("qianjiang", rule, {**lead, INVOLVES: ["heavy_metals", "red_line"]}) == "fail"
    assert outcome("qianjiang", rule, {**lead, INVOLVES: ["noise"]}) == "error"
    assert outcome("qianjiang", rule, {"project.construction": "new", INVOLVES: ["noise"]}) == "not_applicable"


@settings(max_examples=6)
@given(st.lists(MATTER_SETS, min_size=3, max_size=3))
def test_tables_are_screened_as_records_are(answers: list[frozenset[str]]) -> None:
    polars = pytest.importorskip("polars")
    book = ecocheck.load("wanzhou")
    rows = [{"id": f"r{n}", **CHEMICALS, INVOLVES: sorted(answer) or ["none"]} for n, answer in enumerate(answers)]
    every = ("pass", "fail", "review", "advice", "unknown", "not_applicable", "exempt", "error")
    table = book.check_table(polars.DataFrame(rows), subject="project", as_of="2023-06-01", outcomes=every)
    one_by_one = book.check([{"subject": "project", **row} for row in rows], as_of="2023-06-01")
    told = sorted(
        (found["record"], found["rule"], found["outcome"]) for found in table.select(["record", "rule", "outcome"]).to_pylist()
    )
    assert told == sorted((found.record, found.rule, str(found.outcome)) for found in one_by_one)


def test_a_contradiction_over_where_a_record_lies_leaves_it_open_whether_the_named_plan_binds() -> None:
    """The park lies in Wanzhou, the bank of the Jialing does not; the plan named is that of Liangjiang."""
    book = ecocheck.load("liangjiang")
    facts = {"site.park": "wanzhou_edz", "site.zone.shoreline_function": "reserve", "access.land_use_plan": "restricted"}
    found = {}
    for more in ({}, {"site.distance.jialing_bank": "<1.2 km"}):
        report = book.check({"id": "r", "subject": "project", **facts, **more}, "2023-06-01")
        finding = next(one for one in report.findings if one.rule == "lj-145/shoreline-zoning")
        found[bool(more)] = finding.possible or (str(finding.outcome),)
    assert found[False] == ("not_applicable",)
    assert "not_applicable" in found[True]
    assert len(found[True]) > 1


def test_a_list_against_what_implies_that_there_is_no_such_thing_decides_nothing() -> None:
    """Whoever builds nothing has no building waste, and yet it is listed, with a route that is all right."""
    book = ecocheck.load("wulong")
    record = {
        "id": "r",
        "subject": "site",
        "project.involves": "fishing、kiln、tourism",
        "facility.wastes": [{"kind": "building_waste", "route": {"coal_plant": "no", "unlawful": "no"}}],
    }
    report = book.check(record, "2023-06-01")
    assert "waste.kinds" in [problem.field for problem in report.problems]
    found = next(one for one in report.findings if one.rule == "wl-145/building-spoil-disposed" and one.item)
    assert {"pass", "not_applicable"} <= set(found.possible)
