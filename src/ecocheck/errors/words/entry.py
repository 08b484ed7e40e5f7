"""One entry of the table of words."""

from __future__ import annotations

from typing import NamedTuple

from ...bilingual import Said


class Words(NamedTuple):
    """What is wrong, and the way out where one can be named."""

    said: Said
    hint: Said = Said()
