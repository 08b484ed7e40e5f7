"""Records at the limits of derived values: quotients, differences, sums over items; the outcomes are worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecocheck.book import Rulebook
from ecocheck.testing import assert_outcome, boundary_cases

from ..tiny_rulebook import AREAS, RULE, Tiny

RULES = {
    # Half and 0.1 more or less of the quotient; the largest share that still complies is the half itself.
    "quotient": (
        'derive: {share: {expr: "project.length / project.distance", unit: 1}}\nrequire: {$share: {le: 0.5}}',
        {"at": "pass", "below": "pass", "above": "fail"},
    ),
    "difference": (
        'derive: {off: {expr: "abs(project.length - project.distance)", unit: m}}\nrequire: {$off: {ge: 40 m}}',
        {"at": "pass", "below": "fail", "above": "pass"},
    ),
    "sum over items": (
        'derive: {total: {expr: "sum(capacity where fuel = coal)", over: project.boilers, unit: t_steam/h}}\n'
        "require: {$total: {lt: 10 t/h}}",
        {"at": "fail", "below": "pass", "above": "fail"},
    ),
}


def book(root: Path, rule: str) -> Rulebook:
    tiny = Tiny(root)
    tiny.write("tiny/rules.yaml", RULE + "".join(f"    {line}\n" for line in rule.splitlines()))
    tiny.write("areas.yaml", AREAS)
    return Rulebook(tiny.load(), ("tiny",))


@pytest.mark.parametrize("name", RULES)
def test_a_derived_value_has_records_on_each_side_of_its_limit(tmp_path: Path, name: str) -> None:
    text, outcomes = RULES[name]
    rules = book(tmp_path, text)
    (rule,) = rules.rules
    made = boundary_cases(rule.id, rules)
    assert {(one.side, one.outcome) for one in made} == set(outcomes.items())
    for one in made:
        assert one.fact.startswith("$")
        assert one.record["name"] == f"{one.fact}: {one.side} {one.limit}"
        assert_outcome(one.record, rule.id, one.outcome, plan=rules)


def test_a_shipped_quotient_turns_at_its_limit() -> None:
    made = [one for one in boundary_cases("lj-145/heavy-metal-substitution") if one.fact == "$substitution_ratio"]
    assert {(one.side, one.outcome) for one in made} == {("at", "pass"), ("below", "fail"), ("above", "pass")}
