"""Whole folders: vocabulary, areas, documents, clauses, packs, digest; and that no file is passed over in silence."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from ecocheck.bilingual import Said
from ecocheck.errors import RuleSourceError, UnknownName
from ecocheck.rulebook.folders import rules_root
from ecocheck.rulebook.loading import read_rulebook
from ecocheck.vocabulary.model import Equivalent

from ..tiny_rulebook import CLAUSES, DOCUMENT, FACTS, RULE, Tiny

ALL = "vocabulary/facts/all.yaml"


def test_a_small_rulebook(tiny: Tiny) -> None:
    data = tiny.load()
    assert list(data.documents) == ["tiny"]
    assert data.documents["tiny"].short == Said("小规划", "little plan")  # the title, where there is no short one
    assert list(data.clauses) == ["tiny/c1", "tiny/c2"]
    assert data.areas["500101"].within == "500000"
    capacity = data.vocabulary.facts["boiler.capacity"]
    assert (capacity.unit, capacity.equivalent) == ("t_steam/h", Equivalent("MW", "10/7", Said("标准", "standard")))
    assert data.vocabulary.sets["chemical"].codes == ("C26", "C2511")
    assert pickle.loads(pickle.dumps(data)) == data


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: project.length", "name: length", ":8:12: facts[6].name: 'length' cannot be a name"),
        ("name: project.length", "name: project.distance", "the name 'fact project.distance' is already taken, first at"),
        ("zh: 长度", "zh: 岸线距离", ":8:32: facts[6].zh: '岸线距离' already stands for project.distance"),
        ("en: length", "en: Bank  Distance", "'Bank  Distance' already stands for project.distance"),
        ("[锅炉吨位]", "[长 度]", "facts[14].aliases: '长 度' already stands for project.length"),
        ("type: time", "type: tme", "facts[9].type: cannot be 'tme'; did you mean 'time'"),
        ("list: kinds", "list: kind", "facts[2].list: there is no list of codes 'kind'; did you mean 'kinds'"),
        ("type: boolean", "type: boolean, list: kinds", "only codes have a list"),
        ("type: boolean", "type: boolean, unit: m", "only a number has a unit"),
        ("unit: m3", "unit: m33", "unit: no such unit: 'm33'"),
        (", unit: m3", "", "facts[7].unit: a required field is missing"),
        ("none: far", "none: near", "facts[5].none: cannot be 'near'"),
        ("subjects: [farm]", "subjects: [fram]", "there is no subject 'fram'; did you mean 'farm'"),
        ("factor: 10/7", "factor: ten", "equivalent.factor: should be a positive number or ratio"),
        ("unit: MW", "unit: MWW", "no such unit: 'MWW'"),
    ],
)
def test_facts(tiny: Tiny, old: str, new: str, said: str) -> None:
    tiny.change(ALL, old, new)
    problem = tiny.problem()
    assert problem.startswith(f"rules/{ALL}:")
    assert said in problem


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("lists/all.yaml", "zh: 扩建", "zh: New", "lists[2].codes[2].zh: 'New' already spells the code 'new'"),
        ("lists/all.yaml", "code: expansion", "code: new", "the code 'new' stands twice"),
        ("lists/all.yaml", "ordered: yes", "ordered: maybe", "lists[4].ordered: should be yes or no"),
        ("lists/all.yaml", "scheme: gbt4754", "scheme: gb4754", "cannot be 'gb4754'; did you mean 'gbt4754'"),
        ("code_sets.yaml", "C2511", "C9911", "sets[1].codes: there is no code of industries 'C9911'"),
        ("code_sets.yaml", "list: industries", "list: industry", "sets[1].list: there is no list of codes 'industry'"),
        (
            "groups.yaml",
            "boiler.fuel,",
            "boiler.fuels,",
            "groups[1].facts: there is no fact 'boiler.fuels'; did you mean 'boiler.fuel'",
        ),
        ("groups.yaml", "name: project.boilers", "name: project.length", "'project.length' is a fact already"),
        ("groups.yaml", "subjects: [project]", "subjects: [projects]", "did you mean 'project'"),
    ],
)
def test_lists_sets_and_groups(tiny: Tiny, file: str, old: str, new: str, said: str) -> None:
    tiny.change(f"vocabulary/{file}", old, new)
    problem = tiny.problem()
    assert problem.startswith(f"rules/vocabulary/{file}:")
    assert said in problem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('within: "500000"', 'within: "50000"', "areas[2].within: there is no area '50000'; did you mean '500000'"),
        ("kind: district", "kind: district, overlaps: [5]", "areas[2].overlaps: there is no area '5'"),
        ('id: "500101"', 'id: "500000"', "the area id '500000' is already taken"),
        ("zh: 万州区", "zh: 重庆市", "the name of an area '重庆市' is already taken"),
    ],
)
def test_areas(tiny: Tiny, old: str, new: str, said: str) -> None:
    tiny.change("areas.yaml", old, new)
    assert any(said in p.text("en") for p in tiny.problems())


def test_areas_do_not_lie_within_themselves(tiny: Tiny) -> None:
    tiny.change("areas.yaml", "kind: municipality", 'kind: municipality, within: "500101"')
    assert "the area 500000 lies within itself" in tiny.problems()[0].text("en")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("document.yaml", "id: tiny", "id: small", ":2:5: id: the id is small, but the folder is called tiny"),
        ("document.yaml", "level: district", "level: distrct", ":5:8: level: cannot be 'distrct'; did you mean 'district'"),
        ("document.yaml", '"500101"', '"500102"', ":6:7: area: there is no area '500102'; did you mean '500101'"),
        ("document.yaml", "2025-12-31", "2020-12-31", "the document expires before it takes effect"),
        ("document.yaml", "effective: 2021-01-01", "effective: 2021", ":7:12: effective: should be a date"),
        (
            "clauses.yaml",
            "id: c2",
            "id: c1",
            ":5:10: id: the clause id 'tiny/c1' is already taken, first at rules/tiny/clauses.yaml:4:10",
        ),
        ("clauses.yaml", "id: c2", "id: other/c2", "'other/c2' does not belong to tiny"),
        ("clauses.yaml", "force: binding", "force: bindng", "clauses[1].force: cannot be 'bindng'; did you mean 'binding'"),
        ("clauses.yaml", "anchor: 一公里", "anchor: " + "一" * 26, "the anchor has 26 characters, at most 25"),
        ("clauses.yaml", "say: {zh: 二, en: two}", "say: {zh: 二}", "clauses[2].say.en: a required field is missing"),
        (
            "clauses.yaml",
            "say: {zh: 二, en: two}",
            "say: {zh: 二, en: two}, left_to_people: 无法判",
            "should be a mapping of keys and values, this is the text '无法判'; write left_to_people: {zh: …, en: …}",
        ),
    ],
)
def test_documents_and_clauses(tiny: Tiny, file: str, old: str, new: str, said: str) -> None:
    tiny.change(f"tiny/{file}", old, new)
    assert any(said in p.text("en") for p in tiny.problems())


def test_clauses_in_several_files_and_with_remarks(tiny: Tiny) -> None:
    (tiny.root / "tiny/clauses.yaml").unlink()
    more = "left_to_people: {zh: 无法判, en: cannot be judged}, trouble: {en: open}, line: 7"
    tiny.write("tiny/clauses/2.yaml", CLAUSES.replace("en: two}", f"en: two}}, {more}"))
    tiny.write("tiny/clauses/1.yaml", "ecocheck: 1\ndocument: tiny\nclauses:\n  - {id: c0, say: {zh: 零, en: nought}}\n")
    clauses = tiny.load().clauses
    assert list(clauses) == ["tiny/c0", "tiny/c1", "tiny/c2"]
    two = clauses["tiny/c2"]
    assert (two.left_to_people, two.trouble, two.line) == (Said("无法判", "cannot be judged"), Said("", "open"), 7)


def test_documents_on_the_shelves_of_law_and_standards(tiny: Tiny) -> None:
    tiny.write(
        "law/act-2020/document.yaml", DOCUMENT.replace("tiny", "act-2020").replace("little", "act").replace("district", "law")
    )
    tiny.write("law/act-2020/clauses.yaml", CLAUSES.replace("tiny", "act-2020"))
    assert set(tiny.load().clauses) == {"tiny/c1", "tiny/c2", "act-2020/c1", "act-2020/c2"}
    tiny.change("law/act-2020/document.yaml", "[act]", "[little]")
    assert "the document id or alias 'little' is already taken" in tiny.problems()[0].text("en")


def test_a_rule_of_one_document_may_rest_on_a_clause_of_another(tiny: Tiny) -> None:
    tiny.write(
        "law/act-2020/document.yaml", DOCUMENT.replace("tiny", "act-2020").replace("little", "act").replace("district", "law")
    )
    tiny.write("law/act-2020/clauses.yaml", CLAUSES.replace("tiny", "act-2020"))
    tiny.write("tiny/rules.yaml", RULE.replace("clause: c1", "clause: [c1, act-2020/c2]") + "    require: never\n")
    assert tiny.load().rules[0].clauses == ("tiny/c1", "act-2020/c2")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tiny/rules.yml", "rename it to .yaml"),
        ("tiny/more/rules.yaml", "rules lie in a folder with a document.yaml"),
        ("vocabulary/fact.yaml", "this file is not read"),
        ("stray.yaml", "this file is not read"),
        ("other/doc/document.yaml", "this file is not read"),
    ],
)
def test_no_file_is_passed_over_in_silence(tiny: Tiny, name: str, said: str) -> None:
    tiny.write(name, "ecocheck: 1\n")
    problem = tiny.problem()
    assert problem.startswith(f"rules/{name}:")
    assert said in problem


def test_problems_of_all_files_come_in_one_error_and_in_order(tiny: Tiny) -> None:
    tiny.change(ALL, "type: time", "type: tme")
    tiny.change("areas.yaml", "kind: district", "knd: district")
    tiny.change("tiny/clauses.yaml", "id: c2", "id: c1")
    tiny.write("tiny/rules.yaml", RULE + "    require: [never]\n")
    tiny.write("tiny/broken.yaml", "rules: [\n")
    files = [p.mark.file for p in tiny.problems()]
    assert list(dict.fromkeys(files)) == [
        f"rules/{ALL}", "rules/areas.yaml", "rules/tiny/clauses.yaml", "rules/tiny/broken.yaml", "rules/tiny/rules.yaml",
    ]  # fmt: skip


def test_a_broken_fact_is_blamed_once_and_not_in_every_rule(tiny: Tiny) -> None:
    tiny.change(ALL, "zh: 长度", "zhh: 长度")
    tiny.write("tiny/rules.yaml", RULE + "    require: {project.length: {gt: 1 m}}\n")
    assert {p.mark.file for p in tiny.problems()} == {f"rules/{ALL}"}


def test_the_digest_is_that_of_names_and_contents(tiny: Tiny, tmp_path: Path) -> None:
    first = tiny.load().digest
    shutil.copytree(tiny.root, tmp_path / "elsewhere" / "copy")
    assert read_rulebook(tmp_path / "elsewhere" / "copy").digest == first
    (tiny.root / "README.md").write_text("no rule", encoding="utf-8")
    assert tiny.load().digest == first
    tiny.change("tiny/clauses.yaml", "one", "One")
    second = tiny.load().digest
    assert second != first
    (tiny.root / "tiny/clauses").mkdir()
    (tiny.root / "tiny/clauses.yaml").rename(tiny.root / "tiny/clauses/1.yaml")
    assert tiny.load().digest not in (first, second)


PACK_DOCUMENT = DOCUMENT.replace("id: tiny", "id: my-plan").replace("[little]", "[mine]").replace("district", "pack")
PACK_WORDS = """\
ecocheck: 1
lists:
  - {name: my_kinds, zh: 类别, codes: [{code: a, zh: 甲, en: A}]}
facts:
  - {name: my_plan.depth, zh: 深度, en: depth, type: number, unit: m, subjects: [project]}
  - {name: my_plan.kind, zh: 类别, en: kind, type: code, list: my_kinds, subjects: [project]}
"""


@pytest.fixture
def pack(tiny: Tiny, tmp_path: Path) -> Path:
    folder = tmp_path / "pack of mine"
    folder.mkdir()
    (folder / "document.yaml").write_text(PACK_DOCUMENT, encoding="utf-8")
    (folder / "vocabulary.yaml").write_text(PACK_WORDS, encoding="utf-8")
    (folder / "clauses.yaml").write_text(CLAUSES.replace("tiny", "my-plan"), encoding="utf-8")
    rule = (
        RULE.replace("tiny", "my-plan")
        + "    require: {my_plan.depth: {gt: 1 m}, project.length: {gt: 1 m}, my_plan.kind: {eq: 甲}}\n"
    )
    (folder / "rules.yaml").write_text(rule, encoding="utf-8")
    return folder


def test_a_pack_beside_the_shipped_rules(tiny: Tiny, pack: Path) -> None:
    data = tiny.load(pack)
    assert list(data.documents) == ["tiny", "my-plan"]
    assert [rule.id for rule in data.rules] == ["my-plan/r1"]
    assert data.rules[0].file == "pack of mine/rules.yaml"
    assert data.digest != tiny.load().digest
    assert "my_plan.depth" not in tiny.load().vocabulary.facts


def test_facts_of_a_pack_begin_with_its_name(tiny: Tiny, pack: Path) -> None:
    (pack / "vocabulary.yaml").write_text(PACK_WORDS.replace("my_plan.depth", "project.depth"), encoding="utf-8")
    said = [p.text("en") for p in tiny.problems(pack)]
    assert said[0] == (
        "pack of mine/vocabulary.yaml:5:12: facts[1].name: 'project.depth' belongs to a pack and must begin with 'my_plan.'; "
        "write my_plan.depth"
    )  # fmt: skip


def test_a_folder_that_is_not_there(tiny: Tiny, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="there is no folder of rules"):
        tiny.load(tmp_path / "nowhere")


def test_yaml_that_cannot_be_read_is_a_problem_of_its_file(tiny: Tiny) -> None:
    tiny.write("tiny/rules.yaml", RULE + "    require: never\n    require: never\n")
    with pytest.raises(RuleSourceError) as caught:
        tiny.load()
    assert caught.value.problems[0].code == "source.duplicate_key"


def test_the_shipped_rules_are_found_and_read() -> None:
    data = read_rulebook(rules_root())
    assert {"cq-145", "wz-145", "wl-145", "qj-145", "lj-145", "yrpl-2020", "gb-3096-2008"} <= set(data.documents)
    assert FACTS  # the small rulebook is no part of them
    assert "tiny" not in data.documents


@pytest.mark.parametrize(
    ("file", "cut", "missing"),
    [
        (ALL, "name: project.in_park, ", "name"),
        (ALL, "zh: 长度, ", "zh"),
        (ALL, ", en: length", "en"),
        (ALL, "type: boolean, ", "type"),
        (ALL, ", subjects: [farm]", "subjects"),
        (ALL, ", list: kinds", "list"),
        (ALL, "unit: MW, ", "unit"),
        (ALL, "factor: 10/7, ", "factor"),
        (ALL, ", source: {zh: 标准, en: standard}", "source"),
        ("vocabulary/lists/all.yaml", "zh: 行业分类, ", "zh"),
        ("vocabulary/lists/all.yaml", ", scheme: gbt4754", "codes"),
        ("vocabulary/lists/all.yaml", "zh: 新建, ", "zh"),
        ("vocabulary/lists/all.yaml", ", en: coal", "en"),
        ("vocabulary/code_sets.yaml", "name: chemical, ", "name"),
        ("vocabulary/code_sets.yaml", ", en: chemical industry", "en"),
        ("vocabulary/code_sets.yaml", "zh: 化工, ", "zh"),
        ("vocabulary/code_sets.yaml", 'codes: ["26", C2511], ', "codes"),
        ("vocabulary/code_sets.yaml", "list: industries, ", "list"),
        ("vocabulary/groups.yaml", "item: boiler, ", "item"),
        ("vocabulary/groups.yaml", ", subjects: [project]", "subjects"),
        ("areas.yaml", ", kind: municipality", "kind"),
        ("areas.yaml", ", en: Wanzhou", "en"),
        ("areas.yaml", "zh: 万州区, ", "zh"),
        ("tiny/document.yaml", "id: tiny\n", "id"),
        ("tiny/document.yaml", "title: {zh: 小规划, en: little plan}\n", "title"),
        ("tiny/document.yaml", "level: district\n", "level"),
        ("tiny/document.yaml", 'area: "500101"\n', "area"),
        ("tiny/document.yaml", "ecocheck: 1\n", "ecocheck"),
        ("tiny/clauses.yaml", "document: tiny\n", "document"),
        ("tiny/clauses.yaml", "id: c2, ", "id"),
        ("tiny/clauses.yaml", ", say: {zh: 二, en: two}", "say"),
        ("tiny/rules.yaml", "id: tiny/r1\n    ", "id"),
        ("tiny/rules.yaml", "    title: {zh: 规则, en: rule}\n", "title"),
        ("tiny/rules.yaml", "    clause: c1\n", "clause"),
        ("tiny/rules.yaml", "    subject: project\n", "subject"),
        ("tiny/rules.yaml", "    kind: limit\n", "kind"),
        ("tiny/rules.yaml", "    modality: strict\n", "modality"),
    ],
)
def test_nothing_that_is_needed_may_be_left_out(tiny: Tiny, file: str, cut: str, missing: str) -> None:
    tiny.write("tiny/rules.yaml", RULE + "    require: {project.construction: {eq: new}}\n")
    tiny.change(file, cut, "")
    problem = tiny.problems()[0].text("en")
    assert problem.startswith(f"rules/{file}:")
    assert f"{missing}: a required field is missing" in problem


def test_what_holds_for_one_day_only_is_no_mistake(tiny: Tiny) -> None:
    tiny.change("tiny/document.yaml", "2025-12-31", "2021-01-01")
    assert tiny.load().documents["tiny"].expires == tiny.load().documents["tiny"].effective


def test_other_plans_may_be_left_aside(tiny: Tiny) -> None:
    tiny.write(
        "law/act-2020/document.yaml", DOCUMENT.replace("tiny", "act-2020").replace("little", "act").replace("district", "law")
    )
    tiny.write("broken/document.yaml", "ecocheck: 1\n")
    assert list(read_rulebook(tiny.root, only=frozenset(["tiny"])).documents) == ["act-2020", "tiny"]
    assert list(read_rulebook(tiny.root, only=frozenset(["nothing"])).documents) == ["act-2020"]
