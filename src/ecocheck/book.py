"""The rulebook as its users hold it: load, check, ask, list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import UNSET

from .bilingual import Said
from .errors import Problem, UnknownName
from .evaluation.binding import TARGET_SUBJECTS
from .evaluation.case import Case
from .evaluation.checker import Checker
from .evaluation.explain.glossary import glossary_of
from .findings.decisions import Decision, decided
from .findings.filters import picked
from .findings.model import Finding
from .findings.notices import elsewhere, ended, placed, stood_in, unread_said
from .findings.policy import DEFAULT_FAIL_ON, FailOn, fail_on_of
from .findings.questions import questions_of, unsigned_sheets
from .findings.report import Receipt, Subject, counted, outside_the_plans, verdict_of
from .findings.result import FrozenDict
from .findings.sheets import sheets_signed
from .findings.standing import standing_of
from .findings.strictest import with_strictest
from .findings.waivers import Waiver, waived
from .logic.outcomes import AnOutcome
from .public import public
from .records.confirmation import Sheet
from .records.model import Record
from .records.reading import as_records, one_record
from .records.sheets import Use
from .records.stage import stage_of
from .records.supplement import Supplement
from .reports.report import Report
from .rulebook.model import Rule, RulebookData
from .version import __version__
from .vocabulary.engine_facts import DISTRICT
from .vocabulary.model import SUBJECTS, SubjectName, Vocabulary
from .vocabulary.typed import read_day, read_year

if TYPE_CHECKING:
    from .columns.run import TableRun
    from .progress.target_findings import TargetFindings
    from .reports.assessment import Assessment


class Checked(NamedTuple):
    """A record with the day on which it was judged, and what came of it."""

    record: Record
    day: date
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    folded: int = 0


@public
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
        self._checker = Checker(data, plans)
        self._supplement = Supplement(data.vocabulary, data.implications, self._checker.binding.district, data.sheets)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.data, self.plans))

    @property
    def vocabulary(self) -> Vocabulary:
        return self.data.vocabulary

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of this rulebook, in the order of documents and lines."""
        return self.data.rules

    def rule(self, name: str) -> Rule:
        """The rule with an id or alias; raises `UnknownName` with the nearest ids."""
        found = self.data.rule_ids.get(name)
        if found is None:
            raise UnknownName.among(Said("规则", "rule"), str(name), self.data.rule_ids)
        return found

    def rules_for(self, subject: SubjectName) -> tuple[Rule, ...]:
        """The rules that address a subject; raises `UnknownName` for one that does not exist."""
        if subject not in SUBJECTS:
            raise UnknownName.among(Said("对象", "subject"), str(subject), SUBJECTS)
        return self._checker.rules_for(subject)

    def check(
        self,
        records: Any,
        as_of: str | int | date | None = None,
        *,
        fail_on: FailOn | Iterable[FailOn] = DEFAULT_FAIL_ON,
        rules: str | Iterable[str] | None = None,
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
        given, unread, sources = as_records(records, self.vocabulary)
        wanted = None if rules is None else {self.rule(name).id for name in picked(rules)}
        default = read_day(as_of)
        read = [self._supplement.of(record, default or today) for record in given]
        judged: list[Checked] = []
        for checked in self._judged(read, default or today, wanted):
            judged.append(checked)
            if progress:
                progress(len(judged))
        return self._report(
            judged,
            problems=[*problems, *unread],
            notices=self._notices(given, judged),
            uses=[(one.id, use) for one in given for use in self._supplement.uses(one, default or today)],
            waivers=waivers,
            decisions=decisions,
            fail_on=fail_on_of(fail_on),
            inputs=sources if inputs is None else inputs,
            as_of_source="today" if default is None and today is not None and any(r.as_of is None for r in read) else "",
        )

    def _judged(self, read: Sequence[Record], default: date | None, wanted: set[str] | None) -> Iterator[Checked]:
        """Each record bound, judged and explained."""
        targets = self._targets(read)
        for record in read:
            case = self._checker.bind(record, record.as_of or default)
            brought = self._checker.brought(record, case, wanted)
            found = (*self._checker.findings(record, case, wanted), *brought.findings)
            refused: list[Problem] = []
            if targets is not None and record.subject in TARGET_SUBJECTS:
                documents = self._checker.binding.local_documents(case)
                found += tuple(one for one in targets.of(record, documents, case.as_of) if wanted is None or one.rule in wanted)
                refused = targets.problems(record, documents)
            past = self._checker.judge.areas.past(record, case.as_of)
            yield Checked(record, case.as_of, found, (*refused, *record.problems, *past), brought.folded)

    def _notices(self, given: Iterable[Record], judged: Sequence[Checked]) -> list[Said]:
        """What is said once of a run: what fell silent, and what was taken where a record says nothing."""
        outside = ((checked.record.id, outside_the_plans(checked.findings, self.plans)) for checked in judged)
        findings = [(checked.day, finding) for checked in judged for finding in checked.findings]
        district = self._checker.binding.district
        unplaced = sum(DISTRICT not in record.facts for record in given) if district else 0
        area = self.data.areas.get(district)
        return [
            *elsewhere(outside),
            *ended(findings, self.data),
            *placed(unplaced, area.label if area else Said()),
            *stood_in(findings, self.vocabulary),
        ]

    def _targets(self, read: Sequence[Record]) -> TargetFindings | None:
        if not any(record.subject in TARGET_SUBJECTS for record in read):
            return None
        from .progress.target_findings import TargetFindings  # the figures' readers, which a check of projects does without

        return TargetFindings(self.data, self._checker.explainer.cards, read)

    def check_table(
        self,
        frame: Any,
        subject: SubjectName = "project",
        as_of: str | int | date | None = None,
        *,
        outcomes: AnOutcome | Iterable[AnOutcome] = ("fail", "review", "error"),
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
        run = self.table_run(frame, subject, as_of, () if out == "counts" else sorted(picked(outcomes)), groups, units)
        if out not in ("findings", "counts"):
            raise UnknownName.among(Said("输出", "output"), out, ("findings", "counts"))
        return run.whole(out)

    def table_run(
        self,
        frame: Any,
        subject: str,
        as_of: str | int | date | None = None,
        outcomes: Sequence[str] = (),
        groups: Mapping[str, Any] | None = None,
        units: Mapping[str, str] | None = None,
    ) -> TableRun:
        """A run over a table that gives its findings chunk by chunk; the arguments of `check_table`."""
        from .columns.need import need_columns

        need_columns()
        from .columns.run import TableRun

        return TableRun(self._checker, self._supplement, frame, subject, as_of, outcomes, groups, units)

    def assess(self, records: Any, year: int | str | date | None = None, plan: str | None = None) -> Assessment:
        """Where the indicators and tasks of a plan stand at the end of a year: completion, pace, status, outcome.

        `records` is a path (YAML, CSV, Excel), a mapping with `figures`, records of the subjects indicator and task, or rows of a table
        or data frame. `year` is a number, a text or a day of the year; without it the last year that was reported is taken; without
        `plan` the one named plan, else the plan that the records name, else that of their own district.

        Raises `RecordSourceError`, `UnknownName`, `AreaMissing`.

        >>> import ecocheck
        >>> figures = [{"indicator": "环境空气质量优良天数", "2022": 340}]
        >>> standing = ecocheck.load("wanzhou").assess(figures, year=2022).where(code="air.good_days")[0]
        >>> standing.status, standing.outcome
        ('kept', 'not_applicable')
        """
        from .progress.assess import assess, plan_of
        from .progress.sheets.reading import as_sheet
        from .reports.assessment import Assessment

        sheet = as_sheet(records, self.data.vocabulary)
        found = assess(self.data, plan_of(self.data, self.plans, sheet, plan), sheet, read_year(year))
        return Assessment(**{name: getattr(found, name) for name in found.__struct_fields__})

    def sheets(self, record: Any, as_of: str | int | date | None = None) -> list[Sheet]:
        """The sheets for one record as they are printed now: pages of like facts with their usual answers, for a person to confirm.

        `record` and `as_of` are as for `check`. Nothing printed is a fact before `Record.confirm`; a line against which something speaks
        that the record says has no answer printed.

        Raises `RecordSourceError`.

        >>> import ecocheck
        >>> project = {"subject": "project", "project": {"industry": "C2614", "construction": "new"}}
        >>> policy = ecocheck.load("wanzhou").sheets(project)[0]
        >>> policy.name, [line for line in policy.lines if line.fact == "access.sector_lists"]
        ('policy', [SheetLine(fact='access.sector_lists', printed='', speaks_against=('project.industry',))])
        """
        return list(self._supplement.pages(self.record(record), read_day(as_of)))

    def record(self, source: Any) -> Record:
        """The one record of a dict, an object or a file, to be confirmed, kept and checked as it is.

        Raises `RecordSourceError` where it cannot be read, or is not one.

        >>> import ecocheck
        >>> ecocheck.load("wanzhou").record({"id": "P1", "subject": "project"}).id
        'P1'
        """
        return one_record(source, self.vocabulary)

    def findings_of_rule(self, rule: Rule, record: Record, day: date) -> Iterator[Finding]:
        """The findings of one rule on a record, whatever its documents and subject: what rule tests look at."""
        completed = self._supplement.of(record, day)
        return self._checker.findings_of_rule(rule, completed, Case.of(completed, day))

    def _report(
        self,
        judged: list[Checked],
        *,
        problems: list[Problem],
        notices: list[Any],
        uses: list[tuple[str, Use]],
        waivers: tuple[Waiver, ...],
        decisions: tuple[Decision, ...],
        fail_on: tuple[FailOn, ...],
        inputs: list[dict[str, str]],
        as_of_source: str,
    ) -> Report:
        read = [checked.record for checked in judged]
        findings = [finding for checked in judged for finding in checked.findings]
        every_problem = (*problems, *(problem for checked in judged for problem in checked.problems))
        if waivers:
            findings, said = waived(findings, waivers, {one.record.id: one.day for one in judged if not one.record.numbered})
            notices += said
        if decisions:
            findings, said = decided(findings, decisions, frozenset(record.id for record in read if record.numbered))
            notices += said
        findings = with_strictest(findings)
        notices += unread_said(findings)
        signed = sheets_signed(uses, findings)
        receipt = Receipt(
            ecocheck=__version__,
            rulebook=self.data.digest,
            documents=tuple(
                FrozenDict({"id": d.id, "title": d.title.zh, "edition": d.edition}) for d in self.data.documents.values()
            ),
            as_of=", ".join(dict.fromkeys(checked.day.isoformat() for checked in judged)),
            inputs=tuple(map(FrozenDict, inputs)),
            plans=self.plans,
            as_of_source=as_of_source,
        )
        report = Report(
            verdict=verdict_of(findings, _errors(every_problem)),
            policy=FrozenDict({"fail_on": fail_on}),
            counts=counted(findings),
            findings=tuple(findings),
            receipt=receipt,
            subjects=(*_subjects(judged, findings), *_refused(every_problem)),
            questions=questions_of(findings, self.vocabulary, read, self.data.implications),
            problems=every_problem,
            notices=tuple(notices),
            glossary=glossary_of(findings, self.data, self._checker.explainer.cards),
            standing=standing_of(findings),
            sheets=signed if signed.signed else UNSET,
            unsigned_sheets=unsigned_sheets(findings, self.data.sheets, read) or UNSET,
        )
        report.asked_of(self.data)
        return report


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _refused(problems: Iterable[Problem]) -> Iterator[Subject]:
    """The records that could not be read: kept in the report, so that none is lost."""
    for problem in problems:
        if problem.refused:
            yield Subject(problem.place, "", "", "refused", counted(()), place=str(problem.mark))


def _subjects(judged: list[Checked], findings: list[Finding]) -> Iterator[Subject]:
    start = 0
    for record, day, found, _, folded in judged:
        own = findings[start : start + len(found)]
        start += len(found)
        place = str(record.mark) if record.mark else ""
        verdict = verdict_of(own, _errors(record.problems))
        stage, source = stage_of(record, day)
        yield Subject(
            record.id,
            record.subject,
            record.name,
            verdict,
            counted(own),
            day.isoformat(),
            place,
            standing_of(own),
            stage,
            source,
            folded,
        )
