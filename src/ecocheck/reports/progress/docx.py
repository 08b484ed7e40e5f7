"""An assessment as a Word document in landscape: the tables, the pictures, how it was worked out."""

from __future__ import annotations

import io
from typing import Any

from ...errors import OutputRefused
from ...progress.model import AssessmentData
from . import plots as progress_plots
from .archive import dated
from .table import Section, heading, notes, sections, summary

_SHARES = (5, 17, 6, 8, 12, 8, 7, 7, 7, 9, 24)


def document(assessment: AssessmentData, lang: str, everything: bool = False) -> bytes:
    """The bytes of the document.

    Raises `OutputRefused` where python-docx is not installed.
    """
    try:
        import docx
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm
    except ImportError as error:
        raise OutputRefused(
            "写 Word 需要 python-docx",
            "Word needs python-docx",
            "安装：pip install 'ecocheck[report]'",
            "pip install 'ecocheck[report]'",
        ) from error
    word = docx.Document()
    _plain_fonts(word)
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)
    word.add_heading(heading(assessment, lang), 1)
    word.add_paragraph(summary(assessment, lang))
    for place, section in enumerate(sections(assessment, lang, everything)):
        if section.lines:
            word.add_heading(section.title, 2)
            _table(word, section, 26.1)
        if place == 0:
            _pictures(word, assessment, lang)
    if assessment.problems:
        word.add_heading("不能采用的数据" if lang == "zh" else "Figures that could not be used", 2)
        for problem in assessment.problems:
            word.add_paragraph(problem.text(lang), style="List Bullet")
    word.add_heading("怎么算的" if lang == "zh" else "How it was worked out", 2)
    for note in notes(assessment, lang):
        word.add_paragraph(note, style="List Bullet")
    held = io.BytesIO()
    word.save(held)
    return dated(held.getvalue())


def _plain_fonts(word: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 10), ("Heading 1", 16), ("Heading 2", 12), ("List Bullet", 9)):
        style = word.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor(0x22, 0x26, 0x2B)


def _table(word: Any, section: Section, wide: float) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    names = section.header
    shares = _SHARES if len(names) == len(_SHARES) else (*_SHARES[:3], *_SHARES[4:])
    table = word.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(wide * share / sum(shares))
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    rows = [(names, "none"), *((line.cells, line.tone) for line in section.lines)]
    for number, (cells, tone) in enumerate(rows):
        target = table.rows[0] if number == 0 else table.add_row()
        for place, text in enumerate(cells):
            cell = target.cells[place]
            cell.width = Cm(wide * shares[place] / sum(shares))
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(8.5)
            run.bold = number == 0 or place == len(cells) - 2
            if number and place == len(cells) - 2:
                run.font.color.rgb = RGBColor.from_string(progress_plots.COLOURS[tone].lstrip("#").upper())


def _pictures(word: Any, assessment: AssessmentData, lang: str) -> None:
    if not progress_plots.available():
        return
    from docx.shared import Cm

    for kind in ("bullet", "trajectories"):
        data = progress_plots.picture(kind, assessment, lang, "png")
        if data is not None:
            word.add_picture(io.BytesIO(data), width=Cm(24 if kind == "bullet" else 25))
