"""How much work something is, in lines of Python that run: the same on every machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], Any]) -> int:
    """The lines that run until `work` returns or raises what its caller awaits."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def lines_until(error: type[Exception] | tuple[type[Exception], ...], work: Callable[[], Any]) -> int:
    """The lines that run until `work` raises `error`; it must raise it."""

    def refused() -> None:
        try:
            work()
        except error:
            return
        raise AssertionError(f"nothing raised {error}")

    return lines_run(refused)
