"""What the items of a list amount to for their record, and what is said where the record speaks for itself beside them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

import ecocheck
from ecocheck import Report

from ..columns.comparing import EVERY

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
        ((OVER, WITHIN), "review"),
        ((WITHIN,), "not_applicable"),
        ((WITHIN, {"medium": "water", "water_value": "1 mg/L"}), "unknown"),
    ],
)
def test_the_worst_outlet_beside_its_own_limit_is_the_ratio_of_the_works(outlets: Any, expected: str) -> None:
    """What discharges above the standard is ordered to cut or stop (cq-145/c070), which is for the authority; the tier named is no matter."""
    running = {"facility.operation_state": "running", "facility.kinds": ["sewage_works"], "wwtp.effluent_class": "1b"}
    report = checked("wanzhou", works(*outlets, **running, **{"emission.air_ratio": "0.5"}))
    assert outcome(report, "cq-145/over-discharge-standard") == expected


# Wastes: wl-145 lines of 6.4 and 7.2 ask for the route of catering waste, and for the share of each of several wastes

CATERING, MEDICAL, HAZARDOUS, SHALE = (
    "wl-145/catering-waste-to-fuling",
    "wl-145/medical-waste-disposed",
    "wl-145/industrial-hazardous-waste-disposed",
    "wl-145/shale-gas-cuttings-and-mud",
)


def made(wastes: Any = None, **more: Any) -> dict[str, Any]:
    listed = {} if wastes is None else {"facility.wastes": wastes}
    return {"subject": "facility", "site.district": "500156", **listed, **more}


def by_item(report: Report, rule: str) -> dict[str, str]:
    return {finding.item: str(finding.outcome) for finding in report.where(rule=rule)}


def test_each_waste_has_a_route_of_its_own() -> None:
    """A clinic with a canteen: the licensed unit takes the medical waste, and only where the kitchen waste goes is asked of it."""
    wastes = [
        {"id": "M", "kind": "medical", "route": ["licensed_unit"]},
        {"id": "K", "kind": "kitchen_waste", "route": ["local_plant"]},
        {"id": "L", "kind": "kitchen_waste", "route": ["landfill"]},
        {"id": "F", "kind": "kitchen_waste", "route": ["fuling_centre"]},
    ]
    found = by_item(checked("wulong", made(wastes)), CATERING)
    assert found == {"M": "not_applicable", "K": "review", "L": "fail", "F": "pass"}


def test_routes_of_several_wastes_in_one_fact_are_nobodys_own() -> None:
    """Which of them takes the kitchen waste is open; that none of them is the landfill is known."""
    report = checked(
        "wulong", made(**{"waste.kinds": ["medical", "kitchen_waste"], "waste.route": ["licensed_unit", "local_plant"]})
    )
    (kitchen,) = [finding for finding in report.where(rule=CATERING) if finding.item == "kitchen_waste"]
    assert (str(kitchen.outcome), set(kitchen.possible)) == ("unknown", {"fail", "review"})


@pytest.mark.parametrize("kinds", [["kitchen_waste"], ["kitchen_waste", "household"]])
def test_one_route_is_that_of_every_waste(kinds: list[str]) -> None:
    report = checked("wulong", made(**{"waste.kinds": kinds, "waste.route": ["landfill"]}))
    assert by_item(report, CATERING)["kitchen_waste"] == "fail"


def test_a_share_is_that_of_one_waste_and_of_no_other() -> None:
    wastes = [
        {"kind": "medical", "disposed_share": "100%"},
        {"kind": "shale_cuttings", "disposed_share": "97%"},
        {"kind": "hazardous"},
    ]
    report = checked("wulong", made(wastes, **{"facility.industry": ["B0721"]}))
    assert by_item(report, MEDICAL) == {"1": "pass", "2": "not_applicable", "3": "not_applicable"}
    assert by_item(report, SHALE) == {
        "1": "not_applicable",
        "2": "fail",
        "3": "unknown",
    }  # other waste of a well is for a person
    assert by_item(report, HAZARDOUS) == {"1": "not_applicable", "2": "not_applicable", "3": "unknown"}


def test_one_share_beside_several_kinds_passes_none_of_them() -> None:
    kinds = {"waste.kinds": ["medical", "shale_cuttings", "hazardous"], "waste.disposed_share": "100%"}
    report = checked("wulong", made(**kinds, **{"facility.industry": ["B0721"]}))
    for rule, item in ((MEDICAL, "medical"), (SHALE, "shale_cuttings"), (HAZARDOUS, "hazardous")):
        assert by_item(report, rule)[item] == "unknown"


def test_one_share_beside_one_kind_is_its_own() -> None:
    report = checked("wulong", made(**{"waste.kinds": ["medical"], "waste.disposed_share": "99%"}))
    assert by_item(report, MEDICAL) == {"medical": "fail"}


def test_kinds_that_are_denied_do_not_apply_to_what_may_follow() -> None:
    report = checked(
        "wulong", made(**{"waste.kinds": {"medical": "yes", "kitchen_waste": "no"}, "waste.disposed_share": "100%"})
    )
    assert by_item(report, CATERING) == {"medical": "not_applicable", "": "not_applicable"}


def test_kinds_and_a_list_that_contradict_each_other_are_said() -> None:
    report = checked("wulong", made([{"kind": "medical"}], **{"waste.kinds": ["household"]}))
    assert any("kinds-of-listed-wastes" in problem.en for problem in report.problems)


@pytest.mark.parametrize("name", ["facility.wastes", "产生的固体废物清单", "wastes made", "产生的 固体废物清单"])
def test_a_list_goes_by_its_name_and_by_both_its_labels(name: str) -> None:
    book = ecocheck.load("wulong")
    items = [{"kind": "医疗废物", "route": "委托有资质单位"}]
    record, table = {"id": "r", "subject": "facility", name: items}, {"id": "r", name: items}
    assert not [problem for problem in book.check(record, "2023-06-01").problems if problem.severity == "error"]
    found = {f.rule: str(f.outcome) for f in book.check(record, "2023-06-01").findings if f.item}
    rows = book.check_table(pa.Table.from_pylist([table]), "facility", "2023-06-01", outcomes=EVERY).to_pylist()
    assert found
    assert found == {row["rule"]: row["outcome"] for row in rows if row["item"]}


def test_a_list_under_two_names_is_given_twice() -> None:
    items = [{"kind": "医疗废物"}]
    report = ecocheck.load("wulong").check(
        {"id": "r", "subject": "facility", "facility.wastes": items, "产生的固体废物清单": items}, "2023-06-01"
    )
    assert [problem.code for problem in report.problems if problem.severity == "error"] == ["records.fact_twice"]
