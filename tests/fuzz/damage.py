"""How an input is damaged: bytes, words and lines are cut, doubled, swapped and replaced by what is known to hurt."""

from __future__ import annotations

import io
import zipfile
from random import Random

#: What has hurt readers before, of this project and others.
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\0", "\ufeff", "\u202e", "\ud800", "\\ud800", "\x1b[2J", "\r", "\r\n", "\u2028", "，", "：", "“", "NaN", "inf", "-0", "1e999", "9" * 400,
        "0x10", "１２", "½", "10⁴", "约", "<", ">=", "±", "~", "%", "‰", "t/h", "mg/m³", "0000-00-00", "9999-12-31", "2023-02-30", "去年",
        "none", "无", "null", "~", "*a", "&a", "!!python/object:os.system", "<<", "---", "- ", "? ", "{", "}", "[", "]", '"', "'", "#", "|", ">",
        "=cmd|' /C calc'!A0", "@SUM(1)", "../", "/", "\\", "id", "subject", "records", "project", "site", "attested", "complete", "\t", " ",
        "(" * 200, "[" * 200, "{a: " * 60, "**", "//", "lambda", "__class__", "import", "round(1, 99999999)", "2 ** 2 ** 9", "1/0",
    )
)  # fmt: skip


def damaged(content: bytes, random: Random) -> bytes:
    """The content with one to six things done to it."""
    found = bytearray(content)
    for _ in range(random.randint(1, 6)):
        place, length = random.randrange(len(found) + 1), random.choice((1, 1, 2, 4, 16, 64))
        match random.randrange(7):
            case 0:
                del found[place : place + length]
            case 1 if place < len(found):
                found[place] ^= 1 << random.randrange(8)
            case 2:
                found[place:place] = random.choice(TOKENS)
            case 3:
                found[place : place + length] = random.choice(TOKENS)
            case 4:
                found[place:place] = found[place : place + length] * random.choice((1, 2, 40))
            case 5:
                lines = bytes(found).splitlines(keepends=True)
                random.shuffle(lines)
                found = bytearray(b"".join(lines)) if len(found) < 10_000 else found
            case _:
                found[place : place + length] = random.randbytes(length)
    return bytes(found)


def damaged_inside(content: bytes, random: Random) -> bytes:
    """A zip with one of its parts damaged and packed anew, so that what reads the parts is reached; or the zip itself damaged."""
    if random.random() < 0.3:
        return damaged(content, random)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        hurt = random.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), random) if name == hurt else old.read(name))
    return made.getvalue()
