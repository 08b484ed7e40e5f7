"""Where a form keeps its facts: labels below each other, with their values beside them, of one record or of a record a column."""

from __future__ import annotations

from typing import NamedTuple

from .cells import text_of
from .header_words import is_foot, tidy
from .headers import Header
from .layout import HEAD, SAID_BESIDE, Head
from .table import Range

#: How far right labels are looked for, how many lines below the last known one still belong to the form, the longest text of a label.
WIDEST, FOOT, LONGEST = 40, 10, 40


class Pair(NamedTuple):
    """A label of a form: what it says, and where the values of it stand."""

    header: Header
    line: int
    column: int


def pairs_of(head: Head) -> list[Pair] | None:
    """The labels of a form, where the table is one: more labels stand below each other than beside each other."""
    named = {
        (line.number, column): header
        for line in head.lines
        for column in range(1, min(head.width, WIDEST) + 1)
        if (header := head.read(head._own(line.number, column))) is not None and header.role != "note"
    }
    by_column: dict[int, set[tuple[str, str, str]]] = {}
    for (_, column), header in named.items():
        by_column.setdefault(column, set()).add(header.key)
    most = max((len(found) for found in by_column.values()), default=0)
    widest = max((head.score(line.number, 1) for line in head.lines[:HEAD]), default=0)
    if most < 2 or most <= widest:
        return None
    label_columns = {column for column, found in by_column.items() if len(found) > 1 or len(found) == most}
    return [Pair(header, line, column) for (line, column), header in sorted(named.items()) if column in label_columns]


def beside(head: Head, pair: Pair, labels: frozenset[int]) -> list[int]:
    """The columns right of a label that may hold its values: up to the next label, without columns of units and remarks."""
    end = min((c for c in labels if c > pair.column), default=head.width + 1)
    merged: list[Range] = [m for m in head.table.merged if m.top <= pair.line <= m.bottom]
    covered = {c for m in merged for c in range(m.left + 1, m.right + 1)}
    asides = {
        column
        for column in range(1, head.width + 1)
        for line in head.lines[:HEAD]
        if tidy(head._own(line.number, column)) in SAID_BESIDE
    }
    return [c for c in range(pair.column + 1, end) if c not in covered and c not in asides]


def are_columns_of_records(head: Head, pairs: list[Pair], used: list[int]) -> bool:
    """Whether each used column of values is a record: several of them are named or numbered, or headed above the first label.

    Otherwise the columns beside the labels hold more labels with their values, as the official forms have them: one record.
    """
    if len(used) < 2:
        return False
    named = [pair.line for pair in pairs if pair.header.role in ("id", "name")]
    first = min(pair.line for pair in pairs)
    headed = [line.number for line in head.lines if line.number < first]
    return any(sum(bool(head._own(line, column)) for column in used) > 1 for line in (*named, *headed))


def strange_labels(head: Head, pairs: list[Pair]) -> list[tuple[int, int]]:
    """The cells of a form that stand where labels do, have something beside them, and name nothing that is known.

    Labels stand in the columns of the known ones, and in a column further right in which several filled cells stand before filled ones.
    """
    known = {(pair.line, pair.column) for pair in pairs}
    first, last = min(line for line, _ in known), max(line for line, _ in known)
    inside = [line for line in head.lines if first - 1 <= line.number <= last + FOOT]
    columns = {column for _, column in known}
    for column in range(min(columns) + 2, min(head.width, WIDEST)):
        beside_it = sum(bool(head._own(line.number, column)) and bool(head._own(line.number, column + 1)) for line in inside)
        if column not in columns and column - 1 not in columns and beside_it > 1:
            columns.add(column)
    used = [column for column in range(1, head.width + 1) if column not in columns]
    if are_columns_of_records(head, pairs, [c for c in used if any(head._own(line, c) for line, _ in known)]):
        columns = {column for _, column in known}
    found = []
    for line in inside:
        for column in sorted(columns):
            text = head._own(line.number, column)
            right = any(head._own(line.number, c) for c in range(column + 1, head.width + 1) if c not in columns)
            if (line.number, column) not in known and text and right and head.read(text) is None and not _aside(text):
                found.append((line.number, column))
    return found


def _aside(text: str) -> bool:
    return tidy(text) in SAID_BESIDE or is_foot(text) or len(text_of(text)) > LONGEST
