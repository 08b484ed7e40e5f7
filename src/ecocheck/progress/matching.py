"""Which row of a plan each reported figure is for; figures for no row, for several, for another district, twice for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..bilingual import nearest
from ..errors import Mark, Problem
from ..records.model import Attestation
from ..rulebook.goals import Goal, Indicator, Work
from ..rulebook.model import Document, Rule, RulebookData
from ..vocabulary.spelling import half_width
from .figures import Done, Figure, Order, Sheet

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

    def sort(self, sheet: Sheet) -> None:
        for figure in sheet.figures:
            for row in self.rows_of(figure):
                self._give(row, figure)
        for order in self._meant(sheet.orders):
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

    def row_of_clause(self, clause: str) -> RowFigures | None:
        """The row of a clause, from its full or short id; of a task also by words of its title."""
        found = self.by_clause.get(self._full(clause))
        return found or next((row for row in self.rows if row.work is not None and clause.strip() in row.rule.title), None)

    def _full(self, clause: str) -> str:
        said = clause.strip()
        name = said if "/" in said else f"{self.document}/{said}"
        owner, _, short = name.partition("/")
        return f"{owner}/{short.removeprefix('i-').removeprefix('t-')}"

    def rows_of(self, said: Figure | Order) -> list[RowFigures]:
        if not self._here(said.area, said.place, said.code or said.clause):
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
                said.place, "indicator.code", f"{self.document} 没有“{indicator.label.zh}”这一行",
                f"{self.document} has no row of {indicator.code}", *_unlike(indicator, self.data), severity="warning",
            )  # fmt: skip
            return []
        return self._in_scope(found, said, indicator, year)

    def _in_scope(self, found: list[RowFigures], said: Figure | Order, indicator: Indicator, year: int) -> list[RowFigures]:
        """The rows whose place the figure names; without a place, the rows of the whole area, or the only place there is."""
        scopes = list(dict.fromkeys(_goal(row).scope for row in found))
        if said.scope:
            meant = _folded(said.scope)
            named = [row for row in found if _names(meant, _goal(row))]
            if not named:
                self._problem(
                    said.place, "indicator.scope", f"“{indicator.label.zh}”没有范围“{said.scope}”",
                    f"no row of {indicator.code} is for '{said.scope}'",
                    f"可用：{'、'.join(scopes)}", f"use one of: {', '.join(scopes)}",
                )  # fmt: skip
            return named
        whole = [row for row in found if _goal(row).scope_kind in WHOLE_AREA]
        if whole or len({_folded(scope) for scope in scopes}) == 1:
            return whole or found
        if len({row.rule.id for row in found if not _goal(row).repeats}) == 1:
            return found
        self._problem(
            said.place, "indicator.scope", f"“{indicator.label.zh}”在 {self.document} 有几行，没有说明是哪一行",
            f"{self.document} has several rows of {indicator.code}; the figure does not say which",
            f"在范围一栏写：{'、'.join(scopes)}", f"give the scope: {', '.join(scopes)}",
        )  # fmt: skip
        return []

    def _indicator(self, text: str, place: str) -> Indicator | None:
        found = self.data.indicators.get(text) or self.data.indicators.get(
            self.data.vocabulary.lists["indicators"].find(text) or ""
        )
        if found is None:
            near = nearest(
                text, [name for one in self.data.indicators.values() for name in (one.code, one.label.zh, *one.aliases)], 3
            )
            self._problem(
                place, "indicator.code", f"没有“{text}”这个指标", f"there is no indicator '{text}'",
                f"是不是{'、'.join(near)}？" if near else "用 ecocheck facts indicator 查指标",
                f"did you mean {', '.join(near)}?" if near else "ecocheck facts indicator lists them",
            )  # fmt: skip
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
        wanted = [c.partition("/")[2] for c, row in self.by_clause.items() if (row.goal is None) is (kind == "task")]
        near = nearest(self._full(clause).partition("/")[2], wanted, 3)
        zh = "任务" if kind == "task" else "指标"
        self._problem(
            place, f"{kind}.clause", f"{self.document} 没有{zh}条款“{clause}”", f"{self.document} has no {kind} '{clause}'",
            f"是不是{'、'.join(near)}？" if near else "", f"did you mean {', '.join(near)}?" if near else "",
        )  # fmt: skip

    def _here(self, area: str, place: str, what: str) -> bool:
        if not area:
            return True
        known = next((a.id for a in self.data.areas.values() if area in (a.id, a.label.zh, a.label.en, *a.aliases)), area)
        if known == self.area:
            return True
        names = {a.id: a.label.zh for a in self.data.areas.values()}
        own, other = names.get(self.area, self.area), names.get(known, area)
        self._problem(
            place, "site.district", f"“{what}”的数属于{other}，{self.document} 只评估{own}，没有采用",
            f"the figure of {what} is of {area}; {self.document} assesses {self.area} only; it is not used",
            "核对区县，或换规划", "check the district, or name another plan",
        )  # fmt: skip
        return False

    def _give(self, row: RowFigures, figure: Figure) -> None:
        first = row.figures.setdefault(figure.year, figure)
        if first is figure:
            return
        same = (_folded(first.text), first.unit, first.counting) == (_folded(figure.text), figure.unit, figure.counting)
        if not same:
            row.twice[figure.year] = (first.text, figure.text)
        self._problem(
            figure.place, "indicator.year", f"{row.rule.title.zh} {figure.year}年填了两次：{first.text}（{first.place}）和 {figure.text}",
            f"{row.rule.title.en}: {figure.year} is given twice, {first.text} ({first.place}) and {figure.text}",
            "只留一个" if not same else "两次相同，按一次计", "keep one of them" if not same else "both are the same and count once",
            severity="warning" if same else "error",
        )  # fmt: skip

    def _give_work(self, row: RowFigures, done: Done) -> None:
        first = row.works.setdefault(done.year, done)
        if first is not done and first.done != done.done:
            row.twice[done.year] = (first.done, done.done)
            self._problem(
                done.place, "task.done", f"{row.rule.title.zh} {done.year}年填了两次：{first.done} 和 {done.done}",
                f"{row.rule.title.en}: {done.year} is given twice, {first.done} and {done.done}", "只留一个", "keep one of them",
            )  # fmt: skip

    def _problem(
        self, place: str, name: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "", severity: str = "error"
    ) -> None:
        problem = Problem(Mark(place or "figures"), zh, en, name, hint_zh, hint_en, severity=severity)
        if not any((known.zh, known.field) == (zh, name) for known in self.problems):  # one a row, not one a year
            self.problems.append(problem)


def _goal(row: RowFigures) -> Goal:
    assert row.goal is not None
    return row.goal


def _folded(text: str) -> str:
    return half_width(text).lower().replace(" ", "")


def _names(meant: str, goal: Goal) -> bool:
    own = _folded(goal.scope)
    return (
        meant in (own, goal.scope_kind)
        or (len(meant) >= 2 and (meant in own or own in meant))
        or any(meant == _folded(section) for section in goal.sections)
    )


def _unlike(indicator: Indicator, data: RulebookData) -> tuple[str, str]:
    near: Iterable[Indicator] = (data.indicators[code] for code in indicator.unlike if code in data.indicators)
    names = [(one.label.zh, one.code) for one in near]
    if not names:
        return "", ""
    return f"不要与{'、'.join(zh for zh, _ in names)}混淆", f"not to be confused with {', '.join(code for _, code in names)}"
