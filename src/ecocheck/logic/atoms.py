"""One comparison with one fact, turned into a function from a known value to a set of truths.

`Compare` nodes whose operands are constants become such functions once, when a rulebook is first used; what looks at other
facts, dates or tables is put together in `evaluation`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from ..bilingual import Said
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, Interval, Partial
from .conditions import Day, Flag, Number, Operand, Texts
from .operators import OPERATORS, Operator, refuse_unserved
from .orders import exactly, imprecisely
from .truth import FT, NOT, F, T, Truths, all_of, any_of

Test = Callable[[Any], Truths]


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
        return _present(bool(limits[0]))
    return _BY_TYPE[fact.type](row, fact, codes, limits)


def _present(wanted: bool) -> Test:
    def test(value: Any) -> Truths:
        absent = value is NONE or value in ("none", frozenset(), frozenset(("none",)))
        return T if absent is not wanted else F

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


def among(value: str, wanted: tuple[str, ...], prefixes: bool) -> Truths:
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
    wanted = flat(limits)
    whole, partly = _MET[row.each, row.of]
    turn = NOT if row.each == "none" else _AS_IT_IS
    apart = row.one_by_one
    single = codes if fact.type == "code" and codes is not None and codes.scheme == "closed" else None

    def test(value: Any) -> Truths:
        if type(value) is frozenset:
            return turn[whole(value, wanted, prefixes)]
        if type(value) is Partial:
            return turn[partly(value, wanted, prefixes)] if single is None else _one_of_these(value, single, test)
        return whole(frozenset((value,)), wanted, prefixes) if apart else turn[among(value, wanted, prefixes)]

    return test


def _any_of_list(values: frozenset[str], wanted: tuple[str, ...], prefixes: bool) -> Truths:
    present = values - {"none"}
    if not present and "none" in wanted:
        return T
    return any_of(among(value, wanted, prefixes) for value in present)


def _all_wanted_of_list(values: frozenset[str], wanted: tuple[str, ...], prefixes: bool) -> Truths:
    present = values - {"none"}
    return all_of(any_of(among(value, (code,), prefixes) for value in present) for code in wanted)


def _all_present_of_list(values: frozenset[str], wanted: tuple[str, ...], prefixes: bool) -> Truths:
    return all_of(among(value, wanted, prefixes) for value in values - {"none"})


def _state(code: str, value: Partial, prefixes: bool) -> Truths:
    """Whether a code is in a list that is known in part."""
    if any(among(held, (code,), prefixes) == T for held in value.yes):
        return T
    return F if any(among(code, (held,), prefixes) == T for held in value.no) else FT


def _any_of_part(value: Partial, wanted: tuple[str, ...], prefixes: bool) -> Truths:
    return any_of(_state(code, value, prefixes) for code in wanted)


def _all_wanted_of_part(value: Partial, wanted: tuple[str, ...], prefixes: bool) -> Truths:
    return all_of(_state(code, value, prefixes) for code in wanted)


def _all_present_of_part(value: Partial, wanted: tuple[str, ...], prefixes: bool) -> Truths:
    """A code outside decides; more may always follow, so that nothing else does."""
    return F if any(among(held, wanted, prefixes) == F for held in value.yes) else FT


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
