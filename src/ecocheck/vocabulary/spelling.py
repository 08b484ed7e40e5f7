"""One spelling for what people type in several: full-width signs, look-alike dashes, unit glyphs, odd spaces.

NFKC itself will not do: it turns ``10³`` into ``103`` and ``½`` into ``1⁄2``, which are other numbers.
"""

from __future__ import annotations

import re

_AREAS = {"㎡": "m2", "㎢": "km2", "㎥": "m3"}
_LENGTHS = {"㎞": "km", "㎝": "cm", "㎜": "mm"}
_AMOUNTS = {"㎎": "mg", "㎏": "kg", "㎍": "μg", "㎖": "mL", "ℓ": "L", "㎾": "kW", "㎿": "MW", "㏃": "Bq", "℃": "°C", "µ": "μ"}
_SIGNS = dict(zip("≦⩽≧⩾﹤﹥﹪≒〜∼∕・⋅•‧﹣‐‑‒–−―", "≤≤≥≥<>%≈~~/····------—", strict=True))
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_SPACES = "\u00a0\u1680\u202f\u205f\u3000\t\n\r\v\f" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"

_TABLE = str.maketrans(
    {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | _AREAS
    | _LENGTHS
    | _AMOUNTS
    | _SIGNS
    | _SUPERSCRIPTS
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_INVISIBLE, "")
)
_POWER = re.compile("(?<=[0-9０-９])(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])")
_INDEX = re.compile("(?<=[A-Za-zＡ-Ｚａ-ｚ])[₀₁₂₃₄₅₆₇₈₉]+")


def half_width(text: str) -> str:
    """The text with half-width digits, letters and signs, one kind of dash, tilde, dot and space, and no outer spaces.

    Chinese stays as it is. A power after a digit keeps its caret, so that a number is never changed into another one.

    >>> half_width("　１．５～２　ｍｇ／Ｌ（≦３％） ")
    '1.5~2 mg/L(≤3%)'
    >>> half_width("10⁴ m³"), half_width("µg"), half_width("CO₂")
    ('10^4 m3', 'μg', 'CO2')
    """
    if text.isascii():
        return text.translate(_TABLE).strip() if not text.isprintable() else text.strip()
    text = _INDEX.sub(lambda found: "".join(_SUBSCRIPTS[digit] for digit in found[0]), text)
    return _POWER.sub("^", text).translate(_TABLE).strip()


def spelled(text: str) -> str:
    """What is compared of a name that people write: half width, lower case, no spaces.

    >>> spelled(" ＰＭ2.5 年均浓度")
    'pm2.5年均浓度'
    """
    return half_width(text).lower().replace(" ", "")
