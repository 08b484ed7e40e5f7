"""Where a record lies against where a document binds, as a truth."""

from __future__ import annotations

from datetime import date

from ..errors import Mark, Problem
from ..logic.truth import FT, F, T, Truths
from ..records.model import Record
from ..rulebook.model import Area, RulebookData
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from .case import Case

COUNTRY = "100000"


class Areas:
    """The dated tree of areas, with the zones that cut across it."""

    def __init__(self, data: RulebookData) -> None:
        self.areas = data.areas

    def above(self, area: str) -> tuple[str, ...]:
        """The area and everything it lies in, from the inside out.

        A document of any of these binds in the area.
        """
        found: list[str] = []
        while area and area not in found:
            found.append(area)
            area = self.areas[area].within if area in self.areas else ""
        return tuple(found)

    def truth(self, area: str, case: Case) -> Truths:
        """Whether the case lies in `area`; open while its district, or its place in a zone across districts, is not known."""
        if area in (COUNTRY, ""):
            return T
        district = case.facts.get(DISTRICT)
        binding = self.areas.get(area)
        if binding is not None and binding.kind == "zone":
            return self._in_zone(binding, district, case)
        if not isinstance(district, str):
            return FT
        if area in self.above(district):
            return T
        lying = self.areas.get(district)
        return FT if lying is not None and lying.kind == "zone" and area in lying.overlaps else F

    def _in_zone(self, zone: Area, district: object, case: Case) -> Truths:
        stated = case.facts.get(NEW_AREA)
        if isinstance(stated, str):
            return T if stated == zone.id else F
        if not isinstance(district, str):
            return FT
        return T if district == zone.id else FT if district in zone.overlaps else F

    def missing(self, area: str, case: Case) -> tuple[str, ...]:
        """The facts that would say whether the case lies in `area`."""
        if DISTRICT not in case.facts:
            return (DISTRICT,)
        return (NEW_AREA,) if self.areas[area].kind == "zone" else ()

    def past(self, record: Record, day: date) -> list[Problem]:
        """A warning where the district did not exist on the day judged (the change of 2025-11-06)."""
        given = record.facts.get(DISTRICT)
        area = self.areas.get(str(given.value)) if given is not None else None
        if given is None or area is None or (area.start or date.min) <= day <= (area.end or date.max):
            return []
        code, mark = "evaluation.not_a_district_then", given.mark or Mark("")
        return [Problem.coded(mark, code, field=DISTRICT, place=record.id, severity="warning", area=area.label, day=day)]
