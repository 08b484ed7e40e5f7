"""Yearly figures, targets, and the assessment of a plan."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "progress.pictures_need_extra": Words(
        Said("画图需要 matplotlib", "pictures need matplotlib"),
        Said("安装：pip install 'ecocheck[report]'", "pip install 'ecocheck[report]'"),
    ),
    "progress.no_folder_for_pictures": Words(
        Said("写不到 {folder}（{reason}）", "cannot write to {folder} ({reason})"),
        Said("换一个文件夹", "choose another folder"),
    ),
}
