"""One comparison with one fact, turned into a function from a known value to a set of truths.

`Compare` nodes whose operands are constants become such functions once, when a rulebook is first used; what looks at other
facts, dates or tables is put together in `evaluation`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, Interval, Partial
from .conditions import Day, Flag, Number, Operand, Texts
from .operators import compare_exact, compare_interval
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
    """The test of one operator on one fact against known limits (as `constant` gives them).

    >>> from ecocheck.vocabulary.model import Fact
    >>> from ecocheck.bilingual import Said
    >>> test = comparer(Fact("a.b", Said("甲", "a"), "number", ("project",), unit="km"), None, "gt", (Fraction(1),))
    >>> test(Fraction(1)) == F, test(Fraction(11, 10)) == T
    (True, True)
    >>> night = comparer(Fact("a.c", Said("乙", "b"), "time", ("project",)), None, "ge", (("22:00",),))
    >>> night("22:00") == T, night("21:59") == F
    (True, True)
    """
    if op == "exists":
        return _exists(bool(limits[0]))
    if fact.type == "time":  # constants of texts come as tuples
        limits = tuple(limit[0] if isinstance(limit, tuple) else limit for limit in limits)
    if fact.type in ("number", "date", "time"):
        return _ordered(fact, op, limits)
    if fact.type == "boolean":
        return lambda value: compare_exact(op, value, limits)
    if fact.type == "text":
        return _text(op, limits)
    if codes is not None and codes.ordered and op in ("lt", "le", "gt", "ge", "between"):
        return _ranked(codes, op, limits)
    return _coded(codes, op, limits)


def _exists(wanted: bool) -> Test:
    def test(value: Any) -> Truths:
        absent = value is NONE or value in ("none", frozenset(), frozenset(("none",)))
        return T if absent is not wanted else F

    return test


def _ordered(fact: Fact, op: str, limits: tuple[Any, ...]) -> Test:
    """Numbers, dates and times. A written absence counts as the fact's entry says; where it counts as nothing, only `ne` holds."""
    absent = T if op == "ne" else F
    if fact.none == "zero":
        absent = compare_exact(op, Fraction(0), limits)
    elif fact.none == "far":
        absent = T if op in ("gt", "ge", "ne") else F

    def test(value: Any) -> Truths:
        if value is NONE:
            return absent
        if type(value) is Interval:
            return compare_interval(op, value, limits)
        return compare_exact(op, value, limits)

    return test


def _text(op: str, limits: tuple[Any, ...]) -> Test:
    wanted = tuple(text for limit in limits for text in (limit if isinstance(limit, tuple) else (limit,)))

    def test(value: Any) -> Truths:
        if op == "contains":
            return T if value is not NONE and all(text in value for text in wanted) else F
        found = value is not NONE and value in wanted
        return T if found is (op in ("eq", "in")) else F

    return test


def _ranked(codes: CodeList, op: str, limits: tuple[Any, ...]) -> Test:
    ranks = tuple(codes.rank[limit[0]] for limit in limits)
    return lambda value: compare_exact(op, codes.rank[value], ranks)


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


def _coded(codes: CodeList | None, op: str, limits: tuple[Any, ...]) -> Test:
    prefixes = codes is not None and codes.scheme == "gbt4754"
    wanted = tuple(code for limit in limits for code in (limit if isinstance(limit, tuple) else (limit,)))

    def one(value: Any) -> Truths:
        found = among(value, wanted, prefixes)
        return NOT[found] if op in ("ne", "not_in") else found

    def many(values: frozenset[str]) -> Truths:
        present = values - {"none"}
        if op == "contains":
            return all_of(any_of(among(v, (code,), prefixes) for v in present) for code in wanted)
        if op == "within":
            return all_of(among(v, wanted, prefixes) for v in present)
        found_any = any_of(among(v, wanted, prefixes) for v in present)
        if "none" in wanted and not present:
            found_any = T
        return NOT[found_any] if op in ("ne", "not_in") else found_any

    def partial(value: Partial) -> Truths:
        def state(code: str) -> Truths:
            if any_of(among(v, (code,), prefixes) for v in value.yes) == T:
                return T
            return F if any(among(code, (v,), prefixes) == T for v in value.no) else FT

        if op == "within":
            outside = [among(v, wanted, prefixes) for v in value.yes]
            return F if F in outside else FT
        if op == "contains":
            return all_of(state(code) for code in wanted)
        found = any_of(state(code) for code in wanted)
        return NOT[found] if op in ("ne", "not_in") else found

    def test(value: Any) -> Truths:
        if type(value) is frozenset:
            return many(value)
        if type(value) is Partial:
            return partial(value)
        return one(value)

    return test
