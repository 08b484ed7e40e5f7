"""The conformity table of a record (符合性分析): a row a clause, what decides first, what needs nothing folded and counted.

A clause that several rules or things answer is one row; its word is that of its worst part. Writers decide only how a row looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from ...bilingual import COMMA, Said
from ...evaluation.explain.reasons import REASONS
from ...findings.glossary import Glossary
from ...findings.model import ClauseRef, Finding, Observed
from ...findings.report import ReportData
from ...findings.standing import HARMLESS, LATER, SHOWN, shown_as
from ...logic.outcomes import Outcome
from ...vocabulary.stages import STAGES
from ..fact_words import SIGNED, SIGNED_AS_PRINTED
from ..order import documents_of
from ..words import TOPICS, body_of, conformity, demand_said

#: The words of rows that ask something of somebody.
TO_DO = ("fail", "error", "review", "unknown", "advice", "waived")
#: The words of rows that ask nothing of anybody, and tell nothing of the record.
FOLDED = (HARMLESS, str(Outcome.NOT_APPLICABLE))
MISSING_TITLE = "（标题缺失）"

#: How a Chinese sentence begins that speaks of a record; English says it by its facts alone.
OURS = {
    "project": "本项目",
    "facility": "本企业",
    "site": "该地块",
    "park": "该园区",
    "farm": "该养殖场",
    "vehicle": "该车辆",
    "vessel": "该船舶",
    "machine": "该机械",
}
#: How sentences begin that speak of what is not known, not of the record.
NOT_OF_THE_RECORD = ("尚缺", "到", "项目", "企业", "缺")
OF_ITEM = Said("{item}：{said}", "{item}: {said}")
VERIFIED = Said("经核实已落实：{said}", "found to be carried out: {said}")
BY_SOURCE = Said("依据：{sources}。", "Sources: {sources}.")
INFERRED = Said("推定：{facts}。", "Inferred: {facts}.")
ASSUMED = Said("{fact}按所选规划推定", "{fact} (assumed from the plan named)")
WHY = Said("{fact}{why}", "{fact} {why}")
TO_MEND = Said("整改：{change}。", "To mend: {change}.")
STRICTEST = Said("本条为该指标各限值中最严者。", "This is the strictest of the limits on this figure.")
WITHOUT_BEARING = Said("所缺事实不影响结论", "what is missing has no bearing")
COUNTED = Said("{reason} {n} 条", "{reason}: {n}")
ABOUT = Said("{reason} {n} 条（{topics}）", "{reason}: {n} ({topics})")
OF_TOPIC = Said("{topic} {n}", "{topic} {n}")


class Row(NamedTuple):
    """A clause with all that was found on it; `word` is the one that its worst part is shown under."""

    findings: tuple[Finding, ...]
    word: str

    @property
    def clause(self) -> ClauseRef:
        return self.findings[0].clause

    @property
    def document(self) -> str:
        return self.findings[0].document


class Folded(NamedTuple):
    """The clauses of a document that need nothing: by reason how many, and of each reason how many a topic."""

    document: str
    rows: tuple[Row, ...]

    def said(self) -> Said:
        """Why they need nothing, with numbers."""
        topics: dict[str, Counter[str]] = {}
        for row in self.rows:
            topics.setdefault(_why_folded(row), Counter())[row.findings[0].topic] += 1
        return Said("；", "; ").join(_counted(reason, found) for reason, found in topics.items())


class Table(NamedTuple):
    """The rows of one record: those that ask something, those that conform, those of a later stage, and what is folded."""

    to_do: tuple[Row, ...]
    met: tuple[Row, ...]
    later: tuple[Row, ...]
    folded: tuple[Folded, ...]


def conformity_table(findings: Iterable[Finding], glossary: Glossary) -> Table:
    """The rows of a record's findings: each clause once, what must be done first, then in the order of the documents' texts."""
    clauses: dict[str, list[Finding]] = {}
    for _, several in documents_of(findings, glossary):
        for finding in several:
            clauses.setdefault(finding.clause.id, []).append(finding)
    rows = [_row(found) for found in clauses.values()]
    to_do = sorted((row for row in rows if row.word in TO_DO), key=lambda row: SHOWN.index(row.word))
    folded: dict[str, list[Row]] = {}
    for row in rows:
        if row.word in FOLDED:
            folded.setdefault(row.document, []).append(row)
    return Table(
        tuple(to_do),
        tuple(row for row in rows if row.word in ("pass", "exempt")),
        tuple(row for row in rows if row.word == LATER),
        tuple(Folded(document, tuple(found)) for document, found in folded.items()),
    )


def _row(findings: list[Finding]) -> Row:
    """The row of a clause: parts that tell nothing beside others that do are left out."""
    telling = [finding for finding in findings if shown_as(finding) not in FOLDED] or findings
    return Row(tuple(telling), min(map(shown_as, telling), key=SHOWN.index))


def _why_folded(row: Row) -> str:
    return row.word if row.word == HARMLESS else row.findings[0].reason


def _counted(reason: str, topics: Counter[str]) -> Said:
    said = WITHOUT_BEARING if reason == HARMLESS else REASONS.get(reason, Said("不涉及", "not concerned"))
    if len(topics) == 1:
        return COUNTED.filled(reason=said, n=topics.total())
    several = [OF_TOPIC.filled(topic=TOPICS[topic], n=n) for topic, n in topics.most_common()]
    return ABOUT.filled(reason=said, n=topics.total(), topics=several)


def place_said(clause: ClauseRef) -> str:
    """Where a clause stands, by the titles that exist; one that our copy of the text has lost is left out.

    >>> place_said(ClauseRef("x/c1", "三、绿色低碳发展 产业与准入（标题缺失）"))
    '三、绿色低碳发展'
    """
    return " ".join(part for part in clause.section.split(" ") if not part.endswith(MISSING_TITLE))


def demand(row: Row, sentences: dict[str, str]) -> Said:
    """What the clause asks."""
    return demand_said(row.findings[0], sentences)


def conclusion(row: Row) -> list[Said]:
    """The word for the row, and what stands behind a decision or an exception."""
    worst = next(finding for finding in row.findings if shown_as(finding) == row.word)
    said = [conformity(worst)]
    for given in (worst.waiver, worst.decided):
        if given:
            texts = "，".join(given[key] for key in ("document", "date", "reason") if key in given)
            said.append(Said(texts, texts))
    return said


def situation(row: Row, glossary: Glossary) -> list[Said]:
    """What the record is like on this point, in sentences: each part, what would mend it, what it rests on, what was inferred."""
    said: dict[Said, None] = {}
    for finding in row.findings:
        said.setdefault(_sentence(finding))
    for finding in row.findings:
        if finding.least_change:
            said.setdefault(TO_MEND.filled(change=finding.least_change))
        if finding.strictest is True and finding.limit is not None:
            said.setdefault(STRICTEST)
    told = [one for finding in row.findings if not finding.missing for one in finding.observed.items()]
    sources = list(dict.fromkeys(_sources(told)))
    if sources:
        said.setdefault(BY_SOURCE.filled(sources=sources))
    inferred = list(dict.fromkeys(_inferred(told, glossary)))
    if inferred:
        said.setdefault(INFERRED.filled(facts=Said("；", "; ").join(inferred)))
    return list(said)


def _sentence(finding: Finding) -> Said:
    own = f"{finding.clause.id} "  # an attestation is called after its clause, which in a row of the clause is this one
    body = body_of(finding.message)
    body = Said(body.zh.replace(f"{own}的核实结论", "本条的核实结论"), body.en)
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return body
    if finding.form == "attestation" and finding.outcome is Outcome.PASS:
        body = VERIFIED.filled(said=body)
    elif not body.zh.startswith(NOT_OF_THE_RECORD) and not finding.item:
        body = Said(f"{OURS.get(finding.subject, '')}{body.zh}", body.en)
    return OF_ITEM.filled(item=finding.item, said=body) if finding.item else body


def _sources(told: list[tuple[str, Observed]]) -> Iterable[Said]:
    """Where the facts come from that somebody gave: what the record says, or the sheet that was signed."""
    for _, seen in told:
        if isinstance(seen.by, str):
            words = SIGNED_AS_PRINTED if seen.as_printed is True else SIGNED
            said = words.filled(by=seen.by, on=seen.on)
            yield Said(said.zh.removeprefix("，据"), said.en.removeprefix(", from "))
        elif seen.source and seen.source not in ("assumed", "inferred", "derived"):
            yield Said(seen.source, seen.source)


def _inferred(told: list[tuple[str, Observed]], glossary: Glossary) -> Iterable[Said]:
    """What no person gave: each fact with why it is taken to be so."""
    for name, seen in told:
        if seen.why is not UNSET:
            yield WHY.filled(fact=glossary.fact(name), why=seen.why)
        elif seen.source == "assumed":
            yield ASSUMED.filled(fact=glossary.fact(name))


def stage_of(row: Row) -> Said:
    """The stage from which a row of a later stage is checked."""
    return STAGES.get(row.findings[0].stage, Said())


def to_bring(report: ReportData, record: str, rows: Iterable[Row]) -> list[tuple[Said, Said]]:
    """The papers to bring, the most telling first: what each is, and the facts that are wanted from it."""
    wanted = {name for row in rows for finding in row.findings for name in finding.missing}
    papers: dict[Said, list[Said]] = {}
    for question in report.questions:
        if question.fact in wanted and record in question.records:
            papers.setdefault(question.found_in, []).append(question.label)
    return [(paper, COMMA.join(labels)) for paper, labels in papers.items() if paper]
