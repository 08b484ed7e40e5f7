"""Measured concentrations as laboratories and stations write them: numbers, below a detection limit, not detected, not measured."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from ..vocabulary.scalars import scalar
from ..vocabulary.spelling import half_width
from ..vocabulary.typed import is_blank

_NOT_MEASURED = frozenset(("nan", "na", "n/a", "null", "none", "未监测", "未测"))
_UNDETECTED = re.compile(r"(?:nd|n\.d\.|未检出|未检测出|低于检出限)(?: ?\([<≤]? ?([0-9.]+)\))?")


class Measured(NamedTuple):
    """The least and the greatest that a concentration may be: the same for a number, 0 and the limit below a detection limit.

    `high` is None where it was not detected and no limit is given.
    """

    low: Fraction
    high: Fraction | None


def given(raw: Any) -> Any:
    """The value as Python knows it; None where nothing was measured: None, NaN, NA, blanks and dashes, and the words for these.

    >>> given("—"), given("NaN"), given(0.3), given("<0.01")
    (None, None, 0.3, '<0.01')
    """
    found = scalar(raw)
    if is_blank(found) or (isinstance(found, str) and found.strip().lower() in _NOT_MEASURED):
        return None
    return found


def measured(value: Any) -> Measured:
    """A given value as the span that it means.

    Raises:
        ValueError: no concentration.

    >>> measured("0.01L") == measured("<0.01") == measured("ND(0.01)"), measured("未检出").high
    (True, None)
    """
    if isinstance(value, bool):
        raise ValueError(value)
    text = half_width(str(value)).strip()
    undetected = _UNDETECTED.fullmatch(text.lower())
    if undetected is not None:
        return Measured(Fraction(0), Fraction(undetected[1]) if undetected[1] else None)
    below = text.startswith("<") or text.upper().endswith("L")
    try:
        found = Fraction(text.lstrip("<").rstrip("lL").strip())
    except ZeroDivisionError as error:
        raise ValueError(value) from error
    return Measured(Fraction(0), found) if below and found >= 0 else Measured(found, found)
