"""Where rows come from: Arrow, polars or pandas frames, Parquet by row groups, CSV in blocks; and what their columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..bilingual import Said
from ..errors import EcocheckError, Mark, Problem, RecordSourceError
from ..records.objects import plain, plain_record
from ..records.raw import cannot_read
from ..records.tables.csv_files import how_written, open_separated
from ..records.tables.headers import Header, Headers
from ..records.tables.layout import HEAD, Head, columns_of
from ..vocabulary.model import Group, Vocabulary
from ..vocabulary.scalars import scalar
from .encoding import factor_of

#: Rows judged at once: their planes stay in a core's cache, and a row's number in two bytes.
CHUNK = 65_536
RECORD_KEY = "record"
COMPLETE = ".complete"


class Source(NamedTuple):
    """Rows as Arrow tables of at most `CHUNK` rows; `total` is how many there are, where that is known."""

    name: str
    schema: pa.Schema
    total: int | None
    chunks: Callable[[list[str], Callable[[int], None]], Iterator[pa.Table]]


class Place(NamedTuple):
    """A fact's column: the path to it (a struct's fields after its name) and the unit of its bare numbers."""

    path: tuple[str, ...]
    unit: str = ""


class Layout(NamedTuple):
    """What the columns of a frame mean; `ignored` are those that mean nothing."""

    record: str
    as_of: str
    subject: str
    stage: str
    facts: dict[str, Place]
    groups: dict[str, tuple[str, ...]]
    complete: dict[str, str]
    attested: dict[str, str]
    ignored: tuple[str, ...]


def open_source(frame: Any, vocabulary: Vocabulary) -> Source:
    """The rows of a frame or file; objects of classes are rows as they are records.

    Raises `RecordSourceError` for what holds no rows that can be read.
    """
    if isinstance(frame, str | Path):
        return _open_file(Path(frame), vocabulary)
    table = as_table(frame, vocabulary)
    return Source("table", table.schema, table.num_rows, lambda wanted, lost: _slices(table.select(wanted)))


def as_table(frame: Any, vocabulary: Vocabulary) -> pa.Table:
    """An Arrow table of whatever holds rows in memory."""
    if isinstance(frame, pa.Table):
        return frame
    if isinstance(frame, pa.RecordBatch):
        return pa.Table.from_batches([frame])
    if isinstance(frame, pa.RecordBatchReader):
        return frame.read_all()
    if isinstance(frame, Mapping):
        return pa.table({name: plain(column) for name, column in frame.items()})
    if hasattr(frame, "collect"):  # a lazy frame of polars
        frame = frame.collect()
    if hasattr(frame, "columns"):
        if hasattr(frame, "to_arrow"):
            return frame.to_arrow()
        if type(frame).__module__.startswith("pandas"):
            return _from_pandas(frame)
        if hasattr(frame, "__arrow_c_stream__"):
            return pa.table(frame)
    given = plain_record(frame, vocabulary)
    rows = [given] if isinstance(given, dict) else given
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise cannot_read(Mark(type(frame).__name__), "columns.no_table")
    return _from_rows(rows)


def _from_rows(rows: list[Any]) -> pa.Table:
    """A table of dicts, with a column for every key that any of them has."""
    names = dict.fromkeys(str(name) for row in rows for name in row)
    columns = {name: _column([_measured(row.get(name)) for row in rows]) for name in names}
    return pa.table(columns)


def _measured(cell: Any) -> Any:
    """The value of a fact that stands with its unit and source; an error band stays with it, which no column of a table has."""
    if isinstance(cell, dict) and "value" in cell and {"value", "unit", "source"}.issuperset(cell):
        return f"{cell['value']} {cell['unit']}" if cell.get("unit") else cell["value"]
    return cell


def _from_pandas(frame: Any) -> pa.Table:
    columns = {}
    for name in frame.columns:
        try:
            columns[str(name)] = pa.array(frame[name], from_pandas=True)
        except pa.ArrowException:
            columns[str(name)] = _column([scalar(cell) for cell in frame[name]])
    return pa.table(columns)


def _column(cells: list[Any]) -> pa.Array:
    """One column of what Python holds; texts and numbers in one column are texts."""
    try:
        return pa.array(cells, from_pandas=True)
    except pa.ArrowException:
        return pa.array(
            [None if cell is None else "、".join(map(str, cell)) if isinstance(cell, list) else str(cell) for cell in cells]
        )


def _slices(table: pa.Table) -> Iterator[pa.Table]:
    for start in range(0, table.num_rows, CHUNK):
        yield table.slice(start, CHUNK)


def _open_file(path: Path, vocabulary: Vocabulary) -> Source:
    if not path.is_file():
        raise cannot_read(Mark(str(path)), "columns.no_file")
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            return _open_parquet(path)
        return _open_csv(path, vocabulary)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise cannot_read(Mark(str(path)), "columns.not_a_table_inside", reason=str(error)) from error


def _open_parquet(path: Path) -> Source:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    schema = file.schema_arrow
    total = file.metadata.num_rows
    leaves = [file.schema.column(place) for place in range(len(file.schema))]
    texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    file.close()

    def chunks(wanted: list[str], lost: Callable[[int], None]) -> Iterator[pa.Table]:
        encoded = [leaf for leaf in texts if leaf in wanted]  # those of lists and structs cannot be read so
        # buffered ahead, every row group would stay in memory to the end
        with pq.ParquetFile(path, read_dictionary=encoded, pre_buffer=False) as opened:
            for batch in opened.iter_batches(CHUNK, columns=wanted):
                yield pa.Table.from_batches([batch])

    return Source(str(path), schema, total, chunks)


class _Csv(NamedTuple):
    """How a CSV file is written: its encoding and separator, what its columns are called, how many lines stand before the first row."""

    encoding: str
    separator: str
    names: tuple[str, ...]
    before: int


def _open_csv(path: Path, vocabulary: Vocabulary) -> Source:
    """A CSV file, its encoding, separator and header found as for records."""
    from pyarrow import csv

    form = _csv_form(path, vocabulary)
    read = csv.ReadOptions(encoding=form.encoding, block_size=8 << 20, column_names=form.names, skip_rows=form.before)
    schema = pa.schema([(name, pa.string()) for name in form.names])

    def chunks(wanted: list[str], lost: Callable[[int], None]) -> Iterator[pa.Table]:
        def skip(row: Any) -> str:
            lost(1)
            return "skip"

        reader = csv.open_csv(
            path,
            read_options=read,
            parse_options=csv.ParseOptions(delimiter=form.separator, newlines_in_values=True, invalid_row_handler=skip),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.dictionary(pa.int32(), pa.string())),
                include_columns=wanted,
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
        with reader as batches:
            waiting: list[Any] = []
            size = 0
            for batch in batches:
                waiting.append(batch)
                size += batch.num_rows
                if size >= CHUNK:
                    yield from _slices(pa.Table.from_batches(waiting))
                    waiting, size = [], 0
            if waiting:
                yield from _slices(pa.Table.from_batches(waiting))

    return Source(str(path), schema, None, chunks)


def _csv_form(path: Path, vocabulary: Vocabulary) -> _Csv:
    """How the file is written. Raises `RecordSourceError` for one that records could not be read from either, or without any row."""
    name = str(path)
    encoding, separator = how_written(path, name)
    if len(separator.encode()) > 1:
        raise cannot_read(Mark(name), "columns.wide_separator", separator=separator)
    table = open_separated(path, name)
    lines = table.look(HEAD)
    head = Head(table, Headers(vocabulary), lines)
    found = columns_of(head)
    last = found.last if found is not None else next((line.number for line in lines if any(line.cells)), 0)
    first = next((line.number for line in lines if line.number > last), None)
    if first is None:
        raise cannot_read(Mark(name), "columns.no_rows")
    names: list[str] = []
    for place in range(1, head.width + 1):
        header = found.columns.get(place) if found is not None else None
        text = header.text if header is not None else head.text(last, place)
        names.append(f"#{place}" if not text or (text in names and text not in vocabulary.spellings) else text)
    return _Csv({"utf-8-sig": "utf8", "utf-8": "utf8"}.get(encoding, encoding), separator, tuple(names), first - 1)


def layout_of(
    schema: pa.Schema, vocabulary: Vocabulary, units: Mapping[str, str], name: str, group: Group | None = None
) -> Layout:
    """What the columns of a frame mean, read as the headers of any table are; of a group's items where `group` is given.

    Raises `RecordSourceError` where two columns give one fact, for a unit that does not suit its fact, and for columns whose meaning
    for other columns (an error band, a pollutant as a column) only the one-record path knows.
    """
    found = _Columns(vocabulary, units, name, group)
    for field in schema:
        found.add((field.name,), field.type)
    own = found.own
    return Layout(
        own.get("id" if group is None else "link", ""),
        own.get("as_of", ""),
        own.get("subject", ""),
        own.get("stage", ""),
        found.facts,
        found.groups,
        found.complete,
        found.attested,
        tuple(found.ignored),
    )


class _Columns:
    """Gathers what the columns of a frame mean."""

    def __init__(self, vocabulary: Vocabulary, units: Mapping[str, str], name: str, group: Group | None) -> None:
        self.vocabulary = vocabulary
        self.units = units
        self.name = name
        self.group = group
        self.headers = Headers(vocabulary, group.item if group is not None else "")
        self.own: dict[str, str] = {}
        self.facts: dict[str, Place] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        self.complete: dict[str, str] = {}
        self.attested: dict[str, str] = {}
        self.ignored: list[str] = []

    def add(self, path: tuple[str, ...], kind: pa.DataType) -> None:
        text = ".".join(path)
        if self.group is None and (group := self.vocabulary.find_group(text)) is not None:
            if not _holds_items(kind):
                raise cannot_read(Mark(self.name), "columns.no_items", field=text, kind=str(kind))
            if group.name in self.groups:
                raise cannot_read(Mark(self.name), "columns.fact_twice", field=text, fact=group.label)
            self.groups[group.name] = path
            return
        if self.group is None and (group := self.vocabulary.find_group(text.removesuffix(COMPLETE))) is not None:
            self.complete[group.name] = text
            return
        header = self._read(text)
        if header.role == "fact" and header.fact in self.vocabulary.facts:
            self._fact(header, path)
        elif pa.types.is_struct(kind):
            for field in kind:
                self.add((*path, field.name), field.type)
        elif header.role == "attested":
            self.attested[header.fact] = text
        elif header.role in ("accuracy", "wide"):
            raise cannot_read(Mark(self.name), "columns.only_as_records", field=text)
        elif header.role in ("id", "link", "as_of", "subject", "stage"):
            self.own.setdefault(header.role, text)
        elif header.role not in ("name", "note", "source"):
            self.ignored.append(text)

    def _read(self, text: str) -> Header:
        if self.group is None and text.strip().lower() == RECORD_KEY:
            return Header(text, "id")
        if self.group is not None and text.strip().lower() in (RECORD_KEY, "id"):
            return Header(text, "link" if text.strip().lower() == RECORD_KEY else "id")
        short = self.group.fact(text) if self.group is not None else None
        try:
            header = Header(text, "fact", short) if short else self.headers.read(text)
            unit = self.units.get(text) or self.units.get(header.fact) or header.unit
            if header.role == "fact" and unit and header.fact in self.vocabulary.facts:
                fact = self.vocabulary.facts[header.fact]
                factor_of(fact, unit if fact.type == "number" else "")
                return Header(text, "fact", header.fact, unit)
        except EcocheckError as error:
            raise RecordSourceError([Problem.of(error, Mark(self.name), field=text)]) from error
        return header

    def _fact(self, header: Header, path: tuple[str, ...]) -> None:
        if self.group is not None and header.fact not in self.group.facts:
            self.ignored.append(header.text)
        elif header.fact in self.facts:
            fact = self.vocabulary.facts[header.fact]
            twice = Said(f"{fact.label.zh}（{fact.name}）", fact.name)
            raise cannot_read(Mark(self.name), "columns.fact_twice", field=header.text, fact=twice)
        else:
            self.facts[header.fact] = Place(path, header.unit)


def _holds_items(kind: pa.DataType) -> bool:
    """Whether a column can list the items of a group: a list of structs, or texts that say that there are none."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return bool(pa.types.is_struct(kind.value_type) or pa.types.is_null(kind.value_type))
    return bool(pa.types.is_null(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind) or "view" in str(kind))


def array_at(table: pa.Table, path: tuple[str, ...]) -> pa.Array:
    """The column at a path, in one piece."""
    column = table.column(path[0])
    array = column.chunk(0) if column.num_chunks == 1 else _joined(column)
    for field in path[1:]:
        array = pc.struct_field(array, field)
    return array


def _joined(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], type=column.type)
