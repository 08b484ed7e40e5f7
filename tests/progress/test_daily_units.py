"""Units, digits and rounding in tables of daily concentrations; expected figures by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.progress.model import Standing
from ecocheck.reports.assessment import Assessment

NAMES = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3_8h")
CLEAN = ("20", "40", "8", "20", "0.8", "90")


def assessed(
    path: Path, header: tuple[str, ...], day: tuple[str, ...], bad: tuple[str, ...] = (), below: str = ""
) -> Assessment:
    """Wanzhou's 2025: the first three days of each month as `bad`, the other 329 as `day`."""
    lines = [",".join(("日期", *header)), *([below] if below else [])]
    for place in range(365):
        when = date(2025, 1, 1) + timedelta(place)
        lines.append(",".join((f"{when}", *(bad if bad and when.day <= 3 else day))))
    (path / "air.csv").write_text("\n".join(lines), encoding="utf-8")
    return ecocheck.load("wanzhou").assess(path / "air.csv")


def good_days(found: Assessment) -> Standing:
    return found.where(clause="c136")[0]


@pytest.mark.parametrize(
    "said", ["PM2.5(mg/m3)", "PM₂.₅（mg／m³）", "PM2.5 mg/m³", "PM2.5/(mg/m3)", "细颗粒物（毫克/立方米）", "PM2.5\n(mg/m³)"]
)
def test_the_unit_in_a_header_counts_however_it_is_written(tmp_path: Path, said: str) -> None:
    # 0.08 mg/m3 is 80 ug/m3, above 75: no day is good
    header = (f'"{said}"', *NAMES[1:])
    found = assessed(tmp_path, header, ("0.08", *CLEAN[1:]))
    assert (good_days(found).value, good_days(found).outcome) == ("0", "fail")
    assert found.where(clause="c259")[0].value == "80.0"


def test_carbon_monoxide_in_micrograms(tmp_path: Path) -> None:
    found = assessed(tmp_path, (*NAMES[:4], "一氧化碳（μg/m³）", "O3_8h"), (*CLEAN[:4], "800", "90"))
    assert (good_days(found).value, good_days(found).outcome) == ("365", "pass")


def test_the_unit_in_the_row_below_the_header_counts(tmp_path: Path) -> None:
    below = "单位,mg/m3,μg/m3,μg/m3,μg/m3,mg/m3,μg/m3"
    assert good_days(assessed(tmp_path, NAMES, ("0.08", *CLEAN[1:]), below=below)).value == "0"


def test_the_unit_in_a_cell_counts(tmp_path: Path) -> None:
    assert good_days(assessed(tmp_path, NAMES, ("0.08 mg/m3", *CLEAN[1:]))).value == "0"


@pytest.mark.parametrize(
    ("place", "text", "header"),
    [
        (0, "0.08", "PM2.5"),
        (0, "0.08", "PM2.5(μg/m³)"),
        (4, "800", "CO"),
        (4, "800", "CO(mg/m3)"),
        (1, "0.04", "PM10"),
        (5, "0.09", "O3_8h"),
    ],
)
def test_a_column_a_thousand_times_off_is_refused_once(tmp_path: Path, place: int, text: str, header: str) -> None:
    day, names = list(CLEAN), list(NAMES)
    day[place], names[place] = text, header
    with pytest.raises(RecordSourceError) as caught:
        assessed(tmp_path, tuple(names), tuple(day))
    said = str(caught.value)
    assert said.count("毫克和微克弄混") == 1
    assert text in said


def test_a_unit_that_is_none_of_concentrations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordSourceError, match="ppm"):
        assessed(tmp_path, ("PM2.5", "PM10", "SO2(ppm)", *NAMES[3:]), CLEAN)


def test_a_daily_mean_is_rounded_before_its_index(tmp_path: Path) -> None:
    # 36 days of 75.3 ug/m3 are 75, index 100; unrounded the index is 101, and 329 days would be left
    found = good_days(assessed(tmp_path, NAMES, CLEAN, ("75.3", *CLEAN[1:])))
    assert found.value == "365"
    said = "".join(remark["zh"] for remark in found.remarks)
    assert "HJ 663" in said
    assert "36天" in said
    assert "329天" in said


def test_a_mean_that_rounds_up_past_the_limit_is_no_good_day(tmp_path: Path) -> None:
    found = good_days(assessed(tmp_path, NAMES, CLEAN, ("75.6", *CLEAN[1:])))
    assert found.value == "329"
    assert not any("HJ 663" in remark["zh"] for remark in found.remarks)


def test_days_that_cannot_be_judged_are_said(tmp_path: Path) -> None:
    found = good_days(assessed(tmp_path, NAMES, CLEAN, ("20", "40", "8", "20", "0.8", "")))
    assert found.value == "329"
    assert any("36天数据不全" in remark["zh"] for remark in found.remarks)


@pytest.mark.parametrize(("pm25", "outcome"), [("35.46", "review"), ("35.54", "fail"), ("34.96", "pass")])
def test_the_mean_of_a_year_is_not_rounded_twice(tmp_path: Path, pm25: str, outcome: str) -> None:
    # 35.46 rounds to 35 at once, by way of 35.5 it would be 36
    found = assessed(tmp_path, NAMES, (pm25, *CLEAN[1:])).where(clause="c259")[0]
    assert found.outcome == outcome
