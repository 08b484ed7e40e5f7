"""Decisions: how a reviewer closes what the rules leave open. The outcome stays; what was decided stands beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..bilingual import Said
from ..logic.outcomes import Outcome
from ..source.fields import Fields, Problems
from ..source.yaml import read_yaml
from .model import Finding
from .waivers import refuse

DECISIONS = ("符合", "不符合", "不涉及")
DECIDABLE = (Outcome.REVIEW, Outcome.UNKNOWN)


class Decision(Struct, frozen=True):
    """What a reviewer decided of one finding, named by its fingerprint; `seen` is the state of rule and facts it was decided on."""

    fingerprint: str
    decision: str
    by: str
    date: str
    reason: str
    seen: str = ""
    place: str = ""


def seen(finding: Finding) -> str:
    """The state of the rule's requirement and the observed facts; another state makes a decision stale."""
    facts = {name: (observed.value, observed.unit) for name, observed in finding.observed.items()}
    state = json.dumps(
        [msgspec.to_builtins(finding.requirement), facts, list(finding.possible)],
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(state.encode()).hexdigest()[:12]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file: `decisions:`, a list of `{fingerprint, decision, by, date, reason, seen?}`.

    Raises `WaiverRefused` for any that is incomplete, with every problem of the file.
    """
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


def decided(
    findings: Iterable[Finding], decisions: tuple[Decision, ...], numbered: frozenset[str]
) -> tuple[list[Finding], list[Said]]:
    """The findings with decisions beside their outcomes, and what is to be said of decisions that no longer fit.

    `numbered` are records without an id of their own; they cannot carry decisions.
    """
    by_fingerprint = {decision.fingerprint: decision for decision in decisions}
    notices: dict[str, Said] = {name: _stale(d, "没有这样的检查结果", "no such finding") for name, d in by_fingerprint.items()}
    done: list[Finding] = []
    for finding in findings:
        decision = by_fingerprint.get(finding.fingerprint)
        if decision is None:
            done.append(finding)
            continue
        reason = _unfit(finding, decision, numbered)
        if reason is None:
            del notices[finding.fingerprint]
            stated = {"decision": decision.decision, "by": decision.by, "date": decision.date, "reason": decision.reason}
            done.append(replace(finding, decided=stated))
        else:
            notices[finding.fingerprint] = _stale(decision, *reason)
            done.append(finding)
    return done, list(notices.values())


def _unfit(finding: Finding, decision: Decision, numbered: frozenset[str]) -> tuple[str, str] | None:
    if finding.record in numbered:
        return f"记录 {finding.record} 没有自己的编号", f"record {finding.record} has no id of its own"
    if finding.outcome not in DECIDABLE:
        return (
            f"{finding.rule} 现在的结论是{finding.outcome.label.zh}，无须判定",
            f"{finding.rule} is now {finding.outcome}, nothing is open",
        )
    if decision.seen and decision.seen != seen(finding):
        return f"{finding.rule} 的规则或事实已变", f"the rule or the facts of {finding.rule} have changed"
    return None


def _stale(decision: Decision, zh: str, en: str) -> Said:
    name = f"{decision.fingerprint}（{decision.by} {decision.date}）"
    return Said(f"判定已失效：{name}：{zh}", f"decision is stale: {name}: {en}")
