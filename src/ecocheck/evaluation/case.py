"""What a rule sees of a record while it is judged: known values, groups, the day, and a memo of what was already decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..records.model import Attestation, Item, ItemList, Record
from ..vocabulary.values import ANY_DAY, Interval, Value


class Case:
    """One record on one day; or, inside a group, one of its items with the record's facts behind it.

    `facts` holds usable values only: a missing fact and a bad one are both absent, `bad` tells them apart. `documents` are those that
    bind the record. `broken` collects what arithmetic and tables find impossible: (derived name, rule) with a zero divisor, a table
    without the row that it must have. Where the case supposes facts (`supposed`), `shared` is the memo of the case without them, for all
    that these facts do not touch.
    """

    __slots__ = ("as_of", "attested", "bad", "broken", "documents", "facts", "groups", "item", "memo", "shared", "supposed")

    def __init__(
        self,
        facts: dict[str, Value],
        bad: frozenset[str],
        groups: dict[str, ItemList],
        attested: dict[str, Attestation],
        as_of: date,
        item: str = "",
    ) -> None:
        self.facts = facts
        self.bad = bad
        self.groups = groups
        self.attested = attested
        self.as_of = as_of
        self.item = item
        self.documents: frozenset[str] = frozenset()
        self.memo: dict[Any, Any] = {}
        self.shared = self.memo
        self.supposed: Mapping[str, Value] = {}
        self.broken: set[Any] = set()

    @classmethod
    def of(cls, record: Record, as_of: date) -> Case:
        facts = {name: given.value for name, given in record.facts.items() if given.value is not None}
        bad = frozenset(name for name, given in record.facts.items() if given.bad is not None)
        return cls(facts, bad, record.groups, record.attested, as_of)

    def of_item(self, item: Item, facts_of_group: tuple[str, ...]) -> Case:
        """The same record seen from one item: the item's facts, and of the record's those that the group does not own."""
        facts = {name: value for name, value in self.facts.items() if name not in facts_of_group}
        facts.update((name, given.value) for name, given in item.facts.items() if given.value is not None)
        bad = self.bad.difference(facts_of_group) | {name for name, given in item.facts.items() if given.bad is not None}
        return Case(facts, bad, self.groups, self.attested, self.as_of, item.id)

    def supposing(self, values: dict[str, Value]) -> Case:
        """The same record, supposing values for facts it does not know."""
        supposed = Case({**self.facts, **values}, self.bad, self.groups, self.attested, self.as_of, self.item)
        supposed.broken = self.broken
        supposed.shared = self.shared
        supposed.supposed = values
        return supposed

    def judged(self, names: tuple[str, ...]) -> tuple[str, date | Interval]:
        """The first known date among `names`, and its name; the day of the run where none is known.

        A date that was given and cannot be read may be any day: it is not taken for one that was not given.
        """
        for name in names:
            if name == "as_of":
                break
            if name in self.bad:
                return name, ANY_DAY
            value = self.facts.get(name)
            if isinstance(value, date | Interval):
                return name, value
        return "as_of", self.as_of
