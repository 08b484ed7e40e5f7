"""What all rule files have in common: a name for messages, a head (`ecocheck: 1`, `document:`), a list of entries, and ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...bilingual import did_you_mean
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
        fields.error(
            "ecocheck", f"不认识的格式版本“{version}”", f"unknown version of the format: '{version}'",
            f"请写 ecocheck: {FORMAT}", f"write ecocheck: {FORMAT}",
        )  # fmt: skip
    if document:
        said = fields.text("document", required=True)
        if said not in ("", document):
            fields.error(
                "document", f"写的是“{said}”，文件却在 {document} 的文件夹里",
                f"says '{said}', but the file lies in the folder of {document}",
                f"请写 document: {document}，或把文件移走", f"write document: {document}, or move the file",
            )  # fmt: skip


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
        fields.error(
            name, f"“{text}”不属于 {document}", f"'{text}' does not belong to {document}",
            f"请写 {document}/{short}", f"write {document}/{short}",
        )  # fmt: skip
        return ""
    if not _ID.fullmatch(short):
        fields.error(
            name, f"“{text}”不能作编号", f"'{text}' cannot be an id",
            "只用小写字母、数字、连字符和点", "use lower-case letters, digits, hyphens and dots only",
        )  # fmt: skip
        return ""
    return owner + slash + short


class Seen:
    """Names that may stand once only, with where each stood first."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        self.marks: dict[str, Mark] = {}

    def add(self, text: str, mark: Mark, problems: Problems, field: str = "") -> bool:
        """Whether the name is new; a second use is a problem that names the first."""
        first = self.marks.setdefault(text, mark)
        if first is mark:
            return True
        problems.error(
            mark, f"{self.zh}“{text}”已经用过，第一次在 {first}",
            f"the {self.en} '{text}' is already taken, first at {first}", field,
            "请换一个", "use another one", "taken",
        )  # fmt: skip
        return False


def refer(fields: Fields, name: str, text: str, known: Collection[str], zh: str, en: str) -> bool:
    """Whether what a field refers to exists; says so, with the nearest known name, where it does not."""
    if text in known:
        return True
    hint = did_you_mean(text, known)
    fields.error(name, f"没有{zh}“{text}”", f"there is no {en} '{text}'", hint.zh, hint.en, "unknown")
    return False
