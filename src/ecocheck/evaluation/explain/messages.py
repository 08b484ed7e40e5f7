"""The sentence of a finding, in Chinese and English, with the record's values in it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...bilingual import UNSAID, Said
from ...errors import DimensionMismatch
from ...findings.model import Finding, Limit
from ...logic.conditions import All, Always, Compare, Every, Flag, Node, Not, Number, ParameterRef
from ...logic.flags import flag_said
from ...logic.outcomes import OUTCOME_LABELS, Outcome
from ...logic.sentences import FLAGS, Speaker, decimal_text, unit_said
from ...logic.truth import F, T, Truths
from ...rulebook.model import Rule, RulebookData
from ...vocabulary.units import convert_factor
from ...vocabulary.values import NONE, Interval, Partial, Value
from ..case import Case
from ..judge import Judgement
from ..tree import Step, leaves

REASONS: dict[str, Said] = {
    "out_of_scope": Said("不属于该条款的适用范围", "the clause does not address it"),
    "out_of_area": Said("不在该文件的适用区域", "it lies outside the area of the document"),
    "not_in_force": Said("判定日不在该条款的有效期内", "the clause was not in force on the day judged"),
    "not_due": Said("未到考核年度", "its year has not come yet"),
    "none": Said("没有此类对象", "there is no such thing"),
    "in_principle": Said("原则性要求，未满足时须人工判定", "an in-principle norm; a breach is for a person to judge"),
    "programme": Said(
        "推进性要求，约束主管部门，单个对象未满足时须人工判定",
        "a programme that binds the authority; on one record a breach is for a person to judge",
    ),
    "judge": Said("条款没有就该情形作出明确规定，须人工判定", "the clause does not settle this case; a person must judge"),
    "lost": Said("原文数字缺失，须人工判定", "the number is lost in the text; a person must judge"),
    "uncertain": Said("数值在误差范围内，无法判断在限值哪一侧", "the limit lies inside the error band of the value"),
    "conflict": Said("条款之间有矛盾，须人工判定", "clauses contradict each other; a person must judge"),
    "authority": Said("该条款要求主管部门履职，提请注意", "the clause binds an authority; for attention"),
}


MOST_LIMBS = 3
_LOST = Said("原文数字缺失", "lost in the text")


class Messages:
    """Sentences for the findings of one rulebook."""

    def __init__(self, data: RulebookData, speakers: dict[str, Speaker]) -> None:
        self.data = data
        self.speakers = speakers
        self._limits: dict[Compare, list[str]] = {}
        self._said: dict[Node, Said] = {}

    def requirement(self, rule: Rule, lang: str) -> str:
        """What the rule asks for, as a sentence; for attestation rows, what shows it."""
        if rule.form == "attestation":
            return rule.evidence[lang] or rule.title[lang]
        if rule.form == "duty" or rule.require is None:
            return rule.title[lang]
        if isinstance(rule.require, Always):
            return rule.title[lang]
        return self.speakers[lang].node(rule.require)

    def value(self, fact_name: str, value: Value, lang: str, unit: str = "") -> str:
        """A value as a reviewer reads it: numbers in `unit` (the clause's), codes by their labels."""
        fact = self.data.vocabulary.facts.get(fact_name)
        own = fact.unit if fact else unit
        zh = lang == "zh"
        if value is NONE:
            return "无" if lang == "zh" else "none"
        if isinstance(value, bool):
            return FLAGS[value][0 if lang == "zh" else 1]
        if isinstance(value, Fraction):
            number, said = _in_unit(value, own, unit)
            return f"{decimal_text(number)} {unit_said(said, zh)}".strip()
        if isinstance(value, Interval):
            return self._interval(value, own, unit, lang)
        if isinstance(value, Partial):
            value = value.yes
        if isinstance(value, frozenset):
            said = "、" if lang == "zh" else ", "
            return said.join(self.speakers[lang].code(fact_name, code) for code in sorted(value)) or (
                "无" if lang == "zh" else "none"
            )
        if isinstance(value, date):
            return value.isoformat()
        return self.speakers[lang].code(fact_name, value)

    @staticmethod
    def _interval(value: Interval, own: str, unit: str, lang: str) -> str:
        if isinstance(value.low, date):
            return f"{value.low} ～ {value.high}" if lang == "zh" else f"{value.low} to {value.high}"
        low, said = _in_unit(value.low, own, unit)
        said = unit_said(said, lang == "zh")
        if value.high is None:
            return (
                ("未检出（未给检出限）" if lang == "zh" else "not detected (no detection limit)")
                if not low
                else f">{decimal_text(low)} {said}"
            )
        high, _ = _in_unit(value.high, own, unit)
        if value.censored:
            return f"<{decimal_text(high)} {said}".strip()
        return f"{decimal_text(low)}～{decimal_text(high)} {said}".strip()

    def limb(self, step: Step, case: Case, limit: Limit | None, lang: str) -> str:
        """A comparison that failed or is open: the fact with its value, and what is asked of it.

        Under `not` a comparison fails because it holds; what is asked then is its opposite.
        """
        node = step.node
        speaker = self.speakers[lang]
        zh = lang == "zh"
        negated = step.truths == T
        if not isinstance(node, Compare):
            return speaker.node(node)
        if node.fact.startswith("$") or case.facts.get(node.fact) is None:
            return speaker.compare(node, negated)
        flagged = isinstance(node.operands[0], Flag)
        asked = speaker.compare(node, negated) if flagged else speaker.predicate(node, negated, ought=True)
        if isinstance(node.operands[0], ParameterRef) and limit is not None and limit.fact == node.fact:
            number = f"{limit.value} {unit_said(limit.unit, zh)}".strip()
            asked += f"（{number}）" if zh else f" ({number})"
        state = self.state(node.fact, case.facts[node.fact], lang, _unit(node))
        if flagged:
            return f"{state}，要求{asked}" if zh else f"{state}; required: {asked}"
        return f"{state}，{asked}" if zh else f"{state}; it {asked}"

    def state(self, fact_name: str, value: Value, lang: str, unit: str = "") -> str:
        """A fact with its value, as a statement: 距岸线距离为0.76 km, 占用行为未依法批准."""
        label = self.speakers[lang].fact(fact_name)
        if isinstance(value, bool):
            return flag_said(label, value, lang == "zh")
        shown = self.value(fact_name, value, lang, unit)
        if value is NONE or value == frozenset(("none",)):
            shown = f"“{shown}”" if lang == "zh" else f"'{shown}'"
        return f"{label}为{shown}" if lang == "zh" else f"{label} is {shown}"

    def message(
        self, finding: Finding, rule: Rule, case: Case, judged: Judgement, limbs: list[tuple[str, Step]], lang: str
    ) -> str:
        zh = lang == "zh"
        label = OUTCOME_LABELS[finding.outcome][lang]
        stop = "。" if zh else "."
        reason = REASONS.get(finding.reason, UNSAID)[lang]
        outcome = finding.outcome
        if outcome in (Outcome.UNKNOWN, Outcome.ERROR):
            return self.unknown(finding, lang)
        said = [self.limb(step, case, finding.limit, lang) for step in _telling(judged.require)[:MOST_LIMBS]] if limbs else []
        if rule.form == "attestation" or isinstance(rule.require, Always) or not said:
            said = [self.requirement(rule, lang)]
            addressed = self._met(judged.scope, case, lang) if isinstance(rule.require, Always) else ""
            if addressed:
                said.insert(0, addressed)
        body = ("；" if zh else "; ").join(said)
        if outcome is Outcome.PASS:
            body = self._met(judged.require, case, lang) or self.requirement(rule, lang)
        if outcome is Outcome.EXEMPT:
            body = f"{body}；适用例外 {finding.exemption}" if zh else f"{body}; the exception {finding.exemption} applies"
        if finding.reason == "lost" and _LOST[lang] in body:
            reason = "须人工判定" if zh else "for a person to judge"
        tail = (f"（{reason}）" if zh else f" ({reason})") if reason else ""
        return f"{label}：{body}{tail}{stop}" if zh else f"{label}: {body}{tail}{stop}"

    def limits(self, node: Compare) -> list[str]:
        """The limits of a comparison in Chinese, made once."""
        if node not in self._limits:
            self._limits[node] = [self.speakers["zh"].operand(node.fact, operand) for operand in node.operands]
        return self._limits[node]

    def said(self, node: Node) -> Said:
        """An undivided condition as a sentence in both languages, made once."""
        if node not in self._said:
            self._said[node] = Said(*(speaker.node(node) for speaker in self.speakers.values()))
        return self._said[node]

    def unknown(self, finding: Finding, lang: str) -> str:
        """What is missing or unusable, and what may still come of it."""
        zh = lang == "zh"
        label = OUTCOME_LABELS[finding.outcome][lang]
        wrong = finding.outcome is Outcome.ERROR and finding.bad
        names = ("、" if zh else ", ").join(self.fact(name, lang) for name in (finding.bad if wrong else finding.missing))
        labels = [OUTCOME_LABELS[o][lang] for o in finding.possible]
        possible = ("、" if zh else ", ").join(labels[:-1]) + ("或" if zh else " or ") + labels[-1]
        if finding.outcome is Outcome.ERROR:
            if zh:
                return f"{label}：{names}的数据不能使用；改正后结论可能为{possible}。"
            return f"{label}: {names} cannot be used; once mended the outcome may be {possible}."
        if zh:
            return f"{label}：尚缺{names}；补齐后结论可能为{possible}。"
        return f"{label}: not given: {names}; the outcome may be {possible}."

    def _met(self, step: Step, case: Case, lang: str) -> str:
        nodes = [leaf.node for leaf in leaves(step) if isinstance(leaf.node, Compare) and leaf.node.fact in case.facts]
        said = [self.state(node.fact, case.facts[node.fact], lang, _unit(node)) for node in nodes[:MOST_LIMBS]]
        return ("；" if lang == "zh" else "; ").join(dict.fromkeys(said))

    def fact(self, name: str, lang: str) -> str:
        """The label of what is missing: a fact, a group, an attestation or a parameter."""
        if name.startswith("attested:"):
            clause = name.removeprefix("attested:")
            return f"{clause} 的核实结论" if lang == "zh" else f"the attestation of {clause}"
        group = self.data.vocabulary.groups.get(name)
        if group is not None:
            return group.label[lang]
        if name.startswith("$"):
            parameter = self.data.parameters.get(name[1:])
            return (parameter.title[lang] if parameter is not None else "") or name[1:]
        return self.speakers[lang].fact(name)


def screens(node: Node) -> bool:
    """Whether a condition only asks which matters a record involves: beside a measured one it says for whom that holds, no demand."""
    return isinstance(node, Compare) and node.fact.endswith(".involves")


def _telling(require: Step) -> list[Step]:
    """The failed comparisons that a sentence should name: of alternatives on one fact the first, measured ones before screening."""
    found = _failed(require, T)
    return [step for step in found if not screens(step.node)] or found


def _failed(step: Step, wanted: Truths) -> list[Step]:
    other = F if wanted == T else T
    if step.truths & wanted and not step.truths & other:
        return []
    if isinstance(step.node, Not):
        return _failed(step.parts[0], other)
    if not step.parts:
        return [step]
    found = [limb for part in step.parts for limb in _failed(part, wanted)]
    if isinstance(step.node, All | Every) is (wanted == T):
        return found
    first = {
        limb.node.fact if isinstance(limb.node, Compare) else str(place): limb
        for place, limb in reversed(list(enumerate(found)))
    }
    return [limb for limb in found if limb in first.values()]


def _unit(node: Compare) -> str:
    return node.operands[0].unit if node.operands and isinstance(node.operands[0], Number) else ""


def _in_unit(value: Fraction, own: str, unit: str) -> tuple[Fraction, str]:
    if not unit or unit == own:
        return value, "" if own == "1" else own
    try:
        return value * convert_factor(own, unit), "" if unit == "1" else unit
    except DimensionMismatch:  # an equivalent dimension (MW against t/h): the fact's own unit is shown
        return value, own
