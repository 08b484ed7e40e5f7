"""Arithmetic of derived values: exact, white-listed, nothing else.

Conditions decide, expressions count. An expression may use + - * / and unary minus, facts, other derived values, whole
numbers, and the six functions `min max abs sum count round`. The text is checked on its syntax tree first and only then given
to simpleeval, with names, operators and functions replaced by our own exact ones.

Sums over a group are written ``sum(project.emissions.amount where substance = lead)`` or, with ``over``,
``sum(amount where substance = lead)``.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from simpleeval import SimpleEval  # type: ignore[import-untyped]

from ..errors import ExpressionRefused
from ..vocabulary.values import Interval

LONGEST = 400
#: Characters of a refused expression that are shown.
SHOWN = 80
LARGEST = 10**12
FUNCTIONS = ("min", "max", "abs", "sum", "count", "round")
_AGGREGATE = re.compile(r"\b(sum|count|min|max)\(\s*([a-z_][\w.]*)(?:\s+where\s+([^()]+?))?\s*\)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_TEST = re.compile(r"\s*([a-z_][\w.]*)\s*=\s*([\w.+-]+)\s*")
_SIGNS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub)
_NODES = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Name, ast.Load, ast.Constant, ast.Call, *_SIGNS)


class DivisionByZero(Exception):
    """The facts make a divisor zero; the finding is an error that names them."""


class Aggregate(NamedTuple):
    """`function(fact where key = code ...)` over the items of a group."""

    function: str
    group: str
    fact: str
    where: tuple[tuple[str, str], ...]


class Expression(NamedTuple):
    """A checked expression: its tree, and what each placeholder name in it stands for."""

    text: str
    tree: ast.Expression
    names: dict[str, str]
    aggregates: dict[str, Aggregate]


class Scope(NamedTuple):
    """What names mean: `fact` finds a fact or derived value, `item` a fact of a group's items from its group and short name,
    `group` splits ``project.emissions.amount`` into group and rest; each gives None for what does not exist."""

    fact: Callable[[str], str | None]
    item: Callable[[str, str], str | None]
    group: Callable[[str], tuple[str, str] | None]
    over: str = ""


def parse_expression(text: str, scope: Scope) -> Expression:
    """The checked expression; raises `ExpressionRefused` for anything outside the white list.

    >>> scope = Scope(lambda name: name, lambda group, short: None, lambda name: None)
    >>> sorted(parse_expression("a.b * 2 - c.d", scope).names.values())
    ['a.b', 'c.d']
    >>> parse_expression("a.b ** 9", scope)
    Traceback (most recent call last):
    ecocheck.errors.ExpressionRefused: ...
    """
    if len(text) > LONGEST:
        raise ExpressionRefused("logic.expression_long", text=text[:SHOWN], most=LONGEST)
    names: dict[str, str] = {}
    aggregates: dict[str, Aggregate] = {}

    def aggregate(match: re.Match[str]) -> str:
        found = _aggregate(text, match, scope)
        if found is None:
            return match[0]
        key = f"g{len(aggregates)}"
        aggregates[key] = found
        return key

    prepared = _AGGREGATE.sub(aggregate, text)

    def name(match: re.Match[str]) -> str:
        word = match[0]
        rest = prepared[match.end() :].lstrip()
        if word in aggregates or (word in FUNCTIONS and rest.startswith("(")):
            return word
        known = scope.fact(word)
        if known is None:
            raise ExpressionRefused("logic.expression_name", text=text[:SHOWN], name=word)
        key = next((k for k, v in names.items() if v == known), f"v{len(names)}")
        names[key] = known
        return key

    prepared = _NAME.sub(name, prepared)
    try:
        tree = ast.parse(prepared.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionRefused("logic.no_expression", text=text[:SHOWN]) from None
    _check(text, tree, names.keys() | aggregates.keys())
    return Expression(text, tree, names, aggregates)


def _aggregate(text: str, match: re.Match[str], scope: Scope) -> Aggregate | None:
    function, path, where = match.groups()
    split = scope.group(path)
    group, short = split if split is not None else (scope.over, path)
    if not group:
        return None
    fact = "" if function == "count" and not short else scope.item(group, short)
    if fact is None:
        if split is None and where is None:
            return None
        raise ExpressionRefused("logic.expression_item", text=text[:SHOWN], group=group, name=short)
    tests = []
    for part in (where or "").split(" and "):
        if not part:
            continue
        test = _TEST.fullmatch(part)
        key = scope.item(group, test[1]) if test else None
        if test is None or key is None:
            raise ExpressionRefused("logic.expression_where", text=text[:SHOWN], condition=part)
        tests.append((key, test[2]))
    return Aggregate(function, group, fact, tuple(tests))


def _check(text: str, tree: ast.Expression, known: Any) -> None:
    functions = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise ExpressionRefused("logic.expression_part", text=text[:SHOWN], part=type(node).__name__)
        if isinstance(node, ast.Call) and (
            not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords or not node.args
        ):
            raise ExpressionRefused("logic.expression_function", text=text[:SHOWN])
        if isinstance(node, ast.Name) and node not in functions and node.id not in known:
            raise ExpressionRefused("logic.expression_name", text=text[:SHOWN], name=node.id)
        if isinstance(node, ast.Constant) and (type(node.value) is not int or abs(node.value) > LARGEST):
            raise ExpressionRefused("logic.expression_number", text=text[:SHOWN], number=str(node.value)[:20])


def _divide(left: Any, right: Any) -> Any:
    if isinstance(right, Fraction | int) and right == 0:
        raise DivisionByZero
    return Fraction(left) / right if isinstance(left, int) and isinstance(right, int | Fraction) else left / right


def _sum(*values: Any) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: _divide, ast.USub: operator.neg}
_CALLS = {"min": min, "max": max, "abs": abs, "sum": _sum, "count": lambda *values: len(values), "round": round}


def evaluate_expression(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The value of an expression whose placeholders are all known (exact fractions, or pint quantities for a dimension check).

    Raises `DivisionByZero`.
    """
    evaluator = SimpleEval(operators=_OPERATORS, functions=_CALLS, names=values)
    return evaluator.eval(expression.text, previously_parsed=expression.tree.body)


def evaluate_imprecise(expression: Expression, values: Mapping[str, Fraction | Interval]) -> Fraction | Interval | None:
    """As `evaluate_expression`, where some values may be intervals: the span of the results at all their ends.

    Every allowed operation is monotone in each value on its own, so the ends are enough. None where an end is open for ever.
    """
    wide = {name: value for name, value in values.items() if isinstance(value, Interval)}
    if not wide:
        result = evaluate_expression(expression, values)
        return Fraction(result)
    if any(value.high is None for value in wide.values()) or len(wide) > 6:
        return None
    ends = [
        Fraction(evaluate_expression(expression, {**values, **dict(zip(wide, corner, strict=True))}))
        for corner in product(*((value.low, value.high) for value in wide.values()))
    ]
    return Interval(min(ends), max(ends), censored=any(value.censored for value in wide.values()))
