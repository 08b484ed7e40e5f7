"""What is asked next: screening first, then what settles most, what a person must attest last; and how many questions a case needs."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET, UnsetType

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.findings.model import ClauseRef, Finding
from ecocheck.findings.questions import questions_of
from ecocheck.findings.report import Question
from ecocheck.findings.standing import BREACHES
from ecocheck.logic.conditions import Compare, Texts
from ecocheck.logic.outcomes import Outcome
from ecocheck.records.model import Given, Record
from ecocheck.reports.report import Report
from ecocheck.rulebook.model import Effect, Implication
from ecocheck.vocabulary.engine_facts import INVOLVES
from ecocheck.vocabulary.model import Fact, Group, Vocabulary
from ecocheck.vocabulary.values import Partial

VOCABULARY = Vocabulary(
    {
        name: Fact(
            name,
            Said(f"{name} 中", f"{name} en"),
            "boolean",
            ("project",),
            meaning=Said("义", "meaning"),
            found_in=Said("处", "place"),
        )
        for name in (INVOLVES, "site.district", "t.a", "t.b", "t.c")
    },
    groups={"t.ponds": Group("t.ponds", "pond", Said("水塘", "ponds"), ("project", "vehicle"), ())},
)
SCREEN = Implication(
    "screening-river",
    "definition",
    Said("清单", "the list"),
    Compare(INVOLVES, "not_in", (Texts(("river",)),)),
    (Effect("t.b", said="no"),),
    ("t.ponds",),
)


def lacking(
    *missing: str, worst: str = "fail", outcome: Outcome = Outcome.UNKNOWN, record: str = "p", subject: str = "project"
) -> Finding:
    return Finding(
        "r", "t", ClauseRef("t/c"), record, subject, outcome, Said(), "strict", "mandatory", worst=worst, missing=missing
    )


def asked(*findings: Finding, records: tuple[Record, ...] = ()) -> list[str]:
    return [question.fact for question in questions_of(findings, VOCABULARY, records, (SCREEN,))]


def test_a_breach_weighs_more_than_a_review() -> None:
    assert asked(lacking("t.b", worst="review"), lacking("t.a", worst="review"), lacking("t.c")) == ["t.c", "t.a", "t.b"]


def test_what_cannot_be_a_breach_is_never_asked_for() -> None:
    for worst in ("advice", "exempt", "pass", "not_applicable"):
        assert asked(lacking("t.a", worst=worst)) == []
    assert asked(lacking("t.a", outcome=Outcome.FAIL)) == []
    assert asked(lacking("t.a", outcome=Outcome.ERROR)) == ["t.a"]


def test_an_answer_that_decides_alone_comes_before_one_of_several() -> None:
    assert asked(lacking("t.b", "t.a"), lacking("t.c")) == ["t.c", "t.b", "t.a"]


def test_the_scope_comes_before_what_is_measured() -> None:
    assert asked(lacking("t.b", "t.a"), lacking("t.c", "t.a")) == ["t.a", "t.b", "t.c"]
    assert asked(lacking("t.b", "t.a"), lacking("t.b", "t.c")) == ["t.b", "t.a", "t.c"]


def test_place_and_matters_come_first_and_attestations_last() -> None:
    many = [lacking("attested:t/c1")] * 5
    assert asked(*many, lacking("t.a"), lacking("t.b", INVOLVES), lacking("t.c", "site.district")) == [
        "site.district",
        INVOLVES,
        "t.a",
        "t.b",
        "t.c",
        "attested:t/c1",
    ]


def test_the_matters_are_asked_for_where_their_answer_would_settle_something() -> None:
    silent, told = Record("p", "project"), Record("p", "project", {INVOLVES: Given(frozenset())})
    assert asked(lacking("t.b"), records=(silent,)) == [INVOLVES, "t.b"]
    assert asked(lacking("t.ponds"), records=(silent,)) == [INVOLVES, "t.ponds"]
    assert asked(lacking("t.a"), records=(silent,)) == ["t.a"]
    assert asked(lacking("t.b"), records=(told,)) == ["t.b"]
    # a vehicle involves no matters; neither does another record's silence concern this one
    assert asked(lacking("t.ponds", subject="vehicle"), records=(Record("p", "vehicle"),)) == ["t.ponds"]
    assert asked(lacking("t.b"), records=(Record("q", "project"), told)) == ["t.b"]


def test_a_list_of_matters_given_in_part_is_asked_to_be_closed_while_closing_it_would_settle_something() -> None:
    def partly(yes: tuple[str, ...], no: tuple[str, ...]) -> Record:
        return Record("p", "project", {INVOLVES: Given(Partial(frozenset(yes), frozenset(no)))})

    assert asked(lacking("t.b"), records=(partly(("forest",), ()),)) == [INVOLVES, "t.b"]
    assert asked(lacking("t.b"), records=(partly((), ("river",)),)) == ["t.b"], "what closing would say is known already"
    assert asked(lacking("t.b"), records=(partly(("river",), ()),)) == ["t.b"], (
        "the matter is involved: closing settles nothing"
    )


def test_a_question_on_a_list_known_in_part_says_what_closing_it_denies() -> None:
    book = ecocheck.load("wanzhou")
    told = {"project.kinds": {"hotel": "yes", "mine": "no"}, INVOLVES: {"coal": "yes"}}
    report = book.check({"id": "p", "subject": "project", **told}, as_of="2023-06-01")
    by_fact = {question.fact: question for question in report.questions}
    for fact, there, spoken in ((INVOLVES, ("coal",), {"coal"}), ("project.kinds", ("hotel",), {"hotel", "mine"})):
        closing = by_fact[fact].closing
        assert not isinstance(closing, UnsetType)
        codes = {code.code for code in book.vocabulary.lists[book.vocabulary.facts[fact].list].codes}
        assert closing["p"].there == there
        assert set(closing["p"].denied) == codes - spoken - {"none"}
    assert by_fact["emission.pollutants"].closing is UNSET


def test_a_question_counts_its_findings_and_names_its_records() -> None:
    found = [lacking("t.a"), lacking("t.a", "t.c", record="q"), lacking("t.a", record="q", worst="pass")]
    question = questions_of(found, VOCABULARY)[0]
    assert (question.findings, question.records) == (2, ("p", "q"))
    assert (question.label["zh"], question.meaning["en"], question.found_in["zh"]) == ("t.a 中", "meaning", "处")


def test_a_group_and_an_attestation_are_named() -> None:
    labels = {q.fact: q.label["en"] for q in questions_of([lacking("t.ponds", "attested:t/c9", "t.gone")], VOCABULARY)}
    assert labels == {"t.ponds": "ponds", "attested:t/c9": "attestation of t/c9", "t.gone": "t.gone"}


def test_a_sheet_is_one_question_until_somebody_signs_it() -> None:
    book = ecocheck.load("wanzhou")
    record = book.record({"id": "p", "subject": "project", "project.industry": "C2110", "project.kinds": ["industrial"]})
    before = book.check(record, "2023-06-01").unsigned_sheets
    assert not isinstance(before, UnsetType)
    by_fact = {question.fact: question for question in before}
    assert "sheet:policy" in by_fact
    printed = {line.fact for form in book.data.sheets if form.name == "policy" for line in form.lines if line.printed}
    waiting = [
        finding
        for finding in book.check(record, "2023-06-01")
        if not printed.isdisjoint(finding.missing) and finding.worst in BREACHES and not finding.later
    ]
    assert by_fact["sheet:policy"].findings == len(waiting) > 5
    signed = record.confirm(book.sheets(record)[0], by="王工", on="2023-06-01", rest="as_printed")
    after = book.check(signed, "2023-06-01").unsigned_sheets
    assert not isinstance(after, UnsetType)
    assert {question.fact for question in after} == set(by_fact) - {"sheet:policy"}


# An ordinary factory, asked one thing at a time

#: Furniture works in an industrial park, 2.4 km from the bank; what a project like it truthfully answers when asked.
FURNITURE: dict[str, Any] = {
    INVOLVES: [
        "exhaust_gas",
        "voc",
        "wastewater",
        "water_use",
        "river_bank",
        "solid_waste",
        "hazardous_waste",
        "hazardous_chemicals",
        "noise",
        "construction_site",
        "dust",
        "construction_waste",
        "soil_erosion",
        "park",
        "transport_vehicle",
    ],
    "access.chongqing_investment_rules": "not_listed",
    "access.comprehensive_review": ["policy", "plan", "land_use", "environment", "energy", "three_rates_power"],
    "access.control_unit_conflicts": ["none"],
    "access.env_comprehensive_list": "not_listed",
    "access.industry_catalogue": "permitted",
    "access.land_use_plan": "not_listed",
    "access.market_negative_list": "not_listed",
    "access.plan_eia": "fits",
    "access.sector_lists": ["none"],
    "access.yangtze_law_articles": ["none"],
    "access.yangtze_negative_list": "not_listed",
    "activity.kinds": ["none"],
    "activity.open_burning": ["none"],
    "approval.cross_region_consultation": "not_required",
    "approval.eia": "granted",
    "approval.social_stability": "not_required",
    "approval.energy_review": "not_required",
    "approval.soil_conservation_plan": "granted",
    "approval.total_amount": "granted",
    "building.users": ["industry"],
    "eia.joint_handling": ["none"],
    "eia.kind": "report",
    "eia.public_steps": ["file_published", "survey"],
    "eia.three_simultaneities": ["general", "noise", "soil_conservation"],
    "emission.air_limit_tier": "special",
    "emission.discharge_intensity_ratio": "0.5",
    "emission.generation_intensity_ratio": "0.6",
    "emission.net_change": "3 t/a",
    "emission.pollutants": ["voc", "nmhc", "benzene_series", "pm", "cod", "nh3n"],
    "emission.voc_content_ratio": "0.6",
    "energy.efficiency_level": "limit_met",
    "energy.fuels": ["electricity", "natural_gas"],
    "facility.illegal_acts": ["none"],
    "facility.registers": ["none"],
    "impact.new_erosion": "no",
    "noise.emits": "yes",
    "noise.zone": "3",
    "project.capacity_effect": "none",
    "project.construction": "new",
    "project.cross_region_effect": "no",
    "project.fixed_asset_investment": "yes",
    "project.funding": "private",
    "project.industry": "C2110",
    "project.kinds": ["industrial"],
    "project.major": "no",
    "project.occupation_authorised": "yes",
    "project.siting_reason": ["none"],
    "project.outlets": [{"id": "DA001", "outlet.medium": "air", "outlet.pollutant": "voc", "outlet.air_value": "30 mg/m3"}],
    "site.distance.yangtze_system_bank": "2.4 km",
    "site.land_cover": ["building_land"],
    "site.named_features": ["none"],
    "site.park_kind": "industrial_park",
    "site.zone.built_up": "no",
    "site.zone.drawdown": "none",
    "site.zone.erosion_hazard": ["key_treatment"],
    "site.zone.fuel_ban": "none",
    "site.zone.noise_sensitive": "no",
    "site.zone.populated": "no",
    "site.zone.shoreline_function": "none",
    "site.zone.urban_boundary": "yes",
    "soil.contamination": "clean",
    "soil.use_on_negative_list": "no",
    "waste.kinds": ["general_industrial", "hazardous", "household"],
    "waste.route": ["licensed_unit", "own_reuse"],
    "water.abstraction_ratio": "0.8",
    "water.efficiency_ratio": "0.9",
    "water.load_ratio": "0.7",
    "water.sewage_route": "park_works",
    "works.noise_measures": ["low_noise_machines", "insulation", "isolation"],
}
SOME_FORTY = 48


def interview(truth: dict[str, Any]) -> tuple[list[str], Report]:
    """Answers the first question again and again from an empty record; the questions asked and the last report."""
    book = ecocheck.load("wanzhou")
    record: dict[str, Any] = {"id": "p", "subject": "project", "attested": {}}
    order: list[str] = []
    while True:
        report = book.check(record, as_of="2023-06-01")
        assert not [problem for problem in report.problems if problem.severity == "error"]
        if not report.questions:
            return order, report
        question: Question = report.questions[0]
        assert question.fact not in order, f"{question.fact} is asked twice"
        order.append(question.fact)
        if question.fact.startswith("attested:"):
            record["attested"][question.fact.removeprefix("attested:")] = "met"
        else:
            assert question.fact in truth, f"{question.fact} is no question for such a factory"
            record[question.fact] = truth[question.fact]


@pytest.fixture(scope="module")
def furniture() -> tuple[list[str], Report]:
    return interview(FURNITURE)


def test_an_ordinary_factory_needs_some_forty_questions(furniture: tuple[list[str], Report]) -> None:
    order, report = furniture
    assert len([name for name in order if not name.startswith("attested:")]) <= SOME_FORTY
    assert [f.rule for f in report.where(outcome=["unknown", "error"]) if f.worst in BREACHES and not f.later] == []


def test_it_is_asked_for_its_matters_first_then_for_what_it_is(furniture: tuple[list[str], Report]) -> None:
    order, _ = furniture
    assert order[0] == INVOLVES
    assert order[1:4] == ["project.industry", "project.construction", "project.kinds"]


def test_the_matters_close_half_of_what_was_open() -> None:
    book = ecocheck.load("wanzhou")
    empty = {"id": "p", "subject": "project"}
    before = book.check(empty, as_of="2023-06-01")
    after = book.check({**empty, INVOLVES: FURNITURE[INVOLVES]}, as_of="2023-06-01")
    opened, closed = (sum(f.worst in BREACHES for f in report.where(outcome="unknown")) for report in (before, after))
    assert closed <= opened / 2


def test_a_question_names_the_rules_that_wait_for_it(furniture: tuple[list[str], Report]) -> None:
    report = ecocheck.load("wanzhou").check({"subject": "project", "id": "p", "project.industry": "C2110"}, "2023-06-01")
    assert report.questions
    for question in report.questions:
        lacking = [f.rule for f in report if question.fact in f.missing and f.worst in BREACHES and not f.later]
        assert set(lacking) <= set(question.rules)
        assert question.fact == "project.involves" or set(question.rules) == set(lacking)
