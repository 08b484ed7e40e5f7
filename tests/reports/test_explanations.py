"""What findings say: least changes, strictest limits, sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.findings.model import ClauseRef, Finding, Limit
from ecocheck.findings.strictest import with_strictest
from ecocheck.logic.outcomes import Outcome


def finding(
    rule: str, value: float, op: str = "le", fact: str = "outlet.air_value", basis: str = "", **more: object
) -> Finding:
    return Finding(
        rule=rule, document="d", clause=ClauseRef(rule), record="P1", subject="project", outcome=Outcome.PASS, title={}, force="mandatory",
        limit=Limit(fact, op, value, "mg/m3", basis), **{"modality": "strict", **more},
    )  # type: ignore[arg-type] # fmt: skip


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
        finding("b", 30, "ge"), finding("b", 30, fact="outlet.water_value"), finding("b", 30, basis="9% O2"), finding("b", 30, modality="programme"),
        finding("b", 30, possible=("fail", "not_applicable")), finding("b", 30, item="2"),
    ],
)  # fmt: skip
def test_limits_of_another_kind_are_not_compared(other: Finding) -> None:
    assert marks(finding("a", 50), other) == {}


PACK = """
ecocheck: 1
document: own
rules:
  - id: own/one
    title: {zh: 试, en: trial}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    force: mandatory
    require: %s
    note: {zh: 试, en: trial}
"""
RATIO, RATIO_ZH, RATIO_EN = "emission.discharge_intensity_ratio", "排放强度与限值之比", "Discharge intensity over its limit"
BANK = "site.distance.yangtze_system_bank"
CASES = [
    (f"{{{BANK}: {{gt: 1 km}}}}", {BANK: "760 m"}, "至少再远离 240 m（到达限值本身还不够）",
     "move away by at least 240 m (the limit itself does not do)"),
    (f"{{{BANK}: {{gt: 1 km}}}}", {BANK: "1 km"}, "须再远离（到达限值本身还不够）", "move away by some amount (the limit itself does not do)"),
    (f"{{{RATIO}: {{le: 1}}}}", {RATIO: "1.3"}, f"{RATIO_ZH}至少降低 0.3", f"{RATIO_EN}: cut by at least 0.3"),
    ("{approval.eia: {in: [granted, not_required]}}", {"approval.eia": "refused"}, "环评审批状态改为已取得或不需要",
     "EIA approval: change to granted, completed or filed or not required"),
    ("{project.occupation_authorised: {eq: yes}}", {"project.occupation_authorised": "no"}, "做到：占用行为依法批准",
     "bring about: Occupation lawfully authorised: yes"),
    (f"{{all: [{{{RATIO}: {{le: 1}}}}, {{project.major: {{eq: no}}}}]}}", {RATIO: "2", "project.major": "yes"},
     f"{RATIO_ZH}至少降低 1，并且做到：不是重大项目", f"{RATIO_EN}: cut by at least 1, and bring about: "),
    (f"{{any: [{{{RATIO}: {{le: 1}}}}, {{judge: {{project.major: {{eq: no}}}}}}]}}", {RATIO: "2", "project.major": "yes"},
     f"{RATIO_ZH}至少降低 1", f"{RATIO_EN}: cut by at least 1"),
    (f"{{not: {{{RATIO}: {{gt: 1}}}}}}", {RATIO: "2"}, f"{RATIO_ZH}至少降低 1", f"{RATIO_EN}: cut by at least 1"),
]  # fmt: skip


@pytest.mark.parametrize(("require", "facts", "zh", "en"), CASES)
def test_the_least_change_says_what_would_mend_the_breach(
    tmp_path: Path, require: str, facts: dict[str, str], zh: str, en: str
) -> None:
    from ..findings.test_waivers_and_decisions import PACK as FILES

    for name in ("document.yaml", "clauses.yaml"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(PACK % require, encoding="utf-8")
    report = ecocheck.load(tmp_path).check({"subject": "project", "id": "P1", **facts}, "2023-06-01", rules=["own/one"])
    found = report.findings[0]
    assert found.outcome is Outcome.FAIL
    assert isinstance(found.least_change, dict)
    assert found.least_change["zh"] == zh
    assert found.least_change["en"].startswith(en)


def test_what_would_mend_a_breach_does_mend_it(book) -> None:  # type: ignore[no-untyped-def]
    facts = {
        "subject": "project",
        "id": "P1",
        "project.industry": ["C2614"],
        "project.construction": ["new"],
        "project.approved_on": "2023-05-01",
    }
    outcomes = [
        str(
            book.check({**facts, "site.distance.yangtze_system_bank": there}, "2023-06-01", rules=["wz-145/chem-1km"])
            .findings[0]
            .outcome
        )
        for there in ("760 m", "1000 m", "1000.1 m")
    ]
    assert outcomes == ["fail", "fail", "pass"]


def test_every_outcome_occurs_in_the_examples_and_their_waiver_and_decision_fit(report) -> None:  # type: ignore[no-untyped-def]
    assert all(report.counts[str(outcome)] for outcome in Outcome)
    assert [notice["en"] for notice in report.notices if "stale" in notice["en"] or "unused" in notice["en"]] == []
    assert sum(isinstance(found.decided, dict) for found in report.findings) == 1
