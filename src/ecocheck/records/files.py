"""What a path leads to: a file, a pipe, a folder; and what kind of file, by its content first and then by its ending."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from msgspec.structs import replace

from ..errors import Mark, RecordSourceError
from ..source.yaml import read_yaml
from .raw import Raw, cannot_read
from .tables.table import Table

MOST_PIPED, MOST_JSON, MOST_LINE = 2_000_000_000, 200_000_000, 10_000_000
#: The kind of a file by its ending.
KINDS = {
    ending: kind
    for kind, endings in {
        "yaml": (".yaml", ".yml"),
        "json": (".json", ".geojson"),
        "jsonl": (".jsonl", ".ndjson"),
        "csv": (".csv", ".tsv", ".txt"),
        "xlsx": (".xlsx", ".xlsm"),
        "xls": (".xls",),
        "parquet": (".parquet", ".pq"),
    }.items()
    for ending in endings
}


class Found(NamedTuple):
    """What a file holds: tables, records one by one, or a document; `kept` is the copy of what came through a pipe."""

    inputs: list[dict[str, str]]
    tables: list[Table] | None = None
    raws: Iterator[Raw] | None = None
    node: Any = None
    kept: IO[bytes] | None = None


def open_source(path: Path, as_printed: bool = False) -> Found:
    """Opens a file or pipe for reading; `as_printed` takes numbers of a workbook as texts with the decimals that their cells show.

    Raises `RecordSourceError` where that cannot be done.
    """
    name = str(path)
    kept = None
    try:
        if name == "-" or path.is_fifo():
            kept, path = _spooled(path, name)
        if path.is_dir():
            raise cannot_read(Mark(name), "records.is_folder")
        if path.exists() and not path.is_file():
            raise cannot_read(Mark(name), "records.no_file")
        with path.open("rb") as file:
            start = file.read(4096)
        given = input_of(path, "-" if kept else path.name)
    except OSError as error:
        raise cannot_read(Mark(name), "records.cannot_open", reason=error.strerror) from error
    inputs = [given]
    kind = _kind(start, "" if kept else path.suffix.lower())
    if kind == "html":
        raise cannot_read(Mark(name), "records.web_page")
    if kind == "xlsx":
        from .tables.workbook import open_workbook

        return Found(inputs, open_workbook(path, name, as_printed), kept=kept)
    if kind == "parquet":
        from .tables.frames import open_parquet

        return Found(inputs, [open_parquet(path, name)], kept=kept)
    if kind == "csv":
        from .tables.csv_files import open_separated

        return Found(inputs, [open_separated(path, name)], kept=kept)
    if kind == "jsonl":
        return Found(inputs, raws=_json_lines(path, name), kept=kept)
    if kind == "json":
        from .json_text import read_json

        if path.stat().st_size > MOST_JSON:
            raise cannot_read(Mark(name), "records.json_too_large")
        return Found(inputs, node=read_json(_utf8(path.read_bytes(), name), name), kept=kept)
    return Found(inputs, node=read_yaml(path.read_bytes(), name, error=RecordSourceError), kept=kept)


def _kind(start: bytes, ending: str) -> str:
    """The kind of a file. What is a workbook, whatever it is called, is read as one."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    if start.startswith(b"PAR1"):
        return "parquet"
    said = KINDS.get(ending, "")
    if said and said != "xls":
        return said
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return "html"
    if text.startswith((b"{", b"[")):
        lines = text.splitlines()
        return "jsonl" if len(lines) > 1 and lines[0].endswith(b"}") and lines[1].lstrip().startswith(b"{") else "json"
    first = text.splitlines()[0] if text else b""
    separated = max(first.count(sign) for sign in (b",", b"\t", b";", b"|", "，".encode()))
    return "csv" if said == "xls" or (separated and b": " not in first and not first.rstrip().endswith(b":")) else "yaml"


def _spooled(path: Path, name: str) -> tuple[IO[bytes], Path]:
    """What comes through a pipe, in a file that goes away by itself."""
    from tempfile import NamedTemporaryFile

    kept = NamedTemporaryFile(prefix="ecocheck-")  # noqa: SIM115 - lives as long as the records are read
    if name == "-" and sys.stdin is None:  # closed by whoever started the program
        raise cannot_read(Mark(name), "records.no_file")
    source = sys.stdin.buffer if name == "-" else path.open("rb")
    size = 0
    while chunk := source.read(1 << 20):
        size += len(chunk)
        if size > MOST_PIPED:
            raise cannot_read(Mark(name), "records.pipe_too_large")
        kept.write(chunk)
    kept.flush()
    return kept, Path(kept.name)


def input_of(path: Path, name: str, use: str = "") -> dict[str, str]:
    """A file that a run rests on, as its receipt names it: name, SHA-256, and what it is used as where it holds no records."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": name, "sha256": digest, **({"use": use} if use else {})}


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise cannot_read(Mark(name, line), "records.not_utf8") from error


def _json_lines(path: Path, name: str) -> Iterator[Raw]:
    from .json_text import read_json

    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_LINE + 1):
            number += 1
            mark = Mark(name, number)
            if len(line) > MOST_LINE:
                raise cannot_read(Mark(name), "records.line_too_long", line=number)
            try:
                text = _utf8(line, name)
                if text.strip():
                    yield Raw(read_json(text, name, number), mark)
            except RecordSourceError as error:
                wrong = error.problems[0]
                refused = replace(wrong, mark=wrong.mark._replace(line=number), place=f"#{number}", refused=True)
                yield Raw(None, mark, problems=(refused,))
