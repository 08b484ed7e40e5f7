"""JSON: the report as it is."""

from __future__ import annotations

from ...findings.report import Report
from .formats import Options


def write(report: Report, options: Options) -> str:
    """The report with the keys of its contract."""
    return report.to_json() + "\n"
