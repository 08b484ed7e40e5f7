"""Reads the vocabulary: facts, code lists, sets of codes and groups, the shipped ones and those of a user's own pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from ...errors import Mark, UnitError
from ...source.fields import Fields, Problems
from ...vocabulary.model import FACT_TYPES, SUBJECTS, Code, CodeList, CodeSet, Equivalent, Fact, Group, Vocabulary
from ...vocabulary.units import unit
from .rule_file import RuleFile, Seen, entries, head, refer
from .scope import report

_FACT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?")
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
        self.names = Seen("名称", "name")
        self.labels: dict[str, tuple[str, Mark]] = {}

    def _name(self, fields: Fields, form: re.Pattern[str], kind: str, prefix: str = "") -> str:
        """The name of an entry, if it has the right form and is new within its kind."""
        name = fields.text("name", required=True)
        if not name:
            return ""
        if not form.fullmatch(name):
            dotted = form is _FACT
            fields.error(
                "name", f"“{name}”不能作名称", f"'{name}' cannot be a name",
                "用小写英文，写成 namespace.thing" if dotted else "用小写英文、数字和下划线",
                "write it in lower-case letters as namespace.thing" if dotted else "use lower-case letters, digits and _",
            )  # fmt: skip
        if prefix and not name.startswith(prefix + "."):
            fields.error(
                "name", f"自定词汇“{name}”要以“{prefix}.”开头", f"'{name}' belongs to a pack and must begin with '{prefix}.'",
                f"请写 {prefix}.{name.rsplit('.', 1)[-1]}", f"write {prefix}.{name.rsplit('.', 1)[-1]}",
            )  # fmt: skip
        return name if self.names.add(f"{kind} {name}", fields.mark("name"), self.problems, "name") else ""

    def list(self, fields: Fields) -> None:
        name = self._name(fields, _WORD, "list")
        scheme = fields.choice("scheme", ("closed", "gbt4754"), default="closed")
        common: dict[str, Any] = {
            "zh": fields.text("zh", required=True), "source": fields.text("source"),
            "ordered": fields.boolean("ordered"), "scheme": scheme,
        }  # fmt: skip
        spelled: dict[str, str] = {}
        codes = tuple(
            self._code(Fields(item, self.problems, f"{fields.path}.codes[{place}]"), spelled)
            for place, item in enumerate(fields.items("codes", required=fields.node("scheme") is None), 1)
        )
        fields.done()
        if name:
            self.lists[name] = CodeList(name, codes=codes, **common)

    def _code(self, fields: Fields, spelled: dict[str, str]) -> Code:
        code = Code(
            code=fields.text("code", required=True),
            label=fields.label(),
            aliases=fields.texts("aliases"),
            meaning=fields.text("meaning"),
        )
        fields.done()
        if code.code in spelled.values():
            fields.error(
                "code", f"代码“{code.code}”在表里重复", f"the code '{code.code}' stands twice in its list", code="taken"
            )
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
                fields.error(
                    field, f"“{text}”已经是代码“{other}”的写法", f"'{text}' already spells the code '{other}'",
                    "一种写法只能指一个代码", "a spelling can stand for one code only", "taken",
                )  # fmt: skip
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
        )
        fields.done()
        if name:
            self._check_labels(fact, fields)
            self.facts[name] = fact

    def _subjects(self, fields: Fields) -> tuple[str, ...]:
        said = fields.texts("subjects", required=True)
        return tuple(subject for subject in said if refer(fields, "subjects", subject, {*SUBJECTS}, "对象", "subject"))

    def _unit(self, fields: Fields, kind: str) -> str:
        text = fields.text("unit", required=kind == "number")
        if text and kind != "number":
            fields.error(
                "unit",
                "只有数值才有单位",
                "only a number has a unit",
                "删去 unit，或写 type: number",
                "delete it, or write type: number",
            )
        if not text:
            return "1" if kind == "number" else ""
        try:
            return unit(text).name
        except UnitError as error:
            report(self.problems, fields.mark("unit"), error, "unit")
            return text

    def _list_of(self, fields: Fields, kind: str) -> str:
        coded = kind in ("code", "codes")
        text = fields.text("list", required=coded)
        if text and not coded:
            fields.error(
                "list",
                "只有代码才有代码表",
                "only codes have a list",
                "删去 list，或写 type: code",
                "delete it, or write type: code",
            )
            return ""
        if (text and not refer(fields, "list", text, {*self.lists}, "代码表", "list of codes")) or (coded and not text):
            self.lists.setdefault(text, CodeList(text))
        return text

    def _equivalent(self, fields: Fields, kind: str) -> Equivalent | None:
        inner = fields.mapping("equivalent")
        if inner is None:
            return None
        found = Equivalent(
            self._unit(inner, "number"), inner.text("factor", required=True), inner.bilingual("source", required=True)
        )  # fmt: skip
        inner.done()
        if found.factor and (not _RATIO.fullmatch(found.factor) or not Fraction(found.factor)):
            inner.error("factor", "应为正数或比", "should be a positive number or ratio", "例如 10/7", "for example 10/7")
            return None
        if kind != "number":
            fields.error("equivalent", "只有数值才有等价单位", "only a number has an equivalent")
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
                    fields.error(
                        field, f"“{text}”已经指 {owner}（{first}）", f"'{text}' already stands for {owner} ({first})",
                        "一个名称只能指一个事实", "a label can stand for one fact only", "taken",
                    )  # fmt: skip

    def set(self, fields: Fields) -> None:
        name = self._name(fields, _WORD, "set")
        listed = fields.text("list", required=True)
        codes: tuple[str, ...] = fields.texts("codes", required=True)
        label, note = fields.label(), fields.bilingual("note")
        fields.done()
        if listed and refer(fields, "list", listed, {*self.lists}, "代码表", "list of codes"):
            known = self.lists[listed]
            codes = tuple(self._code_of(fields, known, text) for text in codes)
        if name:
            self.sets[name] = CodeSet(name, listed, codes, label, note)

    def _code_of(self, fields: Fields, known: CodeList, text: str) -> str:
        found = known.find(text)
        if found is None and (known.codes or known.scheme != "closed"):  # else the list itself is broken, and said to be
            refer(fields, "codes", text, {*known.spellings}, f"代码（{known.name}）", f"code of {known.name}")
        return found or text

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
                if refer(fields, "facts", text, {*self.facts}, "事实", "fact")
            ),
        )
        fields.done()
        if name in self.facts:
            fields.error("name", f"“{name}”已经是一个事实", f"'{name}' is a fact already", code="taken")
        if name:
            self.groups[name] = group
