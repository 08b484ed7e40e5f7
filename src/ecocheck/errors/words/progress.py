"""Yearly figures, targets, and the assessment of a plan."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "progress.pictures_need_extra": Words(
        Said("画图需要 matplotlib", "pictures need matplotlib"),
        Said("安装：pip install 'ecocheck[report]'", "pip install 'ecocheck[report]'"),
    ),
    "progress.no_folder_for_pictures": Words(
        Said("写不到 {folder}（{reason}）", "cannot write to {folder} ({reason})"),
        Said("换一个文件夹", "choose another folder"),
    ),
    "progress.no_number": Words(
        Said("“{figure}”不是数", "'{figure}' is no number"),
        Said("写数字，单位写在单位栏", "write a number"),
    ),
    "progress.figure_not_said": Words(
        Said("“{figure}”没有说出数值", "'{figure}' does not say the figure"),
        Said("写公布的数值", "give the published figure"),
    ),
    "progress.another_unit": Words(
        Said("“{figure}”的单位“{unit}”不是“{wanted}”", "the unit '{unit}' of '{figure}' is not '{wanted}'"),
        Said("换算成 {wanted} 再填", "give the figure in {wanted}"),
    ),
    "progress.no_share": Words(
        Said("“{figure}”比例不在0到100之间", "'{figure}' a share lies between 0 and 100"),
        Said("请核对单位", "check the unit"),
    ),
    "progress.fraction_for_percentage": Words(
        Said("“{figure}”像是小数，不是百分数", "'{figure}' looks like a fraction and not a percentage"),
        Said("请核对单位", "check the unit"),
    ),
    "progress.times_off": Words(
        Said(
            "“{figure}”与规划或其他年份的数相差约{factor}倍",
            "'{figure}' is about {factor} times off the plan or other years",
        ),
        Said("请核对单位", "check the unit"),
    ),
    "progress.more_days_than_the_year": Words(
        Said("{year}年只有{days}天，填了{figure}", "{year} has {days} days, the figure is {figure}"),
        Said("核对年份和数值", "check year and figure"),
    ),
    "progress.no_day": Words(
        Said("“{day}”不是一天", "'{day}' is no day"),
        Said("写成 年-月-日，月和日各两位", "write year-month-day, month and day with two digits"),
    ),
    "progress.no_concentration": Words(
        Said("“{figure}”不是数", "'{figure}' is no number"),
        Said("缺测就留空", "leave it blank where nothing was measured"),
    ),
    "progress.plan_without_targets": Words(
        Said("{plan} 没有指标和任务表", "{plan} has no indicators or tasks"),
        Said("请指定有指标表的规划", "name another plan"),
    ),
    "progress.no_targets_in_year": Words(
        Said("{plan} 在 {year} 年没有指标", "{plan} has no indicators for {year}"),
        Said("规划期是{first}至{last}年，用 --year 指定", "the plan runs from {first} to {last}; give --year"),
    ),
    "progress.no_plan_named": Words(
        Said("没有说明评估哪个规划", "nothing says which plan to assess"),
        Said("用 --plan 指定：{plans}", "name it with --plan: {plans}"),
    ),
}
