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
    "progress.more_days_than_valid": Words(
        Said("有效监测天数是{valid}天，填了{figure}", "of {valid} valid days, {figure} are counted"),
        Said("核对有效天数和数值", "check the valid days and the figure"),
    ),
    "progress.valid_days_of_no_year": Words(
        Said(
            "有效监测天数“{valid}”不是{year}年的天数（{days}天）", "'{valid}' valid days are none of {year}, which has {days}"
        ),
        Said("写整数天数，不知道就留空", "give a whole number, or leave it blank"),
    ),
    "progress.row_not_of_year": Words(
        Said(
            "{year}年的数没有采用：评估的是{asked}年，这一行只问到{first}至{last}年",
            "the figure of {year} is not used: {asked} is assessed, and the row asks for {first} to {last}",
        ),
        Said("评估{last}年或更早的年份", "assess {last} or an earlier year"),
    ),
    "progress.year_unused": Words(
        Said(
            "{year}年的数没有采用：这一行只问到{first}至{last}年",
            "the figure of {year} is not used: the row speaks of {first} to {last}",
        ),
        Said("核对年份，或换那一年的规划", "check the year, or name the plan of that year"),
    ),
    "progress.no_day": Words(
        Said("“{day}”不是一天", "'{day}' is no day"),
        Said("写成 年-月-日，月和日各两位", "write year-month-day, month and day with two digits"),
    ),
    "progress.no_concentration": Words(
        Said("“{figure}”不是数", "'{figure}' is no number"),
        Said("缺测就留空", "leave it blank where nothing was measured"),
    ),
    "progress.no_air": Words(
        Said(
            "{column} 的“{figure}”按 {unit} 不可能是日均浓度，像是毫克和微克弄混了",
            "'{figure}' {unit} can be no daily mean of {column}: milligrams and micrograms look confused",
        ),
        Said("在表头写明单位，例如 PM2.5(mg/m³)、CO(mg/m³)", "name the unit in the header: PM2.5(mg/m3), CO(mg/m3)"),
    ),
    "progress.no_unit_of_air": Words(
        Said("{column} 的单位“{unit}”不能换算成 {wanted}", "the unit '{unit}' of {column} cannot be turned into {wanted}"),
        Said("换算后再填，或改正表头里的单位", "convert the figures, or correct the unit in the header"),
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
    "progress.no_figures": Words(
        Said("没有年度数据", "holds no yearly figures"),
        Said("每个指标一行，年份作列", "a row an indicator, years as columns"),
    ),
    "progress.no_header": Words(
        Said("没有找到年度数据", "holds no yearly figures"),
        Said(
            "要有一行表头：指标、单位、2026、2027……；任务表用“任务”作表头",
            "it needs a header row: indicator, unit, 2026, 2027, ...; for tasks: task",
        ),
    ),
    "progress.figure_refused": Words(Said("{why}", "{why}")),
    "progress.no_row": Words(Said("{document} 没有“{indicator}”这一行", "{document} has no row of {indicator}")),
    "progress.no_scope": Words(
        Said("“{indicator}”没有范围“{scope}”", "no row of {indicator} is for '{scope}'"),
        Said("可用：{scopes}", "use one of: {scopes}"),
    ),
    "progress.several_rows": Words(
        Said(
            "“{indicator}”在 {document} 有几行，没有说明是哪一行",
            "{document} has several rows of {indicator}; the figure does not say which",
        ),
        Said("在范围一栏写：{scopes}", "give the scope: {scopes}"),
    ),
    "progress.no_indicator": Words(
        Said("没有“{text}”这个指标", "there is no indicator '{text}'"),
        Said("用 ecocheck facts indicator 查指标", "ecocheck facts indicator lists them"),
    ),
    "progress.no_clause": Words(Said("{document} 没有{kind}条款“{clause}”", "{document} has no {kind} '{clause}'")),
    "progress.several_tasks": Words(
        Said("“{clause}”在 {document} 可以是几项任务", "'{clause}' may be several tasks of {document}"),
        Said("写条款编号，或写全名称：{tasks}", "write the clause or the whole name: {tasks}"),
    ),
    "progress.other_area": Words(
        Said(
            "“{what}”的数属于{other}，{document} 只评估{own}，没有采用",
            "the figure of {what} is of {other}; {document} assesses {own} only; it is not used",
        ),
        Said("核对区县，或换规划", "check the district, or name another plan"),
    ),
    "progress.figure_twice": Words(
        Said(
            "{row} {year}年填了两次：{first}（{where}）和 {second}",
            "{row}: {year} is given twice, {first} ({where}) and {second}",
        ),
        Said("只留一个", "keep one of them"),
    ),
    "progress.done_twice": Words(
        Said("{row} {year}年填了两次：{first} 和 {second}", "{row}: {year} is given twice, {first} and {second}"),
        Said("只留一个", "keep one of them"),
    ),
    "progress.too_few_days": Words(
        Said(
            "{year}年有效天数只有{valid}天（或有的月份不足），不能作年度统计",
            "{year} has {valid} valid days only (or too few in a month): no yearly figure",
        ),
        Said("全年至少324天，每月至少27天（2月25天）", "324 days a year and 27 a month (February 25) are needed"),
    ),
    "progress.no_year": Words(Said("没有年份", "no year is given"), Said("写 2027", "write 2027")),
    "progress.year_unreadable": Words(Said("年份“{year}”看不懂", "'{year}' is no year"), Said("写 2027", "write 2027")),
    "progress.no_counting": Words(
        Said("口径“{counting}”看不懂", "'{counting}' is no way of counting"),
        Said("写 累计、当年 或 水平", "write cumulative, yearly or level"),
    ),
    "progress.column_unused": Words(Said("没有用“{text}”这一列", "the column '{text}' is not used")),
    "progress.no_mapping": Words(Said("应是“键: 值”的表", "should be a mapping")),
    "progress.no_such_key": Words(Said("没有这个字段", "no such field"), Said("可用：{known}", "use one of: {known}")),
    "progress.key_no_year": Words(Said("“{key}”不是年份", "'{key}' is no year"), Said("写 2027: 数值", "write 2027: figure")),
}
