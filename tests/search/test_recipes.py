"""Records made for an aim, over every rule that is shipped: each is judged anew, and a rule without any has a reason that its form explains."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecocheck import load
from ecocheck.book import Rulebook
from ecocheck.errors import EcocheckError
from ecocheck.logic.atoms import constant
from ecocheck.logic.conditions import Always, Compare, Lost, Number, comparisons, walk
from ecocheck.logic.outcomes import BREACH
from ecocheck.logic.truth import F
from ecocheck.rulebook.listing import is_measured
from ecocheck.rulebook.model import Rule
from ecocheck.search.recipes import BY_A_PERSON, NO_LIMIT, SEVERAL_YEARS, WHOLE_CITY, Recipe, Recipes
from ecocheck.search.solver import BINDS_AUTHORITY, EXHAUSTED, MEETS_NONE, NOT_FOUND
from ecocheck.testing.strategies import breaking, complying, undecided
from ecocheck.vocabulary.bounds import bounds_of

BOOK = load()
RULES = {rule.id: rule for rule in BOOK.rules if rule.status == "active"}
DECIDED = ("pass", "fail", "exempt", "review", "advice", "not_applicable")


@pytest.fixture(scope="module")
def recipes() -> Recipes:
    return Recipes(BOOK)


def outcome(book: Rulebook, rule: Rule, record: dict[str, Any]) -> str:
    """What a whole check finds, by another way than the one in which the record was looked for."""
    report = book.check(record, rules=[rule.id])
    assert not [problem for problem in report.problems if problem.severity == "error"], record
    found = {str(finding.outcome) for finding in report.findings}
    assert len(found) == 1, (rule.id, record, found)
    return found.pop()


def wanted(rule: Rule, aim: str) -> tuple[str, ...]:
    if aim == "complying":
        return ("pass", "exempt")
    if aim == "undecided":
        return ("unknown",)
    breach = str(BREACH[rule.modality])
    # An expected (预期性) target missed is for a person, whatever its modality.
    return (breach, "review") if rule.target is not None else (breach,)


def without(recipes: Recipes, aim: Any) -> dict[str, Recipe]:
    return {rule.id: recipe for rule in RULES.values() if not (recipe := recipes.of(rule, aim)).made}


def left_to_a_person(rule: Rule) -> bool:
    """Whether some part of a rule is written as a matter of judgement: a judge, a lost number."""
    conditions = list(rule.conditions)
    tags = {str(node.__struct_config__.tag) for condition in conditions for node in walk(condition)}
    operands = [operand for condition in conditions for node in comparisons(condition) for operand in node.operands]
    return bool(tags & {"judge", "always"}) or any(isinstance(operand, Lost) for operand in operands)


@pytest.mark.parametrize("aim", ["complying", "breaking", "undecided"])
def test_the_smallest_record_of_every_rule_is_what_it_is_made_for(recipes: Recipes, aim: Any) -> None:
    made = 0
    for rule in RULES.values():
        for one in recipes.of(rule, aim).made[:1]:
            made += 1
            assert outcome(BOOK, rule, one.record) in wanted(rule, aim), (rule.id, one.record)
    measured = sum(is_measured(rule) for rule in RULES.values())
    assert made > 0.7 * measured


def test_every_rule_without_a_complying_record_has_a_form_that_explains_it(recipes: Recipes) -> None:
    for name, recipe in without(recipes, "complying").items():
        rule = RULES[name]
        if rule.form == "duty":
            assert recipe.reason in (MEETS_NONE, BINDS_AUTHORITY)
        elif rule.target is not None:
            assert recipe.reason in (WHOLE_CITY, SEVERAL_YEARS, BY_A_PERSON)
        elif isinstance(rule.require, Always):
            assert not rule.exempt
            assert ("ban" in recipe.reason.en) is (rule.require.truth == F)
        else:
            assert "a person must judge" in recipe.reason.en or recipe.reason == EXHAUSTED, (name, recipe.reason)
            assert left_to_a_person(rule)
        # What whoever wrote the rule expects of it is a second witness.
        assert not [test.name for test in rule.tests if test.expect in ("pass", "exempt")], name


def test_every_rule_without_a_breaking_record_has_a_form_that_explains_it(recipes: Recipes) -> None:
    for name, recipe in without(recipes, "breaking").items():
        rule = RULES[name]
        if rule.form == "duty":
            assert recipe.reason in (MEETS_NONE, BINDS_AUTHORITY)
        elif rule.target is not None:
            assert recipe.reason in (WHOLE_CITY, SEVERAL_YEARS, BY_A_PERSON)
        else:
            assert left_to_a_person(rule), (name, recipe.reason)
            assert recipe.reason != NOT_FOUND, name
        assert not [test.name for test in rule.tests if test.expect == "fail"], name


def test_the_search_gives_up_on_no_rule_at_all(recipes: Recipes) -> None:
    reasons = Counter(
        recipe.reason for aim in ("complying", "breaking", "undecided") for recipe in without(recipes, aim).values()
    )
    assert reasons[NOT_FOUND] == 0
    assert reasons[EXHAUSTED] <= 5


def test_a_rule_that_looks_at_facts_can_be_left_open(recipes: Recipes) -> None:
    for name, recipe in without(recipes, "undecided").items():
        assert RULES[name].target is not None or not RULES[name].subjects, (name, recipe.reason)


def test_every_number_that_a_rule_is_measured_by_has_its_edge(recipes: Recipes) -> None:
    for rule in RULES.values():
        numbers = {node.fact for c in rule.conditions for node in comparisons(c) if _numeric(node)}
        made = recipes.of(rule, "boundary")
        assert numbers <= {one.fact for one in made.made}, (rule.id, numbers)
        if not made.made:
            assert made.reason == NO_LIMIT or rule.target is not None


def _numeric(node: Compare) -> bool:
    return not node.fact.startswith("$") and all(isinstance(operand, Number) for operand in node.operands)


def test_a_limit_that_a_rule_turns_on_has_different_outcomes_on_its_sides(recipes: Recipes) -> None:
    """The requirement's own limits: met on one side and not on the other, as the operator says."""
    seen = 0
    for rule in RULES.values():
        if (
            not isinstance(rule.require, Compare)
            or not _numeric(rule.require)
            or rule.require.op not in ("gt", "ge", "lt", "le")
        ):
            continue
        sides = {one.side: one.outcome for one in recipes.of(rule, "boundary").made if one.fact == rule.require.fact}
        seen += 1
        met = {"gt": {"above"}, "ge": {"above", "at"}, "lt": {"below"}, "le": {"below", "at"}}[rule.require.op]
        (limit,) = (constant(operand) for operand in rule.require.operands)
        bounds = bounds_of(BOOK.data.vocabulary.facts[rule.require.fact])
        beyond = {side for side, end in (("below", bounds.least), ("above", bounds.most)) if end == limit}
        assert not beyond & sides.keys(), (rule.id, "nothing is more than all of it, or less than nothing")
        met -= beyond
        assert {side for side, found in sides.items() if found in ("pass", "exempt")} == met, (rule.id, sides)
    assert seen >= 20


def test_boundary_records_are_decided(recipes: Recipes) -> None:
    for rule in RULES.values():
        for one in recipes.of(rule, "boundary").made[:3]:
            assert outcome(BOOK, rule, one.record) == one.outcome
            assert one.outcome in DECIDED


def able(recipes: Recipes, aim: Any) -> list[str]:
    return [rule.id for rule in RULES.values() if rule.target is None and recipes.of(rule, aim).made]


@pytest.mark.parametrize(("strategy", "aim"), [(complying, "complying"), (breaking, "breaking"), (undecided, "undecided")])
def test_drawn_records_keep_their_outcome_when_their_numbers_move(recipes: Recipes, strategy: Any, aim: str) -> None:
    names = able(recipes, aim)

    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def drawn(data: st.DataObject) -> None:
        rule = RULES[data.draw(st.sampled_from(names))]
        record = data.draw(strategy(rule, plan=BOOK))
        assert outcome(BOOK, rule, record) in wanted(rule, aim)

    drawn()


def test_a_rule_without_such_records_refuses_and_says_why() -> None:
    ban = next(
        r
        for r in RULES.values()
        if r.form == "rule" and isinstance(r.require, Always) and r.require.truth == F and not r.exempt
    )
    with pytest.raises(EcocheckError) as caught:
        complying(ban.id)
    assert "a plain ban" in caught.value.en
    assert caught.value.code == "search.no_such_record"
