"""Records on which two editions of a rule come to different outcomes: found by a search that both editions direct."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec.json import encode
from msgspec.structs import replace

from ..evaluation.judge import Judge
from ..logic.conditions import comparisons
from ..logic.outcomes import Outcomes
from ..rulebook.model import Rule, RulebookData
from ..search.candidates import Candidates
from ..search.drafts import Draft
from ..search.solver import Solver, in_turn

#: Telling drafts to find for one rule, of which so many from one outcome to another are kept; cases to judge while looking.
ENOUGH = 24
OF_A_KIND = 2
PATIENCE = 2_000
_DECIDING = ("subjects", "kind", "modality", "force", "form", "in_force", "each")
_CONDITIONS = ("scope", "require", "exempt", "derive", "status", "target")


def differs(old: Rule, new: Rule, before: RulebookData, after: RulebookData) -> bool:
    """Whether anything that a rule decides with is not the same: its conditions, dates and norm, or a table that it uses."""
    # Compared as they are written down: what comes from the compiled rulebook holds tuples where what was just read holds lists.
    if any(encode(getattr(old, name)) != encode(getattr(new, name)) for name in (*_DECIDING, *_CONDITIONS)):
        return True
    if before.documents[old.document].area != after.documents[new.document].area:
        return True
    return any(before.parameters.get(name) != after.parameters.get(name) for name in old.named.tables)


class Telling:
    """Looks for drafts that tell two editions of a rule apart."""

    def __init__(self, old: tuple[Rule, RulebookData, Judge], new: tuple[Rule, RulebookData, Judge]) -> None:
        self.sides = (old, new)
        self.solvers = tuple(Solver(rule, data, judge) for rule, data, judge in self.sides)
        others = (new[0], old[0])
        self.candidates = tuple(
            Candidates(rule, data, judge, _known(other, data))
            for (rule, data, judge), other in zip(self.sides, others, strict=True)
        )
        self._left = PATIENCE

    def drafts(self) -> list[Draft]:
        """Drafts whose outcome is certain in both editions, and another in each."""
        self._left = PATIENCE
        starts = dict.fromkeys(solver.start.day for solver in self.solvers)
        found = [
            draft
            for day in starts
            for draft in islice(self._search(replace(self.solvers[1].start, day=day), frozenset()), ENOUGH)
        ]
        kept: dict[tuple[Outcomes, Outcomes], list[Draft]] = {}
        for draft in sorted(found, key=lambda draft: len(list(draft.given()))):
            kept.setdefault((self._outcomes(0, draft), self._outcomes(1, draft)), []).append(draft)
        return [draft for drafts in kept.values() for draft in drafts[:OF_A_KIND]]

    def _outcomes(self, place: int, draft: Draft) -> Outcomes:
        rule, _, judge = self.sides[place]
        return judge.outcomes(rule, self.solvers[place].case(draft))

    def _search(self, draft: Draft, tried: frozenset[str]) -> Iterator[Draft]:
        self._left -= 1
        if self._left < 0:
            return
        found = [self._outcomes(place, draft) for place in (0, 1)]
        if not any(one & (one - 1) for one in found):
            if found[0] != found[1]:
                yield draft
            return
        missing = (name for solver in self.solvers for name in solver.missing(draft) if name not in tried)
        name = next(missing, None)
        if name is None:
            return
        values = [
            value
            for solver, candidates in zip(self.solvers, self.candidates, strict=True)
            for value in candidates.of(name, solver.case(draft))
        ]
        owners = self.solvers[1].owners
        yield from in_turn([self._search(draft.with_(name, value, owners), tried | {name}) for value in dict.fromkeys(values)])


def _known(rule: Rule, data: RulebookData) -> Rule | None:
    """The rule, unless it names facts or lists that the other edition does not have."""
    facts = data.vocabulary.facts
    named = [node.fact for condition in rule.conditions for node in comparisons(condition) if not node.fact.startswith("$")]
    return rule if all(name in facts for name in named) else None
