"""Yes-or-no facts as people say them: 是否位于城市建成区 is said 位于城市建成区 or 不位于城市建成区, never "… 为是"."""

from __future__ import annotations

import re

from ..bilingual import Said

#: The values by themselves.
FLAGS = {True: Said("是", "yes"), False: Said("否", "no")}
WHETHER = "是否"
#: What follows 是否 and is denied by 不 (a state) or 未 (an act or its result); any other word is taken for a noun (是…, 不是…).
STATES = re.compile("位于|占用|属|在|以|有|符合|可能|具备|产生|使用|保持|跨省|受纳|室外|规范|相当|正常|移动|闲置")
ACTS = re.compile(
    "列入|新增|实现|配备|配套|改变|造成|边开采|查实|密闭|按|已|建有|缴纳|开展|雨污|完成|依法|通过|明确|先补|混入|得到|及时|定点|"
    "一物一码|含|达到|第三方"
)


def flag_said(label: Said, value: bool) -> Said:
    """A yes-or-no fact as a statement.

    >>> [flag_said(Said(text), False).zh for text in ("占用行为是否依法批准", "是否在港", "是否重大项目")]
    ['占用行为未依法批准', '不在港', '不是重大项目']
    >>> flag_said(Said("占用行为是否依法批准", "Occupation lawfully authorised"), False).en
    'Occupation lawfully authorised: no'
    """
    return Said(_stated(label.zh, value), f"{label.en}: {FLAGS[value].en}")


def _stated(label: str, value: bool) -> str:
    head, whether, rest = label.partition(WHETHER)
    if not whether:
        return f"{label}：{FLAGS[value].zh}"
    if STATES.match(rest):
        denied = "没" if rest.startswith("有") else "不"
        return f"{head}{'' if value else denied}{rest}"
    if ACTS.match(rest):
        return f"{head}{rest}" if value else f"{head}未{rest.removeprefix('已')}"
    return f"{head}{'是' if value else '不是'}{rest}"
