"""Where rule files lie: the shipped rules, a pack of one's own beside them, and the digest over all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from ..errors import UnknownName

SHELVES = ("law", "standards")
COMMON = "vocabulary"
PACK = "pack"


def rules_root() -> Path:
    """The folder of the shipped rules: inside the package, else, in a working copy, beside `pyproject.toml`.

    Raises:
        UnknownName: there is none.
    """
    package = Path(__file__).resolve().parents[1]
    if (package / "rules").is_dir():
        return package / "rules"
    for folder in package.parents:
        if (folder / "pyproject.toml").is_file() and (folder / "rules").is_dir():
            return folder / "rules"
    raise UnknownName("rulebook.no_shipped_rules")


def rule_files(root: Path, extra: Iterable[Path] = ()) -> list[tuple[str, Path]]:
    """Every rule file with the name that messages and the digest give it (never a path of this machine), in a fixed order."""
    found: list[tuple[str, Path]] = []
    for top, folder in places(root, extra):
        found += sorted((name, Path(path)) for name, path in _files_in(str(folder), top))
    return found


def places(root: Path, extra: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The folders to read, each once, by the names that their files begin with: of two folders of one name the second is numbered."""
    yield "rules", root
    read, names = [root.resolve()], Counter[str]()
    for folder in sorted(map(Path.resolve, extra), key=lambda folder: len(folder.parts)):
        if any(folder.is_relative_to(other) for other in read):
            continue
        read.append(folder)
        name = PACK if folder.name in ("rules", "") else folder.name
        names[name] += 1
        yield (name if names[name] == 1 else f"{name} {names[name]}"), folder


def _files_in(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """The rule files below a folder, without hidden ones; four hundred are listed at each start, so the folder tells what is a file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(entry.path, f"{name}/{entry.name}")
            elif entry.name.endswith((".yaml", ".yml")) and entry.is_file():
                yield f"{name}/{entry.name}", entry.path


def content_of(path: Path) -> bytes:
    """The bytes of a file, read at once."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """The sha256 over the names and contents of all rule files."""
    total = sha256()
    for name, content in contents:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def wanted(name: str, only: frozenset[str]) -> bool:
    top, _, rest = name.partition("/")
    folder = rest.partition("/")[0]
    return top != "rules" or "/" not in rest or folder in (COMMON, *SHELVES) or folder in only
