"""A sheet of ticks: the codes of one fact below each other, 是 or 否 beside them, a column a record.

A line that begins with 其余 and says 是 closes the list: what is not ticked is then not there. Without it the rest is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...errors import Problem
from ...vocabulary.model import CodeList, Fact, Vocabulary
from ...vocabulary.spelling import half_width
from ...vocabulary.typed import NO, YES
from ..raw import Entry
from .cells import is_blank_cell, text_of
from .header_words import tidy
from .layout import FORM
from .table import Table

#: Headers of a column of ticks that name no record: the ticks are those of the only one.
OF_THE_ONLY_ONE = frozenset(("", "是否涉及", "勾选", "填写", "是否", "是/否", "结果"))
REST = "其余"


class Ticked(NamedTuple):
    """What one column of ticks says: of which record (nothing: of the only one), and the fact."""

    link: str
    entry: Entry


def ticked_fact(table: Table, vocabulary: Vocabulary) -> Fact | None:
    """The fact whose codes a sheet lists, by the sheet's name."""
    fact = vocabulary.find(table.title) if table.title else None
    return fact if fact is not None and fact.type == "codes" and vocabulary.lists[fact.list].codes else None


def read_ticks(table: Table, fact: Fact, vocabulary: Vocabulary, problems: list[Problem]) -> Iterator[Ticked]:
    """The columns of ticks; what is neither yes nor no is added to `problems` with its cell."""
    codes = vocabulary.lists[fact.list]
    lines = table.look(FORM)
    labels = _label_column(lines, codes)
    if not labels:
        return
    rows = [(line, codes.find(text_of(_cell(line, labels)))) for line in lines]
    first = next(line.number for line, code in rows if code)
    rest = next((line for line, _ in rows if tidy(text_of(_cell(line, labels))).startswith(REST)), None)
    begin = min(first, rest.number if rest else first)
    width = max(len(line.cells) for line in lines)
    for column in range(labels + 1, width + 1):
        ticks: dict[str, bool] = {}
        mark = table.mark(begin, column)
        said = [(line, code, _cell(line, column)) for line, code in rows if code and not is_blank_cell(_cell(line, column))]
        read = [(line, code, _held(raw)) for line, code, raw in said]
        if not any(held is not None for _, _, held in read) and not (rest and _held(_cell(rest, column)) is not None):
            continue
        for line, code, held in read:
            if held is None:
                problems.append(Problem.coded(table.mark(line.number, column), "records.no_tick", field=fact.name))
            else:
                ticks[code] = held
        closed = rest is not None and _held(_cell(rest, column)) is True
        yes = [code for code, held in ticks.items() if held]
        raw: Any = (yes or "none") if closed else {code: "yes" if held else "no" for code, held in ticks.items()}
        header = next((t for n in range(begin - 1, 0, -1) if (t := _text_at(lines, n, column))), "")
        link = "" if tidy(header) in OF_THE_ONLY_ONE else half_width(header)
        yield Ticked(link, Entry(fact.name, raw, mark))


def _label_column(lines: list[Any], codes: CodeList) -> int:
    """The column that lists most codes."""
    width = max((len(line.cells) for line in lines), default=0)
    counts = {c: sum(codes.find(text_of(_cell(line, c)) or "?") is not None for line in lines) for c in range(1, width + 1)}
    best = max(counts, key=lambda c: counts[c], default=0)
    return best if best and counts[best] > 1 else 0


def _cell(line: Any, column: int) -> Any:
    return line.cells[column - 1] if column <= len(line.cells) else None


def _text_at(lines: list[Any], number: int, column: int) -> str:
    return next((text_of(_cell(line, column)) for line in lines if line.number == number), "")


def _held(raw: Any) -> bool | None:
    if isinstance(raw, bool):
        return raw
    plain = half_width(text_of(raw)).lower()
    return True if plain in YES else False if plain in NO else None
