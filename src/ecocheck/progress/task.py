"""One task in one year: what is asked and done, its pace, and, once it is due, whether that is enough."""

from __future__ import annotations

from fractions import Fraction

from msgspec import UNSET
from msgspec.structs import replace

from ..bilingual import Said
from ..errors import ValueRefused
from ..logic.truth import F, T
from ..rulebook.goals import AGAINST, SIGNS, TASK_FORMS, Work
from ..rulebook.listing import number_of
from ..rulebook.model import Rule, RulebookData
from .arithmetic import HUNDRED, on_the_path, time_share
from .figures import Done, amount
from .indicator import sources_of
from .matching import RowFigures
from .model import Point, Standing, common_of
from .outcome import BAD_FIGURE, YEAR_READ, judged, open_outcomes
from .pace import INTERIM, MISSED, number, off_the_line, word
from .task_done import Progressed, progressed

EARLIER = Said("用{year}年底的进展", "progress as of the end of {year}")
UNDER_WAY = Said("原文没有写年份，进行中的由人判断", "no year is printed: what is under way is for a person")
ABOUT = Said("原文写的是约数", "the text gives the number as approximate")
QUANTITY = Said("{sign}{amount} {unit}", "{sign}{amount} {unit}")
A_YEAR = Said("每年{quantity}", "{quantity} a year")
AND_MORE = Said("{items}等", "{items}, …")
HANDED_DOWN = Said("市级下达", AGAINST["handed_down"].en)
STATES = {"done": "已完成", "under_way": "进行中", "not_started": "未启动"}


def task_standing(row: RowFigures, data: RulebookData, year: int) -> Standing:
    """Where the task of a row stands at the end of a year."""
    rule, work = row.rule, row.work
    assert work is not None
    due = year if work.yearly else work.due
    done = row.works.get(year) or (None if work.yearly else _latest(row, year))
    found = progressed(row, work, done, year)
    part = None if found.part is None else found.part * HUNDRED
    pace = None if part is None or work.yearly else min(part, HUNDRED) - _part_due(work, due, year)
    notes = [*found.remarks]
    if not work.due_printed:
        notes.append(YEAR_READ.filled(due=work.due))
    if done is not None and done.year != year:
        notes.append(EARLIER.filled(year=done.year))
    if pace is not None and year < due:
        notes += off_the_line(_part_due(work, due, year), time_share(work.base_year, due, year))
    base = replace(
        _described(row, work, data),
        year=year,
        due=due,
        value=_said(done),
        completion=None if part is None else number_of(part),
        time_share=number_of(HUNDRED if work.yearly else time_share(work.base_year, due, year)),
        pace=None if pace is None else number_of(pace),
        basis="" if pace is None else "printed" if str(year) in work.interim else "linear",
        remarks=tuple(notes),
    )
    return _on_the_way(base, work, found, pace) if year < due else _due(base, rule, work, found)


def _described(row: RowFigures, work: Work, data: RulebookData) -> Standing:
    """What does not depend on the year."""
    rule = row.rule
    return Standing(
        **common_of(rule, data),
        kind="task",
        code="",
        title=rule.title,
        scope=work.scope,
        whole_area=True,
        unit=work.unit or work.unit_zh,
        unit_zh=work.unit_zh or work.unit,
        form=work.form,
        direction="larger",
        due_printed=work.due_printed,
        target=_target(work),
        target_op=work.op,
        target_value=number_of(Fraction(work.quantity[0])) if work.quantity else None,
        repeats=work.repeats,
        lead=work.lead,
        series=tuple(_points(row, work)),
        sources=sources_of(row.works.values()),
        target_document=next((order.document for order in reversed(row.orders) if order.value), ""),
        interim=_interim(work) or UNSET,
    )


def _on_the_way(base: Standing, work: Work, found: Progressed, pace: Fraction | None) -> Standing:
    """Before it is due: never a failure; a quantity printed for the year decides where the task stands."""
    remarks, status = base.remarks, _status(found, pace)
    if base.basis == "printed" and pace is not None and pace < 0:
        status = "behind"
        remarks = (*remarks, MISSED.filled(kind=INTERIM, target=_interim(work)[base.year]))
    return replace(base, outcome="not_applicable", reason="not_due", status=status, remarks=remarks)


def _due(base: Standing, rule: Rule, work: Work, found: Progressed) -> Standing:
    both = open_outcomes(rule)
    if found.bad:
        remarks = (*base.remarks, BAD_FIGURE.filled(why=found.bad))
        return replace(base, outcome="error", possible=both, worst=both[0], bad=("task.done",), remarks=remarks)
    if found.truth is None:
        return replace(base, outcome="unknown", possible=both, worst=both[0], missing=found.missing)
    if found.truth == F and work.about:
        return replace(base, outcome="review", reason="judge", remarks=(*base.remarks, ABOUT))
    if found.truth == F and found.under_way and not (work.due_printed or work.quantity):
        return replace(base, outcome="review", reason="judge", remarks=(*base.remarks, UNDER_WAY))
    outcome, reason = judged(found.truth, rule, "judge")
    return replace(base, outcome=outcome, reason=reason)


def _latest(row: RowFigures, year: int) -> Done | None:
    """The last progress reported before a year: what was done stays done; what was not says nothing about later."""
    earlier = [done for y, done in sorted(row.works.items()) if y <= year]
    return earlier[-1] if earlier and earlier[-1].state == "done" else None


def _status(found: Progressed, pace: Fraction | None) -> str:
    if found.truth == T:
        return "ahead"
    if pace is None or found.bad:
        return ""
    return word(pace)


def _part_due(work: Work, due: int, year: int) -> Fraction:
    """The part, in percent, that is to be done by the end of a year: by what is printed on the way, else by a straight line."""
    printed = {int(y): Fraction(text) / Fraction(work.quantity[0]) * HUNDRED for y, text in work.interim.items()}
    return on_the_path({work.base_year: Fraction(0), **printed, due: HUNDRED}, year)


def _interim(work: Work) -> dict[int, Said]:
    """What is to be done on the way, by year, as it is said."""
    return {int(year): _quantity(work, text) for year, text in work.interim.items()}


def _quantity(work: Work, amount: str | Said) -> Said:
    unit = Said(work.unit_zh or work.unit, work.unit or work.unit_zh)
    sign = SIGNS.get(work.op, "") if work.op != "between" else ""
    said = QUANTITY.filled(sign=sign, amount=amount, unit=unit)
    return Said(said.zh.strip(), said.en.strip())


def _target(work: Work) -> Said:
    if work.quantity:
        joined = ("–" if work.op == "between" else "、").join(work.quantity)
        quantity = _quantity(work, joined)
        return A_YEAR.filled(quantity=quantity) if work.yearly else quantity
    if work.form == "handed_down":
        return HANDED_DOWN
    if work.items:
        return (AND_MORE if work.open_list else Said("{items}", "{items}")).filled(items=work.items)
    return TASK_FORMS[work.form]


def _said(done: Done | None) -> str:
    """What was reported, as it was reported."""
    return "" if done is None else done.done or "、".join(done.items) or STATES.get(done.state, "")


def _points(row: RowFigures, work: Work) -> list[Point]:
    """What was reported for each year; with its number and the path where one quantity is asked."""
    asked = Fraction(work.quantity[0]) if len(work.quantity) == 1 else None
    points = []
    for year, done in sorted(row.works.items()):
        value = path = None
        if asked is not None and done.done:
            try:
                value = amount(done.done, done.unit, work.unit or "1", (work.unit_zh,)).low
            except ValueRefused:
                value = None
        if value is not None and asked is not None:
            path = asked if work.yearly else asked * _part_due(work, work.due, year) / HUNDRED
        points.append(Point(year, _said(done), number(value), number(path)))
    return points
