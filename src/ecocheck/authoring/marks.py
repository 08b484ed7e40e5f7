"""Where things stand in rule files: the loaded rulebook keeps the line of a rule, the files know the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import Mark, RuleSourceError
from ..logic.conditions import Compare, Number
from ..rulebook.model import Rule
from ..source.yaml import Mapping, Node, Scalar, Sequence, read_yaml

_LISTS = ("rules", "rows", "clauses", "parameters", "readings")


class Sources:
    """The entries of some rule files by what they are: a rule by its file and line, a clause by its id, a parameter by `$name`."""

    def __init__(self, files: list[tuple[str, Path]]) -> None:
        self._entries: dict[str | tuple[str, int], Mapping] = {}
        self.documents: dict[str, str] = {}
        for name, path in files:
            try:
                root = read_yaml(path.read_bytes(), name)
            except RuleSourceError:
                continue  # the loader says what is wrong with it
            if isinstance(root, Mapping):
                self._take(root)

    def _take(self, root: Mapping) -> None:
        document = text_of(root, "document")
        for kind in _LISTS:
            listed = root.get(kind)
            for entry in listed.items if isinstance(listed, Sequence) else ():
                if not isinstance(entry, Mapping):
                    continue
                self._entries[entry.mark.file, entry.mark.line] = entry
                if kind == "clauses":
                    said = text_of(entry, "id")
                    self._entries[said if "/" in said else f"{document}/{said}"] = entry
                elif kind == "parameters":
                    self._entries[f"${text_of(entry, 'name')}"] = entry

    def has(self, key: str | tuple[str, int]) -> bool:
        """Whether a clause, a `$parameter`, or whatever begins in a line of a file is there."""
        return key in self._entries

    def entry(self, rule: Rule) -> Mapping | None:
        return self._entries.get((rule.file, rule.line))

    def mark(self, about: Rule | str, *path: str) -> Mark:
        """Where a field of a rule (or a clause, a `$parameter`) stands; where it is absent, the entry itself."""
        if isinstance(about, Rule):
            node: Node | None = self.entry(about)
            mark = Mark(about.file, about.line)
        else:
            node = self._entries.get(about)
            mark = node.mark if node is not None else Mark(about)
        for name in path:
            node = node.get(name) if isinstance(node, Mapping) else None
            mark = node.mark if node is not None else mark
        return mark

    def mark_of(self, rule: Rule, compared: Compare) -> Mark:
        """Where a comparison of a rule is written."""
        found = self._written(rule, compared)
        return found[0].mark if found else Mark(rule.file, rule.line)

    def sets_of(self, rule: Rule, compared: Compare) -> set[str]:
        """The names of the code sets that a comparison writes, whether alone or among single codes."""
        found = self._written(rule, compared)
        limit = found[1] if found else None
        items = limit.items if isinstance(limit, Sequence) else [limit]
        return {item.text[1:] for item in items if isinstance(item, Scalar) and item.text.startswith("$")}

    def _written(self, rule: Rule, compared: Compare) -> tuple[Scalar, Node] | None:
        entry = self.entry(rule)
        return next(_written(entry, compared), None) if entry is not None else None


def text_of(node: Mapping, key: str) -> str:
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else ""


def _written(node: Node, compared: Compare) -> Iterator[tuple[Scalar, Node]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _written(item, compared)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text in ("tests", "given"):
                continue
            limit = value.get(compared.op) if key.text == compared.fact and isinstance(value, Mapping) else None
            if limit is not None and _same(limit, compared):
                yield key, limit
            yield from _written(value, compared)


def _same(limit: Node, compared: Compare) -> bool:
    operand = compared.operands[0]
    if not isinstance(operand, Number):
        return True
    first = limit.items[0] if isinstance(limit, Sequence) and limit.items else limit
    return isinstance(first, Scalar) and first.text == operand.text
