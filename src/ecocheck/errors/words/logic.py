"""Operators, and arithmetic in rules."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

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
}
