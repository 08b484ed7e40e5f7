"""What all tests have in common: small rulebooks to change, and that none depends on how fast or how busy the machine is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from .packs import Pack
from .tiny_rulebook import Tiny

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("any machine")


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path / "rules")


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "rules")
