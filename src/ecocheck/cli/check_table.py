"""`ecocheck check big.parquet --subject project`: a large table, chunk by chunk, in memory that does not grow with it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import EcocheckError
from ..findings.report import VERDICTS
from ..logic.outcomes import OUTCOME_LABELS

if TYPE_CHECKING:
    from ..book import Rulebook
    from ..columns.run import TableRun

MOST_RULES = 10
INTERRUPTED = 130
_REASONS = {
    "subject": ("对象不符", "another subject"),
    "as_of": ("没有判定日期", "no date to judge on"),
    "site.district": ("没有所在区县", "no district"),
    "cells": ("格数与表头不符", "not as many cells as headers"),
}


def check_rows(
    files: tuple[str, ...], plans: tuple[str, ...], subject: str, day: date, lang: str, output: str, fail_on: tuple[str, ...],
    everything: bool, quiet: bool,
) -> int:  # fmt: skip
    """Checks one table; gives the exit status."""
    from ..columns.need import need_columns
    from ..plans import load

    need_columns()
    from ..columns.results import OUTCOMES
    from ..columns.writers import writer_for

    if len(files) != 1:
        raise EcocheckError("带 --subject 时一次检查一个表格文件", "with --subject, one table file is checked at a time")
    writer = writer_for(output)
    book = load(*plans)
    run = book.table_run(files[0], subject, day, OUTCOMES if everything else ("fail", "review", "error") if output else ())
    started = time.monotonic()
    with stopping() as stopped, writer, bar(run.source.total, lang, quiet) as progress:
        for table in run.tables(progress):
            writer.write(table)
            if stopped():
                break
    if not quiet:
        sys.stdout.write("\n".join(_said(run, book, lang == "zh", time.monotonic() - started, output, stopped())) + "\n")
    if stopped():
        return INTERRUPTED
    return int(_failed(run, fail_on))


def _failed(run: TableRun, fail_on: tuple[str, ...]) -> bool:
    total = run.counts.total()
    unusable = "error" in fail_on and (run.tally.bad_rows or run.tally.read != run.tally.checked)
    return bool(unusable) or run.counts.verdict in fail_on or any(total.get(name, 0) for name in fail_on)


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
def bar(total: int | None, lang: str, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """A progress bar with rate and time left, where a person watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeElapsedColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as shown:  # fmt: skip
        task = shown.add_task("检查" if lang == "zh" else "checking", total=total, rate="")

        def advance(rows: int) -> None:
            shown.advance(task, rows)
            speed = shown.tasks[0].speed or 0
            shown.update(task, rate=f"{speed:,.0f} {'行/秒' if lang == 'zh' else 'rows/s'}")

        yield advance


def _said(run: TableRun, book: Rulebook, zh: bool, seconds: float, output: str, interrupted: bool) -> Iterator[str]:
    tally, total = run.tally, run.counts.total()
    refused = tally.read - tally.checked
    rate = f"{tally.read / seconds if seconds else 0:,.0f}"
    if interrupted:
        yield "已中断；以下是已完成部分" if zh else "interrupted; this is what was finished"
    yield (
        f"读取 {tally.read:,} 行 = 检查 {tally.checked:,} 行 + 未检查 {refused:,} 行；{seconds:.1f} 秒，每秒 {rate} 行"
        if zh else f"read {tally.read:,} rows = checked {tally.checked:,} + refused {refused:,}; {seconds:.1f} s, {rate} rows/s"
    )  # fmt: skip
    for reason, rows in tally.refused.items():
        if rows:
            yield f"  {_REASONS[reason][0 if zh else 1]}: {rows:,}"
    if tally.bad_rows or tally.bad:
        named = ", ".join(f"{name} {cells:,}" for name, cells in tally.bad.most_common(8))
        yield (
            f"{tally.bad_rows:,} 行有无法使用的值：{named}"
            if zh
            else f"{tally.bad_rows:,} rows hold values that cannot be used: {named}"
        )
    if run.ignored:
        names = ", ".join(run.ignored[:12]) + (" …" if len(run.ignored) > 12 else "")
        yield f"未识别的列：{names}" if zh else f"columns not recognised: {names}"
    yield f"结论：{VERDICTS[run.counts.verdict][0]}" if zh else f"verdict: {VERDICTS[run.counts.verdict][1]}"
    yield "  " + ("，" if zh else ", ").join(
        f"{OUTCOME_LABELS[name][0 if zh else 1]} {number:,}" for name, number in total.items() if number
    )
    broken = sorted(
        ((row["fail"], row["rule"]) for row in run.counts.table().select(["rule", "fail"]).to_pylist()), reverse=True
    )
    if broken and broken[0][0]:
        yield "不符合最多的规则：" if zh else "rules broken most:"
        for number, rule in broken[:MOST_RULES]:
            if number:
                title = book.rule(rule).title[0 if zh else 1]
                yield f"  {number:>10,}  {rule}  {title}"
    if output:
        yield f"{'检查结果' if zh else 'findings'}: {output}"
