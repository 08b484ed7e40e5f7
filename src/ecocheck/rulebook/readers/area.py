"""Reads `areas.yaml`: administrative units and the zones that cut across them."""

from __future__ import annotations

from ...bilingual import Said
from ...source.fields import Fields, Problems
from ..model import Area
from .rule_file import RuleFile, Seen, entries, refer


def read_areas(file: RuleFile, problems: Problems) -> dict[str, Area]:
    """The areas by id. What an area lies within, or overlaps, must be an area too."""
    found: dict[str, Area] = {}
    places: dict[str, Fields] = {}
    ids, names = Seen(Said("区域编号", "area id")), Seen(Said("区域名称", "name of an area"))
    for fields in entries(file, "areas", problems):
        area = Area(
            id=fields.text("id", required=True),
            label=fields.label(),
            kind=fields.text("kind", required=True),
            within=fields.text("within"),
            overlaps=fields.texts("overlaps"),
            start=fields.date("from"),
            end=fields.date("to"),
            aliases=fields.texts("aliases"),
        )
        fields.done()
        for alias in {area.label.zh, *area.aliases}:
            names.add(alias, fields.mark("aliases"), problems, "aliases")
        if area.id and ids.add(area.id, fields.mark("id"), problems, "id"):
            found[area.id], places[area.id] = area, fields
    for area in found.values():
        if area.within and refer(places[area.id], "within", area.within, {*found}, Said("区域", "area")):
            _check_circle(area, found, places[area.id])
        for other in area.overlaps:
            refer(places[area.id], "overlaps", other, {*found}, Said("区域", "area"))
    return found


def _check_circle(area: Area, areas: dict[str, Area], fields: Fields) -> None:
    above, passed = area.within, {area.id}
    while above and above in areas and above not in passed:
        passed.add(above)
        above = areas[above].within
    if above == area.id:
        fields.error("within", "rulebook.area_circle", id=area.id)
