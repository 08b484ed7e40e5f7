"""`ecocheck facts` leads to what a record may carry: by subject, by word, by plan, or one fact whole."""

from __future__ import annotations

import json

import pytest

import ecocheck
from ecocheck.rulebook.facts_asked import facts_asked

from ..running import Ran, run


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def asked(*words: str) -> Ran:
        return run(monkeypatch, capsys, "facts", *words)

    return asked


def test_a_list_of_facts_prints_codes_and_the_lists_of_things(facts) -> None:  # type: ignore[no-untyped-def]
    out = facts("project").out
    assert "new 新建" in out
    assert "清单 project.boilers 锅炉清单，每项可写：fuel, capacity" in out
    assert "GB/T 4754" in out
    assert "vehicle.kind" not in out


def test_a_word_is_looked_for_in_names_meanings_and_codes(facts) -> None:  # type: ignore[no-untyped-def]
    by_code = facts("--search", "加油站").out
    assert "facility.kinds" in by_code
    assert "site.distance" not in by_code
    assert "project.boilers" in facts("--search", "锅炉清单").out
    assert "project.construction" in facts("--search", "技改", "--lang", "en").out  # an alias of one of its codes
    assert "GB/T 4754" in facts("--search", "没有这种词").out


def test_one_fact_is_shown_whole(facts) -> None:  # type: ignore[no-untyped-def]
    out = facts("建设性质").out
    assert out.startswith("project.construction")
    assert "technical_upgrade  技术改造" in out
    assert "从哪里找：" in out
    assert "从哪个阶段起可知：运行" in facts("discharge.offences").out


def test_trades_are_found_by_their_names(facts) -> None:  # type: ignore[no-untyped-def]
    lines = facts("project.industry", "--search", "塑料薄膜").out.splitlines()
    assert lines == ["C2921  塑料薄膜制造", "1 个行业（GB/T 4754-2017）"]
    assert "危险废物治理" in facts("facility.industry", "--search", "N7724").out
    assert "名称含“没有这种行业”" in facts("project.industry", "--search", "没有这种行业").out


def test_a_plan_leaves_only_what_its_rules_ask(facts) -> None:  # type: ignore[no-untyped-def]
    rows = json.loads(facts("vehicle", "--plan", "wulong", "--format", "json").out)
    data = ecocheck.load("wulong").data
    asked = {name for rule in data.rules for name in facts_asked(rule, data.vocabulary, data.parameters)}
    assert 0 < len(rows) < len(json.loads(facts("vehicle", "--format", "json").out))
    assert {row["name"] for row in rows} <= asked


def test_a_name_that_is_neither_subject_nor_fact_is_refused_with_the_nearest(facts) -> None:  # type: ignore[no-untyped-def]
    ran = facts("projekt")
    assert ran.status == 2
    assert "project" in ran.err


def test_a_fact_of_another_subject_names_the_subjects_that_use_it() -> None:
    record = {"subject": "facility", "id": "F1", "site.district": "万州区", "project.commissioned_on": "2020-01-01"}
    (warning,) = ecocheck.load("wanzhou").check(record, "2023-06-01").problems
    assert "建设项目" in warning.hint_zh
    assert "project" in warning.hint_en


@pytest.mark.parametrize("name", ["project.outlets", "排放口清单", "outlets"])
def test_a_list_of_things_is_shown_with_the_facts_of_its_items(facts, name: str) -> None:  # type: ignore[no-untyped-def]
    group = ecocheck.load().data.vocabulary.groups["project.outlets"]
    rows = json.loads(facts(name, "--format", "json").out)
    assert sorted(row["name"] for row in rows) == sorted(group.facts)
    assert f"list {group.name} ({group.label.en}), each item: " in facts(name, "--lang", "en").out


def test_a_name_that_is_nearly_a_list_is_told_the_list(facts) -> None:  # type: ignore[no-untyped-def]
    ran = facts("project.outlet", "--lang", "en")
    assert ran.status == 2
    assert "did you mean 'project.outlets'" in ran.err
