"""What to ask next: the missing facts, in the order of how much each answer would settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import UNSET, UnsetType

from ..bilingual import Said
from ..logic.conditions import Texts, comparisons, named_in
from ..logic.outcomes import Outcome
from ..records.model import Record
from ..rulebook.model import Implication, SheetForm
from ..vocabulary.engine_facts import INVOLVES
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Partial
from .ending import ending
from .model import Finding
from .report import Closing, Question
from .result import FrozenDict

#: Asked before anything else, in this order: where the record lies decides which rules bind, the matters involved close most scopes
#: at once, and what is built or run there is what most scopes begin with.
FIRST = (
    "site.district",
    INVOLVES,
    "project.industry",
    "project.construction",
    "project.kinds",
    "facility.industry",
    "facility.kinds",
)
#: How much an open finding weighs by the worst that it may turn out to be; what cannot be a breach is never asked for.
WEIGHTS = {"fail": 3, "review": 1}
#: An answer that a finding lacks alone decides it; of several, what may meet the requirement by itself mostly does, what may take it out
#: of scope by itself often does, and the others decide nothing alone.
ALONE, MEETS, EXCLUDES, FURTHER = 8, 5, 4, 2
SHEETS = "sheet:"
SIGN = Said(
    "一页通常的答案，逐行核对后由一人签名，其余如印", "a page of usual answers, to be looked through and signed by one person"
)
ATTESTATION = Said("{clause} 的核实结论", "attestation of {clause}")


class _Asked:
    """What speaks for asking one fact: how many findings lack it, of which rules, how much its answer would settle, whose records lack it."""

    __slots__ = ("findings", "records", "rules", "weight")

    def __init__(self) -> None:
        self.findings = 0
        self.weight = 0
        self.records: dict[str, None] = {}
        self.rules: dict[str, None] = {}

    def add(self, finding: Finding, share: int) -> None:
        self.findings += 1
        self.weight += WEIGHTS[finding.worst] * share
        self.records[finding.record] = None
        self.rules[finding.rule] = None


def questions_of(
    findings: Iterable[Finding],
    vocabulary: Vocabulary,
    records: Iterable[Record] = (),
    implications: Iterable[Implication] = (),
) -> tuple[Question, ...]:
    """The missing facts of open findings: first those that screen, then by weight; what a person must attest comes last.

    For each of `records` that says nothing of the matters it involves, or names only some of them, the list of these is asked for, too,
    where closing it may settle a missing fact. Of each list that a record knows in part, the question says what closing it would deny.
    """
    told = {(record.subject, record.id): record for record in records}
    settled = _Settled(vocabulary, implications)
    asked: dict[str, _Asked] = {}
    for finding in findings:
        if finding.outcome not in (Outcome.UNKNOWN, Outcome.ERROR) or finding.worst not in WEIGHTS or finding.later:
            continue
        missing = finding.missing
        ends = ending(finding)
        for name in missing:
            share = (
                ALONE if len(missing) == 1 else MEETS if name in ends.meets else EXCLUDES if name in ends.excludes else FURTHER
            )
            asked.setdefault(name, _Asked()).add(finding, share)
        record = told.get((finding.subject, finding.record))
        if INVOLVES not in missing and record is not None and not settled.by_closing(record).isdisjoint(missing):
            asked.setdefault(INVOLVES, _Asked()).add(finding, EXCLUDES)
    order = sorted(asked, key=lambda name: (*_turn(name), -asked[name].weight, name))
    known = {record.id: record for record in told.values()}
    return tuple(_question(name, asked[name], vocabulary, known) for name in order)


def unsigned_sheets(
    findings: Iterable[Finding], sheets: Iterable[SheetForm], records: Iterable[Record]
) -> tuple[Question, ...]:
    """The sheets that somebody has still to sign, each as one question: how many open findings lack a line that it prints, by weight."""
    told = {(record.subject, record.id): record for record in records}
    forms = {form.name: (form, {line.fact for line in form.lines if line.printed}) for form in sheets}
    asked: dict[str, _Asked] = {}
    for finding in findings:
        if finding.outcome not in (Outcome.UNKNOWN, Outcome.ERROR) or finding.worst not in WEIGHTS or finding.later:
            continue
        record = told.get((finding.subject, finding.record))
        for name, (form, printed) in forms.items():
            unsigned = record is not None and finding.subject in form.subjects and name not in record.sheets
            if unsigned and not printed.isdisjoint(finding.missing):
                asked.setdefault(name, _Asked()).add(finding, EXCLUDES)
    return tuple(
        Question(
            f"{SHEETS}{name}",
            forms[name][0].title,
            SIGN,
            forms[name][0].source,
            asked[name].findings,
            asked[name].weight,
            tuple(asked[name].records),
            tuple(asked[name].rules),
        )
        for name in sorted(asked, key=lambda name: (-asked[name].weight, name))
    )


class _Settled:
    """What closing the list of matters involved would settle for a record: what follows from those that are still open alone."""

    def __init__(self, vocabulary: Vocabulary, implications: Iterable[Implication]) -> None:
        self.subjects = vocabulary.facts[INVOLVES].subjects if INVOLVES in vocabulary.facts else ()
        self.rows = [row for row in implications if _screens(row)]
        self._found: dict[Partial, frozenset[str]] = {}

    def by_closing(self, record: Record) -> frozenset[str]:
        if record.subject not in self.subjects:
            return frozenset()
        given = record.facts.get(INVOLVES)
        part = Partial(frozenset(), frozenset()) if given is None else given.value
        if not isinstance(part, Partial):
            return frozenset()
        if part not in self._found:
            self._found[part] = frozenset(
                name for row in self.rows if _still_open(row, part) for name in (*(one.fact for one in row.then), *row.empty)
            )
        return self._found[part]


def _screens(row: Implication) -> bool:
    return named_in(row.when).facts == (INVOLVES,)


def _still_open(row: Implication, part: Partial) -> bool:
    """Whether a row waits for matters of which nothing is known yet."""
    codes = {
        code
        for node in comparisons(row.when)
        for operand in node.operands
        if isinstance(operand, Texts)
        for code in operand.values
    }
    return not codes & part.yes and not codes <= part.no


def _closing(name: str, records: Iterable[Record], vocabulary: Vocabulary) -> Mapping[str, Closing] | UnsetType:
    """What each record that knows a list in part would say by closing it."""
    fact = vocabulary.facts.get(name)
    codes = vocabulary.lists.get(fact.list) if fact is not None else None
    found = {}
    for record in records:
        value = record.facts[name].value if name in record.facts else None
        if codes is not None and isinstance(value, Partial):
            there = tuple(code.code for code in codes.codes if code.code in value.yes) or tuple(sorted(value.yes))
            settled = {*value.yes, *value.no, "none"}
            found[record.id] = Closing(there, tuple(code.code for code in codes.codes if code.code not in settled))
    return FrozenDict(found) if found else UNSET


def _turn(name: str) -> tuple[int, int]:
    if name in FIRST:
        return 0, FIRST.index(name)
    return (2 if name.startswith("attested:") else 1), 0


def _question(name: str, asked: _Asked, vocabulary: Vocabulary, records: Mapping[str, Record]) -> Question:
    fact, group = vocabulary.facts.get(name), vocabulary.groups.get(name)
    meaning = found_in = Said()
    if fact is not None:
        label, meaning, found_in = fact.label, fact.meaning, fact.found_in
    elif group is not None:
        label = group.label
    elif name.startswith("attested:"):
        label = ATTESTATION.filled(clause=name.removeprefix("attested:"))
    else:
        label = Said(name, name)
    closing = _closing(name, (records[one] for one in asked.records if one in records), vocabulary)
    rules = tuple(asked.rules)
    return Question(name, label, meaning, found_in, asked.findings, asked.weight, tuple(asked.records), rules, closing)
