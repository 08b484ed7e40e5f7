"""`ecocheck diff`: what a new edition of the rules changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from ..authoring.diff import LABELS, Change, Comparison, Difference, cases_of
from ..bilingual import Said
from ..errors import UnknownName
from ..findings.report import VERDICTS
from ..plans import rule_folder
from ..source.whole_file import see_apart, see_writable, write_whole

KINDS = {"changed": Said("有变化", "changed"), "added": Said("新增", "added"), "removed": Said("删去", "removed")}
UNSHOWN = Said("规则有改动，但没有记录的结论因此不同：", "rules that read otherwise, though no record came out otherwise:")
MORE = Said("    … 另有 {count} 条", "    ... and {count} more")
VERDICT = Said("总体结论 {old} → {new}：{count} 条记录", "verdict {old} -> {new}: {count} records")
COMPARED = Said("{records} 条记录，{rules} 条规则的结论有变化", "{records} records, {rules} rules come out otherwise")
MOVE = Said("    {old} → {new}  {count}", "    {old} -> {new}  {count}")
EXAMPLE = Said("    最小例: {facts}", "    smallest example: {facts}")
OLD, NEW = Said("        旧: {said}", "        old: {said}"), Said("        新: {said}", "        new: {said}")
MADE = 200
MOST_UNSHOWN = 20


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--cases", type=click.Path(), default="", help="记录文件 / a file of records")
@click.option(
    "--generate",
    "made",
    type=click.IntRange(1),
    default=None,
    help=f"生成多少条记录，缺省 {MADE} / records to make, else {MADE}",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="记录没有写明时的判定日期，缺省为今天 / the day judged, else today"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="输出文件 / output file")
def diff(old: Path, new: Path, cases: str, made: int | None, as_of: object, lang: str, form: str, output: Path | None) -> None:
    """比较两版规则对同一批记录的结论。退出码 0 没有变化，1 有变化，2 无法比较。

    Compares what two editions of the rules (folders) come to on the same records. Status 0: no change; 1: changes; 2: cannot be compared.
    """
    if cases and made is not None:
        raise click.UsageError("--cases 与 --generate 只能用一个 / use either --cases or --generate")
    if output is not None:
        see_writable(output)
        see_apart(output, [cases] if cases else [])
    comparison = Comparison(rule_folder(_existing(old)).book, rule_folder(_existing(new)).book)
    day = as_of.date() if hasattr(as_of, "date") else date.today()
    records = cases_of(cases, comparison.new) if cases else comparison.made_records(made or MADE)
    found = comparison.compare(records, day)
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else _table(found, lang)
    if output is not None:
        write_whole(output, text.encode("utf-8", "replace"))
    else:
        sys.stdout.write(text)
    raise click.exceptions.Exit(1 if found.changes or found.verdicts else 0)


def _existing(path: Path) -> Path:
    if not path.is_dir():
        raise UnknownName("authoring.no_edition", path=path)
    return path


def _table(found: Difference, lang: str) -> str:
    lines = [line for change in found.changes for line in _lines(change, lang)]
    if found.unshown:
        lines.append(UNSHOWN[lang])
        lines += [f"    {rule}  {KINDS[kind][lang]}" for rule, kind in found.unshown[:MOST_UNSHOWN]]
        more = len(found.unshown) - MOST_UNSHOWN
        lines += [MORE.filled(count=more)[lang]] if more > 0 else []
    lines += [
        VERDICT.filled(old=VERDICTS[old], new=VERDICTS[new], count=count)[lang] for (old, new), count in found.verdicts.items()
    ]
    lines.append(COMPARED.filled(records=found.records, rules=len(found.changes))[lang])
    return "\n".join(lines) + "\n"


def _lines(change: Change, lang: str) -> Iterator[str]:
    yield f"{change.rule}  {change.title[lang]}  [{KINDS[change.kind][lang]}]"
    for (old, new), count in change.moves.most_common():
        yield MOVE.filled(old=LABELS[old], new=LABELS[new], count=count)[lang]
    example = change.example
    facts = ", ".join(f"{name}: {_said(value)}" for name, value in example.record.items() if name not in ("id", "name"))
    yield EXAMPLE.filled(facts=facts)[lang]
    yield OLD.filled(said=example.says_old)[lang]
    yield NEW.filled(said=example.says_new)[lang]


def _said(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_said(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_said(one)}' for key, one in value.items())}}}"
    return str(value)
