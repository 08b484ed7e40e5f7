"""An assessment as a Word document in landscape: the tables, the pictures, how it was worked out."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from ...progress.model import AssessmentData
from ..office import repacked, report_day
from ..options import Options
from . import plots
from .drawing import COLOURS, available, without_font
from .table import REFUSED, WORKED_OUT, Section, filled_in, heading, notes, sections, summary

#: How wide the columns are beside one another, by what they hold.
_SHARES = {
    "clause": 6,
    "indicator": 17,
    "task": 17,
    "force": 7,
    "nature": 7,
    "baseline": 8,
    "interim": 9,
    "target": 13,
    "asked": 12,
    "value": 9,
    "gap": 8,
    "completion": 8,
    "time_share": 7,
    "pace": 7,
    "result": 9,
    "remark": 25,
}
#: The writing width of landscape A4 with margins of 1.8 cm, in centimetres.
_WIDE = 26.1
#: How wide the chart is, and the picture of one indicator.
_CHART, _SMALL = 25.0, 12.6


def write(assessment: AssessmentData, options: Options) -> bytes:
    """The assessment as a Word file."""
    lang = options.lang
    word = import_module("docx").Document()
    _prepare(word)
    word.add_heading(heading(assessment)[lang], 1)
    for line in (*filled_in(assessment), summary(assessment), *without_font(lang)):
        word.add_paragraph(line[lang])
    for place, section in enumerate(sections(assessment, lang, options.everything)):
        if section.lines:
            word.add_heading(section.title, 2)
            _table(word, section)
        if place == 0:
            _pictures(word, assessment, lang)
    if assessment.problems:
        word.add_heading(REFUSED[lang], 2)
        for problem in assessment.problems:
            word.add_paragraph(problem.text(lang), style="List Bullet")
    word.add_heading(WORKED_OUT[lang], 2)
    for note in notes(assessment):
        word.add_paragraph(note[lang], style="List Bullet")
    held = io.BytesIO()
    word.save(held)
    return repacked(held.getvalue(), report_day(assessment.receipt.as_of))


def _prepare(word: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    for name, size in (("Normal", 10), ("Heading 1", 16), ("Heading 2", 12), ("List Bullet", 9)):
        style = word.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor(0x22, 0x26, 0x2B)
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)


def _table(word: Any, section: Section) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    shares = [_SHARES[kind] for kind in section.kinds]
    widths = [Cm(_WIDE * share / sum(shares)) for share in shares]
    table = word.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    rows = [(section.header, "none"), *((line.cells, line.tone) for line in section.lines)]
    for number, (cells, tone) in enumerate(rows):
        target = table.rows[0] if number == 0 else table.add_row()
        _whole(target)
        for kind, text, width, cell in zip(section.kinds, cells, widths, target.cells, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(8.5)
            run.bold = number == 0 or kind == "result"
            if number and kind == "result":
                run.font.color.rgb = RGBColor.from_string(COLOURS[tone].lstrip("#").upper())


def _pictures(word: Any, assessment: AssessmentData, lang: str) -> None:
    """The parts of the chart one below the other, and the indicators two abreast; none is wider or taller than the page."""
    if not available():
        return
    from docx.shared import Cm

    beside: list[bytes] = []
    for kind, data in plots.pictures(assessment, lang, "png"):
        if kind == "completion":
            word.add_picture(io.BytesIO(data), width=Cm(_CHART))
        else:
            beside.append(data)
    if not beside:
        return
    table = word.add_table(rows=0, cols=2)
    for place in range(0, len(beside), 2):
        row = table.add_row()
        _whole(row)
        for cell, data in zip(row.cells, beside[place : place + 2], strict=False):
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(data), width=Cm(_SMALL))


def _whole(row: Any) -> None:
    """A row of a table is not broken over two pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
