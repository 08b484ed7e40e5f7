"""JSON Lines: a finding a line, with the keys of a finding; for streams and databases."""

from __future__ import annotations

import json

import msgspec

from ..findings.report import Report
from .formats import Options


def write(report: Report, options: Options) -> str:
    """Every finding as one line of JSON."""
    return "".join(json.dumps(msgspec.to_builtins(finding), ensure_ascii=False) + "\n" for finding in report.findings)
