"""The least change that would mend a breach: how far a number has to move, what else has to become true."""

from __future__ import annotations

from fractions import Fraction

from ...bilingual import UNSAID, Said
from ...logic.conditions import All, Attested, Compare, Every, FactRef, Flag, Judge, Not, Number
from ...logic.conditions import Any as AnyOf
from ...logic.sentences import decimal_text, unit_said
from ...logic.truth import F, T, Truths
from ...rulebook.model import Rule
from ...vocabulary.units import convert_factor, unit
from ..case import Case
from ..tree import Step
from .messages import MOST_LIMBS, Messages, screens
from .observed import Showing

#: How a number goes up or down by kind of fact: (zh up, zh down, en up, en down).
DISTANCE = ("再远离", "再靠近", "move away by", "move nearer by")
LENGTH = ("增加", "减少", "increase by", "reduce by")
LEVEL = ("提高", "降低", "raise by", "cut by")
TURNED = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}


class LeastChange:
    """Says the least change of what a requirement lacks."""

    def __init__(self, messages: Messages, showing: Showing) -> None:
        self.messages = messages
        self.showing = showing

    def of(self, require: Step, rule: Rule, case: Case) -> Said:
        """What would mend a failed requirement, in both languages; empty where no fact could (a plain ban)."""
        found = self._needed(require, T, rule, case)
        return Said(*found) if found else UNSAID

    def _needed(self, step: Step, wanted: Truths, rule: Rule, case: Case) -> tuple[str, str] | None:
        other = F if wanted == T else T
        if step.truths & wanted and not step.truths & other:
            return None
        node = step.node
        if isinstance(node, Not):
            return self._needed(step.parts[0], other, rule, case)
        if not step.parts:
            return self._limb(step, rule, case)
        conjunction = isinstance(node, All | Every) is (wanted == T)
        parts = step.parts
        if isinstance(node, AnyOf) and not conjunction:
            # what a person would have to judge is no way to mend a breach where a plain way stands beside it
            parts = tuple(part for part in parts if not isinstance(part.node, Judge) and not screens(part.node)) or parts
        found = [self._needed(part, wanted, rule, case) for part in parts]
        said = list(dict.fromkeys(pair for pair in found if pair is not None))[:MOST_LIMBS]
        if not said:
            return None
        joints = ("，并且", ", and ") if conjunction else ("，或者", ", or ")
        return joints[0].join(pair[0] for pair in said), joints[1].join(pair[1] for pair in said)

    def _limb(self, step: Step, rule: Rule, case: Case) -> tuple[str, str] | None:
        node = step.node
        if isinstance(node, Attested):
            return "补充能证明该条已落实的材料", "supply what shows that the clause is met"
        if not isinstance(node, Compare) or node.fact.startswith("$"):
            return None
        negated = step.truths == T
        moved = self._moved(node, negated, rule, case)
        if moved is not None:
            return moved
        if isinstance(node.operands[0], FactRef):
            return None
        zh, en = (self.messages.speakers[lang] for lang in ("zh", "en"))
        if isinstance(node.operands[0], Flag):
            return f"做到：{zh.compare(node, negated)}", f"bring about: {en.compare(node, negated)}"
        to_zh, to_en = zh.predicate(node, negated), en.predicate(node, negated)
        if to_zh.startswith("为") and to_en.startswith("is "):
            return f"{zh.fact(node.fact)}改{to_zh}", f"{en.fact(node.fact)}: change to {to_en.removeprefix('is ')}"
        ought_zh, ought_en = zh.predicate(node, negated, ought=True), en.predicate(node, negated, ought=True)
        return f"{zh.fact(node.fact)}{ought_zh}", f"{en.fact(node.fact)} {ought_en}"

    def _moved(self, node: Compare, negated: bool, rule: Rule, case: Case) -> tuple[str, str] | None:
        """How far a number has to go, saying so where the limit itself does not meet the clause."""
        op = TURNED.get(node.op, "") if negated else node.op
        shown = self.showing.limit_of(node, rule, case)
        if op not in TURNED or shown is None or shown[1] is None:
            return None
        distance = abs(shown[1])
        up, strict = op in ("gt", "ge"), op in ("gt", "lt")
        fact = self.messages.data.vocabulary.facts[node.fact]
        operand = node.operands[0]
        number, wanted = _readable(distance, fact.unit, operand.unit if isinstance(operand, Number) else fact.unit)
        words = DISTANCE if ".distance." in node.fact else LENGTH if unit(fact.unit).dimension == "length" else LEVEL
        amounts = [f"{decimal_text(number, 4)} {unit_said(wanted, zh)}".strip() for zh in (True, False)]
        label_zh = "" if words is DISTANCE else self.messages.fact(node.fact, "zh")
        label_en = "" if words is DISTANCE else f"{self.messages.fact(node.fact, 'en')}: "
        if not distance:
            return (
                f"{label_zh}须再{words[0 if up else 1].removeprefix('再')}（到达限值本身还不够）",
                f"{label_en}{words[2 if up else 3]} some amount (the limit itself does not do)",
            )
        tail = ("（到达限值本身还不够）", " (the limit itself does not do)") if strict else ("", "")
        return (
            f"{label_zh}至少{words[0 if up else 1]} {amounts[0]}{tail[0]}",
            f"{label_en}{words[2 if up else 3]} at least {amounts[1]}{tail[1]}",
        )


def _readable(distance: Fraction, own: str, clause: str) -> tuple[Fraction, str]:
    """A difference in the unit of the clause, or in metres where that would be a small part of a kilometre."""
    if unit(own).dimension != unit(clause).dimension:
        return distance, own
    number = distance * convert_factor(own, clause)
    return (number * 1000, "m") if clause == "km" and number < 1 else (number, clause)
