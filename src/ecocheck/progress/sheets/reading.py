"""Everything that an assessment can be made from: a file, records, a mapping of figures, rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...bilingual import Said, nearest
from ...errors import Mark, Problem, RecordSourceError
from ...records.building import entries, is_mapping, listed, simple
from ...records.files import open_source
from ...records.inference import INFERRED
from ...records.model import Record
from ...records.objects import plain_record
from ...records.reading import as_records, collect, stream_of
from ...records.tables.frames import frame_table, is_frame
from ...records.tables.table import Line, Table
from ...source.yaml import Mapping as YamlMapping
from ...vocabulary.model import Vocabulary
from ...vocabulary.typed import is_blank
from ..figures import Done, Figure, Order, Sheet, together
from ..matching import MEANT
from .tabular import COUNTINGS, STATES, sheet_of_table

#: What makes a mapping one of figures.
FIGURES = frozenset(("figures", "targets", "tasks"))
TOP = ("ecocheck", "plan", "district", "reported_by", "reported_on", "figures", "targets", "tasks", "attested", "note")
FIGURE_KEYS = (
    "indicator",
    "clause",
    "scope",
    "unit",
    "counting",
    "district",
    "source",
    "valid_days",
    "years",
    "year",
    "value",
    "note",
)
TARGET_KEYS = ("indicator", "clause", "task", "scope", "unit", "district", "value", "document", "yearly", "note")
TASK_KEYS = ("task", "clause", "unit", "counting", "district", "source", "years", "year", "done", "state", "items", "note")


def as_sheet(source: Any, vocabulary: Vocabulary) -> Sheet:
    """What was reported, whatever holds it.

    A path (YAML, JSON, CSV, Excel), a mapping with `figures`, `targets` and `tasks`, records of the subjects indicator and task, rows of
    a table (dicts by header), or a data frame.

    Raises `RecordSourceError` where nothing can be read.
    """
    if isinstance(source, Sheet):
        return source
    if isinstance(source, str | Path):
        return read_file(Path(source), vocabulary)
    if is_frame(source):
        table = frame_table(source, "figures")
        if "subject" not in table.look(1)[0].cells:
            return sheet_of_table(table, table.file)
    else:
        source = plain_record(source, vocabulary)
    if isinstance(source, Mapping) and set(source) & FIGURES:
        return _compact(source, "figures", vocabulary)
    members = list(source) if isinstance(source, Iterable) and not (isinstance(source, Mapping) or is_frame(source)) else None
    if members and all(isinstance(member, Mapping) and "subject" not in member for member in members):
        return sheet_of_table(_table_of_rows(members), "figures")
    records, problems, inputs = as_records(source if members is None else members, vocabulary)
    return sheet_of_records(records) + Sheet(problems=tuple(problems), inputs=tuple(inputs))


def _table_of_rows(rows: list[Mapping[Any, Any]]) -> Table:
    """Rows of plain data, by header, as a table."""
    header = list(dict.fromkeys(key for row in rows for key in row))
    lines: list[list[Any]] = [[str(key) for key in header], *([row.get(key) for key in header] for row in rows)]
    return Table("figures", "", (Line(number, line) for number, line in enumerate(lines)))


def read_file(path: Path, vocabulary: Vocabulary) -> Sheet:
    """The figures of a file; what it is, its content and its ending tell."""
    source = open_source(path, as_printed=True)
    inputs = tuple(source.inputs)
    if source.tables is not None:
        found = Sheet()
        for table in source.tables:
            found = found + sheet_of_table(table, path.name)
    elif is_mapping(source.node) and FIGURES & {entry.key for entry in entries(source.node)}:
        found = _compact(source.node, str(path), vocabulary)
    else:
        records, problems, _ = collect(stream_of(source, vocabulary, str(path)))
        found = sheet_of_records(records) + Sheet(problems=tuple(problems))
    if not (found.figures or found.orders or found.works or found.attested):
        raise RecordSourceError([*found.problems, Problem.coded(Mark(path.name), "progress.no_header")])
    return found + Sheet(inputs=inputs)


def sheet_of_records(records: Iterable[Record]) -> Sheet:
    """What records of the subjects indicator and task report."""
    return together(map(sheet_of_record, records))


def sheet_of_record(record: Record) -> Sheet:
    """What one record reports; other subjects report nothing."""

    def text(name: str) -> str:
        given = record.facts.get(name)
        if given is None or given.source == INFERRED or (given.bad is not None and name != "indicator.code"):
            return ""
        return given.value if isinstance(given.value, str) else given.text

    place = str(record.mark) if record.mark and record.mark.line else record.id
    area = text("site.new_area") or text("site.district")
    attested = record.attested
    if record.subject == "task":
        items = tuple(item for item in text("task.items_done").replace(",", "、").split("、") if item.strip())
        clause = text("task.clause") or text("indicator.clause")
        year = year_of(record, "task.year")
        works = (
            (Done(clause, year, text("task.done"), "", text("task.state"), items, area, place, "as_asked"),)
            if clause and year
            else ()
        )
        order = (Order(text("task.total"), text("indicator.target_document"), clause=clause, area=area, place=place),)
        return Sheet(works=works, orders=order if text("task.total") else (), attested=attested, problems=record.problems)
    if record.subject != "indicator":
        return Sheet()
    common: dict[str, Any] = {
        "code": text("indicator.code"),
        "clause": text("indicator.clause"),
        "scope": text("indicator.scope"),
        "area": area,
        "place": place,
    }
    year = year_of(record, "indicator.year")
    value = record.facts.get("indicator.value")
    unit = value.unit if value is not None else ""
    figures: tuple[Figure, ...] = ()
    if year and text("indicator.value"):
        figures = (
            Figure(
                year,
                text("indicator.value"),
                unit=unit,
                counting=text("indicator.counting"),
                valid_days=text("indicator.valid_days"),
                source=value.source if value else "",
                **common,
            ),
        )
    orders: tuple[Order, ...] = ()
    if text("indicator.target"):
        orders = (
            Order(
                text("indicator.target"),
                text("indicator.target_document"),
                code=common["code"],
                clause=common["clause"],
                scope=common["scope"],
                area=area,
                place=place,
            ),
        )
    return Sheet(figures=figures, orders=orders, attested=attested, problems=record.problems)


def year_of(record: Record, fact: str) -> int:
    """The year of a record; the year of its day where it names none, 0 where it has neither."""
    given = record.facts.get(fact)
    if given is None or given.bad is not None:
        return record.as_of.year if record.as_of is not None else 0
    digits = given.text.strip()[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else 0


def _compact(node: Any, name: str, vocabulary: Vocabulary) -> Sheet:
    """A mapping with `figures`, `targets` and `tasks`, of YAML nodes or plain data."""
    reader = _Compact(name)
    top = reader.keys(node, TOP, Mark(name))
    district = reader.text(top, "district")
    by, on = reader.text(top, "reported_by"), reader.text(top, "reported_on")
    found = [Sheet(plan=reader.text(top, "plan"), reported_by=by, reported_on=on)]
    for key, read in (("figures", reader.figure), ("targets", reader.target), ("tasks", reader.task)):
        for member in listed(top[key].raw) or [] if key in top else []:
            found.append(read(member, district))
    if "attested" in top:
        records, problems, _ = as_records([{"subject": "indicator", "attested": simple(top["attested"].raw)}], vocabulary)
        found.append(Sheet(attested=records[0].attested, problems=tuple(problems)))
    return together([*found, Sheet(problems=tuple(reader.problems))])


class _Compact:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def keys(self, node: Any, known: tuple[str, ...], mark: Mark) -> dict[str, Any]:
        """The entries of a mapping by key; a key that is not known is a problem with the nearest one that is."""
        if not is_mapping(node):
            self._problem(mark, "", "progress.no_mapping")
            return {}
        found = {}
        for entry in entries(node, mark):
            if entry.key in known:
                found[entry.key] = entry
                continue
            near = nearest(entry.key, known)
            hint = MEANT.filled(near=near) if near else None
            self._problem(entry.mark or mark, entry.key, "progress.no_such_key", hint=hint, known=", ".join(known))
        return found

    def text(self, keys: dict[str, Any], key: str) -> str:
        entry = keys.get(key)
        value = simple(entry.raw) if entry is not None else None
        if isinstance(value, list | tuple):
            return "、".join(map(str, value))
        return "" if value is None or is_blank(value) or isinstance(value, Mapping) else str(value).strip()

    def _years(self, keys: dict[str, Any], key: str) -> list[tuple[int, str, Mark | None]]:
        if key not in keys:
            return []
        found = []
        for entry in entries(keys[key].raw, keys[key].mark):
            said = simple(entry.raw)
            if not entry.key[:4].isdecimal():
                self._problem(entry.mark, key, "progress.key_no_year", key=entry.key)
            elif said is not None and not is_blank(said):
                found.append((int(entry.key[:4]), str(said).strip(), entry.mark))
        return found

    def _one_year(self, keys: dict[str, Any], field: str) -> list[tuple[int, str, Mark | None]]:
        year, entry = self.text(keys, "year"), keys.get(field)
        if not year[:4].isdecimal():
            return []
        return [(int(year[:4]), self.text(keys, field), entry.mark if entry else None)]

    def figure(self, node: Any, district: str) -> Sheet:
        keys, place = self._entry(node, FIGURE_KEYS)
        counting = self._counting(keys)
        years = [*self._years(keys, "years"), *(self._one_year(keys, "value") if "value" in keys else ())]
        common = self._common(keys, district)
        return Sheet(
            figures=tuple(
                Figure(
                    year,
                    text,
                    counting=counting,
                    source=self.text(keys, "source"),
                    valid_days=self.text(keys, "valid_days"),
                    place=str(mark or place),
                    **common,
                )
                for year, text, mark in years
            )
        )

    def _counting(self, keys: dict[str, Any]) -> str:
        said = self.text(keys, "counting")
        found = COUNTINGS.get(said.lower(), "")
        if said and not found:
            self._problem(keys["counting"].mark, "counting", "progress.no_counting", counting=said)
        return found

    def target(self, node: Any, district: str) -> Sheet:
        keys, place = self._entry(node, TARGET_KEYS)
        common = self._common(keys, district)
        if "task" in keys:
            common["clause"] = self.text(keys, "task")
        yearly = {year: text for year, text, _ in self._years(keys, "yearly")}
        return Sheet(orders=(Order(self.text(keys, "value"), self.text(keys, "document"), yearly, place=str(place), **common),))

    def task(self, node: Any, district: str) -> Sheet:
        keys, place = self._entry(node, TASK_KEYS)
        years = [*self._years(keys, "years"), *self._one_year(keys, "done")]
        items = tuple(item for item in self.text(keys, "items").split("、") if item)
        state, counting = STATES.get(self.text(keys, "state").lower(), ""), self._counting(keys)
        clause = self.text(keys, "task") or self.text(keys, "clause")
        works = []
        for year, text, mark in years:
            own = STATES.get(text.lower(), "")
            works.append(
                Done(
                    clause,
                    year,
                    "" if own else text,
                    self.text(keys, "unit"),
                    own or state,
                    items,
                    self.text(keys, "district") or district,
                    str(mark or place),
                    counting,
                    self.text(keys, "source"),
                )
            )
        return Sheet(works=tuple(works))

    def _entry(self, node: Any, known: tuple[str, ...]) -> tuple[dict[str, Any], Mark]:
        mark = node.mark if isinstance(node, YamlMapping) else Mark(self.name)
        return self.keys(node, known, mark), mark

    def _common(self, keys: dict[str, Any], district: str) -> dict[str, Any]:
        return {
            "code": self.text(keys, "indicator"),
            "clause": self.text(keys, "clause"),
            "scope": self.text(keys, "scope"),
            "unit": self.text(keys, "unit"),
            "area": self.text(keys, "district") or district,
        }

    def _problem(self, mark: Mark | None, field: str, code: str, *, hint: Said | None = None, **parts: Any) -> None:
        self.problems.append(Problem.coded(mark or Mark(self.name), code, field=field, hint=hint, **parts))
