"""The least change that would mend a breach, as findings say it."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.logic.outcomes import Outcome

from ..findings.test_waivers_and_decisions import PACK as FILES

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
    (
        f"{{{BANK}: {{gt: 1 km}}}}",
        {BANK: "760 m"},
        "至少再远离 240 m（到达限值本身还不够）",
        "move away by at least 240 m (the limit itself does not do)",
    ),
    (
        f"{{{BANK}: {{gt: 1 km}}}}",
        {BANK: "1 km"},
        "须再远离（到达限值本身还不够）",
        "move away by some amount (the limit itself does not do)",
    ),
    (f"{{{RATIO}: {{le: 1}}}}", {RATIO: "1.3"}, f"{RATIO_ZH}至少降低 0.3", f"{RATIO_EN}: cut by at least 0.3"),
    (
        "{approval.eia: {in: [granted, not_required]}}",
        {"approval.eia": "refused"},
        "环评审批状态改为已取得或不需要",
        "EIA approval: change to granted, completed or filed or not required",
    ),
    (
        "{project.occupation_authorised: {eq: yes}}",
        {"project.occupation_authorised": "no"},
        "做到：占用行为依法批准",
        "bring about: Occupation lawfully authorised: yes",
    ),
    (
        f"{{all: [{{{RATIO}: {{le: 1}}}}, {{project.major: {{eq: no}}}}]}}",
        {RATIO: "2", "project.major": "yes"},
        f"{RATIO_ZH}至少降低 1，并且做到：不是重大项目",
        f"{RATIO_EN}: cut by at least 1, and bring about: ",
    ),
    (
        f"{{any: [{{{RATIO}: {{le: 1}}}}, {{judge: {{project.major: {{eq: no}}}}}}]}}",
        {RATIO: "2", "project.major": "yes"},
        f"{RATIO_ZH}至少降低 1",
        f"{RATIO_EN}: cut by at least 1",
    ),
    (f"{{not: {{{RATIO}: {{gt: 1}}}}}}", {RATIO: "2"}, f"{RATIO_ZH}至少降低 1", f"{RATIO_EN}: cut by at least 1"),
]


@pytest.mark.parametrize(("require", "facts", "zh", "en"), CASES)
def test_the_least_change_says_what_would_mend_the_breach(
    tmp_path: Path, require: str, facts: dict[str, str], zh: str, en: str
) -> None:
    for name in ("document.yaml", "clauses.yaml"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(PACK % require, encoding="utf-8")
    report = ecocheck.load(tmp_path).check({"subject": "project", "id": "P1", **facts}, "2023-06-01", rules=["own/one"])
    found = report.findings[0]
    assert found.outcome is Outcome.FAIL
    assert found.least_change["zh"] == zh
    assert found.least_change["en"].startswith(en)


def test_what_would_mend_a_breach_does_mend_it() -> None:
    book = ecocheck.load("wanzhou")
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


def test_a_failed_condition_on_things_that_are_not_there_says_what_was_required_and_nothing_of_what_is_open(
    tmp_path: Path,
) -> None:
    for name in ("document.yaml", "clauses.yaml"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    some = "{some: {in: project.boilers, where: {boiler.fuel: {in: [coal]}}}}"
    (tmp_path / "rules.yaml").write_text(PACK % f"{{all: [{some}, {{{RATIO}: {{le: 1}}}}]}}", encoding="utf-8")
    record = {"subject": "project", "id": "P1", "project.boilers": []}
    found = ecocheck.load(tmp_path).check(record, "2023-06-01", rules=["own/one"]).findings[0]
    assert found.outcome is Outcome.FAIL
    assert found.message["zh"].startswith("不符合：要求：")
    assert found.message["en"].startswith("fail: required: ")
    for told in (found.message, found.least_change or {"zh": "", "en": ""}):
        assert RATIO_ZH not in told["zh"]
        assert RATIO_EN not in told["en"]
