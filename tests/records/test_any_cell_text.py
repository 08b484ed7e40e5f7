"""Whatever stands in a cell: it is read, or the outcomes that were possible without it stay possible. Nothing unreadable makes a 符合."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocheck
from ecocheck.records.tables.table import Line, Table
from ecocheck.records.tables.ticks import read_ticks, tick_said
from ecocheck.vocabulary.typed import is_blank

#: What people type, whole and in pieces: marks, bounds, districts, trades, negations, separators.
PIECES = """
    是 否 有 无 √ ✓ ☑ □ ■ × R 新建 扩建 改扩建 （迁建） 不 非 除外 以外 部分 约 近 不足 超过 以上 以内 1 2.5 500 9999 km 公里 米 万州区 重庆市
    开州区 街道 与 C2614 2614 131 C29 有机化学原料制造 塑料 、 ， / （ ） 2023 年 5月 45056 二〇 注： 同上 ——
""".split()  # noqa: SIM905 - a list of a word a line would hide them
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), st.text(max_size=12))
PLANT = {
    "subject": "project",
    "id": "P1",
    "site.district": "万州区",
    "project.industry": ["C2614"],
    "project.construction": ["new"],
    "project.approved_on": "2023-05-01",
    "site.distance.yangtze_system_bank": "760 m",
}


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


def possible(book: ecocheck.Rulebook, record: dict[str, object]) -> tuple[set[str], bool]:
    """What may come of the rule on chemical works near rivers, and whether anything of the record could not be used."""
    report = book.check(record, "2023-06-01", rules=["wz-145/chem-1km"])
    found = {str(one) for finding in report.findings for one in (finding.possible or (finding.outcome,))}
    return found, any(problem.severity == "error" for problem in report.problems)


@given(fact=st.sampled_from([name for name in PLANT if "." in name and name != "site.district"]), text=TEXTS)
@settings(max_examples=50)
def test_a_text_is_read_or_every_outcome_that_was_possible_without_it_stays(
    book: ecocheck.Rulebook, fact: str, text: str
) -> None:
    without = {name: value for name, value in PLANT.items() if name != fact}
    with_it, refused = possible(book, {**PLANT, fact: text})
    if refused or is_blank(text):
        assert with_it >= possible(book, without)[0]


@given(text=TEXTS)
@settings(max_examples=80)
def test_a_tick_that_cannot_be_read_is_never_a_no(book: ecocheck.Rulebook, text: str) -> None:
    fact = book.vocabulary.facts["project.involves"]
    codes = book.vocabulary.lists[fact.list]
    rows = [
        ("其余都不涉及", "是"),
        *((code.label.zh, text if code.code == "voc" else "") for code in codes.codes if code.code != "none"),
    ]
    table = Table("a.xlsx", "涉及事项", [Line(number, list(row)) for number, row in enumerate(rows, 1)])
    (column,) = read_ticks(table, fact, book.vocabulary, problems := [])
    said = column.entry.raw
    if not is_blank(text) and tick_said(text) is None and text.strip() not in "□☐○":
        assert isinstance(said, dict)
        assert "voc" not in said
        assert problems
    elif tick_said(text):
        assert "voc" in said if isinstance(said, list) else said["voc"] == "yes"


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("project.industry", "C2929 塑料零件及其他塑料制品制造", {"C2929"}),
        ("project.industry", "塑料零件及其他塑料制品制造（C2929）", {"C2929"}),
        ("project.industry", "E4812公路工程建筑", {"E4812"}),
        ("site.district", "重庆市万州区高峰街道檬子中路", "500101"),
        ("site.district", "重庆市/黔江区/冯家街道", "500114"),
        ("project.construction", "☑新建（迁建）□改建□扩建□技术改造", {"new"}),
        ("project.construction", "R新建（迁建）\n□改建\n□扩建\n□技术改造", {"new"}),
        ("project.construction", "新建√ 改建 扩建", {"new"}),
        ("project.construction", "□新建 ☑改建 ☑扩建", {"rebuild", "expansion"}),
        ("project.fixed_asset_investment", "是☑否□", True),
        ("project.fixed_asset_investment", "是（√）否（ ）", True),
        ("project.fixed_asset_investment", "□是 ☑否", False),
    ],
)
def test_the_official_forms_own_words_are_read(book: ecocheck.Rulebook, fact: str, text: str, value: object) -> None:
    record = book.record({"subject": "project", "id": "P1", fact: text})
    assert record.facts[fact].value == value
    assert record.problems == ()


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("project.industry", "C2929以外"),
        ("project.industry", "131、2614"),
        ("site.district", "不在万州区"),
        ("site.district", "万州区与开州区交界"),
        ("project.fixed_asset_investment", "√是√否"),
        ("project.construction", "√新建 扩建√"),
        ("site.distance.yangtze_system_bank", "近1公里"),
    ],
)
def test_what_may_mean_two_things_is_refused(book: ecocheck.Rulebook, fact: str, text: str) -> None:
    record = book.record({"subject": "project", "id": "P1", fact: text})
    assert [problem.field for problem in record.problems] == [fact] * len(record.problems) != []
