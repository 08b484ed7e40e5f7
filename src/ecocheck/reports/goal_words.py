"""What a row of an indicator or task table asks for, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..bilingual import UNSAID
from ..rulebook.goals import AGAINST, SIGNS
from ..rulebook.model import Rule


def goal_lines(rule: Rule, zh: bool) -> Iterator[str]:
    """The target, its baseline and due year; nothing for a rule that has none."""
    row = rule.target.row if rule.target is not None else {}
    goal, work = row.get("goal"), row.get("work")
    if isinstance(goal, dict):
        yield from _goal(goal, zh)
    if isinstance(work, dict):
        yield from _work(work, zh)


def _goal(goal: dict[str, Any], zh: bool) -> Iterator[str]:
    aim, unit = goal["aim"], goal["unit"]
    sign = SIGNS.get(aim["op"], "")
    than = AGAINST.get(aim["than"], UNSAID)["zh" if zh else "en"]
    asked = f"{sign} {aim['value']} {unit}".strip() if aim["value"] else f"{sign} {than}".strip()
    words = f"“{aim['words']}”" if aim["words"] else ""
    said = " ".join(part for part in (asked, words) if part)
    yield f"目标（{aim['due']} 年）：{said}" if zh else f"target ({aim['due']}): {said}"
    for start in goal["starts"]:
        yield (
            f"基准（{start['year']} 年）：{start['value']} {unit}"
            if zh
            else f"baseline ({start['year']}): {start['value']} {unit}"
        )
    if goal["scope"]:
        yield f"范围：{goal['scope']}" if zh else f"scope: {goal['scope']}"


def _work(work: dict[str, Any], zh: bool) -> Iterator[str]:
    amount = " / ".join(work["quantity"])
    unit = work["unit_zh"] if zh and work["unit_zh"] else work["unit"]
    asked = f"{SIGNS.get(work['op'], '')} {amount} {unit}".strip() if amount else ""
    yearly = ("，每年" if zh else ", each year") if work["yearly"] else ""
    if asked or work["items"]:
        said = asked or ("、" if zh else ", ").join(work["items"])
        yield f"数量：{said}{yearly}" if zh else f"amount: {said}{yearly}"
    yield f"期限：{work['due']} 年" if zh else f"due: {work['due']}"
    if work["scope"]:
        yield f"范围：{work['scope']}" if zh else f"scope: {work['scope']}"
