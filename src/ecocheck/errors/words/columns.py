"""Tables of records."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "columns.needs_extra": Words(
        Said("检查表格需要 {packages}", "checking tables needs {packages}"),
        Said("安装 ecocheck[batch]", "install ecocheck[batch]"),
    ),
    "columns.no_table": Words(
        Said("不是表格", "is no table"), Said("用 Arrow、polars 或 pandas 的表", "give an Arrow, polars or pandas table")
    ),
    "columns.no_file": Words(Said("读不到文件", "cannot be read")),
    "columns.not_a_table_inside": Words(Said("不能作为表格读取（{reason}）", "cannot be read as a table ({reason})")),
    "columns.no_fact": Words(
        Said("没有一列是认识的指标；表头是：{names}", "no column is a fact; the headers are: {names}"),
        Said(
            "表头写指标的名称或代码（ecocheck facts 列出全部）",
            "write the names or codes of facts as headers (ecocheck facts lists them)",
        ),
    ),
    "columns.no_rows": Words(Said("表头下面没有数据行", "there is no row below the header")),
    "columns.wide_separator": Words(
        Said(
            "各列以“{separator}”隔开，大表读不了",
            "its columns are parted by '{separator}', which a large table cannot be read with",
        ),
        Said("换成英文逗号，或不带 --subject 检查", "write commas, or check it without --subject"),
    ),
    "columns.no_items": Words(
        Said("这一列应是条目的清单，这里是 {kind}", "this column should list items, it is {kind}"),
        Said("每个条目写成一个结构（list<struct>），没有的写“无”", "give each item as a struct (list<struct>), or say none"),
    ),
    "columns.no_such_day": Words(
        Said("有一个任何历法都没有的日期或时间", "it holds a day or time that no calendar has"),
        Said(
            "年份须在 1 至 9999 之间；多半是写文件的程序出了错",
            "years run from 1 to 9999; the program that wrote it went wrong",
        ),
    ),
    "columns.only_as_records": Words(
        Said("这样的列只能逐条检查", "such a column is understood one record at a time only"),
        Said("用 ecocheck check 不带 --subject 检查，或去掉这一列", "check it as records, or leave the column out"),
    ),
    "columns.fact_twice": Words(Said("有两列都是{fact}", "two columns are {fact}"), Said("只留一列", "keep one of them")),
    "columns.no_date": Words(
        Said("没有判定日期", "there is no date to judge on"),
        Said("加一列 as_of，或调用时给 as_of", "add a column as_of, or give as_of in the call"),
    ),
    "columns.folder_in_use": Words(
        Said("{path} 里已有结果", "{path} holds findings already"),
        Said("换一个文件夹，或先清空", "name another folder, or empty it"),
    ),
    "columns.no_such_output": Words(
        Said("表格的检查结果不能写成 {ending}", "the findings of a table cannot be written as {ending}"),
        Said("用 .parquet、.csv，或以 / 结尾的文件夹", "use .parquet, .csv, or a folder that ends in /"),
    ),
    "columns.cannot_write": Words(Said("写不了 {path}（{reason}）", "cannot write {path} ({reason})")),
}
