"""Somebody signs every sheet unread: a breach that a fact of the record speaks of must not become a pass."""

from __future__ import annotations

from typing import Any

import pytest

import ecocheck
from ecocheck.records.model import Record

DAY = "2023-06-01"
PLANT = {"project.industry": "C2929", "project.construction": "new", "project.kinds": ["industrial"]}
#: Projects whose facts speak of something that a sheet usually denies, and the lines that must then bear no answer.
PLANTED: list[tuple[str, dict[str, Any], set[str]]] = [
    ("an organic chemicals works", {"project.industry": "C2614"}, {"access.sector_lists", "access.industry_catalogue"}),
    ("a cement works", {"project.industry": "C3011"}, {"access.sector_lists", "access.chongqing_investment_rules"}),
    (
        "a plant on the red line",
        {"project.involves": {"red_line": "yes"}},
        {"site.zone.red_line", "impact.red_line_area_taken"},
    ),
    ("a plant in the core of the red line", {"site.zone.red_line": "core"}, {"site.zone.red_line"}),
    ("a plant at a water source", {"project.involves": {"drinking_water_source": "yes"}}, {"site.zone.water_source"}),
    (
        "a scenic hotel",
        {"project.involves": {"nature_reserve": "yes"}},
        {"site.zone.protected_area", "site.protected_area_kind"},
    ),
    ("works that take wetland", {"project.involves": {"wetland": "yes"}}, {"impact.wetland_taken", "activity.kinds"}),
    ("a waste incinerator", {"project.kinds": ["waste_to_energy"]}, {"project.nimby_concern", "project.cross_region_effect"}),
    ("a kitchen", {"project.industry": "H6210", "project.kinds": ["catering"]}, {"site.zone.catering_limit"}),
    ("a wharf", {"project.industry": "G5532", "project.kinds": ["wharf"]}, {"access.yangtze_negative_list", "activity.kinds"}),
    ("homes on the land of a closed works", {"project.involves": {"land_reuse": "yes"}}, {"soil.use_on_negative_list"}),
    ("homes on polluted land", {"soil.contamination": "severe"}, {"soil.use_on_negative_list"}),
    ("an expressway", {"project.kinds": ["expressway"]}, {"project.major", "project.cross_region_effect"}),
    (
        "works that neighbours object to",
        {"project.involves": {"public_concern": "yes"}},
        {"project.major", "project.nimby_concern"},
    ),
    ("a works on farmland", {"project.involves": {"farmland": "yes"}}, {"site.zone.basic_farmland"}),
]


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou", "wulong", "qianjiang", "liangjiang")


def signed_unread(book: ecocheck.Rulebook, record: Record) -> Record:
    for page in book.sheets(record, DAY):
        record = record.confirm(page, by="无名", on=DAY, rest="as_printed")
    return record


@pytest.mark.parametrize(("facts", "open_lines"), [one[1:] for one in PLANTED], ids=[one[0] for one in PLANTED])
def test_what_the_record_speaks_of_is_not_closed_by_a_signature(
    book: ecocheck.Rulebook, facts: dict[str, Any], open_lines: set[str]
) -> None:
    record = book.record({"id": "P1", "subject": "project", "site.district": "500101", **PLANT, **facts})
    printed = {line.fact: line for page in book.sheets(record, DAY) for line in page.lines}
    assert {name for name in open_lines if printed[name].printed} == set()
    assert all(printed[name].speaks_against for name in open_lines)
    report = book.check(signed_unread(book, record), DAY)
    resting = {
        name
        for finding in report.where(outcome="pass")
        for name, seen in finding.observed.items()
        if seen.as_printed is True and seen.source == "sheet"
    }
    assert resting.isdisjoint(open_lines)


@pytest.mark.parametrize("facts", [one[1] for one in PLANTED], ids=[one[0] for one in PLANTED])
def test_a_signature_never_undoes_a_breach_and_only_narrows(book: ecocheck.Rulebook, facts: dict[str, Any]) -> None:
    record = book.record({"id": "P1", "subject": "project", "site.district": "500101", **PLANT, **facts})
    before, after = book.check(record, DAY), book.check(signed_unread(book, record), DAY)
    assert not [problem for problem in after.problems if problem.code.startswith("records.sheet")]
    outcomes = {(f.rule, f.item): set(f.possible) or {str(f.outcome)} for f in after.findings}
    for finding in before.findings:
        possible = set(finding.possible) or {str(finding.outcome)}
        assert outcomes[finding.rule, finding.item] <= possible, finding.rule
