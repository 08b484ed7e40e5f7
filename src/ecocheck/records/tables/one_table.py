"""One table read as records or as a list: what it is about, where its facts stand, which of its lines are no data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ...errors import EcocheckError, Mark, Problem
from ...vocabulary.model import SUBJECTS, Vocabulary
from ...vocabulary.official_wording import district_of
from ..raw import Entry, Raw, Row
from .cells import for_fact, is_blank_cell, text_of
from .header_words import (
    OWN_FIELDS,
    REMARKS,
    SUBJECT_WORDS,
    SUMS,
    group_of,
    is_address,
    is_foot,
    is_official,
    item_named,
    subject_named,
    tidy,
)
from .headers import WIDE, Header, Headers
from .layout import FORM, Columns, Head, columns_of
from .sheet_form import Pair, are_columns_of_records, beside, pairs_of, strange_labels
from .table import Line, Table

DISTRICT = "site.district"
#: Subjects whose facts bear their name; a fact of the namespace `site` may be of anything that has a place.
SPACES = frozenset(("project", "facility", "vehicle", "vessel", "machine", "farm", "park"))


class OneTable:
    """One table: what it is about, where its facts stand."""

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.pairs: list[Pair] | None = None
        self.columns = Columns({}, 0, 0, ())
        self.item = item_named(table.title, vocabulary) if table.title else ""
        named = subject_named(table.title) if table.title else ""
        self.subject = named if named in SUBJECTS else ""
        lines = table.look(FORM)
        if not any(not is_blank_cell(cell) for line in lines for cell in line.cells):
            self.usable = False
            return
        self.head = Head(table, Headers(vocabulary, self.item), lines)
        self.pairs = None if self.item or table.plain else pairs_of(self.head)
        if self.pairs is None:
            found = columns_of(self.head)
            if found is not None and not self.item and not self.subject:
                self.item = self._list_of(found)
                if self.item:
                    self.head = Head(table, Headers(vocabulary, self.item), lines)
                    found = columns_of(self.head)
            self.columns = found or self.columns
            self.problems += self.columns.problems
        headers = [pair.header for pair in self.pairs] if self.pairs else list(self.columns.columns.values())
        self.usable = any(h.role in ("fact", "wide", "attested", "id", "name") for h in headers)
        if not self.usable and table.title:
            self.problems.append(Problem.coded(table.mark(0), "records.sheet_unknown", severity="warning"))
        if not self.subject and not self.item:
            self.subject = self._subject_of(headers)

    def _list_of(self, found: Columns) -> str:
        """The kind of item that most of the columns belong to, where they are no facts of a record."""
        facts = [h.fact for h in found.columns.values() if h.role in ("fact", "wide")]
        for group in self.vocabulary.groups.values():
            own = sum(name in group.facts for name in facts)
            if own and own * 2 > len(facts):
                return group.item
        return ""

    def _subject_of(self, headers: list[Header]) -> str:
        """The one subject that all facts of the header are about; nothing where there are several."""
        left = set(SUBJECTS)
        for header in headers:
            fact = self.vocabulary.facts.get(header.fact)
            if header.role == "fact" and fact is not None:
                left &= set(fact.subjects)
        if len(left) == 1:
            return left.pop()
        own = {s for s in left & SPACES for h in headers if h.role == "fact" and h.fact.startswith(f"{s}.")}
        words = {s for s in left for h in headers if h.role in ("id", "name") and tidy(h.text).startswith(SUBJECT_WORDS[s])}
        for found in (own, words):
            if len(found) == 1:
                return found.pop()
        return ""

    def column(self, role: str) -> int:
        """The place of the column with a role, from 1; of several the one that is called after the subject."""
        places = [place for place, header in self.columns.columns.items() if header.role == role]
        words = SUBJECT_WORDS.get(self.subject, ())
        return next(
            (p for p in places if words and tidy(self.columns.columns[p].text).startswith(words)), places[0] if places else 0
        )

    def lines(self) -> Iterator[Line]:
        """The lines that hold data: no blank ones, no examples, no sums, no notes."""
        notes = {m.top for m in self.table.merged if m.right > m.left}
        for line in self.table.after(self.columns.last):
            if line.refused is not None:
                yield line
                continue
            if all(is_blank_cell(cell) for cell in line.cells) or is_remark(line):
                continue
            filled = [cell for cell in line.cells if not is_blank_cell(cell)]
            if len(filled) == 1 and line.number in notes:
                self._skipped(line, "records.line_of_notes")
                continue
            if is_foot(text_of(filled[0])):
                self._skipped(line, "records.line_of_foot")
                continue
            if tidy(text_of(filled[0])) in SUMS:
                self._skipped(line, "records.line_of_sums")
                continue
            yield line

    def _skipped(self, line: Line, code: str) -> None:
        self.problems.append(Problem.coded(self.table.mark(line.number), code, severity="warning"))

    def records(self) -> Iterator[Raw]:
        if self.pairs is not None:
            yield from self._form(self.pairs)
            return
        roles = {self.column(role): role for role in OWN_FIELDS}
        for line in self.lines():
            mark = self.table.mark(line.number)
            refused = line.refused or self._wrong_width(line)
            if refused is not None:
                yield Raw(None, mark, self.subject, (refused,))
                continue
            own = [
                Entry(role, line.cells[place - 1], self.table.mark(line.number, place))
                for place, role in roles.items()
                if place and place <= len(line.cells) and not is_blank_cell(line.cells[place - 1])
            ]
            facts, problems = self._facts(line)
            yield Raw(Row((*own, *facts), mark), mark, self.subject, tuple(problems))

    def _wrong_width(self, line: Line) -> Problem | None:
        width = len(line.cells)
        while width > self.columns.width and is_blank_cell(line.cells[width - 1]):
            width -= 1
        if not self.table.exact_width or width == self.columns.width:
            return None
        label = self.column("id")
        return Problem.coded(
            self.table.mark(line.number),
            "records.line_width",
            place=text_of(line.cells[label - 1]) if label and label <= width else f"#{line.number}",
            refused=True,
            cells=width,
            header=self.columns.width,
        )

    def _facts(self, line: Line) -> tuple[list[Entry], list[Problem]]:
        """The facts of a line; item facts and pollutants among them make lists of which there may be more."""
        cells: dict[int, Any] = {}
        spans = self.table.across(line.number)
        problems: list[Problem] = []
        for place in self.columns.columns:
            if place <= len(line.cells) and not is_blank_cell(line.cells[place - 1]):
                cells[place] = line.cells[place - 1]
        for m in spans:
            if sum(place in self.columns.columns for place in range(m.left, m.right + 1)) > 1 and m.left in cells:
                problems.append(Problem.coded(self.table.mark(line.number, m.left), "records.cell_merged"))
                del cells[m.left]
        return list(self._entries(cells, line.number)), problems

    def _entries(self, cells: dict[int, Any], number: int) -> Iterator[Entry]:
        asides: dict[tuple[str, str], str] = {}
        for place, raw in cells.items():
            header = self.columns.columns[place]
            if header.role in ("source", "accuracy"):
                asides[header.role, header.fact] = text_of(raw)
        yield from self._given(
            ((self.columns.columns[place], raw, self.table.mark(number, place)) for place, raw in cells.items()), asides
        )

    def _given(self, found: Iterable[tuple[Header, Any, Mark]], asides: dict[tuple[str, str], str]) -> Iterator[Entry]:
        attested: list[Entry] = []
        parts: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        for header, raw, mark in found:
            if header.role == "attested":
                attested.append(Entry(header.fact, text_of(raw), mark))
            elif header.role == "wide":
                item, code_fact, (medium_fact, medium), _, _ = WIDE[header.wide]
                values = [
                    Entry("id", header.text, mark),
                    Entry(code_fact, header.code, mark),
                    self._value(header, raw, mark, asides),
                ]
                if medium:
                    values.append(Entry(medium_fact, medium, mark))
                parts[item][f"{header.wide} {header.code}"] = values
            elif header.role == "fact":
                item = self._item_of(header.fact)
                if item:
                    parts[item][""].append(self._value(header, raw, mark, asides))
                else:
                    yield self._value(header, raw, mark, asides)
        if attested:
            yield Entry("attested", Row(tuple(attested), attested[0].mark or Mark(self.table.file)), attested[0].mark)
        for item, by_key in parts.items():
            group = group_of(item, self.subject, self.vocabulary)
            if group is not None:
                rows = [Row(tuple(values), values[0].mark or Mark(self.table.file)) for values in by_key.values()]
                yield Entry(group.name, {"complete": "no", "items": rows}, rows[0].mark)

    def _item_of(self, fact: str) -> str:
        """The kind of item that a fact belongs to, where the subject has such a list and the fact is nothing of its own."""
        return next((g.item for g in self.vocabulary.groups.values() if fact in g.facts and self.subject in g.subjects), "")

    def _value(self, header: Header, raw: Any, mark: Mark, asides: dict[tuple[str, str], str]) -> Entry:
        fact = self.vocabulary.facts.get(header.fact)
        value = for_fact(raw, fact, self.table.day_zero) if fact is not None else raw
        said = {key: asides[key, header.fact] for key in ("source", "accuracy") if asides.get((key, header.fact))}
        if header.unit:
            said["unit"] = header.unit
        return Entry(header.fact, {"value": value, **said} if said else value, mark)

    def items(self, line: Line) -> Iterator[Row]:
        """The items of a line of a list: one; or one for each pollutant that has a column of its own; none where it says 无."""
        mark = self.table.mark(line.number)
        number = self.column("id")
        name = line.cells[number - 1] if number and number <= len(line.cells) else None
        own = [] if is_blank_cell(name) else [Entry("id", text_of(name), self.table.mark(line.number, number))]
        cells = {
            place: line.cells[place - 1]
            for place in self.columns.columns
            if place <= len(line.cells) and not is_blank_cell(line.cells[place - 1])
        }
        headers = self.columns.columns
        asides = {
            (headers[p].role, headers[p].fact): text_of(raw)
            for p, raw in cells.items()
            if headers[p].role in ("source", "accuracy")
        }
        shared = [
            self._value(headers[p], raw, self.table.mark(line.number, p), asides)
            for p, raw in cells.items()
            if headers[p].role == "fact"
        ]
        wide = [(headers[p], raw, self.table.mark(line.number, p)) for p, raw in cells.items() if headers[p].role == "wide"]
        if not shared and not wide:
            filled = [tidy(text_of(raw)) for p, raw in cells.items() if headers[p].role not in ("link",)]
            yield Row((), mark) if filled in (["无"], ["none"], ["没有"]) else Row(tuple(own), mark)
        if not wide and shared:
            yield Row((*own, *shared), mark)
        for header, raw, place in wide:
            _, code_fact, (medium_fact, medium), _, _ = WIDE[header.wide]
            named = f"{text_of(name)} {header.text}".strip()
            values = [Entry("id", named, place), Entry(code_fact, header.code, place), self._value(header, raw, place, asides)]
            if medium and not any(entry.key == medium_fact for entry in shared):
                values.append(Entry(medium_fact, medium, place))
            yield Row((*values, *shared), mark)

    def _form(self, pairs: list[Pair]) -> Iterator[Raw]:
        """The records of a form: one; or one for each column of values, where their columns are headed or named one by one."""
        labels = frozenset(pair.column for pair in pairs)
        strange = strange_labels(self.head, pairs)
        ends = labels | frozenset(column for _, column in strange if column not in labels)
        lines = {line.number: line for line in self.head.lines}

        def cell(line: int, column: int) -> Any:
            cells = lines[line].cells
            return cells[column - 1] if column <= len(cells) else None

        places = {pair: beside(self.head, pair, labels) for pair in pairs}
        used: list[int] = sorted({c for p, found in places.items() for c in found if not is_blank_cell(cell(p.line, c))})
        many = len(labels) == 1 and are_columns_of_records(self.head, pairs, used)
        if not many:
            address = self._address(strange, pairs, ends)
            pairs = [*pairs, address] if address is not None else pairs
            places = {pair: beside(self.head, pair, ends) for pair in pairs}
        self._name_labels([place for place in strange if not any((p.line, p.column) == place for p in pairs)])
        for column in used if many else [0]:
            own: list[Entry] = []
            found: list[tuple[Header, Any, Mark]] = []
            seen: dict[tuple[str, str, str], Mark] = {}
            problems: list[Problem] = []
            for pair in pairs:
                here = [column] if many else places[pair]
                place = next((c for c in here if not is_blank_cell(cell(pair.line, c))), 0)
                mark = self.table.mark(pair.line, place or pair.column)
                if pair.header.role == "refused":
                    try:
                        self.head.headers.read(pair.header.text)
                    except EcocheckError as error:
                        problems.append(Problem.of(error, mark, field=pair.header.text))
                    continue
                if not place:
                    continue
                if pair.header.key in seen:
                    problems.append(
                        Problem.coded(mark, "records.label_twice", field=pair.header.text, other=seen[pair.header.key])
                    )
                    continue
                seen[pair.header.key] = mark
                raw = cell(pair.line, place)
                if pair.header.role in OWN_FIELDS:
                    if not any(entry.key == pair.header.role for entry in own):
                        own.append(Entry(pair.header.role, raw, mark))
                else:
                    found.append((pair.header, raw, mark))
            asides = {(h.role, h.fact): text_of(raw) for h, raw, _ in found if h.role in ("source", "accuracy")}
            where = self.table.mark(pairs[0].line, column)
            yield Raw(Row((*own, *self._given(found, asides)), where), where, self.subject, tuple(problems))

    def _address(self, strange: list[tuple[int, int]], pairs: list[Pair], ends: frozenset[int]) -> Pair | None:
        """The label of an address as one of the district that it begins with, where the form has no label of its own for that."""
        codes = self.vocabulary.lists.get("districts")
        if codes is None or any(pair.header.fact == DISTRICT for pair in pairs):
            return None
        for line, column in strange:
            label = self.head.text(line, column)
            pair = Pair(Header(label, "fact", DISTRICT), line, column)
            address = next((text for c in beside(self.head, pair, ends) if (text := self.head.text(line, c))), "")
            if is_address(label) and district_of(address, codes):
                return pair
        return None

    def _name_labels(self, strange: list[tuple[int, int]]) -> None:
        """Says which labels are not used: those of the official forms at once, every other by itself."""
        official: list[str] = []
        for line, column in strange:
            label, mark = self.head.text(line, column), self.table.mark(line, column)
            if is_official(label):
                official.append(f"{label}（{str(mark).rpartition('!')[2]}）")
                continue
            code = "records.address_without_district" if is_address(label) else "records.label_unknown"
            hint = None if is_address(label) else self.head.headers.near(label)
            self.problems.append(Problem.coded(mark, code, label=label, severity="warning", hint=hint))
        if official:
            self.problems.append(
                Problem.coded(self.table.mark(strange[0][0]), "records.official_labels", labels=official, severity="warning")
            )


def is_remark(line: Line) -> bool:
    """Whether a line explains the table: an example, units, meanings, as forms have them."""
    first = next((text_of(cell) for cell in line.cells if not is_blank_cell(cell)), "")
    plain = tidy(first)
    return (first[:1] in "〔【" and first[-1:] in "〕】") or plain in REMARKS or plain.startswith("示例")
