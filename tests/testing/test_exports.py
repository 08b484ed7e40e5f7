"""The public face of the kit: what it exports, and that assertions work without hypothesis."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ecocheck.testing


def test_everything_exported_resolves_and_nothing_else_does() -> None:
    assert sorted(ecocheck.testing.__all__) == [
        "ComplianceError", "assert_breaks", "assert_complies", "assert_outcome", "boundary", "boundary_cases", "breaking", "complying",
        "records", "undecided",
    ]  # fmt: skip
    assert all(callable(getattr(ecocheck.testing, name)) for name in ecocheck.testing.__all__)
    with pytest.raises(AttributeError):
        _ = ecocheck.testing.assert_compliance  # type: ignore[attr-defined]


def test_without_hypothesis_the_assertions_work_and_the_strategies_say_what_to_install() -> None:
    code = """
import sys
sys.modules["hypothesis"] = None
from ecocheck.testing import assert_breaks
try:
    from ecocheck.testing import breaking
except ImportError as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "ecocheck.testing.breaking needs hypothesis: pip install 'ecocheck[testing]'\n"
