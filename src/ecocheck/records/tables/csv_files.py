"""CSV and its relatives: encoding and separator are found out, the lines are given one by one in bounded memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from ...bilingual import Said
from ...errors import Mark, Problem
from ..raw import cannot_read
from .table import Line, Table

SEPARATORS = (",", "\t", ";", "，", "|")
_CHUNK = 1 << 20
UP_TO = Said("，到第 {line} 行为止", ", up to line {line}")


def open_separated(path: Path, name: str) -> Table:
    """The table of a CSV file: UTF-8, with or without a mark, UTF-16 with one, else GB18030.

    Raises `RecordSourceError` for other encodings and binary files.
    """
    encoding, separator = how_written(path, name)
    return Table(name, "", _lines(path, encoding, separator, name), exact_width=True)


def how_written(path: Path, name: str) -> tuple[str, str]:
    """The encoding and the separator of a CSV file. Raises as `open_separated` does."""
    encoding = _encoding(path, name)
    try:
        with path.open("r", encoding=encoding, newline="") as file:
            head = [file.readline(1 << 16) for _ in range(5)]
    except UnicodeError as error:
        raise cannot_read(Mark(name), "records.csv_encoding") from error
    return encoding, max(SEPARATORS, key=lambda sign: max(line.count(sign) for line in head))


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    if b"\0" in chunk:
                        raise cannot_read(Mark(name), "records.csv_binary")
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            return encoding
        except UnicodeDecodeError:
            continue
    raise cannot_read(Mark(name), "records.csv_encoding")


def _lines(path: Path, encoding: str, separator: str, name: str) -> Iterator[Line]:
    with path.open("r", encoding=encoding, newline="") as file:
        rows = csv.reader(file, delimiter=separator, strict=True)
        while True:
            number = rows.line_num + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                swallowed = UP_TO.filled(line=rows.line_num) if rows.line_num > number else ""
                here, place = Mark(name, number), f"#{number}"
                wrong = Problem.coded(
                    here, "records.csv_line", place=place, refused=True, swallowed=swallowed, reason=str(error)
                )
                yield Line(number, [], wrong)
                continue
            yield Line(number, [cell if cell.strip() else None for cell in cells])
