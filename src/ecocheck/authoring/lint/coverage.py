"""Checks on the tests that a measured rule carries: each kind of outcome, each exemption, each bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ...bilingual import Said
from ...evaluation.case import Case
from ...evaluation.judge import Judge
from ...logic.conditions import Compare, Node, Number, named_in
from ...logic.conditions import Judge as Judged
from ...logic.operators import OPERATORS, sides
from ...logic.outcomes import BREACH, Outcome, outcomes
from ...logic.truth import F, J, T
from ...rulebook.model import Exemption, Rule, RuleTest
from ...search.equivalence import reachable
from ...search.one_step import exact, step_of
from ...search.trials import cases_of, trial_of
from .model import Desk, Remark

_TRUE, _NEARLY = Said("成立", "where it is true"), Said("差一点成立", "where it is nearly true")
_AT_IT, _BEYOND = Said("恰为界限", "at it exactly"), Said("越界一步", "one step beyond it")


class Tried(NamedTuple):
    """A test with the cases its rule is judged on."""

    test: RuleTest
    cases: tuple[Case, ...]


def tried(desk: Desk, rule: Rule) -> list[Tried]:
    trials = (trial_of(desk.book, rule, test) for test in rule.tests)
    return [Tried(trial.test, tuple(cases_of(desk.book, rule, trial))) for trial in trials]


def kinds_missing(desk: Desk) -> Iterator[Remark]:
    """Measured rules without a pass, a breach, a not_applicable or an unknown among their tests, as far as they can have one."""
    judge = Judge(desk.data)
    for rule in desk.measured:
        can_be = outcomes(reachable(rule, desk.data, judge))
        expected = {test.expect for test in rule.tests}
        breach = BREACH[rule.modality]
        wanted = [
            (kind, {str(kind)})
            for kind in (Outcome.PASS, Outcome.NOT_APPLICABLE)
            if kind in can_be or (rule.each and kind != "pass")
        ]
        if breach in can_be or Outcome.REVIEW in can_be:
            wanted.append((breach if breach in can_be else Outcome.REVIEW, {str(breach), "review"}))
        if len(can_be) > 1:
            wanted.append((Outcome.UNKNOWN, {"unknown"}))
        missing = [str(kind) for kind, allowed in wanted if not expected & allowed]
        if missing:
            yield Remark(rule.id, desk.sources.mark(rule, "tests"), missing=missing)


def unknown_says_nothing(desk: Desk) -> Iterator[Remark]:
    for rule in desk.measured:
        for test in rule.tests:
            if test.expect == "unknown" and (test.missing is None or test.possible is None):
                yield Remark(rule.id, desk.sources.mark(rule)._replace(line=test.line), test=test.name)


def exemptions_untried(desk: Desk) -> Iterator[Remark]:
    """Exemptions that no test makes true, or that no test nearly makes true."""
    judge = Judge(desk.data)
    for rule in desk.measured:
        if not rule.exempt:
            continue
        every = tried(desk, rule)
        for exemption in rule.exempt:
            truths = [_exempting(exemption, rule, one, judge) for one in every]
            holds = J if isinstance(exemption.when, Judged) else T  # one that a person judges never holds by itself
            missing = [] if any(truth == holds for truth, _, _ in truths) else [_TRUE]
            if not any(truth == F and near and breach for truth, near, breach in truths):
                missing.append(_NEARLY)
            if missing:
                yield Remark(rule.id, desk.sources.mark(rule, "exempt_when"), exemption=exemption.id, missing=missing)


def _exempting(exemption: Exemption, rule: Rule, one: Tried, judge: Judge) -> tuple[int, bool, bool]:
    """The exemption's truth in a test, whether some of its facts are given, and whether the rule is breached."""
    named = named_in(exemption.when)
    breach = one.test.expect in ("fail", "review", "advice")
    for case in one.cases:
        truth = judge.truth.of(exemption.when, rule, case)
        return truth, not case.facts.keys().isdisjoint(named.facts) or not case.groups.keys().isdisjoint(named.groups), breach
    return F, False, False


def bounds_untried(desk: Desk) -> Iterator[Remark]:
    """Bounds that no test meets exactly, or that none passes by one step."""
    judge = Judge(desk.data)
    for rule in desk.measured:
        bounds = [found for part in rule.conditions for found in _bounds(part)]
        every = tried(desk, rule) if bounds else []
        for compared, op, number in bounds:
            values = [value for one in every for case in one.cases for value in _values(compared, rule, case, judge, desk)]
            missing = _missing(op, exact(number), step_of(number), values)
            if missing:
                mark = desk.sources.mark_of(rule, compared)
                yield Remark(rule.id, mark, fact=compared.fact, op=op, limit=number.text, missing=missing)


def _bounds(node: Node) -> Iterator[tuple[Compare, str, Number]]:
    if isinstance(node, Compare):
        pairs = zip(sides(node.op), node.operands, strict=False)
        yield from ((node, op, operand) for op, operand in pairs if isinstance(operand, Number))
    for child in node.inside:
        yield from _bounds(child)


def _values(compared: Compare, rule: Rule, case: Case, judge: Judge, desk: Desk) -> Iterator[Fraction]:
    """What a case gives for a compared fact, in its own facts and in the items of its groups."""
    found: list[object] = []
    if compared.fact.startswith("$"):
        found.append(judge.truth.derived(compared.fact, rule, case))
    else:
        found.append(case.facts.get(compared.fact))
        homes = (name for name, group in desk.data.vocabulary.groups.items() if compared.fact in group.facts)
        found += [item.facts.get(compared.fact) for name in homes for item in judge.truth.item_cases(name, case) or ()]
    yield from (value for value in found if isinstance(value, Fraction))


def _missing(op: str, limit: Fraction, step: Fraction, values: list[Fraction]) -> list[Said]:
    missing = [] if limit in values else [_AT_IT]
    below = not OPERATORS[op].lower_side_holds_limit  # what counts to the upper side is passed downwards
    if not any(0 < (limit - value if below else value - limit) <= step for value in values):
        missing.append(_BEYOND)
    return missing
