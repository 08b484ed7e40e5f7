"""Values at a limit, in the column's unit: floats, integers and texts against exact arithmetic on what they say."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.columns.encoding import Reader
from ecocheck.columns.planes import unpack
from ecocheck.logic.atoms import comparer
from ecocheck.logic.operators import OPERATORS
from ecocheck.vocabulary.model import Fact, Vocabulary

LENGTH = Fact("t.x", Said("距离", "distance"), "number", ("project",), unit="km")
HOLDS = {
    "lt": lambda v, l: v < l, "le": lambda v, l: v <= l, "eq": lambda v, l: v == l,  # noqa: E741
    "ne": lambda v, l: v != l, "ge": lambda v, l: v >= l, "gt": lambda v, l: v > l,  # noqa: E741
}  # fmt: skip
LIMITS = st.fractions(Fraction(1, 100), Fraction(1000), max_denominator=700)


def near(limit: Fraction) -> list[float]:
    middle = float(limit)
    return [math.nextafter(middle, 0), middle, math.nextafter(middle, math.inf), round(middle, 2), middle * 0.9]


def true_rows(column: Any, op: str, limit: Fraction) -> list[bool]:
    held = column.planes(OPERATORS[op], (limit,), comparer(LENGTH, None, op, (limit,)))
    found = unpack(held.t, column.rows)
    assert (found != unpack(held.f, column.rows)).all(), "a known number is either"
    return list(found)


@settings(max_examples=400)
@given(LIMITS, st.sampled_from(sorted(HOLDS)), st.sampled_from(("km", "m", "cm")))
def test_a_float_means_its_shortest_decimal_in_the_unit_of_its_column(limit: Fraction, op: str, unit: str) -> None:
    scale = {"km": 1, "m": 1000, "cm": 100_000}[unit]
    values = near(limit * scale)
    column = Reader(Vocabulary()).column(LENGTH, pa.array(values), unit)
    assert true_rows(column, op, limit) == [HOLDS[op](Fraction(repr(v)) / scale, limit) for v in values]


@settings(max_examples=200)
@given(LIMITS, st.sampled_from(sorted(HOLDS)), st.sampled_from((np.int8, np.uint16, np.int64)))
def test_integers_are_compared_as_integers(limit: Fraction, op: str, kind: Any) -> None:
    values = np.array([0, 1, int(limit) % 100, min(int(limit) + 1, 127)], dtype=kind)
    column = Reader(Vocabulary()).column(LENGTH, pa.array(values))
    assert true_rows(column, op, limit) == [HOLDS[op](int(v), limit) for v in values]


@settings(max_examples=200)
@given(LIMITS, st.sampled_from(sorted(HOLDS)))
def test_numbers_written_as_text_are_exact_however_many_digits_they_have(limit: Fraction, op: str) -> None:
    texts = [f"{float(limit):.12f}", f"{float(limit):.20f}", "0.30000000000000000001", "0.3", "1.50"]
    column = Reader(Vocabulary()).column(LENGTH, pa.array(texts))
    assert true_rows(column, op, limit) == [HOLDS[op](Fraction(text), limit) for text in texts]


def test_large_integers_are_not_rounded() -> None:
    column = Reader(Vocabulary()).column(LENGTH, pa.array([2**53, 2**53 + 1]))
    assert true_rows(column, "gt", Fraction(2**53)) == [False, True]


@pytest.mark.parametrize(
    ("op", "expected"), [("lt", [True, False]), ("le", [True, False]), ("eq", [False, False]), ("ge", [False, True])]
)
def test_the_float_nearest_to_a_third_is_below_it(op: str, expected: list[bool]) -> None:
    column = Reader(Vocabulary()).column(LENGTH, pa.array([0.3333333333333333, 0.33333333333333337]))
    assert true_rows(column, op, Fraction(1, 3)) == expected


def test_infinity_is_bad_and_nan_says_nothing() -> None:
    column = Reader(Vocabulary()).column(LENGTH, pa.array([1.0, math.nan, math.inf, None]))
    assert column.known is not None
    assert column.bad is not None
    assert list(unpack(column.known, 4)) == [True, False, False, False]
    assert list(unpack(column.bad, 4)) == [False, False, True, False]
