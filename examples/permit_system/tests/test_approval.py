"""What the office approves and refuses, case by case; the same projects are held against the plan itself."""

from __future__ import annotations

from typing import Any

import pytest

from ecocheck.testing import assert_breaks, assert_complies, assert_outcome, boundary_cases

BANK = "site.distance.yangtze_system_bank"
CHEM = "wz-145/chem-1km"
WORKS = {"project": {"industry": ["C2614"], "construction": ["new"], "approved_on": "2023-05-01"}}
RECORD = {"id": "A1", "subject": "project", **WORKS}


def test_chemical_works_near_the_river_are_refused_with_clause_and_distance(approve: Any) -> None:
    assert_breaks({**RECORD, BANK: "760 m"}, CHEM)
    status, said = approve({**WORKS, BANK: "760 m"})
    assert status == 409
    assert said["verdict"] == "breaks"
    refused = next(one for one in said["broken"] if one["rule"] == CHEM)
    assert refused["clause"] == "wz-145/c470"
    assert "0.76 km" in refused["why"]


def test_no_officer_can_wave_a_breach_through(approve_all: Any) -> None:
    assert approve_all({**WORKS, BANK: "760 m"})[0] == 409


def test_far_from_the_river_they_wait_until_everything_open_is_closed(approve: Any, approve_all: Any) -> None:
    far = {**WORKS, BANK: "3 km"}
    assert_complies({**RECORD, BANK: "3 km"}, rules=[CHEM, "yrpl-2020/chem-1km"])
    status, said = approve(far)
    assert (status, said["broken"]) == (409, [])
    assert said["open"]
    assert said["ask"]
    assert approve_all(far)[0] == 200


def test_a_distance_that_nobody_gave_is_not_a_distance_kept(approve: Any) -> None:
    assert_outcome(RECORD, CHEM, "unknown", missing=[BANK])
    status, said = approve(WORKS)
    assert status == 409
    assert CHEM in said["open"]


@pytest.mark.parametrize("empty", [{}, {"site.district": "万州"}, {"as_of": "2023-06-01"}, {"name": "a project"}])
def test_an_empty_application_is_never_approved(approve_all: Any, empty: dict[str, Any]) -> None:
    assert approve_all(empty)[0] == 409


def test_what_cannot_be_read_is_refused_with_its_reason(approve_all: Any) -> None:
    status, said = approve_all({**WORKS, BANK: "quite far"})
    assert status == 409
    assert "quite far" in said["unusable"][0]


@pytest.mark.parametrize("case", boundary_cases(CHEM), ids=lambda case: f"{case.side} {case.limit}")
def test_at_one_kilometre_the_office_says_what_the_plan_says(approve_all: Any, case: Any) -> None:
    """一公里范围内 includes the line itself."""
    status, said = approve_all(case.record)
    if case.outcome == "fail":
        assert CHEM in {one["rule"] for one in said["broken"]}
    else:
        assert status == 200 or CHEM not in {one["rule"] for one in said["broken"]}


def test_an_applicant_cannot_choose_the_day_or_attest_for_himself(approve_all: Any) -> None:
    assert approve_all({**WORKS, BANK: "10 m", "as_of": "2035-01-01", "attested": {"wz-145/c470": "met"}})[0] == 409
