"""Shared by the tests of readers: the shipped vocabulary, and what a file says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import ecocheck
from ecocheck.errors import Problem
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.vocabulary.model import Vocabulary

DISTANCE = "site.distance.yangtze_system_bank"


@cache
def vocabulary() -> Vocabulary:
    found: Vocabulary = ecocheck.load().vocabulary
    return found


def read(path: Path) -> tuple[list[Record], list[Problem]]:
    records, problems, _ = read_file(path, vocabulary())
    return records, problems


def only(path: Path) -> Record:
    records, problems = read(path)
    assert [p for p in problems if p.severity == "error"] == []
    assert len(records) == 1
    return records[0]


def value(record: Record, fact: str) -> Any:
    return record.facts[fact].value


def workbook(path: Path, sheets: dict[str, list[list[Any]]], merged: dict[str, list[str]] | None = None) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in (merged or {}).get(title, []):
            sheet.merge_cells(cells)
    book.save(path)
    return path
