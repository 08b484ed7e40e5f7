"""The arithmetic of targets against hand computations, and its laws."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.progress.arithmetic import completion, compounded, cut_since, on_the_path, time_share
from ecocheck.standards.air import days_of, share_of_days

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
RATES = st.lists(st.fractions(min_value=-20, max_value=90, max_denominator=100), max_size=8)


def test_completion_of_the_wulong_forest() -> None:
    # 64.6 -> 68, 65.96 reported: 1.36 / 3.4 = 40 %
    assert completion(Fraction("64.6"), Fraction(68), Fraction("65.96")) == 40


def test_completion_of_a_fall_is_positive() -> None:
    # PM2.5 27 -> 25, 26 reported: (26 - 27) / (25 - 27) = 50 %
    assert completion(Fraction(27), Fraction(25), Fraction(26)) == 50


def test_no_way_where_start_is_the_target() -> None:
    assert completion(Fraction(100), Fraction(100), Fraction(99)) is None


@pytest.mark.parametrize(
    ("year", "share"), [(2019, 0), (2020, 0), (2021, 20), (2022, 40), (2023, 60), (2025, 100), (2027, 100)]
)
def test_time_share_of_the_period(year: int, share: int) -> None:
    assert time_share(2020, 2025, year) == share


def test_five_cuts_are_compounded_and_not_added() -> None:
    # (1-.03)(1-.032)(1-.028)(1-.03)(1-.031) = 0.97*0.968*0.972*0.97*0.969 = 0.857832... by hand
    rates = [Fraction(text) for text in ("3", "3.2", "2.8", "3", "3.1")]
    by_hand = 1 - 0.97 * 0.968 * 0.972 * 0.97 * 0.969
    assert float(compounded(rates)) == pytest.approx(by_hand * 100, abs=1e-12)
    assert compounded(rates) < sum(rates)


@given(RATES)
def test_compounding_is_what_applying_the_cuts_one_by_one_leaves(rates: list[Fraction]) -> None:
    left = reduce(lambda level, rate: level - level * rate / 100, rates, Fraction(100))
    assert compounded(rates) == 100 - left


@given(RATES, RATES)
def test_the_order_of_years_does_not_matter(first: list[Fraction], second: list[Fraction]) -> None:
    assert compounded(first + second) == compounded(second + first)


def test_cut_since_is_the_plain_division_that_wulong_warns_of() -> None:
    # 0.441 -> 0.248 is 43.76 %, where the plan states 39.7: levels and rates have different bases
    cut = cut_since(Fraction("0.441"), Fraction("0.248"))
    assert cut is not None
    assert round(float(cut), 2) == 43.76


def test_no_cut_from_nothing() -> None:
    assert cut_since(Fraction(0), Fraction(3)) is None


@pytest.mark.parametrize(("year", "days"), [(2020, 366), (2021, 365), (2023, 365), (2024, 366), (2000, 366), (1900, 365)])
def test_leap_years(year: int, days: int) -> None:
    assert days_of(year) == days


def test_the_same_days_are_a_smaller_share_of_a_leap_year() -> None:
    # 350/365 = 95.890 %, 350/366 = 95.628 %
    assert share_of_days(Fraction(350), 2023) == Fraction(35000, 365)
    assert share_of_days(Fraction(350), 2024) == Fraction(35000, 366)
    assert share_of_days(Fraction(350), 2024, Fraction(360)) == Fraction(35000, 360)


@given(NUMBERS, NUMBERS, st.integers(1, 20), st.integers(0, 20))
def test_who_stands_on_a_straight_path_has_completed_the_share_of_time(
    start: Fraction, target: Fraction, due: int, year: int
) -> None:
    found = completion(start, target, on_the_path({0: start, due: target}, year))
    assert found is None if start == target else found == time_share(0, due, year)


@given(st.dictionaries(st.integers(0, 30), NUMBERS, min_size=1, max_size=6), st.integers(-3, 33))
def test_a_path_runs_through_its_numbers_and_never_leaves_their_span(knots: dict[int, Fraction], year: int) -> None:
    found = on_the_path(knots, year)
    assert min(knots.values()) <= found <= max(knots.values())
    assert all(on_the_path(knots, knot) == value for knot, value in knots.items())
