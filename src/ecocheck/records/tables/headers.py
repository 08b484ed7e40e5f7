"""What a header says: which fact, in which unit, or what else the column is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from ...bilingual import Said, nearest
from ...errors import EcocheckError, ValueRefused
from ...vocabulary.model import Fact, Vocabulary
from ...vocabulary.quantities import Quantity
from ...vocabulary.spelling import half_width
from ...vocabulary.typed import in_unit_of
from ...vocabulary.units import find_unit, unit
from .header_words import LINK, item_stems, own_role, tidy

_BRACKETED = re.compile(r"^(.+?)[(\[【〔]((?:[^()\[\]【】〔〕]|\([^()]*\))*)[)\]】〕]$")
MEANT = Said("是不是“{near}”？", "did you mean '{near}'?")
_SEPARATORS = "/,，_ |:"
_REMARK = re.compile(
    r"必填|选填|可不填|单选|多选|下拉|如|例|格式|注|没有|不知道|√|是/否|yes/no|required|optional", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:attested[.:])?([a-z][a-z0-9-]*/[a-z][a-z0-9-]*)")
_ASIDE = {
    **dict.fromkeys(("来源", "数据来源", "依据", "source"), "source"),
    **dict.fromkeys(("误差", "精度", "accuracy"), "accuracy"),
}

#: A pollutant as a header, with its unit, is a measured value or an amount of a list: item, code fact, medium, value fact, and what the
#: unit is measured by (mg/m³ is said of air, mg/L of water, though both are a mass in a volume).
WIDE = (
    ("outlet", "outlet.pollutant", ("outlet.medium", "air"), "outlet.air_value", "m3"),
    ("outlet", "outlet.pollutant", ("outlet.medium", "water"), "outlet.water_value", "L"),
    ("emission", "emission.substance", ("", ""), "emission.amount", ""),
)


class Header(Struct, frozen=True):
    """A column: `role` is fact, wide (a pollutant as a column), source or accuracy (of `fact`), attested (`fact` is a clause), link, one of a
    record's own fields, or nothing where nobody knows the header. `unit` is canonical, empty where the header names none."""

    text: str
    role: str = ""
    fact: str = ""
    unit: str = ""
    code: str = ""
    wide: int = -1

    @property
    def key(self) -> tuple[str, str, str]:
        """What two columns must not share; a record may well have the number of its project and that of its plant."""
        return self.role, self.fact or tidy(self.text), self.code


class Headers:
    """Reads headers against a vocabulary; `item` names the kind of item where the sheet is a list.

    Raises `UnitError` or `ValueRefused` where the header names a fact and a unit that does not suit it.

    >>> from ecocheck.bilingual import Said
    >>> length = Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km")
    >>> read = Headers(Vocabulary({"a.b": length})).read
    >>> read("距　离（m）").fact, read("距离／米").unit, read("编号").role, read("电话").role
    ('a.b', 'm', 'id', '')
    """

    def __init__(self, vocabulary: Vocabulary, item: str = "") -> None:
        self.vocabulary = vocabulary
        self.item = item
        self._known: dict[str, Header] = {}
        self._short: dict[str, str] = {}
        for group in vocabulary.groups.values():
            if group.item == item:
                self._short.update({name.removeprefix(item + "."): name for name in group.facts})
        self._items = item_stems(vocabulary)
        self._spaces = {name.partition(".")[0] for name in vocabulary.facts}

    def read(self, text: str) -> Header:
        """What the header says."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text)
        return found

    def near(self, text: str) -> Said | None:
        """The accepted header most like this one, as a hint, or nothing."""
        found = nearest(tidy(text), self.vocabulary.spellings)
        return MEANT.filled(near=found[0]) if found else None

    def _fact(self, text: str) -> Fact | None:
        plain = tidy(text)
        name = self._short.get(plain) or self.vocabulary.spellings.get(plain)
        return self.vocabulary.facts[name] if name else None

    def _read(self, text: str) -> Header:
        plain = tidy(text)
        if not plain:
            return Header(text)
        if (fact := self._fact(text)) is not None:
            return Header(text, "fact", fact.name)
        if plain in self.vocabulary.groups or plain in self._spaces:
            return Header(text, "fact", plain)
        clause = _CLAUSE.fullmatch(plain)
        if clause is not None:
            return Header(text, "attested", clause[1])
        role = self._own(plain)
        if role:
            return Header(text, role)
        for name, rest, bracketed in _split(text):
            if (fact := self._fact(name)) is not None:
                if aside := _ASIDE.get(tidy(rest)):
                    return Header(text, aside, fact.name)
                if fact.type != "number":
                    if bracketed:
                        return Header(text, "fact", fact.name)
                    continue
                if bracketed or find_unit(rest, fact.unit) is not None:
                    return Header(text, "fact", fact.name, _unit_in(rest, fact))
            elif bracketed and (role := self._own(tidy(name))):
                return Header(text, role)
            elif (wide := self._wide(text, name, rest)) is not None:
                return wide
        for ending, role in _ASIDE.items():
            if plain.endswith(ending) and (fact := self._fact(plain.removesuffix(ending).rstrip("._的"))) is not None:
                return Header(text, role, fact.name)
        return Header(text)

    def _own(self, plain: str) -> str:
        if self.item:
            if plain in LINK:
                return "link"
            stem = next((plain.removesuffix(end) for end in ("编号", "名称", "id") if plain.endswith(end)), "")
            if stem and self._items.get(stem.rstrip("._")) == self.item:
                return "id"
        return own_role(plain)

    def _wide(self, text: str, name: str, rest: str) -> Header | None:
        for place, (item, code_fact, _, value_fact, by) in enumerate(WIDE):
            fact, codes = self.vocabulary.facts.get(value_fact), self.vocabulary.facts.get(code_fact)
            if fact is None or codes is None or (self.item and self.item != item):
                continue
            code, measured = self.vocabulary.lists[codes.list].find(half_width(name)), find_unit(rest, fact.unit)
            if code is None or measured is None or (by and not measured.name.endswith(f"/{by}")):
                continue
            if measured.dimension == unit(fact.unit).dimension:
                return Header(text, "wide", value_fact, measured.name, code, place)
        return None


def _split(text: str) -> Iterator[tuple[str, str, bool]]:
    """A header's name and what follows it, in every way it can be split; brackets first."""
    plain = half_width(text).rstrip(":*★ ")
    bracketed = _BRACKETED.match(plain)
    if bracketed is not None:
        yield bracketed[1], bracketed[2], True
    for place, char in enumerate(plain):
        if char in _SEPARATORS and 0 < place < len(plain) - 1:
            yield plain[:place], plain[place + 1 :], False


def _unit_in(rest: str, fact: Fact) -> str:
    """The unit that a header's bracket names; nothing where it only says how to fill in."""
    for part in (rest, *re.split(r"[,，;；、]", rest)):
        named = find_unit(re.sub(r"^(?:计量)?单位[:：]?|^unit:? ?", "", part.strip()), fact.unit)
        if named is not None:
            in_unit_of(fact, Quantity(Fraction(1), Fraction(1), named.name, "exact", f"1 {named.name}"))
            return named.name
    if not rest.strip() or _REMARK.search(rest):
        return ""
    try:
        unit(rest.strip(), fact.unit)
    except EcocheckError as error:
        raise ValueRefused("records.header_unit", unit=rest, fact=fact.label, own=fact.unit) from error
    return ""
