"""The service under test. Without fastapi and httpx the tests are skipped, except in CI, where that would hide them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

if os.environ.get("CI", "").lower() != "true":
    WHY = "the example needs fastapi and httpx: pip install -r requirements.txt"
    pytest.importorskip("fastapi", reason=WHY)
    pytest.importorskip("httpx", reason=WHY)

from fastapi.testclient import TestClient  # noqa: E402

import permits  # noqa: E402

Approve = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="session")
def approve() -> Iterator[Approve]:
    """Files an application and asks for its approval: the status, and what is said."""
    with TestClient(permits.app) as client:

        def ask(facts: dict[str, Any], on: str = "2023-06-01", closed: list[str] | None = None) -> tuple[int, Any]:
            client.post("/applications", json={"id": "A1", "facts": facts}).raise_for_status()
            answer = client.post("/applications/A1/approval", json={"on": on, "closed": closed or []})
            return answer.status_code, answer.json().get("detail", answer.json())

        yield ask


@pytest.fixture(scope="session")
def approve_all(approve: Approve) -> Approve:
    """The same, with an officer who waves through everything that is open."""

    def ask(facts: dict[str, Any], on: str = "2023-06-01") -> tuple[int, Any]:
        return approve(facts, on, [rule.id for rule in permits.plan().rules])

    return ask
