"""Files as such, and fields of strict YAML."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "source.problems": Words(Said("{lines}", "{lines}")),
}
