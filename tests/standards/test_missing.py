"""What was not measured is missing, what is given twice is refused, and nothing measured has no grade."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import ecocheck
from ecocheck.errors import ValueRefused
from ecocheck.rulebook.model import RulebookData
from ecocheck.standards import air_day, air_year, sub_index, surface_water_class

DAY = date(2024, 11, 5)
CLEAN = {"so2": 11, "no2": 28, "pm10": 48, "pm25": 33, "co": 1.1, "o3_8h": 77}
NOTHING = [None, float("nan"), np.float32("nan"), pd.NA, pd.NaT, Decimal("NaN"), np.ma.masked]


@pytest.fixture(scope="module")
def data() -> RulebookData:
    return ecocheck.load().data


@pytest.mark.parametrize("nothing", NOTHING, ids=lambda one: type(one).__name__)
def test_a_pollutant_that_was_not_measured_is_missing(nothing: Any) -> None:
    found = air_day(DAY, {**CLEAN, "no2": nothing})
    assert (found.missing, found.good, found.grade) == (("no2",), None, None)
    assert found == air_day(DAY, {name: value for name, value in CLEAN.items() if name != "no2"})


@pytest.mark.parametrize("means", [{}, dict.fromkeys(CLEAN), {"pm25": np.nan}], ids=str)
def test_nothing_measured_has_neither_index_nor_grade(means: Any) -> None:
    found = air_day(DAY, means)
    assert (found.aqi, found.grade, found.good, found.primary) == (None, None, None, ())
    whole = air_year([found], 2024)
    assert (whole.good, whole.valid, whole.heavy, whole.undecided) == (0, 0, 0, (DAY,))


def test_what_is_known_to_exceed_is_no_good_day_whatever_is_missing() -> None:
    found = air_day(DAY, {"pm25": 116, "so2": pd.NA})  # 150 + 1 * 50/35 = 151.4, rounded up
    assert (found.aqi, found.good, found.grade) == (152, False, ("中度污染", "moderate"))


@pytest.mark.parametrize(
    "day",
    [DAY, datetime(2024, 11, 5, 13), pd.Timestamp("2024-11-05"), np.datetime64("2024-11-05"), "2024-11-05", "2024年11月5日"],
    ids=str,
)
def test_the_day_is_taken_in_every_usual_form(day: Any) -> None:
    assert air_day(day, CLEAN) == air_day(DAY, CLEAN)
    assert sub_index("pm25", 70, day) == 94  # 50 + 35 * 50/40 = 93.75
    assert air_year([air_day(day, CLEAN)], 2024, left_out=[day]).valid == 0


@pytest.mark.parametrize("day", [None, pd.NaT, "soon", "2024-11", object()], ids=lambda day: type(day).__name__)
def test_without_a_day_there_is_no_index(day: Any) -> None:
    with pytest.raises(ValueRefused):
        air_day(day, CLEAN)


@pytest.mark.parametrize("value", ["much", "35 ug/m3", True, float("inf"), [35], "1/0"], ids=str)
def test_what_is_no_concentration_is_refused_by_name(value: Any) -> None:
    for attempt in (lambda: air_day(DAY, {**CLEAN, "pm25": value}), lambda: sub_index("pm25", value, DAY)):
        with pytest.raises(ValueRefused, match="pm25"):
            attempt()


@pytest.mark.parametrize("nothing", NOTHING, ids=lambda one: type(one).__name__)
def test_one_concentration_that_is_missing_has_no_sub_index(nothing: Any) -> None:
    with pytest.raises(ValueRefused, match="pm25"):
        sub_index("pm25", nothing, DAY)


def test_hours_that_were_not_counted_are_not_enough_and_strangers_are_refused() -> None:
    assert air_day(DAY, CLEAN, {"pm10": pd.NA}).missing == ("pm10",)
    assert air_day(DAY, CLEAN, {"pm10": np.int64(20)}).missing == ()
    for means, hours in (({"pm2.5": None}, None), (CLEAN, {"pm2.5": 20})):
        with pytest.raises(ValueRefused, match=r"pm2\.5"):
            air_day(DAY, means, hours)


@pytest.mark.parametrize("nothing", NOTHING, ids=lambda one: type(one).__name__)
def test_an_item_of_water_that_was_not_measured_is_missing(nothing: Any, data: RulebookData) -> None:
    found = surface_water_class({"氨氮": np.float64(0.6), "tp": nothing}, "river", data)
    assert (found.found, "tp" in found.missing, "tp" in found.items) == ("III", True, False)
    with pytest.raises(ValueRefused, match="至少给一个项目"):
        surface_water_class({"氨氮": nothing}, "river", data)


@pytest.mark.parametrize(
    "twice", [{"tp": 0.02, "总磷": 0.35}, {"总磷": 0.35, "TP": 0.02}, {"tn": 1, "总氮": 1}, {"DO": 7, "溶解氧": 7}], ids=str
)
@pytest.mark.parametrize("water", ["river", "lake"])
def test_an_item_that_is_given_twice_is_refused_in_either_order(twice: Any, water: Any, data: RulebookData) -> None:
    for values in (twice, dict(reversed(twice.items()))):
        with pytest.raises(ValueRefused, match="twice"):
            surface_water_class({"氨氮": 0.1, **values}, water, data)
    kept, left = twice
    assert surface_water_class({"氨氮": 0.1, kept: twice[kept], left: None}, water, data).found


def test_what_is_no_concentration_in_water_is_refused(data: RulebookData) -> None:
    for value in ("clear", True, float("inf"), "1/0"):
        with pytest.raises(ValueRefused, match="nh3n"):
            surface_water_class({"氨氮": value}, "river", data)


def test_a_year_of_days_without_data_is_not_a_good_year() -> None:
    days = [air_day(date(2023, 1, 1) + timedelta(days=n), {}) for n in range(365)]
    assert air_year(days, 2023)[1:3] == (0, 0)


@pytest.mark.parametrize("nothing", ["", " ", "—", "/", "NaN", "NA", "未监测"])
def test_a_cell_that_says_nothing_is_not_measured(nothing: str, data: RulebookData) -> None:
    assert air_day(DAY, {**CLEAN, "no2": nothing}).missing == ("no2",)
    assert "tp" in surface_water_class({"氨氮": 0.6, "tp": nothing}, "river", data).missing


@pytest.mark.parametrize("undetected", ["未检出", "ND", "nd", "N.D."])
def test_what_was_not_detected_is_of_class_one_and_said(undetected: str, data: RulebookData) -> None:
    found = surface_water_class({"氨氮": 0.6, "汞": undetected}, "river", data)
    assert (found.found, found.items["mercury"], found.undetected) == ("III", "I", ("mercury",))
    assert air_day(DAY, {**CLEAN, "so2": undetected}).subs["so2"] == 0
    for name in ("溶解氧", "ph"):
        with pytest.raises(ValueRefused):
            surface_water_class({name: undetected}, "river", data)


@pytest.mark.parametrize("below", ["<0.00004", "0.00004L", "＜0.00004", "ND(0.00004)", "未检出(<0.00004)"])
def test_below_a_limit_is_the_class_of_the_limit(below: str, data: RulebookData) -> None:
    # GB 3838 table 1: mercury 0.00005 in classes I and II
    found = surface_water_class({"汞": below}, "river", data)
    assert (found.items["mercury"], found.undetected) == ("I", ())


def test_a_limit_in_air_counts_where_it_tells_the_best_grade() -> None:
    assert air_day(DAY, {**CLEAN, "so2": "<3"}).subs["so2"] == 3  # 3 * 50/50
    assert air_day(DAY, {**CLEAN, "so2": "3L"}).subs["so2"] == 3
    with pytest.raises(ValueRefused, match="so2"):
        air_day(DAY, {**CLEAN, "so2": "<60"})  # above 50 it may be good or better


def test_ozone_above_its_limit_counts_with_too_few_hours() -> None:
    # HJ 663: fewer than 14 means of 8 hours make a day invalid, but not where one is above 160
    hours = {**dict.fromkeys(CLEAN, 24), "o3_8h": 9}
    assert air_day(DAY, {**CLEAN, "o3_8h": 161}, hours).good is False
    assert air_day(DAY, {**CLEAN, "o3_8h": 160}, hours).missing == ("o3_8h",)
    assert air_day(DAY, {**CLEAN, "o3_8h": "160.5"}, hours).missing == ("o3_8h",)  # rounds to 160
