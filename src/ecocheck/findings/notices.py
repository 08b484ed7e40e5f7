"""What is said once of a run: what fell silent in it, and what was taken where a record says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..bilingual import Said
from ..logic.outcomes import Outcome
from ..rulebook.model import RulebookData
from ..vocabulary.model import Vocabulary
from .model import Finding

ELSEWHERE = Said(
    "{record} 不在所选规划的范围内：规划的 {rules} 条规则都没有用上；核对所在区县，或改选规划",
    "{record} lies outside the plans named: {rules} rules of theirs were not applied; look at its district, or name another plan",
)
ENDED = Said(
    "{document}：{rules} 条规则已于 {end} 到期；用 --as-of 可按更早的日期检查",
    "{document}: {rules} rules ended {end}; --as-of checks an earlier day",
)
PLACED = Said(
    "{count} 条记录没有写所在区县，按所选规划视为在{area}", "{count} records name no district; taken as lying in {area}"
)
STOOD_IN = Said(
    "{records} 条记录没有写{clock}：{rules} 条规则是否有效改按{instead}判断；补上日期，结论可能不同",
    "{records} records give no {clock}: whether {rules} rules were in force goes by the {instead}; with the date outcomes may differ",
)
DAY_JUDGED = Said("判定日", "day judged")
UNREAD = Said(
    "{findings} 条结论所依据的规则尚未由第二人对照原文读过（未复核）：{rules} 条规则",
    "{findings} findings rest on rules that no second reader has held against the text (not read a second time): {rules} rules",
)
_OPEN = (Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.ERROR)


def elsewhere(outside: Iterable[tuple[str, int]]) -> list[Said]:
    """Of records that lie outside every plan that was named, how many of its rules say nothing of them: pairs of record and number."""
    return [ELSEWHERE.filled(record=record, rules=rules) for record, rules in outside if rules]


def ended(findings: Iterable[tuple[date, Finding]], data: RulebookData) -> list[Said]:
    """Of each document how many of its rules had ended on the day judged; `findings` with that day."""
    found: dict[tuple[str, date], set[str]] = {}
    for day, finding in findings:
        if finding.reason != "not_in_force":
            continue
        rule = data.rule_ids[finding.rule]
        if rule.target is None and rule.in_force.end is not None and rule.in_force.end < day:
            found.setdefault((rule.document, rule.in_force.end), set()).add(rule.id)
    return [
        ENDED.filled(document=document, rules=len(rules), end=end)
        for (document, end), rules in sorted(found.items(), key=lambda one: f"{one[0][0]} {one[0][1]}")
    ]


def placed(count: int, area: Said) -> list[Said]:
    """How many records were taken as lying in the area of the plan that was named."""
    return [PLACED.filled(count=count, area=area)] if count else []


def stood_in(findings: Iterable[tuple[date, Finding]], vocabulary: Vocabulary) -> list[Said]:
    """Of each date that a rule looks at first and no record gives, how many rules another one decided whether they were in force.

    Where a rule does not address a record, whatever the day, nothing hangs on the date.
    """
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for _, finding in findings:
        asked = finding.judged_on.get("instead_of")
        if asked and (finding.outcome is not Outcome.NOT_APPLICABLE or finding.reason == "not_in_force"):
            records, rules = found.setdefault((asked, finding.judged_on["fact"]), (set(), set()))
            records.add(finding.record)
            rules.add(finding.rule)
    return [
        STOOD_IN.filled(
            records=len(records),
            rules=len(rules),
            clock=vocabulary.facts[asked].label,
            instead=vocabulary.facts[instead].label if instead in vocabulary.facts else DAY_JUDGED,
        )
        for (asked, instead), (records, rules) in sorted(found.items())
    ]


def unread_said(findings: Iterable[Finding]) -> list[Said]:
    """How many findings that say something of a record rest on rules without a second reading; nothing where all are read."""
    rules = [finding.rule for finding in findings if finding.unread and finding.outcome not in _OPEN]
    return [UNREAD.filled(findings=len(rules), rules=len(set(rules)))] if rules else []
