"""When an implication may speak: its condition on the facts of a record, as a function to a set of truths.

Such a condition compares facts with constants and puts comparisons together; it needs no rule, no table and no day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..logic.atoms import comparer, constant
from ..logic.conditions import All, Always, Attested, Compare, Every, HasRow, Judge, Node, Not, Some, named_in
from ..logic.conditions import Any as AnyOf
from ..logic.fold import Algebra, fold
from ..logic.truth import ALL, ANY, FJT, FT, JUDGE, NOT, F, T, Truths
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Value
from .model import Item, ItemList

Values = Mapping[str, Value]
Groups = Mapping[str, ItemList]
Premise = Callable[[Values, Groups], Truths]
Table = tuple[tuple[Truths, ...], ...]


def premise_of(node: Node, vocabulary: Vocabulary) -> Premise:
    """The truths of a condition on known values; a fact that is not among them is open, and so is what only a rule could decide."""
    return fold(node, _Premises(vocabulary))


def _open(values: Values, groups: Groups) -> Truths:
    return FJT


class _Premises(Algebra[Premise]):
    """Conditions as functions to truths."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def compare(self, node: Compare) -> Premise:
        if node.named.beside or node.named.person:
            return _open
        name, fact = node.fact, self.vocabulary.facts[node.fact]
        limits = tuple(constant(operand) for operand in node.operands)
        test = comparer(fact, self.vocabulary.lists.get(fact.list), node.op, limits)

        def held(values: Values, groups: Groups) -> Truths:
            value = values.get(name)
            return FT if value is None else test(value)

        return held

    def all_of(self, node: All, parts: Iterator[Premise]) -> Premise:
        return _combined(tuple(parts), ALL, T, F)

    def any_of(self, node: AnyOf, parts: Iterator[Premise]) -> Premise:
        return _combined(tuple(parts), ANY, F, T)

    def negated(self, node: Not, part: Premise) -> Premise:
        return lambda values, groups: NOT[part(values, groups)]

    def judged(self, node: Judge, part: Premise) -> Premise:
        return lambda values, groups: JUDGE[part(values, groups)]

    def always(self, node: Always) -> Premise:
        return lambda values, groups: node.truth

    def some(self, node: Some) -> Premise:
        return self._of_items(node.group, fold(node.where, self), None, ANY, F)

    def every(self, node: Every) -> Premise:
        among = fold(node.among, self) if node.among is not None else None
        return self._of_items(node.group, fold(node.where, self), among, ALL, T)

    def has_row(self, node: HasRow) -> Premise:
        return _open

    def attested(self, node: Attested) -> Premise:
        return _open

    def _of_items(self, group: str, where: Premise, among: Premise | None, table: Table, start: Truths) -> Premise:
        owned = self.vocabulary.groups[group].facts

        def held(values: Values, groups: Groups) -> Truths:
            listed = groups.get(group)
            if listed is None:
                return FT
            found = start
            for item in listed.items:
                inner = inside(item, values, owned)
                outside = NOT[among(inner, groups)] if among is not None else F
                found = table[found][ANY[outside][where(inner, groups)]]
            return found if listed.complete else table[found][FT]

        return held


def _combined(parts: tuple[Premise, ...], table: Table, start: Truths, end: Truths) -> Premise:
    def held(values: Values, groups: Groups) -> Truths:
        found = start
        for part in parts:
            found = table[found][part(values, groups)]
            if found == end:
                break
        return found

    return held


def inside(item: Item, values: Values, owned: tuple[str, ...]) -> dict[str, Value]:
    """The facts of an item, with those of its record behind them."""
    own = {name: given.value for name, given in item.facts.items() if given.value is not None}
    return {name: value for name, value in values.items() if name not in owned} | own


def read_by(node: Node, vocabulary: Vocabulary) -> frozenset[str]:
    """The facts of the record and the groups that a condition looks at."""
    named = named_in(node)
    inside = {name for group in named.groups for name in vocabulary.groups[group].facts}
    return frozenset(named.groups) | (frozenset(named.facts) - inside)
