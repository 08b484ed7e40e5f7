"""Data frames and Parquet files as records, row by row: polars, pandas, Arrow; headers are understood as in any table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...errors import Mark, OutputRefused
from ...vocabulary.scalars import scalar
from ..raw import cannot_read
from .table import Line, Table

#: What tells a table, batch or stream of Arrow, and a frame of polars or pandas.
_OF_ARROW, _OF_FRAMES = ("to_batches", "read_next_batch", "num_rows"), ("collect_schema", "iter_rows", "itertuples")


def is_frame(source: Any) -> bool:
    """Whether something is a data frame, a lazy one, or a table, batch or stream of Arrow."""
    return any(hasattr(source, own) for own in (*_OF_ARROW, *_OF_FRAMES))


def frame_table(source: Any, name: str = "") -> Table:
    """The frame as a table whose first line is its header; numbers of single precision count as they are written."""
    name = name or type(source).__name__
    if hasattr(source, "collect_schema") and hasattr(source, "collect"):  # a lazy frame of polars
        source = source.collect()
    rows: Iterator[list[Any]]
    if any(hasattr(source, own) for own in _OF_ARROW):
        header, rows = list(source.schema.names), _arrow_rows(_batches(source), _single(source.schema))
    elif hasattr(source, "iter_rows"):
        single = {column for column, kind in zip(source.columns, source.dtypes, strict=True) if str(kind) == "Float32"}
        header, rows = (
            list(source.columns),
            ([_plain(v, c in single) for c, v in zip(source.columns, row, strict=True)] for row in source.iter_rows()),
        )
    else:
        header = [str(column) for column in source.columns]
        single = {c for c, kind in zip(header, source.dtypes, strict=True) if str(kind) == "float32"}
        rows = (
            [_plain(v, c in single) for c, v in zip(header, row, strict=True)]
            for row in source.itertuples(index=False, name=None)
        )
    return Table(name, "", _lines(header, rows), plain=True)


def open_parquet(path: Path, name: str) -> Table:
    """A Parquet file as a table, read batch by batch. Needs the extra ``batch``."""
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise OutputRefused("records.needs_pyarrow") from error
    try:
        file = parquet.ParquetFile(path)
        rows = _guarded(_arrow_rows(file.iter_batches(4096), _single(file.schema_arrow)), name)
        return Table(name, "", _lines(list(file.schema_arrow.names), rows), plain=True)
    except Exception as error:  # pyarrow meets damaged files with several classes of its own
        raise cannot_read(Mark(name), "records.no_parquet", reason=str(error)) from error


def _lines(header: list[str], rows: Iterator[list[Any]]) -> Iterator[Line]:
    yield Line(0, list(header))
    for number, row in enumerate(rows, 1):
        yield Line(number, row)


def _guarded(rows: Iterator[list[Any]], name: str) -> Iterator[list[Any]]:
    """The rows of a file that may turn out to be damaged further in."""
    try:
        yield from rows
    except (ValueError, OverflowError, OSError, NotImplementedError) as error:  # the errors of pyarrow are of these
        raise cannot_read(Mark(name), "records.no_parquet", reason=str(error).splitlines()[0]) from error


def _single(schema: Any) -> frozenset[str]:
    return frozenset(field.name for field in schema if str(field.type) in ("float", "halffloat"))


def _batches(source: Any) -> Any:
    if hasattr(source, "to_batches"):
        return source.to_batches()
    return source if hasattr(source, "read_next_batch") else (source,)


def _arrow_rows(batches: Any, single: frozenset[str]) -> Iterator[list[Any]]:
    for batch in batches:
        columns = [
            [_plain(value, name in single) for value in column.to_pylist()]
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        ]
        yield from map(list, zip(*columns, strict=True))


def _plain(value: Any, single: bool) -> Any:
    """The value as Python knows it; what pandas and numpy call missing is None, 0.1 in single precision is 0.1."""
    given = scalar(value)
    if single and given is not None:
        import numpy

        return float(str(numpy.float32(given)))
    return given.tolist() if hasattr(given, "tolist") else given
