"""The pytest plugin, run by pytest itself in projects of a few lines."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from ecocheck.testing import assertions, pytest_items, strategies

from ..packs import Pack

pytest_plugins = ["pytester"]

# Held in this process, so that the projects of the tests, which run in it, do not import and load it all again; numpy cannot be.
HELD = (assertions, pytest_items, strategies, numpy)

EXPECTED = """\
plan: ../rules/tiny
as_of: 2023-06-01
records:
  - id: P1
    subject: project
    project: {industry: [C2614], construction: new, in_park: no}
    project.distance: 1 km
    expect: {tiny/bank: fail, tiny/a-c2: unknown}
    verdict: breaks
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a small rulebook in `rules`, named in its settings, and a folder `tests`."""
    pytester.makepyprojecttoml(
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\necocheck_rules = ["rules"]\necocheck_lang = "en"\n'
    )
    Pack(pytester.path / "rules")
    pytester.mkdir("tests")
    return pytester


def put(project: pytest.Pytester, name: str, text: str) -> Path:
    path = project.path / "tests" / name
    path.write_text(text, encoding="utf-8")
    return path


def change(project: pytest.Pytester, old: str, new: str) -> None:
    path = project.path / "rules" / "tiny" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_without_the_setting_nothing_of_ecocheck_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys
        def test_it():
            ours = sorted(name for name in sys.modules if name.split(".")[0] == "ecocheck")
            assert ours == ["ecocheck", "ecocheck.testing", "ecocheck.testing.plugin", "ecocheck.version"]
            assert not {"yaml", "msgspec", "click"} & set(sys.modules)
        """
    )
    pytester.makefile(".yaml", **{"a.ecocheck": EXPECTED})
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_each_test_of_a_rule_is_an_item_named_after_both(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess("--collect-only", "-q")
    ran.stdout.fnmatch_lines(
        ["tiny/bank::at one kilometre", "tiny/bank::expansion, a step beyond", "tiny/bank::distance not given"]
    )


def test_the_items_run_and_the_summary_counts_rules_and_outcomes(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess()
    ran.assert_outcomes(passed=7)
    ran.stdout.fnmatch_lines(
        ["*= ecocheck =*", "tiny: 1 of 2 rules asserted; pass 1, fail 2, exempt 1, not_applicable 2, unknown 1"]
    )


def test_a_rule_made_wrong_turns_its_item_red_with_clause_and_limit(project: pytest.Pytester) -> None:
    change(project, "gt: 1 km", "ge: 1 km")
    ran = project.runpytest_inprocess()
    ran.assert_outcomes(passed=6, failed=1)
    ran.stdout.fnmatch_lines(
        [
            "the test 'at one kilometre' of the rule 'No chemical project within 1 km of the bank' fails (rules.yaml:*)",
            "  expected fail, found pass",
            "*clause:*tiny/c1 little plan, 1 “一公里范围内禁止新建”",
            "*limit:*bank distance is at least 1 km (exactly at the limit)",
            "FAILED tiny/bank::at one kilometre*",
        ]
    )
    assert "Traceback" not in ran.stdout.str()


def test_rules_that_cannot_be_read_are_one_error_with_file_and_line(project: pytest.Pytester) -> None:
    change(project, "modality: strict", "modality: strictly")
    ran = project.runpytest_inprocess()
    ran.assert_outcomes(errors=1)
    ran.stdout.fnmatch_lines(["rules/tiny/rules.yaml:9:*modality*did you mean 'strict'*"])


def test_a_name_in_the_setting_that_does_not_exist_is_a_usage_error(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess("-o", "ecocheck_rules=rules/other")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    ran.stderr.fnmatch_lines(["*'rules/other' is neither a file or folder*nor a shipped plan*"])


def test_a_shipped_document_can_be_named(project: pytest.Pytester) -> None:
    ran = project.runpytest_inprocess("-o", "ecocheck_rules=yrpl-2020", "--collect-only", "-q")
    ran.stdout.fnmatch_lines(["yrpl-2020/chem-1km::*"])


def test_with_paths_on_the_command_line_only_those_are_collected(project: pytest.Pytester) -> None:
    put(project, "test_one.py", "def test_one(): pass\n")
    project.runpytest_inprocess("tests/test_one.py").assert_outcomes(passed=1)
    project.runpytest_inprocess("rules/tiny/rules.yaml").assert_outcomes(passed=7)
    project.runpytest_inprocess().assert_outcomes(passed=8)


def test_expectation_files_give_an_item_for_each_outcome_and_verdict(project: pytest.Pytester) -> None:
    put(project, "plan.ecocheck.yaml", EXPECTED)
    ran = project.runpytest_inprocess("tests", "-v")
    ran.assert_outcomes(passed=3)
    ran.stdout.fnmatch_lines(
        [
            "tests/plan.ecocheck.yaml::P1::tiny/bank PASSED*",
            "tests/plan.ecocheck.yaml::P1::tiny/a-c2 PASSED*",
            "*::P1::verdict PASSED*",
        ]
    )
    ran.stdout.fnmatch_lines(
        ["tiny: 2 of 2 rules asserted; fail 1, unknown 1", "  tiny/a-c2: unknown 1", "  tiny/bank: fail 1"]
    )


def test_an_expectation_that_does_not_hold_says_what_was_found(project: pytest.Pytester) -> None:
    put(project, "plan.ecocheck.yaml", EXPECTED.replace("tiny/bank: fail", "tiny/bank: pass").replace("breaks", "complies"))
    ran = project.runpytest_inprocess("tests")
    ran.assert_outcomes(passed=1, failed=2)
    ran.stdout.fnmatch_lines(["*rule tiny/bank should find 'pass', but finds 'fail'", "*limit:*exactly at the limit*"])
    ran.stdout.fnmatch_lines(["*the verdict should be 'complies' but is 'breaks a rule'"])


def test_a_rule_that_an_expectation_misspells_is_a_failure_with_the_nearest_name(project: pytest.Pytester) -> None:
    put(project, "plan.ecocheck.yaml", EXPECTED.replace("tiny/bank", "tiny/bunk"))
    ran = project.runpytest_inprocess("tests")
    ran.assert_outcomes(passed=2, failed=1)
    ran.stdout.fnmatch_lines(["there is no rule 'tiny/bunk'; did you mean 'tiny/bank'?"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fail,", "failed,", "*x.ecocheck.yaml:8:*there is no outcome 'failed'*"),
        ("as_of", "as_off", "*x.ecocheck.yaml:2:*no such key*"),
        ("1 km", "one mile", "*x.ecocheck.yaml:7:*"),
        ("subject: project", "subject: spaceship", "*x.ecocheck.yaml:4:*'spaceship' is no subject*"),
        ("    expect: {tiny/bank: fail, tiny/a-c2: unknown}\n    verdict: breaks\n", "", "*says no expected outcome*"),
    ],
)
def test_a_slip_in_an_expectation_file_is_an_error_with_its_place(
    project: pytest.Pytester, old: str, new: str, said: str
) -> None:
    assert old in EXPECTED
    put(project, "x.ecocheck.yaml", EXPECTED.replace(old, new))
    ran = project.runpytest_inprocess("tests")
    ran.assert_outcomes(errors=1)
    ran.stdout.fnmatch_lines([said])


PYTHON = """
from ecocheck.testing import assert_complies, assert_outcome
WORKS = {"id": "P1", "subject": "project", "project": {"industry": ["C2614"], "construction": "new", "in_park": False}}
def test_far(): assert_complies(WORKS | {"project.distance": "2 km"}, rules=["tiny/bank"])
def test_near(): assert_complies(WORKS | {"project.distance": "500 m"}, rules=["tiny/bank"])
"""


def test_plan_and_day_of_the_options_serve_assertions_that_name_none(project: pytest.Pytester) -> None:
    put(project, "test_works.py", PYTHON)
    ran = project.runpytest_inprocess("tests", "--ecocheck-plan", "rules/tiny", "--ecocheck-as-of", "2023-06-01")
    ran.assert_outcomes(passed=1, failed=1)
    ran.stdout.fnmatch_lines(
        ["*test_near*", "E *1 broken*", "E *limit:*(missed by 0.5 km)*", "tests/test_works.py:5: ComplianceError"]
    )
    ran.stdout.fnmatch_lines(["tiny: 1 of 2 rules asserted; pass 1, fail 1"])
    # Long after the end of the plan the same clause is not in force.
    ran = project.runpytest_inprocess("tests", "--ecocheck-plan", "rules/tiny", "--ecocheck-as-of", "2027-06-01")
    ran.assert_outcomes(failed=2)
    ran.stdout.fnmatch_lines(["E *no clause addressed it, so nothing was checked"])


def test_without_a_day_the_test_is_told_so(project: pytest.Pytester) -> None:
    put(project, "test_works.py", PYTHON)
    ran = project.runpytest_inprocess("tests", "--ecocheck-plan", "rules/tiny")
    ran.assert_outcomes(failed=2)
    ran.stdout.fnmatch_lines(["E *nothing says on which day to judge*"])


def test_the_language_can_be_chosen_for_a_run(project: pytest.Pytester) -> None:
    put(project, "plan.ecocheck.yaml", EXPECTED.replace("tiny/bank: fail", "tiny/bank: pass"))
    ran = project.runpytest_inprocess("tests", "--ecocheck-lang", "zh")
    ran.stdout.fnmatch_lines(["建设项目 P1（判定日 2023-06-01）：规则 tiny/bank 的结论应为“符合”，实为“不符合”"])


def test_in_several_processes_it_collects_and_counts_the_same(project: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    put(project, "plan.ecocheck.yaml", EXPECTED)
    ran = project.runpytest_subprocess("-n", "2")
    ran.assert_outcomes(passed=10)
    ran.stdout.fnmatch_lines(["tiny: 2 of 2 rules asserted; pass 1, fail 3, exempt 1, not_applicable 2, unknown 2"])
