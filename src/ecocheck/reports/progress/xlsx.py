"""An assessment as an Excel workbook: a sheet a part, the figures of every year, the pictures, how it was worked out."""

from __future__ import annotations

import io
from typing import Any

from ...bilingual import Said
from ...progress.model import AssessmentData
from ..office import repacked, report_day
from ..options import Options
from . import plots
from .drawing import COLOURS, available
from .table import COUNTED, Section, heading, notes, sections, summary

#: The widths of the columns in characters, by what they hold.
_WIDTHS = {
    "clause": 9,
    "indicator": 34,
    "task": 34,
    "force": 9,
    "nature": 9,
    "baseline": 14,
    "interim": 16,
    "target": 22,
    "asked": 22,
    "value": 13,
    "completion": 11,
    "time_share": 11,
    "pace": 10,
    "result": 15,
    "remark": 60,
}
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
    for line in (heading(assessment), summary(assessment), *notes(assessment)):
        about.append([line[lang]])
    for problem in assessment.problems:
        about.append([problem.text(lang)])
    held = io.BytesIO()
    book.save(held)
    return repacked(held.getvalue(), report_day(assessment.receipt.as_of))


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
            cell = sheet.cell(row, place, _number(text) if kind in COUNTED else text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), Border(bottom=line)
            if isinstance(cell.value, float):
                cell.number_format = "0.0%" if text.endswith("%") else "+0.0;-0.0;0.0"
            if kind == "result":
                cell.font = Font(bold=True, color=COLOURS.get(found.tone, "#22262b").lstrip("#").upper())
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{sheet.cell(2, len(section.kinds)).column_letter}{max(len(section.lines) + 2, 2)}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _number(text: str) -> float | str:
    """Completion, time share and pace as numbers that can be sorted; every figure stays as printed."""
    if text == "—":
        return text
    return round(float(text[:-1]) / 100, 6) if text.endswith("%") else float(text.partition(" ")[0])


def _years(sheet: Any, assessment: AssessmentData, lang: str) -> None:
    """The figures that the pictures are drawn from."""
    sheet.append([name[lang] for name in _YEARS])
    for place, wide in enumerate(_YEARS.values(), 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = wide
    for row in (*assessment.indicators, *assessment.tasks):
        name, unit = row.title[lang], Said(row.unit_zh, row.unit)[lang]
        for point in row.series:
            path = None if point.path is None else round(point.path, 4)
            sheet.append([row.clause.partition("/")[2], name, unit, point.year, point.text, point.value, path])


def _pictures(book: Any, assessment: AssessmentData, lang: str) -> None:
    if not available():
        return
    from openpyxl.drawing.image import Image

    row, sheet = 1, None
    for kind in plots.PICTURES:
        data = plots.picture(kind, assessment, lang, "png")
        if data is None:
            continue
        sheet = sheet or book.create_sheet(_CHARTS_SHEET[lang])
        image = Image(io.BytesIO(data))
        image.width, image.height = int(image.width * 0.55), int(image.height * 0.55)
        sheet.add_image(image, f"A{row}")
        row += int(image.height / 18) + 3
