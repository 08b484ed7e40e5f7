"""JSON with places: every value remembers its line and column, numbers stay text as written, twice the same key is refused.

The nodes are those of YAML files, so that one builder reads both; ``null`` is a text that says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from ..errors import Mark, Problem, RecordSourceError
from ..source.yaml import Mapping, Node, Scalar, Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
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
        reader.refuse(end, "后面还有多余的内容", "something follows the value")
    return node


class _Reader:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text, self.file, self.first_line = text, file, first_line
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, place: int) -> tuple[str, int, int]:
        line = bisect_right(self.starts, place) - 1
        return self.file, self.first_line + line, place - self.starts[line] + 1

    def refuse(self, place: int, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> NoReturn:
        raise RecordSourceError([Problem(Mark(*self.at(place)), zh, en, "", hint_zh, hint_en)])

    def skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def value(self, place: int, depth: int) -> tuple[Node, int]:
        if depth > MOST_DEEP:
            self.refuse(place, f"嵌套超过 {MOST_DEEP} 层", f"nested deeper than {MOST_DEEP}")
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
            self.refuse(place, "内容没有写完", "the text ends too soon")
        return self.refuse(place, "这里不是 JSON 的值", "this is no JSON value", "文字要用双引号", "texts need double quotes")

    def _string(self, place: int) -> tuple[str, int]:
        try:
            said, end = scanstring(self.text, place + 1, True)
        except JSONDecodeError as error:
            self.refuse(error.pos, "字符串没有写对", "the string is malformed")
        return str(said), int(end)

    def _mapping(self, place: int, depth: int) -> tuple[Node, int]:
        found: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        start, place = place, self.skip(place + 1)
        while self.text[place : place + 1] != "}":
            if self.text[place : place + 1] != '"':
                self.refuse(place, "这里应是双引号里的键", "a key in double quotes is due here")
            at = place
            key, place = self._string(place)
            if key in seen:
                self.refuse(at, f"键“{key}”出现了两次", f"the key '{key}' is used twice", "只保留一个", "keep one of them")
            seen.add(key)
            place = self.skip(place)
            if self.text[place : place + 1] != ":":
                self.refuse(place, "键后面应是冒号", "a colon is due after the key")
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
            self.refuse(place, f"这里应是逗号或 {closing}", f"a comma or {closing} is due here")
        after = self.skip(place + 1)
        if self.text[after : after + 1] == closing:
            self.refuse(place, "最后一项后面多了逗号", "a comma follows the last member")
        return after
