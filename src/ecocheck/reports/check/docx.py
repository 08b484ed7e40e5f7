"""Word: the conformity table (符合性分析) as it goes into an EIA, on upright A4: what asks something first, what conforms document by
document, what is not concerned counted; then what comes later, the papers to bring, lines to sign, and the receipt last.

Rows are written as XML at once: a report of many records has tens of thousands of cells.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any
from xml.sax.saxutils import escape

from ...bilingual import Said
from ...findings.glossary import DocumentName
from ...findings.model import Finding
from ...findings.report import ReportData, Subject
from ...findings.standing import standing_said
from ...logic.outcomes import Outcome
from ..office import repacked, report_day
from ..options import Options
from ..order import by_record, level_rank
from ..shades import SHADES
from ..words import (
    COPY_OF_DOCUMENT,
    JUDGED_ON,
    PROBLEMS,
    RECEIPT,
    STAGE,
    clean,
    folded_said,
    receipt_rows,
    signed_said,
    stage_said,
    wording_said,
)
from .conformity import Row, Table, conclusion, conformity_table, demand, place_said, situation, stage_of, to_bring

SONG, HEI = "宋体", "黑体"
LATIN = "Times New Roman"
#: Widths of columns in twentieths of a point; together the writing width of upright A4 with margins of 2 cm.
WIDTHS = (480, 2200, 2460, 3640, 860)
LATER_WIDTHS = (500, 2900, 5000, 1240)
COVER_WIDTHS = (1700, 7940)
PAPER_WIDTHS = (4300, 5340)
HEADS = (
    Said("序号", "No."),
    Said("文件及条款", "Document and clause"),
    Said("管控要求", "Requirement"),
    Said("本项目情况", "Situation of the project"),
    Said("符合性", "Conformity"),
)
LATER_HEADS = (*HEADS[:3], Said("核对阶段", "Checked in"))
PAPER_HEADS = (Said("材料", "Paper"), Said("从中查明", "To be found in it"))
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

TITLE = Said("规划符合性分析", "Conformity with plans")
NAME = Said("名称", "Name")
RECORDS = Said("对象数", "Records")
VERDICT = Said("总结论", "Verdict")
SHEETS = Said("核对单", "Sheets")
PLANS = Said("依据文件", "Documents")
TO_DO_HEAD = Said("须处理的条款（{n} 条）", "Clauses that ask something ({n})")
MET_HEAD = Said("符合的条款（{n} 条）", "Clauses that are met ({n})")
FOLDED_HEAD = Said("不涉及或不影响结论的条款（{n} 条）", "Clauses that are not concerned or have no bearing ({n})")
LATER_HEAD = Said("届时适用的条款（{n} 条，到相应阶段再核）", "Clauses that apply later ({n}, to be checked in their stage)")
PAPERS_HEAD = Said("需补充的材料", "Papers to bring")
FOLDED = Said("《{title}》：{said}。", "{title}: {said}.")
NOTES = Said("对条文的说明", "Notes on the texts")
NOTICES = Said("提示", "Notices")
NOTE = Said("第 {numbers} 条：{note}", "No. {numbers}: {note}")
SIGNATURES = Said(
    "编制人：______________　　审核人：______________　　日期：______________",
    "Prepared by: __________  Checked by: __________  Date: __________",
)
NUMBERS = Said("条款编号", "ids of clauses")
#: Outcomes for which the note on a text matters.
NOTED = (Outcome.FAIL, Outcome.REVIEW, Outcome.EXEMPT, Outcome.WAIVED)
SIZE, SMALL = 18, 16


def write(report: ReportData, options: Options) -> bytes:
    """The report as a Word file."""
    docx: Any = import_module("docx")
    document = docx.Document()
    _prepare(document, report, options.lang)
    paper = _Paper(document, report, options)
    paper.cover()
    grouped = by_record(report)
    for subject in report.subjects:
        paper.subject(subject, grouped[subject.record])
    paper.end()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), report_day(report.receipt.as_of))


def _prepare(document: Any, report: ReportData, lang: str) -> None:
    """Page, fonts and properties; East Asian fonts are set beside the Latin ones, or Word falls back to its theme."""
    shared: Any = import_module("docx.shared")
    page = document.sections[0]
    page.page_width, page.page_height = shared.Mm(210), shared.Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = shared.Mm(20)
    for name, size, face in (("Normal", 10.5, SONG), ("Title", 16, HEI), ("Heading 1", 14, HEI), ("Heading 2", 12, HEI)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, shared.Pt(size)
        style.font.color.rgb = shared.RGBColor(0, 0, 0)
        style.paragraph_format.space_before = shared.Pt(8 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = shared.Pt(4)
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


class _Paper:
    """The document while it is written; rows are numbered through, record by record."""

    def __init__(self, document: Any, report: ReportData, options: Options) -> None:
        self.document, self.report, self.options, self.lang = document, report, options, options.lang
        self.number = 0
        self.numbers: list[tuple[int, Row]] = []

    def heading(self, said: Said, level: int = 2) -> None:
        self.document.add_heading(clean(said[self.lang]), level)

    def lines(self, lines: list[str], size: int = SIZE) -> None:
        for line in lines:
            run = self.document.add_paragraph().add_run(clean(line))
            run.font.size = import_module("docx.shared").Pt(size / 2)

    def table(self, widths: tuple[int, ...], rows: list[list[str]], header: bool) -> None:
        self.document.element.body.insert_element_before(_xml(_table(widths, rows, header)), "w:sectPr")

    def head(self, heads: tuple[Said, ...], widths: tuple[int, ...]) -> list[str]:
        return [
            _cell([said[self.lang]], wide, "head", bold=True, centre=True) for said, wide in zip(heads, widths, strict=True)
        ]

    def cover(self) -> None:
        """Who it is, what it was held against, what came of it; what lets it be repeated stands last."""
        report, lang = self.report, self.lang
        self.document.add_heading(TITLE[lang], 0)
        if len(report.subjects) == 1:
            subject = report.subjects[0]
            rows = [(NAME, subject.name or subject.record)]
            rows += [(STAGE, stage_said(subject)[lang])] if subject.stage else []
        else:
            rows = [(RECORDS, str(len(report.subjects)))]
        names = sorted((d for d in report.glossary.documents.values()), key=lambda d: level_rank(d.level))
        rows += [
            (JUDGED_ON, report.receipt.as_of),
            (PLANS, "；".join(_titled(name)[lang] for name in names)),
            (VERDICT, standing_said(report.verdict, report.standing)[lang]),
            *((SHEETS, signed[lang]) for signed in signed_said(report)),
        ]
        names_wide, values_wide = COVER_WIDTHS
        cells = [[_cell([name[lang]], names_wide, "head", bold=True), _cell([value], values_wide)] for name, value in rows]
        self.table(COVER_WIDTHS, cells, header=False)

    def subject(self, subject: Subject, findings: list[Finding]) -> None:
        """One record; of several each begins a page."""
        lang = self.lang
        if len(self.report.subjects) > 1:
            self.document.add_page_break()
            self.heading(Said(*[f"{subject.record} {subject.name}".strip()] * 2), 1)
            self.lines([f"{VERDICT[lang]}：{standing_said(subject.verdict, subject.standing)[lang]}"])
            if subject.stage:
                self.lines([f"{STAGE[lang]}：{stage_said(subject)[lang]}"])
        table = conformity_table(findings, self.report.glossary)
        if table.to_do:
            self.heading(TO_DO_HEAD.filled(n=len(table.to_do)))
            self.table(WIDTHS, [self.head(HEADS, WIDTHS), *(self.row(row, cited=True) for row in table.to_do)], header=True)
        if table.met:
            self.heading(MET_HEAD.filled(n=len(table.met)))
            self.table(WIDTHS, self.by_document(table.met), header=True)
        if table.later:
            self.later(table.later)
        if table.folded:
            self.folded(table)
        if subject.folded:
            self.lines([folded_said(subject)[lang]])
        self.papers(subject, table)
        self.notes(table)

    def by_document(self, rows: tuple[Row, ...]) -> list[list[str]]:
        """The rows under the names of their documents."""
        written = [self.head(HEADS, WIDTHS)]
        last = ""
        for row in rows:
            if row.document != last:
                last = row.document
                title = _titled(self.report.glossary.documents[last])[self.lang]
                written.append([_cell([title], sum(WIDTHS), "not_applicable", bold=True, over=len(WIDTHS))])
            written.append(self.row(row))
        return written

    def row(self, row: Row, cited: bool = False) -> list[str]:
        lang, glossary = self.lang, self.report.glossary
        word = "plain" if row.word not in SHADES else row.word
        return [
            self.numbered(row),
            _cell(self.place(row, cited), WIDTHS[1]),
            _cell([demand(row, self.options.texts.sentences)[lang]], WIDTHS[2]),
            _cell([said[lang] for said in situation(row, glossary)], WIDTHS[3]),
            _cell([said[lang] for said in conclusion(row)], WIDTHS[4], word, centre=True),
        ]

    def numbered(self, row: Row) -> str:
        self.number += 1
        self.numbers.append((self.number, row))
        return _cell([str(self.number)], WIDTHS[0], centre=True)

    def place(self, row: Row, cited: bool) -> list[str]:
        """Where the clause stands; without its own sentence the words by which it is found."""
        place = [place_said(row.clause)]
        if cited:
            name = self.report.glossary.documents[row.document]
            place.insert(0, (name.short or name.title)[self.lang])
        if row.clause.anchor and row.clause.id not in self.options.texts.sentences:
            place.append(f"“{row.clause.anchor}”")
        return place

    def later(self, rows: tuple[Row, ...]) -> None:
        self.heading(LATER_HEAD.filled(n=len(rows)))
        written = [self.head(LATER_HEADS, LATER_WIDTHS)]
        for row in rows:
            said = [
                _cell(self.place(row, cited=True), LATER_WIDTHS[1]),
                _cell([demand(row, self.options.texts.sentences)[self.lang]], LATER_WIDTHS[2]),
                _cell([stage_of(row)[self.lang]], LATER_WIDTHS[3], centre=True),
            ]
            written.append([self.numbered(row), *said])
        self.table(LATER_WIDTHS, written, header=True)

    def folded(self, table: Table) -> None:
        """A line a document for what asks nothing."""
        self.heading(FOLDED_HEAD.filled(n=sum(len(one.rows) for one in table.folded)))
        documents = self.report.glossary.documents
        self.lines([FOLDED.filled(title=documents[one.document].title, said=one.said())[self.lang] for one in table.folded])

    def papers(self, subject: Subject, table: Table) -> None:
        papers = to_bring(self.report, subject.record, table.to_do)
        if papers:
            self.heading(PAPERS_HEAD)
            rows = [[_cell([text[self.lang]], wide) for text, wide in zip(pair, PAPER_WIDTHS, strict=True)] for pair in papers]
            self.table(PAPER_WIDTHS, [self.head(PAPER_HEADS, PAPER_WIDTHS), *rows], header=True)

    def notes(self, table: Table) -> None:
        """Notes on the texts of rows that a reviewer should read before signing."""
        wanted = {row.clause.id for row in (*table.to_do, *table.met)}
        noted: dict[Said, list[int]] = {}
        for number, row in self.numbers:
            for finding in row.findings if row.clause.id in wanted else ():
                if finding.note and finding.outcome in NOTED and number not in noted.setdefault(finding.note, []):
                    noted[finding.note].append(number)
        lines = [
            NOTE.filled(numbers=[str(n) for n in numbers], note=note)[self.lang] for note, numbers in noted.items() if numbers
        ]
        self.section(NOTES, lines)

    def section(self, title: Said, lines: list[str], size: int = SIZE) -> None:
        if lines:
            self.heading(title)
            self.lines(lines, size)

    def end(self) -> None:
        """Problems and notices, lines to sign, the receipt."""
        report, texts, lang = self.report, self.options.texts, self.lang
        self.section(PROBLEMS, [problem.text(lang) for problem in report.problems])
        self.section(NOTICES, [notice[lang] for notice in (*report.notices, *texts.notices, wording_said(texts))])
        self.document.add_paragraph()
        self.lines([SIGNATURES[lang]], 21)
        receipt = [f"{name[lang]}：{value}" for name, value in receipt_rows(report)]
        receipt += [f"{COPY_OF_DOCUMENT[lang]}：{copy.document} ← {copy.file}  SHA-256 {copy.sha256}" for copy in texts.copies]
        ids = "；".join(f"{number} {row.clause.id}" for number, row in self.numbers)
        self.section(RECEIPT, [*receipt, f"{NUMBERS[lang]}：{ids}"], SMALL)


def _titled(name: DocumentName) -> Said:
    """A document by its title, and its number where it has one."""
    number = f"（{name.number}）" if name.number else ""
    return Said(f"《{name.title.zh}》{number}", f"{name.title.en}{f' ({name.number})' if name.number else ''}")


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
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _cell(
    paragraphs: list[str], width: int, shade: str = "plain", bold: bool = False, centre: bool = False, over: int = 1
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADES[shade]}"/>' if SHADES[shade] else ""
    span = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    properties = '<w:pPr><w:spacing w:before="10" w:after="10"/>' + ('<w:jc w:val="center"/>' if centre else "") + "</w:pPr>"
    run = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{SIZE}"/></w:rPr>'
    texts = [escape(clean(text)) for text in paragraphs if text]
    said = "".join(f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)
    said = said or f"<w:p>{properties}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}<w:vAlign w:val="center"/></w:tcPr>{said}</w:tc>'
