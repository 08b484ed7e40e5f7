"""When an implication may speak: its condition on the facts of a record, as a function to a set of truths.

Such a condition compares facts with constants and puts comparisons together; it needs no rule, no table and no day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..logic.atoms import comparer, constant
from ..logic.conditions import All, Always, Compare, Every, Node, Not, Some, comparisons, walk
from ..logic.conditions import Any as AnyOf
from ..logic.truth import ALL, ANY, FT, NOT, F, T, Truths
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Value
from .model import Item, ItemList

Values = Mapping[str, Value]
Groups = Mapping[str, ItemList]
Premise = Callable[[Values, Groups], Truths]


def premise_of(node: Node, vocabulary: Vocabulary) -> Premise:
    """The truths of a condition on known values; a fact that is not among them is open."""
    if isinstance(node, Compare):
        return _compared(node, vocabulary)
    if isinstance(node, All | AnyOf):
        return _combined(node, vocabulary)
    if isinstance(node, Not):
        denied = premise_of(node.part, vocabulary)
        return lambda values, groups: NOT[denied(values, groups)]
    if isinstance(node, Some | Every):
        return _of_items(node, vocabulary)
    assert isinstance(node, Always)
    truth = node.truth
    return lambda values, groups: truth


def _compared(node: Compare, vocabulary: Vocabulary) -> Premise:
    name, fact = node.fact, vocabulary.facts[node.fact]
    test = comparer(fact, vocabulary.lists.get(fact.list), node.op, tuple(constant(operand) for operand in node.operands))

    def held(values: Values, groups: Groups) -> Truths:
        value = values.get(name)
        return FT if value is None else test(value)

    return held


def _combined(node: All | AnyOf, vocabulary: Vocabulary) -> Premise:
    parts = tuple(premise_of(part, vocabulary) for part in node.parts)
    table, start, end = (ALL, T, F) if isinstance(node, All) else (ANY, F, T)

    def held(values: Values, groups: Groups) -> Truths:
        found = start
        for part in parts:
            found = table[found][part(values, groups)]
            if found == end:
                break
        return found

    return held


def _of_items(node: Some | Every, vocabulary: Vocabulary) -> Premise:
    name, owned = node.group, vocabulary.groups[node.group].facts
    where = premise_of(node.where, vocabulary)
    among = premise_of(node.among, vocabulary) if isinstance(node, Every) and node.among is not None else None
    table, start = (ANY, F) if isinstance(node, Some) else (ALL, T)

    def held(values: Values, groups: Groups) -> Truths:
        listed = groups.get(name)
        if listed is None:
            return FT
        found = start
        for item in listed.items:
            inner = _inside(item, values, owned)
            outside = NOT[among(inner, groups)] if among is not None else F
            found = table[found][ANY[outside][where(inner, groups)]]
        return found if listed.complete else table[found][FT]

    return held


def _inside(item: Item, values: Values, owned: tuple[str, ...]) -> Values:
    """The facts of an item, with those of its record behind them."""
    own = {name: given.value for name, given in item.facts.items() if given.value is not None}
    return {name: value for name, value in values.items() if name not in owned} | own


def read_by(node: Node, vocabulary: Vocabulary) -> frozenset[str]:
    """The facts of the record and the groups that a condition looks at."""
    found: set[str] = set()
    inside: set[str] = set()
    for part in walk(node):
        if isinstance(part, Some | Every):
            found.add(part.group)
            inside.update(vocabulary.groups[part.group].facts)
    found.update(one.fact for one in comparisons(node) if one.fact not in inside)
    return frozenset(found)
