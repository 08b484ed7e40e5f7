"""What every writer says of findings in the same words: order, conformity, facts with their sources, the situation of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ..bilingual import Said
from ..findings.glossary import Glossary
from ..findings.model import Finding, Observed
from ..findings.report import ReportData
from ..logic.conditions import ASKED_DERIVED
from ..logic.flags import WHETHER, flag_said
from ..logic.outcomes import OUTCOME_LABELS, Outcome
from ..logic.sentences import unit_said

#: In the order in which a reviewer cites documents.
LEVEL_ORDER = ("law", "municipality", "district", "new_area", "pack", "standard")
#: The words of the conformity table (符合性) for each outcome.
CONFORMITY: dict[str, tuple[str, str]] = {
    "pass": ("符合", "conforms"),
    "exempt": ("符合（适用例外）", "conforms (an exception applies)"),
    "fail": ("不符合", "does not conform"),
    "waived": ("不符合（已备案例外）", "does not conform (waived)"),
    "review": ("待人工判定", "for a person to judge"),
    "unknown": ("待核实", "to be verified"),
    "error": ("待核实（数据有误）", "to be verified (bad data)"),
    "advice": ("建议改进（鼓励性要求）", "advice (an encouraging norm)"),
    "not_applicable": ("不涉及", "not concerned"),
}
DECISION_WORDS = {"符合": "conforms", "不符合": "does not conform", "不涉及": "not concerned"}
#: Most records for which a printed table lists every clause that does not concern them.
MOST_LISTED_WHOLE = 5
INTERVAL = re.compile(r"^[\[(](.*), (.*)[\])]$")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def conformity(finding: Finding, lang: str) -> str:
    """The word for the conformity column; a reviewer's decision stands before the outcome that it closes."""
    zh = lang == "zh"
    if isinstance(finding.decided, dict):
        said = finding.decided
        return (
            f"{said['decision']}（{said['by']}判定）" if zh else f"{DECISION_WORDS[said['decision']]} (decided by {said['by']})"
        )
    return CONFORMITY[finding.outcome][0 if zh else 1]


def by_record(report: ReportData) -> dict[str, list[Finding]]:
    """The findings of each record, in one pass over all of them."""
    found: dict[str, list[Finding]] = {subject.record: [] for subject in report.subjects}
    for finding in report.findings:
        found[finding.record].append(finding)
    return found


def documents_of(findings: Iterable[Finding], glossary: Glossary) -> list[tuple[str, list[Finding]]]:
    """The findings by document, laws first, and inside a document in the order of its text."""

    def rank(finding: Finding) -> tuple[int, str]:
        level = glossary.documents[finding.document].level if finding.document in glossary.documents else ""
        return (LEVEL_ORDER.index(level) if level in LEVEL_ORDER else len(LEVEL_ORDER), finding.document)

    def place(finding: Finding) -> tuple[int, str, int]:
        return (*rank(finding), finding.clause.line or 10**6)

    ordered = sorted(findings, key=place)
    return [(document, list(found)) for document, found in groupby(ordered, key=lambda finding: finding.document)]


def number_said(value: float) -> str:
    """A number without trailing zeros and without exponents.

    >>> number_said(0.1 + 0.2), number_said(80000.0), number_said(1500000)
    ('0.3', '80000', '1500000')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def value_said(name: str, observed: Observed, glossary: Glossary, lang: str) -> str:
    """The value of a fact as a reviewer reads it: codes by label, numbers with unit, bands as from～to."""
    zh = lang == "zh"
    value: Any = observed.value
    unit = unit_said(observed.unit, zh)
    if isinstance(value, bool):
        return ("是" if value else "否") if zh else ("yes" if value else "no")
    if isinstance(value, int | float):
        return f"{number_said(value)} {unit}".strip()
    if isinstance(value, list):
        return ("、" if zh else ", ").join(_coded(name, str(code), glossary, lang) for code in value) or (
            "无" if zh else "none"
        )
    if isinstance(value, dict):
        yes, no = ("有", "无") if zh else ("yes", "no")
        return ("、" if zh else ", ").join(
            f"{_coded(name, code, glossary, lang)}：{yes if on else no}" for code, on in value.items()
        )
    text = str(value)
    band = INTERVAL.match(text)
    if band and observed.unit:
        low, high = band.groups()
        return (f">{low} {unit}" if not high else f"{low}～{high} {unit}").strip()
    return _coded(name, text, glossary, lang)


def _coded(name: str, code: str, glossary: Glossary, lang: str) -> str:
    said = glossary.code(name, code, lang)
    return ("无" if lang == "zh" else "none") if said == "none" else said


def fact_said(name: str, observed: Observed, glossary: Glossary, lang: str) -> str:
    """A fact with its value and source in one phrase; yes-or-no facts as statements."""
    label = glossary.fact(name, lang)
    if isinstance(observed.value, bool) and WHETHER in label:
        said = flag_said(label, observed.value, lang == "zh")
    else:
        said = (
            f"{label}：{value_said(name, observed, glossary, lang)}"
            if lang == "zh"
            else f"{label}: {value_said(name, observed, glossary, lang)}"
        )
    if observed.accuracy:
        said += f"（误差 {observed.accuracy}）" if lang == "zh" else f" (accuracy {observed.accuracy})"
    return said + source_said(observed.source, lang)


def source_said(source: str, lang: str) -> str:
    """Where a fact comes from, in brackets; nothing where the record does not say."""
    zh = lang == "zh"
    if source == "assumed":
        return "（按所选规划推定）" if zh else " (assumed from the plan named)"
    if source == "screened":
        return "（按涉及事项推定）" if zh else " (from the list of matters involved)"
    if source == "derived":
        return "（由上述数据计算）" if zh else " (computed)"
    return (f"（来源：{source}）" if zh else f" (source: {source})") if source else ""


def facts_said(finding: Finding, glossary: Glossary, lang: str) -> list[str]:
    """The facts of a finding, those the record gave before those computed."""
    order = sorted(finding.observed.items(), key=lambda pair: pair[0].startswith(ASKED_DERIVED))
    return [fact_said(name, observed, glossary, lang) for name, observed in order]


def body_of(message: Said, lang: str) -> str:
    """The message without the outcome's word before it, which stands in a column of its own."""
    text = message[lang]
    return text.split("：" if lang == "zh" else ": ", 1)[-1]


def clause_said(finding: Finding, lang: str) -> str:
    """The clause's place: section and id, item of a group included."""
    parts = [finding.clause.section, finding.clause.id]
    if finding.item:
        parts.append(f"[{finding.item}]")
    return " ".join(part for part in parts if part)


def demand_said(finding: Finding, sentences: dict[str, str], lang: str) -> tuple[str, bool]:
    """What the clause asks: its own sentence where the user's copy gave it, else our paraphrase; and whether it is the own sentence."""
    own = sentences.get(finding.clause.id)
    if own and lang == "zh":
        return own, True
    return finding.clause.say[lang] or finding.title[lang], False


def harmless(finding: Finding) -> bool:
    """An unknown that cannot turn out to be a breach."""
    return finding.outcome is Outcome.UNKNOWN and finding.worst not in ("fail", "review", "advice")


def label(outcome: str, lang: str) -> str:
    return OUTCOME_LABELS[outcome][lang]


def counts_said(counts: dict[str, int], lang: str) -> str:
    """The counts of outcomes that occur, the worst first."""
    joint = "，" if lang == "zh" else ", "
    return joint.join(f"{label(outcome, lang)} {counts[outcome]}" for outcome in map(str, Outcome) if counts.get(outcome))


def receipt_rows(report: ReportData, lang: str) -> list[tuple[str, str]]:
    """The receipt as pairs of a name and a value; of the documents those that findings cite."""
    zh = lang == "zh"
    receipt = report.receipt
    rows = [
        ("判定日期" if zh else "judged on", receipt.as_of),
        ("软件版本" if zh else "version", f"ecocheck {receipt.ecocheck}"),
        ("规则库指纹" if zh else "rulebook digest", receipt.rulebook),
        ("所选规划" if zh else "plans named", ", ".join(receipt.plans)),
        ("退出条件" if zh else "fail_on", ", ".join(report.policy["fail_on"])),
    ]
    for document in (d for d in receipt.documents if d["id"] in report.glossary.documents):
        rows.append(("依据文件" if zh else "document", f"{document['id']} {document['title']} {document['edition']}".strip()))
    for given in receipt.inputs:
        rows.append(("输入文件" if zh else "input", f"{given.get('path', '')}  SHA-256 {given.get('sha256', '')}"))
    return [(name, value) for name, value in rows if value]
