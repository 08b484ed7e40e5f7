"""How a report is written."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..bilingual import LANGUAGES, Said
from ..errors import UnknownName
from ..findings.own_texts import OwnTexts

Language = Literal["zh", "en"]


class Options(NamedTuple):
    """The language of a report, all rows or what matters, the user's own copies of the documents, the width and colour of a terminal."""

    lang: str = "zh"
    everything: bool = False
    texts: OwnTexts = OwnTexts()
    columns: int = 100
    colour: bool = False


def spoken(lang: Language) -> Language:
    """The language, where it is one that reports are written in; raises `UnknownName` for another."""
    if lang not in LANGUAGES:
        raise UnknownName.among(Said("语言", "language"), str(lang), LANGUAGES)
    return lang
