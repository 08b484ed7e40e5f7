"""Excel workbooks (.xlsx): what a reader sees in the cells, read line by line, with the workbook held to bounds before it is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...errors import Mark, RecordSourceError, ValueRefused
from ..raw import Unreadable, cannot_read
from .package import is_sheet, merged_and_formulas, see_package
from .table import Line, Table

_PERCENT = re.compile(r"^[#0,]*0(?:\.(0+))?%$")
_PADDED = re.compile(r"^0{2,10}$")
_DECIMALS = re.compile(r"[#0,]*0(?:\.(0+))?(%?)")


def open_workbook(path: Path, name: str, as_printed: bool = False) -> list[Table]:
    """The visible sheets of a workbook, as tables; `name` is what messages call it.

    Numbers are numbers, or, `as_printed`, texts with the decimals that their cells show.

    Values of formulas are those that Excel kept; a formula without one is an unreadable cell. Nothing is ever calculated. Raises
    `RecordSourceError` for what is no workbook, is locked with a password, is damaged or unpacks to too much.
    """
    see_package(path, name)
    from openpyxl import load_workbook

    try:
        # opened by its content: whatever the file is called, this is the kind that was found
        book = load_workbook(path.open("rb"), read_only=True, data_only=True)
        with zipfile.ZipFile(path) as archive:
            tables = []
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()
                part: str = getattr(sheet, "_worksheet_path", "").lstrip("/")  # of a sheet of openpyxl that is only read
                if not is_sheet(part):
                    raise cannot_read(Mark(name, sheet=sheet.title), "records.workbook_damaged")
                merged, formulas = merged_and_formulas(archive, part, name)
                shadow = load_workbook(path.open("rb"), read_only=True)[sheet.title] if formulas else None
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
