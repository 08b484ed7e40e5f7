"""From the name of a plan, or the path of rules, to a rulebook: the plan and every document that binds in its area."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from .book import Rulebook
from .errors import Mark, RuleSourceError, UnknownName
from .evaluation.areas import COUNTRY, Areas
from .evaluation.binding import OWN_AREA_FORMS, plan_named
from .public import public
from .rulebook.folders import COMMON, SHELVES, places, rule_files, rules_root
from .rulebook.loading import read_rulebook
from .rulebook.model import RulebookData
from .source.yaml import Mapping, Scalar, read_yaml

DOCUMENT = "document.yaml"


#: Name, time of change and size of every rule file: rules that are edited while a program runs are read anew.
State: TypeAlias = tuple[tuple[str, int, int], ...]


def _state(root: Path, extra: tuple[Path, ...] = ()) -> State:
    if not all(folder.is_dir() for folder in (root, *extra)):
        return ()  # the reader says so
    held = ((name, path.stat()) for name, path in rule_files(root, extra))
    return tuple((name, one.st_mtime_ns, one.st_size) for name, one in held)


@lru_cache(maxsize=4)
def _everything(root: Path, extra: tuple[Path, ...], only: frozenset[str], state: State) -> RulebookData:
    return read_rulebook(root, extra, only)


@public
def load(*plans: str | Path, root: Path | None = None, only: frozenset[str] = frozenset()) -> Rulebook:
    """The rulebook of one plan or several, with the laws, standards and higher plans that bind in their areas.

    A plan is named by its id (``wz-145``), an alias (``wanzhou``), or the path of a folder with rules of one's own, whatever the
    level of its document. Without any name all shipped documents are loaded and each record is checked against those of its own
    area. `only` reads the plans of some folders and leaves the others unread.

    Raises `UnknownName` for a plan that does not exist, `RuleSourceError` for rules that cannot be used.

    >>> from ecocheck import load
    >>> sorted(load("wanzhou").data.documents)[:2]
    ['cq-145', 'gb-12348-2008']
    """
    folders = tuple(Path(plan) for plan in plans if _is_path(plan))
    home, extra = (root or rules_root()).resolve(), tuple(map(Path.resolve, folders))
    try:
        data = _everything(home, extra, only, _state(home, extra))
    except RuleSourceError as error:
        raise _as_typed(error, home, folders) from None
    if not plans:
        return Rulebook(data)
    named = tuple(name for plan in plans for name in (_documents_in(Path(plan)) if _is_path(plan) else (str(plan),)))
    ids = tuple(dict.fromkeys(plan_named(data, name).id for name in named))
    return Rulebook(_selected(data, ids), ids)


def _as_typed(error: RuleSourceError, root: Path, folders: tuple[Path, ...]) -> RuleSourceError:
    """The error with its places under the folders as the caller wrote them, so that one can open them."""
    typed = {folder.resolve(): folder for folder in folders}
    tops = {top: typed[folder] for top, folder in places(root, folders) if folder in typed}

    def at_home(mark: Mark) -> Mark:
        top, _, rest = mark.file.partition("/")
        return mark._replace(file=(tops[top] / rest).as_posix()) if top in tops else mark

    return RuleSourceError(replace(problem, mark=at_home(problem.mark)) for problem in error.problems)


def _is_path(plan: str | Path) -> bool:
    return isinstance(plan, Path) or "/" in plan or "\\" in plan


def _documents_in(folder: Path) -> tuple[str, ...]:
    """The ids of the documents of a folder: its own, else those of the folders in it. Raises `UnknownName` where there is none."""
    own = folder / DOCUMENT
    found = tuple(map(_document_id, [own] if own.is_file() else sorted(folder.glob(f"*/{DOCUMENT}"))))
    if not found:
        raise UnknownName("rulebook.no_document_in", folder=str(folder))
    return found


def _selected(data: RulebookData, named: tuple[str, ...]) -> RulebookData:
    """The named documents and every one that binds in their areas."""
    areas = Areas(data)
    places = {data.documents[name].area for name in named}
    around = {area for place in places for area in areas.above(place)} | {COUNTRY, ""}
    documents = {d.id: d for d in data.documents.values() if d.id in named or (d.area in around and d.level != "pack")}
    return replace(
        data,
        documents=documents,
        clauses={id: clause for id, clause in data.clauses.items() if clause.document in documents},
        rules=tuple(
            rule
            for rule in data.rules
            if rule.document in documents and (rule.form not in OWN_AREA_FORMS or rule.document in named)
        ),
    )


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
        raise UnknownName("rulebook.no_rules_in", path=str(path))
    shipped = rules_root().resolve()
    files = _under([(name, file) for name, file in rule_files(shipped, (home,)) if file.is_relative_to(home)], path)
    plans = {folder.name: folder for folder in shipped.iterdir() if (folder / DOCUMENT).is_file()}
    own = _document_id(home / DOCUMENT)
    if own not in plans:
        return RuleFolder(load(home), files)
    others = frozenset(plans) - {own} - {COMMON, *SHELVES}
    data = read_rulebook(shipped, (home,), others)
    return RuleFolder(Rulebook(data, (plan_named(data, own).id,)), files)


def book_named(plan: str | Path) -> Rulebook:
    """The rulebook of a plan by its name, or of a folder of rules.

    Raises `UnknownName`, `RuleSourceError`.
    """
    if _is_path(plan):
        path = Path(plan).resolve()
        return _kept(path, _state(rules_root().resolve(), (path,)))
    return load(plan)


@lru_cache(maxsize=4)
def _kept(path: Path, state: State) -> Rulebook:
    return rule_folder(path).book


def _is_root(folder: Path) -> bool:
    return (folder / COMMON).is_dir() and not (folder / DOCUMENT).is_file()


def _under(files: list[tuple[str, Path]], path: Path) -> dict[str, Path]:
    return {name: file for name, file in files if file.resolve() == path or file.resolve().is_relative_to(path)}


def _document_id(file: Path) -> str:
    node = read_yaml(file.read_bytes(), file.name)
    found = node.get("id") or node.get("document") if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
