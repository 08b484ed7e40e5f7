"""The one place where the facts of a record are completed: by its screening answer, and by the district of the plan that was named.

`project.involves` given as a list is complete; the vocabulary says which facts are then known. What the record gives itself always
stands; where it contradicts the screening answer, that is said. Tables are completed by the same rows (`Supplement.settled`), see
`ecocheck.columns.defaults`.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from ..errors import Mark, Problem
from ..vocabulary.engine_facts import DISTRICT, INVOLVES
from ..vocabulary.model import Fact, Screen, Vocabulary
from ..vocabulary.typed import read_value
from ..vocabulary.values import Interval, Partial, Value
from .model import Given, ItemList, Record

#: Where a fact comes from that nobody wrote: what the screening answer settles, and the area of the plan that was named.
SCREENED, ASSUMED = "screened", "assumed"


class Settled(NamedTuple):
    """What follows for the records about one subject when a screen's matters are not involved: facts with value and text, groups."""

    screen: Screen
    facts: tuple[tuple[Fact, Value, str], ...]
    groups: tuple[str, ...]


class Supplement:
    """Completes records; `district` is that of the only district plan that was named, empty where there is none or are several."""

    def __init__(self, vocabulary: Vocabulary, district: str = "") -> None:
        self.vocabulary = vocabulary
        self.district = district
        self._settled: dict[str, tuple[Settled, ...]] = {}

    def of(self, record: Record) -> Record:
        """The record with all that follows from what it gives, and with a warning for each fact that contradicts it."""
        facts, groups = dict(record.facts), dict(record.groups)
        warnings = self._screen(record.subject, facts, groups)
        if self.district and DISTRICT not in facts:
            facts[DISTRICT] = Given(self.district, self.district, source=ASSUMED)
        return replace(record, facts=facts, groups=groups, problems=(*record.problems, *warnings))

    def settled(self, subject: str, wanted: Collection[str] | None = None) -> tuple[Settled, ...]:
        """The screens that say something about a subject; of their facts and groups only those `wanted`, where that is given."""
        if subject not in self._settled:
            self._settled[subject] = tuple(self._settled_for(subject))
        found = self._settled[subject]
        if wanted is None:
            return found
        narrowed = (
            Settled(
                one.screen,
                tuple(settled for settled in one.facts if settled[0].name in wanted),
                tuple(name for name in one.groups if name in wanted),
            )
            for one in found
        )
        return tuple(one for one in narrowed if one.facts or one.groups)

    def _settled_for(self, subject: str) -> list[Settled]:
        vocabulary = self.vocabulary
        inside = {name for group in vocabulary.groups.values() for name in group.facts}
        found = []
        for screen in vocabulary.screens:
            facts = tuple(
                (fact, read_value(fact, said, vocabulary), _text(said))
                for name, said in screen.facts.items()
                if name not in inside and subject in (fact := vocabulary.facts[name]).subjects
            )
            groups = tuple(name for name in screen.groups if subject in vocabulary.groups[name].subjects)
            found.append(Settled(screen, facts, groups))
        return found

    def _screen(self, subject: str, facts: dict[str, Given], groups: dict[str, ItemList]) -> list[Problem]:
        answer = facts.get(INVOLVES)
        if answer is None or answer.value is None:
            return []
        warnings: list[Problem] = []
        parts: dict[str, Partial] = {}
        for screen, settled, lists in self.settled(subject):
            if not closed(screen, answer.value):
                continue
            for fact, value, text in settled:
                given = facts.get(fact.name)
                if given is not None and given.source != SCREENED:
                    if given.value is not None and contradicts(given.value, value):
                        warnings.append(_warning(fact, given, screen))
                elif isinstance(value, Partial):
                    before = parts.get(fact.name, Partial(frozenset(), frozenset()))
                    parts[fact.name] = Partial(before.yes | value.yes, before.no | value.no)
                    facts[fact.name] = Given(parts[fact.name], text, fact.unit, SCREENED)
                else:
                    facts[fact.name] = Given(value, text, fact.unit, SCREENED)
            for name in lists:
                groups.setdefault(name, ItemList(()))
        return warnings


def closed(screen: Screen, involved: Value | None) -> bool:
    """Whether a screening answer says that none of the screen's matters is involved."""
    if isinstance(involved, Partial):
        return all(code in involved.no for code in screen.codes)
    return isinstance(involved, frozenset) and not any(code in involved for code in screen.codes)


def contradicts(given: Value, screened: Value) -> bool:
    """Whether a given value cannot stand beside what the screening answer implies."""
    if isinstance(screened, Partial):
        present = given.yes if isinstance(given, Partial) else given if isinstance(given, frozenset) else frozenset()
        return bool(present & screened.no)
    if isinstance(screened, Interval):
        return isinstance(given, Fraction | Interval) and not _meet(given, screened)
    return given != screened


def _meet(given: Fraction | Interval, screened: Interval) -> bool:
    """Whether a number as given may lie in an interval: nothing of `5 km` lies above 5 km."""
    one = given if isinstance(given, Interval) else Interval(given, given)
    return _reaches(one, screened) and _reaches(screened, one)


def _reaches(lower: Interval, upper: Interval) -> bool:
    """Whether the upper end of one interval is not below the lower end of another."""
    if lower.high is None or lower.high > upper.low:
        return True
    return lower.high == upper.low and not (lower.high_open or upper.low_open)


def _text(said: str | dict[str, str]) -> str:
    return said if isinstance(said, str) else ", ".join(f"{code}: {held}" for code, held in said.items())


def _warning(fact: Fact, given: Given, screen: Screen) -> Problem:
    codes = "、".join(screen.codes)
    where = given.mark or Mark("")
    return Problem.coded(
        where, "records.contradicts_screening", field=fact.name, severity="warning", codes=codes, fact=fact.label
    )
