"""Findings of a long run, written as they come: a Parquet or CSV file, or a folder of Parquet parts.

A file is written beside its name and takes the name when it is whole, also after an interrupt; where a run fails, there is none. Of a
folder every part is whole at any moment, so that even a run that is killed leaves the parts it had finished.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from ..errors import OutputRefused
from ..source.whole_file import see_writable, whole_file
from .results import SCHEMA

#: Findings of one part of a folder.
PART = 1_000_000
#: How a text begins that spreadsheets take for a formula, blanks and controls before it included.
FORMULA = r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]"


class Writer:
    """Takes the findings of a run and keeps none of them."""

    def __enter__(self) -> Writer:
        return self

    def write(self, table: pa.Table) -> None:
        """Adds the findings of a chunk."""

    def close(self) -> None:
        """Makes what was written whole."""

    def forget(self) -> None:
        """Gives up what was begun: the run came to no end."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.forget()


class FileWriter(Writer):
    """One file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        see_writable(path)
        self.whole = whole_file(path)
        self.writer = self._opened(self.whole.__enter__())

    def _opened(self, stream: Any) -> Any:
        if self.path.suffix.lower() == ".csv":
            from pyarrow import csv

            stream.write("\ufeff".encode())  # so that spreadsheets read it as UTF-8
            return csv.CSVWriter(stream, _as_texts(SCHEMA.empty_table()).schema)
        import pyarrow.parquet as pq

        return pq.ParquetWriter(stream, SCHEMA, compression="zstd")

    def write(self, table: pa.Table) -> None:
        if table.num_rows:
            with _refusals(self.path):
                self.writer.write_table(_as_texts(table) if self.path.suffix.lower() == ".csv" else table)

    def close(self) -> None:
        try:
            with _refusals(self.path):
                self.writer.close()
        except OutputRefused:
            self.forget()
            raise
        self.whole.__exit__(None, None, None)

    def forget(self) -> None:
        with suppress(Exception):  # its end cannot be written either; the file is thrown away
            self.writer.close()
        with suppress(_Abandoned):
            self.whole.__exit__(_Abandoned, _Abandoned(), None)


class _Abandoned(Exception):
    """The run ended before its file was whole."""


class FolderWriter(Writer):
    """A folder of Parquet files, `part-00001.parquet` and so on; a part takes its name only where no other run has it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.waiting: list[pa.Table] = []
        self.parts = 0
        with _refusals(path):
            path.mkdir(parents=True, exist_ok=True)
            self.claim = _claimed(path)
        if not os.access(path, os.W_OK):
            raise OutputRefused("source.not_permitted", path=path)
        if self.claim is None or any(path.glob("part-*.parquet")):
            raise OutputRefused("columns.folder_in_use", path=str(path))

    def write(self, table: pa.Table) -> None:
        self.waiting.append(table)
        if sum(one.num_rows for one in self.waiting) >= PART:
            self._part()

    def _part(self) -> None:
        import pyarrow.parquet as pq

        self.parts += 1
        place = self.path / f"part-{self.parts:05}.parquet"
        if os.path.lexists(place):
            raise OutputRefused("columns.folder_in_use", path=str(self.path))
        with whole_file(place) as file, _refusals(place):
            pq.write_table(pa.concat_tables(self.waiting), file, compression="zstd")
        self.waiting = []

    def close(self) -> None:
        try:
            if self.waiting or not self.parts:
                self.waiting = self.waiting or [SCHEMA.empty_table()]
                self._part()
        finally:
            self.forget()

    def forget(self) -> None:
        if self.claim is not None and self.claim >= 0:
            os.close(self.claim)


def _claimed(folder: Path) -> int | None:
    """The folder held for this run alone, until it ends in whatever way; None where another run holds it, -1 where nothing can be held."""
    try:
        import fcntl
    except ImportError:  # Windows
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:  # a file system without locks
        os.close(handle)
        return -1
    return handle


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
    """Lists as texts, for a file without types; what a spreadsheet would take for a formula gets an apostrophe before it."""
    import pyarrow.compute as pc

    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, "|")
        elif pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        if pa.types.is_string(column.type):
            table = table.set_column(place, name, pc.replace_substring_regex(column, FORMULA, r"'\0"))
    return table


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What the system refuses, said as such."""
    try:
        yield
    except OSError as error:
        raise OutputRefused("columns.cannot_write", path=str(path), reason=error.strerror or str(error)) from error
