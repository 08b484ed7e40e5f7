"""Decisions: how a reviewer closes what the rules leave open. The outcome stays; what was decided stands beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from ..bilingual import Said
from ..logic.outcomes import Outcome
from ..source.fields import Fields, Problems
from ..source.yaml import read_yaml
from .model import Finding
from .result import FrozenDict
from .waivers import refuse
from .workbook_pages import DECIDING, filled_lines, is_workbook

DECISIONS = ("符合", "不符合", "不涉及")
DECIDABLE = (Outcome.REVIEW, Outcome.UNKNOWN)
STALE = Said("判定已失效：{name}：{reason}", "decision is stale: {name}: {reason}")
NO_FINDING = Said("没有这样的检查结果", "no such finding")
NO_ID = Said("记录 {record} 没有自己的编号", "record {record} has no id of its own")
NOT_OPEN = Said("{rule} 现在的结论是{outcome}，无须判定", "{rule} is now {outcome}, nothing is open")
CHANGED = Said("{rule} 的规则或事实已变", "the rule or the facts of {rule} have changed")


class Decision(Struct, frozen=True):
    """What a reviewer decided of one finding, named by its fingerprint; `seen` is the state of rule and facts it was decided on, `label`
    what people call the finding."""

    fingerprint: str
    decision: str
    by: str
    date: str
    reason: str
    seen: str = ""
    place: str = ""
    label: str = ""


def seen(finding: Finding) -> str:
    """The state of the rule's requirement and the observed facts; another state makes a decision stale."""
    facts = {name: (observed.value, observed.unit) for name, observed in finding.observed.items()}
    state = json.dumps(
        [to_builtins(finding.requirement), facts, list(finding.possible)], ensure_ascii=False, sort_keys=True, default=str
    )
    return hashlib.sha256(state.encode()).hexdigest()[:12]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file: `decisions:`, a list of `{fingerprint, decision, by, date, reason, seen?}`; or the workbook of a report, into
    which somebody has written them.

    Raises `WaiverRefused` for any that is incomplete, with every problem of the file.
    """
    if is_workbook(path):
        return _written(path)
    problems = Problems()
    top = Fields(read_yaml(path.read_bytes(), str(path)), problems)
    found: list[Decision] = []
    for node in top.items("decisions", required=True):
        fields = Fields(node, problems, "decisions")
        day = fields.date("date", required=True)
        decision = fields.choice("decision", DECISIONS, required=True)
        texts = {name: fields.text(name, required=True) for name in ("fingerprint", "by", "reason")}
        state = fields.text("seen")
        fields.done()
        if day is not None:
            found.append(Decision(decision=decision, date=day.isoformat(), seen=state, place=str(fields.mark()), **texts))
    top.done()
    refuse(problems, path)
    return tuple(found)


def _written(path: Path) -> tuple[Decision, ...]:
    """The decisions that people wrote into the workbook of a report."""
    problems = Problems()
    found: list[Decision] = []
    for line in filled_lines(path, DECIDING, problems):
        said = line.texts
        if said["decision"] not in DECISIONS:
            problems.error(line.mark, "findings.no_decision", given=said["decision"], decisions=list(DECISIONS))
            continue
        label = f"{said['record']} {said['clause']}".replace("\n", " ")
        texts = {name: said[name] for name in ("fingerprint", "decision", "by", "reason", "seen")}
        found.append(Decision(date=line.days["date"].isoformat(), place=str(line.mark), label=label, **texts))
    refuse(problems, path)
    return tuple(found)


def decided(
    findings: Iterable[Finding], decisions: tuple[Decision, ...], numbered: frozenset[str]
) -> tuple[list[Finding], list[Said]]:
    """The findings with decisions beside their outcomes, and what is to be said of decisions that no longer fit.

    `numbered` are records without an id of their own; they cannot carry decisions.
    """
    by_fingerprint = {decision.fingerprint: decision for decision in decisions}
    notices = {name: _stale(decision, NO_FINDING) for name, decision in by_fingerprint.items()}
    done: list[Finding] = []
    for finding in findings:
        decision = by_fingerprint.get(finding.fingerprint)
        if decision is None:
            done.append(finding)
            continue
        reason = _unfit(finding, decision, numbered)
        if not reason:
            del notices[finding.fingerprint]
            stated = {"decision": decision.decision, "by": decision.by, "date": decision.date, "reason": decision.reason}
            done.append(replace(finding, decided=FrozenDict(stated)))
        else:
            notices[finding.fingerprint] = _stale(decision, reason)
            done.append(finding)
    return done, list(notices.values())


def _unfit(finding: Finding, decision: Decision, numbered: frozenset[str]) -> Said:
    """Why a decision does not fit the finding that it names; empty where it fits."""
    if finding.record in numbered:
        return NO_ID.filled(record=finding.record)
    if finding.outcome not in DECIDABLE:
        return NOT_OPEN.filled(rule=finding.rule, outcome=Said(finding.outcome.label.zh, finding.outcome))
    if decision.seen and decision.seen != seen(finding):
        return CHANGED.filled(rule=finding.rule)
    return Said()


def _stale(decision: Decision, reason: Said) -> Said:
    return STALE.filled(name=f"{decision.label or decision.fingerprint}（{decision.by} {decision.date}）", reason=reason)
