"""`ecocheck lint`: what is doubtful in rule files."""

from __future__ import annotations

import json
import sys

import click

from ..authoring.lint.run import Complaint, complaints, refusals
from ..errors import RuleSourceError
from .scope import place_of


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def lint(path: str | None, lang: str, form: str) -> None:
    """检查规则文件的写法。/ Checks how rule files are written (one file or folder, or all)."""
    place = place_of(path)
    try:
        book = place.book()
        found = complaints(book, place.rules(book), place.files(), whole=not place.only and place.extra is None)
    except RuleSourceError as error:
        found = refusals(error)
    if form == "json":
        sys.stdout.write(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=1) + "\n")
    else:
        for one in found:
            sys.stdout.write(one.text(lang) + "\n")
        count = {severity: sum(one.severity == severity for one in found) for severity in ("error", "warning", "info")}
        sys.stdout.write(
            f"错误 {count['error']}，警告 {count['warning']}，提示 {count['info']}\n" if lang == "zh"
            else f"{count['error']} errors, {count['warning']} warnings, {count['info']} notes\n"
        )  # fmt: skip
    raise click.exceptions.Exit(1 if any(one.severity == "error" for one in found) else 0)


def _row(one: Complaint) -> dict[str, object]:
    return {
        "severity": one.severity, "code": one.code, "about": one.about, "file": one.mark.file, "line": one.mark.line,
        "message": {"zh": one.zh, "en": one.en},
    }  # fmt: skip
