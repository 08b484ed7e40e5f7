"""A text in two languages, and which name a misspelt one was meant to be.

Everything that ecocheck says to a person it says in Chinese and in English; both are made together and one is chosen last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from difflib import SequenceMatcher

LANGUAGES = ("zh", "en")


class Said(Struct, frozen=True):
    """A text in Chinese and in English; as JSON ``{"zh": ..., "en": ...}``.

    >>> word = Said("符合", "pass")
    >>> word["zh"], word["en"], bool(word), bool(Said())
    ('符合', 'pass', True, False)
    """

    zh: str = ""
    en: str = ""

    def __getitem__(self, lang: str) -> str:
        if lang == "zh":
            return self.zh
        if lang == "en":
            return self.en
        raise KeyError(lang)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def keys(self) -> tuple[str, ...]:
        """The languages, so that ``dict(said)`` is the text as JSON has it."""
        return LANGUAGES

    def filled(self, **parts: object) -> Said:
        """The text with its ``{parts}`` put in, each in the language of the text; lists are joined as the language joins them.

        >>> Said("可用：{names}", "use one of: {names}").filled(names=[Said("噪声", "noise"), "pm25"])
        Said(zh='可用：噪声、pm25', en='use one of: noise, pm25')
        """
        return Said(*(self[lang].format(**{name: told(part, lang) for name, part in parts.items()}) for lang in LANGUAGES))

    def join(self, parts: Iterable[Said]) -> Said:
        """The parts joined by this text, in each language, as `str.join` joins.

        >>> Said("；", "; ").join([Said("噪声", "noise"), Said("大气", "air")])
        Said(zh='噪声；大气', en='noise; air')
        """
        members = list(parts)
        return Said(*(self[lang].join(member[lang] for member in members) for lang in LANGUAGES))


class _Unsaid(Said, frozen=True, omit_defaults=True):
    pass


#: No text, in a place that may be left empty; as JSON ``{}``.
UNSAID: Said = _Unsaid()


#: How a language joins the members of a list, two clauses of a sentence, lines.
COMMA = Said("、", ", ")
SEMICOLON = Said("；", "; ")
LINES = Said("\n", "\n")


def told(part: object, lang: str) -> object:
    """A part of a sentence in one language: a `Said` in it, a list or plain tuple joined, all else (a place too) as it is."""
    if isinstance(part, Said):
        return part[lang]
    if isinstance(part, list) or type(part) is tuple:
        return COMMA[lang].join(str(told(member, lang)) for member in part)
    return part


def nearest(word: str, words: Iterable[str], n: int = 1) -> tuple[str, ...]:
    """The words that were most likely meant, best first; nothing where none is near.

    Compares whole names, their last parts (`distance` for `site.distance`) and beginnings, without regard to case,
    full width, hyphens and blanks.

    >>> nearest("titel", ["title", "tests", "clause"])
    ('title',)
    >>> nearest("industry", ["project.industry", "project.involves"])
    ('project.industry',)
    >>> nearest("噪音", ["噪声", "水质"])
    ('噪声',)
    """
    from difflib import SequenceMatcher  # only a misspelt name needs it

    meant = folded(word[:100])
    if not meant:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(meant)
    scored = []
    for candidate in dict.fromkeys(words):
        score = _likeness(meant, folded(candidate), matcher)
        if score:
            scored.append((-score, abs(len(candidate) - len(word)), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:n])


def _likeness(meant: str, candidate: str, matcher: SequenceMatcher[str]) -> float:
    if meant == candidate:
        return 2.0
    if "." in candidate and candidate.rpartition(".")[2] == meant.rpartition(".")[2]:
        same_tail = 0.7 + 0.2 * ("." not in meant)
    else:
        same_tail = 0.0
    short, long = sorted((meant, candidate), key=len)
    within = 0.5 + 0.4 * len(short) / len(long) if len(short) >= (2 if not short.isascii() else 3) and short in long else 0.0
    # Two-character Chinese words with one wrong character have a ratio of 0.5.
    least = 0.6 if meant.isascii() else 0.5
    matcher.set_seq1(candidate)
    ratio = matcher.ratio() if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least else 0.0
    return max(same_tail, within, ratio if ratio >= least else 0.0)


def folded(word: str) -> str:
    """A name without regard to case, full width, hyphens and blanks."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", word).strip().casefold())


def did_you_mean(word: str, known: Iterable[str]) -> Said:
    """A hint with the nearest of the known names, empty where none is near.

    >>> did_you_mean("projct", ["project", "farm"])["en"]
    "did you mean 'project'?"
    """
    near = nearest(word, known, 3)
    return Said(f"是不是“{'”“'.join(near)}”？", f"did you mean {' or '.join(map(repr, near))}?") if near else Said()


#: What steers a terminal or a reader's eye without being seen: controls, marks of direction, characters of no width, halves of characters.
#: Line feed and tab stay, and so do the marks that choose the form of a Chinese character in a name.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """A text of somebody else's as it can be shown: what is not seen, yet works, is a replacement character.

    >>> visible("P1\\x1b[2J\\u202e合格")
    'P1�[2J�合格'
    """
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
