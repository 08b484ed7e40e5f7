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
    "cli.parameter_missing": Words(
        Said("还缺 {name}", "{name} is missing"), Said("加 --help 看用法", "--help says how it is used")
    ),
    "cli.no_option": Words(Said("没有选项 {name}", "there is no option {name}"), Said("可用：{near}", "use {near}")),
    "cli.no_choice": Words(
        Said("{name} 没有这个值", "{name} takes no such value"), Said("可用：{choices}", "use one of {choices}")
    ),
    "cli.bad_value": Words(Said("{name} 的值不能用：{reason}", "{name} cannot be used: {reason}")),
    "cli.not_understood": Words(
        Said("命令看不懂：{reason}", "the command is not understood: {reason}"),
        Said("加 --help 看用法", "--help says how it is used"),
    ),
    "cli.nothing_to_check": Words(Said("没有能检查的记录", "holds no record that can be checked")),
    "cli.one_table": Words(
        Said("带 --subject 时一次检查一个表格文件", "with --subject, one table file is checked at a time"),
    ),
    "cli.not_for_tables": Words(
        Said("带 --subject 的大表检查不能用 {options}", "a table that is checked with --subject takes no {options}"),
        Said(
            "去掉 --subject 逐条检查；或去掉这些选项，用 -o 写 .parquet、.csv",
            "leave --subject out to check record by record; or leave these out and write .parquet or .csv with -o",
        ),
    ),
    "cli.too_many_records": Words(
        Said(
            "{records} 条记录的全部结论放不进一份 {form} 报告（最多 {most} 条）",
            "the findings of {records} records are too many for one {form} report (at most {most})",
        ),
        Said(
            "用 --format jsonl -o 结果.jsonl 逐条写出；同一对象的大表用 --subject 和 -o 结果.parquet",
            "give --format jsonl -o out.jsonl; for a table of one subject --subject and -o out.parquet",
        ),
    ),
    "cli.no_sheet_line": Words(
        Said("核对单没有第“{line}”行（共 {lines} 行）", "the sheet has no line '{line}' (it has {lines})"),
        Said("写行号，如 3=…", "write its number, such as 3=..."),
    ),
    "cli.no_attestation": Words(Said("请写 met、broken 或 none", "say met, broken or none")),
    "cli.only_none": Words(Said("这里只能写“无”，或按 ? 跳过", "say none, or ? to skip")),
    "cli.form_is_xlsx": Words(Said("填报表是 .xlsx 文件，而不是“{ending}”", "a form is an .xlsx file, not '{ending}'")),
    "cli.no_rule_about": Words(Said("没有规则针对{subject}", "no rule is about a {subject}")),
    "cli.crash": Words(
        Said("ecocheck {version} 内部出错：{kind}（{where}）", "ecocheck {version} failed inside: {kind} ({where})"),
        Said(
            "这不是您的数据的错。请把这一行、所用的命令和能重现的最小输入发给项目维护者（见 https://pypi.org/project/ecocheck/ 上的联系方式）",
            "this is no fault of your data. Please send this line, the command and the least input that shows it to the maintainers"
            " (see https://pypi.org/project/ecocheck/ for where)",
        ),
    ),
    "cli.no_memory": Words(
        Said("内存不够", "there is not enough memory"),
        Said("把文件分成几份，或用 --format jsonl -o 结果.jsonl", "split the file, or give --format jsonl -o out.jsonl"),
    ),
    "cli.system": Words(
        Said("系统拒绝：{reason} {path}", "the system refused: {reason} {path}"),
        Said("检查磁盘空间和权限", "look at the free space and the permissions"),
    ),
    "cli.no_output": Words(
        Said("结果没有写完：{reason}", "the output could not be written to its end: {reason}"),
        Said("检查磁盘空间，或用 -o 写到别处", "look at the free space, or write elsewhere with -o"),
    ),
    "cli.filled_form": Words(
        Said("{path} 已经有了，可能已填写；没有覆盖", "{path} is there already and may be filled in; it was left as it is"),
        Said("给 -o 换一个名字，或先移走它", "give -o another name, or move it away first"),
    ),
}
