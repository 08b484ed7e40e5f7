"""What a failed expectation says: a few lines for somebody who has never heard of ecocheck.

Which clause, what was given, the limit and how far off, which facts are missing, and where to look further.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..bilingual import LANGUAGES, Said
from ..book import Rulebook
from ..errors import Problem
from ..findings.model import Finding
from ..logic.operators import OPERATORS
from ..logic.outcomes import OUTCOME_LABELS
from ..reports.report import Report
from ..vocabulary.model import SUBJECTS
from ..vocabulary.unit_words import measured

MOST_SHOWN = 5
MOST_UNDECIDED = 3
MOST_ASKED = 5

FINDING = Said("  {label}：{title}（规则 {rule}）", "  {label}: {title} (rule {rule})")
CLAUSE = Said("      条款：{text}", "      clause:  {text}")
FOUND = Said("      情形：{text}", "      found:   {text}")
LIMIT = Said("      限值：{text}", "      limit:   {text}")
MISSING = Said("      待填：{text}", "      to give: {text}")
MEND = Said("      整改：{text}", "      to mend: {text}")
NOTE = Said("      说明：{text}", "      note:    {text}")
MORE = Said("  … 另有 {more} 项", "  ... and {more} more")
MORE_PROBLEMS = Said("  … 另有 {more} 个问题", "  ... and {more} more problems")
ASKED_FIRST = Said("  先补这些事实最有用：", "  most would be settled by giving:")
ASKED = Said("      {fact}  {label}", "      {fact}  {label}")

WHO = Said("{kind} {record}{called}{on}", "{kind} {record}{called}{on}")
CALLED = Said("（{name}）", " ({name})")
JUDGED_ON = Said("（判定日 {day}）", " (judged on {day})")
PLAN = Said("《{title}》", "{title}")
IN_PLAN = Said("《{title}》{section}", "{title}, {section}")

ASKS = Said("{label}{asked}", "{label} {asked}")
MET = Said("{said}（余量 {distance}）", "{said} (met by {distance})")
MISSED = Said("{said}（差 {distance}）", "{said} (missed by {distance})")
EXACTLY = Said("{said}（恰在限值上）", "{said} (exactly at the limit)")
INDENTED = Said("  {line}", "  {line}")
COLON = Said("：", ": ")


def shown(findings: Sequence[Finding], book: Rulebook, most: int = MOST_SHOWN) -> list[Said]:
    """The findings, the first few at length, and how many more there are."""
    lines = [line for finding in findings[:most] for line in block(finding, book)]
    more = len(findings) - most
    return [*lines, MORE.filled(more=more)] if more > 0 else lines


def block(finding: Finding, book: Rulebook) -> list[Said]:
    """One finding: its title, then a line for each thing that a reader may ask."""
    label = OUTCOME_LABELS[finding.outcome]
    item = f" [{finding.item}]" if finding.item else ""
    title = Said(*(f"{finding.title[lang] or finding.rule}{item}" for lang in LANGUAGES))
    found = Said(*(finding.message[lang].removeprefix(label[lang] + COLON[lang]) for lang in LANGUAGES))
    lines = [
        FINDING.filled(label=label, title=title, rule=finding.rule),
        CLAUSE.filled(text=_clause(finding, book)),
        FOUND.filled(text=found),
    ]
    if finding.missing:
        return [*lines, MISSING.filled(text=finding.missing)]
    limit = _limit(finding, book)
    if limit:
        lines.append(LIMIT.filled(text=limit))
    if finding.least_change:
        lines.append(MEND.filled(text=finding.least_change))
    if finding.outcome in ("review", "advice") and finding.note:
        lines.append(NOTE.filled(text=finding.note))
    return lines


def asked_first(report: Report) -> list[Said]:
    """The facts whose answers would settle most, with the names to write them under."""
    asked = report.questions[:MOST_ASKED]
    return [ASKED_FIRST, *(ASKED.filled(fact=one.fact, label=one.label) for one in asked)] if asked else []


def who(record: str, subject: str, name: str, day: str) -> Said:
    """The record as a reader knows it, and the day it was judged on."""
    called = CALLED.filled(name=name) if name else ""
    on = JUDGED_ON.filled(day=day) if day else ""
    return WHO.filled(kind=SUBJECTS.get(subject, subject), record=record, called=called, on=on)


def plans_said(book: Rulebook) -> list[Said]:
    """The plans that were named, by their titles; none where each record's own area chose them."""
    return [PLAN.filled(title=book.data.documents[plan].title) for plan in book.plans]


def problem_lines(problems: Iterable[Problem]) -> list[Said]:
    """What could not be read, one line each, the first few."""
    found = [INDENTED.filled(line=problem.line) for problem in problems]
    more = len(found) - MOST_SHOWN
    return [*found[:MOST_SHOWN], MORE_PROBLEMS.filled(more=more)] if more > 0 else found


def _clause(finding: Finding, book: Rulebook) -> Said:
    clause, document = finding.clause, book.data.documents[finding.document]
    title = Said(*(document.title[lang] or document.id for lang in LANGUAGES))
    place = IN_PLAN.filled(title=title, section=clause.section)
    anchor = f" “{clause.anchor}”" if clause.anchor else ""
    return Said(*(f"{clause.id} {place[lang].rstrip(', ')}".lstrip() + anchor for lang in LANGUAGES))


def _limit(finding: Finding, book: Rulebook) -> Said:
    """The limit in words, with the margin: how far inside or short of it the value lies."""
    limit, margin = finding.limit, finding.margin
    if limit is None:
        return Said()
    fact = book.data.vocabulary.facts.get(limit.fact)
    value = f"{limit.value:g}" if isinstance(limit.value, int | float) else str(limit.value)
    row = OPERATORS[limit.op]
    asked = row.says.filled(limit=measured(value, limit.unit))
    said = ASKS.filled(label=fact.label if fact is not None else limit.fact.lstrip("$"), asked=asked)
    if margin is None:
        return said
    form = MET if margin.value > 0 else MISSED if margin.value < 0 else EXACTLY
    return form.filled(said=said, distance=measured(f"{abs(margin.value):g}", margin.unit))
