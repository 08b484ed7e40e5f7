"""Indicators by the names that plans and bureaus print: numbered, with the unit in brackets, over two lines, with the place before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..errors import EcocheckError
from ..rulebook.goals import Indicator
from ..vocabulary.spelling import half_width
from ..vocabulary.units import convert_factor, find_unit

_NUMBER = re.compile(r"^(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,3}[.、)](?![0-9])|[一二三四五六七八九十]{1,2}、|[①-⑳])")
_CELL = re.compile(r"^[0-9]{1,3}\t")
_NOTE = re.compile(r"(?:[\[【][0-9]{1,2}[\]】]|\*|[①-⑳]|注[0-9]{1,2})$")
_IN_BRACKETS = re.compile(r"(.+?)[(\[【,，](?:单位[::]?)?([^()\[\]【】]+)[)\]】]?$")
_SIGN = re.compile(r"(.+?)([%‰])$")


class Heard(NamedTuple):
    """What a printed name may stand for: the indicator, the unit that stands beside it, the words of place before it, the river or
    section whose row is printed so."""

    indicator: Indicator
    unit: str = ""
    place: str = ""
    scope: str = ""


def folded(text: str) -> str:
    """A name without what printing adds: full-width signs, blanks and line breaks, capitals, its number and its footnote.

    >>> folded("10．环境空气质量\\n优良天数比例（％）"), folded("森林覆盖率 【2】")
    ('环境空气质量优良天数比例(%)', '森林覆盖率')
    """
    said = "".join(half_width(_CELL.sub("", text.strip())).split()).lower()
    return _NOTE.sub("", _NUMBER.sub("", said))


class Names:
    """Finds indicators by what is printed; `anchors` are the phrases in which one plan prints each of its rows, with the codes and
    scopes of these (no scope where the row is of the plan's whole area)."""

    def __init__(self, indicators: Iterable[Indicator], anchors: Mapping[str, set[tuple[str, str]]]) -> None:
        own = list(indicators)
        by_code = {one.code: one for one in own}
        self.by_name: dict[str, Indicator] = {}
        self.scopes: dict[str, str] = {}
        for one in own:
            for name in (one.code, one.label.zh, one.label.en, *one.aliases):
                self.by_name.setdefault(folded(name), one)
        for phrase, printed in anchors.items():
            codes, scopes = {code for code, _ in printed}, {scope for _, scope in printed}
            meant = by_code.get(next(iter(codes))) if len(codes) == 1 else None
            if meant is None:
                continue
            for name in (folded(phrase), *_without_unit(folded(phrase), meant)):
                if self.by_name.setdefault(name, meant) is meant and len(scopes) == 1:
                    self.scopes[name] = next(iter(scopes))

    def heard(self, text: str) -> Iterator[Heard]:
        """What a printed name may stand for, what is nearest to its letters first."""
        said = folded(text)
        yield from self._placed(said, "")
        for pattern in (_IN_BRACKETS, _SIGN):
            found = pattern.fullmatch(said)
            if found is not None:
                yield from (one for one in self._placed(folded(found[1]), found[2]) if _is_unit(found[2], one.indicator))

    def _placed(self, said: str, unit: str) -> Iterator[Heard]:
        if said in self.by_name:
            yield Heard(self.by_name[said], unit, scope=self.scopes.get(said, ""))
        for cut in range(1, min(len(said) - 1, 12)):
            if said[cut:] in self.by_name:
                yield Heard(self.by_name[said[cut:]], unit, said[:cut].removesuffix("的"))


def _without_unit(said: str, indicator: Indicator) -> Iterator[str]:
    """A printed name without the unit beside it."""
    for pattern in (_IN_BRACKETS, _SIGN):
        found = pattern.fullmatch(said)
        if found is not None and _is_unit(found[2], indicator):
            yield found[1]


def _is_unit(unit: str, indicator: Indicator) -> bool:
    """Whether a text in brackets is a unit of the indicator and no part of its name."""
    said = folded(unit)
    if said in (folded(indicator.unit), *map(folded, indicator.unit_aliases)):
        return True
    written, own = find_unit(unit), find_unit(indicator.unit)
    return written is not None and own is not None and written.dimension == own.dimension


def alike_units(one: str, other: str) -> bool:
    """Whether two spellings are one unit."""
    try:
        return folded(one) == folded(other) or convert_factor(one, other) == 1
    except EcocheckError:
        return False
