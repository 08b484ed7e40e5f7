"""The table for people: what is broken, what is open, what to answer next; one screen for one project."""

from __future__ import annotations

from collections.abc import Iterable

from ...bilingual import Said
from ...findings.model import Finding
from ...findings.report import Question, ReportData, Subject, outside_the_plans
from ...findings.standing import HARMLESS, LATER, SHOWN, SHOWN_AS, shown_as, shown_counts, standing_said
from ...logic.outcomes import Outcome
from ...vocabulary.stages import STAGES
from ..options import Options
from ..order import by_record
from ..text_width import wrapped
from ..words import PROBLEMS, STAGE, body_of, folded_said, signed_said, stage_said

#: Outcomes whose findings carry the note on their clause.
NOTED = (Outcome.REVIEW, Outcome.FAIL, Outcome.EXEMPT)
#: How many findings under a word are shown unless everything is asked for.
MOST = {"unknown": 6, "pass": 8, LATER: 0, HARMLESS: 0}
MOST_QUESTIONS = 8
COLOURS = {
    "fail": "31;1",
    "error": "35;1",
    "review": "33",
    "unknown": "36",
    "advice": "34",
    "waived": "35",
    "exempt": "32",
    "pass": "32",
    "not_applicable": "2",
    LATER: "2;36",
    HARMLESS: "2",
    "breaks": "31;1",
    "open": "33;1",
    "complies": "32;1",
    "nothing_checked": "35;1",
    "refused": "35;1",
}
MARKS = {"error": "✗", "warning": "!"}

DAY = Said("判定日 {day}", "judged on {day}")
TODAY = Said("{day}（今天）", "{day} (today)")
OUTSIDE = Said(
    "   ✗ 不在所选规划的范围内：规划的 {rules} 条规则都没有用上",
    "   ✗ outside the plans named: {rules} rules of theirs were not applied",
)
MORE_OF = Said("   … 另有 {n} 条{outcome}（--all 全部列出）", "   … and {n} more, {outcome} (--all lists them)")
MORE_HARMLESS = Said(
    "   … {n} 条缺事实，但无论结果如何都不是违规（--all 全部列出）",
    "   … {n} lack facts, but whatever these are, none is a breach (--all lists them)",
)
MORE_LATER = Said(
    "   … {n} 条届时适用，到{stages}阶段再核（--all 全部列出）", "   … {n} apply later: {stages} (--all lists them)"
)
DECIDED = Said("     ✎ {decision}（{by} {date}）{reason}", "     ✎ {decision}（{by} {date}）{reason}")
WAIVED = Said(
    "     ✎ {document}（{body}，{start} ～ {until}）{reason}", "     ✎ {document}（{body}，{start} ～ {until}）{reason}"
)
NOTE = Said("     注：{note}", "     note: {note}")
NEXT = Said("▶ 接下来最该补充的信息", "▶ What to find out next")
QUESTION = Said("   {n}. {label} {fact} — {findings} 条待此定论", "   {n}. {label} {fact} — {findings} findings wait for it")
FOUND_IN = Said("（{found_in}）", " ({found_in})")
MORE_QUESTIONS = Said("   … 另有 {n} 项", "   … and {n} more")
TOTAL = Said("总结论：{verdict}   {total}", "Verdict: {verdict}   {total}")
READ = Said(
    "  读取 {read} 条记录 = 检查 {checked} + 无法读取 {refused}",
    "  {read} records read = {checked} checked + {refused} that could not be read",
)
RECEIPT = Said(
    "  判定日 {day} · ecocheck {version} · 规则库 {digest} · fail_on {fail_on}",
    "  judged on {day} · ecocheck {version} · rulebook {digest} · fail_on {fail_on}",
)


def write(report: ReportData, options: Options) -> str:
    """The whole report as text for a terminal."""
    table = _Table(report, options)
    several = len(report.subjects) > 1
    blocks = [table.subject(subject) for subject in report.subjects if subject.verdict != "refused"]
    blocks += [table.questions() if several else "", table.problems(), table.closing()]
    return "\n".join(block for block in blocks if block) + "\n"


class _Table:
    """The blocks of the table in one language, for a terminal of some width."""

    def __init__(self, report: ReportData, options: Options) -> None:
        self.report, self.options, self.lang = report, options, options.lang
        self.findings = by_record(report)

    def subject(self, subject: Subject) -> str:
        """One record: its verdict, then its findings, the worst first; a record alone brings its questions, too."""
        name = f"{subject.record} {subject.name}".strip()
        own = self.findings[subject.record]
        verdict = self._painted(standing_said(subject.verdict, subject.standing), subject.verdict)
        when = f"{self._said(DAY, day=subject.as_of)}   {STAGE[self.lang]} {stage_said(subject)[self.lang]}"
        lines = ["", f"━━ {name} ━━ {verdict}", f"   {self._counts(own)}", f"   {when}"]
        silent = outside_the_plans(own, self.report.receipt.plans)
        if silent:
            lines.insert(2, self._painted(OUTSIDE.filled(rules=silent), "error"))
        for word in SHOWN[:-1]:
            lines += self._group([one for one in own if shown_as(one) == word], word)
        if subject.folded:
            lines.append(self._wrapped(f"   … {folded_said(subject)[self.lang]}", 5))
        if len(self.report.subjects) == 1 and self.report.questions:
            lines.append(self.questions())
        return "\n".join(lines)

    def questions(self) -> str:
        """The facts whose answers would settle most."""
        asked = self.report.questions
        if not asked:
            return ""
        lines = ["", NEXT[self.lang], *(self._question(n, one) for n, one in enumerate(asked[:MOST_QUESTIONS], 1))]
        more = len(asked) - MOST_QUESTIONS
        return "\n".join([*lines, self._said(MORE_QUESTIONS, n=more)] if more > 0 else lines)

    def problems(self) -> str:
        """What could not be read."""
        found = self.report.problems
        if not found:
            return ""
        lines = (self._wrapped(f"   {MARKS[one.severity]} {one.text(self.lang)}", 6) for one in found)
        return "\n".join(["", f"▶ {PROBLEMS[self.lang]}", *lines])

    def closing(self) -> str:
        """The verdict of all records together, and what it rests on."""
        report, receipt = self.report, self.report.receipt
        verdict = self._painted(standing_said(report.verdict, report.standing), report.verdict)
        lines = ["", self._said(TOTAL, verdict=verdict, total=self._counts(report.findings))]
        lines += [f"  {notice[self.lang]}" for notice in (*signed_said(report), *report.notices)]
        read = len(report.subjects)
        if read > 1:
            refused = sum(subject.verdict == "refused" for subject in report.subjects)
            lines.append(self._said(READ, read=read, checked=read - refused, refused=refused))
        day = TODAY.filled(day=receipt.as_of) if receipt.as_of_source == "today" else receipt.as_of
        fail_on = ", ".join(report.policy["fail_on"])
        digest = receipt.rulebook[:12]
        return "\n".join([*lines, self._said(RECEIPT, day=day, version=receipt.ecocheck, digest=digest, fail_on=fail_on)])

    def _group(self, found: list[Finding], word: str) -> list[str]:
        """The findings under one word; of what is open a few, and none that waits for nobody, unless everything is asked for."""
        most = len(found)
        if not self.options.everything:
            if word == Outcome.UNKNOWN:
                found = sorted(found, key=lambda finding: (finding.worst != "fail", len(finding.missing)))
            most = MOST.get(word, most)
        lines = [line for finding in found[:most] for line in self._finding(finding)]
        if more := found[most:]:
            lines.append(self._more(more, word))
        return lines

    def _more(self, found: list[Finding], word: str) -> str:
        """What is said of findings that are not listed."""
        if word == LATER:
            stages = [label for name, label in STAGES.items() if any(finding.stage == name for finding in found)]
            return self._said(MORE_LATER, n=len(found), stages=stages)
        if word == HARMLESS:
            return self._said(MORE_HARMLESS, n=len(found))
        return self._said(MORE_OF, n=len(found), outcome=SHOWN_AS[word])

    def _finding(self, finding: Finding) -> list[str]:
        """One finding: its rule and clause, what was found, what would mend it, what a person has said of it."""
        lang, word = self.lang, shown_as(finding)
        item = f" [{finding.item}]" if finding.item else ""
        label = self._painted(SHOWN_AS[word], word)
        anchor = f"“{finding.clause.anchor}”" if finding.clause.anchor else ""
        lines = [
            f" {self._painted(Said('■', '■'), word)} {label} {finding.title[lang]}{item}  {finding.rule}",
            self._wrapped(f"     {f'{finding.clause.id} {finding.clause.section}'.strip()} {anchor}", 5),
            self._wrapped(f"     {body_of(finding.message)[lang]}", 5),
        ]
        if finding.least_change:
            lines.append(self._wrapped(f"     → {finding.least_change[lang]}", 7))
        if finding.decided:
            lines.append(self._wrapped(self._said(DECIDED, **finding.decided), 7))
        if finding.waiver:
            stated = {"start" if name == "from" else name: text for name, text in finding.waiver.items()}
            lines.append(self._wrapped(self._said(WAIVED, **stated), 7))
        if finding.outcome in NOTED and finding.note:
            lines.append(self._wrapped(self._said(NOTE, note=finding.note), 5))
        return lines

    def _question(self, place: int, question: Question) -> str:
        said = self._said(QUESTION, n=place, label=question.label, fact=question.fact, findings=question.findings)
        where = self._said(FOUND_IN, found_in=question.found_in) if question.found_in else ""
        return self._wrapped(said + where, 6)

    def _counts(self, findings: Iterable[Finding]) -> str:
        return "  ".join(f"{SHOWN_AS[word][self.lang]} {n}" for word, n in shown_counts(findings).items())

    def _said(self, text: Said, /, **parts: object) -> str:
        return text.filled(**parts)[self.lang]

    def _painted(self, text: Said, name: str) -> str:
        """A text in the colour of an outcome or verdict."""
        said = text[self.lang]
        return f"\033[{COLOURS[name]}m{said}\033[0m" if self.options.colour else said

    def _wrapped(self, text: str, indent: int) -> str:
        return wrapped(text, self.options.columns, indent)
