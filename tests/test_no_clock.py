"""No test depends on how fast the machine is: no deadline, no clock, no patience shorter than what a hanging program takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from hypothesis.errors import DeadlineExceeded, Flaky

ROOT = Path(__file__).resolve().parent.parent
#: The profile is made in the one, and the other shows what a deadline does.
ALLOWED = (ROOT / "tests" / "conftest.py", Path(__file__).resolve())
OWN = sorted(path for path in (ROOT / "tests").rglob("*.py") if path not in ALLOWED)
#: Tests that run without the profile of `tests/conftest.py`: each `settings` and `find` says itself that there is no deadline.
APART = sorted((ROOT / "examples").rglob("test_*.py"))
CLOCKS = frozenset(
    ("perf_counter", "monotonic", "process_time", "thread_time", "perf_counter_ns", "monotonic_ns", "sleep", "timeit")
)


def faults(source: str, profile: bool) -> Iterator[str]:
    """What in a module may make its tests depend on the machine; `profile` tells whether the profile of the tests is loaded for it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            yield from (
                f"line {node.lineno}: the clock {alias.name}"
                for alias in node.names
                if module in ("time", "timeit") or (isinstance(node, ast.Import) and alias.name in ("time", "timeit"))
            )
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"line {node.lineno}: the clock {node.attr}"
        elif isinstance(node, ast.Call):
            yield from (f"line {node.lineno}: {fault}" for fault in _faults_of_call(node, profile))


def _faults_of_call(node: ast.Call, profile: bool) -> Iterator[str]:
    called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    if given.get("deadline", "None") != "None":
        yield "a deadline"
    if given.get("timeout", "PATIENCE") != "PATIENCE":
        yield "a time limit that is not PATIENCE"
    if "too_slow" not in (checks := given.get("suppress_health_check", "too_slow")) and checks != "list(HealthCheck)":
        yield "the health check too_slow is turned on again"
    if called in ("register_profile", "load_profile", "get_profile"):
        yield "another profile"
    if not profile and called == "settings" and "deadline" not in given:
        yield "settings with the deadline of hypothesis"
    if not profile and called == "find" and isinstance(node.func, ast.Name) and "settings" not in given:
        yield "find with the deadline of hypothesis"


@pytest.mark.parametrize("path", [*OWN, *APART], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_test_depends_on_the_machine(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"), profile=path in OWN)) == []


def test_the_profile_of_the_tests_has_no_deadline() -> None:
    assert settings().deadline is None
    assert settings(max_examples=2).deadline is None
    assert {HealthCheck.too_slow, HealthCheck.data_too_large} <= set(settings().suppress_health_check)


@pytest.fixture
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which a second goes by whenever somebody looks at the clock."""
    seconds = count()
    monkeypatch.setattr("time.perf_counter", lambda: float(next(seconds)))


@pytest.mark.usefixtures("slow_machine")
def test_find_finds_on_a_slow_machine() -> None:
    assert find(st.sampled_from((1, 4)), lambda number: number > 3) == 4


@pytest.mark.usefixtures("slow_machine")
def test_a_deadline_would_fail_on_a_slow_machine() -> None:
    with pytest.raises((DeadlineExceeded, Flaky)):
        find(st.sampled_from((1, 4)), lambda number: number > 3, settings=settings(deadline=200))


@pytest.mark.parametrize(
    ("source", "profile"),
    [
        ("@settings(deadline=200)\ndef test(): ...", True),
        ("find(some, holds, settings=settings(deadline=timedelta(seconds=9)))", True),
        ("settings(suppress_health_check=[HealthCheck.filter_too_much])", True),
        ("settings.load_profile('default')", True),
        ("import time\nbegan = time.perf_counter()", True),
        ("from time import monotonic", True),
        ("running.communicate(timeout=60)", True),
        ("find(some, holds)", False),
        ("@settings(max_examples=9)\ndef test(): ...", False),
    ],
)
def test_what_depends_on_the_machine_is_seen(source: str, profile: bool) -> None:
    assert list(faults(source, profile))


@pytest.mark.parametrize(
    ("source", "profile"),
    [
        ("find(some, holds)", True),
        ("text.find(sign)", False),
        ("@settings(max_examples=9, deadline=None)\ndef test(): ...", False),
        ("settings(suppress_health_check=list(HealthCheck))", True),
        ("running.communicate(timeout=PATIENCE)", True),
        ("from datetime import time", True),
    ],
)
def test_what_does_not_depend_on_the_machine_is_let_be(source: str, profile: bool) -> None:
    assert list(faults(source, profile)) == []
