"""Values in the words of the official forms: printed choices with boxes, addresses, trades with code and name, bounds in words.

What is read here is read in one way only; a text that could mean two things is left as it is, to be refused with its place.
"""

from __future__ import annotations

import re
from functools import cache

from .model import CodeList
from .spelling import half_width

#: Marks of a choice that was taken, and boxes of one that was not. An R before a Chinese word is a ticked box of the font Wingdings,
#: which the export of a form as text leaves behind.
TAKEN, LEFT = "☑✓✔√■▣☒●", "□○◻☐×✗✘"
_WINGDINGS = re.compile(r"(?<![A-Za-z0-9])R(?=\s?[\u4e00-\u9fff])")
_BRACKETED_MARK = re.compile(rf"[(（]\s*([{TAKEN}{LEFT}])\s*[)）]")
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_BEFORE = re.compile(rf"([{TAKEN}{LEFT}])([^{TAKEN}{LEFT}]+)")
_AFTER = re.compile(rf"([^{TAKEN}{LEFT}]+)([{TAKEN}{LEFT}])")
_AROUND = " \t\n:：、,，;；/"


def choices_taken(text: str) -> tuple[str, ...] | None:
    """Of a line that prints its choices with boxes or marks the choices that were taken; None where it is no such line, or where marks
    stand so that they may belong to the word before as well as to the one behind.

    >>> choices_taken("☑新建（迁建） □改建 □扩建"), choices_taken("是☑否□"), choices_taken("R新建 □改建"), choices_taken("是（√）否（ ）")
    (('新建（迁建）',), ('是',), ('新建',), ('是',))
    >>> choices_taken("□是 □否"), choices_taken("新建√ 改建 扩建"), choices_taken("新建"), choices_taken("√新建 扩建√")
    ((), ('新建',), None, None)
    """
    marked = _WINGDINGS.sub("☑", text)
    marked = _EMPTY_BRACKETS.sub("□", _BRACKETED_MARK.sub(r"\1", marked)) if _BRACKETED_MARK.search(marked) else marked
    marked = marked.strip(_AROUND)
    if not any(sign in TAKEN + LEFT for sign in marked):
        return None
    first, last = marked[0] in TAKEN + LEFT, marked[-1] in TAKEN + LEFT
    if first and last:
        return None
    if first:
        return tuple(_own(word, 0) for mark, word in _BEFORE.findall(marked) if mark in TAKEN and word.strip(_AROUND))
    if last or re.search(rf"[^\s{TAKEN}{LEFT}][{TAKEN}{LEFT}]\s", marked):
        return tuple(_own(word, -1) for word, mark in _AFTER.findall(marked) if mark in TAKEN and word.strip(_AROUND))
    return None


def _own(words: str, place: int) -> str:
    """The word that a mark stands at: others beside it, apart by blanks, have no mark."""
    parts = words.strip(_AROUND).split()
    return parts[place].strip(_AROUND) if parts else ""


_CITY = re.compile(r"^(?:中国)?[/\s]*重庆市?[/\s,，]*")
#: What says that a place is not in the district that is named, or not in it alone.
_NOT_THERE = re.compile("以外|之外|除外|交界|与|和|及|跨|、|至")


def district_of(text: str, codes: CodeList) -> str | None:
    """The district that an address begins with, with or without the city before it; None where it names none, or more than it.

    >>> from ecocheck.bilingual import Said
    >>> from ecocheck.vocabulary.model import Code
    >>> some = CodeList("districts", codes=(Code("500101", Said("万州区")), Code("500156", Said("武隆区"))))
    >>> [district_of(text, some) for text in ("重庆市万州区高峰街道", "武隆区白马镇", "不在万州区", "万州区以外", "万州区、武隆区")]
    ['500101', '500156', None, None, None]
    """
    address = _CITY.sub("", half_width(text))
    if (exact := codes.find(address)) is not None and exact != "none":
        return exact
    found = [code for code in codes.codes if len(code.label.zh) > 2 and address.startswith(code.label.zh)]
    if not found:
        return None
    longest = max(found, key=lambda code: len(code.label.zh))
    rest = address[len(longest.label.zh) :]
    others = any(code.label.zh in rest for code in codes.codes if len(code.label.zh) > 2)
    return None if others or _NOT_THERE.search(rest) else longest.code


_CODE = re.compile(r"(?<![A-Za-z0-9])([A-T]?)\s?(\d{2,4})(?![\d.\-—~])")
_BETWEEN = re.compile(r"[\s()\[\]【】《》〈〉:：、,，;；/|+_\-—.。]+")


@cache
def _named() -> dict[str, str]:
    """The deepest code that bears a name; a name that several branches of the table bear is in it as nothing."""
    from .industries import industries

    found: dict[str, str] = {}
    for code, name in industries().items():
        key = _BETWEEN.sub("", half_width(name))
        known = found.get(key)
        found[key] = (
            code
            if known is None or (known and code.startswith(known))
            else ""
            if known and not known.startswith(code)
            else known
        )
    return found


def trades_with_names(text: str) -> tuple[str, ...]:
    """The classes of a text that names trades in the table's own words: a code with its name, a name alone, several of them; nothing
    where anything else stands beside them, for it may deny or narrow what is named.

    >>> trades_with_names("C2929 塑料零件及其他塑料制品制造"), trades_with_names("公路工程建筑（E4812）"), trades_with_names("有机化学原料制造")
    (('C2929',), ('E4812',), ('C2614',))
    >>> trades_with_names("C2611/C2614"), trades_with_names("C2929以外"), trades_with_names("2929 塑料薄膜制造"), trades_with_names("塑料")
    (('C2611', 'C2614'), (), (), ())
    >>> trades_with_names("131、2614"), trades_with_names("131 谷物磨制")
    ((), ('C131',))
    """
    from .industries import industries, trades_meant

    plain = half_width(text).upper()
    key = _BETWEEN.sub("", half_width(text))
    if code := _named().get(key):
        return (code,)
    found = []
    for letter, digits in _CODE.findall(plain):
        meant = trades_meant(f"{letter}{digits}")
        if len(meant) > 1:  # only a name beside it tells which
            meant = [one for one in meant if _BETWEEN.sub("", half_width(industries()[one])) in key]
        if len(meant) != 1:
            return ()
        found += meant
    rest = _BETWEEN.sub("", _CODE.sub("", plain))
    for code in sorted(found, key=lambda one: -len(industries()[one])):
        rest = rest.replace(_BETWEEN.sub("", half_width(industries()[code])).upper(), "", 1)
    return tuple(dict.fromkeys(found)) if not rest else ()


_BOUNDS = (
    ("<", r"不足|不到|小于|少于|低于", r"(?!)"),
    ("≤", r"不大于|不超过|不高于|不多于|小于等于|小于或等于|至多|最多|最大", r"及?以[内下]|之内"),
    (">", r"超过|大于|多于|高于", r"(?!)"),
    ("≥", r"不小于|不低于|不少于|大于等于|大于或等于|至少|最少|最小", r"及?以[上外]|之外"),
)
_IN_WORDS = tuple(
    (sign, re.compile(rf"(?:{before})\s*(\S.*)"), re.compile(rf"(.*\S)\s*(?:{behind})")) for sign, before, behind in _BOUNDS
)
_WHERE = re.compile(r"\((?:最近处|最近点|最近距离|直线距离|实测|量测)\)$")


def bounds_in_signs(written: str) -> str:
    """A figure whose bound is said in words, with the sign for it; 以上 and 以下 include the figure, as the law counts them.

    >>> [bounds_in_signs(text) for text in ("不足1公里", "超过1 km", "1公里以上", "不小于0.5公里", "大于等于1km", "2km(最近处)", "近1公里")]
    ['<1公里', '>1 km', '≥1公里', '≥0.5公里', '≥1km', '2km', '近1公里']
    """
    plain = _WHERE.sub("", written)
    for sign, before, behind in reversed(_IN_WORDS):
        if (found := before.fullmatch(plain) or behind.fullmatch(plain)) is not None and found[1][0].isdigit():
            return f"{sign}{found[1]}"
    return plain
