"""Limits and margins as findings show them, held against the plans' lines."""

from __future__ import annotations

import pytest

import ecocheck


def boiler(capacity: str) -> dict[str, object]:
    return {
        "subject": "project",
        "id": "B",
        "site.district": "500101",
        "project.construction": "new",
        "project.approved_on": "2023-01-01",
        "site.zone.built_up": "yes",
        "project.boilers": [{"id": "1", "fuel": "coal", "capacity": capacity}],
    }


@pytest.mark.parametrize(
    ("capacity", "outcome", "margin"),
    [("15 t/h", "fail", -5), ("20 t/h", "fail", 0), ("25 t/h", "not_applicable", 5), ("7 MW", "fail", -10)],
)
def test_a_size_class_shows_how_far_the_boiler_is_from_it(capacity: str, outcome: str, margin: float) -> None:
    """Wanzhou, line 364: no new coal boiler of 20 t/h or less in the built-up area; 7 MW of hot water counts as 10 t/h."""
    book = ecocheck.load("wanzhou")
    (finding,) = book.check(boiler(capacity), "2023-06-01", rules=["wz-145/new-coal-boiler"]).findings
    assert str(finding.outcome) == outcome
    assert finding.limit is not None
    assert finding.margin is not None
    assert (finding.limit.value, finding.margin.value) == (20, pytest.approx(margin))
