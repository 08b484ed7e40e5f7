"""The pages of the report's workbook that people fill in: what they decide, and what is waived; `--decisions` and `--waivers` read them.

A decision or waiver that the report already knows stands there filled in, so that the pages can be carried from run to run.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgspec import UNSET

from ...bilingual import Said
from ...findings.decisions import DECIDABLE, DECISIONS
from ...findings.model import Finding
from ...findings.report import ReportData
from ...findings.standing import could_break
from ...findings.workbook_pages import DECIDING, WAIVING, Page
from ...logic.outcomes import Outcome
from ..options import Options
from ..words import body_of, conformity, demand_said
from .conformity import place_said
from .xlsx_book import Column, Workbook

#: Widths of the columns, in characters, by their fields.
WIDE = {
    "record": 10,
    "name": 20,
    "clause": 26,
    "demand": 40,
    "situation": 44,
    "outcome": 12,
    "decision": 12,
    "by": 12,
    "date": 12,
    "reason": 36,
    "body": 20,
    "document": 22,
    "from": 12,
    "until": 12,
}
TO_FILL = "exempt"


def pages_to_fill(book: Workbook, report: ReportData, options: Options) -> None:
    """Writes both pages; one that nothing could be written into is left out."""
    open_ones = [f for f in report.findings if f.outcome in DECIDABLE and (f.outcome is Outcome.REVIEW or could_break(f))]
    broken = [f for f in report.findings if f.outcome in (Outcome.FAIL, Outcome.WAIVED)]
    for page, found in ((DECIDING, [f for f in open_ones if not f.later]), (WAIVING, broken)):
        if found:
            _page(book, page, found, report, options)


def _page(book: Workbook, page: Page, found: list[Finding], report: ReportData, options: Options) -> None:
    heads = page.heads
    columns = tuple(Column(said, WIDE.get(name, 14), name in page.kept) for name, said in heads.items())
    sheet = book.sheet(page.title, columns, len(found), "B2")
    last = book.letter(len(page.shown) + len(page.filled))
    sheet.print_area = f"A1:{last}{len(found) + 1}"
    if "decision" in heads:
        validation: Any = import_module("openpyxl.worksheet.datavalidation")
        choice = validation.DataValidation(type="list", formula1=f'"{",".join(DECISIONS)}"', allow_blank=True)
        column = book.letter(list(heads).index("decision") + 1)
        choice.add(f"{column}2:{column}{len(found) + 1}")
        sheet.data_validations.append(choice)
    fills = {place: TO_FILL for place, name in enumerate(heads) if name in page.filled}
    for finding in found:
        said = _shown(finding, book.names, report, options) | _filled(finding)
        book.append(sheet, [said.get(name, "") for name in heads], fills)


def _shown(finding: Finding, names: dict[str, str], report: ReportData, options: Options) -> dict[str, Any]:
    cited = report.glossary.documents[finding.document]
    place = place_said(finding.clause)
    item = f" [{finding.item}]" if finding.item else ""
    short = cited.short or cited.title
    return {
        "record": finding.record,
        "name": names.get(finding.record, ""),
        "clause": Said(f"{short.zh} {place}{item}", f"{short.en} {place}{item}"),
        "demand": demand_said(finding, options.texts.sentences),
        "situation": body_of(finding.message),
        "outcome": conformity(finding),
    }


def _filled(finding: Finding) -> dict[str, Any]:
    """What is known already, and what names the finding."""
    kept: dict[str, Any] = {
        "fingerprint": finding.fingerprint,
        "seen": finding.seen,
        "rule": finding.rule,
        "item": finding.item,
    }
    for given in (finding.decided, finding.waiver):
        if given is not UNSET:
            kept |= given
    return kept
