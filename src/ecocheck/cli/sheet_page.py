"""A sheet at the terminal: the page as it is printed, and the line with which somebody signs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..bilingual import Said
from ..errors import ValueRefused
from ..records.confirmation import Sheet, printed_said
from ..vocabulary.model import Vocabulary
from ..vocabulary.typed import read_value

TITLE = Said("核对单：{title}", "sheet: {title}")
PRINTED = Said("{n:>2}. {label}：{answer}", "{n:>2}. {label}: {answer}")
OPEN = Said("{n:>2}. {label}：（未印，另答）", "{n:>2}. {label}: (nothing printed, asked apart)")
HOW = Said(
    "逐行核对；其余如印就写确认人，不同的行写在后面，如“王工 3=…  5=…”；? 跳过，逐项回答",
    "look at each line; where the rest stands as printed write who confirms it, then the lines that differ: Wang 3=... 5=...; ? skips",
)


class Signature(NamedTuple):
    """Who signs a page, and the answers that differ from its print."""

    by: str
    lines: dict[str, str]


def page_lines(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Said]:
    """The lines of a page, numbered, and how to sign it."""
    for number, line in enumerate(sheet.lines, 1):
        fact = vocabulary.facts[line.fact]
        if line.printed:
            yield PRINTED.filled(n=number, label=fact.label, answer=printed_said(fact, line.printed, vocabulary))
        else:
            yield OPEN.filled(n=number, label=fact.label)
    yield HOW


def signature(said: str, sheet: Sheet, vocabulary: Vocabulary) -> Signature:
    """What somebody wrote under a page.

    Raises `ValueRefused` for a line that the page does not have, or an answer that its fact cannot take.

    >>> signature("王工", Sheet("policy", Said("单", "page"), (), "0"), Vocabulary())
    Signature(by='王工', lines={})
    """
    names: list[str] = []
    lines: dict[str, str] = {}
    for word in said.replace("＝", "=").split():
        number, equals, answer = word.partition("=")
        if not equals:
            names.append(word)
        elif number.isdecimal() and 1 <= int(number) <= len(sheet.lines):
            fact = vocabulary.facts[sheet.lines[int(number) - 1].fact]
            read_value(fact, answer, vocabulary)
            lines[fact.name] = answer
        else:
            raise ValueRefused("cli.no_sheet_line", line=number, lines=len(sheet.lines))
    return Signature(" ".join(names), lines)
