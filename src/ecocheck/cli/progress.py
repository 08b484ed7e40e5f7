"""`ecocheck progress`: yearly figures in, evaluation table out."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import MAXYEAR, MINYEAR
from pathlib import Path

import click

from ..reports.options import Options
from ..reports.saving import choose, formats_of, ready, save, written
from ..source.whole_file import see_apart
from .streams import out


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--plan", default="", help="规划名称 / plan to assess")
@click.option("--year", type=click.IntRange(MINYEAR, MAXYEAR), help="评估年份，缺省为最近一年 / year, else the last reported")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option(
    "--format",
    "form",
    type=click.Choice([*formats_of("progress")]),
    help="缺省按输出文件的类型 / else by the output's ending",
)
@click.option("-o", "--output", type=click.Path(), default="", help="输出文件 / output file")
@click.option("--plots", type=click.Path(), default="", help="把图写到这个文件夹（SVG、PNG）/ folder for the pictures")
@click.option("--all", "everything", is_flag=True, help="没有数据的也列出 / list rows without figures too")
@click.option("--quiet", is_flag=True, help="只给退出码 / status only")
def progress(
    file: str, plan: str, year: int | None, lang: str, form: str | None, output: str, plots: str, everything: bool, quiet: bool
) -> None:
    """评估指标和任务完成到哪里。/ Assesses where indicators and tasks stand."""
    from ..plans import load

    chosen = choose(form or "", output, "progress")
    if output or not quiet:
        ready(chosen, output)
    see_apart(output, [file])
    assessment = load(*([plan] if plan else [])).assess(Path(file), year)
    if plots:
        from ..reports.progress.plots import save_all

        save_all(assessment, Path(plots), lang)
    options = Options(
        lang=lang,
        everything=everything,
        columns=min(shutil.get_terminal_size((120, 40)).columns, 140),
        colour=not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )
    if output:
        save(assessment, output, chosen, options)
    elif not quiet:
        out(chosen.utf8).write(str(written(assessment, chosen, options)))
    raise click.exceptions.Exit(1 if assessment.failed else 0)
