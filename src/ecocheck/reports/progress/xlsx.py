"""An assessment as an Excel workbook: a sheet a part, the figures of every year, the pictures, how it was worked out."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from ...progress.model import AssessmentData
from . import plots as progress_plots
from .archive import dated
from .table import Section, heading, notes, sections, summary

_WIDTHS = (9, 34, 9, 14, 22, 13, 11, 11, 10, 15, 60)
#: Written into the file in place of the time of the run, so that the same input gives the same bytes.
_NO_TIME = datetime(2020, 1, 1)


def workbook(assessment: AssessmentData, lang: str, everything: bool = False) -> bytes:
    """The bytes of the workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for section in sections(assessment, lang, everything):
        if section.lines:
            _section(book.create_sheet(section.title[:28].partition("（")[0]), section, assessment, lang)
    _years(book.create_sheet("逐年数据" if lang == "zh" else "Years"), assessment, lang)
    _pictures(book, assessment, lang)
    about = book.create_sheet("说明" if lang == "zh" else "About")
    about.column_dimensions["A"].width = 110
    for line in (heading(assessment, lang), summary(assessment, lang), *notes(assessment, lang)):
        about.append([line])
    for problem in assessment.problems:
        about.append([problem.text(lang)])
    book.properties.created = book.properties.modified = _NO_TIME
    held = io.BytesIO()
    book.save(held)
    return dated(held.getvalue())


def _section(sheet: Any, section: Section, assessment: AssessmentData, lang: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="D5D9DE")
    sheet.append([heading(assessment, lang)])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append(list(section.header))
    names = section.header
    widths = _WIDTHS if len(names) == len(_WIDTHS) else (*_WIDTHS[:3], *_WIDTHS[4:])
    for place, wide in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(2, place).column_letter].width = wide
        cell = sheet.cell(2, place)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EEF1F4")
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="center"), Border(bottom=line)
    for row, found in enumerate(section.lines, 3):
        for place, text in enumerate(found.cells, 1):
            counts = len(names) - 5 < place <= len(names) - 2
            cell = sheet.cell(row, place, _number(text) if counts else text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), Border(bottom=line)
            if isinstance(cell.value, float):
                cell.number_format = "0.0%" if text.endswith("%") else "+0.0;-0.0;0.0"
        result = sheet.cell(row, len(found.cells) - 1)
        result.font = Font(bold=True, color=progress_plots.COLOURS.get(found.tone, "#22262b").lstrip("#").upper())
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{sheet.cell(2, len(names)).column_letter}{max(len(section.lines) + 2, 2)}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _number(text: str) -> float | str:
    """Completion, time share and pace as numbers that can be sorted; every figure stays as printed."""
    if text == "—":
        return text
    return round(float(text[:-1]) / 100, 6) if text.endswith("%") else float(text.partition(" ")[0])


def _years(sheet: Any, assessment: AssessmentData, lang: str) -> None:
    """The figures that the pictures are drawn from."""
    names = ("条款", "指标", "单位", "年份", "报送值", "数值", "到目标的路径") if lang == "zh" else (
        "clause", "indicator", "unit", "year", "as reported", "number", "path to the target")  # fmt: skip
    sheet.append(list(names))
    for place, wide in enumerate((9, 40, 12, 8, 14, 12, 16)):
        sheet.column_dimensions["ABCDEFG"[place]].width = wide
    for row in (*assessment.indicators, *assessment.tasks):
        for point in row.series:
            sheet.append(
                [row.clause.partition("/")[2], row.title[lang], row.unit_zh if lang == "zh" else row.unit, point.year,
                 point.text, point.value, None if point.path is None else round(point.path, 4)]
            )  # fmt: skip


def _pictures(book: Any, assessment: AssessmentData, lang: str) -> None:
    if not progress_plots.available():
        return
    from openpyxl.drawing.image import Image

    row, sheet = 1, None
    for kind in ("bullet", "trajectories"):
        data = progress_plots.picture(kind, assessment, lang, "png")
        if data is None:
            continue
        sheet = sheet or book.create_sheet("图" if lang == "zh" else "Charts")
        image = Image(io.BytesIO(data))
        image.width, image.height = int(image.width * 0.55), int(image.height * 0.55)
        sheet.add_image(image, f"A{row}")
        row += int(image.height / 18) + 3
