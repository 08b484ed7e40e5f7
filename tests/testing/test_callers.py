"""An error of the kit points at the line of the test that called, with no frame of the package on the way."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecocheck import testing
from ecocheck.errors import UnknownName
from ecocheck.testing import callers

pytest_plugins = ["pytester"]

RECORD = {"id": "P1", "subject": "project", "project.industry": ["C2614"], "project.construction": ["new"]}
DAY = "2023-06-01"
CHEM = "wz-145/chem-1km"

WRONG: dict[str, Callable[[], Any]] = {
    "assert_complies": lambda: testing.assert_complies(RECORD, plan="wanzhuo", as_of=DAY),
    "its rules": lambda: testing.assert_complies(RECORD, plan="wanzhou", as_of=DAY, rules="wz-145/chem-1kn"),
    "assert_breaks": lambda: testing.assert_breaks(RECORD, "wz-145/chem-1kn", as_of=DAY),
    "assert_outcome": lambda: testing.assert_outcome(RECORD, CHEM, "fial", as_of=DAY),  # type: ignore[arg-type]
    "its reason": lambda: testing.assert_outcome(RECORD, CHEM, "review", as_of=DAY, reason="becuase"),
    "its missing": lambda: testing.assert_outcome(RECORD, CHEM, "unknown", as_of=DAY, missing="site.distance.yangtze_bank"),
    "complying": lambda: testing.complying("wz-145/chem-1kn"),
    "breaking": lambda: testing.breaking("wz-154/chem-1km"),
    "undecided": lambda: testing.undecided("wz-145/chem-1kn", plan="wanzhou"),
    "boundary": lambda: testing.boundary("wz-145/chem-1kn"),
    "boundary_cases": lambda: testing.boundary_cases("wz-145/chem-1kn"),
    "records": lambda: testing.records("wanzhou", "prject"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_an_unknown_name_is_raised_at_the_line_that_wrote_it(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        WRONG[name]()
    told = traceback.TracebackException.from_exception(caught.value)
    own = [frame for frame in told.stack if frame.filename == __file__]
    assert "testing." in (own[-1].line or "")
    assert {Path(frame.filename) for frame in told.stack} == {Path(__file__), Path(str(callers.__file__))}
    assert told.stack[-1].filename == callers.__file__  # the one frame, which pytest hides
    assert (told.__cause__, told.__context__ if not told.__suppress_context__ else None) == (None, None)


def test_what_does_not_hold_and_what_cannot_be_read_come_the_same_way(tmp_path: Path) -> None:
    torn = tmp_path / "torn.yaml"
    torn.write_text("records: [", encoding="utf-8")
    for record in (RECORD, torn):
        with pytest.raises(testing.ComplianceError) as caught:
            testing.assert_complies(record, plan="wanzhou", as_of=DAY)
        assert len(traceback.extract_tb(caught.value.__traceback__)) == 2


def test_pytest_shows_the_line_of_the_test_alone(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        f"""
        from ecocheck.testing import assert_breaks

        def test_works():
            assert_breaks({RECORD!r}, "wz-145/chem-1kn", as_of="{DAY}")
        """
    )
    ran = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    ran.stdout.fnmatch_lines(["*assert_breaks(*wz-145/chem-1kn*", "E*UnknownName*did you mean 'wz-145/chem-1km'*"])
    ran.stdout.no_fnmatch_line("*callers.py*")
    ran.stdout.no_fnmatch_line("*book.py*")
