"""How far a row is on its way before it is due: completion, time share, pace, the word for it, and the figures of every year."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..bilingual import Said
from ..logic.truth import F, J, T
from ..rulebook.goals import Goal
from .arithmetic import completion, on_the_path, time_share
from .figures import Order
from .measures import CUMULATIVE, Measure
from .model import TOLERANCE, Point
from .outcome import BAD_FIGURE, View, hold, missed_between, missing_note
from .scales import rank
from .target import Bar, chosen_start, yearly_bar

UPWARD = ("ge", "gt")
YEARLY, INTERIM = Said("年度目标", "target of the year"), Said("中期目标", "interim target")
KEEP = Said("已达到，须保持到{due}年", "already met; to be kept until {due}")
OURS = Said("进度按直线内插，非规划所列", "pace by a straight line of ours, not printed in the plan")
NO_START = Said("没有起点，算不出进度", "no start to measure from")
MISSED = Said("未达到{kind}{target}", "the {kind}, {target}, is missed")


OFF_THE_LINE = Said(
    "进度差不等于完成进度减时间进度：按年度、中期目标，到本年应完成{due}%",
    "pace is not completion less time share: by the targets on the way {due} % are due by this year",
)


class Walk(NamedTuple):
    """Percentages done and due, the difference in points, and where the path stands this year; `basis` says whose path it is."""

    completion: Fraction | None
    time_share: Fraction
    pace: Fraction | None
    expected: Fraction | None
    basis: str
    points: tuple[Point, ...] = ()


def walk(view: View, orders: list[Order]) -> Walk:
    """Completion from start to target, and the path: the printed target of the year, else straight lines of ours between those printed."""
    goal, start, target = view.goal, view.start, _target(view.goal, view.bar)
    share = time_share(view.measures.base_year, view.due, view.year)
    forward = start is not None and target is not None and beyond(view.bar.op, start, target)
    found = view.measure.found
    done = expected = pace = None
    basis = ""
    if forward and found is not None:
        done = completion(_sure(start), _sure(target), found.middle)
    explicit = yearly_bar(goal, orders, view.year)
    if explicit is not None:
        expected, basis = explicit.value, "printed"
    elif forward:
        expected, basis = on_the_path(_knots(view, _sure(start), _sure(target)), view.year), "linear"
    if done is not None and expected is not None:
        needed = completion(_sure(start), _sure(target), expected)
        pace = None if needed is None else done - needed
    return Walk(done, share, pace, expected, basis, _points(view, orders, target, forward))


def off_the_line(due: Fraction, share: Fraction) -> tuple[Said, ...]:
    """What is said where more or less is due by the year than its share of the time, in percent.

    >>> off_the_line(Fraction(75), Fraction(60))[0].en
    'pace is not completion less time share: by the targets on the way 75 % are due by this year'
    """
    return () if due == share else (OFF_THE_LINE.filled(due=f"{float(round(due, 1)):g}"),)


def status(view: View, walked: Walk, orders: list[Order]) -> tuple[str, tuple[Said, ...]]:
    """The word for a row that is not due yet, and why it has none where it has none."""
    goal, bar, measure, held = view.goal, view.bar, view.measure, view.held
    if bar.judge:
        return "", held.remarks
    if measure.bad:
        return "", (BAD_FIGURE.filled(why=measure.bad),)
    if held.truth is None:
        lacking = (*(f"{n}@{view.year}" if n == "indicator.value" else n for n in measure.missing), *bar.missing)
        return "", tuple(missing_note(name) for name in lacking)
    if bar.source == "previous_year":
        return {T: "on_track", F: "behind"}.get(held.truth, ""), held.remarks
    if held.truth == T:
        return "kept" if stood_there(view) else "ahead", (KEEP.filled(due=view.due), *missed_between(view))
    if walked.basis == "printed":
        return _by_yearly(view, walked, orders)
    if walked.pace is not None:
        return word(walked.pace), (*held.remarks, OURS)
    if view.start is None and goal.direction != "hold" and goal.form != "ordinal":
        return "", (NO_START,)
    return ("" if held.truth == J else "behind"), held.remarks


def stood_there(view: View) -> bool:
    """Whether the row asks only to keep what it started from, so that nothing can be reached early."""
    goal, target = view.goal, _target(view.goal, view.bar)
    if goal.form == "ordinal":
        printed = chosen_start(goal)
        started, wanted = rank(goal.code, printed.value) if printed is not None else None, rank(goal.code, view.bar.word)
        return goal.direction == "hold" if started is None or wanted is None else started >= wanted
    if view.start is None or target is None:
        return goal.direction == "hold" or view.bar.source == "baseline"
    return not beyond(view.bar.op, view.start, target)


def word(pace: Fraction) -> str:
    """The word for a pace in percentage points.

    >>> word(Fraction(6)), word(Fraction(5)), word(Fraction(-5)), word(Fraction(-6))
    ('faster', 'on_track', 'on_track', 'behind')
    """
    return "faster" if pace > TOLERANCE else "on_track" if pace >= -TOLERANCE else "behind"


def _by_yearly(view: View, walked: Walk, orders: list[Order]) -> tuple[str, tuple[Said, ...]]:
    """A printed target of the year decides: missed is behind, met by more than the tolerance is faster."""
    bar = yearly_bar(view.goal, orders, view.year)
    assert bar is not None
    held = hold(view.goal, bar, view.measure, view.year)
    if held.truth == F:
        kind = INTERIM if str(view.year) in view.goal.interim else YEARLY
        return "behind", (MISSED.filled(kind=kind, target=bar.said),)
    if held.truth == J:
        return "on_track", held.remarks
    return ("faster" if walked.pace is not None and walked.pace > TOLERANCE else "on_track"), ()


def beyond(op: str, start: Fraction, target: Fraction) -> bool:
    """Whether the target lies beyond the start in the direction asked for: only then is there a way to measure."""
    return target > start if op in UPWARD else target < start if op in ("le", "lt") else False


def _target(goal: Goal, bar: Bar) -> Fraction | None:
    """The fixed number of the due year; a comparison with the year before has none."""
    return bar.value if goal.form != "ordinal" and bar.source in ("printed", "handed_down", "standard") else None


def _knots(view: View, start: Fraction, target: Fraction) -> dict[int, Fraction]:
    """The numbers that the path runs through: the start, what is printed on the way, the target."""
    goal, base = view.goal, view.measures.base_year
    printed = {int(year): Fraction(text) for year, text in (goal.yearly | goal.interim).items()}
    return {year: value for year, value in {base: start, **printed}.items() if year < view.due} | {view.due: target}


def _points(view: View, orders: list[Order], target: Fraction | None, forward: bool) -> tuple[Point, ...]:
    measures, goal = view.measures, view.goal
    figures = measures.row.figures
    if not figures and not view.measure.known:
        return ()
    wanted = rank(goal.code, view.bar.word) if goal.form == "ordinal" else None
    first = min([measures.base_year, *figures]) if view.start is not None else min([*figures, view.year])
    knots = _knots(view, _sure(view.start), _sure(target)) if forward else {}
    points = []
    for year in sorted({*figures, *(range(first, view.due + 1) if target is not None or wanted is not None else ())}):
        begins = year <= measures.base_year
        found = Measure() if begins and goal.form in CUMULATIVE else measures.at(year)
        value = found.found.middle if found.found else Fraction(found.place) if found.place is not None else None
        if value is None and year == measures.base_year:
            value = view.start
        own = yearly_bar(goal, orders, year)
        path = own.value if own is not None else None
        if path is None and target is not None:
            path = on_the_path(knots, year) if forward else target
        if wanted is not None:
            path = Fraction(wanted)
        if value is not None or path is not None:
            made = found.found is not None and (goal.form in CUMULATIVE or year not in figures)
            text = found.found.text if made and found.found else figures[year].text if year in figures else ""
            points.append(Point(year, text, number(value), number(path)))
    return tuple(points)


def number(value: Fraction | None) -> float | None:
    """A number as JSON holds it."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _sure(value: Fraction | None) -> Fraction:
    assert value is not None
    return value
