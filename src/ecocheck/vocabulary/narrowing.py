"""What two statements on one fact amount to together: the value that both allow, or that they cannot both be true.

Whatever is put together only narrows: the result allows nothing that one side rules out. A number that is known within an error band
keeps what the other side leaves of its band, so that a limit inside that remains for a person.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from .model import CodeList, Fact
from .values import NONE, Interval, Partial, Value

NOTHING = frozenset(("none",))


def narrowed(fact: Fact, codes: CodeList | None, known: Value, more: Value) -> Value | None:
    """The value that `known` and `more` allow together; None where they contradict each other.

    >>> from ecocheck.bilingual import Said
    >>> far = Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km", none="far")
    >>> above = Interval(Fraction(5), None, True, False, True)
    >>> narrowed(far, None, Fraction(6), above), narrowed(far, None, Fraction(5), above)
    (Fraction(6, 1), None)
    """
    if known == more and not isinstance(known, Partial):
        return known
    if fact.type in ("number", "date"):
        return _ordered(fact, known, more)
    if codes is not None and fact.type == "code":
        return _code(codes, known, more)
    if codes is not None and fact.type == "codes":
        return _codes(codes, known, more)
    return None


def _ordered(fact: Fact, known: Value, more: Value) -> Value | None:
    if known is NONE:
        return known if _may_be_absent(fact, more) else None
    if more is NONE:
        return (known if isinstance(known, Fraction) else more) if _may_be_absent(fact, known) else None
    if isinstance(known, Fraction | date) and isinstance(more, Interval):
        return known if _holds(more, known) else None
    if isinstance(known, Interval) and isinstance(more, Fraction | date):
        if not _holds(known, more):
            return None
        return more if known.censored else known
    if isinstance(known, Interval) and isinstance(more, Interval):
        return _shared(known, more)
    return None


def _may_be_absent(fact: Fact, value: Value) -> bool:
    """Whether the written absence of a number agrees with another statement: 无 of one that counts as nothing is 0."""
    if fact.none == "zero":
        return value == 0 or (isinstance(value, Interval) and _holds(value, Fraction(0)))
    if fact.none == "absent":
        return value == 0 or (isinstance(value, Interval) and (value.high is None or value.low == 0))
    return fact.none == "far" and isinstance(value, Interval) and value.high is None


def _holds(band: Interval, number: Any) -> bool:
    above = number > band.low or (number == band.low and not band.low_open)
    return above and (band.high is None or number < band.high or (number == band.high and not band.high_open))


def _shared(one: Interval, other: Interval) -> Interval | Fraction | None:
    """What two bands have in common: what no method reached where both are so, else the rest of an error band."""
    low = max(one.low, other.low)
    low_open = any(band.low == low and band.low_open for band in (one, other))
    highs = [band.high for band in (one, other) if band.high is not None]
    high = min(highs) if highs else None
    high_open = any(band.high == high and band.high_open for band in (one, other)) and high is not None
    if high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return low if low == high else Interval(low, high, low_open, high_open, one.censored and other.censored)


def _code(codes: CodeList, known: Value, more: Value) -> Value | None:
    if isinstance(known, Partial) and isinstance(more, Partial):
        return _only_left(codes, known.no | more.no)
    if isinstance(known, Partial):
        return more if isinstance(more, str) and more not in known.no else None
    return known if isinstance(more, Partial) and known not in more.no else None


def _only_left(codes: CodeList, no: frozenset[str]) -> Value | None:
    left = [code.code for code in codes.codes if code.code not in no]
    return left[0] if len(left) == 1 else Partial(frozenset(), no) if left else None


def whole(fact: Fact, codes: CodeList | None, value: Value) -> Value | None:
    """A value in the form that it has beside others: a list known in part is whole once every code is spoken of."""
    return narrowed(fact, codes, value, value)


def _codes(codes: CodeList, known: Value, more: Value) -> Value | None:
    if isinstance(known, Partial) and isinstance(more, Partial):
        return _part(codes, known.yes | more.yes, known.no | more.no)
    part, whole = (known, more) if isinstance(known, Partial) else (more, known)
    if not isinstance(whole, frozenset):
        return None
    if not isinstance(part, Partial):
        return known if isinstance(part, frozenset) and part - NOTHING == whole - NOTHING else None
    return whole if _may_be(codes, part, whole - NOTHING) else None


def _may_be(codes: CodeList, part: Partial, held: frozenset[str]) -> bool:
    """Whether a list of just these codes agrees with what is known of it in part."""
    if any(among_denied(codes, code, part.no) for code in held) or (not held and "none" in part.no):
        return False
    if "none" in part.yes and held:
        return False
    return all(any(near(codes, code, wanted) for code in held) for wanted in part.yes - NOTHING)


def among_denied(codes: CodeList, code: str, denied: frozenset[str]) -> bool:
    return code in denied if codes.scheme == "closed" else any(code.startswith(no) for no in denied)


def near(codes: CodeList, code: str, wanted: str) -> bool:
    if codes.scheme == "closed":
        return code == wanted
    return code.startswith(wanted) or wanted.startswith(code)


def _part(codes: CodeList, yes: frozenset[str], no: frozenset[str]) -> Value | None:
    """A list known in part; whole once every code of a closed list is spoken of."""
    held = yes - NOTHING
    if any(among_denied(codes, code, no) for code in yes) or (held and "none" in yes):
        return None
    if codes.scheme != "closed" or not codes.codes:
        return Partial(yes, no)
    if "none" in yes:
        return NOTHING
    if any(code.code not in no and code.code not in held for code in codes.codes if code.code != "none"):
        return Partial(yes, no)
    if held:
        return held
    return None if "none" in no else NOTHING if "none" in codes.rank else frozenset()


def either_of(fact: Fact, codes: CodeList | None, given: Value, derived: Value) -> Value | None:
    """What is still known of a fact when two statements on it contradict each other: each may be the true one.

    None where nothing is left. Of a list, only the codes at odds are open.
    """
    if fact.type == "number" and isinstance(given, Fraction | Interval) and isinstance(derived, Fraction | Interval):
        return _hull(_band(given), _band(derived))
    if codes is None or codes.scheme != "closed":
        return None
    everything = frozenset(codes.rank)
    if fact.type == "code":
        left = [v for value in (given, derived) for v in ((value,) if isinstance(value, str) else everything - value.no)]  # type: ignore[union-attr]
        return Partial(frozenset(), everything - frozenset(left)) if len(set(left)) < len(everything) else None
    if fact.type != "codes":
        return None
    mine, theirs = _as_part(everything, given), _as_part(everything, derived)
    apart = (mine.yes & theirs.no) | (mine.no & theirs.yes)
    return without_codes(codes, given, apart | NOTHING if "none" not in apart else everything)


def without_codes(codes: CodeList, given: Value, apart: frozenset[str]) -> Partial | None:
    """What a list of codes still says when it is not trusted on some of them; None where that is nothing."""
    if not isinstance(given, Partial | frozenset):
        return None
    if codes.scheme != "closed":
        yes = given.yes if isinstance(given, Partial) else given - NOTHING
        doubted = frozenset(code for code in yes if any(near(codes, code, other) for other in apart))
        return Partial(yes - doubted, frozenset()) if yes - doubted else None
    whole = _as_part(frozenset(codes.rank), given)
    left = Partial(whole.yes - apart, whole.no - apart)
    return left if left.yes or left.no else None


def _as_part(everything: frozenset[str], value: Value) -> Partial:
    if isinstance(value, Partial):
        return value
    held = value - NOTHING if isinstance(value, frozenset) else frozenset()
    return Partial(held or NOTHING & everything, everything - (held or NOTHING))


def _band(value: Fraction | Interval) -> Interval:
    return value if isinstance(value, Interval) else Interval(value, value)


def _hull(one: Interval, other: Interval) -> Interval:
    low = min(one.low, other.low)
    low_open = all(band.low_open for band in (one, other) if band.low == low)
    if one.high is None or other.high is None:
        return Interval(low, None, low_open, False, True)
    high = max(one.high, other.high)
    return Interval(low, high, low_open, all(band.high_open for band in (one, other) if band.high == high), True)
