"""`ecocheck check big.parquet --subject project`: a large table, chunk by chunk, in memory that does not grow with it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ..bilingual import Said
from ..errors import OutputRefused
from ..findings.standing import standing_said
from ..logic.outcomes import OUTCOME_LABELS
from .check_request import CheckRequest

if TYPE_CHECKING:
    from ..book import Rulebook
    from ..columns.run import TableRun

MOST_RULES = 10
INTERRUPTED = 130
#: Why a row was not checked.
REASONS = {
    "subject": Said("对象不符", "another subject"),
    "as_of": Said("没有判定日期", "no date to judge on"),
    "site.district": Said("没有所在区县", "no district"),
    "cells": Said("格数与表头不符", "not as many cells as headers"),
}
INTERRUPTION = Said("已中断；以下是已完成部分", "interrupted; this is what was finished")
ROWS = Said(
    "读取 {read:,} 行 = 检查 {checked:,} 行 + 未检查 {refused:,} 行；{seconds:.1f} 秒，每秒 {rate:,.0f} 行",
    "read {read:,} rows = checked {checked:,} + refused {refused:,}; {seconds:.1f} s, {rate:,.0f} rows/s",
)
BAD_VALUES = Said("{rows:,} 行有无法使用的值：{named}", "{rows:,} rows hold values that cannot be used: {named}")
IGNORED = Said("未识别的列：{names}", "columns not recognised: {names}")
VERDICT = Said("结论：{verdict}", "verdict: {verdict}")
BROKEN_MOST = Said("不符合最多的规则：", "rules broken most:")
FINDINGS = Said("检查结果: {output}", "findings: {output}")
CHECKING = Said("检查", "checking")
ROWS_A_SECOND = Said("{speed:,.0f} 行/秒", "{speed:,.0f} rows/s")
COMMA = Said("，", ", ")


def check_rows(asked: CheckRequest) -> int:
    """Checks one table; gives the exit status."""
    from ..columns.need import need_columns
    from ..plans import load
    from ..source.whole_file import see_apart

    need_columns()
    from ..columns.results import OUTCOMES
    from ..columns.writers import writer_for

    if len(asked.files) != 1:
        raise OutputRefused("cli.one_table")
    _see_options(asked)
    see_apart(asked.output, asked.files)
    writer = writer_for(asked.output)
    book = load(*asked.plans)
    wanted = OUTCOMES if asked.everything else ("fail", "review", "error") if asked.output else ()
    run = book.table_run(asked.files[0], asked.subject, asked.as_of or date.today(), wanted)
    started = time.monotonic()
    with stopping() as stopped, writer, bar(run.source.total, asked) as progress:
        for table in run.tables(progress):
            writer.write(table)
            if stopped():
                break
    if not asked.quiet:
        told = _told(run, book, asked, time.monotonic() - started, stopped())
        sys.stdout.write("\n".join(told) + "\n")
    return INTERRUPTED if stopped() else int(_failed(run, asked.fail_on))


def _see_options(asked: CheckRequest) -> None:
    """Refuses what a run over a table cannot honour, rather than forget it."""
    given = {
        "--waivers": asked.waiver_file,
        "--decisions": asked.decision_file,
        "--texts": asked.text_folder,
        "--ask": asked.asking,
        "--format": asked.form,
        "--rule": asked.rules,
    }
    named = [option for option, value in given.items() if value]
    if named:
        raise OutputRefused("cli.not_for_tables", options=named)


def _failed(run: TableRun, fail_on: tuple[str, ...]) -> bool:
    total = run.counts.total()
    unusable = "error" in fail_on and (run.tally.bad_rows or run.tally.read != run.tally.checked)
    amounts = {run.counts.verdict, *run.counts.standing.words}
    return bool(unusable) or not amounts.isdisjoint(fail_on) or any(total.get(name, 0) for name in fail_on)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Lets an interrupt end the run after the chunk at hand, so that what was written is whole; a second one ends it at once."""
    asked: list[int] = []

    def ask(number: int, frame: Any) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def bar(total: int | None, asked: CheckRequest) -> Iterator[Callable[[int], None] | None]:
    """A progress bar with rate and time left, where a person watches."""
    if asked.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(CHECKING[asked.lang], total=total, rate="")

        def advance(rows: int) -> None:
            shown.advance(task, rows)
            speed = shown.tasks[0].speed or 0
            shown.update(task, rate=ROWS_A_SECOND.filled(speed=speed)[asked.lang])

        yield advance


def _told(run: TableRun, book: Rulebook, asked: CheckRequest, seconds: float, interrupted: bool) -> Iterator[str]:
    """What a person reads at the end, line by line."""
    lang = asked.lang
    tally, total = run.tally, run.counts.total()
    if interrupted:
        yield INTERRUPTION[lang]
    rate = tally.read / seconds if seconds else 0
    refused = tally.read - tally.checked
    yield ROWS.filled(read=tally.read, checked=tally.checked, refused=refused, seconds=seconds, rate=rate)[lang]
    for reason, rows in tally.refused.items():
        if rows:
            yield f"  {REASONS[reason][lang]}: {rows:,}"
    if tally.bad_rows or tally.bad:
        named = ", ".join(f"{name} {cells:,}" for name, cells in tally.bad.most_common(8))
        yield BAD_VALUES.filled(rows=tally.bad_rows, named=named)[lang]
    if run.ignored:
        yield IGNORED.filled(names=", ".join(run.ignored[:12]) + (" …" if len(run.ignored) > 12 else ""))[lang]
    yield VERDICT.filled(verdict=standing_said(run.counts.verdict, run.counts.standing))[lang]
    yield "  " + COMMA[lang].join(f"{OUTCOME_LABELS[name][lang]} {number:,}" for name, number in total.items() if number)
    yield from _broken_most(run, book, lang)
    if asked.output:
        yield FINDINGS.filled(output=asked.output)[lang]


def _broken_most(run: TableRun, book: Rulebook, lang: str) -> Iterator[str]:
    """The rules that most rows break."""
    rows = run.counts.table().select(["rule", "fail"]).to_pylist()
    broken = sorted(((row["fail"], row["rule"]) for row in rows if row["fail"]), reverse=True)
    if broken:
        yield BROKEN_MOST[lang]
    for number, rule in broken[:MOST_RULES]:
        yield f"  {number:>10,}  {rule}  {book.rule(rule).title[lang]}"
