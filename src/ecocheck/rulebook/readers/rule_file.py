"""What all rule files have in common: a name for messages, a head (`ecocheck: 1`, `document:`), a list of entries, and ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...bilingual import Said, did_you_mean
from ...errors import Mark
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping, Node

FORMAT = "1"
#: What a table of yearly figures holds; one that lies in the folder of a plan is no rule file.
_FIGURES = frozenset(("figures", "targets", "tasks"))
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


class RuleFile(NamedTuple):
    """One file that was read: its name as messages and rules give it, and its content (None where the YAML was refused)."""

    name: str
    node: Node | None


def is_figures(file: RuleFile) -> bool:
    """Whether a file beside the rules of a pack holds yearly figures to assess."""
    keys = {key.text for key, _ in file.node.entries} if isinstance(file.node, Mapping) else set()
    return bool(keys & _FIGURES) and not keys & {"document", "rules"}


def head(fields: Fields, document: str = "") -> None:
    """Checks the format's version and that the file says the document of its folder."""
    version = fields.text("ecocheck", required=True)
    if version not in ("", FORMAT):
        fields.error("ecocheck", "rulebook.unknown_format", version=version, known=FORMAT)
    if document:
        said = fields.text("document", required=True)
        if said not in ("", document):
            fields.error("document", "rulebook.other_document", said=said, document=document)


def entries(file: RuleFile, key: str, problems: Problems, document: str = "") -> Iterator[Fields]:
    """The entries of a file that holds one list under `key`."""
    if file.node is None:
        return
    fields = Fields(file.node, problems)
    head(fields, document)
    items = fields.items(key, required=True)
    fields.done()
    for place, item in enumerate(items, 1):
        yield Fields(item, problems, f"{key}[{place}]")


def full_id(fields: Fields, name: str, document: str, text: str) -> str:
    """The id with its document, from a short or full one of this document; a problem and "" where it is none."""
    owner, slash, short = text.partition("/") if "/" in text else (document, "/", text)
    if owner != document:
        fields.error(name, "rulebook.foreign_id", text=text, document=document, short=short)
        return ""
    if not _ID.fullmatch(short):
        fields.error(name, "rulebook.no_id", text=text)
        return ""
    return owner + slash + short


class Seen:
    """Names that may stand once only, with where each stood first."""

    def __init__(self, kind: Said) -> None:
        self.kind = kind
        self.marks: dict[str, Mark] = {}

    def add(self, text: str, mark: Mark, problems: Problems, field: str = "") -> bool:
        """Whether the name is new; a second use is a problem that names the first."""
        first = self.marks.setdefault(text, mark)
        if first is mark:
            return True
        problems.error(mark, "rulebook.taken", field=field, kind=self.kind, text=text, first=str(first))
        return False


def refer(fields: Fields, name: str, text: str, known: Collection[str], kind: Said) -> bool:
    """Whether what a field refers to exists; says so, with the nearest known name, where it does not."""
    if text in known:
        return True
    fields.error(name, "rulebook.unknown", hint=did_you_mean(text, known), kind=kind, text=text)
    return False
