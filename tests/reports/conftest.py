"""Reports to write: the made-up projects of the examples with every outcome, and a record that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.findings.decisions import read_decisions
from ecocheck.findings.waivers import read_waivers
from ecocheck.reports.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples" / "wanzhou"
HOSTILE = "</script><script>document.title='harmed'</script><img src=x onerror=\"document.title='harmed'\">&amp;'\"|=1+1<!--<script </script x"


@pytest.fixture(scope="session")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


@pytest.fixture(scope="session")
def report(book: ecocheck.Rulebook) -> Report:
    """Thirteen records; every outcome occurs."""
    waivers, decisions = read_waivers(EXAMPLES / "waivers.yaml"), read_decisions(EXAMPLES / "decisions.yaml")
    return book.check(EXAMPLES / "projects.yaml", waivers=waivers, decisions=decisions)


@pytest.fixture(scope="session")
def hostile(book: ecocheck.Rulebook) -> Report:
    """One record whose name, id and sources try to be markup, script or formula."""
    return book.check(
        {
            "subject": "project",
            "id": '=HYPERLINK("http://x")',
            "name": HOSTILE,
            "site.distance.yangtze_system_bank": {"value": "0.76 km", "source": HOSTILE},
            "project.industry": ["C2614"],
            "project.construction": ["new"],
            "project.approved_on": "2023-05-01",
            "noise.zone": HOSTILE,
        },
        "2023-06-01",
    )
