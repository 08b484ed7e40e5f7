"""Air quality index of a day and good days of a year, from daily concentrations: HJ 633-2012, from 2026-03-01 HJ 633-2026.

The sub-index of a pollutant is interpolated between break points and rounded up; the index is the largest sub-index; a good day
(优良天) has an index of at most 100. The means of a day are rounded by GB/T 8170 before that, to whole ug/m3 and to 0.1 mg/m3 of CO,
as HJ 663-2013 and HJ 633-2026 say; the index of the means as they stand is kept beside it. A day on which a pollutant is missing is
good for nobody: it counts only where another pollutant already exceeds 100. Break points of 2026: only PM2.5 and PM10 are confirmed
to differ; compare with the official table.
"""

from __future__ import annotations

from calendar import isleap
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from ..bilingual import Said
from ..errors import ValueRefused
from ..vocabulary.scalars import scalar
from ..vocabulary.typed import read_day
from .measured import given, measured

INDEX = (0, 50, 100, 150, 200, 300, 400, 500)
#: The day from which HJ 633-2026 holds.
SINCE_2026 = date(2026, 3, 1)
#: Concentrations at which the sub-index takes the values of `INDEX`; ug/m3, CO in mg/m3; means of 24 hours, ozone the largest
#: mean of 8 hours. HJ 633-2012 table 1; above 800 the ozone mean of 8 hours has no sub-index and counts as 300.
BREAKS_2012: dict[str, tuple[int, ...]] = {
    "so2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "no2": (0, 40, 80, 180, 280, 565, 750, 940),
    "pm10": (0, 50, 150, 250, 350, 420, 500, 600),
    "co": (0, 2, 4, 14, 24, 36, 48, 60),
    "pm25": (0, 35, 75, 115, 150, 250, 350, 500),
    "o3_8h": (0, 100, 160, 215, 265, 800),
}
BREAKS_2026 = {**BREAKS_2012, "pm10": (0, 50, 120, 250, 350, 420, 500, 600), "pm25": (0, 35, 60, 115, 150, 250, 350, 500)}
POLLUTANTS = tuple(BREAKS_2012)
#: The least hourly means of a valid day (ozone: means of 8 hours), and the least valid days of a year and of a month.
HOURS = {**dict.fromkeys(POLLUTANTS, 20), "o3_8h": 14}
#: The limit of the largest mean of 8 hours of ozone, GB 3095-2012 grade 2, ug/m3.
OZONE_LIMIT = 160
YEAR_DAYS, MONTH_DAYS, FEBRUARY_DAYS = 324, 27, 25
#: The greatest index of each grade.
GRADES = {
    50: Said("优", "excellent"),
    100: Said("良", "good"),
    150: Said("轻度污染", "light"),
    200: Said("中度污染", "moderate"),
    300: Said("重度污染", "heavy"),
    500: Said("严重污染", "severe"),
}
HUNDRED = Fraction(100)
Number = int | float | str | Decimal | Fraction
Day = date | str | int


class AirDay(NamedTuple):
    """The index of one day, None where nothing was measured. `good` is None where a pollutant is missing and none of the others
    exceeds 100; `primary` are the pollutants of the largest sub-index, where that is above 50. `unrounded` is the index of the means
    as they were given."""

    day: date
    aqi: int | None
    subs: dict[str, int]
    missing: tuple[str, ...]
    primary: tuple[str, ...]
    good: bool | None
    unrounded: int | None = None

    @property
    def grade(self) -> tuple[str, str] | None:
        """The grade in Chinese and English; None where what is missing leaves it open."""
        if self.aqi is None or self.good is None:
            return None
        said = GRADES[next((top for top in GRADES if self.aqi <= top), INDEX[-1])]
        return said.zh, said.en


class AirYear(NamedTuple):
    """The good days of one year: of `valid` days, as a share of these and of all days of the year, in percent.

    `undecided` are the days that cannot be judged; `enough` says whether there are as many valid days as a yearly statistic needs
    (324, and 27 a month, 25 in February). `by_rounding` counts the good days that would be none had their means not been rounded.
    """

    year: int
    good: int
    valid: int
    heavy: int
    undecided: tuple[date, ...]
    enough: bool
    by_rounding: int = 0

    @property
    def share_of_valid(self) -> Fraction | None:
        return share_of_days(Fraction(self.good), self.year, Fraction(self.valid)) if self.valid else None

    @property
    def share_of_year(self) -> Fraction:
        return share_of_days(Fraction(self.good), self.year)


def sub_index(pollutant: str, value: Number, day: Day) -> int:
    """The sub-index of one pollutant from its concentration (ug/m3, CO mg/m3) on a day, as it is given.

    Raises:
        ValueRefused: no such pollutant, no number (NaN and NA are none), a negative concentration, or no day.

    PM2.5 of 70 was a good day in 2025 and is none since March 2026:

    >>> from datetime import date
    >>> sub_index("pm25", 70, date(2025, 6, 1)), sub_index("pm25", 70, date(2026, 3, 1))
    (94, 110)
    """
    _known(pollutant)
    breaks = (BREAKS_2026 if _day(day) >= SINCE_2026 else BREAKS_2012)[pollutant]
    found = _number(pollutant, value)
    if found < 0:
        raise ValueRefused("standards.negative_concentration", value=value)
    for low, high, bottom, top in zip(breaks, breaks[1:], INDEX, INDEX[1:], strict=False):
        if found <= high:
            return ceil(bottom + (found - low) * (top - bottom) / (high - low))
    return INDEX[len(breaks) - 1]


def air_day(day: Day, means: Mapping[str, Number | None], hours: Mapping[str, int] | None = None) -> AirDay:
    """The index of one day from its concentrations; `hours` says of how many hourly means each was made.

    A mean of fewer than 20 hours (ozone: 14 means of 8 hours) is not valid and counts as missing, as None, NaN, NA and blanks do; but
    ozone above its limit of 160 ug/m3 counts whatever the hours (HJ 663). A day is written in any usual form. Means are rounded first,
    see `rounded_mean`; below a detection limit (``<3``, ``3L``) the limit is taken, 未检出 and ND are 0.

    Raises:
        ValueRefused: no such pollutant, no number, a negative concentration, or no day.

    >>> from datetime import date
    >>> air_day(date(2024, 5, 1), {"so2": 8, "no2": 30, "pm10": 90, "pm25": 76, "co": 0.9, "o3_8h": 120})[1:2]
    (102,)
    """
    whole = _day(day)
    for name in (*means, *(hours or ())):
        _known(name)
    known = {name: found for name, value in means.items() if (found := given(value)) is not None}
    valid = {name: value for name, value in known.items() if _valid(name, hours) or _over_anyhow(name, value)}
    as_given = [sub_index(name, value, whole) for name, value in valid.items()]
    subs = {name: sub_index(name, rounded_mean(name, value), whole) for name, value in valid.items()}
    missing = tuple(name for name in POLLUTANTS if name not in subs)
    index = max(subs.values(), default=None)
    primary = tuple(name for name in POLLUTANTS if subs.get(name) == index) if index is not None and index > 50 else ()
    good = False if index is not None and index > 100 else None if missing else True
    return AirDay(whole, index, subs, missing, primary, good, max(as_given, default=None))


def rounded_mean(pollutant: str, value: Number) -> Fraction:
    """The mean of a day as its index takes it: whole ug/m3, CO 0.1 mg/m3, a half to the even digit (HJ 663-2013, GB/T 8170).

    Raises:
        ValueRefused: no such pollutant, or no number.

    >>> [str(rounded_mean("pm25", text)) for text in ("75.4", "75.5", "76.5")], str(rounded_mean("co", "4.04"))
    (['75', '76', '76'], '4')
    """
    _known(pollutant)
    steps = 10 if pollutant == "co" else 1
    return Fraction(round(_number(pollutant, value) * steps), steps)


def _known(pollutant: str) -> None:
    if pollutant not in POLLUTANTS:
        raise ValueRefused("standards.no_pollutant", pollutant=pollutant, pollutants=POLLUTANTS)


def _day(day: Day) -> date:
    found = read_day(day)
    if found is None:
        raise ValueRefused("standards.no_day")
    return found


def _number(pollutant: str, value: Number) -> Fraction:
    """The concentration; below a detection limit the limit, where even that is of the best grade, and 0 where nothing was detected."""
    try:
        found = measured(given(value))
        if found.high is None or found.low == found.high or found.high <= BREAKS_2012[pollutant][1]:
            return found.low if found.high is None else found.high
    except ValueError as error:
        raise ValueRefused("standards.no_concentration_in_air", pollutant=pollutant, value=str(value)) from error
    raise ValueRefused("standards.no_concentration_in_air", pollutant=pollutant, value=str(value))


def _valid(pollutant: str, hours: Mapping[str, int] | None) -> bool:
    """Whether a mean was made of enough hours; a number of hours that is missing is not enough."""
    if hours is None or pollutant not in hours:
        return True
    counted = scalar(hours[pollutant])
    return counted is not None and counted >= HOURS[pollutant]


def _over_anyhow(pollutant: str, value: Number) -> bool:
    """Whether a mean of too few hours counts all the same: the largest mean of 8 hours of ozone, where it is above the limit."""
    return pollutant == "o3_8h" and rounded_mean(pollutant, value) > OZONE_LIMIT


def air_year(days: Iterable[AirDay], year: int, left_out: Collection[Day] = ()) -> AirYear:
    """The good days of a year; `left_out` are days taken out by a review (dust storms), which are then neither good nor valid.

    Raises:
        ValueRefused: a day of another year, or one that stands twice.
    """
    seen: set[date] = set()
    out = {_day(day) for day in left_out}
    judged: list[AirDay] = []
    undecided: list[date] = []
    for one in days:
        if one.day.year != year:
            raise ValueRefused("standards.day_of_another_year", day=one.day, year=year)
        if one.day in seen:
            raise ValueRefused("standards.day_twice", day=one.day, year=year)
        seen.add(one.day)
        if one.day in out:
            continue
        if one.good is None:
            undecided.append(one.day)
        else:
            judged.append(one)
    months = Counter(one.day.month for one in judged)
    enough = len(judged) >= YEAR_DAYS and all(
        months[month] >= (FEBRUARY_DAYS if month == 2 else MONTH_DAYS) for month in range(1, 13)
    )
    heavy = sum(one.aqi is not None and one.aqi > 200 for one in judged)
    good = sum(one.good is True for one in judged)
    by_rounding = sum(one.good is True and one.unrounded is not None and one.unrounded > 100 for one in judged)
    assert len(judged) <= days_of(year)
    return AirYear(year, good, len(judged), heavy, tuple(undecided), enough, by_rounding)


def days_of(year: int) -> int:
    """The days of a calendar year."""
    return 366 if isleap(year) else 365


def share_of_days(days: Fraction, year: int, valid: Fraction | None = None) -> Fraction:
    """Days as a percentage of the year's valid days, or of all its days where the valid ones are not given.

    350 days are 95.89 % of 2023 and 95.63 % of 2024:

    >>> [round(float(share_of_days(Fraction(350), year)), 2) for year in (2023, 2024)]
    [95.89, 95.63]
    """
    return days / (valid if valid is not None else days_of(year)) * HUNDRED
