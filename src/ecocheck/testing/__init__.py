"""A kit for other people's tests: what must comply, what must break, and records made for both.

>>> from ecocheck.testing import assert_breaks
>>> riverside = {"subject": "project", "project.industry": ["C2614"], "project.construction": ["new"],
...              "site.distance.yangtze_system_bank": "760 m"}
>>> assert_breaks(riverside, rule="wz-145/chem-1km", as_of="2023-06-01")
Finding(rule='wz-145/chem-1km', ...)

Names are resolved on first use: pytest imports this package at its start for the plugin, whether or not a project uses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..errors import ComplianceError
    from .assertions import assert_breaks, assert_complies, assert_outcome
    from .strategies import boundary, boundary_cases, breaking, complying, records, undecided

_HOMES = {
    "ComplianceError": "ecocheck.errors",
    "assert_breaks": "ecocheck.testing.assertions",
    "assert_complies": "ecocheck.testing.assertions",
    "assert_outcome": "ecocheck.testing.assertions",
    "boundary": "ecocheck.testing.strategies",
    "boundary_cases": "ecocheck.testing.strategies",
    "breaking": "ecocheck.testing.strategies",
    "complying": "ecocheck.testing.strategies",
    "records": "ecocheck.testing.strategies",
    "undecided": "ecocheck.testing.strategies",
}

__all__ = [
    "ComplianceError",
    "assert_breaks",
    "assert_complies",
    "assert_outcome",
    "boundary",
    "boundary_cases",
    "breaking",
    "complying",
    "records",
    "undecided",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'ecocheck.testing' has no attribute '{name}'")
    try:
        found = getattr(import_module(_HOMES[name]), name)
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise ImportError(f"ecocheck.testing.{name} needs hypothesis: pip install 'ecocheck[testing]'") from error
    if _HOMES[name].startswith(__name__):
        found.__module__ = __name__  # it shows as users know it
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
