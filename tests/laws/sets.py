"""The sets of outcomes that the rules have on a table, as bits in one array: a row a record, a column a rule, a slot an item."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ecocheck.book import Rulebook
from ecocheck.columns.missing import Lack
from ecocheck.columns.outcomes import Compiled, Outcomes
from ecocheck.columns.planes import Plane, both, rows_of
from ecocheck.columns.rows import Rows
from ecocheck.columns.run import TableRun
from ecocheck.logic.outcomes import BIT

#: Slot 0 is the record itself, the others are its items in their order.
SLOTS = 4


class Sets(NamedTuple):
    """`possible` are the bits of the outcomes that each finding can have, 0 where there is none; `rules` name the columns, each rule with
    the subject that the record is seen as."""

    possible: Any
    rules: list[tuple[str, str]]


class SetRun(TableRun):
    """A run that keeps which outcomes are open and does not look for what is missing, which takes ten times as long."""

    possible: Any

    def of(self, rows: int) -> Sets:
        """All sets of the table, of so many rows in one chunk."""
        self.possible = np.zeros((rows, len(self.evaluator.rules), SLOTS), dtype=np.uint8)
        for _ in self.tables():
            pass
        names = self.findings.rules.to_pylist()
        seen = self.findings.subjects.take(self.findings.seen_as).to_pylist()
        return Sets(self.possible, list(zip(names, seen, strict=True)))

    def _decode(self, compiled: Compiled, rows: Rows, found: Outcomes, asked: Plane, lack: Lack | None = None) -> None:
        for place, plane in enumerate(found):
            self._keep(compiled, rows, both(plane, asked), 1 << place)

    def _emit(self, compiled: Compiled, rows: Rows, outcome: int, plane: Plane) -> None:
        self._keep(compiled, rows, plane, BIT_OF_NONE)

    def _keep(self, compiled: Compiled, rows: Rows, plane: Plane | None, bit: int) -> None:
        if plane is None or not plane.any():
            return
        places = rows_of(plane, rows.count)
        slots = 0 if rows.items is None else rows.items[places] - rows.groups[rows.group].starts[rows.records[places]] + 1
        self.possible[rows.records[places], compiled.number, slots] |= bit


BIT_OF_NONE = 1 << (len(BIT) - 1)


def sets_of(book: Rulebook, table: Any, subject: str, day: str) -> Sets:
    """The sets of the rules of one subject, aspects included, on a table of one chunk."""
    run = SetRun(book._checker, book._supplement, table, subject, day, ())
    return run.of(table.num_rows)


def named(bits: int) -> list[str]:
    """The outcomes of a set, the worst first."""
    return [str(name) for name, bit in BIT.items() if bits & bit]
