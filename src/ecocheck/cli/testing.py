"""`ecocheck test`: the tests inside the rules."""

from __future__ import annotations

import sys

import click

from ..testing.rule_tests import run_tests
from .scope import place_of


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def test(path: str | None, lang: str) -> None:
    """运行规则里的测试。/ Runs the tests inside rules (of one file or folder, or all)."""
    place = place_of(path)
    book = place.book()
    rules = place.rules(book)
    results = list(run_tests(book, rules))
    broken = [result for result in results if result.wrong]
    for result in broken:
        sys.stdout.write(f"{result.place}: {result.rule.id} :: {result.test.name}\n")
        for wrong in result.wrong:
            sys.stdout.write(f"    {wrong}\n")
    counts = (len(rules), len(results), len(broken))
    said = ("{} 条规则，{} 个测试，{} 个不通过" if lang == "zh" else "{} rules, {} tests, {} failed").format(*counts)
    sys.stdout.write(said + "\n")
    raise click.exceptions.Exit(1 if broken else 0)
