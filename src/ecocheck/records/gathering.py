"""What the items of a list amount to for their record: the kinds of all its wastes, its nearest bank, its worst outlet.

Only items of which it is certain that they count are counted. Where the list is whole and all of it is known, the result is the value
itself; else it is a part of the list of codes, or a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..logic.truth import F, T
from ..rulebook.gathered import Gathered
from ..vocabulary.model import CodeList, Vocabulary
from ..vocabulary.narrowing import NOTHING
from ..vocabulary.values import NONE, Interval, Partial, Value
from .model import ItemList
from .premises import inside, premise_of

#: From what is known of a record and its lists to the value that the items amount to; None where they say nothing.
Gathering = Callable[[Mapping[str, Value], Mapping[str, ItemList]], Value | None]


def gathering(gathered: Gathered, codes: CodeList | None, vocabulary: Vocabulary) -> Gathering:
    """A row's instruction made ready; `codes` is the list of the fact that it speaks of, where that has codes."""
    counts = premise_of(gathered.where, vocabulary)
    owned = vocabulary.groups[gathered.group].facts

    def found(values: Mapping[str, Value], groups: Mapping[str, ItemList]) -> Value | None:
        listed = groups.get(gathered.group)
        if listed is None:
            return None
        told: list[Value] = []
        whole = listed.complete and not gathered.open
        for item in listed.items:
            known = inside(item, values, owned)
            counted = counts(known, groups)
            value = _part(known, gathered.of) if counted == T else None
            if value is not None:
                told.append(value)
            elif counted != F:
                whole = False
        if gathered.take == "all":
            return _all(told, whole, codes)
        if gathered.take == "one":
            return _one(told, whole, codes)
        return _extreme(told, whole, gathered.take == "least")

    return found


def _part(known: Mapping[str, Value], of: tuple[str, ...]) -> Value | None:
    """What an item says: of one fact its value, of two the first over the second."""
    value = known.get(of[0])
    if len(of) == 1:
        return value
    by = known.get(of[1])
    if not isinstance(by, Fraction) or by <= 0:
        return None
    if isinstance(value, Interval):
        return value._replace(low=value.low / by, high=None if value.high is None else value.high / by)
    return value / by if isinstance(value, Fraction) else None


def _all(told: list[Value], whole: bool, codes: CodeList | None) -> Value | None:
    there: set[str] = set()
    for value in told:
        if isinstance(value, Partial):
            there |= value.yes
            whole = False
        elif isinstance(value, str | frozenset):
            there |= {value} if isinstance(value, str) else value
    held = frozenset(there) - NOTHING
    if whole and (held or (codes is not None and codes.has_none)):
        return held or NOTHING
    return Partial(held, frozenset()) if held else None


def _one(told: list[Value], whole: bool, codes: CodeList | None) -> Value | None:
    """One code where all items have the same, else that it is one of theirs."""
    if not whole or codes is None or not told or not all(isinstance(value, str) for value in told):
        return None
    held = frozenset(value for value in told if isinstance(value, str))
    return next(iter(held)) if len(held) == 1 else Partial(frozenset(), frozenset(codes.rank) - held)


def _extreme(told: list[Value], whole: bool, least: bool) -> Value | None:
    """The least or the greatest of some numbers, or on which side of one of them it lies; 无 of a distance is beyond all of them."""
    bands = [
        value if isinstance(value, Interval) else Interval(value, value)
        for value in told
        if isinstance(value, Interval | Fraction) and not isinstance(value, bool)
    ]
    whole = whole and all(value is NONE or isinstance(value, Interval | Fraction) for value in told)
    if not bands:
        return None
    choose = min if least else max
    low = choose(band.low for band in bands)
    highs = [band.high for band in bands if band.high is not None]
    if whole:
        high = choose(highs) if highs and (least or len(highs) == len(bands)) else None
        return low if low == high else Interval(low, high, False, False, any(band.censored for band in bands))
    if least:
        return Interval(Fraction(0), min(highs), False, False, True) if highs else None
    return Interval(low, None, False, False, True) if low > 0 else None
