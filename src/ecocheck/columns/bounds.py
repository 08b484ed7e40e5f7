"""Numbers that bound other numbers, row by row: a distance that is at most another one.

Rules compare these numbers with few constants. Where they compare them with nothing else, a bound is known well enough by where it
stands among the constants, so that a thousand different bounds become a handful. Whatever that cannot decide is left to the one-record
path.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from ..evaluation.cells import looked_up
from ..logic.atoms import constant
from ..logic.conditions import Compare, Flag, Lost, Node, Number, comparisons
from ..records.inference import Conclusion, Step, bounded
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.values import Interval
from .column import Column, Numbers
from .narrowing import Told, tell
from .planes import Plane, both, either, pack, unpack, without


class Edges:
    """The constants among which bounded numbers stand, of all facts that bound each other together; none where rules compare one of
    them with more than constants."""

    def __init__(self, steps: Iterable[Step], rules: Iterable[Rule], data: RulebookData) -> None:
        steps = tuple(steps)
        self.facts = {name for step in steps for one in step.conclusions if one.bound for name in (one.fact.name, one.bound)}
        found: set[Fraction] = set()
        self.fit = True
        for rule in rules if self.facts else ():
            self.fit = self.fit and self.facts.isdisjoint(looked_up(rule, data))
            for node in rule.conditions:
                found |= self._constants(node)
        for step in steps:
            found |= self._constants(step.row.when)
            for one in step.conclusions:
                if one.fact.name in self.facts:
                    found.update(_ends(one.value))
        self.edges = tuple(sorted(found))

    def _constants(self, node: Node) -> set[Fraction]:
        found: set[Fraction] = set()
        for one in comparisons(node):
            if one.fact in self.facts:
                found.update(constant(operand) for operand in one.operands if isinstance(operand, Number))
                self.fit = self.fit and _with_constants(one)
        return found

    def standing_for(self, place: int) -> Fraction:
        """A number that stands for all in one place among the edges: an edge itself, or between two of them."""
        edges = self.edges
        if place % 2:
            return edges[place // 2]
        below, above = edges[place // 2 - 1] if place else None, edges[place // 2] if place // 2 < len(edges) else None
        if below is None:
            return above / 2 if above is not None else Fraction(1)
        return below + 1 if above is None else (below + above) / 2


def _with_constants(node: Compare) -> bool:
    return all(isinstance(operand, Number | Lost | Flag) for operand in node.operands)


def _ends(value: Any) -> Iterable[Fraction]:
    if isinstance(value, Interval):
        return [end for end in (value.low, value.high) if end is not None]
    return [value] if isinstance(value, Fraction) else []


def tell_bound(
    edges: Edges, one: Conclusion, target: Column, source: Column, rows: Plane, given: tuple[Plane | None, ...]
) -> Told:
    """Bounds a number in some rows by another one; `given` are the rows that give the two facts themselves."""
    given_target, given_source = given
    both_given = both(rows, both(given_target, given_source))
    changed, doubtful = None, None
    if both_given is not None and both_given.any():
        doubtful = without(without(both_given, _in_order(one, target, source)), _quiet(one, source))
        rows = rows & ~both_given
    singles = both(rows, source.known)
    bulk = source.bulk_rows()
    if bulk is not None:
        inside = rows & bulk
        told = _from_bulk(edges, one, target, source, inside, given_target)
        changed, doubtful = either(changed, told.changed), either(doubtful, told.doubtful)
        singles = without(singles, bulk)
    if singles is not None and source.index is not None and singles.any():
        told = _from_singles(edges, one, target, source, singles, given)
        changed, doubtful = either(changed, told.changed), either(doubtful, told.doubtful)
    return Told(changed, doubtful)


def _quiet(one: Conclusion, source: Column) -> Plane | None:
    """The rows whose bounding number says nothing."""
    values = enumerate(source.values)
    return source.places_plane([place for place, value in values if place and bounded(one.at_least, value) is None])


def _in_order(one: Conclusion, target: Column, source: Column) -> Plane | None:
    """The rows in which two given numbers stand as the bound says; exact where floats leave no doubt, else a row is not among them."""
    if not isinstance(target, Numbers) or not isinstance(source, Numbers):
        return None
    ends = target.bulk_rows(), source.bulk_rows()
    if ends[0] is None or ends[1] is None:
        return None
    mine, theirs = target.data * float(target.factor), source.data * float(source.factor)
    slack = 1e-9 * (np.abs(mine) + np.abs(theirs)) + 1e-300
    kept = mine - theirs > slack if one.at_least else theirs - mine > slack
    if target.factor == source.factor and target.data.dtype == source.data.dtype:
        kept |= target.data == source.data
    return both(pack(kept), ends[0] & ends[1])


def _from_bulk(edges: Edges, one: Conclusion, target: Column, source: Column, rows: Plane, given_target: Plane | None) -> Told:
    """Bounds by many different numbers: by where each stands among the edges. A row that gives the target is left."""
    doubtful = both(rows, given_target)
    rows = without(rows, given_target)
    if not rows.any():
        return Told(None, doubtful)
    if not edges.fit or not edges.edges:
        return Told(None, either(doubtful, rows))
    codes, size = source.key_codes(edges.edges)
    size -= 2 * len(edges.edges) + 1
    places = codes[unpack(rows, source.rows)] - size
    changed = None
    for place in np.unique(places):
        here = rows & pack(codes == place + size)
        value = bounded(one.at_least, edges.standing_for(int(place)))
        if value is not None:
            told = _tell(target, here, value)
            changed, doubtful = either(changed, told.changed), either(doubtful, told.doubtful)
    return Told(changed, doubtful)


def _from_singles(
    edges: Edges, one: Conclusion, target: Column, source: Column, rows: Plane, given: tuple[Plane | None, ...]
) -> Told:
    """Bounds by what is itself known within bounds; what a row gives in such a way is left."""
    changed, doubtful = None, None
    given_target, given_source = given
    inside = source.index[unpack(rows, source.rows)]
    for place in [int(each) for each in np.unique(inside) if each]:
        here = rows & source.place_plane(place)
        value = bounded(one.at_least, source.values[place])
        if value is None:
            continue
        left = here if not edges.fit else either(both(here, given_target), both(here, given_source))
        doubtful = either(doubtful, left)
        told = _tell(target, without(here, left), value)
        changed, doubtful = either(changed, told.changed), either(doubtful, told.doubtful)
    return Told(changed, doubtful)


def _tell(target: Column, rows: Plane | None, value: Interval) -> Told:
    """Bounds that meet in one number are left: they stand for bounds that may as well miss each other."""
    if rows is None or not rows.any():
        return Told(None, None)
    told = tell(target, None, rows, value)
    met = both(rows, target.places_plane([place for place, one in enumerate(target.values) if isinstance(one, Fraction)]))
    bulk = target.bulk_rows()
    return Told(told.changed, either(told.doubtful, met if bulk is None else without(met, bulk)))
