"""A record is also looked at as what it is besides its own subject; what that brings is held against the lines of the plans."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocheck
from ecocheck import Finding
from ecocheck.book import Rulebook
from ecocheck.records.model import Item, ItemList
from ecocheck.vocabulary.values import Partial

from ..columns.inventing import Inventor
from ..columns.test_agreement import as_written

DAY = "2023-06-01"
BOILERS: dict[str, Any] = {"id": "F1", "subject": "facility", "site.new_area": "liangjiang_new_area"}
PLANNED: dict[str, Any] = {"id": "P1", "subject": "project", "project.industry": "C2614", "project.kinds": ["industrial"]}


def book(plan: str) -> Rulebook:
    return ecocheck.load(plan)


def brought(plan: str, record: dict[str, Any]) -> dict[tuple[str, str], Finding]:
    return {(f.rule, f.item): f for f in book(plan).check(record, DAY) if f.seen_as}


def test_a_new_boiler_of_a_plant_in_use_meets_what_is_said_of_projects() -> None:
    """Liangjiang, c366: in principle no further coal or oil boilers; c367: every new gas boiler burns low-NOx."""
    boilers = [
        {"id": "D1", "fuel": "diesel", "newly_added": "yes"},
        {"id": "G1", "fuel": "natural_gas", "newly_added": "yes", "air_treatment": "none"},
        {"id": "OLD", "fuel": "natural_gas", "newly_added": "no", "air_treatment": "none"},
    ]
    found = brought("liangjiang", {**BOILERS, "facility.boilers": boilers})
    assert str(found["lj-145/no-new-coal-oil-boilers", "D1"].outcome) == "review"
    low_nox = found["lj-145/new-gas-boilers-low-nox", "G1"]
    assert (str(low_nox.outcome), low_nox.seen_as, low_nox.subject) == ("fail", "project", "facility")
    assert low_nox.message.zh.startswith("（另视为建设项目）")
    assert ("lj-145/new-gas-boilers-low-nox", "OLD") not in found


def test_a_plant_in_use_without_works_is_no_project() -> None:
    boilers = [{"id": "G1", "fuel": "natural_gas", "newly_added": "no", "air_treatment": "none"}]
    assert brought("liangjiang", {**BOILERS, "facility.boilers": boilers}) == {}


@pytest.mark.parametrize(
    "given",
    [{"soil.land_use_to": "residential", "facility.kinds": ["housing"]}, {"facility.kinds": ["construction_site", "housing"]}],
)
def test_homes_on_a_contaminated_plot_are_met_by_the_ban_on_building(given: dict[str, Any]) -> None:
    """Qianjiang, c355: nothing but risk control and remediation may be begun on land that is unfit."""
    plot = {"id": "S1", "subject": "site", "site.district": "黔江区", "soil.contamination": "contaminated"}
    found = brought("qianjiang", {**plot, "soil.worst_ratio": 5, "soil.remediation": "none", **given})
    assert str(found["qj-145/unfit-land-only-remediation", ""].outcome) == "fail"


def test_a_project_is_met_by_what_is_said_of_its_plot_unless_it_remediates_the_plot() -> None:
    """Qianjiang, c357: contaminated plots are put under risk control or remediated."""
    project = {"id": "P1", "subject": "project", "site.district": "黔江区", "project.construction": "new"}
    dirty = {**project, "soil.contamination": "contaminated", "soil.remediation": "none"}
    homes = brought("qianjiang", {**dirty, "project.kinds": ["housing"]})
    assert (homes["qj-145/contaminated-plots", ""].seen_as, str(homes["qj-145/contaminated-plots", ""].outcome)) == (
        "site",
        "fail",
    )
    cleaning = brought("qianjiang", {**dirty, "project.kinds": ["soil_remediation"]})
    assert ("qj-145/contaminated-plots", "") not in cleaning


def view(given: dict[str, Any], seen_as: str = "facility") -> Any:
    """What a record is seen as."""
    from datetime import date

    from ecocheck.evaluation.aspects import seen_record
    from ecocheck.records.reading import as_records

    shipped = book("wanzhou")
    (record,), problems, _ = as_records({"id": "R", "subject": "project", **given}, shipped.vocabulary)
    assert not problems
    assert not record.problems
    (seen,) = (one for one in shipped._checker.aspects.of(record.subject) if one.aspect.seen_as == seen_as)
    return seen_record(seen, shipped._supplement.of(record, date(2023, 6, 1)))


def test_the_plant_of_a_new_project_has_the_trade_of_the_project_and_no_other() -> None:
    new = view({"project.construction": "new", "project.industry": "C2614", "energy.fuels": ["coal"]})
    assert new.facts["facility.industry"].value == frozenset(("C2614",))
    assert new.facts["energy.fuels"].value == frozenset(("coal",))


@pytest.mark.parametrize("construction", ["expansion", "new、expansion", None])
def test_a_plant_that_grows_is_not_known_to_lack_what_its_project_lacks(construction: str | None) -> None:
    given = {
        "project.construction": construction, "project.industry": "C2614", "energy.fuels": ["coal"], "noise.emits": "no",
        "project.boilers": [{"id": "B1", "boiler.fuel": ["coal"]}], "site.distance.yangtze_system_bank": "400 m",
    }  # fmt: skip
    grown = view({name: value for name, value in given.items() if value is not None})
    assert grown.facts["facility.industry"].value == Partial(frozenset(("C2614",)), frozenset())
    assert grown.facts["energy.fuels"].value == Partial(frozenset(("coal",)), frozenset())
    assert "noise.emits" not in grown.facts
    listed: ItemList = grown.groups["facility.boilers"]
    assert (len(listed.items), listed.complete) == (1, False)
    assert isinstance(listed.items[0], Item)
    assert "site.distance.yangtze_system_bank" in grown.facts  # the place is that of both


def test_kinds_of_a_project_say_what_the_plant_is_and_never_what_it_is_not() -> None:
    """They name what the trade does not show, and no more."""
    kinds = view({"project.construction": "new", "project.kinds": ["hospital"]}).facts["facility.kinds"].value
    assert kinds == Partial(frozenset(("hospital",)), frozenset())


def test_what_only_runs_is_not_asked_of_what_is_planned() -> None:
    rules = {rule.id: rule for rule in book("wanzhou").rules}
    found = brought("wanzhou", {**PLANNED, "project.construction": "new"})
    assert {rules[rule].stage for rule, _ in found} <= {"planned", "construction"}


def test_what_may_not_apply_is_counted_and_not_shown() -> None:
    report = book("wanzhou").check(PLANNED, DAY)
    assert report.subjects[0].folded > 0
    assert not [f for f in report if f.seen_as and ("not_applicable" in f.possible or f.outcome == "not_applicable")]


def test_only_what_binds_is_brought() -> None:
    assert {f.modality for f in brought("liangjiang", {**BOILERS, "project.construction": "new"}).values()} <= {
        "strict", "in_principle",
    }  # fmt: skip


@pytest.mark.parametrize("plan", ["wanzhou", "qianjiang"])
@pytest.mark.parametrize("subject", ["project", "facility", "site"])
def test_no_clause_stands_twice(plan: str, subject: str) -> None:
    shipped = book(plan)
    for record in Inventor(shipped, subject, seed=11).records(12):
        found = shipped.check({**as_written(record), "subject": subject, "project.construction": "new"}, DAY).findings
        own = {clause for finding in found if not finding.seen_as for clause in finding.clauses}
        by_rule = {finding.rule: finding.seen_as for finding in found if finding.seen_as}
        assert all(own.isdisjoint(finding.clauses) for finding in found if finding.seen_as)
        assert all(by_rule[finding.rule] == finding.seen_as for finding in found if finding.seen_as)


def test_aspects_lead_no_further() -> None:
    """A facility is seen as a project, and not by way of that as a plot."""
    found = brought("wanzhou", {"id": "F1", "subject": "facility", "site.district": "万州区", "project.construction": "new"})
    assert {f.seen_as for f in found.values()} == {"project"}


def test_a_fact_of_what_a_record_is_seen_as_is_no_stranger_to_it() -> None:
    def warned(record: dict[str, Any]) -> list[str]:
        return [problem.field for problem in book("wanzhou").check(record, DAY).problems]

    facility = {"id": "F1", "subject": "facility", "site.district": "万州区"}
    assert warned({**facility, "project.capacity_effect": "none"}) == ["project.capacity_effect"]
    assert warned({**facility, "project.construction": "new", "project.capacity_effect": "none"}) == []


@settings(max_examples=25)
@given(st.data())
def test_a_further_fact_never_adds_an_outcome_to_what_aspects_bring(data: st.DataObject) -> None:
    """Of each rule: what is settled stays among what was possible before; what was settled stays settled."""
    plan, subject = (
        data.draw(st.sampled_from(["wanzhou", "qianjiang", "liangjiang"])),
        data.draw(st.sampled_from(["facility", "site"])),
    )
    shipped = book(plan)
    whole = as_written(Inventor(shipped, subject, seed=data.draw(st.integers(0, 999))).records(1)[0])
    whole = {name: value for name, value in whole.items() if name not in ("project.involves", "sheets")}
    whole |= {"subject": subject, "project.construction": data.draw(st.sampled_from(["new", "expansion"]))}
    left_out = data.draw(st.sampled_from(sorted(set(whole) - {"id", "subject", "attested", "site.district", "site.new_area"})))
    less = {name: value for name, value in whole.items() if name != left_out}
    if any(p.severity != "info" for record in (less, whole) for p in shipped.check(record, DAY).problems):
        return  # a fact that contradicts another, or cannot be used, is no further fact
    before, after = (settled(shipped, record) for record in (less, whole))
    for key, possible in before.items():
        if not key[1]:
            assert after.get(key, {"gone"}) <= possible, key


def settled(shipped: Rulebook, record: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    return {(f.rule, f.item): set(f.possible) or {str(f.outcome)} for f in shipped.check(record, DAY).findings if f.seen_as}
