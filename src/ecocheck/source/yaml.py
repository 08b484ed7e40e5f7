"""Reads YAML strictly: every scalar stays text as written, and what YAML does behind one's back is refused.

YAML turns ``no`` into false, ``0610`` into 392 and ``22:00`` into 1320, lets a later key replace an earlier one, and
expands aliases without end. None of that may happen to a rule. So only the *events* of the parser are used: they
carry the text and its place, and nothing has been guessed yet.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..errors import Mark, Problem, RuleSourceError, SourceError
from .yaml_problems import MOST_PROBLEMS, decoded, excerpt, refused_characters, syntax_problem

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same events, some ten times slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

#: Bare tuples, or marks: file, line, column.
Place: TypeAlias = tuple[str, int, int] | tuple[str, int, int, str]

_SUSPECTS = frozenset({"<<", "~", "null", "Null", "NULL"})
_NULLS = _SUSPECTS - {"<<"}
_STAND_IN = "\ud800"  # begins the text of a key that was refused; no file can hold it
_INDENTED_BY_TAB = re.compile(r"^ *\t", re.MULTILINE)


# Nodes form a tree and a large file has half a million of them: kept out of the garbage collector (`gc=False`), with bare
# tuples for their places, they are built in a fifth of the time.
class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A text as written; `quoted` tells ``"0"`` and block texts from a plain ``0``."""

    text: str
    at: Place
    quoted: bool = False

    @property
    def mark(self) -> Mark:
        return Mark(*self.at)


class Sequence(msgspec.Struct, gc=False):
    """A list of nodes."""

    items: list[Node]
    at: Place

    @property
    def mark(self) -> Mark:
        return Mark(*self.at)


class Mapping(msgspec.Struct, gc=False):
    """Keys and their nodes in the order written; no key stands twice."""

    entries: list[tuple[Scalar, Node]]
    at: Place
    _index: dict[str, Node] | None = None

    @property
    def mark(self) -> Mark:
        return Mark(*self.at)

    def get(self, key: str) -> Node | None:
        if self._index is None:
            self._index = {key.text: node for key, node in self.entries}
        return self._index.get(key)

    def keys(self) -> list[str]:
        return [key.text for key, _ in self.entries]


Node: TypeAlias = Scalar | Sequence | Mapping


def read_yaml(
    source: str | bytes,
    file: str,
    *,
    max_bytes: int = 20_000_000,
    max_depth: int = 40,
    max_nodes: int = 2_000_000,
    error: type[SourceError] = RuleSourceError,
) -> Node:
    """Reads one YAML document into nodes that know their place.

    Refused: duplicate keys, anchors, aliases, tags, several documents, keys that are lists or mappings, empty values
    and ``null``, merge keys, tabs and invisible characters, other encodings than UTF-8, empty files, and what is
    larger or deeper than the bounds.

    Args:
        source: the content of the file, not its path; a byte order mark is accepted.
        file: the name that the messages give.
        max_bytes: largest size in bytes of UTF-8.
        max_depth: how many lists and mappings may stand in one another.
        max_nodes: how many texts, lists and mappings the file may hold, keys included.
        error: the class to raise, so that a file of records is not called a file of rules.

    Raises:
        SourceError: of class `error`, with every problem that could be found; a syntax error ends the search.

    >>> node = read_yaml("code: 0610\\nopen: no\\nfrom: 22:00\\n", "a.yaml")
    >>> plain(node)
    {'code': '0610', 'open': 'no', 'from': '22:00'}
    >>> str(node.get("open").mark)
    'a.yaml:2:7'
    """
    text = decoded(source, file, max_bytes, error)
    problems: list[Problem] = []
    safe = refused_characters(text, file, problems)
    root: Node | None = None
    if not (problems and _INDENTED_BY_TAB.search(text)):
        root = _Builder(safe, file, problems, max_depth, max_nodes).build()
        if root is None and not problems:
            problems.append(Problem.coded(Mark(file, 1, 1), "source.empty_file"))
    if problems or root is None:
        raise error(sorted(problems, key=lambda problem: problem.mark[1:]))
    return root


def plain(node: Node) -> object:
    """The same as nested dict, list and str, for those who need no marks.

    >>> plain(read_yaml("a: [1, {b: 1.10}]", "a.yaml"))
    {'a': ['1', {'b': '1.10'}]}
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


class _EnoughProblems(Exception):
    """Nothing more can be learned from this file."""


class _Builder:
    """Builds the nodes of one file; the loop is written for speed, what is rare stands in methods of its own."""

    def __init__(self, source: str, file: str, problems: list[Problem], max_depth: int, max_nodes: int) -> None:
        self.source, self.file, self.problems = source, file, problems
        self.max_depth, self.max_nodes = max_depth, max_nodes
        self.documents = 0

    def build(self) -> Node | None:
        roots: list[Node] = []
        loader = _Loader(self.source)
        try:
            self._fill(roots, loader.get_event)
        except _EnoughProblems:
            pass
        except (yaml.YAMLError, ValueError, OverflowError) as fault:  # the last two: `\UFFFFFFFF` without libyaml
            # A tab or character that was refused and replaced may itself have caused this one.
            if not any(problem.code in ("source.character", "source.tab") for problem in self.problems):
                found = syntax_problem(fault, self.source, self.file)
                if "nesting depth" in str(fault):  # libyaml from PyYAML 6.0.4 on stops there before its events do
                    found = Problem.coded(found.mark, "source.too_deep", most=self.max_depth)
                self.problems.append(found)
        finally:
            loader.dispose()
        return roots[0] if roots else None

    def _fill(self, roots: list[Node], next_event: Any) -> None:
        file, max_depth, max_nodes = self.file, self.max_depth, self.max_nodes
        stack: list[tuple[Any, Any, Any, Any]] = []
        here: Any = None  # the open list or mapping,
        index: dict[str, Node] | None = None  # the keys it has, where it is a mapping,
        key: Scalar | None = None  # the key that waits for its value,
        add: Any = roots.append  # and how it takes an item or entry
        nodes = 0
        node: Node
        entries: list[tuple[Scalar, Node]]
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                start, text = event.start_mark, event.value
                node = Scalar(text, (file, start.line + 1, start.column + 1), bool(event.style))
                if not text or event.anchor is not None or event.tag is not None or text in _SUSPECTS or text.isspace():
                    if stack or text or event.style:
                        self._look_closer(event, node, index is not None and key is None, here, key)
                    else:
                        continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = here
                here, index, key, add = stack.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark
                at = (file, start.line + 1, start.column + 1)
                as_key = index is not None and key is None
                if as_key or event.anchor is not None or event.tag is not None or len(stack) >= max_depth:
                    self._opened_badly(event, len(stack), as_key)
                stack.append((here, index, key, add))
                key = None
                if kind is MappingStartEvent:
                    index, entries = {}, []
                    here, add = Mapping(entries, at, index), entries.append
                else:
                    items: list[Node] = []
                    here, index, add = Sequence(items, at), None, items.append
                continue
            elif kind is AliasEvent:
                node = self._alias(event)
            elif kind is StreamEndEvent:
                return
            else:
                if kind is DocumentStartEvent:
                    self._document(event)
                continue

            nodes += 1
            if nodes > max_nodes:
                self._refuse(node.mark, "source.too_many_nodes", last=True, most=str(max_nodes))
            if index is None:
                add(node)
            elif key is None:
                # A list or mapping as key is refused already; a stand-in keeps keys and values in step.
                key = node if type(node) is Scalar else Scalar(f"{_STAND_IN}{nodes}", node.mark)
            else:
                if key.text in index:
                    self._duplicate(here, key)
                index[key.text] = node
                add((key, node))
                key = None

    def _refuse(self, mark: Mark, code: str, field: str = "", last: bool = False, **words: Any) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            code, field, last, words = "source.too_many_problems", "", True, {"most": MOST_PROBLEMS}
        self.problems.append(Problem.coded(mark, code, field=field, **words))
        if last:
            raise _EnoughProblems

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(self._mark(event), "source.documents", last=True)

    def _opened_badly(self, event: Any, depth: int, as_key: bool) -> None:
        mark = self._mark(event)
        self._properties(event, mark)
        if depth >= self.max_depth:
            self._refuse(mark, "source.too_deep", last=True, most=str(self.max_depth))
        if as_key:
            self._refuse(mark, "source.key_kind")

    def _properties(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            self._refuse(mark, "source.anchor", name=excerpt(event.anchor))
        if event.tag is not None:
            self._refuse(mark, "source.tag", name=excerpt(event.tag.replace("tag:yaml.org,2002:", "!!")))

    def _alias(self, event: Any) -> Scalar:
        mark = self._mark(event)
        self._refuse(mark, "source.alias", name=excerpt(event.anchor))
        return Scalar(f"{_STAND_IN}{mark.line}:{mark.column}", mark)

    def _duplicate(self, mapping: Mapping, key: Scalar) -> None:
        first = next(earlier.mark for earlier, _ in mapping.entries if earlier.text == key.text)
        name = excerpt(key.text)
        self._refuse(key.mark, "source.duplicate_key", name, name=name, first=str(first))

    def _look_closer(self, event: Any, node: Scalar, as_key: bool, here: Any, key: Scalar | None) -> None:
        self._properties(event, node.mark)
        if as_key and not node.quoted and node.text in ("<<", ""):
            self._refuse(node.mark, "source.merge_key" if node.text else "source.empty_key")
        elif as_key or (key and key.text.startswith(_STAND_IN)):
            pass
        elif not node.quoted and node.text in _NULLS:
            self._refuse(node.mark, "source.null", excerpt(key.text) if key else "", name=node.text)
        elif node.text.strip() or event.style in ('"', "'"):
            pass
        elif key is None:
            self._refuse(node.mark, "source.empty_item")
        else:
            self._empty_value(event.start_mark.index, node.mark, here, key)

    def _empty_value(self, at: int, mark: Mark, here: Any, key: Scalar) -> None:
        name = excerpt(key.text)
        without_colon = not self.source[max(0, at - 200) : at].rstrip().endswith(":")
        if self.source[at : at + 1] not in (",", "}") or not without_colon:
            self._refuse(mark, "source.empty_value", name, name=name)
        elif "：" in key.text:
            self._refuse(key.mark, "source.wide_colon", name, name=name)
        elif here.entries:
            self._refuse(key.mark, "source.cut_by_comma", name, name=name, before=excerpt(here.entries[-1][0].text))
        else:
            self._refuse(key.mark, "source.empty_value", name, name=name)
