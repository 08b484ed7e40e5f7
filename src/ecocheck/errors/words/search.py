"""The search for records with an aim."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "search.no_such_record": Words(Said("{rule} 没有{aim}：{reason}", "{rule} has no {aim}: {reason}")),
}
