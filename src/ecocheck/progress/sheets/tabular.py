"""Tables of yearly figures, years as columns or a year a row.

A header is recognised by its usual Chinese and English names. A blank is unknown, never zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ...bilingual import nearest
from ...errors import Mark, Problem
from ...records.raw import Unreadable
from ...records.tables.cells import is_blank_cell, text_of
from ...records.tables.header_words import tidy
from ...records.tables.table import Table
from ...vocabulary.spelling import half_width
from ..figures import Cell, Done, Figure, Order, Sheet, together
from ..matching import MEANT

HEADERS: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "指标代码", "indicator", "code", "indicator.code"),
    "task": ("任务", "任务名称", "任务编号", "重点任务", "task", "task.clause"),
    "clause": ("条款", "条款编号", "指标条款", "clause", "indicator.clause"),
    "scope": ("范围", "指标范围", "河流", "断面", "河流或断面", "scope", "indicator.scope"),
    "unit": ("单位", "计量单位", "unit"),
    "counting": ("口径", "数值口径", "counting", "indicator.counting"),
    "district": ("区县", "所在区县", "行政区", "district", "site.district"),
    "new_area": ("是否位于两江新区", "所在新区", "new_area", "site.new_area"),
    "year": ("年份", "年度", "年", "指标年份", "进展年份", "year", "indicator.year", "task.year"),
    "value": ("数值", "数据", "完成值", "实际值", "指标数值", "value", "indicator.value"),
    "target": ("下达目标", "市级下达目标", "下达的目标", "下达的任务量", "目标", "target", "indicator.target"),
    "document": ("文号", "下达文号", "下达目标的文号", "目标文号", "document", "indicator.target_document"),
    "source": ("来源", "数据来源", "source"),
    "valid_days": ("有效天数", "有效监测天数", "valid_days", "indicator.valid_days"),
    "done": ("完成数量", "累计完成", "done", "task.done"),
    "state": ("进展", "进展情况", "任务进展", "state", "task.state"),
    "items": ("已完成分项", "已完成的分项", "items", "task.items_done"),
    "": ("序号", "备注", "说明", "属性", "指标属性", "基准", "note", "no", "#"),
}
_BY_NAME = {tidy(name): key for key, names in HEADERS.items() for name in names}
_ASIDE = re.compile(r"[\s(].*$")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年)?(?:实际|完成|实际值|完成值|数值)?")
_YEAR_TARGET = re.compile(r"((?:19|20)[0-9]{2})(?:年)?(?:年度)?目标")
_COUNTING_WORDS = {
    "cumulative": ("累计", "累计值", "cumulative"),
    "yearly": ("当年", "当年值", "年度", "yearly", "of the year"),
    "level": ("水平", "水平值", "强度", "排放量", "level"),
}
COUNTINGS = {word: counting for counting, words in _COUNTING_WORDS.items() for word in words}
_STATE_WORDS = {
    "done": ("已完成", "完成", "建成", "done"),
    "under_way": ("进行中", "在建", "推进中", "under_way", "under way"),
    "not_started": ("未启动", "未开展", "not_started", "not started"),
}
STATES = {word: state for state, words in _STATE_WORDS.items() for word in words}
_FILLED_IN = {
    "reported_by": re.compile(r"(?:填报|填表|报送)(?:单位|部门)\s*[:]?\s*((?:(?!填报|填表|报送)\S)*)"),
    "reported_on": re.compile(r"(?:填报|填表|报送)(?:日期|时间)\s*[:]?\s*((?:(?!填报|填表|报送)\S)*)"),
}
_SPLIT = re.compile(r"\s*[、,，;；]\s*")


class Columns(NamedTuple):
    """What the columns of a table hold: fields by name, years, yearly targets; and headers that nobody knows.

    `cumulative` tells that the quantities done are headed as cumulative ones.
    """

    fields: dict[str, int]
    years: dict[int, int]
    year_targets: dict[int, int]
    unknown: tuple[str, ...]
    cumulative: bool = False


def columns_of(header: list[str]) -> Columns:
    """The columns of a header row.

    >>> columns_of(["指标", "单位", "2021年", "2022", "备注"]).years
    {2021: 2, 2022: 3}
    """
    fields: dict[str, int] = {}
    years: dict[int, int] = {}
    targets: dict[int, int] = {}
    unknown: list[str] = []
    for place, text in enumerate(header):
        said = tidy(_ASIDE.sub("", half_width(text)))
        key = _BY_NAME.get(tidy(text), _BY_NAME.get(said)) if said else None
        if key is not None:
            fields.setdefault(key, place)
        elif found := _YEAR.fullmatch(said):
            years[int(found[1])] = place
        elif found := _YEAR_TARGET.fullmatch(said):
            targets[int(found[1])] = place
        elif said:
            unknown.append(text)
    cumulative = "done" in fields and "累计" in header[fields["done"]]
    return Columns(fields, years, targets, tuple(unknown), cumulative)


def is_header(cells: list[str]) -> bool:
    found = columns_of(cells)
    named = {"indicator", "task", "clause"} & set(found.fields)
    return bool(named) and (bool(found.years) or bool({"value", "done", "state", "target", "items"} & set(found.fields)))


def sheet_of_table(table: Table, file: str) -> Sheet:
    """What a table reports; cells that cannot be used are problems. `file` is the name that places are told with."""
    problems: list[Problem] = []
    found = sheet_of_rows(_rows(table, file, problems), f"{file} {table.title}".rstrip())
    return found + Sheet(problems=tuple(problems))


def _rows(table: Table, file: str, problems: list[Problem]) -> Iterator[list[Cell]]:
    for line in table.after(-1):
        if line.refused is not None:
            problems.append(line.refused)
            continue
        cells = []
        for column, raw in enumerate(line.cells, 1):
            mark = table.mark(line.number, column if table.title else 0)._replace(file=file)
            if isinstance(raw, Unreadable):
                problems.append(Problem.of(raw.error, mark))
            cells.append(Cell("" if is_blank_cell(raw) else text_of(raw), str(mark)))
        yield cells


def sheet_of_rows(rows: Iterable[list[Cell]], name: str) -> Sheet:
    """A sheet from the rows of one table, its header among the first of them."""
    from .daily import daily_columns, sheet_of_days

    rows = iter(rows)
    columns: Columns | None = None
    found: list[Sheet] = []
    problems: list[Problem] = []
    for cells in rows:
        texts = [cell.text for cell in cells]
        if columns is None:
            daily = daily_columns(texts)
            if daily is not None:
                return sheet_of_days(daily, [row for row in rows if any(cell.text for cell in row)], name)
            if is_header(texts):
                columns = columns_of(texts)
                problems += [_unknown_header(text, name) for text in columns.unknown]
            else:
                found.append(_filled_in(texts))
            continue
        if any(texts):
            found.append(_row(cells, columns))
    if columns is None:
        return Sheet()
    return together([*found, Sheet(problems=tuple(problems))])


def _filled_in(texts: list[str]) -> Sheet:
    """Who filled the sheet in and when, as a line above its header says."""
    said: dict[str, str] = {}
    for text, beside in pairwise([*texts, ""]):
        for key, pattern in _FILLED_IN.items():
            for part in pattern.finditer(half_width(text)):
                said.setdefault(key, part[1].strip() or beside.strip())
    return Sheet(reported_by=said.get("reported_by", ""), reported_on=said.get("reported_on", ""))


def _row(cells: list[Cell], columns: Columns) -> Sheet:
    def said(name: str) -> str:
        place = columns.fields.get(name)
        return cells[place].text if place is not None and place < len(cells) else ""

    task, clause, indicator = said("task"), said("clause"), said("indicator")
    if not (task or clause or indicator):
        return Sheet()
    first = cells[min(columns.fields.values())].place
    years = [(year, cells[place]) for year, place in sorted(columns.years.items()) if place < len(cells) and cells[place].text]
    if "value" in columns.fields or "done" in columns.fields or "state" in columns.fields or "items" in columns.fields:
        year = said("year")
        number = re.match(r"(?:19|20)[0-9]{2}", half_width(year))
        if number is None and not years and (said("value") or said("done") or said("state")):
            code = "progress.year_unreadable" if year else "progress.no_year"
            return Sheet(problems=(Problem.coded(Mark(first), code, field="year", year=year),))
        if number is not None:
            place = columns.fields.get("value", columns.fields.get("done", columns.fields.get("state", 0)))
            years.append((int(number[0]), cells[place] if place < len(cells) else Cell("", first)))
    counting = COUNTINGS.get(said("counting").lower(), "")
    problems: list[Problem] = []
    if said("counting") and not counting:
        problems.append(Problem.coded(Mark(first), "progress.no_counting", field="counting", counting=said("counting")))
    if task:
        counting = counting or ("cumulative" if columns.cumulative else "")
        works = tuple(_done(task, year, cell, said, counting) for year, cell in years)
        order = _order_of_task(task, said, first)
        return Sheet(works=works, orders=order, problems=tuple(problems))
    common: dict[str, Any] = {
        "code": indicator,
        "clause": clause,
        "scope": said("scope"),
        "unit": said("unit"),
        "area": said("new_area") or said("district"),
    }
    figures = tuple(
        Figure(
            year, cell.text, counting=counting, source=said("source"), valid_days=said("valid_days"), place=cell.place, **common
        )
        for year, cell in years
    )
    yearly = {y: cells[place].text for y, place in columns.year_targets.items() if place < len(cells) and cells[place].text}
    orders: tuple[Order, ...] = ()
    if said("target") or yearly:
        orders = (Order(said("target"), said("document"), yearly, place=first, by_column=True, **common),)
    return Sheet(figures=figures, orders=orders, problems=tuple(problems))


def _done(task: str, year: int, cell: Cell, said: Any, counting: str) -> Done:
    state = STATES.get(said("state").lower(), "")
    text = cell.text
    if text.lower() in STATES:
        state, text = STATES[text.lower()], ""
    items = tuple(item for item in _SPLIT.split(said("items")) if item)
    return Done(task, year, text, said("unit"), state, items, said("district"), cell.place, counting, said("source"))


def _order_of_task(task: str, said: Any, place: str) -> tuple[Order, ...]:
    if not said("target"):
        return ()
    return (Order(said("target"), said("document"), clause=task, unit=said("unit"), area=said("district"), place=place),)


def _unknown_header(text: str, name: str) -> Problem:
    near = nearest(text, [*_BY_NAME], 1)
    hint = MEANT.filled(near=near) if near else None
    return Problem.coded(Mark(name), "progress.column_unused", field=text, severity="warning", hint=hint, text=text)
