"""Reads a folder of rules, and a user's own pack beside it, into `RulebookData`; all problems of all files are said at once."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from ..errors import RuleSourceError, UnknownName
from .cache import read_cached, write_cached
from .model import RulebookData

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
    raise UnknownName(
        "找不到随包的规则", "the shipped rules cannot be found", "请重新安装 ecocheck", "install ecocheck again"
    )  # fmt: skip


def rule_files(root: Path, extra: Path | None = None) -> list[tuple[str, Path]]:
    """Every rule file with the name that messages and the digest give it (never a path of this machine), in a fixed order."""
    found: list[tuple[str, Path]] = []
    places = [("rules", root)]
    if extra is not None and not extra.resolve().is_relative_to(root.resolve()):
        name = extra.resolve().name
        places.append((PACK if name in ("rules", "") else name, extra))
    for top, folder in places:
        files = (path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
        named = ((f"{top}/{path.relative_to(folder).as_posix()}", path) for path in files)
        found += sorted(pair for pair in named if not any(part.startswith(".") for part in pair[0].split("/")))
    return found


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """The sha256 over the names and contents of all rule files."""
    total = sha256()
    for name, content in contents:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def read_rulebook(root: Path, extra: Path | None = None, only: frozenset[str] = frozenset()) -> RulebookData:
    """Everything under `root` (see `rules_root`), and the pack in the folder `extra`.

    `only` narrows the plans that are read to some folders (`wz-145`), so that an author can work while another pack is broken;
    the vocabulary, areas, laws and standards are always read.

    Raises:
        RuleSourceError: every problem of every file: vocabulary, areas, documents, clauses, parameters, rules, rows.
        UnknownName: there is no such folder.
    """
    for folder in filter(None, (root, extra)):
        if not folder.is_dir():
            raise UnknownName(
                f"没有规则文件夹“{folder}”", f"there is no folder of rules '{folder}'",
                "请给出含 document.yaml 的文件夹", "name a folder that holds a document.yaml",
            )  # fmt: skip
    contents = [(name, path.read_bytes()) for name, path in rule_files(root, extra) if not only or _wanted(name, only)]
    digest = digest_of(contents)
    cached = read_cached(digest)
    if cached is not None:
        return cached
    # the readers are needed only where there is no compiled rulebook: a third of the time of a cold check
    from .readers.assembly import Assembly

    loading = Assembly(dict(contents))
    data = loading.read()
    loading.problems.raise_errors(RuleSourceError)
    data = replace(data, digest=digest)
    write_cached(data, digest)
    return data


def _wanted(name: str, only: frozenset[str]) -> bool:
    top, _, rest = name.partition("/")
    folder = rest.partition("/")[0]
    return top != "rules" or "/" not in rest or folder in (COMMON, *SHELVES) or folder in only
