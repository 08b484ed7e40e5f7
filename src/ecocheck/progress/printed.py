"""Numbers as they are printed: their decimals are part of what they say.

A figure printed as 38.0 stands for anything from 37.95 to 38.05, so a target of 38.04 cannot be decided by it; a figure of 25.4
meets a target printed as 25 only after rounding, which counts where the method of the figure has it rounded.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from ..bilingual import Said

HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    name: getattr(operator, name) for name in ("ge", "le", "gt", "lt", "eq")
}
Reading = Literal["met", "missed", "rounding", "coarse"]
_MEASURED = Said("{text}{at_once}{unit}", "{text}{at_once}{unit}")
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def decimals(text: str) -> int:
    """How many decimals a number is printed with.

    >>> decimals("38.04"), decimals("38.0"), decimals("38")
    (2, 1, 0)
    """
    return len(text.partition(".")[2])


def is_decimal(text: str) -> bool:
    return _DECIMAL.fullmatch(text) is not None


def with_unit(text: str, unit: Said) -> Said:
    """A number with its unit: a Chinese unit and a per cent sign follow at once, others after a blank.

    >>> with_unit("340", Said("天", "day")), with_unit("60", Said("%", "%"))["en"], with_unit("32", Said("ug/m3", "ug/m3"))["zh"]
    (Said(zh='340天', en='340 day'), '60%', '32 ug/m3')
    """
    at_once = Said("" if unit.zh == "%" or not unit.zh.isascii() else " ", "" if unit.en == "%" else " ")
    return _MEASURED.filled(text=text, at_once=at_once, unit=unit)


def rounded(value: Fraction, places: int) -> Fraction:
    """The value rounded to some decimals by GB/T 8170: to the nearest, a half to the even digit.

    >>> [str(rounded(Fraction(text), 0)) for text in ("25.4", "25.5", "26.5", "-0.5")], str(rounded(Fraction("0.125"), 2))
    (['25', '26', '26', '0'], '3/25')
    """
    scale = Fraction(10) ** places
    return round(value * scale) / scale


def decimal_text(value: Fraction, places: int) -> str:
    """A number with exactly so many decimals, rounded by GB/T 8170.

    >>> decimal_text(Fraction(350 * 100, 366), 2), decimal_text(Fraction(-1, 3), 1)
    ('95.63', '-0.3')
    """
    whole = round(abs(value) * 10**places)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def against(op: str, value: Fraction, target: Fraction, places: int, printed_to: int | None) -> Reading:
    """How a figure stands to a target that is printed with `places` decimals.

    `printed_to` says how many decimals the figure itself is printed with; None where it is exact (a count, or computed from
    exact numbers). A figure printed more coarsely than its target is the whole band of numbers that are printed so.

    >>> against("le", Fraction("25.4"), Fraction(25), 0, 1), against("le", Fraction("25.6"), Fraction(25), 0, 1)
    ('rounding', 'missed')
    >>> against("ge", Fraction(38), Fraction("38.04"), 2, 1), against("ge", Fraction("38.1"), Fraction("38.04"), 2, 1)
    ('coarse', 'met')
    """
    holds = HOLDS[op]
    if printed_to is not None and printed_to < places:
        half = Fraction(1, 2 * 10**printed_to)
        ends = holds(value - half, target), holds(value + half, target)
        if ends[0] != ends[1] or (op == "eq" and abs(value - target) <= half):
            return "coarse"
        return "met" if ends[0] else "missed"
    if holds(value, target):
        return "met"
    return "rounding" if holds(rounded(value, places), target) else "missed"
