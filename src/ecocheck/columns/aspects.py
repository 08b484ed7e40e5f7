"""Rows seen as something else than their own subject: the column form of `ecocheck.evaluation.aspects`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from ..evaluation.aspects import Seen, kept
from ..logic.conditions import TRUE
from ..rulebook.model import Aspect
from ..vocabulary.model import Vocabulary
from .codes_column import Lists
from .column import Column, Flags
from .defaults import ANY_RULE
from .missing import looked_at
from .outcomes import Compiled, Evaluator
from .planes import Plane, any_set, both, either, full, unpack, without
from .rows import GroupRows, Rows


class View:
    """One aspect of the records of a table, with the rules that it brings."""

    def __init__(self, seen: Seen, evaluator: Evaluator, compiled: Sequence[Compiled], vocabulary: Vocabulary) -> None:
        self.aspect: Aspect = seen.aspect
        self.compiled = tuple(compiled)
        self.vocabulary = vocabulary
        self.evaluator = evaluator
        conditions = (self.aspect.when, self.aspect.whole)
        self._when, self._whole = (None if c == TRUE else evaluator.graph.place(c, ANY_RULE) for c in conditions)

    def looks_at(self) -> set[str]:
        """The facts and groups that decide the aspect, and those that it takes."""
        looks = looked_at(replace(ANY_RULE, scope=self.aspect.when, require=self.aspect.whole), self.evaluator.judge.data)
        return {*looks.facts, *looks.groups, *self.aspect.takes}

    def held(self, rows: Rows) -> Plane | None:
        """The rows that are looked at so, for certain."""
        return self._certain(self._when, rows)

    def of(self, rows: Rows) -> Rows:
        """The rows as what they are seen as."""
        growing = without(rows.all, self._certain(self._whole, rows))
        grown = growing if any_set(growing, rows.count) else None
        columns, groups = dict(rows.columns), dict(rows.groups)
        if grown is not None:
            self._weaken(columns, groups, rows.count, grown)
        for source, target in self.aspect.takes.items():
            if source in rows.groups:
                groups[target] = _open_ended(rows.groups[source], grown)
            column = rows.columns.get(source)
            if isinstance(column, Lists):
                columns[target] = self._taken(source, target, column, columns.get(target), grown)
        return Rows(rows.count, columns, groups, rows.attested, rows.as_of, rows.vocabulary, stages=rows.stages)

    def _certain(self, place: int | None, rows: Rows) -> Plane | None:
        if place is None:
            return rows.all
        truths = self.evaluator.at(place, rows, None)
        return without(without(truths.t, truths.f), truths.j)

    def _weaken(self, columns: dict[str, Column], groups: dict[str, GroupRows], rows: int, grown: Plane) -> None:
        """What is left of rows that are not the whole of what they are seen as."""
        aspect = self.aspect
        for name, column in columns.items():
            if not kept(aspect, name):
                columns[name] = column.take(np.arange(rows))
                _forget(columns[name], grown, aspect.otherwise == "there")
        for name, held in groups.items():
            if not kept(aspect, name):
                groups[name] = _open_ended(held, grown) if aspect.otherwise == "there" else _without_items(held, rows, grown)

    def _taken(self, source: str, target: str, column: Lists, given: Column | None, grown: Plane | None) -> Lists:
        """A list under its other name; what a row gives under that name itself stands."""
        fact = self.vocabulary.facts[target]
        found = column.take(np.arange(column.rows))
        assert isinstance(found, Lists)
        if grown is not None and self.aspect.otherwise == "nothing":
            found.forget(grown)
        part = full(column.rows) if source in self.aspect.in_part else grown
        if part is not None:
            _forget(found, part, True)
        found.fact = fact
        found.bad = both(found.bad, found.known)
        if isinstance(given, Lists) and given.given is not None:
            found.forget(given.given)
            for mine, theirs in ((found.yes, given.yes), (found.no, given.no)):
                for code, plane in theirs.items():
                    mine[code] = plane if code not in mine else mine[code] | plane
            found.known, found.bad = either(found.known, given.known), either(found.bad, given.bad)
            found.complete, found.partial = either(found.complete, given.complete), either(found.partial, given.partial)
        return found


def _forget(column: Column, rows: Plane, there: bool) -> None:
    """Takes from some rows what they say, or, where what is `there` stays, only what they say is not."""
    if isinstance(column, Lists) and there:
        _open_list(column, rows)
        return
    gone: Plane | None = rows
    if there and column.fact.type == "boolean":
        yes = column.held if isinstance(column, Flags) else None
        yes = either(yes, column.places_plane([place for place, value in enumerate(column.values) if value is True]))
        gone = without(rows, both(yes, column.known))
    if gone is not None:
        column.forget(gone)


def _open_list(column: Lists, rows: Plane) -> None:
    """Leaves of lists the codes that are there, open to more."""
    for code in column.no:
        column.no[code] = column.no[code] & ~rows
    if "none" in column.yes:
        column.yes["none"] = column.yes["none"] & ~rows
    there = None
    for plane in column.yes.values():
        there = either(there, plane)
    left = both(both(rows, column.known), there)
    gone = without(rows, left)
    if gone is not None:
        column.forget(gone)
    column.complete, column.partial = without(column.complete, rows), either(column.partial, left)


def _open_ended(held: GroupRows, rows: Plane | None) -> GroupRows:
    return held if rows is None else held._replace(complete=held.complete & ~rows)


def _without_items(held: GroupRows, rows: int, gone: Plane) -> GroupRows:
    """A group that some records do not list."""
    left = ~unpack(gone, rows)
    sizes = np.diff(held.starts)
    items = np.flatnonzero(np.repeat(left, sizes))
    return GroupRows(
        np.concatenate(([0], np.cumsum(np.where(left, sizes, 0)))),
        held.given & ~gone,
        held.complete & ~gone,
        {name: column.take(items) for name, column in held.columns.items()},
        None if held.ids is None else [held.ids[int(item)] for item in items],
    )
