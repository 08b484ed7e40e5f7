"""The workbook of a report while it is written: styles made once, sheets row by row, no text that a spreadsheet could run."""

from __future__ import annotations

import math
import re
from copy import copy
from importlib import import_module
from typing import Any, NamedTuple

from ...bilingual import Said
from ...findings.report import ReportData
from ..fact_words import FactWords
from ..office import report_day, workbook_bytes
from ..options import Options
from ..shades import SHADES
from ..text_width import width

FORMULA = re.compile(r"^[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"^[+-]?[\d.]+(\s|$)")
NOT_IN_SHEETS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32000
TOP = "A2"
#: The height of a line and the greatest of a row, in points.
LINE, HIGHEST = 14.5, 400

TITLE = Said("符合性检查", "Conformity report")


class Column(NamedTuple):
    """A column of a sheet: what its head says, its width in characters, whether it is for the program only."""

    head: Said
    wide: float
    hidden: bool = False


def columns(text: str) -> tuple[Column, ...]:
    """The columns of a table with a line a column: head in Chinese, in English, width.

    >>> columns("编号 | Record | 12")
    (Column(head=Said(zh='编号', en='Record'), wide=12.0, hidden=False),)
    """
    rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return tuple(Column(Said(zh, en), float(wide)) for zh, en, wide in rows)


def safe(text: str) -> str:
    """Text that no spreadsheet runs, without characters that it cannot hold.

    >>> safe("=1+1"), safe("-0.24 km"), safe("@a"), safe("普通")
    ("'=1+1", '-0.24 km', "'@a", '普通')
    """
    text = NOT_IN_SHEETS.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST]
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.match(text) else text


class Workbook:
    """The workbook with its styles made once; sheets are written row by row."""

    def __init__(self, report: ReportData, options: Options) -> None:
        openpyxl: Any = import_module("openpyxl")
        styles: Any = import_module("openpyxl.styles")
        self.cell_class: Any = import_module("openpyxl.cell").WriteOnlyCell
        self.letter: Any = import_module("openpyxl.utils").get_column_letter
        self.report, self.options, self.lang = report, options, options.lang
        self.facts = FactWords(report)
        self.names = {subject.record: subject.name for subject in report.subjects}
        self.workbook = openpyxl.Workbook(write_only=True)
        self.workbook.properties.creator = "ecocheck"
        self.workbook.properties.title = TITLE[self.lang]
        self.wrap = styles.Alignment(wrap_text=True, vertical="top")
        self.head = (
            styles.Font(bold=True),
            styles.PatternFill("solid", fgColor=SHADES["head"]),
            styles.Alignment(wrap_text=True, vertical="center"),
        )
        self.bold = styles.Font(bold=True)
        fills = {name: styles.PatternFill("solid", fgColor=colour) for name, colour in SHADES.items() if colour}
        verdicts = {"breaks": "fail", "open": "review", "complies": "pass", "nothing_checked": "error"}
        self.fills = fills | {verdict: fills[outcome] for verdict, outcome in verdicts.items()}
        side = styles.Side(style="thin", color="D5DBE1")
        self.border = styles.Border(left=side, right=side, top=side, bottom=side)
        self._styled: dict[str, Any] = {}  # styles are looked up by value, which a hundred thousand cells would feel

    def sheet(self, title: Said, columns: tuple[Column, ...], rows: int, freeze: str = TOP, landscape: bool = True) -> Any:
        """A sheet with its header row; widths, panes and filter have to be set before rows are written."""
        sheet = self.workbook.create_sheet(title[self.lang])
        for place, column in enumerate(columns, 1):
            sheet.column_dimensions[self.letter(place)].width = column.wide
            sheet.column_dimensions[self.letter(place)].hidden = column.hidden
        sheet.freeze_panes = freeze
        sheet.auto_filter.ref = f"A1:{self.letter(len(columns))}{max(rows, 1) + 1}"
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = import_module("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        heads = []
        for column in columns:
            cell = self.cell(sheet, column.head)
            cell.font, cell.fill, cell.alignment = self.head
            heads.append(cell)
        self.widths, self.row = [column.wide for column in columns], 1
        sheet.append(heads)
        return sheet

    def append(self, sheet: Any, values: list[Any], fills: dict[int, str] | None = None) -> None:
        """A row as high as its longest text, since programs do not all work out the height of wrapped text; some cells filled."""
        filled = fills or {}
        cells = [self.cell(sheet, value, filled.get(place, "")) for place, value in enumerate(values)]
        self.row += 1
        texts = [(cell.value, wide) for cell, wide in zip(cells, self.widths, strict=True) if isinstance(cell.value, str)]
        lines = max((math.ceil(width(text) / (wide - 1)) for text, wide in texts), default=1)
        sheet.row_dimensions[self.row].height = min(LINE * max(lines, 1) + 2, HIGHEST)
        sheet.append(cells)

    def cell(self, sheet: Any, value: Any, fill: str = "") -> Any:
        """A cell; texts are texts whatever they begin with."""
        value = value[self.lang] if isinstance(value, Said) else value
        cell = self.cell_class(sheet, value=safe(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"
        if fill not in self._styled:
            cell.alignment, cell.border = self.wrap, self.border
            if fill in self.fills:
                cell.fill, cell.font = self.fills[fill], self.bold
            self._styled[fill] = cell._style
        cell._style = copy(self._styled[fill])
        return cell

    def bytes(self) -> bytes:
        return workbook_bytes(self.workbook, report_day(self.report.receipt.as_of))
