"""Lists of codes as people write them: known in part, contradicting themselves, with codes that do not exist, empty; in records and tables."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.columns.codes_column import Lists
from ecocheck.columns.encoding import Reader
from ecocheck.columns.planes import unpack
from ecocheck.errors import CodesRefused, ValueRefused
from ecocheck.vocabulary.model import Code, CodeList, Fact, Vocabulary
from ecocheck.vocabulary.typed import read_value
from ecocheck.vocabulary.values import Partial

from ..tiny_rulebook import LISTS, Tiny

METALS = CodeList(
    "metals",
    codes=(
        Code("lead", Said("铅", "lead"), ("Pb",)),
        Code("zinc", Said("锌", "zinc")),
        Code("other", Said("其他重金属", "other metal"), kin=("钼", "Mo")),
        Code("none", Said("无", "none")),
    ),
)
KINDS = CodeList(
    "kinds",
    codes=(Code("new", Said("新建", "new")), Code("wider", Said("扩建", "wider")), Code("altered", Said("改建", "altered"))),
    together={"改扩建": ("altered", "wider")},
)
LETTING = Fact("t.metals", Said("金属", "metals"), "codes", ("project",), list="metals")
BUILDING = Fact("t.kinds", Said("性质", "kinds"), "codes", ("project",), list="kinds")
TRADE = Fact("t.trades", Said("行业", "trades"), "codes", ("project",), list="trades")
VOCABULARY = Vocabulary(
    {one.name: one for one in (LETTING, BUILDING, TRADE)},
    {"metals": METALS, "kinds": KINDS, "trades": CodeList("trades", scheme="gbt4754")},
)


def codes(*some: str) -> frozenset[str]:
    return frozenset(some)


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (LETTING, {"铅": "是"}, Partial(codes("lead"), codes())),
        (LETTING, {"铅": "是", "锌": "否", "其他重金属": "否"}, codes("lead")),  # every code of the list is answered
        (LETTING, {"铅": "否", "锌": "否", "其他重金属": "否"}, codes("none")),
        (LETTING, {"无": "是"}, codes("none")),
        (LETTING, {"无": "是", "铅": "否"}, codes("none")),
        (LETTING, {"铅": "是", "无": "否"}, Partial(codes("lead"), codes("none"))),
        (LETTING, {"铅": "", "锌": "否"}, Partial(codes(), codes("zinc"))),
        (LETTING, [], codes()),
        (BUILDING, {"新建": "是", "扩建": "否", "改建": "否"}, codes("new")),
        (BUILDING, "改扩建", codes("altered", "wider")),
        (BUILDING, ["改扩建", "新建"], codes("altered", "wider", "new")),
        (BUILDING, "新建、改扩建", codes("altered", "wider", "new")),
        (TRADE, {"C26": "是", "C2614": "否"}, Partial(codes("C26"), codes("C2614"))),  # another class of the branch
        (TRADE, {"无": "是"}, codes("none")),
    ],
)
def test_a_list_is_read(fact: Fact, raw: Any, value: Any) -> None:
    assert read_value(fact, raw, VOCABULARY) == value
    assert cell(fact, raw) == (value, False)


@pytest.mark.parametrize(
    ("fact", "raw", "named"),
    [
        (LETTING, {"铅": "是", "无": "是"}, ("无", "铅")),
        (LETTING, ["Pb", "无"], ("无", "铅")),
        (LETTING, {"铅": "是", "Pb": "否"}, ("是", "否", "铅")),
        (LETTING, {"铅": "否", "锌": "否", "其他重金属": "否", "无": "否"}, ("金属",)),
        (BUILDING, {"新建": "否", "扩建": "否", "改建": "否"}, ("性质",)),
        (BUILDING, [], ("性质", "空")),
        (TRADE, {"C26": "否", "C2614": "是"}, ("C2614",)),
    ],
)
def test_what_cannot_all_be_true_is_refused_and_named(fact: Fact, raw: Any, named: tuple[str, ...]) -> None:
    with pytest.raises(ValueRefused) as caught:
        read_value(fact, raw, VOCABULARY)
    assert not isinstance(caught.value, CodesRefused)
    assert all(word in caught.value.text("zh") for word in named)
    assert fact.label.en in caught.value.text("en")
    assert cell(fact, raw) == (None, True)


@pytest.mark.parametrize(
    ("raw", "known", "refused"),
    [
        (["铅", "钼"], Partial(codes("lead"), codes()), 1),
        ("铅、钼、xyz", Partial(codes("lead"), codes()), 2),
        ({"铅": "是", "钼": "是", "锌": "否"}, Partial(codes("lead"), codes("zinc")), 1),
        ({"铅": "也许", "锌": "否"}, Partial(codes(), codes("zinc")), 1),
        (["钼"], None, 1),
        (["无", "钼"], None, 1),  # 无 beside something that cannot be read is no 无
        ({"铅": "否", "锌": "否", "其他重金属": "否", "钼": "是"}, None, 1),
    ],
)
def test_codes_that_can_be_used_stand_beside_those_that_cannot(raw: Any, known: Partial | None, refused: int) -> None:
    with pytest.raises(CodesRefused) as caught:
        read_value(LETTING, raw, VOCABULARY)
    assert caught.value.known == known
    assert len(caught.value.refusals) == refused
    assert cell(LETTING, raw) == (known, True)


def test_a_refusal_names_the_code_that_was_meant() -> None:
    for written, meant in (("钼", "other"), ("总Mo", "other"), ("铅烟", "lead"), ("znic", "zinc")):
        with pytest.raises(ValueRefused) as caught:
            read_value(LETTING, [written], VOCABULARY)
        hint = caught.value.refusals[0].hint.en if isinstance(caught.value, CodesRefused) else ""
        assert hint.removeprefix("use one of: ").split(", ")[0] == meant


def test_a_comma_alone_says_nothing() -> None:
    assert cell(LETTING, "，") == (None, False)
    report = ecocheck.load("wanzhou").check({"subject": "project", "id": "r", "project.involves": "，"}, "2023-06-01")
    assert not report.problems
    assert not report.findings[0].observed


def cell(fact: Fact, raw: Any) -> tuple[Any, bool]:
    """What a table makes of the same: its value, and whether something cannot be used."""
    if isinstance(raw, dict):
        array = pa.array([raw, None])
    else:
        array = pa.array([raw, None], pa.list_(pa.string()) if isinstance(raw, list) else pa.string())
    column = Reader(VOCABULARY).column(fact, array)
    assert isinstance(column, Lists)
    return column.value(0), column.bad is not None and bool(unpack(column.bad, 2)[0])


# --- from the record to the finding ------------------------------------------------------------------------------------------------


def outcomes(plan: str, rule: str, **facts: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    record = {"id": "r", **{name.replace("__", "."): value for name, value in facts.items()}}
    (finding,) = ecocheck.load(plan).check(record, "2023-06-01", rules=[rule]).findings
    return str(finding.outcome), finding.possible, finding.bad


def test_a_contradiction_is_an_error_and_shrinks_nothing() -> None:
    place: dict[str, Any] = {
        "subject": "project",
        "site__district": "万州区",
        "project__construction": ["new"],
        "project__industry": ["C1351"],
    }
    book = ecocheck.load("wanzhou")
    rules = [r.id for r in book.rules if "emission.pollutants" in str(r.scope) + str(r.require) and "project" in r.subjects]
    assert rules
    for rule in rules:
        nothing = outcomes("wanzhou", rule, **place)
        wrong = outcomes("wanzhou", rule, **place, emission__pollutants={"odour": "yes", "none": "yes"})
        assert wrong[1] == nothing[1]
        if len(nothing[1]) > 1:
            assert wrong[0] == "error"
            assert "emission.pollutants" in wrong[2]


def test_what_is_there_rules_out_none_as_the_whole_list_does() -> None:
    facts: dict[str, Any] = {"subject": "facility", "site__district": "武隆区", "approval__radiation_licence": "not_applied"}
    rule = "wl-145/radiation-licence"
    assert outcomes("wulong", rule, **facts, radiation__use=["radiotherapy"])[0] == "fail"
    assert outcomes("wulong", rule, **facts, radiation__use={"radiotherapy": "yes"})[0] == "fail"
    assert outcomes("wulong", rule, **facts, radiation__use={"radiotherapy": "no"})[0] == "unknown"
    assert outcomes("wulong", rule, **facts, radiation__use={"none": "yes"})[0] == "not_applicable"


def test_one_code_that_does_not_exist_leaves_the_breach_of_another() -> None:
    facts: dict[str, Any] = {
        "subject": "project", "site__new_area": "liangjiang_new_area", "project__industry": ["C3360"], "project__construction": ["new"],
        "site__distance__first_order_tributary_bank": "300 m",
    }  # fmt: skip
    book = ecocheck.load("liangjiang")
    whole = {"id": "r", **{name.replace("__", "."): value for name, value in facts.items()}}
    breached = {
        finding.rule
        for finding in book.check({**whole, "emission.pollutants": ["镉"]}, "2023-06-01").findings
        if str(finding.outcome) == "fail"
    }
    report = book.check({**whole, "emission.pollutants": ["镉", "钨"]}, "2023-06-01")
    assert breached
    assert breached == {finding.rule for finding in report.findings if str(finding.outcome) == "fail"}
    (problem,) = report.problems
    assert "钨" in problem.zh
    assert "other_heavy_metal" in problem.hint_zh


def test_an_empty_list_of_a_fact_without_none_never_satisfies_a_rule() -> None:
    facts: dict[str, Any] = {
        "subject": "project", "site__zone__built_up": True, "project__boilers": [{"fuel": "coal", "capacity": "8 t/h"}], "site__district": "万州区",
    }  # fmt: skip
    rule = "wz-145/new-coal-boiler"
    book = ecocheck.load("wanzhou")
    record = {"id": "r", **{name.replace("__", "."): value for name, value in facts.items()}}
    (without,) = book.check(record, "2023-06-01", rules=[rule]).findings
    (empty,) = book.check({**record, "project.construction": []}, "2023-06-01", rules=[rule]).findings
    assert empty.possible == without.possible
    assert (str(without.outcome), str(empty.outcome)) == ("unknown", "error")
    assert empty.bad == ("project.construction",)


def test_words_that_mean_several_codes_are_checked_when_the_lists_are_read(tmp_path: Any) -> None:
    tiny = Tiny(tmp_path)
    kinds = "{code: rebuild, zh: 改建, en: rebuild}]\n"
    together = "    together: [{codes: [expansion, rebuild], words: [改扩建]}]\n"
    tiny.write("vocabulary/lists/all.yaml", LISTS.replace(kinds, kinds + together))
    assert tiny.load().vocabulary.lists["kinds"].together == {"改扩建": ("expansion", "rebuild")}
    tiny.write("vocabulary/lists/all.yaml", LISTS.replace(kinds, kinds + together.replace("[改扩建]", "[改建]")))
    assert "改建" in tiny.problem()
    tiny.write(
        "vocabulary/lists/all.yaml", LISTS.replace(kinds, kinds + together.replace("expansion, rebuild", "expansion, move"))
    )
    assert "move" in tiny.problem()


def test_the_official_form_of_altered_and_enlarged_is_two_kinds() -> None:
    vocabulary = ecocheck.load("wanzhou").vocabulary
    for written in ("改扩建", "改 扩 建", "扩建、改建"):
        assert read_value(vocabulary.facts["project.construction"], written, vocabulary) == codes("expansion", "rebuild")


def test_a_list_or_fact_of_another_subject_is_named_with_what_this_one_has() -> None:
    book = ecocheck.load("qianjiang")
    record = {
        "subject": "facility",
        "id": "r",
        "site.district": "黔江区",
        "project.boilers": [{"fuel": "coal"}],
        "project.kinds": ["hotel"],
    }
    problems = {problem.field: problem for problem in book.check(record, "2023-06-01").problems}
    assert problems["project.boilers"].severity == "error"
    for name in ("project.boilers", "project.kinds"):
        assert "设施" in problems[name].zh
        assert name.replace("project", "facility") in problems[name].hint_en
