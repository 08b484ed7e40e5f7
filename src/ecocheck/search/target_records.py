"""Records of yearly figures and works to try on the rows of indicator and task tables.

Such a row is judged by the figures of whole years, not by conditions; so records around its target are made, and the engine says
what each of them comes to (see `recipes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import msgspec

from ..logic.sentences import decimal_text
from ..progress.scales import GRADES, RATINGS
from ..progress.target import bar_of, numeric_start
from ..rulebook.goals import Goal, Work
from ..rulebook.model import Rule, RulebookData
from ..standards.water import WATER_CLASSES

DOCUMENT = "X〔2027〕1"
HANDED_DOWN = "10"


def target_records(rule: Rule, data: RulebookData) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Records on a row's target, each with the figure held against it and the side on which it lies.

    The side is ``at``, ``below``, ``above``; empty where no number is held against another. The last record reports nothing.
    """
    assert rule.target is not None
    row = rule.target.row
    if "goal" in row:
        goal = msgspec.convert(row["goal"], Goal)
        yield from _figures(rule, goal, _record(rule, data, "indicator", goal.aim.due) | {"indicator.code": goal.code}, data)
    else:
        work = msgspec.convert(row["work"], Work)
        yield from _works(rule, work, _record(rule, data, "task", work.due))


def _record(rule: Rule, data: RulebookData, subject: str, due: int) -> dict[str, Any]:
    year = due if rule.in_force.end is None else min(due, rule.in_force.end.year)
    area = data.documents[rule.document].area
    return {
        "id": "example",
        "subject": subject,
        "as_of": f"{year}-12-31",
        "site.district": area,
        f"{subject}.clause": rule.clauses[0],
        f"{subject}.year": str(year),
    }


def _figures(rule: Rule, goal: Goal, base: dict[str, Any], data: RulebookData) -> Iterator[tuple[dict[str, Any], str, str]]:
    if goal.form == "ordinal":
        scale = (
            RATINGS if goal.code == "water.river_rating" else GRADES if goal.code == "waste.hazardous_grade" else WATER_CLASSES
        )
        words = [str(n) for n in range(1, 40, 3)] if goal.code == "air.rank" else list(scale)
        for word in words:
            yield base | {"indicator.value": word}, word, ""
    elif goal.form == "state" or not goal.aim.op:
        yield base | {"attested": {rule.clauses[0]: "met"}}, "", ""
        yield base | {"attested": {rule.clauses[0]: "broken"}}, "", ""
        yield base | {"indicator.value": "1"}, "1", ""
    else:
        year = int(base["indicator.year"])
        bar = bar_of(goal, None, None, data, year, numeric_start(goal), "")
        if bar.value is None:
            base = base | {"indicator.target": HANDED_DOWN, "indicator.target_document": DOCUMENT}
        limit = Fraction(HANDED_DOWN) if bar.value is None else bar.value
        step = Fraction(1, 10**bar.places)
        for side, value in (("at", limit), ("below", limit - step), ("above", limit + step)):
            yield base | {"indicator.value": decimal_text(value, 9)}, decimal_text(limit, 9), side
        for value in (limit / 2, limit * 2, Fraction(0)):
            yield base | {"indicator.value": decimal_text(value, bar.places)}, decimal_text(limit, 9), ""
    yield base, "", ""


def _works(rule: Rule, work: Work, base: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    if work.quantity:
        limits = [Fraction(quantity) for quantity in work.quantity]
        if len(limits) == 1 or work.op == "between":
            for limit in limits:
                for side, value in (("at", limit), ("below", limit - 1), ("above", limit + 1)):
                    yield base | {"task.done": decimal_text(value, 9)}, decimal_text(limit, 9), side
            yield base | {"task.done": decimal_text(sum(limits, Fraction(0)) / len(limits), 9)}, "", ""
            yield base | {"task.done": "0"}, "", ""
    elif work.items:
        yield base | {"task.items_done": "、".join(work.items)}, "", ""
        yield base | {"task.items_done": "、".join(work.items[:-1]) or "-"}, "", ""
    elif work.form in ("at_least_one", "handed_down"):
        more = {"task.total": HANDED_DOWN, "indicator.target_document": DOCUMENT} if work.form == "handed_down" else {}
        asked = int(HANDED_DOWN) if more else 1
        for side, count in (("at", asked), ("below", asked - 1), ("above", asked + 1)):
            yield base | more | {"task.done": str(count)}, str(asked), side
    for state in ("done", "under_way", "not_started"):
        yield base | {"task.state": state}, "", ""
    for attested in ("met", "broken"):
        yield base | {"attested": {rule.clauses[0]: attested}}, "", ""
    yield base, "", ""
