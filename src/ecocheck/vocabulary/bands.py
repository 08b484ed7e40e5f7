"""Bands of a number, written ``[20, 35) t/h``: the key cells of tables."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from ..errors import ValueRefused
from .model import Fact
from .quantities import parse_quantity
from .typed import in_unit_of
from .values import Interval

_BAND = re.compile(r"([\[(])\s*([^,\s]*)\s*,\s*([^\])\s]*)\s*([\])])\s*(.*)")


class Band(NamedTuple):
    """From `low` to `high` in the fact's unit; None is unbounded; a closed end belongs to the band."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool

    def overlaps(self, value: object) -> bool:
        """Whether a known number lies in the band, or an imprecise one reaches into it."""
        if isinstance(value, Interval):
            low, high = value.low, value.high
        elif isinstance(value, Fraction):
            low, high = value, value
        else:
            return False
        above = self.low is None or high is None or high > self.low or (high == self.low and self.low_closed)
        below = self.high is None or low < self.high or (low == self.high and self.high_closed)
        return above and below


def parse_band(text: str, fact: Fact) -> Band:
    """The band that `text` writes, in the unit of `fact`; a single quantity is the band of that number alone.

    Raises `ValueRefused` for what is no band.

    >>> from ecocheck.bilingual import Said
    >>> parse_band("[20, 35) t/h", Fact("b", Said("b", "b"), "number", (), unit="t/h")).overlaps(Fraction(20))
    True
    """
    match = _BAND.fullmatch(text.strip())
    if match is None:
        value = in_unit_of(fact, parse_quantity(text, expect=fact.unit))
        if not isinstance(value, Fraction):
            raise ValueRefused("vocabulary.no_band", written=text)
        return Band(value, value, True, True)
    opening, low, high, closing, unit = match.groups()

    def end(number: str) -> Fraction | None:
        if not number or number in ("-", "∞"):
            return None
        value = in_unit_of(fact, parse_quantity(f"{number} {unit}".strip(), expect=fact.unit))
        if not isinstance(value, Fraction):
            raise ValueRefused("vocabulary.not_exact", written=number)
        return value

    return Band(end(low), end(high), opening == "[", closing == "]")
