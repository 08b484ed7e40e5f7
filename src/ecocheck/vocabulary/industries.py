"""The table of trades, GB/T 4754-2017 with amendment 1: 20 sections, 97 divisions, 473 groups, 1,382 classes.

It is read when somebody first asks for it: reading records and judging them needs the form of a code only.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from .spelling import half_width

FILE = "industries.txt"


@cache
def industries() -> MappingProxyType[str, str]:
    """Every code with its letter, and its name in Chinese, in the order of the table.

    >>> industries()["C2614"], industries()["B"], len(industries())
    ('有机化学原料制造', '采矿业', 1972)
    """
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return MappingProxyType(dict(line.split(" ", 1) for line in text.splitlines()))


def industries_named(word: str) -> dict[str, str]:
    """The codes whose name or code holds a word, classes beside the groups and divisions above them.

    >>> list(industries_named("塑料薄膜").items())
    [('C2921', '塑料薄膜制造')]
    """
    wanted = half_width(word).lower().replace(" ", "")
    return {code: name for code, name in industries().items() if wanted in half_width(name) or code.lower() == wanted}
