"""`ecocheck fmt`: rule files in the house form."""

from __future__ import annotations

import sys

import click

from ..authoring.house_form.references import Register
from ..authoring.house_form.run import changed_files, write
from ..bilingual import Said
from ..rulebook.loading import read_rulebook
from .scope import place_of

DIFFER = Said("{count} 个文件不合格式", "{count} files are not in the house form")
WRITTEN = Said("{count} 个文件已整理", "{count} files written")


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--check", is_flag=True, help="只检查，不改文件；有不合的退出码为 1 / look only; status 1 where a file differs")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def fmt(path: str | None, check: bool, lang: str) -> None:
    """把规则文件写成统一格式。/ Writes rule files in the house form (one file or folder, or all)."""
    place = place_of(path)
    changed = changed_files(place.files(), Register(read_rulebook(place.root, place.extra, place.only).clauses))
    if not check:
        write(changed, place.root, place.extra, place.only)
    for one in changed:
        sys.stdout.write(place.shown(one.name) + "\n")
    said = (DIFFER if check else WRITTEN).filled(count=len(changed))
    sys.stdout.write(said[lang] + "\n")
    raise click.exceptions.Exit(1 if check and changed else 0)
