"""The rules of one subject as one generated function: what a warm rulebook runs on each further record.

Every distinct comparison is tested once a record, whichever rules share it; the rules are then table look-ups over the results. The
generated function computes the very sets that `Judge.outcomes` does (a property test holds them together) and explains nothing;
what needs explaining goes through the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import product
from typing import Any, NamedTuple

from ..logic.atoms import Test
from ..logic.conditions import (
    All,
    Always,
    Attested,
    Compare,
    Every,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Some,
    comparisons,
)
from ..logic.conditions import Any as AnyOf
from ..logic.fold import Algebra, fold
from ..logic.outcomes import TABLE, Outcomes
from ..logic.truth import ALL, ANY, FT, JUDGE, NOT, F, J, T, Truths
from ..rulebook.model import Rule
from .case import Case
from .cells import Split, is_open
from .judge import NOT_APPLICABLE
from .judge import Judge as RuleJudge
from .truths import ATTESTED, depends, force_truth


class Program:
    """The rules of a subject that judge the record as a whole (those for each item of a group stay with the judge)."""

    def __init__(self, judge: RuleJudge, rules: Sequence[Rule]) -> None:
        self.judge = judge
        self.rules = tuple(rule for rule in rules if not rule.each)
        self.names = tuple(rule.id for rule in self.rules)
        self._places: dict[Any, int] = {}
        self._compared: dict[Compare, int] = {}
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
        """The set of outcomes of each rule, in the order of `rules`; what comparisons come to is left with the case, for explanations."""
        truths = self._start.copy()
        for name, value in case.facts.items():
            for place, test in self._by_fact.get(name, ()):
                truths[place] = test(value)
        case.memo.update((node, truths[place]) for node, place in self._compared.items())
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
        return all(found in self._places for node in rule.conditions for found in comparisons(node) if found.fact in facts)

    def _split(self, split: Split, rule: Rule) -> _SplitFact:
        """What each cell of a split fact makes of the rule's comparisons with it."""
        nodes = {found for node in rule.conditions for found in comparisons(node) if found.fact == split.fact}
        tests = dict(self._by_fact.get(split.fact, ()))
        places = [self._places[node] for node in nodes]
        return _SplitFact(split, tuple(tuple((place, tests[place](cell.value)) for place in places) for cell in split.cells))

    def _rule(self, rule: Rule) -> str:
        gate, written = f"g[{self._gate(rule)}]", _Written(self, rule)
        scope = gate if rule.scope is None else f"A[{gate}][{fold(rule.scope, written)}]"
        require = str(T) if rule.require is None else fold(rule.require, written)
        exempt = str(F)
        for exemption in rule.exempt:
            exempt = f"O[{exempt}][{fold(exemption.when, written)}]"
        return (
            f"{NOT_APPLICABLE} if {gate} == 1 or (s := {scope}) == 1 else T_{rule.modality}[s << 6 | {require} << 3 | {exempt}]"
        )

    def _gate(self, rule: Rule) -> int:
        key = (self.judge.data.documents[rule.document].area, rule.in_force)
        return self._gates.setdefault(key, len(self._gates))

    def fact_place(self, node: Compare) -> int:
        """The place of what a comparison with constants comes to."""
        place, new = self._place(node)
        if new:
            self._compared[node] = place
            self._by_fact.setdefault(node.fact, []).append((place, self.judge.truth.test_of(node)))
        return place

    def clause_place(self, node: Attested) -> int:
        """The place of an attestation."""
        place, _ = self._place(node)
        self._by_clause[node.clause] = place
        return place

    def judged_place(self, node: Node, rule: Rule) -> int:
        """The place of a condition that the judge looks into."""
        place, new = self._place((node, rule.id))
        if new:
            self._others.append((place, node, rule))
        return place

    def _place(self, key: Any) -> tuple[int, bool]:
        new = key not in self._places
        if new:
            self._places[key] = len(self._start)
            self._start.append(FT)
        return self._places[key], new


class _Written(Algebra[str]):
    """The conditions of a rule as expressions over the places of a program, `A`, `O`, `N` and `D` being the tables of truth."""

    def __init__(self, program: Program, rule: Rule) -> None:
        self.program, self.rule = program, rule

    def compare(self, node: Compare) -> str:
        if any(isinstance(operand, Lost) for operand in node.operands):
            return str(J)
        return self._judged(node) if depends(node) else f"t[{self.program.fact_place(node)}]"

    def all_of(self, node: All, parts: Iterator[str]) -> str:
        return reduce("A[{}][{}]".format, parts) if node.parts else str(T)

    def any_of(self, node: AnyOf, parts: Iterator[str]) -> str:
        return reduce("O[{}][{}]".format, parts) if node.parts else str(F)

    def negated(self, node: Not, part: str) -> str:
        return f"N[{part}]"

    def judged(self, node: Judge, part: str) -> str:
        return f"D[{part}]"

    def always(self, node: Always) -> str:
        return str(node.truth)

    def some(self, node: Some) -> str:
        return self._judged(node)

    def every(self, node: Every) -> str:
        return self._judged(node)

    def has_row(self, node: HasRow) -> str:
        return self._judged(node)

    def attested(self, node: Attested) -> str:
        return f"t[{self.program.clause_place(node)}]"

    def _judged(self, node: Node) -> str:
        return f"t[{self.program.judged_place(node, self.rule)}]"


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
