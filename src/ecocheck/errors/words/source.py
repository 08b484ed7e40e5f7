"""Files as such, and fields of strict YAML."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "source.is_folder": Words(
        Said("不能写入 {path}：是一个文件夹", "cannot write {path}: is a folder"), Said("写成其中的文件名", "name a file in it")
    ),
    "source.no_folder": Words(
        Said("不能写入 {path}：没有文件夹 {folder}", "cannot write {path}: there is no folder {folder}"),
        Said("先建好文件夹", "make the folder first"),
    ),
    "source.not_permitted": Words(
        Said("不能写入 {path}：没有写入权限", "cannot write {path}: may not be written"),
        Said("换一个位置", "choose another place"),
    ),
    "source.refused_by_system": Words(
        Said("不能写入 {path}：{reason}", "cannot write {path}: {reason}"), Said("换一个位置", "choose another place")
    ),
    "source.problems": Words(Said("{lines}", "{lines}")),
}
