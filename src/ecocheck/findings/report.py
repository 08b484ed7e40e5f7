"""A report: the findings of a run, what they amount to, and the receipt that lets anybody repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from ..bilingual import Said
from ..errors import Problem
from ..logic.outcomes import Outcome
from .glossary import Glossary
from .model import Finding

DEFAULT_FAIL_ON: tuple[str, ...] = ("fail", "error", "nothing_checked")
VERDICTS = {
    "breaks": Said("有不符合项", "breaks a rule"),
    "open": Said("有待定事项", "open"),
    "complies": Said("符合", "complies"),
    "nothing_checked": Said("未检查任何条款", "nothing checked"),
    "refused": Said("无法读取", "could not be read"),
}
BREACHES = ("fail", "review")


class Question(Struct, frozen=True):
    """A missing fact to ask for: how many open findings it takes part in, and where its answer is found."""

    fact: str
    label: Said
    meaning: Said
    found_in: Said
    findings: int
    weight: int
    records: tuple[str, ...] = ()


class Receipt(Struct, frozen=True):
    """What a run rested on: versions, digests, the day, the inputs with their SHA-256."""

    ecocheck: str
    rulebook: str
    documents: list[dict[str, str]]
    as_of: str
    inputs: list[dict[str, str]] = []
    plans: tuple[str, ...] = ()
    as_of_source: str = ""


class Subject(Struct, frozen=True):
    """One record of a report: who it is and what its findings amount to; a record that could not be read has the verdict ``refused``."""

    record: str
    subject: str
    name: str
    verdict: str
    counts: dict[str, int]
    as_of: str = ""
    place: str = ""


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings have each outcome, every outcome named."""
    counts = Counter(str(finding.outcome) for finding in findings)
    return {str(outcome): counts.get(str(outcome), 0) for outcome in Outcome}


def is_open(finding: Finding) -> bool:
    """Whether a person still has to decide or supply something that may be a breach."""
    if finding.decided is not msgspec.UNSET:
        return False
    return finding.outcome in (Outcome.ERROR, Outcome.REVIEW) or (
        finding.outcome is Outcome.UNKNOWN and finding.worst in BREACHES
    )


def verdict_of(findings: Iterable[Finding], problems: int = 0) -> str:
    """`breaks`, `open`, `complies` or `nothing_checked`: the first that holds. A decision counts as the outcome it states."""
    found = list(findings)
    outcomes = [_counting(finding) for finding in found]
    if "fail" in outcomes:
        return "breaks"
    if problems or any(is_open(finding) for finding in found):
        return "open"
    return "complies" if "pass" in outcomes or "exempt" in outcomes else "nothing_checked"


def _counting(finding: Finding) -> str:
    if isinstance(finding.decided, dict):
        return {"符合": "pass", "不符合": "fail", "不涉及": "not_applicable"}[finding.decided["decision"]]
    return str(finding.outcome)


class ReportData(Struct, frozen=True, dict=True):
    """The findings of a run.

    `findings` are in the order of records, then documents, then rules; `problems` are what could not be read; `notices` are things
    said once a run (rules that ended before the day). `verdict` is of all records together, `subjects` has each one's.
    """

    verdict: str
    policy: dict[str, Any]
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    receipt: Receipt
    subjects: tuple[Subject, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Said, ...] = ()
    glossary: Glossary = Glossary()

    def where(
        self,
        outcome: str | Iterable[str] | None = None,
        record: str | None = None,
        rule: str | None = None,
        document: str | None = None,
    ) -> tuple[Finding, ...]:
        """The findings with an outcome (or any of some), of a record, a rule, a document."""
        wanted = None if outcome is None else {outcome} if isinstance(outcome, str) else set(outcome)
        return tuple(
            finding
            for finding in self.findings
            if (wanted is None or str(finding.outcome) in wanted)
            and (record is None or finding.record == record)
            and (rule is None or finding.rule == rule)
            and (document is None or finding.document == document)
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def failed(self) -> bool:
        """Whether anything in the policy's `fail_on` happened."""
        wanted = set(self.policy["fail_on"])
        verdicts = {subject.verdict for subject in self.subjects} or {self.verdict}
        broken = "error" in wanted and any(problem.severity == "error" for problem in self.problems)
        return broken or bool(wanted & verdicts) or any(self.counts.get(name, 0) for name in wanted)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data with the contract's keys."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        data["problems"] = [problem.to_dict() for problem in self.problems]
        return data

    def to_json(self, indent: int | None = 2) -> str:
        """The report as JSON text; the same input gives the same text."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
