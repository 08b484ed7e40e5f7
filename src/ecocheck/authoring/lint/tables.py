"""Checks on tables; overlapping rows and gaps between bands are refused on reading already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise, product

import msgspec

from ...rulebook.goals import Goal, Work
from ...rulebook.model import Edition, Parameter, Target
from .model import Desk, Remark

ANY = "*"


def rows_left_out(desk: Desk) -> Iterator[Remark]:
    """Tables that have a row for a zone and a row for a period, but none for both together."""
    for parameter in desk.parameters:
        if not parameter.by or parameter.otherwise == "not_applicable":
            continue
        for edition in parameter.editions:
            for keys in _left_out(parameter, edition):
                yield Remark(f"${parameter.name}", desk.sources.mark(f"${parameter.name}"), keys=", ".join(keys))


def _left_out(parameter: Parameter, edition: Edition) -> Iterator[tuple[str, ...]]:
    columns = [dict.fromkeys(row.keys[place] for row in edition.rows) for place in range(len(parameter.by))]
    for keys in product(*columns):
        if ANY not in keys and not any(_fits(keys, row.keys) for row in edition.rows):
            yield keys


def _fits(keys: tuple[str, ...], row: tuple[str, ...]) -> bool:
    return all(cell in (ANY, key) for key, cell in zip(keys, row, strict=True))


def gaps_between_editions(desk: Desk) -> Iterator[Remark]:
    """Days between two editions of a parameter on which it has no value."""
    for parameter in desk.parameters:
        dated = sorted((e for e in parameter.editions if e.start), key=lambda edition: str(edition.start))
        for earlier, later in pairwise(dated):
            if parameter.fill == "none" and earlier.end and later.start and earlier.end + timedelta(days=1) < later.start:
                mark = desk.sources.mark(f"${parameter.name}")
                yield Remark(f"${parameter.name}", mark, earlier=earlier.end, later=later.start)


def interim_years_unlisted(desk: Desk) -> Iterator[Remark]:
    """Rows with targets on the way in years that the period of their document does not list."""
    for rule in desk.rules:
        period = desk.data.documents[rule.document].period
        if rule.target is None or period is None or period.assumed:
            continue
        unlisted = sorted(set(map(int, _interim_of(rule.target))) - set(period.interim))
        if unlisted:
            listed = f"[{', '.join(map(str, sorted({*period.interim, *unlisted})))}]"
            yield Remark(rule.id, desk.sources.mark(rule, "interim"), years=unlisted, listed=listed)


def _interim_of(target: Target) -> dict[str, str]:
    if "goal" in target.row:
        return msgspec.convert(target.row["goal"], Goal).interim
    return msgspec.convert(target.row["work"], Work).interim
