"""How wide a text stands in a terminal or a cell, and where its lines break; Chinese characters take two columns."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """How many columns a text takes.

    >>> width("距岸线 1 km")
    11
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, columns: int, indent: int) -> str:
    """The text broken at `columns`, later lines indented; breaks at spaces or between Chinese characters.

    >>> print(wrapped("  禁止新建码头", 10, 4))
      禁止新建
        码头
    """
    lines, line, used = [], "", 0
    for char in text:
        wide = width(char)
        if used + wide > columns:
            cut = line.rfind(" ") if char != " " and char.isascii() and line and line[-1].isascii() else -1
            keep, rest = (line[:cut], line[cut + 1 :]) if cut > indent + 8 else (line, "")
            lines.append(keep)
            line = " " * indent + rest
            used = width(line)
        if not (char == " " and not line.strip() and lines):
            line += char
            used += wide
    return "\n".join([*lines, line])
