"""`ecocheck form`: a workbook to fill in, made from what the rules of a plan look at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import cast

import click

from ..bilingual import Said
from ..book import Rulebook
from ..errors import OutputRefused, UnknownName
from ..findings.questions import FIRST
from ..plans import load
from ..source.whole_file import see_writable, write_whole
from ..vocabulary.model import SUBJECTS, SubjectName


@click.command()
@click.argument("subject")
@click.option("--plan", "plans", multiple=True, help="规划名称，可多次 / plan, may be repeated")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("form.xlsx"), help="输出文件 / output file")
def form(subject: str, plans: tuple[str, ...], output: Path) -> None:
    """生成 Excel 填报表，填好后用 ecocheck check 检查。/ Makes a form to fill in for ecocheck check."""
    from ..records.tables.header_words import subject_named
    from ..reports.form import write_form

    named = cast("SubjectName", subject_named(subject))
    if named not in SUBJECTS:
        raise UnknownName.among(Said("对象", "subject"), subject, SUBJECTS)
    if output.suffix.lower() != ".xlsx":
        raise OutputRefused("cli.form_is_xlsx", ending=output.suffix)
    book = load(*plans)
    facts = facts_to_ask(book, named)
    if not facts:
        raise UnknownName("cli.no_rule_about", subject=SUBJECTS[named])
    attestations = [rule for rule in book.rules_for(named) if rule.form == "attestation"]
    title = "、".join(document.title.zh for document in (book.data.documents[plan] for plan in book.plans)) or "全部规划"
    see_writable(output)
    sheets = [sheet for sheet in book.data.sheets if named in sheet.subjects]
    made = write_form(book.data.vocabulary, named, facts, attestations, sheets, title)
    if output.exists() and (not output.is_file() or output.read_bytes() != made):
        raise OutputRefused("cli.filled_form", path=output)
    write_whole(output, made)
    click.echo(
        f"{output}: {len(facts)} 个事实，{len(sheets)} 张核对单，{len(attestations)} 条核实 / "
        f"{len(facts)} facts, {len(sheets)} sheets, {len(attestations)} attestations"
    )


def facts_to_ask(book: Rulebook, subject: SubjectName) -> list[tuple[str, int]]:
    """The facts that rules about a subject look at, each with their number: those that screen first, then by that number."""
    from ..rulebook.facts_asked import facts_asked, facts_of_items

    count: Counter[str] = Counter()
    for rule in book.rules_for(subject):
        if rule.target is None and rule.form not in ("attestation", "duty"):
            count.update(facts_asked(rule, book.data.vocabulary, book.data.parameters))
    for item, answered in facts_of_items(count, book.data.implications).items():
        count[item] = max(count[item], *(count[name] for name in answered))
    facts = book.data.vocabulary.facts
    used = {name: number for name, number in count.items() if name in facts and subject in facts[name].subjects}
    for name in FIRST:
        if used and subject in facts[name].subjects:
            used.setdefault(name, 1)
    return sorted(used.items(), key=lambda one: (FIRST.index(one[0]) if one[0] in FIRST else len(FIRST), -one[1], one[0]))
