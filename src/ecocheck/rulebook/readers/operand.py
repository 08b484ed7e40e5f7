"""What a condition compares with: constants typed by the compared fact, and references written with a `$`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...bilingual import Said
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
        raise ValueRefused("rulebook.place_compared", label=fact.label)
    listed = names.vocabulary.lists.get(fact.list)
    if listed is not None and listed.scheme == "gbt4754" and (code := listed.find(node.text)) is not None:
        return Texts((code,))  # a class that the table does not have is for lint to say
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
    raise ValueRefused("rulebook.not_exact", text=node.text)


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
            raise ValueRefused("rulebook.not_as_of", label=fact.label)
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
        "rulebook.unit_mismatch",
        label=Said(fact.label.zh, fact.name),
        name=name,
        other=other or Said("（无）", "nothing"),
        unit=fact.unit,
    )


def _other_fact(fact: Fact, name: str, names: Names) -> FactRef:
    other = names.fact(name)
    kinds = {"codes": "code"}
    if kinds.get(other.type, other.type) != kinds.get(fact.type, fact.type) or other.list != fact.list:
        raise ValueRefused(
            "rulebook.types_differ", label=Said(fact.label.zh, fact.name), other_label=Said(other.label.zh, other.name)
        )
    if fact.type == "number" and not same_measure(fact, other.unit):
        raise _mismatch(fact, name, other.unit)
    return FactRef(other.name)


def _derived(fact: Fact, name: str, names: Names) -> FactRef:
    if fact.type != "number":
        raise ValueRefused("rulebook.derived_no_number", label=fact.label, name=name)
    if not same_measure(fact, names.derived[name]):
        raise _mismatch(fact, "$" + name, names.derived[name])
    return FactRef(ASKED_DERIVED + name)


def _parameter(fact: Fact, name: str, names: Names) -> ParameterRef:
    found = names.parameters[name]
    if found.list != fact.list or (fact.type == "number") is not bool(found.unit):
        raise ValueRefused(
            "rulebook.parameter_differs",
            name=name,
            label=Said(fact.label.zh, fact.name),
            fact=fact.name,
            takes=fact.unit or fact.list or fact.type,
            holds=found.unit or found.list or Said("（未写 unit 或 list）", "neither"),
        )
    if fact.type == "number" and not same_measure(fact, found.unit, fact.equivalent):
        raise _mismatch(fact, "$" + name, found.unit)
    for key in found.by:
        try:
            names.fact(key)
        except UnknownName as error:
            raise UnknownName("rulebook.table_key", hint=error.hint, name=name, key=key, said=error.said) from None
    return ParameterRef(name)


def _codes_of_set(fact: Fact, name: str, names: Names) -> Texts:
    found = names.vocabulary.sets[name]
    if found.list != fact.list:
        raise ValueRefused(
            "rulebook.set_of_other_list",
            name=name,
            list=found.list,
            label=Said(fact.label.zh, fact.name),
            takes=fact.list or Said("别的类型", fact.type),
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
            raise ValueRefused("rulebook.list_member")
        values |= dict.fromkeys(operand.values)
    return Texts(tuple(values))
