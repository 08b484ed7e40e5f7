"""Turns mappings of a strict YAML file into typed fields, and collects every problem on the way.

A reader asks a `Fields` for what it knows, one method a type, and last calls `done`: a key that nobody asked for is a
mistake of the author, and the nearest key that was asked for is named. Nothing is raised before all is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

from ..bilingual import Said, folded, nearest
from ..errors import Mark, Problem, SourceError
from .yaml import Mapping, Node, Scalar, Sequence
from .yaml_problems import excerpt

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?")
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_A_MAPPING = Said("键和值的映射", "a mapping of keys and values")
_BOTH = Said("写成 {name}: {{zh: …, en: …}}", "write {name}: {{zh: …, en: …}}")
_EXACTLY = Said("请照写“{name}”（大小写、空格、全角半角）", "write '{name}' exactly: case, blanks, width")
_KNOWN = Said("可用的字段：{known}", "known fields: {known}")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


class Problems(list[Problem]):
    """The problems of one or several files, in the order found."""

    def error(self, mark: Mark, code: str, /, *, field: str = "", hint: Said | None = None, **parts: Any) -> None:
        self.append(Problem.coded(mark, code, field=field, hint=hint, **parts))

    def warning(self, mark: Mark, code: str, /, *, field: str = "", hint: Said | None = None, **parts: Any) -> None:
        self.append(Problem.coded(mark, code, field=field, hint=hint, severity="warning", **parts))

    def raise_errors(self, error_class: type[SourceError]) -> None:
        """Raises one error with all that was found, warnings too; does nothing where there are only warnings."""
        if any(problem.severity == "error" for problem in self):
            raise error_class(self)


class Fields:
    """The typed fields of one mapping.

    A node that is no mapping is itself a problem, reported here, and then reads as empty. Every method notes that its
    field was asked for, gives the default (or None, or nothing) where the field is absent or wrong, and reports what is wrong.

    Args:
        mapping: the node to read.
        problems: where to report.
        path: where this mapping stands, for the messages (``rules[3].title``).

    >>> from .yaml import read_yaml
    >>> problems = Problems()
    >>> fields = Fields(read_yaml("id: a/b\\nsubjct: project\\n", "a.yaml"), problems)
    >>> fields.text("id", required=True), fields.choice("subject", ["project", "vehicle"])
    ('a/b', '')
    >>> fields.done()
    >>> print(problems[0].text("en"))
    a.yaml:2:1: subjct: no such field; did you mean 'subject'?
    """

    def __init__(self, mapping: Node, problems: Problems, path: str = "") -> None:
        self.problems, self.path = problems, path
        self._asked: dict[str, None] = {}
        self._refused = not isinstance(mapping, Mapping)
        if isinstance(mapping, Mapping):
            self._mapping = mapping
        else:
            self._mapping = Mapping([], mapping.mark)
            self._wrong_kind(mapping, path, _A_MAPPING)

    @property
    def written(self) -> Mapping:
        """The mapping as it stands."""
        return self._mapping

    def text(self, name: str, required: bool = False, default: str = "") -> str:
        """A text, without blanks at its ends; required means not empty too."""
        node = self._scalar(name, required)
        text = node.text.strip() if node else default
        if node and required and not text:
            self.error(name, "source.empty")
        return text

    def texts(self, name: str, required: bool = False) -> tuple[str, ...]:
        """One text or a list of texts."""
        node = self._find(name, required)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else [node]
        texts = [item for item in items if isinstance(item, Scalar)]
        for item in items:
            if not isinstance(item, Scalar):
                self._wrong_kind(item, self._path(name), Said("文字或文字的列表", "a text or a list of texts"))
        if required and not items:
            self.error(name, "source.empty")
        return tuple(item.text.strip() for item in texts)

    def date(self, name: str, required: bool = False) -> date | None:
        """A calendar day as ``2027-01-31``."""
        node = self._scalar(name, required)
        if node is None:
            return None
        day = _day(node.text) if _DATE.fullmatch(node.text) else None
        if day is None:
            loose = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", node.text[:40]).strip())
            meant = _day("{:0>4}-{:0>2}-{:0>2}".format(*loose.groups())) if loose else None
            example = meant.isoformat() if meant else "2027-01-31"
            self.error(name, "source.no_date", said=excerpt(node.text), example=example)
        return day

    def boolean(self, name: str, default: bool = False, required: bool = False) -> bool:
        """`yes`, `no`, `true` or `false`, and nothing else."""
        node = self._scalar(name, required)
        if node is None:
            return default
        if node.text not in _TRUTH:
            self.error(name, "source.no_truth", said=excerpt(node.text))
        return _TRUTH.get(node.text, default)

    def integer(self, name: str, required: bool = False) -> int | None:
        """A whole number of at most 18 digits; ``007`` is a code and not a number."""
        node = self._scalar(name, required)
        if node is None:
            return None
        if not _INTEGER.fullmatch(node.text):
            self.error(name, "source.no_integer", hint=_number_hint(node.text, _INTEGER), said=excerpt(node.text))
            return None
        return int(node.text)

    def number(self, name: str, required: bool = False) -> Fraction | None:
        """A decimal number, kept exactly as a fraction; no exponents, no thousands separators."""
        node = self._scalar(name, required)
        if node is None:
            return None
        if not _NUMBER.fullmatch(node.text):
            self.error(name, "source.no_number", hint=_number_hint(node.text, _NUMBER), said=excerpt(node.text))
            return None
        return Fraction(node.text)

    def choice(self, name: str, allowed: Collection[str], required: bool = False, default: str = "") -> str:
        """One word of a closed list."""
        node = self._scalar(name, required)
        if node is None:
            return default
        if node.text in allowed:
            return node.text
        near = nearest(node.text, allowed)
        every = sorted(allowed)
        listed = ", ".join(every[:12]) + (", …" if len(every) > 12 else "")
        hint = _did_you_mean(near) if near else Said()
        self.error(name, "source.no_choice", hint=hint, said=excerpt(node.text), listed=listed)
        return default

    def bilingual(self, name: str, required: bool = False, whole: bool = True) -> Said:
        """A mapping with `zh` and `en`; both are needed unless it need not be `whole`."""
        node = self._find(name, required)
        if node is None:
            return Said()
        if not isinstance(node, Mapping):
            self._wrong_kind(node, self._path(name), _A_MAPPING, _BOTH.filled(name=name))
            return Said()
        both = Fields(node, self.problems, self._path(name))
        said = both.label(whole)
        both.done()
        return said

    def label(self, required: bool = True) -> Said:
        """The `zh` and `en` that stand among the fields themselves."""
        return Said(self.text("zh", required=required), self.text("en", required=required))

    def node(self, name: str, required: bool = False) -> Node | None:
        """The node as it stands, for fields with a form of their own."""
        return self._find(name, required)

    def mapping(self, name: str, required: bool = False) -> Fields | None:
        """The fields of a nested mapping; its `done` is for the caller to call."""
        node = self._find(name, required)
        return None if node is None else Fields(node, self.problems, self._path(name))

    def items(self, name: str, required: bool = False) -> list[Node]:
        """The nodes of a list."""
        node = self._find(name, required)
        if node is None or isinstance(node, Sequence):
            return node.items if node else []
        self._wrong_kind(node, self._path(name), Said("列表", "a list"))
        return []

    def mark(self, name: str = "") -> Mark:
        """Where the value of a field stands, or, where it is absent or no name is given, the mapping."""
        node = self._mapping.get(name) if name else None
        return node.mark if node else self._mapping.mark

    def error(self, name: str, code: str, /, *, hint: Said | None = None, **parts: Any) -> None:
        """Reports a problem with a field, at its place and with its path."""
        self.problems.error(self.mark(name), code, field=self._path(name), hint=hint, **parts)

    def done(self) -> None:
        """Reports every key that nobody asked for."""
        for key, _ in self._mapping.entries:
            if key.text in self._asked:
                continue
            before_colon, wide_colon, _rest = key.text.partition("：")
            near = nearest(before_colon, self._asked)
            if wide_colon:
                hint = Said("键里有全角冒号“：”，请改为“: ”", "there is a full-width colon '：' in the key; write ': '")
            elif near and folded(near[0]) == folded(key.text):
                hint = _EXACTLY.filled(name=near[0])
            elif near:
                hint = _did_you_mean(near)
            else:
                known = ", ".join([*self._asked][:20])
                hint = _KNOWN.filled(known=known) if known else Said("请删去", "delete it")
            self.problems.error(key.mark, "source.unknown_field", field=self._path(excerpt(key.text)), hint=hint)

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path and name else self.path or name

    def _find(self, name: str, required: bool) -> Node | None:
        self._asked[name] = None
        node = self._mapping.get(name)
        if node is None and required and not self._refused:
            self.error(name, "source.missing", name=name)
        return node

    def _scalar(self, name: str, required: bool) -> Scalar | None:
        node = self._find(name, required)
        if node is None or isinstance(node, Scalar):
            return node
        self._wrong_kind(node, self._path(name), Said("一个值", "a single value"))
        return None

    def _wrong_kind(self, node: Node, path: str, wanted: Said, hint: Said = Said()) -> None:  # noqa: B008
        if isinstance(node, Scalar):
            found = Said("文字“{said}”", "the text '{said}'").filled(said=excerpt(node.text))
            if "：" in node.text and not node.quoted:
                hint = Said("如果“：”是键后的冒号，请改为半角“: ”", "if '：' is the colon after a key, write ': '")
        else:
            found = Said("列表", "a list") if isinstance(node, Sequence) else Said("映射", "a mapping")
        self.problems.error(node.mark, "source.kind", field=path, hint=hint, wanted=wanted, found=found)


def _did_you_mean(near: tuple[str, ...]) -> Said:
    return Said("是不是“{name}”？", "did you mean '{name}'?").filled(name=near[0])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number_hint(text: str, form: re.Pattern[str]) -> Said:
    usual = unicodedata.normalize("NFKC", text[:80]).replace(",", "").replace(" ", "")
    usual = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", usual)
    if form.fullmatch(usual):
        return Said(f"请写成 {usual}", f"write {usual}")
    return Said("只写数字，不带单位、逗号和指数", "write digits only: no unit, comma or exponent")
