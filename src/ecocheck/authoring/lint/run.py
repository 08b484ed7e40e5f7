"""The table of checks, and running them. A new check is a new row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...book import Rulebook
from ...errors import Mark, RuleSourceError
from ...rulebook.model import Rule
from ..marks import Sources
from . import clauses, coverage, facts, tables, wording, writing
from .model import SEVERITIES, Check, Desk, Severity

CHECKS: tuple[Check, ...] = (
    Check("bound-wording", "error", "界限与用词不符", "bound against wording", wording.bounds_against_wording),
    Check("conflict-one-sided", "error", "冲突只写了一边", "conflict told on one side only", clauses.conflicts_on_both_sides),
    Check("too-many-clauses", "error", "引用条款过多", "cites too many clauses", clauses.too_many_clauses),
    Check("threshold-attested", "error", "有数值却不测", "figure that nothing measures", clauses.thresholds_only_attested),
    Check("modality-wording", "warning", "力度与用词不符", "modality against wording", clauses.modality_against_words),
    Check("clause-open", "warning", "条款无规则也无理由", "clause without rule or reason", clauses.clauses_without_rule),
    Check("clause-both", "warning", "条款既留给人又有规则", "clause left to people and decided", clauses.people_and_rule),
    Check("topic-unknown", "error", "主题不在表内", "topic outside the list", writing.topic_unknown),
    Check("topic-missing", "warning", "缺主题", "topic missing", writing.topic_missing),
    Check("title-long", "warning", "标题过长", "title too long", writing.titles_too_long),
    Check("language", "warning", "语言放错", "wrong language", writing.wrong_language),
    Check("exemption-note", "warning", "豁免缺说明", "exemption without note", writing.exemptions_judged_without_note),
    Check("fact-not-carried", "warning", "对象没有这个事实", "fact that the subject lacks", facts.facts_not_carried),
    Check("screening-doubled", "warning", "涉及事项与事实重复", "screening beside its facts", facts.screening_beside_facts),
    Check("fact-unused", "info", "事实无规则用", "fact that no rule uses", facts.facts_unused),
    Check("fact-once", "info", "事实只用一次", "fact that one rule uses", facts.facts_used_once),
    Check("table-row", "warning", "表缺行", "row left out of a table", tables.rows_left_out),
    Check("table-gap", "info", "参数两版之间有空档", "days without a value", tables.gaps_between_editions),
    Check("test-kind", "error", "缺一类测试", "kind of test missing", coverage.kinds_missing),
    Check("test-unknown", "warning", "待核实的测试太松", "unknown that says too little", coverage.unknown_says_nothing),
    Check("test-exemption", "error", "豁免未测", "exemption untried", coverage.exemptions_untried),
    Check("test-bound", "warning", "界限未测", "bound untried", coverage.bounds_untried),
)


class Complaint(NamedTuple):
    """A remark with the check that made it; what a run of lint consists of."""

    severity: Severity
    code: str
    about: str
    mark: Mark
    zh: str
    en: str

    def text(self, lang: str) -> str:
        place = f"{self.mark.file}:{self.mark.line}" if self.mark.line else self.mark.file
        return f"{place}: {self.severity} {self.code} {self.about}: {self.zh if lang == 'zh' else self.en}"


def complaints(book: Rulebook, rules: list[Rule], files: list[tuple[str, Path]], whole: bool) -> list[Complaint]:
    """What every check says of some rules, and of the clauses and parameters in some files; errors first, then by place."""
    desk = Desk(book, rules, Sources(files), whole)
    return sorted(_said(desk), key=lambda one: (SEVERITIES.index(one.severity), one.mark, one.code, one.zh))


def _said(desk: Desk) -> Iterator[Complaint]:
    for check in CHECKS:
        for remark in check.look(desk):
            yield Complaint(remark.severity or check.severity, check.code, remark.about, remark.mark, remark.zh, remark.en)


def refusals(error: RuleSourceError) -> list[Complaint]:
    """What the reader refused (ids used twice, gaps and overlaps in tables, exemptions without ground, doubts without a note,
    anchors too long, texts in one language only), as complaints of the same form."""
    return [
        Complaint(
            "error" if problem.severity == "error" else "warning", f"read-{problem.code or 'refused'}", problem.field, problem.mark,
            f"{problem.zh}；{problem.hint_zh}" if problem.hint_zh else problem.zh,
            f"{problem.en}; {problem.hint_en}" if problem.hint_en else problem.en,
        )
        for problem in error.problems
    ]  # fmt: skip
