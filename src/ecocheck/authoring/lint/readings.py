"""Checks on second readings: the demand that a reader wrote down, and the rules as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Mark
from ...rulebook.meaning import reading_state
from ...rulebook.readings import DIFFERENCES
from ..second_reading import differences
from .model import Desk, Remark


def unsettled(desk: Desk) -> Iterator[Remark]:
    """Demands that say something else than their rules, where nobody settled it."""
    for reading in desk.readings:
        for one in differences(reading, desk.deciding.get(reading.clause, ()), desk.data):
            yield Remark(reading.clause, Mark(reading.file, reading.line), kind=DIFFERENCES[one.kind], said=one.said)


def outdated(desk: Desk) -> Iterator[Remark]:
    """Rules that were changed after their second reading, which they have lost."""
    for reading in desk.readings:
        if reading_state(reading, desk.deciding.get(reading.clause, ()), desk.data) == "changed":
            yield Remark(reading.clause, Mark(reading.file, reading.line), by=reading.by, on=reading.on)
