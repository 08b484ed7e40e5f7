"""`ecocheck test`: the tests inside the rules."""

from __future__ import annotations

import sys
from fractions import Fraction

import click

from ..authoring.implication_tests import run_implication_tests
from ..authoring.rule_tests import run_tests
from ..bilingual import Said
from ..book import Rulebook
from ..rulebook.model import Rule
from .scope import Place, place_of

TESTED = Said("{rules} 条规则，{tests} 个测试，{broken} 个不通过", "{rules} rules, {tests} tests, {broken} failed")
IMPLIED = Said("{rows} 条推定，{tests} 个测试，{broken} 个不通过", "{rows} implications, {tests} tests, {broken} failed")
BROKEN = Said("测试本身不通过，未作变异", "its own tests fail, no mutants made")
MUTATED = Said(
    "{made} 个变异，{survived} 个未被发现，发现 {share}；另有 {same} 个与规则等价",
    "{made} mutants, {survived} survived, {share} noticed; {same} more are the same rule",
)


def read_share(context: click.Context, parameter: click.Parameter, value: str) -> Fraction:
    try:
        share = Fraction(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter("写成 0.95 或 95% / write 0.95 or 95%") from None
    if not 0 <= share <= 1:
        raise click.BadParameter("应在 0 与 1 之间 / must lie between 0 and 1")
    return share


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--mutate", "mutating", is_flag=True, help="检验测试能否发现规则里的小错 / would the tests notice a slip in a rule"
)
@click.option("--rule", "names", multiple=True, help="只看这条规则，可多次 / this rule only, may be repeated")
@click.option("--min", "least", default="0", callback=read_share, help="发现的比例低于此数时退出码为 1 / least share noticed")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def test(path: str | None, mutating: bool, names: tuple[str, ...], least: Fraction, lang: str) -> None:
    """运行规则里的测试。/ Runs the tests inside rules (of one file or folder, or all)."""
    place = place_of(path)
    book = place.book()
    rules = [book.rule(name) for name in names] if names else place.rules(book)
    if mutating:
        run_mutants(book, rules, place, least, lang)
        return
    results = list(run_tests(book, rules))
    broken = [result for result in results if result.wrong]
    for result in broken:
        sys.stdout.write(place.shown(f"{result.place}: {result.rule.id} :: {result.test.name}\n"))
        for wrong in result.wrong:
            sys.stdout.write(f"    {wrong}\n")
    said = TESTED.filled(rules=len(rules), tests=len(results), broken=len(broken))
    sys.stdout.write(said[lang] + "\n")
    failed = 0 if names else _test_implications(book, place, lang)
    raise click.exceptions.Exit(1 if broken or failed else 0)


def _test_implications(book: Rulebook, place: Place, lang: str) -> int:
    """Prints the tests of implications that fail, where the place holds any; how many fail."""
    rows = place.implications(book)
    results = list(run_implication_tests(book, rows))
    failed = [result for result in results if result.wrong]
    for result in failed:
        sys.stdout.write(place.shown(f"{result.place}: {result.row.id}\n"))
        for wrong in result.wrong:
            sys.stdout.write(f"    {wrong}\n")
    if rows:
        sys.stdout.write(IMPLIED.filled(rows=len(rows), tests=len(results), broken=len(failed))[lang] + "\n")
    return len(failed)


def run_mutants(book: Rulebook, rules: list[Rule], place: Place, least: Fraction, lang: str) -> None:
    """Prints the mutants that no test notices, and the share noticed; status 1 below `least`, or where tests fail as it is."""
    from ..authoring.marks import Sources
    from ..authoring.mutation import mutate

    made = survived = broken = same = 0
    for tally in mutate(book, rules, Sources(place.files())):
        made += tally.mutants
        survived += len(tally.survivors)
        broken += tally.broken
        same += tally.alike
        if tally.broken:
            sys.stdout.write(place.shown(f"{tally.rule.file}:{tally.rule.line}: {tally.rule.id}: {BROKEN[lang]}\n"))
        for survivor in tally.survivors:
            line = f"{survivor.mark.file}:{survivor.mark.line}: {survivor.rule.id}: {survivor.what[lang]}\n"
            sys.stdout.write(place.shown(line))
    share = Fraction(made - survived, made) if made else Fraction(1)
    said = MUTATED.filled(made=made, survived=survived, share=f"{float(share * 100):.1f}%", same=same)
    sys.stdout.write(said[lang] + "\n")
    raise click.exceptions.Exit(1 if broken or share < least else 0)
