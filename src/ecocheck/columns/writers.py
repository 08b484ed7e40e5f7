"""Findings of a long run, written as they come: a Parquet or CSV file, or a folder of Parquet parts.

A file is written beside its name and takes the name when it is whole, also after an interrupt. Of a folder every part is whole at any
moment, so that even a run that is killed leaves the parts it had finished.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from ..errors import OutputRefused
from .results import SCHEMA

#: Findings of one part of a folder.
PART = 1_000_000


class Writer:
    """Takes the findings of a run and keeps none of them."""

    def __enter__(self) -> Writer:
        return self

    def write(self, table: pa.Table) -> None:
        """Adds the findings of a chunk."""

    def close(self) -> None:
        """Makes what was written whole."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class FileWriter(Writer):
    """One file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = path.with_name(f".{path.name}.part")
        try:
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(13, "Permission denied")
            self.stream = self.beside.open("wb")
        except OSError as error:
            raise _unwritable(path, error) from error
        self.writer = self._opened(self.stream)

    def _opened(self, stream: Any) -> Any:
        if self.path.suffix.lower() == ".csv":
            from pyarrow import csv

            stream.write("\ufeff".encode())  # so that spreadsheets read it as UTF-8
            return csv.CSVWriter(stream, _as_texts(SCHEMA.empty_table()).schema)
        import pyarrow.parquet as pq

        return pq.ParquetWriter(stream, SCHEMA, compression="zstd")

    def write(self, table: pa.Table) -> None:
        if table.num_rows:
            self.writer.write_table(_as_texts(table) if self.path.suffix.lower() == ".csv" else table)

    def close(self) -> None:
        self.writer.close()
        self.stream.close()
        self.beside.replace(self.path)


class FolderWriter(Writer):
    """A folder of Parquet files, `part-00001.parquet` and so on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.waiting: list[pa.Table] = []
        self.parts = 0
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / ".part").touch()
            (path / ".part").unlink()
        except OSError as error:
            raise _unwritable(path, error) from error
        if any(path.glob("part-*.parquet")):
            raise OutputRefused("columns.folder_in_use", path=str(path))

    def write(self, table: pa.Table) -> None:
        self.waiting.append(table)
        if sum(one.num_rows for one in self.waiting) >= PART:
            self._part()

    def _part(self) -> None:
        import pyarrow.parquet as pq

        self.parts += 1
        name = f"part-{self.parts:05}.parquet"
        pq.write_table(pa.concat_tables(self.waiting), self.path / f".{name}", compression="zstd")
        (self.path / f".{name}").replace(self.path / name)
        self.waiting = []

    def close(self) -> None:
        if self.waiting or not self.parts:
            self.waiting = self.waiting or [SCHEMA.empty_table()]
            self._part()


def writer_for(output: str) -> Writer:
    """The writer for an output's name; raises `OutputRefused` for what cannot be written, before any work is done."""
    if not output:
        return Writer()
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return FolderWriter(path)
    if path.suffix.lower() not in (".parquet", ".csv"):
        raise OutputRefused("columns.no_such_output", ending=path.suffix or output)
    return FileWriter(path)


def _as_texts(table: pa.Table) -> pa.Table:
    """Lists as texts, for a file without types."""
    import pyarrow.compute as pc

    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if pa.types.is_list(column.type):
            table = table.set_column(place, name, pc.binary_join(column, "|"))
        elif pa.types.is_dictionary(column.type):
            table = table.set_column(place, name, column.cast(pa.string()))
    return table


def _unwritable(path: Path, error: OSError) -> OutputRefused:
    return OutputRefused("columns.cannot_write", path=str(path), reason=error.strerror)
