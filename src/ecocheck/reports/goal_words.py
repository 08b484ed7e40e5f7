"""What a row of an indicator or task table asks for, in words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..bilingual import LANGUAGES, UNSAID, Said
from ..rulebook.goals import AGAINST, SIGNS, Goal, Work
from ..rulebook.model import Rule

TARGET = Said("目标（{year} 年）：{asked}", "target ({year}): {asked}")
INTERIM = Said("中期目标（{year} 年）：{asked}", "interim target ({year}): {asked}")
BASELINE = Said("基准（{year} 年）：{value} {unit}", "baseline ({year}): {value} {unit}")
AMOUNT = Said("数量：{amount}{yearly}", "amount: {amount}{yearly}")
YEARLY = Said("，每年", ", each year")
DUE, SCOPE = Said("期限：{year} 年", "due: {year}"), Said("范围：{scope}", "scope: {scope}")


def goal_lines(rule: Rule) -> Iterator[Said]:
    """The target, its baseline and due year; nothing for a rule that has none."""
    row = rule.target.row if rule.target is not None else {}
    if "goal" in row:
        yield from _goal(msgspec.convert(row["goal"], Goal))
    if "work" in row:
        yield from _work(msgspec.convert(row["work"], Work))


def _goal(goal: Goal) -> Iterator[Said]:
    aim = goal.aim
    than = AGAINST.get(aim.than, UNSAID)
    asked = [SIGNS.get(aim.op, ""), *((aim.value, goal.unit) if aim.value else (than,)), f"“{aim.words}”" if aim.words else ""]
    yield TARGET.filled(year=aim.due, asked=_spaced(*asked))
    for year, value in goal.interim.items():
        yield INTERIM.filled(year=year, asked=_spaced(SIGNS.get(aim.op, ""), value, goal.unit))
    for start in goal.starts:
        yield BASELINE.filled(year=start.year, value=start.value, unit=goal.unit)
    if goal.scope:
        yield SCOPE.filled(scope=goal.scope)


def _work(work: Work) -> Iterator[Said]:
    unit = Said(work.unit_zh or work.unit, work.unit)
    sign, yearly = SIGNS.get(work.op, ""), YEARLY if work.yearly else UNSAID
    if work.quantity:
        yield AMOUNT.filled(amount=_spaced(sign, " / ".join(work.quantity), unit), yearly=yearly)
    elif work.items:
        yield AMOUNT.filled(amount=work.items, yearly=yearly)
    for year, value in work.interim.items():
        yield INTERIM.filled(year=year, asked=_spaced(sign, value, unit))
    yield DUE.filled(year=work.due)
    if work.scope:
        yield SCOPE.filled(scope=work.scope)


def _spaced(*parts: Said | str) -> Said:
    """The parts with a blank between those that say something."""
    said = [part if isinstance(part, Said) else Said(part, part) for part in parts]
    return Said(*(" ".join(part[lang] for part in said if part[lang]) for lang in LANGUAGES))
