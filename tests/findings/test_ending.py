"""Which facts may end an open finding by themselves, from the steps by which it was judged; the answers are worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from ecocheck.bilingual import Said
from ecocheck.findings.ending import Ending, ending
from ecocheck.findings.model import ClauseRef, Finding
from ecocheck.logic.outcomes import Outcome


def leaf(fact: str, truth: str = "FT") -> dict[str, Any]:
    return {"fact": fact, "truth": truth}


def node(kind: str, *parts: dict[str, Any], truth: str = "FT") -> dict[str, Any]:
    return {"node": kind, "truth": truth, "parts": parts}


def of(missing: str, **steps: dict[str, Any]) -> tuple[str, str]:
    """The letters of the facts that may meet, and of those that may exclude."""
    trace = tuple({"part": part, **step} for part, step in steps.items())
    found = ending(
        Finding(
            "r", "t", ClauseRef("t/c"), "p", "project", Outcome.UNKNOWN, Said(), "strict", "mandatory",
            missing=tuple(missing), trace=trace,
        )
    )  # fmt: skip
    return "".join(sorted(found.meets)), "".join(sorted(found.excludes))


A, B, C, D = (leaf(fact) for fact in "abcd")


@pytest.mark.parametrize(
    ("steps", "missing", "meets", "excludes"),
    [
        ({"scope": node("all", A, B), "require": C}, "abc", "c", "ab"),
        ({"scope": node("any", A, B), "require": C}, "abc", "c", ""),
        ({"scope": node("any", A, leaf("b", "F")), "require": C}, "ac", "c", "a"),
        ({"require": node("all", C, D)}, "cd", "", ""),
        ({"require": node("any", C, D)}, "cd", "cd", ""),
        ({"require": node("all", C, leaf("d", "T"))}, "c", "c", ""),
        ({"require": node("not", node("any", C, D))}, "cd", "", ""),
        ({"require": node("not", node("all", C, D))}, "cd", "cd", ""),
        ({"require": node("all", C, node("any", C, D))}, "cd", "c", ""),
        ({"scope": node("all", A, B), "require": leaf("c", "F"), "exempt": D}, "abd", "d", "ab"),
        ({"require": node("judge", C, truth="FJ")}, "c", "", ""),
        ({"require": C}, "ac", "c", "a"),
        ({}, "abc", "", "a"),
    ],
)
def test_an_answer_ends_a_finding_where_it_settles_a_part_by_itself(
    steps: dict[str, Any], missing: str, meets: str, excludes: str
) -> None:
    assert of(missing, **steps) == (meets, excludes)


def test_the_facts_of_a_finding_without_steps_are_of_its_scope() -> None:
    assert Ending(frozenset(), frozenset()) == ending(
        Finding("r", "t", ClauseRef("t/c"), "p", "project", Outcome.UNKNOWN, Said(), "strict", "mandatory")
    )
