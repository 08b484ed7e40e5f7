"""The conditions of many rules as one graph: what is written twice, in one rule or in ten, is one node and is tested once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..evaluation.truths import depends
from ..logic.atoms import Test, comparer, constant
from ..logic.conditions import (
    All,
    Always,
    Attested,
    Compare,
    Every,
    FactRef,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Some,
)
from ..logic.conditions import Any as AnyOf
from ..logic.fold import Algebra, fold
from ..logic.truth import J
from ..rulebook.model import Rule, RulebookData


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
        return fold(node, _Placed(self, rule))

    def add(self, key: Any, op: Op) -> int:
        """The number of a node, the same for whatever has the same key."""
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


class _Placed(Algebra[int]):
    """The conditions of a rule as nodes of a graph."""

    def __init__(self, graph: Graph, rule: Rule) -> None:
        self.graph, self.rule = graph, rule

    def compare(self, node: Compare) -> int:
        if any(isinstance(operand, Lost) for operand in node.operands):
            return self.graph.add(("always", J), Constant(J))
        if depends(node):
            derived = node.fact.startswith("$") or any(isinstance(o, FactRef) and o.name.startswith("$") for o in node.operands)
            own: Any = self.rule.id if derived else self.rule.in_force.judged_on
            return self.graph.add(("looked up", node.fact, node.op, node.operands, own), LookedUp(node, self.rule))
        limits = tuple(constant(operand) for operand in node.operands)
        vocabulary = self.graph.data.vocabulary
        fact = vocabulary.facts[node.fact]
        test = comparer(fact, vocabulary.lists.get(fact.list), node.op, limits)
        return self.graph.add(("tested", node.fact, node.op, limits), Tested(node.fact, node.op, limits, test))

    def all_of(self, node: All, parts: Iterator[int]) -> int:
        return self._combined("all", parts)

    def any_of(self, node: AnyOf, parts: Iterator[int]) -> int:
        return self._combined("any", parts)

    def _combined(self, word: str, parts: Iterator[int]) -> int:
        different = tuple(dict.fromkeys(parts))
        return different[0] if len(different) == 1 else self.graph.add((word, different), Combined(word == "all", different))

    def negated(self, node: Not, part: int) -> int:
        return self.graph.add(("not", part), Negated(part))

    def judged(self, node: Judge, part: int) -> int:
        return self.graph.add(("judge", part), Judged(part))

    def always(self, node: Always) -> int:
        return self.graph.add(("always", node.truth), Constant(node.truth))

    def some(self, node: Some) -> int:
        where = fold(node.where, self)
        return self.graph.add(("some", node.group, where), OfItems(False, node.group, where, None))

    def every(self, node: Every) -> int:
        where = fold(node.where, self)
        among = None if node.among is None else fold(node.among, self)
        return self.graph.add(("every", node.group, where, among), OfItems(True, node.group, where, among))

    def has_row(self, node: HasRow) -> int:
        return self.graph.add(("row", node.table, self.rule.in_force.judged_on), InTable(node, self.rule))

    def attested(self, node: Attested) -> int:
        return self.graph.add(("attested", node.clause), AttestedIn(node.clause))
