"""Word: the conformity tables (符合性分析) as reviewers hand them in, landscape A4, a table a document, with a cover block.

Rows are written as XML at once: a report of many records has tens of thousands of cells.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any
from xml.sax.saxutils import escape

from ...bilingual import SEMICOLON, Said
from ...findings.glossary import DocumentName
from ...findings.model import Finding
from ...findings.report import ReportData, Subject
from ...findings.standing import HARMLESS, LATER, shown_as, standing_said
from ...logic.outcomes import Outcome
from ...vocabulary.model import SUBJECTS
from ..fact_words import FactWords
from ..office import repacked, report_day
from ..options import Options
from ..order import MOST_LISTED_WHOLE, by_record, documents_of, listed
from ..shades import SHADES
from ..words import (
    PROBLEMS,
    STAGE,
    apart,
    body_of,
    clean,
    conformity,
    counts_said,
    demand_said,
    own_sentence,
    receipt_rows,
    signed_said,
    stage_said,
)

SONG, HEI = "宋体", "黑体"
LATIN = "Times New Roman"
#: Widths of the five columns in twentieths of a point; together the writing width of landscape A4 with 2 cm margins.
WIDTHS = (700, 2500, 4500, 5000, 1870)
COVER_WIDTHS = (2600, 11970)
HEADS = (
    Said("序号", "No."),
    Said("文件及条款", "Document and clause"),
    Said("管控要求", "Requirement"),
    Said("本项目情况", "Situation of the project"),
    Said("符合性", "Conformity"),
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

TITLE = Said("符合性分析表", "Conformity tables")
NAME = Said("项目名称", "Name")
KIND = Said("对象类型", "Kind")
RECORDS = Said("对象数", "Records")
VERDICT = Said("总结论", "Verdict")
SHEETS = Said("核对单", "Sheets")
BRACKETED = Said("{said}（{counts}）", "{said} ({counts})")
LATER_HEAD = Said("届时适用的条款（{n} 条，到相应阶段再核）", "Clauses that apply later ({n}, to be checked in their stage)")
CONFORMITY_WITH = Said("与《{title}》的符合性", "Conformity with {title}")
LEFT_OUT = Said("另有 {n} 条不涉及，未逐条列出。", "{n} more clauses are not concerned and not listed.")
FACTS = Said("{facts}。", "{facts}.")
TO_MEND = Said("整改：{change}", "To mend: {change}")
STRICTEST = Said("本条为该指标各限值中最严者。", "This is the strictest of the limits on this figure.")
NOTES = Said("对条文的说明", "Notes on the texts")
NOTICES = Said("提示", "Notices")
COPIES = Said("原文副本", "Copies of the documents used")
#: Words whose cell has no ground colour.
UNSHADED = (LATER, HARMLESS, str(Outcome.NOT_APPLICABLE))
#: Outcomes whose own sentence is told beside the facts.
TOLD = (Outcome.UNKNOWN, Outcome.ERROR, Outcome.NOT_APPLICABLE, Outcome.REVIEW)
#: Outcomes for which the note on a text matters.
NOTED = (Outcome.FAIL, Outcome.REVIEW, Outcome.EXEMPT, Outcome.WAIVED)


def write(report: ReportData, options: Options) -> bytes:
    """The report as a Word file."""
    docx: Any = import_module("docx")
    document = docx.Document()
    _prepare(document, report, options.lang)
    _cover(document, report, options.lang)
    grouped, facts = by_record(report), FactWords(report)
    for subject in report.subjects:
        _subject(document, report, subject, grouped[subject.record], facts, options)
    _notes(document, report, options)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), report_day(report.receipt.as_of))


def _prepare(document: Any, report: ReportData, lang: str) -> None:
    """Page, fonts and properties; East Asian fonts are set beside the Latin ones, or Word falls back to its theme."""
    shared: Any = import_module("docx.shared")
    section: Any = import_module("docx.enum.section")
    page = document.sections[0]
    page.orientation = section.WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = shared.Mm(297), shared.Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = shared.Mm(20)
    for name, size, face in (("Normal", 10.5, SONG), ("Title", 18, HEI), ("Heading 1", 14, HEI), ("Heading 2", 12, HEI)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, shared.Pt(size)
        style.font.color.rgb = shared.RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for attribute, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", face), ("cs", LATIN)):
            fonts.set(_w(attribute), value)
    defaults = document.styles.element.find(_w("docDefaults")).find(_w("rPrDefault")).find(_w("rPr"))
    for language in defaults.findall(_w("lang")):
        language.set(_w("eastAsia"), "zh-CN")  # or punctuation is set as in traditional Chinese
    core = document.core_properties
    core.author, core.title = "ecocheck", TITLE[lang]
    core.comments = f"ecocheck {report.receipt.ecocheck}"
    _page_number(page)


def _w(name: str) -> str:
    found: str = import_module("docx.oxml.ns").qn(f"w:{name}")
    return found


def _xml(text: str) -> Any:
    return import_module("docx.oxml").parse_xml(text)


def _page_number(page: Any) -> None:
    paragraph = page.footer.paragraphs[0]
    paragraph.alignment = import_module("docx.enum.text").WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_xml(f'<w:fldSimple {NAMESPACE} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _cover(document: Any, report: ReportData, lang: str) -> None:
    document.add_heading(TITLE[lang], 0)
    if len(report.subjects) == 1:
        subject = report.subjects[0]
        kind = SUBJECTS.get(subject.subject, Said(subject.subject, subject.subject))
        rows = [(NAME, f"{subject.record} {subject.name}".strip()), (KIND, kind[lang])]
        rows += [(STAGE, stage_said(subject)[lang])] if subject.stage else []
    else:
        rows = [(RECORDS, str(len(report.subjects)))]
    said = standing_said(report.verdict, report.standing)[lang]
    verdict = BRACKETED.filled(said=said, counts=counts_said(report.findings))[lang]
    rows += [(VERDICT, verdict), *((SHEETS, signed[lang]) for signed in signed_said(report)), *receipt_rows(report)]
    names, values = COVER_WIDTHS
    cells = [[_cell([name[lang]], names, "head", bold=True), _cell([value], values)] for name, value in rows]
    document.element.body.insert_element_before(_xml(_table(COVER_WIDTHS, cells, header=False)), "w:sectPr")


def _subject(
    document: Any, report: ReportData, subject: Subject, own: list[Finding], facts: FactWords, options: Options
) -> None:
    """One record, with a table a document; of several records each begins a page."""
    lang, records = options.lang, len(report.subjects)
    if records > 1:
        document.add_page_break()
        document.add_heading(clean(f"{subject.record} {subject.name}".strip()), 1)
        said = standing_said(subject.verdict, subject.standing)[lang]
        document.add_paragraph(clean(BRACKETED.filled(said=said, counts=counts_said(own))[lang]))
        if subject.stage:
            document.add_paragraph(clean(f"{STAGE[lang]}：{stage_said(subject)[lang]}"))
    head = [_cell([text[lang]], width, "head", bold=True, centre=True) for text, width in zip(HEADS, WIDTHS, strict=True)]
    number = 0
    due, later = apart(listed(own, records))
    tables = [(_heading(report.glossary.documents[name]), found) for name, found in documents_of(due, report.glossary)]
    for heading, found in [*tables, *([(LATER_HEAD.filled(n=len(later)), later)] if later else [])]:
        document.add_heading(clean(heading[lang]), 2)
        rows = [_row(place, finding, facts, options) for place, finding in enumerate(found, number + 1)]
        number += len(found)
        document.element.body.insert_element_before(_xml(_table(WIDTHS, [head, *rows], header=True)), "w:sectPr")
    left_out = subject.counts["not_applicable"] if records > MOST_LISTED_WHOLE else 0
    if left_out:
        document.add_paragraph(LEFT_OUT.filled(n=left_out)[lang])


def _heading(cited: DocumentName) -> Said:
    heading = CONFORMITY_WITH.filled(title=cited.title)
    return Said(f"{heading.zh}（{cited.number}）", f"{heading.en} ({cited.number})") if cited.number else heading


def _row(number: int, finding: Finding, facts: FactWords, options: Options) -> list[str]:
    lang, sentences = options.lang, options.texts.sentences
    clause = [finding.clause.section, f"{finding.clause.id}{f' [{finding.item}]' if finding.item else ''}"]
    if finding.clause.anchor and not own_sentence(finding, sentences)[lang]:
        clause.append(f"“{finding.clause.anchor}”")
    word = shown_as(finding)
    shade = "plain" if word in UNSHADED else word
    return [
        _cell([str(number)], WIDTHS[0], centre=True),
        _cell(clause, WIDTHS[1]),
        _cell([demand_said(finding, sentences)[lang]], WIDTHS[2]),
        _cell([said[lang] for said in _situation(finding, facts)], WIDTHS[3]),
        _cell(_conclusion(finding, lang), WIDTHS[4], shade, centre=True),
    ]


def _situation(finding: Finding, facts: FactWords) -> list[Said]:
    """What the project is like on this point: the facts with their sources, what is missing, what would mend it."""
    observed = facts.of(finding)
    said = [FACTS.filled(facts=SEMICOLON.join(observed))] if observed else []
    if finding.outcome in TOLD or not said:
        said.append(body_of(finding.message))
    if finding.least_change:
        said.append(TO_MEND.filled(change=finding.least_change))
    if finding.strictest is True and finding.limit is not None:
        said.append(STRICTEST)
    return said


def _conclusion(finding: Finding, lang: str) -> list[str]:
    said = [conformity(finding)[lang]]
    for given in (finding.waiver, finding.decided):
        if given:
            said.append("，".join(given[key] for key in ("document", "date", "reason") if key in given))
    return said


def _notes(document: Any, report: ReportData, options: Options) -> None:
    """Notes on the texts, problems and notices, which a reviewer should read before signing."""
    lang = options.lang
    noted = {finding.rule: finding for finding in report.findings if finding.note and finding.outcome in NOTED}
    sections = (
        (NOTES, [f"{finding.clause.id}：{finding.note[lang]}" for finding in noted.values()]),
        (PROBLEMS, [problem.text(lang) for problem in report.problems]),
        (NOTICES, [notice[lang] for notice in (*report.notices, *options.texts.notices)]),
        (COPIES, [f"{copy.document} ← {copy.file}  SHA-256 {copy.sha256}" for copy in options.texts.copies]),
    )
    for title, lines in sections:
        if lines:
            document.add_heading(title[lang], 2)
            for line in lines:
                document.add_paragraph(clean(line))


def _table(widths: tuple[int, ...], rows: list[list[str]], header: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in sides)
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header and place == 0 else ''}</w:trPr>{''.join(cells)}</w:tr>"
        for place, cells in enumerate(rows)
    )
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _cell(paragraphs: list[str], width: int, shade: str = "plain", bold: bool = False, centre: bool = False) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADES[shade]}"/>' if SHADES[shade] else ""
    properties = '<w:pPr><w:spacing w:before="20" w:after="20"/>' + ('<w:jc w:val="center"/>' if centre else "") + "</w:pPr>"
    run = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="19"/></w:rPr>'
    texts = [escape(clean(text)) for text in paragraphs if text]
    said = "".join(f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)
    said = said or f"<w:p>{properties}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>{said}</w:tc>'
