"""Excel workbooks (.xlsx): what a reader sees in the cells, read line by line, with the workbook held to bounds before it is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from ...errors import Mark, RecordSourceError, ValueRefused
from ..raw import Unreadable, cannot_read
from .table import Line, Range, Table

#: An honest sheet of a million lines unpacks to some hundred million bytes, at about ten to one.
MOST_UNPACKED, MOST_RATIO, MOST_MERGED = 1_000_000_000, 400, 100_000
_OLE = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PERCENT = re.compile(r"^[#0,]*0(?:\.(0+))?%$")
_PADDED = re.compile(r"^0{2,10}$")
_DECIMALS = re.compile(r"[#0,]*0(?:\.(0+))?(%?)")


def open_workbook(path: Path, name: str, as_printed: bool = False) -> list[Table]:
    """The visible sheets of a workbook, as tables; `name` is what messages call it.

    Numbers are numbers, or, `as_printed`, texts with the decimals that their cells show.

    Values of formulas are those that Excel kept; a formula without one is an unreadable cell. Nothing is ever calculated. Raises
    `RecordSourceError` for what is no workbook, is locked with a password, is damaged or unpacks to too much.
    """
    _guard(path, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        with zipfile.ZipFile(path) as archive:
            tables = []
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()
                merged, formulas = _scan(archive, sheet)
                shadow = load_workbook(path, read_only=True)[sheet.title] if formulas else None
                if shadow is not None:
                    shadow.reset_dimensions()
                lines = _lines(sheet, shadow, name, printed if as_printed else shown)
                tables.append(Table(name, sheet.title, lines, merged, book.epoch.date()))
    except RecordSourceError:
        raise
    except Exception as error:  # openpyxl meets damaged files with whatever error comes first
        raise cannot_read(Mark(name), "records.workbook_damaged") from error
    if not tables:
        raise cannot_read(Mark(name), "records.no_visible_sheet")
    return tables


def _guard(path: Path, name: str) -> None:
    """Refuses what must not be unpacked."""
    with path.open("rb") as file:
        start = file.read(4)
        if start == _OLE:
            locked = "EncryptedPackage".encode("utf-16-le") in file.read(2_000_000) or "EncryptedPackage".encode(
                "utf-16-le"
            ) in _tail(file)
            if locked:
                raise cannot_read(Mark(name), "records.workbook_locked")
            raise cannot_read(Mark(name), "records.workbook_old")
    if not zipfile.is_zipfile(path):
        raise cannot_read(Mark(name), "records.no_workbook")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise cannot_read(Mark(name), "records.archive_locked")
            unpacked, packed = sum(m.file_size for m in members), path.stat().st_size
            if unpacked > MOST_UNPACKED or (unpacked > 50_000_000 and unpacked > packed * MOST_RATIO) or len(members) > 10_000:
                raise cannot_read(Mark(name), "records.workbook_unpacks", megabytes=unpacked // 1_000_000)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        if b"<!DOCTYPE" in part.read(2048):
                            raise cannot_read(Mark(name), "records.workbook_dtd")
            if not any(member.filename == "xl/workbook.xml" for member in members):
                raise cannot_read(Mark(name), "records.archive_without_workbook")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise cannot_read(Mark(name), "records.workbook_damaged") from error


def _tail(file: IO[bytes]) -> bytes:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 200_000))
    return file.read()


def _scan(archive: zipfile.ZipFile, sheet: Any) -> tuple[list[Range], bool]:
    """The merged cells of a sheet, and whether it holds formulas; read-only sheets of openpyxl know neither."""
    from openpyxl.utils.cell import coordinate_to_tuple

    merged: list[Range] = []
    formulas = False
    part = sheet._worksheet_path.lstrip("/")
    with archive.open(part) as stream:
        kept = b""
        while chunk := stream.read(1 << 20):
            text = kept + chunk
            formulas = formulas or _FORMULA.search(text) is not None
            cut = text.rfind(b"<")
            whole, kept = (text[:cut], text[cut:]) if cut > 0 else (text, b"")
            for first, last in _MERGED.findall(whole):
                merged.append(Range(*coordinate_to_tuple(first.decode()), *coordinate_to_tuple(last.decode())))
            if len(merged) > MOST_MERGED:
                raise cannot_read(Mark(str(archive.filename)), "records.merged_too_many")
    return merged, formulas


def _lines(sheet: Any, shadow: Any, name: str, read: Callable[[Any], Any]) -> Iterator[Line]:
    formulas = shadow.iter_rows() if shadow is not None else None
    number = 0
    try:
        for row in sheet.iter_rows():
            number += 1
            written = next(formulas, ()) if formulas is not None else ()
            cells = [read(cell) for cell in row]
            for place, cell in enumerate(written):
                if cell.data_type == "f" and place < len(cells) and cells[place] is None:
                    cells[place] = Unreadable(ValueRefused("records.formula_not_computed"))
            yield Line(number, cells)
    except Exception as error:  # damaged parts come to light only here
        mark = Mark(name, number + 1, 0, sheet.title)
        raise cannot_read(mark, "records.workbook_damaged_here") from error


def shown(cell: Any) -> Any:
    """What the cell shows: 0.85 in percent format is 85 %, 610 in the format 0000 is 0610; a number has 15 digits, as in Excel."""
    value = cell.value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    format_ = cell.number_format
    if format_ == "General":
        return _number(value)
    if _PERCENT.match(format_):
        return f"{(Decimal(repr(_number(value))) * 100).normalize():f}%"
    if _PADDED.match(format_) and isinstance(value, int):
        return f"{value:0{len(format_)}d}"
    return _number(value)


def printed(cell: Any) -> Any:
    """The cell as it is printed: 38 in the format 0.00 is 38.00, 0.9507 in percent is 95.07 %; never with fewer decimals than it has."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = Decimal(repr(_number(value)))
    format_ = _DECIMALS.fullmatch(cell.number_format or "")
    if format_ is None:
        return str(_number(value))
    exact = number * 100 if format_[2] else number
    padded = exact.quantize(Decimal(1).scaleb(-len(format_[1] or "")))
    return f"{padded if padded == exact else exact.normalize():f}{format_[2]}"


def _number(value: float) -> float:
    """A number with the digits that Excel keeps; a sum such as 0.30000000000000004 is shown and meant as 0.3."""
    if isinstance(value, int):
        return value
    whole = float(f"{value:.15g}")
    return int(whole) if whole.is_integer() and abs(whole) < 1e15 else whole
