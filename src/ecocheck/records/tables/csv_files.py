"""CSV and its relatives: encoding and separator are found out, the lines are given one by one in bounded memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from ...errors import Mark, Problem, RecordSourceError
from ..raw import refusal
from .table import Line, Table

SEPARATORS = (",", "\t", ";", "，", "|")
_CHUNK = 1 << 20


def open_separated(path: Path, name: str) -> Table:
    """The table of a CSV file: UTF-8, with or without a mark, UTF-16 with one, else GB18030.

    Raises `RecordSourceError` for other encodings and binary files.
    """
    encoding = _encoding(path, name)
    with path.open("r", encoding=encoding, newline="") as file:
        head = [file.readline(1 << 16) for _ in range(5)]
    separator = max(SEPARATORS, key=lambda sign: max(line.count(sign) for line in head))
    return Table(name, "", _lines(path, encoding, separator, name), exact_width=True)


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
                        raise _refuse(name, "是二进制文件，不是 CSV", "is a binary file and no CSV")
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            return encoding
        except UnicodeDecodeError:
            continue
    raise _refuse(
        name, "看不出文件的编码", "has an encoding that is not understood", "另存为“CSV UTF-8”", "save it as CSV UTF-8"
    )


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
                swallowed = rows.line_num - number
                more = f"，到第 {rows.line_num} 行为止" if swallowed else ""
                more_en = f", up to line {rows.line_num}" if swallowed else ""
                problem = refusal(
                    Mark(name, number), f"#{number}", f"这一行读不出来{more}（{error}）", f"the line cannot be read{more_en} ({error})",
                    "检查双引号是否成对", "look for a double quote that is not closed",
                )  # fmt: skip
                yield Line(number, [], problem)
                continue
            yield Line(number, [cell if cell.strip() else None for cell in cells])


def _refuse(name: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> RecordSourceError:
    return RecordSourceError([Problem(Mark(name), zh, en, "", hint_zh, hint_en)])
