"""Operators, and arithmetic in rules."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

_ALLOWED = Said(
    "只能用 + - * / 、事实名、整数和 min max abs sum count round",
    "only + - * /, fact names, whole numbers and min max abs sum count round are allowed",
)


def _expression(zh: str, en: str, hint: Said = _ALLOWED) -> Words:
    return Words(Said(f"算式“{{text}}”{zh}", f"the expression '{{text}}' {en}"), hint)


_EXPRESSIONS = {
    "logic.expression_long": _expression(
        "超过 {most} 个字符", "is longer than {most} characters", Said("拆成几个派生值", "split it into several derived values")
    ),
    "logic.expression_deep": _expression(
        "嵌套超过 {most} 层", "is nested deeper than {most}", Said("拆成几个派生值", "split it into several derived values")
    ),
    "logic.no_expression": _expression("不是算式", "is no arithmetic"),
    "logic.expression_name": _expression("用了不存在的名称“{name}”", "uses the unknown name '{name}'"),
    "logic.expression_part": _expression("用了不允许的 {part}", "uses {part}, which is not allowed"),
    "logic.expression_function": _expression("调用了不允许的函数", "calls a function that is not allowed"),
    "logic.expression_arguments": _expression(
        "里的 {name} 要有 {least} 个{most}数", "gives {name} another number of values than {least} {most}"
    ),
    "logic.expression_digits": _expression(
        "里 {name} 的位数不是写明的整数",
        "does not write out the digits of {name} as a whole number",
        Said("写 -{most} 到 {most} 的整数，不能用事实", "write a whole number from -{most} to {most}, never a fact"),
    ),
    "logic.expression_number": _expression("里的 {number} 不是允许的整数", "has {number}, which is no allowed whole number"),
    "logic.expression_item": _expression(
        "用了清单 {group} 里没有的“{name}”", "uses '{name}', which the items of {group} do not have"
    ),
    "logic.expression_where": _expression("的条件“{condition}”读不懂", "has the unreadable condition '{condition}'"),
}
WORDS = {
    **_EXPRESSIONS,
    "logic.function_unenclosed": Words(
        Said("算式函数 {name} 没有区间形式", "the function {name} of expressions has no form for values that are not exact"),
        Said(
            "在 logic/spans.py 写出它，填入 logic/expressions.py 的表",
            "write it in logic/spans.py and name it in the table of logic/expressions.py",
        ),
    ),
    "logic.row_malformed": Words(
        Said("运算符表的“{row}”行：{wrong}", "the row '{row}' of the table of operators: {wrong}"),
        Said("改正 logic/operators.py 的这一行", "mend the row in logic/operators.py"),
    ),
    "logic.kind_unanswered": Words(
        Said("{algebra} 没有说明怎样处理条件 {kind}", "{algebra} does not say what the condition {kind} comes to"),
        Said("给 {algebra} 写上方法 {kind}", "give {algebra} a method {kind}"),
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
}
