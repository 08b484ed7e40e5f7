"""Mutants of a rule: the same rule with one small thing wrong, as an author's slip would leave it.

Mutants that cannot be told from the rule by any record are not made; each reason for leaving one out stands where it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from ..bilingual import Said
from ..logic.atoms import among
from ..logic.conditions import (
    All,
    Always,
    Any,
    Attested,
    Compare,
    Day,
    Every,
    Flag,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Number,
    Operand,
    Some,
    Texts,
    comparisons,
)
from ..logic.fold import Algebra, fold
from ..logic.operators import OPERATORS, sides, slip
from ..logic.sentences import decimal_text
from ..logic.truth import F, J, T
from ..rulebook.model import Rule, RulebookData
from ..search.one_step import DIGITS, exact, step_of

_OTHER_MODALITY = {"strict": "in_principle", "in_principle": "strict", "programme": "strict", "encouraged": "strict"}


class Mutant(NamedTuple):
    """A rule with one thing changed: what, and the comparison at which it stands, if any."""

    rule: Rule
    what: Said
    at: Compare | None = None


class _Edit(NamedTuple):
    node: Node | None
    what: Said
    at: Compare | None


#: Gives the names of the code sets that a comparison writes; their codes are not dropped one by one.
SetsOf = Callable[[Rule, Compare], set[str]]


def mutants_of(rule: Rule, data: RulebookData, sets_of: SetsOf, breachable: bool = True) -> Iterator[Mutant]:
    """Every mutant of a rule. Their ids differ, so that nothing kept under a rule's id is taken for another's.

    Where no record is a breach beyond doubt (not `breachable`: a person must judge every one), strict and in principle are alike.
    """
    for number, mutant in enumerate(_mutants(rule, data, sets_of, breachable), 1):
        yield mutant._replace(rule=replace(mutant.rule, id=f"{rule.id}~{number}"))


def _mutants(rule: Rule, data: RulebookData, sets_of: SetsOf, breachable: bool) -> Iterator[Mutant]:
    if rule.scope is not None:
        for edit in fold(rule.scope, _Editor(rule, data, sets_of, in_scope=True)):
            yield Mutant(replace(rule, scope=edit.node), edit.what, edit.at)
        if not isinstance(rule.scope, All | HasRow):
            yield Mutant(replace(rule, scope=None), Said("去掉 applies_when", "applies_when dropped"), _first(rule.scope))
    if rule.require is not None:
        for edit in fold(rule.require, _Editor(rule, data, sets_of, in_scope=False)):
            yield Mutant(replace(rule, require=edit.node), edit.what, edit.at)
    for place, exemption in enumerate(rule.exempt):
        others = rule.exempt[:place], rule.exempt[place + 1 :]
        for edit in fold(exemption.when, _Editor(rule, data, sets_of, in_scope=False)):
            changed = replace(exemption, when=edit.node)
            yield Mutant(replace(rule, exempt=(*others[0], changed, *others[1])), edit.what, edit.at)
        yield Mutant(
            replace(rule, exempt=others[0] + others[1]),
            Said(f"去掉豁免 {exemption.id}", f"exemption {exemption.id} dropped"),
            _first(exemption.when),
        )
    other = _OTHER_MODALITY[rule.modality]
    if rule.modality == "encouraged" or breachable:
        yield Mutant(replace(rule, modality=other), _turned(f"modality {rule.modality}", other))
    yield from _dates(rule, data)


def _dates(rule: Rule, data: RulebookData) -> Iterator[Mutant]:
    """From and to by a day. Those of the whole document are written once, in its own file, and not by the rule."""
    document = data.documents[rule.document]
    for name, own, usual in (("start", rule.in_force.start, document.begins), ("end", rule.in_force.end, document.expires)):
        if own is None or own == usual:
            continue
        for days in (-1, 1):
            moved = own + timedelta(days=days)
            said = f"in_force {'from' if name == 'start' else 'to'} {own}"
            yield Mutant(replace(rule, in_force=replace(rule.in_force, **{name: moved})), _turned(said, moved))


def _turned(before: str, after: object) -> Said:
    return Said(f"{before} → {after}", f"{before} -> {after}")


class _Editor(Algebra[Iterator[_Edit]]):
    """Each condition with one change in it, once for every change."""

    def __init__(self, rule: Rule, data: RulebookData, sets_of: SetsOf, in_scope: bool, negated: bool = False) -> None:
        self.rule, self.data, self.sets_of = rule, data, sets_of
        self.in_scope, self.is_negated = in_scope, negated

    def _under_not(self, node: Node) -> Iterator[_Edit]:
        return fold(node, _Editor(self.rule, self.data, self.sets_of, self.in_scope, not self.is_negated))

    def compare(self, node: Compare) -> Iterator[_Edit]:
        return self._compare(node)

    def all_of(self, node: All, parts: Iterator[Iterator[_Edit]]) -> Iterator[_Edit]:
        return self._limbs(node, "all", parts)

    def any_of(self, node: Any, parts: Iterator[Iterator[_Edit]]) -> Iterator[_Edit]:
        return self._limbs(node, "any", parts)

    def negated(self, node: Not, part: Iterator[_Edit]) -> Iterator[_Edit]:
        yield _Edit(node.part, Said("去掉 not", "not dropped"), _first(node))
        for edit in self._under_not(node.part):
            yield edit._replace(node=Not(edit.node or All(())))

    def judged(self, node: Judge, part: Iterator[_Edit]) -> Iterator[_Edit]:
        # Outside strict rules a scope that is J and one that is T lead to the same outcome, and only the reason differs.
        if not self.in_scope or self.is_negated or self.rule.modality == "strict":
            yield _Edit(node.part, Said("去掉 judge", "judge dropped"), _first(node))
        for edit in part:
            yield edit._replace(node=Judge(edit.node or All(())))

    def always(self, node: Always) -> Iterator[_Edit]:
        # Elsewhere than in strict rules a breach is for a person to review as well.
        if node.truth == J and self.rule.modality == "strict":
            yield _Edit(Always(F), _turned("judge: always", "never"), None)

    def some(self, node: Some) -> Iterator[_Edit]:
        for edit in fold(node.where, self):
            yield edit._replace(node=replace(node, where=edit.node))

    def every(self, node: Every) -> Iterator[_Edit]:
        for edit in fold(node.where, self):
            yield edit._replace(node=replace(node, where=edit.node))
        if node.among is None or isinstance(node.among, HasRow):
            return
        yield _Edit(replace(node, among=None), Said("every 去掉 among", "every without among"), _first(node.among))
        for edit in self._under_not(node.among):
            yield edit._replace(node=replace(node, among=edit.node))

    def has_row(self, node: HasRow) -> Iterator[_Edit]:
        return iter(())  # asked for by the reader, not written by the author

    def attested(self, node: Attested) -> Iterator[_Edit]:
        return iter(())

    def _limbs(self, node: All | Any, word: str, parts: Iterator[Iterator[_Edit]]) -> Iterator[_Edit]:
        for place, (part, edits) in enumerate(zip(node.parts, parts, strict=True)):
            before, after = node.parts[:place], node.parts[place + 1 :]
            # A missing row of a table is asked for by the reader, not written by the author.
            if len(node.parts) > 1 and not isinstance(part, HasRow):
                said = _said(part)
                rest = before + after
                yield _Edit(
                    rest[0] if len(rest) == 1 else replace(node, parts=rest),
                    Said(f"{word} 去掉 {said}", f"{word} without {said}"),
                    _first(part),
                )
            for edit in edits:
                yield edit._replace(node=replace(node, parts=(*before, edit.node, *after)))

    def _compare(self, node: Compare) -> Iterator[_Edit]:
        if any(isinstance(operand, Lost) for operand in node.operands):
            return  # J whatever stands beside it
        other_bound = slip(node.op)
        if other_bound is not None:
            yield self._changed(node, replace(node, op=other_bound.name))
        elif len(node.operands) > 1:
            yield from self._ends(node)
        for place, operand in enumerate(node.operands):
            for other in self._operands(node, operand):
                yield self._changed(node, replace(node, operands=(*node.operands[:place], other, *node.operands[place + 1 :])))

    @staticmethod
    def _ends(node: Compare) -> Iterator[_Edit]:
        """A pair of limits with the slip at one of them, as two comparisons: no operator need hold its ends so."""
        ends = tuple(replace(node, op=op, operands=(limit,)) for op, limit in zip(sides(node.op), node.operands, strict=False))
        for place, end in enumerate(ends):
            other = slip(end.op)
            if other is not None:
                slipped = (*ends[:place], replace(end, op=other.name), *ends[place + 1 :])
                yield _Edit(All(slipped), _turned(_said(node), ", ".join(map(_said, slipped))), node)

    @staticmethod
    def _changed(node: Compare, other: Compare) -> _Edit:
        return _Edit(other, _turned(_said(node), _said(other)), node)

    def _operands(self, node: Compare, operand: Operand) -> Iterator[Operand]:
        if isinstance(operand, Number):
            for sign in (-1, 1):
                yield _shifted(operand, sign)
        elif isinstance(operand, Day):
            for days in (-1, 1):
                yield Day((date.fromisoformat(operand.text) + timedelta(days=days)).isoformat())
        elif isinstance(operand, Flag):
            yield Flag(not operand.value)
        elif isinstance(operand, Texts):
            yield from self._codes(node, operand)

    def _codes(self, node: Compare, operand: Texts) -> Iterator[Texts]:
        fact = self.data.vocabulary.facts[node.fact]
        codes = self.data.vocabulary.lists.get(fact.list)
        if OPERATORS[node.op].needs_order and codes is not None:
            rank = codes.rank[operand.values[0]]
            for other in (rank - 1, rank + 1):
                if 0 <= other < len(codes.codes):
                    yield Texts((codes.codes[other].code,))
        elif not OPERATORS[node.op].arity and not operand.name and len(operand.values) > 1:
            sets = self.data.vocabulary.sets
            named = {code for name in self.sets_of(self.rule, node) if name in sets for code in sets[name].codes}
            prefixes = codes is not None and codes.scheme == "gbt4754"
            for code in operand.values:
                rest = tuple(other for other in operand.values if other != code)
                # A class inside another of the list is in the list without being written.
                if code not in named and among(code, rest, prefixes) != T:
                    yield Texts(rest)


def _shifted(number: Number, sign: int) -> Number:
    moved = exact(number) + sign * step_of(number)
    digits = DIGITS.search(number.text)
    written = Fraction(digits[0].replace(",", "")) if digits else Fraction(0)
    scale = exact(number) / written if written else step_of(number)
    shown = decimal_text(moved / scale)
    text = DIGITS.sub(shown, number.text, count=1) if digits else shown
    return Number(moved.numerator, moved.denominator, text, number.unit)


def _first(node: Node) -> Compare | None:
    return next(comparisons(node), None)


def _said(node: Node) -> str:
    """A condition in the words of rule files, short."""
    if isinstance(node, Compare):
        return f"{node.fact} {node.op} {_limits(node)}"
    first = _first(node)
    name = str(node.__struct_config__.tag)
    return f"{name}({_said(first)}{' …' if isinstance(node, All | Any) else ''})" if first else name


def _limits(node: Compare) -> str:
    said = []
    for operand in node.operands:
        if isinstance(operand, Number | Day):
            said.append(operand.text)
        elif isinstance(operand, Texts):
            said.append(f"${operand.name}" if operand.name else f"[{', '.join(operand.values)}]")
        elif isinstance(operand, Flag):
            said.append("yes" if operand.value else "no")
        else:
            said.append(f"${getattr(operand, 'name', 'as_of')}")
    return " ~ ".join(said)
