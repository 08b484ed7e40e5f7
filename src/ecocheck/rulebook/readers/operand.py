"""What a condition compares with: constants typed by the compared fact, and references written with a `$`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...errors import DimensionMismatch, UnknownName, ValueRefused
from ...logic.conditions import ASKED_DERIVED, AsOf, Day, FactRef, Flag, Lost, Number, Operand, ParameterRef, Texts
from ...source.yaml import Scalar
from ...vocabulary.model import Equivalent, Fact
from ...vocabulary.typed import read_value
from ...vocabulary.units import convert_factor, unit
from .scope import Names

LOST = "lost"
FACT = "fact:"
AS_OF = "as_of"


def same_measure(fact: Fact, other: str, equivalent: Equivalent | None = None) -> bool:
    """Whether a number in the unit `other` can be compared with the fact, by factor or by its declared equivalent.

    Raises:
        UnitError: a unit that is not in the table.
    """
    try:
        convert_factor(other, fact.unit, fact.unit)
    except DimensionMismatch:
        return equivalent is not None and unit(other, equivalent.unit).dimension == unit(equivalent.unit).dimension
    return True


def read_constant(fact: Fact, node: Scalar, names: Names) -> Number | Texts | Day | Flag:
    """The typed constant that `node` writes for `fact`.

    Raises:
        EcocheckError: a value that the fact cannot take, or one that is not exact.
    """
    if fact.type == "place":
        raise ValueRefused(
            f"{fact.label.zh}是位置，不能与常数比较", f"{fact.label.en} is a place and is not compared with a constant"
        )
    value = read_value(fact, (node.text,) if fact.type == "codes" else node.text, names.vocabulary)
    if isinstance(value, bool):
        return Flag(value)
    if isinstance(value, Fraction):
        return Number(value.numerator, value.denominator, node.text, fact.unit)
    if isinstance(value, date):
        return Day(value.isoformat())
    if isinstance(value, str):
        return Texts((value,))
    if isinstance(value, frozenset):
        return Texts(tuple(value))
    raise ValueRefused(
        f"“{node.text}”不是确定的值", f"'{node.text}' is not an exact value",
        "界限要写确数或确定的日期；有无用 exists: yes|no；原文数字缺失写 lost",
        "a limit is exact, a date full; ask for presence with exists: yes|no; write lost where the text has lost it",
    )  # fmt: skip


def read_operand(fact: Fact, node: Scalar, names: Names) -> Operand:
    """A constant, `lost`, or a reference: `$as_of`, `$fact:NAME`, `$name`.

    Raises:
        EcocheckError: says what is wrong and what would be right.
    """
    if node.quoted and not node.text.startswith("$"):
        return read_constant(fact, node, names)
    if node.text == LOST:
        return Lost()
    if not node.text.startswith("$"):
        return read_constant(fact, node, names)
    name = node.text[1:]
    if name == AS_OF:
        if fact.type != "date":
            raise ValueRefused(
                f"{fact.label.zh}不是日期，不能与判定日比较",
                f"{fact.label.en} is no date, so it cannot be compared with $as_of",
            )
        return AsOf()
    if name.startswith(FACT):
        return _other_fact(fact, name.removeprefix(FACT), names)
    if name in names.derived:
        return _derived(fact, name, names)
    if name in names.parameters:
        return _parameter(fact, name, names)
    if names.set(name) is not None:
        return _codes_of_set(fact, name, names)
    raise names.unknown_reference(name)


def _mismatch(fact: Fact, name: str, other: str) -> DimensionMismatch:
    return DimensionMismatch(
        f"“{name}”的单位是{other or '（无）'}，不能与{fact.label.zh}（{fact.unit}）比较",
        f"'{name}' is measured in {other or 'nothing'} and cannot be compared with {fact.name} ({fact.unit})",
    )


def _other_fact(fact: Fact, name: str, names: Names) -> FactRef:
    other = names.fact(name)
    kinds = {"codes": "code"}
    if kinds.get(other.type, other.type) != kinds.get(fact.type, fact.type) or other.list != fact.list:
        raise ValueRefused(
            f"{fact.label.zh}与{other.label.zh}不是同一类事实，不能比较",
            f"{fact.name} and {other.name} are of different types and cannot be compared",
        )
    if fact.type == "number" and not same_measure(fact, other.unit):
        raise _mismatch(fact, name, other.unit)
    return FactRef(other.name)


def _derived(fact: Fact, name: str, names: Names) -> FactRef:
    if fact.type != "number":
        raise ValueRefused(
            f"{fact.label.zh}不是数值，不能与推算值比较",
            f"{fact.label.en} is no number, so it cannot be compared with '${name}'",
        )
    if not same_measure(fact, names.derived[name]):
        raise _mismatch(fact, "$" + name, names.derived[name])
    return FactRef(ASKED_DERIVED + name)


def _parameter(fact: Fact, name: str, names: Names) -> ParameterRef:
    found = names.parameters[name]
    if found.list != fact.list or (fact.type == "number") is not bool(found.unit):
        raise ValueRefused(
            f"参数“{name}”的值不能与{fact.label.zh}比较", f"the parameter '{name}' does not hold what {fact.name} takes",
            f"{fact.name}：{fact.unit or fact.list or fact.type}；参数：{found.unit or found.list or '（未写 unit 或 list）'}",
            f"{fact.name}: {fact.unit or fact.list or fact.type}; parameter: {found.unit or found.list or 'neither'}",
        )  # fmt: skip
    if fact.type == "number" and not same_measure(fact, found.unit, fact.equivalent):
        raise _mismatch(fact, "$" + name, found.unit)
    for key in found.by:
        try:
            names.fact(key)
        except UnknownName as error:
            raise UnknownName(
                f"表“{name}”按 {key} 查，这里用不了：{error.zh}",
                f"the table '{name}' is looked up by {key}, which is not at hand here: {error.en}",
                error.hint_zh, error.hint_en,
            ) from None  # fmt: skip
    return ParameterRef(name)


def _codes_of_set(fact: Fact, name: str, names: Names) -> Texts:
    found = names.vocabulary.sets[name]
    if found.list != fact.list:
        raise ValueRefused(
            f"代码集“{name}”属于代码表 {found.list}，{fact.label.zh}用的是{fact.list or '别的类型'}",
            f"the set '{name}' is of the list {found.list}; {fact.name} takes {fact.list or fact.type}",
        )
    return Texts(found.codes, name)


def merged(operands: list[Operand]) -> Operand:
    """One list from the members of a list, in the order written, without repetition.

    Raises:
        ValueRefused: a table, fact or lost number inside a list.
    """
    if len(operands) == 1:
        return operands[0]
    values: dict[str, None] = {}
    for operand in operands:
        if not isinstance(operand, Texts):
            raise ValueRefused(
                "列表里只能写代码、文字和代码集", "a list holds codes, texts and sets of codes only",
                "参数或另一事实要单独写，不放在列表里", "write a parameter or another fact by itself, not in a list",
            )  # fmt: skip
        values |= dict.fromkeys(operand.values)
    return Texts(tuple(values))
