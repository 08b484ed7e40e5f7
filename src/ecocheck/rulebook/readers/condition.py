"""Conditions as rule files write them, read into nodes with typed operands.

A condition is a mapping; several keys in one mapping must all hold. Everything that can be wrong with one is reported at its
place, and reading goes on, so that a reviewer sees all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...bilingual import Said, did_you_mean
from ...errors import EcocheckError, UnknownName
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
KEYWORDS = (
    "all",
    "any",
    "not",
    "judge",
    "some",
    "every",
)
NEVER, ALWAYS = "never", "always"
ANNOTATIONS = ("reads", "basis")
#: How many values an operator takes (0: any number) -> what to say where it has others.
_NEEDS = {0: "rulebook.needs_some", 1: "rulebook.needs_one", 2: "rulebook.needs_two"}


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

    def condition(self, node: Written, names: Names, depth: int) -> Node:
        if depth > DEEPEST:
            self.problems.error(node.mark, "rulebook.too_deep", deepest=DEEPEST)
            return TRUE
        if isinstance(node, Scalar):
            return self._word(node)
        if isinstance(node, Sequence):
            self.problems.error(node.mark, "rulebook.condition_is_list")
            return TRUE
        parts = tuple(part for key, value in node.entries for part in self._entry(key, value, names, depth))
        if not node.entries:
            self.problems.error(node.mark, "rulebook.condition_empty")
        return joined(parts)

    def _word(self, node: Scalar) -> Node:
        if node.text == NEVER:
            return Always(F)
        self.problems.error(node.mark, "rulebook.no_condition", text=node.text)
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
            self.problems.error(value.mark, "rulebook.takes_conditions", field=key.text, text=key.text)
            return ()
        return tuple(self.condition(item, names, depth + 1) for item in value.items)

    def _group(self, key: Scalar, value: Written, names: Names, depth: int) -> Iterator[Node]:
        keys = ("in", "where") if key.text == "some" else ("in", "among", "where")
        written = f"{key.text}: {{{', '.join(f'{k}: ...' for k in keys)}}}"
        shape = Said(f"写成 {written}", f"write {written}")
        if not isinstance(value, Entries):
            self.problems.error(value.mark, "rulebook.takes_mapping", field=key.text, hint=shape, text=key.text)
            return
        for other, _ in value.entries:
            if other.text not in keys:
                self.problems.error(
                    other.mark,
                    "rulebook.no_key",
                    field=other.text,
                    hint=did_you_mean(other.text, keys) or shape,
                    word=key.text,
                    key=other.text,
                )
        named, where, among = value.get("in"), value.get("where"), value.get("among")
        if not isinstance(named, Scalar) or where is None:
            self.problems.error(value.mark, "rulebook.needs_in_and_where", hint=shape, text=key.text)
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
            self.problems.error(
                value.mark, "rulebook.takes_operator", field=key.text, text=key.text, usual=_usual(fact), shown=shown
            )
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
            self.problems.error(value.mark, "rulebook.no_operator", field=key.text, text=key.text, usual=_usual(fact))

    def _annotation(self, value: Entries, name: str) -> str:
        node = value.get(name)
        if node is None or isinstance(node, Scalar):
            return node.text if node is not None else ""
        self.problems.error(node.mark, "rulebook.takes_text", field=name, name=name)
        return ""

    def _left(self, key: Scalar, names: Names) -> Fact | None:
        """The fact on the left side; a derived value stands as a number fact of its unit."""
        try:
            if not key.text.startswith(ASKED_DERIVED):
                return names.fact(key.text)
            name = key.text.removeprefix(ASKED_DERIVED)
            if name not in names.derived:
                raise UnknownName(
                    "rulebook.not_derived",
                    hint=did_you_mean(key.text, [ASKED_DERIVED + each for each in names.derived]),
                    name=name,
                )
            return Fact(key.text, Said(key.text, key.text), "number", names.subjects, unit=names.derived[name])
        except UnknownName as error:
            if "." not in key.text and (keyword := did_you_mean(key.text, KEYWORDS)):
                error.own_hint = keyword
            report(self.problems, key.mark, error, key.text)
            return None

    def _takes(self, fact: Fact, op: Scalar, names: Names) -> bool:
        """Whether the operator exists and takes facts of this type; says so where it does not."""
        row = OPERATORS.get(op.text)
        if row is None:
            self.problems.error(
                op.mark,
                "rulebook.unknown_operator",
                field=fact.name,
                hint=did_you_mean(op.text, [*OPERATORS, *ANNOTATIONS]),
                text=op.text,
                operators=" ".join(OPERATORS),
            )
            return False
        ordered = fact.type != "code" or names.vocabulary.lists[fact.list].ordered
        if fact.type in row.types and (ordered or not row.needs_order):
            return True
        usable = [r.name for r in OPERATORS.values() if fact.type in r.types and (ordered or not r.needs_order)]
        shown = " ".join(usable)
        if fact.type in row.types:
            self.problems.error(
                op.mark,
                "rulebook.operator_unordered",
                field=fact.name,
                label=Said(fact.label.zh, fact.name),
                operator=op.text,
                list=fact.list,
                operators=shown,
            )
        else:
            self.problems.error(
                op.mark,
                "rulebook.operator_type",
                field=fact.name,
                label=Said(fact.label.zh, fact.name),
                operator=op.text,
                type=fact.type,
                operators=shown,
            )
        return False

    def _operands(self, fact: Fact, op: Scalar, limit: Written, names: Names) -> tuple[Operand, ...]:
        if OPERATORS[op.text].presence:
            flag = self._flag(op, limit)
            return () if flag is None else (flag,)
        arity = OPERATORS[op.text].arity
        nodes = limit.items if isinstance(limit, Sequence) else [limit]
        if (arity and len(nodes) != arity) or (arity == 1 and isinstance(limit, Sequence)) or not nodes:
            self.problems.error(limit.mark, _NEEDS[arity], field=fact.name, operator=op.text)
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
            self._check_order(fact, op, limit, operands)
        return tuple(operands)

    def _operand(self, fact: Fact, node: Written, names: Names) -> Operand | None:
        if not isinstance(node, Scalar):
            self.problems.error(node.mark, "rulebook.limit_single", field=fact.name, label=Said(fact.label.zh, fact.name))
            return None
        try:
            return read_operand(fact, node, names)
        except EcocheckError as error:
            report(self.problems, node.mark, error, fact.name)
            return None

    def _flag(self, op: Scalar, limit: Written) -> Flag | None:
        text = limit.text.lower() if isinstance(limit, Scalar) else ""
        if text in YES or text in NO:
            return Flag(text in YES)
        self.problems.error(limit.mark, "rulebook.exists_takes", field=op.text, operator=op.text)
        return None

    def _check_order(self, fact: Fact, op: Scalar, limit: Written, operands: list[Operand]) -> None:
        first, last = operands
        if isinstance(first, Number) and isinstance(last, Number):
            low, high = Fraction(first.numerator, first.denominator), Fraction(last.numerator, last.denominator)
            if low > high:
                self.problems.error(
                    limit.mark,
                    "rulebook.bounds_reversed",
                    field=fact.name,
                    operator=op.text,
                    text=last.text,
                    first_text=first.text,
                )


def _usual(fact: Fact) -> str:
    """The operator that a message shows for a fact as the example."""
    return next(row.name for row in OPERATORS.values() if fact.type in row.usual)
