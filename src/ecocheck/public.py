"""Names that users hold show as `ecocheck.X`, wherever their home is: in a `repr`, in tracebacks, in pickles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T", bound=Callable[..., Any])


def public(thing: T) -> T:
    """Marks a class or function that `ecocheck` exports.

    >>> from ecocheck.plans import load
    >>> load.__module__
    'ecocheck'
    """
    own = vars(thing).get("__annotations__") if isinstance(thing, type) else None
    if own:  # resolved while their home is known, for whoever asks for them later
        hints = get_type_hints(thing, include_extras=True)
        thing.__annotations__ = {name: hints[name] for name in own}
    thing.__module__ = __name__.partition(".")[0]
    return thing
