"""Records at, just below and just above each limit of a rule, everything else being such that the limit decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from ..evaluation.parameters import ANY_KEY, editions_on, typed_limit
from ..logic.atoms import constant
from ..logic.conditions import AsOf, Compare, Day, FactRef, Number, Operand, ParameterRef, Texts, comparisons
from ..logic.operators import OPERATORS
from ..logic.outcomes import Outcomes
from ..logic.sentences import decimal_text
from ..vocabulary.bands import parse_band
from ..vocabulary.bounds import bounds_of
from ..vocabulary.model import Fact
from .derived_sides import derived_sides
from .drafts import Draft, written
from .one_step import step_of
from .solver import COMPLIES, Solver

SIDES = ("at", "below", "above")
_PATIENCE = 1_500
Telling = Callable[[list[Outcomes]], bool]


class Edge(NamedTuple):
    """A limit of a rule: the fact held against it, its text, and a draft for each side of it."""

    fact: str
    limit: str
    drafts: dict[str, Draft]


class Edges:
    """Finds the edges of one rule."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.rule, self.data = solver.rule, solver.data
        self._left = 0

    def all(self) -> Iterator[Edge]:
        """Every edge, in the order in which the rule writes its limits; a limit written twice comes once."""
        seen = set()
        for condition in self.rule.conditions:
            for node in comparisons(condition):
                if not OPERATORS[node.op].orders:
                    continue
                for operand in node.operands:
                    for fact, start, limit, sides in self._sides_of(node, operand):
                        key = (fact, limit, tuple(start.facts.items()))
                        if key not in seen:
                            seen.add(key)
                            drafts = self._decided(fact, sides)
                            if drafts:
                                yield Edge(fact, limit, drafts)

    def _sides_of(self, node: Compare, operand: Operand) -> Iterator[tuple[str, Draft, str, dict[str, Draft]]]:
        """The sides of one limit as drafts: the name held against it, what is given on every side, the limit's text."""
        if not node.fact.startswith("$"):
            for fact, start, limit, values in self._at(node, operand):
                yield fact.name, start, limit, {s: start.with_(fact.name, v, self.solver.owners) for s, v in values.items()}
        elif isinstance(operand, Number) and any(derived.name == node.fact[1:] for derived in self.rule.derive):
            for sides in derived_sides(self.solver, node.fact, operand):
                yield node.fact, sides["at"], operand.text, sides

    def _at(self, node: Compare, operand: Operand) -> Iterator[tuple[Fact, Draft, str, dict[str, Any]]]:
        """The sides of one limit: the fact, what must be given first, the limit's text and a value for each side."""
        fact, start = self.data.vocabulary.facts[node.fact], self.solver.start
        if isinstance(operand, Number):
            value = constant(operand)
            yield fact, start, operand.text, _possible(fact, _sides(value, step_of(operand)))
        elif isinstance(operand, Day | AsOf):
            day = start.day if isinstance(operand, AsOf) else constant(operand)
            yield fact, start, day.isoformat(), _sides(day, timedelta(days=1))
        elif isinstance(operand, Texts) and fact.type == "code":
            codes = self.data.vocabulary.lists[fact.list]
            if codes.ordered and OPERATORS[node.op].needs_order:
                ranks = _sides(codes.rank[operand.values[0]], 1)
                sides = {side: codes.codes[rank].code for side, rank in ranks.items() if 0 <= rank < len(codes.codes)}
                yield fact, start, operand.values[0], sides
        elif isinstance(operand, FactRef) and not operand.name.startswith("$"):
            for value in self.solver.candidates.of(operand.name, self.solver.case(start))[:6]:
                more = start.with_(operand.name, value, self.solver.owners)
                if isinstance(value, Fraction):
                    yield (
                        fact,
                        more,
                        f"{operand.name} = {decimal_text(value)}",
                        _possible(fact, _sides(value, value / 10 or Fraction(1))),
                    )
                elif isinstance(value, date):
                    yield fact, more, f"{operand.name} = {value}", _sides(value, timedelta(days=1))
                elif isinstance(value, str) and self.data.vocabulary.lists[fact.list].ordered:
                    codes = self.data.vocabulary.lists[fact.list]
                    ranks = _sides(codes.rank[value], 1)
                    sides = {side: codes.codes[rank].code for side, rank in ranks.items() if 0 <= rank < len(codes.codes)}
                    yield fact, more, f"{operand.name} = {value}", sides
        elif isinstance(operand, ParameterRef) and fact.type in ("number", "date"):
            yield from self._rows(fact, operand.name)

    def _rows(self, fact: Fact, table: str) -> Iterator[tuple[Fact, Draft, str, dict[str, Any]]]:
        start = self.solver.start
        parameter = self.data.parameters[table]
        for edition in editions_on(parameter, start.day):
            if not parameter.by:
                yield self._of_cell(fact, start, typed_limit(parameter, fact, edition.value))
            for row in edition.rows:
                draft = start
                for key, cell in zip(parameter.by, row.keys, strict=True):
                    if cell != ANY_KEY:
                        draft = draft.with_(key, _in_cell(self.data.vocabulary.facts[key], cell), self.solver.owners)
                yield self._of_cell(fact, draft, typed_limit(parameter, fact, row.value))

    def _of_cell(self, fact: Fact, draft: Draft, limit: Any) -> tuple[Fact, Draft, str, dict[str, Any]]:
        text = written(fact.name, limit, self.data.vocabulary)
        step: Any = timedelta(days=1)
        if isinstance(limit, Fraction):
            step = step_of(Number(limit.numerator, limit.denominator, text, fact.unit))
        return fact, draft, text, _possible(fact, _sides(limit, step))

    def _decided(self, name: str, sides: dict[str, Draft]) -> dict[str, Draft]:
        """The sides completed so that each has one outcome: met on one side and not on another, else at least not all the same."""
        for telling in (_compliance_turns, _outcome_turns, _anything):
            self._left = _PATIENCE
            found = next(self._search(sides, frozenset((name,)), telling), None)
            if found is not None:
                return found
        return {}

    def _search(self, sides: dict[str, Draft], tried: frozenset[str], telling: Telling) -> Iterator[dict[str, Draft]]:
        self._left -= 1
        if self._left < 0:
            return
        outcomes = {side: self.solver.outcomes(one) for side, one in sides.items()}
        if all(_decided(found) for found in outcomes.values()):
            if telling(list(outcomes.values())):
                yield sides
            return
        missing = (fact for one in sides.values() for fact in self.solver.missing(one) if fact not in tried)
        lacking = next(missing, None)
        if lacking is None:
            return
        case = self.solver.case(next(iter(sides.values())))
        for value in self.solver.candidates.of(lacking, case):
            more = {side: one.with_(lacking, value, self.solver.owners) for side, one in sides.items()}
            yield from self._search(more, tried | {lacking}, telling)


def _compliance_turns(outcomes: list[Outcomes]) -> bool:
    """Whether the rule is met on one side and not on another."""
    return len({bool(found & COMPLIES) for found in outcomes}) > 1


def _outcome_turns(outcomes: list[Outcomes]) -> bool:
    return len(set(outcomes)) > 1


def _anything(outcomes: list[Outcomes]) -> bool:
    return True


def _decided(found: Outcomes) -> bool:
    return not found & (found - 1)


def _sides(limit: Any, step: Any) -> dict[str, Any]:
    return dict(zip(SIDES, (limit, limit - step, limit + step), strict=True))


def _possible(fact: Fact, sides: dict[str, Any]) -> dict[str, Any]:
    """The sides that a record can give: nothing lies below a share of nought."""
    bounds = bounds_of(fact)
    return {side: value for side, value in sides.items() if not isinstance(value, Fraction) or bounds.hold(value)}


def _in_cell(fact: Fact, cell: str) -> Any:
    """A value that the key cell of a table takes."""
    if fact.type == "boolean":
        return cell == "yes"
    if fact.type != "number":
        return frozenset((cell,)) if fact.type == "codes" else cell
    band = parse_band(cell, fact)
    if band.low is not None and band.high is not None:
        return (band.low + band.high) / 2
    return band.low + 1 if band.low is not None else (band.high or Fraction(2)) / 2
