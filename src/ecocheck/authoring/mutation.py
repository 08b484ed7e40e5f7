"""Whether a rule's tests would notice a slip: its mutants are judged on the records of its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ..bilingual import Said
from ..book import Rulebook
from ..errors import Mark
from ..evaluation.case import Case
from ..evaluation.judge import Judge
from ..logic.outcomes import BIT, Outcome, outcomes
from ..rulebook.model import Rule
from ..search.equivalence import alike, reachable
from ..search.trials import Trial, cases_of, trial_of
from .marks import Sources
from .mutants import Mutant, mutants_of
from .rule_tests import differences, run_test


class Survivor(NamedTuple):
    """A mutant that no test noticed, and where its change stands."""

    rule: Rule
    mark: Mark
    what: Said


class Tally(NamedTuple):
    """What became of the mutants of one rule: how many there are, and those that survived.

    `alike` is how many more were left out because no record tells them from the rule; `broken` is set where the rule's own tests
    fail, and nothing can be said of mutants.
    """

    rule: Rule
    mutants: int
    survivors: tuple[Survivor, ...]
    alike: int = 0
    broken: bool = False


def mutate(book: Rulebook, rules: Iterable[Rule], sources: Sources) -> Iterator[Tally]:
    """The tally of every measured rule: rows of tables carry no tests, their form is tested once."""
    watch = _Watch(book)
    for rule in rules:
        if rule.form != "rule" or rule.status == "deprecated":
            continue
        if any(run_test(book, rule, test).wrong for test in rule.tests):
            yield Tally(rule, 0, (), broken=True)
            continue
        trials = [_Prepared(trial, _single(book, rule, trial)) for trial in (trial_of(book, rule, test) for test in rule.tests)]
        mutants = list(mutants_of(rule, book.data, sources.sets_of, watch.breachable(rule)))
        left = [mutant for mutant in mutants if not watch.notices(mutant.rule, trials)]
        told = [mutant for mutant in left if not alike(rule, mutant.rule, book.data, watch.judge)]
        made = len(mutants) - len(left) + len(told)
        yield Tally(rule, made, tuple(_survivor(rule, mutant, sources) for mutant in told), len(left) - len(told))


def _survivor(rule: Rule, mutant: Mutant, sources: Sources) -> Survivor:
    mark = sources.mark_of(rule, mutant.at) if mutant.at is not None else sources.mark(rule)
    return Survivor(rule, mark, mutant.what)


class _Prepared(NamedTuple):
    """A trial with the one case that is judged, or None where the engine must say what becomes of a group."""

    trial: Trial
    case: Case | None


def _single(book: Rulebook, rule: Rule, trial: Trial) -> Case | None:
    listed = trial.record.groups.get(rule.each) if trial.record is not None and rule.each else None
    if rule.each and (listed is None or not listed.complete):
        return None
    found = list(cases_of(book, rule, trial))
    return found[0] if len(found) == 1 and not found[0].bad else None


class _Watch:
    """Looks for a test that a mutant fails: first at outcomes alone, which is quick, and only then at whole findings."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.judge = Judge(book.data)

    def breachable(self, rule: Rule) -> bool:
        """Whether some record may be a breach beyond doubt."""
        return bool(reachable(replace(rule, modality="strict"), self.book.data, self.judge) & BIT[Outcome.FAIL])

    def notices(self, mutant: Rule, trials: list[_Prepared]) -> bool:
        slow = []
        for prepared in trials:
            test = prepared.trial.test
            if prepared.case is None or test.expect == "error":
                slow.append(prepared)
                continue
            found = outcomes(self.judge.outcomes(mutant, prepared.case.supposing({})))
            if test.expect != (str(found[0]) if len(found) == 1 else "unknown"):
                return True
            if test.possible is not None and set(test.possible) != ({*map(str, found)} if len(found) > 1 else set()):
                return True
            if test.missing is not None or test.reason:
                slow.append(prepared)
        return any(self._differs(mutant, prepared.trial) for prepared in slow)

    def _differs(self, mutant: Rule, trial: Trial) -> bool:
        if trial.record is None:
            return False
        found = list(self.book.findings_of_rule(mutant, trial.record, trial.day))
        return len(found) != 1 or any(True for _ in differences(trial.test, found[0]))
