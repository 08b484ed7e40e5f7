"""A sheet to fill in: rows of heads above cells to type into, with lists to choose from.

Cells to fill are formatted as text, so that Excel turns nothing that is typed (`1-2`, `0610`, `0.05L`) into a date or another number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from .text_width import width

TITLE, HEADER, UNITS, MEANING, EXAMPLE, FIRST = 1, 2, 3, 4, 5, 6
ROWS = 60
MARKS = {UNITS: "〔单位〕", MEANING: "〔含义〕", EXAMPLE: "〔示例，不读取〕"}
FACE = "宋体"
FOREMOST, ORDINARY, EDGE = "FFFFE699", "FFDDEBF7", "FFBFBFBF"
GREY, BLACK = "FF777777", "FF000000"
LONGEST = 120


class Head(NamedTuple):
    """What stands above a column to fill: its name, what to write, what it means, an example; the foremost are coloured."""

    text: str
    kind: str
    meaning: str
    example: str
    wide: float
    foremost: bool = True


class Prompt(NamedTuple):
    """What Excel shows beside a cell that is being filled."""

    title: str
    text: str


class FormSheet:
    """One sheet of a form."""

    def __init__(self, book: Any, title: str, one_page: bool) -> None:
        from openpyxl.worksheet.properties import PageSetupProperties

        self.sheet = book.create_sheet(title)
        self.title: str = self.sheet.title
        self.sheet.sheet_view.showGridLines = False
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A4
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=one_page)
        self.sheet.page_setup.fitToHeight = 0

    def heading(self, text: str) -> None:
        """The line above the table."""
        cell = self.text(TITLE, 1, text)
        cell.font = font(bold=True)
        cell.alignment = _alignment(wrap=False)
        self.sheet.row_dimensions[TITLE].height = 22
        self.sheet.row_dimensions[HEADER].height = 34

    def header(self, column: int, text: str, wide: float, foremost: bool = False, line: int = HEADER) -> None:
        """The name of a column."""
        from openpyxl.styles import PatternFill

        cell = self.text(line, column, text)
        cell.font = font(bold=True)
        cell.fill = PatternFill("solid", fgColor=FOREMOST if foremost else ORDINARY)
        cell.border = _edge()
        self.sheet.column_dimensions[cell.column_letter].width = wide

    def column(self, column: int, head: Head) -> None:
        """A column to fill, with what explains it."""
        self.header(column, head.text, head.wide, head.foremost)
        for line, said in ((UNITS, head.kind), (MEANING, head.meaning), (EXAMPLE, head.example)):
            cell = self.text(line, column, said)
            cell.font = font(grey=True)
            cell.border = _edge()
        height = self.sheet.row_dimensions[MEANING].height or 0
        self.sheet.row_dimensions[MEANING].height = max(height, _height(((head.meaning, head.wide),)))
        self.sheet.column_dimensions[self.sheet.cell(HEADER, column).column_letter].number_format = "@"
        for line in range(FIRST, FIRST + ROWS):
            self.blank(line, column)

    def marks(self) -> None:
        """What the rows under the heads are, before their first column."""
        for line, text in MARKS.items():
            self.text(line, 1, text).font = font(grey=True, bold=True)

    def text(self, line: int, column: int, text: str) -> Any:
        """A cell with a text; gives the cell."""
        cell = self.sheet.cell(line, column)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        cell.font = font()
        cell.alignment = _alignment()
        return cell

    def blank(self, line: int, column: int) -> None:
        """A cell to fill."""
        cell = self.sheet.cell(line, column)
        cell.number_format = "@"
        cell.border = _edge()
        cell.font = font()

    def high(self, line: int, cells: Iterable[tuple[str, float]]) -> None:
        """A row as high as the texts of its cells, each given with the width of its column, need it."""
        self.sheet.row_dimensions[line].height = _height(cells)

    def across(self, line: int, text: str, columns: int, bold: bool) -> None:
        """A text that runs over several columns."""
        cell = self.text(line, 1, text)
        self.sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=columns)
        cell.font = font(bold=bold)

    def freeze(self, line: int, column: int) -> None:
        """Lines above and columns before stay where they are."""
        self.sheet.freeze_panes = self.sheet.cell(line, column)

    def choose(
        self,
        column: int,
        values: str,
        prompt: Prompt | None = None,
        *,
        strict: bool = True,
        first: int = FIRST,
        rows: int = ROWS,
    ) -> None:
        """A list to choose from; where it is not strict, something else may be typed."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(
            "list", formula1=values, allow_blank=True, showErrorMessage=strict, errorStyle="stop" if strict else "warning"
        )
        rule.errorTitle, rule.error = "不在可选范围", "请从下拉中选；不知道就留空"
        self._over(rule, prompt, column, first, rows)

    def hint(self, column: int, prompt: Prompt) -> None:
        """A bound on the length is all that a text cell is held to by Excel; what is typed is understood when it is read."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(
            "textLength", operator="lessThanOrEqual", formula1=str(LONGEST), allow_blank=True, showErrorMessage=True
        )
        rule.errorTitle, rule.error = "太长", f"最多 {LONGEST} 个字"
        self._over(rule, prompt, column, FIRST, ROWS)

    def _over(self, rule: Any, prompt: Prompt | None, column: int, first: int, rows: int) -> None:
        if prompt is not None:
            rule.promptTitle, rule.prompt = prompt
            rule.showInputMessage = True
        place = letter(column)
        rule.add(f"{place}{first}:{place}{first + rows - 1}")
        self.sheet.add_data_validation(rule)


def font(bold: bool = False, grey: bool = False) -> Any:
    """The one typeface of a form."""
    from openpyxl.styles import Font

    return Font(name=FACE, size=10, bold=bold, color=GREY if grey else BLACK)


def letter(column: int) -> str:
    """The letters of a column."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _alignment(wrap: bool = True) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wrap)


def _edge() -> Any:
    from openpyxl.styles import Border, Side

    side = Side("thin", color=EDGE)
    return Border(side, side, side, side)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row, in points, for texts in columns of some widths; a Chinese character takes two places."""
    lines = max(-(-width(text) // max(int(wide) - 2, 1)) for text, wide in cells)
    return 14.0 * max(lines, 1) + 2
