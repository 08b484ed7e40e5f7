"""Values in coherent base units for derived arithmetic, and sums over the items of a group."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..logic.expressions import Aggregate, Expression, parse_expression
from ..rulebook.model import Derived, Rule, RulebookData
from ..rulebook.readers.scope import expression_scope
from ..vocabulary.units import unit
from ..vocabulary.values import NONE, Interval
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

    @staticmethod
    def to_base(value: Fraction | Interval, unit_name: str) -> Fraction | Interval:
        factor = unit(unit_name).factor
        if isinstance(value, Interval):
            return value._replace(low=value.low * factor, high=None if value.high is None else value.high * factor)
        return value * factor

    @classmethod
    def from_base(cls, value: Fraction | Interval, unit_name: str) -> Fraction | Interval:
        factor = 1 / unit(unit_name).factor
        if isinstance(value, Interval):
            return value._replace(low=value.low * factor, high=None if value.high is None else value.high * factor)
        return value * factor

    def aggregate(self, aggregate: Aggregate, items: tuple[Case, ...] | None, case: Case) -> Fraction | Interval | None:
        """The aggregate in base units; None while an item that counts, or may count, lacks a value, or more items may follow."""
        if items is None or not case.groups[aggregate.group].complete:
            return None
        chosen = []
        for item in items:
            values = [item.facts.get(key) for key, _ in aggregate.where]
            if any(value is None for value in values):
                return None
            if all(value == code for value, (_, code) in zip(values, aggregate.where, strict=True)):
                chosen.append(item)
        if aggregate.function == "count":
            return Fraction(len(chosen))
        unit_name = self.data.vocabulary.facts[aggregate.fact].unit
        low: list[Fraction] = []
        high: list[Fraction] = []
        for item in chosen:
            value = item.facts.get(aggregate.fact)
            if value is NONE:
                value = Fraction(0)
            if isinstance(value, Interval) and value.high is not None:
                low.append(value.low)
                high.append(value.high)
            elif isinstance(value, Fraction):
                low.append(value)
                high.append(value)
            else:
                return None
        if not low and aggregate.function != "sum":
            return None
        choose: dict[str, Callable[[list[Fraction]], Fraction]] = {"sum": _total, "min": min, "max": max}
        ends = (choose[aggregate.function](low), choose[aggregate.function](high))
        return self.to_base(ends[0] if ends[0] == ends[1] else Interval(*ends), unit_name)


def _total(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0))
