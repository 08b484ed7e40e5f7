"""In which order writers list findings: record by record, laws before plans, each document from its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..findings.glossary import Glossary
from ..findings.model import Finding
from ..findings.report import ReportData
from ..logic.outcomes import Outcome

#: In the order in which a reviewer cites documents.
LEVEL_ORDER = ("law", "municipality", "district", "new_area", "pack", "standard")
#: Most records for which a printed table lists every clause that does not concern them.
MOST_LISTED_WHOLE = 5


def by_record(report: ReportData) -> dict[str, list[Finding]]:
    """The findings of each record, in one pass over all of them."""
    found: dict[str, list[Finding]] = {subject.record: [] for subject in report.subjects}
    for finding in report.findings:
        found[finding.record].append(finding)
    return found


def level_rank(level: str) -> int:
    """The place of a document of a level among others."""
    return LEVEL_ORDER.index(level) if level in LEVEL_ORDER else len(LEVEL_ORDER)


def documents_of(findings: Iterable[Finding], glossary: Glossary) -> list[tuple[str, list[Finding]]]:
    """The findings by document, laws first, and inside a document in the order of its text."""

    def rank(finding: Finding) -> tuple[int, str]:
        level = glossary.documents[finding.document].level if finding.document in glossary.documents else ""
        return (level_rank(level), finding.document)

    def place(finding: Finding) -> tuple[int, str, int]:
        return (*rank(finding), finding.clause.line or 10**6)

    ordered = sorted(findings, key=place)
    return [(document, list(found)) for document, found in groupby(ordered, key=lambda finding: finding.document)]


def listed(findings: Iterable[Finding], records: int, most: int = MOST_LISTED_WHOLE) -> list[Finding]:
    """The findings that a table lists: all of them for a few records, of many those of clauses that concern them."""
    return [finding for finding in findings if records <= most or finding.outcome is not Outcome.NOT_APPLICABLE]
