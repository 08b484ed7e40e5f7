"""What a program holds in its hand after a check: nothing in it can be changed, it filters, counts, and becomes data of any kind."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

import ecocheck
from ecocheck.errors import OutputRefused, UnknownName
from ecocheck.evaluation.explain.reasons import REASONS as EXPLAINED
from ecocheck.findings.filters import REASONS
from ecocheck.findings.policy import FAIL_ON
from ecocheck.findings.report import VERDICTS
from ecocheck.logic.outcomes import OutcomeName
from ecocheck.reports.assessment import Assessment
from ecocheck.vocabulary.model import SUBJECTS, SubjectName

DAY = "2023-06-01"
BANK = "site.distance.yangtze_system_bank"
WORKS: dict[str, Any] = {
    "subject": "project", "id": "W1", "name": "<b>江边化工</b>", "project.industry": ["C2614"], "project.construction": ["new"],
    BANK: {"value": "640 m", "source": "图"}, "project.involves": {"coal": "yes"},
    "project.boilers": [{"id": "B1", "fuel": "coal", "capacity": "10 t/h"}, {"id": "B2", "fuel": ["natural_gas"]}],
}  # fmt: skip
TRUCK = {"subject": "vehicle", "id": "T1"}
CHEM = "wz-145/chem-1km"


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


@pytest.fixture(scope="module")
def report(book: ecocheck.Rulebook) -> ecocheck.Report:
    return book.check([WORKS, TRUCK], as_of=DAY)


@pytest.fixture(scope="module")
def assessment(book: ecocheck.Rulebook) -> Assessment:
    return book.assess([{"indicator": "环境空气质量优良天数", "2022": 340, "2023": 350}], year=2023)


def inside(value: Any) -> Iterator[Any]:
    """A value and all that can be reached from it."""
    yield value
    if isinstance(value, Mapping):
        members: Any = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list):
        members = value
    else:
        members = [getattr(value, name) for name in getattr(value, "__struct_fields__", ())]
    for member in members:
        yield from inside(member)


def test_nothing_in_a_result_can_be_changed(report: ecocheck.Report, assessment: Assessment) -> None:
    for result in (report, assessment):
        assert {type(one) for one in inside(result) if type(one) in (dict, list, set, bytearray)} == set()
    finding = report.where("fail", record="W1")[0]
    with pytest.raises(AttributeError):
        finding.outcome = "pass"  # type: ignore[misc,assignment]
    changes = (
        lambda: finding.observed.clear(),  # type: ignore[attr-defined]
        lambda: finding.in_force.update({"to": "1999-01-01"}),  # type: ignore[attr-defined]
        lambda: finding.trace[0].pop("truth"),  # type: ignore[attr-defined]
        lambda: report.policy.setdefault("fail_on", ()),  # type: ignore[attr-defined]
        lambda: report.counts.__setitem__("fail", 0),  # type: ignore[attr-defined]
        lambda: assessment.counts.popitem(),  # type: ignore[attr-defined]
    )
    for change in changes:
        with pytest.raises(TypeError, match="cannot be changed"):
            change()


def test_what_one_caller_does_to_a_result_no_other_sees(book: ecocheck.Rulebook) -> None:
    def text() -> str:
        return book.check(WORKS, as_of=DAY).to_json()

    before = text()
    for finding in book.check(WORKS, as_of=DAY):
        for held in inside(finding.to_dict()):
            if isinstance(held, dict | list):
                held.clear()
    assert text() == before


def test_results_hash_by_what_they_say(book: ecocheck.Rulebook, report: ecocheck.Report, assessment: Assessment) -> None:
    again = book.check([WORKS, TRUCK], as_of=DAY)
    assert again == report
    assert hash(again) == hash(report)
    assert len({*report, *again}) == len(report)
    assert len({assessment, pickle.loads(pickle.dumps(assessment))}) == 1


def test_a_report_counts_iterates_and_says_what_it_is(
    book: ecocheck.Rulebook, report: ecocheck.Report, assessment: Assessment
) -> None:
    assert len(report) == len(list(report)) == sum(report.counts.values())
    assert repr(report).startswith("<Report breaks: 2 records, ")
    assert len(repr(report)) < 200
    assert f"{report.counts['fail']} fail" in repr(report)
    assert repr(report.where("fail")[0]).startswith("Finding(rule='")
    assert len(assessment) == len(assessment.rows)
    assert repr(assessment).startswith("<Assessment wz-145 2023: ")
    assert book.check(WORKS, as_of=DAY, rules=())  # a report is true, with findings or without
    assert len(book.check(WORKS, as_of=DAY, rules=())) == 0


def test_a_notebook_shows_what_is_broken_and_open_and_escapes_what_a_record_says(
    book: ecocheck.Rulebook, assessment: Assessment
) -> None:
    strange = {**WORKS, "id": "<script>alert(1)</script>"}
    page = book.check(strange, as_of=DAY)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert CHEM in page
    assert page.count("<tr") <= 51
    assert "优良天数" in assessment._repr_html_()


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"item": "B1"}, lambda f: f.item == "B1"),
        ({"item": ["B1", "B2"], "outcome": "unknown"}, lambda f: f.item in ("B1", "B2") and f.outcome == "unknown"),
        ({"clause": "wz-145/c470"}, lambda f: "wz-145/c470" in f.clauses),
        ({"clause": "c470"}, lambda f: any(name.endswith("/c470") for name in f.clauses)),
        ({"topic": "air"}, lambda f: f.topic == "air"),
        ({"reason": "out_of_scope", "record": "W1"}, lambda f: f.reason == "out_of_scope" and f.record == "W1"),
        ({"rule": CHEM}, lambda f: f.rule == CHEM),
        ({"document": ["wz-145", "yrpl-2020"]}, lambda f: f.document in ("wz-145", "yrpl-2020")),
        ({"outcome": (ecocheck.Outcome.FAIL, "unknown")}, lambda f: f.outcome in ("fail", "unknown")),
    ],
    ids=lambda one: str(one) if isinstance(one, dict) else "",
)
def test_findings_are_filtered_by_what_they_are_about(report: ecocheck.Report, asked: Any, holds: Any) -> None:
    found = report.where(**asked)
    assert found == tuple(finding for finding in report.findings if holds(finding))
    assert found


@pytest.mark.parametrize(
    "asked",
    [{"outcome": "fial"}, {"outcome": ["fail", "passed"]}, {"reason": "no_reason"}, {"record": "W2"}, {"rule": "wz-145/chem-1kn"},
     {"rule": "xx-145/chem-1km"}, {"document": "wz-155"}, {"clause": "c9999"}, {"topic": "aire"}],
    ids=str,
)  # fmt: skip
def test_a_filter_for_what_does_not_exist_is_refused(report: ecocheck.Report, asked: Any) -> None:
    with pytest.raises(UnknownName):
        report.where(**asked)


def test_a_rule_that_exists_and_found_nothing_is_an_empty_answer(book: ecocheck.Rulebook) -> None:
    report = book.check(TRUCK, as_of=DAY)
    assert report.where(rule=CHEM) == ()
    assert pickle.loads(pickle.dumps(report)).where(rule=CHEM) == ()


@pytest.mark.parametrize("named", ["fial", "failed", ["fail", "complies?"], "fail,error"])
def test_a_policy_of_unknown_words_is_refused(book: ecocheck.Rulebook, named: Any) -> None:
    with pytest.raises(UnknownName):
        book.check(WORKS, as_of=DAY, fail_on=named)


@pytest.mark.parametrize("word", FAIL_ON)
def test_a_bare_word_is_a_policy_of_one(book: ecocheck.Rulebook, word: Any) -> None:
    one, several = (book.check(WORKS, as_of=DAY, rules=[CHEM], fail_on=named) for named in (word, [word]))
    assert one.policy == {"fail_on": (word,)}
    assert one.failed == several.failed == (word in ("fail", "breaks"))


def test_bare_texts_and_strangers_elsewhere(book: ecocheck.Rulebook) -> None:
    assert {finding.rule for finding in book.check(WORKS, as_of=DAY, rules=CHEM)} == {CHEM}
    assert book.check_table([{**WORKS, BANK: 0.64}], as_of=DAY, outcomes="fail").num_rows
    for wrong in (
        lambda: book.rules_for("prject"),  # type: ignore[arg-type]
        lambda: book.check(WORKS, as_of=DAY, rules=["wz-145/chem-2km"]),
        lambda: book.check_table([WORKS], as_of=DAY, outcomes="fial"),  # type: ignore[arg-type]
        lambda: book.check_table([WORKS], subject="prject", as_of=DAY),  # type: ignore[arg-type]
        lambda: book.check_table([WORKS], as_of=DAY, out="finding"),  # type: ignore[arg-type]
    ):
        with pytest.raises(UnknownName):
            wrong()


def test_an_assessment_is_filtered_and_refuses_strangers(assessment: Assessment) -> None:
    assert {row.code for row in assessment.where(code=["air.good_days"])} == {"air.good_days"}
    assert assessment.where(clause="c470") == ()
    assert assessment.where(reason="not_due") == tuple(row for row in assessment if row.reason == "not_due") != ()
    for asked in ({"status": "late"}, {"outcome": "failed"}, {"reason": "because"}):
        with pytest.raises(UnknownName):
            assessment.where(**asked)  # type: ignore[arg-type]


def test_the_words_of_signatures_are_those_of_the_engine() -> None:
    assert set(get_args(OutcomeName)) == {str(outcome) for outcome in ecocheck.Outcome}
    assert set(get_args(SubjectName)) == set(SUBJECTS)
    assert set(EXPLAINED) < set(REASONS)
    assert set(FAIL_ON) == {*get_args(OutcomeName), *VERDICTS, "judge", "missing"} - {"refused"}


def test_a_dict_of_some_outcomes_keeps_verdict_and_counts(report: ecocheck.Report, assessment: Assessment) -> None:
    whole, part = report.to_dict(), report.to_dict(outcomes=("fail", "review"))
    assert {one["outcome"] for one in part["findings"]} <= {"fail", "review"}
    assert part["findings"] == [one for one in whole["findings"] if one["outcome"] in ("fail", "review")]
    assert {key: value for key, value in part.items() if key != "findings"} == {
        key: value for key, value in whole.items() if key != "findings"
    }
    assert json.loads(report.to_json(outcomes="fail")) == report.to_dict(outcomes="fail")
    assert [row["outcome"] for row in assessment.to_dict(outcomes="not_applicable")["rows"]] == [
        row.outcome for row in assessment if row.outcome == "not_applicable"
    ]
    with pytest.raises(UnknownName):
        report.to_dict(outcomes="broken")  # type: ignore[arg-type]


def test_a_result_is_plain_data_for_whoever_asks(report: ecocheck.Report, assessment: Assessment) -> None:
    fastapi = pytest.importorskip("fastapi.encoders")
    finding = report.where("fail", record="W1")[0]
    for result in (report, assessment, finding, report.receipt, report.subjects[0], assessment.rows[0]):
        assert fastapi.jsonable_encoder(result) == json.loads(json.dumps(result.to_dict()))
    assert fastapi.jsonable_encoder({"worst": [finding], "title": finding.title}) == {
        "worst": [json.loads(json.dumps(finding.to_dict()))],
        "title": {"zh": finding.title.zh, "en": finding.title.en},
    }


def test_problems_are_part_of_a_result_like_all_else(book: ecocheck.Rulebook) -> None:
    fastapi = pytest.importorskip("fastapi.encoders")
    report = book.check({**WORKS, BANK: "3 kg", "project.colour": "red", "project.industry": ["C9999"]}, as_of=DAY)
    assert len(report.problems) == 3
    assert {type(one) for one in inside(report.problems) if type(one) in (dict, list, set)} == set()
    assert hash(report) == hash(pickle.loads(pickle.dumps(report)))
    assert fastapi.jsonable_encoder(report.problems) == report.to_dict()["problems"]


@pytest.mark.parametrize("lang", ["de", "", None, "ZH"])
def test_another_language_is_refused(report: ecocheck.Report, assessment: Assessment, lang: Any, tmp_path: Path) -> None:
    for save in (report.save, assessment.save):
        with pytest.raises(UnknownName):
            save(tmp_path / "x.html", lang=lang)
    assert list(tmp_path.iterdir()) == []


def test_a_service_may_return_results_with_and_without_naming_their_type(
    report: ecocheck.Report, assessment: Assessment
) -> None:
    fastapi = pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient

    app = fastapi.FastAPI()
    app.get("/report", response_model=ecocheck.Report)(lambda: report)
    app.get("/findings", response_model=list[ecocheck.Finding])(lambda: list(report.where("fail")))
    app.get("/assessment", response_model=Assessment)(lambda: assessment)
    app.get("/bare", response_model=None)(lambda: report)
    client = TestClient(app)
    assert client.get("/report").json() == json.loads(report.to_json()) == client.get("/bare").json()
    assert client.get("/findings").json() == json.loads(report.to_json(outcomes="fail"))["findings"]
    assert client.get("/assessment").json() == json.loads(assessment.to_json())
    assert client.get("/openapi.json").status_code == 200


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_a_row_a_finding(library: Any, report: ecocheck.Report, assessment: Assessment) -> None:
    module = pytest.importorskip(library)
    found = report.to_frame(library)
    assert isinstance(found, module.DataFrame)
    assert [str(outcome) for outcome in found["outcome"]] == [str(finding.outcome) for finding in report]
    (row,) = (
        (found[found["rule"] == CHEM] if library == "pandas" else found.filter(rule=CHEM)).to_dict(
            **({"orient": "records"} if library == "pandas" else {"as_series": False})
        )
        if library == "pandas"
        else found.filter(rule=CHEM).to_dicts()
    )
    assert (row["record"], row["fact"], row["value"], row["op"], row["limit"], row["unit"]) == (
        "W1",
        BANK,
        0.64,
        "gt",
        1.0,
        "km",
    )
    assert row["margin"] == pytest.approx(-0.36)
    assert len(assessment.to_frame(library)) == len(assessment)


def test_arrow_has_the_same_columns_and_rows(report: ecocheck.Report, assessment: Assessment) -> None:
    table = report.to_arrow()
    assert table.column_names == list(report.to_frame("pandas").columns) == report.to_frame("polars").columns
    assert table.to_pylist() == report.to_frame("polars").to_dicts()
    assert assessment.to_arrow().to_pylist() == assessment.to_frame("polars").to_dicts()
    assert report.to_arrow().slice(0, 0).schema == ecocheck.load("wanzhou").check(WORKS, as_of=DAY, rules=()).to_arrow().schema


@pytest.mark.parametrize(("loaded", "given"), [("polars", "polars"), ("pandas", "pandas"), ("sys", "pandas"), ("", "")])
def test_the_frame_is_of_the_library_that_the_caller_has(loaded: str, given: str) -> None:
    code = (
        ("import sys; sys.modules.update(dict.fromkeys(('pandas', 'polars')))\n" if not loaded else f"import {loaded}\n")
        + "import ecocheck\n"
        + f"report = ecocheck.load('wanzhou').check({TRUCK!r}, as_of='{DAY}')\n"
        + "try:\n    print(type(report.to_frame()).__module__.split('.')[0])\nexcept ecocheck.errors.OutputRefused as e:\n    print(e.en)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == (given or "this needs pandas, polars, which is not installed")


def test_another_library_is_refused(report: ecocheck.Report) -> None:
    with pytest.raises(UnknownName, match="pandas"):
        report.to_frame("panda")  # type: ignore[arg-type]
    assert OutputRefused("reports.needs_package", packages=["pyarrow"], extra="batch").text("en").endswith("'ecocheck[batch]'")
