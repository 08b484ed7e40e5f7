"""Clauses and rules that a rule file names: their ids in full, and behind each clause its section and anchor as a comment.

A comment is ours where it is a section of the plans, or has the form `section “anchor”` with a section or an anchor that is known; every
other comment is its author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...rulebook.model import Clause
from ...source.yaml import Mapping as Entries
from ...source.yaml import Node, Scalar, Sequence

#: Lists whose entries have an id of their document, and what names a clause, a rule in them.
_OWNERS = ("rules", "rows", "clauses", "readings")
_CITING = ("clause", "conflicts_with", "repeats", "beside", "see_also")
_NAMING = ("id", "replaced_by", *_CITING)
#: What lies in an entry and names clauses, too.
_INNER = ("exempt_when", "lead")
_OURS = re.compile(r"# (?:(?P<section>.+) )?“(?P<anchor>.+)”")


def in_full(root: Entries) -> Entries:
    """The file with every id of its own document in full."""
    named = root.get("document")
    if not isinstance(named, Scalar):
        return root
    entries = [(key, _each(value, named.text, _NAMING) if key.text in _OWNERS else value) for key, value in root.entries]
    return Entries(entries, root.at)


def _each(node: Node, document: str, naming: tuple[str, ...]) -> Node:
    """The entries of a list, or the one entry, with the ids under the keys `naming` in full."""
    if isinstance(node, Sequence):
        return Sequence([_each(item, document, naming) for item in node.items], node.at)
    if not isinstance(node, Entries):
        return node
    found: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        if key.text in naming:
            value = _ids(value, document)
        elif key.text in _INNER:
            value = _each(value, document, _CITING)
        found.append((key, value))
    return Entries(found, node.at)


def _ids(node: Node, document: str) -> Node:
    if isinstance(node, Sequence):
        return Sequence([_ids(item, document) for item in node.items], node.at)
    if isinstance(node, Scalar) and node.text and "/" not in node.text:
        return Scalar(f"{document}/{node.text}", node.at, node.quoted)
    return node


def citations(root: Entries) -> Iterator[tuple[Node, str]]:
    """Where a clause is named (its key, or the item of a list) and its id; the key of such a list with no id."""
    for key, value in root.entries:
        if key.text in _OWNERS and isinstance(value, Sequence):
            for entry in value.items:
                yield from _cited(entry)


def _cited(entry: Node) -> Iterator[tuple[Node, str]]:
    for key, value in entry.entries if isinstance(entry, Entries) else ():
        if key.text in _INNER:
            for inner in value.items if isinstance(value, Sequence) else [value]:
                yield from _cited(inner)
        elif key.text in _CITING:
            yield key, value.text if isinstance(value, Scalar) else ""
            for item in value.items if isinstance(value, Sequence) else ():
                yield item, item.text if isinstance(item, Scalar) else ""


class Register:
    """The clauses that can be named, and the comment that stands behind the name of each."""

    def __init__(self, clauses: Mapping[str, Clause]) -> None:
        self._clauses = clauses
        self._sections = {clause.section for clause in clauses.values() if clause.section}
        self._anchors = {clause.anchor for clause in clauses.values() if clause.anchor}

    def comment(self, clause: str) -> str:
        """Section and anchor; empty where there is no such clause, or nothing to say of it."""
        found = self._clauses.get(clause)
        parts = (found.section, found.anchor and f"“{found.anchor}”") if found is not None else ()
        said = " ".join(part for part in parts if part)
        return f"# {said}" if said else ""

    def is_ours(self, comment: str) -> bool:
        form = _OURS.fullmatch(comment)
        if form is None:
            return comment.removeprefix("# ") in self._sections
        return form["section"] in self._sections or form["anchor"] in self._anchors
