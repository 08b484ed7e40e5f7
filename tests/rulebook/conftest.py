from __future__ import annotations

from pathlib import Path

import pytest
from tiny_rulebook import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path / "rules")
