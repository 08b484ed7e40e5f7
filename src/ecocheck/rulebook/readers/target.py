"""Reads the tables whose rows are targets: `indicators.yaml` and `tasks.yaml` of a document. Every row becomes a rule.

A row without a number, whose words leave the answer to a person, is decided by an attestation, as a row of `attestations.yaml` is.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec

from ...bilingual import Said
from ...logic.conditions import Attested, Node
from ...logic.outcomes import MODALITIES
from ...source.fields import Fields
from ...source.yaml import Mapping as Entries
from ...source.yaml import Sequence as Items
from ..goals import (
    AGAINST,
    DIRECTIONS,
    INDICATOR_FORMS,
    OPERATORS,
    SCOPES,
    SOFT_ON,
    TASK_FORMS,
    Aim,
    Goal,
    Indicator,
    Period,
    Soft,
    Start,
    Work,
)
from ..model import Document, InForce, Rule, Target
from .period import YEAR, years_of
from .rule import RuleReader, Shelf
from .rule_file import RuleFile, entries, refer

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
OUTLOOK = "outlook"


def read_indicator_rows(file: RuleFile, document: Document, shelf: Shelf) -> list[tuple[Rule, Fields]]:
    """Rows `{clause, code, scope, baseline, target, ...}` of `indicators.yaml`."""
    return [
        (_TargetRow(fields, document, shelf, file.name).indicator(), fields)
        for fields in entries(file, "rows", shelf.problems, document.id)
    ]


def read_task_rows(file: RuleFile, document: Document, shelf: Shelf) -> list[tuple[Rule, Fields]]:
    """Rows `{clause, title, form, quantity, due, ...}` of `tasks.yaml`."""
    return [
        (_TargetRow(fields, document, shelf, file.name).task(), fields)
        for fields in entries(file, "rows", shelf.problems, document.id)
    ]


class _Years(NamedTuple):
    """The years that a row names for itself: those of an earlier plan, an outlook beyond the document's own, a base year."""

    own: tuple[int, int] | None = None
    outlook: bool = False
    base_year: int | None = None


class _TargetRow(RuleReader):
    @property
    def period(self) -> Period:
        """The document's period; where it has none, that is a problem already."""
        return self.document.period or Period(0, 0, 0)

    def _years(self) -> _Years:
        said = self.fields.texts("period")
        outlook, own = said == (OUTLOOK,), years_of(said) if said else None
        if said and not outlook and own is None:
            self.fields.error("period", "rulebook.row_period")
        return _Years(own, outlook, self.fields.integer("base_year"))

    def _base_year(self, years: _Years, starts: tuple[Start, ...]) -> int:
        """The row's own base year, the year before its own period, else the document's; one that nobody stated gives way to the
        year of the printed start."""
        if years.base_year is not None:
            return years.base_year
        if years.own is not None:
            return years.own[0] - 1
        printed = sorted((start for start in starts if start.kind == "level"), key=lambda start: not start.chosen)
        return printed[0].year if self.period.assumed and printed else self.period.base_year

    def _check_years(self, base_year: int, due: int) -> None:
        if self.document.period is not None and due <= base_year:
            self.fields.error("base_year", "rulebook.due_not_after_base", due=due, base_year=base_year)

    def _in_force(self, years: _Years, due: int) -> InForce:
        """An earlier target is in force in its own years, an outlook from the first year of the plan to the last it looks ahead to."""
        if years.own is not None:
            first, last = years.own
        elif years.outlook:
            first, last = self.period.first, max(self.period.outlook, due)
        else:
            return self._in_period()
        return InForce(date(max(first, 1), 1, 1), date(max(last, 1), 12, 31))

    def _in_period(self) -> InForce:
        """Targets are for the years of the plan, whenever it was issued."""
        period = self.document.period
        return InForce(date(period.first, 1, 1) if period is not None else self.document.effective, self.document.expires)

    def indicator(self) -> Rule:
        fields = self.fields
        clause = self._one_clause()
        code = fields.text("code", required=True)
        known = self.shelf.indicators.get(code) or Indicator(code, Said(code, code), "", "state", "hold")
        if code:
            refer(fields, "code", code, self.shelf.indicators, Said("指标", "indicator"))
        years = self._years()
        goal = self._goal(known, years)
        place = f"（{goal.scope}）" if goal.scope else ""
        title = (
            fields.bilingual("title")
            if fields.node("title") is not None
            else Said(known.label.zh + place, known.label.en + place)
        )
        measured = goal.form != "state" and bool(goal.aim.op)
        row = {"goal": msgspec.to_builtins(goal), "limits": _limits_of_goal(goal)}
        in_force = self._in_force(years, goal.aim.due)
        return self._row("i", clause, title, "indicator", row, None if measured else Attested(clause), in_force)

    def task(self) -> Rule:
        fields = self.fields
        clause = self._one_clause()
        work = self._work()
        said = self.shelf.clauses[clause].say if clause else Said()
        title = fields.bilingual("title") if fields.node("title") is not None else _as_title(said)
        row = {"work": msgspec.to_builtins(work), "limits": _limits_of_work(work)}
        in_force = self._in_period()
        return self._row("t", clause, title, "task", row, None if work.quantity else Attested(clause), in_force)

    def _row(
        self, letter: str, clause: str, title: Said, form: Any, row: dict[str, object], require: Node | None, in_force: InForce
    ) -> Rule:
        fields = self.fields
        clauses = (clause,) if clause else ()
        force = self.force(clauses)
        rule = Rule(
            id=self.id(f"{self.document.id}/{letter}-{clause.partition('/')[2] or 'unknown'}"),
            document=self.document.id,
            clauses=clauses,
            title=title,
            subjects=(form,),
            kind="target",
            modality=fields.choice("modality", MODALITIES, default="encouraged" if force == "advisory" else "strict"),
            force=force,
            form=form,
            require=require,
            in_force=in_force,
            conflicts_with=self.conflicts(),
            evidence=fields.bilingual("shows"),
            target=Target(row),
            file=self.file,
            line=fields.mark().line,
            **self.history(),
        )
        fields.done()
        return rule

    def note(self) -> Said:
        """What is odd about the row; one language will do."""
        return self.fields.bilingual("note", whole=False)

    def _one_clause(self) -> str:
        clauses = self.clauses("clause", required=True)
        if len(clauses) > 1:
            self.fields.error("clause", "rulebook.row_one_clause")
        return clauses[0] if clauses else ""

    def _goal(self, known: Indicator, years: _Years) -> Goal:
        fields = self.fields
        form: Any = fields.choice("form", INDICATOR_FORMS, default=known.form)
        direction: Any = fields.choice("direction", DIRECTIONS, default=known.direction)
        scope = fields.mapping("scope", required=True)
        kind, zh = ("", "") if scope is None else (scope.choice("kind", SCOPES, required=True), scope.text("zh"))
        if scope is not None:
            scope.done()
        ordinal = form in ("ordinal", "state")
        aim = self._aim(form, "target", years.own[1] if years.own else self.period.last)
        starts = self._starts("baseline", ordinal)
        base_year = self._base_year(years, starts)
        self._check_years(base_year, aim.due)
        repeats, beside, see_also = (self.clauses(name) for name in ("repeats", "beside", "see_also"))
        return Goal(
            code=known.code,
            form=form,
            direction=direction,
            unit=fields.text("unit", default=known.unit),
            scope_kind=kind,
            scope=zh,
            base_year=base_year,
            aim=aim,
            outlook=years.outlook,
            starts=starts,
            result=next(iter(self._starts("result", True)), None),
            yearly=self._by_year("yearly", base_year, aim.due),
            interim=self._by_year("interim", base_year, aim.due),
            each_year=fields.boolean("each_year"),
            soft=self._soft(),
            repeats="".join(repeats[:1]),
            beside="".join(beside[:1]),
            see_also="".join(see_also[:1]),
            also=self._codes("also"),
            sections=fields.texts("sections"),
            provisional=fields.boolean("provisional"),
        )

    def _codes(self, name: str) -> tuple[str, ...]:
        said = self.fields.texts(name)
        return tuple(code for code in said if refer(self.fields, name, code, self.shelf.indicators, Said("指标", "indicator")))

    def _aim(self, form: str, name: str, last: int) -> Aim:
        """The target; where it prints no year, `last` is when it is due."""
        fields = self.fields.mapping(name, required=True)
        if fields is None:
            return Aim(last)
        op, said = "", ""
        for operator in OPERATORS[:5]:
            if fields.node(operator) is not None:
                if op:
                    fields.error(operator, "rulebook.one_operator")
                op, said = operator, fields.text(operator, required=True)
        than = said if said in AGAINST else ""
        if said and not than and form not in ("ordinal", "state") and not _NUMBER.fullmatch(said):
            fields.error(op, "rulebook.no_number_or_word", said=said, against=list(AGAINST))
        aim = Aim(
            due=fields.integer("due") or last,
            op=op,
            value="" if than else said,
            than=than,
            words=fields.text("words"),
            reads=fields.text("reads"),
            due_printed=fields.boolean("due_printed", default=True),
            value_printed=fields.boolean("value_printed", default=True),
        )
        fields.done()
        if not op and not aim.words:
            fields.error("words", "rulebook.no_number_nor_words")
        return aim

    def _starts(self, name: str, words: bool) -> tuple[Start, ...]:
        node = self.fields.node(name)
        if node is None:
            return ()
        found = []
        for item in node.items if isinstance(node, Items) else [node]:
            fields = Fields(item, self.problems, f"{self.fields.path}.{name}")
            value = fields.text("value")
            if value and not words and not _NUMBER.fullmatch(value):
                words_of = fields.boolean("words")
                if not words_of:
                    fields.error("value", "rulebook.no_number_or_words", value=value)
            kind: Any = fields.choice("kind", ("level", "previous_period"), default="level")
            found.append(
                Start(
                    year=fields.integer("year", required=True) or 0,
                    value=value,
                    line=fields.integer("line") or 0,
                    kind=kind,
                    missing=fields.choice("missing", ("not_assessed", "not_approved", "not_printed")),
                    chosen=fields.boolean("chosen"),
                    scope=fields.text("scope"),
                )
            )
            fields.done()
        return tuple(found)

    def _by_year(self, name: str, base_year: int, due: int) -> dict[str, str]:
        """The targets of single years, from the year after the base year on; those on the way end before the due year."""
        node = self.fields.node(name)
        if node is None:
            return {}
        if not isinstance(node, Entries):
            self.fields.error(name, "rulebook.by_year", name=name)
            return {}
        fields = Fields(node, self.problems, f"{self.fields.path}.{name}")
        found = {}
        for key, _ in node.entries:
            said = fields.text(key.text, required=True)
            if not YEAR.fullmatch(key.text) or not base_year < int(key.text) < due + (name == "yearly"):
                fields.error(key.text, "rulebook.no_year_between", name=name, base_year=base_year, due=due)
            elif said and not _NUMBER.fullmatch(said):
                fields.error(key.text, "rulebook.no_number_in_unit", name=name, said=said)
            else:
                found[key.text] = said
        return found

    def _soft(self) -> tuple[Soft, ...]:
        found = []
        for place, item in enumerate(self.fields.items("soft"), 1):
            fields = Fields(item, self.problems, f"{self.fields.path}.soft[{place}]")
            outcome: Any = fields.choice("outcome", ("review", "advice"), default="review")
            found.append(
                Soft(
                    fields.text("word", required=True),
                    fields.choice("on", SOFT_ON, required=True),
                    outcome,
                    fields.text("from"),
                    fields.text("below"),
                )
            )
            fields.done()
        return tuple(found)

    def _work(self) -> Work:
        fields = self.fields
        form: Any = fields.choice("form", TASK_FORMS, required=True, default="done")
        starts = self._starts("baseline", True)
        base_year = self._base_year(_Years(base_year=fields.integer("base_year")), starts)
        due = fields.integer("due") or self.period.last
        self._check_years(base_year, due)
        amounts = fields.texts("quantity")
        for text in amounts:
            if not _NUMBER.fullmatch(text):
                fields.error("quantity", "rulebook.quantity_no_number", text=text)
        if form == "quantity" and not amounts:
            fields.error("quantity", "rulebook.no_quantity")
        interim = self._by_year("interim", base_year, due)
        if interim and (len(amounts) != 1 or not Fraction(amounts[0] if _NUMBER.fullmatch(amounts[0]) else 0)):
            fields.error("interim", "rulebook.interim_without_quantity")
        leads = fields.mapping("lead")
        repeats, see_also = self.clauses("repeats"), self.clauses("see_also")
        work = Work(
            form=form,
            scope=fields.text("scope"),
            base_year=base_year,
            due=due,
            due_printed=fields.boolean("due_printed", default=True),
            op=fields.choice("op", OPERATORS, default="ge" if amounts else ""),
            quantity=amounts,
            quantity_printed=fields.boolean("quantity_printed", default=True),
            about=fields.boolean("about"),
            unit=fields.text("unit"),
            unit_zh=fields.text("unit_zh"),
            yearly=fields.boolean("yearly"),
            interim=interim,
            items=fields.texts("items"),
            open_list=fields.boolean("open_list"),
            start=next(iter(starts), None),
            lead=leads.texts("units") if leads else (),
            support=leads.texts("support") if leads else (),
            lead_clause=self._clause(leads, "clause", said) if leads and (said := leads.text("clause")) else "",
            condition=fields.text("condition"),
            repeats="".join(repeats[:1]),
            see_also="".join(see_also[:1]),
            names=fields.texts("names"),
        )
        if leads:
            leads.done()
        return work


def _limits_of_goal(goal: Goal) -> list[dict[str, Any]]:
    pairs = [(goal.aim.op, goal.aim.value)]
    pairs += [("baseline", start.value) for start in goal.starts]
    pairs += [("result", goal.result.value)] if goal.result else []
    pairs += [(f"{goal.aim.op}@{year}", value) for year, value in (goal.yearly | goal.interim).items()]
    return [{"op": op, "value": _plain(value), "unit": goal.unit} for op, value in pairs if value]


def _limits_of_work(work: Work) -> list[dict[str, Any]]:
    pairs = [
        *((work.op, value) for value in work.quantity),
        *((f"{work.op}@{year}", value) for year, value in work.interim.items()),
    ]
    amounts = [{"op": op, "value": _plain(value), "unit": work.unit} for op, value in pairs]
    return amounts + ([{"op": "each", "value": list(work.items), "unit": ""}] if work.items else [])


def _plain(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _as_title(said: Said) -> Said:
    """A paraphrase as a heading: without the stop at its end."""
    return Said(said.zh.rstrip("。"), said.en.rstrip("."))
