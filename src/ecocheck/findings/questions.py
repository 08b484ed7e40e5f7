"""What to ask next: the missing facts, in the order of how much each answer would settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..bilingual import Said
from ..logic.conditions import Compare, walk
from ..logic.outcomes import Outcome
from ..records.model import Record
from ..rulebook.model import Implication
from ..vocabulary.engine_facts import INVOLVES
from ..vocabulary.model import Vocabulary
from .model import Finding
from .report import Question

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
#: An answer that a finding lacks alone decides it; the first of several often closes its scope, the others seldom decide it alone.
ALONE, FOREMOST, FURTHER = 4, 2, 1
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

    For each of `records` that says nothing of the matters it involves, that is asked, too, where it may settle a missing fact.
    """
    involving = vocabulary.facts.get(INVOLVES)
    unscreened = {
        (r.subject, r.id) for r in records if involving and r.subject in involving.subjects and INVOLVES not in r.facts
    }
    settled = {name for row in implications for name in _settled(row)} if unscreened else set()
    asked: dict[str, _Asked] = {}
    for finding in findings:
        if finding.outcome not in (Outcome.UNKNOWN, Outcome.ERROR) or finding.worst not in WEIGHTS or finding.later:
            continue
        missing = finding.missing
        for place, name in enumerate(missing):
            share = ALONE if len(missing) == 1 else FOREMOST if place == 0 else FURTHER
            asked.setdefault(name, _Asked()).add(finding, share)
        if (finding.subject, finding.record) in unscreened and INVOLVES not in missing and not settled.isdisjoint(missing):
            asked.setdefault(INVOLVES, _Asked()).add(finding, FOREMOST)
    order = sorted(asked, key=lambda name: (*_turn(name), -asked[name].weight, name))
    return tuple(_question(name, asked[name], vocabulary) for name in order)


def _settled(row: Implication) -> Iterator[str]:
    """What follows from the matters involved alone."""
    if all(isinstance(node, Compare) and node.fact == INVOLVES for node in walk(row.when)):
        yield from (effect.fact for effect in row.then)
        yield from row.empty


def _turn(name: str) -> tuple[int, int]:
    if name in FIRST:
        return 0, FIRST.index(name)
    return (2 if name.startswith("attested:") else 1), 0


def _question(name: str, asked: _Asked, vocabulary: Vocabulary) -> Question:
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
    return Question(name, label, meaning, found_in, asked.findings, asked.weight, tuple(asked.records), tuple(asked.rules))
