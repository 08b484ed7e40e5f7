"""Which row of a plan each reported figure is for; figures for no row, for several, for another district, twice for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from ..bilingual import Said, nearest
from ..errors import Mark, Problem
from ..records.model import Attestation
from ..rulebook.goals import Goal, Indicator, Work
from ..rulebook.model import Document, Rule, RulebookData
from ..vocabulary.model import SUBJECTS
from ..vocabulary.spelling import spelled
from .figures import Done, Figure, Order, Sheet
from .names import Names, alike_units, folded
from .task_names import Phrases, TaskNames

ALIKE = Said("两次相同，按一次计", "both are the same and count once")
UNLIKE = Said("不要与{others}混淆", "not to be confused with {others}")
MEANT = Said("是不是{near}？", "did you mean {near}?")
TASK_CALLED = Said("{clause} {title}", "{clause} {title}")
#: Words before a name that mean the whole area of the plan: of the municipality, and of a district or new area.
CITY_WORDS = ("全市", "我市", "本市", "重庆市", "重庆")
DISTRICT_WORDS = ("全区", "我区", "本区", "全域", "区域")
_Said = TypeVar("_Said", bound=Figure | Order)
WHOLE_AREA = ("district", "municipality", "new_area_direct", "new_area_whole")


@dataclass
class RowFigures:
    """What was reported for one row: figures by year, the same counted as yearly amounts or levels, an order, an attestation.

    `twice` names the years that were reported with different figures.
    """

    rule: Rule
    goal: Goal | None = None
    work: Work | None = None
    figures: dict[int, Figure] = field(default_factory=dict)
    twice: dict[int, tuple[str, ...]] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)
    works: dict[int, Done] = field(default_factory=dict)
    attested: Attestation | None = None


class Matcher:
    """Sorts what was reported to the rows of one plan."""

    def __init__(self, data: RulebookData, rows: list[RowFigures], document: Document) -> None:
        self.data, self.rows, self.document, self.area = data, rows, document.id, document.area
        self.last_year = document.period.last if document.period is not None else 0
        self.problems: list[Problem] = []
        self.by_clause = {clause: row for row in rows for clause in row.rule.clauses}
        self.by_code: dict[str, list[RowFigures]] = {}
        for row in rows:
            for code in (row.goal.code, *row.goal.also) if row.goal is not None else ():
                self.by_code.setdefault(code, []).append(row)
        area = data.areas.get(document.area)
        labels = (area.label.zh, *area.aliases) if area is not None else ()
        self.own_words = {folded(label) for label in labels} | set(CITY_WORDS if self._is_city() else DISTRICT_WORDS)

    @cached_property
    def names(self) -> Names:
        """The names of indicators as the plan prints them; most records report no figure and need none."""
        return Names(self.data.indicators.values(), _printed(self.rows, self.data))

    def _is_city(self) -> bool:
        return any(row.goal is not None and row.goal.scope_kind == "municipality" for row in self.rows)

    def sort(self, sheet: Sheet) -> None:
        for figure in map(self.as_meant, sheet.figures):
            for row in self.rows_of(figure):
                self._give(row, figure)
        for order in map(self.as_meant, self._meant(sheet.orders)):
            for row in self.rows_of(order):
                row.orders.append(order)
        for done in sheet.works:
            work = self.task_of(done)
            if work is not None:
                self._give_work(work, done)
        for clause, attested in sheet.attested.items():
            attested_row = self.by_clause.get(self._full(clause))
            if attested_row is not None:
                attested_row.attested = attested

    def _meant(self, orders: Iterable[Order]) -> Iterator[Order]:
        """The orders without the column of the plan's last year: there a table repeats what the plan prints, and nobody sets it."""
        for order in orders:
            if not order.by_column or self.last_year not in order.yearly:
                yield order
                continue
            yearly = {year: text for year, text in order.yearly.items() if year != self.last_year}
            if order.value or yearly:
                yield replace(order, yearly=yearly)

    def as_meant(self, said: _Said) -> _Said:
        """A figure or an order by the code of its indicator, with the unit and the scope that its printed name carries.

        As it stands where the name tells no indicator of the plan, speaks of another place, or names a unit at odds with the one given.
        """
        if said.clause or not said.code or said.code in self.data.indicators:
            return said
        for heard in self.names.heard(said.code):
            scope = said.scope or heard.scope
            if heard.place and heard.place not in self.own_words:
                rows = self.by_code.get(heard.indicator.code, [])
                if scope or not any(heard.place in spelled(_goal(row).scope) for row in rows):
                    continue
                scope = heard.place
            if heard.unit and said.unit and not alike_units(heard.unit, said.unit):
                continue
            return replace(said, code=heard.indicator.code, unit=said.unit or heard.unit, scope=scope)
        return said

    def row_of_clause(self, clause: str) -> RowFigures | None:
        """The row of a clause, from its full or short id; of a task also from the words of the plan, where they are like no other's."""
        found = self.by_clause.get(self._full(clause))
        if found is not None:
            return found
        named = self.task_names.find(clause)
        return self.by_clause[named[0]] if len(named) == 1 else None

    @cached_property
    def task_names(self) -> TaskNames:
        """The tasks by their titles and by the phrases in which the plan prints them."""
        tasks = []
        for row in self.rows:
            if row.work is not None:
                clause, work, title = self.data.clauses.get(row.rule.clauses[0]), row.work, row.rule.title
                texts = (title.zh, title.en, clause.anchor if clause is not None else "", *work.names)
                unit = work.unit_zh or work.unit
                tasks.append(Phrases(row.rule.clauses[0], tuple(text for text in texts if text), unit, work.repeats))
        return TaskNames(tasks, self.own_words)

    def _full(self, clause: str) -> str:
        said = clause.strip()
        name = said if "/" in said else f"{self.document}/{said}"
        owner, _, short = name.partition("/")
        return f"{owner}/{short.removeprefix('i-').removeprefix('t-')}"

    def rows_of(self, said: Figure | Order) -> list[RowFigures]:
        said = self.as_meant(said)
        known = self.data.indicators.get(said.code)
        if not self._here(said.area, said.place, known.label.zh if known is not None else said.code or said.clause):
            return []
        year = said.year if isinstance(said, Figure) else 0
        if said.clause:
            row = self.row_of_clause(said.clause)
            if row is None or (row.goal is None and isinstance(said, Figure)):
                self._unknown_clause(said.clause, said.place, "indicator")
                return []
            return [row]
        indicator = self._indicator(said.code, said.place)
        if indicator is None:
            return []
        found = self.by_code.get(indicator.code, [])
        if not found and isinstance(said, Figure) and said.computed:
            return []
        if not found:
            self._problem(
                said.place,
                "indicator.code",
                "progress.no_row",
                hint=_unlike(indicator, self.data),
                document=self.document,
                indicator=_named(indicator),
            )
            return []
        return self._in_scope(found, said, indicator, year)

    def _in_scope(self, found: list[RowFigures], said: Figure | Order, indicator: Indicator, year: int) -> list[RowFigures]:
        """The rows whose place the figure names; without a place, the rows of the whole area, or the only place there is."""
        scopes = list(dict.fromkeys(_goal(row).scope for row in found))
        if said.scope:
            meant = spelled(said.scope)
            named = [row for row in found if _names(meant, _goal(row))]
            if not named:
                parts: dict[str, Any] = {"indicator": _named(indicator), "scope": said.scope, "scopes": scopes}
                self._problem(said.place, "indicator.scope", "progress.no_scope", **parts)
            return named
        whole = [row for row in found if _goal(row).scope_kind in WHOLE_AREA]
        if whole or len({spelled(scope) for scope in scopes}) == 1:
            return whole or found
        if len({row.rule.id for row in found if not _goal(row).repeats}) == 1:
            return found
        parts = {"document": self.document, "indicator": _named(indicator), "scopes": scopes}
        self._problem(said.place, "indicator.scope", "progress.several_rows", **parts)
        return []

    def _indicator(self, text: str, place: str) -> Indicator | None:
        found = self.data.indicators.get(text) or self.data.indicators.get(
            self.data.vocabulary.lists["indicators"].find(text) or ""
        )
        if found is None:
            names = [name for one in self.data.indicators.values() for name in (one.code, one.label.zh, *one.aliases)]
            self._problem(place, "indicator.code", "progress.no_indicator", hint=_meant(text, names), text=text)
        return found

    def task_of(self, done: Done) -> RowFigures | None:
        if not self._here(done.area, done.place, done.clause):
            return None
        row = self.row_of_clause(done.clause)
        if row is None or row.work is None:
            row = None
            self._unknown_clause(done.clause, done.place, "task")
        return row

    def _unknown_clause(self, clause: str, place: str, kind: str) -> None:
        field = f"{kind}.clause"
        if kind == "task":
            meant = self.task_names.find(clause)
            if len(meant) > 1:
                said = tuple(map(self._task_called, meant))
                self._problem(place, field, "progress.several_tasks", document=self.document, clause=clause, tasks=said)
                return
            near = tuple(map(self._task_called, self.task_names.near(clause)))
            hint = MEANT.filled(near=near) if near else self._near_clauses(clause, kind)
        else:
            hint = self._near_clauses(clause, kind)
        kind_said = SUBJECTS[kind]
        self._problem(place, field, "progress.no_clause", hint=hint, document=self.document, kind=kind_said, clause=clause)

    def _near_clauses(self, clause: str, kind: str) -> Said | None:
        wanted = [c.partition("/")[2] for c, row in self.by_clause.items() if (row.goal is None) is (kind == "task")]
        return _meant(self._full(clause).partition("/")[2], wanted)

    def _task_called(self, clause: str) -> Said:
        return TASK_CALLED.filled(clause=clause.partition("/")[2], title=self.by_clause[clause].rule.title)

    def _here(self, area: str, place: str, what: str) -> bool:
        if not area:
            return True
        known = next((a.id for a in self.data.areas.values() if area in (a.id, a.label.zh, a.label.en, *a.aliases)), area)
        if known == self.area:
            return True
        names = {a.id: a.label.zh for a in self.data.areas.values()}
        own, other = Said(names.get(self.area, self.area), self.area), Said(names.get(known, area), area)
        self._problem(place, "site.district", "progress.other_area", what=what, other=other, document=self.document, own=own)
        return False

    def _give(self, row: RowFigures, figure: Figure) -> None:
        first = row.figures.setdefault(figure.year, figure)
        if first is figure:
            return
        same = (spelled(first.text), first.unit, first.counting) == (spelled(figure.text), figure.unit, figure.counting)
        if not same:
            row.twice[figure.year] = (first.text, figure.text)
        self._problem(
            figure.place,
            "indicator.year",
            "progress.figure_twice",
            hint=ALIKE if same else None,
            severity="warning" if same else "error",
            row=row.rule.title,
            year=figure.year,
            first=first.text,
            where=first.place,
            second=figure.text,
        )

    def _give_work(self, row: RowFigures, done: Done) -> None:
        first = row.works.setdefault(done.year, done)
        if first is not done and first.done != done.done:
            row.twice[done.year] = (first.done, done.done)
            parts: dict[str, Any] = {"row": row.rule.title, "year": done.year, "first": first.done, "second": done.done}
            self._problem(done.place, "task.done", "progress.done_twice", **parts)

    def _problem(
        self, at: str, field: str, code: str, *, hint: Said | None = None, severity: str = "error", **parts: Any
    ) -> None:
        problem = Problem.coded(Mark(at or "figures"), code, field=field, hint=hint, severity=severity, **parts)
        if not any((known.said, known.field) == (problem.said, field) for known in self.problems):  # one a row, not one a year
            self.problems.append(problem)


def _printed(rows: list[RowFigures], data: RulebookData) -> dict[str, set[tuple[str, str]]]:
    """The phrases in which a plan prints its indicators, with the codes and scopes of the rows that it prints so."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        clause = data.clauses.get(row.rule.clauses[0])
        if row.goal is not None and clause is not None and clause.anchor:
            scope = "" if row.goal.scope_kind in WHOLE_AREA else row.goal.scope
            found.setdefault(clause.anchor, set()).add((row.goal.code, scope))
    return found


def _goal(row: RowFigures) -> Goal:
    assert row.goal is not None
    return row.goal


def _names(meant: str, goal: Goal) -> bool:
    own = spelled(goal.scope)
    return (
        meant in (own, goal.scope_kind)
        or (len(meant) >= 2 and (meant in own or own in meant))
        or any(meant == spelled(section) for section in goal.sections)
    )


def _named(indicator: Indicator) -> Said:
    return Said(indicator.label.zh, indicator.code)


def _unlike(indicator: Indicator, data: RulebookData) -> Said | None:
    others = [_named(data.indicators[code]) for code in indicator.unlike if code in data.indicators]
    return UNLIKE.filled(others=others) if others else None


def _meant(text: str, names: Iterable[str]) -> Said | None:
    near = nearest(text, names, 3)
    return MEANT.filled(near=near) if near else None
