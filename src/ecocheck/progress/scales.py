"""Figures that are words in an order: classes of water, ratings, grades. A higher rank is better."""

from __future__ import annotations

from ..standards.water import WATER_CLASSES, water_class
from ..vocabulary.spelling import half_width

#: From worst to best.
RATINGS = ("重度污染", "中度污染", "轻度污染", "良好", "优")
GRADES = ("D", "C", "B", "A")
_SPELLED = """
优       优秀 excellent
良好     良 优良 good
轻度污染 light
中度污染 medium
重度污染 heavy
"""
_RATINGS = {text: line.split()[0] for line in _SPELLED.strip().splitlines() for text in line.split()}


def rank(code: str, text: str) -> int | None:
    """The place of a word in the order of its indicator, from 0 (worst); None where the order does not know it.

    A place in a ranking (`air.rank`) is better the smaller it is.

    >>> rank("water.river_class", "Ⅱ类") > rank("water.river_class", "III"), rank("water.river_class", "劣V类")
    (True, 0)
    >>> rank("water.river_rating", "优良") == rank("water.river_rating", "良好")
    True
    """
    said = text.strip()
    if code == "water.river_rating":
        word = _RATINGS.get(said.lower())
        return None if word is None else RATINGS.index(word)
    if code == "waste.hazardous_grade":
        letter = half_width(said).upper().removesuffix("级")
        return GRADES.index(letter) if letter in GRADES else None
    if code == "air.rank":
        digits = half_width(said).strip("第名位")
        return -int(digits) if digits.isdecimal() else None
    found = water_class(said)
    return None if found is None else WATER_CLASSES.index(found)
