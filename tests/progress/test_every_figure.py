"""Whatever is reported, in whatever mixture: each figure stands in the assessment, or a problem names its row or its place, and the second
is no success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.reports.assessment import Assessment

#: What is written, and the word by which a message calls it, be it by the label of the indicator.
INDICATORS = {
    "环境空气质量优良天数（天）": "优良天数", "全区森林覆盖率": "森林覆盖", "全市森林覆盖率": "森林覆盖", "森林覆盖": "森林覆盖",
    "air.pm25_mean": "PM2.5", "单位GDP能耗下降率（%）": "能耗", "农膜回收率": "农膜", "河流（断面）水质类别": "水质", "城市污水": "污水",
    "噪声": "噪声", "wz-145/c138": "c138", "地表水达到或好于Ⅲ类断面比例": "断面",
}  # fmt: skip
TASKS = (
    "c189",
    "c9999",
    "公用充电桩",
    "污水处理厂",
    "综合治理全区水土流失面积",
    "农药化肥减量增效示范",
    "c212",
    "c180",
    "c174",
    "绿道",
)
UNITS = ("", "%", "天", "万吨", "μg/m3", "个", "平方公里")
years = st.integers(2012, 2036)
amounts = st.decimals(0, 400, places=2).map(str) | st.sampled_from(["II", "达标", "<5", "约30", "—", "0.5"])


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An indicator or a task with figures of some years, its place, unit and counting as people write them, rightly or not."""
    task = draw(st.booleans())
    row: dict[str, Any] = {"task" if task else "indicator": draw(st.sampled_from(TASKS if task else [*INDICATORS]))}
    row["years"] = draw(st.dictionaries(years.map(str), amounts, min_size=1, max_size=3))
    row["unit"] = draw(st.sampled_from(UNITS))
    row["counting"] = draw(st.sampled_from(["", "累计", "当年", "水平", "逐年"]))
    row["district"] = draw(st.sampled_from(["", "", "万州区", "武隆区", "某地"]))
    if not task:
        row["scope"] = draw(st.sampled_from(["", "", "长江干流万州段", "某河"]))
        row["valid_days"] = draw(st.sampled_from(["", "", "320", "0"]))
    return ("tasks" if task else "figures"), row


def told(assessment: Assessment) -> Iterator[str]:
    """Everything that the assessment says of its rows."""
    for row in assessment:
        yield row.value
        yield from (point.text for point in row.series)
        yield from (remark.zh for remark in row.remarks)


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


@given(st.lists(rows(), min_size=1, max_size=5), st.none() | st.integers(2019, 2026))
def test_no_figure_is_dropped(book: ecocheck.Rulebook, reported: list[tuple[str, dict[str, Any]]], year: int | None) -> None:
    data = {kind: [row for other, row in reported if other == kind] for kind in ("figures", "tasks")}
    try:
        found = book.assess(data, year=year)
    except ecocheck.EcocheckError as error:
        said = error.text("zh") if not isinstance(error, RecordSourceError) else "\n".join(p.text("zh") for p in error.problems)
        assert said
        return
    used, said = "\n".join(told(found)), "\n".join(problem.text("zh") for problem in found.problems)
    for _, row in reported:
        name = INDICATORS[row["indicator"]] if "indicator" in row else row["task"]
        name = INDICATORS[row["indicator"]] if "indicator" in row else row["task"]
        for when, text in row["years"].items():
            if text == "—" or text in used:
                continue
            assert name in said or when in said or text in said, (name, when, text)
            assert found.failed
