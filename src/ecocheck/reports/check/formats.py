"""The table of report formats: what each is called, which file endings name it, which module writes it, what it needs.

To add a format, add a row and a module with `write(report, options) -> str | bytes`.
"""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ...bilingual import nearest
from ...errors import OutputRefused
from ...findings.own_texts import OwnTexts
from ...findings.report import Report


class Format(NamedTuple):
    """One format. `needs` is the importable name and the extra that brings it; `binary` reports need a file."""

    name: str
    endings: tuple[str, ...]
    module: str
    needs: tuple[str, str] | None = None
    binary: bool = False


class Options(NamedTuple):
    """How a report is written: its language, all findings or what matters, the user's own copies of the documents."""

    lang: str = "zh"
    everything: bool = False
    texts: OwnTexts = OwnTexts()
    columns: int = 100
    colour: bool = False


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("table", (".txt",), "terminal"),
        Format("json", (".json",), "json"),
        Format("jsonl", (".jsonl", ".ndjson"), "jsonl"),
        Format("html", (".html", ".htm"), "html"),
        Format("docx", (".docx",), "docx", ("docx", "report"), binary=True),
        Format("xlsx", (".xlsx",), "xlsx", ("openpyxl", "report"), binary=True),
        Format("sarif", (".sarif", ".sarif.json"), "sarif"),
        Format("junit", (".xml",), "junit"),
        Format("md", (".md", ".markdown"), "markdown"),
    )
}


def choose(form: str = "", output: str | Path = "") -> Format:
    """The format that is named, else the one that the output's ending names, else the table.

    Raises `OutputRefused` for a format or ending that does not exist.

    >>> choose(output="a/b.sarif.json").name, choose("md", "x.txt").name, choose().name
    ('sarif', 'md', 'table')
    """
    if form:
        if form not in FORMATS:
            raise _unknown(f"没有“{form}”这种报告格式", f"there is no report format '{form}'", nearest(form, FORMATS, 2))
        return FORMATS[form]
    name = Path(output).name.lower()
    ending = Path(name).suffix
    found = [row for row in FORMATS.values() for known in row.endings if name.endswith(known)]
    if found:
        return max(found, key=lambda row: max(len(known) for known in row.endings if name.endswith(known)))
    if ending:
        raise _unknown(f"看不出“{ending}”是哪种报告格式", f"the ending '{ending}' names no report format", ())
    return FORMATS["table"]


def _unknown(zh: str, en: str, near: tuple[str, ...] | list[str]) -> OutputRefused:
    names = ", ".join(near or FORMATS)
    return OutputRefused(
        zh, en, f"是不是 {names}？" if near else f"可用：{names}；用 --format 指定，或改输出文件的后缀",
        f"did you mean {names}?" if near else f"use one of: {names}, with --format or as the ending of the output", code="format",
    )  # fmt: skip


def ready(form: Format, output: str | Path = "") -> None:
    """Sees before a run that its report can be written: the extra is there, the place can be written to.

    Raises `OutputRefused` with the way out.
    """
    if form.needs is not None and find_spec(form.needs[0]) is None:
        extra = form.needs[1]
        raise OutputRefused(
            f"写 {form.name} 报告需要 {form.needs[0]}，没有安装", f"a {form.name} report needs {form.needs[0]}, which is not installed",
            f"安装：pip install 'ecocheck[{extra}]'", f"install it: pip install 'ecocheck[{extra}]'", code="extra",
        )  # fmt: skip
    if not output:
        if form.binary:
            raise OutputRefused(
                f"{form.name} 报告要写进文件", f"a {form.name} report goes into a file",
                f"用 -o 指定，如 -o report.{form.name}", f"name one with -o, such as -o report.{form.name}", code="path",
            )  # fmt: skip
        return
    path = Path(output)
    folder = path.parent
    if path.is_dir():
        raise _unwritable(path, "是一个文件夹", "is a folder", "写成其中的文件名", "name a file in it")
    if not folder.is_dir():
        raise _unwritable(path, f"没有文件夹 {folder}", f"there is no folder {folder}", "先建好文件夹", "make the folder first")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise _unwritable(path, "没有写入权限", "may not be written", "换一个位置", "choose another place")


def _unwritable(path: Path, zh: str, en: str, hint_zh: str, hint_en: str) -> OutputRefused:
    return OutputRefused(f"不能写入 {path}：{zh}", f"cannot write {path}: {en}", hint_zh, hint_en, code="path")


def written(report: Report, form: Format, options: Options = Options()) -> str | bytes:  # noqa: B008
    """The report in a format; the same report and options give the same text or bytes."""
    found: str | bytes = import_module(f".{form.module}", __package__).write(report, options)
    return found


def save(report: Report, output: str | Path, form: Format, options: Options = Options()) -> None:  # noqa: B008
    """Writes the report to a file, whole or not at all. Raises `OutputRefused`."""
    ready(form, output)
    content = written(report, form, options)
    data = content if isinstance(content, bytes) else content.encode()
    path = Path(output)
    try:
        if path.exists() and not path.is_file():  # a pipe or a device takes the bytes as they come
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(
            path, error.strerror or str(error), error.strerror or str(error), "换一个位置", "choose another place"
        ) from error
