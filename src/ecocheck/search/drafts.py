"""A record in the making: what a rule looks at, in the engine's own values, and how it is written down as people would.

Records that are made to comply, to break or to stay open are searched for as drafts (see `solving`), and handed out as plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..evaluation.areas import COUNTRY, Areas
from ..evaluation.case import Case
from ..logic.conditions import Texts, comparisons
from ..logic.operators import OPERATORS
from ..logic.sentences import decimal_text
from ..records.model import Attestation, Given, Item, ItemList, Record
from ..records.supplement import Supplement
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.engine_facts import DISTRICT
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import NONE, Partial, Value
from .trials import home_area, usual_day

ATTESTED = "attested:"
NO_ITEMS = "no items"
ONE_ITEM = "one item"
#: Where a fact may stand in a draft of a rule: the group of the item that owns it; facts of the record itself have none.
Owners = Mapping[str, str]


class Draft(Struct, frozen=True):
    """Facts by name, the only item of each group (None: the group is empty), and attestations."""

    subject: str
    day: date
    facts: dict[str, Value] = {}
    items: dict[str, dict[str, Value] | None] = {}
    attested: dict[str, str] = {}

    def with_(self, name: str, value: Any, owners: Owners) -> Draft:
        """The draft with one more fact, group (`ONE_ITEM`, `NO_ITEMS`) or attestation."""
        if name.startswith(ATTESTED):
            return replace(self, attested={**self.attested, name.removeprefix(ATTESTED): value})
        if value in (ONE_ITEM, NO_ITEMS):
            return replace(self, items={**self.items, name: {} if value == ONE_ITEM else None})
        group = owners.get(name)
        if group is None:
            return replace(self, facts={**self.facts, name: value})
        return replace(self, items={**self.items, group: {**(self.items.get(group) or {}), name: value}})

    def without(self, name: str, owners: Owners) -> Draft:
        """The draft without a fact, group or attestation."""
        if name.startswith(ATTESTED):
            clause = name.removeprefix(ATTESTED)
            return replace(self, attested={key: state for key, state in self.attested.items() if key != clause})
        if name in self.items:
            return replace(self, items={group: facts for group, facts in self.items.items() if group != name})
        group = owners.get(name)
        if group is None:
            return replace(self, facts={key: value for key, value in self.facts.items() if key != name})
        rest = {key: value for key, value in (self.items.get(group) or {}).items() if key != name}
        return replace(self, items={**self.items, group: rest})

    def given(self) -> Iterator[tuple[str, Any]]:
        """Everything that the draft states, each by its name, the place left out."""
        yield from ((name, value) for name, value in self.facts.items() if name != DISTRICT)
        for group, facts in self.items.items():
            yield from ((facts or {}).items() if facts else ((group, NO_ITEMS if facts is None else ONE_ITEM),))
        yield from ((ATTESTED + clause, state) for clause, state in self.attested.items())

    def case(self, rule: Rule, data: RulebookData, supplement: Supplement) -> Case:
        """What a rule sees of the draft, with all that follows from it: the record, or the item of its group."""
        groups = {}
        for group, facts in self.items.items():
            given = {name: Given(value) for name, value in (facts or {}).items()}
            groups[group] = ItemList((Item("1", given),) if facts is not None else ())
        given = {name: Given(value) for name, value in self.facts.items()}
        attested = {clause: Attestation(state) for clause, state in self.attested.items()}
        record = supplement.of(Record("example", self.subject, facts=given, groups=groups, attested=attested, as_of=self.day))
        case = Case.of(record, self.day)
        if not rule.each:
            return case
        listed = record.groups.get(rule.each)
        items = listed.items if listed is not None else ()
        return case.of_item(items[0] if items else Item("1", {}), data.vocabulary.groups[rule.each].facts)

    def record(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """The draft as a record of plain data, as people write it."""
        found: dict[str, Any] = {"id": "example", "subject": self.subject, "as_of": self.day.isoformat()}
        found |= {name: written(name, value, vocabulary) for name, value in self.facts.items() if name in vocabulary.facts}
        for group, facts in self.items.items():
            found[group] = [] if facts is None else [{n: written(n, v, vocabulary) for n, v in facts.items()}]
        if self.attested:
            found["attested"] = dict(self.attested)
        return found


def written(name: str, value: Value, vocabulary: Vocabulary) -> Any:
    """A value as a record would give it, without loss."""
    fact = vocabulary.facts[name]
    if value is NONE:
        return "none"
    if isinstance(value, Fraction):
        number = decimal_text(value, 30)
        return number if fact.unit in ("", "1") else f"{number} {fact.unit}"
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Partial):
        return dict.fromkeys(sorted(value.yes), "yes") | dict.fromkeys(sorted(value.no), "no")
    return value.isoformat() if isinstance(value, date) else value


def owners_of(rule: Rule, data: RulebookData) -> dict[str, str]:
    """Which facts of a rule belong to an item of a group, and of which."""
    groups = data.vocabulary.groups
    found: dict[str, str] = {}
    if rule.each:
        found |= dict.fromkeys(groups[rule.each].facts, rule.each)
    for group in rule.named.groups:
        found |= dict.fromkeys(groups[group].facts, group)
    return found


def first_draft(rule: Rule, data: RulebookData) -> Draft:
    """The draft that states nothing but where it lies, on a day when the rule is in force."""
    area = _named_district(rule, data) or home_area(rule, data)
    day = usual_day(data.documents[rule.document], data)
    force = rule.in_force
    if force.start is not None and day < force.start:
        day = force.start
    elif force.end is not None and day > force.end:
        day = force.end
    items: dict[str, dict[str, Value] | None] = {rule.each: {}} if rule.each else {}
    return Draft(_subject(rule, data), day, {DISTRICT: area} if area else {}, items)


def _named_district(rule: Rule, data: RulebookData) -> str:
    """A district that the rule itself names, inside the area of its document; empty where it names none."""
    own = data.documents[rule.document].area
    areas = Areas(data)
    for condition in rule.conditions:
        for node in comparisons(condition):
            if node.fact == DISTRICT and OPERATORS[node.op].each == "any":
                codes = (code for operand in node.operands if isinstance(operand, Texts) for code in operand.values)
                return next((code for code in codes if own in ("", COUNTRY) or own in areas.above(code)), "")
    return ""


def _subject(rule: Rule, data: RulebookData) -> str:
    """The subject that may carry most of the facts that the rule looks at."""
    facts, owners = data.vocabulary.facts, owners_of(rule, data)
    groups = {*rule.named.groups, *((rule.each,) if rule.each else ())}

    def strangers(subject: str) -> int:
        return sum(subject not in facts[name].subjects for name in rule.named.facts if name not in owners) + sum(
            subject not in data.vocabulary.groups[group].subjects for group in groups
        )

    return min(rule.subjects or ("project",), key=strangers)
