"""Results as a notebook shows them: the verdict in a line, then a table of what matters, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..findings.model import Finding
from ..findings.report import ReportData
from ..findings.standing import is_open, standing_said
from ..logic.outcomes import OUTCOME_LABELS, Outcome
from ..progress.model import STATUSES, AssessmentData
from .shades import SHADES
from .words import body_of, counts_said

#: Most rows of a table in a notebook; the report itself holds them all.
MOST_SHOWN = 50
_WORST_FIRST = [str(outcome) for outcome in Outcome]


def report_html(report: ReportData, most: int = MOST_SHOWN) -> str:
    """A report in HTML: the findings that are broken or open; whatever a record says is escaped."""
    telling = [finding for finding in report.findings if finding.outcome in (Outcome.FAIL, Outcome.ADVICE) or is_open(finding)]
    telling.sort(key=lambda finding: _WORST_FIRST.index(finding.outcome))
    verdict = standing_said(report.verdict, report.standing)
    head = f"<p><b>{escape(verdict.zh)} / {escape(verdict.en)}</b> · {escape(counts_said(report.findings).zh)}</p>"
    return head + _table(("结论", "记录", "规则", "条款", "说明"), map(_cells, telling), len(telling), most)


def assessment_html(assessment: AssessmentData, most: int = MOST_SHOWN) -> str:
    """An assessment in HTML: a line an indicator or task."""
    rows = (
        (
            row.outcome,
            STATUSES[row.status].zh or OUTCOME_LABELS[row.outcome].zh,
            row.title.zh,
            row.clause,
            row.with_unit(row.value).zh,
            row.target.zh,
        )
        for row in assessment.rows
    )
    head = f"<p><b>{escape(assessment.title.zh)}</b> · {assessment.year}</p>"
    return head + _table(("评估结果", "指标（任务）", "条款", "数值", "目标"), rows, len(assessment.rows), most)


def _cells(finding: Finding) -> tuple[str, ...]:
    record = f"{finding.record} {finding.item}".strip()
    label = OUTCOME_LABELS[finding.outcome].zh
    return (str(finding.outcome), label, record, finding.rule, finding.clause.id, body_of(finding.message).zh)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], number: int, most: int) -> str:
    """Rows of cells; the first of each is the outcome that gives the ground colour."""
    lines = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"]
    for _, (outcome, *cells) in zip(range(most), rows, strict=False):
        shade = f' style="background:#{SHADES[outcome]};color:#000"' if SHADES.get(outcome) else ""
        lines.append(f"<tr{shade}>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    more = f"<p>… {number - most}</p>" if number > most else ""
    return f"<table>{''.join(lines)}</table>{more}"
