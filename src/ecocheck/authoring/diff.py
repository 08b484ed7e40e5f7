"""Which verdicts change between two editions of a rulebook, over records that somebody has or that are made for the purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice, zip_longest
from typing import Any, NamedTuple

import msgspec
from msgspec.json import encode

from ..bilingual import Said
from ..book import Rulebook
from ..errors import EcocheckError, RecordSourceError
from ..evaluation.judge import Judge
from ..findings.model import Finding
from ..logic.outcomes import OUTCOME_LABELS, RANKING, Outcome
from ..records.model import Record
from ..records.reading import as_records
from ..rulebook.model import Rule, RulebookData
from ..search.recipes import AIMS, Recipes
from ..search.shrinking import Plain, plain_record, smallest
from ..vocabulary.engine_facts import DISTRICT
from .counterexamples import Telling, differs

ABSENT = "absent"
LABELS: dict[str, Said] = {**OUTCOME_LABELS, ABSENT: Said("没有此规则", "no such rule")}
_ORDER = [str(outcome) for outcome in (*RANKING, *(one for one in Outcome if one not in RANKING))] + [ABSENT]
#: Outcomes between which the presence of a rule makes no difference.
_NOTHING = (ABSENT, str(Outcome.NOT_APPLICABLE))


Key = tuple[str, str]  # rule, item
_GROUND: tuple[Callable[[RulebookData], Any], ...] = (
    lambda data: data.vocabulary,
    lambda data: data.areas,
    lambda data: data.documents,
)


class Example(NamedTuple):
    """The smallest record found on which a rule changes from one outcome to another, with what each edition says of it."""

    record: Plain
    old: str
    new: str
    says_old: Said
    says_new: Said


class Change(NamedTuple):
    """A rule whose outcome changed on some records: how often from what to what."""

    rule: str
    title: Said
    kind: str  # changed, added, removed
    moves: Counter[tuple[str, str]]
    example: Example

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "title": msgspec.to_builtins(self.title),
            "change": self.kind,
            "records": sum(self.moves.values()),
            "outcomes": _moves(self.moves),
            "example": {
                "record": self.example.record,
                "from": self.example.old,
                "to": self.example.new,
                "message_from": msgspec.to_builtins(self.example.says_old),
                "message_to": msgspec.to_builtins(self.example.says_new),
            },
        }


class Difference(NamedTuple):
    """What a comparison of two editions found. `unshown` are rules that read otherwise although no record came out otherwise."""

    records: int
    verdicts: Counter[tuple[str, str]]
    changes: tuple[Change, ...]
    unshown: tuple[tuple[str, str], ...]
    digests: tuple[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        return {
            "old": self.digests[0],
            "new": self.digests[1],
            "records": self.records,
            "verdicts": _moves(self.verdicts),
            "rules": [change.to_dict() for change in self.changes],
            "unshown": [{"rule": rule, "change": kind} for rule, kind in self.unshown],
        }


def _moves(moves: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"from": old, "to": new, "records": count} for (old, new), count in sorted(moves.items(), key=_telling_first)]


def _telling_first(move: tuple[tuple[str, str], int]) -> tuple[int, int, int]:
    """Certain outcomes before open ones, then the worst."""
    (old, new), _ = move
    unsure = (old in ("unknown", "error")) + (new in ("unknown", "error"))
    places = [_ORDER.index(name) if name in _ORDER else len(_ORDER) for name in (old, new)]
    return unsure, min(places), max(places)


class Comparison:
    """Two editions of a rulebook side by side. Rules are paired by id; an old id that became an alias counts as the same rule."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.old, self.new = old, new
        heirs = {alias: rule.id for rule in new.rules for alias in rule.aliases}
        before = {heirs.get(rule.id, rule.id): rule for rule in old.rules if rule.status == "active"}
        after = {rule.id: rule for rule in new.rules if rule.status == "active"}
        self._heirs = heirs
        self.pairs = {name: (before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before))}
        self.differing = [name for name, (one, other) in self.pairs.items() if self._differs(one, other)]
        # Where facts, areas and documents are the same, only rules that read otherwise can come out otherwise.
        same = all(encode(part(old.data)) == encode(part(new.data)) for part in _GROUND)
        self._narrow = tuple(self._own(place) for place in (0, 1)) if same else (None, None)

    def _own(self, place: int) -> tuple[str, ...]:
        return tuple(rule.id for name in self.differing if (rule := self.pairs[name][place]) is not None)

    def _differs(self, old: Rule | None, new: Rule | None) -> bool:
        return old is None or new is None or differs(old, new, self.old.data, self.new.data)

    def compare(self, records: Iterable[Plain | Record], day: date | None = None) -> Difference:
        """Judges every record by both editions.

        Raises `DateMissing`, `AreaMissing`, `RecordSourceError` where a record cannot be judged at all.
        """
        verdicts: Counter[tuple[str, str]] = Counter()
        moves: dict[str, Counter[tuple[str, str]]] = {}
        shown: dict[str, dict[tuple[str, str], list[Plain]]] = {}
        count = 0
        for record in records:
            plain = plain_record(record, self.new.data.vocabulary) if isinstance(record, Record) else record
            plain = plain if day is None or "as_of" in plain else {**plain, "as_of": day.isoformat()}
            found = [self._judged(book, plain, rules) for book, rules in zip((self.old, self.new), self._narrow, strict=True)]
            count += 1
            for key, move in _moved(found[0], found[1]):
                moves.setdefault(key[0], Counter())[move] += 1
                shown.setdefault(key[0], {}).setdefault(move, []).append(plain)
            if any(_moved(found[0], found[1])):
                verdict = (self.old.check(plain).verdict, self.new.check(plain).verdict)
                verdicts[verdict] += verdict[0] != verdict[1]
        changes = [self._change(name, moves[name], shown[name]) for name in self.pairs if name in moves]
        unshown = tuple((name, self._kind(name)) for name in self.differing if name not in moves and self._judges_records(name))
        return Difference(count, +verdicts, tuple(changes), unshown, (self.old.data.digest, self.new.data.digest))

    def _judges_records(self, name: str) -> bool:
        return any(rule is not None and rule.subjects for rule in self.pairs[name])

    def _judged(self, book: Rulebook, plain: Plain, rules: tuple[str, ...] | None) -> dict[Key, Finding]:
        """The findings by rule and item."""
        report = book.check(plain, rules=rules)
        return {(self._heirs.get(finding.rule, finding.rule), finding.item): finding for finding in report.findings}

    def _kind(self, name: str) -> str:
        old, new = self.pairs[name]
        return "added" if old is None else "removed" if new is None else "changed"

    def _change(self, name: str, moves: Counter[tuple[str, str]], shown: dict[tuple[str, str], list[Plain]]) -> Change:
        move = min(moves.items(), key=_telling_first)[0]
        record = min(shown[move], key=lambda plain: len(plain))
        found = smallest(record, lambda plain: self._moved(name, plain) == move)
        sides = [self._said(book, name, found) for book in (self.old, self.new)]
        rule = self.pairs[name][1] or self.pairs[name][0]
        assert rule is not None
        return Change(name, rule.title, self._kind(name), moves, Example(found, *move, sides[0], sides[1]))

    def _rule_findings(self, book: Rulebook, name: str, plain: Plain) -> list[Finding]:
        rule = self.pairs[name][0 if book is self.old else 1]
        return list(book.check(plain, rules=[rule.id]).findings) if rule is not None else []

    def _moved(self, name: str, plain: Plain) -> tuple[str, str] | None:
        """The first change of a rule on a record; None where it does not change there, or the record cannot be judged."""
        try:
            found = [{f.item: f for f in self._rule_findings(book, name, plain)} for book in (self.old, self.new)]
        except EcocheckError:
            return None
        for item in dict.fromkeys((*found[1], *found[0])):
            move = (_outcome(found[0].get(item)), _outcome(found[1].get(item)))
            if move[0] != move[1]:
                return move
        return None

    def _said(self, book: Rulebook, name: str, plain: Plain) -> Said:
        findings = self._rule_findings(book, name, plain)
        return findings[0].message if findings else LABELS[ABSENT]

    def made_records(self, most: int) -> list[Plain]:
        """At most `most` records made for the comparison: those that tell changed rules apart, then those at the limits of every rule."""
        found: dict[str, Plain] = {}
        for record in self._made():
            found.setdefault(
                repr(sorted(record.items(), key=lambda entry: entry[0])), {**record, "id": f"made-{len(found) + 1}"}
            )
            if len(found) >= most:
                break
        return list(found.values())

    def _made(self) -> Iterator[Plain]:
        judges = (Judge(self.old.data), Judge(self.new.data))
        yield from self._telling(judges)
        recipes = (Recipes(self.old), Recipes(self.new))
        for several in zip_longest(*(self._of_rule(name, recipes) for name in self.differing)):
            yield from (record for record in several if record is not None)
        for name in self.pairs:
            yield from islice(self._of_rule(name, recipes), 4)

    def _telling(self, judges: tuple[Judge, Judge]) -> Iterator[Plain]:
        for name in self.differing:
            old, new = self.pairs[name]
            if (
                old is None
                or new is None
                or old.target is not None
                or new.target is not None
                or not (old.subjects and new.subjects)
            ):
                continue
            told = Telling((old, self.old.data, judges[0]), (new, self.new.data, judges[1]))
            for draft in told.drafts():
                vocabulary = self.new.data.vocabulary
                if all(name in vocabulary.facts or name == DISTRICT for name in draft.facts):
                    yield draft.record(vocabulary)

    def _of_rule(self, name: str, recipes: tuple[Recipes, Recipes]) -> Iterator[Plain]:
        """Records of one rule, from both editions: at its limits first."""
        for aim in sorted(AIMS, key=lambda one: one != "boundary"):
            for side, rule in zip(recipes, self.pairs[name], strict=True):
                if rule is not None:
                    yield from (made.record for made in side.of(rule, aim).made)


def _moved(old: dict[Key, Finding], new: dict[Key, Finding]) -> Iterator[tuple[Key, tuple[str, str]]]:
    for key in dict.fromkeys((*new, *old)):
        move = (_outcome(old.get(key)), _outcome(new.get(key)))
        if move[0] != move[1] and not set(move) <= set(_NOTHING):
            yield key, move


def _outcome(finding: Finding | None) -> str:
    return ABSENT if finding is None else str(finding.outcome)


def cases_of(path: str, book: Rulebook) -> list[Record]:
    """The records of a file.

    Raises `RecordSourceError` where it cannot be read or a record in it holds data that cannot be used.
    """
    records, problems, _ = as_records(path, book.data.vocabulary)
    wrong = [
        problem for problem in (*problems, *(p for record in records for p in record.problems)) if problem.severity == "error"
    ]
    if wrong:
        raise RecordSourceError(wrong)
    return records
