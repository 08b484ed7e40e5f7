"""HTML: one self-contained page that works offline, switches between Chinese and English and prints on A4.

The page gets the findings as compact data: whatever several findings share (rules, sentences, facts, traces) stands once in a pool
and is pointed at by place; the page's script builds what is looked at. All text reaches the page as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from ...bilingual import UNSAID, Said
from ...findings.model import Finding
from ...findings.report import VERDICTS, ReportData
from ...logic.outcomes import MODALITIES, OUTCOME_LABELS, Outcome
from ...logic.sentences import unit_said
from ...rulebook.model import FORCES, KINDS, LEVELS
from ...vocabulary.model import SUBJECTS
from ..options import Options
from ..words import by_record, documents_of, fact_said, receipt_rows

PAGE = Path(__file__).parent / "page"
OUTCOMES = tuple(str(outcome) for outcome in Outcome)
TOPICS = {
    "process": ("程序与准入", "process"), "water": ("水", "water"), "air": ("大气", "air"), "ecology": ("生态", "ecology"),
    "noise": ("噪声", "noise"),
    "waste": ("固体废物", "waste"), "industry": ("产业", "industry"), "transport": ("交通运输", "transport"), "risk": ("环境风险", "risk"),
    "energy": ("能源", "energy"), "soil": ("土壤", "soil"), "space": ("空间", "space"), "climate": ("气候", "climate"),
    "chemicals": ("化学品", "chemicals"), "farming": ("农业农村", "farming"), "radiation": ("辐射", "radiation"), "": ("其他", "other"),
}  # fmt: skip


class Pool:
    """Distinct values, each kept once and named by its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        key = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        key = f"{type(value).__name__}:{key}"
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]


def write(report: ReportData, options: Options) -> str:
    """The page."""
    style = (PAGE / "page.css").read_text(encoding="utf-8")
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    data = embedded(page_data(report, options))
    lang = "zh-CN" if options.lang == "zh" else "en"
    title = "符合性检查报告 · ecocheck" if options.lang == "zh" else "Conformity report · ecocheck"
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; base-uri 'none'; form-action 'none'"
    made = _escaped(report.receipt.ecocheck)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="ecocheck {made}">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        "<noscript><p>本页须启用脚本才能查看；脚本只在本机运行，不连接网络。/ "
        "This page needs scripting, which runs on this machine only and uses no network.</p></noscript>\n"
        '<div id="app"></div>\n'
        f'<script type="application/json" id="report-data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def embedded(data: Any) -> str:
    """Data as JSON that no HTML parser can mistake for markup.

    >>> embedded({"name": "</script><b>"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


def page_data(report: ReportData, options: Options) -> dict[str, Any]:
    """What the page's script reads."""
    pool = Pool()
    rules: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    requirements = {finding.rule: finding.requirement for finding in report.findings if finding.requirement}
    documents: list[str] = []
    for document, found in documents_of(report.findings, report.glossary):
        documents.append(document)
        for finding in found:
            if finding.rule not in places:
                places[finding.rule] = len(rules)
                rules.append(_rule(finding, requirements, report, options))
    rows = _Rows(report, pool, places)
    records = []
    grouped = by_record(report)
    for subject in report.subjects:
        own = sorted(grouped[subject.record], key=lambda finding: places[finding.rule])
        records.append({
            "id": subject.record, "name": subject.name, "subject": _pair(SUBJECTS.get(subject.subject, Said(subject.subject, subject.subject))),
            "verdict": subject.verdict, "counts": [subject.counts.get(outcome, 0) for outcome in OUTCOMES], "as_of": subject.as_of,
            "rows": [rows.row(finding) for finding in own],
        })  # fmt: skip
    glossary = report.glossary
    return {
        "lang": options.lang,
        "verdict": report.verdict,
        "outcomes": OUTCOMES,
        "labels": {
            name: {key: _pair(text) for key, text in table.items()}
            for name, table in (("outcome", OUTCOME_LABELS), ("verdict", VERDICTS), ("force", FORCES), ("modality", MODALITIES),
                                ("kind", KINDS), ("level", LEVELS))
        } | {
            "topic": TOPICS,
        },
        "counts": [report.counts.get(outcome, 0) for outcome in OUTCOMES],
        "documents": {name: {"title": _pair(glossary.documents[name].title), "short": _pair(glossary.documents[name].short),
                             "level": glossary.documents[name].level, "edition": glossary.documents[name].edition,
                             "number": glossary.documents[name].number} for name in documents},
        "names": {name: _pair(texts) for name, texts in glossary.facts.items()},
        "rules": rules,
        "records": records,
        "pool": pool.values,
        "questions": [
            {"fact": q.fact, "label": _pair(q.label), "meaning": _pair(q.meaning), "found_in": _pair(q.found_in), "findings": q.findings,
             "records": list(q.records)} for q in report.questions
        ],
        "problems": [[p.text("zh"), p.text("en"), p.severity] for p in report.problems],
        "notices": [_pair(notice) for notice in (*report.notices, *options.texts.notices)],
        "receipt": [receipt_rows(report, "zh"), receipt_rows(report, "en")],
        "copies": [copy._asdict() for copy in options.texts.copies],
    }  # fmt: skip


def _pair(text: Said) -> list[str]:
    return [text.zh, text.en]


def _rule(finding: Finding, requirements: dict[str, Said], report: ReportData, options: Options) -> dict[str, Any]:
    """What is the same for every record: the clause and the rule that decides it."""
    cited = [
        finding.clause,
        *(report.glossary.clauses[name] for name in finding.clauses[1:] if name in report.glossary.clauses),
    ]
    said: dict[str, Any] = {
        "id": finding.rule, "document": finding.document, "title": _pair(finding.title), "force": finding.force, "modality": finding.modality,
        "topic": finding.topic, "kind": finding.kind, "form": finding.form,
        "in_force": [finding.in_force.get("from", ""), finding.in_force.get("to", "")],
        "clauses": [{"id": c.id, "section": c.section, "anchor": c.anchor, "say": _pair(c.say), "own": options.texts.sentences.get(c.id, "")}
                    for c in cited],
    }  # fmt: skip
    optional = {
        "requirement": requirements.get(finding.rule, UNSAID), "applies": report.glossary.applies.get(finding.rule, UNSAID),
        "note": finding.note,
    }  # fmt: skip
    said |= {name: _pair(texts) for name, texts in optional.items() if texts}
    if finding.conflicts_with:
        said["conflicts"] = list(finding.conflicts_with)
    if finding.verify:
        said["verify"] = True
    return said


class _Rows:
    """Findings as rows: [rule, outcome, message, facts, item?, more?, fingerprint?], numbers pointing into rules, outcomes and pool."""

    def __init__(self, report: ReportData, pool: Pool, rules: dict[str, int]) -> None:
        self.report = report
        self.pool = pool
        self.rules = rules
        self._facts: dict[tuple[str, int], int] = {}
        self._kept: list[Any] = []  # keeps the observed values alive, whose identities are keys

    def row(self, finding: Finding) -> list[Any]:
        outcome = OUTCOMES.index(str(finding.outcome))
        facts = self.pool.place([self._fact(name, observed) for name, observed in finding.observed.items()])
        row: list[Any] = [self.rules[finding.rule], outcome, self.pool.place(_pair(finding.message)), facts]
        if finding.outcome is Outcome.NOT_APPLICABLE and not finding.item:
            return row
        more = self._more(finding)
        return [*row, finding.item, self.pool.place(more) if more else -1, finding.fingerprint if finding.seen else ""]

    def _fact(self, name: str, observed: Any) -> int:
        key = (name, id(observed))
        if key not in self._facts:
            self._kept.append(observed)
            self._facts[key] = self.pool.place([fact_said(name, observed, self.report.glossary, lang) for lang in ("zh", "en")])
        return self._facts[key]

    def _more(self, finding: Finding) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name in ("possible", "missing", "bad"):
            if getattr(finding, name):
                said[name] = list(getattr(finding, name))
        for name in ("worst", "reason", "exemption"):
            if getattr(finding, name):
                said[name] = getattr(finding, name)
        if finding.limit is not None:
            said["limit"] = [finding.limit.fact, finding.limit.op, finding.limit.value,
                             unit_said(finding.limit.unit, True), unit_said(finding.limit.unit, False), finding.limit.basis]  # fmt: skip
        if finding.margin is not None:
            said["margin"] = finding.margin.value
        for name in ("waiver", "decided"):
            if isinstance(getattr(finding, name), dict):
                said[name] = getattr(finding, name)
        if finding.least_change:
            said["least"] = _pair(finding.least_change)
        if isinstance(finding.strictest, bool):
            said["strictest"] = finding.strictest
        if finding.judged_on:
            said["judged_on"] = self.pool.place([finding.judged_on["fact"], finding.judged_on["date"]])
        if finding.trace:
            said["trace"] = self.pool.place(self._trace(finding.trace))
        return said

    def _trace(self, trace: list[dict[str, Any]]) -> list[Any]:
        """Steps as [kind, truth, sentence or parts, item]; sentences stand in the pool."""
        found: list[Any] = []
        for step in trace:
            kind = step.get("part") or step.get("node", "")
            inner = (
                self._trace(step["parts"])
                if "parts" in step
                else self.pool.place(_pair(step["said"]))
                if "said" in step
                else ""
            )
            found.append([kind, step.get("node", ""), step["truth"], inner, step.get("item", "")])
        return found
