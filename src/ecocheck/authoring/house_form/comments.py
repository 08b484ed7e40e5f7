"""Comments of a rule file, and to which entry each belongs, so that they stay with it when entries move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.events import ScalarEvent

from ...source.yaml import Mapping, Node, Scalar, Sequence
from .references import Register, citations

Spot = tuple[int, int]  # line and column, from 1


class Comment(NamedTuple):
    """A comment with its `#`; `alone` where nothing else stands in its line."""

    spot: Spot
    text: str
    alone: bool


def comments_in(source: str) -> list[Comment]:
    """Every comment: a `#` outside of all texts, at the beginning of a line or after a blank."""
    lines = source.split("\n")
    texts = _texts(source)
    found = []
    for number, line in enumerate(lines, 1):
        at = line.find("#")
        while at >= 0:
            inside = _covering(texts, (number, at + 1))
            if inside is None and (at == 0 or line[at - 1] in " \t"):
                found.append(Comment((number, at + 1), line[at:].rstrip(), not line[:at].strip()))
                break
            at = line.find("#", inside[1] - 1 if inside is not None and inside[0] == number else at + 1)
            if inside is not None and inside[0] > number:
                break
    return found


def _texts(source: str) -> list[tuple[Spot, Spot]]:
    """Where each text begins and where it has ended, in the order of the file."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    marks: list[tuple[Any, Any]] = [
        (e.start_mark, e.end_mark) for e in yaml.parse(source, Loader=loader) if isinstance(e, ScalarEvent)
    ]
    return [((start.line + 1, start.column + 1), (end.line + 1, end.column + 1)) for start, end in marks]


def _covering(texts: list[tuple[Spot, Spot]], spot: Spot) -> Spot | None:
    """The end of the text that lies over a spot."""
    place = bisect_right(texts, (spot, (1 << 60, 0))) - 1
    return texts[place][1] if place >= 0 and texts[place][0] <= spot < texts[place][1] else None


class Entry(NamedTuple):
    """A key with its value, or an item of a list: what a comment can belong to. Its node is the key, or the item."""

    node: Node
    value: Node
    flow: bool


class Comments:
    """The comments of a file by the entry that they belong to.

    One that stands alone belongs to the entry that follows; one at the end of a line to the entry that the line begins, or, inside a
    mapping of several lines, to the one that stands in that line. Behind the name of a clause stands what `register` says of it; what an
    author wrote there moves above.
    """

    def __init__(self, root: Mapping, source: str, register: Register) -> None:
        self.tail: list[str] = []
        self._before: dict[int, list[str]] = {}
        self._behind: dict[int, str] = {}
        self._kept = list(_entries(root, source.split("\n")))
        starts = [_spot(entry.node) for entry in self._kept]
        written = comments_in(source)
        #: the comments of authors
        self.own = [comment.text for comment in written]
        for comment in written:
            place = bisect_right(starts, comment.spot)
            behind = None if comment.alone else self._in_line(comment.spot, starts[:place])
            if behind is not None and id(behind.node) not in self._behind:
                self._behind[id(behind.node)] = comment.text
            elif place < len(starts):
                self._before.setdefault(id(self._kept[place].node), []).append(comment.text)
            else:
                self.tail.append(comment.text)
        for node, clause in citations(root):
            self._cite(node, register.comment(clause), register)

    def _cite(self, node: Node, said: str, register: Register) -> None:
        old = self._behind.get(id(node), "")
        if old and register.is_ours(old):
            self.own.remove(self._behind.pop(id(node)))
        elif old and said:
            self._before.setdefault(id(node), []).append(self._behind.pop(id(node)))
        if said:
            self._behind[id(node)] = said

    def _in_line(self, spot: Spot, starts: list[Spot]) -> Entry | None:
        """The entry that a comment at the end of a line speaks of."""
        here = [entry for entry, start in zip(self._kept, starts, strict=False) if start[0] == spot[0]]
        for entry in here:
            opens = isinstance(entry.value, Mapping | Sequence) and not entry.flow and entry.value.at[1] == spot[0]
            if not opens:
                return entry
        return None

    def before(self, node: Node) -> list[str]:
        return self._before.get(id(node), [])

    def lifted(self, node: Node) -> list[str]:
        """The comments before a node, which are no longer its own."""
        return self._before.pop(id(node), [])

    def behind(self, node: Node) -> str:
        return self._behind.get(id(node), "")

    def touch(self, node: Node) -> bool:
        """Whether a comment belongs to something inside a node, which then cannot stand in one line."""
        if isinstance(node, Mapping):
            return any(self._has(key) or self.touch(value) for key, value in node.entries)
        if isinstance(node, Sequence):
            return any(self._has(item) or self.touch(item) for item in node.items)
        return False

    def _has(self, node: Node) -> bool:
        return id(node) in self._before or id(node) in self._behind


def _spot(node: Node) -> Spot:
    return node.at[1], node.at[2]


def _entries(node: Node, lines: list[str]) -> Iterator[Entry]:
    """Every entry in the order of the file; the outer one first where two begin together."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield Entry(key, value, _is_flow(value, lines))
            yield from _entries(value, lines)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield Entry(item, item, _is_flow(item, lines))
            yield from _entries(item, lines)


def _is_flow(node: Node, lines: list[str]) -> bool:
    if isinstance(node, Scalar):
        return False
    line, column = _spot(node)
    return lines[line - 1][column - 1 : column] in ("{", "[")
