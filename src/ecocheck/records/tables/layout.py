"""Where a table keeps its facts in columns: under a header of one or several lines."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...errors import EcocheckError, Problem
from .cells import text_of
from .header_words import own_role, tidy
from .headers import Header, Headers
from .table import Line, Table

#: How many lines are searched for a header, and how many a form may have.
HEAD, FORM = 25, 400
SAID_BESIDE = frozenset(
    ("单位", "来源", "数据来源", "含义", "备注", "说明", "填写说明", "取值", "unit", "source", "meaning", "note")
)


class Columns(NamedTuple):
    """The header of a table: its columns by place (from 1), and the line after which the records begin."""

    columns: dict[int, Header]
    last: int
    width: int
    problems: tuple[Problem, ...]


class Head:
    """The first lines of a table with what is merged in them."""

    def __init__(self, table: Table, headers: Headers, lines: list[Line]) -> None:
        self.table, self.headers, self.lines = table, headers, lines
        self.width = max((len(line.cells) for line in lines), default=0)
        self._last = lines[-1].number if lines else 0
        self._by_number = {line.number: line for line in lines}
        self._merged: dict[tuple[int, int], tuple[int, int]] = {}
        for m in table.merged:
            for number in range(m.top, min(m.bottom, self._last) + 1):
                for column in range(m.left, min(m.right, self.width) + 1):
                    self._merged.setdefault((number, column), (m.top, m.left))

    def text(self, line: int, column: int, across: bool = True) -> str:
        """What a reader sees in a cell; a merged cell shows its text everywhere."""
        own = self._own(line, column)
        if own:
            return own
        top, left = self._merged.get((line, column), (0, 0))
        return self._own(top, left) if left and (across or left == column) else ""

    def _own(self, line: int, column: int) -> str:
        found = self._by_number.get(line)
        if found is None or found.refused is not None or column > len(found.cells):
            return ""
        return text_of(found.cells[column - 1])

    def read(self, text: str) -> Header | None:
        """What a text says as a header; None where nobody knows it. A unit that does not suit still names the fact."""
        if not text or len(text) > 120:
            return None
        try:
            found = self.headers.read(text)
        except EcocheckError:
            return Header(text, "refused")
        return found if found.role else None

    def header(self, line: int, depth: int, column: int) -> Header | None:
        """The header of a column, read from `depth` lines that end at `line`."""
        below = self.text(line, column, across=depth == 1)
        found = self.read(below)
        if depth == 1 or (found is not None and found.role != "note"):
            return found
        above = " ".join(dict.fromkeys(t for t in (self.text(line - k, column) for k in range(depth - 1, 0, -1)) if t))
        if not below or below == above:
            return self.read(self.text(line - 1, column)) or self.read(above)
        return self.read(f"{above}({below})") or self.read(above + below) or found

    def score(self, line: int, depth: int) -> int:
        found = [self.header(line, depth, column) for column in range(1, self.width + 1)]
        return len(
            {h.key for h in found if h is not None and h.role not in ("note", "refused")}
            | {h.text for h in found if h and h.role == "refused"}
        )


def columns_of(head: Head) -> Columns | None:
    """The header, where the table has one: the line (with those above it that it needs) that names most facts."""
    candidates = [line.number for line in head.lines[: 1 if head.table.plain else HEAD] if line.refused is None]
    best, last, depth = 0, 0, 1
    for number in candidates:
        for deep in (1, 2, 3):
            if deep > 1 and number - deep + 1 not in candidates:
                break
            score = head.score(number, deep)
            if score > best or (score == best and best and number < last):
                best, last, depth = score, number, deep
    if not best:
        return None
    last, depth = _with_units(head, last, depth, candidates)
    table = head.table
    columns: dict[int, Header] = {}
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], int] = {}
    for column in range(1, head.width + 1):
        text = head.text(last, column) or head.text(last - 1, column)
        header = head.header(last, depth, column)
        mark = table.mark(last, column)
        if header is None:
            if text and not _aside(text):
                unknown = Problem.coded(
                    mark, "records.column_unknown", field=text, severity="warning", hint=head.headers.near(text)
                )
                problems.append(unknown)
            continue
        if header.role == "refused":
            problems.append(_refused(head.headers, header.text, mark))
            continue
        if header.role == "note":
            continue
        if header.key in seen:
            other = table.mark(last, seen[header.key])
            problems.append(Problem.coded(mark, "records.column_twice", field=text, other=other))
            continue
        seen[header.key] = column
        columns[column] = header
    width = max((c for c in range(1, head.width + 1) if head.text(last, c)), default=head.width)
    return Columns(columns, last, width, tuple(problems))


def _with_units(head: Head, last: int, depth: int, candidates: list[int]) -> tuple[int, int]:
    """The line below the header belongs to it where it holds nothing but units of the columns above."""
    below = last + 1
    if below not in candidates:
        return last, depth
    filled = [column for column in range(1, head.width + 1) if head.text(below, column, across=False)]
    units = [column for column in filled if (h := head.header(below, depth + 1, column)) is not None and h.unit]
    return (below, depth + 1) if filled and len(units) == len(filled) else (last, depth)


def _aside(text: str) -> bool:
    return tidy(text) in SAID_BESIDE or own_role(tidy(text)) == "note"


def _refused(headers: Headers, text: str, mark: Any) -> Problem:
    try:
        headers.read(text)
    except EcocheckError as error:
        return Problem.of(error, mark, field=text)
    raise AssertionError(text)
