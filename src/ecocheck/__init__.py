"""ecocheck checks projects, facilities, vehicles and district figures against environmental protection plans.

>>> import ecocheck
>>> book = ecocheck.load("wanzhou")
>>> report = book.check({"subject": "project", "id": "P1", "project": {"industry": "C2614", "construction": "new"}}, as_of="2023-06-01")
>>> report.verdict
'open'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from . import errors
    from .book import Rulebook
    from .errors import EcocheckError
    from .findings.model import Finding
    from .logic.outcomes import Outcome
    from .plans import load
    from .progress.model import Standing
    from .records.model import Record
    from .reports.assessment import Assessment
    from .reports.report import Report

# Names are resolved on first use, so that `import ecocheck` stays under a tenth of a second. Each shows as `ecocheck.X`, for its home
# may change; the homes say so themselves, for results are met without their class being asked for here.
_HOMES = {
    "Assessment": "reports.assessment",
    "EcocheckError": "errors",
    "Finding": "findings.model",
    "Outcome": "logic.outcomes",
    "Record": "records.model",
    "Report": "reports.report",
    "Rulebook": "book",
    "Standing": "progress.model",
    "errors": "",
    "load": "plans",
}

__all__ = [
    "Assessment",
    "EcocheckError",
    "Finding",
    "Outcome",
    "Record",
    "Report",
    "Rulebook",
    "Standing",
    "__version__",
    "errors",
    "load",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'ecocheck' has no attribute '{name}'")
    found = import_module(f".{name}", __name__) if not home else getattr(import_module(f".{home}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
