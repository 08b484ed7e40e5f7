"""Daily air concentrations as a table: the year's good days, heavy days and mean of PM2.5 are computed from them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from ...errors import EcocheckError, Mark, Problem, ValueRefused
from ...standards.air import POLLUTANTS, AirDay, air_day, air_year
from ...vocabulary.quantities import parse_number
from ...vocabulary.spelling import half_width
from ...vocabulary.typed import read_date
from ..figures import Cell, Figure, Sheet
from ..printed import decimal_text

_DATES = ("日期", "date", "监测日期", "时间")
_NAMES = {
    "pm25": ("pm2.5", "pm25", "细颗粒物"),
    "pm10": ("pm10", "可吸入颗粒物"),
    "so2": ("so2", "二氧化硫"),
    "no2": ("no2", "二氧化氮"),
    "co": ("co", "一氧化碳"),
    "o3_8h": ("o3_8h", "o3-8h", "o38h", "臭氧8小时", "臭氧", "o3"),
}
_BY_NAME = {name: key for key, names in _NAMES.items() for name in names}


def daily_columns(header: list[str]) -> tuple[int, dict[str, int]] | None:
    """Where the date and the pollutants stand; None where the table is none of daily air."""
    said = [half_width(text).split("(")[0].strip().lower().replace(" ", "") if text else "" for text in header]
    days = [place for place, text in enumerate(said) if text in _DATES]
    found = {_BY_NAME[text]: place for place, text in enumerate(said) if text in _BY_NAME}
    return (days[0], found) if days and len(found) >= 2 else None


def sheet_of_days(columns: tuple[int, dict[str, int]], rows: list[list[Cell]], name: str) -> Sheet:
    """The figures of each year with enough valid days; a year with fewer, and a cell that cannot be used, are problems."""
    problems: list[Problem] = []
    years: dict[int, list[AirDay]] = defaultdict(list)
    pm25: dict[int, list[Fraction]] = defaultdict(list)
    for cells in rows:
        try:
            day, means = _read(columns, cells)
            found = air_day(day, means)
        except EcocheckError as error:
            problems.append(Problem.of(error, Mark(cells[0].place)))
            continue
        years[day.year].append(found)
        if means.get("pm25") is not None:
            pm25[day.year].append(means["pm25"] or Fraction(0))
    figures: list[Figure] = []
    for year, days in sorted(years.items()):
        try:
            whole = air_year(days, year)
        except EcocheckError as error:
            problems.append(Problem.of(error, Mark(name), field=str(year)))
            continue
        if not whole.enough:
            few = Problem.coded(Mark(name), "progress.too_few_days", field=str(year), year=year, valid=whole.valid)
            problems.append(few)
            continue
        figures += _figures(year, whole.good, whole.valid, whole.heavy, pm25[year], name)
    return Sheet(figures=tuple(figures), problems=tuple(problems))


def _read(columns: tuple[int, dict[str, int]], cells: list[Cell]) -> tuple[date, dict[str, Fraction | None]]:
    place, pollutants = columns
    day = read_date(cells[place].text.split(" ")[0])
    if not isinstance(day, date):
        raise ValueRefused("progress.no_day", day=cells[place].text)
    means: dict[str, Fraction | None] = {}
    for name in POLLUTANTS:
        text = cells[pollutants[name]].text if name in pollutants and pollutants[name] < len(cells) else ""
        means[name] = parse_number(text) if text else None
        if text and means[name] is None:
            raise ValueRefused("progress.no_concentration", figure=text)
    return day, means


def _figures(year: int, good: int, valid: int, heavy: int, pm25: list[Fraction], name: str) -> list[Figure]:
    share = Fraction(good * 100, valid)
    mean = sum(pm25, Fraction(0)) / len(pm25)
    texts = {
        "air.good_days": str(good),
        "air.good_days_share": decimal_text(share, 1),
        "air.heavy_pollution_days": str(heavy),
        "air.pm25_mean": decimal_text(mean, 1),
    }
    return [Figure(year, text, code=code, valid_days=str(valid), place=name, computed=True) for code, text in texts.items()]
