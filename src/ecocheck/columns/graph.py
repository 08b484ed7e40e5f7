"""The conditions of many rules as one graph: what is written twice, in one rule or in ten, is one node and is tested once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..logic.atoms import Test, comparer, constant
from ..logic.conditions import (
    All,
    Always,
    AsOf,
    Attested,
    Compare,
    Every,
    FactRef,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    ParameterRef,
    Some,
)
from ..logic.conditions import Any as AnyOf
from ..logic.truth import J
from ..rulebook.model import Rule, RulebookData

LOOKED_UP = (FactRef, AsOf, ParameterRef)


class Tested(NamedTuple):
    """A fact against constants."""

    fact: str
    op: str
    limits: tuple[Any, ...]
    test: Test


class LookedUp(NamedTuple):
    """A comparison with another fact, the day, a table or a derived value; `rule` says what these mean."""

    node: Compare
    rule: Rule


class InTable(NamedTuple):
    node: HasRow
    rule: Rule


class AttestedIn(NamedTuple):
    clause: str


class Constant(NamedTuple):
    truth: int


class Combined(NamedTuple):
    """`all` or `any` of nodes."""

    every: bool
    parts: tuple[int, ...]


class Negated(NamedTuple):
    part: int


class Judged(NamedTuple):
    part: int


class OfItems(NamedTuple):
    """`some` or `every` over the items of a group."""

    every: bool
    group: str
    where: int
    among: int | None


Op = Tested | LookedUp | InTable | AttestedIn | Constant | Combined | Negated | Judged | OfItems


class Graph:
    """Nodes by number; a node's parts stand before it."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self.nodes: list[Op] = []
        self._places: dict[Any, int] = {}

    def place(self, node: Node, rule: Rule) -> int:
        """The number of a condition of a rule."""
        if isinstance(node, Compare):
            return self._compare(node, rule)
        if isinstance(node, All | AnyOf):
            parts = tuple(dict.fromkeys(self.place(part, rule) for part in node.parts))
            every = isinstance(node, All)
            return parts[0] if len(parts) == 1 else self._add(("all" if every else "any", parts), Combined(every, parts))
        if isinstance(node, Not):
            part = self.place(node.part, rule)
            return self._add(("not", part), Negated(part))
        if isinstance(node, Judge):
            part = self.place(node.part, rule)
            return self._add(("judge", part), Judged(part))
        if isinstance(node, Always):
            return self._add(("always", node.truth), Constant(node.truth))
        if isinstance(node, Some | Every):
            every = isinstance(node, Every)
            where = self.place(node.where, rule)
            among = self.place(node.among, rule) if isinstance(node, Every) and node.among is not None else None
            return self._add(("items", every, node.group, where, among), OfItems(every, node.group, where, among))
        if isinstance(node, HasRow):
            return self._add(("row", node.table, rule.in_force.judged_on), InTable(node, rule))
        assert isinstance(node, Attested)
        return self._add(("attested", node.clause), AttestedIn(node.clause))

    def _compare(self, node: Compare, rule: Rule) -> int:
        if any(isinstance(operand, Lost) for operand in node.operands):
            return self._add(("always", J), Constant(J))
        derived = node.fact.startswith("$") or any(isinstance(o, FactRef) and o.name.startswith("$") for o in node.operands)
        if derived or any(isinstance(operand, LOOKED_UP) for operand in node.operands):
            own: Any = rule.id if derived else rule.in_force.judged_on
            return self._add(("looked up", node.fact, node.op, node.operands, own), LookedUp(node, rule))
        limits = tuple(constant(operand) for operand in node.operands)
        fact = self.data.vocabulary.facts[node.fact]
        test = comparer(fact, self.data.vocabulary.lists.get(fact.list), node.op, limits)
        return self._add(("tested", node.fact, node.op, limits), Tested(node.fact, node.op, limits, test))

    def _add(self, key: Any, op: Op) -> int:
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.nodes)
            self.nodes.append(op)
        return place

    def parts(self, place: int) -> tuple[int, ...]:
        op = self.nodes[place]
        if isinstance(op, Combined):
            return op.parts
        if isinstance(op, Negated | Judged):
            return (op.part,)
        if isinstance(op, OfItems):
            return (op.where,) if op.among is None else (op.where, op.among)
        return ()

    def below(self, places: Iterable[int]) -> set[int]:
        """The nodes and everything they are made of."""
        found: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += self.parts(place)
        return found

    def above(self, atoms: set[int], places: Iterable[int]) -> frozenset[int]:
        """Of the nodes below some places, those that some atoms take part in."""
        found = set(atoms)
        for place in sorted(self.below(places)):
            if any(part in found for part in self.parts(place)):
                found.add(place)
        return frozenset(found)
