"""`ecocheck readings` shows a second reader what to read and never the rule, and stamps what agrees with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import run

PLAN = {
    "document.yaml": """\
ecocheck: 1
id: wz-155
title: {zh: 十五五规划, en: the next plan}
level: district
area: '500101'
period: [2026, 2030]
effective: 2026-01-01
expires: 2030-12-31
""",
    "clauses.yaml": """\
ecocheck: 1
document: wz-155
clauses:
  - id: wz-155/c1
    section: '3.2'
    line: 41
    anchor: 不得新建燃煤锅炉
    say: {zh: 建成区不得新建燃煤锅炉, en: No new coal boiler in the built-up area}
    force: mandatory
    form: ban
  - {id: wz-155/c2, section: '4.1', line: 57, anchor: 开展研究, say: {zh: 开展研究, en: Studies}, form: duty}
""",
    "rules.yaml": """\
ecocheck: 1
document: wz-155
rules:
  - id: wz-155/no-new-coal-boiler
    title: {zh: 建成区不新建燃煤锅炉, en: No new coal boiler in the built-up area}
    clause: wz-155/c1
    subject: project
    kind: prohibition
    modality: strict
    applies_when: {site.zone.built_up: {eq: yes}, project.construction: {in: [new]}}
    require: {project.involves: {not_in: [coal]}}
    topic: air
""",
}
BLANK = """\
ecocheck: 1
document: wz-155
readings:
  - clause: wz-155/c1  # 3.2 “不得新建燃煤锅炉”
    binds:
    who:
    must:
    modality:
    limits: []
    triggers: []
    exceptions: []

"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "wz-155"
    folder.mkdir()
    for name, text in PLAN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _filled(plan: Path, binds: str) -> None:
    text = BLANK.replace("binds:", f"binds: {binds}").replace("who:", "who: 建成区").replace("must:", "must: 不新建燃煤锅炉")
    (plan / "readings.yaml").write_text(text.replace("modality:", "modality: strict"), encoding="utf-8")


def test_what_is_unread_is_listed_without_its_rule(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(monkeypatch, capsys, "readings", str(plan), "--lang", "en").out
    assert said == "wz-155/c1  line 41  3.2  “不得新建燃煤锅炉”\n1 clauses want a second reader\n"
    assert run(monkeypatch, capsys, "readings", str(plan), "--blank").out.rstrip() == BLANK.rstrip()


def test_a_reading_that_agrees_is_stamped_once_and_is_unread_no_more(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(plan, "project")
    words = ("readings", str(plan), "--stamp", "--by", "王工: 二", "--on", "2026-12-01", "--lang", "en")
    ran = run(monkeypatch, capsys, *words)
    assert (ran.status, ran.out) == (0, "1 readings stamped, 0 differ from their rules\n")
    stamped = (plan / "readings.yaml").read_text(encoding="utf-8")
    assert "    read: {by: '王工: 二', on: 2026-12-01, digest: " in stamped
    assert run(monkeypatch, capsys, "readings", str(plan), "--lang", "en").out == "0 clauses want a second reader\n"
    assert run(monkeypatch, capsys, *words).out == "0 readings stamped, 0 differ from their rules\n"
    assert (plan / "readings.yaml").read_text(encoding="utf-8") == stamped
    assert (
        "read by a second reader: 王工: 二 2026-12-01"
        in run(monkeypatch, capsys, "show", "wz-155/c1", "--plan", str(plan), "--lang", "en").out
    )


def test_a_reading_that_differs_is_not_stamped(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(plan, "facility")
    before = (plan / "readings.yaml").read_text(encoding="utf-8")
    ran = run(monkeypatch, capsys, "readings", str(plan), "--stamp", "--by", "a", "--on", "2026-12-01", "--lang", "en")
    assert ran.status == 1
    assert "wz-155/c1: who is bound: is said to bind facility" in ran.out
    assert (plan / "readings.yaml").read_text(encoding="utf-8") == before


def test_a_stamp_needs_a_reader_a_day_and_readings(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, capsys, "readings", str(plan), "--stamp").status == 2
    ran = run(monkeypatch, capsys, "readings", str(plan), "--stamp", "--by", "a", "--on", "2026-12-01", "--lang", "en")
    assert ran.status == 2
    assert "there are no second readings" in ran.err
