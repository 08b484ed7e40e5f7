"""The class of a surface water from its concentrations, GB 3838-2002 table 1: the worst item governs.

Rivers are judged without total nitrogen and faecal coliforms (环办〔2011〕22号); total nitrogen, and a stricter phosphorus, are for
lakes and reservoirs. Whether a bay of a reservoir is a river or a lake is for the record to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from ..bilingual import Said, nearest
from ..errors import ValueRefused
from ..rulebook.model import RulebookData
from ..vocabulary.spelling import half_width
from .measured import Measured, given, measured

#: From worst to best. `inferior` is worse than class V (劣Ⅴ类).
WATER_CLASSES = ("inferior", "V", "IV", "III", "II", "I")
CLASSES = ("I", "II", "III", "IV", "V")
_ROMAN = {sign: grade for signs in ("ⅠⅡⅢⅣⅤ", "12345", "一二三四五") for sign, grade in zip(signs, CLASSES, strict=True)}
_ROWS = {grade.lower(): grade for grade in CLASSES}
PREFIX = "surface_water_"
FLOORS = ("dissolved_oxygen",)
PH = (Fraction(6), Fraction(9))
#: The items and how they are spelled, their Chinese name first.
_ITEMS = """
ph                pH PH值
dissolved_oxygen  溶解氧 DO
codmn             高锰酸盐指数 CODMn
cod               化学需氧量 COD
bod5              五日生化需氧量 BOD5
nh3n              氨氮 NH3-N
tp                总磷 TP
tn                总氮 TN
copper            铜 Cu
zinc              锌 Zn
fluoride          氟化物 F
selenium          硒 Se
arsenic           砷 As
mercury           汞 Hg
cadmium           镉 Cd
chromium_vi       六价铬 Cr6
lead              铅 Pb
cyanide           氰化物 CN
phenol            挥发酚 phenol
petroleum         石油类 oil
surfactant        阴离子表面活性剂 LAS
sulphide          硫化物 sulfide
"""
NAMES = {name: tuple(spellings) for name, *spellings in map(str.split, _ITEMS.strip().splitlines())}
_SPELLED = {spelling.lower(): name for name, spellings in NAMES.items() for spelling in (name, *spellings)}
Number = int | float | str | Decimal | Fraction


class WaterClass(NamedTuple):
    """The class found, the items that govern it, the class of each item; `missing` are items of the assessment that were not given,
    so that the class is the best that the water can have; `undetected` were not detected and say no detection limit: they are taken as of
    class I, which the methods of table 4 of the standard can tell."""

    found: str
    governing: tuple[str, ...]
    items: dict[str, str]
    missing: tuple[str, ...]
    undetected: tuple[str, ...] = ()


def surface_water_class(values: Mapping[str, Number | None], water: Literal["river", "lake"], data: RulebookData) -> WaterClass:
    """The class of a water from concentrations in mg/L by item (`nh3n` or 氨氮; pH without unit).

    `data` holds the tables (`ecocheck.load().data`). A value below a detection limit is written ``<0.01`` or ``0.01L``; where the limit
    itself is not fine enough to tell the class, it is refused. 未检出 and ND are of class I. None, NaN, NA and blanks are items that were
    not measured.

    Raises:
        ValueRefused: an unknown item, one that is given twice, no number, `water` neither river nor lake, or no item at all.

    >>> import ecocheck
    >>> data = ecocheck.load().data
    >>> surface_water_class({"氨氮": 0.4, "总磷": 0.15}, "river", data)[:2]
    ('III', ('tp',))
    >>> surface_water_class({"氨氮": 0.4, "总磷": 0.15}, "lake", data)[:2]
    ('V', ('tp',))
    """
    if water not in ("river", "lake"):
        raise ValueRefused("standards.neither_river_nor_lake", water=water)
    tables = _tables(water, data)
    known: dict[str, Any] = {}
    for text, raw in values.items():
        name, value = _item(text), given(raw)
        if value is None:
            continue
        if name in known:
            raise ValueRefused("standards.item_twice", item=_said(name))
        known[name] = _span(name, value)
    judged = {name: span for name, span in known.items() if name != "tn" or water == "lake"}
    items = {name: _class_of(name, span, tables) for name, span in judged.items()}
    if not items:
        raise ValueRefused("standards.no_item_given")
    worst = min(items.values(), key=WATER_CLASSES.index)
    governing = tuple(name for name, found in items.items() if found == worst)
    undetected = tuple(name for name, span in judged.items() if span.high is None)
    return WaterClass(worst, governing, items, tuple(name for name in ("ph", *tables) if name not in items), undetected)


def _tables(water: str, data: RulebookData) -> dict[str, dict[str, Fraction]]:
    """Item -> class -> limit, as the standard's parameters give them."""
    found = {}
    for parameter in data.parameters.values():
        if not parameter.name.startswith(PREFIX) or not parameter.editions:
            continue
        name = parameter.name.removeprefix(PREFIX)
        kind = next((kind for kind in ("river", "lake") if name.endswith("_" + kind)), "")
        short = name.removesuffix("_" + kind) if kind else name
        if short in NAMES and kind in ("", water):
            rows = parameter.editions[-1].rows
            found[short] = {_ROWS[row.keys[0]]: Fraction(row.value.split()[0]) for row in rows if row.keys[0] in _ROWS}
    return found


def _item(text: str) -> str:
    name = _SPELLED.get(half_width(text).strip().lower())
    if name is None:
        near = nearest(text, [spelling for spellings in NAMES.values() for spelling in spellings])
        known = Said("、".join(spellings[0] for spellings in NAMES.values()), ", ".join(NAMES))
        hint = Said("是不是{near}？", "use one of: {known}").filled(near=near, known=known) if near else None
        raise ValueRefused("standards.no_item", hint=hint, item=text, known=known)
    return name


def _said(name: str) -> Said:
    return Said(NAMES[name][0], name)


def _class_of(name: str, span: Measured, tables: Mapping[str, Mapping[str, Fraction]]) -> str:
    low, high = span
    if high is None:
        return "I"
    if name == "ph":
        return "I" if PH[0] <= low and high <= PH[1] else "inferior"
    limits = tables[name]
    best, worst = (_grade(name, bound, limits) for bound in (low, high))
    if best != worst:
        value = f"<{float(high):g}"
        raise ValueRefused("standards.detection_limit_too_coarse", item=_said(name), value=value, best=best, worst=worst)
    return worst


def _grade(name: str, value: Fraction, limits: Mapping[str, Fraction]) -> str:
    met = [grade for grade in CLASSES if (value >= limits[grade] if name in FLOORS else value <= limits[grade])]
    return met[0] if met else "inferior"


def _span(name: str, value: Any) -> Measured:
    """The least and the greatest that a value may be. Oxygen and pH that were not detected tell nothing."""
    try:
        found = measured(value)
        if found.high is None and name in ("ph", *FLOORS):
            raise ValueError(value)
    except ValueError as error:
        raise ValueRefused("standards.no_concentration", item=_said(name), value=value) from error
    if found.low < 0:
        raise ValueRefused("standards.item_negative", item=_said(name))
    return found


def water_class(text: str) -> str | None:
    """The class of surface water that a text names.

    >>> water_class("Ⅲ类"), water_class("ii"), water_class("劣Ⅴ"), water_class("VI")
    ('III', 'II', 'inferior', None)
    """
    said = text.strip().removesuffix("水质").removesuffix("类").removesuffix("水").removesuffix("类").strip()
    if said.startswith("劣") or said.lower() in ("inferior", "worse than v"):
        return "inferior"
    said = _ROMAN.get(said, half_width(said).upper())
    return said if said in WATER_CLASSES else None
