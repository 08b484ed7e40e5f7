"""Records that programs hold as objects: models, dataclasses, structs, named tuples, series; turned into plain dicts and lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..errors import Mark
from ..vocabulary.model import Vocabulary
from ..vocabulary.scalars import scalar
from .model import Record
from .raw import cannot_read

MOST_DEEP = 40


def plain_record(source: Any, vocabulary: Vocabulary) -> Any:
    """A record, or a list of them, as plain data: dicts, lists and Python's own values; a `Record` stays as it is.

    The field of an object is a fact with `_` for the dot (`project_industry`), as in `ecocheck.models`, or a namespace
    (`project`) that holds an object of its own.

    Raises `RecordSourceError` for what is nested without end.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Works:
    ...     id: str
    ...     subject: str = "project"
    ...     approved: str | None = None
    >>> plain_record(Works("P1"), Vocabulary())
    {'id': 'P1', 'subject': 'project', 'approved': None}
    """
    if isinstance(source, Record):
        return source
    fields = _fields(source)
    if fields is None:
        if isinstance(source, list | tuple) or _is_array(source):
            return [plain_record(member, vocabulary) for member in source]
        return plain(source)
    return {vocabulary.fields.get(name, name): plain(value) for name, value in fields.items()}


def plain(source: Any, depth: int = 0) -> Any:
    """Data without objects; what nobody knows stays as it is and is refused where its meaning is asked."""
    if depth > MOST_DEEP:
        raise cannot_read(Mark("records"), "records.nested_too_deep", most=MOST_DEEP)
    if isinstance(source, Record):
        return source
    if isinstance(source, Mapping):
        return {key: plain(value, depth + 1) for key, value in source.items()}
    fields = _fields(source)
    if fields is not None:
        return {name: plain(value, depth + 1) for name, value in fields.items()}
    if isinstance(source, list | tuple | set | frozenset) or _is_array(source):
        return [plain(member, depth + 1) for member in source]
    return scalar(source)


def _fields(source: Any) -> Mapping[Any, Any] | None:
    """The fields of an object that has names for them, or None."""
    if hasattr(source, "model_dump"):
        dumped: Mapping[Any, Any] = source.model_dump(by_alias=True, exclude_none=True)
        return dumped
    if isinstance(source, type):
        return None
    if dataclasses.is_dataclass(source):
        return {field.name: getattr(source, field.name) for field in dataclasses.fields(source)}
    if hasattr(source, "_asdict"):
        named: Mapping[Any, Any] = source._asdict()
        return named
    for own in ("__struct_fields__", "__attrs_attrs__"):
        if hasattr(source, own):
            names = (getattr(field, "name", field) for field in getattr(source, own))
            return {name: getattr(source, name) for name in names}
    if _is_array(source) and hasattr(source, "index") and hasattr(source, "items"):
        index = list(source.index)  # a series of pandas whose index says what each value is
        if index and all(isinstance(name, str) for name in index):
            return dict(zip(index, source, strict=True))
    return None


def _is_array(source: Any) -> bool:
    """A column of numpy, pandas, polars or Arrow; a frame has a header and is read as a table."""
    if isinstance(source, str | bytes) or not hasattr(source, "__iter__") or hasattr(source, "columns"):
        return False
    return (hasattr(source, "dtype") and getattr(source, "ndim", 1) > 0) or (
        hasattr(source, "to_pylist") and hasattr(source, "type")
    )
