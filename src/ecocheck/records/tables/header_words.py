"""How people name what is no fact: subjects, sheets, and the columns that tell records and their lists apart."""

from __future__ import annotations

import re

from ...vocabulary.model import SUBJECTS, Group, Vocabulary
from ...vocabulary.spelling import half_width, spelled

#: Further names that people give the subjects, beside their key and labels.
SUBJECT_WORDS: dict[str, tuple[str, ...]] = {
    "project": ("项目", "建设项目", "拟建项目", "新建项目"),
    "facility": ("设施", "企业", "排污单位", "现有企业", "工业企业"),
    "vehicle": ("车辆", "机动车"),
    "vessel": ("船舶", "船"),
    "machine": ("机械", "非道路移动机械", "非道路机械"),
    "farm": ("养殖场", "种植户", "养殖户"),
    "site": ("地块", "工地", "场地"),
    "park": ("园区", "工业园区"),
    "water": ("水体", "河流", "水库"),
    "zone": ("区域", "片区"),
    "noise_measurement": ("噪声监测", "噪声", "噪声监测点"),
    "indicator": ("指标",),
    "task": ("任务", "重点任务"),
}
_TAIL = re.compile(r"(?<=.)(?:一览表|基本情况表|基本情况|信息表|登记表|汇总表|清单|台账|名单|信息|表)$")
_NUMBERING = re.compile(r"^[*★]*(?:\(?[0-9]{1,3}\)?[.、)](?![0-9])|\([0-9]{1,3}\)|[一二三四五六七八九十]{1,3}、)?[*★]*")


def tidy(text: object) -> str:
    """A header, label or sheet name without what people add to it: width, blanks, numbering, stars, a colon.

    >>> tidy("１、＊行业　类别："), tidy("PM2.5")
    ('行业类别', 'pm2.5')
    """
    plain = spelled(str(text)).rstrip(":*★")
    return _NUMBERING.sub("", plain) or plain


def _stem(text: object) -> str:
    return _TAIL.sub("", tidy(text))


_SUBJECTS = {
    word: subject
    for subject, label in SUBJECTS.items()
    for word in (subject, f"{subject}s", tidy(label.zh), tidy(label.en), f"{tidy(label.en)}s", *SUBJECT_WORDS[subject])
}


def subject_named(text: str) -> str:
    """The subject that a sheet name or cell names; the text itself where it names none.

    >>> subject_named("建设项目一览表"), subject_named("Projects"), subject_named("Sheet1")
    ('project', 'project', 'Sheet1')
    """
    return _SUBJECTS.get(tidy(text)) or _SUBJECTS.get(_stem(text)) or text


def _owned(*nouns: str) -> tuple[str, ...]:
    return tuple(f"{word}{noun}" for words in SUBJECT_WORDS.values() for word in words for noun in nouns)


#: What a column is, by its header. In the sheet of a list a record's number or name is a link.
OWN: dict[str, frozenset[str]] = {
    "id": frozenset(("id", "编号", "记录编号", "recordid", "record_id", "record", *_owned("编号", "代码"))),
    "name": frozenset(("name", "名称", "单位名称", *_owned("名称", ""))),
    "subject": frozenset(("subject", "对象", "对象类型", "记录类型")),
    "as_of": frozenset(("as_of", "asof", "判定日期", "判定日", "检查日期")),
    "stage": frozenset(("stage", "阶段", "所处阶段", "项目阶段", "建设阶段")),
    "note": frozenset(("note", "备注", "说明", "序号", "no", "no.", "#", "行号")),
}
#: Of these a record has one each.
OWN_FIELDS = ("id", "name", "subject", "as_of", "stage")
LINK = OWN["id"] - {"id", "编号"} | OWN["name"] - {"name", "名称"} | {"所属记录", "所属项目", "所属企业", "记录"}
ATTESTATION: dict[str, frozenset[str]] = {
    "clause": frozenset(("clause", "条款", "条款编号")),
    "state": frozenset(("state", "status", "结论", "核实结论", "落实情况")),
    "by": frozenset(("by", "核实人", "填表人")),
    "document": frozenset(("document", "文件", "证明材料", "依据文件")),
}
ATTESTATION_SHEETS = frozenset(("attested", "attestations", "核实", "核实结论"))
#: Sheets of a form that explain it.
EXPLAINING = frozenset(("说明", "填写说明", "填表说明", "事实说明", "readme"))
REMARKS = frozenset(("示例", "例", "样例", "example", "单位", "含义", "取值", "要求", "unit", "meaning"))
#: What stands below a table: who filled it in, when, signatures and remarks; with a colon behind it, or alone.
_FOOT = re.compile(
    r"(?:填[表报]|制[表单图]|编制|审[核批定]|复核|校[对核]|核对|[^:]{0,4}负责|经办|联系|统计|报[送出]|签[字名章]|盖章|公章|"
    r"[^:]{0,2}日期|时间|[^:]{0,4}电话|备?注|附注|说明|prepared by|filled in by|checked by|signature|date|note|remark)"
    r"[^:]{0,6}:|[(]?(?:公章|盖章|签字|签名)[)]?$|(?:本页)?以下空白|第[0-9]{1,4}页",
    re.IGNORECASE,
)
_FOOT_ALONE = frozenset(
    f"{who}{what}"
    for who in (
        "填表",
        "填报",
        "制表",
        "编制",
        "审核",
        "审批",
        "复核",
        "校核",
        "核对",
        "经办",
        "联系",
        "负责",
        "单位负责",
        "统计负责",
    )
    for what in ("人", "人员", "日期", "时间", "单位", "人电话", "电话")
) | {"备注", "附注", "说明", "日期", "注"}
SUMS = frozenset(("合计", "总计", "小计", "平均", "total", "sum"))


def is_foot(text: str) -> bool:
    """Whether a line's first text is one that stands below tables.

    >>> [is_foot(text) for text in ("填表人：张工    审核人：李工", "注:本表一式两份", "（盖章）", "审核人", "2023年5月1日填报日期：")]
    [True, True, True, True, False]
    >>> [is_foot(text) for text in ("P1", "负责任化工厂", "电话机厂", "时间银行项目")]
    [False, False, False, False]
    """
    plain = half_width(text).lstrip("*★ ")
    return _FOOT.match(plain) is not None or tidy(plain) in _FOOT_ALONE


#: Labels of the official report forms (环办评〔2020〕33号, 建设项目基本情况) that say nothing a rule asks for, without what they have in brackets.
_OFFICIAL = frozenset(
    [
        "建设单位联系人",
        "联系方式",
        "建设项目行业类别",
        "建设项目申报情形",
        "项目审批部门",
        "项目审批文号",
        "总投资",
        "环保投资",
        "环保投资占比",
        "施工工期",
        "是否开工建设",
        "用地面积",
        "用地面积/长度",
        "专项评价设置情况",
        "规划情况",
        "规划环境影响评价情况",
        "规划生态环境影响评价情况",
        "规划及规划环境影响评价符合性分析",
        "规划及规划生态环境影响评价符合性分析",
        "其他符合性分析",
    ]
)
_ADDRESS = frozenset(("建设地点", "建设地址", "项目地点", "项目地址"))
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def is_official(label: str) -> bool:
    """Whether a label is one of the official forms that no rule has use for.

    >>> is_official("项目审批（核准/备案）文号（选填）"), is_official("总投资（万元）"), is_official("产能")
    (True, True, False)
    """
    return _IN_BRACKETS.sub("", tidy(label)) in _OFFICIAL


def is_address(label: str) -> bool:
    """Whether a label stands before the address of a project, which begins with its district."""
    return _IN_BRACKETS.sub("", tidy(label)) in _ADDRESS


def own_role(header: str) -> str:
    """Which of a record's own fields a tidy header names, or nothing."""
    return next((role for role, words in OWN.items() if header in words), "")


def item_stems(vocabulary: Vocabulary) -> dict[str, str]:
    """What sheets of lists are called -> the kind of item (``boiler``)."""
    found: dict[str, str] = {}
    for group in vocabulary.groups.values():
        last = group.name.rpartition(".")[2]
        for word in (
            group.name,
            last,
            group.item,
            f"{group.item}s",
            tidy(group.label.zh),
            _stem(group.label.zh),
            tidy(group.label.en),
        ):
            found.setdefault(word, group.item)
    return found


def item_named(text: str, vocabulary: Vocabulary) -> str:
    """The kind of item whose list a sheet is called after, or nothing."""
    stems = item_stems(vocabulary)
    return stems.get(tidy(text)) or stems.get(_stem(text)) or ""


def group_of(item: str, subject: str, vocabulary: Vocabulary) -> Group | None:
    """The group of a subject that holds such items."""
    return next((g for g in vocabulary.groups.values() if g.item == item and subject in g.subjects), None)
