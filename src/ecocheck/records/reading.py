"""Records from whatever holds them: a path, a dict, a list, records already built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import Mark, Problem, RecordSourceError
from ..rulebook.strict_yaml import Mapping as YamlMapping
from ..rulebook.strict_yaml import read_yaml
from ..vocabulary.model import Vocabulary
from .building import RecordBuilder, entries, is_mapping, listed, simple
from .model import Record

Read = tuple[list[Record], list[Problem], list[dict[str, str]]]


def as_records(source: Any, vocabulary: Vocabulary) -> Read:
    """The records of `source`, the problems of those that could not be used, and the inputs with their SHA-256.

    Raises `RecordSourceError` where nothing can be used.
    """
    if isinstance(source, Record):
        return [source], [], []
    if isinstance(source, str | Path):
        return read_file(Path(source), vocabulary)
    if hasattr(source, "model_dump"):
        source = source.model_dump(by_alias=True, exclude_none=True)
    if isinstance(source, Mapping):
        return _read(source, vocabulary, "")
    if isinstance(source, Iterable):
        members = list(source)
        if all(isinstance(member, Record) for member in members):
            return members, [], []
        return _read(
            [m.model_dump(by_alias=True, exclude_none=True) if hasattr(m, "model_dump") else m for m in members], vocabulary, ""
        )
    raise RecordSourceError([Problem(Mark(type(source).__name__), "不能作为记录读取", "cannot be read as records")])


def read_file(path: Path, vocabulary: Vocabulary) -> Read:
    """The records of a file, by its ending."""
    name = str(path)
    if path.is_dir():
        raise RecordSourceError(
            [Problem(Mark(name), "这是一个文件夹", "this is a folder", hint_zh="给出其中的文件", hint_en="name a file in it")]
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordSourceError(
            [Problem(Mark(name), f"读不到文件（{error.strerror}）", f"cannot be read ({error.strerror})")]
        ) from error
    inputs = [{"path": path.name, "sha256": hashlib.sha256(data).hexdigest()}]
    node = read_yaml(data, name, error=RecordSourceError)
    records, problems, _ = _read(node, vocabulary, name)
    return records, problems, inputs


def _read(node: Any, vocabulary: Vocabulary, file: str) -> Read:
    members = listed(node)
    as_of = None
    if members is None and is_mapping(node):
        keys = {entry.key: entry for entry in entries(node)}
        if "records" in keys:
            members = listed(keys["records"].raw)
            as_of = simple(keys["as_of"].raw) if "as_of" in keys else None
        else:
            members = [node]
    if not members:
        raise RecordSourceError(
            [
                Problem(
                    Mark(file or "records"),
                    "没有记录",
                    "holds no records",
                    hint_zh="写 records: 清单，或一条记录",
                    hint_en="give a list under records:, or one record",
                )
            ]
        )
    records: list[Record] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for place, member in enumerate(members, 1):
        builder = RecordBuilder(vocabulary, place, file or "records")
        mark = member.mark if isinstance(member, YamlMapping) else Mark(file or "records")
        record = builder.build(member, mark)
        if record is None:
            problems += builder.problems
            continue
        if as_of is not None and record.as_of is None:
            record = _dated(record, as_of)
        seen[record.id] = seen.get(record.id, 0) + 1
        if seen[record.id] > 1:
            problems.append(
                Problem(
                    mark,
                    f"编号“{record.id}”出现了两次",
                    f"the id '{record.id}' is used twice",
                    "id",
                    "改成不同的编号",
                    "give it another id",
                )
            )
            record = _renamed(record, f"{record.id}#{seen[record.id]}")
        records.append(record)
    if not records:
        raise RecordSourceError(problems)
    return records, problems, []


def _dated(record: Record, as_of: Any) -> Record:
    from datetime import date

    from msgspec.structs import replace

    from ..vocabulary.typed import read_date

    day = read_date(as_of)
    return replace(record, as_of=day) if isinstance(day, date) else record


def _renamed(record: Record, name: str) -> Record:
    from msgspec.structs import replace

    return replace(record, id=name, numbered=True)
