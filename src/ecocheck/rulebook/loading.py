"""Reads a folder of rules, and a user's own pack beside it, into `RulebookData`; all problems of all files are said at once."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from ..errors import RuleSourceError, UnknownName
from .cache import read_cached, write_cached
from .folders import content_of, digest_of, rule_files, wanted
from .model import RulebookData


def read_rulebook(root: Path, extra: tuple[Path, ...] = (), only: frozenset[str] = frozenset()) -> RulebookData:
    """Everything under `root` (see `rules_root`), and the folders of rules of one's own that are `extra`.

    `only` narrows the plans that are read to some folders (`wz-145`), so that an author can work while another pack is broken;
    the vocabulary, areas, laws and standards are always read.

    Raises:
        RuleSourceError: every problem of every file: vocabulary, areas, documents, clauses, parameters, rules, rows.
        UnknownName: there is no such folder.
    """
    for folder in (root, *extra):
        if not folder.is_dir():
            raise UnknownName("rulebook.no_folder", folder=str(folder))
    contents = [(name, content_of(path)) for name, path in rule_files(root, extra) if not only or wanted(name, only)]
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
