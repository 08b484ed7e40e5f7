"""Sets of truths of many rows, packed: one bit a row, one plane for each truth that a row can still have.

A plane is an array of 64-bit words, the first row in the lowest bit; None is a plane without any row. The bits past the last row may
hold anything: whoever counts or lists rows leaves them out.
"""

from __future__ import annotations

from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint64]
Bits = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]


class Truths3(NamedTuple):
    """Rows that can be F, that can be J, that can be T."""

    f: Plane | None
    j: Plane | None
    t: Plane | None


def words(rows: int) -> int:
    return (rows + 63) >> 6


def full(rows: int) -> Plane:
    """A plane of all rows."""
    return np.full(words(rows), np.uint64(0xFFFF_FFFF_FFFF_FFFF), dtype=np.uint64)


def pack(bits: Bits) -> Plane:
    """The plane of the rows that are true.

    >>> int(pack(np.array([True, False, True]))[0])
    5
    """
    packed = np.packbits(bits, bitorder="little")
    short = -len(packed) % 8
    if short:
        packed = np.concatenate((packed, np.zeros(short, dtype=np.uint8)))
    return packed.view(np.uint64)


def unpack(plane: Plane, rows: int) -> Bits:
    return np.unpackbits(plane.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def rows_of(plane: Plane | None, rows: int) -> Indices:
    """The numbers of the rows of a plane, in order."""
    if plane is None or not plane.any():
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(unpack(plane, rows))


def bits_at(plane: Plane | None, places: Indices) -> npt.NDArray[np.uint8]:
    """The bit of some rows, 0 or 1."""
    if plane is None:
        return np.zeros(len(places), dtype=np.uint8)
    found: npt.NDArray[np.uint8] = (plane.view(np.uint8)[places >> 3] >> (places & 7).astype(np.uint8)) & np.uint8(1)
    return found


def any_set(plane: Plane, rows: int) -> bool:
    """Whether a plane has any of its rows, whatever its bits past the last may hold."""
    return bool(plane.any()) and (not rows % 64 or bool(plane[:-1].any()) or bool(int(plane[-1]) & ((1 << rows % 64) - 1)))


def expand(plane: Plane | None, rows: int, of: Indices) -> Plane | None:
    """The plane of other rows, each of which takes the bit of the row that `of` names."""
    return None if plane is None else pack(unpack(plane, rows)[of])


def from_buffer(buffer: Any, offset: int, rows: int) -> Plane:
    """A plane from Arrow's packed bits (validity or booleans)."""
    raw = np.frombuffer(buffer, dtype=np.uint8)
    if offset % 8:
        return pack(np.unpackbits(raw, count=offset + rows, bitorder="little")[offset:].view(np.bool_))
    raw = raw[offset // 8 : offset // 8 + (rows + 7) // 8]
    out = np.zeros(words(rows) * 8, dtype=np.uint8)
    out[: len(raw)] = raw
    if rows % 8:
        out[rows // 8] &= (1 << rows % 8) - 1
    return out.view(np.uint64)


if hasattr(np, "bitwise_count"):

    def count(plane: Plane) -> int:
        return int(np.bitwise_count(plane).sum())

else:  # numpy before 2
    _ONES = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.int64)

    def count(plane: Plane) -> int:
        return int(_ONES[plane.view(np.uint8)].sum())


def both(a: Plane | None, b: Plane | None) -> Plane | None:
    return None if a is None or b is None else a & b


@overload
def either(a: Plane, b: Plane | None) -> Plane: ...
@overload
def either(a: Plane | None, b: Plane) -> Plane: ...
@overload
def either(a: Plane | None, b: Plane | None) -> Plane | None: ...
def either(a: Plane | None, b: Plane | None) -> Plane | None:
    if a is None:
        return b
    return a if b is None else a | b


@overload
def without(a: Plane, b: Plane | None) -> Plane: ...
@overload
def without(a: Plane | None, b: Plane | None) -> Plane | None: ...
def without(a: Plane | None, b: Plane | None) -> Plane | None:
    return a if a is None or b is None else a & ~b


def all_of(a: Truths3, b: Truths3) -> Truths3:
    """The minimum, over all pairs; a side that can only be T changes nothing."""
    if a.f is None and a.j is None:
        return b
    if b.f is None and b.j is None:
        return a
    j = None
    if a.j is not None or b.j is not None:
        j = either(both(a.j, either(b.j, b.t)), both(a.t, b.j))
    return Truths3(either(a.f, b.f), j, both(a.t, b.t))


def any_of(a: Truths3, b: Truths3) -> Truths3:
    """The maximum, over all pairs; a side that can only be F changes nothing."""
    if a.t is None and a.j is None:
        return b
    if b.t is None and b.j is None:
        return a
    j = None
    if a.j is not None or b.j is not None:
        j = either(both(a.j, either(b.j, b.f)), both(a.f, b.j))
    return Truths3(both(a.f, b.f), j, either(a.t, b.t))


def negated(a: Truths3) -> Truths3:
    return Truths3(a.t, a.j, a.f)


def judged(a: Truths3) -> Truths3:
    return Truths3(a.f, either(a.j, a.t), None)


def of_codes(truths: npt.NDArray[np.uint8]) -> Truths3:
    """Planes from one set of truths a row, as three bits."""
    j = (truths & 2).astype(bool)
    return Truths3(pack((truths & 1).astype(bool)), pack(j) if j.any() else None, pack((truths & 4).astype(bool)))


def masked(a: Truths3, rows: Plane) -> Truths3:
    return Truths3(both(a.f, rows), both(a.j, rows), both(a.t, rows))


def union(a: Truths3, b: Truths3) -> Truths3:
    return Truths3(either(a.f, b.f), either(a.j, b.j), either(a.t, b.t))
