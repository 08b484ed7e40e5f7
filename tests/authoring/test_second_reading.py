"""A demand that somebody wrote down without the rule is held against it; what differs is said, what is changed later is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecocheck.authoring.figures_held import amount_of
from ecocheck.authoring.house_form.references import Register
from ecocheck.authoring.house_form.run import changed_files, formatted, write
from ecocheck.authoring.second_reading import stamped
from ecocheck.book import Rulebook
from ecocheck.rulebook.folders import rule_files
from ecocheck.rulebook.listing import coverage_rows, deciding_rules
from ecocheck.rulebook.meaning import digest_of_clause

from ..packs import Pack

RULES, DOCUMENT = "tiny/rules.yaml", "tiny/document.yaml"
#: Written from the line of the pack's first clause: within a kilometre of the bank nothing new that is chemical; parks are excepted.
DEMAND = """\
ecocheck: 1
document: tiny
readings:
  - clause: tiny/c1
    binds: project
    who: 新建、扩建的化工项目
    must: 不建在岸线一公里范围内
    modality: strict
    limits: [{gt: 1 km, of: 到岸线的距离}]
    exceptions: [园区内]
"""
READING = "tiny/readings/chapter-1.yaml"


@pytest.fixture
def read(pack: Pack) -> Pack:
    pack.write(READING, DEMAND)
    return pack


def _stamp(pack: Pack) -> None:
    data = pack.book().data
    digest = digest_of_clause(deciding_rules(data)["tiny/c1"], data)
    text = (pack.root / READING).read_text(encoding="utf-8")
    pack.write(READING, stamped(text, READING, {"tiny/c1": f"{{by: 王工, on: 2026-12-01, digest: '{digest}'}}"}))


def _state(pack: Pack) -> object:
    return {row["id"]: row["reading"] for row in coverage_rows(pack.book().data)}["tiny/c1"]


def _differences(pack: Pack) -> list[str]:
    return [one.said.en for one in pack.lint() if one.code == "reading-differs"]


def test_a_demand_that_its_rule_holds_differs_in_nothing(read: Pack) -> None:
    assert _differences(read) == []
    assert _state(read) == "typed"


#: What is written down otherwise -> what is said of it.
OTHERWISE = {
    "another number": ("1 km", "2 km", ["'> 2 km（到岸线的距离）' stands in no rule and in no note", "the rules hold 1 km"]),
    "the number on the other side": ("{gt:", "{ge:", ["'≥ 1 km（到岸线的距离）', where the rule has > 1 km"]),
    "no number": ("    limits: [{gt: 1 km, of: 到岸线的距离}]\n", "", ["the rules hold 1 km, the demand does not"]),
    "another modality": ("strict", "in_principle", ["is said to be in principle"]),
    "somebody else is bound": ("binds: project", "binds: facility", ["is said to bind facility", "the rules bind project"]),
    "more are bound": ("binds: project", "binds: [project, park]", ["is said to bind park"]),
    "no exception": ("    exceptions: [园区内]\n", "", ["the rules except park, the demand does not"]),
    "an open list": ("    exceptions", "    open_list: yes\n    exceptions", ["leaves its list open"]),
    "a day": (
        "    exceptions",
        "    exceptions: [园区内]\n    from: 2022-07-01\n    x",
        ["the day 2022-07-01 stands in no rule"],
    ),
    "a state": ("    exceptions", "    before: 验收前\n    exceptions", ["speaks of the time '验收前'"]),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_what_a_demand_says_otherwise_is_said(read: Pack, case: str) -> None:
    old, new, said = OTHERWISE[case]
    text = (read.root / READING).read_text(encoding="utf-8").replace(old, new, 1).split("\n    x")[0].rstrip() + "\n"
    read.write(READING, text)
    found = _differences(read)
    assert len(found) == len(said)
    assert all(any(part in one for one in found) for part in said)


def test_the_forbidden_side_of_a_bound_is_the_same_demand(read: Pack) -> None:
    read.change(READING, "limits: [{gt: 1 km, of: 到岸线的距离}]", "triggers: [{le: 1000 米, of: 到岸线的距离}]")
    assert _differences(read) == []


def test_what_a_reader_settles_is_a_difference_no_more(read: Pack) -> None:
    read.change(READING, "strict", "in_principle")
    assert len(_differences(read)) == 1
    read.change(READING, "    exceptions", "    settled: {modality: 原文“禁止”在前一句}\n    exceptions")
    assert _differences(read) == []


def test_a_number_that_a_note_names_is_held(read: Pack) -> None:
    read.change(READING, "{gt: 1 km,", "{ge: 50 米, of: 绿化带}, {gt: 1 km,")
    assert len(_differences(read)) == 1
    read.change(
        RULES, "    topic: space", "    note: {zh: 另须留50米绿化带，没有这项事实, en: a belt of 50 m}\n    topic: space"
    )
    assert _differences(read) == []


def test_a_stamped_reading_counts_until_the_meaning_of_the_rule_changes(read: Pack) -> None:
    assert "tiny/bank" in read.book().data.unread
    _stamp(read)
    assert _state(read) == "read"
    assert "tiny/bank" not in read.book().data.unread
    read.change(RULES, "zh: 岸线一公里内不建化工", "zh: 岸线一公里内不得新建化工")
    read.change(RULES, "      - name: in a park\n", "      - name: inside a park\n")
    read.change(RULES, "{gt: 1 km, reads: 一公里范围内}", "{gt: 1000 m}")
    assert _state(read) == "read"
    read.change(RULES, "{gt: 1000 m}", "{gt: 1 km, reads: 一公里范围内}")
    read.change(RULES, "[new, expansion]", "[new, expansion, rebuild]")
    assert _state(read) == "changed"
    assert "tiny/bank" in read.book().data.unread
    assert ("reading-lost", "tiny/c1") in read.said()


#: What a rule means, and a change of it.
MEANING = {
    "limit": ("{gt: 1 km, reads: 一公里范围内}", "{gt: 2 km}"),
    "bound": ("{gt: 1 km, reads: 一公里范围内}", "{ge: 1 km}"),
    "scope": ("        - project.construction: {in: [new, expansion]}\n", ""),
    "modality": ("modality: strict", "modality: in_principle"),
    "date": ("    applies_when:", "    in_force: {from: 2023-01-01}\n    applies_when:"),
    "exemption": ("project.in_park: {eq: yes}\n    topic", "project.in_park: {eq: no}\n    topic"),
}


@pytest.mark.parametrize("part", MEANING)
def test_every_part_of_the_meaning_changes_the_digest(read: Pack, part: str) -> None:
    _stamp(read)
    assert _state(read) == "read"
    read.change(RULES, *MEANING[part])
    assert _state(read) == "changed"


def test_findings_say_that_no_second_reader_has_read_their_rule(read: Pack) -> None:
    works = {"id": "P1", "subject": "project", "project": {"industry": "C2614", "construction": "new", "distance": "0.5 km"}}
    works["project"]["in_park"] = "no"  # type: ignore[index]

    def report() -> tuple[bool, int]:
        found = Rulebook(read.book().data, plans=("tiny",)).check(works, as_of="2023-06-01", rules="tiny/bank")
        said = [notice for notice in found.notices if "no second reader" in notice.en]
        return next(iter(found.findings)).unread, len(said)

    assert report() == (True, 1)
    _stamp(read)
    assert report() == (False, 0)
    read.change(DOCUMENT, "level: district", "level: pack")
    read.change(READING, "    read:", "    # read:")
    assert report() == (False, 0)  # rules of one's own want no second reader of ours


def test_stamping_keeps_all_else_of_the_file() -> None:
    other = "\n  # of the next chapter\n  - clause: tiny/c2\n    binds: project\n"
    once = stamped(DEMAND + other, READING, {"tiny/c1": "{by: a, on: 2026-12-01, digest: b}"})
    assert once == DEMAND + "    read: {by: a, on: 2026-12-01, digest: b}\n" + other
    assert stamped(once, READING, {"tiny/c1": "{by: a, on: 2026-12-01, digest: b}"}) == once


def test_a_reading_of_an_unknown_clause_or_without_a_number_is_refused(read: Pack) -> None:
    read.change(READING, "{gt: 1 km, of", "{gt: 很远, of")
    assert "read-rulebook.reading_bound" in [code for code, _ in read.said()]
    read.change(READING, "{gt: 很远, of", "{gt: 1 km, of")
    read.change(READING, "tiny/c1", "tiny/c9")
    assert [code for code, _ in read.said()] == ["read-rulebook.unknown"]


@pytest.mark.parametrize(
    ("one", "other"), [("8万平方米", "80000 m2"), ("35蒸吨", "35 t/h"), ("1 km", "1000米"), ("50%", "50 %")]
)
def test_amounts_are_compared_across_spellings(one: str, other: str) -> None:
    first, second = amount_of(one), amount_of(other)
    assert first is not None
    assert second is not None
    assert first.equals(second)


def test_the_house_form_writes_readings_too(read: Pack) -> None:
    name, path = next(one for one in rule_files(read.root) if one[0].endswith("chapter-1.yaml"))
    text = path.read_text(encoding="utf-8").replace("tiny/c1", "c1")
    once = formatted(text, name, Register(read.book().data.clauses))
    assert "  - clause: tiny/c1  # 1 “一公里范围内禁止新建”\n" in once
    assert Path(path).read_text(encoding="utf-8").count("\n") == once.count("\n")


def test_readings_whose_lines_move_are_written_in_house_form(read: Pack) -> None:
    crooked = DEMAND.replace("readings:\n", "readings:\n\n\n").replace("binds: project", "binds:   [project]")
    read.write(READING, crooked)
    files = [one for one in rule_files(read.root) if one[0].endswith("chapter-1.yaml")]
    write(changed_files(files, Register(read.book().data.clauses)), read.root, (), frozenset())
    written = (read.root / READING).read_text(encoding="utf-8")
    assert "readings:\n  - clause: tiny/c1" in written
    assert "binds: [project]\n" in written
