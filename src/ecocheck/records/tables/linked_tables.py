"""From tables to records: a sheet a subject, a sheet a list whose rows name their record, a sheet of
attestations, sheets of ticks, sheets that somebody signs, forms of one record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ...bilingual import Said
from ...errors import Mark, Problem, RecordSourceError
from ...vocabulary.model import Vocabulary
from ...vocabulary.spelling import half_width
from ..raw import Entry, Raw, Row
from .cells import is_blank_cell, text_of
from .header_words import ATTESTATION, ATTESTATION_SHEETS, EXPLAINING, LINK, OWN, group_of, subject_named, tidy
from .layout import FORM
from .one_table import OneTable, is_remark
from .sheet_pages import is_page, read_page
from .table import Table
from .ticks import read_ticks, ticked_fact

IN_COLUMN = Said("“{header}”一列填主表里的编号", "give the record's id from the main sheet in the column {header}")
NO_COLUMN = Said("加一列“记录编号”，填主表里的编号", "add a column 记录编号 with the record's id from the main sheet")


class Named(NamedTuple):
    """Where something names the record it belongs to, and how it would name it rightly."""

    mark: Mark
    hint: Said


def _named_in(header: str) -> Said:
    return IN_COLUMN.filled(header=header) if header else NO_COLUMN


class LinkedTables:
    """The records of some tables of one file.

    Lists are read first, whole; the rows of records are then given one by one, so that a table of any length takes no more memory than
    its lists. Raises `RecordSourceError` where a header cannot be used: two columns for one fact, a unit that does not suit.
    """

    def __init__(self, tables: list[Table], vocabulary: Vocabulary, file: str) -> None:
        self.vocabulary = vocabulary
        self.file = file
        self.problems: list[Problem] = []
        self._main: list[OneTable] = []
        self._items: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._extra: dict[str, list[Entry]] = defaultdict(list)
        #: What a record has under one key and a table gives piece by piece, by link and key: attestations, signed sheets.
        self._pieces: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self._links: dict[str, list[Named]] = defaultdict(list)
        lists: list[OneTable] = []
        attestations: list[Table] = []
        cells: list[Problem] = []
        for table in tables:
            if tidy(table.title) in EXPLAINING or table.title.startswith("_"):
                continue
            if tidy(table.title) in ATTESTATION_SHEETS:
                attestations.append(table)
                continue
            fact = ticked_fact(table, vocabulary)
            if fact is not None:
                for link, entry, hint in read_ticks(table, fact, vocabulary, cells):
                    self._extra[link].append(entry)
                    self._links[link].append(Named(entry.mark or Mark(file), hint))
                continue
            if is_page(table):
                for link, entry, hint in read_page(table, vocabulary, cells):
                    self._pieces[link]["sheets"].append(entry)
                    self._links[link].append(Named(entry.mark or Mark(file), hint))
                continue
            one = OneTable(table, vocabulary)
            self.problems += one.problems
            one.problems.clear()
            if one.item:
                lists.append(one)
            elif one.usable:
                self._main.append(one)
        self._stop_at_errors()
        self.problems += cells
        if not self._main:
            raise RecordSourceError([*self.problems, Problem.coded(Mark(file), "records.no_header")])
        for one in lists:
            self._read_list(one)
        for table in attestations:
            self._read_attestations(table)

    def _stop_at_errors(self) -> None:
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise RecordSourceError(errors)

    def __iter__(self) -> Iterator[Raw]:
        several = False
        waiting: Raw | None = None
        for one in self._main:
            for raw in one.records():
                if waiting is not None:
                    several = True
                    yield self._joined(waiting, alone=False)
                waiting = raw
            self.problems += one.problems
        if waiting is not None:
            yield self._joined(waiting, alone=not several)
        for link, named in self._links.items():
            for mark, hint in named:
                code = "records.link_unknown" if link else "records.link_missing"
                wrong = Problem.coded(mark, code, place=link, refused=True, link=link, hint=hint)
                yield Raw(None, mark, problems=(wrong,))

    def _joined(self, raw: Raw, alone: bool) -> Raw:
        """The record with its lists and attestations; where it is alone, those that name no record are its own."""
        if raw.node is None or not (self._items or self._extra or self._pieces):
            return raw
        node: Row = raw.node
        texts = {entry.key: text_of(entry.raw) for entry in node.entries if entry.key in ("id", "name", "subject")}
        subject = subject_named(texts.get("subject", "") or raw.subject)
        extra: list[Entry] = []
        keys = [key for key in (texts.get("id"), texts.get("name")) if key]
        if alone:
            keys.append("")
        for item, linked in self._items.items():
            group = group_of(item, subject, self.vocabulary)
            rows = next((linked[key] for key in keys if key in linked), None)
            if group is not None and rows is not None:
                extra.append(Entry(group.name, [row for row in rows if row.entries], rows[0].mark))
        for key in keys:
            self._links.pop(key, None)
            extra += self._extra.get(key, [])
        for name in ("attested", "sheets"):
            pieces = [piece for key in keys for piece in self._pieces.get(key, {}).get(name, ())]
            if pieces:
                mark = pieces[0].mark or Mark(self.file)
                extra.append(Entry(name, Row(tuple(pieces), mark), mark))
        return raw._replace(node=Row((*node.entries, *extra), node.mark)) if extra else raw

    def _read_list(self, one: OneTable) -> None:
        link = one.column("link") or (one.column("name") if "name" in LINK else 0)
        hint = _named_in(one.columns.columns[link].text if link else "")
        for line in one.lines():
            if line.refused is not None:
                self.problems.append(line.refused)
                continue
            where = text_of(line.cells[link - 1]) if link and link <= len(line.cells) else ""
            where = half_width(where)
            named = Named(one.table.mark(line.number), hint)
            for row in one.items(line):
                self._items[one.item][where].append(row)
            self._links[where].append(named)

    def _read_attestations(self, table: Table) -> None:
        head = table.look(FORM)
        places: dict[str, int] = {}
        headers: dict[str, str] = {}
        first = 0
        for line in head:
            found: dict[str, int] = {}
            for column, cell in enumerate(line.cells, 1):
                text = tidy(text_of(cell))
                role = (
                    "link" if text in LINK | OWN["id"] else next((r for r, words in ATTESTATION.items() if text in words), "")
                )
                if role:
                    found.setdefault(role, column)
            if {"clause", "state"} <= set(found):
                places, first = found, line.number
                headers = {role: text_of(line.cells[column - 1]) for role, column in found.items()}
                break
        for line in table.after(first) if places else ():
            said = {role: text_of(line.cells[c - 1]) for role, c in places.items() if c <= len(line.cells)}
            if not said.get("clause") or not said.get("state") or is_blank_cell(said["state"]) or is_remark(line):
                continue
            mark = table.mark(line.number, places["state"])
            link = half_width(said.get("link", ""))
            value = {key: said[key] for key in ("state", "by", "document") if said.get(key)}
            self._pieces[link]["attested"].append(Entry(said["clause"], value, mark))
            self._links[link].append(Named(mark, _named_in(headers.get("link", ""))))
