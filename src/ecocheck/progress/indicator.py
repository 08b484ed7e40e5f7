"""One indicator in one year: its figure and target, its outcome or its pace, and all that a person must know about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import UNSET
from msgspec.structs import replace

from ..bilingual import LANGUAGES, UNSAID, Said
from ..findings.result import FrozenDict
from ..rulebook.goals import Goal, Indicator
from ..rulebook.model import RulebookData
from .figures import Done, Figure, Order
from .matching import WHOLE_AREA, RowFigures
from .measures import CUMULATIVE, Measure, Measures
from .model import Standing, common_of
from .outcome import YEAR_READ, Settled, View, hold, settle
from .pace import number, off_the_line, status, walk
from .target import bar_of, chosen_start, interim_of, order_of

NOT_USED = Said("规划已印出目标，下达的数只作参考", "the plan prints the target; the number handed down is not used")
PROVISIONAL = Said("规划注明此目标随后由上级调整", "the plan says that this target will be adjusted")
EACH_YEAR = Said("每年都要做到，逐年判定", "to be kept in every year: judged each year")
IN_BRACKETS = Said("括号内的数，以天数为准", "a figure in brackets; the days decide")


class IndicatorJudge:
    """Judges the indicator rows of one plan; `twin` finds the figures of another clause of the same plan."""

    def __init__(self, data: RulebookData, twin: Callable[[str], RowFigures | None]) -> None:
        self.data, self.twin = data, twin

    def standing(self, row: RowFigures, year: int) -> Standing:
        rule, goal = row.rule, row.goal
        assert goal is not None
        indicator = self.data.indicators.get(goal.code) or Indicator(
            goal.code, Said(goal.code, goal.code), goal.unit, "state", "hold"
        )
        measures = Measures(row, indicator, self.twin(goal.beside) if goal.beside else None)
        start, start_text, remarks = measures.start()
        order, refused = order_of(goal, row.orders)
        unit_zh = label_of(indicator)
        bar = bar_of(goal, order, _year_before(goal, measures, year, start), self.data, year, start, unit_zh)
        measure = measures.at(year)
        due = year if goal.each_year else goal.aim.due
        view = View(rule, goal, measures, bar, measure, hold(goal, bar, measure, year), start, year, due, row.attested)
        walked = walk(view, row.orders)
        base = replace(
            self._described(row, goal, start_text, unit_zh),
            year=year,
            due=due,
            baseline_value=number(start),
            target=bar.said,
            target_value=number(bar.value),
            target_op=bar.op,
            target_source=bar.source,
            value=_shown(row, goal, measure, year),
            used=number(measure.found.middle) if measure.found else None,
            completion=number(walked.completion),
            time_share=number(walked.time_share),
            pace=number(walked.pace),
            expected=number(walked.expected),
            basis=walked.basis,
            series=walked.points,
            target_document=order.document if order is not None and bar.source == "handed_down" else "",
            sources=sources_of(row.figures.values()),
            remarks=(*remarks, *measure.remarks, *_notes(goal, order, refused)),
        )
        if year < due:
            found, said = status(view, walked, row.orders)
            if walked.completion is not None and walked.pace is not None:
                said = (*off_the_line(walked.completion - walked.pace, walked.time_share), *said)
            return replace(base, outcome="not_applicable", reason="not_due", status=found, remarks=(*base.remarks, *said))
        return _due(base, settle(view))

    def _described(self, row: RowFigures, goal: Goal, start_text: str, unit_zh: str) -> Standing:
        """What does not depend on the year."""
        rule = row.rule
        printed = chosen_start(goal)
        shown = "" if goal.form in CUMULATIVE else start_text or (printed.value if printed else "")
        return Standing(
            **common_of(rule, self.data),
            kind="indicator",
            code=goal.code,
            title=Said(*(rule.title[lang].removesuffix(f"（{goal.scope}）") for lang in LANGUAGES)),
            scope=goal.scope,
            whole_area=goal.scope_kind in WHOLE_AREA,
            unit=goal.unit,
            unit_zh=unit_zh,
            form=goal.form,
            direction=goal.direction,
            due_printed=goal.aim.due_printed,
            outlook=goal.outlook,
            repeats=goal.repeats,
            baseline=Said(shown, shown) if shown else UNSAID,
            baseline_year=printed.year if printed else None,
            interim=FrozenDict(interim_of(goal, unit_zh)) or UNSET,
        )


def _due(base: Standing, settled: Settled) -> Standing:
    """The row with its outcome."""
    return replace(
        base,
        outcome=settled.outcome,
        reason=settled.reason,
        possible=settled.possible,
        worst=settled.possible[0] if settled.possible else "",
        missing=settled.missing,
        bad=settled.bad,
        remarks=(*base.remarks, *settled.remarks),
    )


def _year_before(goal: Goal, measures: Measures, year: int, start: Fraction | None) -> tuple[Fraction, int] | None:
    """The figure of the year before with its decimals; the printed start where that year is the base year."""
    if goal.aim.than != "previous_year":
        return None
    before = measures.at(year - 1)
    if before.found is not None:
        return before.found.middle, before.found.places or 0
    printed = chosen_start(goal)
    if start is None or printed is None or year - 1 != measures.base_year:
        return None
    return start, len(printed.value.partition(".")[2])


def sources_of(reported: Iterable[Figure | Done]) -> tuple[str, ...]:
    """Where reported figures come from, as they say, each once."""
    return tuple(dict.fromkeys(one.source for one in reported if one.source))


def label_of(indicator: Indicator) -> str:
    """The unit as Chinese tables print it."""
    return next((alias for alias in indicator.unit_aliases if not alias.isascii() and indicator.unit != "%"), indicator.unit)


def _shown(row: RowFigures, goal: Goal, measure: Measure, year: int) -> str:
    """The figure of the year as reported; of a cumulative one made from the years, the cumulative."""
    figure = row.figures.get(year)
    computed = goal.form in CUMULATIVE and measure.found is not None
    if figure is not None and not computed:
        return figure.text
    return measure.found.text if measure.found is not None else ""


def _notes(goal: Goal, order: Order | None, refused: bool) -> list[Said]:
    notes = [NOT_USED] if refused else []
    if goal.provisional and order is None:
        notes.append(PROVISIONAL)
    if goal.each_year:
        notes.append(EACH_YEAR)
    elif not goal.aim.due_printed and not goal.outlook:
        notes.append(YEAR_READ.filled(due=goal.aim.due))
    return [*notes, IN_BRACKETS] if goal.beside else notes
