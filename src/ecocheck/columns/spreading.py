"""Lists that facts stand for, of many rows: the column form of `ecocheck.records.spreading`."""

from __future__ import annotations

import numpy as np

from ..records.spreading import further_kind
from ..vocabulary.model import Group, Vocabulary
from ..vocabulary.values import Partial, Value
from .codes_column import Lists
from .column import Column
from .narrowing import new_column
from .planes import Bits, Indices, Plane, any_set, both, either, pack, unpack, without
from .rows import GroupRows


def spread(vocabulary: Vocabulary, subject: str, columns: dict[str, Column], groups: dict[str, GroupRows], rows: int) -> None:
    """Adds the lists that facts stand for to the rows that do not list the things themselves."""
    for group in vocabulary.items_of(subject):
        source = columns.get(group.asked) if group.spread else None
        if isinstance(source, Lists):
            held = groups.get(group.name)
            mine = source.given if held is None else without(source.given, held.given)
            if mine is not None and any_set(mine, rows):
                groups[group.name] = _Spread(vocabulary, group, columns, source, mine, rows).beside(held)


class _Spread:
    """One list while it is made; `mine` are the rows whose items are made."""

    def __init__(
        self, vocabulary: Vocabulary, group: Group, columns: dict[str, Column], source: Lists, mine: Plane, rows: int
    ) -> None:
        self.vocabulary, self.group, self.columns, self.source, self.mine, self.rows = (
            vocabulary,
            group,
            columns,
            source,
            mine,
            rows,
        )
        self.key = next(iter(group.spread))
        self.codes = [code for code in source.codes.rank if code in source.yes and code != "none"]
        lines = [self._bits(both(source.yes[code], mine)) for code in self.codes]
        lines.append(self._bits(without(both(mine, source.bad), source.known)))  # one item whose kind cannot be used
        self.matrix = np.array(lines)
        self.several = self._bits(mine) & ((self.matrix.sum(axis=0) != 1) | ~self._bits(source.complete))

    def _bits(self, plane: Plane | None) -> Bits:
        return np.zeros(self.rows, dtype=bool) if plane is None else unpack(plane, self.rows)

    def beside(self, held: GroupRows | None) -> GroupRows:
        """The list of all rows: those that write it as they do, those that do not as their facts stand for it."""
        self._further()
        before = np.zeros(self.rows + 1, dtype=np.int64) if held is None else held.starts
        starts = np.concatenate(([0], np.cumsum(np.diff(before) + self.matrix.sum(axis=0))))
        total = int(starts[-1])
        of = np.repeat(np.arange(self.rows), np.diff(starts))
        row, code = np.nonzero(self.matrix.T)
        firsts = np.cumsum(self.matrix.sum(axis=0)) - self.matrix.sum(axis=0)
        places = starts[row] + np.arange(len(row)) - firsts[row]
        made = np.full(total, -1)
        made[places] = code
        written = np.flatnonzero(made < 0)
        was = np.zeros(total, dtype=np.int64)
        was[written] = np.arange(len(written))
        found = {}
        for name in self.group.facts:
            column = None if held is None or not len(written) else held.columns.get(name)
            if column is not None:
                column = column.take(was)
                column.values = list(column.values)
                column.forget(pack(made >= 0))
            told = self._kinds(made) if name == self.key else self._told(name, of, (made >= 0) & (made < len(self.codes)))
            joined = told if column is None else _joined(column, told, made >= 0)
            if joined is not None:
                found[name] = joined
        ids: list[str | None] = [None] * total
        for place in written:
            ids[place] = None if held is None or held.ids is None else held.ids[was[place]]
        for place, number in zip(places, code, strict=True):
            ids[place] = self.codes[number] if number < len(self.codes) else None
        given, complete = (None, None) if held is None else (held.given, held.complete)
        whole = either(self.source.complete, without(self.source.bad, self.source.known))
        nobody = np.zeros_like(self.mine)
        return GroupRows(starts, either(given, self.mine), either(either(complete, both(self.mine, whole)), nobody), found, ids)

    def _kinds(self, made: Indices) -> Column:
        fact = self.vocabulary.facts[self.key]
        column = new_column(fact, self.vocabulary.lists.get(fact.list), len(made))
        for number, code in enumerate(self.codes):
            column.put(pack(made == number), code)
        column.bad = pack(made == len(self.codes)) if self.matrix[-1].any() else None
        return column

    def _told(self, name: str, of: Indices, made: Bits) -> Column | None:
        """What a fact of the record says of each item that is made."""
        source = self.columns.get(self.group.spread.get(name, ""))
        if source is None:
            return None
        column = source.take(of)
        column.fact = self.vocabulary.facts[name]
        column.forget(pack(~made))
        several = pack(self.several[of] & made)
        if isinstance(column, Lists):
            _opened(column, several)
        else:
            bad = column.bad
            column.forget(several)
            column.bad = bad
        return column

    def _further(self) -> None:
        """What is known of items that may follow, where a list is known in part."""
        part = both(self.mine, self.source.partial)
        if part is None or not any_set(part, self.rows):
            return
        fact = self.vocabulary.facts[self.key]
        places = np.flatnonzero(unpack(part, self.rows))
        spoken = [code for code in self.source.codes.rank if code in self.source.yes or code in self.source.no]
        planes = [either(self.source.yes.get(code), self.source.no.get(code)) for code in spoken]
        matrix = np.array([self._bits(plane)[places] for plane in planes])
        kinds, of = np.unique(matrix, axis=1, return_inverse=True)
        column = self.columns.get(self.key) or new_column(fact, self.source.codes, self.rows)
        for number in range(kinds.shape[1]):
            denied = frozenset(code for code, said in zip(spoken, kinds[:, number], strict=True) if said)
            value = further_kind(fact, self.source.codes, Partial(frozenset(), denied))
            if value is not None:
                bits = np.zeros(self.rows, dtype=bool)
                bits[places[of.reshape(-1) == number]] = True
                column.put(pack(bits), value)
        self.columns[self.key] = column
        every = np.arange(self.rows)
        for name in list(self.group.spread)[1:]:
            told = self._told(name, every, unpack(part, self.rows))
            if told is not None:
                self.columns[name] = told


def _opened(column: Lists, rows: Plane) -> None:
    """Leaves of the lists of some rows which codes they may have: where several are there, each item may have some of them only."""
    count = np.zeros(column.rows, dtype=np.int64)
    for code, plane in column.yes.items():
        if code != "none":
            count += unpack(plane, column.rows)
    among = both(both(rows, column.complete), pack(count > 1))
    part = both(rows, column.partial)
    if among is not None:
        for code in (*column.codes.things, "none"):
            absent = without(among, column.yes.get(code))
            if absent is not None:
                column.no[code] = absent if code not in column.no else column.no[code] | absent
    opened = either(among, part)
    if opened is None:
        return
    for code in column.yes:
        column.yes[code] = column.yes[code] & ~opened
    said = None
    for plane in column.no.values():
        said = either(said, both(plane, opened))
    silent = without(opened, said)
    column.complete, column.partial = (
        without(column.complete, opened),
        either(without(column.partial, opened), both(opened, said)),
    )
    if silent is not None:
        column.known = without(column.known, silent)
    column._unknown = column._part = None


def _joined(written: Column, told: Column | None, made: Bits) -> Column:
    """Two columns of the same items as one: those that are made say what is told."""
    if told is None:
        return written
    values: dict[Value, list[int]] = {}
    for place in np.flatnonzero(made):
        value = told.value(int(place))
        if value is not None:
            values.setdefault(value, []).append(int(place))
    for value, places in values.items():
        bits = np.zeros(len(made), dtype=bool)
        bits[places] = True
        written.put(pack(bits), value)
    written.bad = either(written.bad, both(told.bad, pack(made)))
    return written
