"""Reads `rules/vocabulary/subjects.yaml`: what a record about one subject is besides, an entry an aspect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ...bilingual import Said
from ...logic.conditions import TRUE, Node, named_in
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping, Scalar
from ...vocabulary.model import SUBJECTS, Fact, Vocabulary
from ...vocabulary.stages import STAGES
from ..model import Aspect
from .condition import read_condition
from .constant_conditions import has_constants_only
from .rule_file import RuleFile, Seen, entries
from .scope import Names

THERE, NOTHING = "there", "nothing"


def read_aspects(file: RuleFile, vocabulary: Vocabulary, problems: Problems) -> Iterator[Aspect]:
    """The aspects of a file, what each takes held against the facts and groups of both subjects; what is wrong is reported."""
    taken = Seen(Said("对象转换编号", "aspect id"))
    for fields in entries(file, "subjects", problems):
        ident = fields.text("id", required=True)
        taken.add(ident, fields.mark("id"), problems, "id")
        subject = fields.choice("subject", tuple(SUBJECTS), required=True)
        seen_as = fields.choice("seen_as", tuple(SUBJECTS), required=True)
        if subject and subject == seen_as:
            fields.error("seen_as", "rulebook.aspect_of_itself")
        takes = dict(_taken(fields, subject, seen_as, vocabulary, problems))
        found = Aspect(
            id=ident,
            subject=subject,
            seen_as=seen_as,
            when=_condition("when", fields, vocabulary, problems),
            up_to=fields.choice("up_to", tuple(STAGES)),
            takes=takes,
            in_part=fields.texts("in_part"),
            whole=_condition("whole", fields, vocabulary, problems),
            otherwise=_otherwise(fields),
            about=fields.texts("about"),
            file=file.name,
            line=fields.mark().line,
        )
        for name in found.in_part:
            if name not in takes:
                fields.error("in_part", "rulebook.aspect_takes", text=name, subject=SUBJECTS.get(subject, Said()))
        fields.done()
        yield found


def seen_as(aspects: Iterable[Aspect]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By subject what a record about it is besides, and the facts and groups that decide it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for aspect in aspects:
        named = named_in(aspect.when)
        found.setdefault(aspect.subject, {})[aspect.seen_as] = (*named.facts, *named.groups)
    return found


def _otherwise(fields: Fields) -> Literal["there", "nothing"]:
    return "nothing" if fields.choice("otherwise", (THERE, NOTHING), default=THERE) == NOTHING else "there"


def _condition(name: str, fields: Fields, vocabulary: Vocabulary, problems: Problems) -> Node:
    """A condition on facts; one that is not written always holds."""
    node = fields.node(name)
    if node is None:
        return TRUE
    condition = read_condition(node, Names(vocabulary), problems)
    if not has_constants_only(condition):
        fields.error(name, "rulebook.aspect_by_more")
    return condition


def _taken(fields: Fields, subject: str, seen_as: str, vocabulary: Vocabulary, problems: Problems) -> Iterator[tuple[str, str]]:
    """What is taken, each from a fact or group of the one subject to one of the same kind of the other."""
    node = fields.node("takes")
    if node is not None and not isinstance(node, Mapping):
        fields.mapping("takes")  # which says what it must be
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if not isinstance(value, Scalar):
            continue
        homes = []
        for name, carrier in ((key, subject), (value, seen_as)):
            home = vocabulary.facts.get(name.text) or vocabulary.groups.get(name.text)
            if home is None or carrier not in home.subjects:
                problems.error(
                    name.mark, "rulebook.aspect_takes", field="takes", text=name.text, subject=SUBJECTS.get(carrier, Said())
                )
            else:
                homes.append(home)
        if len(homes) == 2:
            of_codes = all(home.type == "codes" for home in homes if isinstance(home, Fact))
            if not of_codes or _kind(key.text, vocabulary) != _kind(value.text, vocabulary):
                problems.error(key.mark, "rulebook.aspect_kind", field="takes", text=key.text, other=value.text)
            yield key.text, value.text


def _kind(name: str, vocabulary: Vocabulary) -> object:
    """What two names must have in common for one to be taken for the other: the list of their codes, the facts of their items."""
    fact = vocabulary.facts.get(name)
    return vocabulary.groups[name].facts if fact is None else fact.list
