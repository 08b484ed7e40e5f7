"""Excel: overview, findings, missing facts in order, rules, receipt; headers frozen, filters on, outcomes by word and colour.

Every text is written as text. One that a spreadsheet could take for a formula gets an apostrophe before it, which keeps it a text
even after the sheet is saved as CSV.
"""

from __future__ import annotations

import io
import math
import re
from copy import copy
from importlib import import_module
from typing import Any

from ...bilingual import UNSAID
from ...findings.model import Finding
from ...findings.report import VERDICTS, ReportData
from ...logic.outcomes import MODALITIES, OUTCOME_LABELS, Outcome
from ...logic.sentences import unit_said
from ...rulebook.model import FORCES
from ..office import repacked, report_day
from ..options import Options
from ..words import body_of, conformity, demand_said, documents_of, facts_said, receipt_rows
from .docx import SHADES
from .terminal import width

FORMULA = re.compile(r"^[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"^[+-]?[\d.]+(\s|$)")
NOT_IN_SHEETS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32000
#: Most records for which the sheet of findings lists those that do not apply too.
MOST_LISTED_WHOLE = 50
TOP = "A2"
#: The height of a line and the greatest of a row, in points.
LINE, HIGHEST = 14.5, 400

Column = tuple[str, str, float]  # (zh, en, width)
OVERVIEW: tuple[Column, ...] = (
    ("编号", "Record", 12),
    ("名称", "Name", 34),
    ("结论", "Verdict", 14),
    ("判定日期", "Judged on", 12),
)
FINDINGS: tuple[Column, ...] = (
    ("编号", "Record", 10), ("名称", "Name", 22), ("文件", "Document", 18), ("章节", "Section", 22), ("条款", "Clause", 16), ("条目", "Item", 8),
    ("管控要求", "Requirement", 48), ("本项目情况", "Situation", 52), ("符合性", "Conformity", 16), ("说明", "Explanation", 44),
    ("尚缺事实", "Missing facts", 26), ("最小改动", "Least change", 34), ("限值", "Limit", 10), ("余量", "Margin", 10), ("单位", "Unit", 10),
    ("最严", "Strictest", 8), ("要求（规则）", "Requirement as decided", 36), ("效力", "Force", 10), ("措辞", "Modality", 12),
    ("结论代码", "Outcome", 14), ("规则", "Rule", 32), ("指纹", "Fingerprint", 23),
)  # fmt: skip
MISSING: tuple[Column, ...] = (
    ("顺序", "Order", 7), ("事实", "Fact", 30), ("字段", "Field", 36), ("待此定论", "Findings waiting", 10), ("涉及对象", "Records", 30),
    ("含义", "Meaning", 60), ("来源", "Where to find it", 40),
)  # fmt: skip
RULES: tuple[Column, ...] = (
    ("规则", "Rule", 34), ("文件", "Document", 18), ("条款", "Clauses", 22), ("标题", "Title", 40), ("适用于", "Applies to", 50),
    ("要求", "Requirement", 50), ("效力", "Force", 10), ("措辞", "Modality", 12), ("有效期起", "From", 12), ("有效期止", "Until", 12),
    ("注", "Note", 50),
)  # fmt: skip
CONFORMITY_AT = [column[1] for column in FINDINGS].index("Conformity")
#: What of the findings is printed: the conformity table, up to its explanation and least change.
PRINTED = 12
RECEIPT: tuple[Column, ...] = (("项", "Item", 20), ("内容", "Value", 110))


def safe(text: str) -> str:
    """Text that no spreadsheet runs, without characters that it cannot hold.

    >>> safe("=1+1"), safe("-0.24 km"), safe("@a"), safe("普通")
    ("'=1+1", '-0.24 km', "'@a", '普通')
    """
    text = NOT_IN_SHEETS.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST]
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.match(text) else text


def write(report: ReportData, options: Options) -> bytes:
    """The report as an Excel file."""
    book = _Book(report, options)
    book.overview()
    book.findings()
    book.missing()
    book.rules()
    book.receipt()
    return book.bytes()


class _Book:
    """The workbook with its styles made once; sheets are written row by row."""

    def __init__(self, report: ReportData, options: Options) -> None:
        openpyxl: Any = import_module("openpyxl")
        styles: Any = import_module("openpyxl.styles")
        self.cell_class: Any = import_module("openpyxl.cell").WriteOnlyCell
        self.letter: Any = import_module("openpyxl.utils").get_column_letter
        self.report, self.options, self.lang = report, options, options.lang
        self.zh = options.lang == "zh"
        self.workbook = openpyxl.Workbook(write_only=True)
        self.workbook.properties.creator = "ecocheck"
        self.workbook.properties.title = "符合性检查" if self.zh else "Conformity report"
        self.wrap = styles.Alignment(wrap_text=True, vertical="top")
        self.head = (
            styles.Font(bold=True),
            styles.PatternFill("solid", fgColor=SHADES["head"]),
            styles.Alignment(wrap_text=True, vertical="center"),
        )
        self.bold = styles.Font(bold=True)
        self.fills = {name: styles.PatternFill("solid", fgColor=colour) for name, colour in SHADES.items() if colour}
        self.fills |= {"breaks": self.fills["fail"], "open": self.fills["review"], "complies": self.fills["pass"],
                       "nothing_checked": self.fills["error"]}  # fmt: skip
        side = styles.Side(style="thin", color="D5DBE1")
        self.border = styles.Border(left=side, right=side, top=side, bottom=side)
        self._styled: dict[str, Any] = {}  # styles are looked up by value, which a hundred thousand cells would feel
        self.names = {subject.record: subject.name for subject in report.subjects}

    def sheet(self, zh: str, en: str, columns: tuple[Column, ...], rows: int, freeze: str = TOP, landscape: bool = True) -> Any:
        """A sheet with its header row; widths, panes and filter have to be set before rows are written."""
        sheet = self.workbook.create_sheet(zh if self.zh else en)
        for place, (_, _, wide) in enumerate(columns, 1):
            sheet.column_dimensions[self.letter(place)].width = wide
        sheet.freeze_panes = freeze
        sheet.auto_filter.ref = f"A1:{self.letter(len(columns))}{max(rows, 1) + 1}"
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = import_module("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        heads = []
        for column in columns:
            cell = self.cell(sheet, column[0 if self.zh else 1])
            cell.font, cell.fill, cell.alignment = self.head
            heads.append(cell)
        self.widths, self.row = [column[2] for column in columns], 1
        sheet.append(heads)
        return sheet

    def append(self, sheet: Any, cells: list[Any]) -> None:
        """A row as high as its longest text, since programs do not all work out the height of wrapped text."""
        self.row += 1
        lines = max(
            (math.ceil(width(cell.value) / (column - 1)) for cell, column in zip(cells, self.widths, strict=True) if isinstance(cell.value, str)),
            default=1,
        )  # fmt: skip
        sheet.row_dimensions[self.row].height = min(LINE * max(lines, 1) + 2, HIGHEST)
        sheet.append(cells)

    def cell(self, sheet: Any, value: Any, fill: str = "") -> Any:
        """A cell; texts are texts whatever they begin with."""
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

    def overview(self) -> None:
        """A line a record: verdict and how many findings have each outcome."""
        outcomes = [str(outcome) for outcome in Outcome]
        columns = (*OVERVIEW, *((OUTCOME_LABELS[name].zh, OUTCOME_LABELS[name].en, 11) for name in outcomes))
        sheet = self.sheet("总览", "Overview", columns, len(self.report.subjects), "C2")
        for subject in self.report.subjects:
            said = VERDICTS[subject.verdict][self.lang]
            counts = [self.cell(sheet, subject.counts[name], name if subject.counts[name] and name in ("fail", "error", "review") else "")
                      for name in outcomes]  # fmt: skip
            row = [self.cell(sheet, subject.record), self.cell(sheet, subject.name), self.cell(sheet, said, subject.verdict),
                   self.cell(sheet, subject.as_of)]  # fmt: skip
            self.append(sheet, [*row, *counts])

    def findings(self) -> None:
        """A line a finding, record by record, in the order of the documents' texts."""
        report = self.report
        whole = len(report.subjects) <= MOST_LISTED_WHOLE
        listed = [finding for finding in report.findings if whole or finding.outcome is not Outcome.NOT_APPLICABLE]
        sheet = self.sheet("检查结果", "Findings", FINDINGS, len(listed), "C2")
        sheet.print_area = f"A1:{self.letter(PRINTED)}{len(listed) + 1}"
        own: dict[str, list[Finding]] = {}
        for finding in listed:
            own.setdefault(finding.record, []).append(finding)
        for found in own.values():
            for _, several in documents_of(found, report.glossary):
                for finding in several:
                    self.append(sheet, self._finding(sheet, finding))

    def _finding(self, sheet: Any, finding: Finding) -> list[Any]:
        lang = self.lang
        demand, own = demand_said(finding, self.options.texts.sentences, lang)
        limit = finding.limit
        numeric = limit is not None and isinstance(limit.value, int | float)
        labels = [self.report.glossary.fact(name, lang) for name in finding.missing]
        document = self.report.glossary.documents[finding.document]
        joint, mark = ("；", "（摘要）") if self.zh else ("; ", " (paraphrase)")
        values = [
            finding.record, self.names.get(finding.record, ""), document.short[lang] or document.title[lang],
            finding.clause.section, finding.clause.id, finding.item, demand + ("" if own else mark),
            joint.join(facts_said(finding, self.report.glossary, lang)), conformity(finding, lang), body_of(finding.message, lang),
            joint.join(labels), finding.least_change[lang] if finding.least_change else "",
            limit.value if limit is not None and numeric else None, finding.margin.value if finding.margin else None,
            unit_said(limit.unit, self.zh) if limit else "", ("是" if self.zh else "yes") if finding.strictest is True else "",
            finding.requirement[lang], FORCES.get(finding.force, UNSAID)[self.lang], MODALITIES.get(finding.modality, UNSAID)[self.lang],
            str(finding.outcome), finding.rule, finding.fingerprint,
        ]  # fmt: skip
        return [self.cell(sheet, value, str(finding.outcome) if at == CONFORMITY_AT else "") for at, value in enumerate(values)]

    def missing(self) -> None:
        """The facts to ask for, the most useful first."""
        sheet = self.sheet("尚缺事实", "Missing facts", MISSING, len(self.report.questions))
        for place, question in enumerate(self.report.questions, 1):
            values = [place, question.label[self.lang], question.fact, question.findings, ", ".join(question.records),
                      question.meaning[self.lang], question.found_in[self.lang]]  # fmt: skip
            self.append(sheet, [self.cell(sheet, value) for value in values])

    def rules(self) -> None:
        """What each rule of the run says, once."""
        requirements = {finding.rule: finding.requirement for finding in self.report.findings if finding.requirement}
        rules = {finding.rule: finding for finding in self.report.findings}
        sheet = self.sheet("规则", "Rules", RULES, len(rules))
        for _, found in documents_of(rules.values(), self.report.glossary):
            for finding in found:
                values = [
                    finding.rule, self.report.glossary.documents[finding.document].short[self.lang], ", ".join(finding.clauses),
                    finding.title[self.lang], self.report.glossary.applies.get(finding.rule, UNSAID)[self.lang],
                    requirements.get(finding.rule, UNSAID)[self.lang], FORCES.get(finding.force, UNSAID)[self.lang],
                    MODALITIES.get(finding.modality, UNSAID)[self.lang], finding.in_force.get("from", ""), finding.in_force.get("to", ""),
                    finding.note[self.lang],
                ]  # fmt: skip
                self.append(sheet, [self.cell(sheet, value) for value in values])

    def receipt(self) -> None:
        """What the run rested on, with problems and notices."""
        lang = self.lang
        rows = receipt_rows(self.report, lang)
        rows += [("数据问题" if self.zh else "problem", problem.text(lang)) for problem in self.report.problems]
        rows += [
            ("提示" if self.zh else "notice", notice[lang]) for notice in (*self.report.notices, *self.options.texts.notices)
        ]
        rows += [
            ("原文副本" if self.zh else "copy of a document", f"{c.document} ← {c.file}  SHA-256 {c.sha256}")
            for c in self.options.texts.copies
        ]
        if len(self.report.subjects) > MOST_LISTED_WHOLE:
            said = "对象较多，不涉及的条款未逐条列出" if self.zh else "clauses that do not apply are not listed one by one"
            rows.append(("说明" if self.zh else "remark", said))
        sheet = self.sheet("凭据", "Receipt", RECEIPT, len(rows), landscape=False)
        for name, value in rows:
            self.append(sheet, [self.cell(sheet, name), self.cell(sheet, value)])

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.workbook.save(out)
        return repacked(out.getvalue(), report_day(self.report.receipt.as_of))
