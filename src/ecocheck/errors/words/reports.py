"""Reports and what they are written to."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "reports.taken": Words(
        Said("格式表里 {row} 与 {other} 重复：{shared}", "the formats {row} and {other} both take {shared}"),
        Said("在 reports/saving.py 的表里另取一个", "give one of them another in the table of reports/saving.py"),
    ),
    "reports.needs_extra": Words(
        Said("写 {form} 报告需要 {package}，没有安装", "a {form} report needs {package}, which is not installed"),
        Said("安装：pip install 'ecocheck[{extra}]'", "install it: pip install 'ecocheck[{extra}]'"),
    ),
    "reports.needs_package": Words(
        Said("需要 {packages}，没有安装", "this needs {packages}, which is not installed"),
        Said("安装：pip install 'ecocheck[{extra}]'", "install it: pip install 'ecocheck[{extra}]'"),
    ),
    "reports.needs_file": Words(
        Said("{form} 报告要写进文件", "a {form} report goes into a file"),
        Said("用 -o 指定，如 -o report.{form}", "name one with -o, such as -o report.{form}"),
    ),
    "reports.no_format": Words(
        Said("没有“{form}”这种报告格式", "there is no report format '{form}'"),
        Said(
            "可用：{formats}；用 --format 指定，或改输出文件的后缀",
            "use one of: {formats}, with --format or as the ending of the output",
        ),
    ),
    "reports.no_such_ending": Words(
        Said("看不出“{ending}”是哪种报告格式", "the ending '{ending}' names no report format"),
        Said(
            "可用：{formats}；用 --format 指定，或改输出文件的后缀",
            "use one of: {formats}, with --format or as the ending of the output",
        ),
    ),
}
