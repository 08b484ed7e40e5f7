"""Records judged and explained, rule by rule: what a rulebook does with one record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ..errors import DateMissing
from ..findings.model import Finding
from ..logic.outcomes import Outcomes
from ..records.model import Given, Record
from ..records.stage import stage_of
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.stages import RANK
from .binding import Binding
from .case import Case
from .compiled import Program
from .explain.finding import Explainer
from .explain.reasons import why_outside
from .judge import NOT_APPLICABLE, Judge

#: From this record of a subject on, its rules run as a generated program; making one costs as much as a few records.
WARM = 4


class Checker:
    """Judges records by the rules of one rulebook. Keeps what rules are compiled to, and nothing of any record."""

    def __init__(self, data: RulebookData, plans: tuple[str, ...]) -> None:
        self.data = data
        self.judge = Judge(data)
        self.explainer = Explainer(data, self.judge)
        self.binding = Binding(data, plans, self.judge.areas)
        self._by_subject: dict[str, tuple[Rule, ...]] = {}
        self._programs: dict[str, Program] = {}
        self._seen: dict[str, int] = {}

    def rules_for(self, subject: str) -> tuple[Rule, ...]:
        """The active rules that address a subject."""
        if subject not in self._by_subject:
            self._by_subject[subject] = tuple(r for r in self.data.rules if subject in r.subjects and r.status == "active")
        return self._by_subject[subject]

    def bind(self, record: Record, day: date | None) -> Case:
        """The case of a record on a day, with the documents that bind it. Raises `DateMissing`, `AreaMissing`."""
        if day is None:
            raise DateMissing("evaluation.no_date", record=record.id)
        case = Case.of(record, day)
        case.documents = self.binding.documents(record.id, case)
        return case

    def findings(self, record: Record, case: Case, wanted: Collection[str] | None = None) -> Iterator[Finding]:
        """The findings of every rule that binds the case; of the rules `wanted` only, where that is given.

        What is unknown of a rule that asks from a later stage on than the record has reached is marked so; nothing else is.
        """
        known = self._outcomes(record.subject, case)
        reached = RANK[stage_of(record, case.as_of).stage]
        for rule in self.rules_for(record.subject):
            if rule.target is not None or rule.document not in case.documents or (wanted is not None and rule.id not in wanted):
                continue
            if self.binding.own_area(rule, case):
                found = self.findings_of_rule(rule, record, case, known.get(rule.id))
                yield from map(self.explainer.later, found) if rule.stage_rank > reached else found

    def findings_of_rule(self, rule: Rule, record: Record, case: Case, known: Outcomes | None = None) -> Iterator[Finding]:
        """The findings of one rule, whatever its documents and subject; `known` is its set of outcomes where that is known already."""
        if not rule.each:
            yield self._finding(rule, record, case, known)
            return
        listed = record.groups.get(rule.each)
        if listed is not None and listed.complete and not listed.items:
            yield self.explainer.group_empty(rule, case, record)
            return
        cases = self.judge.truth.item_cases(rule.each, case)
        for item, seen in zip(listed.items, cases, strict=True) if listed is not None and cases is not None else ():
            yield self.explainer.finding(rule, seen, record, {**record.facts, **item.facts})
        if listed is None or not listed.complete:
            yield self.explainer.group_unknown(rule, case, record, record.facts)

    def _finding(self, rule: Rule, record: Record, case: Case, known: Outcomes | None) -> Finding:
        given: dict[str, Given] = record.facts
        if self.judge.outside(rule, case) if known is None else known == NOT_APPLICABLE:
            area, force, _, _ = self.judge.gates(rule, case)
            return self.explainer.not_applicable(rule, case, record, given, why_outside(area, force))
        return self.explainer.finding(rule, case, record, given)

    def _outcomes(self, subject: str, case: Case) -> dict[str, Outcomes]:
        """The sets of all rules that judge the record as a whole, from the generated program once it pays to have one."""
        program = self._programs.get(subject)
        if program is None:
            self._seen[subject] = self._seen.get(subject, 0) + 1
            if self._seen[subject] < WARM:
                return {}
            program = self._programs[subject] = Program(self.judge, self.rules_for(subject))
        return dict(zip(program.names, program.outcomes(case), strict=True))
