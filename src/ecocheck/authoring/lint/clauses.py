"""Checks on clauses and on how rules cite and follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bilingual import Said
from ...rulebook.listing import is_measured
from .model import Desk, Remark

#: Forms whose rows other tables hold.
ELSEWHERE = ("fact", "indicator", "task")
MOST_CLAUSES = 6
_NO_FORM = Said("未分类", "no form")
_FIGURE = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:%|公里|千米|米|亩|平方米|吨|蒸吨|分贝|辆|户|人|头|毫克|微克|dB|km|m\b|t\b|h\b)"
)

_IN_PRINCIPLE = re.compile("原则上|从严(?!处罚|查处|惩)|严格限制|严格控制|严控|不得随意|一般不")
_STRICT = re.compile("严禁|(?<!有序)(?<!逐步)禁止|必须|应当|须|不得(?!随意)|不许|一律")
_ENCOURAGED = re.compile("鼓励|支持|引导|倡导")
_PROGRAMME = re.compile("推动|推进|加快|逐步|力争|争取")

_READINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_IN_PRINCIPLE, ("in_principle",)),
    (_STRICT, ("strict",)),
    (_ENCOURAGED, ("encouraged",)),
    (_PROGRAMME, ("programme", "in_principle")),
)


def clauses_without_rule(desk: Desk) -> Iterator[Remark]:
    """Clauses that no rule decides and that do not say why a person must."""
    for clause in desk.clauses:
        if clause.form not in ELSEWHERE and clause.id not in desk.deciding and not clause.left_to_people:
            yield Remark(clause.id, desk.sources.mark(clause.id), form=clause.form or _NO_FORM, priority=clause.priority)


def people_and_rule(desk: Desk) -> Iterator[Remark]:
    """Clauses that are said to be left to people, though a rule decides them."""
    for clause in desk.clauses:
        if clause.left_to_people and clause.id in desk.deciding:
            rules = [rule.id for rule in desk.deciding[clause.id]]
            yield Remark(clause.id, desk.sources.mark(clause.id, "left_to_people"), rules=rules)


def thresholds_only_attested(desk: Desk) -> Iterator[Remark]:
    """Clauses with a figure that nothing measures."""
    for clause in desk.clauses:
        rules = desk.deciding.get(clause.id, [])
        figured = clause.form == "threshold" or (clause.form == "ban" and _FIGURE.search(clause.anchor))
        if figured and rules and not any(is_measured(rule) for rule in rules):
            yield Remark(clause.id, desk.sources.mark(rules[0]), "error" if clause.form == "threshold" else "warning")


def too_many_clauses(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        if len(rule.clauses) > MOST_CLAUSES:
            yield Remark(rule.id, desk.sources.mark(rule, "clause"), count=len(rule.clauses), most=MOST_CLAUSES)


def conflicts_on_both_sides(desk: Desk) -> Iterator[Remark]:
    """A conflict that only one side tells."""
    for rule in desk.rules:
        for clause in rule.conflicts_with:
            # Only these forms can tell a conflict.
            other = [one for one in desk.deciding.get(clause, ()) if one.id != rule.id and one.form in ("rule", "attestation")]
            if other and not any(set(one.conflicts_with) & set(rule.clauses) for one in other):
                rules = [one.id for one in other]
                yield Remark(rule.id, desk.sources.mark(rule, "conflicts_with"), clause=clause, rules=rules)


def modality_against_words(desk: Desk) -> Iterator[Remark]:
    """Rules whose modality is none that the words of their clauses allow; only where the text itself has a telling word."""
    for rule in desk.rules:
        clauses = [desk.data.clauses[clause] for clause in rule.clauses if clause in desk.data.clauses]
        telling = [word for clause in clauses for word, _ in _readings(clause.anchor)]
        allowed = {
            fit for clause in clauses for text in (clause.anchor, clause.say.zh) for _, fits in _readings(text) for fit in fits
        }
        if rule.form not in ("rule", "attestation") or not telling or rule.modality in allowed:
            continue
        usual = " / ".join(sorted(allowed))
        mark = desk.sources.mark(rule, "modality")
        yield Remark(rule.id, mark, modality=rule.modality, word=telling[0], usual=usual)


def _readings(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The telling words of a text, each with the modalities that fit it."""
    found = ((pattern.search(text), fits) for pattern, fits in _READINGS)
    return ((match[0], fits) for match, fits in found if match is not None)
