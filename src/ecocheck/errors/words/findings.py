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
    "findings.ends_before_begins": Words(Said("截止日期早于起始日期", "ends before it begins")),
    "findings.not_used": Words(
        Said("{lines}", "{lines}"),
        Said("{file} 整份不采用，补全后重试", "{file} is not used at all; complete it and try again"),
    ),
}
