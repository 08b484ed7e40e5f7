"""A report: the findings of a run, what they amount to, and the receipt that lets anybody repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from ..bilingual import Said
from ..errors import Problem
from ..logic.outcomes import AnOutcome, Outcome
from ..rulebook.model import RulebookData
from .filters import Reason, chosen
from .glossary import Glossary
from .model import Finding
from .result import FrozenDict, Result
from .sheets import SheetsSigned
from .standing import Standing, counting, is_open

VERDICTS = {
    "breaks": Said("有不符合项", "breaks a rule"),
    "open": Said("有待定事项", "open"),
    "complies": Said("符合", "complies"),
    "nothing_checked": Said("未检查任何条款", "nothing checked"),
    "refused": Said("无法读取", "could not be read"),
}


class Closing(Result, frozen=True):
    """What a record says of a list that is known in part: the codes that are there, and those that it says no to once it is closed."""

    there: tuple[str, ...]
    denied: tuple[str, ...]


class Question(Result, frozen=True):
    """A missing fact to ask for: how many open findings it takes part in, the rules of these, and where its answer is found.

    `closing` are the records that know a part of the list, each with what closing it would say.
    """

    fact: str
    label: Said
    meaning: Said
    found_in: Said
    findings: int
    weight: int
    records: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    closing: Mapping[str, Closing] | UnsetType = UNSET


class Receipt(Result, frozen=True):
    """What a run rested on: versions, digests, the day, the inputs with their SHA-256."""

    ecocheck: str
    rulebook: str
    documents: tuple[Mapping[str, str], ...]
    as_of: str
    inputs: tuple[Mapping[str, str], ...] = ()
    plans: tuple[str, ...] = ()
    as_of_source: str = ""


class Subject(Result, frozen=True):
    """One record of a report: who it is and what its findings amount to; a record that could not be read has the verdict ``refused``.

    `stage` is the one that the record has reached, `stage_from` where that comes from: ``given``, its ``dates`` or ``works``, else
    ``assumed``. `folded` are the findings under other subjects than its own (`Finding.seen_as`) that may not apply, and are left out.
    """

    record: str
    subject: str
    name: str
    verdict: str
    counts: Mapping[str, int]
    as_of: str = ""
    place: str = ""
    standing: Standing = Standing()
    stage: str = ""
    stage_from: str = ""
    folded: int = 0


def counted(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings have each outcome, every outcome named."""
    counts = Counter(str(finding.outcome) for finding in findings)
    return FrozenDict({str(outcome): counts.get(str(outcome), 0) for outcome in Outcome})


def outside_the_plans(findings: Iterable[Finding], plans: Iterable[str]) -> int:
    """How many rules of the named plans fall silent because a record lies outside all of them; 0 where any of them binds it."""
    own = [finding for finding in findings if finding.document in set(plans)]
    silent = {finding.rule for finding in own if finding.reason == "out_of_area"}
    return len(silent) if all(finding.reason == "out_of_area" for finding in own) else 0


def verdict_of(findings: Iterable[Finding], problems: int = 0) -> str:
    """`breaks`, `open`, `complies` or `nothing_checked`: the first that holds. A decision counts as the outcome it states."""
    found = list(findings)
    outcomes = [counting(finding) for finding in found]
    if "fail" in outcomes:
        return "breaks"
    if problems or any(is_open(finding) for finding in found):
        return "open"
    return "complies" if "pass" in outcomes or "exempt" in outcomes else "nothing_checked"


class ReportData(Result, frozen=True, dict=True):
    """The findings of a run.

    `findings` are in the order of records, then documents, then rules; `problems` are what could not be read; `notices` are things
    said once a run (rules that ended before the day). `verdict` and `standing` are of all records together, `subjects` has each one's.
    `sheets` are those that
    records carry with a signature, and how many passes rest on what was let stand; `unsigned_sheets` are those that
    somebody has still to sign, each as one question.
    """

    verdict: str
    policy: Mapping[str, Any]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    receipt: Receipt
    subjects: tuple[Subject, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Said, ...] = ()
    glossary: Glossary = Glossary()
    standing: Standing = Standing()
    sheets: SheetsSigned | UnsetType = UNSET
    unsigned_sheets: tuple[Question, ...] | UnsetType = UNSET

    def where(
        self,
        outcome: AnOutcome | Iterable[AnOutcome] | None = None,
        record: str | Iterable[str] | None = None,
        rule: str | Iterable[str] | None = None,
        document: str | Iterable[str] | None = None,
        *,
        item: str | Iterable[str] | None = None,
        clause: str | Iterable[str] | None = None,
        topic: str | Iterable[str] | None = None,
        reason: Reason | Iterable[Reason] | None = None,
        stage: str | Iterable[str] | None = None,
    ) -> tuple[Finding, ...]:
        """The findings with an outcome, of a record, a rule, a document, an item of a group, a clause, a topic, for a reason, from a stage.

        Each may be one name or several; findings that answer to all that is asked for are given. A clause is named with its document
        or without (``c470``).

        Raises `UnknownName` for an outcome, reason, record, rule, document, clause, topic or stage that does not exist.
        """
        asked = {
            "outcome": outcome,
            "record": record,
            "rule": rule,
            "document": document,
            "item": item,
            "clause": clause,
            "topic": topic,
            "reason": reason,
            "stage": stage,
        }
        return chosen(self.findings, asked, self._knows)

    def asked_of(self, rules: RulebookData) -> None:
        """Remembers the rules of the run, so that a rule without a finding is told from one that does not exist."""
        self.__dict__["_rules"] = rules

    def _knows(self, kind: str, name: str) -> bool:
        """Whether something exists that no finding is about."""
        if kind == "item":
            return True
        if kind == "record":
            return any(subject.record == name for subject in self.subjects)
        documents = {document["id"] for document in self.receipt.documents}
        if kind == "document":
            return name in documents
        rules: RulebookData | None = self.__dict__.get("_rules")
        if rules is None:  # a report that was pickled
            return name.partition("/")[0] in documents or kind == "topic"
        if kind == "topic":
            return any(rule.topic == name for rule in rules.rules)
        if kind == "rule":
            return name in rules.rule_ids
        return name in rules.clauses or any(f"{document}/{name}" in rules.clauses for document in documents)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        return True

    @property
    def failed(self) -> bool:
        """Whether anything in the policy's `fail_on` happened."""
        wanted = set(self.policy["fail_on"])
        verdicts = {subject.verdict for subject in self.subjects} or {self.verdict}
        broken = "error" in wanted and any(problem.severity == "error" for problem in self.problems)
        return broken or bool(wanted & {*verdicts, *self.standing.words}) or any(self.counts.get(name, 0) for name in wanted)

    def to_dict(self, outcomes: AnOutcome | Iterable[AnOutcome] | None = None) -> dict[str, Any]:
        """The report as plain data with the contract's keys; with `outcomes` only the findings that have one of them.

        Verdict and counts stay those of the whole run. Raises `UnknownName` for an outcome that does not exist.
        """
        data = super().to_dict()
        if outcomes is not None:
            data["findings"] = [finding.to_dict() for finding in self.where(outcome=outcomes)]
        return data

    def to_json(self, indent: int | None = 2, outcomes: AnOutcome | Iterable[AnOutcome] | None = None) -> str:
        """The report as JSON text; the same input gives the same text."""
        import json

        return json.dumps(self.to_dict(outcomes), ensure_ascii=False, indent=indent)

    def _plain(self, key: str) -> Any:
        return [problem.to_dict() for problem in self.problems] if key == "problems" else super()._plain(key)
