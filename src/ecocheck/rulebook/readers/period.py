"""Reads the period of a plan: the one that `document.yaml` states, else the one that the rows of its target tables show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...source.fields import Fields
from ...source.yaml import Mapping, Node, Scalar, Sequence
from ..goals import Period
from ..model import Document
from .rule_file import RuleFile

YEAR = re.compile(r"[12][0-9]{3}")


def years_of(texts: tuple[str, ...]) -> tuple[int, int] | None:
    """The first and the last year of ``[2026, 2030]`` or ``2026-2030``; None where it is neither.

    >>> years_of(("2026", "2030")), years_of(("2031-2035",)), years_of(("2030", "2026"))
    ((2026, 2030), (2031, 2035), None)
    """
    ends = texts[0].split("-") if len(texts) == 1 else list(texts)
    if len(ends) != 2 or not all(YEAR.fullmatch(end.strip()) for end in ends):
        return None
    first, last = (int(end) for end in ends)
    return (first, last) if first <= last else None


def read_period(fields: Fields) -> Period | None:
    """The fields `period`, `base_year`, `interim` and `outlook` of `document.yaml`; None where no period is stated."""
    said = fields.texts("period")
    base, outlook = fields.integer("base_year"), fields.integer("outlook")
    interim = fields.texts("interim")
    if not said:
        for name, given in (("base_year", base), ("outlook", outlook), ("interim", interim)):
            if given:
                fields.error(name, "rulebook.no_period")
        return None
    years = years_of(said)
    if years is None:
        fields.error("period", "rulebook.no_years")
        return None
    period = Period(*years, base_year=years[0] - 1 if base is None else base, outlook=outlook or 0)
    if period.base_year > period.first:
        fields.error("base_year", "rulebook.base_year_late")
    if outlook is not None and outlook <= period.last:
        fields.error("outlook", "rulebook.outlook_within")
    between = [text for text in interim if YEAR.fullmatch(text) and period.base_year < int(text) < period.last]
    if len(between) < len(interim):
        fields.error("interim", "rulebook.interim_outside", base_year=period.base_year, last=period.last)
    return Period(*years, period.base_year, tuple(sorted(map(int, between))), period.outlook)


def period_of_rows(document: Document, tables: Iterable[RuleFile]) -> Period | None:
    """The period that the rows of indicators and tasks show where their document states none.

    The base year is the one that most rows print for their start, the last year the one that most are due in; what no row prints
    is taken from the days on which the document takes effect and expires. None where neither says it.
    """
    starts: Counter[int] = Counter()
    dues: Counter[int] = Counter()
    for row in _rows(tables):
        if row.get("period") is None:
            starts.update(_start_years(row.get("baseline")))
            aim = row.get("target")
            dues.update(_year(aim.get("due")) if isinstance(aim, Mapping) else _year(row.get("due")))
    last = _usual(dues) or (document.expires.year if document.expires else 0)
    base = _usual(starts) or (document.effective.year - 1 if document.effective else 0)
    return Period(base + 1, last, base, assumed=True) if base and last > base else None


def _usual(years: Counter[int]) -> int:
    """The year named most often, of several the latest; 0 where none is named."""
    return max(years, key=lambda year: (years[year], year), default=0)


def _rows(tables: Iterable[RuleFile]) -> Iterator[Mapping]:
    for table in tables:
        rows = table.node.get("rows") if isinstance(table.node, Mapping) else None
        for row in rows.items if isinstance(rows, Sequence) else ():
            if isinstance(row, Mapping):
                yield row


def _start_years(node: Node | None) -> Iterator[int]:
    """The years of the starts to measure from; a figure of the period before is none."""
    for start in node.items if isinstance(node, Sequence) else [node]:
        kind = start.get("kind") if isinstance(start, Mapping) else None
        if isinstance(start, Mapping) and not (isinstance(kind, Scalar) and kind.text == "previous_period"):
            yield from _year(start.get("year"))


def _year(node: Node | None) -> Iterator[int]:
    if isinstance(node, Scalar) and YEAR.fullmatch(node.text):
        yield int(node.text)
