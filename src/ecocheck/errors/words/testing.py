"""The kit for other people's tests."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "testing.expectation": Words(Said("{said}", "{said}")),
}
