"""The rulebook as its users hold it: load, check, ask, list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from .bilingual import Said
from .errors import AreaMissing, DateMissing, Problem, UnknownName
from .evaluation.areas import DISTRICT, NEW_AREA, Areas
from .evaluation.case import Case
from .evaluation.compiled import Program
from .evaluation.explain.finding import Explainer
from .evaluation.explain.glossary import glossary_of
from .evaluation.judge import NOT_APPLICABLE, Judge
from .findings.decisions import Decision, decided
from .findings.model import Finding
from .findings.questions import questions_of
from .findings.report import DEFAULT_FAIL_ON, Receipt, Report, Subject, counted, verdict_of
from .findings.strictest import with_strictest
from .findings.waivers import Waiver, waived
from .logic.outcomes import Outcomes
from .logic.truth import F
from .records.model import Given, Record
from .rulebook.model import Rule, RulebookData
from .version import __version__

if TYPE_CHECKING:
    from .progress.model import Assessment
    from .progress.target_findings import TargetFindings

#: Forms that bind only in their document's own area, not in the areas below it.
OWN_AREA_FORMS = ("indicator", "task", "duty")
#: Subjects whose records are held against targets, over all years that a run brings.
TARGET_SUBJECTS = ("indicator", "task")
#: From this record of a subject on, its rules run as a generated program; making one costs as much as a few records.
WARM = 4


class Rulebook:
    """A loaded, validated, immutable set of rules, ready to check records.

    `plans` are the plans that were named; without any, the plans of each record's own area are used. Rules carry no state of a run: one
    rulebook serves many threads, and it pickles.

    >>> import ecocheck
    >>> book = ecocheck.load("wanzhou")
    >>> book.plans
    ('wz-145',)
    """

    def __init__(self, data: RulebookData, plans: tuple[str, ...] = ()) -> None:
        self.data = data
        self.plans = plans
        self._areas = Areas(data)
        self._judge = Judge(data)
        self._explainer = Explainer(data, self._judge)
        self._by_subject: dict[str, tuple[Rule, ...]] = {}
        self._programs: dict[str, Program] = {}
        self._seen: dict[str, int] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.data, self.plans))

    @property
    def vocabulary(self) -> Any:
        return self.data.vocabulary

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of this rulebook, in the order of documents and lines."""
        return self.data.rules

    def rule(self, name: str) -> Rule:
        """The rule with an id or alias; raises `UnknownName` with the nearest ids."""
        found = self.data.rule_ids.get(name)
        if found is None:
            raise UnknownName.among(Said("规则", "rule"), name, self.data.rule_ids)
        return found

    def rules_for(self, subject: str) -> tuple[Rule, ...]:
        """The rules that address a subject."""
        if subject not in self._by_subject:
            self._by_subject[subject] = tuple(r for r in self.data.rules if subject in r.subjects and r.status == "active")
        return self._by_subject[subject]

    def check(
        self,
        records: Any,
        as_of: str | date | None = None,
        *,
        fail_on: Sequence[str] = DEFAULT_FAIL_ON,
        rules: Iterable[str] | None = None,
        today: date | None = None,
        inputs: list[dict[str, str]] | None = None,
        problems: Iterable[Problem] = (),
        progress: Callable[[int], None] | None = None,
        waivers: tuple[Waiver, ...] = (),
        decisions: tuple[Decision, ...] = (),
    ) -> Report:
        """Checks one record or many and gives the report.

        `records` is a dict (nested or dotted), a `Record`, a list of them, or a path to a file. `as_of` is the day judged where the record
        names none; `today` is used where neither is given (only the command line does). `rules` narrows to some rule ids.

        Raises `DateMissing`, `AreaMissing`, `RecordSourceError`, `UnknownName`.
        """
        from .records.reading import as_records

        read, found_problems, found_inputs = as_records(records, self.data.vocabulary)
        wanted = None if rules is None else {self.rule(name).id for name in rules}
        default = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        findings: list[Finding] = []
        judged: list[tuple[Record, date, int]] = []
        ended: dict[str, set[str]] = {}
        every_problem = [*problems, *found_problems]
        targets = self._targets(read)
        for record in read:
            day = record.as_of or default or today
            found = list(self.findings_of(record, day, wanted, ended))
            if targets is not None and record.subject in TARGET_SUBJECTS and day is not None:
                on_targets, refused = self._on_targets(targets, record, day, wanted)
                found += on_targets
                every_problem += refused
            findings += found
            judged.append((record, day or date.min, len(found)))
            every_problem += record.problems
            every_problem += self._areas.past(record, day or date.min)
            if progress:
                progress(len(judged))
        notices = [*_notices(ended), *self._assumed(read)]
        if waivers:
            findings, said = waived(findings, waivers, {record.id: day for record, day, _ in judged if not record.numbered})
            notices += said
        if decisions:
            findings, said = decided(findings, decisions, frozenset(record.id for record in read if record.numbered))
            notices += said
        findings = with_strictest(findings)
        receipt = Receipt(
            ecocheck=__version__,
            rulebook=self.data.digest,
            documents=[{"id": d.id, "title": d.title[0], "edition": d.edition} for d in self.data.documents.values()],
            as_of=", ".join(dict.fromkeys(day.isoformat() for _, day, _ in judged)),
            inputs=found_inputs if inputs is None else inputs,
            plans=self.plans,
            as_of_source="today" if default is None and today is not None and any(r.as_of is None for r in read) else "",
        )
        return Report(
            verdict=verdict_of(findings, _errors(every_problem)),
            policy={"fail_on": list(fail_on)},
            counts=counted(findings),
            findings=tuple(findings),
            receipt=receipt,
            subjects=(*_subjects(judged, findings), *_refused(every_problem)),
            questions=questions_of(findings, self.data.vocabulary, read),
            problems=tuple(every_problem),
            notices=tuple(notices),
            glossary=glossary_of(findings, self.data, self._explainer.cards),
        )

    def check_table(
        self,
        frame: Any,
        subject: str = "project",
        as_of: str | date | None = None,
        *,
        outcomes: Sequence[str] = ("fail", "review", "error"),
        out: Literal["findings", "counts"] = "findings",
        groups: Mapping[str, Any] | None = None,
        units: Mapping[str, str] | None = None,
    ) -> Any:
        """Checks many records of one subject at once: a table with a row a record and a column a fact.

        `frame` is an Arrow, polars or pandas table, or the path of a Parquet or CSV file. A header is a fact's name, label or alias,
        with its unit where the numbers are in another than the vocabulary's (`distance(m)`, or `units={"distance": "m"}`). `groups`
        gives the items of a group as a table of their own, with the record's id in its column `record`; a list of structs does as
        well. Each row has the outcomes that `check` finds for it. The result is an Arrow table: the findings with one of `outcomes`,
        or (`out="counts"`) how many findings each rule has of each outcome; its metadata say what was read and refused.

        Raises `DateMissing`, `RecordSourceError`, `UnknownName`, and `OutputRefused` where numpy and pyarrow are not installed.

        >>> import ecocheck
        >>> rows = [{"id": "P1", "project.industry": "C2614", "project.construction": "new", "site.distance.yangtze_system_bank": 0.4}]
        >>> found = ecocheck.load("wanzhou").check_table(rows, as_of="2023-06-01", outcomes=["fail"])
        >>> sorted(set(found["rule"].to_pylist()))
        ['wz-145/chem-1km', 'yrpl-2020/chem-1km']
        """
        from .columns.door import checked_table

        return checked_table(self, frame, subject, as_of, outcomes, out, groups, units)

    def assess(self, records: Any, year: int | None = None, plan: str | None = None) -> Assessment:
        """Where the indicators and tasks of a plan stand at the end of a year: completion, pace, status, outcome.

        `records` is a path (YAML, CSV, Excel), a mapping with `figures`, records of the subjects indicator and task, or rows of a table
        or data frame. Without `year` the last year that was reported is taken; without `plan` the one named plan, else the plan that
        the records name, else that of their own district.

        Raises `RecordSourceError`, `UnknownName`, `AreaMissing`.

        >>> import ecocheck
        >>> figures = [{"indicator": "环境空气质量优良天数", "2022": 340}]
        >>> standing = ecocheck.load("wanzhou").assess(figures, year=2022).where(code="air.good_days")[0]
        >>> standing.status, standing.outcome
        ('ahead', 'not_applicable')
        """
        from .progress.assess import assess, plan_of
        from .progress.sheets.reading import as_sheet

        sheet = as_sheet(records, self.data.vocabulary)
        return assess(self.data, plan_of(self.data, self.plans, sheet, plan), sheet, year)

    def _targets(self, read: Sequence[Record]) -> TargetFindings | None:
        if not any(record.subject in TARGET_SUBJECTS for record in read):
            return None
        from .progress.target_findings import TargetFindings

        return TargetFindings(self.data, self._explainer.cards, read)

    def _on_targets(
        self, targets: TargetFindings, record: Record, day: date, wanted: set[str] | None
    ) -> tuple[list[Finding], list[Problem]]:
        """The findings of a yearly figure or a task on the targets of its own area, and what of it could not be used."""
        case = Case.of(record, day)
        case.facts.update((name, one.value) for name, one in self._located(record).items() if one.value is not None)
        binding = self._binding(record, case)
        here = [area for area in (case.facts.get(DISTRICT), case.facts.get(NEW_AREA)) if area is not None]
        documents = [
            document
            for document in self.data.documents.values()
            if document.id in binding and (document.area in here if here else document.id in self.plans)
        ]
        found = [one for one in targets.of(record, documents, day) if wanted is None or one.rule in wanted]
        return found, targets.problems(record, documents)

    def findings_of(
        self, record: Record, day: date | None, wanted: set[str] | None = None, ended: dict[str, set[str]] | None = None
    ) -> Iterator[Finding]:
        """The findings of one record, rule by rule."""
        if day is None:
            raise DateMissing(
                f"记录 {record.id} 没有判定日期", f"record {record.id} has no date to judge on",
                "在记录里写 as_of，或调用时给 as_of", "give as_of in the record or in the call",
            )  # fmt: skip
        given = self._located(record)
        case = Case.of(record, day)
        case.facts.update((name, one.value) for name, one in given.items() if one.value is not None)
        binding = self._binding(record, case)
        whole = self._outcomes(record.subject, case)
        for rule in self.rules_for(record.subject):
            if rule.target is not None or rule.document not in binding or (wanted is not None and rule.id not in wanted):
                continue
            if rule.form in OWN_AREA_FORMS and not self._own_area(rule, case):
                continue
            for finding in self._findings(rule, case, record, given, whole.get(rule.id)):
                if (
                    ended is not None
                    and finding.reason == "not_in_force"
                    and rule.in_force.end is not None
                    and rule.in_force.end < day
                ):
                    ended.setdefault(f"{rule.document} {rule.in_force.end}", set()).add(rule.id)
                yield finding

    def findings_of_rule(self, rule: Rule, record: Record, day: date) -> Iterator[Finding]:
        """The findings of one rule on a record, whatever its documents and subject: what rule tests look at."""
        given = self._located(record)
        case = Case.of(record, day)
        case.facts.update((name, one.value) for name, one in given.items() if one.value is not None)
        return self._findings(rule, case, record, given)

    def _outcomes(self, subject: str, case: Case) -> dict[str, Outcomes]:
        """The sets of all rules that judge the record as a whole, from the generated program once it pays to have one."""
        program = self._programs.get(subject)
        if program is None:
            self._seen[subject] = self._seen.get(subject, 0) + 1
            if self._seen[subject] < WARM:
                return {}
            program = self._programs[subject] = Program(self._judge, self.rules_for(subject))
        return dict(zip(program.names, program.outcomes(case), strict=True))

    def _findings(
        self, rule: Rule, case: Case, record: Record, given: dict[str, Given], known: Outcomes | None = None
    ) -> Iterator[Finding]:
        if not rule.each:
            if (self._judge.outcomes(rule, case) if known is None else known) == NOT_APPLICABLE:
                area, force, _, _ = self._judge.gates(rule, case)
                yield self._explainer.not_applicable(rule, case, record, given, self._explainer.outside(area, force))
            else:
                yield self._explainer.finding(rule, case, record, given)
            return
        group = self.data.vocabulary.groups[rule.each]
        listed = record.groups.get(rule.each)
        if listed is None:
            yield self._explainer.group_unknown(rule, case, record, given)
            return
        if not listed.items and listed.complete:
            yield self._explainer.group_empty(rule, case, record)
            return
        for item in listed.items:
            inner = case.of_item(item, group.facts)
            yield self._explainer.finding(rule, inner, record, {**given, **item.facts})
        if not listed.complete:
            yield self._explainer.group_unknown(rule, case, record, given)

    def _located(self, record: Record) -> dict[str, Given]:
        """The facts as given; the district is assumed where it is missing and exactly one district plan was named."""
        if DISTRICT in record.facts:
            return record.facts
        named = self._named_areas()
        if len(named) == 1:
            return {**record.facts, DISTRICT: Given(named[0], named[0], source="assumed")}
        return record.facts

    def _assumed(self, records: Iterable[Record]) -> list[dict[str, str]]:
        """What is said once of records whose place was taken from the named plan."""
        count = sum(self._located(record) is not record.facts for record in records)
        if not count:
            return []
        area = self.data.areas.get(self._named_areas()[0])
        zh, en = (area.zh, area.en) if area else ("", "")
        return [
            {
                "zh": f"{count} 条记录没有写所在区县，按所选规划视为在{zh}",
                "en": f"{count} records name no district; taken as lying in {en}",
            }
        ]

    def _named_areas(self) -> list[str]:
        return [
            self.data.documents[p].area for p in self.plans if self.data.documents[p].level in ("district", "new_area", "pack")
        ]

    def _own_area(self, rule: Rule, case: Case) -> bool:
        """Whether the record lies in the document's own area, not only in an area below it."""
        return self.data.documents[rule.document].area in (case.facts.get(DISTRICT), case.facts.get(NEW_AREA))

    def _binding(self, record: Record, case: Case) -> set[str]:
        """The documents that can bind the record: those loaded for named plans, else those of its own area."""
        if self.plans:
            return set(self.data.documents)
        district = case.facts.get(DISTRICT)
        if not isinstance(district, str):
            if not any(d.level in ("district", "new_area", "municipality") for d in self.data.documents.values()):
                return set(self.data.documents)
            raise AreaMissing(
                f"记录 {record.id} 没有 {DISTRICT}（所在区县），也没有指定规划", f"record {record.id} has no {DISTRICT} and no plan was named",
                "填写所在区县，或用 --plan 指定规划", "give the district, or name a plan with --plan",
            )  # fmt: skip
        return {d.id for d in self.data.documents.values() if self._areas.truth(d.area, case) != F}


def _notices(ended: dict[str, set[str]]) -> list[dict[str, str]]:
    return [
        {
            "zh": f"{key.split()[0]}：{len(rules)} 条规则已于 {key.split()[1]} 到期；用 --as-of 可按更早的日期检查",
            "en": f"{key.split()[0]}: {len(rules)} rules ended {key.split()[1]}; --as-of checks an earlier day",
        }
        for key, rules in sorted(ended.items())
    ]


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _refused(problems: Iterable[Problem]) -> Iterator[Subject]:
    """The records that could not be read: kept in the report, so that none is lost."""
    for problem in problems:
        if problem.code == "refused":
            yield Subject(problem.place, "", "", "refused", counted(()), place=str(problem.mark))


def _subjects(judged: list[tuple[Record, date, int]], findings: list[Finding]) -> Iterator[Subject]:
    start = 0
    for record, day, count in judged:
        own = findings[start : start + count]
        start += count
        place = str(record.mark) if record.mark else ""
        verdict = verdict_of(own, _errors(record.problems))
        yield Subject(record.id, record.subject, record.name, verdict, counted(own), day.isoformat(), place)
