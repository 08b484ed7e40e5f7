"""Word: the conformity tables (符合性分析) as reviewers hand them in, landscape A4, a table a document, with a cover block.

Rows are written as XML at once: a report of many records has tens of thousands of cells.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any
from xml.sax.saxutils import escape

from ...findings.model import Finding
from ...findings.report import VERDICTS, ReportData, Subject
from ...logic.outcomes import Outcome
from ...vocabulary.model import SUBJECTS
from ..office import repacked, report_day
from ..options import Options
from ..words import (
    MOST_LISTED_WHOLE,
    body_of,
    by_record,
    clean,
    conformity,
    counts_said,
    demand_said,
    documents_of,
    facts_said,
    receipt_rows,
)

SONG, HEI = "宋体", "黑体"
LATIN = "Times New Roman"
#: Widths of the five columns in twentieths of a point; together the writing width of landscape A4 with 2 cm margins.
WIDTHS = (700, 2500, 4500, 5000, 1870)
SHADES = {
    "fail": "F6D6D3", "error": "F0D7EC", "review": "FBE8C4", "unknown": "D9EAF5", "advice": "E3E9F7", "waived": "E7E0F3",
    "exempt": "DFF0E3", "pass": "DFF0E3", "not_applicable": "F2F2F2", "head": "E7EBEF", "plain": "",
}  # fmt: skip
HEADS = {
    "zh": ("序号", "文件及条款", "管控要求", "本项目情况", "符合性"),
    "en": ("No.", "Document and clause", "Requirement", "Situation of the project", "Conformity"),
}
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write(report: ReportData, options: Options) -> bytes:
    """The report as a Word file."""
    docx: Any = import_module("docx")
    document = docx.Document()
    _prepare(document, report, options.lang)
    _cover(document, report, options.lang)
    grouped = by_record(report)
    several = len(report.subjects) > 1
    for subject in report.subjects:
        _subject(document, report, subject, grouped[subject.record], options, several)
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
    core.author, core.title = "ecocheck", "符合性分析表" if lang == "zh" else "Conformity tables"
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
    zh = lang == "zh"
    document.add_heading("符合性分析表" if zh else "Conformity tables", 0)
    if len(report.subjects) == 1:
        subject = report.subjects[0]
        kind = SUBJECTS[subject.subject][lang] if subject.subject in SUBJECTS else subject.subject
        rows = [
            ("项目名称" if zh else "Name", f"{subject.record} {subject.name}".strip()),
            ("对象类型" if zh else "Kind", kind),
        ]
    else:
        rows = [("对象数" if zh else "Records", str(len(report.subjects)))]
    rows += [
        ("总结论" if zh else "Verdict", f"{VERDICTS[report.verdict][lang]}（{counts_said(report.counts, lang)}）"),
        *receipt_rows(report, lang),
    ]
    cells = [[_cell([name], 2600, "head", bold=True), _cell([value], 11970)] for name, value in rows]
    document.element.body.insert_element_before(_xml(_table((2600, 11970), cells, header=False)), "w:sectPr")


def _subject(document: Any, report: ReportData, subject: Subject, own: list[Finding], options: Options, several: bool) -> None:
    lang = options.lang
    zh = lang == "zh"
    if several:
        document.add_page_break()
        document.add_heading(clean(f"{subject.record} {subject.name}".strip()), 1)
        document.add_paragraph(clean(f"{VERDICTS[subject.verdict][lang]}：{counts_said(subject.counts, lang)}"))
    whole = len(report.subjects) <= MOST_LISTED_WHOLE
    number = 0
    for name, found in documents_of((f for f in own if whole or f.outcome is not Outcome.NOT_APPLICABLE), report.glossary):
        title = report.glossary.documents[name].title[lang]
        number_text = report.glossary.documents[name].number
        document.add_heading(
            clean(f"与《{title}》的符合性" if zh else f"Conformity with {title}")
            + (f"（{number_text}）" if number_text else ""),
            2,
        )
        head = [_cell([text], width, "head", bold=True, centre=True) for text, width in zip(HEADS[lang], WIDTHS, strict=True)]
        rows = [_row(number + place, finding, report, options) for place, finding in enumerate(found, 1)]
        number += len(found)
        document.element.body.insert_element_before(_xml(_table(WIDTHS, [head, *rows], header=True)), "w:sectPr")
    left_out = 0 if whole else subject.counts["not_applicable"]
    if left_out:
        document.add_paragraph(
            f"另有 {left_out} 条不涉及，未逐条列出。" if zh else f"{left_out} more clauses are not concerned and not listed."
        )


def _row(number: int, finding: Finding, report: ReportData, options: Options) -> list[str]:
    lang = options.lang
    zh = lang == "zh"
    demand, own = demand_said(finding, options.texts.sentences, lang)
    mark = "" if own else "（摘要）" if zh else " (paraphrase)"
    clause = [finding.clause.section, f"{finding.clause.id}{f' [{finding.item}]' if finding.item else ''}"]
    if not own and finding.clause.anchor:
        clause.append(f"“{finding.clause.anchor}”")
    shade = "plain" if finding.outcome is Outcome.NOT_APPLICABLE else str(finding.outcome)
    return [
        _cell([str(number)], WIDTHS[0], centre=True), _cell(clause, WIDTHS[1]), _cell([demand + mark], WIDTHS[2]),
        _cell(_situation(finding, report, lang), WIDTHS[3]), _cell(_conclusion(finding, lang), WIDTHS[4], shade, centre=True),
    ]  # fmt: skip


def _situation(finding: Finding, report: ReportData, lang: str) -> list[str]:
    """What the project is like on this point: the facts with their sources, what is missing, what would mend it."""
    zh = lang == "zh"
    facts = facts_said(finding, report.glossary, lang)
    said = [("；" if zh else "; ").join(facts) + ("。" if zh else ".")] if facts else []
    if finding.outcome in (Outcome.UNKNOWN, Outcome.ERROR, Outcome.NOT_APPLICABLE, Outcome.REVIEW) or not said:
        said.append(body_of(finding.message, lang))
    if finding.least_change:
        said.append(("整改：" if zh else "To mend: ") + finding.least_change[lang])
    if finding.strictest is True and finding.limit is not None:
        said.append("本条为该指标各限值中最严者。" if zh else "This is the strictest of the limits on this figure.")
    return said


def _conclusion(finding: Finding, lang: str) -> list[str]:
    said = [conformity(finding, lang)]
    for given in (finding.waiver, finding.decided):
        if isinstance(given, dict):
            said.append("，".join(given[key] for key in ("document", "date", "reason") if key in given))
    return said


def _notes(document: Any, report: ReportData, options: Options) -> None:
    """Notes on the texts, problems and notices, which a reviewer should read before signing."""
    lang = options.lang
    zh = lang == "zh"
    notes = {
        f.rule: f
        for f in report.findings
        if f.note and f.outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.EXEMPT, Outcome.WAIVED)
    }
    problems = [problem.text(lang) for problem in report.problems]
    notices = [notice[lang] for notice in (*report.notices, *options.texts.notices)]
    copies = [f"{c.document} ← {c.file}  SHA-256 {c.sha256}" for c in options.texts.copies]
    for title, lines in (
        ("对条文的说明" if zh else "Notes on the texts", [f"{f.clause.id}：{f.note[lang]}" for f in notes.values()]),
        ("数据问题" if zh else "Problems in the data", problems), ("提示" if zh else "Notices", notices),
        ("原文副本" if zh else "Copies of the documents used", copies),
    ):  # fmt: skip
        if lines:
            document.add_heading(title, 2)
            for line in lines:
                document.add_paragraph(clean(line))


def _table(widths: tuple[int, ...], rows: list[list[str]], header: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in
                     ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
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
