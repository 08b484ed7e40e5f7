"""One task in one year: how much of it is done, and, once it is due, whether that is enough."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from ..bilingual import UNSAID, Said
from ..errors import ValueRefused
from ..logic.truth import F, J, T
from ..rulebook.goals import AGAINST, SIGNS, TASK_FORMS, Work
from ..rulebook.listing import number_of
from ..rulebook.model import RulebookData
from .arithmetic import HUNDRED, on_the_path, time_share
from .figures import Done, amount
from .matching import RowFigures
from .model import Point, Standing, note_of
from .outcome import judged, open_outcomes
from .pace import INTERIM, MISSED, word
from .printed import HOLDS

_SPLIT = re.compile(r"\s*[、,，;；]\s*")


class Progressed(NamedTuple):
    """What is done of a task: the truth of "done as asked" (None while unknown), the part done, and what to say."""

    truth: int | None
    part: Fraction | None = None
    missing: tuple[str, ...] = ()
    bad: Said = UNSAID
    remarks: tuple[Said, ...] = ()


def task_standing(row: RowFigures, data: RulebookData, year: int) -> Standing:
    """Where the task of a row stands at the end of a year."""
    rule, work = row.rule, row.work
    assert work is not None
    clause = data.clauses.get(rule.clauses[0])
    due = year if work.yearly else work.due
    done = row.works.get(year) or (None if work.yearly else _latest(row, year))
    found = _progress(row, work, done, year)
    share = time_share(work.base_year, due, year) if not work.yearly else HUNDRED
    part = None if found.part is None else found.part * HUNDRED
    pace = None if part is None or work.yearly else min(part, HUNDRED) - _part_due(work, due, year)
    base = Standing(
        rule=rule.id, document=rule.document, clause=rule.clauses[0], section=clause.section if clause else "",
        anchor=clause.anchor if clause else "", note=note_of(rule), kind="task", code="", title=rule.title,
        scope=work.scope, whole_area=True, unit=work.unit or work.unit_zh, unit_zh=work.unit_zh or work.unit,
        force=rule.force, modality=rule.modality, form=work.form, direction="larger",
        year=year, due=due, due_printed=work.due_printed, outcome="", target=_target(work), target_op=work.op,
        target_value=number_of(Fraction(work.quantity[0])) if work.quantity else None,
        value=_said(done), completion=None if part is None else number_of(part), time_share=number_of(share),
        pace=None if pace is None else number_of(pace), repeats=work.repeats, lead=work.lead,
        series=tuple(_points(row, work)), basis="" if pace is None else "printed" if str(year) in work.interim else "linear",
        interim=_interim(work) or UNSET,
    )  # fmt: skip
    notes = [*found.remarks]
    if not work.due_printed:
        notes.append(
            Said(f"原文未写年份，按规划期末{work.due}年", f"no year is printed; the end of the plan, {work.due}, is taken")
        )
    if done is not None and done.year != year:
        notes.append(Said(f"用{done.year}年底的进展", f"progress as of the end of {done.year}"))
    if year < due:
        missed = base.basis == "printed" and pace is not None and pace < 0
        if missed:
            notes.append(MISSED.filled(kind=INTERIM, target=_interim(work)[year]))
        said = "behind" if missed else _status(found, pace)
        return replace(base, outcome="not_applicable", reason="not_due", status=said, remarks=tuple(notes))
    if found.bad:
        note = Said(f"数据有误：{found.bad['zh']}", f"bad figure: {found.bad['en']}")
        both = open_outcomes(rule)
        return replace(base, outcome="error", possible=both, worst=both[0], bad=("task.done",), remarks=(*notes, note))
    if found.truth is None:
        both = open_outcomes(rule)
        return replace(base, outcome="unknown", possible=both, worst=both[0], missing=found.missing, remarks=tuple(notes))
    if found.truth == F and work.about:
        note = Said("原文写的是约数", "the text gives the number as approximate")
        return replace(base, outcome="review", reason="judge", remarks=(*notes, note))
    outcome, reason = judged(found.truth, rule, "judge")
    return replace(base, outcome=outcome, reason=reason, remarks=tuple(notes))


def _latest(row: RowFigures, year: int) -> Done | None:
    """The last progress reported before a year: what was done stays done; what was not says nothing about later."""
    earlier = [done for y, done in sorted(row.works.items()) if y <= year]
    return earlier[-1] if earlier and earlier[-1].state == "done" else None


def _progress(row: RowFigures, work: Work, done: Done | None, year: int) -> Progressed:
    if row.attested is not None:
        return Progressed(
            {"met": T, "broken": F}.get(row.attested.state, J), Fraction(1) if row.attested.state == "met" else None
        )
    if year in row.twice:
        return Progressed(None, bad=Said(f"{year}年有两个数：{'、'.join(row.twice[year])}", f"{year} has two figures"))
    wanted = work.quantity
    unit = work.unit
    if work.form == "handed_down":
        order = next((order for order in reversed(row.orders) if order.value), None)
        if order is None or not order.document:
            lacking = ("task.total", "task.target_document") if order is None else ("task.target_document",)
            return Progressed(
                None,
                missing=lacking,
                remarks=(Said("任务量由上级下达，尚未给出", "the quantity is set by the municipality"),),
            )
        wanted, unit = (order.value,), order.unit
    if wanted:
        return _counted(work, done, wanted, unit)
    if done is None:
        return Progressed(None, missing=("task.state",), remarks=(Said("没有报送进展", "nothing was reported"),))
    if work.form == "all_items" and done.items:
        return _items(work, done)
    if work.form in ("direction", "at_least_one") and done.done:
        return _some(work, done)
    if not done.state:
        return Progressed(None, missing=("task.state",))
    if done.state != "done":
        return Progressed(F, Fraction(0) if done.state == "not_started" else None)
    open_list = Said("原文以“等”结尾，是否还有别的由人判断", "the list ends in 等: a person judges what else it holds")
    return Progressed(J if work.open_list else T, Fraction(1), remarks=(open_list,) if work.open_list else ())


def _counted(work: Work, done: Done | None, wanted: tuple[str, ...], unit: str) -> Progressed:
    """A quantity: done against asked, part by part; the lower number of a range fulfils it, and more than asked is met."""
    if done is None or not (done.done or done.state == "done"):
        return Progressed(
            None, missing=("task.done",), remarks=(Said("没有报送完成数量", "the quantity done was not reported"),)
        )
    asked = [Fraction(text) for text in (wanted[:1] if work.op == "between" else wanted)]
    if not done.done:
        return Progressed(J, None, remarks=(Said("报送已完成，没有数量", "reported as done without a quantity"),))
    texts = _SPLIT.split(done.done) if len(asked) > 1 else [done.done]
    try:
        found = [amount(text, done.unit, unit or "1", (work.unit_zh,)).low for text in texts]
    except ValueRefused as error:
        return Progressed(None, bad=Said(error.text("zh"), error.text("en")))
    if len(found) != len(asked):
        return Progressed(
            None,
            bad=Said(f"要{len(asked)}个数，填了{len(found)}个", f"{len(asked)} numbers are needed, {len(found)} given"),
        )
    operator = HOLDS["ge" if work.op in ("between", "eq", "") else work.op]
    met = all(operator(one, other) for one, other in zip(found, asked, strict=True))
    part = min((one / other if other else Fraction(1)) for one, other in zip(found, asked, strict=True))
    return Progressed(T if met else F, part)


def _items(work: Work, done: Done) -> Progressed:
    named = [item for item in work.items if any(item in said or said in item for said in done.items)]
    part = Fraction(len(named), len(work.items)) if work.items else None
    left = [item for item in work.items if item not in named]
    if left:
        return Progressed(F, part, remarks=(Said(f"未完成：{'、'.join(left)}", f"not done: {', '.join(left)}"),))
    note = Said("原文以“等”结尾，是否还有别的由人判断", "the list ends in 等: a person judges what else it holds")
    return Progressed(J if work.open_list else T, part, remarks=(note,) if work.open_list else ())


def _some(work: Work, done: Done) -> Progressed:
    """At least one of an unnumbered batch, or more than at the start."""
    try:
        count = amount(done.done, done.unit, work.unit or "1", (work.unit_zh,)).low
    except ValueRefused as error:
        return Progressed(None, bad=Said(error.text("zh"), error.text("en")))
    if work.form == "at_least_one":
        note = Said("原文没有数量，做成一项即算做了", "no number is printed: one done counts")
        return Progressed(T if count >= 1 else F, remarks=(note,))
    start = work.start.value if work.start is not None else ""
    try:
        return Progressed(T if count > Fraction(start) else F)
    except ValueError:
        return Progressed(J, remarks=(Said("没有起点可比", "no start to compare with"),))


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
    unit = Said(work.unit_zh or work.unit, work.unit or work.unit_zh)
    said = Said("{sign}{text} {unit}", "{sign}{text} {unit}")
    return {int(year): said.filled(sign=SIGNS.get(work.op, ""), text=text, unit=unit) for year, text in work.interim.items()}


def _target(work: Work) -> Said:
    unit = work.unit_zh or work.unit
    each = ("每年", " a year") if work.yearly else ("", "")
    if work.quantity:
        joined = (
            f"{work.quantity[0]}–{work.quantity[1]}" if work.op == "between" else "、".join(work.quantity)
        )  # fmt: skip
        sign = SIGNS[work.op] if work.op != "between" else ""
        return Said(f"{each[0]}{sign}{joined} {unit}".strip(), f"{sign}{joined} {work.unit or unit}{each[1]}".strip())
    if work.form == "handed_down":
        return Said("市级下达", AGAINST["handed_down"].en)
    if work.items:
        more = ("等", ", …") if work.open_list else ("", "")
        return Said("、".join(work.items) + more[0], ", ".join(work.items) + more[1])
    return Said(TASK_FORMS[work.form].zh, TASK_FORMS[work.form].en)


def _said(done: Done | None) -> str:
    if done is None:
        return ""
    states = {"done": "已完成", "under_way": "进行中", "not_started": "未启动"}
    return done.done or "、".join(done.items) or states.get(done.state, "")


def _points(row: RowFigures, work: Work) -> list[Point]:
    if len(work.quantity) != 1:
        return []
    asked = Fraction(work.quantity[0])
    points = []
    for year, done in sorted(row.works.items()):
        try:
            value = amount(done.done, done.unit, work.unit or "1", (work.unit_zh,)).low if done.done else None
        except ValueRefused:
            value = None
        if value is not None:
            path = asked if work.yearly else asked * _part_due(work, work.due, year) / HUNDRED
            points.append(Point(year, done.done, number_of(value), number_of(path)))
    return points
