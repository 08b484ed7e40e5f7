"""What a second reader wrote down of a clause before opening its rule: the demand itself, and the day both were held together."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..bilingual import Said

#: Whom a demand can bind besides the subjects of records: the authority, and people of whom no record tells.
AUTHORITY, PERSON = "authority", "person"
#: Words of a bound, with their signs.
BOUNDS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "=", "ne": "≠"}

ReadingState = Literal["read", "changed", "typed", "unread"]
STATES: dict[ReadingState, Said] = {
    "read": Said("已复核", "read by a second reader"),
    "changed": Said("复核后规则有改动", "changed since its second reading"),
    "typed": Said("要求已写下，尚未与规则核对", "demand written down, not yet held against the rule"),
    "unread": Said("未复核", "not read by a second reader"),
}
#: What of a demand and a rule can differ, and be settled in words.
DIFFERENCES: dict[str, Said] = {
    "binds": Said("对象", "who is bound"),
    "modality": Said("力度", "modality"),
    "limits": Said("要求的数值", "limits"),
    "triggers": Said("适用的数值", "triggers"),
    "exceptions": Said("例外", "exceptions"),
    "open_list": Said("没有列完的列举", "open list"),
    "dates": Said("日期", "dates"),
    "before": Said("在…前", "before an event"),
    "other": Said("其他", "other"),
}


class Bound(Struct, frozen=True):
    """A number or a day of a demand as the line has it (`text`: ``1 km``, ``2021-07-01``), with the bound and what is measured."""

    op: str
    text: str
    of: str = ""

    def __str__(self) -> str:
        return f"{BOUNDS[self.op]} {self.text}{f'（{self.of}）' if self.of else ''}"


class Reading(Struct, frozen=True):
    """The demand of a clause: whom it `binds` (subjects of records, the authority, a person) and in its own words `who`, what they
    `must`, how strictly, with which numbers.

    `limits` hold where the demand is met, `triggers` where it asks for something at all. `open_list` tells a list that ends in 等; `start`
    and `until` are the first and the last day (or year) that the line names, `before` an event that must not have come yet. `whose` duty it is, what
    `shows` that it is met. `settled` says for each kind of difference found on opening the rule how it was settled from the line. `by` and `on`
    are the reader and the day, `digest` stands for the meaning of the rules as they were then: empty until both were held together.
    """

    clause: str
    binds: tuple[str, ...]
    who: str
    must: str
    modality: str
    limits: tuple[Bound, ...] = ()
    triggers: tuple[Bound, ...] = ()
    exceptions: tuple[str, ...] = ()
    open_list: bool = False
    start: str = ""
    until: str = ""
    before: str = ""
    whose: str = ""
    shows: str = ""
    settled: dict[str, str] = {}
    by: str = ""
    on: str = ""
    digest: str = ""
    file: str = ""
    line: int = 0
