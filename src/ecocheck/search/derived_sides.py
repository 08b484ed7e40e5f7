"""Facts for which a derived value stands at, below and above a limit: one of the facts that it is computed from is solved for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ..evaluation.truths import derivation
from ..logic.conditions import Number
from ..vocabulary.bounds import bounds_of
from ..vocabulary.model import Fact
from .drafts import Draft, Owners
from .one_step import counts, step_of
from .solver import Solver

#: What the other facts of the derivation are given, and where the fact that is solved for is tried.
ROUND = (Fraction(10), Fraction(1), Fraction(100))
TRIED = (Fraction(10), Fraction(20))
Function = Callable[[Fraction], Fraction | None]


def derived_sides(solver: Solver, name: str, limit: Number) -> Iterator[dict[str, Draft]]:
    """Drafts for each side of a limit on a derived value, by every fact that can be solved for; nothing where none can."""
    at = Fraction(limit.numerator, limit.denominator)
    step = step_of(limit)
    wanted = {"at": at, "below": at - step, "above": at + step}
    start, owners = _with_items(solver, name)
    facts = solver.data.vocabulary.facts
    used = dict.fromkeys(solver.judge.truth.facts_of(name, solver.rule))
    numbers = [fact for fact in used if fact in facts and facts[fact].type == "number"]
    for fact in numbers:
        for others in ROUND:
            given = start
            for other in numbers:
                if other != fact:
                    given = given.with_(other, others, owners)
            function = _derived(solver, name, lambda value, fact=fact, given=given: given.with_(fact, value, owners))  # type: ignore[misc]
            found = {side: _solved(function, value) for side, value in wanted.items()}
            values = {side: value for side, value in found.items() if value is not None and _writable(value, facts[fact])}
            if len(values) == len(wanted):
                yield {side: given.with_(fact, value, owners) for side, value in values.items()}
                break


def _with_items(solver: Solver, name: str) -> tuple[Draft, Owners]:
    """A draft with an item that counts in every sum of the derivation, and the groups that own the facts of such items."""
    draft, owners = solver.start, dict(solver.owners)
    facts, truth = solver.data.vocabulary.facts, solver.judge.truth
    for aggregate in truth.sums.expression(derivation(solver.rule, name), solver.rule).aggregates.values():
        owners |= dict.fromkeys((fact for fact in (aggregate.fact, *dict(aggregate.where)) if fact), aggregate.group)
        for key, code in aggregate.where:
            draft = draft.with_(key, frozenset((code,)) if facts[key].type == "codes" else code, owners)
    return draft, owners


def _derived(solver: Solver, name: str, draft_at: Callable[[Fraction], Draft]) -> Function:
    """The derived value as a function of the fact that drafts are made for."""

    def value(given: Fraction) -> Fraction | None:
        found = solver.judge.truth.derived(name, solver.rule, solver.case(draft_at(given)))
        return found if isinstance(found, Fraction) else None

    return value


def _solved(function: Function, wanted: Fraction) -> Fraction | None:
    """Where a function has a value, if it is linear in its argument or in the reciprocal of it; held against the function itself."""
    one, other = TRIED
    low, high = function(one), function(other)
    if low is None or high is None or low == high:
        return None
    linear = one + (wanted - low) * (other - one) / (high - low)
    reciprocal = 1 / one + (wanted - low) * (1 / other - 1 / one) / (high - low)
    for found in (linear, 1 / reciprocal if reciprocal else linear):
        if found > 0 and function(found) == wanted:
            return found
    return None


def _writable(value: Fraction, fact: Fact) -> bool:
    """Whether a record can give the value, write it without loss, and, of things that are counted, as a whole number."""
    whole = value.denominator == 1 or not counts(fact.unit)
    return whole and bounds_of(fact).hold(value) and 10**30 % value.denominator == 0
