"""The table of trades, GB/T 4754-2017 with amendment 1: 20 sections, 97 divisions, 473 groups, 1,382 classes.

It is read when a record first names a trade; rules and judging need the form of a code only.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from .model import industry_code
from .spelling import half_width, spelled

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
    wanted = spelled(word)
    return {code: name for code, name in industries().items() if wanted in half_width(name) or code.lower() == wanted}


def _spelled(text: str) -> list[str]:
    """A text as codes are spelled, with its letter; a number of three digits may lack the nought at its front."""
    plain = half_width(text).upper()
    forms = [plain, f"0{plain}"] if len(plain) == 3 and plain.isdigit() and plain[0] != "0" else [plain]
    return [industry_code(form) or form for form in forms]


def trades_meant(text: str) -> list[str]:
    """The codes that exist and that `text` may mean. Excel drops the nought of 0131 (cotton), so that 131 may be that or C131 (grain mills).

    >>> trades_meant("0131"), trades_meant("610"), trades_meant("131"), trades_meant("390")
    (['A0131'], ['B0610'], ['C131', 'A0131'], [])
    """
    return [code for code in _spelled(text) if code in industries()]


def trades_near(text: str, most: int = 6) -> list[str]:
    """The codes that a text which names none may have been meant for: by their name, by where they stand, by their spelling.

    >>> trades_near("有机化学原料制造"), trades_near("C2610")[:2], trades_near("390", 4)
    (['C2614'], ['C261', 'C2611'], ['C39', 'C391', 'A039', 'A0391'])
    """
    from difflib import get_close_matches

    meant = _spelled(text)
    named = [code for code, name in industries().items() if half_width(name) == meant[0]] or [*industries_named(text)]
    beneath = [code for one in meant for code in _beside(one)[: most // len(meant)]]
    return (named or beneath or get_close_matches(meant[0], industries(), n=most, cutoff=0.5))[:most]


def _beside(code: str) -> list[str]:
    """The division or group that would hold a code, and what else it holds."""
    while len(code) > 3 and code not in industries():
        code = code[:-1]
    return [other for other in industries() if other.startswith(code)] if len(code) >= 3 else []
