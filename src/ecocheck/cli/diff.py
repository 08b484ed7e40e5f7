"""`ecocheck diff`: what a new edition of the rules changes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from ..authoring.diff import LABELS, Change, Comparison, Difference, cases_of
from ..errors import UnknownName
from ..findings.report import VERDICTS
from ..plans import rule_folder

KINDS = {"changed": ("有变化", "changed"), "added": ("新增", "added"), "removed": ("删去", "removed")}
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
    comparison = Comparison(rule_folder(_existing(old)).book, rule_folder(_existing(new)).book)
    day = as_of.date() if hasattr(as_of, "date") else date.today()
    records = cases_of(cases, comparison.new) if cases else comparison.made_records(made or MADE)
    found = comparison.compare(records, day)
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n" if form == "json" else _table(found, lang)
    if output is not None:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    raise click.exceptions.Exit(1 if found.changes or found.verdicts else 0)


def _existing(path: Path) -> Path:
    if not path.is_dir():
        raise UnknownName(f"没有文件夹“{path}”", f"there is no folder '{path}'")
    return path


def _table(found: Difference, lang: str) -> str:
    zh, place = lang == "zh", 0 if lang == "zh" else 1
    lines = []
    for change in found.changes:
        lines += _lines(change, lang)
    if found.unshown:
        lines.append(
            "规则有改动，但没有记录的结论因此不同："
            if zh
            else "rules that read otherwise, though no record came out otherwise:"
        )
        lines += [f"    {rule}  {KINDS[kind][place]}" for rule, kind in found.unshown[:MOST_UNSHOWN]]
        more = len(found.unshown) - MOST_UNSHOWN
        lines += [f"    … 另有 {more} 条" if zh else f"    ... and {more} more"] if more > 0 else []
    for (old, new), count in found.verdicts.items():
        words = (VERDICTS[old][lang], VERDICTS[new][lang])
        lines.append(
            f"总体结论 {words[0]} → {words[1]}：{count} 条记录" if zh else f"verdict {words[0]} -> {words[1]}: {count} records"
        )
    counts = (found.records, len(found.changes))
    lines.append(
        "{} 条记录，{} 条规则的结论有变化".format(*counts) if zh else "{} records, {} rules come out otherwise".format(*counts)
    )
    return "\n".join(lines) + "\n"


def _lines(change: Change, lang: str) -> list[str]:
    zh = lang == "zh"
    place = 0 if zh else 1
    lines = [f"{change.rule}  {change.title[lang]}  [{KINDS[change.kind][place]}]"]
    for (old, new), count in change.moves.most_common():
        arrow = f"{LABELS[old][lang]} → {LABELS[new][lang]}" if zh else f"{LABELS[old][lang]} -> {LABELS[new][lang]}"
        lines.append(f"    {arrow}  {count}")
    example = change.example
    facts = ", ".join(f"{name}: {_said(value)}" for name, value in example.record.items() if name not in ("id", "name"))
    lines.append(f"    {'最小例' if zh else 'smallest example'}: {facts}")
    lines.append(f"        {'旧' if zh else 'old'}: {example.says_old['zh' if zh else 'en']}")
    lines.append(f"        {'新' if zh else 'new'}: {example.says_new['zh' if zh else 'en']}")
    return lines


def _said(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_said(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_said(one)}' for key, one in value.items())}}}"
    return str(value)
