"""What can be wrong with a YAML file, from its size and encoding to its syntax, in words that name the way out."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..bilingual import Said
from ..errors import Mark, Problem, SourceError

MOST_PROBLEMS = 100

# Tabs, control characters, line breaks that editors do not show as such (U+0085, U+2028), zero-width and direction marks,
# and halves of surrogate pairs. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
_REFUSED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_REFUSED_RUN = re.compile(f"{_REFUSED.pattern}+")


def excerpt(text: str, most: int = 40) -> str:
    """The text on one line, cut to `most` characters, safe to print."""
    flat = _REFUSED.sub("\ufffd", " ".join(text[: most * 4].split()))
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def decoded(source: str | bytes, file: str, max_bytes: int, error: type[SourceError]) -> str:
    """The text of a file, or the refusal of its size or encoding.

    Raises:
        SourceError: of class `error`; nothing was looked at beyond what it names.
    """
    size = len(source)
    if isinstance(source, str) and size <= max_bytes and not source.isascii():
        size = len(source.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise error([Problem.coded(Mark(file), "source.too_large", size=size, most=max_bytes)])
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    if source.startswith(b"PK\x03\x04"):
        raise error(
            [Problem.coded(Mark(file), "source.not_text", found=Said("压缩包或 Excel、Word 文件", "a zip, Excel or Word file"))]
        )
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise error([Problem.coded(Mark(file), "source.not_text", found=Said("UTF-16 文本", "UTF-16 text"))])
    try:
        return source.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise error([_encoding_problem(source, file, fault.start)]) from None


def _encoding_problem(source: bytes, file: str, at: int) -> Problem:
    before = source[:at].decode("utf-8").removeprefix("\ufeff")
    code = "source.encoding"
    if before.isascii():  # else some of it was UTF-8, and only this place is damaged
        try:
            source.decode("gb18030")
            code = "source.encoding_gbk"
        except UnicodeDecodeError:
            pass
    return Problem.coded(_place(before, len(before), file), code, byte=f"{source[at]:02X}")


def _place(text: str, index: int, file: str) -> Mark:
    # Line breaks are counted as YAML does: LF, CR and CRLF.
    line = 1 + text.count("\n", 0, index) + text.count("\r", 0, index) - text.count("\r\n", 0, index)
    return Mark(file, line, index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)))


def refused_characters(text: str, file: str, problems: list[Problem]) -> str:
    """Reports characters that nobody sees or that YAML forbids; gives the text with tabs as blanks and the others as U+FFFD."""
    if not _REFUSED.search(text):
        return text
    for run in _REFUSED_RUN.finditer(text):
        if len(problems) >= MOST_PROBLEMS:
            break
        char = run.group()[0]
        code = "source.tab" if char == "\t" else "source.character"
        problems.append(Problem.coded(_place(text, run.start(), file), code, name=f"U+{ord(char):04X}"))
    return _REFUSED.sub("\ufffd", text.replace("\t", " "))


class _Syntax(NamedTuple):
    pattern: str  # of libyaml's words, or of those of the parser in Python
    code: str
    opened: bool = False  # show where it began, not where the parser gave up


_SYNTAX = (
    _Syntax("mapping values are not allowed", "source.syntax_colon"),
    _Syntax("quoted scalar.*(unexpected end|document separator)", "source.syntax_quote", opened=True),
    _Syntax(r"escape|hexadecimal|hexdecimal|chr\(\)|C int|C long", "source.syntax_escape", opened=True),
    _Syntax("flow mapping", "source.syntax_braces", opened=True),
    _Syntax("flow (sequence|node)", "source.syntax_brackets", opened=True),
    _Syntax("could not find expected ':'", "source.syntax_no_colon", opened=True),
    _Syntax("cannot start any token|node content", "source.syntax_first_sign"),
    _Syntax("an (alias|anchor)", "source.syntax_anchor", opened=True),
    _Syntax(r"\btag\b", "source.syntax_tag"),
    _Syntax("sequence entries are not allowed|block collection", "source.syntax_list"),
    _Syntax("block mapping", "source.syntax_alignment"),
    _Syntax("block scalar", "source.syntax_block"),
    _Syntax("document start|directive|incompatible|version", "source.syntax_head"),
)
_NOTICED = Said("（读到第 {line} 行第 {column} 列）", " (noticed at {line}:{column})")


def syntax_problem(fault: Exception, source: str, file: str) -> Problem:
    """A parser's error in words that a reviewer understands."""
    said = getattr(fault, "problem", None) or str(fault)
    words = f"{getattr(fault, 'context', None) or ''} {said}"
    at: Any = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    began: Any = getattr(fault, "context_mark", None) or at
    mark = Mark(file, at.line + 1, at.column + 1) if at else Mark(file)
    known = next((row for row in _SYNTAX if re.search(row.pattern, words, re.DOTALL)), None)
    if known is None:
        return Problem.coded(mark, "source.syntax_other", said=excerpt(said, 120))
    noticed = Said()
    if known.opened and began:
        if (began.line, began.column) != (at.line, at.column):
            noticed = _NOTICED.filled(line=at.line + 1, column=at.column + 1)
        mark = Mark(file, began.line + 1, began.column + 1)
    return Problem.coded(mark, known.code, hint=_full_width(source, at, began) if at else None, noticed=noticed)


_HALF_WIDTH = dict(zip("：，“”‘’｛｝［］", (": ", ", ", '"', '"', "'", "'", "{", "}", "[", "]"), strict=True))
_WIDE_KEY = re.compile(r"^\s*(?:- +)?[\w.$/-]+(：)")
_WIDE_MARK = re.compile(r"(?:[:,\[{-]|^)\s*([“”‘’｛｝［］])")


def _full_width(source: str, at: Any, began: Any) -> Said | None:
    """A hint where a line at the error uses Chinese punctuation in the place of YAML's."""
    lines = re.split("\r\n|\r|\n", source)
    near = lines[max(0, at.line - 1) : at.line + 1]
    opened = source[began.index : at.index] if source[began.index : began.index + 1] in ("{", "[") else ""
    found = next((hit for line in near for pattern in (_WIDE_KEY, _WIDE_MARK) if (hit := pattern.search(line))), None)
    sign = found.group(1) if found else next((char for char in opened if char in "，："), None)
    if sign is None:
        return None
    half = _HALF_WIDTH[sign]
    return Said(
        f"附近有全角符号“{sign}”，YAML 只认半角“{half}”；作为文字则给整段文字加引号",
        f"there is a full-width '{sign}' near by, YAML needs '{half}'; put the whole text in quotes if it is meant",
    )
