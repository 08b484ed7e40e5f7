"""Of several limits on one fact the strictest is marked, and only limits of a kind are compared."""

from __future__ import annotations

import pytest

from ecocheck.bilingual import Said
from ecocheck.findings.model import ClauseRef, Finding, Limit
from ecocheck.findings.strictest import with_strictest
from ecocheck.logic.outcomes import Outcome


def finding(
    rule: str, value: float, op: str = "le", fact: str = "outlet.air_value", basis: str = "", **more: object
) -> Finding:
    return Finding(
        rule=rule,
        document="d",
        clause=ClauseRef(rule),
        record="P1",
        subject="project",
        outcome=Outcome.PASS,
        title=Said(),
        force="mandatory",
        limit=Limit(fact, op, value, "mg/m3", basis),
        **{"modality": "strict", **more},
    )  # type: ignore[arg-type]


def marks(*findings: Finding) -> dict[str, object]:
    return {found.rule: found.strictest for found in with_strictest(findings) if isinstance(found.strictest, bool)}


def test_of_several_upper_limits_the_lowest_is_the_strictest() -> None:
    assert marks(finding("a", 50), finding("b", 30), finding("c", 200)) == {"a": False, "b": True, "c": False}


def test_of_several_distances_the_greatest_is_the_strictest() -> None:
    assert marks(finding("a", 1, "gt"), finding("b", 3, "gt")) == {"a": False, "b": True}


def test_a_limit_that_bars_itself_is_stricter_than_one_that_allows_itself() -> None:
    assert marks(finding("a", 1, "ge"), finding("b", 1, "gt")) == {"a": False, "b": True}
    assert marks(finding("a", 1), finding("b", 1)) == {"a": True, "b": True}


@pytest.mark.parametrize(
    "other",
    [
        finding("b", 30, "ge"),
        finding("b", 30, fact="outlet.water_value"),
        finding("b", 30, basis="9% O2"),
        finding("b", 30, modality="programme"),
        finding("b", 30, possible=("fail", "not_applicable")),
        finding("b", 30, item="2"),
    ],
)
def test_limits_of_another_kind_are_not_compared(other: Finding) -> None:
    assert marks(finding("a", 50), other) == {}
