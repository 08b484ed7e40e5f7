"""Checks on what a rule says of itself: title, topic, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bilingual import LANGUAGES, Said
from ...logic.conditions import named_in
from ...rulebook.model import Rule
from .model import Desk, Remark

_TOPICS = "air water soil noise waste radiation ecology energy climate industry risk chemicals farming transport space process"
TOPICS = tuple(_TOPICS.split())
LONGEST_TITLE = {"rule": (30, 120), "attestation": (40, 140), "duty": (40, 140)}
#: What a text in a language must hold, and what is said where it does not.
_LETTERS = (
    ("zh", re.compile("[一-鿿]"), Said("里没有中文", "holds no Chinese")),
    ("en", re.compile("[A-Za-z]{2}"), Said("不是英文", "is not English")),
)


def titles_too_long(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        for lang, most in zip(LANGUAGES, LONGEST_TITLE.get(rule.form, (40, 140)), strict=True):
            text = rule.title[lang]
            if len(text) > most:
                yield Remark(rule.id, desk.sources.mark(rule, "title", lang), lang=lang, length=len(text), most=most)


def topic_unknown(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        if rule.topic and rule.topic not in TOPICS:
            yield Remark(rule.id, desk.sources.mark(rule, "topic"), topic=rule.topic, topics=" ".join(TOPICS))


def topic_missing(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        if not rule.topic and rule.form in ("rule", "attestation"):
            yield Remark(rule.id, desk.sources.mark(rule))


def wrong_language(desk: Desk) -> Iterator[Remark]:
    """Texts that stand under the key of the other language."""
    for rule in desk.rules:
        for name, text in _texts(rule):
            for lang, letters, found in _LETTERS:
                if text[lang] and not letters.search(text[lang]):
                    yield Remark(rule.id, desk.sources.mark(rule, name, lang), where=f"{name}.{lang}", found=found)


def _texts(rule: Rule) -> Iterator[tuple[str, Said]]:
    yield "title", rule.title
    yield "note", rule.note
    yield "shows", rule.evidence
    yield "who", rule.who
    for place, exemption in enumerate(rule.exempt, 1):
        yield f"exempt_when[{place}].note", exemption.note
        yield f"exempt_when[{place}].source", exemption.source


def exemptions_judged_without_note(desk: Desk) -> Iterator[Remark]:
    """A doubt inside an exemption that neither the exemption nor the rule explains is refused on reading; here, one that only the
    rule's note could explain while the rule itself has a doubt of its own."""
    for rule in desk.rules:
        own = any(named_in(part).person for part in (rule.scope, rule.require) if part is not None)
        for exemption in rule.exempt:
            doubtful = named_in(exemption.when).person
            if doubtful and not exemption.note and (own or not rule.note):
                yield Remark(rule.id, desk.sources.mark(rule, "exempt_when"), exemption=exemption.id)
