"""Sentences in Chinese and English from conditions, for messages, reports, generated pages and the terminal.

One template an operator (in the operator table); this module only puts labels and limits into them and joins the parts, in both
languages at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ..bilingual import COMMA, Said
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
from .fold import Algebra, fold
from .operators import MUST, OPERATORS, Listed
from .truth import F

MOST_CODES = 8
NONE = "none"
AND, OR = Said("，且", " and "), Said("，或", " or ")
NO_CONDITION, NO_CASE = Said("无条件", "no condition"), Said("无情形", "no case")
IN_BRACKETS = Said("（{text}）", "({text})")
BASIS = Said("{said}（{basis}）", "{said} ({basis})")
OF_FACT = Said("{fact}{said}", "{fact} {said}")
TO = Said(" ～ ", " and ")
OR_LAST = Said("或", " or ")
QUOTED = Said("“{label}”", "'{label}'")
DAY_JUDGED = Said("判定日", "the day judged")
LOST = Said("规定数值（原文数字缺失）", "the value asked for (lost in the text)")
WHETHER = Said("{said}（是否如此由人判定）", "{said} (a person judges whether)")
BY_A_PERSON = Said("由人判定", "a person judges")
NOT_AT_ALL = Said("一律不得", "not allowed at all")
#: What meets a condition outright, then what a person judges; the second reads on about the fact just named.
BUT_JUDGED = Said("{said}（{again}的，由人判定）", "{said} (where {again}, a person judges)")
BUT_IT_JUDGED = Said("{said}（{again}的，由人判定）", "{said} (where it {again}, a person judges)")
HAS_ROW = Said("{table}表中列有该情形", "table {table} has a row for the case")
ATTESTED = {
    False: Said("{clause} 经核实已落实", "{clause} is attested as met"),
    True: Said("{clause} 经核实未落实", "{clause} is attested as broken"),
}
SOME = {
    False: Said("{group}中至少有一项：{where}", "at least one of {group}: {where}"),
    True: Said("{group}中没有：{where}", "none of {group}: {where}"),
}
EVERY = {
    False: Said("{group}中每一项都：{where}", "every one of {group}: {where}"),
    True: Said("{group}中并非每一项都：{where}", "not every one of {group}: {where}"),
}
AMONG = Said("凡{among}的，{where}", "where {among}: {where}")


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
    """Says conditions with the labels of one vocabulary; `titles` are those of parameters."""

    def __init__(self, vocabulary: Vocabulary, titles: Mapping[str, Said] | None = None) -> None:
        self.vocabulary = vocabulary
        self.titles = titles or {}
        self._compared: dict[tuple[Compare, bool], Said] = {}
        self._sentences = _Sentences(self)

    def fact(self, name: str) -> Said:
        """The label of a fact, or the plain name of a derived value."""
        fact = self.vocabulary.facts.get(name)
        return fact.label if fact else _same(name.lstrip("$"))

    def code(self, fact_name: str, code: str) -> Said:
        fact = self.vocabulary.facts.get(fact_name)
        codes = self.vocabulary.lists.get(fact.list) if fact else None
        return codes.label(code) if codes else _same(code)

    def operand(self, fact_name: str, operand: Operand) -> Said:
        if isinstance(operand, Number | Day):
            return _same(operand.text)
        if isinstance(operand, Texts):
            named = self.vocabulary.sets.get(operand.name)
            if named is not None:
                return named.label
            said = COMMA.join(self.code(fact_name, value) for value in operand.values[:MOST_CODES])
            rest = _rest(operand)
            return Said(said.zh + rest.zh, said.en + rest.en)
        if isinstance(operand, Flag):
            return FLAGS[operand.value]
        if isinstance(operand, FactRef):
            return self.fact(operand.name)
        if isinstance(operand, AsOf):
            return DAY_JUDGED
        if isinstance(operand, ParameterRef):
            return self._parameter(operand.name)
        assert isinstance(operand, Lost)
        return LOST

    def _parameter(self, name: str) -> Said:
        title = self.titles.get(name, Said())
        zh, en = title.zh or name, title.en or name
        return Said(
            zh if "限值" in zh else f"《{zh}》的规定值",
            f"the {en}" if "limit" in en.lower() else f"the value in the table '{en}'",
        )

    def compare(self, node: Compare, negated: bool = False) -> Said:
        key = (node, negated)
        if key not in self._compared:
            self._compared[key] = self._compare(node, negated)
        return self._compared[key]

    def _compare(self, node: Compare, negated: bool) -> Said:
        label = self.fact(node.fact)
        row = OPERATORS[node.op]
        flag = node.operands[0].value if isinstance(node.operands[0], Flag) else None
        if row.presence:
            return (row.says if flag is not negated else row.denies).filled(fact=label)
        if flag is not None:
            return flag_said(label, flag is (("=" in row.orders[0]) is not negated))
        return OF_FACT.filled(fact=label, said=self.predicate(node, negated))

    def predicate(self, node: Compare, negated: bool = False, ought: bool = False) -> Said:
        """What a comparison says of its fact, without the fact's label; with `ought` as what must hold (应为…, 不得超过…)."""
        row = OPERATORS[node.op]
        codes = node.operands[0] if node.operands else None
        if row.listed is not None and isinstance(codes, Texts) and codes.name not in self.vocabulary.sets:
            said = self._one_of(node, codes, row.listed[negated], ought)
        else:
            limit = TO.join(self.operand(node.fact, operand) for operand in node.operands)
            said = (row.denies if negated else row.says).filled(limit=limit, fact=self.fact(node.fact))
        if ought:
            said = Said(_must_zh(said.zh), _must_en(said.en))
        return BASIS.filled(said=said, basis=node.basis) if node.basis else said

    def _one_of(self, node: Compare, codes: Texts, reads: Listed, ought: bool) -> Said:
        """Lists as 为A、B或C; of what may hold several codes, what it must hold as 包括A, must not hold as 不含A."""
        fact = self.vocabulary.facts.get(node.fact)
        several = fact is not None and fact.type == "codes" and NONE not in codes.values
        *first, last = (self._quoted(node.fact, value) for value in codes.values[:MOST_CODES])
        rest = _rest(codes)
        before = COMMA.join(first)
        between = OR_LAST if first else Said()
        limit = Said(before.zh + ("" if rest else between.zh) + last.zh + rest.zh, before.en + between.en + last.en + rest.en)
        return (reads.one if not several else reads.ought if ought else reads.several).filled(limit=limit)

    def _quoted(self, fact_name: str, code: str) -> Said:
        """A code's label; the absence 无 in quotes, which a sentence would swallow."""
        label = self.code(fact_name, code)
        return QUOTED.filled(label=label) if code == NONE else label

    def node(self, node: Node, negated: bool = False) -> Said:
        """The condition as a sentence without a full stop."""
        return fold(node, self._sentences)(negated)


#: A condition that can be said as it is (False) or denied (True).
Sayable = Callable[[bool], Said]


class _Sentences(Algebra[Sayable]):
    """Sentences without a full stop; how a part reads may depend on what stands beside it."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker

    def compare(self, node: Compare) -> Sayable:
        return lambda negated: self.speaker.compare(node, negated)

    def all_of(self, node: All, parts: Iterator[Sayable]) -> Sayable:
        several = list(zip(node.parts, parts, strict=True))
        return lambda negated: self._either(several, negated) if negated else self._both(several, negated)

    def any_of(self, node: Any, parts: Iterator[Sayable]) -> Sayable:
        several = list(zip(node.parts, parts, strict=True))
        return lambda negated: self._both(several, negated) if negated else self._either(several, negated)

    def negated(self, node: Not, part: Sayable) -> Sayable:
        return lambda negated: part(not negated)

    def judged(self, node: Judge, part: Sayable) -> Sayable:
        if isinstance(node.part, Always):
            return part
        return lambda negated: WHETHER.filled(said=part(negated))

    def always(self, node: Always) -> Sayable:
        return lambda negated: NOT_AT_ALL if node.truth == F else BY_A_PERSON

    def some(self, node: Some) -> Sayable:
        where = fold(node.where, self)
        return lambda negated: SOME[negated].filled(group=self._group(node.group), where=where(False))

    def every(self, node: Every) -> Sayable:
        where = fold(node.where, self)
        among = None if node.among is None else fold(node.among, self)

        def say(negated: bool) -> Said:
            asked = where(False) if among is None else AMONG.filled(among=among(False), where=where(False))
            return EVERY[negated].filled(group=self._group(node.group), where=asked)

        return say

    def has_row(self, node: HasRow) -> Sayable:
        return lambda negated: HAS_ROW.filled(table=node.table)

    def attested(self, node: Attested) -> Sayable:
        return lambda negated: ATTESTED[negated].filled(clause=node.clause)

    def _group(self, name: str) -> Said:
        group = self.speaker.vocabulary.groups.get(name)
        return group.label if group else _same(name)

    def _both(self, several: list[tuple[Node, Sayable]], negated: bool) -> Said:
        return _joined(AND, several, negated) if several else NO_CONDITION

    def _either(self, several: list[tuple[Node, Sayable]], negated: bool) -> Said:
        plain = [one for one in several if not isinstance(one[0], Judge)]
        judged = [node.part for node, _ in several if isinstance(node, Judge)]
        if plain and judged and not negated:
            return self._with_judged(plain, judged)
        return _joined(OR, several, negated) if several else NO_CASE

    def _with_judged(self, plain: list[tuple[Node, Sayable]], judged: list[Node]) -> Said:
        """What meets the condition outright, then in brackets what a person judges; a fact just named is not named again."""
        said, (last, _) = _joined(OR, plain, False), plain[-1]
        again = [
            self.speaker.predicate(node)
            if isinstance(node, Compare)
            and isinstance(last, Compare)
            and node.fact == last.fact
            and not isinstance(node.operands[0], Flag)
            else fold(node, self)(False)
            for node in judged
        ]
        template = BUT_IT_JUDGED if again[0].en.startswith(tuple(MUST)) else BUT_JUDGED
        return template.filled(said=said, again=OR.join(again))


def _joined(word: Said, several: list[tuple[Node, Sayable]], negated: bool) -> Said:
    said = [say(negated) for _, say in several]
    if len(said) == 1:
        return said[0]
    return word.join(
        IN_BRACKETS.filled(text=text) if _compound(node) else text for text, (node, _) in zip(said, several, strict=True)
    )


def _compound(node: Node) -> bool:
    if isinstance(node, Any) and sum(not isinstance(part, Judge) for part in node.parts) == 1:
        return False  # what a person judges stands in brackets already
    return isinstance(node, All | Any) and len(node.parts) > 1


def _same(text: str) -> Said:
    """A text that is the same in both languages."""
    return Said(text, text)


def _rest(codes: Texts) -> Said:
    """How many codes there are beyond those that are named."""
    more = len(codes.values) - MOST_CODES
    return Said(f"等{len(codes.values)}项", f" and {more} more") if more > 0 else Said()


def _must_zh(said: str) -> str:
    """不超过 is asked for as 不得超过, 为 as 应为."""
    return f"不得{said[1:]}" if said.startswith("不") else f"应{said}"


def _must_en(said: str) -> str:
    for word, must in MUST.items():
        if said.startswith(word):
            return must + said.removeprefix(word)
    return f"required: {said}"
