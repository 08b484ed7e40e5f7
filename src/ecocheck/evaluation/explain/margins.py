"""Limits, and how far a value stands from them."""

from __future__ import annotations

from fractions import Fraction

from ...findings.model import Limit, Margin
from ...logic.conditions import Compare, Number, ParameterRef
from ...logic.operators import OPERATORS
from ...logic.truth import F
from ...rulebook.model import Rule
from ..case import Case
from ..judge import Judgement
from ..tree import leaves
from ..truths import Truth, derivation
from .observed import plain

_FAR = Fraction(10**9)


class Margins:
    """Finds the limits of rules for the cases that they judge."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.vocabulary = truth.data.vocabulary

    def limit(self, rule: Rule, case: Case, judged: Judgement) -> tuple[Limit | None, Margin | None]:
        """The number that decides: the failing limit, else the one that is met most narrowly."""
        best: tuple[bool, Fraction, Limit, Margin | None] | None = None
        for step in leaves(judged.require):
            if not isinstance(step.node, Compare) or step.item not in ("", case.item):
                continue
            shown = self.limit_of(step.node, rule, case)
            if shown is None:
                continue
            limit, distance, relative = shown
            margin = None if distance is None else Margin(float(distance), limit.unit)
            rank = (step.truths != F, _FAR if relative is None else relative)
            if best is None or rank < best[:2]:
                best = (*rank, limit, margin)
        return (best[2], best[3]) if best else (None, None)

    def trigger(self, nodes: tuple[Compare, ...], rule: Rule, case: Case) -> tuple[Limit | None, Margin | None]:
        """The size or other number from which a clause applies, nearest first; the margin is positive outside of it."""
        best: tuple[Fraction, Limit, Margin] | None = None
        for node in nodes:
            shown = self.limit_of(node, rule, case) if node.fact in case.facts else None
            if shown is None:
                continue
            limit, distance, relative = shown
            near = abs(relative) if relative is not None else _FAR
            if distance is not None and (best is None or near < best[0]):
                best = (near, limit, Margin(float(-distance), limit.unit))
        return (best[1], best[2]) if best else (None, None)

    def limit_of(self, node: Compare, rule: Rule, case: Case) -> tuple[Limit, Fraction | None, Fraction | None] | None:
        """The limit of a comparison of numbers in the fact's unit, the signed distance to it, and that relative to the limit."""
        derived = node.fact.startswith("$")
        unit = derivation(rule, node.fact).unit if derived else self.vocabulary.facts[node.fact].unit
        operand = node.operands[0]
        if isinstance(operand, Number):
            number = Fraction(operand.numerator, operand.denominator)
        elif isinstance(operand, ParameterRef) and not derived:
            fact = self.vocabulary.facts[node.fact]
            rows = self.truth.tables.limits(operand.name, fact, case, case.judged(rule.in_force.judged_on)[1])
            if rows is None or len(set(rows)) != 1 or not isinstance(rows[0], Fraction):
                return None
            number = rows[0]
        else:
            return None
        limit = Limit(node.fact, node.op, plain(number), unit, node.basis)
        value = self.truth.derived(node.fact, rule, case) if derived else case.facts.get(node.fact)
        direction = OPERATORS[node.op].direction
        if not isinstance(value, Fraction) or not direction:
            return limit, None, None
        distance = (value - number) if direction == "at_least" else (number - value)
        return limit, distance, distance / abs(number) if number else distance
