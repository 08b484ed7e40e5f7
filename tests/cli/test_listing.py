"""`ecocheck coverage` counts a clause as what it is, and `show` says what kind of thing a rule is."""

from __future__ import annotations

import json

import pytest

from ..authoring.test_lint import own_pack
from ..running import run

FORMS = {"measured", "attested", "duty", "authority", "people", ""}


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    listed = json.loads(run(monkeypatch, capsys, "coverage", "--plan", "wulong", "--format", "json").out)
    return {row["id"]: row for row in listed}


def test_a_duty_that_no_record_can_touch_is_not_counted_as_measured(rows: dict[str, dict[str, object]]) -> None:
    assert {row["form"] for row in rows.values()} <= FORMS
    assert rows["wl-145/c781"]["form"] == "authority"  # 加强环境卫生监管, which names no record
    assert rows["wl-145/c248"]["form"] == "measured"
    assert rows["wl-145/c400"]["form"] == "attested"


def test_the_counts_of_a_plan_add_up(
    rows: dict[str, dict[str, object]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(monkeypatch, capsys, "coverage", "--plan", "wulong", "--lang", "en").out
    forms = said.splitlines()[0].partition("clauses:")[2]
    numbers = [int(word.strip(",")) for word in forms.split() if word.strip(",").isdigit()]
    assert sum(numbers) == len(rows)


def test_show_speaks_of_a_duty_as_a_duty(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(monkeypatch, capsys, "show", "wl-145/d-c781").out
    assert "一律不得" not in said
    assert "职责: 约束主管部门" in said
    assert "责任: 文化旅游部门" in said


def test_show_gives_an_indicator_its_target(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(monkeypatch, capsys, "show", "wl-145/i-c096").out
    assert "目标（2025 年）：≥ 96 %" in said.replace("≥96", "≥ 96").replace("96%", "96 %")


@pytest.mark.parametrize(
    "words",
    [("coverage",), ("docs", "-o", "pages"), ("show", "own/c1"), ("facts", "project"), ("rules",)],
    ids=lambda words: words[0],
)
def test_a_folder_of_rules_is_named_by_its_path_everywhere(words, monkeypatch, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    own_pack(tmp_path / "own", "duty")
    monkeypatch.chdir(tmp_path)
    ran = run(monkeypatch, capsys, *words, "--plan", "./own", "--lang", "en")
    assert (ran.status, ran.err) == (0, "")
    if words[0] == "coverage":
        assert ran.out.startswith("own ")
        assert "1 clauses" in ran.out
        assert len(ran.out.splitlines()) == 2  # no law, no other plan
    if words[0] == "docs":
        assert sorted(path.name.partition(".")[0] for path in (tmp_path / "pages").iterdir()) == ["own", "own"]
