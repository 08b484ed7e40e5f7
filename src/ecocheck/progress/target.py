"""What a row is held against in a year: the printed number, one handed down, the base year, the year before, a standard."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..bilingual import UNSAID, Said
from ..errors import ValueRefused
from ..rulebook.goals import AGAINST, SIGNS, Goal, Start
from ..rulebook.model import RulebookData
from .arithmetic import HUNDRED
from .figures import Order, amount
from .printed import decimals, is_decimal, with_unit

#: The dated limit that a target "within the standard" means.
STANDARDS = {"air.pm25_mean": "air_pm25_year_2"}
#: The method that has the mean of an indicator rounded before it is held against its limit. All other figures are held by their whole
#: value, GB/T 8170's way where no method says otherwise: counts, shares, sums and rates are never rounded towards their target.
#: HJ 663-2013 rounds the yearly mean to whole ug/m3; of the edition of 2026 it is not sure to how many decimals it compares, so that both
#: numbers are shown and a person decides.
ROUNDED_BY = {
    "air.pm25_mean": {
        0: Said("HJ 663-2013", "HJ 663-2013"),
        2026: Said("HJ 663-2026（比较时保留几位待核）", "HJ 663-2026 (the decimals it compares are to be checked)"),
    }
}

_HANDED_DOWN = Said("市级下达", "set by the municipality")
_BRACKETED = Said("{said}（{number}）", "{said} ({number})")
_CLASS = Said("{value}{of}{better}", "{value}{of}{better}")


class Bar(NamedTuple):
    """What a figure is held against: a number with its printed decimals, or a word of an order; `judge` where neither decides.

    `missing` names what the record must bring before it can be decided.
    """

    op: str
    value: Fraction | None = None
    places: int = 0
    word: str = ""
    said: Said = UNSAID
    source: str = "printed"
    missing: tuple[str, ...] = ()
    judge: bool = False


def chosen_start(goal: Goal) -> Start | None:
    """The printed start to measure from: the chosen one, else the first that is a level with a value."""
    levels = [start for start in goal.starts if start.kind == "level" and start.value]
    return next((start for start in levels if start.chosen), levels[0] if levels else None)


def method_of(code: str, year: int) -> Said:
    """The method that rounds the mean of an indicator in a year; nothing where its figures are held by their whole value."""
    editions = ROUNDED_BY.get(code, {})
    since = max((first for first in editions if first <= year), default=None)
    return Said() if since is None else editions[since]


def numeric_start(goal: Goal) -> Fraction | None:
    start = chosen_start(goal)
    return Fraction(start.value) if start is not None and is_decimal(start.value) else None


def order_of(goal: Goal, orders: list[Order]) -> tuple[Order | None, bool]:
    """The order that sets the row's target, and whether one was given without the right to set it."""
    given = next((order for order in reversed(orders) if order.value), None)
    allowed = goal.aim.than in ("handed_down", "standard") or goal.provisional
    return (given if allowed else None), given is not None and not allowed


def bar_of(
    goal: Goal,
    order: Order | None,
    previous: tuple[Fraction, int] | None,
    data: RulebookData,
    year: int,
    start: Fraction | None,
    unit_zh: str,
) -> Bar:
    """What the row asks for; `previous` is the figure of the year before with its decimals."""
    aim = goal.aim
    if order is not None:
        if not order.document:
            return Bar(aim.op or "ge", said=_said("", "", ""), source="handed_down", missing=("indicator.target_document",))
        if aim.op and goal.form != "ordinal":
            read = amount(order.value, order.unit, goal.unit)
            places = read.places or 0
            return Bar(aim.op, read.low, places, said=_said(aim.op, order.value, goal.unit, unit_zh), source="handed_down")
        return Bar(aim.op, word=order.value, said=_said(aim.op, order.value, ""), source="handed_down")
    if aim.value:
        if goal.form == "ordinal":
            return Bar(aim.op, word=aim.value, said=_words(goal))
        return Bar(aim.op, Fraction(aim.value), decimals(aim.value), said=_said(aim.op, aim.value, goal.unit, unit_zh))
    if aim.than == "handed_down":
        return Bar(aim.op, said=_HANDED_DOWN, source="handed_down", missing=("indicator.target", "indicator.target_document"))
    against = AGAINST.get(aim.than, Said("", "as worded"))
    said = Said(aim.words or against.zh, against.en)
    if aim.than == "previous_year":
        if previous is None:
            return Bar(aim.op, said=said, source=aim.than, missing=(f"indicator.value@{year - 1}",))
        return Bar(_at_its_end(goal, previous[0]), previous[0], previous[1], said=said, source=aim.than)
    if aim.than == "baseline":
        printed = chosen_start(goal)
        if start is None:
            return Bar(aim.op, said=said, source=aim.than, missing=(f"indicator.value@{goal.base_year}",))
        places = decimals(printed.value) if printed is not None and is_decimal(printed.value) else 0
        return Bar(_at_its_end(goal, start), start, places, said=said, source=aim.than)
    if aim.than == "standard":
        return _standard(goal, data, year, said, unit_zh)
    return Bar(aim.op, said=said, source=aim.than or "words", judge=True)


def _at_its_end(goal: Goal, previous: Fraction) -> str:
    """The operator against the start or the year before: a share that stood at its end (100 %, or nothing at all) can only be kept."""
    if goal.aim.op == "gt" and goal.unit == "%" and previous >= HUNDRED:
        return "ge"
    return "le" if goal.aim.op == "lt" and previous <= 0 else goal.aim.op


def _standard(goal: Goal, data: RulebookData, year: int, said: Said, unit_zh: str) -> Bar:
    parameter = data.parameters.get(STANDARDS.get(goal.code, ""))
    day = date(year, 12, 31)
    for edition in parameter.editions if parameter is not None else ():
        if (edition.start is None or edition.start <= day) and (edition.end is None or day <= edition.end):
            text = edition.value.split()[0]
            number = _said(goal.aim.op, text, goal.unit, unit_zh)
            both = _BRACKETED.filled(said=said, number=number)
            return Bar(goal.aim.op, Fraction(text), decimals(text), said=both, source="standard")
    return Bar(goal.aim.op, said=said, source="standard", missing=("indicator.target",))


def yearly_bar(goal: Goal, orders: list[Order], year: int) -> Bar | None:
    """The explicit target of one year, where the document or an order gives one."""
    text = goal.yearly.get(str(year), "") or goal.interim.get(str(year), "")
    source = "printed"
    if not text:
        text = next((order.yearly[year] for order in reversed(orders) if year in order.yearly and order.document), "")
        source = "handed_down"
    if not text:
        return None
    try:
        read = amount(text, "", goal.unit)
    except ValueRefused:
        return None
    op = way_of(goal)
    return Bar(op, read.low, read.places or 0, said=_said(op, text, goal.unit), source=source)


def way_of(goal: Goal) -> str:
    """The operator by which a number of the row is held: the target's, else by which way is better."""
    return goal.aim.op or ("le" if goal.direction == "smaller" else "ge")


def interim_of(goal: Goal, unit_zh: str) -> dict[int, Said]:
    """The targets on the way, by year, as they are said."""
    return {int(year): _said(way_of(goal), text, goal.unit, unit_zh) for year, text in sorted(goal.interim.items())}


def _said(op: str, text: str, unit: str, unit_zh: str = "") -> Said:
    said = f"{SIGNS.get(op, '')}{text}"
    if not unit or not text or not text[-1].isdigit():
        return Said(said, said)
    return with_unit(said, Said(unit_zh or unit, unit))


def _words(goal: Goal) -> Said:
    better = Said() if goal.aim.op == "eq" else Said("或更好", " or better")
    said = _CLASS.filled(value=goal.aim.value, of=Said("类" if goal.unit == "class" else ""), better=better)
    return Said(said.zh, goal.aim.reads or said.en)
