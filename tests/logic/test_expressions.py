"""Derived arithmetic: what is allowed is exact, everything else is refused before it runs."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.errors import ExpressionRefused
from ecocheck.logic.expressions import DivisionByZero, Scope, evaluate_expression, evaluate_imprecise, parse_expression
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
    "empty": "", "unclosed": "max(x", "await": "await x", "bits": "~x", "dict": "{1: x}", "null byte": "x\0",
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_outside_the_white_list_is_refused(case: str) -> None:
    assert lines_until(ExpressionRefused, lambda: parse_expression(REFUSED[case], SCOPE)) < 2_000


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


@given(st.fractions(-100, 100), st.fractions(-100, 100), st.fractions(0, 20), st.fractions(0, 1))
def test_an_interval_of_results_holds_the_result_of_every_value_inside(
    a: Fraction, b: Fraction, width: Fraction, at: Fraction
) -> None:
    expression = parse_expression("2 * a.b - c.d / 4", SCOPE)
    keys = {name: key for key, name in expression.names.items()}
    span = evaluate_imprecise(expression, {keys["a.b"]: Interval(a, a + width), keys["c.d"]: b})
    exact = evaluate_expression(expression, {keys["a.b"]: a + width * at, keys["c.d"]: b})
    low, high = (span.low, span.high) if isinstance(span, Interval) else (span, span)
    assert low is not None
    assert high is not None
    assert low <= exact <= high
