"""Records from whatever holds them: files of any kind, dicts, lists, data frames, objects, records already built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Mark, Problem, RecordSourceError
from ..vocabulary.model import Vocabulary
from .building import RecordBuilder, entries, is_mapping, listed, simple
from .files import Found, open_source
from .model import Record
from .objects import plain_record
from .raw import Raw, cannot_read
from .tables.frames import frame_table, is_frame

Read = tuple[list[Record], list[Problem], list[dict[str, str]]]


def as_records(source: Any, vocabulary: Vocabulary) -> Read:
    """The records of `source`, the problems of those that could not be used, and the inputs with their SHA-256.

    Raises `RecordSourceError` where nothing can be used.
    """
    if isinstance(source, Record):
        return [source], [], []
    if isinstance(source, str | Path):
        return read_file(Path(source), vocabulary)
    if is_frame(source):
        from .tables.linked_tables import LinkedTables

        table = frame_table(source)
        return collect(Stream(LinkedTables([table], vocabulary, table.file), vocabulary, table.file))
    source = plain_record(source, vocabulary)
    if isinstance(source, Mapping):
        return collect(Stream(raws_of(source, "records"), vocabulary, "records"))
    if isinstance(source, Iterable) and not isinstance(source, str):
        members = source if isinstance(source, list) else [plain_record(member, vocabulary) for member in source]
        if all(isinstance(member, Record) for member in members):
            return members, [], []
        return collect(Stream(raws_of(members, "records"), vocabulary, "records"))
    raise cannot_read(Mark(type(source).__name__), "records.not_records")


def one_record(source: Any, vocabulary: Vocabulary) -> Record:
    """The one record of `source`. Raises `RecordSourceError` where it cannot be read, or is not one."""
    found, problems, _ = as_records(source, vocabulary)
    if len(found) != 1 or any(problem.refused for problem in problems):
        raise RecordSourceError(problems or [Problem.coded(Mark("record"), "records.not_one", count=len(found))])
    return found[0]


def read_file(path: Path, vocabulary: Vocabulary) -> Read:
    """The records of a file; what it is, its content and its ending tell. `-` is the standard input."""
    return collect(stream_file(path, vocabulary))


def stream_file(path: Path, vocabulary: Vocabulary) -> Stream:
    """The records of a file one by one, in memory that does not grow with it (CSV, JSON Lines, Excel, Parquet).

    Raises `RecordSourceError` where the file cannot be used at all; a record that cannot is given as a `Problem` with the code
    ``refused``.
    """
    return stream_of(open_source(path), vocabulary, str(path))


def stream_of(found: Found, vocabulary: Vocabulary, name: str) -> Stream:
    """The records of a file that was opened; `name` is what messages call it."""
    if found.tables is not None:
        from .tables.linked_tables import LinkedTables

        return Stream(LinkedTables(found.tables, vocabulary, name), vocabulary, name, found)
    return Stream(found.raws if found.raws is not None else raws_of(found.node, name), vocabulary, name, found)


class Stream:
    """Records and problems in the order of the file; `read` and `refused` count what came by, `inputs` names the file."""

    def __init__(self, raws: Iterable[Raw], vocabulary: Vocabulary, file: str, found: Found | None = None) -> None:
        self._raws, self._vocabulary, self.file = raws, vocabulary, file
        self._found = found  # keeps the copy of a pipe alive
        self.inputs = found.inputs if found else []
        self.checked = 0
        self.refused = 0
        self._seen: dict[str, int] = {}

    def __iter__(self) -> Iterator[Record | Problem]:
        for place, raw in enumerate(self._raws, 1):
            if raw.node is None:
                self.refused += 1
                yield from raw.problems
                continue
            if isinstance(raw.node, Record):  # one that was built already, among others
                self.checked += 1
                yield self._own_id(raw.node)
                continue
            builder = RecordBuilder(self._vocabulary, place, self.file, raw.subject)
            record = builder.build(raw.node, raw.mark)
            if record is None:
                self.refused += 1
                yield from (*raw.problems, *builder.problems)
                continue
            self.checked += 1
            yield self._own_id(_with(record, problems=(*raw.problems, *record.problems)) if raw.problems else record)
        yield from getattr(self._raws, "problems", ())

    def _own_id(self, record: Record) -> Record:
        """The record, under an id that no record before it had."""
        if record.numbered and record.id not in self._seen:
            return record
        count = self._seen[record.id] = self._seen.get(record.id, 0) + 1
        if count == 1:
            return record
        twice = Problem.coded(record.mark or Mark(self.file), "records.id_twice", field="id", id=record.id)
        return _with(record, id=f"{record.id}#{count}", numbered=True, problems=(*record.problems, twice))


def collect(stream: Stream) -> Read:
    """All that a stream gives. Raises `RecordSourceError` where it gives no record."""
    records: list[Record] = []
    problems: list[Problem] = []
    for one in stream:
        records.append(one) if isinstance(one, Record) else problems.append(one)
    if not records:
        nothing = Problem.coded(Mark(stream.file), "records.no_records")
        raise RecordSourceError([one for one in problems if one.severity == "error"] or [*problems, nothing])
    return records, problems, stream.inputs


def raws_of(node: Any, file: str) -> Iterator[Raw]:
    """The records of a document: a mapping with `records`, a list, or one record; GeoJSON features."""
    members = listed(node)
    as_of = None
    if members is None and is_mapping(node):
        keys = {entry.key: entry for entry in entries(node)}
        if "records" in keys:
            members = listed(keys["records"].raw) or []
            as_of = simple(keys["as_of"].raw) if "as_of" in keys else None
        elif "type" in keys and simple(keys["type"].raw) in ("FeatureCollection", "Feature"):
            from .geojson import features

            yield from features(node, file)
            return
        else:
            members = [node]
    for member in members or []:
        mark = getattr(member, "mark", None) or Mark(file)
        yield Raw(_dated(member, as_of), mark)


def _dated(member: Any, as_of: Any) -> Any:
    """The record with the day that stands beside `records`, unless it has its own."""
    if as_of is None or not is_mapping(member):
        return member
    from .raw import Entry, Row

    own = tuple(entries(member))
    if any(entry.key == "as_of" for entry in own):
        return member
    mark = getattr(member, "mark", None) or Mark("")
    return Row((*own, Entry("as_of", as_of, mark)), mark)


def _with(record: Record, **changes: Any) -> Record:
    from msgspec.structs import replace

    return replace(record, **changes)
