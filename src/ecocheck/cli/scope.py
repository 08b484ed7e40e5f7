"""What `lint`, `fmt`, `test` and `docs` look at: everything, or the rule files of one file or folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ..book import Rulebook
from ..plans import DOCUMENT, load
from ..rulebook.folders import COMMON, PACK, rule_files, rules_root
from ..rulebook.model import Implication, Rule


class Place(NamedTuple):
    """Where to look: `under` is the beginning of the names of the files meant, `extra` a folder of rules outside the shipped ones.

    `home` is what the names in messages begin with, `typed` the path that leads there from where the user stands.
    """

    root: Path
    extra: tuple[Path, ...]
    under: str
    home: str
    typed: str
    only: frozenset[str] = frozenset()

    def shown(self, line: str) -> str:
        """A line that begins with the name of a rule file, with the path as it was typed, so that it can be opened."""
        rest = line.removeprefix(self.home)
        return self.typed + rest if line.startswith(self.home) and rest[:1] in ("", "/", ":") else line

    def covers(self, name: str) -> bool:
        return name == self.under or name.startswith(f"{self.under}/")

    def files(self) -> list[tuple[str, Path]]:
        """The rule files meant, each with the name that messages give it."""
        return [(name, path) for name, path in rule_files(self.root, self.extra) if self.covers(name)]

    def book(self) -> Rulebook:
        return load(*self.extra, root=self.root) if self.extra else load(root=self.root, only=self.only)

    def rules(self, book: Rulebook) -> list[Rule]:
        return [rule for rule in book.data.rules if self.covers(rule.file)]

    def implications(self, book: Rulebook) -> list[Implication]:
        return [row for row in book.data.implications if self.covers(row.file)]


def place_of(path: str | None) -> Place:
    """The place that an argument PATH names; all shipped rules where there is none.

    A path inside the shipped rules reads its own pack only, so that an author can work while another pack is broken; the
    vocabulary is looked at together with all that uses it.
    """
    root = rules_root().resolve()
    asked = Path(path).resolve() if path else root
    if asked.is_relative_to(root):
        inside = asked.relative_to(root).parts
        under = "/".join(("rules", *inside))
        only = frozenset(part for part in inside[:1] if part != COMMON)
        return Place(root, (), under, under, _plain(path) if path else under, only)
    home = next((folder for folder in (asked, *asked.parents) if (folder / DOCUMENT).is_file()), asked)
    name = PACK if home.name in ("rules", "") else home.name
    inside = asked.relative_to(home).parts
    typed = _plain(path or "", *(".." for _ in inside))
    return Place(root, (Path(typed),), "/".join((name, *inside)), name, typed)


def _plain(*path: str) -> str:
    return Path(os.path.normpath(Path(*path))).as_posix()
