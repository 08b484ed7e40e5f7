"""Records as an Arrow table: texts as text, lists known in part as maps of codes to yes and no, groups as lists of structs."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from .making import Further, Maker

YES_AND_NO = pa.map_(pa.string(), pa.string())


def kind_of(name: str, maker: Maker) -> pa.DataType:
    """The type of a column."""
    group = maker.vocabulary.groups.get(name)
    if group is not None:
        return pa.list_(pa.struct([("id", pa.string()), *((fact, kind_of(fact, maker)) for fact in group.facts)]))
    return YES_AND_NO if name in maker.parts else pa.string()


def _cell(cell: Any) -> Any:
    """A cell as Arrow takes it."""
    if isinstance(cell, dict):
        return list(cell.items())
    if isinstance(cell, list):
        return [{name: _cell(value) for name, value in item.items()} for item in cell]
    return cell


def framed(records: list[dict[str, Any]], maker: Maker) -> pa.Table:
    """A table with a row a record."""
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: pa.array([_cell(record.get(name)) for record in records], kind_of(name, maker)) for name in names}
    return pa.table(columns)


def completed(records: list[dict[str, Any]], pairs: list[tuple[int, Further]], maker: Maker) -> pa.Table:
    """A table with a row a pair: the record at that place, with the further fact."""
    names = dict.fromkeys([*(name for record in records for name in record), *(further.name for _, further in pairs)])
    columns = {}
    for name in names:
        cells = [_cell(record.get(name)) for record in records]
        index = [place for place, _ in pairs]
        for row, (_, further) in enumerate(pairs):
            if further.name == name:
                index[row] = len(cells)
                cells.append(_cell(further.cell))
        columns[name] = pa.array(cells, kind_of(name, maker)).take(pa.array(index, pa.int32()))
    columns["id"] = pa.array([f"p{row}" for row in range(len(pairs))])
    return pa.table(columns)
