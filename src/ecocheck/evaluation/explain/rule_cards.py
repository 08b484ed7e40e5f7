"""What every finding of a rule has in common, made once a rule."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...bilingual import UNSAID, Said
from ...findings.model import ClauseRef
from ...findings.result import FrozenDict
from ...logic.conditions import Compare, Number, comparisons
from ...logic.operators import OPERATORS
from ...rulebook.model import Rule, RulebookData
from .messages import Messages


class Card(NamedTuple):
    """The parts of a finding that depend on its rule alone.

    `applies` says whom the rule addresses; `names` are the facts that it looks at, in the order written; `triggers` the numbers from
    which it applies.
    """

    common: dict[str, Any]
    requirement: Said
    names: tuple[str, ...]
    applies: Said
    triggers: tuple[Compare, ...]


class Cards:
    """The cards of one rulebook."""

    def __init__(self, data: RulebookData, messages: Messages) -> None:
        self.data = data
        self.messages = messages
        self._cards: dict[str, Card] = {}

    def of(self, rule: Rule) -> Card:
        card = self._cards.get(rule.id)
        if card is None:
            card = self._cards[rule.id] = self._made(rule)
        return card

    def _made(self, rule: Rule) -> Card:
        period = {"from": rule.in_force.start, "to": rule.in_force.end}
        common = {
            "rule": rule.id,
            "document": rule.document,
            "clause": self.clause(rule),
            "clauses": rule.clauses,
            "title": rule.title,
            "force": rule.force,
            "modality": rule.modality,
            "in_force": FrozenDict({name: day.isoformat() for name, day in period.items() if day is not None}),
            "form": rule.form,
            "kind": rule.kind,
            "level": self.data.documents[rule.document].level,
            "topic": rule.topic,
            "stage": rule.stage,
            "note": rule.note or UNSAID,
            "conflicts_with": rule.conflicts_with,
            "verify": rule.verify or self._unverified(rule),
            "unread": rule.id in self.data.unread_rules,
        }
        applies = self.messages.condition(rule.scope) if rule.scope is not None else Said()
        return Card(
            common, self.messages.requirement(rule), tuple(dict.fromkeys(self._names(rule))), applies, tuple(_triggers(rule))
        )

    def clause(self, rule: Rule) -> ClauseRef:
        return self.clause_named(rule.clauses[0]) if rule.clauses else ClauseRef("")

    def clause_named(self, name: str) -> ClauseRef:
        clause = self.data.clauses.get(name)
        if clause is None:
            return ClauseRef(name)
        return ClauseRef(clause.id, clause.section, clause.anchor, clause.say, clause.line)

    def _names(self, rule: Rule) -> list[str]:
        named = rule.named
        return [*named.facts, *named.limits, *(key for table in named.tables for key in self.data.parameters[table].by)]

    def _unverified(self, rule: Rule) -> bool:
        """Whether a figure that the rule leans on still has to be held against its official text."""
        if any(self.data.clauses[clause].verify for clause in rule.clauses if clause in self.data.clauses):
            return True
        return any(edition.verify for table in rule.named.tables for edition in self.data.parameters[table].editions)


def _triggers(rule: Rule) -> list[Compare]:
    """Size classes and other bounds in the scope; a bound of nought only says that there is any, and has no margin."""
    if rule.scope is None:
        return []
    bounds = [found for found in comparisons(rule.scope) if OPERATORS[found.op].direction]
    return [found for found in bounds if isinstance(found.operands[0], Number) and found.operands[0].numerator]
