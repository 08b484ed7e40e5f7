"""The command line."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "cli.no_file": Words(Said("没有文件 {path}", "there is no file {path}")),
    "cli.too_large": Words(
        Said("{name} 有 {megabytes} MB，这种格式放不进内存", "{name} has {megabytes} MB, too much for this format"),
        Said(
            "加上 --format jsonl -o 结果.jsonl；或在 Python 里用 book.check_table",
            "give --format jsonl -o out.jsonl, or use book.check_table in Python",
        ),
    ),
    "cli.nothing_to_check": Words(Said("没有能检查的记录", "holds no record that can be checked")),
    "cli.one_table": Words(
        Said("带 --subject 时一次检查一个表格文件", "with --subject, one table file is checked at a time"),
    ),
    "cli.no_attestation": Words(Said("请写 met、broken 或 none", "say met, broken or none")),
    "cli.only_none": Words(Said("这里只能写“无”，或按 ? 跳过", "say none, or ? to skip")),
    "cli.form_is_xlsx": Words(Said("填报表是 .xlsx 文件，而不是“{ending}”", "a form is an .xlsx file, not '{ending}'")),
    "cli.no_rule_about": Words(Said("没有规则针对{subject}", "no rule is about a {subject}")),
    "cli.no_subject": Words(
        Said("没有“{subject}”这种对象", "there is no subject '{subject}'"),
        Said("可用：{known}", "use one of: {known}"),
    ),
}
