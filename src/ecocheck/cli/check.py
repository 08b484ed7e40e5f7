"""`ecocheck check`: records in, report out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from ..bilingual import Said, visible
from ..errors import OutputRefused, Problem, RecordSourceError, UnknownName
from ..findings.decisions import read_decisions
from ..findings.policy import DEFAULT_FAIL_ON, FAIL_ON, FailOn
from ..findings.waivers import read_waivers
from ..records.files import input_of
from ..records.model import Record
from ..reports.report import Report
from ..reports.saving import choose, formats_of, ready, save, written
from ..vocabulary.model import Vocabulary
from ..vocabulary.typed import read_day
from .check_request import CheckRequest
from .streams import out

if TYPE_CHECKING:
    from ..book import Rulebook
    from ..reports.saving import Format

T = TypeVar("T")

#: Most records whose findings one report can hold: some 80 kB each are in memory until all are written.
MOST_RECORDS = 3_000
COMPLETED = Said("补全的记录", "completed record")


def read_fail_on(context: click.Context, parameter: click.Parameter, value: str) -> tuple[FailOn, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    wrong = [name for name in names if name not in FAIL_ON]
    if wrong:
        raise click.BadParameter(f"{', '.join(wrong)}; 可用 / use: {', '.join(FAIL_ON)}")
    return tuple(sorted((word for word in FAIL_ON if word in names), key=names.index))


def read_as_of(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return read_day(value)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--plan", "plans", multiple=True, help="规划名称，可多次 / plan to check against, may be repeated")
@click.option("--rule", "rules", multiple=True, help="只查这条规则，可多次 / this rule only, may be repeated")
@click.option("--subject", default="", help="表格每行的对象，用于 Parquet、CSV 大表 / what each row of a large table is about")
@click.option("--as-of", metavar="DATE", callback=read_as_of, help="判定日期，缺省为今天 / the day judged, else today")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option(
    "--format",
    "form",
    default="",
    help=f"{' '.join(formats_of('check'))}；缺省按输出文件后缀 / else by the ending of -o",
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
def check(**options: Any) -> None:
    """检查记录是否符合规划。/ Checks records against plans."""
    raise click.exceptions.Exit(run(CheckRequest(**options)))


def run(asked: CheckRequest) -> int:
    """Checks and reports; gives the exit status."""
    from ..findings.own_texts import see_folder
    from ..plans import load
    from ..source.whole_file import see_apart
    from .check_stream import check_streaming, streams

    if asked.subject:
        from .check_table import check_rows

        return check_rows(asked)
    form = choose(asked.form, asked.report_file)
    if not asked.quiet:
        ready(form, asked.report_file)
    see_apart(asked.output, asked.inputs)
    if asked.text_folder is not None:
        see_folder(asked.text_folder)
    book = load(*asked.plans)
    if not (asked.asking or asked.waiver_file or asked.decision_file) and any(streams(name, form.name) for name in asked.files):
        return int(check_streaming(book, asked))
    read = read_files(asked.files, book.data.vocabulary)
    if len(read.records) > MOST_RECORDS:
        raise OutputRefused("cli.too_many_records", records=len(read.records), most=MOST_RECORDS, form=form.name)
    report = book.check(
        answered(book, read.records, asked) if asked.asking else read.records,
        asked.as_of,
        fail_on=asked.fail_on,
        rules=asked.only,
        today=date.today(),
        inputs=[*read.inputs, *_beside(asked)],
        problems=read.problems,
        waivers=_read(read_waivers, asked.waiver_file),
        decisions=_read(read_decisions, asked.decision_file),
    )
    if not asked.quiet:
        _give(report, form, asked)
    return int(report.failed)


class Read(NamedTuple):
    """What all the files hold."""

    records: list[Record]
    problems: list[Problem]
    inputs: list[dict[str, str]]


def read_files(files: Iterable[str], vocabulary: Vocabulary) -> Read:
    """The records of some files; one that cannot be used is a problem of the others. Raises `RecordSourceError` where none can."""
    from ..records.reading import read_file

    read = Read([], [], [])
    for name in files:
        try:
            records, problems, inputs = read_file(Path(name), vocabulary)
        except RecordSourceError as error:
            read.problems.extend(error.problems)
            continue
        read.records.extend(records)
        read.problems.extend(problems)
        read.inputs.extend(inputs)
    if not read.records:
        raise RecordSourceError(read.problems)
    return read


def answered(book: Rulebook, records: list[Record], asked: CheckRequest) -> list[Record]:
    """The records with what a person answered, kept in a file."""
    from ..records.writing import to_yaml
    from ..source.whole_file import see_writable, write_whole
    from .ask import Pages, ask

    answers = Path(asked.answers)
    see_writable(answers)
    vocabulary = book.data.vocabulary
    today = date.today()
    asking = ask(
        records,
        lambda some: book.check(some, asked.as_of, rules=asked.only, today=today),
        vocabulary,
        asked.lang,
        Pages(lambda record: book.sheets(record, asked.as_of or today), today),
    )
    write_whole(answers, to_yaml(asking.records, vocabulary).encode())
    sys.stdout.write(f"{COMPLETED[asked.lang]}: {visible(str(answers))}\n")
    if asking.interrupted:  # what was answered is kept first
        raise KeyboardInterrupt
    return asking.records


def _give(report: Report, form: Format, asked: CheckRequest) -> None:
    from ..findings.own_texts import OwnTexts, read_texts
    from ..reports.options import Options

    options = Options(
        lang=asked.lang,
        everything=asked.everything or bool(asked.rules),
        texts=read_texts(asked.text_folder, report) if asked.text_folder else OwnTexts(),
        columns=min(shutil.get_terminal_size((100, 40)).columns, 120),
        colour=not asked.report_file and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )
    if asked.report_file:
        save(report, asked.report_file, form, options)
        return
    content = written(report, form, options)
    assert isinstance(content, str)
    out(form.utf8).write(content)


def _beside(asked: CheckRequest) -> list[dict[str, str]]:
    """The files of waivers and decisions, as the receipt names them."""
    given = (("waivers", asked.waiver_file), ("decisions", asked.decision_file))
    return [input_of(path, path.name, use) for use, path in given if path is not None and path.is_file()]


def _read(reader: Callable[[Path], tuple[T, ...]], path: Path | None) -> tuple[T, ...]:
    if path is None:
        return ()
    if not path.is_file():
        raise UnknownName("cli.no_file", path=path)
    return reader(path)
