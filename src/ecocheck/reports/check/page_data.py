"""What the script of the HTML page reads: the findings as compact data.

Whatever several findings share (sentences, facts, traces) stands once in a pool and is pointed at by place; a text is a pair,
Chinese before English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ...bilingual import LANGUAGES, Said
from ...findings.model import ClauseRef, Finding, Limit, Observed
from ...findings.report import ReportData, Subject
from ...findings.standing import SHOWN, SHOWN_AS, shown_as, shown_counts, standing_said
from ...logic.outcomes import MODALITIES, Outcome
from ...rulebook.model import FORCES, KINDS, LEVELS
from ...vocabulary.model import SUBJECTS
from ...vocabulary.stages import STAGES
from ...vocabulary.unit_words import unit_said
from ..fact_words import FactWords
from ..options import Options
from ..order import by_record, documents_of
from ..words import TOPICS, folded_said, missing_said, receipt_rows, signed_said, stage_said

LABELS: dict[str, Mapping[str, Said]] = {
    "outcome": SHOWN_AS,
    "stage": STAGES,
    "force": FORCES,
    "modality": MODALITIES,
    "kind": KINDS,
    "level": LEVELS,
    "topic": TOPICS,
}


def page_data(report: ReportData, options: Options) -> dict[str, Any]:
    """Everything that the page shows."""
    documents = documents_of(report.findings, report.glossary)
    first: dict[str, Finding] = {}
    for _, found in documents:
        for finding in found:
            first.setdefault(finding.rule, finding)
    places = {rule: place for place, rule in enumerate(first)}
    requirements = {finding.rule: finding.requirement for finding in report.findings if finding.requirement}
    rows = _Rows(report, places)
    grouped = by_record(report)
    return {
        "lang": options.lang,
        "verdict": report.verdict,
        "said": _pair(standing_said(report.verdict, report.standing)),
        "signed": [_pair(said) for said in signed_said(report)],
        "outcomes": SHOWN,
        "labels": {name: {key: _pair(said) for key, said in table.items()} for name, table in LABELS.items()},
        "counts": _counts(report.findings),
        "documents": {name: _document(name, report) for name, _ in documents},
        "names": {name: _pair(said) for name, said in report.glossary.facts.items()},
        "rules": [_rule(finding, requirements, report, options) for finding in first.values()],
        "records": [rows.record(subject, grouped[subject.record]) for subject in report.subjects],
        "pool": rows.pool.values,
        "questions": [
            {
                "fact": question.fact,
                "label": _pair(question.label),
                "meaning": _pair(question.meaning),
                "found_in": _pair(question.found_in),
                "findings": question.findings,
                "records": list(question.records),
                "rules": [places[rule] for rule in question.rules],
            }
            for question in report.questions
        ],
        "problems": [[*(problem.text(lang) for lang in LANGUAGES), problem.severity] for problem in report.problems],
        "notices": [_pair(notice) for notice in (*report.notices, *options.texts.notices)],
        "receipt": [[(name[lang], value) for name, value in receipt_rows(report)] for lang in LANGUAGES],
        "copies": [copy._asdict() for copy in options.texts.copies],
    }


def _pair(said: Said) -> list[str]:
    return [said.zh, said.en]


def _counts(findings: Iterable[Finding]) -> list[int]:
    counts = shown_counts(findings)
    return [counts.get(word, 0) for word in SHOWN]


def _document(name: str, report: ReportData) -> dict[str, Any]:
    found = report.glossary.documents[name]
    return {
        "title": _pair(found.title),
        "short": _pair(found.short),
        "level": found.level,
        "edition": found.edition,
        "number": found.number,
    }


def _rule(finding: Finding, requirements: dict[str, Said], report: ReportData, options: Options) -> dict[str, Any]:
    """What is the same for every record: the clause and the rule that decides it."""
    glossary, own = report.glossary, options.texts.sentences
    cited = [finding.clause, *(glossary.clauses[name] for name in finding.clauses[1:] if name in glossary.clauses)]
    said: dict[str, Any] = {
        "id": finding.rule,
        "document": finding.document,
        "title": _pair(finding.title),
        "force": finding.force,
        "modality": finding.modality,
        "topic": finding.topic,
        "kind": finding.kind,
        "form": finding.form,
        "stage": finding.stage,
        "in_force": [finding.in_force.get("from", ""), finding.in_force.get("to", "")],
        "clauses": [_clause(clause, own.get(clause.id, "")) for clause in cited],
    }
    texts = {
        "requirement": requirements.get(finding.rule),
        "applies": glossary.applies.get(finding.rule),
        "note": finding.note,
    }
    said |= {name: _pair(text) for name, text in texts.items() if text}
    if finding.conflicts_with:
        said["conflicts"] = list(finding.conflicts_with)
    if finding.verify:
        said["verify"] = True
    if finding.unread:
        said["unread"] = True
    return said


def _clause(clause: ClauseRef, own: str) -> dict[str, Any]:
    return {"id": clause.id, "section": clause.section, "anchor": clause.anchor, "say": _pair(clause.say), "own": own}


class Pool:
    """Distinct values, each kept once and named by its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        key = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        key = f"{type(value).__name__}:{key}"
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]


class _Rows:
    """Findings as rows: [rule, outcome, message, facts, item?, more?, fingerprint?], numbers pointing into rules, outcomes and pool."""

    def __init__(self, report: ReportData, rules: dict[str, int]) -> None:
        self.pool = Pool()
        self.rules = rules
        self.facts = FactWords(report)
        self.glossary = report.glossary
        self._fact_places: dict[tuple[str, int], int] = {}

    def record(self, subject: Subject, findings: list[Finding]) -> dict[str, Any]:
        """A record with its findings in the order of the rules."""
        kind = SUBJECTS.get(subject.subject, Said(subject.subject, subject.subject))
        return {
            "id": subject.record,
            "name": subject.name,
            "subject": _pair(kind),
            "verdict": subject.verdict,
            "said": _pair(standing_said(subject.verdict, subject.standing)),
            "stage": _pair(stage_said(subject)),
            "folded": _pair(folded_said(subject)),
            "counts": _counts(findings),
            "as_of": subject.as_of,
            "rows": [self._row(finding) for finding in sorted(findings, key=lambda one: self.rules[one.rule])],
        }

    def _row(self, finding: Finding) -> list[Any]:
        facts = self.pool.place([self._fact(name, observed) for name, observed in finding.observed.items()])
        outcome, message = SHOWN.index(shown_as(finding)), self.pool.place(_pair(finding.message))
        row: list[Any] = [self.rules[finding.rule], outcome, message, facts]
        if finding.outcome is Outcome.NOT_APPLICABLE and not finding.item:
            return row
        more = self._more(finding)
        return [*row, finding.item, self.pool.place(more) if more else -1, finding.fingerprint if finding.seen else ""]

    def _fact(self, name: str, observed: Observed) -> int:
        key = (name, id(observed))  # the report keeps what it observed alive
        if key not in self._fact_places:
            self._fact_places[key] = self.pool.place(_pair(self.facts.fact(name, observed)))
        return self._fact_places[key]

    def _more(self, finding: Finding) -> dict[str, Any]:
        """What only some findings have."""
        said: dict[str, Any] = {}
        if finding.missing_codes:
            said["missing_said"] = [_pair(text) for text in missing_said(finding, self.glossary)]
        for name in ("possible", "missing", "bad"):
            if getattr(finding, name):
                said[name] = list(getattr(finding, name))
        for name in ("worst", "reason", "exemption"):
            if getattr(finding, name):
                said[name] = getattr(finding, name)
        if finding.limit is not None:
            said["limit"] = _limit(finding.limit)
        if finding.margin is not None:
            said["margin"] = finding.margin.value
        for name in ("waiver", "decided"):
            if getattr(finding, name):
                said[name] = getattr(finding, name)
        if finding.least_change:
            said["least"] = _pair(finding.least_change)
        if isinstance(finding.strictest, bool):
            said["strictest"] = finding.strictest
        if finding.judged_on:
            said["judged_on"] = self.pool.place([finding.judged_on["fact"], finding.judged_on["date"]])
        if finding.trace:
            said["trace"] = self.pool.place([self._step(step) for step in finding.trace])
        return said

    def _step(self, step: Mapping[str, Any]) -> list[Any]:
        """A step as [part or kind, kind, truth, sentence or steps inside, item]; sentences stand in the pool."""
        inner: Any = ""
        if "parts" in step:
            inner = [self._step(part) for part in step["parts"]]
        elif "said" in step:
            inner = self.pool.place(_pair(step["said"]))
        kind = step.get("node", "")
        return [step.get("part") or kind, kind, step["truth"], inner, step.get("item", "")]


def _limit(limit: Limit) -> list[Any]:
    return [limit.fact, limit.op, limit.value, *_pair(unit_said(limit.unit)), limit.basis]
