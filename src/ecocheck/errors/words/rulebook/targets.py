"""Indicators and tasks: their figures, years and quantities."""

from __future__ import annotations

from ....bilingual import Said
from ..entry import Words

WORDS = {
    "rulebook.row_period": Words(
        Said("不是首年和末年，也不是 outlook", "is neither a first and last year nor 'outlook'"),
        Said("写成 [首年, 末年]；规划期的行不写", "write [first, last]; a row of the plan's own period has none"),
    ),
    "rulebook.due_not_after_base": Words(
        Said("到期年 {due} 不晚于基准年 {base_year}", "the row is due in {due}, not after its base year {base_year}")
    ),
    "rulebook.one_operator": Words(Said("一个目标只写一个运算符", "a target has one operator")),
    "rulebook.no_number_or_word": Words(
        Said("“{said}”不是数", "'{said}' is no number"), Said("写数，或 {against}", "write a number, or one of {against}")
    ),
    "rulebook.no_number_nor_words": Words(Said("没有数也没有原文用词的目标", "a target with neither number nor words")),
    "rulebook.no_number_or_words": Words(
        Said("“{value}”不是数", "'{value}' is no number"), Said("写数，或加 words: yes", "write a number, or add words: yes")
    ),
    "rulebook.by_year": Words(
        Said("应为年份到数的映射", "maps years to numbers"),
        Said("写成 {name}: {{2028: 57.5}}", "write {name}: {{2028: 57.5}}"),
    ),
    "rulebook.no_year_between": Words(
        Said("不是 {base_year} 与 {due} 之间的年份", "is no year between {base_year} and {due}"),
        Said("写成 {name}: {{2028: 57.5}}", "write {name}: {{2028: 57.5}}"),
    ),
    "rulebook.no_number_in_unit": Words(
        Said("“{said}”不是数", "'{said}' is no number"),
        Said(
            "写数，单位照本行，如 {name}: {{2028: 57.5}}",
            "write a number in the unit of the row, such as {name}: {{2028: 57.5}}",
        ),
    ),
    "rulebook.quantity_no_number": Words(
        Said("“{text}”不是数", "'{text}' is no number"), Said("单位写在 unit", "give the unit as 'unit'")
    ),
    "rulebook.no_quantity": Words(Said("数量任务没有写数量", "a quantity task without its quantity")),
    "rulebook.interim_without_quantity": Words(
        Said("只有写了一个数量的任务才有中期数量", "only a task of one quantity has interim quantities")
    ),
}
