"""Between which bounds a number can lie at all, so that a mark for missing (-9999) is never taken for a measurement.

A fact's entry says it (`least`, `most`); where it says nothing, the dimension of its unit does. What measures an amount is not
below zero; the table names the dimensions of which that is not so.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ..errors import ValueRefused
from .model import Fact
from .quantities import Quantity
from .units import unit

#: What an entry writes where nothing bounds the number: a balance, a change.
UNBOUNDED = "any"


class Bounds(NamedTuple):
    """The least and the most that a number can be; None where nothing bounds it."""

    least: Fraction | None
    most: Fraction | None

    def hold(self, number: Fraction) -> bool:
        return not (self.above(number) or self.below(number))

    def nearest(self, number: Fraction) -> Fraction:
        """The number, or the bound beyond which it lies."""
        above = number if self.least is None else max(number, self.least)
        return above if self.most is None else min(above, self.most)

    def below(self, number: Fraction) -> bool:
        return self.least is not None and number < self.least

    def above(self, number: Fraction) -> bool:
        return self.most is not None and number > self.most


_AMOUNT = Bounds(Fraction(0), None)
_ANY = Bounds(None, None)
#: 194 dB above 20 μPa is a sound wave whose trough is a vacuum; no environment is quieter than the threshold of hearing.
_SOUND = Bounds(Fraction(0), Fraction(200))
#: In the first unit of the dimension, which has no other here. A share may be a rate of change, money a balance, pressure be counted
#: from that of the air, a voltage from the ground: of these only the fact can say.
_BY_DIMENSION = {
    "share": _ANY,
    "money": _ANY,
    "pressure": _ANY,
    "voltage": _ANY,
    "temperature": Bounds(Fraction("-273.15"), None),
    "level_dBA": _SOUND,
    "level_WECPNL": _SOUND,
    "ph": Bounds(Fraction(0), Fraction(14)),
}


def bounds_of(fact: Fact) -> Bounds:
    """The bounds of a fact in its unit.

    >>> from ecocheck.bilingual import Said
    >>> concentration = Fact("a.b", Said("浓度", "value"), "number", ("project",), unit="mg/L")
    >>> bounds_of(concentration)
    Bounds(least=Fraction(0, 1), most=None)
    """
    return _bounds(fact.unit, fact.least, fact.most)


@cache
def _bounds(unit_name: str, least: str, most: str) -> Bounds:
    usual = _BY_DIMENSION.get(unit(unit_name).dimension, _AMOUNT) if unit_name else _ANY
    return Bounds(*(_bound(said, own) for said, own in zip((least, most), usual, strict=True)))


def _bound(said: str, usual: Fraction | None) -> Fraction | None:
    return usual if not said else None if said == UNBOUNDED else Fraction(said)


def hold_to_bounds(fact: Fact, quantity: Quantity, factor: Fraction) -> None:
    """Raises `ValueRefused` where a quantity, of whose unit one is `factor` of the fact's, lies where the fact cannot.

    Of a range both ends as written count, of a rounded figure its middle; a figure below a limit of detection reaches down to zero,
    where the fact has to begin, and `<0` leaves it nothing to be.
    """
    bounds = bounds_of(fact)
    low, high = quantity.low * factor, quantity.high * factor
    if quantity.kind == "about":
        low = high = (low + high) / 2
    undetected = quantity.kind in ("below", "not_detected")
    if undetected and (bounds.least is None or bounds.least < 0):
        raise ValueRefused("vocabulary.no_lower_bound", written=quantity.text)
    edge = quantity.strict and quantity.kind in ("below", "above")
    if quantity.kind != "not_detected" and (
        bounds.below(high if undetected else low) or (undetected and edge and high == bounds.least)
    ):
        raise ValueRefused("vocabulary.below_least", fact=fact.label, given=quantity.text, bound=_said(bounds.least, fact))
    if not undetected and (bounds.above(high) or (edge and high == bounds.most)):
        raise ValueRefused("vocabulary.above_most", fact=fact.label, given=quantity.text, bound=_said(bounds.most, fact))


def _said(bound: Fraction | None, fact: Fact) -> str:
    """A bound with its unit; a ratio has none."""
    number = f"{float(bound or 0):g}"
    return number if fact.unit == "1" else f"{number} {unit(fact.unit).label.en}"
