"""The words of every error and problem: code -> what is wrong and the way out, in Chinese and English.

A file a room of the house; a code begins with the name of its file. ``{parts}`` are filled by the place that raises: a `Said` in the
language of the text, a list joined, all else as it is. A room's words are read when one of its codes is first said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from .entry import Words


class _Table(Mapping[str, Words]):
    """All words by code."""

    def __getitem__(self, code: str) -> Words:
        room: Any = import_module(f".{code.split('.')[0]}", __name__)
        found: Words = room.WORDS[code]
        return found

    def __iter__(self) -> Iterator[str]:
        for room in iter_modules(__path__):
            if room.name != "entry":
                yield from import_module(f".{room.name}", __name__).WORDS

    def __len__(self) -> int:
        return sum(1 for _ in self)


WORDS = _Table()
