"""The period of a plan is data: no year of one stands in the code, as a number or in a text that people read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ecocheck"
MODULES = sorted(SOURCE.rglob("*.py"))
YEARS = (*range(2020, 2026), 2035)
#: Years that are part of a name: the draft of JSON Schema.
NAMES = ("https://json-schema.org/draft/2020-12/schema",)
_YEAR = re.compile(rf"(?<![0-9.])({'|'.join(map(str, YEARS))})(?![0-9])")


def years_in(source: str) -> Iterator[str]:
    """The constants of a module that name such a year; docstrings, whose examples are run on shipped plans, apart."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings and _names_a_year(node.value):
            yield f"line {node.lineno}: {node.value!r}"


def _names_a_year(value: object) -> bool:
    if isinstance(value, str):
        return value not in NAMES and _YEAR.search(value) is not None
    return type(value) is int and value in YEARS


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_names_a_year_of_a_plan(module: Path) -> None:
    assert list(years_in(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("source", ["BASE = 2020", "HEAD = '2025年基准'", "def f(year=2035): ...", "f'{x} of 2023-06-01'"])
def test_a_year_is_seen(source: str) -> None:
    assert list(years_in(source))


@pytest.mark.parametrize("source", ["'''Until 2025.'''", "SIZE = 202500", "RATE = 12.2024", "GB = 'GB 3095-2026'"])
def test_what_is_no_year_of_a_plan_is_let_be(source: str) -> None:
    assert list(years_in(source)) == []
