"""Conditions as rule files write them, read into nodes with typed operands.

A condition is a mapping; several keys in one mapping must all hold. Everything that can be wrong with one is reported at its
place, and reading goes on, so that a reviewer sees all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...bilingual import Said, did_you_mean
from ...errors import EcocheckError, Mark, UnknownName
from ...logic.conditions import (
    ASKED_DERIVED,
    TRUE,
    All,
    Always,
    Any,
    Compare,
    Every,
    Flag,
    HasRow,
    Judge,
    Node,
    Not,
    Number,
    Operand,
    ParameterRef,
    Some,
    comparisons,
    walk,
)
from ...logic.operators import OPERATORS
from ...logic.truth import F, J
from ...source.fields import Problems
from ...source.yaml import Mapping as Entries
from ...source.yaml import Node as Written
from ...source.yaml import Scalar, Sequence
from ...vocabulary.model import Fact
from ...vocabulary.typed import NO, YES
from ..model import Parameter
from .operand import merged, read_operand
from .scope import Names, report

DEEPEST = 8
KEYWORDS = ("all", "any", "not", "judge", "some", "every")
NEVER, ALWAYS = "never", "always"
ANNOTATIONS = ("reads", "basis")
_ORDERING = ("lt", "le", "gt", "ge", "between")


def read_condition(node: Written, names: Names, problems: Problems) -> Node:
    """The condition that `node` writes; a part that cannot be used is reported and left out."""
    return _Reader(problems).condition(node, names, 0)


def tables_that_scope(node: Node, parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    """The tables in `node` whose missing row means that the rule does not apply, unless something inside asks already."""
    asked = {part.table for part in walk(node) if isinstance(part, HasRow)}
    found = dict.fromkeys(
        operand.name
        for part in comparisons(node)
        for operand in part.operands
        if isinstance(operand, ParameterRef) and operand.name not in asked
    )
    return tuple(name for name in found if name in parameters and parameters[name].otherwise == "not_applicable")


def joined(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else All(parts)


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def _say(self, mark: Mark, zh: str, en: str, hint_zh: str = "", hint_en: str = "", field: str = "") -> None:
        self.problems.error(mark, zh, en, field, hint_zh, hint_en)

    def condition(self, node: Written, names: Names, depth: int) -> Node:
        if depth > DEEPEST:
            self._say(
                node.mark, f"条件嵌套超过 {DEEPEST} 层", f"conditions are nested deeper than {DEEPEST} levels",
                "拆成几条规则，或用 derive 推算", "split the rule, or compute a part of it with derive",
            )  # fmt: skip
            return TRUE
        if isinstance(node, Scalar):
            return self._word(node)
        if isinstance(node, Sequence):
            self._say(
                node.mark, "这里应为一个条件，却是列表", "a list stands where a condition is expected",
                "写成 all: [...]（都要满足）或 any: [...]（满足其一）",
                "write all: [...] (each must hold) or any: [...] (one must hold)",
            )  # fmt: skip
            return TRUE
        parts = tuple(part for key, value in node.entries for part in self._entry(key, value, names, depth))
        if not node.entries:
            self._say(
                node.mark, "条件是空的", "the condition is empty", "写上条件，或删去这一项", "write a condition, or delete it"
            )
        return joined(parts)

    def _word(self, node: Scalar) -> Node:
        if node.text == NEVER:
            return Always(F)
        self._say(
            node.mark, f"“{node.text}”不是条件", f"'{node.text}' is no condition",
            "写成 事实: {运算符: 值}；没有余地的禁止写 never；一律人工判断写 judge: always",
            "write fact: {operator: value}; never where nothing can meet it; judge: always where a person judges every case",
        )  # fmt: skip
        return TRUE

    def _entry(self, key: Scalar, value: Written, names: Names, depth: int) -> Iterator[Node]:
        word = key.text
        if word in ("all", "any"):
            parts = self._parts(key, value, names, depth)
            if parts:
                yield All(parts) if word == "all" else Any(parts)
        elif word == "not":
            yield Not(self.condition(value, names, depth + 1))
        elif word == "judge":
            always = isinstance(value, Scalar) and value.text == ALWAYS
            yield Always(J) if always else Judge(self.condition(value, names, depth + 1))
        elif word in ("some", "every"):
            yield from self._group(key, value, names, depth)
        else:
            yield from self._comparison(key, value, names)

    def _parts(self, key: Scalar, value: Written, names: Names, depth: int) -> tuple[Node, ...]:
        if not isinstance(value, Sequence) or not value.items:
            self._say(
                value.mark, f"{key.text} 后面应为条件的列表", f"'{key.text}' takes a list of conditions",
                f"写成 {key.text}: [条件, ...]", f"write {key.text}: [condition, ...]", field=key.text,
            )  # fmt: skip
            return ()
        return tuple(self.condition(item, names, depth + 1) for item in value.items)

    def _group(self, key: Scalar, value: Written, names: Names, depth: int) -> Iterator[Node]:
        keys = ("in", "where") if key.text == "some" else ("in", "among", "where")
        shape_en = f"write {key.text}: {{{', '.join(f'{k}: ...' for k in keys)}}}"
        shape_zh = shape_en.replace("write", "写成", 1)
        if not isinstance(value, Entries):
            self._say(
                value.mark, f"{key.text} 后面应为映射", f"'{key.text}' takes a mapping", shape_zh, shape_en, field=key.text
            )
            return
        for other, _ in value.entries:
            if other.text not in keys:
                hint_zh, hint_en = did_you_mean(other.text, keys)
                self._say(
                    other.mark, f"{key.text} 没有“{other.text}”这一项", f"'{key.text}' has no key '{other.text}'",
                    hint_zh or shape_zh, hint_en or shape_en, field=other.text,
                )  # fmt: skip
        named, where, among = value.get("in"), value.get("where"), value.get("among")
        if not isinstance(named, Scalar) or where is None:
            self._say(
                value.mark, f"{key.text} 缺少 in 或 where", f"'{key.text}' needs both 'in' and 'where'", shape_zh, shape_en
            )
            return
        try:
            group = names.group(named.text)
        except UnknownName as error:
            report(self.problems, named.mark, error, "in")
            return
        inner = names.inside(group)
        held = self.condition(where, inner, depth + 1)
        chosen = self.condition(among, inner, depth + 1) if among is not None and key.text == "every" else None
        item_keys = frozenset(group.facts)
        both = held if chosen is None else All((chosen, held))
        rows = tuple(
            HasRow(table) for table in tables_that_scope(both, names.parameters) if item_keys & set(names.parameters[table].by)
        )
        if key.text == "some":
            yield Some(group.name, joined((*rows, held)) if rows else held)
        else:
            among_rows = (*rows, *(() if chosen is None else (chosen,)))
            yield Every(group.name, held, joined(among_rows) if among_rows else None)

    def _comparison(self, key: Scalar, value: Written, names: Names) -> Iterator[Node]:
        fact = self._left(key, names)
        if fact is None:
            return
        if not isinstance(value, Entries):
            shown = value.text if isinstance(value, Scalar) else "..."
            self._say(
                value.mark, f"“{key.text}”后面应为 {{运算符: 值}}", f"'{key.text}' takes {{operator: value}}",
                f"写成 {key.text}: {{{_usual(fact)}: {shown}}}",
                f"write {key.text}: {{{_usual(fact)}: {shown}}}", field=key.text,
            )  # fmt: skip
            return
        reads, basis = (self._annotation(value, name) for name in ANNOTATIONS)
        compared = False
        for op, limit in value.entries:
            if op.text in ANNOTATIONS:
                continue
            compared = True
            if self._takes(fact, op, names):
                operands = self._operands(fact, op, limit, names)
                if operands:
                    yield Compare(fact.name, op.text, operands, reads, basis)
        if not compared:
            self._say(
                value.mark, f"“{key.text}”后面没有运算符", f"'{key.text}' has no operator",
                f"例如 {{{_usual(fact)}: ...}}", f"for example {{{_usual(fact)}: ...}}", field=key.text,
            )  # fmt: skip

    def _annotation(self, value: Entries, name: str) -> str:
        node = value.get(name)
        if node is None or isinstance(node, Scalar):
            return node.text if node is not None else ""
        self._say(node.mark, f"{name} 应为一段文字", f"'{name}' takes a text", field=name)
        return ""

    def _left(self, key: Scalar, names: Names) -> Fact | None:
        """The fact on the left side; a derived value stands as a number fact of its unit."""
        try:
            if not key.text.startswith(ASKED_DERIVED):
                return names.fact(key.text)
            name = key.text.removeprefix(ASKED_DERIVED)
            if name not in names.derived:
                raise UnknownName(
                    f"derive 里没有“{name}”", f"'{name}' is not derived by this rule",
                    *(did_you_mean(key.text, [ASKED_DERIVED + each for each in names.derived])),
                )  # fmt: skip
            return Fact(key.text, Said(key.text, key.text), "number", names.subjects, unit=names.derived[name])
        except UnknownName as error:
            if "." not in key.text and (keyword := did_you_mean(key.text, KEYWORDS)):
                error.hint = keyword
            report(self.problems, key.mark, error, key.text)
            return None

    def _takes(self, fact: Fact, op: Scalar, names: Names) -> bool:
        """Whether the operator exists and takes facts of this type; says so where it does not."""
        row = OPERATORS.get(op.text)
        if row is None:
            hint_zh, hint_en = did_you_mean(op.text, [*OPERATORS, *ANNOTATIONS])
            self._say(
                op.mark, f"没有“{op.text}”这个运算符", f"there is no operator '{op.text}'",
                hint_zh or f"可用：{' '.join(OPERATORS)}", hint_en or f"use one of: {' '.join(OPERATORS)}", field=fact.name,
            )  # fmt: skip
            return False
        ordered = fact.type != "code" or names.vocabulary.lists[fact.list].ordered
        if fact.type in row.types and (ordered or op.text not in _ORDERING):
            return True
        usable = [r.name for r in OPERATORS.values() if fact.type in r.types and (ordered or r.name not in _ORDERING)]
        why_zh = "" if fact.type in row.types else f"（类型 {fact.type}）"
        why_en = f" of type {fact.type}" if fact.type not in row.types else f": its list {fact.list} is not ordered"
        if not why_zh:
            why_zh = f"（代码表 {fact.list} 不分高低）"
        self._say(
            op.mark, f"{fact.label.zh}{why_zh}不能用 {op.text}", f"'{op.text}' does not go with {fact.name}{why_en}",
            f"可用：{' '.join(usable)}", f"use one of: {' '.join(usable)}", field=fact.name,
        )  # fmt: skip
        return False

    def _operands(self, fact: Fact, op: Scalar, limit: Written, names: Names) -> tuple[Operand, ...]:
        if op.text == "exists":
            flag = self._flag(limit)
            return () if flag is None else (flag,)
        arity = OPERATORS[op.text].arity
        nodes = limit.items if isinstance(limit, Sequence) else [limit]
        if (arity and len(nodes) != arity) or (arity == 1 and isinstance(limit, Sequence)) or not nodes:
            needs_zh, needs_en = ("两个值", "two values: [from, to]") if arity == 2 else ("一个值", "one value")
            if not arity:
                needs_zh, needs_en = "至少一个值", "at least one value"
            self._say(
                limit.mark, f"{op.text} 后面应为{needs_zh}", f"'{op.text}' takes {needs_en}",
                "几个值之一写 in: [...]" if arity == 1 else "",
                "for one of several write in: [...]" if arity == 1 else "", field=fact.name,
            )  # fmt: skip
            return ()
        operands = [found for node in nodes if (found := self._operand(fact, node, names)) is not None]
        if len(operands) < len(nodes):
            return ()
        if not arity:
            try:
                return (merged(operands),)
            except EcocheckError as error:
                report(self.problems, limit.mark, error, fact.name)
                return ()
        if arity == 2:
            self._check_order(fact, limit, operands)
        return tuple(operands)

    def _operand(self, fact: Fact, node: Written, names: Names) -> Operand | None:
        if not isinstance(node, Scalar):
            self._say(
                node.mark, f"{fact.label.zh}的界限应为一个值", f"the limit of {fact.name} is a single value",
                "条件要写在事实的左边，不写在值里", "conditions go to the left of a fact, not into its value", field=fact.name,
            )  # fmt: skip
            return None
        try:
            return read_operand(fact, node, names)
        except EcocheckError as error:
            report(self.problems, node.mark, error, fact.name)
            return None

    def _flag(self, limit: Written) -> Flag | None:
        text = limit.text.lower() if isinstance(limit, Scalar) else ""
        if text in YES or text in NO:
            return Flag(text in YES)
        self._say(limit.mark, "exists 后面应为 yes 或 no", "'exists' takes yes or no", field="exists")
        return None

    def _check_order(self, fact: Fact, limit: Written, operands: list[Operand]) -> None:
        first, last = operands
        if isinstance(first, Number) and isinstance(last, Number):
            low, high = Fraction(first.numerator, first.denominator), Fraction(last.numerator, last.denominator)
            if low > high:
                self._say(
                    limit.mark, "between 的下限大于上限", "'between' has its bounds the wrong way round",
                    f"写成 [{last.text}, {first.text}]", f"write [{last.text}, {first.text}]", field=fact.name,
                )  # fmt: skip


def _usual(fact: Fact) -> str:
    return {"number": "ge", "date": "ge", "time": "ge", "codes": "in", "place": "exists"}.get(fact.type, "eq")
