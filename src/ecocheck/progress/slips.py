"""Figures that cannot be meant as they stand: a fraction for a percentage, a figure a thousand times off, more days than the year has.

They are refused with the likely meaning, never corrected: only the reporter knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..bilingual import Said
from ..errors import ValueRefused
from ..rulebook.goals import Goal
from ..standards.air import days_of
from .figures import Amount, Figure, amount
from .printed import decimal_text

#: Factors by which units are confused: a fraction for a percentage, mg for ug, 万 for one.
_FACTORS = (Fraction(100), Fraction(1000), Fraction(10000))
#: How near a figure, multiplied by such a factor, must come to a figure that is known to be right.
_NEAR = Fraction(1, 4)
_MEANT = Said("是不是 {likely}？请按本指标的单位改正", "did you mean {likely}? correct it in the unit of the indicator")


def refuse_slip(found: Amount, goal: Goal, year: int, known: Iterable[Fraction], counting: str = "") -> None:
    """Raises where a figure cannot be meant as it stands; `known` are the row's start, target and other years.

    Raises:
        ValueRefused: with the figure that was probably meant.
    """
    value = found.middle
    if goal.form == "share" and goal.unit == "%" and (value > 100 or value < 0):
        raise ValueRefused("progress.no_share", hint=_meant(value / 100) if value > 100 else None, figure=found.text)
    if goal.unit == "day" and goal.code.startswith("air.") and value > days_of(year):
        raise ValueRefused("progress.more_days_than_the_year", year=year, days=days_of(year), figure=found.text)
    if goal.form not in ("level", "share") or counting in ("yearly", "cumulative") or value <= 0:
        return
    right = [reference for reference in known if reference > 0]
    if goal.unit == "%" and value <= 1 and right and min(right) >= 20:
        raise ValueRefused("progress.fraction_for_percentage", hint=_meant(value * 100), figure=found.text)
    for reference in right:
        for factor in _FACTORS:
            for meant in (value * factor, value / factor):
                if abs(meant - reference) <= reference * _NEAR and not _plain(value, right):
                    raise ValueRefused("progress.times_off", hint=_meant(meant), figure=found.text, factor=factor)


def days_invalid(found: Amount, figure: Figure, goal: Goal) -> int:
    """How many days of the year the figure does not speak of, by its valid days; 0 where it names none.

    Raises:
        ValueRefused: valid days that are no whole number or more than the year has, or fewer than the days counted among them.
    """
    if not figure.valid_days or goal.code not in ("air.good_days", "air.good_days_share", "air.heavy_pollution_days"):
        return 0
    valid = amount(figure.valid_days, "", "day", ("天", "日"))
    if not valid.exact or valid.low.denominator != 1 or not 0 < valid.low <= days_of(figure.year):
        raise ValueRefused(
            "progress.valid_days_of_no_year", year=figure.year, days=days_of(figure.year), valid=figure.valid_days
        )
    if goal.unit == "day" and found.middle > valid.low:
        raise ValueRefused("progress.more_days_than_valid", figure=found.text, valid=figure.valid_days)
    return days_of(figure.year) - int(valid.low)


def _plain(value: Fraction, right: list[Fraction]) -> bool:
    """Whether some known figure makes the value plausible as it stands."""
    return any(reference / 5 <= value <= reference * 5 for reference in right)


def _meant(likely: Fraction) -> Said:
    """The way out: the figure that was probably meant."""
    return _MEANT.filled(likely=decimal_text(likely, 4).rstrip("0").rstrip("."))
