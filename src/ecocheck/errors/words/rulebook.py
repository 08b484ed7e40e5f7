"""Rule files and what stands in them."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

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
    "rulebook.ends_before_begins": Words(Said("终止日早于起始日", "it ends before it begins")),
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
    "rulebook.unknown_format": Words(
        Said("不认识的格式版本“{version}”", "unknown version of the format: '{version}'"),
        Said("请写 ecocheck: {known}", "write ecocheck: {known}"),
    ),
    "rulebook.other_document": Words(
        Said("写的是“{said}”，文件却在 {document} 的文件夹里", "says '{said}', but the file lies in the folder of {document}"),
        Said("请写 document: {document}，或把文件移走", "write document: {document}, or move the file"),
    ),
    "rulebook.foreign_id": Words(
        Said("“{text}”不属于 {document}", "'{text}' does not belong to {document}"),
        Said("请写 {document}/{short}", "write {document}/{short}"),
    ),
    "rulebook.no_id": Words(
        Said("“{text}”不能作编号", "'{text}' cannot be an id"),
        Said("只用小写字母、数字、连字符和点", "use lower-case letters, digits, hyphens and dots only"),
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
    "rulebook.row_one_clause": Words(
        Said("一行只对一个条款", "a row is for one clause"), Said("每个条款各写一行", "write a row for each clause")
    ),
    "rulebook.duty_subject": Words(
        Said("没有 touches 的职责不针对任何对象", "a duty without 'touches' meets no subject"),
        Said("删去 subject，或写 touches: 条件", "delete it, or write touches: condition"),
    ),
    "rulebook.no_date": Words(
        Said("{label}不是日期", "{label} is no date"), Said("写日期事实或 as_of", "name a fact that is a date, or as_of")
    ),
    "rulebook.exemption_id": Words(
        Said("“{known}”不能作编号", "'{known}' cannot be an id"), Said("用小写字母、数字和连字符", "use a-z, 0-9 and -")
    ),
    "rulebook.exemption_taken": Words(Said("豁免编号“{known}”在本规则里重复", "the rule has two exemptions '{known}'")),
    "rulebook.exemption_ground": Words(
        Said("没有写明豁免的依据", "the exemption names no ground"), Said("写 clause 或 source", "give a clause or a source")
    ),
    "rulebook.exemption_empty": Words(
        Said("豁免没有写条件", "the exemption has no condition"),
        Said("写上 all、any、not 或 事实: {{运算符: 值}}", "write all, any, not or fact: {{operator: value}}"),
    ),
    "rulebook.given_mapping": Words(
        Said("应为事实到值的映射", "should be a mapping of facts"), Said("写 {{事实: 值, ...}}", "write {{fact: value, ...}}")
    ),
    "rulebook.needs_note": Words(
        Said("要人工判定的规则缺少说明", "a rule that leaves something to a person needs a note"),
        Said("写 note: {{zh: ..., en: ...}}，说明判什么、为什么", "write note: {{zh: ..., en: ...}}: what to judge, and why"),
    ),
    "rulebook.folder_name": Words(
        Said("编号是 {id}，文件夹却叫 {folder}", "the id is {id}, but the folder is called {folder}"),
        Said("请让两者相同", "make them the same"),
    ),
    "rulebook.no_period_shown": Words(
        Said(
            "没有写规划期，从指标和任务的行也看不出来", "states no period, and the rows of its indicators and tasks show none"
        ),
        Said("写 period: [首年, 末年] 和 base_year: 基准年", "write period: [first, last] and base_year: year"),
    ),
    "rulebook.stray": Words(
        Said("没有读这个文件：它不在规则文件该在的地方", "this file is not read: it lies where no rule file belongs"),
        Said(
            "规则放在含 document.yaml 的文件夹里，条款、参数和各表放在同名的文件或文件夹里",
            "rules lie in a folder with a document.yaml; clauses, parameters and tables in a file or folder of their name",
        ),
    ),
    "rulebook.stray_yml": Words(
        Said("没有读这个文件：它不在规则文件该在的地方", "this file is not read: it lies where no rule file belongs"),
        Said("请改名为 .yaml", "rename it to .yaml"),
    ),
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
    "rulebook.no_period": Words(
        Said("没有写规划期", "no period is stated"), Said("补上 period: [首年, 末年]", "add period: [first, last]")
    ),
    "rulebook.no_years": Words(
        Said("不是首年和末年", "is no first and last year"), Said("写成 [首年, 末年]", "write [first, last]")
    ),
    "rulebook.base_year_late": Words(Said("基准年晚于规划期首年", "the base year lies behind the first year of the period")),
    "rulebook.outlook_within": Words(Said("远景年不在规划期之后", "the outlook does not lie beyond the period")),
    "rulebook.interim_outside": Words(
        Said("中期年份要在 {base_year} 与 {last} 之间", "interim years lie between {base_year} and {last}")
    ),
    "rulebook.implied_fact": Words(Said("没有事实“{text}”", "there is no fact '{text}'")),
    "rulebook.implies_nothing": Words(
        Said("没有写推定出什么", "it implies nothing"), Said("补上 then 或 empty", "add then or empty")
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
    "rulebook.expect_nothing": Words(
        Said("应写明推定出的事实和值，或写 nothing", "takes the facts and values that follow, or nothing"),
    ),
    "rulebook.sheet_item": Words(
        Said(
            "{fact}说的是清单里的每一件，不能印在核对单上", "{fact} is about items of a list and cannot be printed on a sheet"
        ),
    ),
    "rulebook.area_circle": Words(Said("区域 {id} 绕一圈又在自己里面", "the area {id} lies within itself by way of others")),
    "rulebook.expires_early": Words(Said("失效日早于施行日", "the document expires before it takes effect")),
    "rulebook.issued_span": Words(
        Said(
            "印发日应当是一个日期，或首尾两个日期",
            "the day of issue should be one date, or the first and the last it can have been",
        ),
        Said("例如 2027-02-24 或 [2027-01-01, 2027-01-31]", "as in 2027-02-24 or [2027-01-01, 2027-01-31]"),
    ),
    "rulebook.anchor_long": Words(
        Said("定位短语有 {length} 个字符，最多 {most} 个", "the anchor has {length} characters, at most {most} are allowed"),
        Said("请只留能找到原句的几个字", "keep only the few characters that find the sentence"),
    ),
    "rulebook.no_key": Words(Said("{word} 没有“{key}”这一项", "'{word}' has no key '{key}'")),
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
    "rulebook.rows_overlap": Words(
        Said("这一行与 {first} 的一行重叠", "this row overlaps the one at {first}"),
        Said(
            "同样的键只能有一个值；兜底的 * 行放在后面",
            "the same keys can have one value only; a row with * for the rest comes last",
        ),
    ),
    "rulebook.dotted_name": Words(
        Said("“{name}”不能作名称", "'{name}' cannot be a name"),
        Said("用小写英文，写成 namespace.thing", "write it in lower-case letters as namespace.thing"),
    ),
    "rulebook.plain_name": Words(
        Said("“{name}”不能作名称", "'{name}' cannot be a name"),
        Said("用小写英文、数字和下划线", "use lower-case letters, digits and _"),
    ),
    "rulebook.pack_name": Words(
        Said("自定词汇“{name}”要以“{prefix}.”开头", "'{name}' belongs to a pack and must begin with '{prefix}.'"),
        Said("请写 {prefix}.{last}", "write {prefix}.{last}"),
    ),
    "rulebook.code_twice": Words(Said("代码“{text}”在表里重复", "the code '{text}' stands twice in its list")),
    "rulebook.taken": Words(
        Said("{kind}“{text}”已经用过，第一次在 {first}", "the {kind} '{text}' is already taken, first at {first}"),
        Said("请换一个", "use another one"),
    ),
    "rulebook.unknown": Words(Said("没有{kind}“{text}”", "there is no {kind} '{text}'")),
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
    "rulebook.set_of_other_list": Words(
        Said(
            "代码集“{name}”属于代码表 {list}，{label}用的是{takes}",
            "the set '{name}' is of the list {list}; {label} takes {takes}",
        )
    ),
    "rulebook.no_shipped_rules": Words(
        Said("找不到随包的规则", "the shipped rules cannot be found"), Said("请重新安装 ecocheck", "install ecocheck again")
    ),
    "rulebook.no_folder": Words(
        Said("没有规则文件夹“{folder}”", "there is no folder of rules '{folder}'"),
        Said("请给出含 document.yaml 的文件夹", "name a folder that holds a document.yaml"),
    ),
    "rulebook.no_rules_in": Words(
        Said("“{path}”不是规则文件夹", "'{path}' holds no rules"),
        Said(
            "给出含 document.yaml 的文件夹，或含 vocabulary 的整套规则",
            "name a folder with a document.yaml, or a whole folder of rules",
        ),
    ),
    "rulebook.no_document_in": Words(Said("{folder} 里没有 document.yaml", "{folder} holds no document.yaml")),
}
