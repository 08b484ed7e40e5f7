"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ecocheck

from .running import run

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_command_prints_what_the_readme_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    command = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)[0].strip().rpartition("/ecocheck ")[2]
    printed = run(monkeypatch, capsys, *command.split())
    assert printed.status == 1
    shown = re.findall(r"^```text\n(.*?)^```", README, re.M | re.S)[0].splitlines()
    changing = re.compile(r"规则库 \w+")  # the digest changes with every rule
    lines = {changing.sub("", line).strip() for line in printed.out.splitlines()}
    missing = [line for line in shown if line.strip() not in ("…", "") and changing.sub("", line).strip() not in lines]
    assert not missing, missing


def test_the_python_example_does_what_its_remarks_say() -> None:
    code = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)[0]
    names: dict[str, object] = {}
    exec(code, names)
    report, finding = names["report"], names["finding"]
    assert isinstance(report, ecocheck.Report)
    assert report.verdict == "breaks"
    assert isinstance(finding, ecocheck.Finding)
    assert finding.margin is not None
    assert report.questions


def test_links_lead_somewhere() -> None:
    for page in (README, (ROOT / "README.zh.md").read_text(encoding="utf-8")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page):
            assert (ROOT / target).exists(), target
