"""One fact of many rows, understood once, and how a comparison tests all of them.

A column holds its ordinary values in bulk (numbers, days, sets of codes) and any others (an error band, a written absence, a code) as
single values that rows point to. Single values are tested one by one by the very test of the one-record path.

Data are never scaled: a limit is led into the unit of the column exactly. Comparing floats is then exact, too: a float means the
shortest decimal that reads back as it (so the one-record path takes it); rounding to the nearest float never turns the order of two
numbers, so only a value whose float is the limit's own float could be told apart wrongly, and that one value is tested exactly when
the comparison is prepared.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

import numpy as np

from ..bilingual import Said
from ..logic.atoms import Test
from ..logic.operators import Operator, refuse_unserved
from ..logic.truth import F, J, T
from ..vocabulary.model import Fact
from ..vocabulary.values import Interval, Partial, Value
from .planes import Bits, Indices, Plane, Truths3, either, expand, full, pack, unpack, without

EPOCH = date(1970, 1, 1).toordinal()
#: Up to this many single values each has a plane of its own, shared by all comparisons; more are looked up.
MOST_PLANES = 64


def place_type(places: int) -> Any:
    return np.uint8 if places <= 256 else np.uint16 if places <= 65536 else np.int32


class Column:
    """Single values by place: `values[index[row]]`; place 0 is no single value. `known` are the rows with a usable value."""

    def __init__(self, fact: Fact, rows: int, known: Plane | None, index: Any = None, values: list[Any] | None = None) -> None:
        self.fact = fact
        self.rows = rows
        self.known = known
        self.bad: Plane | None = None
        self.index = index
        self.values: list[Any] = values if values is not None else [None]
        self._planes: dict[int, Plane] = {}
        self._unknown: Plane | None = None
        self._tested: dict[Any, Truths3] = {}

    @property
    def unknown(self) -> Plane:
        if self._unknown is None:
            self._unknown = full(self.rows) if self.known is None else ~self.known
        return self._unknown

    @property
    def given(self) -> Plane | None:
        """Rows that say something, usable or not."""
        return either(self.known, self.bad)

    def place_plane(self, place: int) -> Plane:
        if place not in self._planes:
            self._planes[place] = pack(self.index == place)
        return self._planes[place]

    def places_plane(self, places: list[int]) -> Plane | None:
        """The rows that point to any of some places."""
        if not places or self.index is None:
            return None
        if len(self.values) > MOST_PLANES and len(places) > 4:
            wanted = np.zeros(len(self.values), dtype=bool)
            wanted[places] = True
            return pack(wanted[self.index])
        found = self.place_plane(places[0])
        for place in places[1:]:
            found = found | self.place_plane(place)
        return found

    def bulk(self, row: Operator, limits: tuple[Any, ...], test: Test) -> tuple[Plane | None, Plane | None]:
        """The rows of bulk values that can only be T, and those that can be T."""
        return None, None

    def bulk_rows(self) -> Plane | None:
        """The rows whose value stands in bulk."""
        return None

    def planes(self, row: Operator, limits: tuple[Any, ...], test: Test) -> Truths3:
        """The truths of one comparison; a row without a usable value can be F or T."""
        return self._with_singles(*self.bulk(row, limits, test), test)

    def tested(self, test: Test) -> Truths3:
        """The truths that a test finds, where no value stands in bulk."""
        return self._with_singles(None, None, test)

    def _with_singles(self, only_t: Plane | None, can_t: Plane | None, test: Test) -> Truths3:
        truths = [test(value) for value in self.values[1:]]
        can_t = either(can_t, self.places_plane([place for place, found in enumerate(truths, 1) if found & T]))
        never_f = either(only_t, self.places_plane([place for place, found in enumerate(truths, 1) if not found & F]))
        can_j = self.places_plane([place for place, found in enumerate(truths, 1) if found & J])
        return Truths3(full(self.rows) if never_f is None else ~never_f, can_j, either(can_t, self.unknown))

    def value(self, row: int) -> Value | None:
        """What the one-record path would see of this row."""
        if self.index is not None and self.index[row]:
            return self.values[self.index[row]]  # type: ignore[no-any-return]
        if self.known is None or not self.known.view(np.uint8)[row >> 3] >> (row & 7) & 1:
            return None
        return self.bulk_value(row)

    def bulk_value(self, row: int) -> Value | None:
        return None

    def put(self, rows: Plane, value: Value) -> None:
        """Gives rows that say nothing, or were filled before, a single value."""
        if self.index is None:
            self.index = np.zeros(self.rows, dtype=np.uint8)
        place = len(self.values)
        self.values.append(value)
        if place_type(place + 1) is not self.index.dtype.type:
            self.index = self.index.astype(place_type(place + 1))
        self.index[unpack(rows, self.rows)] = place
        self.known = either(self.known, rows)
        self._planes.clear()
        self._unknown = None

    def forget(self, rows: Plane) -> None:
        """Makes rows say nothing."""
        self.known = without(self.known, rows)
        self.bad = without(self.bad, rows)
        if self.index is not None:
            self.index[unpack(rows, self.rows)] = 0
        self._planes.clear()
        self._unknown = None

    def open_rows(self) -> Plane | None:
        """Rows whose value leaves more than one cell open: missing, partly known, or below what was measurable."""
        places = [
            place
            for place, value in enumerate(self.values)
            if isinstance(value, Partial) or (isinstance(value, Interval) and value.censored)
        ]
        found = either(self.unknown, self.places_plane(places))
        return None if found is None or not found.any() else found

    def misfits(self, fits: Callable[[Any], bool]) -> Plane | None:
        """Open rows that a cell cannot hold."""
        return self.places_plane([place for place, value in enumerate(self.values) if place and not fits(value)])

    def take(self, of: Indices) -> Column:
        """The column of other rows, each with the value of the row that `of` names."""
        taken = self._taken(of)
        taken.bad = expand(self.bad, self.rows, of)
        return taken

    def _taken(self, of: Indices) -> Column:
        return Column(self.fact, len(of), expand(self.known, self.rows, of), self._index_at(of), self.values)

    def _index_at(self, of: Indices) -> Any:
        return None if self.index is None else self.index[of]

    def key_codes(self, edges: tuple[Any, ...]) -> tuple[Any, int]:
        """A number a row that is equal where the table finds the same, and how many there are; 0 is a missing value.

        `edges` are the constants between which bulk values need not be told apart.
        """
        return (
            (np.zeros(self.rows, dtype=np.int64), 1) if self.index is None else (self.index.astype(np.int64), len(self.values))
        )


class Flags(Column):
    """Yes or no."""

    def __init__(self, fact: Fact, rows: int, known: Plane | None, held: Plane | None) -> None:
        super().__init__(fact, rows, known)
        self.held = held
        self._bulk = known

    def bulk_rows(self) -> Plane | None:
        return self._bulk

    def forget(self, rows: Plane) -> None:
        super().forget(rows)
        self._bulk, self.held = without(self._bulk, rows), without(self.held, rows)

    def bulk(self, row: Operator, limits: tuple[Any, ...], test: Test) -> tuple[Plane | None, Plane | None]:
        yes, no = test(True) == T, test(False) == T
        found = self._bulk if yes and no else self.held if yes else without(self._bulk, self.held) if no else None
        return found, found

    def bulk_value(self, row: int) -> Value:
        return self.held is not None and bool(self.held.view(np.uint8)[row >> 3] >> (row & 7) & 1)

    def _taken(self, of: Indices) -> Column:
        known, held = expand(self._bulk, self.rows, of), expand(self.held, self.rows, of)
        taken = Flags(self.fact, len(of), known, held)
        taken.known, taken.index, taken.values = expand(self.known, self.rows, of), self._index_at(of), self.values
        return taken

    def key_codes(self, edges: tuple[Any, ...]) -> tuple[Any, int]:
        codes, size = super().key_codes(edges)
        if self._bulk is not None:
            codes += unpack(self._bulk, self.rows) * size
            if self.held is not None:
                codes += unpack(self.held, self.rows)
        return codes, size + 2


class Numbers(Column):
    """Numbers in the column's unit: one counts as `factor` of the fact's unit. Integers stay integers."""

    def __init__(
        self,
        fact: Fact,
        data: Any,
        known: Plane | None,
        factor: Fraction = Fraction(1),
        index: Any = None,
        values: list[Any] | None = None,
    ) -> None:
        super().__init__(fact, len(data), known, index, values)
        self.data = data
        self.factor = factor
        self._bulk = known if index is None else without(known, self.places_plane(list(range(1, len(self.values)))))

    def bulk_rows(self) -> Plane | None:
        return self._bulk

    def forget(self, rows: Plane) -> None:
        super().forget(rows)
        self._bulk = without(self._bulk, rows)

    def exact(self, value: Any) -> Any:
        """The number that one entry means, in the unit of the fact."""
        number = Fraction(repr(float(value))) if self.data.dtype.kind == "f" else Fraction(int(value))
        return number * self.factor

    def bulk_value(self, row: int) -> Any:
        return self.exact(self.data[row])

    def _in_column(self, limit: Any) -> Fraction:
        return Fraction(limit) / self.factor

    def beside(self, limit: Any) -> tuple[Any, int]:
        """The limit as an entry of this column, and where an entry equal to it truly stands: -1 below the limit, 0 at it, 1 above."""
        wanted = self._in_column(limit)
        if self.data.dtype.kind == "f":
            near: Any = float(wanted)
            means = Fraction(repr(near))
        else:
            near = wanted.numerator // wanted.denominator
            means = Fraction(near)
        return near, (means > wanted) - (means < wanted)

    def bulk(self, row: Operator, limits: tuple[Any, ...], test: Test) -> tuple[Plane | None, Plane | None]:
        if row.presence:
            found: Plane | None = self._bulk if limits[0] else None
            return found, found
        if self._bulk is None:
            return None, None
        found = self._bulk
        for relations, limit in zip(row.orders, limits, strict=True):
            met = self._against(relations, limit)
            found = None if met is None or found is None else pack(met) & found
        return found, found

    def _against(self, relations: str, limit: Any) -> Bits | None:
        """The entries that stand in one of some relations to a limit; None where none can."""
        near, stands = self.beside(limit)
        below, above = "<" in relations, ">" in relations
        at = "<=>"[stands + 1] in relations
        data = self.data
        if below and above:
            return np.ones(self.rows, dtype=bool) if at else data != near
        if below:
            return data <= near if at else data < near  # type: ignore[no-any-return]
        if above:
            return data >= near if at else data > near  # type: ignore[no-any-return]
        return data == near if at else None

    def outside(self, least: Fraction | None, most: Fraction | None) -> Plane | None:
        """The rows whose entry lies below the least or above the most that the fact can be."""
        met = [self._against(relation, end) for relation, end in (("<", least), (">", most)) if end is not None]
        planes = [pack(bits) & self._bulk for bits in met if bits is not None and self._bulk is not None]
        return reduce(or_, planes) if planes else None

    def _taken(self, of: Indices) -> Column:
        return type(self)(
            self.fact, self.data[of], expand(self.known, self.rows, of), self.factor, self._index_at(of), self.values
        )

    def key_codes(self, edges: tuple[Any, ...]) -> tuple[Any, int]:
        codes, size = super().key_codes(edges)
        if self._bulk is None:
            return codes, size
        if edges:
            place = np.zeros(self.rows, dtype=np.int64)
            for edge in edges:
                for bits in (self._against(">=", edge), self._against(">", edge)):
                    if bits is not None:
                        place += bits
            places = 2 * len(edges) + 1
        else:
            _, place = np.unique(self.data, return_inverse=True)
            places = len(self.data)
        return np.where(unpack(self._bulk, self.rows), size + place, codes), size + places


class Days(Numbers):
    """Calendar days, counted from 1970-01-01."""

    def exact(self, value: Any) -> date:
        return date.fromordinal(int(value) + EPOCH)

    def _in_column(self, limit: date) -> Fraction:
        return Fraction(limit.toordinal() - EPOCH)


def serves(row: Operator, kind: str) -> bool:
    """Whether a column of a type of fact can be held against an operator: numbers and days in bulk stand in an order to the limits,
    all else is tested value by value (lists of codes say for themselves)."""
    return row.presence or kind not in ("number", "date") or bool(row.orders)


refuse_unserved(Said("按列检验", "the column form"), serves)
