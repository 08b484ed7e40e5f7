"""Units and measured numbers as people write them."""

from __future__ import annotations

import re

from ..bilingual import Said
from .units import find_unit

#: Units that people write otherwise than their name or symbol says.
WRITTEN = {"1": Said(), "t_steam/h": Said("t/h", "t/h")}
WORD = re.compile(r"[A-Za-z]+")


def unit_said(unit: str) -> Said:
    """A unit as people write it: its symbol, in Chinese its name where the unit is a word or a power of ten; a pure number has none.

    >>> unit_said("hm2").zh, unit_said("t_steam/h").zh, unit_said("1").zh, unit_said("person").zh
    ('hm²', 't/h', '', '人')
    """
    if unit in WRITTEN:
        return WRITTEN[unit]
    found = find_unit(unit) if unit else None
    if found is None:
        return Said(unit, unit)
    worded = unit.startswith("10^") or unit in ("a", "d", "day") or any(len(word) > 4 for word in WORD.findall(found.label.en))
    return found.label if worded else Said(found.label.en, found.label.en)


def measured(number: object, unit: str) -> Said:
    """A number with its unit.

    >>> measured(12, "person"), measured("≈0.3", "1")
    (Said(zh='12 人', en='12 persons'), Said(zh='≈0.3', en='≈0.3'))
    """
    said = unit_said(unit)
    return Said(f"{number} {said.zh}".strip(), f"{number} {said.en}".strip())
