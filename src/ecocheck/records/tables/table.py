"""Tables as readers hand them on, whatever the file: lines of raw cells, and which of them are merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ...errors import Mark, Problem
from ..raw import cannot_read
from .cells import is_blank_cell

#: Several times the facts and pollutants that there are.
MOST_COLUMNS = 2_000


class Line(NamedTuple):
    """A line of a table: its number from 1, its cells from column 1, or why it cannot be read."""

    number: int
    cells: list[Any]
    refused: Problem | None = None


class Range(NamedTuple):
    """Merged cells, both ends inclusive, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Table:
    """A sheet, a CSV file, a data frame.

    `title` is the name of the sheet, if it has one; `day_zero` is the day that a workbook counts its days from; with `exact_width` every
    line must be as wide as the header; in a `plain` table the first line is the header.
    """

    def __init__(
        self,
        file: str,
        title: str,
        lines: Iterable[Line],
        merged: Iterable[Range] = (),
        day_zero: date | None = None,
        exact_width: bool = False,
        plain: bool = False,
    ) -> None:
        self.file = file
        self.title = title
        self.merged = sorted(merged)
        self.day_zero = day_zero
        self.exact_width = exact_width
        self.plain = plain
        self._lines = _held(lines, file, title)
        self.head: list[Line] = []
        self._wide: dict[int, list[Range]] | None = None

    def mark(self, line: int, column: int = 0) -> Mark:
        return Mark(self.file, line, column, self.title)

    def look(self, most: int) -> list[Line]:
        """The first lines, kept to be read again."""
        while len(self.head) < most:
            line = next(self._lines, None)
            if line is None:
                break
            self.head.append(line)
        return self.head

    def after(self, number: int) -> Iterator[Line]:
        """The lines behind a line; a value merged over several lines stands in each of them."""
        filler = _Filler([m for m in self.merged if m.bottom > m.top])
        while self.head:
            line = self.head.pop(0)
            filled = filler.fill(line)
            if line.number > number:
                yield filled
        for line in self._lines:
            yield filler.fill(line)

    def across(self, line: int) -> list[Range]:
        """The cells of a line that are merged over several columns."""
        if self._wide is None:
            self._wide = defaultdict(list)
            for m in self.merged:
                for number in range(m.top, m.bottom + 1) if m.right > m.left else ():
                    self._wide[number].append(m)
        return self._wide.get(line, [])


def _held(lines: Iterable[Line], file: str, title: str) -> Iterator[Line]:
    """The lines without the blank cells at their end. Raises `RecordSourceError` for a line with more columns than any table has facts."""
    for line in lines:
        cells = line.cells
        if len(cells) > MOST_COLUMNS:
            while cells and is_blank_cell(cells[-1]):
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise cannot_read(Mark(file, line.number, 0, title), "records.too_many_columns", most=MOST_COLUMNS)
        yield line


class _Filler:
    def __init__(self, ranges: list[Range]) -> None:
        self._waiting = ranges[::-1]
        self._open: list[tuple[Range, Any]] = []

    def fill(self, line: Line) -> Line:
        self._open = [(m, value) for m, value in self._open if m.bottom >= line.number]
        for m, value in self._open:
            if m.left <= len(line.cells) and is_blank_cell(line.cells[m.left - 1]):
                line.cells[m.left - 1] = value
        while self._waiting and self._waiting[-1].top <= line.number:
            m = self._waiting.pop()
            if m.top == line.number and m.left <= len(line.cells):
                self._open.append((m, line.cells[m.left - 1]))
        return line
