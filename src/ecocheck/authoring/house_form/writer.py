"""Writes the nodes of a rule file in the house form: keys in order, short mappings in one line, one blank line between rules."""

from __future__ import annotations

from ...source.yaml import Mapping, Node, Scalar, Sequence
from .comments import Comments
from .texts import block, width, written

WIDEST = 128
_HISTORY = ("aliases", "status", "replaced_by")
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("ecocheck", "document", "rules", "rows"),
    "rules": (
        "id", *_HISTORY, "title", "clause", "subject", "kind", "modality", "force", "in_force", "each", "derive", "applies_when",
        "require", "exempt_when", "conflicts_with", "note", "verify", "topic", "tests",
    ),
    "rows": (
        "id", *_HISTORY, "clause", "title", "subject", "kind", "modality", "force", "in_force", "applies_when", "touches", "who", "shows",
        "exempt_when", "conflicts_with", "note", "verify", "topic",
    ),
    "tests": ("name", "given", "expect", "as_of", "missing", "possible", "reason"),
    "exempt_when": ("id", "clause", "source", "note"),
    "in_force": ("from", "to", "judged_on"),
    "title": ("zh", "en"), "note": ("zh", "en"), "source": ("zh", "en"), "shows": ("zh", "en"), "who": ("zh", "en"),
}  # fmt: skip
#: Keys whose mapping or list is never put into one line.
_OPEN = frozenset(
    ("", "rules", "rows", "tests", "exempt_when", "derive", "all", "any", "title", "note", "shows", "who", "source")
)
_APART = ("rules", "rows")
_TABLES = ("attestations.yaml", "duties.yaml")
_LIMBS = ("all", "any")
_INNER = ("not", "judge", "where", "among", "some", "every")
_LAST = ("reads", "basis")
MOST_LIMBS_IN_LINE = 2


def is_rule_file(root: Node, name: str) -> bool:
    """Whether the house form speaks of a file: one that holds rules, or rows that are rules."""
    listed = "rows" if name.rpartition("/")[2] in _TABLES else "rules"
    return isinstance(root, Mapping) and isinstance(root.get(listed), Sequence)


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
            return block(node, indent + 2) or [written(node)]
        line = self._line(node, key, column)
        if line is not None:
            return [line]
        whole = not (self.comments.touch(node) or _has_lines(node))
        if isinstance(node, Mapping):
            if whole and key == "given":
                return _filled("{", [self._pair(*entry) for entry in node.entries], "}", indent + 2, column)
            return ["", *self.mapping(node, key, indent + 2)]
        if whole and all(isinstance(item, Scalar) for item in node.items):
            return _filled("[", [self.flow(item, key) for item in node.items], "]", indent + 2, column)
        return ["", *self._items(node, key, indent + 2)]

    def _items(self, node: Sequence, key: str, indent: int) -> list[str]:
        pad, lines = " " * indent, list[str]()
        for place, item in enumerate(node.items):
            if place and key in _APART:
                lines.append("")
            lines += [pad + text for text in self.comments.before(item)]
            body = self._item(item, key, indent)
            while body[0].lstrip().startswith("#"):  # of what is now the first key
                lines.append(pad + body.pop(0).strip())
            behind = self.comments.behind(item)
            lines += [f"{pad}- {body[0].lstrip()}{f'  {behind}' if behind else ''}", *body[1:]]
        return lines

    def _item(self, item: Node, key: str, indent: int) -> list[str]:
        if isinstance(item, Scalar):
            return block(item, indent + 2) or [written(item)]
        opened = isinstance(item, Mapping) and key in _OPEN and key != "tests"
        line = None if opened else self._line(item, "", indent + 2, item=True)
        if line is not None:
            return [line]
        if isinstance(item, Mapping):
            return self.mapping(item, key, indent + 2) or ["{}"]
        return self._items(item, key, indent + 2) or ["[]"]

    def _line(self, node: Mapping | Sequence, key: str, column: int, item: bool = False) -> str | None:
        """The node in one line, where it is short and no comment stands in it."""
        empty = not (node.entries if isinstance(node, Mapping) else node.items)
        if not empty and key in _OPEN and not item:
            return None
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
    order = {name: place for place, name in enumerate(ORDERS.get(parent, ()))}
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
