"""JSON Lines: a finding a line, with the keys of a finding; for streams and databases."""

from __future__ import annotations

import json

import msgspec

from ...errors import Problem
from ...findings.report import ReportData
from ..options import Options


def write(report: ReportData, options: Options) -> str:
    """Every finding as one line of JSON, and a line for each record that could not be read, with where it stands and why."""
    refused = (_refused(problem) for problem in report.problems if problem.refused)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (*map(msgspec.to_builtins, report.findings), *refused))


def _refused(problem: Problem) -> dict[str, object]:
    message = problem.to_dict()["message"]
    return {"record": problem.place, "outcome": "error", "reason": "refused", "place": str(problem.mark), "message": message}
