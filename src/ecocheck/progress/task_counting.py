"""What the numbers reported for a task count: since the base year, or in their own year; said, or told by their shape."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..bilingual import UNSAID, Said
from ..rulebook.goals import Work
from .figures import Done, amount
from .printed import decimal_text

FALLS = Said("累计完成的数量不会减少：{texts}", "what is done in all does not fall: {texts}")
NOT_CUMULATIVE = Said(
    "{texts} 不是逐年增加的，按当年完成的数量理解",
    "{texts} do not rise from year to year: taken as what was done in each year",
)
SUMMED = Said("各年相加为{total}", "the years add up to {total}")
APART = Said("累计值相减，当年为{own}", "the cumulative figures apart, {own} in that year")
UNCOUNTED = Said(
    "几年的数（{texts}）没有说明是累计还是当年，两种理解结论不同；在口径一栏写明",
    "the figures of several years ({texts}) do not say whether they are cumulative or of each year, and it matters: state the counting",
)
NO_YEAR = Said("缺{years}年的完成数量", "the quantity done of {years} is missing")


class Reading(NamedTuple):
    """One way to read the numbers: the quantity held against what is asked, None where years are missing; `least` says that more can be
    done than that."""

    quantity: Fraction | None
    remarks: tuple[Said, ...] = ()
    least: bool = False


class Counted(NamedTuple):
    """The ways in which the numbers can be read, or why they cannot be."""

    readings: tuple[Reading, ...] = ()
    texts: str = ""
    bad: Said = UNSAID


def counted(work: Work, works: Mapping[int, Done], done: Done, unit: str) -> Counted:
    """The quantity that the row asks for, by each reading of what was reported up to the year of `done`.

    Raises:
        ValueRefused: a text that is no number, or in a unit that is not the row's.
    """
    years = {
        year: one
        for year, one in sorted(works.items())
        if year == done.year or (work.base_year < year < done.year and one.done)
    }
    own = {year: amount(one.done, one.unit, unit or "1", (work.unit_zh,)).low for year, one in years.items()}
    texts = "、".join(one.done for one in years.values())
    told = {one.counting for one in years.values()} - {""}
    plain = Reading(own[done.year])
    if "as_asked" in told or (len(own) == 1 and not told):
        return Counted((plain,), texts)
    rises = [later - earlier for earlier, later in pairwise(own.values())]
    falls = any(step < 0 for step in rises)
    if len(told) > 1:
        return Counted(bad=UNCOUNTED.filled(texts=texts))
    if told & {"cumulative", "level"}:
        return Counted(bad=FALLS.filled(texts=texts)) if falls else Counted((_cumulative(work, own, done.year),), texts)
    if told:
        return Counted((_yearly(work, own, done.year),), texts)
    if falls or not any(rises):
        reading = _yearly(work, own, done.year)
        return Counted((reading._replace(remarks=(NOT_CUMULATIVE.filled(texts=texts), *reading.remarks)),), texts)
    return Counted((_cumulative(work, own, done.year), _yearly(work, own, done.year)), texts)


def _cumulative(work: Work, own: Mapping[int, Fraction], year: int) -> Reading:
    """Numbers since the base year: as they stand, or apart where the task asks for each year."""
    if not work.yearly:
        return Reading(own[year])
    if year - 1 > work.base_year and year - 1 not in own:
        return Reading(None, (NO_YEAR.filled(years=year - 1),))
    quantity = own[year] - own.get(year - 1, Fraction(0))
    return Reading(quantity, (APART.filled(own=_text(quantity)),))


def _yearly(work: Work, own: Mapping[int, Fraction], year: int) -> Reading:
    """Numbers of each year: as they stand, or added where the task asks for all of them."""
    if work.yearly:
        return Reading(own[year])
    lacking = [str(one) for one in range(work.base_year + 1, year + 1) if one not in own]
    total = sum(own.values(), Fraction(0))
    remarks = (SUMMED.filled(total=_text(total)), *([NO_YEAR.filled(years="、".join(lacking))] if lacking else []))
    return Reading(total, remarks, least=bool(lacking))


def _text(quantity: Fraction) -> str:
    return decimal_text(quantity, 4).rstrip("0").rstrip(".")
