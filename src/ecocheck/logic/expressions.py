"""Arithmetic of derived values: exact, white-listed, nothing else.

Conditions decide, expressions count. An expression may use + - * / and unary minus, facts, other derived values, whole
numbers, and the functions of `ROWS`. Its length, depth, numbers and digits are bounded when it is read, so that no record can make it run
long. The text is checked on its syntax tree first and only then given to simpleeval, with names, operators and functions replaced
by our own: exact ones where all is known exactly, those of `spans` where something is not.

Sums over a group are written ``sum(project.emissions.amount where substance = lead)`` or, with ``over``,
``sum(amount where substance = lead)``.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from simpleeval import SimpleEval  # type: ignore[import-untyped]

from ..bilingual import Said
from ..errors import EcocheckError, ExpressionRefused
from ..vocabulary.values import Interval
from . import spans
from .spans import DivisionByZero, DivisorOpen, Span

#: Bounds of one expression: characters, nesting, whole numbers either side of zero, digits that `round` may be asked for.
LONGEST, DEEPEST, LARGEST, MOST_DIGITS = 400, 60, 10**12, 9
_AGGREGATE = re.compile(r"\b(sum|count|min|max)\(\s*([a-z_][\w.]*)(?:\s+where\s+([^()]+?))?\s*\)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_TEST = re.compile(r"\s*([a-z_][\w.]*)\s*=\s*([\w.+-]+)\s*")
_SIGNS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub)
_NODES = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Name, ast.Load, ast.Constant, ast.Call, *_SIGNS)


class Function(NamedTuple):
    """A function that expressions may call, with `least` to `most` values; `digits`: the last is a whole number that is written out.

    `exact` is its value where all values are known, `enclosing` holds every value that it can have where they are not.
    """

    name: str
    exact: Callable[..., Any]
    enclosing: Callable[..., Span] | None
    least: int = 1
    most: int = LONGEST
    digits: bool = False


def _divide(left: Any, right: Any) -> Any:
    if isinstance(right, Fraction | int) and right == 0:
        raise DivisionByZero
    return Fraction(left) / right if isinstance(left, int) and isinstance(right, int | Fraction) else left / right


def _sum(*values: Any) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


ROWS = (
    Function("min", min, spans.least, least=2),
    Function("max", max, spans.greatest, least=2),
    Function("abs", abs, spans.size, most=1),
    Function("sum", _sum, spans.total),
    Function("count", lambda *values: len(values), spans.number_of),
    Function("round", round, spans.rounded, most=2, digits=True),
)
FUNCTIONS = {row.name: row for row in ROWS}
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: _divide, ast.USub: operator.neg}
_ENCLOSING = {
    ast.Add: spans.plus,
    ast.Sub: spans.minus,
    ast.Mult: spans.times,
    ast.Div: spans.over,
    ast.USub: spans.negative,
}


def refuse_unenclosed(rows: tuple[Function, ...]) -> None:
    """Raises `EcocheckError` naming a function that says nothing of values that are not known exactly."""
    for row in rows:
        if row.enclosing is None:
            raise EcocheckError("logic.function_unenclosed", name=row.name)


refuse_unenclosed(ROWS)


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


def _refuse(code: str, text: str, **parts: Any) -> ExpressionRefused:
    return ExpressionRefused(code, text=text[:80], **parts)


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
        raise _refuse("logic.expression_long", text=text, most=LONGEST)
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
            raise _refuse("logic.expression_name", text=text, name=word)
        key = next((k for k, v in names.items() if v == known), f"v{len(names)}")
        names[key] = known
        return key

    prepared = _NAME.sub(name, prepared)
    try:
        tree = ast.parse(prepared.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _refuse("logic.no_expression", text=text) from None
    if _deeper(tree.body, DEEPEST):
        raise _refuse("logic.expression_deep", text=text, most=DEEPEST)
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
        raise _refuse("logic.expression_item", text=text, group=group, name=short)
    tests = []
    for part in (where or "").split(" and "):
        if not part:
            continue
        test = _TEST.fullmatch(part)
        key = scope.item(group, test[1]) if test else None
        if test is None or key is None:
            raise _refuse("logic.expression_where", text=text, condition=part)
        tests.append((key, test[2]))
    return Aggregate(function, group, fact, tuple(tests))


def _deeper(node: ast.AST, most: int) -> bool:
    """Whether operations stand one in another more than `most` times."""
    level: list[ast.AST] = [node]
    while level and most:
        level = [child for one in level for child in ast.iter_child_nodes(one) if isinstance(child, ast.expr)]
        most -= 1
    return bool(level)


def _check(text: str, tree: ast.Expression, known: Collection[str]) -> None:
    functions = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise _refuse("logic.expression_part", text=text, part=type(node).__name__)
        if isinstance(node, ast.Call):
            _check_call(text, node)
        if isinstance(node, ast.Name) and node not in functions and node.id not in known:
            raise _refuse("logic.expression_name", text=text, name=node.id)
        if isinstance(node, ast.Constant) and (type(node.value) is not int or abs(node.value) > LARGEST):
            raise _refuse("logic.expression_number", text=text, number=str(node.value)[:20])


def _check_call(text: str, node: ast.Call) -> None:
    row = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
    if row is None or node.keywords:
        raise _refuse("logic.expression_function", text=text)
    if not row.least <= len(node.args) <= row.most:
        most = Said("以上", "or more") if row.most == LONGEST else Said(f"至 {row.most} 个", f"to {row.most}")
        raise _refuse("logic.expression_arguments", text=text, name=row.name, least=row.least, most=most)
    if row.digits and len(node.args) == row.most and not _is_digits(node.args[-1]):
        raise _refuse("logic.expression_digits", text=text, name=row.name, most=MOST_DIGITS)


def _is_digits(node: ast.expr) -> bool:
    """Whether a whole number of few digits is written out: never a fact, so that no record says how long rounding takes."""
    written = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    return isinstance(written, ast.Constant) and type(written.value) is int and written.value <= MOST_DIGITS


def evaluate_expression(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The value of an expression whose placeholders are all known (exact fractions, or pint quantities for a dimension check).

    Raises `DivisionByZero`.
    """
    functions = {row.name: row.exact for row in ROWS}
    evaluator = SimpleEval(operators=_OPERATORS, functions=functions, names=values)
    return evaluator.eval(expression.text, previously_parsed=expression.tree.body)


def enclose_expression(expression: Expression, values: Mapping[str, Fraction | Interval | Span]) -> Span:
    """A span that holds the value of an expression for every choice of values inside those that are not known exactly.

    Without ends where a divisor may be zero; raises `DivisionByZero` where one can be nothing else.
    """
    functions = {row.name: row.enclosing for row in ROWS}
    evaluator = SimpleEval(
        operators=_ENCLOSING, functions=functions, names={name: Span.of(one) for name, one in values.items()}
    )
    try:
        return Span.of(evaluator.eval(expression.text, previously_parsed=expression.tree.body))
    except DivisorOpen:
        return Span(None, None)
