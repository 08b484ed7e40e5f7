"""Decisions and waivers as people write them into a report's workbook: the pages, their columns, and how they are read back.

The page of decisions lists what a person may close, the page of waivers what breaks a rule; a line that nobody filled in says nothing.
What names a finding to the program stands in the last columns, which no person has to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..bilingual import LANGUAGES, Said
from ..errors import Mark, ValueRefused
from ..records.tables.cells import day_kept, is_blank_cell, text_of
from ..source.fields import Problems
from ..vocabulary.typed import read_day


class Page(NamedTuple):
    """A page: its title, what tells a person which finding a line is, what they fill in, what the program needs."""

    title: Said
    shown: dict[str, Said]
    filled: dict[str, Said]
    kept: dict[str, Said]

    @property
    def heads(self) -> dict[str, Said]:
        """Every column by its field, in order."""
        return self.shown | self.filled | self.kept


_SHOWN = {
    "record": Said("编号", "Record"),
    "name": Said("名称", "Name"),
    "clause": Said("文件及条款", "Document and clause"),
    "demand": Said("管控要求", "Requirement"),
    "situation": Said("本项目情况", "Situation"),
    "outcome": Said("现结论", "Outcome"),
}
DECIDING = Page(
    Said("判定", "Decisions"),
    _SHOWN,
    {
        "decision": Said("人工判定", "Decision"),
        "by": Said("判定人", "Decided by"),
        "date": Said("判定日期", "Decided on"),
        "reason": Said("判定理由", "Reason"),
    },
    {"fingerprint": Said("指纹", "Fingerprint"), "seen": Said("判定时的情况", "State decided on")},
)
WAIVING = Page(
    Said("备案例外", "Waivers"),
    _SHOWN,
    {
        "body": Said("批准机关", "Body"),
        "document": Said("批准文号", "Document"),
        "from": Said("有效期起", "From"),
        "until": Said("有效期止", "Until"),
        "reason": Said("例外理由", "Reason"),
    },
    {"rule": Said("规则", "Rule"), "item": Said("条目", "Item")},
)
_DAYS = ("date", "from", "until")
#: What a person may leave out.
_OPTIONAL = ("item", "seen", "name")


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its content."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


class FilledLine(NamedTuple):
    """A line that somebody filled in whole."""

    mark: Mark
    texts: dict[str, str]
    days: dict[str, date]


def filled_lines(path: Path, page: Page, problems: Problems) -> Iterator[FilledLine]:
    """The lines of a page of a workbook that somebody filled in; what is wrong with a cell or the page is a problem."""
    from ..records.tables.workbook import open_workbook

    tables = [table for table in open_workbook(path, path.name) if table.title in (page.title.zh, page.title.en)]
    if not tables:
        problems.error(Mark(path.name), "findings.no_page", page=page.title)
        return
    table = tables[0]
    head = table.look(1)
    heads = {text_of(cell): column for column, cell in enumerate(head[0].cells if head else (), 1)}
    places = {
        name: next((heads[said[lang]] for lang in LANGUAGES if said[lang] in heads), 0) for name, said in page.heads.items()
    }
    lost = [page.heads[name] for name, place in places.items() if not place and name not in _OPTIONAL]
    if lost:
        problems.error(table.mark(1), "findings.columns_lost", columns=lost)
        return
    for line in table.after(1):
        cells = {name: line.cells[place - 1] if 0 < place <= len(line.cells) else None for name, place in places.items()}
        if all(is_blank_cell(cells[name]) for name in page.filled):
            continue
        wrong = False
        days: dict[str, date] = {}
        for name in (*page.filled, *page.kept):
            mark = table.mark(line.number, places[name])
            if is_blank_cell(cells[name]):
                if name not in _OPTIONAL:
                    problems.error(mark, "findings.cell_missing", column=page.heads[name])
                    wrong = True
            elif name in _DAYS:
                day = _day(day_kept(cells[name], table.day_zero), mark, problems)
                wrong = wrong or day is None
                if day is not None:
                    days[name] = day
        if not wrong:
            mark = table.mark(line.number, places[next(iter(page.filled))])
            yield FilledLine(mark, {name: _text(cell) for name, cell in cells.items()}, days)


def _text(cell: Any) -> str:
    """A text as it was before it was kept from being taken for a formula."""
    text = text_of(cell)
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _day(cell: Any, mark: Mark, problems: Problems) -> date | None:
    try:
        return read_day(cell)
    except ValueRefused as refused:
        problems.error(mark, refused.code, **refused.parts)
        return None
