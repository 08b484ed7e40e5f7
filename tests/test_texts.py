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


#: Tables whose rows name a code, and the function that says it with its parts.
ROWS = {"_Syntax": "syntax_problem"}
#: Codes that come out of a table or a function together with what they need, out of sight of this test.
LOOKED_UP = {
    *("rulebook.needs_some", "rulebook.needs_one", "rulebook.needs_two"),
    *("rulebook.units_clash", "rulebook.unit_differs", "rulebook.units_mixed", "rulebook.divides_by_zero"),
}
#: What a problem or an error has beside its parts: words cannot ask for a part of such a name.
OWN = {"field", "place", "severity", "hint", "refused"}


class Call(NamedTuple):
    """A call that says a code: where, which parts it gives, and whether some come from elsewhere."""

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


def codes_in(nodes: Iterable[ast.AST]) -> list[str]:
    """The codes among these expressions, also where one of two is chosen."""
    chosen = [limb for node in nodes for limb in ((node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,))]
    return [text for text in texts_of(chosen) if text in KNOWN]


def is_row(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in ROWS


def codes_held(function: ast.FunctionDef) -> list[str]:
    """The codes that a function keeps in its variable `code`."""
    values = [
        value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name, value in _pairs(target, node.value)
        if isinstance(name, ast.Name) and name.id == "code"
    ]
    return codes_in(values)


@cache
def codes_of_rows() -> dict[str, list[str]]:
    """The codes in the rows of tables, by the function that says them."""
    found: dict[str, list[str]] = {name: [] for name in ROWS.values()}
    for _, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ROWS:
            found[ROWS[node.func.id]] += codes_in(node.args)
    return found


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def is_variable(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "code") or (isinstance(node, ast.Attribute) and node.attr == "code")


def calls() -> Iterator[Call]:
    for file, node in nodes():
        found: list[tuple[ast.Call, list[str]]] = []
        if isinstance(node, ast.Call) and not is_row(node):
            found.append((node, codes_in(node.args)))
        if isinstance(node, ast.FunctionDef):
            held = codes_held(node) + codes_of_rows().get(node.name, [])
            inner = (one for one in ast.walk(node) if isinstance(one, ast.Call) and any(map(is_variable, one.args)))
            found.extend((one, held) for one in inner)
        for call, codes in found:
            given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
            spread = any(keyword.arg is None for keyword in call.keywords)
            yield from (Call(f"{file}:{call.lineno}", code, given, spread) for code in codes)


def test_who_raises_a_code_gives_the_parts_of_its_words() -> None:
    found = list(calls())
    for call in found:
        asked = parts_asked(KNOWN[call.code])
        assert call.spread or asked <= call.given, f"{call.place} {call.code} lacks {asked - call.given}"
    # What a check of lint found it says with a remark.
    unseen = {code for code in KNOWN if not code.startswith("authoring.")} - {call.code for call in found}
    assert unseen == LOOKED_UP


def parts_asked(words: Words) -> set[str]:
    return parts_of(words.said.zh) | parts_of(words.hint.zh)


def test_no_part_has_the_name_of_something_else_that_a_problem_holds() -> None:
    assert {code: parts_asked(words) & OWN for code, words in KNOWN.items() if parts_asked(words) & OWN} == {}


def test_a_code_begins_with_the_name_of_its_file() -> None:
    for code in KNOWN:
        assert code in import_module(f"ecocheck.errors.words.{code.split('.')[0]}").WORDS


def test_no_words_stand_there_unsaid() -> None:
    said = {*texts_of(node for _, node in nodes()), *(f"authoring.{check.code}" for check in CHECKS)}
    assert set(KNOWN) - said == set()
