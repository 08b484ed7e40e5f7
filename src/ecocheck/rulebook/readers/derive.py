"""Reads the `derive` part of a rule: arithmetic over known facts, without circles, in units that fit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ...bilingual import Said
from ...errors import EcocheckError, ExpressionRefused, UnitError
from ...logic.conditions import ASKED_DERIVED
from ...logic.expressions import Expression, evaluate_expression, parse_expression
from ...logic.spans import DivisionByZero
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping, Scalar
from ...vocabulary.units import UNITS, Unit, dimension_in_pint, pint_registry, unit
from ..model import Derived
from .operand import read_constant
from .scope import Names, expression_scope, report

# Distinct, so that no difference of two facts is zero while dimensions are tried out.
_TRIAL = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71)


def derived_units(fields: Fields) -> dict[str, str]:
    """The names that a rule derives, with the unit of each as far as it is readable; problems are left to `read_derived`."""
    node = fields.node("derive")
    found = {}
    for key, value in node.entries if isinstance(node, Mapping) else ():
        said = value.get("unit") if isinstance(value, Mapping) else None
        try:
            found[key.text] = unit(said.text if isinstance(said, Scalar) else "1").name
        except UnitError:
            found[key.text] = "1"
    return found


def read_derived(fields: Fields, names: Names, each: str, problems: Problems) -> tuple[Derived, ...]:
    """The derived values of a rule. `names.derived` holds the units of all of them."""
    node = fields.node("derive")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        fields.error("derive", "rulebook.derive_mapping")
        return ()
    reader = _Reader(names, each, problems)
    found = tuple(reader.one(key, Fields(value, problems, f"{fields.path}.derive.{key.text}")) for key, value in node.entries)
    if reader.clean and not reader.circle():
        reader.check_dimensions()
    return found


class _Reader:
    def __init__(self, names: Names, each: str, problems: Problems) -> None:
        self.names, self.each, self.problems = names, each, problems
        self.expressions: dict[str, tuple[Expression, Fields]] = {}
        self.clean = True

    def one(self, key: Scalar, fields: Fields) -> Derived:
        name, before = key.text, len(self.problems)
        if not name.isidentifier() or not name.isascii() or name in self.names.parameters or self.names.set(name) is not None:
            self.problems.error(key.mark, "rulebook.derived_name", field=fields.path, name=name)
        derived = Derived(name, fields.text("expr", required=True), self.names.derived[name], fields.text("over"))
        text = fields.text("unit", required=True)
        fields.done()
        try:
            unit(text or "1")
            if derived.over:
                self.names.group(derived.over)
        except EcocheckError as error:
            report(self.problems, fields.mark("unit" if isinstance(error, UnitError) else "over"), error, fields.path)
        if derived.expr and len(self.problems) == before:
            self._parse(derived, fields)
        self.clean = self.clean and len(self.problems) == before
        return derived

    def _parse(self, derived: Derived, fields: Fields) -> None:
        scope = expression_scope(self.names.vocabulary, self.names.derived, derived.over, self.each)
        try:
            expression = parse_expression(derived.expr, scope)
            for name in expression.names.values():
                if not name.startswith(ASKED_DERIVED):
                    self._must_count(name, self.names, derived.expr)
            for aggregate in expression.aggregates.values():
                inner = self.names.inside(self.names.group(aggregate.group))
                if aggregate.fact:
                    self._must_count(aggregate.fact, inner, derived.expr, aggregate.function == "count")
                for fact, code in aggregate.where:
                    read_constant(inner.fact(fact), Scalar(code, fields.mark("expr")), inner)
        except EcocheckError as error:
            report(self.problems, fields.mark("expr"), error, f"{fields.path}.expr")
            return
        self.expressions[derived.name] = expression, fields

    def _must_count(self, name: str, names: Names, text: str, any_type: bool = False) -> None:
        fact = names.fact(name)
        if fact.type != "number" and not any_type:
            raise ExpressionRefused("rulebook.not_counted", label=Said(fact.label.zh, fact.name), text=text[:80])

    def _uses(self, name: str) -> Iterator[str]:
        for used in self.expressions[name][0].names.values():
            if used.startswith(ASKED_DERIVED):
                yield used.removeprefix(ASKED_DERIVED)

    def circle(self) -> bool:
        """Whether some value needs itself; says so at that value."""
        done: set[str] = set()

        def visit(name: str, path: tuple[str, ...]) -> bool:
            if name in path:
                fields = self.expressions[name][1]
                way = " -> ".join((*path[path.index(name) :], name))
                fields.error("expr", "rulebook.circle", way=way)
                return True
            if name in done:
                return False
            done.add(name)
            return any(visit(used, (*path, name)) for used in self._uses(name))

        return any(visit(name, ()) for name in self.expressions)

    def check_dimensions(self) -> None:
        """Tries each expression in pint and as it will be computed: both must agree in the declared unit."""
        registry = pint_registry()
        for name, (expression, fields) in self.expressions.items():
            wanted = unit(self.names.derived[name])
            target = registry.parse_expression(wanted.pint)
            counts = (
                (Fraction(1), target) if any(a.function == "count" for a in expression.aggregates.values()) else (Fraction(1),)
            )
            faults = [self._fault(expression, wanted, target, count) for count in counts]
            if all(faults):
                code, parts = faults[0] or ("", {})
                fields.error("expr", code, text=expression.text, **parts)

    def _fault(self, expression: Expression, wanted: Unit, target: Any, count: Any) -> tuple[str, dict[str, Any]] | None:
        """The code of what is wrong, with its parts; None where the units fit."""
        from pint.errors import DimensionalityError

        measures = {key: self._unit_of(name) for key, name in expression.names.items()}
        for key, aggregate in expression.aggregates.items():
            measures[key] = "" if aggregate.function == "count" else self.names.vocabulary.facts[aggregate.fact].unit
        trial = {key: Fraction(_TRIAL[n % len(_TRIAL)] + n // len(_TRIAL)) for n, key in enumerate(measures)}
        registry = pint_registry()
        sized = {key: trial[key] * (registry.parse_expression(unit(of).pint) if of else count) for key, of in measures.items()}
        based = {key: trial[key] * (unit(of).factor if of else 1) for key, of in measures.items()}
        try:
            result = registry.Quantity(evaluate_expression(expression, sized))
            computed = evaluate_expression(expression, based)
        except DimensionalityError as error:
            left, right = _units_like(error.units1), _units_like(error.units2)
            return "rulebook.units_clash", {"left": left, "right": right}
        except (DivisionByZero, ZeroDivisionError):
            return "rulebook.divides_by_zero", {}
        if result.dimensionality != target.dimensionality:
            shown = _units_like(result.units)
            return "rulebook.unit_differs", {"shown": shown}
        measured = (result / target).to_base_units().magnitude
        if abs(measured - computed / wanted.factor) > abs(measured) / 10**9:
            return "rulebook.units_mixed", {}
        return None

    def _unit_of(self, name: str) -> str:
        if name.startswith(ASKED_DERIVED):
            return self.names.derived[name.removeprefix(ASKED_DERIVED)]
        return self.names.vocabulary.facts[name].unit


def _units_like(measured: Any) -> str:
    """Names in our own table for what pint measured."""
    dimension = dict(pint_registry().get_dimensionality(measured))
    like = [one.name for one in UNITS.values() if not one.name.startswith("10^") and dimension_in_pint(one.name) == dimension]
    return ", ".join(like[:3]) or " ".join(f"{base}^{power}" for base, power in dimension.items())
