"""`ecocheck check` from the outside: exit status, what is printed, and what bad input leads to."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from ecocheck.reports.saving import formats_of

from ..running import Ran, run

CHEMICAL = """
records:
  - id: P1
    subject: project
    name: 精细化工厂
    as_of: 2023-06-01
    project: {industry: [C2614], construction: [new], approved_on: 2023-05-01}
    site.distance.yangtze_system_bank: %s
"""


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):  # type: ignore[no-untyped-def]
    def checked(text: str | bytes, *words: str, plan: str = "wanzhou") -> Ran:
        file = tmp_path / "records.yaml"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return run(monkeypatch, capsys, "check", str(file), "--plan", plan, *words)

    return checked


def test_one_kilometre_breaks_the_law_and_the_plan_and_gives_status_1(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1 km", "--format", "json")
    assert ran.status == 1
    report = json.loads(ran.out)
    assert report["verdict"] == "breaks"
    broken = {finding["clause"]["id"] for finding in report["findings"] if finding["outcome"] == "fail"}
    assert {"wz-145/c470", "yrpl-2020/art26-2"} <= broken


def test_a_step_beyond_one_kilometre_breaks_neither(check) -> None:  # type: ignore[no-untyped-def]
    report = json.loads(check(CHEMICAL % "1.001 km", "--format", "json").out)
    outcomes = {finding["clause"]["id"]: finding["outcome"] for finding in report["findings"]}
    assert outcomes["wz-145/c470"] == outcomes["yrpl-2020/art26-2"] == "pass"


def test_the_finding_shows_limit_margin_and_observed_value_in_the_units_of_the_clause(check) -> None:  # type: ignore[no-untyped-def]
    report = json.loads(check(CHEMICAL % "760 m", "--format", "json").out)
    finding = next(f for f in report["findings"] if f["clause"]["id"] == "wz-145/c470")
    assert finding["limit"]["value"] == 1
    assert finding["limit"]["unit"] == "km"
    assert finding["margin"]["value"] == pytest.approx(-0.24)
    assert finding["observed"]["site.distance.yangtze_system_bank"]["value"] == 0.76


def test_the_same_input_gives_the_same_bytes(check) -> None:  # type: ignore[no-untyped-def]
    assert check(CHEMICAL % "1 km", "--format", "json").out == check(CHEMICAL % "1 km", "--format", "json").out


def test_the_area_is_assumed_from_the_plan_and_marked(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1 km" + "  - {id: P2, subject: project, site.district: 黔江区}\n", "--format", "json")
    findings = json.loads(ran.out)["findings"]
    own = [f for f in findings if f["record"] == "P2" and f["document"] == "wz-145"]
    assert own
    assert {f["reason"] for f in own} == {"out_of_area"}


def test_no_plan_and_no_area_is_an_error_that_names_the_fact(monkeypatch, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "r.yaml"
    file.write_text("{subject: project, id: P1}", encoding="utf-8")
    ran = run(monkeypatch, capsys, "check", str(file))
    assert ran.status == 2
    assert "site.district" in ran.err


def test_a_day_after_the_plan_says_once_that_rules_ended(check) -> None:  # type: ignore[no-untyped-def]
    late = "{id: P1, subject: project, project.industry: [C2614], project.construction: [new], site.distance.yangtze_system_bank: 0.5 km}"
    ran = check(late, "--as-of", "2026-06-01")
    assert ran.out.count("wz-145：") == 1
    assert "2025-12-31" in ran.out


BAD = {
    "unknown fact": ("{id: A, subject: project, project.industri: C26}", "project.industry", 1),
    "wrong dimension": ("{id: A, subject: project, site.distance.yangtze_system_bank: 3 t}", "km", 1),
    "code outside the list": ("{id: A, subject: project, project.construction: neww}", "new", 1),
    "impossible date": ("{id: A, subject: project, project.approved_on: 2023-02-30}", "2027-05-01", 1),
    "not a number": (
        "{id: A, subject: project, site.distance.yangtze_system_bank: NaN}",
        "site.distance.yangtze_system_bank",
        1,
    ),
    "empty file": ("", "records.yaml", 2),
    "no subject": ("{id: A, project.industry: C26}", "subject", 2),
    "wrong subject": ("{id: A, subject: projct}", "project", 2),
    "duplicate key": ("{id: A, subject: project, project.industry: C26, project.industry: C27}", "project.industry", 2),
    "a comma that cuts": ("{id: A, subject: project, name: a, b, project.industry: C26}", "1", 2),
    "alias bomb": ("a: &a [1]\nb: [*a, *a]", "&a", 2),
    "deep nesting": ("[" * 200 + "]" * 200, "1", 2),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_with_its_place_and_the_way_out(check, case: str) -> None:  # type: ignore[no-untyped-def]
    text, said, status = BAD[case]
    ran = check(text, "--as-of", "2023-06-01")
    assert ran.status == status, ran
    assert said in ran.out + ran.err
    assert "records.yaml" in "".join((ran.out + ran.err).split())  # a long path is wrapped
    assert "Traceback" not in ran.err


def test_one_broken_record_never_stops_the_others(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(
        CHEMICAL % "1 km" + "  - {id: P2}\n  - {id: P3, subject: project, project.industry: 99999}\n", "--format", "json"
    )
    report = json.loads(ran.out)
    verdicts = {subject["record"]: subject["verdict"] for subject in report["subjects"]}
    assert verdicts == {"P1": "breaks", "P2": "refused", "P3": "open"}
    assert any("subject" in problem["field"] for problem in report["problems"])


def test_an_id_used_twice_is_said_and_both_are_checked(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1 km" + "  - {id: P1, subject: project}\n", "--format", "json")
    report = json.loads(ran.out)
    assert [subject["record"] for subject in report["subjects"]] == ["P1", "P1#2"]
    assert any("P1" in problem["message"]["en"] for problem in report["problems"])


def test_an_unknown_plan_names_the_nearest(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1 km", plan="wanzhuo")
    assert ran.status == 2
    assert "wanzhou" in ran.err


def test_a_missing_file_is_no_traceback(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    ran = run(monkeypatch, capsys, "check", "nowhere.yaml", "--plan", "wanzhou")
    assert ran.status == 2
    assert "nowhere.yaml" in ran.err


def test_a_warning_alone_is_said_and_does_not_fail_the_run(check) -> None:  # type: ignore[no-untyped-def]
    ran = check("{id: A, subject: project, vehicle.fuel: [diesel]}", "--as-of", "2023-06-01", "--format", "json")
    (problem,) = json.loads(ran.out)["problems"]
    assert problem["severity"] == "warning"
    assert ran.status == 0


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_one_rule_is_looked_at_where_it_is_named(check, form: str) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1.001 km", "--format", form, "--rule", "wz-145/chem-1km")
    report = json.loads(ran.out) if form == "json" else {"findings": [json.loads(line) for line in ran.out.splitlines()]}
    assert [(row["rule"], row["outcome"]) for row in report["findings"]] == [("wz-145/chem-1km", "pass")]


def test_the_rule_that_is_named_is_listed_where_all_the_others_would_hide_it(check) -> None:  # type: ignore[no-untyped-def]
    told = check(CHEMICAL % "1.001 km", "--lang", "en").out
    found = json.loads(check(CHEMICAL % "1.001 km", "--format", "json").out)["findings"]
    hidden = next(row["rule"] for row in found if row["outcome"] == "unknown" and row["rule"] not in told)
    assert f"  {hidden}\n" in check(CHEMICAL % "1.001 km", "--lang", "en", "--rule", hidden).out


def test_a_rule_that_is_not_there_is_refused_with_the_nearest(check) -> None:  # type: ignore[no-untyped-def]
    ran = check(CHEMICAL % "1 km", "--lang", "en", "--rule", "wz-145/chem-1kn")
    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'wz-145/chem-1km'" in ran.err


def test_the_help_names_every_format_of_the_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(monkeypatch, capsys, "check", "--help").out
    assert all(re.search(rf"\b{name}\b", told) for name in formats_of("check"))


def test_the_receipt_names_the_files_of_waivers_and_decisions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(__file__).parents[2] / "examples" / "wanzhou"
    waivers, decisions = folder / "waivers.yaml", folder / "decisions.yaml"
    options = ["--plan", "wanzhou", "--waivers", str(waivers), "--decisions", str(decisions), "--format", "json"]
    ran = run(monkeypatch, capsys, "check", str(folder / "projects.yaml"), *options)
    inputs = json.loads(ran.out)["receipt"]["inputs"]
    assert [one.get("use") for one in inputs] == [None, "waivers", "decisions"]
    assert inputs[1]["sha256"] == hashlib.sha256(waivers.read_bytes()).hexdigest()
