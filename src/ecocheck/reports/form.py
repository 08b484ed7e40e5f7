"""A workbook to fill in: what a plan asks of a subject, most telling facts first; `ecocheck check` reads it back.

Cells to fill are formatted as text, so that Excel turns nothing that is typed (`1-2`, `0610`, `0.05L`) into a date or another number.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from ..logic.sentences import unit_said
from ..rulebook.model import Rule
from ..vocabulary.model import SUBJECTS, Fact, Group, Vocabulary
from .check.terminal import width
from .office import repacked

TITLE, HEADER, UNITS, MEANING, EXAMPLE, FIRST = 1, 2, 3, 4, 5, 6
ROWS = 60
#: Facts with many codes of which several apply: ticked on a sheet of their own.
TICKED = ("project.involves", "facility.involves")
CODES = "_代码"
#: How many columns stand under the heading of what decides most.
FOREMOST = 12
OWN = ((("编号", "record id"), "自己的编号", "P01"), (("名称", "name"), "", "示例化工厂"))
MARKS = {UNITS: "〔单位〕", MEANING: "〔含义〕", EXAMPLE: "〔示例，不读取〕"}
STATES = ("已落实", "未落实", "没有材料")


def write_form(
    vocabulary: Vocabulary, subject: str, facts: Sequence[tuple[str, int]], attestations: Iterable[Rule], title: str
) -> bytes:  # fmt: skip
    """The form for a subject as an Excel file, the same bytes for the same rules.

    `facts` are the facts to ask for, in order, each with the number of rules that look at it; facts of lists go to sheets of their own.
    """
    form = _Form(vocabulary, subject, facts, title)
    for fact in form.ticked:
        form.ticks(fact)
    form.main()
    for group in form.groups():
        form.items(group)
    form.attestations(list(attestations))
    form.explanation()
    form.codes()
    return form.bytes()


class _Form:
    def __init__(self, vocabulary: Vocabulary, subject: str, facts: Sequence[tuple[str, int]], title: str) -> None:
        from openpyxl import Workbook

        self.vocabulary, self.subject, self.title = vocabulary, subject, title
        self.order = dict(facts)
        inside = {name for group in vocabulary.groups.values() for name in group.facts}
        asked = [vocabulary.facts[name] for name in self.order if name not in inside and name in vocabulary.facts]
        self.ticked = [fact for fact in asked if fact.name in TICKED]
        self.own = [fact for fact in asked if fact.name not in TICKED]
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.name = SUBJECTS[subject].zh.partition("（")[0]
        self._lists: dict[str, int] = {}
        self._explained: list[tuple[str, Fact]] = []

    def groups(self) -> list[Group]:
        return [group for group in self.vocabulary.items_of(self.subject) if any(name in self.order for name in group.facts)]

    def main(self) -> None:
        sheet = self._sheet(self.name)
        self._heading(
            sheet,
            f"{self.title}：{self.name}填报表。一行一个；不知道的留空，没有的写“无”。从左往右填，越靠左的决定的条款越多。",
        )
        for column, ((zh, _), meaning, example) in enumerate(OWN, 1):
            self._column(sheet, column, zh, "", meaning, example, 14 if column == 1 else 22)
        for column, fact in enumerate(self.own, len(OWN) + 1):
            self._fact(sheet, column, fact, column - len(OWN) <= FOREMOST)
        self._marks(sheet)
        sheet.freeze_panes = sheet.cell(FIRST, len(OWN) + 1)

    def ticks(self, fact: Fact) -> None:
        """The codes of a fact below each other, to be ticked: what a screening answer needs, first of all sheets."""
        sheet = self._sheet(fact.label.zh)
        self._heading(
            sheet,
            f"{fact.label.zh}：先填这一张。涉及的选“是”；全部看过以后，第一行选“是”，其余就都算不涉及。"
            f"有几个{self.name}时，一列一个，把“是否涉及”改成它的编号。",
        )
        for column, (text, wide) in enumerate(((fact.label.zh, 46), ("说明", 70), ("是否涉及", 14)), 1):
            self._header(sheet, column, text, wide, foremost=True)
        codes = [code for code in self.vocabulary.lists[fact.list].codes if code.code != "none"]
        rest = ("其余都不涉及", "全部看过以后选“是”；没有看完就留空，没勾的算不知道")
        for line, (text, meaning) in enumerate((rest, *((code.label.zh, code.meaning) for code in codes)), HEADER + 1):
            self._text(sheet, line, 1, text)
            self._text(sheet, line, 2, meaning).font = self._font(grey=True)
            self._blank(sheet.cell(line, 3))
            sheet.row_dimensions[line].height = _height(((text, 46), (meaning, 70)))
        self._choice(sheet, 3, '"是,否"', first=HEADER + 1, rows=len(codes) + 1)
        self._explained.append((sheet.title, fact))
        sheet.freeze_panes = sheet.cell(HEADER + 1, 2)

    def items(self, group: Group) -> None:
        label = group.label.zh.removesuffix("清单")
        sheet = self._sheet(label)
        self._heading(
            sheet,
            f"{label}：一行一项，“记录编号”填“{self.name}”表里的编号。没有的，写记录编号，条目编号写“无”；整张表留空表示不知道。",
        )
        self._column(sheet, 1, "记录编号", "", f"“{self.name}”表里的编号", "P01", 18)
        self._column(sheet, 2, "编号", "", "这一项自己的编号", "1号", 12)
        self._choice(sheet, 1, f"'{self.name}'!$A${FIRST}:$A${FIRST + ROWS - 1}", strict=False)
        for column, name in enumerate(group.facts, 3):
            self._fact(sheet, column, self.vocabulary.facts[name], self.order.get(name, 0) > 0)
        self._marks(sheet)
        sheet.freeze_panes = sheet.cell(FIRST, 3)

    def attestations(self, rules: list[Rule]) -> None:
        """The clauses that nothing measures: somebody looks at the papers and says what they show."""
        if not rules:
            return
        sheet = self._sheet("核实")
        self._heading(sheet, "没有数值可比的条款：看过材料后填结论，没看过的留空。表里只有一条记录时，记录编号可不填。")
        columns = (("记录编号", 14), ("条款", 16), ("结论", 12), ("核实人", 12), ("文件", 26), ("要求", 60), ("看什么材料", 40))
        for column, (text, wide) in enumerate(columns, 1):
            self._header(sheet, column, text, wide, column <= 5)
        self._choice(sheet, 3, f'"{",".join(STATES)}"', first=HEADER + 1, rows=len(rules) + ROWS)
        line = HEADER
        for rule in rules:
            for clause in rule.clauses:
                line += 1
                for column, text in ((2, clause), (6, rule.title.zh), (7, rule.evidence.zh)):
                    self._text(sheet, line, column, text)
                for column in (1, 3, 4, 5):
                    self._blank(sheet.cell(line, column))
                sheet.row_dimensions[line].height = _height(((rule.title.zh, 60), (rule.evidence.zh, 40)))
        sheet.freeze_panes = sheet.cell(HEADER + 1, 3)

    def explanation(self) -> None:
        sheet = self._sheet("填写说明")
        lines = (
            "怎么填",
            "1. 不知道就留空：空白算“不知道”，不算零，也不算“没有”。确实没有的写“无”，数值确实为零的写 0。",
            "2. 数值可以带单位（760 m、0.76公里、14 MW），不带单位就按表头的单位。约数写“约500米”，范围写“1.2～1.5”，未检出写“<0.05”或“0.05L”。",
            "3. 多选的格子用顿号隔开，如：新建、扩建。下拉只能点一个，多个请直接输入。",
            "4. 日期写成 2023-05-01；只知道月份就写 2023年5月。",
            "5. 文件类的事实：有就选“有”；只承诺以后办的，是“按要求落实”，不算有。",
            "6. 灰色的单位、含义、示例三行不读取，可以留着。没有用到的列可以删，列的次序可以换，表头不要改。",
            "7. 填好后保存为 .xlsx，运行：ecocheck check 文件名.xlsx --plan 规划名",
        )
        for line, text in enumerate(lines, 1):
            cell = self._text(sheet, line, 1, text)
            sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=7)
            cell.font = self._font(bold=line == 1)
        start = len(lines) + 2
        columns = (
            ("工作表", 12),
            ("事实", 26),
            ("字段名", 34),
            ("填什么", 16),
            ("可填的值", 60),
            ("含义", 60),
            ("从哪里找", 34),
        )
        for column, (text, wide) in enumerate(columns, 1):
            self._header(sheet, column, text, wide, line=start)
        for line, (home, fact) in enumerate(self._explained, start + 1):
            texts = (home, fact.label.zh, fact.name, self._kind(fact), self._values(fact), fact.meaning.zh, fact.found_in.zh)
            for column, text in enumerate(texts, 1):
                self._text(sheet, line, column, text)
            sheet.row_dimensions[line].height = _height((text, wide) for text, (_, wide) in zip(texts, columns, strict=True))
        sheet.freeze_panes = sheet.cell(start + 1, 1)

    def codes(self) -> None:
        sheet = self.book.create_sheet(CODES)
        sheet.sheet_state = "hidden"
        for name, column in self._lists.items():
            for line, code in enumerate(self.vocabulary.lists[name].codes, 1):
                sheet.cell(line, column, code.label.zh)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return repacked(out.getvalue(), "1980-01-01")

    def _sheet(self, title: str) -> Any:
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.book.create_sheet(title)
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=title != self.name)
        sheet.page_setup.fitToHeight = 0
        return sheet

    def _font(self, bold: bool = False, grey: bool = False) -> Any:
        from openpyxl.styles import Font

        return Font(name="宋体", size=10, bold=bold, color="FF777777" if grey else "FF000000")

    def _heading(self, sheet: Any, text: str) -> None:
        cell = self._text(sheet, TITLE, 1, text)
        cell.font = self._font(bold=True)
        cell.alignment = _wrapped(wrap=False)
        sheet.row_dimensions[TITLE].height = 22
        sheet.row_dimensions[HEADER].height = 34

    def _header(self, sheet: Any, column: int, text: str, wide: float, foremost: bool = False, line: int = HEADER) -> None:
        from openpyxl.styles import PatternFill

        cell = self._text(sheet, line, column, text)
        cell.font = self._font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFFFE699" if foremost else "FFDDEBF7")
        cell.border = _edge()
        sheet.column_dimensions[cell.column_letter].width = wide

    def _column(
        self, sheet: Any, column: int, text: str, unit: str, meaning: str, example: str, wide: float, foremost: bool = True
    ) -> None:  # fmt: skip
        self._header(sheet, column, text, wide, foremost)
        for line, said in ((UNITS, unit), (MEANING, meaning), (EXAMPLE, example)):
            cell = self._text(sheet, line, column, said)
            cell.font = self._font(grey=True)
            cell.border = _edge()
        height = sheet.row_dimensions[MEANING].height or 0
        sheet.row_dimensions[MEANING].height = max(height, _height(((meaning, wide),)))
        sheet.column_dimensions[sheet.cell(HEADER, column).column_letter].number_format = "@"
        for line in range(FIRST, FIRST + ROWS):
            self._blank(sheet.cell(line, column))

    def _fact(self, sheet: Any, column: int, fact: Fact, foremost: bool) -> None:
        unit = unit_said(fact.unit, True)
        header = f"{fact.label.zh}（{unit}）" if fact.type == "number" and unit else fact.label.zh
        self._column(
            sheet,
            column,
            header,
            self._kind(fact),
            fact.meaning.zh,
            self._example(fact),
            max(16, min(30, 2 * len(header) + 2)),
            foremost,
        )
        self._explained.append((sheet.title, fact))
        if fact.type in ("code", "codes") and self.vocabulary.lists[fact.list].codes:
            place = self._lists.setdefault(fact.list, len(self._lists) + 1)
            letter = _letter(place)
            self._choice(
                sheet,
                column,
                f"'{CODES}'!${letter}$1:${letter}${len(self.vocabulary.lists[fact.list].codes)}",
                fact,
                strict=fact.type == "code",
            )
        elif fact.type == "boolean":
            self._choice(sheet, column, '"是,否"', fact)
        else:
            self._hint(sheet, column, fact)

    def _choice(
        self, sheet: Any, column: int, values: str, fact: Fact | None = None, strict: bool = True, first: int = FIRST, rows: int = ROWS
    ) -> None:  # fmt: skip
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(
            "list", formula1=values, allow_blank=True, showErrorMessage=strict, errorStyle="stop" if strict else "warning"
        )
        rule.errorTitle, rule.error = "不在可选范围", "请从下拉中选；不知道就留空"
        self._prompt(rule, fact)
        self._over(sheet, rule, column, first, rows)

    def _hint(self, sheet: Any, column: int, fact: Fact) -> None:
        """A bound on the length is all that a text cell is held to by Excel; what is typed is understood when it is read."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1="120", allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "太长", "最多 120 个字"
        self._prompt(rule, fact)
        self._over(sheet, rule, column, FIRST, ROWS)

    def _prompt(self, rule: Any, fact: Fact | None) -> None:
        if fact is not None:
            found = f"\n从哪里找：{fact.found_in.zh}" if fact.found_in.zh else ""
            rule.promptTitle, rule.prompt = fact.label.zh[:30], f"{self._kind(fact)}。{fact.meaning.zh}{found}"[:250]
            rule.showInputMessage = True

    def _over(self, sheet: Any, rule: Any, column: int, first: int, rows: int) -> None:
        letter = _letter(column)
        rule.add(f"{letter}{first}:{letter}{first + rows - 1}")
        sheet.add_data_validation(rule)

    def _kind(self, fact: Fact) -> str:
        unit = unit_said(fact.unit, True)
        return {
            "number": f"数值，{unit}" if unit else "数值", "boolean": "是 或 否", "date": "日期", "codes": "多选，顿号隔开",
            "code": "单选", "time": "时刻", "place": "坐标，注明坐标系", "text": "文字",
        }[fact.type] + ("，没有写“无”" if fact.none else "")  # fmt: skip

    def _values(self, fact: Fact) -> str:
        if fact.type not in ("code", "codes"):
            return ""
        codes = self.vocabulary.lists[fact.list]
        return (
            "GB/T 4754 行业代码，如 C2614、26"
            if codes.scheme == "gbt4754"
            else "、".join(code.label.zh for code in codes.codes)
        )

    def _example(self, fact: Fact) -> str:
        if fact.type in ("code", "codes"):
            codes = self.vocabulary.lists[fact.list]
            return (
                "C2614"
                if codes.scheme == "gbt4754"
                else "、".join(c.label.zh for c in codes.codes[: 1 if fact.type == "code" else 2])
            )
        unit = unit_said(fact.unit, True)
        return {"number": f"12 {unit}".strip(), "boolean": "是", "date": "2023-05-01", "time": "22:00"}.get(fact.type, "")

    def _marks(self, sheet: Any) -> None:
        for line, text in MARKS.items():
            cell = self._text(sheet, line, 1, text)
            cell.font = self._font(grey=True, bold=True)

    def _text(self, sheet: Any, line: int, column: int, text: str) -> Any:
        cell = sheet.cell(line, column)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        cell.font = self._font()
        cell.alignment = _wrapped()
        return cell

    def _blank(self, cell: Any) -> None:
        cell.number_format = "@"
        cell.border = _edge()
        cell.font = self._font()


def _wrapped(wrap: bool = True) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wrap)


def _edge() -> Any:
    from openpyxl.styles import Border, Side

    side = Side("thin", color="FFBFBFBF")
    return Border(side, side, side, side)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row, in points, for texts in columns of some widths; a Chinese character takes two places."""
    lines = max(-(-width(text) // max(int(wide) - 2, 1)) for text, wide in cells)
    return 14.0 * max(lines, 1) + 2


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
