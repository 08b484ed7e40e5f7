"""The door to the column form: it says what is not installed, and loads nothing heavy before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..bilingual import Said
from ..errors import OutputRefused, UnknownName

if TYPE_CHECKING:
    from ..book import Rulebook


def need_columns() -> None:
    """Raises `OutputRefused` where the packages that tables need are not installed."""
    lacking = [name for name in ("numpy", "pyarrow") if find_spec(name) is None]
    if lacking:
        raise OutputRefused(
            f"检查表格需要 {'、'.join(lacking)}", f"checking tables needs {', '.join(lacking)}",
            "安装 ecocheck[batch]", "install ecocheck[batch]",
        )  # fmt: skip


def checked_table(
    book: Rulebook, frame: Any, subject: str, as_of: str | date | None, outcomes: Sequence[str], out: str,
    groups: Mapping[str, Any] | None, units: Mapping[str, str] | None,
) -> Any:  # fmt: skip
    """What `Rulebook.check_table` gives."""
    need_columns()
    import pyarrow as pa

    from .results import SCHEMA
    from .run import TableRun

    if out not in ("findings", "counts"):
        raise UnknownName.among(Said("输出", "output"), out, ("findings", "counts"))
    run = TableRun(book, frame, subject, as_of, () if out == "counts" else outcomes, groups, units)
    found = list(run.tables())
    table = run.counts.table() if out == "counts" else pa.concat_tables(found) if found else SCHEMA.empty_table()
    return table.replace_schema_metadata(run.said())
