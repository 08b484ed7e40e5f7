"""Numbers as printed: GB/T 8170, and a figure against a target of another precision."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.progress.printed import HOLDS, against, decimal_text, decimals, rounded
from ecocheck.progress.target import method_of

DECIMALS = st.decimals(min_value=-10000, max_value=10000, places=4, allow_nan=False, allow_infinity=False)


# GB/T 8170 3.2: below half is dropped, above half is raised, exactly half goes to the even digit.
@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [("12.1498", 0, "12"), ("12.1498", 1, "12.1"), ("10.502", 0, "11"), ("1.050", 1, "1.0"), ("0.35", 1, "0.4"),
     ("2500", -3, "2000"), ("3500", -3, "4000"), ("0.0325", 3, "0.032"), ("-355", -1, "-360"), ("-325", -1, "-320"), ("-36.5", 0, "-36")],
)  # fmt: skip
def test_half_goes_to_the_even_digit(text: str, places: int, expected: str) -> None:
    assert rounded(Fraction(text), places) == Fraction(expected)


@given(DECIMALS, st.integers(0, 4))
def test_rounding_is_that_of_decimal_arithmetic(value: Decimal, places: int) -> None:
    assert rounded(Fraction(str(value)), places) == Fraction(str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)))


@given(DECIMALS, st.integers(0, 4))
def test_printed_text_reads_back_as_the_rounded_value(value: Decimal, places: int) -> None:
    text = decimal_text(Fraction(str(value)), places)
    assert Fraction(text) == rounded(Fraction(str(value)), places)
    assert decimals(text) == places


@pytest.mark.parametrize(
    ("op", "value", "target", "reading"),
    [
        ("le", "25", "25", "met"),
        ("le", "25.4", "25", "rounding"),  # rounds to 25
        ("le", "25.5", "25", "missed"),  # rounds to 26: half to even
        ("le", "24.5", "25", "met"),
        ("ge", "37.6", "38", "rounding"),
        ("ge", "37.5", "38", "rounding"),  # half to even is 38
        ("ge", "36.5", "37", "missed"),  # half to even is 36
        ("ge", "38.0", "38.04", "coarse"),  # anything from 37.95 to 38.05
        ("ge", "38.1", "38.04", "met"),  # at least 38.05
        ("ge", "37.9", "38.04", "missed"),  # at most 37.95
        ("ge", "38", "38.04", "coarse"),
        ("ge", "39", "38.04", "met"),
        ("lt", "664.5", "667", "met"),
        ("lt", "667", "667", "missed"),
        ("lt", "666.9", "667", "met"),
        ("gt", "0.4", "0", "met"),
    ],
)
def test_reading_of_a_figure(op: str, value: str, target: str, reading: str) -> None:
    assert against(op, Fraction(value), Fraction(target), decimals(target), decimals(value)) == reading


@given(st.sampled_from(["ge", "le", "gt", "lt"]), DECIMALS, DECIMALS, st.integers(0, 3), st.integers(0, 4))
def test_a_decided_reading_holds_for_every_number_printed_so(
    op: str, value: Decimal, target: Decimal, target_places: int, places: int
) -> None:
    """A figure that is decided stays decided the same way wherever it lies inside what its digits stand for."""
    shown = rounded(Fraction(str(value)), places)
    asked = rounded(Fraction(str(target)), target_places)
    reading = against(op, shown, asked, target_places, places)
    half = Fraction(1, 2 * 10**places) if places < target_places else Fraction(0)
    inside = [shown, shown - half * Fraction(9, 10), shown + half * Fraction(9, 10)]
    if reading == "met":
        assert all(HOLDS[op](one, asked) for one in inside)
    elif reading == "missed":
        assert not any(HOLDS[op](one, asked) for one in inside)
    elif reading == "rounding":
        assert not HOLDS[op](shown, asked)
        assert HOLDS[op](rounded(shown, target_places), asked)


@pytest.mark.parametrize(("year", "edition"), [(2025, "HJ 663-2013"), (2026, "HJ 663-2026"), (2030, "HJ 663-2026")])
def test_a_mean_is_rounded_by_the_method_of_its_year(year: int, edition: str) -> None:
    assert method_of("air.pm25_mean", year).zh.startswith(edition)
    assert not method_of("air.good_days", year)
