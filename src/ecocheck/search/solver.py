"""Finding records with a wanted outcome: a search that the engine itself directs.

A draft begins with nothing known. The engine says which outcomes are still open and which facts are missing; the first of these is
given each value that the rule tells apart, and the branches from which the wanted outcome cannot be reached any more are cut. So a draft
is found without trying at random, and states nothing that its outcome does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from ..bilingual import Said
from ..evaluation.case import Case
from ..evaluation.judge import NOT_APPLICABLE, Judge
from ..evaluation.tree import missing_of
from ..logic.conditions import Always
from ..logic.outcomes import BIT, Outcome, Outcomes
from ..logic.truth import FJ, F, J, T
from ..records.supplement import Supplement
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.engine_facts import DISTRICT
from .candidates import Candidates
from .drafts import Draft, first_draft, owners_of
from .trials import WIDE

COMPLIES = BIT[Outcome.PASS] | BIT[Outcome.EXEMPT]
BREAKS = BIT[Outcome.FAIL]
#: Drafts to find for one rule and aim, and cases to judge while looking for them.
ENOUGH = 6
PATIENCE = 6_000


class Found(NamedTuple):
    """Drafts with a wanted outcome, or why there are none."""

    drafts: tuple[Draft, ...]
    reason: Said = Said()


class Solver:
    """Finds drafts for one rule. A breach is one beyond doubt, whatever the norm's modality makes of it."""

    def __init__(
        self, rule: Rule, data: RulebookData, judge: Judge | None = None, supplement: Supplement | None = None
    ) -> None:
        self.rule, self.data = rule, data
        self.judge = judge or Judge(data)
        self.supplement = supplement or Supplement(data.vocabulary, data.implications)
        self.strict = replace(rule, id=f"{rule.id}~strict", modality="strict")
        self.owners = owners_of(rule, data)
        self.start = self._placed(first_draft(rule, data))
        self.candidates = Candidates(rule, data, self.judge)
        self._left = PATIENCE

    def _placed(self, draft: Draft) -> Draft:
        """The draft in a district in which the rule can apply, where its document binds in several: not all have the same rivers."""
        if self.data.documents[self.rule.document].area not in WIDE or self.outcomes(draft) != NOT_APPLICABLE:
            return draft
        districts = (area.id for area in self.data.areas.values() if area.kind == "district")
        moved = (replace(draft, facts={**draft.facts, DISTRICT: district}) for district in districts)
        return next((one for one in moved if self.outcomes(one) != NOT_APPLICABLE), draft)

    def case(self, draft: Draft) -> Case:
        """What the rule sees of a draft, as it would of a record of a user's."""
        return draft.case(self.rule, self.data, self.supplement)

    def outcomes(self, draft: Draft) -> Outcomes:
        """What may come of a draft, a clear breach counting as a failure."""
        return self.judge.outcomes(self.strict, self.case(draft))

    def complying(self) -> Found:
        """Drafts that the rule addresses and that meet it, or that it exempts."""
        return self._found(COMPLIES, self._why_none_complies)

    def breaking(self) -> Found:
        """Drafts that break the rule beyond doubt."""
        return self._found(BREAKS, self._why_none_breaks)

    def undecided(self) -> Found:
        """Drafts whose outcome is open for want of facts: from the empty one on."""
        found = [self.start] if self.rule.subjects and self._is_open(self.start) else []
        for draft in (*islice(self.search(COMPLIES), 8), *islice(self.search(BREAKS), 8)):
            for name, _ in draft.given():
                less = draft.without(name, self.owners)
                if less not in found and self._is_open(less):
                    found.append(less)
        if found:
            return Found(tuple(sorted(found, key=lambda draft: len(list(draft.given()))))[:ENOUGH])
        return Found((), NEVER_OPEN if self.rule.subjects else MEETS_NONE)

    def _is_open(self, draft: Draft) -> bool:
        found = self.judge.outcomes(self.rule, self.case(draft))
        return bool(found & (found - 1))

    def _found(self, wanted: Outcomes, why: Callable[[], Said]) -> Found:
        drafts = tuple(islice(self.search(wanted), ENOUGH)) if self.rule.form != "duty" else ()
        if drafts:
            return Found(tuple(sorted(drafts, key=lambda draft: len(list(draft.given())))))
        return Found((), why())

    def search(self, wanted: Outcomes) -> Iterator[Draft]:
        """Drafts all of whose outcomes are wanted."""
        self._left = PATIENCE
        return self._search(self.start, wanted, frozenset())

    def _search(self, draft: Draft, wanted: Outcomes, tried: frozenset[str]) -> Iterator[Draft]:
        self._left -= 1
        if self._left < 0:
            return
        found = self.outcomes(draft)
        if not found & wanted:
            return
        if not found & ~wanted:
            yield draft
            return
        name = next((name for name in self.missing(draft) if name not in tried), None)
        if name is None:
            return
        case = self.case(draft)
        values = self.candidates.of(
            name, case, lambda value: not self.case(draft.with_(name, value, self.owners)).bad - case.bad
        )
        branches = [self._search(draft.with_(name, value, self.owners), wanted, tried | {name}) for value in values]
        yield from in_turn(branches)

    def missing(self, draft: Draft) -> list[str]:
        """The facts that the rule lacks, in the order in which they are needed."""
        case = self.case(draft)
        judged = self.judge.judgement(self.strict, case)
        truth = self.judge.truth
        found = missing_of(judged.scope, self.strict, case, truth)
        if judged.scope_truths & (T | J):
            found += missing_of(judged.require, self.strict, case, truth)
            if judged.require.truths & FJ:
                found += [name for step in judged.exempt for name in missing_of(step, self.strict, case, truth)]
        return [name for name in dict.fromkeys(found) if not name.startswith("$")]

    def _why_none_complies(self) -> Said:
        judged = self.judge.judgement(self.strict, self.case(self.start))
        if self.rule.form == "duty":
            return BINDS_AUTHORITY if self.rule.subjects else MEETS_NONE
        if isinstance(self.rule.require, Always) and self.rule.require.truth == F:
            return PLAIN_BAN
        if not judged.require.truths & T:
            return JUDGED_IN_EVERY_CASE
        return EXHAUSTED if self._left >= 0 else NOT_FOUND

    def _why_none_breaks(self) -> Said:
        judged = self.judge.judgement(self.strict, self.case(self.start))
        if self.rule.form == "duty":
            return BINDS_AUTHORITY if self.rule.subjects else MEETS_NONE
        if not judged.require.truths & F or not judged.scope_truths & T:
            return BREACH_IS_JUDGED
        return EXHAUSTED if self._left >= 0 else NOT_FOUND


NEVER_OPEN = Said("不看记录的事实，结论总是已定的", "it looks at no fact, so that its outcome is never open")
PLAIN_BAN = Said("绝对禁止：适用即不符合", "a plain ban: whatever it addresses breaks it")
JUDGED_IN_EVERY_CASE = Said("每一种情形都须人工判定", "a person must judge every case (a number is lost, or a term is open)")
BREACH_IS_JUDGED = Said(
    "不满足时须人工判定，没有确定的不符合", "what does not meet it is for a person to judge; no breach is beyond doubt"
)
MEETS_NONE = Said("职责条款，只约束主管部门，不针对记录", "a duty of an authority; it meets no record")
BINDS_AUTHORITY = Said(
    "职责条款，约束主管部门：涉及的记录提请人工注意，谈不上符合或不符合",
    "a duty of an authority: what it touches is for a person, and a record neither complies with it nor breaks it",
)
#: The search went through every case: the values that would be needed are not in the vocabulary.
EXHAUSTED = Said("规则区分的各种情形都不会得出这个结论", "none of the cases that the rule tells apart leads to it")
#: The reason that only a fault of the search gives; a test holds that no shipped rule ends here.
NOT_FOUND = Said("未找到", "none was found")


def in_turn(several: list[Iterator[Draft]]) -> Iterator[Draft]:
    """One of each, then the next of each: the first values do not crowd out the others."""
    while several:
        going = []
        for one in several:
            draft = next(one, None)
            if draft is not None:
                yield draft
                going.append(one)
        several = going
