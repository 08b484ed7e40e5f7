"""The table of formats: what each is called, which file endings name it, which modules write it, what it needs.

To add a format, add a row and a module with ``write(report, options) -> str | bytes``. A check and an assessment of progress are
written by modules of their own; a row names one or both.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

from ..bilingual import Said, nearest
from ..errors import OutputRefused
from ..source.whole_file import see_writable, write_whole
from .options import Options
from .readable import readable


class Reported(Protocol):
    """What can be written: a report of a check, or an assessment of progress."""

    written_by: ClassVar[str]  # the column of `FORMATS` with its writers


class Format(NamedTuple):
    """One format. `check` and `progress` are the modules that write it, `needs` the importable name and the extra that brings it;
    `binary` reports need a file.

    Programs that read it get every text `as_given`; people get none that steers what they see, and where a line is a thing of its
    own (`one_line`) each text on one line. On a terminal it is `utf8` whatever the terminal speaks.
    """

    name: str
    endings: tuple[str, ...]
    check: str = ""
    progress: str = ""
    needs: tuple[str, str] | None = None
    binary: bool = False
    as_given: bool = False
    one_line: bool = False
    utf8: bool = False


def table_of(rows: tuple[Format, ...]) -> dict[str, Format]:
    """The rows by name. Raises `OutputRefused` where two of one kind of report have one name or one ending."""
    for row, other in combinations(rows, 2):
        shared = [row.name] if row.name == other.name else sorted(set(row.endings) & set(other.endings))
        if shared and ((row.check and other.check) or (row.progress and other.progress)):
            raise OutputRefused("reports.taken", shared=shared, row=row.name, other=other.name)
    return {row.name: row for row in rows}


FORMATS = table_of(
    (
        Format("table", (".txt",), check="terminal", progress="terminal", one_line=True),
        Format("json", (".json",), check="json", progress="json", as_given=True, utf8=True),
        Format("jsonl", (".jsonl", ".ndjson"), check="jsonl", as_given=True, utf8=True),
        Format("html", (".html", ".htm"), check="html", progress="html", utf8=True),
        Format("docx", (".docx",), check="docx", progress="docx", needs=("docx", "report"), binary=True),
        Format("xlsx", (".xlsx",), check="xlsx", progress="xlsx", needs=("openpyxl", "report"), binary=True),
        Format("sarif", (".sarif", ".sarif.json"), check="sarif", as_given=True, utf8=True),
        Format("junit", (".xml",), check="junit", utf8=True),
        Format("md", (".md", ".markdown"), check="markdown", progress="markdown", one_line=True),
    )
)


def formats_of(kind: str) -> dict[str, Format]:
    """The formats that a kind of report (`check`, `progress`) can be written in.

    >>> sorted(formats_of("progress"))
    ['docx', 'html', 'json', 'md', 'table', 'xlsx']
    """
    return {name: row for name, row in FORMATS.items() if getattr(row, kind)}


def choose(form: str = "", output: str | Path = "", kind: str = "check") -> Format:
    """The format that is named, else the one that the output's ending names, else the table.

    Raises `OutputRefused` for a format or ending that does not exist.

    >>> choose(output="a/b.sarif.json").name, choose("md", "x.txt").name, choose().name
    ('sarif', 'md', 'table')
    """
    known = formats_of(kind)
    if form:
        if form not in known:
            near = nearest(form, known, 2)
            hint = Said("是不是 {near}？", "did you mean {near}?").filled(near=", ".join(near)) if near else None
            raise OutputRefused("reports.no_format", hint=hint, form=form, formats=", ".join(known))
        return known[form]
    name = Path(output).name.lower()
    fitting = [(len(ending), row) for row in known.values() for ending in row.endings if name.endswith(ending)]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1]
    if ending := Path(name).suffix:
        raise OutputRefused("reports.no_such_ending", ending=ending, formats=", ".join(known))
    return known["table"]


def ready(form: Format, output: str | Path = "") -> None:
    """Sees before a run that its report can be written: the extra is there, the place can be written to.

    Raises `OutputRefused` with the way out.
    """
    if form.needs is not None and find_spec(form.needs[0]) is None:
        raise OutputRefused("reports.needs_extra", form=form.name, package=form.needs[0], extra=form.needs[1])
    if output:
        see_writable(Path(output))
    elif form.binary:
        raise OutputRefused("reports.needs_file", form=form.name)


def written(report: Reported, form: Format, options: Options = Options()) -> str | bytes:  # noqa: B008
    """The report in a format; the same report and options give the same text or bytes.

    What people read carries no text that steers what they see; what programs read carries every text as it was given.
    """
    if not form.as_given:
        report = readable(report, form.one_line)
    writer = import_module(f".{report.written_by}.{getattr(form, report.written_by)}", __package__)
    found: str | bytes = writer.write(report, options)
    return found


def save(report: Reported, output: str | Path, form: Format, options: Options = Options()) -> None:  # noqa: B008
    """Writes the report to a file, whole or not at all. Raises `OutputRefused`."""
    ready(form, output)
    content = written(report, form, options)
    write_whole(Path(output), content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
