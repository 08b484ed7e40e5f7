"""Markdown: verdict, what to do next, and the conformity table of each record, for chats, tickets and repositories."""

from __future__ import annotations

import re

from msgspec import UNSET

from ...bilingual import Said
from ...findings.model import Finding
from ...findings.report import Question, ReportData, Subject
from ...findings.standing import LATER, SHOWN_AS, standing_said
from ..fact_words import FactWords
from ..options import Options
from ..order import by_record, documents_of, listed
from ..words import (
    PROBLEMS,
    RECEIPT,
    STAGE,
    apart,
    body_of,
    clause_said,
    conformity,
    counts_said,
    demand_said,
    folded_said,
    receipt_rows,
    signed_said,
    stage_said,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$@]|:(?=//)|(?<=\bwww)\.)")
TITLE = Said("符合性检查报告", "Conformity report")
NEXT = Said("接下来要补充的信息", "What to find out next")
TO_SIGN = Said("待签名的核对单", "Sheets to sign")
WAITING = Said("{n} 条待此定论", "{n} findings wait for it")
HEADS = Said("序号 | 条款 | 管控要求 | 本项目情况 | 符合性", "No. | Clause | Requirement | Situation | Conformity")
COLUMNS = 5


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line: no markup, no entity, no formula, no link.

    >>> escaped("<b>a|b</b>"), escaped("http://a")
    ('\\\\<b\\\\>a\\\\|b\\\\</b\\\\>', 'http\\\\://a')
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def write(report: ReportData, options: Options) -> str:
    """The report as Markdown."""
    lang = options.lang
    lines = [f"# {TITLE[lang]}", ""]
    lines += [f"**{standing_said(report.verdict, report.standing)[lang]}** · {counts_said(report.findings)[lang]}", ""]
    for signed in signed_said(report):
        lines += [escaped(signed[lang]), ""]
    if report.questions:
        lines += [f"## {NEXT[lang]}", "", *(_question(n, one, lang) for n, one in enumerate(report.questions, 1)), ""]
    if report.unsigned_sheets is not UNSET:
        lines += [f"### {TO_SIGN[lang]}", "", *(_question(n, one, lang) for n, one in enumerate(report.unsigned_sheets, 1)), ""]
    grouped, facts = by_record(report), FactWords(report)
    for subject in report.subjects:
        lines += _subject(report, subject, grouped[subject.record], facts, options)
    if report.problems:
        lines += [f"## {PROBLEMS[lang]}", "", *(f"- {escaped(problem.text(lang))}" for problem in report.problems), ""]
    lines += [f"## {RECEIPT[lang]}", ""]
    lines += [f"- {name[lang]}: {escaped(value)}" for name, value in receipt_rows(report)]
    lines += [f"- {escaped(notice[lang])}" for notice in (*report.notices, *options.texts.notices)]
    return "\n".join(lines) + "\n"


def _question(place: int, question: Question, lang: str) -> str:
    where = f" — {escaped(question.found_in[lang])}" if question.found_in else ""
    waiting = WAITING.filled(n=question.findings)[lang]
    return f"{place}. {escaped(question.label[lang])} `{question.fact}`（{waiting}）{where}"


def _subject(report: ReportData, subject: Subject, own: list[Finding], facts: FactWords, options: Options) -> list[str]:
    lang = options.lang
    said = standing_said(subject.verdict, subject.standing)[lang]
    lines = [f"## {escaped(f'{subject.record} {subject.name}'.strip())} — {said}", ""]
    lines += [f"{counts_said(own)[lang]} · {STAGE[lang]}: {stage_said(subject)[lang]}" if subject.stage else "", ""]
    number = 0
    due, later = apart(listed(own, len(report.subjects)))
    tables = [(report.glossary.documents[name].title, found) for name, found in documents_of(due, report.glossary)]
    for heading, found in [*tables, *([(SHOWN_AS[LATER], later)] if later else [])]:
        title = heading[lang]
        lines += [f"### {escaped(title)}", "", f"| {HEADS[lang]} |", "|---" * COLUMNS + "|"]
        lines += [_row(place, finding, facts, options) for place, finding in enumerate(found, number + 1)]
        lines.append("")
        number += len(found)
    return [*lines, folded_said(subject)[lang], ""] if subject.folded else lines


def _row(number: int, finding: Finding, facts: FactWords, options: Options) -> str:
    lang = options.lang
    parts = [body_of(finding.message), *facts.of(finding)]
    if finding.least_change:
        parts.append(finding.least_change)
    cells = [
        str(number),
        escaped(clause_said(finding)),
        escaped(demand_said(finding, options.texts.sentences)[lang]),
        "<br>".join(escaped(part[lang]) for part in parts),
        f"**{escaped(conformity(finding)[lang])}**",
    ]
    return f"| {' | '.join(cells)} |"
