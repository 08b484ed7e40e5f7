"""What assertions take where a test names no plan, day or language: set by the pytest plugin from its options, else nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..findings.model import Finding


@dataclass
class Defaults:
    """`plan`, `as_of` and `lang` stand in for arguments that a test leaves out; `watchers` are told every finding that was asserted."""

    plan: str | None = None
    as_of: str | None = None
    lang: str = "zh"
    watchers: list[Callable[[Finding], None]] = field(default_factory=list)


DEFAULTS = Defaults()

PROPERTY = "ecocheck"
