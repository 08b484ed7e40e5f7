"""A document as a page for people: its clauses in the plan's order, each with the rules that decide it, in sentences.

The page is made from the rulebook alone and changes only where the rules do, so that a test can hold it fresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bilingual import COMMA, LANGUAGES, SEMICOLON, Said
from ..logic.conditions import Always, Attested, Compare, Lost, Node, Number, ParameterRef, comparisons
from ..logic.outcomes import MODALITIES
from ..logic.sentences import Speaker
from ..rulebook.listing import decided_by
from ..rulebook.meaning import own_days, reading_states
from ..rulebook.model import FORCES, KINDS, LEVELS, Clause, Document, Parameter, Rule, RulebookData
from ..vocabulary.model import SUBJECTS
from .goal_words import goal_lines

FORMS: dict[str, Said] = {
    "requirement": Said("要求", "requirement"),
    "ban": Said("禁令", "ban"),
    "threshold": Said("限值", "threshold"),
    "indicator": Said("指标", "indicator"),
    "task": Said("任务", "task"),
    "duty": Said("职责", "duty"),
    "fact": Said("事实", "fact"),
    "": Said("未分类", "unsorted"),
}
RULE_FORMS: dict[str, Said] = {
    "rule": Said("可测规则", "measured"),
    "attestation": Said("核实", "attested"),
    "indicator": Said("指标", "indicator"),
    "task": Said("任务", "task"),
    "duty": Said("职责", "duty"),
}
MADE = Said("由 `ecocheck docs` 生成，不要手改。", "Made by `ecocheck docs`; not to be edited by hand.")
OTHER = Said("English", "中文")
NO_SECTION = Said("（未注明章节）", "(no section)")
TO_VERIFY = Said("核对", "to verify")
FIGURES_OPEN = Said("数值尚须与正式文本核对", "figures are still to be held against the official text")
FIGURE_OPEN = Said("数值须与正式文本核对", "the figure is to be held against the official text")
OPEN = Said("待核对", "to be verified")
OPEN_TOO = Said("，待核对", ", to be verified")
COUNTED = Said(
    "条款 {clauses}：由事实判定 {measured}，由核实判定 {attested}，记录会涉及的主管部门职责 {duty}，与单个对象无关的主管部门职责 {authority}，"
    "留给人 {people}，尚无规则 {undecided}。",
    "{clauses} clauses: {measured} decided by facts, {attested} by attestation, {duty} duties of an authority that a record can touch, "
    "{authority} that concern no single record, {people} left to people, {undecided} without a rule.",
)
READ = Said(
    "须由第二人复核的条款 {wanted}：已复核 {read}，复核后规则有改动 {changed}。",
    "{wanted} clauses want a second reader: {read} read, {changed} changed since.",
)
READ_BY = Said("{by}于 {on} 对照原文复核", "held against the text by {by} on {on}")
IN_SPAN = Said(
    "{first} 至 {last} 之间，哪天不明；其间的记录由人核对",
    "between {first} and {last}, the day not known; records of that time are for a person",
)
NO_RULE = Said("尚无规则。", "No rule yet.")
SEE = Said("：见", ": see")
DAY_JUDGED = Said("判定日", "the day judged")
DERIVED = Said("推算", "derived")
EXCEPT = Said("例外 {id}（{ground}）", "except {id} ({ground})")
TESTS = Said("自带测试 {n} 个，见 {file}", "{n} tests, in {file}")
BAN = Said("一律不得", "not allowed at all")
PARAMETERS = Said("参数表", "Parameters")
VALUE = Said("值", "value")
NAMED = Said("{label}：{text}", "{label}: {text}")
ASIDE = Said("（{text}）", " ({text})")
_MARKUP = re.compile(r"([\\`*_<>\[\]|])")


def page(data: RulebookData, document: Document, lang: str) -> str:
    """The page of one document in one language, as Markdown."""
    return "\n".join(_Page(data, document, lang).lines()) + "\n"


def page_name(document: Document, lang: str) -> str:
    return f"{document.id}.md" if lang == "zh" else f"{document.id}.{lang}.md"


def plain(text: str) -> str:
    """A text in which Markdown sees nothing.

    >>> plain("a_b <2")
    'a\\\\_b \\\\<2'
    """
    return _MARKUP.sub(r"\\\1", text)


class _Page:
    def __init__(self, data: RulebookData, document: Document, lang: str) -> None:
        self.data, self.document, self.lang = data, document, lang
        self.speaker = Speaker(data.vocabulary)
        self.clauses = [clause for clause in data.clauses.values() if clause.document == document.id]
        self.deciding: dict[str, list[Rule]] = {}
        for rule in data.rules:
            for clause in rule.clauses:
                self.deciding.setdefault(clause, []).append(rule)
        self.states = reading_states(data, self.deciding)
        self.told: dict[str, str] = {}

    def said(self, text: Said, /, **parts: object) -> str:
        """A text of the page itself."""
        return text.filled(**parts)[self.lang]

    def of(self, text: Said) -> str:
        """A text of the rulebook; a remark that is there in one language only stands as it is."""
        return plain(text[self.lang] or text.zh or text.en)

    def aside(self, text: str) -> str:
        return self.said(ASIDE, text=text)

    def named(self, label: Said, text: str) -> str:
        return self.said(NAMED, label=label, text=text)

    def lines(self) -> Iterator[str]:
        other = next(lang for lang in LANGUAGES if lang != self.lang)
        yield f"# {self.of(self.document.title)}"
        yield ""
        yield f"{self.said(MADE)} [{self.said(OTHER)}]({page_name(self.document, other)})"
        yield ""
        yield from self._head()
        yield ""
        yield self._counts()
        yield self._second_readings()
        for section, clauses in self._sections().items():
            yield ""
            yield f"## {plain(section) or self.said(NO_SECTION)}"
            for clause in clauses:
                yield ""
                yield from self._clause(clause)
        yield from self._parameters()

    def _head(self) -> Iterator[str]:
        document = self.document
        area = self.data.areas.get(document.area)
        place = area.label[self.lang] if area else document.area
        rows = (
            (Said("编号", "id"), f"`{document.id}`"),
            (Said("类别", "kind"), self.of(LEVELS[document.level])),
            (Said("区域", "area"), place),
            (Said("发文机关", "issuer"), self.of(document.issuer)),
            (Said("文号", "number"), plain(document.number)),
            (Said("版本", "edition"), plain(document.edition)),
            (Said("规划期", "period"), f"{document.period.first} – {document.period.last}" if document.period else ""),
            (Said("印发", "issued"), _issue(document)[self.lang]),
            (Said("约束记录", "binds records"), f"{document.begins or ''} – {document.expires or ''}".strip(" –")),
            (Said("来源", "source"), self.of(document.source)),
            (Said("说明", "note"), self.of(document.note)),
        )
        yield "| | |"
        yield "|---|---|"
        yield from (f"| {name[self.lang]} | {text} |" for name, text in rows if text)
        if document.verify:
            yield f"| {self.said(TO_VERIFY)} | {self.said(FIGURES_OPEN)} |"

    def _counts(self) -> str:
        counts = dict.fromkeys(("measured", "attested", "duty", "authority", "people", "undecided"), 0)
        for clause in self.clauses:
            counts[decided_by(clause, self.deciding.get(clause.id, [])) or "undecided"] += 1
        return self.said(COUNTED, clauses=len(self.clauses), **counts)

    def _second_readings(self) -> str:
        states = [state for name, state in self.states.items() if self.data.clauses[name].document == self.document.id]
        return self.said(READ, wanted=len(states), read=states.count("read"), changed=states.count("changed"))

    def _sections(self) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.section, []).append(clause)
        return found

    def _clause(self, clause: Clause) -> Iterator[str]:
        short = clause.id.partition("/")[2]
        yield f"### {short}" + (f" 「{plain(clause.anchor)}」" if clause.anchor else "")
        yield ""
        marks = [self.of(FORMS.get(clause.form, Said(clause.form, clause.form)))]
        marks += [self.of(FORCES[clause.force])] if clause.force else []
        yield self.of(clause.say) + self.aside(" · ".join(marks))
        remarks = []
        if clause.trouble:
            remarks.append(self.named(Said("原文问题", "trouble in the text"), self.of(clause.trouble)))
        if clause.verify:
            remarks.append(self.said(FIGURE_OPEN))
        reading = self.data.readings.get(clause.id)
        if reading is not None and self.states.get(clause.id) == "read":
            remarks.append(self.said(READ_BY, by=plain(reading.by), on=reading.on))
        if clause.left_to_people:
            remarks.append(self.named(Said("留给人判断", "left to people"), self.of(clause.left_to_people)))
        rules = self.deciding.get(clause.id, [])
        if not rules and not clause.left_to_people:
            remarks.append(self.said(NO_RULE))
        if remarks or rules:
            yield ""
        yield from (f"- {remark}" for remark in remarks)
        for rule in rules:
            yield from self._rule(rule, short)

    def _rule(self, rule: Rule, clause: str) -> Iterator[str]:
        if rule.id in self.told:
            yield f"- {self.of(rule.title)}{self.aside(f'`{rule.id}`')}{self.said(SEE)} {self.told[rule.id]}"
            return
        self.told[rule.id] = clause
        yield f"- **{self.of(rule.title)}**{self.aside(f'`{rule.id}`')}"
        yield f"  - {self._marks(rule)}"
        yield from (f"  - {line}" for line in self._content(rule))

    def _marks(self, rule: Rule) -> str:
        marks = [
            self.of(RULE_FORMS[rule.form]),
            self.of(KINDS[rule.kind]),
            self.of(MODALITIES[rule.modality]),
            self.of(FORCES[rule.force]),
        ]
        subjects = [SUBJECTS[subject][self.lang] for subject in rule.subjects if subject not in ("indicator", "task")]
        marks += [COMMA[self.lang].join(subjects)] if subjects else []
        period = rule.in_force
        if own_days(rule, self.document) != (None, None):
            marks.append(f"{period.start or ''} – {period.end or ''}")
        if period.judged_on != ("as_of",):
            dates = [
                self.said(DAY_JUDGED) if name == "as_of" else self.speaker.fact(name)[self.lang] for name in period.judged_on
            ]
            marks.append(self.named(Said("按日期", "judged on"), " / ".join(plain(date) for date in dates)))
        if rule.status != "active":
            marks.append(rule.status)
        return " · ".join(marks)

    def _content(self, rule: Rule) -> Iterator[str]:
        if rule.each:
            group = self.data.vocabulary.groups[rule.each]
            yield self.named(Said("逐项", "for each of"), plain(group.label[self.lang]))
        for derived in rule.derive:
            yield f"{self.said(DERIVED)} {plain(derived.name)} = `{derived.expr}`{self.aside(derived.unit)}"
        if rule.scope is not None:
            yield self.named(Said("适用", "applies"), self._sentence(rule.scope))
        if rule.require is not None and rule.form == "rule":
            yield self.named(Said("要求", "requires"), self._sentence(rule.require))
        if isinstance(rule.require, Attested) and rule.evidence:
            yield self.named(Said("核实材料", "shown by"), self.of(rule.evidence))
        if rule.who:
            yield self.named(Said("责任", "who"), self.of(rule.who))
        yield from (plain(line[self.lang]) for line in goal_lines(rule))
        limits = list(dict.fromkeys(self._limits(rule)))
        if limits:
            yield self.named(Said("界限", "limits"), SEMICOLON[self.lang].join(limits))
        for exemption in rule.exempt:
            ground = exemption.clause or self.of(exemption.source)
            yield self.named(EXCEPT.filled(id=exemption.id, ground=ground), self._sentence(exemption.when))
            if exemption.note:
                yield self.named(Said("例外的说明", "note on it"), self.of(exemption.note))
        if rule.conflicts_with:
            yield self.named(Said("矛盾", "at odds with"), ", ".join(rule.conflicts_with))
        if rule.note:
            yield self.named(Said("说明", "note"), self.of(rule.note))
        if rule.verify:
            yield self.said(OPEN)
        if rule.form == "rule":
            yield self.said(TESTS, n=len(rule.tests), file=self._link(rule))

    def _link(self, rule: Rule) -> str:
        return f"[{rule.file.rpartition('/')[2]}](../../{rule.file})"

    def _sentence(self, node: Node) -> str:
        return plain(self.said(BAN)) if isinstance(node, Always) else plain(self.speaker.node(node)[self.lang])

    def _limits(self, rule: Rule) -> Iterator[str]:
        """The bounds of a rule with the wording that they read."""
        for part in rule.conditions:
            for node in comparisons(part):
                if any(isinstance(operand, Number | ParameterRef | Lost) for operand in node.operands):
                    yield self._limit(node)

    def _limit(self, node: Compare) -> str:
        reads = self.aside(self.named(Said("原文读作", "read from"), plain(node.reads))) if node.reads else ""
        return f"{plain(self.speaker.compare(node)[self.lang])}{reads}"

    def _parameters(self) -> Iterator[str]:
        own = [parameter for parameter in self.data.parameters.values() if parameter.document == self.document.id]
        if own:
            yield ""
            yield f"## {self.said(PARAMETERS)}"
        for parameter in own:
            yield ""
            yield from self._parameter(parameter)

    def _parameter(self, parameter: Parameter) -> Iterator[str]:
        yield f"### {parameter.name} {self.of(parameter.title)}".rstrip()
        for edition in parameter.editions:
            yield ""
            period = f"{edition.start or ''} – {edition.end or ''}"
            check = self.said(OPEN_TOO) if edition.verify else ""
            yield period + (self.aside(self.of(edition.source) + check) if edition.source or check else "")
            yield ""
            if edition.value:
                yield f"{plain(edition.value)} {parameter.unit if edition.value.replace('.', '').isdigit() else ''}".rstrip()
                continue
            yield f"| {' | '.join([*(plain(self.speaker.fact(key)[self.lang]) for key in parameter.by), parameter.unit or self.said(VALUE)])} |"
            yield "|" + "---|" * (len(parameter.by) + 1)
            for row in edition.rows:
                cells = [
                    plain(self.speaker.code(key, cell)[self.lang]) for key, cell in zip(parameter.by, row.keys, strict=True)
                ]
                yield f"| {' | '.join([*cells, plain(row.value)])} |"


def _issue(document: Document) -> Said:
    day = document.issued or document.published
    if document.issued_by is not None:
        return IN_SPAN.filled(first=day, last=document.issued_by)
    return Said(str(day or ""), str(day or ""))
