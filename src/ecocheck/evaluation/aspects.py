"""One record, many things: a project is also the plot that it takes and the facility that it will be.

An aspect brings the rules that address another subject, of those that bind (strict or in principle), unless a rule for the record's own
subject, or an aspect before it, decides one of its clauses: no clause is met twice. What an aspect shows of a record only ever holds
of it: a plant that grows is not known to lack what its project lacks. Aspects are not transitive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ..logic.truth import T
from ..records.model import Given, ItemList, Record
from ..records.premises import Premise, premise_of
from ..rulebook.model import Aspect, Rule, RulebookData
from ..vocabulary.values import Partial, Value

#: Of rules that address another subject only these are brought; what is a programme or advice for it is no breach of the record.
BROUGHT_MODALITIES = ("strict", "in_principle")
#: Reports and duties of an authority are never brought.
BROUGHT_FORMS = ("rule", "attestation")
_NOTHING = frozenset(("none",))


class Seen(NamedTuple):
    """An aspect made ready: when a record is looked at so, when it is the whole of what it is seen as, and the rules that it brings."""

    aspect: Aspect
    when: Premise
    whole: Premise
    rules: tuple[Rule, ...]


class Aspects:
    """The aspects of one rulebook; `rules_for` gives the active rules of a subject."""

    def __init__(self, data: RulebookData, rules_for: Callable[[str], tuple[Rule, ...]]) -> None:
        self.data = data
        self._rules_for = rules_for
        self._of: dict[str, tuple[Seen, ...]] = {}

    def of(self, subject: str) -> tuple[Seen, ...]:
        """What records about a subject are besides, in the order in which they bring rules."""
        if subject not in self._of:
            self._of[subject] = tuple(self._ready(subject))
        return self._of[subject]

    def _ready(self, subject: str) -> Iterator[Seen]:
        vocabulary = self.data.vocabulary
        decided = {clause for rule in self._rules_for(subject) for clause in rule.clauses}
        met: set[str] = set()
        for aspect in self.data.aspects:
            if aspect.subject == subject:
                rules = tuple(self._brought(aspect, decided, met))
                met.update(rule.id for rule in rules)
                decided.update(clause for rule in rules for clause in rule.clauses)
                yield Seen(aspect, premise_of(aspect.when, vocabulary), premise_of(aspect.whole, vocabulary), rules)

    def _brought(self, aspect: Aspect, decided: set[str], met: set[str]) -> Iterator[Rule]:
        for rule in self._rules_for(aspect.seen_as):
            binds = rule.modality in BROUGHT_MODALITIES and rule.form in BROUGHT_FORMS and rule.target is None
            if (
                binds
                and aspect.brings(rule)
                and aspect.subject not in rule.subjects
                and rule.id not in met
                and decided.isdisjoint(rule.clauses)
            ):
                yield rule


def seen_record(seen: Seen, record: Record) -> Record:
    """The record as what it is seen as, or as it is where it does not hold for certain that it is so seen.

    >>> from ecocheck.logic.conditions import TRUE
    >>> aspect = Aspect("plant", "project", "facility", TRUE, takes={"project.kinds": "facility.kinds"}, in_part=("project.kinds",))
    >>> certain = lambda facts, groups: T
    >>> record = Record("P1", "project", {"project.kinds": Given(frozenset(("hospital",)))})
    >>> sorted(seen_record(Seen(aspect, certain, certain, ()), record).facts["facility.kinds"].value.yes)
    ['hospital']
    """
    values = known_values(record.facts)
    whole = seen.whole(values, record.groups) == T
    aspect = seen.aspect
    facts = record.facts if whole else dict(_left(aspect, record.facts))
    groups = record.groups if whole else dict(_groups_left(aspect, record.groups))
    taken, lists = dict(facts), dict(groups)
    for source, target in aspect.takes.items():
        if source in record.groups:
            listed = record.groups[source]
            lists[target] = listed if whole else replace(listed, complete=False)
        given = facts.get(source) if whole or aspect.otherwise == "there" else None
        if given is not None and given.value is not None and target not in taken:
            value = in_part(given.value) if source in aspect.in_part or not whole else given.value
            if value is not None:
                taken[target] = replace(given, value=value)
    return replace(record, facts=taken, groups=lists)


def holds(seen: Seen, record: Record) -> bool:
    """Whether a record is looked at so, for certain."""
    return seen.when(known_values(record.facts), record.groups) == T


def known_values(facts: dict[str, Given]) -> dict[str, Value]:
    """The usable values of facts."""
    return {name: given.value for name, given in facts.items() if given.value is not None}


def in_part(value: Value) -> Value | None:
    """Of a value what it says is there: the codes of a list without its end, a yes; None where nothing is left.

    >>> sorted(in_part(frozenset(("coal",))).yes), in_part(True), in_part(False), in_part(frozenset(("none",)))
    (['coal'], True, None, None)
    """
    if isinstance(value, Partial | frozenset):
        yes = (value.yes if isinstance(value, Partial) else value) - _NOTHING
        return Partial(yes, frozenset()) if yes else None
    return value if value is True else None


def kept(aspect: Aspect, name: str) -> bool:
    """Whether a fact or group is of what both are about, such as the place that they share."""
    return name.partition(".")[0] in aspect.about


def _left(aspect: Aspect, facts: dict[str, Given]) -> Iterator[tuple[str, Given]]:
    for name, given in facts.items():
        if kept(aspect, name):
            yield name, given
        elif aspect.otherwise == "there" and given.value is not None:
            value = in_part(given.value)
            if value is not None:
                yield name, given if value is given.value else replace(given, value=value)


def _groups_left(aspect: Aspect, groups: dict[str, ItemList]) -> Iterable[tuple[str, ItemList]]:
    for name, listed in groups.items():
        if kept(aspect, name):
            yield name, listed
        elif aspect.otherwise == "there":
            yield name, replace(listed, complete=False)
