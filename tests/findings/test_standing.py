"""What stands between a case and its end, and that a stage never changes what is true."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

import ecocheck
from ecocheck.errors import ComplianceError
from ecocheck.findings.standing import Missing, Standing, standing_said
from ecocheck.reports.report import Report
from ecocheck.testing import assert_complies

DAY = "2023-06-01"
#: A rule that asks where the project lies, which is known first of all.
EARLY = "wz-145/chem-1km"
FAR = {
    "subject": "project",
    "id": "P1",
    "project.industry": ["C2614"],
    "project.construction": ["new"],
    "site.distance.yangtze_system_bank": "3 km",
}
#: A filling station with all that can be known of one that is planned; whether it ever discharged unseen is not among that.
STATION = {
    "subject": "facility",
    "id": "F1",
    "site.district": "万州区",
    "facility.kinds": ["petrol_station"],
    "emission.air_treatment": ["vapour_recovery"],
}
MET, LATE = "wz-145/vapour-recovery", "wz-145/no-covert-discharge"
STAGES = ("planned", "construction", "commissioning", "operation")


@pytest.fixture(scope="module")
def wanzhou() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


def checked(book: ecocheck.Rulebook, stage: str) -> Report:
    return book.check({**STATION, "stage": stage}, DAY, rules=[MET, LATE])


def test_what_no_stage_has_brought_yet_opens_no_verdict_and_is_not_asked(wanzhou: ecocheck.Rulebook) -> None:
    planned = checked(wanzhou, "拟建")
    (finding,) = planned.where(rule=LATE)
    assert (finding.outcome, finding.later, finding.worst) == ("unknown", True, "fail")
    assert planned.verdict == "complies"
    assert planned.standing == Standing(missing=Missing(later=1))
    assert planned.questions == ()
    assert standing_said(planned.verdict, planned.standing).zh == "符合（另有 1 项届时再核）"
    assert "届时适用" in finding.message.zh
    assert "运行" in finding.message.zh


def test_in_its_stage_the_same_fact_is_due(wanzhou: ecocheck.Rulebook) -> None:
    running = checked(wanzhou, "运行")
    (finding,) = running.where(rule=LATE)
    assert not finding.later
    assert running.verdict == "open"
    assert running.standing == Standing(missing=Missing(due=1, could_fail=1))
    assert [question.fact for question in running.questions] == list(finding.missing)
    assert standing_said(running.verdict, running.standing).zh == "资料不足（1 项可能不符合）"


def test_the_stage_changes_no_outcome(wanzhou: ecocheck.Rulebook) -> None:
    def truth(report: Report) -> list[Any]:
        return [(f.rule, f.item, f.outcome, f.possible, f.missing, f.reason, f.fingerprint) for f in report]

    reports = [wanzhou.check({**FAR, "stage": stage}, DAY) for stage in STAGES]
    assert all(truth(report) == truth(reports[0]) for report in reports)
    assert len({sum(f.later for f in report) for report in reports}) == len(STAGES)


def test_a_later_stage_leaves_less_for_later(wanzhou: ecocheck.Rulebook) -> None:
    later = [{(f.rule, f.item) for f in wanzhou.check({**FAR, "stage": stage}, DAY) if f.later} for stage in STAGES]
    assert all(after < before for before, after in pairwise(later))
    assert later[-1] == set()


def test_the_standing_is_that_of_the_findings(wanzhou: ecocheck.Rulebook) -> None:
    report = wanzhou.check([FAR, {**FAR, "id": "P2", "site.distance.yangtze_system_bank": "0.4 km"}], DAY)
    unknown = [f for f in report if f.outcome == "unknown" and f.worst in ("fail", "review")]
    missing = Missing(
        sum(not f.later for f in unknown),
        sum(not f.later and f.worst == "fail" for f in unknown),
        sum(f.later for f in unknown),
    )
    assert report.standing == Standing(len(report.where("fail")), len(report.where("review")), missing)
    assert report.to_dict()["standing"]["missing"] == {
        "due": missing.due,
        "could_fail": missing.could_fail,
        "later": missing.later,
    }
    assert report.standing.breach == sum(subject.standing.breach for subject in report.subjects) > 0


def test_what_can_be_no_breach_is_not_counted_as_missing(wanzhou: ecocheck.Rulebook) -> None:
    rules = [rule.id for rule in wanzhou.rules_for("facility") if rule.modality == "encouraged" and rule.form == "rule"]
    report = wanzhou.check({"subject": "facility", "id": "F1", "site.district": "万州区"}, DAY, rules=rules)
    assert {"unknown"} <= {str(f.outcome) for f in report}
    assert (report.standing, report.verdict) == (Standing(), "nothing_checked")


@pytest.mark.parametrize("word", ["judge", "missing"])
def test_a_run_fails_on_what_its_policy_names(wanzhou: ecocheck.Rulebook, word: str) -> None:
    record = {**FAR, "stage": "operation"}
    report = wanzhou.check(record, DAY, fail_on=[word])
    assert report.standing.missing.due
    assert report.standing.judge
    assert report.failed
    assert not wanzhou.check(record, DAY, rules=[EARLY], fail_on=[word]).failed


def test_an_assertion_takes_what_is_for_later_as_open_unless_it_may_wait() -> None:
    planned, running = ({**STATION, "stage": stage} for stage in ("planned", "operation"))
    with pytest.raises(ComplianceError, match=LATE):
        assert_complies(planned, plan="wanzhou", as_of=DAY, rules=[MET, LATE])
    assert assert_complies(planned, plan="wanzhou", as_of=DAY, rules=[MET, LATE], allow=["later"]).verdict == "complies"
    with pytest.raises(ComplianceError, match=LATE):
        assert_complies(running, plan="wanzhou", as_of=DAY, rules=[MET, LATE], allow=["later"])


@pytest.mark.parametrize(
    ("verdict", "standing", "zh"),
    [
        ("breaks", Standing(2, 3, Missing(4, 1, 1)), "不符合"),
        ("open", Standing(0, 3, Missing(4, 1, 1)), "须人工判定"),
        ("open", Standing(0, 0, Missing(4, 0, 0)), "资料不足"),
        ("open", Standing(), "数据有误，须先改正"),
        ("complies", Standing(), "符合"),
        ("nothing_checked", Standing(), "未检查任何条款"),
        ("refused", Standing(), "无法读取"),
    ],
)
def test_how_people_read_a_verdict(verdict: str, standing: Standing, zh: str) -> None:
    assert standing_said(verdict, standing).zh == zh
