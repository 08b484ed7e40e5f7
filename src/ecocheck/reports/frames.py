"""Results as tables for programs: a row a finding, or a row of a plan, in the columns of pandas, polars or Arrow."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import Any, Literal, NamedTuple

from ..bilingual import Said
from ..errors import OutputRefused, UnknownName
from ..findings.model import Finding
from ..progress.model import Standing

Library = Literal["pandas", "polars"]
#: Those that a frame can be of, the first where a caller has both.
LIBRARIES: tuple[Library, ...] = ("pandas", "polars")


class Column(NamedTuple):
    """A column: what it holds (text, number, whole number, flag or a list of texts) and where that stands in a result."""

    kind: Literal["text", "number", "whole", "flag", "texts"]
    of: Callable[[Any], Any]


def _named(kind: Literal["text", "number", "whole", "flag", "texts"], *names: str) -> dict[str, Column]:
    def of(name: str) -> Callable[[Any], Any]:
        if kind == "texts":
            return lambda row: list(getattr(row, name))
        return lambda row: str(getattr(row, name)) if kind == "text" else getattr(row, name)

    return {name: Column(kind, of(name)) for name in names}


def _said(*names: str) -> dict[str, Column]:
    def of(name: str, lang: str) -> Callable[[Any], Any]:
        return lambda row: getattr(row, name)[lang]

    return {f"{name}_{lang}": Column("text", of(name, lang)) for name in names for lang in ("zh", "en")}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _observed(finding: Finding) -> float | None:
    found = finding.observed.get(finding.limit.fact) if finding.limit is not None else None
    return None if found is None else _number(found.value)


FINDINGS: Mapping[str, Column] = {
    **_named("text", "record", "subject", "item", "rule", "document"),
    "clause": Column("text", lambda finding: finding.clause.id),
    "section": Column("text", lambda finding: finding.clause.section),
    **_named("text", "outcome", "reason"),
    **_said("title", "message"),
    **_named("texts", "possible"),
    **_named("text", "worst"),
    **_named("texts", "missing", "bad"),
    "fact": Column("text", lambda finding: finding.limit.fact if finding.limit else ""),
    "value": Column("number", _observed),
    "op": Column("text", lambda finding: finding.limit.op if finding.limit else ""),
    "limit": Column("number", lambda finding: _number(finding.limit.value) if finding.limit else None),
    "unit": Column("text", lambda finding: finding.limit.unit if finding.limit else ""),
    "margin": Column("number", lambda finding: finding.margin.value if finding.margin else None),
    **_named("text", "modality", "force", "level", "topic"),
    "judged_on": Column("text", lambda finding: finding.judged_on.get("date", "")),
    **_named("text", "fingerprint"),
}
ROWS: Mapping[str, Column] = {
    **_named("text", "rule", "document", "clause", "section", "kind", "code"),
    **_said("title"),
    **_named("text", "scope", "unit", "force", "modality", "form", "direction"),
    **_named("whole", "year", "due"),
    **_named("text", "outcome", "status", "reason"),
    **_named("number", "baseline_value", "target_value"),
    **_named("text", "target_op", "value"),
    **_named("number", "used", "completion", "time_share", "pace", "expected"),
    **_named("texts", "missing", "bad"),
    **_named("flag", "outlook"),
    **_named("text", "repeats"),
}


def arrow(results: Iterable[Finding] | Iterable[Standing], columns: Mapping[str, Column]) -> Any:
    """The results as an Arrow table. Raises `OutputRefused` where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise OutputRefused("reports.needs_package", packages=["pyarrow"], extra="batch")
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int64(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }
    return pa.table(_cells(results, columns), schema=pa.schema([(name, kinds[one.kind]) for name, one in columns.items()]))


def frame(results: Iterable[Finding] | Iterable[Standing], columns: Mapping[str, Column], library: Library | None) -> Any:
    """The results as a frame of the library that is named, else of the one that the caller has loaded, else of one that is installed.

    Raises `OutputRefused` where none is, `UnknownName` for another library.
    """
    if library is not None and library not in LIBRARIES:
        raise UnknownName.among(Said("数据表库", "library of frames"), library, LIBRARIES)
    candidates = (library,) if library else (*(name for name in LIBRARIES if name in sys.modules), *LIBRARIES)
    chosen = next((name for name in candidates if find_spec(name) is not None), None)
    if chosen is None:
        raise OutputRefused("reports.needs_package", packages=list(dict.fromkeys(candidates)), extra="batch")
    cells = _cells(results, columns)
    if chosen == "pandas":
        import pandas as pd

        found = pd.DataFrame(cells, columns=list(columns))
        return found.astype({name: "float64" for name, one in columns.items() if one.kind == "number"})
    import polars as pl

    kinds: dict[str, Any] = {
        "text": pl.String,
        "number": pl.Float64,
        "whole": pl.Int64,
        "flag": pl.Boolean,
        "texts": pl.List(pl.String),
    }
    return pl.DataFrame(cells, schema={name: kinds[one.kind] for name, one in columns.items()})


def _cells(results: Iterable[Any], columns: Mapping[str, Column]) -> dict[str, list[Any]]:
    rows = list(results)
    return {name: [one.of(row) for row in rows] for name, one in columns.items()}
