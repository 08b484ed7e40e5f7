"""What checking tables needs; said before anything heavy is loaded."""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import OutputRefused


def need_columns() -> None:
    """Raises `OutputRefused` where the packages that tables need are not installed."""
    lacking = [name for name in ("numpy", "pyarrow") if find_spec(name) is None]
    if lacking:
        raise OutputRefused("columns.needs_extra", packages=lacking)
