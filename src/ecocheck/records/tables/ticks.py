"""A sheet of ticks: the codes of one fact below each other, 是 or 否 beside them, a column a record.

A line that begins with 其余 and says 是 closes the lines that are printed: what is not ticked among them is then not there. Without it the
rest is unknown, and so is, with it, what the sheet does not print and where a tick cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...bilingual import Said
from ...errors import Problem
from ...vocabulary.model import CodeList, Fact, Vocabulary
from ...vocabulary.official_wording import choices_taken
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
#: Ticks beside the words that are yes and no everywhere; an empty box is one that was not ticked.
TICKS = YES | frozenset(("✓", "✔", "☑", "■", "●", "涉及", "v", "1", "对"))
CROSSES = NO | frozenset(("✗", "✘", "不涉及", "0", "x", "错"))
#: A yes with what it is about; a no with a remark may be taken back by it, and stays unread.
_WITH_REMARK = re.compile(r"(?:是|有|涉及|√|✓|✔|☑)\((?!\s*[√✓✔☑×✗□\s]*\)).+\)|部分涉及")
EMPTY_BOXES = frozenset(("□", "☐", "○"))


HEADED = Said(
    "每条记录一列：把这一列的表头“{header}”改成主表里那条记录的编号，其余记录各加一列",
    "a column a record: write the record's id from the main sheet in place of this column's header '{header}', and add columns for the others",
)
UNHEADED = Said(
    "每条记录一列：在这一列第一个勾的上面写主表里那条记录的编号",
    "a column a record: write the record's id from the main sheet above the first tick of this column",
)


class Ticked(NamedTuple):
    """What one column of ticks says: of which record (nothing: of the only one), the fact, and how the column names its record."""

    link: str
    entry: Entry
    hint: Said


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
        read = [(line, code, tick_said(raw)) for line, code, raw in said if text_of(raw) not in EMPTY_BOXES]
        if not any(held is not None for _, _, held in read) and not (rest and tick_said(_cell(rest, column)) is not None):
            continue
        for line, code, held in read:
            if held is None:
                problems.append(Problem.coded(table.mark(line.number, column), "records.no_tick", field=fact.name))
            else:
                ticks[code] = held
        if rest is not None and tick_said(_cell(rest, column)) is True:
            unread = {code for _, code, held in read if held is None}
            ticks = {code: ticks.get(code, False) for _, code in rows if code and code != "none" and code not in unread}
        whole = all(code.code in ticks for code in codes.codes if code.code != "none")
        yes = [code for code, held in ticks.items() if held]
        raw: Any = (yes or "none") if whole else {code: "yes" if held else "no" for code, held in ticks.items()}
        header = next((t for n in range(begin - 1, 0, -1) if (t := _text_at(lines, n, column))), "")
        link = "" if tidy(header) in OF_THE_ONLY_ONE else half_width(header)
        yield Ticked(link, Entry(fact.name, raw, mark), HEADED.filled(header=header) if header else UNHEADED)


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


def tick_said(raw: Any) -> bool | None:
    """What a cell of ticks says; None where it cannot be read.

    >>> tick_said("☑"), tick_said("否"), tick_said("大概"), tick_said("是（注塑废气）"), tick_said("是☑否□")
    (True, False, None, True, True)
    """
    if isinstance(raw, bool):
        return raw
    text = text_of(raw)
    plain = half_width(text).lower()
    if plain in TICKS or _WITH_REMARK.fullmatch(plain):
        return True
    if plain in CROSSES:
        return False
    taken = choices_taken(text)
    return tick_said(taken[0]) if taken is not None and len(taken) == 1 and taken[0] != text else None
