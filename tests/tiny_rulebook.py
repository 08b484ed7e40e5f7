"""A rulebook of a few lines, written anew for each test, so that every mistake can be made in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecocheck.errors import Problem, RuleSourceError
from ecocheck.rulebook.loading import read_rulebook
from ecocheck.rulebook.model import Rule, RulebookData

FACTS = """\
ecocheck: 1
facts:
  - {name: project.industry, zh: 行业, en: industry, type: codes, list: industries, subjects: [project]}
  - {name: project.construction, zh: 建设性质, en: construction, type: code, list: kinds, subjects: [project]}
  - {name: project.approved_on, zh: 批准日, en: approved on, type: date, subjects: [project]}
  - {name: project.filed_on, zh: 备案日, en: filed on, type: date, subjects: [project]}
  - {name: project.distance, zh: 岸线距离, en: bank distance, type: number, unit: km, none: far, subjects: [project, farm]}
  - {name: project.length, zh: 长度, en: length, type: number, unit: m, subjects: [project]}
  - {name: project.sewage, zh: 污水量, en: sewage, type: number, unit: m3, subjects: [project]}
  - {name: project.in_park, zh: 在园区, en: in a park, type: boolean, subjects: [project]}
  - {name: project.starts, zh: 开工时刻, en: starts at, type: time, subjects: [project]}
  - {name: project.place, zh: 位置, en: place, type: place, subjects: [project]}
  - {name: project.owner, zh: 业主, en: owner, type: text, subjects: [project]}
  - {name: water.class, zh: 水质类别, en: water class, type: code, list: classes, subjects: [project, water]}
  - {name: farm.heads, zh: 存栏, en: heads, type: number, unit: 1, subjects: [farm]}
  - name: boiler.capacity
    zh: 锅炉出力
    en: capacity
    aliases: [锅炉吨位]
    type: number
    unit: t_steam/h
    equivalent: {unit: MW, factor: 10/7, source: {zh: 标准, en: standard}}
    subjects: [project]
  - {name: boiler.fuel, zh: 燃料, en: fuel, type: codes, list: fuels, subjects: [project]}
  - {name: boiler.fitted_on, zh: 安装日, en: fitted on, type: date, subjects: [project]}
"""
LISTS = """\
ecocheck: 1
lists:
  - {name: industries, zh: 行业分类, scheme: gbt4754}
  - name: kinds
    zh: 建设性质
    codes: [{code: new, zh: 新建, en: new}, {code: expansion, zh: 扩建, en: expansion}, {code: rebuild, zh: 改建, en: rebuild}]
  - name: fuels
    zh: 燃料
    codes: [{code: coal, zh: 煤, en: coal}, {code: gas, zh: 天然气, en: gas}, {code: none, zh: 无, en: none}]
  - name: classes
    zh: 水质类别
    ordered: yes
    codes: [{code: iv, zh: Ⅳ类, en: class IV}, {code: iii, zh: Ⅲ类, en: class III}, {code: ii, zh: Ⅱ类, en: class II}]
"""
SETS = """\
ecocheck: 1
sets:
  - {name: chemical, list: industries, codes: ["26", C2511], zh: 化工, en: chemical industry}
"""
GROUPS = """\
ecocheck: 1
groups:
  - {name: project.boilers, item: boiler, zh: 锅炉, en: boilers, subjects: [project],
     facts: [boiler.capacity, boiler.fuel, boiler.fitted_on]}
"""
AREAS = """\
ecocheck: 1
areas:
  - {id: "500000", zh: 重庆市, en: Chongqing, kind: municipality}
  - {id: "500101", zh: 万州区, en: Wanzhou, kind: district, within: "500000"}
"""
DOCUMENT = """\
ecocheck: 1
id: tiny
aliases: [little]
title: {zh: 小规划, en: little plan}
level: district
area: "500101"
effective: 2021-01-01
expires: 2025-12-31
"""
CLAUSES = """\
ecocheck: 1
document: tiny
clauses:
  - {id: c1, section: "1", anchor: 一公里, say: {zh: 一, en: one}, force: binding}
  - {id: c2, say: {zh: 二, en: two}}
"""
RULE = """\
ecocheck: 1
document: tiny
rules:
  - id: tiny/r1
    title: {zh: 规则, en: rule}
    clause: c1
    subject: project
    kind: limit
    modality: strict
"""


class Tiny:
    """Writes the files of a small rulebook and reads it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in {
            "vocabulary/facts/all.yaml": FACTS,
            "vocabulary/lists/all.yaml": LISTS,
            "vocabulary/code_sets.yaml": SETS,
            "vocabulary/groups.yaml": GROUPS,
            "areas.yaml": AREAS,
            "tiny/document.yaml": DOCUMENT,
            "tiny/clauses.yaml": CLAUSES,
        }.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def load(self, *extra: Path) -> RulebookData:
        return read_rulebook(self.root, extra)

    def problems(self, *extra: Path) -> list[Problem]:
        with pytest.raises(RuleSourceError) as caught:
            self.load(*extra)
        return list(caught.value.problems)

    def problem(self, *extra: Path) -> str:
        """The one problem that there is, in English."""
        found = self.problems(*extra)
        assert len(found) == 1, [p.text("en") for p in found]
        assert found[0].zh
        return found[0].text("en")

    def rule(self, more: str) -> Rule:
        """The rule r1 with these further lines, from column 5 on."""
        self.write("tiny/rules.yaml", RULE + _indented(more))
        return self.load().rules[0]

    def rule_problem(self, more: str) -> str:
        self.write("tiny/rules.yaml", RULE + _indented(more))
        return self.problem()


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.strip("\n").split("\n"))
