"""A worksheet that is a sheet (核对单): its lines below each other with the usual answers printed, a column a record for the answers that
differ, and the signature below: who, when, and whether the rest stands as printed.

What the page shows is what was signed: its digest is made from the printed answers that still stand on it, so that a line that was taken
out, or whose print somebody changed, is not among those that were let stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...bilingual import Said
from ...errors import Problem
from ...vocabulary.model import Fact, Vocabulary
from ...vocabulary.spelling import half_width
from ..confirmation import AS_PRINTED, REST, SheetLine, digest_of, printed_as
from ..raw import Entry, Row
from .cells import for_fact, is_blank_cell, text_of
from .header_words import tidy
from .layout import FORM
from .table import Line, Table
from .ticks import OF_THE_ONLY_ONE, tick_said

#: What the name of such a worksheet, and the line above its table, begin with.
PAGE = "核对单"
#: The columns of a page, and the labels of its signature, as they are printed.
LINE, PRINTED, DIFFERS = "事项", "通常答案", "不同的填这里"
SIGNATURE = {"by": "确认人", "on": "确认日期", "rest": "其余如印"}
_ROLES = {label: key for key, label in SIGNATURE.items()} | {"日期": "on"}
_NAMED = re.compile(rf"{PAGE}[:：].*?[(（]([a-z][a-z0-9_]*)[)）]")
_DAY = Fact("on", Said(SIGNATURE["on"], "signed on"), "date", ())

NAMED_BY = Said(
    "每条记录一列：把这一列的表头“{header}”改成主表里那条记录的编号",
    "a column a record: write the record's id from the main sheet in place of this column's header '{header}'",
)


class Signing(NamedTuple):
    """What one column of a page says: of which record (nothing: of the only one), and its signature with the lines that differ."""

    link: str
    entry: Entry
    hint: Said


class _Page(NamedTuple):
    """Where things stand on a page: the row of heads, the columns of the lines and of their print."""

    name: str
    head: int
    lines: int
    printed: int


def is_page(table: Table) -> bool:
    """Whether a worksheet is a sheet, by its name or by the line above its table."""
    return tidy(table.title).startswith(PAGE) or any(_named(line) for line in table.look(FORM)[:2])


def _named(line: Line) -> str:
    found = (_NAMED.match(text_of(cell)) for cell in line.cells)
    return next((match[1] for match in found if match), "")


def read_page(table: Table, vocabulary: Vocabulary, problems: list[Problem]) -> Iterator[Signing]:
    """The columns of a page that somebody has filled; what cannot be used is added to `problems` with its cell."""
    lines = table.look(FORM)
    page = _places(lines)
    if page is None:
        problems.append(Problem.coded(table.mark(1), "records.sheet_page_lost", head=PAGE, line=LINE, printed=PRINTED))
        return
    below = [line for line in lines if line.number > page.head]
    rows: list[tuple[Line, Fact]] = []
    signature: dict[str, Line] = {}
    for line in below:
        label = text_of(_cell(line, page.lines))
        role, fact = _ROLES.get(tidy(label), ""), vocabulary.find(label) if label else None
        if role:
            signature[role] = line
        elif fact is not None:
            rows.append((line, fact))
        elif label and any(not is_blank_cell(cell) for cell in line.cells[page.printed :]):
            problems.append(Problem.coded(table.mark(line.number, page.lines), "records.no_page_line", field=label))
    digest = digest_of(
        SheetLine(fact.name, printed_as(fact, text_of(_cell(line, page.printed)), vocabulary)) for line, fact in rows
    )
    for column in range(page.printed + 1, max((len(line.cells) for line in lines), default=0) + 1):
        filled = [line for line in below if text_of(_cell(line, column)) or not is_blank_cell(_cell(line, column))]
        if filled:
            said = tuple(_signed(table, column, signature, problems, digest)) + tuple(_answers(table, column, rows))
            mark = table.mark(filled[0].number, column)
            header = text_of(_cell(next(line for line in lines if line.number == page.head), column))
            link = "" if tidy(header) in OF_THE_ONLY_ONE | {DIFFERS} else half_width(header)
            yield Signing(link, Entry(page.name, Row(said, mark), mark), NAMED_BY.filled(header=header))


def _places(lines: list[Line]) -> _Page | None:
    name = next((name for line in lines if (name := _named(line))), "")
    for line in lines if name else ():
        heads = {tidy(text_of(cell)): column for column, cell in reversed([*enumerate(line.cells, 1)])}
        if LINE in heads and PRINTED in heads:
            return _Page(name, line.number, heads[LINE], heads[PRINTED])
    return None


def _signed(table: Table, column: int, signature: dict[str, Line], problems: list[Problem], digest: str) -> Iterator[Entry]:
    """Who signs a column, when, and whether the rest stands as printed: a tick that cannot be read lets nothing stand."""
    for role, line in signature.items():
        raw, mark = _cell(line, column), table.mark(line.number, column)
        if is_blank_cell(raw):
            continue
        if role != "rest":
            yield Entry(role, for_fact(raw, _DAY, table.day_zero) if role == "on" else text_of(raw), mark)
        elif tick_said(raw) is True or text_of(raw) in REST:
            yield Entry("rest", AS_PRINTED, mark)
            yield Entry("printed", digest, mark)
        elif tick_said(raw) is None:
            problems.append(Problem.coded(mark, "records.no_tick", field=SIGNATURE["rest"]))


def _answers(table: Table, column: int, rows: list[tuple[Line, Fact]]) -> Iterator[Entry]:
    for line, fact in rows:
        raw = for_fact(_cell(line, column), fact, table.day_zero)
        if raw is not None:
            yield Entry(fact.name, raw, table.mark(line.number, column))


def _cell(line: Line, column: int) -> Any:
    return line.cells[column - 1] if column <= len(line.cells) else None
