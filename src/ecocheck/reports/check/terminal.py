"""The table for people: what is broken, what is open, what to answer next; one screen for one project."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ...findings.model import Finding
from ...findings.report import VERDICTS, ReportData, Subject
from ...logic.outcomes import OUTCOME_LABELS, Outcome
from ..options import Options

SHOWN = (
    Outcome.FAIL,
    Outcome.ERROR,
    Outcome.REVIEW,
    Outcome.UNKNOWN,
    Outcome.ADVICE,
    Outcome.WAIVED,
    Outcome.EXEMPT,
    Outcome.PASS,
)
COLOURS = {
    "fail": "31;1", "error": "35;1", "review": "33", "unknown": "36", "advice": "34", "waived": "35", "exempt": "32", "pass": "32",
    "not_applicable": "2", "breaks": "31;1", "open": "33;1", "complies": "32;1", "nothing_checked": "35;1", "refused": "35;1",
}  # fmt: skip
MOST_UNKNOWN = 6
MOST_PASSED = 8

Paint = Callable[[str, str], str]


def paint_with(colour: bool) -> Paint:
    """A function that puts a text into the colour of an outcome or verdict, or leaves it as it is."""
    return (lambda text, name: f"\033[{COLOURS[name]}m{text}\033[0m") if colour else (lambda text, name: text)


def width(text: str) -> int:
    """How many columns a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, columns: int, indent: int) -> str:
    """The text broken at `columns`, later lines indented; breaks at spaces or between Chinese characters."""
    lines, line, used = [], "", 0
    for char in text:
        wide = width(char)
        if used + wide > columns:
            cut = line.rfind(" ") if char != " " and char.isascii() and line and line[-1].isascii() else -1
            keep, rest = (line[:cut], line[cut + 1 :]) if cut > indent + 8 else (line, "")
            lines.append(keep)
            line = " " * indent + rest
            used = width(line)
        if not (char == " " and not line.strip() and lines):
            line += char
            used += wide
    return "\n".join([*lines, line])


def write(report: ReportData, options: Options) -> str:
    """The table in the form that every writer has."""
    return render(report, options.lang, options.colour, options.columns, options.everything)


def render(report: ReportData, lang: str = "zh", colour: bool = False, columns: int = 100, everything: bool = False) -> str:
    """The whole report as text for a terminal of `columns` columns."""
    paint = paint_with(colour)
    blocks = [
        _subject(report, subject, lang, paint, columns, everything)
        for subject in report.subjects
        if subject.verdict != "refused"
    ]
    if report.questions and len(report.subjects) > 1:
        blocks.append(_questions(report, lang, columns))
    blocks.append(_problems(report, lang, columns))
    blocks.append(_closing(report, lang, paint))
    return "\n".join(block for block in blocks if block) + "\n"


def _subject(report: ReportData, subject: Subject, lang: str, paint: Paint, columns: int, everything: bool) -> str:
    zh = lang == "zh"
    name = f"{subject.record} {subject.name}".strip()
    verdict = paint(VERDICTS[subject.verdict][lang], subject.verdict)
    counts = "  ".join(
        f"{OUTCOME_LABELS[outcome][lang]} {subject.counts[outcome]}"
        for outcome in (*SHOWN, "not_applicable")
        if subject.counts.get(outcome)
    )
    lines = ["", f"━━ {name} ━━ {verdict}", f"   {counts}   {'判定日' if zh else 'judged on'} {subject.as_of}"]
    findings = report.where(record=subject.record)
    for outcome in SHOWN:
        found = [finding for finding in findings if finding.outcome is outcome]
        lines += _group(found, outcome, lang, paint, columns, everything)
    if len(report.subjects) == 1 and report.questions:
        lines.append(_questions(report, lang, columns))
    return "\n".join(lines)


def _group(found: list[Finding], outcome: Outcome, lang: str, paint: Paint, columns: int, everything: bool) -> list[str]:
    zh = lang == "zh"
    if outcome is Outcome.UNKNOWN and not everything:
        harmless = [finding for finding in found if finding.worst not in ("fail", "review", "advice")]
        found = sorted((f for f in found if f not in harmless), key=lambda f: (f.worst != "fail", len(f.missing)))
    else:
        harmless = []
    most = (
        len(found)
        if everything
        else MOST_UNKNOWN
        if outcome is Outcome.UNKNOWN
        else MOST_PASSED
        if outcome is Outcome.PASS
        else len(found)
    )
    lines = [line for finding in found[:most] for line in _finding(finding, lang, paint, columns)]
    label = OUTCOME_LABELS[outcome][lang]
    if len(found) > most:
        more = len(found) - most
        lines.append(
            f"   … 另有 {more} 条{label}（--all 全部列出）" if zh else f"   … and {more} more, {label} (--all lists them)"
        )
    if harmless:
        said = (
            f"另有 {len(harmless)} 条待核实，无论结果如何都不是违规"
            if zh
            else f"{len(harmless)} more unknown: whatever it is, not a breach"
        )
        lines.append(f"   … {said}")
    return lines


def _finding(finding: Finding, lang: str, paint: Paint, columns: int) -> list[str]:
    zh = lang == "zh"
    label = OUTCOME_LABELS[finding.outcome][lang]
    item = f" [{finding.item}]" if finding.item else ""
    head = (
        f" {paint('■', str(finding.outcome))} {paint(label, str(finding.outcome))} {finding.title[lang]}{item}  {finding.rule}"
    )
    where = f"{finding.clause.id} {finding.clause.section}".strip()
    anchor = f"“{finding.clause.anchor}”" if finding.clause.anchor else ""
    lines = [head, wrapped(f"     {where} {anchor}", columns, 5)]
    message = finding.message[lang]
    body = message.split("：" if zh else ": ", 1)[-1]
    lines.append(wrapped(f"     {body}", columns, 5))
    if finding.least_change:
        lines.append(wrapped(f"     → {finding.least_change[lang]}", columns, 7))
    if isinstance(finding.decided, dict):
        said = finding.decided
        lines.append(wrapped(f"     ✎ {said['decision']}（{said['by']} {said['date']}）{said['reason']}", columns, 7))
    if isinstance(finding.waiver, dict):
        said = finding.waiver
        lines.append(
            wrapped(
                f"     ✎ {said['document']}（{said['body']}，{said['from']} ～ {said['until']}）{said['reason']}", columns, 7
            )
        )
    if finding.outcome in (Outcome.REVIEW, Outcome.FAIL, Outcome.EXEMPT) and finding.note[lang]:
        lines.append(
            wrapped(
                f"     {'注' if zh else 'note'}：{finding.note[lang]}" if zh else f"     note: {finding.note[lang]}", columns, 5
            )
        )
    return lines


def _questions(report: ReportData, lang: str, columns: int) -> str:
    zh = lang == "zh"
    lines = ["", "▶ 接下来最该补充的信息" if zh else "▶ What to find out next"]
    for place, question in enumerate(report.questions[:8], 1):
        said = f"{question.findings} 条待此定论" if zh else f"{question.findings} findings wait for it"
        where = (
            f"（{question.found_in['zh']}）"
            if zh and question.found_in["zh"]
            else f" ({question.found_in['en']})"
            if question.found_in["en"]
            else ""
        )
        lines.append(wrapped(f"   {place}. {question.label[lang]} {question.fact} — {said}{where}", columns, 6))
    more = len(report.questions) - 8
    if more > 0:
        lines.append(f"   … {'另有' if zh else 'and'} {more} {'项' if zh else 'more'}")
    return "\n".join(lines)


def _problems(report: ReportData, lang: str, columns: int) -> str:
    if not report.problems:
        return ""
    zh = lang == "zh"
    head = "▶ 数据问题" if zh else "▶ Problems in the data"
    marks = {"error": "✗", "warning": "!"}
    return "\n".join(["", head, *(wrapped(f"   {marks[p.severity]} {p.text(lang)}", columns, 6) for p in report.problems)])


def _closing(report: ReportData, lang: str, paint: Paint) -> str:
    zh = lang == "zh"
    verdict = paint(VERDICTS[report.verdict][lang], report.verdict)
    total = "  ".join(
        f"{OUTCOME_LABELS[o][lang]} {report.counts[o]}" for o in (*SHOWN, "not_applicable") if report.counts.get(o)
    )
    receipt = report.receipt
    refused = sum(subject.verdict == "refused" for subject in report.subjects)
    lines = ["", f"{'总结论' if zh else 'Verdict'}：{verdict}   {total}" if zh else f"Verdict: {verdict}   {total}"]
    lines += [f"  {notice['zh' if zh else 'en']}" for notice in report.notices]
    if len(report.subjects) > 1:
        read, checked = len(report.subjects), len(report.subjects) - refused
        lines.append(
            f"  读取 {read} 条记录 = 检查 {checked} + 无法读取 {refused}"
            if zh
            else f"  {read} records read = {checked} checked + {refused} that could not be read"
        )
    day = receipt.as_of + (("（今天）" if zh else " (today)") if receipt.as_of_source == "today" else "")
    fail_on = ", ".join(report.policy["fail_on"])
    lines.append(
        f"  {'判定日' if zh else 'judged on'} {day} · ecocheck {receipt.ecocheck} · "
        f"{'规则库' if zh else 'rulebook'} {receipt.rulebook[:12]} · fail_on {fail_on}"
    )
    return "\n".join(lines)
