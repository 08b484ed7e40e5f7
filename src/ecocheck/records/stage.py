"""In which stage of its life a record is: as it says, else as its dates and works show, else taken for granted and marked so.

Dates move a project or a plot on, and keep anything else back: a park that was begun ten years ago may well be in use. A project or plot with
facts about its works, or that is a building site, is being built.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..vocabulary.stages import CONSTRUCTION, OPERATION, PLANNED, PLANNED_FIRST
from ..vocabulary.values import NONE, Interval, Partial, Value
from .model import Record
from .supplement import MADE

#: Where the stage of a record comes from.
GIVEN, DATES, WORKS, TAKEN = "given", "dates", "works", "assumed"
COMMISSIONED, STARTED = "project.commissioned_on", "project.started_on"
#: Facts of this namespace are about works that go on; a kind of this name is a building site.
WORKS_FACTS = "works."
KINDS, SITE = ("project.kinds", "facility.kinds"), "construction_site"


class RecordStage(NamedTuple):
    """A stage, and where it comes from."""

    stage: str
    source: str


class Days(NamedTuple):
    """Between which days something happened or will; a day that is written to be none lies after all others."""

    first: date
    last: date

    def past(self, day: date) -> bool:
        return self.last <= day

    def ahead(self, day: date) -> bool:
        return self.first > day


def days_of(value: Value | None) -> Days | None:
    """The days that the value of a date leaves possible."""
    if value is NONE:
        return Days(date.max, date.max)
    if isinstance(value, date):
        return Days(value, value)
    if isinstance(value, Interval):
        first: Any = value.low
        last: Any = value.high if value.high is not None else date.max
        return Days(first, last)
    return None


def stage_of(record: Record, day: date) -> RecordStage:
    """The stage of a record on a day.

    >>> stage_of(Record("P1", "project"), date(2023, 6, 1)), stage_of(Record("F1", "facility"), date(2023, 6, 1))
    (RecordStage(stage='planned', source='assumed'), RecordStage(stage='operation', source='assumed'))
    """
    if record.stage:
        return RecordStage(record.stage, GIVEN)
    commissioned, started = (days_of(_value(record, name)) for name in (COMMISSIONED, STARTED))
    if commissioned is not None and commissioned.past(day):
        return RecordStage(OPERATION, DATES)
    if started is not None and started.ahead(day):
        return RecordStage(PLANNED, DATES)
    if record.subject not in PLANNED_FIRST:
        return RecordStage(OPERATION, TAKEN)
    if started is not None and started.past(day):
        return RecordStage(CONSTRUCTION, DATES)
    return RecordStage(CONSTRUCTION, WORKS) if _works(record) else RecordStage(PLANNED, TAKEN)


def _value(record: Record, name: str) -> Value | None:
    given = record.facts.get(name)
    return None if given is None else given.value


def _works(record: Record) -> bool:
    """Whether the record speaks of works."""
    if any(names_works(name) and record.facts[name].source not in MADE for name in record.facts):
        return True
    return any(names_works(name) for name in record.groups if record.groups[name].items) or _is_site(
        _value(record, name) for name in KINDS
    )


def names_works(name: str) -> bool:
    """Whether a fact or list is about works."""
    return name.startswith(WORKS_FACTS)


def _is_site(values: Iterable[Value | None]) -> bool:
    return any(
        SITE in (value.yes if isinstance(value, Partial) else value)
        for value in values
        if isinstance(value, Partial | frozenset)
    )
