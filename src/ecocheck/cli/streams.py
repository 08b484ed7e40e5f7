"""The streams that the command line writes to: what their encoding cannot hold, what a terminal would obey, a reader that went away."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import unicodedata
import warnings
from typing import TextIO

_NEAREST = {"▶": ">", "■": "*", "━": "=", "─": "-", "✗": "x", "✎": "*", "→": "->", "☑": "[x]", "☐": "[ ]"}


def prepare() -> None:
    """Makes both streams say what they can: a sign that the encoding of the terminal lacks is written as the nearest that it has.

    Of an error, one line is said; what else fails while half-made things are thrown away, and what libraries remark, says nothing more.
    """
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda _: None
    codecs.register_error("ecocheck", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="ecocheck")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    said = "".join(map(_in, error.object[error.start : error.end]))
    return _held(said, error.encoding), error.end


def _in(sign: str) -> str:
    plain = _NEAREST.get(sign) or unicodedata.normalize("NFKC", sign)
    return plain if plain != sign else "?"


def _held(said: str, encoding: str) -> str:
    try:
        said.encode(encoding)
    except UnicodeEncodeError:
        return "?" * len(said)
    return said


def out(utf8: bool) -> TextIO:
    """The standard output, in `utf8` whatever the terminal speaks where the format asks for it."""
    if utf8 and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def let_go() -> None:
    """Lets the standard output lead nowhere, so that the end of the program does not stumble over a reader that went away."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
