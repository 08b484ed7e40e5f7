"""Facts, lists, tables, parameters, implications, aspects and sheets."""

from __future__ import annotations

from ....bilingual import Said
from ..entry import Words

WORDS = {
    "rulebook.parameter_is_set": Words(
        Said("“{name}”已经是代码集的名称", "'{name}' is a set of codes already"),
        Said("规则用 $ 引用两者，名称不能相同", "rules write both with a $, so the names must differ"),
    ),
    "rulebook.parameter_name": Words(
        Said("“{name}”不能作参数名", "'{name}' cannot name a parameter"),
        Said("用小写英文、数字和下划线", "use lower-case letters, digits and underscores"),
    ),
    "rulebook.unit_or_list": Words(
        Said("unit 和 list 要写其中一个", "give either 'unit' or 'list'"),
        Said("数值写 unit（无单位写 1），代码写 list", "a unit for numbers (1 for none), a list for codes"),
    ),
    "rulebook.no_table_key": Words(Said("表不能按 {text} 查（{type}）", "a table cannot be looked up by {text}, a {type}")),
    "rulebook.needs_rows": Words(
        Said("按事实查的表要写 rows", "a table with 'by' has 'rows'"),
        Said("写 rows: [[键, ..., 值], ...]", "write rows: [[key, ..., value], ...]"),
    ),
    "rulebook.needs_value": Words(
        Said("没有 by 的参数要写 value", "a parameter without 'by' has a 'value'"), Said("写 value: ...", "write value: ...")
    ),
    "rulebook.parameter_value": Words(Said("值应为一个数值或代码", "a value is one number or code")),
    "rulebook.not_exact_number": Words(Said("“{text}”不是确数", "'{text}' is not an exact number")),
    "rulebook.needs_cells": Words(
        Said("这一行应有 {count} 格", "this row should have {count} cells"), Said("写成 {shape}", "write {shape}")
    ),
    "rulebook.key_single": Words(Said("键应为一个值", "a key is a single value")),
    "rulebook.band_reversed": Words(Said("区间“{text}”上下颠倒", "the band '{text}' has its ends the wrong way round")),
    "rulebook.gap": Words(
        Said("{label}的区间之间有空缺：{what}", "there is a gap between the bands of {label}: {what}"),
        Said("区间要首尾相接，一端闭、一端开", "let the bands meet, one end closed and the other open"),
    ),
    "rulebook.editions_overlap": Words(
        Said("与前一版的日期重叠", "its dates overlap those of the edition before"),
        Said("前一版要写 to，且早于这一版的 from", "give the edition before a 'to' that lies before this 'from'"),
    ),
    "rulebook.spelling_taken": Words(
        Said("“{text}”已经是代码“{other}”的写法", "'{text}' already spells the code '{other}'"),
        Said("一种写法只能指一个代码", "a spelling can stand for one code only"),
    ),
    "rulebook.unit_without_number": Words(
        Said("只有数值才有单位", "only a number has a unit"),
        Said("删去 unit，或写 type: number", "delete it, or write type: number"),
    ),
    "rulebook.bound_without_number": Words(
        Said("只有数值才有上下界", "only a number has bounds"),
        Said("删去它，或写 type: number", "delete it, or write type: number"),
    ),
    "rulebook.no_bound": Words(
        Said("“{said}”不是界限", "'{said}' is no bound"),
        Said(
            "写该事实单位下的数，如 0；没有界限就写 any",
            "write a number in the unit of the fact, such as 0; any where there is none",
        ),
    ),
    "rulebook.bounds_exchanged": Words(
        Said("最小值 {least} 大于最大值 {most}", "the least, {least}, lies above the most, {most}"),
    ),
    "rulebook.list_without_code": Words(
        Said("只有代码才有代码表", "only codes have a list"),
        Said("删去 list，或写 type: code", "delete it, or write type: code"),
    ),
    "rulebook.no_ratio": Words(
        Said("应为正数或比", "should be a positive number or ratio"), Said("例如 10/7", "for example 10/7")
    ),
    "rulebook.equivalent_without_number": Words(Said("只有数值才有等价单位", "only a number has an equivalent")),
    "rulebook.label_taken": Words(
        Said("“{text}”已经指 {owner}（{first}）", "'{text}' already stands for {owner} ({first})"),
        Said("一个名称只能指一个事实", "a label can stand for one fact only"),
    ),
    "rulebook.name_is_fact": Words(Said("“{name}”已经是一个事实", "'{name}' is a fact already")),
    "rulebook.implied_fact": Words(Said("没有事实“{text}”", "there is no fact '{text}'")),
    "rulebook.implies_nothing": Words(
        Said("没有写推定出什么", "it implies nothing"), Said("补上 then 或 empty", "add then or empty")
    ),
    "rulebook.spread_other": Words(
        Said("“{text}”不能代替各项的“{fact}”", "{text!r} cannot stand for {fact} of the items"),
        Said("写同一种、同一对象可用的事实", "name a fact of the same kind that the same subjects carry"),
    ),
    "rulebook.spread_without_codes": Words(
        Said(
            "spread 的第一项应为各项的一个代码，对应记录的代码清单",
            "the first of spread should be a code of the items, and a list of codes of the record",
        ),
    ),
    "rulebook.gathers_nothing": Words(
        Said("没有写取清单各项的什么", "it does not say what to take of the items"),
        Said("写 all、one、least 或 most，后面是各项的一个事实", "write all, one, least or most, with a fact of the items"),
    ),
    "rulebook.gathers_other": Words(
        Said(
            "“{group}”各项的“{text}”不能作为“{fact}”的值",
            "{text!r} of the items of {group} cannot be a value of {fact}",
        ),
        Said(
            "取各项自己的事实：代码取同一张代码表的，数值取同一单位的，比值取同一单位的两个",
            "take facts of the items: codes of the same list, numbers of the same unit, or two of one unit for a ratio",
        ),
    ),
    "rulebook.aspect_by_more": Words(
        Said(
            "另视为什么对象，条件只能拿事实与定值比较，用 all、any、not、some、every 组合",
            "what a record is seen as hangs on comparisons of facts with constants only, put together with all, any, not, some, every",
        ),
    ),
    "rulebook.aspect_of_itself": Words(Said("对象不能另视为自己", "a subject is not seen as itself")),
    "rulebook.aspect_takes": Words(
        Said("“{text}”不是{subject}的事实或清单", "'{text}' is no fact or list of a {subject}"),
        Said("换成{subject}可用的名称", "name one that a {subject} carries"),
    ),
    "rulebook.aspect_kind": Words(
        Said(
            "能取用的只有同一代码表的代码清单，和内容相同的清单；“{text}”与“{other}”不是",
            "only lists of codes with the same codes, and groups of the same facts, can be taken; '{text}' and '{other}' are not",
        ),
    ),
    "rulebook.implied_by_more": Words(
        Said(
            "推定的条件只能拿事实与定值比较，用 all、any、not、some、every 组合",
            "an implication compares facts with constants only, put together with all, any, not, some, every",
        ),
    ),
    "rulebook.one_code_implied": Words(
        Said("{fact}只有一个代码，只能写明哪些不是（no）", "{fact} has one code: say only which it is not (no)"),
        Said("是哪一个，直接写代码", "where it is one, write the code itself"),
    ),
    "rulebook.sheet_item": Words(
        Said(
            "{fact}说的是清单里的每一件，不能印在核对单上", "{fact} is about items of a list and cannot be printed on a sheet"
        ),
    ),
    "rulebook.area_circle": Words(Said("区域 {id} 绕一圈又在自己里面", "the area {id} lies within itself by way of others")),
    "rulebook.rows_overlap": Words(
        Said("这一行与 {first} 的一行重叠", "this row overlaps the one at {first}"),
        Said(
            "同样的键只能有一个值；兜底的 * 行放在后面",
            "the same keys can have one value only; a row with * for the rest comes last",
        ),
    ),
    "rulebook.code_twice": Words(Said("代码“{text}”在表里重复", "the code '{text}' stands twice in its list")),
    "rulebook.parameter_differs": Words(
        Said("参数“{name}”的值不能与{label}比较", "the parameter '{name}' does not hold what {label} takes"),
        Said("{fact}：{takes}；参数：{holds}", "{fact}: {takes}; parameter: {holds}"),
    ),
    "rulebook.table_key": Words(
        Said(
            "表“{name}”按 {key} 查，这里用不了：{said}",
            "the table '{name}' is looked up by {key}, which is not at hand here: {said}",
        )
    ),
}
