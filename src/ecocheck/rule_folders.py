"""From a path to the rulebook it belongs to: a whole folder of rules, one plan inside it, or a pack of one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .errors import UnknownName
from .book import Rulebook
from .plans import load, plan_named
from .rulebook.loading import COMMON, SHELVES, read_rulebook, rule_files, rules_root
from .source.yaml import Mapping, Scalar, read_yaml

DOCUMENT = "document.yaml"


class RuleFolder(NamedTuple):
    """A rulebook, and the rule files meant by a path: the name that rules give their file -> where it is."""

    book: Rulebook
    files: dict[str, Path]


def rule_folder(path: Path) -> RuleFolder:
    """The rulebook of a folder or file of rules.

    A folder with a `vocabulary` is a whole rulebook; a plan inside one comes with all that binds in its area; any other folder with
    a `document.yaml` is a pack on top of the shipped rules, in place of the shipped document of the same id.

    Raises `UnknownName` where the path holds no rules, `RuleSourceError` where they cannot be used.
    """
    path = path.resolve()
    root = next((folder for folder in (path, *path.parents) if _is_root(folder)), None)
    home = next((folder for folder in (path, *path.parents) if (folder / DOCUMENT).is_file()), None)
    if root is not None:
        inside = home is not None and home.is_relative_to(root)
        book = load(_document_id(home / DOCUMENT), root=root) if home is not None and inside else load(root=root)
        return RuleFolder(book, _under(rule_files(root), path))
    if home is None or not path.exists():
        raise UnknownName(
            f"“{path}”不是规则文件夹", f"'{path}' holds no rules",
            "给出含 document.yaml 的文件夹，或含 vocabulary 的整套规则", "name a folder with a document.yaml, or a whole folder of rules",
        )  # fmt: skip
    shipped = rules_root().resolve()
    files = _under([(name, file) for name, file in rule_files(shipped, home) if file.is_relative_to(home)], path)
    plans = {folder.name: folder for folder in shipped.iterdir() if (folder / DOCUMENT).is_file()}
    own = _document_id(home / DOCUMENT)
    if own not in plans:
        return RuleFolder(load(home), files)
    others = frozenset(plans) - {own} - {COMMON, *SHELVES}
    data = read_rulebook(shipped, home, others)
    return RuleFolder(Rulebook(data, (plan_named(data, own).id,)), files)


def book_named(plan: str | Path) -> Rulebook:
    """The rulebook of a plan by its name, or of a folder of rules.

    Raises `UnknownName`, `RuleSourceError`.
    """
    if isinstance(plan, Path) or "/" in plan or "\\" in plan:
        return _kept(Path(plan).resolve())
    return load(plan)


@lru_cache(maxsize=4)
def _kept(path: Path) -> Rulebook:
    return rule_folder(path).book


def _is_root(folder: Path) -> bool:
    return (folder / COMMON).is_dir() and not (folder / DOCUMENT).is_file()


def _under(files: list[tuple[str, Path]], path: Path) -> dict[str, Path]:
    return {name: file for name, file in files if file.resolve() == path or file.resolve().is_relative_to(path)}


def _document_id(file: Path) -> str:
    node = read_yaml(file.read_bytes(), file.name)
    found = node.get("id") or node.get("document") if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
