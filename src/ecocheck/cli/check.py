"""`ecocheck check`: records in, report out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ..bilingual import Said
from ..errors import OutputRefused, Problem, RecordSourceError, UnknownName
from ..findings.decisions import read_decisions
from ..findings.report import DEFAULT_FAIL_ON
from ..findings.waivers import read_waivers
from ..logic.outcomes import Outcome
from ..records.model import Record
from ..reports.report import Report

if TYPE_CHECKING:
    from ..reports.saving import Format

T = TypeVar("T")

COMPLETED = Said("补全的记录", "completed record")

FAIL_ON = (*(str(outcome) for outcome in Outcome), "nothing_checked", "open", "breaks")


def read_fail_on(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    wrong = [name for name in names if name not in FAIL_ON]
    if wrong:
        raise click.BadParameter(f"{', '.join(wrong)}; 可用 / use: {', '.join(FAIL_ON)}")
    return names


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--plan", "plans", multiple=True, help="规划名称，可多次 / plan to check against, may be repeated")
@click.option("--subject", default="", help="表格每行的对象，用于 Parquet、CSV 大表 / what each row of a large table is about")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="判定日期，缺省为今天 / the day judged, else today")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option(
    "--format",
    "form",
    default="",
    help="table json jsonl html docx xlsx sarif junit md；缺省按输出文件后缀 / else by the ending of -o",
)
@click.option("-o", "--output", type=click.Path(), default="", help="输出文件 / output file")
@click.option(
    "--texts", "text_folder", type=click.Path(path_type=Path), help="自有规划文本的文件夹，给出原文 / own copies of the plans"
)
@click.option(
    "--fail-on",
    default=",".join(DEFAULT_FAIL_ON),
    callback=read_fail_on,
    help="哪些结论使退出码为 1 / outcomes that give status 1",
)
@click.option("--waivers", "waiver_file", type=click.Path(path_type=Path), help="豁免文件 / waivers")
@click.option("--decisions", "decision_file", type=click.Path(path_type=Path), help="人工判定文件 / decisions")
@click.option(
    "--ask", "asking", is_flag=True, help="在终端逐项询问缺失的事实，存成 YAML / ask for missing facts, write them as YAML"
)
@click.option("--all", "everything", is_flag=True, help="全部列出 / list everything")
@click.option("--quiet", is_flag=True, help="只给退出码 / status only")
def check(
    files: tuple[str, ...], plans: tuple[str, ...], subject: str, as_of: object,
    lang: str, form: str, output: str, fail_on: tuple[str, ...], everything: bool,
    quiet: bool, asking: bool, waiver_file: Path | None, decision_file: Path | None, text_folder: Path | None,
) -> None:  # fmt: skip
    """检查记录是否符合规划。/ Checks records against plans."""
    from ..findings.own_texts import see_folder
    from ..plans import load
    from ..records.reading import read_file
    from ..reports.saving import choose, ready
    from .check_stream import check_streaming, streams

    if subject:
        from .check_table import check_rows

        day = as_of.date() if hasattr(as_of, "date") else date.today()
        raise click.exceptions.Exit(check_rows(files, plans, subject, day, lang, output, fail_on, everything, quiet))
    answers = ""
    if asking:
        answers, output = (
            (output, "") if output.endswith((".yaml", ".yml")) else (f"{Path(files[0]).with_suffix('')}.answered.yaml", output)
        )
    chosen = choose(form, output)
    if not quiet:
        ready(chosen, output)
    if text_folder is not None:
        see_folder(text_folder)
    book = load(*plans)
    day = as_of.date() if hasattr(as_of, "date") else None
    if not (asking or waiver_file or decision_file) and any(streams(name, chosen.name) for name in files):
        raise click.exceptions.Exit(1 if check_streaming(book, files, day, fail_on, output, lang, quiet) else 0)
    records: list[Record] = []
    problems: list[Problem] = []
    inputs: list[dict[str, str]] = []
    for name in files:
        try:
            read, found, received = read_file(Path(name), book.data.vocabulary)
        except RecordSourceError as error:
            if len(files) == 1:
                raise
            problems += error.problems
            continue
        records += read
        problems += found
        inputs += received
    if not records:
        raise RecordSourceError(problems)
    if asking:
        from ..records.writing import to_yaml
        from .ask import ask

        records = ask(records, lambda some: book.check(some, day, today=date.today()), book.data.vocabulary, lang)
        _keep(to_yaml(records, book.data.vocabulary), answers, lang)
    report = book.check(
        records, day, fail_on=fail_on, today=date.today(), inputs=inputs, problems=problems,
        waivers=_read(read_waivers, waiver_file), decisions=_read(read_decisions, decision_file),
    )  # fmt: skip
    if not quiet:
        _give(report, chosen, output, lang, everything, text_folder)
    raise click.exceptions.Exit(1 if report.failed else 0)


def _give(report: Report, form: Format, output: str, lang: str, everything: bool, text_folder: Path | None) -> None:
    from ..findings.own_texts import OwnTexts, read_texts
    from ..reports.options import Options
    from ..reports.saving import save, written

    options = Options(
        lang=lang, everything=everything, texts=read_texts(text_folder, report) if text_folder else OwnTexts(),
        columns=min(shutil.get_terminal_size((100, 40)).columns, 120),
        colour=not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )  # fmt: skip
    if output:
        save(report, output, form, options)
        return
    content = written(report, form, options)
    assert isinstance(content, str)
    sys.stdout.write(content)


def _keep(text: str, path: str, lang: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputRefused("cli.cannot_write", path=path, reason=error.strerror) from error
    sys.stdout.write(f"{COMPLETED[lang]}: {path}\n")


def _read(reader: Callable[[Path], tuple[T, ...]], path: Path | None) -> tuple[T, ...]:
    if path is None:
        return ()
    if not path.is_file():
        raise UnknownName("cli.no_file", path=path)
    return reader(path)
