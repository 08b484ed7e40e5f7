"""Large files: records are read, checked and written a few at a time, so that memory does not grow with the file."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

from ..bilingual import Said
from ..book import Rulebook
from ..errors import Mark, OutputRefused, Problem
from ..records.model import Record
from ..records.raw import cannot_read
from ..records.reading import Stream, stream_file
from ..reports.check.jsonl import write
from ..reports.options import Options
from ..reports.saving import FORMATS
from ..source.whole_file import whole_file
from .check_request import CheckRequest
from .streams import out

#: A record against a whole plan makes some hundred findings of some kilobytes each.
BATCH = 40
#: Above this size a file is only checked in the streaming format; a report of all its findings would not fit in memory.
LARGE = 50_000_000
READ = Said(
    "读取 {read} 条记录 = 检查 {checked} + 无法读取 {refused}",
    "{read} records read = {checked} checked + {refused} that could not be read",
)


def streams(name: str, form: str) -> bool:
    """Whether a file is to be streamed. Raises `OutputRefused` for a large one that the format cannot stream."""
    if form == "jsonl":
        return True
    path = Path(name)
    if name != "-" and path.is_file() and path.stat().st_size > LARGE:
        raise OutputRefused("cli.too_large", name=name, megabytes=path.stat().st_size // 1_000_000)
    return False


def check_streaming(book: Rulebook, asked: CheckRequest) -> bool:
    """Writes a line for each finding and each refused record; whether anything in `fail_on` happened.

    How far it is goes to the standard error, where that is a terminal.
    """
    failed, checked, refused = False, 0, 0
    with ExitStack() as stack:
        target = (
            None if asked.quiet else stack.enter_context(_opened(asked.output)) if asked.output else out(FORMATS["jsonl"].utf8)
        )
        for name in asked.files:
            stream = stream_file(Path(name), book.data.vocabulary)
            for records, problems in _batches(stream):
                report = book.check(
                    records,
                    asked.as_of,
                    fail_on=asked.fail_on,
                    rules=asked.only,
                    today=date.today(),
                    problems=problems,
                    inputs=stream.inputs,
                )
                failed = failed or report.failed
                if target is not None:
                    target.write(write(report, Options(lang=asked.lang)))
                _tell(checked + stream.checked + refused + stream.refused, asked.quiet)
            checked, refused = checked + stream.checked, refused + stream.refused
    if not checked:
        raise cannot_read(Mark(", ".join(asked.files)), "cli.nothing_to_check")
    if not asked.quiet:
        said = READ.filled(read=checked + refused, checked=checked, refused=refused)[asked.lang]
        sys.stderr.write(f"{_CLEAR if sys.stderr.isatty() else ''}{said}\n")
    return failed


_CLEAR = "\r\033[K"


def _batches(stream: Stream) -> Iterator[tuple[list[Record], list[Problem]]]:
    given = iter(stream)
    while some := list(islice(given, BATCH)):
        yield [one for one in some if isinstance(one, Record)], [one for one in some if isinstance(one, Problem)]


@contextmanager
def _opened(output: str) -> Iterator[TextIO]:
    """The output as a text in UTF-8, whole or not at all."""
    with whole_file(Path(output)) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")
        yield text
        text.flush()
        text.detach()


def _tell(count: int, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        sys.stderr.write(f"{_CLEAR}{count} …")
        sys.stderr.flush()
