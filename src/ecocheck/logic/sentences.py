"""Sentences in Chinese and English from conditions, for messages, reports, generated pages and the terminal.

One template an operator (in the operator table); this module only puts labels and limits into them and joins the parts.
"""

from __future__ import annotations

from fractions import Fraction

from ..bilingual import Said
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
from .flags import FLAGS, flag_said
from .operators import OPERATORS, Listed
from .truth import F

MOST_CODES = 8
NONE = "none"


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
    """Says conditions in one language with the labels of one vocabulary; `tables` are the titles of parameters."""

    def __init__(self, vocabulary: Vocabulary, lang: str = "zh", tables: dict[str, str] | None = None) -> None:
        self.vocabulary = vocabulary
        self.zh = lang == "zh"
        self.lang = lang
        self.tables = tables or {}
        self._compared: dict[tuple[Compare, bool], str] = {}

    def fact(self, name: str) -> str:
        """The label of a fact, or the plain name of a derived value."""
        fact = self.vocabulary.facts.get(name)
        return fact.label[self.lang] if fact else name.lstrip("$")

    def code(self, fact_name: str, code: str) -> str:
        fact = self.vocabulary.facts.get(fact_name)
        codes = self.vocabulary.lists.get(fact.list) if fact else None
        return codes.label(code)[self.lang] if codes else code

    def operand(self, fact_name: str, operand: Operand) -> str:
        if isinstance(operand, Number):
            return operand.text
        if isinstance(operand, Texts):
            named = self.vocabulary.sets.get(operand.name)
            if named is not None:
                return named.label[self.lang]
            said = [self.code(fact_name, value) for value in operand.values[:MOST_CODES]]
            more = len(operand.values) - len(said)
            rest = (f"等{len(operand.values)}项" if self.zh else f" and {more} more") if more > 0 else ""
            return ("、" if self.zh else ", ").join(said) + rest
        if isinstance(operand, Day):
            return operand.text
        if isinstance(operand, Flag):
            return FLAGS[operand.value][self.lang]
        if isinstance(operand, FactRef):
            return self.fact(operand.name)
        if isinstance(operand, AsOf):
            return "判定日" if self.zh else "the day judged"
        if isinstance(operand, ParameterRef):
            title = self.tables.get(operand.name) or operand.name
            if self.zh:
                return title if "限值" in title else f"《{title}》的规定值"
            return f"the {title}" if "limit" in title.lower() else f"the value in the table '{title}'"
        assert isinstance(operand, Lost)
        return "规定数值（原文数字缺失）" if self.zh else "the value asked for (lost in the text)"

    def compare(self, node: Compare, negated: bool = False) -> str:
        key = (node, negated)
        if key not in self._compared:
            self._compared[key] = self._compare(node, negated)
        return self._compared[key]

    def _compare(self, node: Compare, negated: bool) -> str:
        label = self.fact(node.fact)
        row = OPERATORS[node.op]
        flag = node.operands[0].value if isinstance(node.operands[0], Flag) else None
        if row.presence:
            return (row.says if flag is not negated else row.denies)[self.lang].format(fact=label)
        if flag is not None:
            return flag_said(Said(label, label), flag is (("=" in row.orders[0]) is not negated))[self.lang]
        said = self.predicate(node, negated)
        return f"{label}{said}" if self.zh else f"{label} {said}"

    def predicate(self, node: Compare, negated: bool = False, ought: bool = False) -> str:
        """What a comparison says of its fact, without the fact's label; with `ought` as what must hold (应为…, 不得超过…)."""
        row = OPERATORS[node.op]
        codes = node.operands[0] if node.operands else None
        if row.listed is not None and isinstance(codes, Texts) and codes.name not in self.vocabulary.sets:
            said = self._one_of(node, codes, row.listed[negated], ought)
        else:
            joint = " ～ " if self.zh else " and "
            limit = joint.join(self.operand(node.fact, operand) for operand in node.operands)
            said = (row.denies if negated else row.says)[self.lang].format(limit=limit, fact=self.fact(node.fact))
        if ought:
            said = _must_zh(said) if self.zh else _must_en(said)
        return said + ((f"（{node.basis}）" if self.zh else f" ({node.basis})") if node.basis else "")

    def _one_of(self, node: Compare, codes: Texts, reads: Listed, ought: bool) -> str:
        """Lists as 为A、B或C; of what may hold several codes, what it must hold as 包括A, must not hold as 不含A."""
        fact = self.vocabulary.facts.get(node.fact)
        several = fact is not None and fact.type == "codes" and NONE not in codes.values
        names = [self._quoted(node.fact, value) for value in codes.values[:MOST_CODES]]
        more = len(codes.values) - len(names)
        rest = (f"等{len(codes.values)}项" if self.zh else f" and {more} more") if more > 0 else ""
        if self.zh:
            text = ("、".join(names[:-1]) + "或" if len(names) > 1 and not rest else "、".join(names[:-1])) + names[-1] + rest
        else:
            text = (", ".join(names[:-1]) + " or " if len(names) > 1 else "") + names[-1] + rest
        return (reads.one if not several else reads.ought if ought else reads.several)[self.lang].format(limit=text)

    def _quoted(self, fact_name: str, code: str) -> str:
        """A code's label; the absence 无 in quotes, which a sentence would swallow."""
        label = self.code(fact_name, code)
        return (f"“{label}”" if self.zh else f"'{label}'") if code == NONE else label

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
            if isinstance(node.part, Always):
                return inner
            return f"{inner}（是否如此由人判定）" if self.zh else f"{inner} (a person judges whether)"
        if isinstance(node, Always):
            if node.truth == F:
                return "一律不得" if self.zh else "not allowed at all"
            return "由人判定" if self.zh else "a person judges"
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
        if not conjunction and not negated:
            plain = tuple(part for part in parts if not isinstance(part, Judge))
            judged = [part.part for part in parts if isinstance(part, Judge)]
            if plain and judged:
                return self._with_judged(plain, judged)
        said = [self.node(part, negated) for part in parts]
        if len(said) == 1:
            return said[0]
        wrapped = [f"（{text}）" if self._compound(part) and self.zh else f"({text})" if self._compound(part) else text
                   for text, part in zip(said, parts, strict=True)]  # fmt: skip
        if self.zh:
            return ("，且" if conjunction else "，或").join(wrapped)
        return (" and " if conjunction else " or ").join(wrapped)

    def _with_judged(self, plain: tuple[Node, ...], judged: list[Node]) -> str:
        """What meets the condition outright, then in brackets what a person judges; a fact just named is not named again."""
        said = self._joined(plain, False, False)
        last = plain[-1]
        again = [
            self.predicate(node) if isinstance(node, Compare) and isinstance(last, Compare) and node.fact == last.fact
            and not isinstance(node.operands[0], Flag) else self.node(node)
            for node in judged
        ]  # fmt: skip
        if self.zh:
            return f"{said}（{'，或'.join(again)}的，由人判定）"
        return (
            f"{said} (where it {' or '.join(again)}, a person judges)"
            if again[0].startswith(("is", "does", "inc"))
            else (f"{said} (where {' or '.join(again)}, a person judges)")
        )

    @staticmethod
    def _compound(node: Node) -> bool:
        if isinstance(node, Any) and sum(not isinstance(part, Judge) for part in node.parts) == 1:
            return False  # what a person judges stands in brackets already
        return isinstance(node, All | Any) and len(node.parts) > 1

    def _group(self, node: Some | Every, negated: bool) -> str:
        group = self.vocabulary.groups.get(node.group)
        label = (group.label.zh if self.zh else group.label.en) if group else node.group
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


def _must_zh(said: str) -> str:
    """不超过 is asked for as 不得超过, 为 as 应为."""
    return f"不得{said[1:]}" if said.startswith("不") else f"应{said}"


def _must_en(said: str) -> str:
    for word, must in (
        ("is not ", "must not be "),
        ("is ", "must be "),
        ("does not ", "must not "),
        ("includes ", "must include "),
    ):
        if said.startswith(word):
            return must + said.removeprefix(word)
    return f"required: {said}"
