"""How much of a task is done: the quantity, the named items, the thing itself, and what cannot be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from ..bilingual import UNSAID, Said
from ..errors import ValueRefused
from ..logic.truth import F, J, T
from ..rulebook.goals import Work
from .figures import Done, amount
from .matching import RowFigures
from .measures import AS_CUMULATIVE, TWICE
from .printed import HOLDS
from .task_counting import UNCOUNTED, Counted, Reading, counted

_SPLIT = re.compile(r"\s*[、,，;；]\s*")
NO_TOTAL = Said("任务量由上级下达，尚未给出", "the quantity is set by the municipality")
NO_STATE = Said("没有报送进展", "nothing was reported")
NO_QUANTITY = Said("没有报送完成数量", "the quantity done was not reported")
NO_NUMBER = Said("报送已完成，没有数量", "reported as done without a quantity")
OTHER_COUNT = Said("要{asked}个数，填了{given}个", "{asked} numbers are needed, {given} given")
OPEN_LIST = Said("原文以“等”结尾，是否还有别的由人判断", "the list ends in 等: a person judges what else it holds")
LEFT = Said("未完成：{items}", "not done: {items}")
ONE_COUNTS = Said("原文没有数量，做成一项即算做了", "no number is printed: one done counts")
NO_START = Said("没有起点可比", "no start to compare with")


class Progressed(NamedTuple):
    """What is done of a task: the truth of "done as asked" (None while unknown), the part done, what to say, and whether it is told to
    be under way."""

    truth: int | None
    part: Fraction | None = None
    missing: tuple[str, ...] = ()
    bad: Said = UNSAID
    remarks: tuple[Said, ...] = ()
    under_way: bool = False


def progressed(row: RowFigures, work: Work, done: Done | None, year: int) -> Progressed:
    """What of a task is done by what was reported for a year, `done`; an attestation decides before all figures."""
    if row.attested is not None:
        part = Fraction(1) if row.attested.state == "met" else None
        return Progressed({"met": T, "broken": F}.get(row.attested.state, J), part)
    if year in row.twice:
        return Progressed(None, bad=TWICE.filled(year=year, texts=row.twice[year]))
    if work.form == "handed_down":
        return _handed_down(row, work, done)
    return _counted(row, work, done, work.quantity, work.unit) if work.quantity else _stated(work, done)


def _handed_down(row: RowFigures, work: Work, done: Done | None) -> Progressed:
    """The quantity is the one that an order sets, where it names its document."""
    order = next((order for order in reversed(row.orders) if order.value), None)
    if order is None:
        return Progressed(None, missing=("task.total", "task.target_document"), remarks=(NO_TOTAL,))
    if not order.document:
        return Progressed(None, missing=("task.target_document",), remarks=(NO_TOTAL,))
    return _counted(row, work, done, (order.value,), order.unit)


def _stated(work: Work, done: Done | None) -> Progressed:
    """A task without a number: its items, a count to compare, else what is said of it."""
    if done is None:
        return Progressed(None, missing=("task.state",), remarks=(NO_STATE,))
    if work.form == "all_items" and done.items:
        return _items(work, done)
    if work.form in ("direction", "at_least_one") and done.done:
        return _some(work, done)
    if not done.state:
        return Progressed(None, missing=("task.state",))
    if done.state != "done":
        return Progressed(F, Fraction(0) if done.state == "not_started" else None, under_way=done.state == "under_way")
    return _all_of(work, Fraction(1))


def _all_of(work: Work, part: Fraction | None) -> Progressed:
    """All that is named is done: of an open list a person judges the rest."""
    return Progressed(J, part, remarks=(OPEN_LIST,)) if work.open_list else Progressed(T, part)


def _counted(row: RowFigures, work: Work, done: Done | None, wanted: tuple[str, ...], unit: str) -> Progressed:
    """A quantity: done against asked, part by part; the lower number of a range fulfils it, and more than asked is met."""
    if done is None or not (done.done or done.state == "done"):
        return Progressed(None, missing=("task.done",), remarks=(NO_QUANTITY,))
    if not done.done:
        return Progressed(J, remarks=(NO_NUMBER,))
    asked = [Fraction(text) for text in (wanted[:1] if work.op == "between" else wanted)]
    try:
        if len(asked) == 1:
            return _alike(work, asked[0], counted(work, row.works, done, unit), due=work.yearly or done.year >= work.due)
        found = [amount(text, done.unit, unit or "1", (work.unit_zh,)).low for text in _SPLIT.split(done.done)]
    except ValueRefused as error:
        return Progressed(None, bad=error.whole)
    if len(found) != len(asked):
        return Progressed(None, bad=OTHER_COUNT.filled(asked=len(asked), given=len(found)))
    operator = _operator(work)
    pairs = list(zip(found, asked, strict=True))
    part = min(one / other if other else Fraction(1) for one, other in pairs)
    return Progressed(T if all(operator(one, other) for one, other in pairs) else F, part)


def unreadable(work: Work, done: Done) -> Said:
    """Why a reported quantity cannot be read in the unit of its task; nothing where it can, or where none is asked."""
    if not done.done or not work.quantity:
        return UNSAID
    try:
        for text in _SPLIT.split(done.done) if len(work.quantity) > 1 else [done.done]:
            amount(text, done.unit, work.unit or "1", (work.unit_zh,))
    except ValueRefused as error:
        return error.whole
    return UNSAID


def _operator(work: Work) -> Callable[[Fraction, Fraction], bool]:
    return HOLDS["ge" if work.op in ("between", "eq", "") else work.op]


def _alike(work: Work, asked: Fraction, found: Counted, *, due: bool) -> Progressed:
    """What all readings of the numbers agree on; where they do not, nothing is decided until the counting is said.

    On the way to a total, numbers that rise are read as cumulative ones, and so they are where years are missing that a sum would need.
    """
    if found.bad:
        return Progressed(None, bad=found.bad)
    first, *others = found.readings
    if others and not work.yearly and (not due or all(_truth(work, asked, other) is None for other in others)):
        return _alike(work, asked, Counted((first._replace(remarks=(AS_CUMULATIVE, *first.remarks)),)), due=due)
    truths = {_truth(work, asked, reading) for reading in found.readings}
    if len(truths) > 1:
        return Progressed(None, missing=("task.done",), remarks=(UNCOUNTED.filled(texts=found.texts),))
    parts = {None if one.quantity is None else one.quantity / asked if asked else Fraction(1) for one in found.readings}
    remarks = found.readings[0].remarks if len(found.readings) == 1 else ()
    truth = truths.pop()
    missing = ("task.done",) if truth is None else ()
    return Progressed(truth, parts.pop() if len(parts) == 1 else None, missing, remarks=remarks)


def _truth(work: Work, asked: Fraction, reading: Reading) -> int | None:
    if reading.quantity is None:
        return None
    if _operator(work)(reading.quantity, asked):
        return T
    return None if reading.least else F


def _items(work: Work, done: Done) -> Progressed:
    left = [item for item in work.items if not any(item in said or said in item for said in done.items)]
    part = Fraction(len(work.items) - len(left), len(work.items)) if work.items else None
    return Progressed(F, part, remarks=(LEFT.filled(items=left),)) if left else _all_of(work, part)


def _some(work: Work, done: Done) -> Progressed:
    """At least one of an unnumbered batch, or more than at the start."""
    try:
        count = amount(done.done, done.unit, work.unit or "1", (work.unit_zh,)).low
    except ValueRefused as error:
        return Progressed(None, bad=error.whole)
    if work.form == "at_least_one":
        return Progressed(T if count >= 1 else F, remarks=(ONE_COUNTS,))
    try:
        start = Fraction(work.start.value if work.start is not None else "")
    except ValueError:
        return Progressed(J, remarks=(NO_START,))
    return Progressed(T if count > start else F)
