"""JSON: the report as it is."""

from __future__ import annotations

from ...findings.report import ReportData
from ..options import Options


def write(report: ReportData, options: Options) -> str:
    """The report with the keys of its contract."""
    return report.to_json() + "\n"
