"""Waivers, decisions and the user's own copies of the documents."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "findings.no_texts": Words(
        Said("没有文件夹 {folder}", "there is no folder {folder}"),
        Said(
            "--texts 指向放有规划文本（如 wanzhou.txt）的文件夹",
            "--texts names a folder with texts of the plans, such as wanzhou.txt",
        ),
    ),
    "findings.no_page": Words(
        Said("工作簿里没有“{page}”工作表", "the workbook has no sheet '{page}'"),
        Said(
            "用 ecocheck check … -o 报告.xlsx 出的报告，在其中“{page}”表填写",
            "fill in the sheet '{page}' of a report made by ecocheck check … -o report.xlsx",
        ),
    ),
    "findings.columns_lost": Words(
        Said("表头没有{columns}", "the head has no {columns}"),
        Said(
            "表头和末尾几列不要删改；重新出一份报告再填",
            "leave the head and the last columns as they are; make the report anew",
        ),
    ),
    "findings.cell_missing": Words(
        Said("“{column}”没有填", "'{column}' is not filled in"),
        Said("填上，或把这一行清空", "fill it in, or empty the line"),
    ),
    "findings.no_decision": Words(
        Said("“{given}”不是判定", "'{given}' is no decision"), Said("写{decisions}之一", "write one of {decisions}")
    ),
    "findings.ends_before_begins": Words(Said("截止日期早于起始日期", "ends before it begins")),
    "findings.not_used": Words(
        Said("{lines}", "{lines}"),
        Said("{file} 整份不采用，补全后重试", "{file} is not used at all; complete it and try again"),
    ),
}
