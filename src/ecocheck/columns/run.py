"""A run over a table, chunk by chunk, judged by the rules of one checker."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from ..bilingual import Said
from ..errors import Mark, Problem, RecordSourceError, UnknownName, ValueRefused
from ..evaluation.binding import OWN_AREA_FORMS, TARGET_SUBJECTS
from ..evaluation.checker import Checker
from ..logic.outcomes import BIT
from ..records.raw import cannot_read
from ..records.stage import COMMISSIONED, KINDS, STARTED, names_works
from ..records.supplement import Supplement
from ..rulebook.model import Rule
from ..vocabulary.engine_facts import DISTRICT, INVOLVES, NEW_AREA
from ..vocabulary.model import SUBJECTS
from ..vocabulary.typed import read_day
from .aspects import View
from .chunks import Child, Chunk, ChunkReader, Tally
from .defaults import Completion
from .frames import layout_of, open_source
from .missing import Lack, Lacking
from .outcomes import Compiled, Evaluator, Outcomes, several
from .planes import Indices, Plane, bits_at, both, count, either, expand, full, pack, rows_of, without
from .results import OUTCOMES, PLACE, SCHEMA, Counts, Findings, Found, ranked
from .rows import Rows

_NOT_APPLICABLE = len(BIT) - 1
_MOST_NAMED = 12


class TableRun:
    """One run: opened and checked before any row is judged; `tables` then judges, `counts` and `tally` say what came of it."""

    def __init__(
        self,
        checker: Checker,
        supplement: Supplement,
        frame: Any,
        subject: str,
        as_of: str | int | date | None,
        outcomes: Sequence[str],
        groups: Mapping[str, Any] | None = None,
        units: Mapping[str, str] | None = None,
    ) -> None:
        if subject not in SUBJECTS or subject in TARGET_SUBJECTS:
            kind = Said("对象类型", "subject that tables are checked for")
            raise UnknownName.among(kind, subject, [s for s in SUBJECTS if s not in TARGET_SUBJECTS])
        for name in outcomes:
            if name not in OUTCOMES:
                raise UnknownName.among(Said("结论", "outcome"), name, OUTCOMES)
        data = checker.data
        rules: list[Rule] = [
            rule for rule in checker.rules_for(subject) if rule.target is None and rule.document in data.documents
        ]
        own, aspects = len(rules), checker.aspects.of(subject)
        for seen in aspects:
            rules += seen.rules
        self.data = data
        self.binding = checker.binding
        self.wanted = {PLACE[name] for name in outcomes}
        self.evaluator = Evaluator(checker.judge, rules)
        self.own = self.evaluator.rules[:own]
        self.views: list[View] = []
        for seen in aspects:
            until = own + len(seen.rules)
            self.views.append(View(seen, self.evaluator, self.evaluator.rules[own:until], data.vocabulary))
            own = until
        self.lacking = Lacking(self.evaluator, checker.explainer)
        self.own_area = {compiled.number for compiled in self.evaluator.rules if compiled.rule.form in OWN_AREA_FORMS}
        names = [rule.id for rule in rules]
        seen_as = ["" for _ in self.own] + [view.aspect.seen_as for view in self.views for _ in view.compiled]
        self.findings = Findings(names, seen_as)
        self.counts = Counts(names)
        self.tally = Tally()
        self.source = open_source(frame, data.vocabulary)
        units = units or {}
        self.layout = layout_of(self.source.schema, data.vocabulary, units, self.source.name)
        self.ignored = self.layout.ignored
        known = self.layout.facts or self.layout.groups or self.layout.attested or groups
        # rows in memory that only have ids are records all the same
        if not known and (self.ignored or isinstance(frame, str | Path)):
            raise cannot_read(Mark(self.source.name), "columns.no_fact", names=list(self.source.schema.names[:_MOST_NAMED]))
        completion = Completion(supplement, subject, checker.judge, rules)
        looked = self._looked_at(rules) | completion.looks_at() | {name for view in self.views for name in view.looks_at()}
        children = {}
        for name, child in (groups or {}).items():
            if name not in data.vocabulary.groups:
                raise UnknownName.among(Said("清单", "group"), name, data.vocabulary.groups)
            children[name] = Child(name, child, data.vocabulary, units)
        self.children = children
        self.reader = ChunkReader(
            data.vocabulary,
            self.layout,
            subject,
            looked,
            completion,
            children,
            read_day(as_of),
            units,
            self.binding.needs_area,
        )

    def _looked_at(self, rules: list[Rule]) -> set[str]:
        found = {INVOLVES, DISTRICT, NEW_AREA, *(rule.each for rule in rules)}
        for looks in self.lacking.looks:
            found.update(looks.facts, looks.groups)
        works = (name for name in (*self.data.vocabulary.facts, *self.data.vocabulary.groups) if names_works(name))
        return found | {COMMISSIONED, STARTED, *KINDS, *works}

    def whole(self, out: str) -> pa.Table:
        """All findings (or, for `counts`, how many each rule has) in one table, with what was read and refused."""
        found = list(self.tables())
        table = self.counts.table() if out == "counts" else pa.concat_tables(found) if found else SCHEMA.empty_table()
        return table.replace_schema_metadata(self.said())

    def tables(self, progress: Callable[[int], None] | None = None) -> Iterator[pa.Table]:
        """The findings asked for, chunk by chunk; while one is judged, the next is read."""
        with ThreadPoolExecutor(1) as ahead:
            chunks = self._chunks()
            waiting = ahead.submit(next, chunks, None)
            while (chunk := waiting.result()) is not None:
                waiting = ahead.submit(next, chunks, None)
                self._judge(chunk)
                self.tally.add(chunk.tally)
                yield self.findings.table(chunk.ids, chunk.start, self.lacking.found)
                if progress is not None:
                    progress(chunk.rows.count)
        for name, child in self.children.items():
            if child.strays:
                self.tally.strays[name] = child.strays

    def _chunks(self) -> Iterator[Chunk]:
        start = 0
        broken = 0

        def lost(rows: int) -> None:
            nonlocal broken
            broken += rows

        for table in self._read(lost):
            chunk = self._taken(table, start)
            chunk.tally.read += broken
            chunk.tally.refused["cells"] += broken
            broken = 0
            start += table.num_rows
            yield chunk

    def _read(self, lost: Callable[[int], None]) -> Iterator[pa.Table]:
        """The rows as they come. Raises `RecordSourceError` where the file turns out to be damaged further in."""
        try:
            yield from self.source.chunks(self.reader.needed(), lost)
        except (pa.ArrowException, OSError, UnicodeError) as error:
            raise cannot_read(
                Mark(self.source.name), "columns.not_a_table_inside", reason=str(error).splitlines()[0]
            ) from error

    def _taken(self, table: pa.Table, start: int) -> Chunk:
        try:
            return self.reader.read(table, start)
        except ValueRefused as error:
            raise RecordSourceError([Problem.of(error, Mark(self.source.name))]) from error

    def said(self) -> dict[str, str]:
        """What was read, checked and refused, as JSON under one key: metadata of the resulting tables."""
        tally = self.tally
        found = {
            "read": tally.read,
            "checked": tally.checked,
            "refused": {name: rows for name, rows in tally.refused.items() if rows},
            "bad_rows": tally.bad_rows,
            "bad": dict(tally.bad),
            "ignored": list(self.ignored),
            "strays": tally.strays,
        }
        return {"ecocheck": json.dumps(found, ensure_ascii=False)}

    def _judge(self, chunk: Chunk) -> None:
        for compiled in self.own:
            asked = self._asked(compiled, chunk)
            if compiled.rule.each:
                self._each(compiled, chunk.rows, asked)
            else:
                self._decode(compiled, chunk.rows, self.evaluator.outcomes(compiled, chunk.rows), asked)

        for view in self.views:
            held = view.held(chunk.rows)
            if held is None or not view.compiled:
                continue
            rows = view.of(chunk.rows)
            for compiled in view.compiled:
                brought = both(self._asked(compiled, chunk), held)
                if brought is not None and brought.any():
                    self._brought(compiled, rows, brought)

    def _brought(self, compiled: Compiled, rows: Rows, asked: Plane) -> None:
        """A rule that an aspect brings, for the rows and items to which it applies beyond doubt."""
        looked: Rows | None = rows
        if compiled.rule.each:
            looked = rows.inside(compiled.rule.each)
            if looked is None or not looked.count or looked.of is None:
                return
            of_items = expand(asked, rows.count, looked.of)
            assert of_items is not None
            asked = of_items
        assert looked is not None
        found = self.evaluator.outcomes(compiled, looked)
        settled = without(asked, found[_NOT_APPLICABLE])
        if settled is not None:
            self._decode(compiled, looked, found, settled)

    def _asked(self, compiled: Compiled, chunk: Chunk) -> Plane:
        """Rows that the rule's document binds; with named plans all, yet duties and the like only in the document's own area."""
        rows = chunk.rows
        area = self.data.documents[compiled.rule.document].area
        asked: Plane | None = chunk.checked
        if not self.binding.plans and rows.column(DISTRICT) is not None:
            truths = self.evaluator.area(area, rows)
            asked = both(asked, either(truths.j, truths.t))
        if compiled.number in self.own_area:
            own: Plane | None = None
            for name in (DISTRICT, NEW_AREA):
                column = rows.column(name)
                if column is not None:
                    places = [place for place, value in enumerate(column.values) if place and value == area]
                    own = either(own, column.places_plane(places))
            asked = both(asked, own)
        return np.zeros_like(chunk.checked) if asked is None else asked

    def _each(self, compiled: Compiled, rows: Rows, asked: Plane) -> None:
        """A rule on each item of a group; where the record does not list it, or not wholly, one finding more for what may come."""
        group = compiled.rule.each
        given, complete = rows.group_planes(group)
        inner = rows.inside(group)
        if inner is not None and inner.count and inner.of is not None:
            of_items = expand(asked, rows.count, inner.of)
            assert of_items is not None
            self._decode(compiled, inner, self.evaluator.outcomes(compiled, inner), of_items)
        unlisted = asked if complete is None else asked & ~complete
        if unlisted.any():
            found = self.evaluator.outcomes(compiled, rows)
            found[_NOT_APPLICABLE] = either(found[_NOT_APPLICABLE], full(rows.count))
            self._decode(compiled, rows, found, unlisted, Lack((self.data.vocabulary.groups[group].asked,), ()))
        if complete is not None and given is not None:
            starts = rows.groups[group].starts
            empty = asked & complete & pack(np.diff(starts) == 0)
            if empty.any():
                self._emit(compiled, rows, PLACE["not_applicable"], empty)

    def _decode(self, compiled: Compiled, rows: Rows, found: Outcomes, asked: Plane, lack: Lack | None = None) -> None:
        more = both(several(found), asked)
        if more is not None and not more.any():
            more = None
        for place, plane in enumerate(found):
            decided = without(both(plane, asked), more)
            if decided is not None:
                self._emit(compiled, rows, ranked(place), decided)
        if more is not None:
            self._open(compiled, rows, found, more, lack)

    def _emit(self, compiled: Compiled, rows: Rows, outcome: int, plane: Plane) -> None:
        number = count(plane)
        self.counts.add(compiled.number, outcome, number)
        if number and outcome in self.wanted:
            places = rows_of(plane, rows.count)
            self.findings.add(Found(compiled.number, outcome, rows.records[places], self._items(rows, places)))

    def _items(self, rows: Rows, places: Indices) -> list[str] | None:
        if not rows.group or rows.items is None:
            return None
        held = rows.groups[rows.group]
        return [held.item_id(int(rows.records[place]), int(rows.items[place])) for place in places]

    def _open(self, compiled: Compiled, rows: Rows, found: Outcomes, more: Plane, lack: Lack | None) -> None:
        """Findings with several outcomes: unknown, or error where what is missing was given but cannot be used."""
        unknown, error = PLACE["unknown"], PLACE["error"]
        early = rows.before(compiled.rule.stage_rank)
        doubtful = more if unknown in self.wanted else both(more, self.lacking.suspicious(compiled, rows))
        if lack is not None:
            doubtful = more if unknown in self.wanted else None
        places = rows_of(doubtful, rows.count)
        if lack is None:
            lacks = self.lacking.of(compiled, rows, places)
        else:
            lacks = np.full(len(places), self.lacking.place(lack), dtype=np.int64)
        bad = np.array([bool(one.bad) for one in self.lacking.found])[lacks]
        self.counts.add(compiled.number, error, int(bad.sum()))
        self.counts.add(compiled.number, unknown, count(more) - int(bad.sum()))
        self._await(found, more, early, places[bad])
        shown = bad & (error in self.wanted) | ~bad & (unknown in self.wanted)
        places, lacks, bad = places[shown], lacks[shown], bad[shown]
        if len(places):
            opened = np.zeros(len(places), dtype=np.int8)
            for rank, plane in enumerate(found):
                opened |= bits_at(plane, places).astype(np.int8) << rank
            said = np.where(bad, error, unknown).astype(np.int8)
            later = ~bad & bits_at(early, places).astype(bool)
            records, items = rows.records[places], self._items(rows, places)
            self.findings.add(Found(compiled.number, said, records, items, opened, lacks.astype(np.int32), later))

    def _await(self, found: Outcomes, more: Plane, early: Plane | None, bad: Indices) -> None:
        """Counts what open findings wait for, as a report's standing does; `bad` are the rows whose data must be mended now."""
        fail, risky = both(more, found[0]), both(more, either(found[0], found[1]))
        early_bad, risky_bad = (bits_at(plane, bad).astype(bool) for plane in (early, risky))
        due, later = _count(without(risky, early)), _count(both(risky, early))
        due += len(bad) - int((risky_bad & ~early_bad).sum())
        could_fail = _count(without(fail, early)) + int((bits_at(fail, bad).astype(bool) & early_bad).sum())
        self.counts.await_facts(due, could_fail, later - int((risky_bad & early_bad).sum()))


def _count(plane: Plane | None) -> int:
    return 0 if plane is None else count(plane)
