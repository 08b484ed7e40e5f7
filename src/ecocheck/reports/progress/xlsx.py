"""An assessment as an Excel workbook: a sheet a part, the figures of every year, the pictures, how it was worked out."""

from __future__ import annotations

import io
import re
from typing import Any

from ...bilingual import Said
from ...progress.model import AssessmentData
from ..office import report_day, workbook_bytes
from ..options import Options
from ..text_width import width
from . import plots
from .drawing import COLOURS, available, without_font
from .table import COUNTED, Section, filled_in, heading, notes, sections, summary

#: The widths of the columns in characters, by what they hold.
_WIDTHS = {
    "clause": 7,
    "indicator": 27,
    "task": 27,
    "force": 8,
    "nature": 8,
    "baseline": 11,
    "interim": 16,
    "target": 20,
    "asked": 20,
    "value": 12,
    "gap": 13,
    "completion": 9,
    "time_share": 9,
    "pace": 8,
    "result": 12,
    "remark": 46,
}
#: The columns that hold figures of the rows' own units, and what such a figure looks like: a sign, a number, a unit and a year.
_AMOUNTS = ("baseline", "interim", "target", "asked", "value", "gap")
_AMOUNT = re.compile(r"([≥≤><=]?)(-?[0-9]+(?:\.[0-9]+)?)([^0-9\"][^\"]*)?")
#: The sheet of the figures that the pictures are drawn from: what its columns are called and how wide they are.
_YEARS = {
    Said("条款", "clause"): 9,
    Said("指标", "indicator"): 40,
    Said("单位", "unit"): 12,
    Said("年份", "year"): 8,
    Said("报送值", "as reported"): 14,
    Said("数值", "number"): 12,
    Said("到目标的路径", "path to the target"): 16,
}
_YEARS_SHEET, _ABOUT_SHEET, _CHARTS_SHEET = Said("逐年数据", "Years"), Said("说明", "About"), Said("图", "Charts")


#: Pictures in the workbook: how much smaller than drawn, the height of a row of the sheet and the rows of a printed page, and the column
#: at which the second of two abreast begins.
_SHRUNK, _ROW, _PAGE, _SECOND = 0.55, 20, 36, "I"


def write(assessment: AssessmentData, options: Options) -> bytes:
    """The assessment as an Excel file."""
    import openpyxl

    lang = options.lang
    book = openpyxl.Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for section in sections(assessment, lang, options.everything):
        if section.lines:
            _section(book.create_sheet(section.title[:28].partition("（")[0]), section, heading(assessment)[lang])
    _years(book.create_sheet(_YEARS_SHEET[lang]), assessment, lang)
    _pictures(book, assessment, lang)
    about = book.create_sheet(_ABOUT_SHEET[lang])
    about.column_dimensions["A"].width = 110
    said = (heading(assessment), *filled_in(assessment), summary(assessment), *without_font(lang), *notes(assessment))
    for text in (*(line[lang] for line in said), *(problem.text(lang) for problem in assessment.problems)):
        about.append([text])
    _fit(about)
    return workbook_bytes(book, report_day(assessment.receipt.as_of))


def _section(sheet: Any, section: Section, title: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="D5D9DE")
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append(list(section.header))
    for place, kind in enumerate(section.kinds, 1):
        cell = sheet.cell(2, place)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[kind]
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EEF1F4")
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="center"), Border(bottom=line)
    for row, found in enumerate(section.lines, 3):
        for place, (kind, text) in enumerate(zip(section.kinds, found.cells, strict=True), 1):
            cell = sheet.cell(row, place, text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), Border(bottom=line)
            if kind in COUNTED:
                cell.value = _number(text)
                if isinstance(cell.value, float):
                    cell.number_format = "0.0%" if text.endswith("%") else "+0.0;-0.0;0.0"
            elif kind in _AMOUNTS and (amount := _AMOUNT.fullmatch(text)) is not None:
                cell.value, cell.number_format = float(amount[2]), _as_printed(amount[1], amount[2], amount[3])
                cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
            if kind == "result":
                cell.font = Font(bold=True, color=COLOURS.get(found.tone, "#22262b").lstrip("#").upper())
        sheet.row_dimensions[row].height = _tall(section.kinds, found.cells)
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{sheet.cell(2, len(section.kinds)).column_letter}{max(len(section.lines) + 2, 2)}"
    sheet.print_title_rows = "1:2"
    _fit(sheet)


def _tall(kinds: tuple[str, ...], cells: tuple[str, ...]) -> float:
    """The points that a row takes whose texts are wrapped."""
    lines = max(-(-(width(text) + 1) // _WIDTHS[kind]) for kind, text in zip(kinds, cells, strict=True))
    return 14.5 * max(lines, 1) + 2


def _fit(sheet: Any) -> None:
    """The sheet is printed on landscape A4, all columns of it on one page; long texts are wrapped."""
    from openpyxl.styles import Alignment

    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for cell in sheet["A"]:
        cell.alignment = Alignment(wrap_text=sheet.max_column == 1 or cell.alignment.wrap_text, vertical="top")


def _as_printed(sign: str, number: str, unit: str) -> str:
    """The format in which a number stands in its cell as it is printed: its decimals, its sign, its unit."""
    decimals = len(number.partition(".")[2])
    shown = "0." + "0" * decimals if decimals else "0"
    return "".join((f'"{sign}"' if sign else "", shown, f'"{unit}"' if unit else ""))


def _number(text: str) -> float | str:
    """Completion, time share and pace as numbers that can be sorted; every figure stays as printed."""
    if text == "—":
        return text
    return round(float(text[:-1]) / 100, 6) if text.endswith("%") else float(text.partition(" ")[0])


def _years(sheet: Any, assessment: AssessmentData, lang: str) -> None:
    """The figures that the pictures are drawn from."""
    from openpyxl.styles import Alignment

    sheet.append([name[lang] for name in _YEARS])
    for place, wide in enumerate(_YEARS.values(), 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = wide
    for row in (*assessment.indicators, *assessment.tasks):
        name, unit = row.title[lang], Said(row.unit_zh, row.unit)[lang]
        for point in row.series:
            path = None if point.path is None else round(point.path, 4)
            graded = row.form == "ordinal"  # its numbers are places in an order and mean nothing by themselves
            numbers = (None, row.target[lang] if path is not None else None) if graded else (point.value, path)
            sheet.append([row.clause.partition("/")[2], name, unit, point.year, point.text, *numbers])
    for cell in (*sheet["D"], *sheet["E"]):
        cell.alignment = Alignment(horizontal="right")
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    _fit(sheet)


def _pictures(book: Any, assessment: AssessmentData, lang: str) -> None:
    """The parts of the chart a page each, and the indicators two abreast, so that no picture is cut by the end of a page."""
    if not available():
        return
    from openpyxl.drawing.image import Image
    from openpyxl.worksheet.pagebreak import Break

    row, room, used, beside, sheet = 1, _PAGE, 0, False, None
    for kind, data in plots.pictures(assessment, lang, "png"):
        sheet = sheet or book.create_sheet(_CHARTS_SHEET[lang])
        image = Image(io.BytesIO(data))
        image.width, image.height = int(image.width * _SHRUNK), int(image.height * _SHRUNK)
        rows = -(-image.height // _ROW) + 1
        if beside and kind == "trajectory":
            sheet.add_image(image, f"{_SECOND}{row - used}")
            beside = False
            continue
        if rows > room and room < _PAGE:
            sheet.row_breaks.append(Break(id=row - 1))
            room = _PAGE
        sheet.add_image(image, f"A{row}")
        row, room, used, beside = row + rows, room - rows, rows, kind == "trajectory"
    if sheet is not None:
        sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.scale = "landscape", 9, 90
        sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = sheet.page_margins.bottom = 0.4
