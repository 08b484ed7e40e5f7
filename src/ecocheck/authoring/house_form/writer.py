"""Writes the nodes of a rule file in the house form: keys in order, short mappings in one line, one blank line between rules."""

from __future__ import annotations

from collections.abc import Iterator

from ...source.yaml import Mapping, Node, Scalar, Sequence
from .comments import Comments
from .orders import ENTRIES, IN_LINE, LISTS, OPEN, ORDERS
from .texts import block, width, written

WIDEST = 128
INDENT = 2
_LIMBS = ("all", "any")
_INNER = ("not", "judge", "where", "among", "some", "every")
_LAST = ("reads", "basis")
MOST_LIMBS_IN_LINE = 2
#: A mapping of more texts than this fills lines; a shorter one has a line for each.
MOST_TEXTS_IN_LINES = 6


def house_form(root: Mapping, comments: Comments) -> str:
    """The whole file."""
    lines = _Writer(comments).mapping(root, "", 0)
    return "\n".join([*lines, *comments.tail]) + "\n"


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def mapping(self, node: Mapping, parent: str, indent: int) -> list[str]:
        return [line for key, value in _ordered(node, parent) for line in self._entry(key, value, indent)]

    def _entry(self, key: Scalar, value: Node, indent: int) -> list[str]:
        pad = " " * indent
        head = f"{pad}{written(key)}:"
        body = self._value(value, key.text, indent, width(head) + 1)
        first = f"{head} {body[0]}".rstrip()
        behind = self.comments.behind(key)
        return [*(pad + text for text in self.comments.before(key)), f"{first}  {behind}" if behind else first, *body[1:]]

    def _value(self, node: Node, key: str, indent: int, column: int) -> list[str]:
        """The lines of a value; the first goes behind its key and is empty where the value begins below."""
        if isinstance(node, Scalar):
            return block(node, indent + INDENT) or [written(node)]
        line = None if _open(node, key, indent) else self._line(node, key, column)
        if line is not None:
            return [line]
        whole = not (self.comments.touch(node) or _has_lines(node))
        if isinstance(node, Mapping):
            if whole and (key == "given" or _many_texts(node)):
                return _filled("{", [self._pair(*entry) for entry in node.entries], "}", indent + INDENT, column)
            return ["", *self.mapping(node, key, indent + INDENT)]
        if whole and all(isinstance(item, Scalar) for item in node.items):
            return _filled("[", [self.flow(item, key) for item in node.items], "]", indent + INDENT, column)
        return ["", *self._items(node, key, indent + INDENT)]

    def _items(self, node: Sequence, key: str, indent: int) -> list[str]:
        pad, lines = " " * indent, list[str]()
        apart = indent == INDENT and key in LISTS and key not in IN_LINE
        for place, item in enumerate(node.items):
            if place and apart:
                lines.append("")
            # what stood above its first key now stands above the entry, which may then fit into one line
            above = [
                *self.comments.before(item),
                *(text for first in _firsts(item, key) for text in self.comments.lifted(first)),
            ]
            body, behind = self._item(item, node, key, indent), self.comments.behind(item)
            if behind and len(body) > 1:
                above.append(behind)
                behind = ""
            lines += [pad + text for text in above]
            lines += [f"{pad}- {body[0].lstrip()}{f'  {behind}' if behind else ''}", *body[1:]]
        return lines

    def _item(self, item: Node, node: Sequence, key: str, indent: int) -> list[str]:
        if isinstance(item, Scalar):
            return block(item, indent + INDENT) or [written(item)]
        opened = isinstance(item, Mapping) and key not in IN_LINE and _open(node, key, indent - INDENT)
        line = None if opened else self._line(item, key, indent + INDENT)
        if line is not None:
            return [line]
        if isinstance(item, Mapping):
            return self.mapping(item, key, indent + INDENT) or ["{}"]
        return self._items(item, key, indent + INDENT) or ["[]"]

    def _line(self, node: Mapping | Sequence, key: str, column: int) -> str | None:
        """The node in one line, where it is short and no comment stands in it."""
        empty = not (node.entries if isinstance(node, Mapping) else node.items)
        if self.comments.touch(node) or _has_lines(node) or not _short(node, key):
            return None
        line = self.flow(node, key)
        return line if column + width(line) <= WIDEST or empty else None

    def flow(self, node: Node, parent: str) -> str:
        if isinstance(node, Scalar):
            return written(node, flow=True)
        if isinstance(node, Sequence):
            return f"[{', '.join(self.flow(item, parent) for item in node.items)}]"
        return f"{{{', '.join(self._pair(key, value) for key, value in _ordered(node, parent))}}}"

    def _pair(self, key: Scalar, value: Node) -> str:
        return f"{written(key, flow=True)}: {self.flow(value, key.text)}"


def _open(node: Mapping | Sequence, key: str, indent: int) -> bool:
    """Whether what stands under a key has lines of its own, however short it is."""
    if isinstance(node, Mapping):
        return bool(node.entries) and (key in OPEN or key in LISTS)
    entries = key in ENTRIES and any(isinstance(item, Mapping) for item in node.items)
    return bool(node.items) and (key in OPEN or entries or (key in LISTS and indent == 0))


def _firsts(item: Node, key: str) -> Iterator[Node]:
    """What begins together with an entry: its first key, or the first entries inside it."""
    if isinstance(item, Mapping):
        yield from (first for first, _ in _ordered(item, key)[:1])
    elif isinstance(item, Sequence):
        for first in item.items[:1]:
            yield first
            yield from _firsts(first, key)


def _many_texts(node: Mapping) -> bool:
    return len(node.entries) > MOST_TEXTS_IN_LINES and all(isinstance(value, Scalar) for _, value in node.entries)


def _filled(opening: str, words: list[str], closing: str, indent: int, column: int) -> list[str]:
    """Many words in brackets, over as few lines as hold them."""
    lines, room = [opening], WIDEST - column - 1
    for place, word in enumerate(words, 1):
        ended = word + (closing if place == len(words) else ",")
        if width(ended) + 1 > room and lines[-1] != opening:
            lines.append(" " * indent + ended)
            room = WIDEST - indent - width(ended)
        else:
            lines[-1] += ended if lines[-1] == opening else f" {ended}"
            room -= width(ended) + 1
    return lines


def _ordered(node: Mapping, parent: str) -> list[tuple[Scalar, Node]]:
    order = ORDERS.get(parent, {})
    last = len(order)
    # `reads` and `basis` say something of the operators before them; `given` may hold any name and stays as written.
    return sorted(
        node.entries, key=lambda entry: order.get(entry[0].text, last + (entry[0].text in _LAST and parent != "given"))
    )


def _short(node: Node, key: str) -> bool:
    """Whether a condition is simple enough for one line: `all` and `any` only inside a limb, and with two limbs at most."""
    if not isinstance(node, Mapping) or key == "given":
        return True
    if not any(name.text in _LIMBS for name, _ in node.entries):
        return all(_short(value, name.text) for name, value in node.entries)
    return key in _INNER and all(
        isinstance(value, Sequence) and len(value.items) <= MOST_LIMBS_IN_LINE for _, value in node.entries
    )


def _has_lines(node: Node) -> bool:
    if isinstance(node, Scalar):
        return "\n" in node.text
    inside = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
    return any(_has_lines(value) for value in inside)
