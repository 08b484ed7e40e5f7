"""Reads `rules/vocabulary/implications/`: what a given fact says about others, a row an implication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bilingual import Said, did_you_mean
from ...errors import EcocheckError
from ...logic.conditions import Always, Node
from ...logic.truth import F
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping, Scalar, Sequence, plain
from ...source.yaml import Node as Written
from ...vocabulary.model import Fact, Vocabulary
from ...vocabulary.typed import read_value
from ...vocabulary.values import Partial
from ..model import Effect, Implication, ImplicationTest
from .condition import read_condition
from .constant_conditions import has_constants_only
from .gathered import read_gathered
from .rule_file import RuleFile, Seen, entries
from .scope import Names, report

KINDS = ("definition", "order", "arithmetic", "place", "plan", "law")
#: What `mirror: yes` writes for the second of two rows: the same of a facility.
MIRRORED = {
    "project.kinds": "facility.kinds", "project.industry": "facility.industry", "project.boilers": "facility.boilers",
    "project.outlets": "facility.outlets", "project.sources": "facility.sources", "project.emissions": "facility.emissions",
    "project.wastes": "facility.wastes", "project.noise_points": "facility.noise_points",
}  # fmt: skip
OF_FACILITY = ".facility"
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LINES = re.compile(r"[a-z]+-\d+ (\d+)(?:-(\d+))?")
NOTHING = "nothing"
FROM_ITEMS = "from_items"


def read_implications(file: RuleFile, vocabulary: Vocabulary, taken: Seen, problems: Problems) -> tuple[Implication, ...]:
    """The implications of a file, each value held against its fact; a wrong one is reported and left out."""
    found: list[Implication] = []
    for fields in entries(file, "implications", problems):
        found.append(_Row(fields, vocabulary, problems, file.name).read(taken))
        if fields.boolean("mirror"):
            mirrored = Fields(_mirrored(fields.written), problems, fields.path)
            found.append(_Row(mirrored, vocabulary, problems, file.name, OF_FACILITY).read(taken))
    return tuple(found)


def _mirrored(node: Written) -> Written:
    if isinstance(node, Scalar):
        return _name_mirrored(node)
    if isinstance(node, Mapping):
        return Mapping([(_name_mirrored(key), _mirrored(value)) for key, value in node.entries], node.at)
    return Sequence([_mirrored(item) for item in node.items], node.at)


def _name_mirrored(name: Scalar) -> Scalar:
    return Scalar(MIRRORED.get(name.text, name.text), name.at, name.quoted)


class _Row:
    """One entry while it is read; `ending` tells the row of a facility from that of a project."""

    def __init__(self, fields: Fields, vocabulary: Vocabulary, problems: Problems, file: str, ending: str = "") -> None:
        self.fields = fields
        self.vocabulary = vocabulary
        self.problems = problems
        self.file = file
        self.ending = ending

    def read(self, taken: Seen) -> Implication:
        fields = self.fields
        ident = fields.text("id", required=True)
        if ident and not _ID.fullmatch(ident):
            fields.error("id", "rulebook.no_id", text=ident)
        taken.add(ident + self.ending, fields.mark("id"), self.problems, "id")
        fields.boolean("mirror")
        when = fields.node("when", required=True)
        condition: Node = Always(F) if when is None else read_condition(when, Names(self.vocabulary), self.problems)
        self._plain(condition)
        found = Implication(
            id=ident + self.ending,
            kind=fields.choice("kind", KINDS, required=True),
            source=self._source(),
            when=condition,
            then=tuple(self._effects()),
            empty=tuple(self._groups()),
            start=fields.date("from"),
            end=fields.date("until"),
            presumed=fields.boolean("presumed"),
            verify=fields.boolean("verify"),
            tests=tuple(self._tests()),
            file=self.file,
            line=fields.mark().line,
        )
        if when is not None and not found.then and not found.empty:
            fields.error("then", "rulebook.implies_nothing")
        fields.done()
        return found

    def _plain(self, condition: Node) -> None:
        if not has_constants_only(condition):
            self.fields.error("when", "rulebook.implied_by_more")

    def _source(self) -> Said:
        """Lines of a plan, facts whose meaning says it, or words of its own."""
        node = self.fields.node("source", required=True)
        if not isinstance(node, Scalar):
            return self.fields.bilingual("source") if node is not None else Said()
        lines = _LINES.fullmatch(node.text)
        if lines:
            first, last = lines.groups()
            return (
                Said(f"规划第{first}–{last}行", f"lines {first}–{last} of the plan")
                if last
                else Said(f"规划第{first}行", f"line {first} of the plan")
            )
        facts = [self._fact(name, node) for name in re.split(r"[,\s]+", node.text)]
        labels = [fact.label for fact in facts if fact is not None]
        return Said(
            "、".join(f"“{label.zh}”" for label in labels) + "的含义", "meaning of " + ", ".join(label.en for label in labels)
        )

    def _fact(self, name: str, at: Written) -> Fact | None:
        fact = self.vocabulary.facts.get(name)
        if fact is None:
            hint = did_you_mean(name, self.vocabulary.facts)
            self.problems.error(at.mark, "rulebook.implied_fact", field="then", hint=hint, text=name)
        return fact

    def _group(self, name: str, at: Written) -> bool:
        known = name in self.vocabulary.groups
        if not known:
            hint = did_you_mean(name, self.vocabulary.groups)
            self.problems.error(at.mark, "rulebook.no_group", field="then", hint=hint, text=name)
        return known

    def _groups(self) -> Iterator[str]:
        for name in self.fields.texts("empty"):
            if self._group(name, self.fields.node("empty") or self.fields.written):
                yield name

    def _effects(self) -> Iterator[Effect]:
        node = self.fields.node("then")
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if key.text != "items":
                yield from self._effect(key, value)
            elif isinstance(value, Mapping):
                for group, facts in value.entries:
                    if self._group(group.text, group) and isinstance(facts, Mapping):
                        for name, said in facts.entries:
                            yield from self._effect(name, said, group.text)

    def _effect(self, key: Scalar, value: Written, group: str = "") -> Iterator[Effect]:
        fact = self._fact(key.text, key)
        if fact is None:
            return
        if isinstance(value, Mapping) and {name.text for name, _ in value.entries} <= {"at_least", "at_most"}:
            for how, other in value.entries:
                if isinstance(other, Scalar) and self._fact(other.text, other) is not None:
                    bound = {"at_least": "", "at_most": "", how.text: other.text}
                    yield Effect(fact.name, at_least=bound["at_least"], at_most=bound["at_most"], group=group)
            return
        if isinstance(value, Mapping) and [name.text for name, _ in value.entries] == [FROM_ITEMS]:
            inner = Fields(value, self.problems, f"{self.fields.path}.then.{fact.name}").mapping(FROM_ITEMS)
            gathered = read_gathered(inner, fact, self.vocabulary, self.problems) if inner is not None else None
            if gathered is not None:
                yield Effect(fact.name, gathered=gathered)
            return
        said = plain(value)
        try:
            if fact.type == "code" and isinstance(said, dict):
                yield Effect(fact.name, no=self._excluded(fact, said), group=group)
                return
            read = read_value(fact, said, self.vocabulary)
        except EcocheckError as error:
            report(self.problems, value.mark, error, key.text)
            return
        if isinstance(read, Partial):
            yield Effect(fact.name, yes=tuple(sorted(read.yes)), no=tuple(sorted(read.no)), group=group)
        else:
            yield Effect(fact.name, said="、".join(map(str, said)) if isinstance(said, list) else str(said), group=group)

    def _excluded(self, fact: Fact, said: dict[object, object]) -> tuple[str, ...]:
        """The codes that a fact with one code does not have."""
        no = [read_value(fact, code, self.vocabulary) for code in said]
        for held in said.values():
            if held != "no":
                self.fields.error("then", "rulebook.one_code_implied", fact=fact.label)
        return tuple(sorted(map(str, no)))

    def _tests(self) -> Iterator[ImplicationTest]:
        for place, item in enumerate(self.fields.items("tests"), 1):
            fields = Fields(item, self.problems, f"{self.fields.path}.tests[{place}]")
            given, expect = fields.node("given", required=True), fields.node("expect", required=True)
            silent = isinstance(expect, Scalar) and expect.text == NOTHING
            if expect is not None and not silent and not isinstance(expect, Mapping):
                fields.error("expect", "rulebook.expect_nothing")
            subject = fields.text("subject", default="facility" if self.ending else "")
            fields.done()
            wanted = {key.text: plain(value) for key, value in expect.entries} if isinstance(expect, Mapping) else {}
            yield ImplicationTest(plain(given) if given is not None else {}, wanted, subject, fields.mark().line)
