"""Sentences in Chinese and English from conditions, for messages, reports, generated pages and the terminal.

One template an operator (in the operator table); this module only puts labels and limits into them and joins the parts.
"""

from __future__ import annotations

from fractions import Fraction

from ..vocabulary.model import Vocabulary
from .conditions import (
    All,
    Always,
    Any,
    AsOf,
    Attested,
    Compare,
    Day,
    Every,
    FactRef,
    Flag,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Number,
    Operand,
    ParameterRef,
    Some,
    Texts,
)
from .operators import OPERATORS
from .truth import F

FLAGS = {True: ("是", "yes"), False: ("否", "no")}
MOST_CODES = 8


def decimal_text(value: Fraction, places: int = 6) -> str:
    """A fraction as people write it: exact where it ends within `places` decimals, else rounded and marked with ≈.

    >>> decimal_text(Fraction(27, 20)), decimal_text(Fraction(1, 3)), decimal_text(Fraction(80000))
    ('1.35', '≈0.333333', '80000')
    """
    scaled = value * 10**places
    whole = round(scaled)
    text = f"{abs(whole) // 10**places}.{abs(whole) % 10**places:0{places}d}".rstrip("0").rstrip(".")
    sign = "-" if whole < 0 else ""
    return f"{sign}{text}" if scaled == whole else f"≈{sign}{text}"


class Speaker:
    """Says conditions in one language with the labels of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, lang: str = "zh") -> None:
        self.vocabulary = vocabulary
        self.zh = lang == "zh"
        self.lang = lang
        self._compared: dict[tuple[Compare, bool], str] = {}

    def fact(self, name: str) -> str:
        """The label of a fact, or the plain name of a derived value."""
        fact = self.vocabulary.facts.get(name)
        return fact.label(self.lang) if fact else name.lstrip("$")

    def code(self, fact_name: str, code: str) -> str:
        fact = self.vocabulary.facts.get(fact_name)
        codes = self.vocabulary.lists.get(fact.list) if fact else None
        return codes.label(code, self.lang) if codes else code

    def operand(self, fact_name: str, operand: Operand) -> str:
        if isinstance(operand, Number):
            return operand.text
        if isinstance(operand, Texts):
            named = self.vocabulary.sets.get(operand.name)
            if named is not None:
                return named.zh if self.zh else named.en
            said = [self.code(fact_name, value) for value in operand.values[:MOST_CODES]]
            more = len(operand.values) - len(said)
            rest = (f"等{len(operand.values)}项" if self.zh else f" and {more} more") if more > 0 else ""
            return ("、" if self.zh else ", ").join(said) + rest
        if isinstance(operand, Day):
            return operand.text
        if isinstance(operand, Flag):
            return FLAGS[operand.value][0 if self.zh else 1]
        if isinstance(operand, FactRef):
            return self.fact(operand.name)
        if isinstance(operand, AsOf):
            return "判定日" if self.zh else "the day judged"
        if isinstance(operand, ParameterRef):
            return f"{operand.name}表中的限值" if self.zh else f"the limit in table {operand.name}"
        assert isinstance(operand, Lost)
        return "（原文数字缺失）" if self.zh else "(the number is lost in the text)"

    def compare(self, node: Compare, negated: bool = False) -> str:
        key = (node, negated)
        if key not in self._compared:
            self._compared[key] = self._compare(node, negated)
        return self._compared[key]

    def _compare(self, node: Compare, negated: bool) -> str:
        row = OPERATORS[node.op]
        joint = " ～ " if self.zh else " and "
        limit = joint.join(self.operand(node.fact, operand) for operand in node.operands)
        template = (row.zh_not if negated else row.zh) if self.zh else (row.en_not if negated else row.en)
        basis = (f"（{node.basis}）" if self.zh else f" ({node.basis})") if node.basis else ""
        label = self.fact(node.fact)
        return f"{label}{template.format(limit=limit)}{basis}" if self.zh else f"{label} {template.format(limit=limit)}{basis}"

    def node(self, node: Node, negated: bool = False) -> str:
        """The condition as a sentence without a full stop."""
        if isinstance(node, Compare):
            return self.compare(node, negated)
        if isinstance(node, All | Any):
            return self._joined(node.parts, isinstance(node, All) is not negated, negated)
        if isinstance(node, Not):
            return self.node(node.part, not negated)
        if isinstance(node, Judge):
            inner = self.node(node.part, negated)
            return f"{inner}（须人工判断）" if self.zh else f"{inner} (for a person to judge)"
        if isinstance(node, Always):
            if node.truth == F:
                return "一律不得" if self.zh else "not allowed at all"
            return "须人工判断" if self.zh else "for a person to judge"
        if isinstance(node, Some | Every):
            return self._group(node, negated)
        if isinstance(node, HasRow):
            return f"{node.table}表中列有该情形" if self.zh else f"table {node.table} has a row for the case"
        assert isinstance(node, Attested)
        met = (
            ("经核实已落实" if not negated else "经核实未落实")
            if self.zh
            else ("is attested as met" if not negated else "is attested as broken")
        )
        return f"{node.clause} {met}"

    def _joined(self, parts: tuple[Node, ...], conjunction: bool, negated: bool) -> str:
        if not parts:
            return ("无条件" if self.zh else "no condition") if conjunction else ("无情形" if self.zh else "no case")
        said = [self.node(part, negated) for part in parts]
        if len(said) == 1:
            return said[0]
        wrapped = [f"（{text}）" if self._compound(part) and self.zh else f"({text})" if self._compound(part) else text
                   for text, part in zip(said, parts, strict=True)]  # fmt: skip
        if self.zh:
            return ("，且" if conjunction else "，或").join(wrapped)
        return (" and " if conjunction else " or ").join(wrapped)

    @staticmethod
    def _compound(node: Node) -> bool:
        return isinstance(node, All | Any) and len(node.parts) > 1

    def _group(self, node: Some | Every, negated: bool) -> str:
        group = self.vocabulary.groups.get(node.group)
        label = (group.zh if self.zh else group.en) if group else node.group
        where = self.node(node.where)
        if isinstance(node, Some):
            if self.zh:
                return f"{label}中{'没有' if negated else '至少有一项'}：{where}"
            return f"{'none' if negated else 'at least one'} of {label}: {where}"
        if node.among is not None:
            among = self.node(node.among)
            where = f"凡{among}的，{where}" if self.zh else f"where {among}: {where}"
        if self.zh:
            return f"{label}中{'并非每一项都' if negated else '每一项都'}：{where}"
        return f"{'not every one' if negated else 'every one'} of {label}: {where}"
