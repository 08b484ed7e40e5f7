"""How a report is written."""

from __future__ import annotations

from typing import NamedTuple

from ..findings.own_texts import OwnTexts


class Options(NamedTuple):
    """The language of a report, all rows or what matters, the user's own copies of the documents, the width and colour of a terminal."""

    lang: str = "zh"
    everything: bool = False
    texts: OwnTexts = OwnTexts()
    columns: int = 100
    colour: bool = False
