"""Facts that are lists of codes, of many rows: a plane for each code that is there, and for each that is said not to be.

A list that is given is complete; one that is given in part (`{coal: yes, wetland: no}`, or filled by a screening answer) leaves the
codes it does not name open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

import numpy as np

from ..bilingual import Said
from ..evaluation.cells import CodeClasses
from ..logic.atoms import Test, Wanted, among, flat
from ..logic.operators import Operator, refuse_unserved
from ..logic.truth import F, T
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NOTHING_THERE, Partial, Value
from .column import Column
from .planes import Bits, Indices, Plane, Truths3, both, either, expand, full, pack, unpack, without

Pair = tuple[Plane | None, Plane | None]


class Part(NamedTuple):
    """What the lists known in part can be (see `logic.atoms.Part`): for each code the rows in which it is there, and those in which it
    may be; the rows in which something is there, and those that may be empty."""

    there: dict[str, Plane | None]
    maybe: dict[str, Plane | None]
    some: Plane | None
    empty: Plane | None


def _any(planes: Iterable[Plane | None]) -> Plane | None:
    found = None
    for plane in planes:
        found = either(found, plane)
    return found


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
        self._part: Part | None = None

    def set_partial(self, rows: Plane, yes: dict[str, Plane], no: dict[str, Plane]) -> None:
        """Makes rows partly known; what they knew in part before stays."""
        self.partial = either(self.partial, rows)
        self.known = either(self.known, rows)
        self._unknown = None
        self._part = None
        for mine, more in ((self.yes, yes), (self.no, no)):
            for code, plane in more.items():
                mine[code] = plane if code not in mine else mine[code] | plane

    def put(self, rows: Plane, value: Value) -> None:
        """A whole list, or one known in part; what a row knew in part stays beside it."""
        if isinstance(value, Partial) and "none" not in value.yes:
            self.set_partial(rows, dict.fromkeys(value.yes, rows), dict.fromkeys(value.no, rows))
            return
        whole = NOTHING_THERE if isinstance(value, Partial) else value
        assert isinstance(whole, frozenset)
        self.partial = without(self.partial, rows)
        for planes in (self.yes, self.no):
            for code in planes:
                planes[code] = planes[code] & ~rows
        for code in whole:
            self.yes[code] = rows if code not in self.yes else self.yes[code] | rows
        self.complete = either(self.complete, rows)
        self.known = either(self.known, rows)
        self._unknown = None
        self._part = None

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
        met = _MET[row.each, row.of][0](self, frozenset(flat(limits)))
        return _denied(met, self.complete) if row.each == "none" else met

    def _in_part(self, row: Operator, limits: tuple[Any, ...]) -> Pair:
        """The same of lists that are known in part."""
        if row.presence:
            some = self._some_of_part()
            return some if limits[0] else _denied(some, self.partial)
        met = _MET[row.each, row.of][1](self, frozenset(flat(limits)))
        return _denied(met, self.partial) if row.each == "none" else met

    def _among(self, wanted: Collection[str], certain: bool) -> Plane | None:
        """Rows with a code that is, or may be, among some."""
        found = None
        for code, plane in self.yes.items():
            if code != "none":
                held = among(code, wanted, self.prefixes)
                if held == T if certain else held & T:
                    found = either(found, plane)
        return found

    def _any_of_list(self, wanted: Wanted) -> Pair:
        only, can = self._among(wanted, True), self._among(wanted, False)
        if "none" in wanted:
            empty = without(self.complete, self._present())
            only, can = either(only, empty), either(can, empty)
        return only, can

    def _all_wanted_of_list(self, wanted: Wanted) -> Pair:
        only: Plane | None = self.complete
        can: Plane | None = self.complete
        for code in wanted - NOTHING_THERE:
            only, can = both(only, self._among((code,), True)), both(can, self._among((code,), False))
        if "none" in wanted:
            there = self._present()
            only, can = without(only, there), without(can, there)
        return only, can

    def _all_present_of_list(self, wanted: Wanted) -> Pair:
        outside = maybe_outside = None
        for code, plane in self.yes.items():
            if code != "none":
                held = among(code, wanted, self.prefixes)
                outside = either(outside, plane) if held == F else outside
                maybe_outside = either(maybe_outside, plane) if held & F else maybe_outside
        return without(self.complete, maybe_outside), without(self.complete, outside)

    def _present(self) -> Plane | None:
        found = None
        for code, plane in self.yes.items():
            found = either(found, plane) if code != "none" else found
        return found

    def _parted(self) -> Part:
        """What lists known in part can be; worked out once, for all comparisons."""
        if self._part is None:
            some = both(self.partial, self._present())
            must = without(both(self.partial, self.no.get("none")), some)
            maybe = {code: without(self.partial, self.no.get(code)) for code in self.codes.things}
            once = several = None
            for plane in maybe.values():
                several, once = either(several, both(once, plane)), either(once, plane)
            single = without(both(must, once), several)
            there = {code: either(both(self.partial, self.yes.get(code)), both(single, plane)) for code, plane in maybe.items()}
            maybe = {code: either(plane, there[code]) for code, plane in maybe.items()}
            self._part = Part(there, maybe, either(some, single), without(without(self.partial, some), self.no.get("none")))
        return self._part

    def _some_of_part(self) -> Pair:
        """Whether anything is there."""
        if self.prefixes:
            return either(both(self.partial, self._present()), both(self.partial, self.no.get("none"))), self.partial
        part = self._parted()
        return self._settled(_any(part.maybe.values()), part.empty)

    def _settled(self, can_hold: Plane | None, can_fail: Plane | None) -> Pair:
        """Rows known in part that can only be T, and that can be T; where neither can be, what is known contradicts itself."""
        neither = without(without(self.partial, can_hold), can_fail)
        can_fail = either(can_fail, neither)
        return without(self.partial, can_fail), both(self.partial, either(can_hold, neither))

    def _any_of_part(self, wanted: Wanted) -> Pair:
        if self.prefixes:
            only = can = None
            for some_only, some_can in map(self._state, wanted):
                only, can = either(only, some_only), either(can, some_can)
            return only, can
        part = self._parted()
        may_be_none = part.empty if "none" in wanted else None
        can_hold = either(may_be_none, _any(plane for code, plane in part.maybe.items() if code in wanted))
        others = either(
            _any(plane for code, plane in part.maybe.items() if code not in wanted), without(part.empty, may_be_none)
        )
        held = _any(plane for code, plane in part.there.items() if code in wanted)
        return self._settled(can_hold, without(either(part.some, others), held))

    def _all_wanted_of_part(self, wanted: Wanted) -> Pair:
        only: Plane | None = self.partial
        can: Plane | None = self.partial
        if self.prefixes:
            for some_only, some_can in map(self._state, wanted):
                only, can = both(only, some_only), both(can, some_can)
            return only, can
        part = self._parted()
        if "none" in wanted:
            alone = wanted == NOTHING_THERE
            return self._settled(part.empty if alone else None, _any(part.maybe.values()) if alone else self.partial)
        for code in wanted:
            only, can = both(only, part.there.get(code)), both(can, part.maybe.get(code))
        return self._settled(can, without(self.partial, only))

    def _all_present_of_part(self, wanted: Wanted) -> Pair:
        """In a list of classes a class outside decides, and nothing else does, for more may always follow."""
        outside = None
        if self.prefixes:
            for code, plane in self.yes.items():
                if code != "none" and among(code, wanted, self.prefixes) == F:
                    outside = either(outside, plane)
            return None, without(self.partial, outside)
        part = self._parted()
        outside = _any(plane for code, plane in part.there.items() if code not in wanted)
        inside = _any(plane for code, plane in part.maybe.items() if code in wanted)
        can_hold = either(either(part.some, inside), part.empty)
        nothing = None if self.codes.has_none else without(self.partial, _any(part.maybe.values()))
        return self._settled(
            without(can_hold, outside),
            either(nothing, _any(plane for code, plane in part.maybe.items() if code not in wanted)),
        )

    def _state(self, code: str) -> Pair:
        """Whether one class or branch of GB/T 4754 is there, in lists known in part."""
        if code == "none":
            return None, without(without(self.partial, self._present()), self.no.get("none"))
        there = absent = None
        for held, plane in self.yes.items():
            if among(held, (code,), self.prefixes) == T:
                there = either(there, plane)
        for held, plane in self.no.items():
            if among(code, (held,), self.prefixes) == T:
                absent = either(absent, plane)
        return both(self.partial, there), without(self.partial, without(absent, there))

    def open_rows(self) -> Plane | None:
        found = either(self.unknown, self.partial)
        return None if found is None or not found.any() else found

    def misfits_of(self, classes: CodeClasses, chosen: frozenset[int]) -> Plane | None:
        """Rows known in part that cannot hold codes of just the chosen classes; as `cells` says it of one record."""
        if self.partial is None:
            return None
        if not chosen:
            return both(self.partial, either(self._present(), self.no.get("none")))
        found = None
        for place in chosen:
            for some in classes.emptied_by(place):
                denied: Plane | None = self.partial
                for code in some:
                    denied = both(denied, self._denied(code))
                found = either(found, denied)
        for code, plane in self.yes.items():
            if code == "none" or not classes.holding(code) & chosen:
                found = either(found, both(self.partial, plane))
        return found

    def _denied(self, code: str) -> Plane | None:
        """Rows that say of a code, or of a branch that it lies in, that it is not there."""
        return _any(plane for other, plane in self.no.items() if code == other or (self.prefixes and code.startswith(other)))

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
