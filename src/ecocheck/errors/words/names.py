"""Names that a user asked for."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "names.unknown": Words(Said("没有“{name}”这个{kind}", "there is no {kind} '{name}'")),
}
