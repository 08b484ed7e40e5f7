"""Programs that use ecocheck as strangers do: they run, and a type checker sees what they hold in their hands."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WRONG = """\
from datetime import date

import ecocheck
from ecocheck.models import Project, ProjectBoilersItem

book = ecocheck.load("wanzhou")
plant = Project(id="P1", project_industri="C2614")
plant.site_distance_yangtze_system_bank = object()
Project(project_boilers=[ProjectBoilersItem(fule="coal")])
report = book.check(plant, as_of=date(2023, 6, 1), fail_on="fial")
report.where(outcome="failed")
report.where(reason="because")
book.rules_for("prject")
book.check_table([], outcomes=["passed"])
report.findings[0].outcome = "pass"
report.counts["fail"] = 0
report.to_frame("panda")
book.assess([], year=2023).where(status="late")
# what follows is right
report.where(outcome=report.findings[0].outcome, record=["P1"], item="B1")
report.to_dict(outcomes=("fail", ecocheck.Outcome.REVIEW))
row: ecocheck.Standing = book.assess([], year="2023").where(status=("ahead", "behind"))[0]
"""


def test_the_typed_client_of_the_examples_runs() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "examples/typed_client/plant.py"], cwd=ROOT, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "yrpl-2020/chem-1km (yrpl-2020/art26-2) missed by 0.36 km",
        "wz-145/chem-1km (wz-145/c470) missed by 0.36 km",
        "complies 1 1",
    ]


def test_every_example_of_the_page_runs() -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    found = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=flags, encoding="utf-8")
    assert (found.failed, found.attempted > 15) == (0, True)


def test_a_type_checker_sees_every_slip_of_a_client(tmp_path: Path) -> None:
    pytest.importorskip("basedpyright")
    client = tmp_path / "client.py"
    client.write_text(WRONG, encoding="utf-8")
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"typeCheckingMode": "standard", "extraPaths": [str(ROOT / "src")]}), encoding="utf-8"
    )
    asked = [sys.executable, "-m", "basedpyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(tmp_path)]
    found = json.loads(subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True).stdout)
    errors = {one["range"]["start"]["line"] + 1 for one in found["generalDiagnostics"] if one["severity"] == "error"}
    assert errors == set(range(7, 19))


def test_the_types_of_the_models_are_those_that_the_vocabulary_makes() -> None:
    from ecocheck.authoring.model_stubs import PLACE, stubs
    from ecocheck.plans import load

    assert PLACE.read_text(encoding="utf-8") == stubs(load().vocabulary), "nox -s stubs -- --write"
