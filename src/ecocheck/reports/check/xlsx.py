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
from typing import Any, NamedTuple

from ...bilingual import SEMICOLON, Said
from ...findings.model import Finding
from ...findings.report import ReportData
from ...findings.standing import SHOWN, SHOWN_AS, shown_as, shown_counts, standing_said
from ...logic.outcomes import MODALITIES
from ...rulebook.model import FORCES
from ...vocabulary.stages import STAGES
from ...vocabulary.unit_words import unit_said
from ..fact_words import FactWords
from ..office import repacked, report_day
from ..options import Options
from ..order import by_record, documents_of, listed
from ..shades import SHADES
from ..text_width import width
from ..words import COPY_OF_DOCUMENT, body_of, conformity, demand_said, missing_said, receipt_rows, signed_said, stage_said

FORMULA = re.compile(r"^[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"^[+-]?[\d.]+(\s|$)")
NOT_IN_SHEETS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32000
#: Most records for which the sheet of findings lists those that do not apply too.
MOST_LISTED_WHOLE = 50
TOP = "A2"
#: The height of a line and the greatest of a row, in points.
LINE, HIGHEST = 14.5, 400

TITLE = Said("符合性检查", "Conformity report")
OVERVIEW, FINDINGS = Said("总览", "Overview"), Said("检查结果", "Findings")
MISSING, RULES, RECEIPT = Said("尚缺事实", "Missing facts"), Said("规则", "Rules"), Said("凭据", "Receipt")
YES = Said("是", "yes")
PROBLEM, NOTICE, REMARK = Said("数据问题", "problem"), Said("提示", "notice"), Said("说明", "remark")
NOT_LISTED = Said("对象较多，不涉及的条款未逐条列出", "clauses that do not apply are not listed one by one")


class Column(NamedTuple):
    """A column of a sheet: what its head says, and its width in characters."""

    head: Said
    wide: float


def columns(text: str) -> tuple[Column, ...]:
    """The columns of a table with a line a column: head in Chinese, in English, width.

    >>> columns("编号 | Record | 12")
    (Column(head=Said(zh='编号', en='Record'), wide=12.0),)
    """
    rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return tuple(Column(Said(zh, en), float(wide)) for zh, en, wide in rows)


OVERVIEW_COLUMNS = columns("""
    编号     | Record    | 12
    名称     | Name      | 34
    结论     | Verdict   | 26
    判定日期 | Judged on | 12
    阶段     | Stage     | 20
    另视为其他对象时可能适用 | May apply as another subject | 14
""")
FINDING_COLUMNS = columns("""
    编号         | Record                 | 10
    名称         | Name                   | 22
    文件         | Document               | 18
    章节         | Section                | 22
    条款         | Clause                 | 16
    条目         | Item                   | 8
    管控要求     | Requirement            | 48
    本项目情况   | Situation              | 52
    符合性       | Conformity             | 16
    说明         | Explanation            | 44
    尚缺事实     | Missing facts          | 26
    最小改动     | Least change           | 34
    限值         | Limit                  | 10
    余量         | Margin                 | 10
    单位         | Unit                   | 10
    最严         | Strictest              | 8
    要求（规则） | Requirement as decided | 36
    效力         | Force                  | 10
    措辞         | Modality               | 12
    结论代码     | Outcome                | 14
    规则         | Rule                   | 32
    指纹         | Fingerprint            | 23
    阶段         | Stage                  | 12
""")
MISSING_COLUMNS = columns("""
    顺序     | Order            | 7
    事实     | Fact             | 30
    字段     | Field            | 36
    待此定论 | Findings waiting | 10
    涉及对象 | Records          | 30
    含义     | Meaning          | 60
    来源     | Where to find it | 40
    待此定论的规则 | Rules waiting | 60
""")
RULE_COLUMNS = columns("""
    规则     | Rule        | 34
    文件     | Document    | 18
    条款     | Clauses     | 22
    标题     | Title       | 40
    适用于   | Applies to  | 50
    要求     | Requirement | 50
    效力     | Force       | 10
    措辞     | Modality    | 12
    有效期起 | From        | 12
    有效期止 | Until       | 12
    注       | Note        | 50
""")
RECEIPT_COLUMNS = columns("""
    项   | Item  | 20
    内容 | Value | 110
""")
CONFORMITY_AT = [column.head.en for column in FINDING_COLUMNS].index("Conformity")
#: What of the findings is printed: the conformity table, up to its explanation and least change.
PRINTED = 12


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
        self.facts = FactWords(report)
        self.names = {subject.record: subject.name for subject in report.subjects}
        self.workbook = openpyxl.Workbook(write_only=True)
        self.workbook.properties.creator = "ecocheck"
        self.workbook.properties.title = TITLE[self.lang]
        self.wrap = styles.Alignment(wrap_text=True, vertical="top")
        self.head = (
            styles.Font(bold=True),
            styles.PatternFill("solid", fgColor=SHADES["head"]),
            styles.Alignment(wrap_text=True, vertical="center"),
        )
        self.bold = styles.Font(bold=True)
        fills = {name: styles.PatternFill("solid", fgColor=colour) for name, colour in SHADES.items() if colour}
        verdicts = {"breaks": "fail", "open": "review", "complies": "pass", "nothing_checked": "error"}
        self.fills = fills | {verdict: fills[outcome] for verdict, outcome in verdicts.items()}
        side = styles.Side(style="thin", color="D5DBE1")
        self.border = styles.Border(left=side, right=side, top=side, bottom=side)
        self._styled: dict[str, Any] = {}  # styles are looked up by value, which a hundred thousand cells would feel

    def sheet(self, title: Said, columns: tuple[Column, ...], rows: int, freeze: str = TOP, landscape: bool = True) -> Any:
        """A sheet with its header row; widths, panes and filter have to be set before rows are written."""
        sheet = self.workbook.create_sheet(title[self.lang])
        for place, column in enumerate(columns, 1):
            sheet.column_dimensions[self.letter(place)].width = column.wide
        sheet.freeze_panes = freeze
        sheet.auto_filter.ref = f"A1:{self.letter(len(columns))}{max(rows, 1) + 1}"
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = import_module("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        heads = []
        for column in columns:
            cell = self.cell(sheet, column.head)
            cell.font, cell.fill, cell.alignment = self.head
            heads.append(cell)
        self.widths, self.row = [column.wide for column in columns], 1
        sheet.append(heads)
        return sheet

    def append(self, sheet: Any, values: list[Any], fills: dict[int, str] | None = None) -> None:
        """A row as high as its longest text, since programs do not all work out the height of wrapped text; some cells filled."""
        filled = fills or {}
        cells = [self.cell(sheet, value, filled.get(place, "")) for place, value in enumerate(values)]
        self.row += 1
        texts = [(cell.value, wide) for cell, wide in zip(cells, self.widths, strict=True) if isinstance(cell.value, str)]
        lines = max((math.ceil(width(text) / (wide - 1)) for text, wide in texts), default=1)
        sheet.row_dimensions[self.row].height = min(LINE * max(lines, 1) + 2, HIGHEST)
        sheet.append(cells)

    def cell(self, sheet: Any, value: Any, fill: str = "") -> Any:
        """A cell; texts are texts whatever they begin with."""
        value = value[self.lang] if isinstance(value, Said) else value
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
        columns = (*OVERVIEW_COLUMNS, *(Column(SHOWN_AS[word], 11) for word in SHOWN))
        grouped = by_record(self.report)
        sheet = self.sheet(OVERVIEW, columns, len(self.report.subjects), "C2")
        first = len(OVERVIEW_COLUMNS)
        for subject in self.report.subjects:
            verdict = standing_said(subject.verdict, subject.standing)
            values = [subject.record, subject.name, verdict, subject.as_of, stage_said(subject), subject.folded]
            counts = shown_counts(grouped[subject.record])
            fills = {first + SHOWN.index(word): word for word in ("fail", "error", "review") if word in counts}
            self.append(sheet, [*values, *(counts.get(word, 0) for word in SHOWN)], {2: subject.verdict, **fills})

    def findings(self) -> None:
        """A line a finding, record by record, in the order of the documents' texts."""
        report = self.report
        shown = listed(report.findings, len(report.subjects), MOST_LISTED_WHOLE)
        sheet = self.sheet(FINDINGS, FINDING_COLUMNS, len(shown), "C2")
        sheet.print_area = f"A1:{self.letter(PRINTED)}{len(shown) + 1}"
        own: dict[str, list[Finding]] = {}
        for finding in shown:
            own.setdefault(finding.record, []).append(finding)
        for found in own.values():
            for _, several in documents_of(found, report.glossary):
                for finding in several:
                    self.append(sheet, self._finding(finding), {CONFORMITY_AT: shown_as(finding)})

    def _finding(self, finding: Finding) -> list[Any]:
        glossary, limit = self.report.glossary, finding.limit
        document = glossary.documents[finding.document]
        return [
            finding.record,
            self.names.get(finding.record, ""),
            document.short or document.title,
            finding.clause.section,
            finding.clause.id,
            finding.item,
            demand_said(finding, self.options.texts.sentences),
            SEMICOLON.join(self.facts.of(finding)),
            conformity(finding),
            body_of(finding.message),
            SEMICOLON.join(missing_said(finding, glossary)),
            finding.least_change or "",
            limit.value if limit is not None and isinstance(limit.value, int | float) else None,
            finding.margin.value if finding.margin else None,
            unit_said(limit.unit) if limit else "",
            YES if finding.strictest is True else "",
            finding.requirement,
            FORCES.get(finding.force, ""),
            MODALITIES.get(finding.modality, ""),
            str(finding.outcome),
            finding.rule,
            finding.fingerprint,
            STAGES.get(finding.stage, ""),
        ]

    def missing(self) -> None:
        """The facts to ask for, the most useful first."""
        sheet = self.sheet(MISSING, MISSING_COLUMNS, len(self.report.questions))
        titles = {finding.rule: finding.title for finding in self.report.findings}
        for place, one in enumerate(self.report.questions, 1):
            waiting = SEMICOLON.join(titles[rule] for rule in one.rules)
            records = ", ".join(one.records)
            self.append(sheet, [place, one.label, one.fact, one.findings, records, one.meaning, one.found_in, waiting])

    def rules(self) -> None:
        """What each rule of the run says, once."""
        requirements = {finding.rule: finding.requirement for finding in self.report.findings if finding.requirement}
        rules = {finding.rule: finding for finding in self.report.findings}
        glossary = self.report.glossary
        sheet = self.sheet(RULES, RULE_COLUMNS, len(rules))
        for _, found in documents_of(rules.values(), glossary):
            for finding in found:
                values = [
                    finding.rule,
                    glossary.documents[finding.document].short,
                    ", ".join(finding.clauses),
                    finding.title,
                    glossary.applies.get(finding.rule, ""),
                    requirements.get(finding.rule, ""),
                    FORCES.get(finding.force, ""),
                    MODALITIES.get(finding.modality, ""),
                    finding.in_force.get("from", ""),
                    finding.in_force.get("to", ""),
                    finding.note,
                ]
                self.append(sheet, values)

    def receipt(self) -> None:
        """What the run rested on, with problems and notices."""
        own = self.options.texts
        rows: list[tuple[Said, Any]] = [*receipt_rows(self.report)]
        rows += [(PROBLEM, problem.text(self.lang)) for problem in self.report.problems]
        rows += [(NOTICE, notice) for notice in (*signed_said(self.report), *self.report.notices, *own.notices)]
        rows += [(COPY_OF_DOCUMENT, f"{one.document} ← {one.file}  SHA-256 {one.sha256}") for one in own.copies]
        if len(self.report.subjects) > MOST_LISTED_WHOLE:
            rows.append((REMARK, NOT_LISTED))
        sheet = self.sheet(RECEIPT, RECEIPT_COLUMNS, len(rows), landscape=False)
        for row in rows:
            self.append(sheet, list(row))

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.workbook.save(out)
        return repacked(out.getvalue(), report_day(self.report.receipt.as_of))
