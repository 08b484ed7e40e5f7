"""Expectation files: records with the outcomes that they must have, for people who write no Python.

plan: wanzhou                  # else --ecocheck-plan, else the rule's own document
as_of: 2023-06-01              # else each record's own, else --ecocheck-as-of
records:
  - id: P1
    subject: project
    project.industry: [C2614]
    project.construction: [new]
    site.distance.yangtze_system_bank: 760 m
    expect: {wz-145/chem-1km: fail}     # `RULE#ITEM` names one item of a group
    verdict: breaks
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..bilingual import LINES, Said
from ..book import Rulebook
from ..errors import ComplianceError, Mark, Problem, RecordSourceError, ValueRefused
from ..findings.report import VERDICTS
from ..logic.outcomes import OUTCOME_LABELS, Outcome
from ..plans import book_named, load
from ..records.building import RecordBuilder
from ..records.model import Record
from ..source.yaml import Mapping, Node, Scalar, Sequence, read_yaml
from ..vocabulary.typed import read_date
from .assertions import assert_outcome
from .defaults import DEFAULTS
from .failure_text import problem_lines, shown, who

KEYS = ("plan", "as_of", "records", "note")
OWN = ("expect", "verdict")
VERDICT = Said("{who}：总体结论应为“{wanted}”，实为“{found}”", "{who}: the verdict should be '{wanted}' but is '{found}'")


class Expectation(NamedTuple):
    """What one record must come to: the outcome of a rule (of one item), or, where no rule is named, the verdict."""

    record: Record
    mark: Mark
    wanted: str
    plan: str
    day: date | None
    rule: str = ""
    item: str | None = None

    @property
    def name(self) -> str:
        """Its name among the tests of its file."""
        what = f"{self.rule}{f'#{self.item}' if self.item else ''}" if self.rule else "verdict"
        return f"{self.record.id}::{what}"

    def check(self) -> None:
        """Raises `ComplianceError` where it does not hold."""
        if self.rule:
            assert_outcome(self.record, self.rule, Outcome(self.wanted).value, self.plan or None, self.day, item=self.item)
            return
        plan = self.plan or DEFAULTS.plan
        book = book_named(plan) if plan else load()
        self._check_verdict(book)

    def _check_verdict(self, book: Rulebook) -> None:
        report = book.check(self.record, self.day or DEFAULTS.as_of)
        if report.verdict == self.wanted:
            return
        subject = report.subjects[0]
        head = VERDICT.filled(
            who=who(subject.record, subject.subject, subject.name, subject.as_of),
            wanted=VERDICTS[self.wanted],
            found=VERDICTS[report.verdict],
        )
        telling = report.where(outcome="fail") or report.where(outcome=("error", "review", "unknown"))
        raise ComplianceError(LINES.join([head, *problem_lines(report.problems), *shown(telling, book)]), DEFAULTS.lang)


def read_expectations(path: Path) -> list[Expectation]:
    """The expectations of a file, in the order written.

    Raises `RecordSourceError` with every problem of the file: unknown keys, records that cannot be read, outcomes that do not exist.
    """
    reader = _Reader(path)
    found = list(reader.read())
    if reader.problems:
        raise RecordSourceError(reader.problems)
    return found


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def read(self) -> Iterator[Expectation]:
        node = read_yaml(self.path.read_bytes(), str(self.path), error=RecordSourceError)
        if not isinstance(node, Mapping) or not isinstance(node.get("records"), Sequence):
            self._problem(node.mark, "", "testing.no_records")
            return
        for key, _ in node.entries:
            if key.text not in KEYS:
                self._problem(key.mark, key.text, "testing.no_such_key", known=list(KEYS))
        plan = self._plan(_text(node.get("plan")))
        day = self._day(node.get("as_of"))
        records = node.get("records")
        assert isinstance(records, Sequence)
        vocabulary = book_named(plan).data.vocabulary if plan else load().data.vocabulary
        for place, member in enumerate(records.items, 1):
            if not isinstance(member, Mapping):
                self._problem(member.mark, "records", "records.no_mapping")
                continue
            bare = Mapping([(key, value) for key, value in member.entries if key.text not in OWN], member.at)
            builder = RecordBuilder(vocabulary, place, str(self.path))
            record = builder.build(bare)
            self.problems += [problem for problem in builder.problems if problem.severity == "error"]
            if record is not None:
                yield from self._of_record(member, record, plan, record.as_of or day)

    def _of_record(self, node: Mapping, record: Record, plan: str, day: date | None) -> Iterator[Expectation]:
        expect, verdict = node.get("expect"), node.get("verdict")
        if expect is None and verdict is None:
            self._problem(node.mark, "expect", "testing.nothing_expected")
        if expect is not None and not isinstance(expect, Mapping):
            self._problem(expect.mark, "expect", "testing.expect_no_mapping")
        elif expect is not None:
            for key, value in expect.entries:
                wanted = _text(value)
                if wanted not in OUTCOME_LABELS:
                    self._wrong(value, "expect", wanted, OUTCOME_LABELS)
                rule, _, item = key.text.partition("#")
                yield Expectation(record, key.mark, wanted, plan, day, rule, item or None)
        if verdict is not None:
            wanted = _text(verdict)
            if wanted not in VERDICTS:
                self._wrong(verdict, "verdict", wanted, VERDICTS)
            yield Expectation(record, verdict.mark, wanted, plan, day)

    def _plan(self, name: str) -> str:
        """The plan's name; a folder is meant from where the file lies."""
        beside = self.path.parent / name
        return str(beside) if name and ("/" in name or beside.is_dir()) else name

    def _day(self, node: Node | None) -> date | None:
        if node is None:
            return None
        try:
            day = read_date(_text(node))
        except ValueRefused as error:
            self.problems.append(Problem.of(error, node.mark, field="as_of"))
            return None
        return day if isinstance(day, date) else None

    def _wrong(self, node: Node, field: str, said: str, known: Iterable[str]) -> None:
        self._problem(node.mark, field, "testing.no_such_outcome", outcome=said, known=", ".join(known))

    def _problem(self, mark: Mark, field: str, code: str, **parts: Any) -> None:
        self.problems.append(Problem.coded(mark, code, field=field, **parts))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
