"""What a cell of a table says, as a text, as the value of a fact, or as nothing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from ...errors import ValueRefused
from ...vocabulary.model import Fact
from ...vocabulary.official_wording import choices_taken
from ...vocabulary.typed import is_blank
from ..raw import Unreadable

#: A day in 1927; a whole number from here on in a column of dates is the number that Excel keeps for a day.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 2_958_465
_ERRORS = frozenset(("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"))


def is_blank_cell(raw: Any) -> bool:
    return not isinstance(raw, Unreadable | list | dict) and is_blank(raw)


def text_of(raw: Any) -> str:
    """A cell as a text, for headers and ids."""
    if raw is None or isinstance(raw, Unreadable):
        return ""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw).strip()


def day_kept(raw: Any, day_zero: date | None) -> Any:
    """The day that Excel keeps as a number; any other cell as it is."""
    if isinstance(raw, int | float) and day_zero is not None and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return day_zero + timedelta(days=int(raw))
    return raw.date() if isinstance(raw, datetime) else raw


def for_fact(raw: Any, fact: Fact, day_zero: date | None) -> Any:
    """The cell as `read_value` wants it: a day that Excel keeps as a number, a number that Excel turned into a day, an error of Excel."""
    if isinstance(raw, str):
        if raw.strip() in _ERRORS:
            return Unreadable(ValueRefused("records.excel_error", shown=raw.strip()))
        return None if fact.type in ("code", "codes", "boolean") and choices_taken(raw) == () else raw
    if isinstance(raw, bool) or raw is None:
        return raw
    if fact.type == "date":
        return day_kept(raw, day_zero)
    if isinstance(raw, datetime | date) and fact.type in ("number", "code", "codes", "boolean"):
        return Unreadable(ValueRefused("records.cell_is_date", day=f"{raw:%Y-%m-%d}", fact=fact.label))
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if fact.type in ("text", "code", "codes"):
        return text_of(raw) if isinstance(raw, int | float | datetime | date) else raw
    return raw
