"""Checks on what a rule makes of its clause: whom its verb binds, lists that the text leaves open, exceptions, proof and dates.

Each is a kind of misreading that an audit found more than once (`REVIEW.md`, section 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...logic.conditions import Compare, Texts, comparisons
from ...logic.operators import OPERATORS
from ...rulebook.model import Clause, Rule
from ..second_reading import looks_at_state
from .model import Desk, Remark

#: Verbs that bind the authority: a firm breaks nothing by them, unless a law binds it that the note names.
_CAMPAIGN = re.compile(
    "督促|打击|查处|整治|处罚|严查|严惩|取缔|加强|强化|加大|完善|健全|建立|开展|巩固|推进|推动|加快|逐步|提升"
)
#: Verbs with which a work or an aim opens that is not owed by a day.
_GRADUAL = re.compile("(?:持续|大力|积极|稳步|深入|有序|扎实|进一步|继续)?(?:推进|推动|加快|逐步|探索|争取)")
_OWED = re.compile("严禁|禁止|必须|应当?|须|不得|不许|一律|杜绝|不予|严格|全部|所有|确保|限制|不低于|100%|要开展")
_LAW = re.compile("《[^》]*(?:法|条例|办法|决定)》|法第[一二三四五六七八九十百]+条")
_OPEN = re.compile("[一-鿿]等(?!级|量|离|压|效|同|候|待|于)[一-鿿]")
_BEFORE = re.compile("(?:验收|开工|投产|建成|入住|投用|使用)前")
#: Lists of what is built or done: of several codes each must be excepted.
_KINDS = ("kinds", "industries", "construction_kinds", "waste_kinds", "activity_kinds")
#: What says nothing either way about a requirement, by the code that would meet it.
_SILENT = {"granted": "applied", "passed": "not_tested"}
#: What a note says where that is a breach all the same.
_TOLD = {"applied": re.compile("办理|申请"), "not_tested": re.compile("检测|检验|监测")}


def campaigns_made_strict(desk: Desk) -> Iterator[Remark]:
    """Strict rules whose clauses tell the authority to act, where no note names the law that binds the party itself."""
    for rule in desk.rules:
        if rule.form in ("rule", "attestation") and rule.modality == "strict" and not _LAW.search(rule.note.zh):
            words = [_verb(_CAMPAIGN, clause) for clause in _clauses(rule, desk)]
            if words and all(words):
                yield Remark(rule.id, desk.sources.mark(rule, "modality"), word=words[0])


def gradual_made_strict(desk: Desk) -> Iterator[Remark]:
    """Works and aims that open with 推进, 加快, 逐步 and would fail when they are not done."""
    for rule in desk.rules:
        if rule.form in ("task", "indicator") and rule.modality == "strict":
            for clause in _clauses(rule, desk):
                word = _GRADUAL.match(clause.anchor)
                if word and not _OWED.search(clause.anchor):
                    yield Remark(rule.id, desk.sources.mark(rule), word=word[0])


def open_lists_closed(desk: Desk) -> Iterator[Remark]:
    """Strict rules on a list that the text leaves open (等), which leave nothing to a person."""
    for rule in desk.rules:
        if rule.form != "rule" or rule.modality != "strict" or rule.named.person:
            continue
        for clause in _clauses(rule, desk):
            word = _OPEN.search(clause.anchor)
            if word and "等" not in rule.note.zh:
                yield Remark(rule.id, desk.sources.mark(rule, "applies_when"), words=word[0])


def exempt_by_one_of_several(desk: Desk) -> Iterator[Remark]:
    """Exceptions that hold where one of several kinds is excepted: the others are then excepted with it."""
    facts = desk.data.vocabulary.facts
    for rule in desk.rules:
        for exemption in rule.exempt:
            for node in comparisons(exemption.when):
                fact = facts.get(node.fact)
                if fact and fact.type == "codes" and fact.list in _KINDS and OPERATORS[node.op].each == "any":
                    yield Remark(rule.id, desk.sources.mark(rule, "exempt_when"), exemption=exemption.id, fact=node.fact)


def silence_as_breach(desk: Desk) -> Iterator[Remark]:
    """Requirements that fail where a thing was applied for and not decided, or was not tested: that is no breach."""
    vocabulary = desk.data.vocabulary
    for rule in desk.rules:
        if rule.form != "rule" or rule.modality != "strict" or rule.require is None:
            continue
        told = {(node.fact, code) for node in comparisons(rule.require) for code in _codes(node)}
        for fact, code in sorted(told):
            silent = _SILENT.get(code, "")
            known = vocabulary.lists.get(vocabulary.facts[fact].list) if fact in vocabulary.facts else None
            if known and silent in known.rank and (fact, silent) not in told and not _TOLD[silent].search(rule.note.zh):
                yield Remark(rule.id, desk.sources.mark(rule, "require"), fact=fact, code=silent)


def before_without_state(desk: Desk) -> Iterator[Remark]:
    """Clauses that speak of the time before an event, read by a rule that looks at no date and no state."""
    for rule in desk.rules:
        if rule.form != "rule" or rule.modality != "strict" or looks_at_state(rule, desk.data):
            continue
        for clause in _clauses(rule, desk):
            word = _BEFORE.search(clause.say.zh)
            if word:
                yield Remark(rule.id, desk.sources.mark(rule, "applies_when"), words=word[0])


def _clauses(rule: Rule, desk: Desk) -> list[Clause]:
    return [desk.data.clauses[clause] for clause in rule.clauses if clause in desk.data.clauses]


def _verb(verbs: re.Pattern[str], clause: Clause) -> str:
    """The verb of a clause that binds the authority; empty where it also says what is owed."""
    found = verbs.match(clause.anchor)
    return found[0] if found and not _OWED.search(clause.anchor) else ""


def _codes(node: Compare) -> Iterator[str]:
    yield from (code for operand in node.operands if isinstance(operand, Texts) for code in operand.values)
