"""The zip of a workbook, held to bounds part by part before anything in it is parsed: size, rows, columns, cells, no document types."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ...errors import Mark, RecordSourceError
from ..raw import cannot_read
from .table import Range

#: Bytes of all parts unpacked, and of one part beside the sheets; an honest sheet of a million rows has some hundred million.
MOST_UNPACKED, MOST_PART, MOST_RATIO, MOST_PARTS = 500_000_000, 100_000_000, 400, 10_000
#: What Excel itself can hold in a sheet.
MOST_ROWS, MOST_IN_A_ROW = 1_048_576, 16_384
#: Cells of all sheets together, the empty ones before a row's last among them.
MOST_CELLS = 3_000_000
MOST_MERGED = 20_000
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20
#: The longest tag that is looked for; what a chunk cuts is looked at again with the next.
_TAG = 4096
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
_ROW_NUMBER = re.compile(rb"[^<>]*?\sr\s*=\s*[\"']\s*([0-9]+)")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^<>]*")
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".bin", ".vml")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def see_package(path: Path, name: str) -> None:
    """Raises `RecordSourceError` for what is no workbook, is locked or damaged, or must not be unpacked and parsed."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            locked = _LOCKED in file.read(2_000_000) or _LOCKED in _tail(file)
            raise cannot_read(Mark(name), "records.workbook_locked" if locked else "records.workbook_old")
    if not zipfile.is_zipfile(path):
        raise cannot_read(Mark(name), "records.no_workbook")
    try:
        with zipfile.ZipFile(path) as archive:
            _see_sizes(archive, path.stat().st_size, name)
            if not any(member.filename == "xl/workbook.xml" for member in archive.infolist()):
                raise cannot_read(Mark(name), "records.archive_without_workbook")
            cells = 0
            for member in archive.infolist():
                if not member.filename.lower().endswith(_PICTURES):
                    with archive.open(member) as part:
                        sheet = is_sheet(member.filename)
                        cells = _see_part(part, Mark(name, sheet=Path(member.filename).stem if sheet else ""), cells, sheet)
    except RecordSourceError:
        raise
    except Exception as error:  # each kind of packing meets damage with an error of its own
        raise cannot_read(Mark(name), "records.workbook_damaged") from error


def is_sheet(part: str) -> bool:
    """Whether a part lies where sheets lie, and is counted as one."""
    return _SHEET.fullmatch(part) is not None


def _see_sizes(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise cannot_read(Mark(name), "records.archive_locked")
    unpacked = sum(member.file_size for member in members)
    beside = max((m.file_size for m in members if not is_sheet(m.filename)), default=0)
    thin = unpacked > 50_000_000 and unpacked > packed * MOST_RATIO
    if unpacked > MOST_UNPACKED or beside > MOST_PART or thin or len(members) > MOST_PARTS:
        raise cannot_read(Mark(name), "records.workbook_unpacks", megabytes=unpacked // 1_000_000)


def _tail(file: IO[bytes]) -> bytes:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 200_000))
    return file.read()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The text of a part in pieces that cut no tag, so far as tags have a usual length."""
    kept = b""
    while chunk := stream.read(_CHUNK):
        text = kept + chunk
        cut = text.rfind(b"<")
        cut = cut if cut > len(text) - _TAG else len(text)
        yield text[:cut]
        kept = text[cut:]
    yield kept


def _see_part(part: IO[bytes], mark: Mark, cells: int, sheet: bool) -> int:
    """Looks through a part; gives the number of cells so far, with those of this sheet."""
    row, in_row, last = 0, 0, 0
    for place, text in enumerate(_chunks(part)):
        if place == 0 and (text[:2] in (b"\xff\xfe", b"\xfe\xff") or (mark.sheet and b"\0" in text[:200])):
            raise cannot_read(mark, "records.workbook_encoding")
        if _DOCUMENT_TYPE.search(text):
            raise cannot_read(mark, "records.workbook_dtd")
        for number, piece in enumerate(_ROW.split(text) if sheet else ()):
            if number:  # a row begins; what stands before the first is the rest of the row of the chunk before
                cells, in_row, last = cells + max(in_row, last), 0, 0
                said = _ROW_NUMBER.match(piece)
                row = int(said[1][:12]) if said else row + 1
            tags = _CELL.findall(piece)
            in_row, last = in_row + len(tags), max(last, _last_column(tags))
            if max(in_row, last) > MOST_IN_A_ROW:
                raise cannot_read(mark._replace(line=row), "records.row_too_wide", most=MOST_IN_A_ROW)
            if row > MOST_ROWS:
                raise cannot_read(mark, "records.too_many_rows", row=row, most=MOST_ROWS)
            if cells + max(in_row, last) > MOST_CELLS:
                raise cannot_read(mark, "records.too_many_cells", most=MOST_CELLS)
    return cells + max(in_row, last)


def _last_column(tags: list[bytes]) -> int:
    letters = _COLUMN.findall(b"".join(tags))
    if not letters:
        return 0
    longest = max(map(len, letters))
    last = max(one for one in letters if len(one) == longest).upper()
    column = 0
    for letter in last[:8]:
        column = column * 26 + letter - 64
    return column


def merged_and_formulas(archive: zipfile.ZipFile, part: str, name: str) -> tuple[list[Range], bool]:
    """The merged cells of a sheet, and whether it holds formulas; read-only sheets of openpyxl know neither."""
    from openpyxl.utils.cell import coordinate_to_tuple

    merged: list[Range] = []
    formulas = False
    with archive.open(part) as stream:
        for text in _chunks(stream):
            formulas = formulas or _FORMULA.search(text) is not None
            for first, last in _MERGED.findall(text):
                merged.append(Range(*coordinate_to_tuple(first.decode()), *coordinate_to_tuple(last.decode())))
            if len(merged) > MOST_MERGED or sum(m.bottom - m.top + 1 for m in merged) > 2 * MOST_ROWS:
                raise cannot_read(Mark(name), "records.merged_too_many")
    return merged, formulas
