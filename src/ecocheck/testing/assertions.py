"""Assertions about records, for pytest, unittest or a service's own start-up checks.

Each raises `ComplianceError`, which is an `AssertionError`, with a short text that names the clause, the facts, the limit and the margin;
pytest points at the line of the test, not at this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..bilingual import LINES, Said
from ..book import Rulebook
from ..errors import ComplianceError, DateMissing, RecordSourceError, UnknownName
from ..findings.filters import REASONS, picked
from ..findings.model import Finding
from ..findings.standing import LATER, is_open, shown_as
from ..logic.outcomes import OUTCOME_LABELS, AnOutcome, Outcome
from ..plans import book_named, load
from ..records.model import Record
from ..records.reading import as_records
from ..reports.report import Report
from ..search.recipes import is_breach
from .callers import at_the_caller
from .defaults import DEFAULTS
from .failure_text import MOST_UNDECIDED, asked_first, plans_said, problem_lines, shown, who

Plan = str | Path | Rulebook | Sequence[str] | None
#: What `allow` may name besides rules. A fail, an error and an empty record are never allowed.
ALLOWABLE = ("unknown", "review", LATER)
_LABELS = OUTCOME_LABELS

NO_FACT = Said("{who}没有写明任何事实，空记录不能判为符合", "{who} states no fact at all; an empty record never complies")
NO_RECORD = Said("没有记录，什么也没有检查", "there is no record, so nothing was checked")
NOT_READ = Said("记录读不出来，不能判为符合：", "the record could not be read, so nothing was checked:")
BAD_DATA = Said("记录里有不能使用的数据：", "the record holds data that cannot be used:")
NOT_COMPLYING = Said("{who}不符合{plans}：{counts}", "{who} does not comply{plans}: {counts}")
WITH_PLANS = Said("{plans}", " with {plans}")
BROKEN, UNDECIDED = Said("{n} 条不符合", "{n} broken"), Said("{n} 条未定", "{n} undecided")
#: What is said where no clause was met, by whether any addressed the record.
NONE_MET = {
    True: Said("没有任何条款判为符合", "no clause was met"),
    False: Said("没有条款针对它，等于没有检查", "no clause addressed it, so nothing was checked"),
}
SHOULD_BREAK = Said("应当不符合 {rule}，却没有", "should break {rule}, but does not")
SOME_CLAUSE = Said("某一条款", "a clause")
SHOULD_FIND = Said(
    "规则 {rule} 的结论应为“{outcome}”{reason}{missing}{instead}",
    "rule {rule} should find '{outcome}'{reason}{missing}{instead}",
)
FOR_REASON = Said("，原因 {reason}", " for the reason {reason}")
LACKING = Said("，尚缺 {facts}", ", lacking {facts}")
INSTEAD = Said("，实为“{outcome}”", ", but finds '{outcome}'")
HEAD = Said("{who}：{said}", "{who}: {said}")
NO_CLAUSE = Said("  没有任何条款针对它", "  no clause addresses it")


@at_the_caller
def assert_complies(
    record: Any,
    plan: Plan = None,
    as_of: str | int | date | None = None,
    allow: str | Iterable[str] = (),
    rules: str | Iterable[str] | None = None,
    lang: str | None = None,
) -> Report:
    """Asserts that a record, or each of several, complies: nothing broken, nothing left open, and at least one clause met.

    Args:
        record: a dict (nested or dotted), a `Record`, a list of them, or a path.
        plan: name, folder or loaded rulebook; without one, the plans of the record's own area.
        as_of: the day judged where the record names none.
        allow: what may stay open, by name: ``"unknown"`` (facts missing), ``"review"`` (a person must judge), ``"later"``
            (facts that only a later stage brings), or the id of a rule.
        rules: narrows to some rule ids.
        lang: ``zh`` or ``en``, the language of the message.

    Returns the report. Raises `ComplianceError`; a record that could not be read, states nothing, or that no clause addresses never
    complies, whatever is allowed. `UnknownName`, `DateMissing` and `AreaMissing` say that the test itself is incomplete.

    >>> far = {"subject": "project", "project.industry": ["C2614"], "project.construction": ["new"], "site.distance.yangtze_system_bank": "3 km"}
    >>> assert_complies(far, as_of="2023-06-01", plan="wanzhou", rules=["wz-145/chem-1km"]).verdict
    'complies'
    """
    rules = None if rules is None else sorted(picked(rules))
    book, lang = _book(plan, rules), lang or DEFAULTS.lang
    allowed = _allowed(allow, book)
    report, read = _checked(record, book, as_of, rules, lang)
    empty = [one for one in read if not (one.facts or one.groups or one.attested)]
    if empty:
        raise ComplianceError(NO_FACT.filled(who=_who(empty[0], report)), lang)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    faults = []
    for one in read:
        own = report.where(record=one.id)
        broken = [finding for finding in own if finding.outcome is Outcome.FAIL]
        undecided = [finding for finding in own if _is_undecided(finding) and not _may_stay(finding, allowed)]
        met = [finding for finding in own if finding.outcome in (Outcome.PASS, Outcome.EXEMPT)]
        if broken or undecided or not met or errors:
            faults.append((one, broken, undecided, met))
        for finding in (*broken, *met):
            _watched(finding)
    if faults or errors:
        raise ComplianceError(_not_complying(faults, errors, report, book), lang)
    return report


@at_the_caller
def assert_breaks(
    record: Any,
    rule: str | None = None,
    plan: Plan = None,
    as_of: str | int | date | None = None,
    item: str | None = None,
    lang: str | None = None,
) -> Finding:
    """Asserts that a record breaks a rule (any rule of the plan, where none is named) beyond doubt.

    With a rule, a breach of a softer norm counts as well: `review` of an in-principle or programme norm, `advice` of an encouraging one. Without
    one only `fail` does. `item` names one item of the rule's group.

    Returns the finding. Raises `ComplianceError` otherwise: whatever is missing or for a person to judge is no breach.
    """
    book, lang = _book(plan, [rule] if rule else None), lang or DEFAULTS.lang
    report, _ = _checked(record, book, as_of, [rule] if rule else None, lang)
    findings = [finding for finding in report.findings if item is None or finding.item == item]
    broken = [finding for finding in findings if (is_breach(finding) if rule else finding.outcome is Outcome.FAIL)]
    if broken:
        _watched(broken[0])
        return broken[0]
    telling = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE] or (findings if rule else [])
    raise ComplianceError(_text(SHOULD_BREAK.filled(rule=rule or SOME_CLAUSE), telling, report, book), lang)


@at_the_caller
def assert_outcome(
    record: Any,
    rule: str,
    outcome: AnOutcome,
    plan: Plan = None,
    as_of: str | int | date | None = None,
    *,
    item: str | None = None,
    reason: str | None = None,
    missing: str | Iterable[str] | None = None,
    lang: str | None = None,
) -> Finding:
    """Asserts the outcome of one rule on a record; its `reason`, or the `missing` facts, where they are given.

    A rule on a group has a finding an item; `item` says which, else all of them must have the outcome.

    Returns the first finding. Raises `ComplianceError` otherwise, `UnknownName` for an outcome, reason, rule or fact that does not
    exist.
    """
    if outcome not in _LABELS:
        raise UnknownName.among(Said("结论", "outcome"), outcome, _LABELS)
    if reason and reason not in REASONS:
        raise UnknownName.among(Said("原因", "reason"), reason, REASONS)
    book, lang = _book(plan, [rule]), lang or DEFAULTS.lang
    for fact in picked(missing or ()):
        name = fact.partition("@")[0]  # of a figure of another year
        if not (name in book.vocabulary.facts or name in book.vocabulary.groups or name.startswith(("$", "attested:"))):
            raise UnknownName.among(Said("事实", "fact"), fact, (*book.vocabulary.facts, *book.vocabulary.groups))
    report, _ = _checked(record, book, as_of, [rule], lang)
    findings = [finding for finding in report.findings if item is None or finding.item == item]
    wanted = None if missing is None else picked(missing)
    other = [
        finding
        for finding in findings
        if str(finding.outcome) != outcome
        or (reason is not None and finding.reason != reason)
        or (wanted is not None and set(finding.missing) != wanted)
    ]
    if findings and not other:
        for finding in findings:
            _watched(finding)
        return findings[0]
    found = other[0].outcome if other else ""
    said = SHOULD_FIND.filled(
        rule=rule,
        outcome=_LABELS[outcome],
        reason=FOR_REASON.filled(reason=reason) if reason else "",
        missing=LACKING.filled(facts=sorted(wanted)) if wanted is not None else "",
        instead=INSTEAD.filled(outcome=_LABELS[found]) if found and found != outcome else "",
    )
    raise ComplianceError(_text(said, other, report, book), lang)


def _book(plan: Plan, rules: Iterable[str] | None) -> Rulebook:
    """The rulebook meant: the named plan, else the plugin's, else that of the only document of the named rules."""
    if isinstance(plan, Rulebook):
        return plan
    if plan is None:
        documents = {rule.partition("/")[0] for rule in rules or ()}
        plan = DEFAULTS.plan or (documents.pop() if len(documents) == 1 else None)
    return load() if plan is None else book_named(plan) if isinstance(plan, str | Path) else load(*plan)


def _allowed(allow: Iterable[str], book: Rulebook) -> frozenset[str]:
    names = frozenset((allow,) if isinstance(allow, str) else allow)
    for name in names:
        if name in ALLOWABLE:
            continue
        if name in _LABELS:
            raise UnknownName("testing.cannot_allow", name=name, known=ALLOWABLE)
        book.rule(name)
    return names


def _is_undecided(finding: Finding) -> bool:
    """Whether a finding is open, now or in a later stage: a test says itself what may wait."""
    return is_open(finding) or (shown_as(finding) == LATER and not finding.decided)


def _may_stay(finding: Finding, allowed: frozenset[str]) -> bool:
    names = {str(finding.outcome), shown_as(finding), finding.rule}
    return finding.outcome in (Outcome.UNKNOWN, Outcome.REVIEW) and not allowed.isdisjoint(names)


def _checked(
    record: Any, book: Rulebook, as_of: str | int | date | None, rules: Iterable[str] | None, lang: str
) -> tuple[Report, list[Record]]:
    """The report and the records as they were read; what cannot be read at all does not comply with anything."""
    try:
        read, problems, inputs = as_records(record, book.data.vocabulary)
    except RecordSourceError as error:
        raise ComplianceError(LINES.join([NOT_READ, *problem_lines(error.problems)]), lang) from None
    if not read:
        raise ComplianceError(NO_RECORD, lang)
    day = as_of or DEFAULTS.as_of
    if day is None and any(one.as_of is None for one in read):
        raise DateMissing("testing.no_day")
    return book.check(read, day, rules=rules, problems=problems, inputs=inputs), read


def _not_complying(
    faults: list[tuple[Record, list[Finding], list[Finding], list[Finding]]],
    errors: list[Any],
    report: Report,
    book: Rulebook,
) -> Said:
    lines: list[Said] = [BAD_DATA, *problem_lines(errors)] if errors else []
    plans = plans_said(book)
    for record, broken, undecided, met in faults:
        counts = []
        if broken:
            counts.append(BROKEN.filled(n=len(broken)))
        if undecided:
            counts.append(UNDECIDED.filled(n=len(undecided)))
        if not met:
            addressed = any(finding.outcome is not Outcome.NOT_APPLICABLE for finding in report.where(record=record.id))
            counts.append(NONE_MET[addressed])
        if not counts:
            continue
        with_plans = WITH_PLANS.filled(plans=plans) if plans else ""
        lines.append(NOT_COMPLYING.filled(who=_who(record, report), plans=with_plans, counts=counts))
        lines += shown(broken, book)
        # What is broken needs mending first; what is open is shown at length only where it is all there is.
        if not broken:
            lines += [*shown(undecided, book, MOST_UNDECIDED), *asked_first(report)]
    return LINES.join(lines)


def _text(said: Said, findings: Sequence[Finding], report: Report, book: Rulebook) -> Said:
    subject = report.subjects[0]
    errors = (problem for problem in report.problems if problem.severity == "error")
    head = HEAD.filled(who=who(subject.record, subject.subject, subject.name, subject.as_of), said=said)
    return LINES.join([head, *problem_lines(errors), *(shown(findings, book) or [NO_CLAUSE])])


def _who(record: Record, report: Report) -> Said:
    day = next((subject.as_of for subject in report.subjects if subject.record == record.id), "")
    return who(record.id, record.subject, record.name, day)


def _watched(finding: Finding) -> None:
    for watcher in DEFAULTS.watchers:
        watcher(finding)
