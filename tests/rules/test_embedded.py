"""Every test inside every shipped rule, a test a rule file; and the registers hold together."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

import ecocheck
from ecocheck.authoring.rule_tests import run_test
from ecocheck.rulebook.listing import coverage_rows
from ecocheck.rulebook.model import Rule


@cache
def book() -> ecocheck.Rulebook:
    return ecocheck.load()


@cache
def by_file() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in book().data.rules:
        if rule.tests:
            found[rule.file].append(rule)
    return found


@pytest.mark.parametrize("file", sorted(by_file()))
def test_the_tests_of_rules_hold(file: str) -> None:
    results = [run_test(book(), rule, test) for rule in by_file()[file] for test in rule.tests]
    assert results
    wrong = [
        f"{result.place} {result.rule.id} :: {result.test.name}: {'; '.join(result.wrong)}"
        for result in results
        if result.wrong
    ]
    assert not wrong, "\n".join(wrong)


def test_every_registered_clause_is_decided_or_says_why_not() -> None:
    silent = [
        row["id"]
        for row in coverage_rows(book().data)
        if row["document"].endswith("-145") and not row["rules"] and not row["left_to_people"]
    ]
    assert not silent


def test_anchors_are_at_most_25_characters_and_rules_cite_at_most_six_clauses() -> None:
    assert max(len(clause.anchor) for clause in book().data.clauses.values()) <= 25
    assert max(len(rule.clauses) for rule in book().data.rules if rule.form == "rule") <= 6
