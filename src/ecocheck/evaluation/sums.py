"""Values in coherent base units for derived arithmetic, and sums over the items of a group."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..logic.atoms import comparer
from ..logic.expressions import (
    FUNCTIONS,
    Aggregate,
    Expression,
    enclose_expression,
    evaluate_expression,
    parse_expression,
)
from ..logic.operators import AMONG, IS
from ..logic.spans import Span, over, times
from ..logic.truth import ALL, FT, F, T, Truths
from ..rulebook.model import Derived, Rule, RulebookData
from ..rulebook.readers.scope import expression_scope
from ..vocabulary.model import Fact
from ..vocabulary.typed import read_value
from ..vocabulary.units import unit
from ..vocabulary.values import NONE, Interval, Value
from .case import Case


class Sums:
    """Arithmetic of one rulebook: expressions are parsed once, values are exact."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self._expressions: dict[tuple[str, str], Expression] = {}

    def expression(self, derived: Derived, rule: Rule) -> Expression:
        key = (rule.id, derived.name)
        if key not in self._expressions:
            self._expressions[key] = parse_expression(
                derived.expr, expression_scope(self.data.vocabulary, (one.name for one in rule.derive), derived.over, rule.each)
            )
        return self._expressions[key]

    def unit_of(self, name: str, rule: Rule) -> str:
        if name.startswith("$"):
            return next(derived.unit for derived in rule.derive if derived.name == name[1:])
        return self.data.vocabulary.facts[name].unit

    def value(
        self, derived: Derived, rule: Rule, values: Mapping[str, Fraction | Interval | Span]
    ) -> Fraction | Interval | None:
        """The value of an expression in the unit of its name, from values in base units; None where it has no lower end.

        Raises `DivisionByZero`.
        """
        expression = self.expression(derived, rule)
        factor = unit(derived.unit).factor
        if all(isinstance(value, Fraction) for value in values.values()):
            return Fraction(evaluate_expression(expression, values)) / factor
        return over(enclose_expression(expression, values), Span.of(factor)).value()

    @staticmethod
    def to_base(value: Fraction | Interval, unit_name: str) -> Fraction | Span:
        factor = unit(unit_name).factor
        return times(Span.of(value), Span.of(factor)) if isinstance(value, Interval) else value * factor

    def aggregate(self, aggregate: Aggregate, items: tuple[Case, ...] | None, case: Case) -> Fraction | Span | None:
        """The aggregate in base units; None while an item that counts, or may count, lacks a value, or more items may follow."""
        if items is None or not case.groups[aggregate.group].complete:
            return None
        chosen = []
        for item in items:
            counts = self._counts(aggregate, item)
            if counts not in (T, F):
                return None
            if counts == T:
                chosen.append(item)
        if aggregate.function == "count":
            return Fraction(len(chosen))
        fact = self.data.vocabulary.facts[aggregate.fact]
        values = [as_number(fact, item.facts.get(fact.name)) for item in chosen]
        if any(value is None for value in values) or (not values and aggregate.function != "sum"):
            return None
        enclosing = FUNCTIONS[aggregate.function].enclosing
        assert enclosing is not None
        found = enclosing(*(Span.of(value) for value in values if value is not None))
        base = times(found, Span.of(unit(fact.unit).factor))
        return base.low if base.low is not None and base.low == base.high else base

    def _counts(self, aggregate: Aggregate, item: Case) -> Truths:
        """Whether an item is one of those that the aggregate is of."""
        found = T
        for key, code in aggregate.where:
            value = item.facts.get(key)
            fact = self.data.vocabulary.facts[key]
            read = read_value(fact, code, self.data.vocabulary)
            wanted: Any = tuple(read) if isinstance(read, frozenset) else (read,) if isinstance(read, str) else read
            test = comparer(fact, self.data.vocabulary.lists.get(fact.list), IS if fact.type != "codes" else AMONG, (wanted,))
            found = ALL[found][FT if value is None else test(value)]
        return found


def as_number(fact: Fact, value: Value | None) -> Fraction | Interval | None:
    """What a fact counts as in arithmetic; a written absence is nought only where its entry says so."""
    if value is NONE and fact.none == "zero":
        return Fraction(0)
    return value if isinstance(value, Fraction | Interval) else None
