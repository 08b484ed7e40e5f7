"""Where rule files lie: the shipped rules, a pack of one's own beside them, and the digest over all."""

from __future__ import annotations

from collections.abc import Iterable
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


def wanted(name: str, only: frozenset[str]) -> bool:
    top, _, rest = name.partition("/")
    folder = rest.partition("/")[0]
    return top != "rules" or "/" not in rest or folder in (COMMON, *SHELVES) or folder in only
