"""Every example in a docstring runs, in the package as it is installed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import FunctionType

import pytest

import ecocheck

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(ecocheck.__path__, "ecocheck.")
    if not module.name.endswith(("plugin", "__main__"))
)


@pytest.mark.parametrize("name", ["ecocheck", *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    found = doctest.testmod(
        module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    )
    assert not found.failed


@pytest.mark.parametrize("name", [name for name in ecocheck.__all__ if isinstance(getattr(ecocheck, name), type)])
def test_examples_in_docstrings_of_classes_that_show_as_the_packages(name: str) -> None:
    kind: type = getattr(ecocheck, name)
    methods = [found for found in vars(kind).values() if isinstance(found, FunctionType)]
    runner = doctest.DocTestRunner(
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    )
    places = methods[0].__globals__ if methods else {}
    for test in doctest.DocTestFinder().find(kind, name, module=False, globs=dict(places)):
        runner.run(test)
    assert not runner.failures


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    modules = [importlib.import_module(name) for name in MODULES]
    assert sum(bool(test.examples) for module in modules for test in finder.find(module)) > 60
