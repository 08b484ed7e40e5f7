"""Formats rule files, and refuses wherever it could have changed what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ...errors import EcocheckError
from ...rulebook.folders import rule_files
from ...rulebook.loading import read_rulebook
from ...rulebook.model import RulebookData
from ...source.whole_file import write_whole
from ...source.yaml import Mapping, Node, Scalar, read_yaml
from .comments import Comments
from .references import Register, in_full
from .texts import LOST
from .writer import house_form


class Formatted(NamedTuple):
    """A rule file and its house form."""

    name: str
    path: Path
    before: str
    after: str


def formatted(source: str, name: str, register: Register) -> str:
    """The house form of one file.

    Raises `RuleSourceError` for a file that cannot be read, `EcocheckError` where the form would not be the same file.
    """
    root = _read(source, name)
    comments = Comments(root, source, register)
    once = house_form(root, comments)
    if once == source:
        return once
    again = _read(once, name)
    kept = Comments(again, once, register)
    if not _same(root, again) or sorted(comments.own) != sorted(kept.own) or house_form(again, kept) != once:
        raise _refused(name)
    return once


def _read(source: str, name: str) -> Mapping:
    root = read_yaml(source, name)
    if not isinstance(root, Mapping):
        raise _refused(name)
    return in_full(root)


def _refused(name: str) -> EcocheckError:
    return EcocheckError("authoring.not_the_same", file=name)


def _same(one: Node, other: Node) -> bool:
    """Whether two files say the same: the order of keys does not matter, all else does."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text and (one.text != LOST or one.quoted == other.quoted)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        mine, theirs = dict(_pairs(one)), dict(_pairs(other))
        return mine.keys() == theirs.keys() and all(_same(value, theirs[key]) for key, value in mine.items())
    if isinstance(one, Scalar | Mapping) or isinstance(other, Scalar | Mapping):
        return False
    return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))


def _pairs(node: Mapping) -> Iterator[tuple[str, Node]]:
    return ((key.text, value) for key, value in node.entries)


def changed_files(files: list[tuple[str, Path]], register: Register) -> list[Formatted]:
    """The files that are not in the house form; `register` holds the clauses that rules may name."""
    found = []
    for name, path in files:
        before = path.read_text(encoding="utf-8")
        after = formatted(before, name, register)
        if after != before:
            found.append(Formatted(name, path, before, after))
    return found


def write(changed: list[Formatted], root: Path, extra: tuple[Path, ...], only: frozenset[str]) -> None:
    """Writes the files, once the whole rulebook has been read with and without them and says the same.

    Raises `RuleSourceError` where the rules cannot be read as they are, `EcocheckError` where they would not be the same rules.
    """
    if not changed:
        return
    texts = {one.name: one.after for one in changed}
    root, extra = root.resolve(), tuple(map(Path.resolve, extra))  # as the files are found
    now = read_rulebook(root, extra, only)
    with TemporaryDirectory() as folder:
        # each keeps its own name, which the names of its files begin with, and two of one name do not meet
        copies = {place: Path(folder, str(number), place.name) for number, place in enumerate((root, *extra))}
        for name, path in rule_files(root, extra):
            place = next(place for place in copies if path.is_relative_to(place))
            target = copies[place] / path.relative_to(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(texts.get(name) or path.read_text(encoding="utf-8"), encoding="utf-8")
        then = read_rulebook(copies[root], tuple(copies[place] for place in extra), only)
    if _without_places(now) != _without_places(then):
        raise _refused(", ".join(texts))
    for one in changed:
        write_whole(one.path, one.after.encode())


def _without_places(data: RulebookData) -> bytes:
    """What the rules say and in which order, whether it was just read or lay compiled in the cache."""
    rules = tuple(replace(rule, line=0, tests=tuple(replace(test, line=0) for test in rule.tests)) for rule in data.rules)
    rows = tuple(replace(row, line=0, tests=tuple(replace(test, line=0) for test in row.tests)) for row in data.implications)
    sheets = tuple(replace(sheet, line=0) for sheet in data.sheets)
    aspects = tuple(replace(aspect, line=0) for aspect in data.aspects)
    readings = {clause: replace(reading, line=0) for clause, reading in data.readings.items()}
    same = replace(data, rules=rules, implications=rows, sheets=sheets, aspects=aspects, readings=readings, digest="")
    return msgspec.msgpack.encode(same, order="deterministic")
