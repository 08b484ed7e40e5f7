"""Bounds held against the words that they read.

Whether a rule writes what must hold or what is forbidden makes no difference: "within one kilometre" holds the kilometre itself, so
the forbidden side is `le` and the side that must hold is `gt`. So each wording goes with two operators, and the two others are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ...bilingual import Said
from ...logic.conditions import Compare, Node, Number, Operand
from ...logic.operators import OPERATORS, sides
from ...logic.sentences import decimal_text
from ...rulebook.model import Rule
from .model import Desk, Remark

# 以下, 以内: the number belongs to the lower side. 以上, 不足: it belongs to the upper side.
_LOWER_HAS_IT = tuple(row.name for row in OPERATORS.values() if row.direction and row.lower_side_holds_limit)
_UPPER_HAS_IT = tuple(row.name for row in OPERATORS.values() if row.direction and not row.lower_side_holds_limit)
#: Where a wording was found.
READS = Said("reads 的", "the words of 'reads',")
ANCHOR = Said("条款原文", "the clause's")
PARAPHRASE = Said("条款摘要", "the paraphrase")
_AFTER = {**dict.fromkeys(("以下", "以内", "范围内", "之内"), _LOWER_HAS_IT), "以上": _UPPER_HAS_IT}
_BEFORE = {
    **dict.fromkeys(("超过", "大于", "高于", "多于", "超出", "至多"), _LOWER_HAS_IT),
    **dict.fromkeys(("不足", "低于", "小于", "少于", "未满", "至少"), _UPPER_HAS_IT),
}
_WORD = re.compile("|".join((*_AFTER, *_BEFORE)))
_UNIT = r"[^0-9一二三四五六七八九十百千万，。；、（）()]{0,8}"
_CHINESE = "零一二三四五六七八九十"


class Bound(NamedTuple):
    """A limit of a comparison, with the one-sided operator that stands at it."""

    compared: Compare
    op: str
    limit: Operand


class Wording(NamedTuple):
    """A word with a number beside it, and the operators that read it rightly."""

    text: str
    operators: tuple[str, ...]


def bounds_against_wording(desk: Desk) -> Iterator[Remark]:
    """Limits whose operator takes the number to the other side than the wording does."""
    for rule in desk.rules:
        for bound in _bounds(rule):
            for where, wording in _wordings(rule, bound, desk):
                if bound.op in wording.operators:
                    continue
                yield Remark(
                    rule.id,
                    desk.sources.mark_of(rule, bound.compared),
                    "warning" if where is PARAPHRASE else "",
                    fact=bound.compared.fact,
                    op=bound.op,
                    where=where,
                    words=wording.text,
                    good=" / ".join(wording.operators),
                )
                break


def _bounds(rule: Rule) -> Iterator[Bound]:
    """The bounds of a rule that it does not leave to a person, both of a pair."""
    found = [(node, judged) for part in rule.conditions for node, judged in _compared(part, False)]
    doubtful = {node.fact for node, judged in found if judged and OPERATORS[node.op].orders == ("=",)}
    for node, judged in found:
        if not judged and node.fact not in doubtful:
            yield from (Bound(node, op, limit) for op, limit in zip(sides(node.op), node.operands, strict=False))


def _compared(node: Node, judged: bool) -> Iterator[tuple[Compare, bool]]:
    if isinstance(node, Compare):
        yield node, judged
    for child in node.inside:
        yield from _compared(child, judged or node.joins == "judge")


def _wordings(rule: Rule, bound: Bound, desk: Desk) -> Iterator[tuple[Said, Wording]]:
    limit = bound.limit if isinstance(bound.limit, Number) else None
    reads = bound.compared.reads
    # of two limits each has words of its own; of one, all of `reads` speaks
    stated = wording_in(reads) if len(bound.compared.operands) == 1 else limit and wording_beside(reads, limit)
    if stated:
        yield READS, stated
    clauses = [desk.data.clauses[clause] for clause in rule.clauses if clause in desk.data.clauses]
    if limit is None or len(clauses) != 1:
        return
    for name, text in ((ANCHOR, clauses[0].anchor), (PARAPHRASE, clauses[0].say.zh)):
        beside = wording_beside(text, limit)
        if beside is not None:
            yield name, beside


def wording_in(text: str) -> Wording | None:
    """What a short wording says of its number; None where it says nothing, or two things.

    >>> wording_in("35蒸吨及以下").operators, wording_in("不得低于50%").operators, wording_in("2025年前") is None
    (('le', 'gt'), ('lt', 'ge'), True)
    """
    words = _WORD.findall(text)
    known = {(_AFTER | _BEFORE)[word] for word in words}
    return Wording(text, known.pop()) if len(known) == 1 else None


def wording_beside(text: str, number: Number) -> Wording | None:
    """What a clause says beside the number of a limit; None where the number is not there, or the words are not of one kind.

    >>> from ecocheck.logic.conditions import Number
    >>> wording_beside("8万平方米以上工地联网", Number(80000, 1, "8万平方米", "m2")).text
    '8万平方米以上'
    """
    found = []
    for written in _spellings(number):
        edge = rf"(?<![0-9.{_CHINESE}]){re.escape(written)}(?![0-9.{_CHINESE}])"
        after = re.compile(rf"{edge}{_UNIT}?(?:及|（含）|\(含\))?({'|'.join(_AFTER)})")
        before = re.compile(rf"({'|'.join(_BEFORE)})(?:了|到|等于)?{edge}")
        found += [Wording(match[0], _AFTER[match[1]]) for match in after.finditer(text)]
        found += [Wording(match[0], _BEFORE[match[1]]) for match in before.finditer(text)]
    return found[0] if len({wording.operators for wording in found}) == 1 else None


def _spellings(number: Number) -> list[str]:
    """How a clause may write the number that the rule writes: in digits, in ten thousands, or as a Chinese numeral up to ten."""
    written = re.match(r"([0-9][0-9,]*(?:\.[0-9]+)?)(万?)", number.text)
    if written is None:
        return []
    value = Fraction(written[1].replace(",", "")) * (10**4 if written[2] else 1)
    spellings = {written[0]}
    if value < 10**6:
        spellings.add(decimal_text(value))
    if value >= 10**4:
        spellings.add(f"{decimal_text(value / 10**4)}万")
    if value.denominator == 1 and 0 < value <= 10:
        spellings |= {_CHINESE[int(value)], *(["两"] if value == 2 else [])}
    return sorted(spellings)
