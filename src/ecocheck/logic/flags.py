"""Yes-or-no facts as people say them: 是否位于城市建成区 is said 位于城市建成区 or 不位于城市建成区, never "… 为是"."""

from __future__ import annotations

WHETHER = "是否"
#: What follows 是否 and is denied by 不 (a state) or 未 (an act or its result); any other word is taken for a noun (是…, 不是…).
STATES = (
    "位于", "占用", "属", "在", "以", "有", "符合", "可能", "具备", "产生", "使用", "保持", "跨省", "受纳", "室外", "规范", "相当", "正常",
    "移动", "闲置",
)  # fmt: skip
ACTS = (
    "列入", "新增", "实现", "配备", "配套", "改变", "造成", "边开采", "查实", "密闭", "按", "已", "建有", "缴纳", "开展", "雨污", "完成",
    "依法", "通过", "明确", "先补", "混入", "得到", "及时", "定点", "一物一码", "含", "达到", "第三方",
)  # fmt: skip


def flag_said(label: str, value: bool, zh: bool) -> str:
    """A yes-or-no fact as a statement.

    >>> flag_said("占用行为是否依法批准", False, True), flag_said("是否在港", False, True), flag_said("是否重大项目", True, True)
    ('占用行为未依法批准', '不在港', '是重大项目')
    >>> flag_said("Occupation lawfully authorised", False, False)
    'Occupation lawfully authorised: no'
    """
    if not zh:
        return f"{label}: {'yes' if value else 'no'}"
    head, whether, rest = label.partition(WHETHER)
    if not whether:
        return f"{label}：{'是' if value else '否'}"
    if rest.startswith(STATES):
        return f"{head}{'' if value else '不'}{rest}" if not rest.startswith("有") else f"{head}{'' if value else '没'}{rest}"
    if rest.startswith(ACTS):
        return f"{head}{'' if value else '未'}{rest.removeprefix('已') if not value else rest}"
    return f"{head}{'是' if value else '不是'}{rest}"
