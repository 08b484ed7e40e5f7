"""Why a fact is known that nobody gave: the implications that said it, each with what it rests on and its source."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...bilingual import Said
from ...logic.conditions import Compare
from ...records.model import Given
from ...rulebook.model import Implication
from .messages import Messages

#: As many implications are named as a reader can take in.
MOST_NAMED = 3
REASON = Said("由{premise}推定（{source}）", "inferred because {premise} ({source})")
MORE = Said("等{n}条推定", "and {n} implications in all")
STATED = Said("{fact}{value}", "{fact} is {value}")
BESIDE = Said("；", "; ")


class Reasons:
    """Says why facts were inferred, in the words of one rulebook."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self.rows = messages.words.data.implication_ids

    def why(self, given: Given, facts: Mapping[str, Given]) -> Said:
        """The implications behind a fact, by the facts of its record that they rest on."""
        named = [self.row(self.rows[name], facts) for name in given.because[:MOST_NAMED] if name in self.rows]
        said = BESIDE.join(named)
        left = len(given.because) - len(named)
        return Said().join([said, MORE.filled(n=len(given.because))]) if named and left > 0 else said

    def row(self, row: Implication, facts: Mapping[str, Given]) -> Said:
        """One implication: what it rests on, and where that is written."""
        return REASON.filled(premise=self._premise(row, facts), source=row.source)

    def _premise(self, row: Implication, facts: Mapping[str, Given]) -> Said:
        node = row.when
        value = facts[node.fact].value if isinstance(node, Compare) and node.fact in facts else None
        if isinstance(node, Compare) and isinstance(value, str | Fraction):
            words = self.messages.words
            return STATED.filled(fact=words.name(node.fact), value=words.value(node.fact, value))
        return self.messages.condition(node)
