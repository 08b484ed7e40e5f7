"""A value that follows for some rows, put together with what their column says already: the column form of `vocabulary.narrowing`.

Each function gives the rows that it changed and the rows that it leaves to the one-record path, because a contradiction (or what may
be one) needs more than planes.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from ..logic.atoms import comparer
from ..logic.operators import AT_LEAST, AT_MOST, OPERATORS
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.narrowing import NOTHING, among_denied, narrowed, near
from ..vocabulary.values import Interval, Partial, Value
from .codes_column import Lists
from .column import Column
from .planes import Plane, both, either, pack, unpack, without


class Told(NamedTuple):
    """Rows that know more than before, and rows to be completed one by one."""

    changed: Plane | None
    doubtful: Plane | None


NOTHING_TOLD = Told(None, None)


def new_column(fact: Fact, codes: CodeList | None, rows: int) -> Column:
    return Lists(fact, codes, rows) if fact.type == "codes" and codes is not None else Column(fact, rows, None)


def tell(column: Column, codes: CodeList | None, target: Plane, value: Value) -> Told:
    """Puts a value together with what some rows of a column say; a row whose cell cannot be used stays as it is."""
    target = without(target, without(column.bad, column.known))
    unknown = without(target, column.known)
    known = both(target, column.known)
    changed, doubtful = None, None
    if unknown is not None and unknown.any():
        column.put(unknown, value)
        changed = unknown
    if known is not None and known.any():
        told = _lists(column, known, value) if isinstance(column, Lists) else _singles(column, codes, known, value)
        changed, doubtful = either(changed, told.changed), told.doubtful
    return Told(changed, doubtful)


def _singles(column: Column, codes: CodeList | None, known: Plane, value: Value) -> Told:
    changed = None
    bulk = both(known, column.bulk_rows())
    doubtful = without(bulk, _agreeing(column, value)) if bulk is not None else None
    if column.index is None:
        return Told(None, doubtful)
    inside = column.index[unpack(known, column.rows)]
    for place in [int(each) for each in np.unique(inside) if each]:
        rows = known & column.place_plane(place)
        said = column.values[place]
        more = narrowed(column.fact, codes, said, value)
        if more is None:
            doubtful = either(doubtful, rows)
        elif more != said:
            column.put(rows, more)
            changed = either(changed, rows)
    return Told(changed, doubtful)


def _agreeing(column: Column, value: Value) -> Plane | None:
    """The rows whose bulk value stands as it is beside another value."""
    fact = column.fact
    if isinstance(value, Interval):
        low = comparer(fact, None, "gt" if value.low_open else AT_LEAST, (value.low,))
        found = column.planes(OPERATORS["gt" if value.low_open else AT_LEAST], (value.low,), low).t
        if value.high is None:
            return found
        name = "lt" if value.high_open else AT_MOST
        return both(found, column.planes(OPERATORS[name], (value.high,), comparer(fact, None, name, (value.high,))).t)
    if isinstance(value, Fraction | bool | date):
        return column.planes(OPERATORS["eq"], (value,), comparer(fact, None, "eq", (value,))).t
    return None


def _lists(column: Lists, known: Plane, value: Value) -> Told:
    whole, part = both(known, column.complete), both(known, column.partial)
    if isinstance(value, Partial):
        doubtful = both(whole, _whole_against(column, value))
        changed, at_odds = _part_with(column, part, value) if part is not None and part.any() else (None, None)
        return Told(changed, either(doubtful, at_odds))
    held = value - NOTHING if isinstance(value, frozenset) else frozenset()
    apart = _other_codes(column, held)
    for code in held:
        apart = either(apart, without(column.known, column.yes.get(code)))
    doubtful = both(whole, apart)
    at_odds = both(part, _part_against(column, held))
    fitting = without(part, at_odds)
    if fitting is not None and fitting.any():
        column.put(fitting, value)
    return Told(fitting, either(doubtful, at_odds))


def _other_codes(column: Lists, held: frozenset[str]) -> Plane | None:
    found = None
    for code, plane in column.yes.items():
        if code not in held and code != "none":
            found = either(found, plane)
    return found


def _whole_against(column: Lists, part: Partial) -> Plane | None:
    """Rows whose list, if it is whole, contradicts what is known of it in part."""
    found, there = None, None
    for code, plane in column.yes.items():
        if code != "none":
            there = either(there, plane)
            if "none" in part.yes or among_denied(column.codes, code, part.no):
                found = either(found, plane)
    if "none" in part.no:
        found = either(found, without(column.complete, there))
    for wanted in part.yes - NOTHING:
        held = None
        for code, plane in column.yes.items():
            if code != "none" and near(column.codes, code, wanted):
                held = either(held, plane)
        found = either(found, without(column.complete, held))
    return found


def _part_against(column: Lists, held: frozenset[str]) -> Plane | None:
    """Rows known in part that cannot be a list of just these codes."""
    found = None if held or "none" not in column.no else column.no["none"]
    for code, plane in column.yes.items():
        if code == "none":
            found = either(found, plane) if held else found
        elif not any(near(column.codes, one, code) for one in held):
            found = either(found, plane)
    for code, plane in column.no.items():
        if any(among_denied(column.codes, one, frozenset((code,))) for one in held):
            found = either(found, plane)
    return found


def _part_with(column: Lists, rows: Plane, more: Partial) -> tuple[Plane | None, Plane | None]:
    """Adds codes to lists known in part: the rows changed, and those at odds, which stay as they are."""
    odds = None
    for code, plane in column.yes.items():
        if among_denied(column.codes, code, more.no) or ("none" in more.yes and code != "none"):
            odds = either(odds, both(rows, plane))
    for code, plane in column.no.items():
        if any(among_denied(column.codes, one, frozenset((code,))) for one in more.yes):
            odds = either(odds, both(rows, plane))
    if more.yes - NOTHING:
        odds = either(odds, both(rows, column.yes.get("none")))
    odds = either(odds, both(rows, _at_odds_already(column)))
    rows = rows if odds is None else rows & ~odds
    changed = None
    for mine, codes in ((column.yes, more.yes), (column.no, more.no)):
        for code in codes:
            added = without(rows, mine.get(code))
            if added is not None and added.any():
                mine[code] = added if code not in mine else mine[code] | added
                changed = either(changed, added)
    finished, empty = _spoken_of(column, rows)
    return either(changed, finished), either(odds, empty)


def _at_odds_already(column: Lists) -> Plane | None:
    """Rows whose list says both of one code, or that there is nothing and something."""
    found = None
    for code, plane in column.yes.items():
        denied = column.yes.get("none") if code != "none" else None
        for other, no in column.no.items():
            if among_denied(column.codes, code, frozenset((other,))):
                denied = either(denied, no)
        found = either(found, both(plane, denied))
    return found


def _spoken_of(column: Lists, rows: Plane) -> tuple[Plane | None, Plane | None]:
    """Makes lists whole of which every code is spoken of; gives them, and those that can neither be empty nor hold anything."""
    codes = column.codes
    if codes.scheme != "closed" or not codes.codes:
        return None, None
    spoken: Plane | None = rows
    there = None
    for code in codes.rank:
        if code != "none":
            yes = column.yes.get(code)
            there = either(there, both(rows, yes))
            spoken = both(spoken, either(yes, column.no.get(code)))
    spoken = either(spoken, both(rows, column.yes.get("none")))
    if spoken is None or not spoken.any():
        return None, None
    impossible = both(without(spoken, there), column.no.get("none"))
    spoken = without(spoken, impossible)
    if spoken is not None:
        column.complete, column.partial = either(column.complete, spoken), without(column.partial, spoken)
        if "none" in codes.rank:
            absent = without(spoken, there)
            if absent is not None:
                column.yes["none"] = either(column.yes.get("none"), absent)
        for code in column.no:
            column.no[code] = column.no[code] & ~spoken
    return spoken, impossible


def pack_rows(places: list[int], rows: int) -> Plane:
    """The plane of some rows by their numbers."""
    bits = np.zeros(rows, dtype=bool)
    bits[places] = True
    return pack(bits)
