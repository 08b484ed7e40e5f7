"""Derived arithmetic: what is allowed is exact, everything else is refused before it runs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecocheck.errors import EcocheckError, ExpressionRefused
from ecocheck.errors.words import WORDS
from ecocheck.logic.expressions import (
    ROWS,
    Function,
    Scope,
    enclose_expression,
    evaluate_expression,
    parse_expression,
    refuse_unenclosed,
)
from ecocheck.logic.orders import imprecisely
from ecocheck.logic.spans import DivisionByZero, Span
from ecocheck.logic.truth import FJT, T
from ecocheck.vocabulary.values import Interval

from ..counting import lines_until

KNOWN = ("a.b", "c.d", "x")
SCOPE = Scope(
    fact=lambda name: name if name in KNOWN else None,
    item=lambda group, short: f"item.{short}" if short in ("amount", "substance") else None,
    group=lambda path: ("g.items", path.removeprefix("g.items.")) if path.startswith("g.items.") else None,
)

REFUSED = {
    "attribute": "a.b.__class__", "attribute of a call": "abs(a.b).real", "unknown call": "open(1)", "method": "a.b.append(9)",
    "comprehension": "[x for y in a.b]", "generator": "sum(x for y in a.b)", "power": "a.b ** 2", "power by function": "pow(a.b, 9)",
    "f-string": "f'{x}'", "ternary": "a.b if x else 1", "semicolon": "a.b; x", "assignment": "x = 2", "walrus": "(x := 2)",
    "huge number": "x * 9999999999999", "float": "x * 1.5", "text": "'a' * 9", "long text": "x + " * 200 + "x", "comparison": "x == 2",
    "boolean": "x and a.b", "lambda": "lambda: x", "subscript": "x[0]", "shift": "x << 9", "modulo": "x % 2", "floor": "x // 2",
    "starred": "max(*x)", "keyword": "max(x, key=abs)", "unknown name": "y + 1", "import": "__import__('os')", "rand": "rand()",
    "digits from a fact": "round(a.b, x)", "digits that are computed": "round(a.b, 2 * 3)", "many digits": "round(a.b, 10)",
    "digits that are no number": "round(a.b, min(1, 2))", "many digits below nought": "round(a.b, -1000000000)",
    "the least of one": "min(a.b)", "the greatest of nothing": "max()", "the size of two": "abs(a.b, x)", "two digits": "round(x, 1, 2)",
    "signs one in another": "-" * 90 + "x", "sums one in another": "+".join(["x"] * 90),
    "empty": "", "unclosed": "max(x", "await": "await x", "bits": "~x", "dict": "{1: x}", "null byte": "x\0",
}  # fmt: skip


assert WORDS["logic.no_expression"]  # the words are read before the lines of a refusal are counted


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_outside_the_white_list_is_refused(case: str) -> None:
    assert lines_until(ExpressionRefused, lambda: parse_expression(REFUSED[case], SCOPE)) < 5_000


def value(text: str, **facts: object) -> Fraction:
    expression = parse_expression(text, SCOPE)
    names = {"a.b": facts.get("ab"), "c.d": facts.get("cd"), "x": facts.get("x")}
    return Fraction(evaluate_expression(expression, {key: names[name] for key, name in expression.names.items()}))


def test_thirds_stay_thirds() -> None:
    assert value("x / 3 * 3", x=Fraction(1)) == 1
    assert value("1 / 3 + 1 / 3 + 1 / 3 + x - x", x=Fraction(0)) == 1


def test_the_six_functions() -> None:
    facts = {"ab": Fraction(-3, 2), "cd": Fraction(5), "x": Fraction(2)}
    assert value("min(a.b, c.d, x)", **facts) == Fraction(-3, 2)
    assert value("max(a.b, c.d) + abs(a.b)", **facts) == Fraction(13, 2)
    assert value("sum(a.b, c.d, x) - count(a.b, x)", **facts) == Fraction(7, 2)
    assert value("round(a.b)", **facts) == -2  # half to even
    assert value("round(a.b / 7, 2)", **facts) == Fraction(-21, 100)


def test_a_zero_divisor_is_named() -> None:
    with pytest.raises(DivisionByZero):
        value("a.b / (x - x)", ab=Fraction(1), x=Fraction(4))


def test_an_aggregate_names_group_fact_and_condition() -> None:
    expression = parse_expression("sum(g.items.amount where substance = lead) / x", SCOPE)
    (aggregate,) = expression.aggregates.values()
    assert aggregate == ("sum", "g.items", "item.amount", (("item.substance", "lead"),))


def test_an_aggregate_over_a_fact_that_items_lack_is_refused() -> None:
    with pytest.raises(ExpressionRefused, match="weight"):
        parse_expression("sum(g.items.weight)", SCOPE)


def test_a_refusal_says_what_is_allowed_in_both_languages() -> None:
    with pytest.raises(ExpressionRefused) as caught:
        parse_expression("round(a.b, x)", SCOPE)
    assert caught.value.code == "logic.expression_digits"
    assert "-9" in caught.value.text("zh")
    assert "a fact" in caught.value.text("en")
    with pytest.raises(ExpressionRefused) as caught:
        parse_expression("sqrt(x)", SCOPE)
    for lang in ("zh", "en"):
        assert all(row.name in caught.value.text(lang) for row in ROWS)


def test_a_function_without_a_form_for_what_is_not_exact_is_refused() -> None:
    refuse_unenclosed(ROWS)
    with pytest.raises(EcocheckError, match="sqrt"):
        refuse_unenclosed((*ROWS, Function("sqrt", abs, None)))


#: Expressions of every operation and function, monotone and not, with names that stand once and twice.
SPANNED = (
    "2 * a.b - c.d / 4", "abs(a.b - c.d)", "abs(a.b) * abs(c.d) - x", "a.b * c.d", "a.b * a.b - c.d * x", "a.b / c.d", "x / (c.d - a.b)",
    "min(a.b, c.d, 3) + max(a.b, x)", "max(abs(a.b), abs(c.d))", "round(a.b / 3) + round(c.d * x, 1)", "round(a.b * 100, -2)",
    "sum(a.b, c.d, -x) / count(a.b, x)", "-(a.b - 1) * (a.b + 1)", "(a.b - c.d) / (abs(x) + 1)", "min(a.b / c.d, 5)",
)  # fmt: skip
quarters = st.integers(-40, 40).map(lambda n: Fraction(n, 4))


@st.composite
def bands(draw: st.DrawFn) -> tuple[Fraction | Interval, Fraction]:
    """A value as it is known, and what it truly is."""
    low, true, high = sorted(draw(st.tuples(quarters, quarters, quarters)))
    known = draw(
        st.sampled_from((true, Interval(low, high), Interval(low, None, censored=True), Interval(low, high, censored=True)))
    )
    return known, true


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SPANNED), st.tuples(bands(), bands(), bands()))
def test_what_is_not_exact_encloses_the_result_of_every_value_inside(text: str, facts: Any) -> None:
    expression = parse_expression(text, SCOPE)
    named = dict(zip(KNOWN, facts, strict=True))
    try:
        span = enclose_expression(expression, {key: named[name][0] for key, name in expression.names.items()})
    except DivisionByZero:
        assert all(isinstance(known, Fraction) for known, _ in facts) or "/" in text
        return
    try:
        exact = Fraction(evaluate_expression(expression, {key: named[name][1] for key, name in expression.names.items()}))
    except DivisionByZero:
        assert (span.low, span.high) == (None, None)
        return
    assert span.low is None or span.low <= exact
    assert span.high is None or exact <= span.high


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SPANNED), st.tuples(bands(), bands(), bands()), st.sampled_from(KNOWN))
def test_knowing_one_value_better_never_widens_the_result(text: str, facts: Any, better: str) -> None:
    expression = parse_expression(text, SCOPE)
    named = dict(zip(KNOWN, facts, strict=True))
    assume(better in expression.names.values())

    def span(exactly: str) -> Span:
        known = {name: true if name == exactly else held for name, (held, true) in named.items()}
        return enclose_expression(expression, {key: known[name] for key, name in expression.names.items()})

    try:
        wide, narrow = span(""), span(better)
    except DivisionByZero:
        assume(False)
    assert wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
    assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high)


def test_all_known_exactly_gives_the_exact_value() -> None:
    expression = parse_expression("abs(a.b - c.d) / 3", SCOPE)
    values = dict(zip(expression.names, (Fraction(1), Fraction(2)), strict=True))
    assert enclose_expression(expression, values).value() == evaluate_expression(expression, values) == Fraction(1, 3)


def test_the_size_of_a_difference_reaches_down_to_nought() -> None:
    """500 ± 50 m against 500 m: the deviation is 0 to 50 m, not 50 m."""
    expression = parse_expression("abs(a.b - c.d)", SCOPE)
    first, second = expression.names
    found = enclose_expression(expression, {first: Interval(Fraction(450), Fraction(550)), second: Fraction(500)})
    assert found.value() == Interval(Fraction(0), Fraction(50))


def test_a_value_below_detection_and_one_with_an_error_band_leave_all_three_truths() -> None:
    expression = parse_expression("a.b + c.d", SCOPE)
    first, second = expression.names
    both = enclose_expression(
        expression, {first: Interval(Fraction(4), Fraction(6)), second: Interval(Fraction(0), Fraction(2), censored=True)}
    ).value()
    assert isinstance(both, Interval)
    assert imprecisely(("<=",), both, (Fraction(7),)) == FJT
    assert imprecisely(("<=",), both, (Fraction(8),)) == T
