"""Tables as readers hand them on, whatever the file: lines of raw cells, and which of them are merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ...errors import Mark, Problem
from ...vocabulary.model import Fact
from ...vocabulary.typed import is_blank
from .rows import Unreadable

#: A day in 1927; a whole number from here on in a column of dates is the number that Excel keeps for a day.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 2_958_465
_ERRORS = frozenset(("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"))


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

    `title` is the name of the sheet, if it has one; `from_1904` tells how its days are counted; with `exact_width` every line must be as
    wide as the header; in a `plain` table the first line is the header.
    """

    def __init__(
        self, file: str, title: str, lines: Iterable[Line], merged: Iterable[Range] = (), from_1904: bool = False,
        exact_width: bool = False, plain: bool = False,
    ) -> None:  # fmt: skip
        self.file = file
        self.title = title
        self.merged = sorted(merged)
        self.from_1904 = from_1904
        self.exact_width = exact_width
        self.plain = plain
        self._lines = iter(lines)
        self.head: list[Line] = []

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
        return [m for m in self.merged if m.top <= line <= m.bottom and m.right > m.left]


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


def is_blank_cell(raw: Any) -> bool:
    return not isinstance(raw, Unreadable | list | dict) and is_blank(raw)


def text_of(raw: Any) -> str:
    """A cell as a text, for headers and ids."""
    if raw is None or isinstance(raw, Unreadable):
        return ""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw).strip()


def for_fact(raw: Any, fact: Fact, table: Table) -> Any:
    """The cell as `read_value` wants it: a day that Excel keeps as a number, a number that Excel turned into a day, an error of Excel."""
    if isinstance(raw, str):
        if raw.strip() in _ERRORS:
            return Unreadable(
                f"单元格里是 Excel 的错误值 {raw.strip()}", f"the cell holds the Excel error {raw.strip()}",
                "改正公式，或直接填写数值", "mend the formula or type the value",
            )  # fmt: skip
        return raw
    if isinstance(raw, bool) or raw is None:
        return raw
    if fact.type == "date":
        if isinstance(raw, int | float) and table.title and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
            return _day(raw, table.from_1904)
        return raw.date() if isinstance(raw, datetime) else raw
    if isinstance(raw, datetime | date) and fact.type in ("number", "code", "codes", "boolean"):
        return Unreadable(
            f"单元格是日期 {raw:%Y-%m-%d}，而{fact.zh}不是日期", f"the cell is the date {raw:%Y-%m-%d}; {fact.en} is no date",
            "Excel 可能把所填内容改成了日期：把单元格设成文本再填一次",
            "Excel may have turned the entry into a date: format the cell as text and type it again",
        )  # fmt: skip
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if fact.type in ("text", "code", "codes"):
        return text_of(raw) if isinstance(raw, int | float | datetime | date) else raw
    return raw


def _day(serial: float, from_1904: bool) -> Any:
    from datetime import timedelta

    return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=int(serial))
