"""Errors that point at the line of whoever called, not into this package: what a test asked for wrongly stands in the test."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from ..errors import EcocheckError

P = ParamSpec("P")
T = TypeVar("T")


def at_the_caller(function: Callable[P, T]) -> Callable[P, T]:
    """The function, whose errors come without the frames in which they were found; pytest hides the one that is left."""

    @wraps(function)
    def called(*arguments: P.args, **named: P.kwargs) -> T:
        __tracebackhide__ = True
        try:
            return function(*arguments, **named)
        except EcocheckError as error:
            raise error.with_traceback(None) from None

    return called
