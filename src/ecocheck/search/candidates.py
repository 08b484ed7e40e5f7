"""Values worth trying for a fact that a rule still lacks: one for each part of its values that the rule tells apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from ..evaluation.case import Case
from ..evaluation.cells import Cell, cells_of
from ..evaluation.judge import Judge
from ..evaluation.parameters import ANY_KEY, editions_on
from ..logic.atoms import constant
from ..logic.conditions import (
    AsOf,
    Compare,
    Day,
    FactRef,
    Flag,
    Number,
    Operand,
    ParameterRef,
    Texts,
    comparisons,
    named_in,
)
from ..logic.operators import AMONG, OPERATORS, flipped
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.bands import parse_band
from ..vocabulary.bounds import bounds_of
from ..vocabulary.engine_facts import INVOLVES
from ..vocabulary.industries import industries
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, Partial, Value
from .drafts import ATTESTED, NO_ITEMS, ONE_ITEM

_PLAIN = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(10))
_DAY = timedelta(days=1)
#: Whether a value of the fact in question agrees with all else that is known.
Agrees = Callable[[Any], bool]


class Candidates:
    """The candidates of one rule; with `beside`, such that another rule's conditions are told apart as well."""

    def __init__(self, rule: Rule, data: RulebookData, judge: Judge, beside: Rule | None = None) -> None:
        self.rule, self.data, self.judge = rule, data, judge
        conditions = [condition for one in (rule, beside) if one is not None for condition in one.conditions]
        self._compared = [node for condition in conditions for node in comparisons(condition)]
        self._tables = tuple(name for name in named_in(*conditions).tables if name in data.parameters)

    def of(self, name: str, case: Case, agrees: Agrees = lambda _: True) -> list[Any]:
        """Values for a fact, group or attestation, the simplest first; empty for what no record gives.

        Of codes that the rule does not tell apart one stands for all: the first that `agrees` with what is known.
        """
        if name.startswith(ATTESTED):
            return ["met", "broken", "none"]
        if name in self.data.vocabulary.groups:
            return [NO_ITEMS, ONE_ITEM]
        fact = self.data.vocabulary.facts.get(name)
        if fact is None:
            return []
        if fact.type == "number":
            return self._numbers(fact, case)
        if fact.type == "date":
            return self._dates(fact, case)
        if fact.type == "boolean":
            return [True, False]
        nodes = list(self._constant_nodes(fact, case))
        if fact.type in ("code", "codes"):
            return self._codes(fact, nodes, agrees)
        if fact.type == "time":
            return sorted({*(text for text in _texts(nodes)), "00:00", "12:00", "23:59"})
        return [*dict.fromkeys([*_texts(nodes), "-"])] if fact.type == "text" else []

    def limits(self, fact: Fact, case: Case) -> list[Any]:
        """The numbers or days that the rule holds a fact against, as far as the case lets them be known; without doubles."""
        found = [value for node in self._compared for value in self._limits_in(node, fact, case)]
        for table in self._tables:
            parameter = self.data.parameters[table]
            if fact.name in parameter.by and fact.type == "number":
                place = parameter.by.index(fact.name)
                for edition in editions_on(parameter, self._day(case)):
                    bands = [parse_band(row.keys[place], fact) for row in edition.rows if row.keys[place] != ANY_KEY]
                    found += [end for band in bands for end in (band.low, band.high) if end is not None]
        kind: type = date if fact.type == "date" else Fraction
        return sorted({value for value in found if isinstance(value, kind)})

    def _day(self, case: Case) -> Any:
        return case.judged(self.rule.in_force.judged_on)[1]

    def _limits_in(self, node: Compare, fact: Fact, case: Case) -> Iterator[Any]:
        if OPERATORS[node.op].presence:
            return
        if node.fact == fact.name:
            for operand in node.operands:
                yield from self._known(operand, fact, case)
        elif any(isinstance(operand, FactRef) and operand.name == fact.name for operand in node.operands):
            other = case.facts.get(node.fact)
            if other is not None:
                yield other

    def _known(self, operand: Operand, fact: Fact, case: Case) -> Iterable[Any]:
        if isinstance(operand, Number | Day):
            return (constant(operand),)
        if isinstance(operand, AsOf):
            return (case.as_of,)
        if isinstance(operand, FactRef):
            value = case.facts.get(operand.name)
            return () if value is None else (value,)
        if isinstance(operand, ParameterRef) and operand.name in self._tables:
            return self.judge.truth.tables.limits(operand.name, fact, case, self._day(case)) or ()
        return ()

    def _numbers(self, fact: Fact, case: Case) -> list[Any]:
        points = self.limits(fact, case)
        if not points:
            values: list[Any] = list(_PLAIN)
        else:
            values = [above(points[-1], fact), *points, below(points[0])]
            values += [(one + other) / 2 for one, other in pairwise(points)]
            values = [value for value in values if not isinstance(value, Fraction) or bounds_of(fact).hold(value)]
        absent = any(node.fact == fact.name and OPERATORS[node.op].presence for node in self._compared) or fact.none in (
            "absent",
            "far",
        )
        return [*dict.fromkeys(values), *([NONE] if fact.none and absent else [])]

    def _dates(self, fact: Fact, case: Case) -> list[Any]:
        points = self.limits(fact, case) or [case.as_of]
        values = [day + step * _DAY for day in points for step in (0, -1, 1)]
        return [*dict.fromkeys(values), *([NONE] if fact.none else [])]

    def _constant_nodes(self, fact: Fact, case: Case) -> Iterator[Compare]:
        """The comparisons with a fact, what they look up replaced by what it stands for now."""
        for node in self._compared:
            if node.fact == fact.name:
                if all(isinstance(operand, Texts | Flag) for operand in node.operands):
                    yield node
                for operand in node.operands:
                    if isinstance(operand, ParameterRef | FactRef):
                        for limit in self._known(operand, fact, case):
                            codes = (
                                (limit,)
                                if isinstance(limit, str)
                                else tuple(limit)
                                if isinstance(limit, tuple | frozenset)
                                else ()
                            )
                            if codes:
                                yield replace(node, operands=(Texts(codes),))
            else:
                for operand in node.operands:
                    other = case.facts.get(node.fact)
                    if isinstance(operand, FactRef) and operand.name == fact.name and isinstance(other, str):
                        yield Compare(fact.name, flipped(node.op), (Texts((other,)),))
        for table in self._tables:
            parameter = self.data.parameters[table]
            if fact.name in parameter.by:
                place = parameter.by.index(fact.name)
                for edition in editions_on(parameter, self._day(case)):
                    for cell in dict.fromkeys(row.keys[place] for row in edition.rows if row.keys[place] != ANY_KEY):
                        yield Compare(fact.name, AMONG, (Texts((cell,)),))

    def _codes(self, fact: Fact, nodes: list[Compare], agrees: Agrees) -> list[Any]:
        codes = self.data.vocabulary.lists.get(fact.list)
        found = self._cells(fact, codes, nodes, agrees)
        # A list of codes in which 无 is no answer cannot be empty in a record.
        values = [value for value in found if value != frozenset()]
        if fact.name == INVOLVES:
            # Given whole, the matters say much about other facts; ticked one by one, only of what they name.
            values += [Partial(value, frozenset()) for value in values if value != frozenset(("none",))]
        return values

    def _cells(self, fact: Fact, codes: CodeList | None, nodes: list[Compare], agrees: Agrees) -> list[Any]:
        if not nodes and codes is not None and codes.codes:
            # Held against another fact only, if at all: any code may matter.
            return [code.code if fact.type == "code" else frozenset((code.code,)) for code in codes.codes]
        cells = [_writable(_chosen(cell, agrees), codes) for cell in cells_of(fact, codes, nodes)]
        if fact.type == "code" or cells:
            return cells
        # Too many classes of codes for all their sets: each alone, none, and all together.
        single = [_writable(cell.value, codes) for cell in cells_of(replace(fact, type="code"), codes, nodes)]
        one_by_one = [value for value in single if isinstance(value, str)]
        singles: list[Value] = [frozenset((value,)) for value in one_by_one]
        several = [frozenset(code for code in _texts([node]) if code != "none") for node in nodes]
        every: frozenset[str] = frozenset().union(*several)
        lacking = [codes_of - {max(codes_of)} for codes_of in several if len(codes_of) > 1]
        return [*dict.fromkeys([_writable(frozenset(("none",)), codes), *singles, *several, every, *lacking])]


def _chosen(cell: Cell, agrees: Agrees) -> Value:
    """The value that stands for a cell; of several codes the first that agrees, if one of the first dozen does."""
    return next((code for code in cell.members[:12] if agrees(code)), cell.value)


def above(point: Fraction, fact: Fact) -> Fraction:
    """A number beyond the last limit; a share stays below one."""
    if fact.unit == "1" and 0 < point < 1:
        return (point + 1) / 2
    return point * 2 if point > 0 else point + 1


def below(point: Fraction) -> Fraction:
    """A number below the first limit; not below zero where the limit is not."""
    return point / 2 if point > 0 else point - 1


def _writable(value: Value, codes: CodeList | None) -> Value:
    """A value whose codes a record may give: cells pad a section of GB/T 4754 (B) to a class that need not exist (B9999)."""
    if isinstance(value, frozenset):
        known = frozenset(code for one in value if isinstance(code := _writable(one, codes), str))
        return known if codes is None or codes.find("none") else known - {"none"}
    if isinstance(value, str) and codes is not None and codes.scheme != "closed":
        while codes.find(value) != "none" and value not in industries() and len(value) > 1:
            value = value[:-1]
    return value


def _texts(nodes: Iterable[Compare]) -> list[str]:
    return [text for node in nodes for operand in node.operands if isinstance(operand, Texts) for text in operand.values]
