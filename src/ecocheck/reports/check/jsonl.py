"""JSON Lines: a finding a line, with the keys of a finding; for streams and databases."""

from __future__ import annotations

import json

import msgspec

from ...findings.report import ReportData
from ..options import Options


def write(report: ReportData, options: Options) -> str:
    """Every finding as one line of JSON, and a line for each record that could not be read, with where it stands and why."""
    refused = (
        {"record": p.place, "outcome": "error", "reason": "refused", "place": str(p.mark), "message": {"zh": p.zh, "en": p.en}}
        for p in report.problems
        if p.code == "refused"
    )
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (*map(msgspec.to_builtins, report.findings), *refused))
