"""Excel: overview, findings, missing facts in order, rules, receipt; headers frozen, filters on, outcomes by word and colour.

Every text is written as text. One that a spreadsheet could take for a formula gets an apostrophe before it, which keeps it a text
even after the sheet is saved as CSV.
"""

from __future__ import annotations

from typing import Any

from ...bilingual import SEMICOLON, Said
from ...findings.model import Finding
from ...findings.report import ReportData
from ...findings.standing import SHOWN, SHOWN_AS, shown_as, shown_counts, standing_said
from ...logic.outcomes import MODALITIES
from ...rulebook.model import FORCES
from ...vocabulary.stages import STAGES
from ...vocabulary.unit_words import unit_said
from ..office import writing_sheets
from ..options import Options
from ..order import by_record, documents_of, listed
from ..words import COPY_OF_DOCUMENT, body_of, conformity, demand_said, missing_said, receipt_rows, signed_said, stage_said
from .xlsx_book import Column, Workbook, columns
from .xlsx_pages import pages_to_fill

#: Most records for which the sheet of findings lists those that do not apply too.
MOST_LISTED_WHOLE = 50

OVERVIEW, FINDINGS = Said("总览", "Overview"), Said("检查结果", "Findings")
MISSING, RULES, RECEIPT = Said("尚缺事实", "Missing facts"), Said("规则", "Rules"), Said("凭据", "Receipt")
YES = Said("是", "yes")
PROBLEM, NOTICE, REMARK = Said("数据问题", "problem"), Said("提示", "notice"), Said("说明", "remark")
NOT_LISTED = Said("对象较多，不涉及的条款未逐条列出", "clauses that do not apply are not listed one by one")


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


def write(report: ReportData, options: Options) -> bytes:
    """The report as an Excel file."""
    with writing_sheets():
        book = _Report(report, options)
        book.overview()
        book.findings()
        pages_to_fill(book, report, options)
        book.missing()
        book.rules()
        book.receipt()
        return book.bytes()


class _Report(Workbook):
    """The sheets of a report."""

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
