"""Operators, and arithmetic in rules."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

_ALLOWED = Said(
    "只能用 + - * / 、事实名、整数和 min max abs sum count round",
    "only + - * /, fact names, whole numbers and min max abs sum count round are allowed",
)

WORDS = {
    "logic.row_malformed": Words(
        Said("运算符表的“{row}”行：{wrong}", "the row '{row}' of the table of operators: {wrong}"),
        Said("改正 logic/operators.py 的这一行", "mend the row in logic/operators.py"),
    ),
    "logic.row_unserved": Words(
        Said(
            "运算符表的“{row}”行：{back_end}不能用它检验 {kind} 类型的事实",
            "the row '{row}' of the table of operators: {back_end} cannot hold a fact of type {kind} against it",
        ),
        Said(
            "给该行写上 orders、each 和 of 或 presence，或去掉这个类型",
            "give it orders, each and of, or presence, or take the type out",
        ),
    ),
    "logic.expression_long": Words(
        Said("算式“{text}”超过 {most} 个字符", "the expression '{text}' is longer than {most} characters"), _ALLOWED
    ),
    "logic.no_expression": Words(Said("算式“{text}”不是算式", "the expression '{text}' is no arithmetic"), _ALLOWED),
    "logic.expression_name": Words(
        Said("算式“{text}”用了不存在的名称“{name}”", "the expression '{text}' uses the unknown name '{name}'"), _ALLOWED
    ),
    "logic.expression_item": Words(
        Said(
            "算式“{text}”用了清单 {group} 里没有的“{name}”",
            "the expression '{text}' uses '{name}', which the items of {group} do not have",
        ),
        _ALLOWED,
    ),
    "logic.expression_where": Words(
        Said("算式“{text}”的条件“{condition}”读不懂", "the expression '{text}' has the unreadable condition '{condition}'"),
        _ALLOWED,
    ),
    "logic.expression_part": Words(
        Said("算式“{text}”用了不允许的 {part}", "the expression '{text}' uses {part}, which is not allowed"), _ALLOWED
    ),
    "logic.expression_function": Words(
        Said("算式“{text}”调用了不允许的函数", "the expression '{text}' calls a function that is not allowed"), _ALLOWED
    ),
    "logic.expression_number": Words(
        Said(
            "算式“{text}”里的 {number} 不是允许的整数",
            "the expression '{text}' has {number}, which is no allowed whole number",
        ),
        _ALLOWED,
    ),
}
