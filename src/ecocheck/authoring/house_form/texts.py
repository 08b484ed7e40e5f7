"""How a single text is written: plain where it can be, else in quotes, over several lines where it has some."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from ...source.yaml import Scalar

#: Words that mean something else unless quoted: what the YAML reader refuses, and the word for a number that the text has lost.
GUARDED = frozenset(("<<", "~", "null", "Null", "NULL"))
LOST = "lost"
_BAD_START = re.compile(r"[,\[\]{}#&*!|>'\"%@`?:]|-(?:\s|$)|---|\.\.\.")
_BAD_INSIDE = re.compile(r":(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f]")
_BAD_IN_FLOW = re.compile(r"[,\[\]{}]|^-$|:(?!\w)")


def width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two.

    >>> width("一公里 a")
    8
    """
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def written(node: Scalar, flow: bool = False) -> str:
    """The text in one line.

    >>> at = ("a.yaml", 1, 1)
    >>> [written(Scalar(text, at), flow=True) for text in ("1 km", "a, b", "it's: so", "no", "-1")]
    ['1 km', "'a, b'", "'it''s: so'", 'no', '-1']
    """
    text = node.text
    if _may_be_plain(text, flow) and not (node.quoted and text == LOST):
        return text
    if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text):
        return '"' + "".join(_escaped(char) for char in text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _may_be_plain(text: str, flow: bool) -> bool:
    """Whether YAML reads the text as it stands without quotes."""
    if not text or text != text.strip() or text in GUARDED or _BAD_START.match(text) or _BAD_INSIDE.search(text):
        return False
    return not (flow and _BAD_IN_FLOW.search(text))


def _escaped(char: str) -> str:
    named = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    if char in named:
        return named[char]
    return f"\\x{ord(char):02x}" if ord(char) < 32 or 127 <= ord(char) < 160 else char


def block(node: Scalar, indent: int) -> list[str] | None:
    """The lines of a text of several lines, the first one its `|`; None where it has one line only, or needs quotes."""
    text = node.text
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if (
        len(lines) < 2
        or not (lines[0] and lines[-1])
        or any(line != line.rstrip() or line.startswith((" ", "#")) for line in lines)
    ):
        return None
    return ["|" if text.endswith("\n") else "|-", *(" " * indent + line if line else "" for line in lines)]
