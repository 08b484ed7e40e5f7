"""Names as the plans print them: every row of their tables is found, near misses ask, another place's figure is never taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.progress.assess import row_of
from ecocheck.reports.assessment import Assessment
from ecocheck.source.yaml import plain, read_yaml

Assess = Callable[..., Assessment]
TABLES = {"wanzhou": "专栏2", "wulong": "专栏", "qianjiang": "表2-1", "liangjiang": "专栏6"}


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("森林覆盖率（%）", "58.3"),
        ("森林覆盖率(％)", "58.3"),
        ("森林覆盖率，%", "58.3"),
        ("9.森林覆盖率（单位：%）", "58.3"),
        ("（九）森林\n覆盖率", "58.3"),
        ("全区森林覆盖率", "58.3"),
        ("万州区森林覆盖率（%）", "58.3"),
        ("全区的森林覆盖率【2】", "58.3"),
    ],
)
def test_what_printing_adds_to_a_name_is_understood(assess: Assess, name: str, figure: str) -> None:
    found = assess("wanzhou", {name: {2025: figure}}, 2025)
    assert not found.problems
    assert found.where(clause="c138")[0].outcome == "pass"


def test_the_unit_beside_a_name_is_the_unit_of_its_figures(assess: Assess) -> None:
    found = assess("wulong", {"细颗粒物年均浓度（毫克/立方米）": {2025: "0.024"}}, 2025).where(clause="c097")[0]
    assert (found.used, found.outcome) == (24, "pass")


def test_a_unit_at_odds_with_the_column_is_asked(assess: Assess) -> None:
    with pytest.raises(RecordSourceError, match="细颗粒物"):
        assess("wulong", {"细颗粒物年均浓度（毫克/立方米）": {2025: "0.024"}}, None, row={"unit": "μg/m3"})


@pytest.mark.parametrize(
    "name", ["全市森林覆盖率", "重庆市森林覆盖率（%）", "武隆区森林覆盖率", "森林覆盖", "森林覆盖率（万亩）"]
)
def test_another_place_or_a_near_miss_is_asked_and_never_taken(assess: Assess, name: str) -> None:
    with pytest.raises(RecordSourceError, match="森林覆盖率"):
        assess("wanzhou", {name: {2025: "58.3"}}, None)


def test_the_municipality_is_a_whole_to_its_own_plan(assess: Assess) -> None:
    found = assess("chongqing", {"全市建成区绿化覆盖率（%）": {2025: "43.2"}}, None)
    assert not found.problems
    with pytest.raises(RecordSourceError):
        assess("chongqing", {"全区建成区绿化覆盖率（%）": {2025: "43.2"}}, None)


@pytest.mark.parametrize("plan", TABLES)
def test_every_name_in_the_tables_of_a_plan_is_found(books: dict[str, ecocheck.Rulebook], plan: str) -> None:
    data = books[plan].data
    document = next(one for one in data.documents.values() if plan in one.aliases)
    seen = 0
    for rule in data.rules:
        clause = data.clauses.get(rule.clauses[0]) if rule.clauses else None
        if rule.document != document.id or rule.form != "indicator" or clause is None or TABLES[plan] not in clause.section:
            continue
        goal = row_of(rule).goal
        assert goal is not None
        reported = {"figures": [{"indicator": clause.anchor, "scope": goal.scope, "years": {2021: "1"}}]}
        found = books[plan].assess(reported, year=2021)
        assert not [problem for problem in found.problems if problem.code == "progress.no_indicator"], clause.anchor
        seen += 1
    assert seen >= 9


def test_a_task_is_found_by_the_words_of_the_plan(books: dict[str, ecocheck.Rulebook]) -> None:
    data = books["wanzhou"].data
    anchor, title = data.clauses["wz-145/c189"].anchor, next(r.title.zh for r in data.rules if r.id == "wz-145/t-c189")
    for name in (anchor, title, f"3、全区{title}"):
        found = books["wanzhou"].assess({"tasks": [{"task": name, "years": {2025: 120}}]}, year=2025)
        assert found.where(clause="c189")[0].outcome == "pass", name


PRINTED: Any = plain(
    read_yaml((Path(__file__).parent / "printed_names.yaml").read_text(encoding="utf-8"), "printed_names.yaml")
)


@pytest.mark.parametrize("printed", PRINTED["indicators"], ids=lambda one: f"{one['plan']}-{one['line']}-{one['clause']}")
def test_an_indicator_is_found_as_its_line_prints_it(books: dict[str, ecocheck.Rulebook], printed: dict[str, str]) -> None:
    lines = {"figures": [{"indicator": printed["name"].replace("（", "\n（"), "years": {"2021": "1"}}]}
    found = books[printed["plan"]].assess(lines, year=2021)
    assert [row for row in found.where(clause=printed["clause"]) if row.reported]


@pytest.mark.parametrize("printed", PRINTED["tasks"], ids=lambda one: f"{one['plan']}-{one['line']}-{one['clause']}")
def test_a_task_is_found_as_its_line_prints_it(books: dict[str, ecocheck.Rulebook], printed: dict[str, str]) -> None:
    found = books[printed["plan"]].assess({"tasks": [{"task": printed["name"], "years": {"2021": "1"}}]}, year=2021)
    assert [row.clause.partition("/")[2] for row in found if row.reported] == [printed["clause"]]


@pytest.mark.parametrize(
    ("plan", "name", "asked"),
    [
        ("chongqing", "城市污水处理厂", "c404"),  # new ones, and ones made larger
        ("wulong", "扬尘控制示范工地", "c438"),  # to create, and to create or keep
        ("chongqing", "农村污水管网", "c407"),  # the plan speaks of sewers, not of those in the country
        ("liangjiang", "绿色施工示范工地", ""),
    ],
)
def test_a_task_that_is_only_nearly_named_is_asked(
    books: dict[str, ecocheck.Rulebook], plan: str, name: str, asked: str
) -> None:
    with pytest.raises(RecordSourceError) as refused:
        books[plan].assess({"tasks": [{"task": name, "years": {"2021": "1"}}]})
    assert asked in str(refused.value)
    assert name in str(refused.value)
