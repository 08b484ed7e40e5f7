"""SARIF, JUnit, JSON Lines and Markdown, as other programs read them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from ecocheck.reports.check import jsonl as lines
from ecocheck.reports.check import junit, markdown, sarif
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report

from .conftest import HOSTILE

SCHEMA = Path(__file__).parent / "data" / "sarif-schema-2.1.0.json"  # the official one: OASIS SARIF 2.1.0, errata 01


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_sarif_is_valid_against_the_official_schema(request: pytest.FixtureRequest, name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    log = json.loads(sarif.write(request.getfixturevalue(name), Options()))
    errors = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).iter_errors(log)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_sarif_tells_outcomes_by_kind_and_records_by_line(report: Report) -> None:
    run = json.loads(sarif.write(report, Options(everything=True)))["runs"][0]
    kinds = {(r["properties"]["outcome"], r["kind"], r["level"]) for r in run["results"]}
    assert kinds == {
        ("fail", "fail", "error"),
        ("waived", "fail", "error"),
        ("pass", "pass", "none"),
        ("exempt", "pass", "none"),
        ("review", "fail", "warning"),
        ("unknown", "fail", "note"),
        ("unknown", "informational", "none"),
        ("error", "fail", "warning"),
        ("advice", "informational", "none"),
        ("not_applicable", "notApplicable", "none"),
    }
    waiting = [r["properties"] for r in run["results"] if r["properties"]["outcome"] == "unknown" and r["level"] == "note"]
    assert len(waiting) == sum(
        f.outcome == "unknown" and f.worst in ("fail", "review") and not f.later for f in report.findings
    )
    assert not any("later" in properties for properties in waiting)
    assert sum("later" in r["properties"] for r in run["results"]) == sum(f.later for f in report.findings) > 0
    first = next(r for r in run["results"] if r["properties"]["record"] == "P01")
    place = first["locations"][0]["physicalLocation"]
    source = (Path(__file__).parents[2] / "examples/wanzhou/projects.yaml").read_text(encoding="utf-8").splitlines()
    assert place["artifactLocation"]["uri"].endswith("projects.yaml")
    assert "id: P01" in source[place["region"]["startLine"] - 1]
    assert [r["ruleId"] for r in run["results"] if "suppressions" in r] == [f.rule for f in report.where("waived")]
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_sarif_leaves_out_what_asks_nothing_unless_all_is_wanted(report: Report) -> None:
    run = json.loads(sarif.write(report, Options()))["runs"][0]
    silent = [
        f
        for f in report.findings
        if f.outcome == "not_applicable" or (f.worst not in ("fail", "review") and f.outcome == "unknown")
    ]
    assert len(run["results"]) == len(report.findings) - len(silent) < 25_000
    assert run["tool"]["driver"]["informationUri"].startswith("https://")


def test_sarif_calls_a_file_by_one_address_and_an_absolute_one_in_full(book, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "项目 1.yaml"
    file.write_text("records: [{id: P1, subject: project, site.district: 万州区}]", encoding="utf-8")
    run = json.loads(sarif.write(book.check(file, "2023-06-01"), Options()))["runs"][0]
    named = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert named == {artifact["location"]["uri"] for artifact in run["artifacts"]} == {file.as_uri()}


#: The attributes that the schema of Jenkins (xunit-plugin, junit-10.xsd) knows; an unknown one makes a report invalid.
ATTRIBUTES = {
    "testsuites": "name time tests failures errors",
    "testsuite": "name tests failures errors group time skipped timestamp hostname id package file log url",
    "testcase": "name time classname group",
    "properties": "",
    "property": "name value",
    "failure": "type message",
    "error": "type message",
    "skipped": "type message",
}


def test_junit_keeps_to_the_schema_of_jenkins_and_every_case_has_a_name_of_its_own(report: Report) -> None:
    root = ElementTree.fromstring(junit.write(report, Options()))
    strange = {(e.tag, name) for e in root.iter() for name in e.attrib if name not in ATTRIBUTES[e.tag].split()}
    assert strange == set()
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(cases)) == len(cases) == len(report.findings)


def test_junit_has_a_suite_a_record_and_counts_that_add_up(report: Report) -> None:
    root = ElementTree.fromstring(junit.write(report, Options()))
    suites = root.findall("testsuite")
    assert [suite.find("properties/property[@name='record']").get("value") for suite in suites] == [
        s.record for s in report.subjects
    ]  # type: ignore[union-attr]
    for suite, subject in zip(suites, report.subjects, strict=True):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase")) == len(report.where(record=subject.record))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == subject.counts["fail"]
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error")) == subject.counts["error"]
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert int(root.get("tests", "")) == len(report.findings)


def test_junit_follows_the_policy_for_what_is_unknown(report: Report) -> None:
    strict = replace(report, policy={"fail_on": ["fail", "unknown"]})
    failures = ElementTree.fromstring(junit.write(strict, Options())).findall("testsuite/testcase/failure")
    assert sum(failure.get("type") == "unknown" for failure in failures) == report.counts["unknown"]
    calm = ElementTree.fromstring(junit.write(report, Options())).findall("testsuite/testcase/skipped")
    kinds = Counter(skipped.get("type") for skipped in calm)
    assert kinds["unknown"] + kinds["later"] + kinds["harmless"] == report.counts["unknown"]
    assert kinds["later"] == report.standing.missing.later


def test_junit_fails_a_record_that_stands_where_the_policy_says(report: Report) -> None:
    for word, waits in (
        ("judge", lambda f: f.outcome == "review" and not f.decided),
        (
            "missing",
            lambda f: f.outcome == "error" or (f.outcome == "unknown" and f.worst in ("fail", "review") and not f.later),
        ),
    ):
        strict = replace(report, policy={"fail_on": [word]})
        cases = ElementTree.fromstring(junit.write(strict, Options())).findall("testsuite/testcase[@name='verdict']/failure")
        assert [case.get("type") for case in cases] == [word] * len({f.record for f in report.findings if waits(f)})
        assert strict.failed


def test_junit_fails_a_record_on_which_nothing_was_checked(book) -> None:  # type: ignore[no-untyped-def]
    report = book.check(
        {"subject": "project", "id": "P1", "site.district": "黔江区"}, "2023-06-01", rules=["wz-145/eia-approved"]
    )
    assert report.verdict == "nothing_checked"
    cases = ElementTree.fromstring(junit.write(report, Options())).findall("testsuite/testcase[@name='verdict']/failure")
    assert [case.get("type") for case in cases] == ["nothing_checked"]


def test_junit_survives_text_that_xml_cannot_hold(book) -> None:  # type: ignore[no-untyped-def]
    report = book.check({"subject": "project", "id": "P\x01", "name": HOSTILE + "\x00\ud800"}, "2023-06-01")
    suite = ElementTree.fromstring(junit.write(report, Options()).encode()).find("testsuite")
    assert suite is not None
    assert HOSTILE in suite.get("name", "")


def test_json_lines_are_the_findings_of_the_json(report: Report) -> None:
    assert [json.loads(line) for line in lines.write(report, Options()).splitlines()] == json.loads(report.to_json())[
        "findings"
    ]


def test_markdown_rows_are_not_broken_by_text(hostile: Report) -> None:
    text = markdown.write(hostile, Options())
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}
    assert "<img" not in text.replace("\\<", "")
