"""The truth of a condition on a case, as a set: the small heart of the engine.

A known fact gives one value, a missing one {F, T}; a lost number {J} even where its fact is missing; a table with an unknown key the
results of every row that fits the known keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any

from ..bilingual import Said
from ..logic.atoms import Test, comparer, constant
from ..logic.conditions import (
    All,
    Always,
    AsOf,
    Attested,
    Compare,
    Every,
    FactRef,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Operand,
    ParameterRef,
    Some,
)
from ..logic.conditions import Any as AnyOf
from ..logic.fold import Algebra, fold
from ..logic.operators import BETWEEN, OPERATORS
from ..logic.orders import between_imprecise, imprecisely
from ..logic.spans import DivisionByZero, Span
from ..logic.truth import ALL, ANY, FT, JUDGE, NOT, F, J, T, Truths, all_of, any_of
from ..rulebook.model import Derived, InForce, Rule, RulebookData
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, Interval, Partial, Value
from .case import Case
from .parameters import Tables
from .sums import Sums, as_number

#: Beyond so many items a group's cases are made anew each time rather than kept.
MOST_ITEMS_KEPT = 500
ATTESTED = {"met": T, "broken": F, "none": J}


class Truth:
    """Evaluates conditions of one rulebook. Holds nothing of any run: tests of constants are kept, results only with their case."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self.facts = data.vocabulary.facts
        self.lists = data.vocabulary.lists
        self.groups = data.vocabulary.groups
        self.tables = Tables(data)
        self.sums = Sums(data)
        self._tests: dict[Compare, Test] = {}

    def of(self, node: Node, rule: Rule, case: Case) -> Truths:
        """The set of truths of `node`; `rule` gives the meaning of derived values and the date of dated parameters."""
        return fold(node, Sets(self, rule, case))

    def item_cases(self, group: str, case: Case) -> tuple[Case, ...] | None:
        """The items of a group, each as a case of its own, made once; None where the record does not say."""
        listed = case.groups.get(group)
        if listed is None:
            return None
        key = ("items", group)
        found: tuple[Case, ...] | None = case.memo.get(key)
        if found is None:
            owned = self.groups[group].facts
            found = tuple(case.of_item(item, owned) for item in listed.items)
            if len(found) <= MOST_ITEMS_KEPT:
                case.memo[key] = found
        return found

    def compare(self, node: Compare, rule: Rule, case: Case) -> Truths:
        """A comparison, judged once a case; against constants, a case that supposes other facts shares what was found."""
        memo = case.memo if node.fact in case.supposed else case.shared
        found: Truths | None = memo.get(node)
        if found is None:
            if any(isinstance(operand, Lost) for operand in node.operands):
                return J
            if depends(node):
                return self._compare_depending(node, rule, case)
            value = case.facts.get(node.fact)
            found = memo[node] = FT if value is None else self.test_of(node)(value)
        return found

    def test_of(self, node: Compare) -> Test:
        """The test of a comparison of a fact with constants."""
        test = self._tests.get(node)
        if test is None:
            fact = self.facts[node.fact]
            limits = tuple(constant(operand) for operand in node.operands)
            test = self._tests[node] = comparer(fact, self.lists.get(fact.list), node.op, limits)
        return test

    def _compare_depending(self, node: Compare, rule: Rule, case: Case) -> Truths:
        """A comparison that means something only beside its rule, its record and the day."""
        key = (node, rule.id)
        if key not in case.memo:
            derived = node.fact.startswith("$")
            value = self.derived(node.fact, rule, case) if derived else case.facts.get(node.fact)
            fact = pseudo_fact(rule, node.fact) if derived else self.facts[node.fact]
            case.memo[key] = FT if value is None else self._compare_looked_up(node, fact, value, rule, case)
        return case.memo[key]  # type: ignore[no-any-return]

    def _compare_looked_up(self, node: Compare, fact: Fact, value: Value, rule: Rule, case: Case) -> Truths:
        """Against another fact, the day of the run, or a table: the union over every limit that is still open."""
        choices = [self._limits(operand, fact, rule, case) for operand in node.operands]
        if any(choice is None for choice in choices):
            return FT
        codes = self.lists.get(fact.list)
        found = 0
        for limits in _combinations([choice or () for choice in choices]):
            found |= against(fact, codes, node.op, value, limits)
        return found or FT

    def _limits(self, operand: Operand, fact: Fact, rule: Rule, case: Case) -> tuple[Any, ...] | None:
        """The limits that one operand may stand for; None where it is not known at all."""
        if isinstance(operand, AsOf):
            return (case.as_of,)
        if isinstance(operand, FactRef):
            value = self.derived(operand.name, rule, case) if operand.name.startswith("$") else case.facts.get(operand.name)
            if value is NONE:
                value = Fraction(0) if self.facts[operand.name].none == "zero" else None
            if value is None or isinstance(value, Partial):
                return None
            return ((value,) if isinstance(value, str) else tuple(value) if isinstance(value, frozenset) else value,)
        if isinstance(operand, ParameterRef):
            return self.tables.limits(operand.name, fact, case, case.judged(rule.in_force.judged_on)[1])
        return (constant(operand),)

    def facts_of(self, name: str, rule: Rule) -> list[str]:
        """The facts that a derived value is computed from."""
        expression = self.sums.expression(derivation(rule, name), rule)
        own = [n for part in expression.names.values() for n in (self.facts_of(part, rule) if part.startswith("$") else [part])]
        return own + [aggregate.fact for aggregate in expression.aggregates.values() if aggregate.fact]

    def derived(self, name: str, rule: Rule, case: Case) -> Value | None:
        """The value of a derived name in its unit; None where a fact of it is missing, or its divisor is zero."""
        key = (rule.id, name)
        if key not in case.memo:
            case.memo[key] = self._derive(derivation(rule, name), rule, case)
        return case.memo[key]  # type: ignore[no-any-return]

    def _derive(self, derived: Derived, rule: Rule, case: Case) -> Fraction | Interval | None:
        values: dict[str, Fraction | Interval | Span] = {}
        expression = self.sums.expression(derived, rule)
        for placeholder, name in expression.names.items():
            value = self.derived(name, rule, case) if name.startswith("$") else case.facts.get(name)
            if not name.startswith("$"):
                value = as_number(self.facts[name], value)
            if not isinstance(value, Fraction | Interval):
                return None
            values[placeholder] = self.sums.to_base(value, self.sums.unit_of(name, rule))
        for placeholder, aggregate in expression.aggregates.items():
            total = self.sums.aggregate(aggregate, self.item_cases(aggregate.group, case), case)
            if total is None:
                return None
            values[placeholder] = total
        try:
            return self.sums.value(derived, rule, values)
        except DivisionByZero:
            case.broken.add(("$" + derived.name, rule.id))
            return None


class Sets(Algebra[Truths]):
    """What is true of a case: for each condition the set of truths that it can still have, no further than is needed to know it."""

    def __init__(self, truth: Truth, rule: Rule, case: Case) -> None:
        self.truth, self.rule, self.case = truth, rule, case

    def compare(self, node: Compare) -> Truths:
        return self.truth.compare(node, self.rule, self.case)

    def all_of(self, node: All, parts: Iterator[Truths]) -> Truths:
        found = T
        for truths in parts:
            found = ALL[found][truths]
            if found == F:
                break
        return found

    def any_of(self, node: AnyOf, parts: Iterator[Truths]) -> Truths:
        found = F
        for truths in parts:
            found = ANY[found][truths]
            if found == T:
                break
        return found

    def negated(self, node: Not, part: Truths) -> Truths:
        return NOT[part]

    def judged(self, node: Judge, part: Truths) -> Truths:
        return JUDGE[part]

    def always(self, node: Always) -> Truths:
        return node.truth

    def some(self, node: Some) -> Truths:
        items = self.truth.item_cases(node.group, self.case)
        if items is None:
            return FT
        where = (self.truth.of(node.where, self.rule, item) for item in items)
        return any_of(chain(where, rest_of(node.group, self.case)))

    def every(self, node: Every) -> Truths:
        items = self.truth.item_cases(node.group, self.case)
        if items is None:
            return FT
        return all_of(chain((self._meets(node, item) for item in items), rest_of(node.group, self.case)))

    def _meets(self, node: Every, item: Case) -> Truths:
        where = self.truth.of(node.where, self.rule, item)
        return where if node.among is None else ANY[NOT[self.truth.of(node.among, self.rule, item)]][where]

    def has_row(self, node: HasRow) -> Truths:
        return self.truth.tables.has_row(node.table, self.case, self.case.judged(self.rule.in_force.judged_on)[1])

    def attested(self, node: Attested) -> Truths:
        attestation = self.case.attested.get(node.clause)
        return FT if attestation is None else ATTESTED[attestation.state]


def rest_of(group: str, case: Case) -> tuple[Truths, ...]:
    """What items that the record may not have listed yet would come to: anything, unless its list is complete."""
    return () if case.groups[group].complete else (FT,)


def depends(node: Compare) -> bool:
    """Whether a comparison asks for more than one fact and constants: a derived value, another fact, the day, a table."""
    return node.fact.startswith("$") or any(isinstance(operand, FactRef | AsOf | ParameterRef) for operand in node.operands)


def derivation(rule: Rule, name: str) -> Derived:
    return next(derived for derived in rule.derive if derived.name == name.lstrip("$"))


def pseudo_fact(rule: Rule, name: str) -> Fact:
    """A derived value looks to its comparison like a number fact in the unit that the rule declares."""
    return Fact(name, Said(name.lstrip("$"), name.lstrip("$")), "number", rule.subjects, unit=derivation(rule, name).unit)


def against(fact: Fact, codes: CodeList | None, op: str, value: Any, limits: tuple[Any, ...]) -> Truths:
    """A known value against known limits, of which one may itself be imprecise (a month, an error band)."""
    if not any(isinstance(limit, Interval) for limit in limits):
        return comparer(fact, codes, op, limits)(value)
    if value is NONE:
        if fact.none != "zero":
            return comparer(fact, codes, op, limits)(value)  # on no side of any limit, or beyond all of them
        value = Fraction(0)
    return between_imprecise(OPERATORS[op].orders, value, limits)


def _combinations(choices: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = [()]
    for choice in choices:
        found = [(*before, one) for before in found for one in choice]
    return found


def force_truth(in_force: InForce, day: date | Interval) -> Truths:
    """Whether a rule is in force on a day; both ends are inclusive, an imprecise day may straddle one."""
    inside = _between(in_force.start or date.min, in_force.end or date.max, day)
    return inside if in_force.surely is None else ALL[inside][issue_truth(in_force.surely, day)]


def issue_truth(surely: date, day: date | Interval) -> Truths:
    """Whether a document whose day of issue is in doubt had been issued: before `surely` a person has to find out."""
    return ANY[J][_between(surely, date.max, day)]


def _between(first: date, last: date, day: date | Interval) -> Truths:
    if isinstance(day, Interval):
        return imprecisely(OPERATORS[BETWEEN].orders, day, (first, last))
    return T if first <= day <= last else F
