"""A plan by the path of its folder, wherever it lies and whatever its level; messages carry the path that was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck import load
from ecocheck.errors import RuleSourceError, UnknownName

from .running import run
from .tiny_rulebook import CLAUSES, DOCUMENT, RULE, Tiny

LEVELS = ("pack", "district", "municipality", "law", "standard")
ELSEWHERE = DOCUMENT.replace("[little]", "[]")
INDICATORS = """\
ecocheck: 1
document: kz-155
rows:
  - clause: kz-155/c1
    code: forest.coverage
    scope: {kind: district, zh: 万州区}
    baseline: {year: 2025, value: 58}
    target: {due: 2030, ge: 60}
"""
PLAN = """\
ecocheck: 1
id: kz-155
title: {zh: 开州规划, en: a plan of Kaizhou}
level: district
area: "500101"
period: [2026, 2030]
"""
REGISTER = """\
ecocheck: 1
document: kz-155
clauses:
  - {id: kz-155/c1, section: "1", anchor: 森林, say: {zh: 森林覆盖率达到60%, en: Forest cover reaches 60 %}, force: expected, form: indicator}
  - {id: kz-155/c2, section: "2", anchor: 岸线, say: {zh: 一公里内不得新建, en: Nothing new within 1 km}, force: mandatory, form: ban}
"""
RULES = """\
ecocheck: 1
document: kz-155
rules:
  - id: kz-155/bank
    title: {zh: 岸线一公里内不新建, en: Nothing new within 1 km of the bank}
    clause: kz-155/c2
    subject: project
    kind: prohibition
    modality: strict
    in_force: {judged_on: [as_of]}
    require: {site.distance.yangtze_system_bank: {gt: 1 km}}
    topic: space
    tests:
      - {name: at one kilometre, as_of: 2027-01-01, given: {site.distance.yangtze_system_bank: 1 km}, expect: pass}
"""


def made(folder: Path, name: str, level: str, text: str = "") -> Path:
    """A folder with a document of a level, a clause and a rule."""
    home = folder / name
    home.mkdir(parents=True)
    (home / "document.yaml").write_text(ELSEWHERE.replace("tiny", name).replace("district", level), encoding="utf-8")
    (home / "clauses.yaml").write_text(CLAUSES.replace("tiny", name), encoding="utf-8")
    (home / "rules.yaml").write_text(RULE.replace("tiny", name) + (text or "    require: never\n"), encoding="utf-8")
    return home


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district plan in `plans/kz-155`, below where the user stands."""
    home = tmp_path / "plans" / "kz-155"
    home.mkdir(parents=True)
    files = {"document": PLAN, "clauses": REGISTER, "rules": RULES, "indicators": INDICATORS}
    for name, text in files.items():
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return home


@pytest.mark.parametrize("level", LEVELS)
def test_a_folder_outside_the_shipped_rules_is_loaded_whatever_its_level(tiny: Tiny, tmp_path: Path, level: str) -> None:
    book = load(made(tmp_path, "mine", level), root=tiny.root)
    assert book.plans == ("mine",)
    assert [rule.id for rule in book.rules] == ["mine/r1"]


def test_a_folder_inside_the_rules_may_be_named_by_its_path_too(tiny: Tiny) -> None:
    assert load(tiny.root / "tiny", root=tiny.root).plans == ("tiny",)


def test_two_folders_are_loaded_at_once(tiny: Tiny, tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", "district"), made(tmp_path / "far", "other", "pack")
    book = load(one, "little", other, root=tiny.root)
    assert book.plans == ("one", "tiny", "other")
    assert sorted(rule.id for rule in book.rules) == ["one/r1", "other/r1"]


def test_a_folder_of_folders_is_all_of_its_plans_once(tiny: Tiny, tmp_path: Path) -> None:
    one = made(tmp_path / "both", "one", "district")
    made(tmp_path / "both", "other", "pack")
    assert load(tmp_path / "both", one, root=tiny.root).plans == ("one", "other")


def test_two_folders_of_one_name_keep_their_files_apart(tiny: Tiny, tmp_path: Path) -> None:
    first, second = made(tmp_path / "a", "same", "district"), made(tmp_path / "b", "same", "district")
    for name in ("document.yaml", "clauses.yaml", "rules.yaml"):
        (second / name).write_text((second / name).read_text(encoding="utf-8").replace("same", "second"), encoding="utf-8")
    book = load(first, second, root=tiny.root)
    assert [(rule.id, rule.file) for rule in book.rules] == [("same/r1", "same/rules.yaml"), ("second/r1", "same 2/rules.yaml")]


def test_a_folder_without_a_document_is_refused_by_its_path(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownName, match=r"empty holds no document\.yaml"):
        load(tmp_path / "empty", root=tiny.root)


def test_what_is_wrong_in_a_folder_is_told_by_the_path_that_was_typed(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "drafts", "mine", "district", "    require: nver\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuleSourceError) as refused:
        load("drafts/mine", root=tiny.root)
    assert refused.value.problems[0].text("en").startswith("drafts/mine/rules.yaml:")


def test_lint_test_and_progress_take_the_folder_of_a_district_plan(
    plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lint = run(monkeypatch, capsys, "lint", "plans/kz-155", "--lang", "en")
    assert (lint.status, lint.err) == (1, "")
    assert "plans/kz-155/rules.yaml:14: error test-kind kz-155/bank: among the tests there is none for: " in lint.out
    tested = run(monkeypatch, capsys, "test", "plans/kz-155/rules.yaml", "--lang", "en")
    assert tested.out.startswith("plans/kz-155/rules.yaml:14: kz-155/bank :: at one kilometre\n")
    assert tested.out.endswith("1 rules, 1 tests, 1 failed\n")
    Path("figures.yaml").write_text("figures:\n  - {indicator: 森林覆盖率, unit: '%', years: {2028: 59.2}}\n", encoding="utf-8")
    assert "60.0%" in run(monkeypatch, capsys, "progress", "figures.yaml", "--plan", "plans/kz-155").out
    Path("case.yaml").write_text("records:\n  - {id: P1, subject: project, site.distance.yangtze_system_bank: 1 km}\n")
    checked = run(monkeypatch, capsys, "check", "case.yaml", "--plan", "plans/kz-155", "--as-of", "2027-01-01", "--lang", "en")
    assert "fail Nothing new within 1 km of the bank  kz-155/bank" in checked.out


def test_a_rule_and_a_clause_of_a_folder_are_shown(
    plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, capsys, "show", "kz-155/bank").status == 2
    for name in ("kz-155/bank", "kz-155/c2"):
        shown = run(monkeypatch, capsys, "show", name, "--plan", "plans/kz-155", "--lang", "en")
        assert "kz-155/bank  Nothing new within 1 km of the bank" in shown.out


@pytest.mark.parametrize(("area", "plan"), [("万州区", "wz-145"), ("武隆区", "wl-145"), ("重庆市", "cq-145")])
def test_a_plan_is_found_by_the_name_of_its_area(area: str, plan: str) -> None:
    assert ecocheck.load(area).plans == (plan,)
