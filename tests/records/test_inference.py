"""The laws of implications, on drawn ones: they only narrow, in any order, and a contradiction never takes an outcome away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.logic.conditions import Compare, Flag, Number, Texts
from ecocheck.records.building import RecordBuilder
from ecocheck.records.inference import INFERRED
from ecocheck.records.model import Record
from ecocheck.records.supplement import Supplement
from ecocheck.rulebook.model import Effect, Implication

from ..columns import drawing as own
from ..columns.test_agreement import as_written
from ..implying import implications

DAY = date(2023, 6, 1)
LAWS = settings(max_examples=150)


def implying(book: Rulebook, rows: tuple[Implication, ...]) -> Rulebook:
    return Rulebook(replace(book.data, implications=rows), book.plans)


def record_of(raw: dict[str, Any]) -> Record:
    record = RecordBuilder(own.VOCABULARY, 1, "").build({"id": "r", "subject": "project", **raw})
    assert record is not None
    return record


def completed(raw: dict[str, Any], *rows: Implication) -> Record:
    return Supplement(own.VOCABULARY, rows).of(record_of(raw), DAY)


def in_doubt(record: Record, before: Record) -> bool:
    return len(record.problems) > len(before.problems)


def sets(book: Rulebook, raw: dict[str, Any]) -> dict[str, set[str]]:
    """The outcomes that stay possible, by rule; not of rules on items, which come and go with them."""
    found = book.check({"id": "r", **as_written(raw)}, "2023-06-01").findings
    whole = {rule.id for rule in book.rules if not rule.each}
    return {f.rule: set(f.possible) or {str(f.outcome)} for f in found if f.rule in whole}


@LAWS
@given(own.books(), own.records(), implications(), st.data())
def test_a_further_fact_that_agrees_adds_no_outcome(
    book: Rulebook, records: list[dict[str, Any]], rows: tuple[Implication, ...], data: st.DataObject
) -> None:
    told = records[0]
    before = record_of(as_written(told))
    assume(not before.problems and not in_doubt(Supplement(own.VOCABULARY, rows).of(before, DAY), before))
    left = data.draw(st.sets(st.sampled_from(sorted(told)))) - {
        "t.day",
        "t.other",
    }  # without its day a rule is judged on another
    fewer = {name: value for name, value in told.items() if name not in left or name == "id" or name.endswith(".complete")}
    if "t.things" not in fewer:
        fewer.pop("t.things.complete", None)
    with_rows = implying(book, rows)
    more, less, without = sets(with_rows, told), sets(with_rows, fewer), sets(book, fewer)
    for rule, outcomes in more.items():
        assert outcomes <= less[rule] <= without[rule], rule


@LAWS
@given(own.books(), own.records(), implications())
def test_no_contradiction_takes_a_decided_outcome_away(
    book: Rulebook, records: list[dict[str, Any]], rows: tuple[Implication, ...]
) -> None:
    for raw in records:
        plain, narrowed = sets(book, raw), sets(implying(book, rows), raw)
        for rule, outcomes in plain.items():
            assert len(outcomes) > 1 or outcomes <= narrowed[rule], rule


@LAWS
@given(own.records(), implications(), st.data())
def test_the_order_of_the_rows_does_not_matter(
    records: list[dict[str, Any]], rows: tuple[Implication, ...], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(rows))
    for raw in records:
        written = as_written(raw)
        assert completed(written, *rows) == completed(written, *other)


@LAWS
@given(own.records(), implications(), st.data())
def test_the_order_in_which_a_record_is_written_does_not_matter(
    records: list[dict[str, Any]], rows: tuple[Implication, ...], data: st.DataObject
) -> None:
    for raw in records:
        written = as_written(raw)
        otherwise = dict(data.draw(st.permutations([*written.items()])))
        assert completed(written, *rows).facts == completed(otherwise, *rows).facts


def test_what_two_contradictions_leave_of_a_fact_is_the_same_in_either_order() -> None:
    """`project.involves` is the premise of one row and denied by the other."""
    rows = (
        row(Compare("project.involves", "not_in", (Texts(("a", "b")),)), Effect("t.trade", said="D44"), name="one"),
        row(Compare("t.text", "eq", (Texts(("ab",)),)), Effect("project.involves", said="b"), name="other"),
    )
    written = {"t.trade": "C2614", "t.text": "ab", "project.involves": ["none"]}
    there, back = (completed(dict(order), *rows) for order in ([*written.items()], [*written.items()][::-1]))
    assert there.facts == back.facts
    assert {name for name, given in there.facts.items() if given.bad is not None} == {"t.trade", "t.text", "project.involves"}


# What one row does


def row(when: Compare, *effects: Effect, name: str = "row", **more: Any) -> Implication:
    return Implication(name, "definition", Said("试", "t"), when, effects, **more)


CODE_A = Compare("t.code", "in", (Texts(("a",)),))


def value(record: Record, name: str) -> Any:
    return record.facts[name].value if name in record.facts else None


def test_what_follows_is_marked_with_the_implication_that_says_it() -> None:
    found = completed({"t.code": "a"}, row(CODE_A, Effect("t.flag", said="no")))
    assert (value(found, "t.flag"), found.facts["t.flag"].source, found.facts["t.flag"].because) == (False, INFERRED, ("row",))
    assert "t.flag" not in completed({"t.code": "b"}, row(CODE_A, Effect("t.flag", said="no"))).facts
    assert "t.flag" not in completed({}, row(CODE_A, Effect("t.flag", said="no"))).facts


def test_one_row_follows_from_another() -> None:
    rows = (
        row(Compare("t.grade", "eq", (Texts(("low",)),)), Effect("t.flag", said="yes"), name="second"),
        row(CODE_A, Effect("t.grade", no=("high", "mid")), name="first"),
    )
    found = completed({"t.code": "a"}, *rows)
    assert value(found, "t.grade") == "low", "all other grades are ruled out"
    assert value(found, "t.flag") is True


def test_a_list_given_in_part_is_completed_code_by_code() -> None:
    found = completed({"t.code": "a", "t.codes": {"b": "yes"}}, row(CODE_A, Effect("t.codes", no=("a",))))
    assert value(found, "t.codes") == (frozenset("b"), frozenset("a"))
    assert not found.problems
    whole = completed({"t.code": "a", "t.codes": ["b"]}, row(CODE_A, Effect("t.codes", no=("a",))))
    assert value(whole, "t.codes") == frozenset("b")


NEAR = row(
    Compare("t.x", "exists", (Flag(True),)),
    Effect("t.far", at_most="t.x"),
)


def test_a_number_is_bounded_by_another_and_an_error_band_stays_one() -> None:
    assert value(completed({"t.x": "1 km"}, NEAR), "t.far").high == 1
    given_within = completed({"t.x": "1 km", "t.far": "0.99 km ± 0.02 km"}, NEAR)
    assert not value(given_within, "t.far").censored, "a limit inside an error band is for a person, not open"
    assert not given_within.problems


def test_what_is_given_stands_and_both_sides_of_a_contradiction_are_in_doubt() -> None:
    found = completed({"t.code": "a", "t.x": "3 km"}, row(CODE_A, Effect("t.x", said="<2 km")))
    assert [problem.field for problem in found.problems] == ["t.x"]
    assert found.facts["t.x"].text == "3 km"
    assert (value(found, "t.x").low, value(found, "t.x").high) == (0, 3), "either may be the true one"
    assert found.facts["t.x"].bad is not None
    assert (value(found, "t.code"), found.facts["t.code"].bad is not None) == (None, True)


def test_what_is_left_of_an_error_band_beside_a_bound_is_known() -> None:
    """9000 to 12000 t of coal and less than 10000: not 11000, whichever limit is asked for."""
    bound = row(CODE_A, Effect("t.x", said="<10000 km"))
    found = value(completed({"t.code": "a", "t.x": "9000~12000 km"}, bound), "t.x")
    assert (found.low, found.high, found.high_open, found.censored) == (9000, 10000, True, False)


def test_of_two_inferred_values_at_odds_neither_holds() -> None:
    rows = (row(CODE_A, Effect("t.flag", said="no"), name="one"), row(CODE_A, Effect("t.flag", said="yes"), name="other"))
    found = completed({"t.code": "a"}, *rows)
    assert value(found, "t.flag") is None
    assert [problem.field for problem in found.problems] == ["t.flag"]
    assert value(found, "t.code") == "a"


@pytest.mark.parametrize(
    ("start", "end", "speaks"),
    [(None, None, True), (DAY, DAY, True), (date(2023, 6, 2), None, False), (None, date(2023, 5, 31), False)],
)
def test_a_row_speaks_from_its_first_day_to_its_last(start: date | None, end: date | None, speaks: bool) -> None:
    found = completed({"t.code": "a"}, row(CODE_A, Effect("t.flag", said="no"), start=start, end=end))
    assert ("t.flag" in found.facts) is speaks


def test_what_is_presumed_is_never_a_fact() -> None:
    assert "t.flag" not in completed({"t.code": "a"}, row(CODE_A, Effect("t.flag", said="no"), presumed=True)).facts


def test_every_item_learns_what_is_said_of_all() -> None:
    told = row(CODE_A, Effect("t.fuel", no=("a",), group="t.things"))
    found = completed({"t.code": "a", "t.things": [{"t.size": "1 t/h"}, {"t.fuel": "b"}]}, told)
    assert [item.facts["t.fuel"].value for item in found.groups["t.things"].items] == [(frozenset(), frozenset("a")), "b"]
    at_odds = completed({"t.code": "a", "t.things": [{"t.fuel": "b"}, {"t.fuel": "a"}]}, told)
    assert [item.facts["t.fuel"].bad is not None for item in at_odds.groups["t.things"].items] == [False, True]
    assert at_odds.facts["t.code"].bad is not None
    assert value(completed({"t.code": "a"}, told), "t.fuel") == (frozenset(), frozenset("a")), (
        "said of items that are not listed"
    )


def test_a_group_that_must_be_empty_is_so_unless_items_are_given() -> None:
    told = row(CODE_A, empty=("t.things",))
    assert completed({"t.code": "a"}, told).groups["t.things"].items == ()
    given_items = completed({"t.code": "a", "t.things": [{"t.size": "1 t/h"}]}, told)
    assert len(given_items.groups["t.things"].items) == 1
    assert [problem.field for problem in given_items.problems] == ["t.things"]


def test_a_number_far_from_what_is_implied_says_so() -> None:
    told = row(Compare("t.x", "lt", (Number(1, 1, "1 km", "km"),)), Effect("t.flag", said="yes"))
    assert value(completed({"t.x": "0.5 km"}, told), "t.flag") is True
    assert value(completed({"t.x": "约1 km"}, told), "t.flag") is None, "what may not hold implies nothing"


def test_two_whole_lists_that_differ_contradict_each_other() -> None:
    said = row(CODE_A, Effect("t.codes", said="b"))
    at_odds = completed({"t.code": "a", "t.codes": ["a"]}, said)
    assert [problem.field for problem in at_odds.problems] == ["t.codes"]
    assert not completed({"t.code": "a", "t.codes": ["b"]}, said).problems
