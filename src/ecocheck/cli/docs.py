"""`ecocheck docs`: a page for each plan, from its rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..bilingual import LANGUAGES, Said
from ..errors import OutputRefused
from ..plans import load
from ..reports.plan_page import page, page_name
from ..rulebook.folders import rules_root
from ..source.whole_file import write_whole

PAGED = ("municipality", "district", "new_area")

STALE = Said("{pages} 页，{stale} 页过期", "{pages} pages, {stale} stale")
WRITTEN = Said("{pages} 页，{stale} 页已更新", "{pages} pages, {stale} written")


@click.command()
@click.option(
    "--plan", "plans", multiple=True, help="规划名称，可多次；缺省为全部规划 / plan, may be repeated; else every plan"
)
@click.option("-o", "--output", type=click.Path(), default="", help="输出文件夹，缺省为 docs/plans / folder, else docs/plans")
@click.option("--check", is_flag=True, help="只检查；有过期的页退出码为 1 / look only; status 1 where a page is stale")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh")
def docs(plans: tuple[str, ...], output: str, check: bool, lang: str) -> None:
    """按规则生成每个规划的说明页。/ Writes a page for each plan from its rules."""
    folder = Path(output) if output else _usual_folder()
    book = load(*plans)
    documents = book.data.documents
    named = [documents[plan] for plan in book.plans] or [one for one in documents.values() if one.level in PAGED]
    pages = {
        folder / page_name(document, language): page(book.data, document, language)
        for document in named
        for language in LANGUAGES
    }
    stale = [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            write_whole(path, pages[path].encode())
    for path in stale:
        sys.stdout.write(f"{path.name}\n")
    said = (STALE if check else WRITTEN).filled(pages=len(pages), stale=len(stale))
    sys.stdout.write(said[lang] + "\n")
    raise click.exceptions.Exit(1 if check and stale else 0)


def _usual_folder() -> Path:
    home = rules_root().parent
    if not (home / "pyproject.toml").is_file():
        raise OutputRefused("authoring.no_folder")
    return home / "docs" / "plans"
