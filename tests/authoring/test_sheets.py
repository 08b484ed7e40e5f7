"""What lint finds on sheets: lines that nobody can sign, and answers that cannot all be true."""

from __future__ import annotations

import ecocheck
from ecocheck.authoring.lint.model import Desk
from ecocheck.authoring.lint.sheets import at_odds, idle
from ecocheck.authoring.marks import Sources

from ..packs import Pack
from .test_implications import row, rows

SHEET = """\
ecocheck: 1
sheets:
  - name: page
    zh: 页
    en: page
    subjects: [{subject}]
    source: {{zh: 图, en: map}}
    lines:
      - {{fact: project.construction, printed: {kind}}}
      - {{fact: project.distance, printed: 0.5 km}}
"""


def codes(pack: Pack, subject: str, kind: str) -> list[str]:
    pack.write("vocabulary/implications/all.yaml", rows(row("near")))
    pack.write("vocabulary/sheets.yaml", SHEET.format(subject=subject, kind=kind))
    return [one.code for one in pack.lint(whole=True) if one.code.startswith("sheet-")]


def test_answers_that_agree_pass(pack: Pack) -> None:
    assert codes(pack, "project", "new") == []


def test_a_line_that_no_subject_of_the_sheet_carries_is_found(pack: Pack) -> None:
    assert codes(pack, "vehicle", "new") == ["sheet-line-idle", "sheet-line-idle"]


def test_printed_answers_that_contradict_each_other_by_an_implication_are_found(pack: Pack) -> None:
    assert set(codes(pack, "project", "rebuild")) == {"sheet-clash"}


def test_the_shipped_sheets_have_no_such_fault() -> None:
    book = ecocheck.load()
    desk = Desk(book, [], Sources({}), whole=True)
    assert [(one.about, one.parts) for look in (idle, at_odds) for one in look(desk)] == []
