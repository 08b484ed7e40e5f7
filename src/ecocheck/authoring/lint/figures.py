"""Checks on numbers: those that a clause names and its rules lose, and limits of which only the name is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...logic.conditions import comparisons
from ..figures_held import amount_of, figures_of
from .model import Desk, Remark

_FIGURE = re.compile(
    r"(?<![0-9.第])[0-9][0-9,.]*\s*万?(?:%|公里|千米|米|亩|平方米|平方公里|吨|蒸吨|分贝|毫克|户|人|头|小时|个月|倍)"
)
_TIER, _VALUES = re.compile("limit_tier$"), re.compile("ratio|value")
#: Subjects that run and can be measured; of a project only the tier that it is planned to is known.
_RUNNING = frozenset(("facility", "park", "farm"))


def figures_lost(desk: Desk) -> Iterator[Remark]:
    """Numbers that the paraphrase of a clause names, where no rule that measures it holds them and no note speaks of them."""
    for clause in desk.clauses:
        rules = desk.deciding.get(clause.id, [])
        if not rules or any(rule.form != "rule" for rule in rules):
            continue
        held = [figure.amount for rule in rules for figure in figures_of(rule, desk.data)]
        notes = " ".join(text.zh for rule in rules for text in (rule.note, *(one.note for one in rule.exempt)))
        for said in _FIGURE.findall(clause.say.zh):
            amount = amount_of(said)
            if amount is not None and said not in notes and not any(amount.equals(one) for one in held):
                yield Remark(clause.id, desk.sources.mark(clause.id, "say"), figure=said, rules=[rule.id for rule in rules])


def tiers_without_values(desk: Desk) -> Iterator[Remark]:
    """Rules on what runs that pass on the tier of limits which a record names, whatever it lets out."""
    for rule in desk.measured:
        asked = [node.fact for node in comparisons(rule.require)] if rule.require is not None else []
        tiers = [fact for fact in asked if _TIER.search(fact)]
        if tiers and _RUNNING.intersection(rule.subjects) and not any(_VALUES.search(fact) for fact in asked):
            yield Remark(rule.id, desk.sources.mark(rule, "require"), fact=tiers[0])
