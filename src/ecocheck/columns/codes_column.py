"""Facts that are lists of codes, of many rows: a plane for each code that is there, and for each that is said not to be.

A list that is given is complete; one that is given in part (`{coal: yes, wetland: no}`, or filled by a screening answer) leaves the
codes it does not name open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..bilingual import Said
from ..logic.atoms import Test, among, flat
from ..logic.operators import Operator, refuse_unserved
from ..logic.truth import F, T
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import Partial, Value
from .column import Column
from .planes import Bits, Indices, Plane, Truths3, both, either, expand, full, pack, unpack, without

Pair = tuple[Plane | None, Plane | None]


class Lists(Column):
    """`yes` and `no` are planes by code; `complete` are the rows whose list is whole, `partial` those that know it in part."""

    def __init__(
        self, fact: Fact, codes: CodeList, rows: int, complete: Plane | None = None, yes: dict[str, Plane] | None = None
    ) -> None:
        super().__init__(fact, rows, complete)
        self.codes = codes
        self.prefixes = codes.scheme == "gbt4754"
        self.complete = complete
        self.partial: Plane | None = None
        self.yes: dict[str, Plane] = yes or {}
        self.no: dict[str, Plane] = {}

    def set_partial(self, rows: Plane, yes: dict[str, Plane], no: dict[str, Plane]) -> None:
        """Makes rows partly known; what they knew in part before stays."""
        self.partial = either(self.partial, rows)
        self.known = either(self.known, rows)
        self._unknown = None
        for mine, more in ((self.yes, yes), (self.no, no)):
            for code, plane in more.items():
                mine[code] = plane if code not in mine else mine[code] | plane

    def put(self, rows: Plane, value: Value) -> None:
        """A whole list, or one known in part; what a row knew in part stays beside it."""
        if isinstance(value, Partial):
            self.set_partial(rows, dict.fromkeys(value.yes, rows), dict.fromkeys(value.no, rows))
            return
        assert isinstance(value, frozenset)
        self.partial = without(self.partial, rows)
        for planes in (self.yes, self.no):
            for code in planes:
                planes[code] = planes[code] & ~rows
        for code in value:
            self.yes[code] = rows if code not in self.yes else self.yes[code] | rows
        self.complete = either(self.complete, rows)
        self.known = either(self.known, rows)
        self._unknown = None

    def forget(self, rows: Plane) -> None:
        super().forget(rows)
        self.complete, self.partial = without(self.complete, rows), without(self.partial, rows)
        for planes in (self.yes, self.no):
            for code in planes:
                planes[code] = planes[code] & ~rows

    def planes(self, row: Operator, limits: tuple[Any, ...], test: Test) -> Truths3:
        only_t, can_t = self._whole(row, limits)
        if self.partial is not None:
            part_only, part_can = self._in_part(row, limits)
            only_t = either(both(only_t, self.complete), both(part_only, self.partial))
            can_t = either(both(can_t, self.complete), both(part_can, self.partial))
        never_f = both(only_t, self.known)
        return Truths3(full(self.rows) if never_f is None else ~never_f, None, either(both(can_t, self.known), self.unknown))

    def _whole(self, row: Operator, limits: tuple[Any, ...]) -> Pair:
        """Complete lists: rows that can only be T, and rows that can be T."""
        if row.presence:
            there = self._present()
            found = there if limits[0] else without(self.complete, there)
            return found, found
        met = _MET[row.each, row.of][0](self, flat(limits))
        return _denied(met, self.complete) if row.each == "none" else met

    def _in_part(self, row: Operator, limits: tuple[Any, ...]) -> Pair:
        """The same of lists that are known in part."""
        if row.presence:
            return (self.partial, self.partial) if limits[0] else (None, None)
        met = _MET[row.each, row.of][1](self, flat(limits))
        return _denied(met, self.partial) if row.each == "none" else met

    def _among(self, wanted: tuple[str, ...], certain: bool) -> Plane | None:
        """Rows with a code that is, or may be, among some."""
        found = None
        for code, plane in self.yes.items():
            if code != "none":
                held = among(code, wanted, self.prefixes)
                if held == T if certain else held & T:
                    found = either(found, plane)
        return found

    def _any_of_list(self, wanted: tuple[str, ...]) -> Pair:
        only, can = self._among(wanted, True), self._among(wanted, False)
        if "none" in wanted:
            empty = without(self.complete, self._present())
            only, can = either(only, empty), either(can, empty)
        return only, can

    def _all_wanted_of_list(self, wanted: tuple[str, ...]) -> Pair:
        only: Plane | None = self.complete
        can: Plane | None = self.complete
        for code in wanted:
            only, can = both(only, self._among((code,), True)), both(can, self._among((code,), False))
        return only, can

    def _all_present_of_list(self, wanted: tuple[str, ...]) -> Pair:
        outside = maybe_outside = None
        for code, plane in self.yes.items():
            if code != "none":
                held = among(code, wanted, self.prefixes)
                outside = either(outside, plane) if held == F else outside
                maybe_outside = either(maybe_outside, plane) if held & F else maybe_outside
        return without(self.complete, maybe_outside), without(self.complete, outside)

    def _any_of_part(self, wanted: tuple[str, ...]) -> Pair:
        only = can = None
        for some_only, some_can in map(self._state, wanted):
            only, can = either(only, some_only), either(can, some_can)
        return only, can

    def _all_wanted_of_part(self, wanted: tuple[str, ...]) -> Pair:
        only: Plane | None = self.partial
        can: Plane | None = self.partial
        for some_only, some_can in map(self._state, wanted):
            only, can = both(only, some_only), both(can, some_can)
        return only, can

    def _all_present_of_part(self, wanted: tuple[str, ...]) -> Pair:
        """A code outside decides; more may always follow, so that nothing else does."""
        outside = None
        for code, plane in self.yes.items():
            if among(code, wanted, self.prefixes) == F:
                outside = either(outside, plane)
        return None, without(self.partial, outside)

    def _present(self) -> Plane | None:
        found = None
        for code, plane in self.yes.items():
            found = either(found, plane) if code != "none" else found
        return found

    def _state(self, code: str) -> Pair:
        """Whether one code is there, in lists known in part."""
        there = absent = None
        for held, plane in self.yes.items():
            if among(held, (code,), self.prefixes) == T:
                there = either(there, plane)
        for held, plane in self.no.items():
            if among(code, (held,), self.prefixes) == T:
                absent = either(absent, plane)
        return there, without(self.partial, without(absent, there))

    def open_rows(self) -> Plane | None:
        found = either(self.unknown, self.partial)
        return None if found is None or not found.any() else found

    def misfits_of(self, groups: tuple[tuple[str, ...], ...], chosen: frozenset[int]) -> Plane | None:
        """Rows known in part that a cell cannot hold: it has a class all of whose codes they deny, or lacks one they affirm."""
        found = None
        if self.partial is None:
            return None
        for place, members in enumerate(groups):
            if place in chosen:
                denied: Plane | None = self.partial
                for code in members:
                    denied = both(denied, self.no.get(code))
                found = either(found, denied)
            else:
                for code in members:
                    found = either(found, both(self.partial, self.yes.get(code)))
        return found

    def misfits(self, fits: Callable[[Any], bool]) -> Plane | None:
        raise NotImplementedError("lists of codes are fitted class by class")

    def value(self, row: int) -> Value | None:
        def held(plane: Plane | None) -> bool:
            return plane is not None and bool(plane.view(np.uint8)[row >> 3] >> (row & 7) & 1)

        if not held(self.known):
            return None
        yes = frozenset(code for code, plane in self.yes.items() if held(plane))
        if held(self.partial):
            return Partial(yes, frozenset(code for code, plane in self.no.items() if held(plane)))
        return yes

    def _taken(self, of: Indices) -> Column:
        taken = Lists(self.fact, self.codes, len(of), expand(self.complete, self.rows, of))
        for mine, theirs in ((self.yes, taken.yes), (self.no, taken.no)):
            for code, plane in mine.items():
                theirs[code] = pack(unpack(plane, self.rows)[of])
        taken.partial, taken.known = expand(self.partial, self.rows, of), expand(self.known, self.rows, of)
        return taken

    def signature(self) -> list[Plane]:
        """Planes that tell apart all that rows known in part can say."""
        return [] if self.partial is None else [self.partial, *self.yes.values(), *self.no.values()]

    def key_codes(self, edges: tuple[Any, ...]) -> tuple[Any, int]:
        places: dict[Value | None, int] = {None: 0}
        found = [places.setdefault(self.value(row), len(places)) for row in range(self.rows)]
        return np.array(found, dtype=np.int64), len(places)


def matrix_planes(names: list[str], matrix: Bits) -> dict[str, Plane]:
    """A plane for each row of a matrix of codes by records."""
    return {name: pack(line) for name, line in zip(names, matrix, strict=True) if line.any()}


def _denied(met: Pair, rows: Plane | None) -> Pair:
    """The opposite, among some rows."""
    only, can = met
    return without(rows, can), without(rows, only)


#: How whole lists and lists known in part are met; the same table as that of the one-record path (`logic.atoms`).
_MET = {
    ("any", "wanted"): (Lists._any_of_list, Lists._any_of_part),
    ("any", "present"): (Lists._any_of_list, Lists._any_of_part),
    ("none", "wanted"): (Lists._any_of_list, Lists._any_of_part),
    ("none", "present"): (Lists._any_of_list, Lists._any_of_part),
    ("all", "wanted"): (Lists._all_wanted_of_list, Lists._all_wanted_of_part),
    ("all", "present"): (Lists._all_present_of_list, Lists._all_present_of_part),
}


def serves(row: Operator, kind: str) -> bool:
    """Whether lists of codes, many rows at once, can be held against an operator."""
    return row.presence or kind != "codes" or (row.each, row.of) in _MET


refuse_unserved(Said("按列检验代码清单", "the column form of lists of codes"), serves)
