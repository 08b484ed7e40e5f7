"""`ecocheck test`: the tests inside the rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..evaluation.loading import load
from ..rulebook.loading import rules_root
from ..testing.rule_tests import run_tests


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def test(path: str | None, lang: str) -> None:
    """运行规则里的测试。/ Runs the tests inside rules (of one file or folder, or all)."""
    place = Path(path).resolve() if path else None
    root = rules_root().resolve()
    if place is not None and root not in (place, *place.parents):
        book = load(place if place.is_dir() else place.parent)
        rules = [rule for rule in book.data.rules if rule.document in book.plans]
    else:
        inside = place.relative_to(root).parts if place is not None else ()
        book = load(only=frozenset(inside[:1]))
        under = "/".join(("rules", *inside))
        rules = [rule for rule in book.data.rules if rule.file == under or rule.file.startswith(f"{under}/")]
    results = list(run_tests(book, rules))
    broken = [result for result in results if result.wrong]
    for result in broken:
        sys.stdout.write(f"{result.place}: {result.rule.id} :: {result.test.name}\n")
        for wrong in result.wrong:
            sys.stdout.write(f"    {wrong}\n")
    said = f"{len(rules)} 条规则，{len(results)} 个测试，{len(broken)} 个不通过" if lang == "zh" else f"{len(rules)} rules, {len(results)} tests, {len(broken)} failed"
    sys.stdout.write(said + "\n")
    raise click.exceptions.Exit(1 if broken else 0)

