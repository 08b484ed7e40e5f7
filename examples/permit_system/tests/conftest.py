"""The service under test. Without fastapi and httpx its tests are skipped with a reason, except in CI, where that would hide them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

MISSING = [name for name in ("fastapi", "httpx") if find_spec(name) is None]
Approve = Callable[..., tuple[int, Any]]


class Skipped(pytest.Module):
    """A test file whose service cannot run here."""

    def collect(self) -> Any:
        pytest.skip(f"needs {', '.join(MISSING)}: pip install -r requirements.txt", allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    if MISSING and os.environ.get("CI", "").lower() != "true":
        return Skipped.from_parent(parent, path=module_path)
    return None


@pytest.fixture(scope="session")
def approve() -> Iterator[Approve]:
    """Files an application and asks for its approval: the status, and what is said."""
    import permits
    from fastapi.testclient import TestClient

    with TestClient(permits.app) as client:

        def ask(facts: dict[str, Any], on: str = "2023-06-01", closed: list[str] | None = None) -> tuple[int, Any]:
            client.post("/applications", json={"id": "A1", "facts": facts}).raise_for_status()
            answer = client.post("/applications/A1/approval", json={"on": on, "closed": closed or []})
            return answer.status_code, answer.json().get("detail", answer.json())

        yield ask


@pytest.fixture(scope="session")
def approve_all(approve: Approve) -> Approve:
    """The same, with an officer who waves through everything that is open."""
    import permits

    def ask(facts: dict[str, Any], on: str = "2023-06-01") -> tuple[int, Any]:
        return approve(facts, on, [rule.id for rule in permits.plan().rules])

    return ask
