"""What a rule's conditions share with other rules, from cell to cell, and from record to record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..logic.conditions import Node
from ..rulebook.model import Rule
from .cells import Split, Supposed


class Sharing:
    """One rule's conditions by what they depend on.

    `own` mean something only beside the rule: they ask for a derived value, a table or another fact. `touched` look at a split fact,
    and so come out differently from cell to cell; all else is judged once a case for every rule that writes the same.
    """

    def __init__(self, rule: Rule, splits: tuple[Split, ...]) -> None:
        self._rule = rule
        self.own = self._above(lambda node: node.named.beside)
        facts = {split.fact for split in splits}
        self.touched = self._above(lambda node: not facts.isdisjoint(node.named.facts)) if facts else frozenset()
        self._decided: dict[tuple[str, ...], frozenset[Node]] = {}
        self._kept: dict[tuple[tuple[str, int], ...], dict[Node, Any]] = {}

    def decided(self, supposed: Supposed) -> frozenset[Node]:
        """The conditions that the supposed facts decide, whatever the record: none over a list, of which each record has its own."""
        facts = tuple(supposed.values)
        if facts not in self._decided:
            open_still = self._above(lambda node: not _settled(node, facts))
            self._decided[facts] = self.touched - open_still
        return self._decided[facts]

    def kept(self, supposed: Supposed) -> dict[Node, Any]:
        """Where it is kept what those conditions come to in a cell; there are at most 64 a rule, or few more."""
        return self._kept.setdefault(supposed.cells, {})

    def _above(self, meant: Callable[[Node], bool]) -> frozenset[Node]:
        """The nodes that are meant, and all that they stand in."""
        found: set[Node] = set()
        for root in self._rule.conditions:
            _above(root, meant, found)
        return frozenset(found)


def _settled(node: Node, facts: tuple[str, ...]) -> bool:
    named = node.named
    return not named.beside and not named.groups and not named.clauses and all(name in facts for name in named.facts)


def _above(node: Node, meant: Callable[[Node], bool], found: set[Node]) -> bool:
    held = meant(node)
    for part in node.inside:
        held = _above(part, meant, found) or held
    if held:
        found.add(node)
    return held
