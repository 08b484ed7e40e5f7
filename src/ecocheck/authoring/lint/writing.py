"""Checks on what a rule says of itself: title, topic, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bilingual import LANGUAGES, Said
from ...rulebook.model import Rule
from .model import Desk, Remark

TOPICS = (
    "air", "water", "soil", "noise", "waste", "radiation", "ecology", "energy", "climate", "industry", "risk", "chemicals",
    "farming", "transport", "space", "process",
)  # fmt: skip
LONGEST_TITLE = {"rule": (30, 120), "attestation": (40, 140), "duty": (40, 140)}
_HAN, _LATIN = re.compile("[一-鿿]"), re.compile("[A-Za-z]{2}")


def titles_too_long(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        for lang, most in zip(LANGUAGES, LONGEST_TITLE.get(rule.form, (40, 140)), strict=True):
            text = rule.title[lang]
            if len(text) > most:
                yield Remark(
                    rule.id, desk.sources.mark(rule, "title", lang),
                    f"{lang} 标题有 {len(text)} 个字符，最多 {most} 个", f"the {lang} title has {len(text)} characters, at most {most}",
                )  # fmt: skip


def topic_unknown(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        if rule.topic and rule.topic not in TOPICS:
            yield Remark(
                rule.id, desk.sources.mark(rule, "topic"),
                f"没有“{rule.topic}”这个主题；可用：{' '.join(TOPICS)}", f"no topic '{rule.topic}'; use one of: {' '.join(TOPICS)}",
            )  # fmt: skip


def topic_missing(desk: Desk) -> Iterator[Remark]:
    for rule in desk.rules:
        if not rule.topic and rule.form in ("rule", "attestation"):
            yield Remark(rule.id, desk.sources.mark(rule), "没有写 topic", "the topic is missing")


def wrong_language(desk: Desk) -> Iterator[Remark]:
    """Texts that stand under the key of the other language."""
    for rule in desk.rules:
        for name, text in _texts(rule):
            if text.zh and not _HAN.search(text.zh):
                yield Remark(
                    rule.id, desk.sources.mark(rule, name, "zh"), f"{name}.zh 里没有中文", f"{name}.zh holds no Chinese"
                )
            if text.en and not _LATIN.search(text.en):
                yield Remark(rule.id, desk.sources.mark(rule, name, "en"), f"{name}.en 不是英文", f"{name}.en is not English")


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
    from ...logic.conditions import Judge, walk

    for rule in desk.rules:
        own = any(isinstance(node, Judge) for part in (rule.scope, rule.require) if part is not None for node in walk(part))
        for exemption in rule.exempt:
            doubtful = any(isinstance(node, Judge) for node in walk(exemption.when))
            if doubtful and not exemption.note and (own or not rule.note):
                yield Remark(
                    rule.id, desk.sources.mark(rule, "exempt_when"),
                    f"豁免 {exemption.id} 要人工判定，却没有自己的说明", f"the exemption {exemption.id} is for a person to judge and has no note",
                )  # fmt: skip
