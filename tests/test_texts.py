"""Every text in two languages is there in both, with the same parts; every code has its words, and every word its code."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter
from typing import NamedTuple

import ecocheck
from ecocheck.authoring.lint.run import CHECKS
from ecocheck.bilingual import Said
from ecocheck.errors.words import WORDS
from ecocheck.errors.words.entry import Words

SOURCE = Path(ecocheck.__file__).parent
#: Text that one of the languages has no word for.
ONE_SIDED = {Said("再")}


def parts_of(text: str) -> set[str]:
    """The names between braces; what `str.format` would ask for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_in(value: object) -> Iterator[Said]:
    if isinstance(value, Said):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for member in value.values() for text in texts_in(member))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for member in value for text in texts_in(member))


@cache
def texts() -> dict[Said, str]:
    """The texts that stand in tables and constants, each with the name it was first found under."""
    found: dict[Said, str] = {}
    for module in walk_packages([str(SOURCE)], "ecocheck."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            for text in texts_in(value):
                found.setdefault(text, f"{module.name}.{name}")
    return found


def test_there_are_texts_to_look_at() -> None:
    assert len(texts()) > 300
    assert any(name.startswith("ecocheck.evaluation.explain.messages.") for name in texts().values())


def test_a_text_is_said_in_both_languages_or_in_neither() -> None:
    wrong = {name: text for text, name in texts().items() if bool(text.zh) is not bool(text.en) and text not in ONE_SIDED}
    assert wrong == {}


def test_both_languages_have_the_same_parts() -> None:
    assert {name: text for text, name in texts().items() if parts_of(text.zh) != parts_of(text.en)} == {}


KNOWN: dict[str, Words] = dict(WORDS.items())


#: Rows of tables that name a code for whoever says it later, with its parts.
ROWS = ("_Syntax",)


class Call(NamedTuple):
    """A call that names a code: where, which parts it gives, and whether some come from elsewhere."""

    place: str
    code: str
    given: set[str]
    spread: bool


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """All that is written in the source, the tables of words left out."""
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if not path.is_relative_to(SOURCE / "errors" / "words")]
    return [(path.name, node) for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def texts_of(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def calls() -> Iterator[Call]:
    for file, node in nodes():
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in ROWS):
            given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
            spread = any(keyword.arg is None for keyword in node.keywords)
            yield from (Call(f"{file}:{node.lineno}", code, given, spread) for code in texts_of(node.args) if code in KNOWN)


def test_who_raises_a_code_gives_the_parts_of_its_words() -> None:
    found = list(calls())
    assert found
    for call in found:
        words = KNOWN[call.code]
        asked = parts_of(words.said.zh) | parts_of(words.hint.zh)
        assert call.spread or asked <= call.given, f"{call.place} {call.code} lacks {asked - call.given}"


def test_a_code_begins_with_the_name_of_its_file() -> None:
    for code in KNOWN:
        assert code in import_module(f"ecocheck.errors.words.{code.split('.')[0]}").WORDS


def test_no_words_stand_there_unsaid() -> None:
    said = {*texts_of(node for _, node in nodes()), *(f"authoring.{check.code}" for check in CHECKS)}
    assert set(KNOWN) - said == set()
