"""GeoJSON: each feature a record; its properties are facts, its geometry is the place.

A feature's datum is what it declares (`datum` among the properties, or the old `crs` member of the file). Where it declares none,
none is added: coordinates copied from map services are often shifted, and a guess would move the plot by half a kilometre.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import Mark
from ..source.yaml import Node, Scalar, Sequence
from .building import entries, is_mapping, listed, simple
from .raw import Entry, Raw, Row

LOCATION = "site.location"
_DATUM = ("datum", "坐标系", "crs")


def features(node: Any, file: str) -> Iterator[Raw]:
    """The features of a collection, or one feature, as records."""
    top = {entry.key: entry for entry in entries(node)}
    said = str(simple(top["subject"].raw)) if "subject" in top else ""
    crs = _crs(top["crs"].raw) if "crs" in top else ""
    members = listed(top["features"].raw) or [] if "features" in top else [node]
    for member in members:
        mark = getattr(member, "mark", None) or Mark(file)
        keys = {entry.key: entry for entry in entries(member)} if is_mapping(member) else {}
        own = list(entries(keys["properties"].raw, mark)) if "properties" in keys else []
        datum = next((str(simple(entry.raw)) for entry in own if entry.key.lower() in _DATUM), crs)
        found = [entry for entry in own if entry.key.lower() not in _DATUM]
        if "id" in keys and not any(entry.key == "id" for entry in found):
            found.append(Entry("id", keys["id"].raw, keys["id"].mark))
        geometry = keys.get("geometry")
        if geometry is not None and is_mapping(geometry.raw) and not any(entry.key == LOCATION for entry in found):
            place = {entry.key: plain_json(entry.raw) for entry in entries(geometry.raw)}
            found.append(Entry(LOCATION, {**place, "datum": datum} if datum else place, geometry.mark))
        yield Raw(Row(tuple(found), mark) if keys else member, mark, said)


def _crs(node: Any) -> str:
    properties = next((entry.raw for entry in entries(node) if entry.key == "properties"), None)
    return next((str(simple(entry.raw)) for entry in entries(properties) if entry.key == "name"), "")


def plain_json(node: Node | Any) -> Any:
    """Geometry as plain data; coordinates as the numbers they are."""
    if isinstance(node, Sequence):
        return [plain_json(member) for member in node.items]
    if isinstance(node, Scalar):
        return node.text if node.quoted else float(node.text) if node.text else None
    if is_mapping(node):
        return {entry.key: plain_json(entry.raw) for entry in entries(node)}
    return [plain_json(member) for member in node] if isinstance(node, list | tuple) else node
