"""A workbook to fill in: what a plan asks of a subject, most telling facts first; `ecocheck check` reads it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..records.confirmation import printed_said
from ..records.tables.sheet_pages import DIFFERS, LINE, PAGE, PRINTED, SIGNATURE
from ..rulebook.model import Rule, SheetForm
from ..vocabulary.model import SUBJECTS, CodeList, Fact, Group, Vocabulary
from ..vocabulary.unit_words import measured, unit_said
from .form_sheet import FIRST, HEADER, ROWS, FormSheet, Head, Prompt, font, letter
from .office import workbook_bytes

#: Facts with many codes of which several apply: ticked on a sheet of their own.
TICKED = ("project.involves", "facility.involves")
CODES = "_代码"
YES_OR_NO = '"是,否"'
#: How many columns stand under the heading of what decides most.
FOREMOST = 12
OWN = (Head("编号", "", "自己的编号", "P01", 14), Head("名称", "", "", "示例化工厂", 22))
STATES = ("已落实", "未落实", "没有材料")
KINDS = {
    "number": "数值",
    "boolean": "是 或 否",
    "date": "日期",
    "codes": "多选，顿号隔开",
    "code": "单选",
    "time": "时刻",
    "place": "坐标，注明坐标系",
    "text": "文字",
}
EXAMPLES = {"boolean": "是", "date": "2027-05-01", "time": "22:00"}
INDUSTRIES, AN_INDUSTRY = "GB/T 4754 行业代码，如 C2614、26", "C2614"
EXPLANATION = (
    "怎么填",
    "1. 不知道就留空：空白算“不知道”，不算零，也不算“没有”。确实没有的写“无”，数值确实为零的写 0。",
    "2. 数值可以带单位（760 m、0.76公里、14 MW），不带单位就按表头的单位。约数写“约500米”，范围写“1.2～1.5”，未检出写“<0.05”或“0.05L”。",
    "3. 多选的格子用顿号隔开，如：新建、扩建。下拉只能点一个，多个请直接输入。",
    "4. 日期写成 2027-05-01；只知道月份就写 2027年5月。",
    "5. 文件类的事实：有就选“有”；只承诺以后办的，是“按要求落实”，不算有。",
    "6. 灰色的单位、含义、示例三行不读取，可以留着。没有用到的列可以删，列的次序可以换，表头不要改。",
    "7. 填好后保存为 .xlsx，运行：ecocheck check 文件名.xlsx --plan 规划名",
)
EXPLAINED = (("工作表", 12), ("事实", 26), ("字段名", 34), ("填什么", 16), ("可填的值", 60), ("含义", 60), ("从哪里找", 34))
EXPLAINED_HERE = "含义，从哪里找"
PAGE_COLUMNS = (("序号", 6), (LINE, 34), (EXPLAINED_HERE, 56), (PRINTED, 20), (DIFFERS, 24))
NOT_PRINTED = "（没有，另填）"
#: How the lines under a page are filled in.
SIGNING = {
    "by": "写姓名；没有人签名的页，什么都不算",
    "on": "签名的日期，如 2027-05-01",
    "rest": "逐行核对过以后选“是”：右边留空的行都按印的算。留空：只算右边填了的行",
}
ATTESTED = (("记录编号", 14), ("条款", 16), ("结论", 12), ("核实人", 12), ("文件", 26), ("要求", 60), ("看什么材料", 40))


def write_form(
    vocabulary: Vocabulary,
    subject: str,
    facts: Sequence[tuple[str, int]],
    attestations: Iterable[Rule],
    sheets: Iterable[SheetForm],
    title: str,
) -> bytes:
    """The form for a subject as an Excel file, the same bytes for the same rules.

    `facts` are the facts to ask for, in order, each with the number of rules that look at it; facts of lists go to sheets of their own.
    `sheets` are pages of their own, printed with every usual answer; those against which a record speaks are not closed when it is read.
    """
    form = _Form(vocabulary, subject, facts, tuple(sheets), title)
    for fact in form.ticked:
        form.ticks(fact)
    form.main()
    for group in form.groups():
        form.items(group)
    for sheet in form.sheets:
        form.page(sheet)
    form.attestations(list(attestations))
    form.explanation()
    form.codes()
    return form.bytes()


class _Form:
    """The workbook, sheet by sheet."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        subject: str,
        facts: Sequence[tuple[str, int]],
        sheets: tuple[SheetForm, ...],
        title: str,
    ) -> None:
        from openpyxl import Workbook

        self.vocabulary, self.subject, self.sheets, self.title = vocabulary, subject, sheets, title
        self.order = dict(facts)
        inside = vocabulary.facts_of_items(subject)
        asked = [vocabulary.facts[name] for name in self.order if name not in inside and name in vocabulary.facts]
        self.ticked = [fact for fact in asked if fact.name in TICKED]
        on_pages = {line.fact for sheet in sheets for line in sheet.lines}
        self.own = [fact for fact in asked if fact.name not in TICKED and fact.name not in on_pages]
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.name = SUBJECTS[subject].zh.partition("（")[0]
        self._lists: dict[str, int] = {}
        self._explained: list[tuple[str, Fact]] = []

    def groups(self) -> list[Group]:
        """The lists of things that are asked for."""
        return [group for group in self.vocabulary.items_of(self.subject) if any(name in self.order for name in group.facts)]

    def main(self) -> None:
        """A row a record, a column a fact."""
        sheet = self._sheet(self.name)
        sheet.heading(
            f"{self.title}：{self.name}填报表。一行一个；不知道的留空，没有的写“无”。从左往右填，越靠左的决定的条款越多。"
        )
        for column, head in enumerate(OWN, 1):
            sheet.column(column, head)
        for column, fact in enumerate(self.own, len(OWN) + 1):
            self._fact(sheet, column, fact, column - len(OWN) <= FOREMOST)
        sheet.marks()
        sheet.freeze(FIRST, len(OWN) + 1)

    def ticks(self, fact: Fact) -> None:
        """The codes of a fact below each other, to be ticked: what a screening answer needs, first of all sheets."""
        label = fact.label.zh
        sheet = self._sheet(label)
        sheet.heading(
            f"{label}：先填这一张。涉及的选“是”；全部看过以后，第一行选“是”，其余就都算不涉及。"
            f"有几个{self.name}时，一列一个，把“是否涉及”改成它的编号。"
        )
        for column, (text, wide) in enumerate(((label, 46), ("说明", 70), ("是否涉及", 14)), 1):
            sheet.header(column, text, wide, foremost=True)
        codes = [code for code in self.vocabulary.lists[fact.list].codes if code.code != "none"]
        rest = ("其余都不涉及", "全部看过以后选“是”；没有看完就留空，没勾的算不知道")
        for line, (text, meaning) in enumerate((rest, *((code.label.zh, code.meaning) for code in codes)), HEADER + 1):
            sheet.text(line, 1, text)
            sheet.text(line, 2, meaning).font = font(grey=True)
            sheet.blank(line, 3)
            sheet.high(line, ((text, 46), (meaning, 70)))
        sheet.choose(3, YES_OR_NO, first=HEADER + 1, rows=len(codes) + 1)
        self._explained.append((sheet.title, fact))
        sheet.freeze(HEADER + 1, 2)

    def items(self, group: Group) -> None:
        """A row an item of a list, linked to its record."""
        label = group.label.zh.removesuffix("清单")
        sheet = self._sheet(label)
        sheet.heading(
            f"{label}：一行一项，“记录编号”填“{self.name}”表里的编号。没有的，写记录编号，条目编号写“无”；整张表留空表示不知道。"
        )
        sheet.column(1, Head("记录编号", "", f"“{self.name}”表里的编号", "P01", 18))
        sheet.column(2, Head("编号", "", "这一项自己的编号", "1号", 12))
        sheet.choose(1, f"'{self.name}'!$A${FIRST}:$A${FIRST + ROWS - 1}", strict=False)
        for column, name in enumerate(group.facts, 3):
            self._fact(sheet, column, self.vocabulary.facts[name], self.order.get(name, 0) > 0)
        sheet.marks()
        sheet.freeze(FIRST, 3)

    def page(self, printed: SheetForm) -> None:
        """A page of like facts with their usual answers, to be looked through and signed by one person."""
        sheet = self._sheet(f"{PAGE} {printed.title.zh}")
        sheet.heading(
            f"{PAGE}：{printed.title.zh}（{printed.name}）。先填完{self.name}表，再逐行核对；与“{PRINTED}”不同的写在右边，"
            f"不知道的写“/”，最后签名。有几个{self.name}时，一列一个，把“{DIFFERS}”改成它的编号。"
        )
        for column, (text, wide) in enumerate(PAGE_COLUMNS, 1):
            sheet.header(column, text, wide, foremost=text == DIFFERS)
        last = len(PAGE_COLUMNS)
        facts = [self.vocabulary.facts[line.fact] for line in printed.lines]
        own = [(line, fact) for line, fact in zip(printed.lines, facts, strict=True) if self.subject in fact.subjects]
        for number, (line, fact) in enumerate(own, 1):
            answer = printed_said(fact, line.printed, self.vocabulary).zh if line.printed else NOT_PRINTED
            where = "；".join(text for text in (fact.meaning.zh, fact.found_in.zh) if text)
            self._page_row(sheet, HEADER + number, (str(number), fact.label.zh, where, answer))
            self._answer(sheet, last, fact, HEADER + number)
        for number, (key, label) in enumerate(SIGNATURE.items(), HEADER + len(own) + 1):
            self._page_row(sheet, number, ("", label, SIGNING[key], ""))
            if key == "rest":
                sheet.choose(last, YES_OR_NO, first=number, rows=1)
        sheet.freeze(HEADER + 1, 3)

    def _page_row(self, sheet: FormSheet, line: int, texts: Sequence[str]) -> None:
        for column, (name, _) in enumerate(PAGE_COLUMNS, 1):
            sheet.blank(line, column)
            if column <= len(texts):
                sheet.text(line, column, texts[column - 1]).font = font(grey=name == EXPLAINED_HERE, bold=not texts[0])
        sheet.high(line, ((text, wide) for text, (_, wide) in zip(texts, PAGE_COLUMNS, strict=False)))

    def attestations(self, rules: list[Rule]) -> None:
        """The clauses that nothing measures: somebody looks at the papers and says what they show."""
        if not rules:
            return
        sheet = self._sheet("核实")
        sheet.heading("没有数值可比的条款：看过材料后填结论，没看过的留空。表里只有一条记录时，记录编号可不填。")
        for column, (text, wide) in enumerate(ATTESTED, 1):
            sheet.header(column, text, wide, column <= 5)
        sheet.choose(3, f'"{",".join(STATES)}"', first=HEADER + 1, rows=len(rules) + ROWS)
        line = HEADER
        for rule in rules:
            title, evidence = rule.title.zh, rule.evidence.zh
            for clause in rule.clauses:
                line += 1
                for column, text in ((2, clause), (6, title), (7, evidence)):
                    sheet.text(line, column, text)
                for column in (1, 3, 4, 5):
                    sheet.blank(line, column)
                sheet.high(line, ((title, 60), (evidence, 40)))
        sheet.freeze(HEADER + 1, 3)

    def explanation(self) -> None:
        """How to fill the form in, then every fact with what may be written."""
        sheet = self._sheet("填写说明")
        for line, text in enumerate(EXPLANATION, 1):
            sheet.across(line, text, len(EXPLAINED), bold=line == 1)
        start = len(EXPLANATION) + 2
        for column, (text, wide) in enumerate(EXPLAINED, 1):
            sheet.header(column, text, wide, line=start)
        for line, (home, fact) in enumerate(self._explained, start + 1):
            values = _values(fact, self.vocabulary.lists[fact.list]) if fact.list else ""
            texts = (home, fact.label.zh, fact.name, _kind(fact), values, fact.meaning.zh, fact.found_in.zh)
            for column, text in enumerate(texts, 1):
                sheet.text(line, column, text)
            sheet.high(line, ((text, wide) for text, (_, wide) in zip(texts, EXPLAINED, strict=True)))
        sheet.freeze(start + 1, 1)

    def codes(self) -> None:
        """The lists that cells choose from, hidden."""
        sheet = self.book.create_sheet(CODES)
        sheet.sheet_state = "hidden"
        for name, column in self._lists.items():
            for line, code in enumerate(self.vocabulary.lists[name].codes, 1):
                sheet.cell(line, column, code.label.zh)

    def bytes(self) -> bytes:
        return workbook_bytes(self.book, "1980-01-01")

    def _sheet(self, title: str) -> FormSheet:
        return FormSheet(self.book, title, one_page=title != self.name)

    def _fact(self, sheet: FormSheet, column: int, fact: Fact, foremost: bool) -> None:
        """A column for a fact, with the values that it can take."""
        unit = unit_said(fact.unit).zh
        header = f"{fact.label.zh}（{unit}）" if fact.type == "number" and unit else fact.label.zh
        codes = self.vocabulary.lists[fact.list] if fact.type in ("code", "codes") else None
        wide = max(16, min(30, 2 * len(header) + 2))
        sheet.column(column, Head(header, _kind(fact), fact.meaning.zh, _example(fact, codes), wide, foremost))
        self._explained.append((sheet.title, fact))
        if codes is not None and codes.codes:
            sheet.choose(column, self._listed(codes), _prompt(fact), strict=fact.type == "code")
        elif fact.type == "boolean":
            sheet.choose(column, YES_OR_NO, _prompt(fact))
        else:
            sheet.hint(column, _prompt(fact))

    def _answer(self, sheet: FormSheet, column: int, fact: Fact, line: int) -> None:
        """A cell for the answer of one fact, with what it can take to choose from."""
        if fact.list:
            listed = self._listed(self.vocabulary.lists[fact.list])
            sheet.choose(column, listed, _prompt(fact), strict=False, first=line, rows=1)
        elif fact.type == "boolean":
            sheet.choose(column, YES_OR_NO, _prompt(fact), strict=False, first=line, rows=1)

    def _listed(self, codes: CodeList) -> str:
        """Where the hidden sheet has the codes of a list."""
        place = letter(self._lists.setdefault(codes.name, len(self._lists) + 1))
        return f"'{CODES}'!${place}$1:${place}${len(codes.codes)}"


def _kind(fact: Fact) -> str:
    """What to write for a fact."""
    unit = unit_said(fact.unit).zh
    kind = KINDS[fact.type] + (f"，{unit}" if fact.type == "number" and unit else "")
    return kind + ("，没有写“无”" if fact.none else "")


def _values(fact: Fact, codes: CodeList) -> str:
    """The values that a fact of codes can take."""
    if fact.type not in ("code", "codes"):
        return ""
    return INDUSTRIES if codes.scheme == "gbt4754" else "、".join(code.label.zh for code in codes.codes)


def _example(fact: Fact, codes: CodeList | None) -> str:
    if codes is not None:
        some = codes.codes[: 1 if fact.type == "code" else 2]
        return AN_INDUSTRY if codes.scheme == "gbt4754" else "、".join(code.label.zh for code in some)
    return measured(12, fact.unit).zh if fact.type == "number" else EXAMPLES.get(fact.type, "")


def _prompt(fact: Fact) -> Prompt:
    """What the fact means, and where its answer is found."""
    found = f"\n从哪里找：{fact.found_in.zh}" if fact.found_in.zh else ""
    return Prompt(fact.label.zh[:30], f"{_kind(fact)}。{fact.meaning.zh}{found}"[:250])
