"""What a path leads to: a file, a pipe, a folder; and what kind of file, by its content first and then by its ending."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from ..errors import Mark, Problem, RecordSourceError
from ..source.yaml import read_yaml
from .raw import Raw, refusal
from .tables.table import Table

MOST_PIPED, MOST_JSON, MOST_LINE = 2_000_000_000, 200_000_000, 10_000_000
KINDS = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".geojson": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip


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
            raise _refuse(name, "这是一个文件夹", "this is a folder", "给出其中的文件", "name a file in it")
        if path.exists() and not path.is_file():
            raise _refuse(name, "不是文件", "is no file")
        with path.open("rb") as file:
            start = file.read(4096)
        digest = _digest(path)
    except OSError as error:
        raise _refuse(name, f"读不到文件（{error.strerror}）", f"cannot be read ({error.strerror})") from error
    inputs = [{"path": "-" if kept else path.name, "sha256": digest}]
    kind = _kind(start, "" if kept else path.suffix.lower())
    if kind == "html":
        raise _refuse(
            name,
            "内容是网页表格",
            "its content is a web page",
            "用 Excel 打开，另存为 .xlsx",
            "open it in Excel and save it as .xlsx",
        )
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
            raise _refuse(
                name,
                "JSON 文件太大",
                "the JSON file is too large",
                "大文件用 JSON Lines、CSV 或 Parquet",
                "give large data as JSON Lines, CSV or Parquet",
            )
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
    source = sys.stdin.buffer if name == "-" else path.open("rb")
    size = 0
    while chunk := source.read(1 << 20):
        size += len(chunk)
        if size > MOST_PIPED:
            raise _refuse(name, "管道里的内容太大", "too much comes through the pipe", "先存成文件", "write it to a file first")
        kept.write(chunk)
    kept.flush()
    return kept, Path(kept.name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RecordSourceError(
            [Problem(Mark(name, line), "不是 UTF-8 编码", "is not UTF-8", hint_zh="另存为 UTF-8", hint_en="save it as UTF-8")]
        ) from error


def _json_lines(path: Path, name: str) -> Iterator[Raw]:
    from .json_text import read_json

    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_LINE + 1):
            number += 1
            mark = Mark(name, number)
            if len(line) > MOST_LINE:
                raise _refuse(name, f"第 {number} 行太长", f"line {number} is too long")
            try:
                text = _utf8(line, name)
                if text.strip():
                    yield Raw(read_json(text, name, number), mark)
            except RecordSourceError as error:
                problem = error.problems[0]
                yield Raw(
                    None,
                    mark,
                    problems=(
                        refusal(
                            problem.mark._replace(line=number),
                            f"#{number}",
                            problem.zh,
                            problem.en,
                            problem.hint_zh,
                            problem.hint_en,
                        ),
                    ),
                )


def _refuse(name: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> RecordSourceError:
    return RecordSourceError([Problem(Mark(name), zh, en, "", hint_zh, hint_en)])
