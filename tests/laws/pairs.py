"""Pairs of a record and a further fact, judged in bulk: what the fact adds, takes and spoils."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np

from ecocheck.book import Rulebook
from ecocheck.errors import Problem
from ecocheck.logic.outcomes import BIT, Outcome
from ecocheck.records.building import RecordBuilder
from ecocheck.records.inference import INFERRED
from ecocheck.records.supplement import ASSUMED, CONTRADICTIONS
from ecocheck.vocabulary.engine_facts import DISTRICT

from .framing import completed, framed
from .making import Further, Maker
from .sets import named, sets_of

DAY = "2023-06-01"
#: What a figure that is not sharp may lead to besides: a person judges.
JUDGED = BIT[Outcome.REVIEW] | BIT[Outcome.ADVICE]


class Broken(NamedTuple):
    """A law that does not hold for one rule: the record without and with the further fact, and the sets that they come to."""

    law: str
    rule: str
    seen_as: str
    item: int
    record: dict[str, Any]
    further: Further
    before: list[str]
    after: list[str]

    def __str__(self) -> str:
        return f"{self.law}: {self.rule} {self.seen_as} [{self.item}] {self.before} -> {self.after} by {self.further} on {self.record}"


class Tally:
    """How many pairs and findings were looked at, and how many further facts spoke against the record and ended in an error."""

    def __init__(self) -> None:
        self.pairs = self.findings = self.against = 0
        self.broken: list[Broken] = []


class Bulk:
    """Pairs on the rules of one subject of one rulebook."""

    def __init__(self, book: Rulebook, subject: str, seed: int) -> None:
        self.book, self.subject = book, subject
        self.maker = Maker(book, subject, seed)
        self.clocks = {rule.id: set(rule.in_force.judged_on[:-1]) for rule in book.rules if rule.target is None}

    def run(self, records: int, most: int, tally: Tally) -> None:
        """So many records, each with up to so many further facts, one at a time."""
        several = [self.maker.record(place) for place in range(records)]
        several = [record for record in several if len(record) > 1]
        pairs = [(place, further) for place, record in enumerate(several) for further in self.maker.further(record, most)]
        if not pairs:
            return
        before = sets_of(self.book, framed(several, self.maker), self.subject, DAY)
        after = sets_of(self.book, completed(several, pairs, self.maker), self.subject, DAY)
        told = before.possible[np.array([place for place, _ in pairs])]
        found, known = after.possible, after.possible != 0
        tally.pairs += len(pairs)
        tally.findings += int(known.sum())
        own = np.array([not seen_as for _, seen_as in before.rules])[None, :, None]
        unlisted = told[:, :, :1]
        # a rule that may not apply to a record seen as something else has no finding of its own, so that only the record's own are held
        laws = {
            "a finding appears": known & (told == 0) & (unlisted == 0) & own,
            "a finding goes": ~known[:, :, :1] & (unlisted != 0) & ~known[:, :, 1:].any(axis=2, keepdims=True) & own,
        }
        told = np.where(told == 0, unlisted, told)  # an item that was not listed before is one that may have come
        judged = known & (told != 0) & ~self._by_another_clock(before.rules, pairs)[:, :, None]
        blurred = np.array([JUDGED if further.blurred else 0 for _, further in pairs], dtype=np.uint8)[:, None, None]
        unreadable = np.array([further.unreadable for _, further in pairs])[:, None, None]
        laws["a further fact adds an outcome"] = judged & (found & ~(told | blurred) != 0)
        laws["an unreadable cell takes an outcome away"] = judged & (told & ~found != 0) & unreadable
        for law, where in laws.items():
            for row, column, item in zip(*np.nonzero(where), strict=True):
                place, further = pairs[row]
                sets = named(int(told[row, column, item])), named(int(found[row, column, item]))
                broken = Broken(law, *before.rules[column], int(item), several[place], further, *sets)
                if law.endswith("adds an outcome") and self._said(broken):
                    tally.against += 1
                else:
                    tally.broken.append(broken)

    def _by_another_clock(self, rules: list[tuple[str, str]], pairs: list[tuple[int, Further]]) -> Any:
        """Where the further fact is the date by which a rule is in force, which another stood in for before, and that was said."""
        rows: dict[str, list[int]] = {}
        for row, (_, further) in enumerate(pairs):
            rows.setdefault(further.name, []).append(row)
        found = np.zeros((len(pairs), len(rules)), dtype=bool)
        for column, (rule, _) in enumerate(rules):
            for clock in self.clocks.get(rule, ()):
                found[rows.get(clock, []), column] = True
        return found

    def _said(self, broken: Broken) -> bool:
        """Whether a further fact speaks against the record, or cannot be read in the place of what was inferred: that is said, and the
        rule is decided by neither side."""
        name = broken.further.name
        found, problems = judged_alone(self.book, self.subject, {**broken.record, name: broken.further.cell})
        if self._placed(broken):
            return True
        key = (broken.rule, broken.seen_as, f"i{broken.item - 1}" if broken.item else "")
        group = self.maker.vocabulary.groups.get(name)
        told = {name} if group is None else {*group.facts, *(fact.split(".", 1)[1] for fact in group.facts)}
        said = any(one.code in CONTRADICTIONS or (one.severity == "error" and one.field in told) for one in problems)
        return said and len(found.get(key, ())) > 1

    def _placed(self, broken: Broken) -> bool:
        """Whether the further fact implies where the record lies, for which the plan that was named stood in before, and that was said."""
        places = []
        for more in ({}, {broken.further.name: broken.further.cell}):
            record = RecordBuilder(self.maker.vocabulary, 1, "").build(
                {**plain(broken.record), **more, "subject": self.subject}
            )
            assert record is not None
            places.append(self.book._supplement.of(record, date.fromisoformat(DAY)).facts.get(DISTRICT))
        before, after = places
        return before is not None and before.source == ASSUMED and after is not None and after.source == INFERRED


class Alone(NamedTuple):
    """What the path of one record finds: the outcomes that each rule, aspect and item can have; and the problems that were said."""

    found: dict[tuple[str, str, str], list[str]]
    problems: tuple[Problem, ...]


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """A record without its attestations."""
    return {name: cell for name, cell in record.items() if not name.startswith("attested.")}


def judged_alone(book: Rulebook, subject: str, record: dict[str, Any]) -> Alone:
    """One record, with its attestations under their own key."""
    attested = {name.partition(".")[2]: cell for name, cell in record.items() if name.startswith("attested.")}
    report = book.check({"subject": subject, **plain(record), "attested": attested}, DAY)
    found = {(one.rule, one.seen_as, one.item): list(one.possible) or [str(one.outcome)] for one in report.findings}
    return Alone(found, report.problems)
