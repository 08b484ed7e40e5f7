"""What a record lacks before it can be judged at all."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "evaluation.no_area": Words(
        Said("记录 {record} 没有 {fact}（所在区县），也没有指定规划", "record {record} has no {fact} and no plan was named"),
        Said("填写所在区县，或用 --plan 指定规划", "give the district, or name a plan with --plan"),
    ),
    "evaluation.no_date": Words(
        Said("记录 {record} 没有判定日期", "record {record} has no date to judge on"),
        Said("在记录里写 as_of，或调用时给 as_of", "give as_of in the record or in the call"),
    ),
    "evaluation.no_plan": Words(
        Said("没有名为“{name}”的规划", "there is no plan named '{name}'"), Said("可用：{plans}", "known plans: {plans}")
    ),
    "evaluation.not_a_district_then": Words(
        Said("{area}在判定日 {day} 不是现行区县", "{area} was no district on the day judged, {day}"),
        Said("核对判定日，或改填现行区县", "check the day, or give the district of that day"),
    ),
    "evaluation.parameter_not_exact": Words(
        Said("参数 {parameter} 的值“{text}”不是确数", "the value '{text}' of parameter {parameter} is not exact"),
    ),
}
