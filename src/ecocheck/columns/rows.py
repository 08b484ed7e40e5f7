"""Rows that rules look at: the records of a chunk, or the items of a group with their records behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from ..bilingual import Said
from ..evaluation.case import Case
from ..records.model import Attestation, Given, Item, ItemList
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import ANY_DAY, Interval
from .column import EPOCH, Column, Numbers
from .planes import Indices, Plane, Truths3, bits_at, expand, full, pack, unpack

_STATES = {4: "met", 1: "broken", 2: "none"}


class GroupRows(NamedTuple):
    """The items of one group in a chunk: item `starts[r]` to `starts[r + 1]` belong to record r. `given` are the records that list
    the group, `complete` those whose list is whole; `ids` names the items (None: by place)."""

    starts: Indices
    given: Plane
    complete: Plane
    columns: dict[str, Column]
    ids: list[str | None] | None

    def of(self, record: int) -> range:
        return range(int(self.starts[record]), int(self.starts[record + 1]))

    def item_id(self, record: int, item: int) -> str:
        named = None if self.ids is None else self.ids[item]
        return named if named is not None else str(item - int(self.starts[record]) + 1)


class Rows:
    """Rows with their columns. `memo` keeps what was already tested, `parent` and `of` lead to the rows behind; `stages` are the ranks
    of the records' stages, None where nobody asks for them."""

    def __init__(
        self,
        count: int,
        columns: dict[str, Column],
        groups: dict[str, GroupRows],
        attested: dict[str, Column],
        as_of: Any,
        vocabulary: Vocabulary,
        parent: Rows | None = None,
        of: Indices | None = None,
        owned: frozenset[str] = frozenset(),
        items: Indices | None = None,
        group: str = "",
        stages: Indices | None = None,
    ) -> None:
        self.count = count
        self.columns = columns
        self.groups = groups
        self.attested = attested
        self.as_of: Indices = as_of
        self.vocabulary = vocabulary
        self.parent = parent
        self.of = of
        self.owned = owned
        self.items = items
        self.group = group
        self.stages = stages
        self.memo: dict[Any, Any] = {}
        self.all = full(count)
        self.records: Indices = np.arange(count) if parent is None or of is None else parent.records[of]
        self._inside: dict[str, Rows] = {}

    def column(self, name: str) -> Column | None:
        """The column of a fact; inside a group, of the items, else of their records."""
        found = self.columns.get(name)
        if found is None and self.parent is not None and name not in self.owned:
            behind = self.parent.column(name)
            if behind is not None:
                assert self.of is not None
                found = self.columns[name] = behind.take(self.of)
        return found

    def before(self, rank: int) -> Plane | None:
        """The rows whose record is in an earlier stage than the one of this rank."""
        if self.stages is None or not rank:
            return None
        key = ("before", rank)
        if key not in self.memo:
            early = self.stages[self.records] < rank
            self.memo[key] = pack(early) if early.any() else None
        return self.memo[key]  # type: ignore[no-any-return]

    def known(self, name: str) -> Plane | None:
        column = self.column(name)
        return None if column is None else column.known

    def attestation(self, clause: str) -> Column | None:
        if self.parent is None:
            return self.attested.get(clause)
        behind = self.parent.attestation(clause)
        if behind is None or self.of is None:
            return None
        if clause not in self.attested:
            self.attested[clause] = behind.take(self.of)
        return self.attested[clause]

    def inside(self, group: str) -> Rows | None:
        """The items of a group as rows of their own; None where no record of the chunk lists it."""
        if group not in self._inside:
            held = self.groups.get(group)
            if held is None:
                return None
            starts, ends = held.starts[self.records], held.starts[self.records + 1]
            sizes = ends - starts
            of = np.repeat(np.arange(self.count), sizes)
            items = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[of]
            owned = frozenset(self.vocabulary.groups[group].facts)
            columns = {name: column.take(items) for name, column in held.columns.items()}
            self._inside[group] = Rows(
                len(of), columns, self.groups, {}, self.as_of[of], self.vocabulary, self, of, owned, items, group, self.stages
            )
        return self._inside[group]

    def group_planes(self, group: str) -> tuple[Plane | None, Plane | None]:
        """The rows whose record lists a group, and those whose list is whole."""
        held = self.groups.get(group)
        if held is None:
            return None, None
        if self.parent is None:
            return held.given, held.complete
        whole = len(held.starts) - 1
        return expand(held.given, whole, self.records), expand(held.complete, whole, self.records)

    def judged(self, names: tuple[str, ...]) -> Column:
        """The first known date among `names`, else the day of the run: the dates on which rules are judged."""
        key = ("judged", names)
        if key not in self.memo:
            self.memo[key] = self._judged(names)
        return self.memo[key]  # type: ignore[no-any-return]

    def _judged(self, names: tuple[str, ...]) -> Column:
        days = self.as_of.copy()
        values: list[Any] = [None]
        index = np.zeros(self.count, dtype=np.int64)
        decided = np.zeros(self.count, dtype=bool)
        for name in names:
            if name == "as_of":
                break
            column = self.column(name)
            if column is not None and column.bad is not None:
                bad = unpack(column.bad, self.count) & ~decided
                index[bad] = len(values)
                values.append(ANY_DAY)
                decided |= bad
            if column is None or column.known is None:
                continue
            bulk = np.zeros(self.count, dtype=bool)
            inside = column.bulk_rows()
            if isinstance(column, Numbers) and inside is not None:
                bulk = unpack(inside, self.count) & ~decided
                days[bulk] = column.data[bulk]
            if column.index is not None:
                for place, value in enumerate(column.values):
                    if isinstance(value, date | Interval):
                        rows = (column.index == place) & ~decided
                        index[rows] = len(values)
                        values.append(value)
                        bulk |= rows
            decided |= bulk
        return judged_column(days, index if len(values) > 1 else None, values)

    def case(self, row: int, names: Iterable[str], groups: Iterable[str] = ()) -> Case:
        """What the one-record path sees of a row: some of its facts, some of its groups, what it attests."""
        facts: dict[str, Any] = {}
        bad = set()
        place = np.array([row])
        for name in names:
            column = self.column(name)
            if column is not None:
                value = column.value(row)
                if value is not None:
                    facts[name] = value
                if column.bad is not None and bits_at(column.bad, place)[0]:
                    bad.add(name)
        record = int(self.records[row])
        listed = {name: items for name in groups if (items := self._item_list(name, record)) is not None}
        root = self
        while root.parent is not None:
            root = root.parent
        attested = {}
        for clause, column in root.attested.items():
            truth: Any = column.value(record)
            if truth is not None:
                attested[clause] = Attestation(_STATES[truth])
        item = self.groups[self.group].item_id(record, int(self.items[row])) if self.group and self.items is not None else ""
        return Case(facts, frozenset(bad), listed, attested, date.fromordinal(int(self.as_of[row]) + EPOCH), item)

    def _item_list(self, name: str, record: int) -> ItemList | None:
        held = self.groups.get(name)
        place = np.array([record])
        if held is None or not bits_at(held.given, place)[0]:
            return None
        items = []
        for item in held.of(record):
            facts = {}
            for fact, column in held.columns.items():
                value = column.value(item)
                wrong = column.bad is not None and bits_at(column.bad, np.array([item]))[0]
                if value is not None or wrong:
                    facts[fact] = Given(value, bad=Said() if wrong else None)
            items.append(Item(held.item_id(record, item), facts))
        return ItemList(tuple(items), bool(bits_at(held.complete, place)[0]))


def judged_column(days: Any, index: Any, values: list[Any]) -> Column:
    from ..vocabulary.model import Fact
    from .column import Days

    return Days(
        Fact("as_of", Said("判定日期", "day judged"), "date", ()),
        days,
        pack(np.ones(len(days), dtype=bool)),
        index=index,
        values=values,
    )


def any_item(plane: Plane | None, rows: Rows, inner: Rows) -> Plane | None:
    """The rows of which at least one item is in a plane."""
    if plane is None or inner.count == 0 or inner.of is None:
        return None
    found = np.zeros(rows.count, dtype=bool)
    found[inner.of[unpack(plane, inner.count)]] = True
    return pack(found)


def every_item(plane: Plane | None, rows: Rows, inner: Rows) -> Plane | None:
    """The rows all of whose items are in a plane; a row without items is one of them."""
    outside = any_item(full(inner.count) if plane is None else ~plane, rows, inner)
    return full(rows.count) if outside is None else ~outside


def some_of(found: Truths3, rows: Rows, inner: Rows) -> Truths3:
    """The maximum over the items of each row; F where it has none."""
    j = None
    if found.j is not None:
        at_most_j = every_item(found.j if found.f is None else found.f | found.j, rows, inner)
        has_j = any_item(found.j, rows, inner)
        j = None if has_j is None or at_most_j is None else has_j & at_most_j
    return Truths3(every_item(found.f, rows, inner), j, any_item(found.t, rows, inner))
