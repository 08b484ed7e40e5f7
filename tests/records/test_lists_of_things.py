"""What the items of a list amount to for their record, and what is said where the record speaks for itself beside them."""

from __future__ import annotations

from typing import Any

import pytest

import ecocheck
from ecocheck import Report

LEAD = {"project.industry": ["C3360"], "project.construction": ["new"], "emission.pollutants": ["lead"]}


def checked(plan: str, record: dict[str, Any]) -> Report:
    return ecocheck.load(plan).check({"id": "P", **record}, as_of="2023-06-01")


def outcome(report: Report, rule: str) -> str:
    (finding,) = report.where(rule=rule)
    return str(finding.outcome)


def near(waters: Any, **more: Any) -> dict[str, Any]:
    """Plating that emits lead, new in Liangjiang, beside some waters."""
    return {"subject": "project", "site.new_area": "liangjiang_new_area", **LEAD, "site.waters": waters, **more}


# Waters: lj-145 line 424 draws a kilometre around the Yangtze, the Jialing and their first-order tributaries


@pytest.mark.parametrize(
    ("waters", "expected"),
    [
        ([{"name": "hou", "rank": "first_order", "bank_distance": "0.7 km"}], "fail"),
        ([{"rank": "lower_order", "bank_distance": "50 m"}, {"rank": "jialing", "bank_distance": "1 km"}], "fail"),
        ([{"rank": "first_order", "bank_distance": "3 km"}, {"rank": "first_order", "bank_distance": "990 m"}], "fail"),
        ({"complete": "no", "items": [{"rank": "yangtze_main_stem", "bank_distance": "0.2 km"}]}, "fail"),
        ([{"rank": "first_order", "bank_distance": "1010 m"}], "unknown"),
        ([{"rank": "lower_order", "bank_distance": "50 m"}], "unknown"),
    ],
)
def test_a_bank_within_the_kilometre_is_met_by_way_of_the_list_of_waters(waters: Any, expected: str) -> None:
    assert outcome(checked("liangjiang", near(waters)), "lj-145/heavy-metals-1km") == expected


def test_three_waters_beyond_the_kilometre_pass() -> None:
    waters = [{"rank": rank, "bank_distance": "1.2 km"} for rank in ("yangtze_main_stem", "jialing", "first_order")]
    assert outcome(checked("liangjiang", near(waters)), "lj-145/heavy-metals-1km") == "pass"


def test_a_distance_and_a_list_that_contradict_each_other_are_both_kept_and_it_is_said() -> None:
    """1.5 km written, 700 m listed: either may be the slip, so the kilometre is neither kept nor broken."""
    waters = [{"rank": "first_order", "bank_distance": "700 m"}]
    report = checked("liangjiang", near(waters, **{"site.distance.first_order_tributary_bank": "1.5 km"}))
    (finding,) = report.where(rule="lj-145/heavy-metals-1km")
    assert (str(finding.outcome), set(finding.possible)) == ("error", {"fail", "pass"})
    assert any("nearest-first-order-tributary-of-waters" in problem.en for problem in report.problems)


# Outlets: a value beside its own limit decides what asks for a ratio

OVER = {"medium": "water", "pollutant": "tn", "water_value": "18 mg/L", "water_limit": "15 mg/L"}
WITHIN = {"medium": "water", "pollutant": "cod", "water_value": "40 mg/L", "water_limit": "50 mg/L"}


def works(*outlets: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"subject": "facility", "site.district": "500101", "facility.outlets": [*outlets], **more}


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [
        ((OVER, WITHIN), "fail"),
        ((WITHIN,), "not_applicable"),
        ((WITHIN, {"medium": "water", "water_value": "1 mg/L"}), "unknown"),
    ],
)
def test_the_worst_outlet_beside_its_own_limit_is_the_ratio_of_the_works(outlets: Any, expected: str) -> None:
    """cq-145 line 37: discharge above the standard is unlawful, whichever tier the works names."""
    running = {"facility.operation_state": "running", "facility.kinds": ["sewage_works"], "wwtp.effluent_class": "1b"}
    report = checked("wanzhou", works(*outlets, **running, **{"emission.air_ratio": "0.5"}))
    assert outcome(report, "cq-145/over-discharge-standard") == expected
