"""A permit office's service: it takes applications for projects and approves those that comply with the district's plan.

Run it with `uvicorn permits:app`. An approval is refused while anything is broken, whatever an officer says; what is open, because a fact is missing
or a person must judge, is refused until the facts are given or an officer has closed that very rule by name.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

import ecocheck

PLAN = "wanzhou"
app = FastAPI(title="Permit office")
applications: dict[str, dict[str, Any]] = {}


class Application(BaseModel):
    """What an applicant states about a project: facts as `ecocheck facts project` lists them."""

    id: str
    facts: dict[str, Any]


class Decision(BaseModel):
    """An officer's wish to approve: the day judged, and the rules that the officer has looked into and closed."""

    on: date
    closed: list[str] = []


@lru_cache(maxsize=1)
def plan() -> ecocheck.Rulebook:
    return ecocheck.load(PLAN)


@app.post("/applications", status_code=201)
def apply(application: Application) -> dict[str, str]:
    # The office decides what is judged and when; an applicant's own words on that are not facts.
    facts = {name: value for name, value in application.facts.items() if name not in ("id", "subject", "as_of", "attested")}
    applications[application.id] = {**facts, "id": application.id, "subject": "project"}
    return {"id": application.id}


@app.post("/applications/{name}/approval")
def approve(name: str, decision: Decision) -> dict[str, Any]:
    record = applications.get(name)
    if record is None:
        raise HTTPException(404, "no such application")
    report = plan().check(record, as_of=decision.on)
    refusal = reasons(report, set(decision.closed))
    if refusal:
        raise HTTPException(409, refusal)
    return {"approved": name, "rulebook": report.receipt.rulebook}


def reasons(report: ecocheck.Report, closed: set[str]) -> dict[str, Any]:
    """Why the application cannot be approved; empty where it can."""
    broken = [finding for finding in report.findings if finding.outcome == "fail"]
    unusable = [problem.text("en") for problem in report.problems if problem.severity == "error"]
    pending = [
        finding
        for finding in report.findings
        if finding.outcome in ("error", "review", "unknown")
        and finding.rule not in closed
        and finding.worst in ("", "fail", "review")
    ]
    met = any(finding.outcome in ("pass", "exempt") for finding in report.findings)
    if met and not (broken or unusable or pending):
        return {}
    return {
        "verdict": report.verdict,
        "broken": [{"rule": f.rule, "clause": f.clause.id, "why": f.message["en"]} for f in broken],
        "open": sorted({finding.rule for finding in pending}),
        "unusable": unusable,
        "ask": [question.fact for question in report.questions[:5]],
    }
