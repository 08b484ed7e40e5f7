"""Documents, their rules and where they lie."""

from __future__ import annotations

from ....bilingual import Said
from ..entry import Words

WORDS = {
    "rulebook.ends_before_begins": Words(Said("终止日早于起始日", "it ends before it begins")),
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
    "rulebook.expect_nothing": Words(
        Said("应写明推定出的事实和值，或写 nothing", "takes the facts and values that follow, or nothing"),
    ),
    "rulebook.expires_early": Words(Said("失效日早于施行日", "the document expires before it takes effect")),
    "rulebook.reading_day": Words(
        Said("应为年、月或日", "should be a year, a month or a day"),
        Said("例如 2027、2027-07 或 2027-07-01", "as in 2027, 2027-07 or 2027-07-01"),
    ),
    "rulebook.reading_bound": Words(
        Said("应为一个界限和一个数", "should be a bound with a number"),
        Said("例如 {{gt: 1 km, of: 到岸线的距离}}", "as in {{gt: 1 km, of: distance to the bank}}"),
    ),
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
    "rulebook.taken": Words(
        Said("{kind}“{text}”已经用过，第一次在 {first}", "the {kind} '{text}' is already taken, first at {first}"),
        Said("请换一个", "use another one"),
    ),
    "rulebook.unknown": Words(Said("没有{kind}“{text}”", "there is no {kind} '{text}'")),
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
