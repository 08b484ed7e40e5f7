"""A sheet of daily air concentrations becomes the year's figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import RecordSourceError

HEADER = "日期,PM2.5,PM10,SO2,NO2,CO,O3_8h"


def sheet(path: Path, year: int, bad: int, lost: int = 0, days: int = 365) -> Path:
    """A year whose first days are polluted, the next ones without ozone, the rest clean."""
    lines = [HEADER]
    for place in range(days):
        day = date(year, 1, 1) + timedelta(place)
        pm25, ozone = ("80", "90") if place < bad else ("20", "" if place < bad + lost else "90")
        lines.append(f"{day},{pm25},40,8,20,0.8,{ozone}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_good_days_of_the_year(tmp_path: Path) -> None:
    # 365 days, 30 of them above 75 ug/m3: 335 good; PM2.5 mean (30*80 + 335*20)/365 = 24.93
    found = ecocheck.load("wanzhou").assess(sheet(tmp_path / "air.csv", 2023, 30))
    row = found.where(clause="c136")[0]
    assert (row.value, row.status) == ("335", "kept")
    assert found.where(clause="c259")[0].value == "24.9"
    assert not found.problems


def test_the_share_of_valid_days(tmp_path: Path) -> None:
    # 30 polluted, 2 open: 333 good of 363 valid = 91.7 %
    found = ecocheck.load("liangjiang").assess(sheet(tmp_path / "air.csv", 2023, 30, 2))
    assert found.where(clause="c083")[0].value == "91.7"


def test_too_few_valid_days_give_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RecordSourceError, match="324"):
        ecocheck.load("wanzhou").assess(sheet(tmp_path / "air.csv", 2023, 0, days=300))


def test_the_limit_of_2026_counts_a_day_of_70_as_bad(tmp_path: Path) -> None:
    for day, good in (("2025-06-01", True), ("2026-06-01", False)):
        values = {"pm25": 70, "pm10": 40, "so2": 8, "no2": 20, "co": 0.8, "o3_8h": 90}
        assert ecocheck_day(day, values) is good


def ecocheck_day(day: str, values: dict[str, float]) -> bool | None:
    from ecocheck.standards import air_day

    return air_day(date.fromisoformat(day), values).good


def test_a_cell_that_is_no_number_is_named_by_its_line(tmp_path: Path) -> None:
    path = sheet(tmp_path / "air.csv", 2023, 30)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[5] = "2023-01-05,高,40,8,20,0.8,90"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = ecocheck.load("wanzhou").assess(path)
    assert "air.csv:6" in found.problems[0].text("zh")
    assert found.where(clause="c136")[0].value == "335"  # 29 bad days of the other 364
