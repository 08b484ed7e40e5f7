"""A chunk of a frame as rows that rules can look at: columns read, groups joined to their records, the unusable set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..bilingual import Said
from ..errors import DateMissing
from ..vocabulary.engine_facts import DISTRICT
from ..vocabulary.model import Fact, Vocabulary
from .column import EPOCH, Column, Numbers
from .defaults import Completion
from .encoding import Reader, distinct, valid_plane
from .frames import Layout, array_at, as_table, layout_of
from .planes import Plane, pack, unpack
from .rows import GroupRows, Rows
from .stages import SaidStages, said_stages, stages_of

AS_OF = Fact("as_of", Said("判定日期", "day judged"), "date", ())


class Tally:
    """How many rows were read, checked and refused, and what was wrong with cells."""

    def __init__(self) -> None:
        self.read = 0
        self.refused: Counter[str] = Counter()
        self.bad: Counter[str] = Counter()
        self.bad_rows = 0
        self.strays: dict[str, int] = {}

    @property
    def checked(self) -> int:
        return self.read - sum(self.refused.values())

    def add(self, more: Tally) -> None:
        self.read += more.read
        self.refused += more.refused
        self.bad += more.bad
        self.bad_rows += more.bad_rows


class Chunk(NamedTuple):
    """Rows with the ids of their records; `checked` are those that can be judged."""

    rows: Rows
    ids: pa.Array
    checked: Plane
    start: int
    tally: Tally


class Child:
    """A child frame: the items of a group, found by the id of their record."""

    def __init__(self, name: str, frame: Any, vocabulary: Vocabulary, units: Mapping[str, str]) -> None:
        self.group = vocabulary.groups[name]
        table = as_table(frame, vocabulary)
        self.layout = layout_of(table.schema, vocabulary, units, name, self.group)
        keys = _texts(array_at(table, (self.layout.record or "record",)))
        encoded = pc.dictionary_encode(keys)
        codes = np.asarray(encoded.indices.fill_null(-1))
        order = np.argsort(codes, kind="stable")
        first = int(np.searchsorted(codes[order], 0))
        self.table = table.take(pa.array(order[first:]))
        self.keys = encoded.dictionary
        self.starts = np.searchsorted(codes[order[first:]], np.arange(len(self.keys) + 1))
        self.ids = self.table.column("id") if "id" in self.table.column_names else None
        self.met = np.zeros(len(self.keys), dtype=bool)

    @property
    def strays(self) -> int:
        """Items whose record was never met."""
        return int(np.diff(self.starts)[~self.met].sum())

    def rows_for(self, ids: pa.Array, reader: Reader, wanted: set[str]) -> GroupRows:
        """The items of some records. A record without items says nothing about the group: absence is never taken for an answer."""
        places = np.asarray(pc.fill_null(pc.index_in(ids, value_set=self.keys), -1))
        self.met[places[places >= 0]] = True
        starts = np.where(places >= 0, self.starts[places], 0)
        sizes = np.where(places >= 0, self.starts[places + 1] - starts, 0)
        ends = np.cumsum(sizes)
        items = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes) + np.repeat(starts, sizes)
        chosen = self.table.take(pa.array(items)).combine_chunks()
        given = pack(sizes > 0)
        return GroupRows(
            np.concatenate(([0], ends)),
            given,
            given,
            _columns(chosen, self.layout, reader, wanted),
            _ids(chosen, self.ids is not None),
        )


def _ids(table: pa.Table, named: bool) -> list[str | None] | None:
    return _texts(array_at(table, ("id",))).to_pylist() if named else None


def _texts(array: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array.cast(pa.string())


def _columns(table: pa.Table, layout: Layout, reader: Reader, wanted: set[str]) -> dict[str, Column]:
    facts = reader.vocabulary.facts
    return {
        name: reader.column(facts[name], array_at(table, place.path), place.unit)
        for name, place in layout.facts.items()
        if name in wanted
    }


class ChunkReader:
    """Turns chunks of one frame into rows."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        layout: Layout,
        subject: str,
        wanted: set[str],
        completion: Completion,
        children: dict[str, Child],
        as_of: date | None,
        units: Mapping[str, str],
        must_lie: bool,
    ) -> None:
        self.vocabulary = vocabulary
        self.layout = layout
        self.subject = subject
        self.wanted = wanted
        self.completion = completion
        self.children = children
        self.as_of = as_of
        self.units = units
        self.must_lie = must_lie
        self.reader = Reader(vocabulary)
        if as_of is None and not layout.as_of:
            raise DateMissing("columns.no_date")

    def needed(self) -> list[str]:
        """The columns of the frame that are looked at at all."""
        layout = self.layout
        names = [
            layout.record,
            layout.as_of,
            layout.subject,
            layout.stage,
            *layout.attested.values(),
            *layout.complete.values(),
        ]
        names += [place.path[0] for name, place in layout.facts.items() if name in self.wanted]
        names += [path[0] for name, path in layout.groups.items() if name in self.wanted]
        return list(dict.fromkeys(name for name in names if name))

    def read(self, table: pa.Table, start: int) -> Chunk:
        rows, tally = table.num_rows, Tally()
        columns = _columns(table, self.layout, self.reader, self.wanted)
        ids = self._ids(table, start)
        groups = self._groups(table, ids)
        attested = {
            clause: self.reader.attestations(array_at(table, (name,)), clause) for clause, name in self.layout.attested.items()
        }
        self._count_bad(columns, groups, rows, tally)
        days, dated = self._days(table, rows)
        stages = stages_of(columns, groups, self._said_stages(table, tally), self.subject, days)
        self.completion.fill(columns, groups, rows, days)
        checked = self._checked(table, columns, dated, tally)
        tally.read += rows
        found = Rows(rows, columns, groups, attested, days, self.vocabulary, stages=stages)
        return Chunk(found, ids, checked, start, tally)

    def _ids(self, table: pa.Table, start: int) -> pa.Array:
        """The ids of the records, else their places in the input, from 1."""
        rows = table.num_rows
        if not self.layout.record:
            return pa.array(np.arange(start + 1, start + rows + 1)).cast(pa.string())
        ids = _texts(array_at(table, (self.layout.record,)))
        if ids.null_count == 0:
            return ids
        return pc.coalesce(ids, pa.array(np.arange(start + 1, start + rows + 1)).cast(pa.string()))

    def _said_stages(self, table: pa.Table, tally: Tally) -> SaidStages | None:
        """The stages that a column names; a cell that names none is counted as bad."""
        if not self.layout.stage:
            return None
        said = said_stages(*distinct(array_at(table, (self.layout.stage,))))
        if wrong := int(said.wrong.sum()):
            tally.bad["stage"] += wrong
            tally.bad_rows += wrong
        return said

    def _days(self, table: pa.Table, rows: int) -> tuple[Any, Any]:
        default = 0 if self.as_of is None else self.as_of.toordinal() - EPOCH
        days = np.full(rows, default, dtype=np.int64)
        dated = np.full(rows, self.as_of is not None)
        if self.layout.as_of:
            column = self.reader.column(AS_OF, array_at(table, (self.layout.as_of,)))
            held = column.bulk_rows()
            if isinstance(column, Numbers) and held is not None:
                given = unpack(held, rows)
                days[given] = column.data[given]
                dated |= given
        return days, dated

    def _checked(self, table: pa.Table, columns: dict[str, Column], dated: Any, tally: Tally) -> Plane:
        """Rows that can be judged at all; the others are counted with their reason."""
        rows = table.num_rows
        good = np.ones(rows, dtype=bool)
        if self.layout.subject:
            index, raws = distinct(array_at(table, (self.layout.subject,)))
            wrong = ~np.array([True, *(str(raw).strip() in (self.subject, "") for raw in raws)])[index]
            tally.refused["subject"] += int(wrong.sum())
            good &= ~wrong
        undated = good & ~dated
        tally.refused["as_of"] += int(undated.sum())
        good &= dated
        if self.must_lie:
            held = columns.get(DISTRICT)
            placed = np.zeros(rows, dtype=bool) if held is None or held.known is None else unpack(held.known, rows)
            tally.refused[DISTRICT] += int((good & ~placed).sum())
            good &= placed
        return pack(good)

    @staticmethod
    def _count_bad(columns: dict[str, Column], groups: dict[str, GroupRows], rows: int, tally: Tally) -> None:
        touched: Plane | None = None
        for name, column in columns.items():
            if column.bad is not None:
                tally.bad[name] += int(unpack(column.bad, rows).sum())
                touched = column.bad if touched is None else touched | column.bad
        for held in groups.values():
            for name, column in held.columns.items():
                if column.bad is not None:
                    tally.bad[name] += int(unpack(column.bad, column.rows).sum())
        if touched is not None:
            tally.bad_rows += int(unpack(touched, rows).sum())

    def _groups(self, table: pa.Table, ids: pa.Array) -> dict[str, GroupRows]:
        rows = table.num_rows
        groups = {name: child.rows_for(ids, self.reader, self.wanted) for name, child in self.children.items()}
        for name, path in self.layout.groups.items():
            if name in self.wanted:
                groups[name] = self._listed(name, array_at(table, path), rows)
        for name, header in self.layout.complete.items():
            if name in groups:
                whole = array_at(table, (header,))
                index, raws = distinct(whole if not pa.types.is_boolean(whole.type) else whole.cast(pa.string()))
                said = np.array([True, *(str(raw).strip().lower() in ("yes", "true", "是") for raw in raws)])[index]
                groups[name] = groups[name]._replace(complete=groups[name].complete & pack(said))
        return groups

    def _listed(self, name: str, array: pa.Array, rows: int) -> GroupRows:
        """A list of structs, or texts that say that there are none."""
        if not (pa.types.is_list(array.type) or pa.types.is_large_list(array.type)):
            index, raws = distinct(array)
            empty = pack(np.array([False, *(str(raw).strip() in ("none", "无", "[]") for raw in raws)])[index])
            return GroupRows(np.zeros(rows + 1, dtype=np.int64), empty, empty, {}, None)
        offsets = np.asarray(array.offsets).astype(np.int64)
        flat = array.values.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
        given = valid_plane(array)
        if pa.types.is_null(flat.type):
            return GroupRows(offsets - offsets[0], given, given, {}, None)
        items = pa.Table.from_struct_array(flat)
        layout = layout_of(items.schema, self.vocabulary, self.units, name, self.vocabulary.groups[name])
        columns = _columns(items, layout, self.reader, self.wanted)
        return GroupRows(offsets - offsets[0], given, given, columns, _ids(items, "id" in items.column_names))
