"""Assertions about records, for pytest, unittest or a service's own start-up checks.

Each raises `ComplianceError`, which is an `AssertionError`, with a short text that names the clause, the facts, the limit and the margin;
pytest points at the line of the test, not at this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..bilingual import Said
from ..book import Rulebook
from ..errors import ComplianceError, DateMissing, RecordSourceError, UnknownName
from ..findings.model import Finding
from ..findings.report import is_open
from ..logic.outcomes import OUTCOME_LABELS, Outcome
from ..plans import book_named, load
from ..records.model import Record
from ..records.reading import as_records
from ..reports.report import Report
from ..search.recipes import is_breach
from .defaults import DEFAULTS
from .failure_text import MOST_UNDECIDED, asked_first, plans_said, problem_lines, shown, who

Plan = str | Path | Rulebook | Sequence[str] | None
#: What `allow` may name besides rules. A fail, an error and an empty record are never allowed.
ALLOWABLE = ("unknown", "review")
_LABELS = OUTCOME_LABELS
#: What is said where no clause was met, by whether any addressed the record.
NONE_MET = {
    True: ("没有任何条款判为符合", "no clause was met"),
    False: ("没有条款针对它，等于没有检查", "no clause addressed it, so nothing was checked"),
}


def assert_complies(
    record: Any,
    plan: Plan = None,
    as_of: str | date | None = None,
    allow: Iterable[str] = (),
    rules: Iterable[str] | None = None,
    lang: str | None = None,
) -> Report:
    """Asserts that a record, or each of several, complies: nothing broken, nothing left open, and at least one clause met.

    Args:
        record: a dict (nested or dotted), a `Record`, a list of them, or a path.
        plan: name, folder or loaded rulebook; without one, the plans of the record's own area.
        as_of: the day judged where the record names none.
        allow: what may stay open, by name: ``"unknown"`` (facts missing), ``"review"`` (a person must judge), or the id of a rule.
        rules: narrows to some rule ids.
        lang: ``zh`` or ``en``, the language of the message.

    Returns the report. Raises `ComplianceError`; a record that could not be read, states nothing, or that no clause addresses never
    complies, whatever is allowed. `UnknownName`, `DateMissing` and `AreaMissing` say that the test itself is incomplete.

    >>> far = {"subject": "project", "project.industry": ["C2614"], "project.construction": ["new"], "site.distance.yangtze_system_bank": "3 km"}
    >>> assert_complies(far, as_of="2023-06-01", plan="wanzhou", rules=["wz-145/chem-1km"]).verdict
    'complies'
    """
    __tracebackhide__ = True
    book, lang = _book(plan, rules), lang or DEFAULTS.lang
    allowed = _allowed(allow, book)
    report, read = _checked(record, book, as_of, rules, lang)
    empty = [one for one in read if not (one.facts or one.groups or one.attested)]
    if empty:
        raise ComplianceError(
            Said(
                f"{_who(empty[0], report, 'zh')}没有写明任何事实，空记录不能判为符合",
                f"{_who(empty[0], report, 'en')} states no fact at all; an empty record never complies",
            ),
            lang,
        )
    errors = [problem for problem in report.problems if problem.severity == "error"]
    faults = []
    for one in read:
        own = report.where(record=one.id)
        broken = [finding for finding in own if finding.outcome is Outcome.FAIL]
        undecided = [finding for finding in own if is_open(finding) and not _may_stay(finding, allowed)]
        met = [finding for finding in own if finding.outcome in (Outcome.PASS, Outcome.EXEMPT)]
        if broken or undecided or not met or errors:
            faults.append((one, broken, undecided, met))
        for finding in (*broken, *met):
            _watched(finding)
    if faults or errors:
        said = {tongue: _not_complying(faults, errors, report, book, tongue) for tongue in ("zh", "en")}
        raise ComplianceError(Said(said["zh"], said["en"]), lang)
    return report


def assert_breaks(
    record: Any,
    rule: str | None = None,
    plan: Plan = None,
    as_of: str | date | None = None,
    item: str | None = None,
    lang: str | None = None,
) -> Finding:
    """Asserts that a record breaks a rule (any rule of the plan, where none is named) beyond doubt.

    With a rule, a breach of a softer norm counts as well: `review` of an in-principle or programme norm, `advice` of an encouraging one. Without
    one only `fail` does. `item` names one item of the rule's group.

    Returns the finding. Raises `ComplianceError` otherwise: whatever is missing or for a person to judge is no breach.
    """
    __tracebackhide__ = True
    book, lang = _book(plan, [rule] if rule else None), lang or DEFAULTS.lang
    report, _ = _checked(record, book, as_of, [rule] if rule else None, lang)
    findings = [finding for finding in report.findings if item is None or finding.item == item]
    broken = [finding for finding in findings if (is_breach(finding) if rule else finding.outcome is Outcome.FAIL)]
    if broken:
        _watched(broken[0])
        return broken[0]
    said = {}
    for tongue in ("zh", "en"):
        head = (
            f"应当不符合 {rule or '某一条款'}，却没有" if tongue == "zh" else f"should break {rule or 'a clause'}, but does not"
        )
        telling = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE] or (findings if rule else [])
        said[tongue] = _text(head, telling, report, book, tongue)
    raise ComplianceError(Said(said["zh"], said["en"]), lang)


def assert_outcome(
    record: Any,
    rule: str,
    outcome: str,
    plan: Plan = None,
    as_of: str | date | None = None,
    *,
    item: str | None = None,
    reason: str | None = None,
    missing: Iterable[str] | None = None,
    lang: str | None = None,
) -> Finding:
    """Asserts the outcome of one rule on a record; its `reason`, or the `missing` facts, where they are given.

    A rule on a group has a finding an item; `item` says which, else all of them must have the outcome.

    Returns the first finding. Raises `ComplianceError` otherwise, `UnknownName` for an outcome that does not exist.
    """
    __tracebackhide__ = True
    if outcome not in _LABELS:
        raise UnknownName.among(Said("结论", "outcome"), outcome, _LABELS)
    book, lang = _book(plan, [rule]), lang or DEFAULTS.lang
    report, _ = _checked(record, book, as_of, [rule], lang)
    findings = [finding for finding in report.findings if item is None or finding.item == item]
    wanted = None if missing is None else set(missing)
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
    more_zh, more_en = (f"，原因 {reason}" if reason else ""), (f" for the reason {reason}" if reason else "")
    if wanted is not None:
        more_zh += f"，尚缺 {'、'.join(sorted(wanted))}"
        more_en += f", lacking {', '.join(sorted(wanted))}"
    found = other[0].outcome if other else ""
    instead_zh = f"，实为“{_LABELS[found].zh}”" if found and found != outcome else ""
    instead_en = f", but finds '{_LABELS[found].en}'" if found and found != outcome else ""
    said = {
        "zh": _text(f"规则 {rule} 的结论应为“{_LABELS[outcome].zh}”{more_zh}{instead_zh}", other, report, book, "zh"),
        "en": _text(f"rule {rule} should find '{_LABELS[outcome].en}'{more_en}{instead_en}", other, report, book, "en"),
    }
    raise ComplianceError(Said(said["zh"], said["en"]), lang)


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
            raise UnknownName(
                f"allow 不能放行“{name}”", f"allow cannot let '{name}' pass",
                f"可写 {'、'.join(ALLOWABLE)} 或规则编号", f"name {', '.join(ALLOWABLE)}, or a rule",
            )  # fmt: skip
        book.rule(name)
    return names


def _may_stay(finding: Finding, allowed: frozenset[str]) -> bool:
    return finding.outcome in (Outcome.UNKNOWN, Outcome.REVIEW) and (str(finding.outcome) in allowed or finding.rule in allowed)


def _checked(
    record: Any, book: Rulebook, as_of: str | date | None, rules: Iterable[str] | None, lang: str
) -> tuple[Report, list[Record]]:
    """The report and the records as they were read; what cannot be read at all does not comply with anything."""
    __tracebackhide__ = True
    try:
        read, problems, inputs = as_records(record, book.data.vocabulary)
    except RecordSourceError as error:
        zh = "\n".join(["记录读不出来，不能判为符合：", *problem_lines(error.problems, "zh")])
        en = "\n".join(["the record could not be read, so nothing was checked:", *problem_lines(error.problems, "en")])
        raise ComplianceError(Said(zh, en), lang) from error
    if not read:
        raise ComplianceError(Said("没有记录，什么也没有检查", "there is no record, so nothing was checked"), lang)
    day = as_of or DEFAULTS.as_of
    if day is None and any(one.as_of is None for one in read):
        raise DateMissing(
            "没有说明判定哪一天", "nothing says on which day to judge",
            "在断言里给 as_of=\"2023-06-01\"，或在记录里写 as_of", 'give as_of="2023-06-01" to the assertion, or as_of in the record',
        )  # fmt: skip
    return book.check(read, day, rules=rules, problems=problems, inputs=inputs), read


def _not_complying(
    faults: list[tuple[Record, list[Finding], list[Finding], list[Finding]]],
    errors: list[Any],
    report: Report,
    book: Rulebook,
    lang: str,
) -> str:
    zh = lang == "zh"
    lines: list[str] = []
    if errors:
        lines.append("记录里有不能使用的数据：" if zh else "the record holds data that cannot be used:")
        lines += problem_lines(errors, lang)
    for record, broken, undecided, met in faults:
        counts = []
        if broken:
            counts.append(f"{len(broken)} 条不符合" if zh else f"{len(broken)} broken")
        if undecided:
            counts.append(f"{len(undecided)} 条未定" if zh else f"{len(undecided)} undecided")
        if not met:
            addressed = any(finding.outcome is not Outcome.NOT_APPLICABLE for finding in report.where(record=record.id))
            counts.append(NONE_MET[addressed][0 if zh else 1])
        if not counts:
            continue
        plans = plans_said(book, lang)
        head = (
            f"{_who(record, report, lang)}不符合{plans}："
            if zh
            else f"{_who(record, report, lang)} does not comply{' with ' + plans if plans else ''}: "
        )
        lines.append(head + ("、" if zh else ", ").join(counts))
        lines += shown(broken, book, lang)
        # What is broken needs mending first; what is open is shown at length only where it is all there is.
        if not broken:
            lines += shown(undecided, book, lang, MOST_UNDECIDED)
            lines += asked_first(report, lang)
    return "\n".join(lines)


def _text(head: str, findings: Sequence[Finding], report: Report, book: Rulebook, lang: str) -> str:
    subject = report.subjects[0]
    lines = [f"{who(subject.record, subject.subject, subject.name, subject.as_of, lang)}{'：' if lang == 'zh' else ': '}{head}"]
    lines += problem_lines((problem for problem in report.problems if problem.severity == "error"), lang)
    lines += shown(findings, book, lang)
    if not findings:
        lines.append("  没有任何条款针对它" if lang == "zh" else "  no clause addresses it")
    return "\n".join(lines)


def _who(record: Record, report: Report, lang: str) -> str:
    day = next((subject.as_of for subject in report.subjects if subject.record == record.id), "")
    return who(record.id, record.subject, record.name, day, lang)


def _watched(finding: Finding) -> None:
    for watcher in DEFAULTS.watchers:
        watcher(finding)
