"""`ecocheck progress`: yearly figures in, evaluation table out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from ..errors import OutputRefused

FORMATS = ("table", "json", "html", "xlsx", "docx", "md")


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--plan", default="", help="规划名称 / plan to assess")
@click.option("--year", type=click.IntRange(2016, 2035), help="评估年份，缺省为最近一年 / year, else the last reported")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None, help="缺省按输出文件的类型 / else by the output's ending"
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
    from ..reports.progress import formats as reports

    assessment = load(*([plan] if plan else [])).assess(Path(file), year)
    if plots:
        from ..reports.progress.plots import save_all

        save_all(assessment, Path(plots), lang)
    if output:
        reports.save(assessment, Path(output), lang, form or "", everything)
    elif form in reports.BINARY:
        raise OutputRefused(
            f"{form} 要写到文件", f"{form} goes to a file", f"加 -o 评估表.{form}", f"add -o assessment.{form}"
        )  # fmt: skip
    elif not quiet:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        columns = min(shutil.get_terminal_size((120, 40)).columns, 140)
        sys.stdout.write(reports.render(assessment, form or "table", lang, colour, columns, everything))
    raise click.exceptions.Exit(1 if assessment.failed else 0)
