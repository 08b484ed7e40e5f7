"""`ecocheck lint`: what is doubtful in rule files."""

from __future__ import annotations

import json
import sys

import click
import msgspec

from ..authoring.lint.model import SEVERITIES
from ..authoring.lint.run import Complaint, complaints, refusals
from ..bilingual import Said
from ..errors import RuleSourceError
from .scope import place_of

COUNTED = Said("错误 {error}，警告 {warning}，提示 {info}", "{error} errors, {warning} warnings, {info} notes")


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def lint(path: str | None, lang: str, form: str) -> None:
    """检查规则文件的写法。/ Checks how rule files are written (one file or folder, or all)."""
    place = place_of(path)
    try:
        book = place.book()
        found = complaints(book, place.rules(book), place.files(), whole=not place.only and not place.extra)
    except RuleSourceError as error:
        found = refusals(error)
    if form == "json":
        sys.stdout.write(
            json.dumps([_row(one, place.shown(one.mark.file)) for one in found], ensure_ascii=False, indent=1) + "\n"
        )
    else:
        for one in found:
            sys.stdout.write(place.shown(one.text(lang)) + "\n")
        counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
        sys.stdout.write(COUNTED.filled(**counts)[lang] + "\n")
    raise click.exceptions.Exit(1 if any(one.severity == "error" for one in found) else 0)


def _row(one: Complaint, file: str) -> dict[str, object]:
    return {
        "severity": one.severity,
        "code": one.code,
        "about": one.about,
        "file": file,
        "line": one.mark.line,
        "message": msgspec.to_builtins(one.said),
    }
