"""What a failed expectation says: a few lines for somebody who has never heard of ecocheck.

Which clause, what was given, the limit and how far off, which facts are missing, and where to look further.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..book import Rulebook
from ..errors import Problem
from ..findings.model import Finding
from ..logic.operators import OPERATORS
from ..logic.outcomes import OUTCOME_LABELS
from ..logic.sentences import unit_said
from ..reports.report import Report
from ..vocabulary.model import SUBJECTS

MOST_SHOWN = 5
MOST_UNDECIDED = 3
MOST_ASKED = 5
_WORDS = {
    "clause": ("条款", "clause"), "found": ("情形", "found"), "limit": ("限值", "limit"), "missing": ("待填", "to give"),
    "mend": ("整改", "to mend"), "note": ("说明", "note"),
}  # fmt: skip


def shown(findings: Sequence[Finding], book: Rulebook, lang: str, most: int = MOST_SHOWN) -> list[str]:
    """The findings, the first few at length, and how many more there are."""
    lines = [line for finding in findings[:most] for line in block(finding, book, lang)]
    more = len(findings) - most
    if more > 0:
        lines.append(f"  … 另有 {more} 项" if lang == "zh" else f"  ... and {more} more")
    return lines


def block(finding: Finding, book: Rulebook, lang: str) -> list[str]:
    """One finding: its title, then a line for each thing that a reader may ask."""
    zh = lang == "zh"
    label = OUTCOME_LABELS[finding.outcome][lang]
    title = f"{finding.title[lang] or finding.rule}{f' [{finding.item}]' if finding.item else ''}"
    lines = [f"  {label}：{title}（规则 {finding.rule}）" if zh else f"  {label}: {title} (rule {finding.rule})"]
    lines.append(_line("clause", _clause(finding, book, lang), lang))
    said = finding.message[lang].removeprefix(f"{label}：" if zh else f"{label}: ")
    lines.append(_line("found", said, lang))
    if finding.missing:
        lines.append(_line("missing", "、".join(finding.missing) if zh else ", ".join(finding.missing), lang))
        return lines
    limit = _limit(finding, book, lang)
    if limit:
        lines.append(_line("limit", limit, lang))
    if finding.least_change:
        lines.append(_line("mend", finding.least_change[lang], lang))
    if finding.outcome in ("review", "advice") and finding.note[lang]:
        lines.append(_line("note", finding.note[lang], lang))
    return lines


def asked_first(report: Report, lang: str) -> list[str]:
    """The facts whose answers would settle most, with the names to write them under."""
    asked = report.questions[:MOST_ASKED]
    if not asked:
        return []
    head = "  先补这些事实最有用：" if lang == "zh" else "  most would be settled by giving:"
    return [head, *(f"      {question.fact}  {question.label[lang]}" for question in asked)]


def who(record: str, subject: str, name: str, day: str, lang: str) -> str:
    """The record as a reader knows it, and the day it was judged on."""
    kind = SUBJECTS[subject][lang] if subject in SUBJECTS else subject
    called = f" {record}" + (f"（{name}）" if name and lang == "zh" else f" ({name})" if name else "")
    on = (f"（判定日 {day}）" if lang == "zh" else f" (judged on {day})") if day else ""
    return f"{kind}{called}{on}"


def plans_said(book: Rulebook, lang: str) -> str:
    """The plans that were named, by their titles; empty where each record's own area chose them."""
    titles = [book.data.documents[plan].title[lang] for plan in book.plans]
    return "、".join(f"《{title}》" for title in titles) if lang == "zh" else ", ".join(titles)


def problem_lines(problems: Iterable[Problem], lang: str) -> list[str]:
    """What could not be read, one line each, the first few."""
    found = [f"  {problem.text(lang)}" for problem in problems]
    more = len(found) - MOST_SHOWN
    return found[:MOST_SHOWN] + (
        [f"  … 另有 {more} 个问题" if lang == "zh" else f"  ... and {more} more problems"] if more > 0 else []
    )


def _place(lang: str) -> int:
    return 0 if lang == "zh" else 1


def _line(word: str, text: str, lang: str) -> str:
    label = _WORDS[word][_place(lang)]
    return f"      {label}：{text}" if lang == "zh" else f"      {label + ':':9s}{text}"


def _clause(finding: Finding, book: Rulebook, lang: str) -> str:
    clause = finding.clause
    document = book.data.documents[finding.document]
    title = document.title[lang] or document.id
    parts = [clause.id, f"《{title}》{clause.section}" if lang == "zh" else f"{title}, {clause.section}".rstrip(", ")]
    anchor = f" “{clause.anchor}”" if clause.anchor else ""
    return " ".join(part for part in parts if part) + anchor


def _limit(finding: Finding, book: Rulebook, lang: str) -> str:
    """The limit in words, with the margin: how far inside or short of it the value lies."""
    limit, margin = finding.limit, finding.margin
    if limit is None:
        return ""
    zh = lang == "zh"
    fact = book.data.vocabulary.facts.get(limit.fact)
    label = fact.label[lang] if fact is not None else limit.fact.lstrip("$")
    value = f"{limit.value:g}" if isinstance(limit.value, int | float) else str(limit.value)
    number = f"{value} {unit_said(limit.unit, zh)}".strip()
    row = OPERATORS[limit.op]
    asked = (row.zh if zh else row.en).format(limit=number)
    said = f"{label} {asked}" if not zh else f"{label}{asked}"
    if margin is None:
        return said
    distance = f"{abs(margin.value):g} {unit_said(margin.unit, zh)}".strip()
    if margin.value > 0:
        return f"{said}（余量 {distance}）" if zh else f"{said} (met by {distance})"
    if margin.value < 0:
        return f"{said}（差 {distance}）" if zh else f"{said} (missed by {distance})"
    return f"{said}（恰在限值上）" if zh else f"{said} (exactly at the limit)"
