"""Checks on the facts that rules use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Mark
from ...logic.conditions import All, Compare, Node, Texts, comparisons, walk
from ...logic.operators import OPERATORS
from ...rulebook.facts_asked import facts_asked
from ...rulebook.model import Rule
from ...rulebook.stages import WRITTEN, stage_asked
from ...vocabulary.engine_facts import INVOLVES
from ...vocabulary.stages import STAGES
from .model import Desk, Remark

#: Facts that the engine reads by itself.
_OF_THE_ENGINE = ("site.district", "site.new_area")


def facts_not_carried(desk: Desk) -> Iterator[Remark]:
    """Facts that a record of one of the rule's subjects cannot carry: the rule would stay open for ever."""
    groups, facts = desk.data.vocabulary.groups, desk.data.vocabulary.facts
    for rule in desk.rules:
        inside = {fact for group in _groups_of(rule) for fact in groups[group].facts}
        own = facts_asked(rule, desk.data.vocabulary, desk.data.parameters) - inside - {*rule.in_force.judged_on}
        for subject in rule.subjects:
            lacking = sorted(name for name in own if subject not in facts[name].subjects)
            if lacking:
                yield Remark(rule.id, desk.sources.mark(rule, "subject"), subject=subject, facts=lacking)


def _groups_of(rule: Rule) -> set[str]:
    found = {rule.each} if rule.each else set()
    return found | {*rule.named.groups} | {derived.over for derived in rule.derive if derived.over}


def facts_unused(desk: Desk) -> Iterator[Remark]:
    """Facts of the vocabulary that no rule looks at."""
    if desk.whole:
        used = _users(desk)
        for name, fact in desk.data.vocabulary.facts.items():
            if name not in used and name not in _OF_THE_ENGINE:
                yield Remark(name, Mark("rules/vocabulary/facts"), label=fact.label)


def facts_used_once(desk: Desk) -> Iterator[Remark]:
    """Facts that one rule alone looks at: perhaps another name for something that is there already."""
    if desk.whole:
        for name, rules in _users(desk).items():
            if len(rules) == 1:
                yield Remark(name, desk.sources.mark(rules[0]), rule=rules[0].id)


def _users(desk: Desk) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in desk.data.rules:
        for name in facts_asked(rule, desk.data.vocabulary, desk.data.parameters):
            found.setdefault(name, []).append(rule)
    return found


def screening_beside_facts(desk: Desk) -> Iterator[Remark]:
    """Scopes that ask for the screening answer beside a fact that the answer settles by itself: a record that gives the fact and no
    screening answer stays open instead of being decided."""
    for rule in desk.rules:
        for node in walk(rule.scope) if rule.scope is not None else ():
            parts = node.parts if isinstance(node, All) else ()
            for part in parts:
                beside = {one.fact for other in parts if other is not part for one in comparisons(other)}
                doubled = sorted((beside | ({rule.each} if rule.each else set())) & _settled(part, desk))
                if doubled:
                    yield Remark(rule.id, desk.sources.mark(rule, "applies_when"), facts=doubled)


def _settled(part: Node, desk: Desk) -> set[str]:
    """What the screening answer settles where a condition on it does not hold."""
    if not isinstance(part, Compare) or part.fact != INVOLVES or OPERATORS[part.op].each != "any":
        return set()
    codes = {code for operand in part.operands if isinstance(operand, Texts) for code in operand.values}
    found: set[str] = set()
    for row in desk.data.implications:
        when = row.when
        if isinstance(when, Compare) and when.fact == INVOLVES and OPERATORS[when.op].each == "none":
            asked = {code for operand in when.operands if isinstance(operand, Texts) for code in operand.values}
            if asked <= codes:
                found.update((*(effect.fact for effect in row.then), *row.empty))
    return found


def stages_worked_out(desk: Desk) -> Iterator[Remark]:
    """Rules that do not say from which stage they ask, where a fact puts that later than the first."""
    for rule in desk.rules:
        if rule.stage_from not in ("", WRITTEN):
            yield Remark(rule.id, desk.sources.mark(rule), stage=STAGES[rule.stage], fact=rule.stage_from)


def stages_written_twice(desk: Desk) -> Iterator[Remark]:
    """Rules that say the stage which follows from their facts."""
    for rule in desk.rules:
        if rule.stage_from == WRITTEN:
            stage, fact = stage_asked(rule, desk.data.vocabulary, desk.data.parameters)
            if stage == rule.stage:
                yield Remark(rule.id, desk.sources.mark(rule, "stage"), stage=STAGES[stage], fact=fact)
