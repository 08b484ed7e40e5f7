"""Findings on records of the subjects indicator and task: the same assessment, one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from ..bilingual import SEMICOLON, Said
from ..errors import Problem
from ..evaluation.explain.rule_cards import Cards
from ..findings.model import Finding, Limit, Margin, Observed, fingerprint
from ..findings.result import FrozenDict
from ..logic.outcomes import Outcome
from ..records.model import Record
from ..rulebook.model import Document, Rule, RulebookData
from .assess import PlanRows
from .figures import Figure, Sheet
from .matching import RowFigures
from .model import STATUSES, Standing
from .sheets.reading import sheet_of_record, year_of

SUBJECTS = ("indicator", "task")
ASKED = Said("{due}年{target}", "{target} by the end of {due}")
REPORTED, NOT_REPORTED = Said("{year}年{value}", "{year}: {value}"), Said("未报", "not reported")
TARGET = Said("目标{asked}", "target {asked}")
DONE = Said("{word}，完成{part}", "{word}, {part} done")


class TargetFindings:
    """The findings of target rows; `peers` are all records of the run, so that other years of an indicator are seen."""

    def __init__(self, data: RulebookData, cards: Cards, peers: Sequence[Record]) -> None:
        self.data, self.cards = data, cards
        self.sheet = Sheet()
        for record in peers:
            if record.subject in SUBJECTS:
                self.sheet = self.sheet + sheet_of_record(record)
        self._plans: dict[str, PlanRows] = {}

    def of(self, record: Record, documents: Iterable[Document], day: date) -> Iterator[Finding]:
        """The findings of one record on the rows of the plans of its own area."""
        for document in documents:
            plan = self._plan(document, record)
            meant = {row.rule.id: row for row in self._rows_of(record, plan)}
            year = year_of(record, "indicator.year" if record.subject == "indicator" else "task.year")
            in_force = {row.rule.id for row in plan.of_year(year or day.year)}
            for row in plan.rows:
                if record.subject not in row.rule.subjects:
                    continue
                if row.rule.id not in meant:
                    yield self._apart(row.rule, record, day, "out_of_scope")
                elif row.rule.id not in in_force:
                    yield self._apart(row.rule, record, date(year, 12, 31) if year else day, "not_in_force")
                elif not year:
                    yield self._without_year(plan, row, record, day)
                else:
                    yield self._finding(row.rule, record, plan.standing(row, year))

    def problems(self, record: Record, documents: Iterable[Document]) -> list[Problem]:
        """What the record reports that cannot be used: another district, an unknown indicator, a figure that cannot be meant."""
        found: list[Problem] = []
        own = sheet_of_record(record)
        for document in documents:
            plan = PlanRows(self.data, document)
            plan.add(own)
            found += [*plan.problems, *plan.refused()]
        return found

    def _plan(self, document: Document, record: Record) -> PlanRows:
        if document.id not in self._plans:
            plan = self._plans[document.id] = PlanRows(self.data, document)
            plan.add(self.sheet if self.sheet != Sheet() else sheet_of_record(record))
        return self._plans[document.id]

    def _rows_of(self, record: Record, plan: PlanRows) -> list[RowFigures]:
        sheet = sheet_of_record(record)
        found = [row for figure in sheet.figures for row in plan.matcher.rows_of(figure)]
        found += [row for order in sheet.orders for row in plan.matcher.rows_of(order)]
        found += [task for done in sheet.works if (task := plan.matcher.task_of(done)) is not None]
        found += [row for clause in record.attested if (row := plan.matcher.by_clause.get(clause)) is not None]
        code = record.facts.get("indicator.code")
        if not found and code is not None and isinstance(code.value, str):
            found = plan.matcher.rows_of(Figure(0, "", code=code.value, place=record.id))
        clause = record.facts.get("task.clause") or record.facts.get("indicator.clause")
        if not found and clause is not None:
            named = plan.matcher.row_of_clause(clause.text)
            found = [named] if named is not None else []
        return found

    def _common(self, rule: Rule, record: Record, day: date) -> dict[str, Any]:
        card = self.cards.of(rule)
        fact = "indicator.year" if record.subject == "indicator" else "task.year"
        return {
            **card.common,
            "record": record.id,
            "subject": record.subject,
            "judged_on": FrozenDict({"fact": fact, "date": day.isoformat()}),
            "fingerprint": fingerprint(rule.id, record.id, "", []),
        }

    def _apart(self, rule: Rule, record: Record, day: date, reason: str) -> Finding:
        said = {
            "out_of_scope": Said("不是这个指标（任务）", "another indicator or task"),
            "not_in_force": Said("不在规划期内", "outside the period of the plan"),
        }[reason]
        return Finding(**self._common(rule, record, day), outcome=Outcome.NOT_APPLICABLE, reason=reason, message=said)

    def _without_year(self, plan: PlanRows, row: RowFigures, record: Record, day: date) -> Finding:
        standing = plan.standing(row, day.year)
        fact = "indicator.year" if record.subject == "indicator" else "task.year"
        message = Said("缺年份，不知道是哪一年的数", "the year is missing: the figure cannot be placed")
        finding = self._finding(row.rule, record, standing)
        possible = ("fail", "pass", "not_applicable")
        return replace(
            finding, outcome=Outcome.UNKNOWN, reason="", possible=possible, worst="fail", missing=(fact,), message=message
        )

    def _finding(self, rule: Rule, record: Record, standing: Standing) -> Finding:
        day = date(standing.year, 12, 31)
        limbs = ["target"] if standing.outcome in ("fail", "review", "advice") else []
        common = {**self._common(rule, record, day), "fingerprint": fingerprint(rule.id, record.id, "", limbs)}
        fact = "indicator.value" if record.subject == "indicator" else "task.done"
        observed = {}
        given = record.facts.get(fact)
        if standing.value:
            observed[fact] = Observed(standing.value, standing.unit, given.source if given is not None else "")
        limit = margin = None
        if standing.target_value is not None:
            limit = Limit(fact, standing.target_op, standing.target_value, standing.unit)
            if standing.used is not None and standing.target_op in ("ge", "gt", "le", "lt"):
                distance = standing.used - standing.target_value
                margin = Margin(round(distance if standing.target_op in ("ge", "gt") else -distance, 10), standing.unit)
        return Finding(
            **common,
            outcome=Outcome(standing.outcome),
            possible=standing.possible,
            worst=standing.worst,
            missing=tuple(name.partition("@")[0] if name.endswith(f"@{standing.year}") else name for name in standing.missing),
            bad=standing.bad,
            reason=standing.reason,
            requirement=_asked(standing),
            observed=FrozenDict(observed),
            limit=limit,
            margin=margin,
            message=message(standing),
        )


def _asked(standing: Standing) -> Said:
    return ASKED.filled(due=standing.due, target=standing.target)


def message(standing: Standing) -> Said:
    """What a finding says about a row: the figure, the target, the pace, what a person must know."""
    value = standing.with_unit(standing.value) or NOT_REPORTED
    parts = [REPORTED.filled(year=standing.year, value=value), TARGET.filled(asked=_asked(standing))]
    word = STATUSES[standing.status]
    if word and standing.completion is not None:
        word = DONE.filled(word=word, part=f"{standing.completion:.1f}%")
    return SEMICOLON.join([*parts, *([word] if word else []), *standing.remarks])
