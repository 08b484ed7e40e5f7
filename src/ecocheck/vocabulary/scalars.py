"""Single values as other libraries hold them, turned into Python's own: numpy, pandas, Arrow, enumerations; what they call missing is None.

No such library is imported: a value tells by its class what it is.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

_OWN = frozenset((str, bool, date, datetime, type(None)))
#: Powers of ten beyond which a number is no measurement; it is handed on as text, which is refused as any text of that length is.
MOST_POWER = 70
_MOST = 10**MOST_POWER
#: The classes of what pandas and numpy put where a value is missing.
_MISSING = frozenset(("NAType", "NaTType", "MaskedConstant", "NullScalar"))


def scalar(raw: Any) -> Any:
    """The value as Python knows it; None where it is missing (None, NaN, NA, NaT, masked). What is no single value stays as it is.

    A number of single precision is the decimal that it prints, a month or year of numpy stays the text of a month or year.

    >>> from decimal import Decimal
    >>> scalar(float("nan")), scalar(Decimal("NaN")), scalar("760 m"), scalar(time(22, 30))
    (None, None, '760 m', '22:30')
    """
    kind = type(raw)
    if kind in _OWN:
        return raw
    if kind is float:
        return None if raw != raw else raw
    if kind is int:
        return raw if -_MOST < raw < _MOST else hex(raw)
    if kind.__name__ in _MISSING:
        return None
    if isinstance(raw, Enum):
        return scalar(raw.value)
    if isinstance(raw, Decimal):
        return None if raw.is_nan() else str(raw) if raw and abs(raw.adjusted()) > MOST_POWER else raw
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if hasattr(raw, "to_pydatetime"):  # a timestamp of pandas
        return raw.to_pydatetime(warn=False)
    if hasattr(raw, "dtype") and getattr(raw, "ndim", None) == 0:
        return _of_numpy(raw)
    if isinstance(raw, str):
        return str.__str__(raw)
    if hasattr(raw, "as_py"):  # a scalar of Arrow
        return scalar(raw.as_py())
    return str(raw) if kind.__name__ == "Period" else raw


def _of_numpy(raw: Any) -> Any:
    if raw.dtype.kind == "M":
        said = str(raw)
        return None if said == "NaT" else said.partition("T")[0]
    if raw.dtype.kind == "m":
        return None if str(raw) == "NaT" else raw
    if raw.dtype.kind == "f":
        return scalar(float(str(raw)))
    return scalar(raw.item())
