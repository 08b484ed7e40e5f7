"""The same projects, as files of every kind, are the same records; what is wrong in them is named."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import ecocheck
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.vocabulary.values import Interval, Partial

FOLDER = Path(__file__).parents[2] / "examples" / "records"
DISTANCE = "site.distance.yangtze_system_bank"


def records(name: str) -> dict[str, Record]:
    found, _, _ = read_file(FOLDER / name, ecocheck.load("wanzhou").vocabulary)
    return {record.id: record for record in found}


@pytest.mark.parametrize("name", ["projects.xlsx", "projects.csv", "projects-gb18030.csv", "projects.jsonl", "plots.geojson"])
def test_the_first_project_is_the_same_in_every_file(name: str) -> None:
    first = records(name)["P01"]
    assert (first.subject, first.name) == ("project", "精细化工厂")
    assert first.facts["project.industry"].value == frozenset({"C2614"})
    assert first.facts["site.district"].value == "500101"
    if name != "plots.geojson":
        assert first.facts[DISTANCE].value == Fraction(76, 100)


@pytest.mark.parametrize("name", ["projects.xlsx", "projects.csv", "projects.jsonl"])
def test_about_one_kilometre_is_a_band(name: str) -> None:
    assert records(name)["P02"].facts[DISTANCE].value == Interval(Fraction(9, 10), Fraction(11, 10))


def test_the_bad_row_is_named_cell_by_cell() -> None:
    problems = records("projects.xlsx")["P04"].problems
    assert [str(p.mark).rpartition(", ")[2] for p in problems] == ["项目!D7", "项目!F7", "项目!H7"]


def test_the_ragged_line_stays_in_the_report() -> None:
    report = ecocheck.load("wanzhou").check(FOLDER / "projects.csv", as_of="2023-06-01")
    assert [(s.record, s.verdict) for s in report.subjects][-1] == ("P04", "refused")
    assert len(report.subjects) == 4


def test_ticks_and_lists_of_the_workbook_belong_to_their_projects() -> None:
    found = records("projects.xlsx")
    printed = frozenset({"boiler", "hazardous_chemicals", "river_bank"})  # the sheet prints three lines and closes no other
    assert found["P01"].facts["project.involves"].value == Partial(yes=printed, no=frozenset())
    ticked = frozenset({"boiler", "river_bank"})
    assert found["P02"].facts["project.involves"].value == Partial(yes=ticked, no=printed - ticked)
    assert "project.involves" not in found["P03"].facts
    assert [item.facts["boiler.capacity"].value for item in found["P01"].groups["project.boilers"].items] == [20, 10]
    assert found["P02"].groups["project.boilers"].items[0].facts["boiler.capacity"].value == 2
