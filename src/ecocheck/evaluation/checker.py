"""Records judged and explained, rule by rule: what a rulebook does with one record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..errors import DateMissing
from ..findings.model import Finding
from ..logic.outcomes import Outcome, Outcomes
from ..records.model import Given, Record
from ..records.stage import stage_of
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.stages import RANK
from .aspects import Aspects, holds, seen_record
from .binding import Binding
from .case import Case
from .compiled import Program
from .explain.finding import Explainer
from .explain.reasons import why_outside
from .judge import NOT_APPLICABLE, Judge

#: From this record of a subject on, its rules run as a generated program; making one costs as much as a few records.
WARM = 4


class Brought(NamedTuple):
    """The findings that aspects bring, and how many more may apply."""

    findings: tuple[Finding, ...]
    folded: int


class Checker:
    """Judges records by the rules of one rulebook. Keeps what rules are compiled to, and nothing of any record."""

    def __init__(self, data: RulebookData, plans: tuple[str, ...]) -> None:
        self.data = data
        self.judge = Judge(data)
        self.explainer = Explainer(data, self.judge)
        self.binding = Binding(data, plans, self.judge.areas)
        self.aspects = Aspects(data, self.rules_for)
        self._by_subject: dict[str, tuple[Rule, ...]] = {}
        self._programs: dict[str, Program] = {}
        self._met: dict[str, int] = {}

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
        known = self._outcomes(record.subject, self.rules_for(record.subject), case)
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

    def brought(self, record: Record, case: Case, wanted: Collection[str] | None = None) -> Brought:
        """What a record has to meet as what it is besides its own subject.

        A finding stands for itself where the rule applies beyond doubt; one that may not apply is only counted.
        """
        found: list[Finding] = []
        folded = 0
        reached = RANK[stage_of(record, case.as_of).stage]
        for seen in self.aspects.of(record.subject):
            rules = [r for r in seen.rules if r.document in case.documents and (wanted is None or r.id in wanted)]
            if not rules or not holds(seen, record):
                continue
            viewed = seen_record(seen, record)
            looked = Case.of(viewed, case.as_of)
            looked.documents = case.documents
            known = self._outcomes(f"{record.subject} {seen.aspect.seen_as}", seen.rules, looked)
            for rule in rules:
                for finding in self._settled(rule, viewed, looked, known.get(rule.id)):
                    if finding is None:
                        folded += 1
                    elif finding.outcome is not Outcome.NOT_APPLICABLE:
                        shown = self.explainer.later(finding) if rule.stage_rank > reached else finding
                        found.append(self.explainer.seen_as(shown, seen.aspect.seen_as))
        return Brought(tuple(found), folded)

    def _settled(self, rule: Rule, record: Record, case: Case, known: Outcomes | None) -> Iterator[Finding | None]:
        """The findings of a rule that applies beyond doubt; None for what may not apply."""
        if not rule.each:
            possible = self.judge.outcomes(rule, case) if known is None else known
            if possible == NOT_APPLICABLE:
                return
            if possible & NOT_APPLICABLE:
                yield None
                return
        for finding in self.findings_of_rule(rule, record, case):
            yield None if Outcome.NOT_APPLICABLE in finding.possible else finding

    def _outcomes(self, name: str, rules: Sequence[Rule], case: Case) -> dict[str, Outcomes]:
        """The sets of all rules that judge the record as a whole, from the generated program once it pays to have one."""
        program = self._programs.get(name)
        if program is None:
            self._met[name] = self._met.get(name, 0) + 1
            if self._met[name] < WARM:
                return {}
            program = self._programs[name] = Program(self.judge, rules)
        return dict(zip(program.names, program.outcomes(case), strict=True))
