"""The rules of one subject as one generated function: what a warm rulebook runs on each further record.

Every distinct comparison is tested once a record, whichever rules share it; the rules are then table look-ups over the results. The
generated function computes the very sets that `Judge.outcomes` does (a property test holds them together) and explains nothing;
what needs explaining goes through the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

from ..logic.atoms import Test, comparer, constant
from ..logic.conditions import All, Always, AsOf, Attested, Compare, FactRef, Judge, Lost, Node, Not, ParameterRef, comparisons
from ..logic.conditions import Any as AnyOf
from ..logic.outcomes import TABLE, Outcomes
from ..logic.truth import ALL, ANY, FT, JUDGE, NOT, F, J, T, Truths
from ..rulebook.model import Rule
from .case import Case
from .cells import Split, conditions_of, is_open
from .judge import NOT_APPLICABLE
from .judge import Judge as RuleJudge
from .truths import ATTESTED, force_truth

_LOOKED_UP = (FactRef, AsOf, ParameterRef)


class Program:
    """The rules of a subject that judge the record as a whole (those for each item of a group stay with the judge)."""

    def __init__(self, judge: RuleJudge, rules: Sequence[Rule]) -> None:
        self.judge = judge
        self.rules = tuple(rule for rule in rules if not rule.each)
        self.names = tuple(rule.id for rule in self.rules)
        self._places: dict[Any, int] = {}
        self._start: list[Truths] = []
        self._by_fact: dict[str, list[tuple[int, Test]]] = {}
        self._by_clause: dict[str, int] = {}
        self._others: list[tuple[int, Node, Rule]] = []
        self._gates: dict[tuple[str, Any], int] = {}
        rows = [self._rule(rule) for rule in self.rules]
        self._run = _function("[\n" + "".join(f"        {row},\n" for row in rows) + "    ]")
        with_splits = [(place, rule) for place, rule in enumerate(self.rules) if judge.splits(rule)]
        self._by_judge = [(place, rule) for place, rule in with_splits if not self._tested_here(rule)]
        self._split_rules = [
            _SplitRule(place, _function(rows[place]), tuple(self._split(split, rule) for split in judge.splits(rule)))
            for place, rule in with_splits
            if self._tested_here(rule)
        ]

    def outcomes(self, case: Case) -> list[Outcomes]:
        """The set of outcomes of each rule, in the order of `rules`."""
        truths = self._start.copy()
        for name, value in case.facts.items():
            for place, test in self._by_fact.get(name, ()):
                truths[place] = test(value)
        for clause, attestation in case.attested.items():
            if clause in self._by_clause:
                truths[self._by_clause[clause]] = ATTESTED[attestation.state]
        of = self.judge.truth.of
        for place, node, rule in self._others:
            truths[place] = of(node, rule, case)
        gates = self._gate_truths(case)
        found: list[Outcomes] = self._run(truths, gates)
        for split in self._split_rules:
            if found[split.place] & (found[split.place] - 1):
                found[split.place] = split.outcomes(truths, gates, case)
        for place, rule in self._by_judge:
            if found[place] & (found[place] - 1):
                found[place] = self.judge.outcomes(rule, case)
        return found

    def _gate_truths(self, case: Case) -> list[Truths]:
        areas: dict[str, Truths] = {}
        found = []
        for area, in_force in self._gates:
            if area not in areas:
                areas[area] = self.judge.areas.truth(area, case)
            day = case.judged(in_force.judged_on)[1]
            found.append(ALL[areas[area]][force_truth(in_force, day)])
        return found

    def _tested_here(self, rule: Rule) -> bool:
        """Whether every comparison with the rule's split facts stands outside `some` and `every`, which the judge looks into."""
        facts = {split.fact for split in self.judge.splits(rule)}
        return all(found in self._places for node in conditions_of(rule) for found in comparisons(node) if found.fact in facts)

    def _split(self, split: Split, rule: Rule) -> _SplitFact:
        """What each cell of a split fact makes of the rule's comparisons with it."""
        nodes = {found for node in conditions_of(rule) for found in comparisons(node) if found.fact == split.fact}
        tests = dict(self._by_fact.get(split.fact, ()))
        places = [self._places[node] for node in nodes]
        return _SplitFact(split, tuple(tuple((place, tests[place](cell.value)) for place in places) for cell in split.cells))

    def _rule(self, rule: Rule) -> str:
        gate = f"g[{self._gate(rule)}]"
        scope = gate if rule.scope is None else f"A[{gate}][{self._node(rule.scope, rule)}]"
        require = str(T) if rule.require is None else self._node(rule.require, rule)
        exempt = str(F)
        for exemption in rule.exempt:
            exempt = f"O[{exempt}][{self._node(exemption.when, rule)}]"
        return (
            f"{NOT_APPLICABLE} if {gate} == 1 or (s := {scope}) == 1 else T_{rule.modality}[s << 6 | {require} << 3 | {exempt}]"
        )

    def _gate(self, rule: Rule) -> int:
        key = (self.judge.data.documents[rule.document].area, rule.in_force)
        return self._gates.setdefault(key, len(self._gates))

    def _node(self, node: Node, rule: Rule) -> str:
        if isinstance(node, All | AnyOf):
            table, empty = ("A", T) if isinstance(node, All) else ("O", F)
            said = str(empty)
            for place, part in enumerate(node.parts):
                inner = self._node(part, rule)
                said = inner if place == 0 else f"{table}[{said}][{inner}]"
            return said
        if isinstance(node, Not):
            return f"N[{self._node(node.part, rule)}]"
        if isinstance(node, Judge):
            return f"D[{self._node(node.part, rule)}]"
        if isinstance(node, Always):
            return str(node.truth)
        if isinstance(node, Compare) and any(isinstance(operand, Lost) for operand in node.operands):
            return str(J)
        return f"t[{self._atom(node, rule)}]"

    def _atom(self, node: Node, rule: Rule) -> int:
        alone = (
            isinstance(node, Compare)
            and not node.fact.startswith("$")
            and not any(isinstance(o, _LOOKED_UP) for o in node.operands)
        )
        key = node if alone or isinstance(node, Attested) else (node, rule.id)
        place = self._places.get(key)
        if place is not None:
            return place
        place = self._places[key] = len(self._start)
        self._start.append(FT)
        if alone:
            assert isinstance(node, Compare)
            fact = self.judge.data.vocabulary.facts[node.fact]
            codes = self.judge.data.vocabulary.lists.get(fact.list)
            test = comparer(fact, codes, node.op, tuple(constant(operand) for operand in node.operands))
            self._by_fact.setdefault(node.fact, []).append((place, test))
        elif isinstance(node, Attested):
            self._by_clause[node.clause] = place
        else:
            self._others.append((place, node, rule))
        return place


class _SplitFact(NamedTuple):
    """A fact compared more than once, and the truths of its comparisons in each of its cells."""

    split: Split
    truths: tuple[tuple[tuple[int, Truths], ...], ...]


class _SplitRule(NamedTuple):
    """A rule that is judged cell by cell while such a fact is missing."""

    place: int
    run: Callable[[list[Truths], list[Truths]], Outcomes]
    facts: tuple[_SplitFact, ...]

    def outcomes(self, truths: list[Truths], gates: list[Truths], case: Case) -> Outcomes:
        """The union over the cells that the case leaves open; `truths` is restored."""
        choices = []
        for fact in self.facts:
            known = case.facts.get(fact.split.fact)
            if is_open(known):
                fitting = [cell for cell, row in zip(fact.truths, fact.split.cells, strict=True) if row.fits(known)]
                if fitting:
                    choices.append(fitting)
        found = 0
        kept = truths.copy() if choices else truths
        for cells in product(*choices):
            for cell in cells:
                for place, truth in cell:
                    kept[place] = truth
            found |= self.run(kept, gates)
        return found


def _function(body: str) -> Any:
    """A function of truths and gates from a generated expression; only table look-ups and places stand in it."""
    names: dict[str, Any] = {
        "A": ALL,
        "O": ANY,
        "N": NOT,
        "D": JUDGE,
        **{f"T_{modality}": table for modality, table in TABLE.items()},
    }
    exec(compile(f"def run(t, g):\n    return {body}\n", "<rules>", "exec"), names)
    return names["run"]
