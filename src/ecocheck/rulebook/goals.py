"""What the rows of indicator and task tables ask for: immutable data, numbers as the document prints them.

A `Goal` is an indicator's target, a `Work` a task. `Target.row` of a rule holds one of them as plain data under `goal` or `work`,
with every number it carries under `limits`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..bilingual import Said

IndicatorForm = Literal["level", "share", "count", "ordinal", "state", "cumulative_rate", "cumulative_amount"]
Direction = Literal["larger", "smaller", "hold", "rank"]
TaskForm = Literal["quantity", "all_items", "done", "at_least_one", "handed_down", "direction"]

INDICATOR_FORMS: dict[str, Said] = {
    "level": Said("水平", "level"),
    "share": Said("比例", "share"),
    "count": Said("数量", "count"),
    "ordinal": Said("等级", "class"),
    "state": Said("状态", "state"),
    "cumulative_rate": Said("累计变化率", "cumulative rate"),
    "cumulative_amount": Said("累计量", "cumulative amount"),
}
DIRECTIONS: dict[str, Said] = {
    "larger": Said("越大越好", "larger is better"),
    "smaller": Said("越小越好", "smaller is better"),
    "hold": Said("保持", "to be held"),
    "rank": Said("按等级", "by rank"),
}
TASK_FORMS: dict[str, Said] = {
    "quantity": Said("数量", "quantity"),
    "all_items": Said("逐项完成", "each named item"),
    "done": Said("完成", "done"),
    "at_least_one": Said("至少一项", "at least one"),
    "handed_down": Said("上级下达", "handed down"),
    "direction": Said("方向", "direction"),
}
#: What a target may be held against where the document prints no number.
AGAINST: dict[str, Said] = {
    "handed_down": Said("上级下达的目标", "the target handed down"),
    "baseline": Said("基准年", "the base year"),
    "previous_year": Said("上一年", "the year before"),
    "standard": Said("标准", "the standard"),
    "peak": Said("峰值", "the peak"),
    "need": Said("需求", "the need"),
}
OPERATORS = ("ge", "le", "gt", "lt", "eq", "between")
SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "eq": "=", "between": "–", "": ""}
#: On what a word of the text sends the row to a person: see `Soft`.
SOFT_ON = ("missed", "earlier_missed", "always", "unchanged", "band", "near")
SCOPES = (
    "district",
    "new_area_direct",
    "new_area_whole",
    "municipality",
    "river",
    "urban_area",
    "built_up_area",
    "section",
    "zone",
    "towns",
    "named_set",
    "joint_region",
)


class Indicator(Struct, frozen=True):
    """One measure of a district's yearly figures: its names, unit, and which way is better."""

    code: str
    label: Said
    unit: str
    form: IndicatorForm
    direction: Direction
    aliases: tuple[str, ...] = ()
    unit_aliases: tuple[str, ...] = ()
    handed_down: bool = False
    definition: Said = Said()
    computed: Said = Said()
    unlike: tuple[str, ...] = ()


class Period(Struct, frozen=True):
    """The years of a plan, both ends included, and the year whose end its targets are measured from.

    `interim` are the years between in which it prints targets of their own, `outlook` is the last year that it looks ahead to;
    `assumed` tells a period that was worked out from the rows from one that the document states.
    """

    first: int
    last: int
    base_year: int
    interim: tuple[int, ...] = ()
    outlook: int = 0
    assumed: bool = False


class Start(Struct, frozen=True):
    """A figure that the document prints for the start, in a line of its text. Only one of `kind` level is a start to measure from; `missing` says
    why nothing is printed, `chosen` which of several counts."""

    year: int
    value: str = ""
    line: int = 0
    kind: Literal["level", "previous_period"] = "level"
    missing: str = ""
    chosen: bool = False
    scope: str = ""


class Aim(Struct, frozen=True):
    """The target: value, or what it is held against (`than`), by the end of `due`; `words` is the phrase that fixes the bound.

    `due_printed` and `value_printed` are false where the document leaves the year or number to be read from its words.
    """

    due: int
    op: str = ""
    value: str = ""
    than: str = ""
    words: str = ""
    reads: str = ""
    due_printed: bool = True
    value_printed: bool = True


class Soft(Struct, frozen=True):
    """A word of the text that leaves a case to a person: `on` a target missed, missed in an earlier year, always, unchanged
    against the year before, inside a band, or near the target."""

    word: str
    on: str
    outcome: Literal["review", "advice"] = "review"
    low: str = ""
    high: str = ""


class Goal(Struct, frozen=True):
    """What one row of an indicator table asks for.

    `base_year` is the year whose end it is measured from; `outlook` marks a target beyond the period. `yearly` are the targets of
    single years, `interim` those on the way, both by year: the path to the target runs through them.
    """

    code: str
    form: IndicatorForm
    direction: Direction
    unit: str
    scope_kind: str
    scope: str
    base_year: int
    aim: Aim
    outlook: bool = False
    starts: tuple[Start, ...] = ()
    result: Start | None = None
    yearly: dict[str, str] = {}
    interim: dict[str, str] = {}
    each_year: bool = False
    soft: tuple[Soft, ...] = ()
    repeats: str = ""
    beside: str = ""
    see_also: str = ""
    also: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    provisional: bool = False


class Work(Struct, frozen=True):
    """What one row of a task table asks for: `quantity` in `unit` (two numbers for `between` or for two things counted apart),
    the named `items`, or a thing done; yearly where the number is asked for each year, `about` where the text says
    近 or 约; `interim` what is to be done by the end of a year on the way. `names` are other phrases in which the document prints
    the task, by which reports call it."""

    form: TaskForm
    scope: str
    base_year: int
    due: int
    due_printed: bool = True
    op: str = ""
    quantity: tuple[str, ...] = ()
    quantity_printed: bool = True
    about: bool = False
    unit: str = ""
    unit_zh: str = ""
    yearly: bool = False
    interim: dict[str, str] = {}
    items: tuple[str, ...] = ()
    open_list: bool = False
    start: Start | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    lead_clause: str = ""
    condition: str = ""
    repeats: str = ""
    see_also: str = ""
    names: tuple[str, ...] = ()
