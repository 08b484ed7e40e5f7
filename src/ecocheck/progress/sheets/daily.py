"""Daily air concentrations as a table: the year's good days, heavy days and mean of PM2.5 are computed from them.

The unit of a column stands in its header, in the row below it, or in the cells; without one it is ug/m3, of CO mg/m3. A figure that
no air has in its unit is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from unicodedata import normalize

from ...bilingual import Said
from ...errors import EcocheckError, Mark, Problem, ValueRefused
from ...standards.air import BREAKS_2012, POLLUTANTS, AirDay, AirYear, air_day, air_year
from ...vocabulary.spelling import half_width
from ...vocabulary.typed import read_date
from ..figures import Cell, Figure, Sheet, amount
from ..printed import decimal_text, rounded

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


_HEADERS = tuple(map(re.compile, (r"(.*?)[(\[](.*?)[)\]]", r"(.*?) (.*)", r"(.*?)/(.*)", r"(.*)()")))
#: The units in which the index takes concentrations.
UNITS = {**dict.fromkeys(POLLUTANTS, "ug/m3"), "co": "mg/m3"}
#: The least that a day's mean above zero can be, and how many times the concentration of the index 500 the largest can be: less is a
#: figure of mg among ug, more one of ug among mg. Bounds of ours, far outside what is measured.
LEAST = {**dict.fromkeys(POLLUTANTS, Fraction(1)), "so2": Fraction(1, 5), "no2": Fraction(1, 5), "co": Fraction(1, 50)}
MOST = {name: Fraction(breaks[-1]) * (1 if name == "co" else 10) for name, breaks in BREAKS_2012.items()}
ROUNDED_DAYS = Said(
    "日均浓度按 HJ 663、GB/T 8170 修约到 1 μg/m³（CO 0.1 mg/m³）后算指数；{days}天只因修约为优良，不修约是{unrounded}天",
    "daily means are rounded to 1 ug/m3 (CO 0.1 mg/m3) by HJ 663 and GB/T 8170 before the index; {days} days are good by that alone, "
    "unrounded it would be {unrounded}",
)
LEFT_OUT = Said(
    "有效{valid}天，另有{open}天数据不全，未计入", "{valid} valid days; {open} more cannot be judged and are not counted"
)


class Columns(NamedTuple):
    """Where the day stands, and each pollutant with the unit its header names."""

    day: int
    pollutants: dict[str, int]
    units: dict[str, str]


def daily_columns(header: list[str]) -> Columns | None:
    """Where the date and the pollutants stand; None where the table is none of daily air.

    >>> daily_columns(["日期", "PM2.5（mg/m³）", "CO/(μg/m3)", "O3_8h"]).units
    {'pm25': 'mg/m3', 'co': 'μg/m3', 'o3_8h': ''}
    """
    days: list[int] = []
    found: dict[str, int] = {}
    units: dict[str, str] = {}
    for place, text in enumerate(header):
        name, unit = _named(text)
        if name in _DATES:
            days.append(place)
        elif name in _BY_NAME:
            found[_BY_NAME[name]], units[_BY_NAME[name]] = place, unit
    return Columns(days[0], found, units) if days and len(found) >= 2 else None


def _named(text: str) -> tuple[str, str]:
    """The name of a column in lower case, and its unit: what stands in brackets, behind a blank or a stroke."""
    whole = " ".join(half_width(normalize("NFKC", text)).split())
    for pattern in _HEADERS:
        found = pattern.fullmatch(whole)
        name = (
            found[1].lower().replace(" ", "").removesuffix("浓度").removesuffix("日均").rstrip("/") if found is not None else ""
        )
        if found is not None and (name in _BY_NAME or name in _DATES):
            return name, found[2].strip()
    return whole.lower().replace(" ", ""), ""


def sheet_of_days(columns: Columns, rows: list[list[Cell]], name: str) -> Sheet:
    """The figures of each year with enough valid days; a year with fewer, and a cell that cannot be used, are problems."""
    columns, rows = _with_units(columns, rows)
    problems: list[Problem] = []
    years: dict[int, list[AirDay]] = defaultdict(list)
    pm25: dict[int, list[Fraction]] = defaultdict(list)
    columns_refused: set[str] = set()
    for cells in rows:
        try:
            day, means = _read(columns, cells)
            found = air_day(day, means)
        except EcocheckError as error:
            column = error.parts.get("column")
            if column is None or column not in columns_refused:  # once a column, not once a day
                problems.append(Problem.of(error, Mark(cells[0].place)))
            if column is not None:
                columns_refused.add(column)
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
        figures += _figures(whole, pm25[year], name)
    return Sheet(figures=tuple(figures), problems=tuple(problems))


def _with_units(columns: Columns, rows: list[list[Cell]]) -> tuple[Columns, list[list[Cell]]]:
    """The units that stand in a row of their own below the header, and the rows without it."""
    first = rows[0] if rows else []
    said = {name: first[place].text for name, place in columns.pollutants.items() if place < len(first) and first[place].text}
    day = first[columns.day].text if columns.day < len(first) else ""
    if not said or any(text[:1].isdigit() for text in (day, *said.values())):
        return columns, rows
    return columns._replace(units={**columns.units, **said}), rows[1:]


def _read(columns: Columns, cells: list[Cell]) -> tuple[date, dict[str, Fraction | None]]:
    said = cells[columns.day].text if columns.day < len(cells) else ""
    day = read_date(said.split(" ")[0])
    if not isinstance(day, date):
        raise ValueRefused("progress.no_day", day=said)
    means: dict[str, Fraction | None] = {}
    for name in POLLUTANTS:
        place = columns.pollutants.get(name, len(cells))
        text = cells[place].text if place < len(cells) else ""
        means[name] = _mean(name, text, columns.units[name]) if text else None
    return day, means


def _mean(name: str, text: str, unit: str) -> Fraction:
    """One mean in the unit of the index."""
    try:
        found = amount(text, unit, UNITS[name])
    except ValueRefused as error:
        if error.code != "progress.another_unit":
            raise
        raise ValueRefused("progress.no_unit_of_air", column=_NAMES[name][0].upper(), **error.parts) from error
    if not found.exact:
        raise ValueRefused("progress.no_concentration", figure=text)
    if found.low > MOST[name] or 0 < found.low < LEAST[name]:
        raise ValueRefused("progress.no_air", column=_NAMES[name][0].upper(), figure=text, unit=unit or UNITS[name])
    return found.low


def _figures(whole: AirYear, pm25: list[Fraction], name: str) -> list[Figure]:
    notes: list[Said] = []
    if whole.by_rounding:
        notes.append(ROUNDED_DAYS.filled(days=whole.by_rounding, unrounded=whole.good - whole.by_rounding))
    if whole.undecided:
        notes.append(LEFT_OUT.filled(valid=whole.valid, open=len(whole.undecided)))
    share = Fraction(whole.good * 100, whole.valid)
    texts = {
        "air.good_days": (str(whole.good), notes),
        "air.good_days_share": (decimal_text(share, 1), notes),
        "air.heavy_pollution_days": (str(whole.heavy), notes[1:] if whole.by_rounding else notes),
        "air.pm25_mean": (_mean_text(sum(pm25, Fraction(0)) / len(pm25)), []),
    }
    valid = str(whole.valid)
    return [
        Figure(whole.year, text, code=code, valid_days=valid, place=name, computed=True, notes=tuple(said))
        for code, (text, said) in texts.items()
    ]


def _mean_text(mean: Fraction) -> str:
    """The yearly mean with one decimal, or with as many as keep it from being rounded twice on its way to whole ug/m3."""
    places = 1
    while rounded(rounded(mean, places), 0) != rounded(mean, 0):
        places += 1
    return decimal_text(mean, places)
