"""Reads the vocabulary: facts, code lists, sets of codes and groups, the shipped ones and those of a user's own pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from msgspec.structs import replace

from ...bilingual import Said
from ...errors import Mark, UnitError
from ...source.fields import Fields, Problems
from ...vocabulary.bounds import UNBOUNDED
from ...vocabulary.model import FACT_TYPES, SUBJECTS, Code, CodeList, CodeSet, Equivalent, Fact, Group, Vocabulary
from ...vocabulary.stages import STAGES
from ...vocabulary.units import unit
from .rule_file import RuleFile, Seen, entries, head, refer
from .scope import report

_FACT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?")
_BOUND = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
PARTS = ("facts", "lists", "sets", "groups")


class VocabularyFiles(NamedTuple):
    """The files of the shipped vocabulary, and the `vocabulary.yaml` of each pack with the prefix its facts must have."""

    facts: tuple[RuleFile, ...] = ()
    lists: tuple[RuleFile, ...] = ()
    sets: tuple[RuleFile, ...] = ()
    groups: tuple[RuleFile, ...] = ()
    packs: tuple[tuple[str, RuleFile], ...] = ()


def read_vocabulary(files: VocabularyFiles, problems: Problems, lists: Iterable[CodeList] = ()) -> Vocabulary:
    """The vocabulary; `lists` were read elsewhere. A broken entry is reported and kept as far as it goes, so that rules that name it
    are not blamed too."""
    reader = _Reader(problems)
    reader.lists |= {ready.name: ready for ready in lists}
    packs = [part for prefix, file in files.packs for part in _parts_of_pack(file, prefix, problems)]

    def all_of(key: str, shipped: Iterable[RuleFile]) -> Iterator[tuple[Fields, str]]:
        yield from ((fields, "") for file in shipped for fields in entries(file, key, problems))
        yield from ((fields, prefix) for name, fields, prefix in packs if name == key)

    for fields, _ in all_of("lists", files.lists):
        reader.list(fields)
    for fields, prefix in all_of("facts", files.facts):
        reader.fact(fields, prefix)
    for fields, _ in all_of("sets", files.sets):
        reader.set(fields)
    for fields, prefix in all_of("groups", files.groups):
        reader.group(fields, prefix)
    return Vocabulary(reader.facts, reader.lists, reader.sets, reader.groups)


def _parts_of_pack(file: RuleFile, prefix: str, problems: Problems) -> Iterator[tuple[str, Fields, str]]:
    if file.node is None:
        return
    fields = Fields(file.node, problems)
    head(fields)
    for key in PARTS:
        for place, item in enumerate(fields.items(key), 1):
            yield key, Fields(item, problems, f"{key}[{place}]"), prefix
    fields.done()


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.facts: dict[str, Fact] = {}
        self.lists: dict[str, CodeList] = {}
        self.sets: dict[str, CodeSet] = {}
        self.groups: dict[str, Group] = {}
        self.names = Seen(Said("名称", "name"))
        self.labels: dict[str, tuple[str, Mark]] = {}

    def _name(self, fields: Fields, form: re.Pattern[str], kind: str, prefix: str = "") -> str:
        """The name of an entry, if it has the right form and is new within its kind."""
        name = fields.text("name", required=True)
        if not name:
            return ""
        if not form.fullmatch(name):
            fields.error("name", "rulebook.dotted_name" if form is _FACT else "rulebook.plain_name", name=name)
        if prefix and not name.startswith(prefix + "."):
            fields.error("name", "rulebook.pack_name", name=name, prefix=prefix, last=name.rsplit(".", 1)[-1])
        return name if self.names.add(f"{kind} {name}", fields.mark("name"), self.problems, "name") else ""

    def list(self, fields: Fields) -> None:
        name = self._name(fields, _WORD, "list")
        scheme = fields.choice("scheme", ("closed", "gbt4754"), default="closed")
        common: dict[str, Any] = {
            "zh": fields.text("zh", required=True),
            "source": fields.text("source"),
            "ordered": fields.boolean("ordered"),
            "scheme": scheme,
        }
        spelled: dict[str, str] = {}
        codes = tuple(
            self._code(Fields(item, self.problems, f"{fields.path}.codes[{place}]"), spelled)
            for place, item in enumerate(fields.items("codes", required=fields.node("scheme") is None), 1)
        )
        together = self._together(fields, {code.code for code in codes}, spelled)
        fields.done()
        if name:
            self.lists[name] = CodeList(name, codes=codes, together=together, **common)

    def _together(self, fields: Fields, codes: set[str], spelled: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """Words that mean several codes at once, as a list of `codes` and `words`."""
        found: dict[str, tuple[str, ...]] = {}
        for place, item in enumerate(fields.items("together"), 1):
            one = Fields(item, self.problems, f"{fields.path}.together[{place}]")
            meant = one.texts("codes", required=True)
            for code in meant:
                refer(one, "codes", code, codes, Said("代码", "code"))
            for word in one.texts("words", required=True):
                if word.lower() in spelled:
                    one.error("words", "rulebook.spelling_taken", text=word, other=spelled[word.lower()])
                found[word] = meant
            one.done()
        return found

    def _code(self, fields: Fields, spelled: dict[str, str]) -> Code:
        code = Code(
            code=fields.text("code", required=True),
            label=fields.label(),
            aliases=fields.texts("aliases"),
            meaning=fields.text("meaning"),
            kin=fields.texts("kin"),
        )
        fields.done()
        if code.code in spelled.values():
            fields.error("code", "rulebook.code_twice", text=code.code)
        for text in (code.code, code.label.zh, code.label.en, *code.aliases):
            other = spelled.setdefault(text.lower(), code.code)
            if other != code.code:
                field = (
                    "aliases"
                    if text in code.aliases
                    else "zh"
                    if text == code.label.zh
                    else "en"
                    if text == code.label.en
                    else "code"
                )
                fields.error(field, "rulebook.spelling_taken", text=text, other=other)
        return code

    def fact(self, fields: Fields, prefix: str) -> None:
        name = self._name(fields, _FACT, "fact", prefix)
        kind: Any = fields.choice("type", FACT_TYPES, required=True, default="text")
        none: Any = fields.choice("none", ("absent", "zero", "far"))
        fact = Fact(
            name=name,
            label=fields.label(),
            type=kind,
            subjects=self._subjects(fields),
            unit=self._unit(fields, kind),
            list=self._list_of(fields, kind),
            none=none,
            equivalent=self._equivalent(fields, kind),
            aliases=fields.texts("aliases"),
            meaning=fields.bilingual("meaning"),
            found_in=fields.bilingual("found_in"),
            stage=fields.choice("stage", STAGES),
            least=self._bound(fields, "least", kind),
            most=self._bound(fields, "most", kind),
        )
        fields.done()
        if (
            fact.least not in ("", UNBOUNDED)
            and fact.most not in ("", UNBOUNDED)
            and Fraction(fact.least) > Fraction(fact.most)
        ):
            fields.error("most", "rulebook.bounds_exchanged", least=fact.least, most=fact.most)
        if name:
            self._check_labels(fact, fields)
            self.facts[name] = fact

    def _subjects(self, fields: Fields) -> tuple[str, ...]:
        said = fields.texts("subjects", required=True)
        return tuple(subject for subject in said if refer(fields, "subjects", subject, {*SUBJECTS}, Said("对象", "subject")))

    def _unit(self, fields: Fields, kind: str) -> str:
        text = fields.text("unit", required=kind == "number")
        if text and kind != "number":
            fields.error("unit", "rulebook.unit_without_number")
        if not text:
            return "1" if kind == "number" else ""
        try:
            return unit(text).name
        except UnitError as error:
            report(self.problems, fields.mark("unit"), error, "unit")
            return text

    def _bound(self, fields: Fields, key: str, kind: str) -> str:
        """The least or the most that a number can be in the unit of the fact, as written; `any` where nothing bounds it."""
        text = fields.text(key)
        if text and kind != "number":
            fields.error(key, "rulebook.bound_without_number")
        elif text and text != UNBOUNDED and not _BOUND.fullmatch(text):
            fields.error(key, "rulebook.no_bound", said=text)
        else:
            return text
        return ""

    def _list_of(self, fields: Fields, kind: str) -> str:
        coded = kind in ("code", "codes")
        text = fields.text("list", required=coded)
        if text and not coded:
            fields.error("list", "rulebook.list_without_code")
            return ""
        if (text and not refer(fields, "list", text, {*self.lists}, Said("代码表", "list of codes"))) or (coded and not text):
            self.lists.setdefault(text, CodeList(text))
        return text

    def _equivalent(self, fields: Fields, kind: str) -> Equivalent | None:
        inner = fields.mapping("equivalent")
        if inner is None:
            return None
        found = Equivalent(
            self._unit(inner, "number"), inner.text("factor", required=True), inner.bilingual("source", required=True)
        )
        inner.done()
        if found.factor and (not _RATIO.fullmatch(found.factor) or not Fraction(found.factor)):
            inner.error("factor", "rulebook.no_ratio")
            return None
        if kind != "number":
            fields.error("equivalent", "rulebook.equivalent_without_number")
        return found

    def _check_labels(self, fact: Fact, fields: Fields) -> None:
        """No label or alias may lead to two facts; the same rule as for headers of tables, so case and spaces do not count."""
        for field, texts in (
            ("name", (fact.name,)),
            ("zh", (fact.label.zh,)),
            ("en", (fact.label.en,)),
            ("aliases", fact.aliases),
        ):
            for text in texts:
                owner, first = self.labels.setdefault(text.lower().replace(" ", ""), (fact.name, fields.mark(field)))
                if owner != fact.name:
                    fields.error(field, "rulebook.label_taken", text=text, owner=owner, first=str(first))

    def set(self, fields: Fields) -> None:
        name = self._name(fields, _WORD, "set")
        listed = fields.text("list", required=True)
        codes: tuple[str, ...] = fields.texts("codes", required=True)
        label, note = fields.label(), fields.bilingual("note")
        fields.done()
        if listed and refer(fields, "list", listed, {*self.lists}, Said("代码表", "list of codes")):
            known = self.lists[listed]
            codes = tuple(self._code_of(fields, known, text) for text in codes)
        if name:
            self.sets[name] = CodeSet(name, listed, codes, label, note)

    def _code_of(self, fields: Fields, known: CodeList, text: str) -> str:
        found = known.find(text)
        if found is None and (known.codes or known.scheme != "closed"):  # else the list itself is broken, and said to be
            refer(fields, "codes", text, {*known.spellings}, Said(f"代码（{known.name}）", f"code of {known.name}"))
        return found or text

    def _spread(self, fields: Fields, group: Group) -> dict[str, str]:
        """Facts of the record by the facts of the items for which they stand, each of the same kind; the first has several codes of one."""
        node = fields.node("spread")
        if node is None:
            return {}
        inner = fields.mapping("spread")
        assert inner is not None
        found: dict[str, str] = {}
        for name in group.facts:
            source = self.facts.get(inner.text(name))
            if source is None:
                continue
            fact = self.facts[name]
            kind = "codes" if fact.type == "code" and not found else fact.type
            alike = (source.type, source.list, source.unit) == (kind, fact.list, fact.unit)
            if not alike or {*group.subjects}.isdisjoint(source.subjects):
                inner.error(name, "rulebook.spread_other", text=source.name, fact=fact.label)
            found[name] = source.name
        inner.done()
        if not found or self.facts[next(iter(found))].type != "code":
            fields.error("spread", "rulebook.spread_without_codes")
            return {}
        return found

    def group(self, fields: Fields, prefix: str) -> None:
        name = self._name(fields, _FACT, "group", prefix)
        group = Group(
            name=name,
            item=fields.text("item", required=True),
            label=fields.label(),
            subjects=self._subjects(fields),
            facts=tuple(
                text
                for text in fields.texts("facts", required=True)
                if refer(fields, "facts", text, {*self.facts}, Said("事实", "fact"))
            ),
        )
        group = replace(group, spread=self._spread(fields, group))
        fields.done()
        if name in self.facts:
            fields.error("name", "rulebook.name_is_fact", name=name)
        if name:
            self.groups[name] = group
