"""How a value stands to its limits, and what an ordering makes of it.

An ordering says, limit by limit, in which relations of value to limit it holds: ``("<=",)`` is "at most the limit", ``(">=", "<=")``
is "from the first to the second". All that is known about comparing numbers, days, times and ranks follows from that.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ..vocabulary.values import Interval
from .truth import ALL, FT, F, J, T, Truths

Orders = tuple[str, ...]

#: The test of each set of relations.
HOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_NAMED = {frozenset(relations): relations for relations in HOLDS}
_TURNED = str.maketrans("<>", "><")


def swapped(orders: Orders) -> Orders:
    """What holds of the limits where `orders` holds of the value: ``a < b`` is ``b > a``.

    >>> swapped(("<=",)), swapped(("<>",))
    (('>=',), ('<>',))
    """
    return tuple(_NAMED[frozenset(relations.translate(_TURNED))] for relations in orders)


def denied(relations: str) -> str:
    """The relations under which a comparison with one limit fails.

    >>> denied("<"), denied("=")
    ('>=', '<>')
    """
    return _NAMED[frozenset("<=>") - frozenset(relations)]


def exactly(orders: Orders, limits: tuple[Any, ...]) -> Callable[[Any], Truths]:
    """The test of a known value against its limits.

    >>> between = exactly((">=", "<="), (5, 7))
    >>> between(5) == T, between(8) == F
    (True, True)
    """
    pairs = tuple(zip((HOLDS[relations] for relations in orders), limits, strict=True))
    if len(pairs) == 1:
        ((holds, limit),) = pairs
        return lambda value: T if holds(value, limit) else F

    def test(value: Any) -> Truths:
        for holds, limit in pairs:
            if not holds(value, limit):
                return F
        return T

    return test


def imprecisely(orders: Orders, value: Interval, limits: tuple[Any, ...]) -> Truths:
    """An imprecise value against its limits: decided where all of it stands alike, else J, or open when it is censored.

    >>> from fractions import Fraction as N
    >>> imprecisely(("<=",), Interval(N(1), N(2)), (N(2),)) == T, imprecisely(("<",), Interval(N(1), N(3)), (N(2),)) == J
    (True, True)
    """
    points = sorted(set(limits))
    at_a_limit = exactly(orders, limits)
    found = 0
    for place, point in enumerate(points):
        if _is_below(value, point) and not place:
            found |= _beyond(orders, [False] * len(limits))
        if _holds(value, point):
            found |= at_a_limit(point)
        after = points[place + 1] if place + 1 < len(points) else None
        if _is_above(value, point) and (after is None or (_is_below(value, after) and _room_between(point, after))):
            found |= _beyond(orders, [limit <= point for limit in limits])
    return _open_as((value,)) if found == FT else found


def _open_as(several: tuple[Any, ...]) -> Truths:
    """What stays open where values that are not known exactly leave both: a measurement decides, or a person in an error band."""
    found = 0
    for one in several:
        if isinstance(one, Interval):
            found |= (FT if one.censored else J) | (J if one.banded else 0)
    return found


def between_imprecise(orders: Orders, value: Any, limits: tuple[Any, ...]) -> Truths:
    """A value against limits of which some are imprecise themselves: decided where every choice inside them all stands alike.

    Where there are two limits each is met by itself, which leaves open at least what is open.

    >>> from fractions import Fraction as N
    >>> between_imprecise(("=",), Interval(N(4), N(5)), (Interval(N(1), N(9)),)) == J
    True
    >>> between_imprecise(("<",), N(1), (Interval(N(2), N(9)),)) == T
    True
    """
    found = T
    for relations, limit in zip(orders, limits, strict=True):
        met = any(_can_stand(relation, value, limit) for relation in relations)
        unmet = any(_can_stand(relation, value, limit) for relation in denied(relations))
        found = ALL[found][(T if met else 0) | (F if unmet else 0)]
    return _open_as((value, *limits)) if found == FT else found


def _can_stand(relation: str, value: Any, limit: Any) -> bool:
    """Whether some number inside the value stands so to some number inside the limit."""
    one, other = _as_interval(value), _as_interval(limit)
    if relation == ">":
        one, other = other, one
    if relation != "=":
        return other.high is None or one.low < other.high
    return _reaches(one, other) and _reaches(other, one)


def _as_interval(value: Any) -> Interval:
    return value if isinstance(value, Interval) else Interval(value, value)


def _reaches(lower: Interval, upper: Interval) -> bool:
    """Whether the upper end of one is not below the lower end of the other."""
    if lower.high is None or lower.high > upper.low:
        return True
    return lower.high == upper.low and not (lower.high_open or upper.low_open)


def _beyond(orders: Orders, above: list[bool]) -> Truths:
    """The truth where the value stands at none of its limits but above some of them and below the others."""
    return T if all((">" if over else "<") in relations for relations, over in zip(orders, above, strict=True)) else F


def _room_between(point: Any, after: Any) -> bool:
    """Whether a value may lie between two limits and be neither: no day lies between a day and the next."""
    return not isinstance(point, date) or after - point > timedelta(days=1)


def _is_below(value: Interval, point: Any) -> bool:
    return value.low < point  # type: ignore[no-any-return]


def _is_above(value: Interval, point: Any) -> bool:
    return value.high is None or value.high > point


def _holds(value: Interval, point: Any) -> bool:
    """Whether the value may be just this."""
    return (_is_above(value, point) or (value.high == point and not value.high_open)) and (
        _is_below(value, point) or (value.low == point and not value.low_open)
    )
