"""Markdown: verdict, what to do next, and the conformity table of each record, for chats, tickets and repositories."""

from __future__ import annotations

import re

from ...findings.model import Finding
from ...findings.report import VERDICTS, ReportData, Subject
from ...logic.outcomes import Outcome
from ..options import Options
from ..words import (
    MOST_LISTED_WHOLE,
    body_of,
    by_record,
    clause_said,
    conformity,
    counts_said,
    demand_said,
    documents_of,
    facts_said,
    receipt_rows,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
HEADS = {
    "zh": ("序号", "条款", "管控要求", "本项目情况", "符合性"),
    "en": ("No.", "Clause", "Requirement", "Situation", "Conformity"),
}


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> escaped("<b>a|b</b>")
    '\\\\<b\\\\>a\\\\|b\\\\</b\\\\>'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def write(report: ReportData, options: Options) -> str:
    """The report as Markdown."""
    lang = options.lang
    zh = lang == "zh"
    lines = [f"# {'符合性检查报告' if zh else 'Conformity report'}", ""]
    lines += [f"**{VERDICTS[report.verdict][lang]}** · {counts_said(report.counts, lang)}", ""]
    if report.questions:
        lines += [f"## {'接下来要补充的信息' if zh else 'What to find out next'}", ""]
        for place, question in enumerate(report.questions, 1):
            where = f" — {escaped(question.found_in[lang])}" if question.found_in[lang] else ""
            waits = f"{question.findings} 条待此定论" if zh else f"{question.findings} findings wait for it"
            lines.append(f"{place}. {escaped(question.label[lang])} `{question.fact}`（{waits}）{where}")
        lines.append("")
    grouped = by_record(report)
    for subject in report.subjects:
        lines += _subject(report, subject, grouped[subject.record], options)
    if report.problems:
        lines += [f"## {'数据问题' if zh else 'Problems in the data'}", ""]
        lines += [f"- {escaped(problem.text(lang))}" for problem in report.problems] + [""]
    lines += [f"## {'凭据' if zh else 'Receipt'}", ""]
    lines += [f"- {name}: {escaped(value)}" for name, value in receipt_rows(report, lang)]
    lines += [f"- {escaped(notice[lang])}" for notice in (*report.notices, *options.texts.notices)]
    return "\n".join(lines) + "\n"


def _subject(report: ReportData, subject: Subject, own: list[Finding], options: Options) -> list[str]:
    lang = options.lang
    lines = [f"## {escaped(f'{subject.record} {subject.name}'.strip())} — {VERDICTS[subject.verdict][lang]}", ""]
    lines += [counts_said(subject.counts, lang), ""]
    whole = len(report.subjects) <= MOST_LISTED_WHOLE
    findings = [f for f in own if whole or f.outcome is not Outcome.NOT_APPLICABLE]
    number = 0
    for document, found in documents_of(findings, report.glossary):
        title = report.glossary.documents[document].title[lang]
        lines += [f"### {escaped(title)}", "", "| " + " | ".join(HEADS[lang]) + " |", "|---" * 5 + "|"]
        for finding in found:
            number += 1
            lines.append(_row(number, finding, report, options))
        lines.append("")
    return lines


def _row(number: int, finding: Finding, report: ReportData, options: Options) -> str:
    lang = options.lang
    demand, own = demand_said(finding, options.texts.sentences, lang)
    mark = "" if own else ("（摘要）" if lang == "zh" else " (paraphrase)")
    parts = [body_of(finding.message, lang), *facts_said(finding, report.glossary, lang)]
    if finding.least_change:
        parts.append(finding.least_change[lang])
    situation = "<br>".join(escaped(part) for part in parts)
    cells = [
        str(number),
        escaped(clause_said(finding, lang)),
        escaped(demand) + mark,
        situation,
        f"**{escaped(conformity(finding, lang))}**",
    ]
    return "| " + " | ".join(cells) + " |"
