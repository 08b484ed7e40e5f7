"""Air quality index and good days, HJ 633-2012 and HJ 633-2026, against hand computations."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.errors import ValueRefused
from ecocheck.standards.air import BREAKS_2012, BREAKS_2026, INDEX, POLLUTANTS, AirDay, air_day, air_year, sub_index

OLD, NEW = date(2025, 6, 1), date(2026, 3, 1)
CLEAN = {"so2": 8, "no2": 20, "pm10": 40, "pm25": 20, "co": 0.8, "o3_8h": 90}


@pytest.mark.parametrize(
    ("pollutant", "value", "index"),
    [
        ("pm25", 35, 50),
        ("pm25", 75, 100),
        ("pm25", 70, 94),  # 50 + 35 * 50/40 = 93.75
        ("pm25", "75.1", 101),  # 100 + 0.1 * 50/40 = 100.125, rounded up
        ("pm25", 95, 125),  # 100 + 20 * 50/40
        ("pm25", 200, 250),  # 200 + 50 * 100/100
        ("pm25", 500, 500),
        ("pm25", 900, 500),
        ("pm10", 150, 100),
        ("pm10", 130, 90),  # 50 + 80 * 50/100
        ("so2", 100, 75),
        ("no2", 80, 100),
        ("no2", 130, 125),
        ("co", "3.5", 88),  # 50 + 1.5 * 50/2 = 87.5
        ("co", 4, 100),
        ("o3_8h", 160, 100),
        ("o3_8h", 161, 101),  # 100 + 1 * 50/55 = 100.9
        ("o3_8h", 800, 300),
        ("o3_8h", 950, 300),  # above 800 there is no sub-index of 8 hours
        ("pm25", 0, 0),
    ],
)
def test_sub_index_of_2012(pollutant: str, value: Any, index: int) -> None:
    assert sub_index(pollutant, value, OLD) == index


@pytest.mark.parametrize(
    ("pollutant", "value", "index"),
    [
        ("pm25", 60, 100),
        ("pm25", 70, 110),
        ("pm25", 35, 50),
        ("pm10", 120, 100),
        ("pm10", 130, 104),
        ("no2", 80, 100),
        ("o3_8h", 160, 100),
    ],
)  # 100 + 10 * 50/55 = 109.1; 100 + 10 * 50/130 = 103.8
def test_sub_index_of_2026(pollutant: str, value: int, index: int) -> None:
    assert sub_index(pollutant, value, NEW) == index


def test_the_standard_changes_on_the_first_of_march() -> None:
    assert sub_index("pm25", 70, date(2026, 2, 28)) == 94
    assert sub_index("pm25", 70, date(2026, 3, 1)) == 110


@given(
    st.sampled_from(POLLUTANTS),
    st.fractions(min_value=0, max_value=2700),
    st.fractions(min_value=0, max_value=2700),
    st.booleans(),
)
def test_more_of_a_pollutant_is_never_a_lower_index(pollutant: str, one: Fraction, other: Fraction, new: bool) -> None:
    day = NEW if new else OLD
    low, high = sorted((one, other))
    assert sub_index(pollutant, low, day) <= sub_index(pollutant, high, day)


@given(st.sampled_from(POLLUTANTS), st.integers(0, 7), st.booleans())
def test_break_points_carry_their_own_index(pollutant: str, place: int, new: bool) -> None:
    breaks = (BREAKS_2026 if new else BREAKS_2012)[pollutant]
    if place < len(breaks):
        assert sub_index(pollutant, breaks[place], NEW if new else OLD) == INDEX[place]


def test_the_worst_pollutant_governs_and_is_named() -> None:
    found = air_day(OLD, {**CLEAN, "o3_8h": 170, "pm25": 60})
    assert (found.aqi, found.primary, found.good, found.grade) == (
        110,
        ("o3_8h",),
        False,
        ("轻度污染", "light"),
    )  # 100+10*50/55 = 109.1


def test_a_clean_day_has_no_primary_pollutant() -> None:
    found = air_day(OLD, CLEAN)
    assert (found.aqi, found.primary, found.good, found.grade[0]) == (45, (), True, "优")  # ozone 90


def test_a_hundred_is_good_and_a_hundred_and_one_is_not() -> None:
    assert air_day(OLD, {**CLEAN, "pm25": 75}).good is True
    assert air_day(OLD, {**CLEAN, "pm25": 76}).good is False


def test_the_mean_of_a_day_is_rounded_before_its_index() -> None:
    just_above = air_day(OLD, {**CLEAN, "pm25": "75.4"})
    assert (just_above.good, just_above.aqi, just_above.unrounded) == (True, 100, 101)  # 100.5, rounded up
    assert air_day(OLD, {**CLEAN, "pm25": "75.6"}).good is False
    assert air_day(OLD, {**CLEAN, "co": "4.04"}).good is True  # 4.0 mg/m3
    assert air_day(OLD, {**CLEAN, "co": "4.06"}).good is False
    assert air_day(NEW, {**CLEAN, "pm25": "60.5"}).good is True  # a half goes to the even 60
    assert air_day(NEW, {**CLEAN, "pm25": "61.5"}).good is False


class TestMissing:
    def test_a_missing_pollutant_leaves_the_day_open(self) -> None:
        found = air_day(OLD, {**CLEAN, "o3_8h": None})
        assert (found.good, found.missing) == (None, ("o3_8h",))

    def test_unless_another_exceeds_already(self) -> None:
        assert air_day(OLD, {"pm25": 120}).good is False

    def test_too_few_hours_count_as_missing(self) -> None:
        hours = {**dict.fromkeys(CLEAN, 24), "pm25": 19}
        assert air_day(OLD, CLEAN, hours).missing == ("pm25",)
        assert air_day(OLD, CLEAN, {**hours, "pm25": 20}).good is True
        assert air_day(OLD, CLEAN, {**hours, "pm25": 20, "o3_8h": 13}).missing == ("o3_8h",)
        assert air_day(OLD, CLEAN, {**hours, "pm25": 20, "o3_8h": 14}).good is True

    def test_a_pollutant_that_does_not_exist(self) -> None:
        with pytest.raises(ValueRefused, match="pm2"):
            sub_index("pm2", 5, OLD)

    def test_a_negative_concentration(self) -> None:
        with pytest.raises(ValueRefused):
            sub_index("pm25", -1, OLD)


def days_of_year(year: int, bad: int, lost: int = 0) -> list[AirDay]:
    first, days = date(year, 1, 1), []
    for place in range(366 if year % 4 == 0 else 365):
        values = {**CLEAN, "pm25": 80} if place < bad else {**CLEAN, "o3_8h": None} if place < bad + lost else CLEAN
        days.append(air_day(first + timedelta(place), values))
    return days


class TestYears:
    def test_good_days_of_a_common_and_a_leap_year(self) -> None:
        common, leap = air_year(days_of_year(2023, 15), 2023), air_year(days_of_year(2024, 15), 2024)
        assert (common.good, common.valid, leap.good, leap.valid) == (350, 365, 351, 366)
        assert common.share_of_year == Fraction(35000, 365)
        assert leap.share_of_year == Fraction(35100, 366)
        assert common.enough

    def test_open_days_are_in_neither_number(self) -> None:
        found = air_year(days_of_year(2023, 15, 10), 2023)
        assert (found.good, found.valid, len(found.undecided)) == (340, 355, 10)
        assert found.share_of_valid == Fraction(34000, 355)
        assert found.enough is False  # only 21 valid days in January

    def test_too_few_days_for_a_yearly_statistic(self) -> None:
        assert not air_year(days_of_year(2023, 0)[:323], 2023).enough

    def test_dust_days_taken_out(self) -> None:
        days = days_of_year(2023, 15)
        found = air_year(days, 2023, left_out={days[0].day, days[1].day})
        assert (found.good, found.valid) == (350, 363)

    def test_heavy_days(self) -> None:
        heavy = air_day(date(2023, 1, 1), {**CLEAN, "pm25": 151})  # 200 + 1 -> 201
        assert air_year([heavy], 2023).heavy == 1
        assert air_year([air_day(date(2023, 1, 1), {**CLEAN, "pm25": 150})], 2023).heavy == 0

    def test_a_day_twice_or_of_another_year(self) -> None:
        day = air_day(date(2023, 1, 1), CLEAN)
        with pytest.raises(ValueRefused, match="2023-01-01"):
            air_year([day, day], 2023)
        with pytest.raises(ValueRefused):
            air_year([day], 2024)
