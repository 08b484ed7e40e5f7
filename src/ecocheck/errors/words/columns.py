"""Tables of records."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "columns.needs_extra": Words(
        Said("检查表格需要 {packages}", "checking tables needs {packages}"),
        Said("安装 ecocheck[batch]", "install ecocheck[batch]"),
    ),
}
