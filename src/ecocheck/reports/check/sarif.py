"""SARIF 2.1.0 (OASIS): a result a finding, with the record's place in its file, for code hosts and editors.

Code hosts show only results of the kind `fail`, and the standard gives only these a level: what a person must judge is a warning, what
lacks facts a note, and `properties.outcome` says which it is. A waived fail is a suppressed one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from ...bilingual import Said
from ...errors import Problem
from ...findings.model import Finding
from ...findings.report import ReportData, Subject
from ...findings.standing import HARMLESS, LATER, shown_as
from ...logic.outcomes import Outcome
from ..options import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LANGUAGE = Said("zh-CN", "en-US")
HOME = "https://pypi.org/project/ecocheck/"
#: Kind and level by the word that people read a finding under.
KINDS = {
    "fail": ("fail", "error"),
    "waived": ("fail", "error"),
    "error": ("fail", "warning"),
    "review": ("fail", "warning"),
    "unknown": ("fail", "note"),
    "advice": ("informational", "none"),
    LATER: ("informational", "none"),
    HARMLESS: ("informational", "none"),
    "pass": ("pass", "none"),
    "exempt": ("pass", "none"),
    "not_applicable": ("notApplicable", "none"),
}
#: Of a code host's 25,000 results a run most would be these; they are written where everything is asked for.
SILENT = (str(Outcome.NOT_APPLICABLE), HARMLESS)


def write(report: ReportData, options: Options) -> str:
    """The report as a SARIF log of one run."""
    lang = options.lang
    rules: dict[str, int] = {}
    described: list[dict[str, Any]] = []
    shown = [f for f in report.findings if options.everything or shown_as(f) not in SILENT]
    for finding in shown:
        if finding.rule not in rules:
            rules[finding.rule] = len(described)
            described.append(_rule(finding, report, lang))
    subjects = {subject.record: subject for subject in report.subjects}
    driver = {
        "name": "ecocheck",
        "version": report.receipt.ecocheck,
        "informationUri": HOME,
        "language": LANGUAGE[lang],
        "rules": described,
    }
    files = {Path(file).name: file for subject in report.subjects if (file := _file_line(subject.place)[0])}
    notices = [_notification(problem, lang) for problem in report.problems]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notices}],
        "artifacts": [
            {"location": {"uri": _uri(files.get(given["path"], given["path"]))}, "hashes": {"sha-256": given["sha256"]}}
            for given in report.receipt.inputs
            if "path" in given and "sha256" in given
        ],
        "results": [_result(finding, rules[finding.rule], subjects.get(finding.record), lang) for finding in shown],
        "columnKind": "unicodeCodePoints",
        "properties": {
            "verdict": report.verdict,
            "standing": msgspec.to_builtins(report.standing),
            "folded": {subject.record: subject.folded for subject in report.subjects if subject.folded},
            "policy": report.policy,
            "asOf": report.receipt.as_of,
            "rulebook": report.receipt.rulebook,
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _notification(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "level": problem.severity,
        "message": {"text": problem.text(lang)},
        "locations": [_place(problem.mark.file, problem.mark.line)],
    }


def _rule(finding: Finding, report: ReportData, lang: str) -> dict[str, Any]:
    document = report.glossary.documents.get(finding.document)
    title = finding.title[lang] or finding.rule
    said: dict[str, Any] = {
        "id": finding.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": finding.clause.say[lang] or title},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "document": document.title[lang] if document else finding.document,
            "clause": finding.clause.id,
            "section": finding.clause.section,
            "anchor": finding.clause.anchor,
            "force": finding.force,
            "modality": finding.modality,
            "tags": [tag for tag in (finding.topic, finding.kind, finding.document) if tag],
        },
    }
    if finding.note:
        said["help"] = {"text": finding.note[lang]}
    return said


def _result(finding: Finding, index: int, subject: Subject | None, lang: str) -> dict[str, Any]:
    kind, level = KINDS[shown_as(finding)]
    said: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": kind,
        "level": level,
        "message": {"text": finding.message[lang] or finding.title[lang]},
        "locations": [_location(finding, subject)],
        "partialFingerprints": {"ecocheck/v1": finding.fingerprint},
        "properties": {"outcome": str(finding.outcome), "record": finding.record},
    }
    for name in ("item", "reason", "worst", "stage", "later"):
        if getattr(finding, name):
            said["properties"][name] = getattr(finding, name)
    if finding.missing:
        said["properties"]["missing"] = list(finding.missing)
    if finding.least_change:
        said["properties"]["leastChange"] = finding.least_change[lang]
    if finding.waiver:
        justification = f"{finding.waiver['document']}（{finding.waiver['body']}）"
        said["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    if finding.decided:
        said["properties"]["decided"] = finding.decided
    return said


def _location(finding: Finding, subject: Subject | None) -> dict[str, Any]:
    """The record's place in its file, and the record or item itself."""
    file, line = _file_line(subject.place if subject else "")
    thing = {
        "name": finding.item or finding.record,
        "kind": "object",
        "fullyQualifiedName": f"{finding.record}/{finding.item}" if finding.item else finding.record,
    }
    return {**(_place(file, line) if file else {}), "logicalLocations": [thing]}


def _place(file: str, line: int) -> dict[str, Any]:
    region = {"region": {"startLine": line}} if line else {}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, **region}}


def _file_line(place: str) -> tuple[str, int]:
    """The file and line of `file:line:column`; names may hold colons of their own."""
    parts = place.split(":")
    numbers: list[int] = []
    while len(parts) > 1 and parts[-1].isdigit():
        numbers.insert(0, int(parts.pop()))
    return ":".join(parts), numbers[0] if numbers else 0


def _uri(path: str) -> str:
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path.replace("\\", "/"), safe="/:")
