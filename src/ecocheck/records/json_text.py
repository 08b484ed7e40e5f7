"""JSON with places: every value remembers its line and column, numbers stay text as written, twice the same key is refused.

The nodes are those of YAML files, so that one builder reads both; ``null`` is a text that says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, NoReturn

from ..errors import Mark
from ..source.yaml import Mapping, Node, Scalar, Sequence
from .raw import cannot_read

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_HALF = re.compile("[\ud800-\udfff]")
_WORDS = {"true": "true", "false": "false", "null": ""}
MOST_DEEP = 40


def read_json(text: str, file: str, first_line: int = 1) -> Node:
    """The value written in `text`; `first_line` is the line that the text begins on.

    Raises `RecordSourceError` with line and column.

    >>> node = read_json('{"a":\\n {"b": 1.10}}', "x.json")
    >>> node.get("a").get("b")
    Scalar(text='1.10', at=('x.json', 2, 8), quoted=False)
    """
    reader = _Reader(text, file, first_line)
    node, end = reader.value(reader.skip(0), 0)
    end = reader.skip(end)
    if end != len(text):
        reader.refuse(end, "records.json_goes_on")
    return node


class _Reader:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text, self.file, self.first_line = text, file, first_line
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, place: int) -> tuple[str, int, int]:
        line = bisect_right(self.starts, place) - 1
        return self.file, self.first_line + line, place - self.starts[line] + 1

    def refuse(self, place: int, code: str, **parts: Any) -> NoReturn:
        raise cannot_read(Mark(*self.at(place)), code, **parts)

    def skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def value(self, place: int, depth: int) -> tuple[Node, int]:
        if depth > MOST_DEEP:
            self.refuse(place, "records.json_too_deep", most=MOST_DEEP)
        sign = self.text[place : place + 1]
        if sign == "{":
            return self._mapping(place, depth)
        if sign == "[":
            return self._sequence(place, depth)
        if sign == '"':
            said, end = self._string(place)
            return Scalar(said, self.at(place), True), end
        number = _NUMBER.match(self.text, place)
        if number is not None:
            return Scalar(number[0], self.at(place)), number.end()
        for word, said in _WORDS.items():
            if self.text.startswith(word, place):
                return Scalar(said, self.at(place)), place + len(word)
        if not sign:
            self.refuse(place, "records.json_ends")
        return self.refuse(place, "records.json_no_value")

    def _string(self, place: int) -> tuple[str, int]:
        try:
            said, end = scanstring(self.text, place + 1, True)
        except JSONDecodeError as error:
            self.refuse(error.pos, "records.json_text")
        if _HALF.search(said):
            self.refuse(place, "records.json_half")
        return str(said), int(end)

    def _mapping(self, place: int, depth: int) -> tuple[Node, int]:
        found: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        start, place = place, self.skip(place + 1)
        while self.text[place : place + 1] != "}":
            if self.text[place : place + 1] != '"':
                self.refuse(place, "records.json_key")
            at = place
            key, place = self._string(place)
            if key in seen:
                self.refuse(at, "records.json_key_twice", key=key)
            seen.add(key)
            place = self.skip(place)
            if self.text[place : place + 1] != ":":
                self.refuse(place, "records.json_colon")
            node, place = self.value(self.skip(place + 1), depth + 1)
            found.append((Scalar(key, self.at(at), True), node))
            place = self._next(place, "}")
        return Mapping(found, self.at(start)), place + 1

    def _sequence(self, place: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        start, place = place, self.skip(place + 1)
        while self.text[place : place + 1] != "]":
            node, place = self.value(place, depth + 1)
            items.append(node)
            place = self._next(place, "]")
        return Sequence(items, self.at(start)), place + 1

    def _next(self, place: int, closing: str) -> int:
        """The place of the next member or of the closing bracket."""
        place = self.skip(place)
        if self.text[place : place + 1] == closing:
            return place
        if self.text[place : place + 1] != ",":
            self.refuse(place, "records.json_comma", closing=closing)
        after = self.skip(place + 1)
        if self.text[after : after + 1] == closing:
            self.refuse(place, "records.json_last_comma")
        return after
