"""The closed list of facts, groups, code lists and code sets that rules and records may use.

Plain data: built by the rule reader, kept in the compiled rulebook, shared by every thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from ..bilingual import Said
from .spelling import half_width, spelled

FactType = Literal["number", "code", "codes", "boolean", "date", "time", "text", "place"]
FACT_TYPES: tuple[FactType, ...] = ("number", "code", "codes", "boolean", "date", "time", "text", "place")

SubjectName = Literal[
    "project",
    "facility",
    "vehicle",
    "vessel",
    "machine",
    "farm",
    "site",
    "park",
    "water",
    "zone",
    "noise_measurement",
    "indicator",
    "task",
]
SUBJECTS: dict[str, Said] = {
    "project": Said("建设项目", "project"),
    "facility": Said("设施（企业）", "facility"),
    "vehicle": Said("车辆", "vehicle"),
    "vessel": Said("船舶", "vessel"),
    "machine": Said("非道路移动机械", "non-road machine"),
    "farm": Said("养殖场（种植户）", "farm"),
    "site": Said("地块（工地）", "site"),
    "park": Said("园区", "park"),
    "water": Said("水体", "water body"),
    "zone": Said("区域", "zone"),
    "noise_measurement": Said("噪声监测", "noise measurement"),
    "indicator": Said("指标", "indicator"),
    "task": Said("任务", "task"),
}

#: GB/T 4754-2017: the section letters, and the last two-digit division of each.
_SECTIONS = "ABCDEFGHIJKLMNOPQRST"
_LAST_DIVISIONS = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)


def industry_code(text: str) -> str | None:
    """The GB/T 4754 code with its letter, or None where `text` is none.

    >>> industry_code("2614"), industry_code("C26"), industry_code("0610"), industry_code("C0610"), industry_code("化工")
    ('C2614', 'C26', 'B0610', None, None)
    """
    text = text.strip().upper()
    letter, digits = (text[0], text[1:]) if text[:1].isalpha() and text[:1].isascii() else ("", text)
    if not digits:
        return letter if letter in _SECTIONS and letter else None
    if not digits.isascii() or not digits.isdigit() or not 2 <= len(digits) <= 4 or digits[:2] == "00":
        return None
    place = bisect_left(_LAST_DIVISIONS, int(digits[:2]))
    if place == len(_SECTIONS) or (letter and letter != _SECTIONS[place]):
        return None
    return _SECTIONS[place] + digits


class Equivalent(Struct, frozen=True):
    """Another dimension that a fact accepts: one `unit` counts as `factor` of the fact's own unit."""

    unit: str
    factor: str
    source: Said


class Fact(Struct, frozen=True):
    """One named, typed value that a record may carry.

    `unit` is the canonical unit of a number; `list` the code list of a code; `none` says how the written absence 无 of a
    number counts (``absent``: no comparison holds; ``zero``; ``far``: larger than any limit). `least` and `most` are what a number can
    be in that unit, ``any`` where nothing bounds it, empty where the dimension says it (`bounds.bounds_of`). `stage` is the one from which
    it can be known, empty where that is the first.
    """

    name: str
    label: Said
    type: FactType
    subjects: tuple[str, ...]
    unit: str = ""
    list: str = ""
    none: Literal["", "absent", "zero", "far"] = ""
    equivalent: Equivalent | None = None
    aliases: tuple[str, ...] = ()
    meaning: Said = Said()
    found_in: Said = Said()
    stage: str = ""
    least: str = ""
    most: str = ""


class Code(Struct, frozen=True):
    """One code. `kin` are words for things that it may be meant for; they are refused, and the refusal names this code."""

    code: str
    label: Said
    aliases: tuple[str, ...] = ()
    meaning: str = ""
    kin: tuple[str, ...] = ()


class CodeList(Struct, frozen=True, dict=True):
    """The codes that a fact may take; `ordered` lists stand from worst to best; scheme ``gbt4754`` is open, by prefix.

    `together` are spellings that mean several codes at once (改扩建).
    """

    name: str
    zh: str = ""
    source: str = ""
    ordered: bool = False
    scheme: Literal["closed", "gbt4754"] = "closed"
    codes: tuple[Code, ...] = ()
    together: dict[str, tuple[str, ...]] = {}

    @cached_property
    def things(self) -> frozenset[str]:
        """The codes of a closed list that say that something is there."""
        return frozenset(code.code for code in self.codes) - {"none"}

    @cached_property
    def has_none(self) -> bool:
        """Whether 无 is an answer."""
        return self.scheme == "gbt4754" or "none" in self.rank

    @cached_property
    def rank(self) -> dict[str, int]:
        return {code.code: place for place, code in enumerate(self.codes)}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every accepted spelling (code, zh, en, alias; lower case, half width) -> code."""
        found: dict[str, str] = {}
        for code in self.codes:
            for spelling in (code.code, code.label.zh, code.label.en, *code.aliases):
                found.setdefault(half_width(spelling).lower(), code.code)
        return found

    def find(self, text: str) -> str | None:
        """The code that `text` spells, or None."""
        if self.scheme == "gbt4754":
            return "none" if text.strip().lower() in ("none", "无") else industry_code(text)
        return self.spellings.get(half_width(text).lower())

    def label(self, code: str) -> Said:
        """What a code is called; a code that is not listed (an industry) is its own name."""
        place = self.rank.get(code)
        return Said(code, code) if place is None else self.codes[place].label


class CodeSet(Struct, frozen=True):
    """A named set of codes of one list; rules write it `$name`. A `note` says where the reading is unsettled."""

    name: str
    list: str
    codes: tuple[str, ...]
    label: Said
    note: Said = Said()


class Group(Struct, frozen=True):
    """A list of like things inside a record, such as the boilers of a project; `facts` are the facts of one item.

    Where nobody lists the things, facts of the record may stand for the list: `spread` names them by facts of the items, first the
    one whose codes each make an item.
    """

    name: str
    item: str
    label: Said
    subjects: tuple[str, ...]
    facts: tuple[str, ...]
    spread: dict[str, str] = {}

    @property
    def asked(self) -> str:
        """What to ask for where the list is not known: the list, or the fact of which each code makes an item."""
        return next(iter(self.spread.values()), self.name)

    def fact(self, short: str) -> str | None:
        """The full name of an item's fact, from its full or short name (`capacity` for `boiler.capacity`)."""
        if short in self.facts:
            return short
        return next((name for name in self.facts if name.removeprefix(self.item + ".") == short), None)


class Vocabulary(Struct, frozen=True, dict=True):
    """All facts, lists, sets and groups by name.

    `seen_as` are the subjects that a record about another is looked at as, too, each with the facts and groups that decide it; none
    where it always is.
    """

    facts: dict[str, Fact] = {}
    lists: dict[str, CodeList] = {}
    sets: dict[str, CodeSet] = {}
    groups: dict[str, Group] = {}
    seen_as: dict[str, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every accepted header (name, zh and en label, alias; lower case, half width, no spaces) -> fact name."""
        found: dict[str, str] = {}
        for fact in self.facts.values():
            for spelling in (fact.name, fact.label.zh, fact.label.en, *fact.aliases):
                found.setdefault(spelled(spelling), fact.name)
        return found

    def find(self, text: str) -> Fact | None:
        """The fact that a header or key names, by its name, label or alias."""
        name = self.spellings.get(spelled(text))
        return self.facts[name] if name else None

    @cached_property
    def _group_spellings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for group in self.groups.values():
            for spelling in (group.name, group.label.zh, group.label.en):
                found.setdefault(spelled(spelling), group.name)
        return found

    def find_group(self, text: str) -> Group | None:
        """The list of things that a key names, by its name or label."""
        name = self._group_spellings.get(spelled(text))
        return self.groups[name] if name else None

    @cached_property
    def fields(self) -> dict[str, str]:
        """The names that facts and groups have as fields of a class, with `_` for the dot -> fact or group."""
        return {name.replace(".", "_"): name for name in (*self.facts, *self.groups)}

    def of_subject(self, subject: str) -> Iterator[Fact]:
        return (fact for fact in self.facts.values() if subject in fact.subjects)

    def items_of(self, subject: str) -> Iterator[Group]:
        return (group for group in self.groups.values() if subject in group.subjects)

    def facts_of_items(self, subject: str) -> frozenset[str]:
        """The facts that a record about a subject says of the items of its lists, and not of itself."""
        return frozenset(name for group in self.items_of(subject) for name in group.facts)
