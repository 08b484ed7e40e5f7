"""From the name of a plan to a rulebook: the plan and every document that binds in its area."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from .errors import UnknownName
from .source.fields import nearest
from .rulebook.loading import read_rulebook, rules_root
from .rulebook.model import Document, RulebookData
from .evaluation.areas import COUNTRY, Areas
from .book import OWN_AREA_FORMS, Rulebook

PLAN_LEVELS = ("municipality", "district", "new_area", "pack")


@lru_cache(maxsize=4)
def _everything(root: Path, extra: Path | None, only: frozenset[str]) -> RulebookData:
    return read_rulebook(root, extra, only)


def load(*plans: str | Path, root: Path | None = None, only: frozenset[str] = frozenset()) -> Rulebook:
    """The rulebook of one plan or several, with the laws, standards and higher plans that bind in their areas.

    A plan is named by its id (``wz-145``), an alias (``wanzhou``), or the path of a folder with rules of one's own. Without any
    name all shipped documents are loaded and each record is checked against those of its own area. `only` reads the plans of some
    folders and leaves the others unread.

    Raises `UnknownName` for a plan that does not exist, `RuleSourceError` for rules that cannot be used.

    >>> sorted(load("wanzhou").data.documents)[:2]
    ['cq-145', 'gb-12348-2008']
    """
    folders = [Path(plan) for plan in plans if isinstance(plan, Path) or "/" in str(plan) or "\\" in str(plan)]
    extra = folders[0].resolve() if folders else None
    data = _everything((root or rules_root()).resolve(), extra, only)
    if not plans:
        return Rulebook(data)
    named = tuple(_pack(data, Path(plan)).id if Path(plan) in folders else plan_named(data, str(plan)).id for plan in plans)
    return Rulebook(_selected(data, named), named)


def plan_named(data: RulebookData, name: str) -> Document:
    """The document with an id or alias."""
    for document in data.documents.values():
        if name.lower() in (document.id.lower(), *(alias.lower() for alias in document.aliases)):
            return document
    known = [word for d in data.documents.values() if d.level in PLAN_LEVELS for word in (d.id, *d.aliases)]
    near = nearest(name, known, 3)
    plain = [d.aliases[0] if d.aliases else d.id for d in data.documents.values() if d.level in PLAN_LEVELS]
    raise UnknownName(
        f"没有名为“{name}”的规划", f"there is no plan named '{name}'",
        f"是不是 {'、'.join(near)}？" if near else f"可用：{'、'.join(plain)}",
        f"did you mean {', '.join(near)}?" if near else f"known plans: {', '.join(plain)}",
    )  # fmt: skip


def _pack(data: RulebookData, folder: Path) -> Document:
    for document in data.documents.values():
        if document.level == "pack":
            return document
    raise UnknownName(f"{folder} 里没有 document.yaml", f"{folder} holds no document.yaml")


def _selected(data: RulebookData, named: tuple[str, ...]) -> RulebookData:
    """The named documents and every one that binds in their areas."""
    areas = Areas(data)
    places = {data.documents[name].area for name in named}
    around = {area for place in places for area in areas.above(place)} | {COUNTRY, ""}
    documents = {d.id: d for d in data.documents.values() if d.id in named or (d.area in around and d.level != "pack")}
    return replace(
        data,
        documents=documents,
        clauses={id: clause for id, clause in data.clauses.items() if clause.document in documents},
        rules=tuple(
            rule
            for rule in data.rules
            if rule.document in documents and (rule.form not in OWN_AREA_FORMS or rule.document in named)
        ),
    )
