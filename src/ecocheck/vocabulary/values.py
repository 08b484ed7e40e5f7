"""What a fact of a record can be once it is understood: exact, imprecise, partly known, or written absence.

Numbers are exact fractions in the fact's own unit. A missing fact has no value at all: it is simply not in the record.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple


class Absence(Enum):
    """The written absence of a thing (无, 未编制) where the fact's entry lets it count as such."""

    NONE = "none"


NONE = Absence.NONE


class Interval(NamedTuple):
    """A number known only to lie between two bounds; `high` None means no upper bound.

    `censored` marks a measuring method that does not reach far enough (``<0.05``): a limit inside the interval is then not known,
    whereas a limit inside an error band (``约500 m``, ±, map error) is for a person to judge. `banded` marks a computed value into which
    both went: a limit inside it may be decided by a better measurement, or be for a person.
    """

    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    censored: bool = False
    banded: bool = False


#: A day of which nothing is known; what depends on it stays open.
ANY_DAY = Interval(date.min, date.max, censored=True)  # type: ignore[arg-type]


class Partial(NamedTuple):
    """A list of codes of which some are known to be there and some known not to be; the others are unknown, one by one."""

    yes: frozenset[str]
    no: frozenset[str]


#: The whole list that says 无.
NOTHING_THERE = frozenset(("none",))

Value = Fraction | str | frozenset[str] | bool | date | Interval | Partial | Absence
