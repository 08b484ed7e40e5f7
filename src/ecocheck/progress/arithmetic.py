"""The arithmetic of targets, on exact fractions: completion, time share, pace, cumulative change.

A five-year cut of a rate is compounded from the years, an amount is summed; nothing is recomputed from rounded levels and then
held against an official rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import prod

HUNDRED = Fraction(100)


def completion(start: Fraction, target: Fraction, value: Fraction) -> Fraction | None:
    """The part of the way from the start to the target that is done, in percent; None where start and target are the same.

    From 64.6 to 68, 66.3 is half of the way:

    >>> str(completion(Fraction("64.6"), Fraction(68), Fraction("66.3")))
    '50'
    """
    return None if target == start else (value - start) / (target - start) * HUNDRED


def time_share(start: int, due: int, year: int) -> Fraction:
    """The part of the time from the end of the start year to the end of the due year that is over, in percent.

    >>> str(time_share(2020, 2025, 2023))
    '60'
    """
    if due <= start:
        return HUNDRED
    return min(max(Fraction(year - start, due - start), Fraction(0)), Fraction(1)) * HUNDRED


def on_the_path(knots: Mapping[int, Fraction], year: int) -> Fraction:
    """Where the path through numbers of some years stands at the end of a year: straight lines from one to the next.

    From 58 to 60 in five years, with 59.5 asked for after three:

    >>> way = {0: Fraction(58), 3: Fraction("59.5"), 5: Fraction(60)}
    >>> [str(on_the_path(way, year)) for year in (1, 3, 4, 7)]
    ['117/2', '119/2', '239/4', '60']
    """
    years = sorted(knots)
    after = next((knot for knot in years if knot >= year), years[-1])
    before = next((knot for knot in reversed(years) if knot <= year), years[0])
    if before >= after:
        return knots[after]
    return knots[before] + (knots[after] - knots[before]) * Fraction(year - before, after - before)


def compounded(rates: Iterable[Fraction]) -> Fraction:
    """The cumulative cut, in percent, of yearly cuts in percent: 1 - prod(1 - r).

    Five years of 3 % are 14.1265957 %, not 15 %:

    >>> float(compounded([Fraction(3)] * 5))
    14.12659743
    """
    return (1 - prod((1 - rate / HUNDRED for rate in rates), start=Fraction(1))) * HUNDRED


def cut_since(base: Fraction, value: Fraction) -> Fraction | None:
    """The cut since the base year in percent, 1 - value / base; None where the base is zero.

    >>> str(cut_since(Fraction("0.5"), Fraction("0.4")))
    '20'
    """
    return None if base == 0 else (1 - value / base) * HUNDRED
