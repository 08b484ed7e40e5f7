"""The least change that would mend a breach: how far a number has to move, what else has to become true."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ...bilingual import Said
from ...logic.conditions import Attested, Compare, FactRef, Flag, Number
from ...logic.operators import OPERATORS, opposite
from ...logic.sentences import decimal_text
from ...logic.truth import F, T, Truths
from ...rulebook.model import Rule
from ...vocabulary.unit_words import measured
from ...vocabulary.units import convert_factor, unit
from ..case import Case
from ..tree import Step
from .margins import Margins
from .messages import MOST_LIMBS, Messages, screens

ALL_OF = Said("，并且", ", and ")
ONE_OF = Said("，或者", ", or ")
SHOW_IT = Said("补充能证明该条已落实的材料", "supply what shows that the clause is met")
BRING_ABOUT = Said("做到：{asked}", "bring about: {asked}")
CHANGE_TO = Said("{fact}改{value}", "{fact}: change to {value}")
OUGHT = Said("{fact}{asked}", "{fact} {asked}")
OF_FACT = Said("{fact}", "{fact}: ")
AT_LEAST = Said("{fact}至少{more}{move} {amount}{tail}", "{fact}{more}{move} at least {amount}{tail}")
SOME_AMOUNT = Said("{fact}须再{move}（到达限值本身还不够）", "{fact}{move} some amount (the limit itself does not do)")
BEYOND = Said("（到达限值本身还不够）", " (the limit itself does not do)")


class Moves(NamedTuple):
    """How a number of some kind goes up and down."""

    up: Said
    down: Said
    more: Said = Said()


DISTANCE = Moves(Said("远离", "move away by"), Said("靠近", "move nearer by"), more=Said("再"))
LENGTH = Moves(Said("增加", "increase by"), Said("减少", "reduce by"))
LEVEL = Moves(Said("提高", "raise by"), Said("降低", "cut by"))


class LeastChange:
    """Says the least change of what a requirement lacks."""

    def __init__(self, messages: Messages, margins: Margins) -> None:
        self.words = messages.words
        self.vocabulary = messages.words.data.vocabulary
        self.margins = margins

    def of(self, require: Step, rule: Rule, case: Case) -> Said:
        """What would mend a failed requirement; empty where no fact could (a plain ban)."""
        return self._needed(require, T, rule, case)

    def _needed(self, step: Step, wanted: Truths, rule: Rule, case: Case) -> Said:
        if step.truths & wanted:
            return Said()  # it holds, or what is open may yet make it hold
        node = step.node
        if node.joins == "not":
            return self._needed(step.parts[0], F if wanted == T else T, rule, case)
        if not step.parts:
            return self._limb(step, rule, case)
        conjunction = (node.joins == "all") is (wanted == T)
        parts = step.parts
        if node.joins == "any" and not conjunction:
            # what a person would have to judge is no way to mend a breach where a plain way stands beside it
            parts = tuple(part for part in parts if part.node.joins != "judge" and not screens(part.node)) or parts
        found = dict.fromkeys(self._needed(part, wanted, rule, case) for part in parts)
        return (ALL_OF if conjunction else ONE_OF).join([said for said in found if said][:MOST_LIMBS])

    def _limb(self, step: Step, rule: Rule, case: Case) -> Said:
        node, negated = step.node, step.truths == T
        if isinstance(node, Attested):
            return SHOW_IT
        if not isinstance(node, Compare) or node.fact.startswith("$"):
            return Said()
        moved = self._moved(node, negated, rule, case)
        if moved or isinstance(node.operands[0], FactRef):
            return moved
        if isinstance(node.operands[0], Flag):
            return BRING_ABOUT.filled(asked=self.words.speaker.compare(node, negated))
        fact = self.words.name(node.fact)
        value = self.words.speaker.predicate(node, negated)
        if value.zh.startswith("为") and value.en.startswith("is "):
            return CHANGE_TO.filled(fact=fact, value=Said(value.zh, value.en.removeprefix("is ")))
        return OUGHT.filled(fact=fact, asked=self.words.speaker.predicate(node, negated, ought=True))

    def _moved(self, node: Compare, negated: bool, rule: Rule, case: Case) -> Said:
        """How far a number has to go, saying so where the limit itself does not meet the clause; empty for what is no number."""
        asked = opposite(node.op) if negated else OPERATORS[node.op]
        shown = self.margins.limit_of(node, rule, case)
        if asked is None or not asked.direction or shown is None or shown[1] is None:
            return Said()
        distance = abs(shown[1])
        own = self.vocabulary.facts[node.fact].unit
        kind = DISTANCE if ".distance." in node.fact else LENGTH if unit(own).dimension == "length" else LEVEL
        move = kind.up if asked.direction == "at_least" else kind.down
        fact = Said() if kind is DISTANCE else OF_FACT.filled(fact=self.words.name(node.fact))
        if not distance:
            return SOME_AMOUNT.filled(fact=fact, move=move)
        operand = node.operands[0]
        number, wanted = _readable(distance, own, operand.unit if isinstance(operand, Number) else own)
        amount = measured(decimal_text(number, 4), wanted)
        tail = BEYOND if asked.strict else Said()
        return AT_LEAST.filled(fact=fact, more=kind.more, move=move, amount=amount, tail=tail)


def _readable(distance: Fraction, own: str, clause: str) -> tuple[Fraction, str]:
    """A difference in the unit of the clause, or in metres where that would be a small part of a kilometre."""
    if unit(own).dimension != unit(clause).dimension:
        return distance, own
    number = distance * convert_factor(own, clause)
    return (number * 1000, "m") if clause == "km" and number < 1 else (number, clause)
