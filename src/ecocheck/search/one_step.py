"""How far "one step beyond a bound" is: one unit of the last place that the rule writes."""

from __future__ import annotations

import re
from fractions import Fraction

from ..errors import EcocheckError
from ..logic.conditions import Number
from ..vocabulary.quantities import parse_quantity
from ..vocabulary.spelling import half_width
from ..vocabulary.units import convert_factor, unit

DIGITS = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_COUNTED = ("count", "persons", "households", "livestock", "rank", "grade", "water_class")


def exact(number: Number) -> Fraction:
    return Fraction(number.numerator, number.denominator)


def step_of(number: Number) -> Fraction:
    """One step at a limit, in the unit of its fact. A step as large as the limit itself would be none: a tenth is taken then,
    except where things are counted.

    >>> from ecocheck.logic.conditions import Number
    >>> step_of(Number(35, 1, "35 t/h", "t_steam/h")), step_of(Number(1000, 1, "1 km", "m")), step_of(Number(1, 2, "50 %", "1"))
    (Fraction(1, 1), Fraction(100, 1), Fraction(1, 100))
    """
    written = DIGITS.search(half_width(number.text))
    if written is None:
        return Fraction(1)
    magnitude = Fraction(written[0].replace(",", ""))
    value = abs(exact(number))
    step = Fraction(1, 10 ** len(written[1] or "")) * (value / magnitude if magnitude and value else _factor(number))
    while value and step >= value and not counts(number.unit):
        step /= 10
    return step


def _factor(number: Number) -> Fraction:
    """What one of the written unit is in the unit of the fact, where the written number itself is zero."""
    try:
        written = parse_quantity(number.text, expect=number.unit).unit
        return convert_factor(written, number.unit) if written else Fraction(1)
    except EcocheckError:
        return Fraction(1)


def counts(name: str) -> bool:
    """Whether a unit counts things."""
    return bool(name) and unit(name).dimension in _COUNTED
