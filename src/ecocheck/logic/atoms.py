"""One comparison with one fact, turned into a function from a known value to a set of truths.

`Compare` nodes whose operands are constants become such functions once, when a rulebook is first used; what looks at other
facts, dates or tables is put together in `evaluation`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from ..bilingual import Said
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, NOTHING_THERE, Interval, Partial
from .conditions import Day, Flag, Number, Operand, Texts
from .operators import OPERATORS, Operator, refuse_unserved
from .orders import exactly, imprecisely
from .truth import FT, NOT, F, T, Truths, all_of, any_of

Test = Callable[[Any], Truths]
Wanted = frozenset[str]


def constant(operand: Operand) -> Any:
    """The Python value of a constant operand: Fraction, tuple of codes, date or bool."""
    if isinstance(operand, Number):
        return Fraction(operand.numerator, operand.denominator)
    if isinstance(operand, Texts):
        return operand.values
    if isinstance(operand, Day):
        return date.fromisoformat(operand.text)
    if isinstance(operand, Flag):
        return operand.value
    raise TypeError(f"not a constant: {operand!r}")


def comparer(fact: Fact, codes: CodeList | None, op: str, limits: tuple[Any, ...]) -> Test:
    """The test of one operator on one fact against known limits (as `constant` gives them), as its row says.

    >>> from ecocheck.vocabulary.model import Fact
    >>> from ecocheck.bilingual import Said
    >>> test = comparer(Fact("a.b", Said("甲", "a"), "number", ("project",), unit="km"), None, "gt", (Fraction(1),))
    >>> test(Fraction(1)) == F, test(Fraction(11, 10)) == T
    (True, True)
    >>> night = comparer(Fact("a.c", Said("乙", "b"), "time", ("project",)), None, "ge", (("22:00",),))
    >>> night("22:00") == T, night("21:59") == F
    (True, True)
    """
    row = OPERATORS[op]
    if row.presence:
        return _present(codes, bool(limits[0]))
    return _BY_TYPE[fact.type](row, fact, codes, limits)


def _present(codes: CodeList | None, wanted: bool) -> Test:
    turn = _AS_IT_IS if wanted else NOT

    def test(value: Any) -> Truths:
        if type(value) is Partial and codes is not None and "none" not in value.yes:
            return turn[_some_of_part(value, codes)]
        absent = (
            value is NONE or value in ("none", frozenset(), NOTHING_THERE) or (type(value) is Partial and "none" in value.yes)
        )
        return F if absent is wanted else T

    return test


def _ordered(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    """Numbers, dates and times. A written absence counts as the fact's entry says; where it counts as nothing, it differs from
    every limit and is on no side of one."""
    exact = exactly(row.orders, limits)
    absent = T if all(relations == "<>" for relations in row.orders) else F
    if fact.none == "zero":
        absent = exact(Fraction(0))
    elif fact.none == "far":
        absent = T if all(">" in relations for relations in row.orders) else F

    def test(value: Any) -> Truths:
        if value is NONE:
            return absent
        if type(value) is Interval:
            return imprecisely(row.orders, value, limits)
        return exact(value)

    return test


def _timed(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    return _ordered(row, fact, codes, tuple(limit[0] if isinstance(limit, tuple) else limit for limit in limits))


def _flag(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    return exactly(row.orders, limits)


def flat(limits: tuple[Any, ...]) -> tuple[str, ...]:
    """The codes or texts of limits, those of lists one by one."""
    return tuple(code for limit in limits for code in (limit if isinstance(limit, tuple) else (limit,)))


def _text(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    wanted = flat(limits)
    every = all if row.one_by_one else any

    def test(value: Any) -> Truths:
        if value is NONE:
            return T if row.each == "none" else F
        met = every(text in value if row.parts else text == value for text in wanted)
        return T if met is (row.each != "none") else F

    return test


def _code(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    if not row.needs_order:
        return _codes(row, fact, codes, limits)
    assert codes is not None
    rank = codes.rank
    exact = exactly(row.orders, tuple(rank[limit[0]] for limit in limits))

    def test(value: Any) -> Truths:
        if type(value) is Partial:
            return _one_of_these(value, codes, lambda code: exact(rank[code]))
        return exact(rank[value])

    return test


def _one_of_these(value: Partial, codes: CodeList, test: Test) -> Truths:
    """What a test finds of a single code that is known only not to be some of its list."""
    found = 0
    for code in codes.codes:
        if code.code not in value.no:
            found |= test(code.code)
    return found or FT


def among(value: str, wanted: Collection[str], prefixes: bool) -> Truths:
    """Whether one code is among some: by equality, or by prefix where the list is GB/T 4754.

    A class given more coarsely than the rule asks for (`C26` where the rule says `C2614`) may or may not be among them.

    >>> among("C2614", ("C26",), True) == T, among("C26", ("C2614",), True) == FT, among("C30", ("C26",), True) == F
    (True, True, True)
    """
    if not prefixes:
        return T if value in wanted else F
    if any(value.startswith(code) for code in wanted):
        return T
    return FT if any(code.startswith(value) for code in wanted) else F


def _codes(row: Operator, fact: Fact, codes: CodeList | None, limits: tuple[Any, ...]) -> Test:
    """One code, a whole list, or a list known in part; the three are met alike."""
    prefixes = codes is not None and codes.scheme == "gbt4754"
    wanted = frozenset(flat(limits))
    whole, partly = _MET[row.each, row.of]
    turn = NOT if row.each == "none" else _AS_IT_IS
    apart = row.one_by_one
    single = codes if fact.type == "code" and codes is not None and codes.scheme == "closed" else None

    def test(value: Any) -> Truths:
        if type(value) is frozenset:
            return turn[whole(value, wanted, prefixes)]
        if type(value) is Partial and single is not None:
            return _one_of_these(value, single, test)
        if type(value) is Partial and codes is not None:
            if "none" in value.yes:
                return turn[whole(NOTHING_THERE, wanted, prefixes)]
            return turn[partly(value, wanted, codes)]
        return whole(frozenset((value,)), wanted, prefixes) if apart else turn[among(value, wanted, prefixes)]

    return test


def _any_of_list(values: frozenset[str], wanted: Wanted, prefixes: bool) -> Truths:
    present = values - NOTHING_THERE
    if not present and "none" in wanted:
        return T
    return any_of(among(value, wanted, prefixes) for value in present)


def _all_wanted_of_list(values: frozenset[str], wanted: Wanted, prefixes: bool) -> Truths:
    present = values - NOTHING_THERE or NOTHING_THERE
    return all_of(any_of(among(value, (code,), prefixes) for value in present) for code in wanted)


def _all_present_of_list(values: frozenset[str], wanted: Wanted, prefixes: bool) -> Truths:
    return all_of(among(value, wanted, prefixes) for value in values - NOTHING_THERE)


class Part(NamedTuple):
    """What a closed list that is known in part can be: it holds all that is `there`, nothing beyond `maybe`, and may be `empty`."""

    there: frozenset[str]
    maybe: frozenset[str]
    empty: bool


def part_of(value: Partial, codes: CodeList) -> Part:
    """What is there rules out 无; where 无 is ruled out and one code only is not, that one is there.

    >>> from ecocheck.vocabulary.model import Code
    >>> abc = CodeList("abc", codes=tuple(Code(c, Said(c, c)) for c in ("a", "b", "none")))
    >>> part_of(Partial(frozenset(), frozenset(("a", "none"))), abc)
    Part(there=frozenset({'b'}), maybe=frozenset({'b'}), empty=False)
    """
    maybe = codes.things - value.no
    empty = not value.yes and "none" not in value.no
    there = maybe if not value.yes and not empty and len(maybe) == 1 else value.yes
    return Part(there, maybe | there, empty)


def _some_of_part(value: Partial, codes: CodeList) -> Truths:
    """Whether anything is there."""
    if codes.scheme == "gbt4754":
        return T if value.yes or "none" in value.no else FT
    part = part_of(value, codes)
    return _open(bool(part.maybe), part.empty)


def _open(can_hold: bool, can_fail: bool) -> Truths:
    """The set of both; where neither can be, what is known contradicts itself and decides nothing."""
    return (T if can_hold else 0) | (F if can_fail else 0) or FT


def _state(code: str, value: Partial) -> Truths:
    """Whether a class or branch of GB/T 4754 is in a list that is known in part."""
    if code == "none":
        return F if value.yes or "none" in value.no else FT
    if any(among(held, (code,), True) == T for held in value.yes):
        return T
    return F if any(among(code, (held,), True) == T for held in value.no) else FT


def _any_of_part(value: Partial, wanted: Wanted, codes: CodeList) -> Truths:
    if codes.scheme == "gbt4754":
        return any_of(_state(code, value) for code in wanted)
    part = part_of(value, codes)
    may_be_none = "none" in wanted and part.empty
    avoided = not part.there & wanted and bool(part.there or part.maybe - wanted or (part.empty and not may_be_none))
    return _open(may_be_none or bool(part.maybe & wanted), avoided)


def _all_wanted_of_part(value: Partial, wanted: Wanted, codes: CodeList) -> Truths:
    if codes.scheme == "gbt4754":
        return all_of(_state(code, value) for code in wanted)
    part = part_of(value, codes)
    if "none" in wanted:
        return _open(part.empty and wanted == NOTHING_THERE, bool(part.maybe) or wanted != NOTHING_THERE)
    return _open(wanted <= part.maybe, not wanted <= part.there)


def _all_present_of_part(value: Partial, wanted: Wanted, codes: CodeList) -> Truths:
    """In a list of classes a class outside decides, and nothing else does, for more may always follow. Where a list without 无 can hold
    nothing at all, that is no answer."""
    if codes.scheme == "gbt4754":
        return F if any(among(held, wanted, True) == F for held in value.yes) else FT
    part = part_of(value, codes)
    within = part.there <= wanted and bool(part.there or part.maybe & wanted or part.empty)
    return _open(within, bool(part.maybe - wanted) or not (part.maybe or codes.has_none))


_AS_IT_IS = tuple(range(8))
#: How a whole list and one known in part are met; `none` is the opposite of `any`, whichever side it is said of.
_MET = {
    ("any", "wanted"): (_any_of_list, _any_of_part),
    ("any", "present"): (_any_of_list, _any_of_part),
    ("none", "wanted"): (_any_of_list, _any_of_part),
    ("none", "present"): (_any_of_list, _any_of_part),
    ("all", "wanted"): (_all_wanted_of_list, _all_wanted_of_part),
    ("all", "present"): (_all_present_of_list, _all_present_of_part),
}
_BY_TYPE = {
    "number": _ordered,
    "date": _ordered,
    "time": _timed,
    "boolean": _flag,
    "text": _text,
    "code": _code,
    "codes": _codes,
}


def serves(row: Operator, kind: str) -> bool:
    """Whether there is a test of facts of a type for an operator."""
    if row.presence:
        return True
    if kind in ("text", "codes") or (kind == "code" and not row.needs_order):
        return (row.each, row.of) in _MET
    return kind in _BY_TYPE and bool(row.orders)


refuse_unserved(Said("逐条检验", "the test of one record"), serves)
