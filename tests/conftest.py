"""What all tests have in common: small rulebooks to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from .packs import Pack
from .tiny_rulebook import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path / "rules")


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "rules")
