"""Arithmetic on values that are not known exactly: what comes out holds every result that some values inside could give.

This is interval arithmetic on the expression as it is written (R. E. Moore, *Interval Analysis*, 1966, chapter 3: the natural
extension). Each operation is given the ends of its operands and answers with ends that enclose all results, whether or not the expression
is monotone; a name that stands twice is taken for two, so that the answer may be wider than it must be, and never narrower.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..vocabulary.values import Interval


class DivisionByZero(Exception):
    """The facts make a divisor zero; the finding is an error that names them."""


class DivisorOpen(Exception):
    """A divisor may be zero or another number: of the whole value nothing can be said, for where it is zero there is none."""


class Span(NamedTuple):
    """All numbers from `low` to `high`, both included; None is no end on that side.

    `censored` and `banded` say whether a value below what was measurable, or one with an error band, went into it.
    """

    low: Fraction | None
    high: Fraction | None
    censored: bool = False
    banded: bool = False

    @classmethod
    def of(cls, value: Fraction | Interval | Span | int) -> Span:
        """
        >>> Span.of(2).high, Span.of(Interval(Fraction(1), None, censored=True)).high
        (Fraction(2, 1), None)
        """
        if isinstance(value, Span):
            return value
        if isinstance(value, Interval):
            return cls(value.low, value.high, value.censored, value.banded or not value.censored)
        exact = Fraction(value)
        return cls(exact, exact)

    def value(self) -> Fraction | Interval | None:
        """What a fact would hold; None where there is no lower end, so that nothing can be said."""
        if self.low is None:
            return None
        if self.low == self.high:
            return self.low
        return Interval(self.low, self.high, censored=self.censored, banded=self.banded and self.censored)

    def __neg__(self) -> Span:
        return self._replace(low=_minus(self.high), high=_minus(self.low))


def _minus(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _joint(low: Fraction | None, high: Fraction | None, *operands: Span) -> Span:
    """A result with the marks of all that went into it."""
    return Span(low, high, any(one.censored for one in operands), any(one.banded for one in operands))


Operand = Span | int


def plus(left: Operand, right: Operand) -> Span:
    a, b = Span.of(left), Span.of(right)
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return _joint(low, high, a, b)


def minus(left: Operand, right: Operand) -> Span:
    return plus(left, negative(right))


def negative(value: Operand) -> Operand:
    """A whole number that is written out stays one, so that it may say how many digits are meant."""
    return -value


def times(left: Operand, right: Operand) -> Span:
    """
    >>> times(Span(Fraction(-1), Fraction(2)), Span(Fraction(3), None))[:2]
    (None, None)
    """
    a, b = Span.of(left), Span.of(right)
    products = [_product(x, y) for x in _ends(a) for y in _ends(b)]
    return _joint(min(products).end, max(products).end, a, b)


def over(left: Operand, right: Operand) -> Span:
    """A quotient. Raises `DivisionByZero` where the divisor can be nothing else, `DivisorOpen` where it can.

    >>> over(1, Span(Fraction(2), Fraction(4)))[:2]
    (Fraction(1, 4), Fraction(1, 2))
    """
    a, b = Span.of(left), Span.of(right)
    if b.low == b.high == 0:
        raise DivisionByZero
    if (b.low is None or b.low <= 0) and (b.high is None or b.high >= 0):
        raise DivisorOpen
    inverse = _joint(_inverse(b.high), _inverse(b.low), b)
    return times(a, inverse)


def _inverse(end: Fraction | None) -> Fraction:
    return Fraction(0) if end is None else 1 / end


class _End(NamedTuple):
    """An end that may be infinite, in the order of numbers: `side` is -1 or 1 for the infinities."""

    side: int
    number: Fraction

    @property
    def end(self) -> Fraction | None:
        return None if self.side else self.number


def _ends(span: Span) -> tuple[_End, _End]:
    nothing = Fraction(0)
    low = _End(-1, nothing) if span.low is None else _End(0, span.low)
    return low, _End(1, nothing) if span.high is None else _End(0, span.high)


def _product(a: _End, b: _End) -> _End:
    """The product of two ends; nought times what has no end is nought, as every number inside gives it."""
    sides = [one.side or (one.number > 0) - (one.number < 0) for one in (a, b)]
    if a.side or b.side:
        return _End(sides[0] * sides[1], Fraction(0))
    return _End(0, a.number * b.number)


def least(*values: Operand) -> Span:
    spans = [Span.of(value) for value in values]
    lows, highs = [one.low for one in spans], [one.high for one in spans]
    return _joint(_least_of(lows) if None not in lows else None, _least_of(highs), *spans)


def greatest(*values: Operand) -> Span:
    return -least(*(negative(value) for value in values))


def _least_of(ends: Iterable[Fraction | None]) -> Fraction | None:
    """The least of the ends that there are."""
    return min((end for end in ends if end is not None), default=None)


def size(value: Operand) -> Span:
    """
    >>> size(Span(Fraction(-50), Fraction(30)))[:2]
    (Fraction(0, 1), Fraction(50, 1))
    """
    span = Span.of(value)
    if span.low is not None and span.low >= 0:
        return span
    if span.high is not None and span.high <= 0:
        return -span
    return greatest(span, -span)._replace(low=Fraction(0))


def total(*values: Operand) -> Span:
    found = Span.of(0)
    for value in values:
        found = plus(found, value)
    return found


def number_of(*values: Operand) -> Span:
    return Span.of(len(values))


def rounded(value: Operand, digits: int = 0) -> Span:
    """Rounding never turns the order of two numbers: the rounded ends enclose what is rounded."""
    span = Span.of(value)
    low, high = (None if end is None else Fraction(round(end, digits)) for end in (span.low, span.high))
    return span._replace(low=low, high=high)
