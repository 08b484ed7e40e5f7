"""Reading sheets: every line names a fact of the vocabulary, with an answer that it can take, once."""

from __future__ import annotations

import pytest

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.logic.conditions import Compare

from ..tiny_rulebook import Tiny

SHEETS = """\
ecocheck: 1
sheets:
  - name: place
    zh: 位置
    en: place
    subjects: [project]
    source: {zh: 附图, en: maps}
    lines:
      - {fact: project.in_park, printed: no, where: {project.construction: {in: [new]}}}
      - {fact: project.industry, printed: C2614}
      - {fact: project.length}
"""
FILE = "vocabulary/sheets.yaml"


def test_a_sheet_is_a_page_of_lines_some_of_them_with_an_answer(tiny: Tiny) -> None:
    tiny.write(FILE, SHEETS)
    (sheet,) = tiny.load().sheets
    assert (sheet.name, sheet.title, sheet.subjects, sheet.source) == (
        "place",
        Said("位置", "place"),
        ("project",),
        Said("附图", "maps"),
    )
    assert [(line.fact, line.printed) for line in sheet.lines] == [
        ("project.in_park", "no"),
        ("project.industry", "C2614"),
        ("project.length", ""),
    ]
    assert isinstance(sheet.lines[0].where, Compare)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("project.in_park", "project.in_prak", "there is no fact 'project.in_prak'; did you mean 'project.in_park'"),
        ("printed: no", "printed: perhaps", "perhaps"),
        ("printed: C2614", "printed: chemicals", "chemicals"),
        ("fact: project.length", "fact: project.industry", "the fact of a sheet 'project.industry' is already taken"),
        ("fact: project.length", "fact: boiler.fuel", "about items of a list"),
        ("    source: {zh: 附图, en: maps}\n", "", "source: a required field is missing"),
        ("subjects: [project]", "subjects: [projct]", "did you mean 'project'"),
        ("in: [new]", "in: [newer]", "newer"),
        ("{fact: project.length}", "{fact: project.length, print: 1 m}", "did you mean 'printed'"),
    ],
)
def test_what_is_wrong_on_a_sheet_is_said_at_its_line(tiny: Tiny, old: str, new: str, said: str) -> None:
    assert old in SHEETS
    tiny.write(FILE, SHEETS.replace(old, new, 1))
    problem = tiny.problem()
    assert problem.startswith(f"rules/{FILE}:")
    assert said in problem


def test_the_shipped_sheets_are_the_five_pages_of_a_reviewer() -> None:
    sheets = ecocheck.load().data.sheets
    assert {sheet.name: len(sheet.lines) for sheet in sheets} == {
        "policy": 12,
        "space": 16,
        "nature": 8,
        "town": 7,
        "society": 6,
    }
