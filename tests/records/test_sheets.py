"""Sheets: what is printed is no fact until somebody signs, signing only narrows, and no signature outweighs what the record says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.errors import EcocheckError
from ecocheck.logic.conditions import Compare, Flag, Texts
from ecocheck.records.building import RecordBuilder
from ecocheck.records.confirmation import digest_of
from ecocheck.records.inference import INFERRED
from ecocheck.records.model import Record
from ecocheck.records.sheets import SHEET
from ecocheck.records.supplement import Supplement
from ecocheck.records.writing import to_yaml
from ecocheck.rulebook.model import Effect, Implication, InForce, PrintedLine, Rule, RulebookData, SheetForm
from ecocheck.vocabulary.values import NONE, Interval

from ..columns import drawing as own
from ..columns.test_agreement import as_written
from ..implying import SAID, implications, premises

DAY = date(2023, 6, 1)
LAWS = settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
#: What is said of lines that a signature does not close any more.
REOPENED = ("records.sheet_changed", "records.sheet_against")
NAMED = sorted(set(SAID) - set(own.GROUP.facts))


def form(name: str, *lines: PrintedLine) -> SheetForm:
    return SheetForm(name, Said("单", "page"), ("project",), Said("试", "test"), lines)


@st.composite
def forms(draw: st.DrawFn) -> tuple[SheetForm, ...]:
    """Two sheets with some facts each, some with a condition, some without an answer."""
    facts = draw(st.permutations(NAMED))[: draw(st.integers(2, 6))]
    lines = [
        PrintedLine(
            fact,
            draw(st.sampled_from(("", *SAID[fact]))) if draw(st.booleans()) else SAID[fact][0],
            draw(premises()) if draw(st.integers(0, 3)) == 0 else None,
        )
        for fact in facts
    ]
    cut = draw(st.integers(1, len(lines)))
    return tuple(form(name, *part) for name, part in (("one", lines[:cut]), ("other", lines[cut:])) if part)


def record_of(raw: dict[str, Any]) -> Record:
    record = RecordBuilder(own.VOCABULARY, 1, "").build({"id": "r", "subject": "project", **as_written(raw)})
    assert record is not None
    return record


def signed(record: Record, supplement: Supplement) -> Record:
    """The record with every page signed as it is printed."""
    for page in supplement.pages(record, DAY):
        record = record.confirm(page, by="王工", on="2023-06-05", rest="as_printed")
    return record


def sets(book: Rulebook, record: Record) -> dict[str, set[str]]:
    """The outcomes that stay possible, by rule; not of rules on items, which come and go with them."""
    whole = {rule.id for rule in book.rules if not rule.each}
    return {f.rule: set(f.possible) or {str(f.outcome)} for f in book.check(record, DAY).findings if f.rule in whole}


def holding(book: Rulebook, rows: tuple[Implication, ...], pages: tuple[SheetForm, ...]) -> Rulebook:
    return Rulebook(replace(book.data, implications=rows, sheets=pages), book.plans)


@LAWS
@given(own.books(), own.records(), implications(), forms())
def test_signing_only_narrows_and_leaves_the_record_as_it_was(
    book: Rulebook, records: list[dict[str, Any]], rows: tuple[Implication, ...], pages: tuple[SheetForm, ...]
) -> None:
    supplement = Supplement(own.VOCABULARY, rows, sheets=pages)
    record = record_of(records[0])
    closed = signed(record, supplement)
    assume(not supplement.of(closed, DAY).problems)
    checking = holding(book, rows, pages)
    before = sets(checking, record)
    for rule, outcomes in sets(checking, closed).items():
        assert outcomes <= before[rule], rule
    assert sets(checking, replace(closed, sheets={})) == before


#: What a record may leave unsaid: not the days a rule may be judged on, nor what somebody attests, which is no fact.
UNSAID = sorted({*own.CELLS, "t.things"} - {"t.day", "t.other", "attested.t/c1"})


def asking(fact: str, op: str, operand: Any) -> Rulebook:
    """A rulebook of one rule that compares one fact."""
    rule = Rule(
        id="t/r0", document="t", clauses=(), title=Said("试", "t"), subjects=("project",), kind="limit", modality="strict",
        force="mandatory", require=Compare(fact, op, (operand,)), in_force=InForce(None, None, ("as_of",)),
    )  # fmt: skip
    return Rulebook(RulebookData({"t": own.DOCUMENT}, {}, (rule,), own.PARAMETERS, {}, own.VOCABULARY), ("t",))


@LAWS
@given(own.books(), own.records(), implications(), forms(), st.sets(st.sampled_from(UNSAID)))
@example(
    asking("t.x", "eq", own.number("1")),
    [{"id": "r0", "t.x": "约1 km"}],
    (),
    (form("one", PrintedLine("t.x", "1 km")),),
    {"t.x"},
)
@example(
    asking("t.gone", "exists", Flag(True)), [{"id": "r0", "t.gone": "none"}], (), (form("one", PrintedLine("t.gone", "<2 km")),),
    {"t.gone"},
)  # fmt: skip
def test_a_further_fact_that_agrees_adds_no_outcome_to_signed_sheets(
    book: Rulebook,
    records: list[dict[str, Any]],
    rows: tuple[Implication, ...],
    pages: tuple[SheetForm, ...],
    left: set[str],
) -> None:
    told = records[0]
    fewer = {name: value for name, value in told.items() if name not in left}
    if "t.things" not in fewer:
        fewer.pop("t.things.complete", None)
    supplement = Supplement(own.VOCABULARY, rows, sheets=pages)
    less = signed(record_of(fewer), supplement)
    more = replace(record_of(told), sheets=less.sheets)
    assume(not any(p.code not in REOPENED for p in supplement.of(more, DAY).problems))
    assume(not _taken_back(less, more, supplement))
    checking = holding(book, rows, pages)
    before = sets(checking, less)
    for rule, outcomes in sets(checking, more).items():
        assert outcomes <= before[rule], rule


def _taken_back(less: Record, more: Record, supplement: Supplement) -> bool:
    """Whether the further facts contradict what was signed, or answer a signed line in words that allow more."""
    then = {name for use in supplement.uses(less, DAY) for name in use.facts}
    now = {name for use in supplement.uses(more, DAY) for name in use.facts}
    closed = supplement.of(less, DAY).facts
    if any(_allows_more(closed[name].value, more.facts[name].value) for name in then & set(more.facts)):
        return True
    return any(name not in now and name not in more.facts for name in then) or any(
        problem.code in REOPENED and then & set(more.facts) for problem in supplement.of(more, DAY).problems
    )


def _allows_more(signed: Any, given_: Any) -> bool:
    """Whether a record's own answer leaves open what the signed one settles; it stands all the same. A limit inside an error band is for a
    person, and 无 and a number agree as amounts, not on whether there is one."""
    return (isinstance(given_, Interval) and not given_.censored) or (given_ is NONE) is not (signed is NONE)


@LAWS
@given(own.records(), implications(), forms(), st.data())
def test_neither_the_order_of_sheets_nor_that_of_rows_matters(
    records: list[dict[str, Any]], rows: tuple[Implication, ...], pages: tuple[SheetForm, ...], data: st.DataObject
) -> None:
    supplement = Supplement(own.VOCABULARY, rows, sheets=pages)
    record = signed(record_of(records[0]), supplement)
    turned = replace(record, sheets=dict(reversed(record.sheets.items())))
    other = Supplement(own.VOCABULARY, data.draw(st.permutations(rows)), sheets=pages[::-1])
    found, again = supplement.of(record, DAY), other.of(turned, DAY)
    assert (found.facts, found.groups) == (again.facts, again.groups)
    assert sorted(problem.en for problem in found.problems) == sorted(problem.en for problem in again.problems)


@LAWS
@given(own.records(), implications(), forms())
def test_what_a_record_gives_stands_beside_every_signature(
    records: list[dict[str, Any]], rows: tuple[Implication, ...], pages: tuple[SheetForm, ...]
) -> None:
    supplement = Supplement(own.VOCABULARY, rows, sheets=pages)
    record = record_of(records[0])
    plain, closed = supplement.of(record, DAY), supplement.of(signed(record, supplement), DAY)
    for name, told in record.facts.items():
        if closed.facts[name].signed is None:
            assert closed.facts[name].text == told.text
    assert {p.en for p in plain.problems} >= {p.en for p in closed.problems if p.code == "records.contradicts"}


# What one sheet does

CODE_A = Compare("t.code", "in", (Texts(("a",)),))
FLAG, LETTERS = PrintedLine("t.flag", "no"), PrintedLine("t.codes", "none")


def page_of(
    record: dict[str, Any], *lines: PrintedLine, rows: tuple[Implication, ...] = ()
) -> dict[str, tuple[str, tuple[str, ...]]]:
    pages = Supplement(own.VOCABULARY, rows, sheets=(form("one", *lines),)).pages(record_of(record), DAY)
    return {line.fact: (line.printed, line.speaks_against) for line in pages[0].lines}


def completed(record: Record, *lines: PrintedLine, rows: tuple[Implication, ...] = ()) -> Record:
    return Supplement(own.VOCABULARY, rows, sheets=(form("one", *lines),)).of(record, DAY)


def confirmed(raw: dict[str, Any], **more: Any) -> Record:
    return record_of(raw).confirm("one", by="王工", on="2023-06-05", rest="as_printed", **more)


def implied(*effects: Effect, when: Compare = CODE_A, name: str = "row") -> Implication:
    return Implication(name, "definition", Said("试", "t"), when, effects)


def test_what_is_printed_is_no_fact_until_somebody_signs() -> None:
    assert page_of({}, FLAG) == {"t.flag": ("no", ())}
    assert "t.flag" not in completed(record_of({}), FLAG).facts
    found = completed(confirmed({}), FLAG).facts["t.flag"]
    assert (found.value, found.source) == (False, SHEET)
    assert found.signed is not None
    assert (found.signed.by, found.signed.on, found.signed.as_printed) == ("王工", date(2023, 6, 5), True)


def test_a_given_fact_speaks_against_the_print_and_stands() -> None:
    assert page_of({"t.flag": "yes"}, FLAG) == {"t.flag": ("", ("t.flag",))}
    assert completed(confirmed({"t.flag": "yes"}), FLAG).facts["t.flag"].value is True
    assert page_of({"t.codes": {"a": "yes"}}, LETTERS) == {"t.codes": ("", ("t.codes",))}


def test_an_implication_speaks_against_the_print() -> None:
    rows = (implied(Effect("t.flag", said="yes")),)
    assert page_of({"t.code": "a"}, FLAG, rows=rows) == {"t.flag": ("", ("row",))}
    found = completed(confirmed({"t.code": "a"}), FLAG, rows=rows)
    assert (found.facts["t.flag"].value, found.facts["t.flag"].source) == (True, INFERRED)


def test_an_answer_that_would_end_in_a_contradiction_is_not_printed() -> None:
    rows = (implied(Effect("t.codes", said="b")),)
    printed = PrintedLine("t.code", "a")
    assert page_of({"t.codes": ["b"]}, printed, rows=rows) == {"t.code": ("a", ())}
    assert page_of({"t.codes": ["a"]}, printed, rows=rows) == {"t.code": ("", ("row",))}
    assert "t.code" not in completed(confirmed({"t.codes": ["a"]}), printed, rows=rows).facts


def test_answers_that_contradict_each_other_by_way_of_the_record_are_both_taken_back_and_that_is_said() -> None:
    found = completed(confirmed({}), PrintedLine("t.code", "a"), LETTERS, rows=(implied(Effect("t.codes", said="b")),))
    assert {"t.code", "t.codes"}.isdisjoint(found.facts)
    assert [p.code for p in found.problems] == ["records.sheet_without_digest", "records.sheet_contradicted"]


def test_a_list_given_in_part_is_closed_by_the_print() -> None:
    assert completed(confirmed({"t.codes": {"a": "no"}}), LETTERS).facts["t.codes"].value == frozenset(("none",))


def test_an_answer_is_printed_only_where_its_condition_holds_for_certain() -> None:
    line = PrintedLine("t.flag", "no", Compare("t.code", "not_in", (Texts(("a",)),)))
    assert page_of({}, line) == {"t.flag": ("", ("t.code",))}
    assert page_of({"t.code": "a"}, line) == {"t.flag": ("", ("t.code",))}
    assert page_of({"t.code": "b"}, line) == {"t.flag": ("no", ())}


def test_an_answer_is_not_printed_where_the_record_says_that_it_may_be_otherwise() -> None:
    line = PrintedLine("t.flag", "no", unless=CODE_A)
    assert page_of({}, line) == {"t.flag": ("no", ())}
    assert page_of({"t.code": "a"}, line) == {"t.flag": ("", ("t.code",))}
    assert "t.flag" not in completed(confirmed({"t.code": "a"}), line).facts


def test_the_signers_own_answer_takes_the_place_of_the_print() -> None:
    found = completed(confirmed({}, **{"t.codes": ["a"]}), FLAG, LETTERS)
    assert (found.facts["t.codes"].value, found.facts["t.flag"].value) == (frozenset("a"), False)
    assert found.facts["t.codes"].signed is not None
    assert not found.facts["t.codes"].signed.as_printed


def test_without_a_word_on_the_rest_only_the_named_lines_are_answered() -> None:
    record = record_of({}).confirm("one", by="王工", on="2023-06-05", **{"t.codes": ["a"]})
    assert "t.flag" not in completed(record, FLAG, LETTERS).facts


def test_lines_that_were_added_or_changed_since_are_open_and_that_is_said() -> None:
    supplement = Supplement(own.VOCABULARY, sheets=(form("one", FLAG, LETTERS),))
    page = supplement.pages(record_of({}), DAY)[0]
    record = record_of({}).confirm(page, by="王工", on="2023-06-05", rest="as_printed")
    assert not completed(record, FLAG, LETTERS).problems
    grown = completed(record, FLAG, PrintedLine("t.codes", "b"), PrintedLine("t.grade", "low"))
    assert grown.facts["t.flag"].value is False
    assert {"t.codes", "t.grade"}.isdisjoint(grown.facts)
    assert [problem.code for problem in grown.problems] == ["records.sheet_changed"]
    assert "codes值、grade值" in grown.problems[0].zh


def test_a_digest_names_each_line_with_its_answer() -> None:
    supplement = Supplement(own.VOCABULARY, sheets=(form("one", FLAG, LETTERS), form("two", PrintedLine("t.grade"))))
    one, two = supplement.pages(record_of({}), DAY)
    assert len({one.digest, digest_of(one.lines[:1]), digest_of(one.lines[::-1]), two.digest}) == 4


def test_what_follows_from_an_answer_that_was_let_stand_rests_on_it() -> None:
    rows = (implied(Effect("t.grade", said="low"), when=Compare("t.codes", "in", (Texts(("none",)),))),)
    found = completed(confirmed({}), LETTERS, rows=rows)
    assert (found.facts["t.grade"].value, found.facts["t.grade"].source) == ("low", INFERRED)
    assert found.facts["t.grade"].signed is not None
    named = completed(record_of({}).confirm("one", by="王工", on="2023-06-05", **{"t.codes": "none"}), LETTERS, rows=rows)
    assert named.facts["t.grade"].signed is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"by": " "}, "records.sheet_by"),
        ({"on": ""}, "records.sheet_on"),
        ({"on": "soon"}, "vocabulary.no_date"),
        ({"rest": "all"}, "records.sheet_rest"),
        ({"printed": "xyz"}, "records.sheet_digest"),
    ],
)
def test_a_signature_needs_a_name_a_day_and_words_that_are_known(more: dict[str, Any], code: str) -> None:
    with pytest.raises(EcocheckError) as caught:
        record_of({}).confirm("one", **{"by": "王工", "on": "2023-06-05", **more})
    assert caught.value.code == code


# In files, on the shipped sheets

PROJECT = "id: P1\nsubject: project\nproject: {industry: C2929, construction: new, kinds: [industrial]}\n"


def written(tmp_path: Path, sheets: str) -> Any:
    path = tmp_path / "r.yaml"
    path.write_text(PROJECT + sheets, encoding="utf-8")
    return ecocheck.load("wanzhou").check(str(path), as_of="2023-06-01")


@pytest.mark.parametrize(
    ("sheets", "field", "said"),
    [
        ("sheets: {policy: {rest: as_printed, on: 2023-06-05}}", "sheets.policy", "by: a name"),
        ("sheets: {policy: {rest: as_printed, by: 王工}}", "sheets.policy", "on: a day"),
        ("sheets: {policy: {rest: all, by: 王工, on: 2023-06-05}}", "sheets.policy", "as_printed"),
        ("sheets: {polcy: {by: 王工, on: 2023-06-05}}", "sheets.polcy", "policy"),
        ("sheets: {policy: {by: 王工, on: 2023-06-05, access.plan_ea: fits}}", "sheets.access.plan_ea", "access.plan_eia"),
        ("sheets: {policy: {by: 王工, on: 2023-06-05, access.plan_eia: good}}", "access.plan_eia", "good"),
        ("sheets: {policy: 王工}", "sheets.policy", "rest: as_printed"),
        ("sheets: 王工", "sheets", "rest: as_printed"),
        ("sheets: {policy: {by: 王工, on: 2023-06-05, printed: 12}}", "sheets.policy", "digest"),
    ],
)
def test_a_sheet_that_is_not_written_as_one_closes_nothing_and_says_what_to_write(
    tmp_path: Path, sheets: str, field: str, said: str
) -> None:
    report = written(tmp_path, sheets)
    problem = next(problem for problem in report.problems if problem.severity == "error")
    assert problem.field == field
    assert said in problem.text("en")
    assert problem.mark.line == 4
    plain = written(tmp_path, "")
    assert [f.outcome for f in report.findings] == [f.outcome for f in plain.findings]


def test_a_signed_sheet_reads_back_from_a_file_as_it_was_signed(tmp_path: Path) -> None:
    book = ecocheck.load("wanzhou")
    record = book.record({"id": "P1", "subject": "project", "project": {"industry": "C2929", "kinds": ["industrial"]}})
    for page in book.sheets(record):
        record = record.confirm(page, by="王工", on="2023-06-05", rest="as_printed")
    record = record.confirm(book.sheets(record)[0], by="李工", on=date(2023, 6, 6), **{"access.sector_lists": ["two_high"]})
    path = tmp_path / "signed.yaml"
    path.write_text(to_yaml([record], book.vocabulary), encoding="utf-8")
    again = book.record(str(path))
    assert {name: replace(one, mark=None, lines={}) for name, one in again.sheets.items()} == {
        name: replace(one, lines={}) for name, one in record.sheets.items()
    }
    assert again.sheets["policy"].lines["access.sector_lists"].raw == ["two_high"]
    assert [f.possible for f in book.check(again, DAY).findings] == [f.possible for f in book.check(record, DAY).findings]
