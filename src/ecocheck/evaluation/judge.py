"""One rule on one case: DESIGN's section 3 from top to bottom.

Scope is the minimum of area, in force and `applies_when`; then the requirement; then the exemptions. The set of outcomes is the image
of the three sets under the table of the rule's modality, taken cell by cell where a missing fact is compared more than once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..logic.conditions import TRUE
from ..logic.fold import fold
from ..logic.outcomes import BIT, TABLE, Outcome, Outcomes
from ..logic.truth import ALL, ANY, F, T, Truths, any_of
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.values import Interval
from .areas import Areas
from .case import Case
from .cells import Split, open_cells, splits_of
from .sharing import Sharing
from .tree import Step, Steps, StepsSupposing, merged
from .truths import Truth, force_truth

NOT_APPLICABLE = BIT[Outcome.NOT_APPLICABLE]


class Judgement(NamedTuple):
    """A rule judged with everything that explains it."""

    outcomes: Outcomes
    area: Truths
    force: Truths
    judged_on: str
    judged_day: date | Interval
    scope: Step
    require: Step
    exempt: tuple[Step, ...]
    scope_truths: Truths
    exempt_truths: Truths


class Judge:
    """Judges the rules of one rulebook. Holds nothing of any run."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self.truth = Truth(data)
        self.areas = Areas(data)
        self._splits: dict[str, tuple[Split, ...]] = {}
        self._sharing: dict[str, Sharing] = {}

    def splits(self, rule: Rule) -> tuple[Split, ...]:
        if rule.id not in self._splits:
            self._splits[rule.id] = splits_of(rule, self.data)
        return self._splits[rule.id]

    def sharing(self, rule: Rule) -> Sharing:
        if rule.id not in self._sharing:
            self._sharing[rule.id] = Sharing(rule, self.splits(rule))
        return self._sharing[rule.id]

    def gates(self, rule: Rule, case: Case) -> tuple[Truths, Truths, str, date | Interval]:
        """Area and in force, with the date that decided."""
        area = self.data.documents[rule.document].area
        key = ("area", area)
        if key not in case.memo:
            case.memo[key] = self.areas.truth(area, case)
        name, day = case.judged(rule.in_force.judged_on)
        return case.memo[key], force_truth(rule.in_force, day), name, day

    def outside(self, rule: Rule, case: Case) -> bool:
        """Whether a rule does not apply, whatever is still missing."""
        area, force, _, _ = self.gates(rule, case)
        gate = ALL[area][force]
        if gate == F:
            return True
        return rule.scope is not None and all(
            ALL[gate][self.truth.of(rule.scope, rule, cell)] == F for cell in self._cells(rule, case)
        )

    def _cells(self, rule: Rule, case: Case) -> Iterator[Case]:
        """The case, or where a split fact is open, the case once for each of the cells that it may hold."""
        for supposed in open_cells(self.splits(rule), case.facts):
            yield case.supposing(supposed.values) if supposed.values else case

    def _steps(self, rule: Rule, case: Case) -> Iterator[Steps]:
        """The same, ready to judge conditions with their trees."""
        sharing = self.sharing(rule)
        for supposed in open_cells(self.splits(rule), case.facts):
            if supposed.values:
                yield StepsSupposing(self.truth, rule, case, sharing, supposed)
            else:
                yield Steps(self.truth, rule, case, sharing.own)

    def outcomes(self, rule: Rule, case: Case) -> Outcomes:
        """The set of outcomes that a rule can still have; one bit each, see `ecocheck.logic.outcomes`."""
        area, force, _, _ = self.gates(rule, case)
        gate = ALL[area][force]
        if gate == F:
            return NOT_APPLICABLE
        table = TABLE[rule.modality]
        of = self.truth.of
        found = 0
        for cell in self._cells(rule, case):
            scope = gate if rule.scope is None else ALL[gate][of(rule.scope, rule, cell)]
            if scope == F:
                found |= NOT_APPLICABLE
                continue
            require = of(rule.require or TRUE, rule, cell)
            exempt = F
            if require != T:
                for exemption in rule.exempt:
                    exempt = ANY[exempt][of(exemption.when, rule, cell)]
            found |= table[scope << 6 | require << 3 | exempt]
        return found

    def judgement(self, rule: Rule, case: Case) -> Judgement:
        """The same, with the tree of every condition."""
        area, force, judged_on, judged_day = self.gates(rule, case)
        scopes, requires, exempts = [], [], []
        found = scope_truths = exempt_truths = 0
        for steps in self._steps(rule, case):
            scope = fold(rule.scope or TRUE, steps)
            require = fold(rule.require or TRUE, steps)
            exempt = [fold(exemption.when, steps) for exemption in rule.exempt]
            whole_scope = ALL[ALL[area][force]][scope.truths]
            whole_exempt = any_of(step.truths for step in exempt)
            found |= TABLE[rule.modality][whole_scope << 6 | require.truths << 3 | whole_exempt]
            scope_truths |= whole_scope
            exempt_truths |= whole_exempt
            scopes.append(scope)
            requires.append(require)
            exempts.append(exempt)
        return Judgement(
            found,
            area,
            force,
            judged_on,
            judged_day,
            merged(scopes),
            merged(requires),
            tuple(merged(list(several)) for several in zip(*exempts, strict=True)),
            scope_truths,
            exempt_truths,
        )
