"""The assessment of one plan in one year: its rows, what was reported for them, where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from ..bilingual import Said
from ..errors import AreaMissing, Mark, Problem, RecordSourceError, UnknownName
from ..evaluation.binding import plan_named
from ..findings.report import Receipt
from ..findings.result import FrozenDict
from ..rulebook.goals import Goal, Work
from ..rulebook.model import Document, Rule, RulebookData
from ..version import __version__
from .figures import Done, Figure, Sheet
from .indicator import IndicatorJudge
from .matching import Matcher, RowFigures
from .measures import Measures
from .model import AssessmentData, Standing, counted
from .task import task_standing
from .task_done import unreadable

FORMS = ("indicator", "task")


def row_of(rule: Rule) -> RowFigures:
    """An empty row for a rule of the form indicator or task."""
    assert rule.target is not None
    row = rule.target.row
    if "goal" in row:
        return RowFigures(rule, goal=msgspec.convert(row["goal"], Goal))
    return RowFigures(rule, work=msgspec.convert(row["work"], Work))


def _in_force(row: RowFigures, year: int) -> bool:
    """Whether the row asks for something at the end of a year."""
    start, end, day = row.rule.in_force.start, row.rule.in_force.end, date(year, 12, 31)
    return (start is None or start <= day) and (end is None or day <= end)


def _base_year(row: RowFigures) -> int:
    asked = row.goal or row.work
    assert asked is not None
    return asked.base_year


class PlanRows:
    """The rows of one plan with what was reported for them."""

    def __init__(self, data: RulebookData, document: Document) -> None:
        self.data, self.document = data, document
        self.rows = [
            row_of(rule)
            for rule in data.rules
            if rule.document == document.id and rule.form in FORMS and rule.status == "active" and rule.target is not None
        ]
        self.matcher = Matcher(data, self.rows, document)
        self.judge = IndicatorJudge(data, self.matcher.by_clause.get)

    def add(self, sheet: Sheet) -> None:
        self.matcher.sort(sheet)

    @property
    def problems(self) -> list[Problem]:
        return self.matcher.problems

    def standing(self, row: RowFigures, year: int) -> Standing:
        return self.judge.standing(row, year) if row.goal is not None else task_standing(row, self.data, year)

    def of_year(self, year: int) -> list[RowFigures]:
        """The rows that are in force at the end of a year."""
        return [row for row in self.rows if _in_force(row, year)]

    def years(self) -> list[int]:
        """The years that were reported for rows which are in force in them."""
        return sorted({year for row in self.rows for year in (*row.figures, *row.works) if _in_force(row, year)})

    def unused(self, asked: int | None = None) -> list[Problem]:
        """The reported figures of years in which none of their rows asks for anything, before the base year or after the last; and those
        whose rows ask for nothing in the year asked for."""
        given: dict[int, tuple[Figure | Done, list[RowFigures]]] = {}
        for row in self.rows:
            reported: list[Figure | Done] = [*row.figures.values(), *row.works.values()]
            for one in reported:
                given.setdefault(id(one), (one, []))[1].append(row)
        found = []
        for one, rows in given.values():
            of_year = any(_base_year(row) == one.year or _in_force(row, one.year) for row in rows)
            if of_year and (asked is None or any(_in_force(row, asked) for row in rows)):
                continue
            last = max(end.year if (end := row.rule.in_force.end) is not None else one.year for row in rows)
            field = f"{rows[0].rule.title.zh} {one.year}"
            parts: dict[str, Any] = {"year": one.year, "first": min(map(_base_year, rows)), "last": last}
            code = "progress.row_not_of_year" if of_year else "progress.year_unused"
            parts |= {"asked": asked} if of_year else {}
            found.append(Problem.coded(Mark(one.place or "figures"), code, field=field, **parts))
        return found

    def unknown_clauses(self, sheet: Sheet) -> list[Problem]:
        """What was attested for clauses of which the plan has no row."""
        strangers = [clause for clause in sheet.attested if self.matcher.row_of_clause(clause) is None]
        kind = Said("指标或任务", "indicator or task")
        parts: dict[str, Any] = {"document": self.document.id, "kind": kind}
        return [Problem.coded(Mark("figures"), "progress.no_clause", field="attested", clause=c, **parts) for c in strangers]

    def refused(self) -> list[Problem]:
        """The reported figures that cannot be meant as they stand, each with its place."""
        found = []
        for row in self.rows:
            goal = row.goal
            indicator = self.data.indicators.get(goal.code) if goal is not None else None
            if goal is None or indicator is None or not row.figures or goal.repeats:
                continue
            for year, measure in Measures(row, indicator).read.items():
                if measure.bad and year not in row.twice:
                    place = Mark(row.figures[year].place or "figures")
                    field = f"{row.rule.title.zh} {year}"
                    found.append(Problem.coded(place, "progress.figure_refused", field=field, why=measure.bad))
        return [*found, *self._refused_works()]

    def _refused_works(self) -> Iterator[Problem]:
        """The quantities of tasks that cannot be read."""
        for row in self.rows:
            work = row.work
            if work is None or work.repeats:
                continue
            for year, done in row.works.items():
                why = unreadable(work, done)
                if why and year not in row.twice:
                    field = f"{row.rule.title.zh} {year}"
                    yield Problem.coded(Mark(done.place or "figures"), "progress.figure_refused", field=field, why=why)


def assess(data: RulebookData, document: Document, sheet: Sheet, year: int | None) -> AssessmentData:
    """Where the rows of a plan stand at the end of `year`; without a year, of the last one of the plan that was reported.

    Every figure is used, or is said not to be: `problems` name those of other years, of no row, of another place.

    Raises:
        RecordSourceError: nothing that was reported is for this plan.
        UnknownName: the plan has no indicators or tasks, or none in force in that year.
    """
    plan = PlanRows(data, document)
    if not plan.rows:
        raise UnknownName("progress.plan_without_targets", plan=Said(document.title.zh, document.id))
    plan.add(sheet)
    reported = plan.years()
    asked = year if year is not None else (reported[-1] if reported else None)
    unused = [*plan.problems, *plan.unused(asked), *plan.unknown_clauses(sheet)]
    if asked is None:
        problems = [*sheet.problems, *unused]
        raise RecordSourceError(problems or [_nothing(sheet)])
    period = document.period
    assert period is not None, "a document with rows has a period"
    rows = plan.of_year(asked)
    if not rows:
        plan_said = Said(document.short.zh or document.title.zh, document.id)
        raise UnknownName("progress.no_targets_in_year", plan=plan_said, year=asked, first=period.first, last=period.last)
    standings = tuple(plan.standing(row, asked) for row in rows)
    return AssessmentData(
        plan=document.id,
        title=document.title,
        area=document.area,
        year=asked,
        rows=standings,
        counts=counted(standings),
        receipt=_receipt(data, document, sheet, asked),
        period=period,
        problems=(*sheet.problems, *unused, *plan.refused()),
        reported_by=sheet.reported_by,
        reported_on=sheet.reported_on,
    )


def _receipt(data: RulebookData, document: Document, sheet: Sheet, year: int) -> Receipt:
    return Receipt(
        ecocheck=__version__,
        rulebook=data.digest,
        documents=(FrozenDict({"id": document.id, "title": document.title.zh, "edition": document.edition}),),
        as_of=f"{year}-12-31",
        inputs=tuple(map(FrozenDict, sheet.inputs)),
        plans=(document.id,),
    )


def _nothing(sheet: Sheet) -> Problem:
    name = sheet.inputs[0]["path"] if sheet.inputs else "figures"
    return Problem.coded(Mark(name), "progress.no_figures")


def plan_of(data: RulebookData, named: tuple[str, ...], sheet: Sheet, plan: str | None) -> Document:
    """The plan to assess: the one asked for, the one plan named, the sheet's own, or that of the only district reported.

    Raises:
        UnknownName: no such plan.
        AreaMissing: nothing says which plan is meant.
    """
    if plan or len(named) == 1:
        return plan_named(data, plan or named[0])
    if sheet.plan:
        return plan_named(data, sheet.plan)
    areas = {one.area for one in sheet.figures} | {one.area for one in sheet.works} | {one.area for one in sheet.orders}
    known = {a.id for a in data.areas.values() for text in areas if text in (a.id, a.label.zh, a.label.en, *a.aliases)}
    having = {rule.document for rule in data.rules if rule.form in FORMS}
    found = [d for d in data.documents.values() if d.area in known and d.id in having and (not named or d.id in named)]
    if len(found) == 1:
        return found[0]
    plans = [d.aliases[0] if d.aliases else d.id for d in data.documents.values() if d.id in having]
    raise AreaMissing("progress.no_plan_named", plans=plans)
