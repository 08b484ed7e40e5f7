"""Conditions: facts, operators, values and what is derived from them."""

from __future__ import annotations

from ....bilingual import Said
from ..entry import Words

WORDS = {
    "rulebook.too_deep": Words(
        Said("条件嵌套超过 {deepest} 层", "conditions are nested deeper than {deepest} levels"),
        Said("拆成几条规则，或用 derive 推算", "split the rule, or compute a part of it with derive"),
    ),
    "rulebook.condition_is_list": Words(
        Said("这里应为一个条件，却是列表", "a list stands where a condition is expected"),
        Said(
            "写成 all: [...]（都要满足）或 any: [...]（满足其一）",
            "write all: [...] (each must hold) or any: [...] (one must hold)",
        ),
    ),
    "rulebook.condition_empty": Words(
        Said("条件是空的", "the condition is empty"), Said("写上条件，或删去这一项", "write a condition, or delete it")
    ),
    "rulebook.no_condition": Words(
        Said("“{text}”不是条件", "'{text}' is no condition"),
        Said(
            "写成 事实: {{运算符: 值}}；没有余地的禁止写 never；一律人工判断写 judge: always",
            "write fact: {{operator: value}}; never where nothing can meet it; judge: always where a person judges every case",
        ),
    ),
    "rulebook.takes_conditions": Words(
        Said("{text} 后面应为条件的列表", "'{text}' takes a list of conditions"),
        Said("写成 {text}: [条件, ...]", "write {text}: [condition, ...]"),
    ),
    "rulebook.takes_mapping": Words(Said("{text} 后面应为映射", "'{text}' takes a mapping")),
    "rulebook.needs_in_and_where": Words(Said("{text} 缺少 in 或 where", "'{text}' needs both 'in' and 'where'")),
    "rulebook.takes_text": Words(Said("{name} 应为一段文字", "'{name}' takes a text")),
    "rulebook.not_derived": Words(Said("derive 里没有“{name}”", "'{name}' is not derived by this rule")),
    "rulebook.limit_single": Words(
        Said("{label}的界限应为一个值", "the limit of {label} is a single value"),
        Said("条件要写在事实的左边，不写在值里", "conditions go to the left of a fact, not into its value"),
    ),
    "rulebook.exists_takes": Words(Said("{operator} 后面应为 yes 或 no", "'{operator}' takes yes or no")),
    "rulebook.bounds_reversed": Words(
        Said("{operator} 的下限大于上限", "'{operator}' has its bounds the wrong way round"),
        Said("写成 [{text}, {first_text}]", "write [{text}, {first_text}]"),
    ),
    "rulebook.no_fact": Words(Said("词汇表里没有“{text}”", "the vocabulary has no fact '{text}'")),
    "rulebook.fact_of_items": Words(
        Said(
            "“{name}”是清单 {named} 每一项的事实，不能直接使用", "'{name}' belongs to the items of {named}, not to the record"
        ),
        Said(
            "写成 some: {{in: {named}, where: ...}}，或在规则里写 each: {named}",
            "write some: {{in: {named}, where: ...}}, or give the rule each: {named}",
        ),
    ),
    "rulebook.no_group": Words(Said("没有清单“{text}”", "there is no group '{text}'")),
    "rulebook.group_of_others": Words(
        Said("规则的对象没有清单“{text}”", "the rule's subject has no group '{text}'"),
        Said("它属于：{subjects}", "it belongs to: {subjects}"),
    ),
    "rulebook.no_reference": Words(
        Said("没有“${name}”这个参数、代码集或推算值", "'${name}' is no parameter, set of codes or derived value")
    ),
    "rulebook.derive_mapping": Words(
        Said("应为名称到算式的映射", "should be a mapping of names"),
        Said("写成 derive: {{名称: {{expr: ..., unit: ...}}}}", "write derive: {{name: {{expr: ..., unit: ...}}}}"),
    ),
    "rulebook.derived_name": Words(
        Said("“{name}”不能作推算值的名称", "'{name}' cannot name a derived value"),
        Said("用小写英文和下划线，且不与参数、代码集同名", "use letters and underscores, and no name of a parameter or set"),
    ),
    "rulebook.not_counted": Words(
        Said("{label}不是数值，不能计算：“{text}”", "{label} is no number and cannot be calculated with: '{text}'")
    ),
    "rulebook.circle": Words(Said("算式绕了一圈：{way}", "the value needs itself: {way}")),
    "rulebook.place_compared": Words(
        Said("{label}是位置，不能与常数比较", "{label} is a place and is not compared with a constant")
    ),
    "rulebook.not_exact": Words(
        Said("“{text}”不是确定的值", "'{text}' is not an exact value"),
        Said(
            "界限要写确数或确定的日期；有无用 exists: yes|no；原文数字缺失写 lost",
            "a limit is exact, a date full; ask for presence with exists: yes|no; write lost where the text has lost it",
        ),
    ),
    "rulebook.not_as_of": Words(
        Said("{label}不是日期，不能与判定日比较", "{label} is no date, so it cannot be compared with $as_of")
    ),
    "rulebook.types_differ": Words(
        Said(
            "{label}与{other_label}不是同一类事实，不能比较",
            "{label} and {other_label} are of different types and cannot be compared",
        )
    ),
    "rulebook.derived_no_number": Words(
        Said("{label}不是数值，不能与推算值“${name}”比较", "{label} is no number, so it cannot be compared with '${name}'")
    ),
    "rulebook.list_member": Words(
        Said("列表里只能写代码、文字和代码集", "a list holds codes, texts and sets of codes only"),
        Said("参数或另一事实要单独写，不放在列表里", "write a parameter or another fact by itself, not in a list"),
    ),
    "rulebook.takes_operator": Words(
        Said("“{text}”后面应为 {{运算符: 值}}", "'{text}' takes {{operator: value}}"),
        Said("写成 {text}: {{{usual}: {shown}}}", "write {text}: {{{usual}: {shown}}}"),
    ),
    "rulebook.no_operator": Words(
        Said("“{text}”后面没有运算符", "'{text}' has no operator"),
        Said("例如 {{{usual}: ...}}", "for example {{{usual}: ...}}"),
    ),
    "rulebook.unknown_operator": Words(
        Said("没有“{text}”这个运算符", "there is no operator '{text}'"), Said("可用：{operators}", "use one of: {operators}")
    ),
    "rulebook.operator_unordered": Words(
        Said(
            "{label}（代码表 {list} 不分高低）不能用 {operator}",
            "'{operator}' does not go with {label}: its list {list} is not ordered",
        ),
        Said("可用：{operators}", "use one of: {operators}"),
    ),
    "rulebook.operator_type": Words(
        Said("{label}（类型 {type}）不能用 {operator}", "'{operator}' does not go with {label} of type {type}"),
        Said("可用：{operators}", "use one of: {operators}"),
    ),
    "rulebook.needs_some": Words(Said("{operator} 后面应为至少一个值", "'{operator}' takes at least one value")),
    "rulebook.needs_one": Words(
        Said("{operator} 后面应为一个值", "'{operator}' takes one value"),
        Said("几个值之一写 in: [...]", "for one of several write in: [...]"),
    ),
    "rulebook.needs_two": Words(Said("{operator} 后面应为两个值", "'{operator}' takes two values: [from, to]")),
    "rulebook.fact_of_others": Words(
        Said("{asked}没有“{name}”这个事实", "'{name}' is not a fact of {asked}"),
        Said("它属于：{homes}", "it belongs to: {homes}"),
    ),
    "rulebook.units_clash": Words(
        Said("算式“{text}”的单位不相配：{left} 与 {right}", "the units in '{text}' do not go together: {left} and {right}"),
        Said("检查各事实的单位，或改 unit", "look at the units of the facts, or change 'unit'"),
    ),
    "rulebook.divides_by_zero": Words(
        Said("算式“{text}”除以零", "'{text}' divides by zero"),
        Said("检查各事实的单位，或改 unit", "look at the units of the facts, or change 'unit'"),
    ),
    "rulebook.unit_differs": Words(
        Said("算式“{text}”的结果以 {shown} 计，与 unit 不符", "'{text}' is measured in {shown}, which does not fit 'unit'"),
        Said("检查各事实的单位，或改 unit", "look at the units of the facts, or change 'unit'"),
    ),
    "rulebook.units_mixed": Words(
        Said(
            "算式“{text}”里有不成一套的单位，无法准确计算",
            "the units in '{text}' are not of one system, so it cannot be computed exactly",
        ),
        Said("检查各事实的单位，或改 unit", "look at the units of the facts, or change 'unit'"),
    ),
    "rulebook.unit_mismatch": Words(
        Said(
            "“{name}”的单位是{other}，不能与{label}（{unit}）比较",
            "'{name}' is measured in {other} and cannot be compared with {label} ({unit})",
        )
    ),
    "rulebook.set_of_other_list": Words(
        Said(
            "代码集“{name}”属于代码表 {list}，{label}用的是{takes}",
            "the set '{name}' is of the list {list}; {label} takes {takes}",
        )
    ),
}
