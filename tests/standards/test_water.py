"""Classes of surface water under GB 3838-2002, typed from table 1 of the standard."""

from __future__ import annotations

from typing import Any

import pytest

import ecocheck
from ecocheck.errors import ValueRefused
from ecocheck.rulebook.model import RulebookData
from ecocheck.standards.water import WaterClass, surface_water_class


@pytest.fixture(scope="module")
def data() -> RulebookData:
    return ecocheck.load().data


def river(data: RulebookData, **values: Any) -> WaterClass:
    return surface_water_class(values, "river", data)


@pytest.mark.parametrize(
    ("item", "value", "found"),
    [
        ("nh3n", 0.15, "I"), ("nh3n", "0.151", "II"), ("nh3n", 0.5, "II"), ("nh3n", 1.0, "III"), ("nh3n", 1.5, "IV"), ("nh3n", 2.0, "V"),
        ("nh3n", 2.01, "inferior"), ("codmn", 6, "III"), ("cod", 15, "I"), ("cod", 20, "III"), ("cod", 20.1, "IV"), ("bod5", 4, "III"),
        ("dissolved_oxygen", 7.5, "I"), ("dissolved_oxygen", 6, "II"), ("dissolved_oxygen", 5, "III"), ("dissolved_oxygen", 4.9, "IV"),
        ("dissolved_oxygen", 1.9, "inferior"), ("mercury", 0.00005, "I"), ("mercury", 0.0001, "III"), ("lead", 0.05, "III"),
        ("ph", 7.2, "I"), ("ph", 9, "I"), ("ph", 9.1, "inferior"), ("ph", 5.9, "inferior"),
    ],
)  # fmt: skip
def test_single_items_at_their_limits(data: RulebookData, item: str, value: Any, found: str) -> None:
    assert river(data, **{item: value}).found == found


def test_the_worst_item_governs_and_is_named(data: RulebookData) -> None:
    found = river(data, 氨氮=0.3, 总磷=0.18, 化学需氧量=14, 溶解氧=8.1)
    assert (found.found, found.governing) == ("III", ("tp",))
    assert found.items == {"nh3n": "II", "tp": "III", "cod": "I", "dissolved_oxygen": "I"}


def test_what_was_not_measured_is_named(data: RulebookData) -> None:
    found = river(data, 氨氮=0.3)
    assert {"ph", "tp", "cod", "mercury"} <= set(found.missing)
    assert "tn" not in found.missing
    assert len(found.missing) == 20  # 21 items of the assessment less ammonia


class TestRiversAndLakes:
    def test_phosphorus_of_a_reservoir_is_stricter(self, data: RulebookData) -> None:
        assert surface_water_class({"总磷": 0.05}, "river", data).found == "II"
        assert surface_water_class({"总磷": 0.05}, "lake", data).found == "III"
        assert surface_water_class({"总磷": 0.2}, "river", data).found == "III"
        assert surface_water_class({"总磷": 0.2}, "lake", data).found == "V"

    def test_nitrogen_counts_in_lakes_only(self, data: RulebookData) -> None:
        values = {"总氮": 3.0, "氨氮": 0.1}
        assert surface_water_class(values, "river", data).found == "I"
        assert surface_water_class(values, "lake", data).found == "inferior"

    def test_which_it_is_must_be_said(self, data: RulebookData) -> None:
        with pytest.raises(ValueRefused, match="河流还是湖库"):
            surface_water_class({"总磷": 0.05}, "bay", data)  # type: ignore[arg-type]


class TestDetectionLimits:
    def test_below_a_fine_limit_is_class_one(self, data: RulebookData) -> None:
        assert river(data, nh3n="0.025L").found == "I"
        assert river(data, mercury="<0.00004").found == "I"

    def test_a_limit_that_is_too_coarse_decides_nothing(self, data: RulebookData) -> None:
        with pytest.raises(ValueRefused, match="检出限"):
            river(data, mercury="0.0002L")


@pytest.mark.parametrize("values", [{"氨淡": 0.3}, {"氨氮": "高"}, {"氨氮": -1}, {}])
def test_refused(data: RulebookData, values: dict[str, Any]) -> None:
    with pytest.raises(ValueRefused):
        surface_water_class(values, "river", data)


def test_a_river_without_its_nitrogen_alone_has_nothing_to_judge(data: RulebookData) -> None:
    with pytest.raises(ValueRefused):
        surface_water_class({"总氮": 1.0}, "river", data)
