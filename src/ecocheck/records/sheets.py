"""Sheets: what is printed on the pages for a record, and which facts follow from the pages that somebody has confirmed.

A usual answer is printed for a record as long as nothing that the record says speaks against it: no fact of its own, nothing that
follows from those, and no contradiction that the answer would end in. What other sheets say never matters, so that the pages are the same
in whatever order they are signed. An answer that was let stand and that turns out to contradict the record is no fact any more; a line
that the signer named is a statement like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..bilingual import Said, did_you_mean
from ..errors import EcocheckError, Mark, Problem
from ..logic.conditions import Node
from ..logic.truth import T
from ..rulebook.model import PrintedLine, SheetForm
from ..vocabulary.model import CodeList, Fact, Vocabulary
from ..vocabulary.narrowing import narrowed
from ..vocabulary.typed import is_blank, read_value
from ..vocabulary.values import Value
from .confirmation import Confirmation, Sheet, SheetLine, Signed, digest_of, share, shares
from .inference import State, concluded
from .model import Given, Record
from .premises import Premise, premise_of, read_by

#: Where a fact comes from that a person confirmed by way of a sheet.
SHEET = "sheet"
COMMA = Said("、", ", ")


class _Condition(NamedTuple):
    """A condition on what a record says, with the facts that it looks at."""

    holds: Premise
    reads: tuple[str, ...]


class _Line(NamedTuple):
    """A line made ready: its fact, the usual answer as a value, and when it is printed."""

    fact: Fact
    codes: CodeList | None
    printed: str
    value: Value | None
    where: _Condition | None
    unless: _Condition | None


class Use(NamedTuple):
    """What came of a confirmed sheet: the facts that it gives, those of them as printed, and the lines that it leaves open."""

    confirmation: Confirmation
    title: Said
    digest: str
    facts: tuple[str, ...]
    as_printed: tuple[str, ...]
    left_open: tuple[str, ...]


class Confirmed(NamedTuple):
    """The facts of a record with those that its sheets give, all that follows from them, and what is to be said about the sheets."""

    facts: dict[str, Given]
    state: State
    uses: tuple[Use, ...]
    problems: tuple[Problem, ...]


class Sheets:
    """The sheets of a rulebook."""

    def __init__(self, forms: Iterable[SheetForm], vocabulary: Vocabulary) -> None:
        self.forms = {form.name: form for form in forms}
        self.vocabulary = vocabulary
        self.lines = {name: {line.fact: self._line(line) for line in form.lines} for name, form in self.forms.items()}

    def _line(self, line: PrintedLine) -> _Line:
        fact = self.vocabulary.facts[line.fact]
        return _Line(
            fact,
            self.vocabulary.lists.get(fact.list),
            line.printed,
            read_value(fact, line.printed, self.vocabulary) if line.printed else None,
            self._condition(line.where),
            self._condition(line.unless),
        )

    def _condition(self, node: Node | None) -> _Condition | None:
        if node is None:
            return None
        return _Condition(premise_of(node, self.vocabulary), tuple(sorted(read_by(node, self.vocabulary))))

    def pages(self, record: Record, state: State) -> tuple[Sheet, ...]:
        """The pages for a record, of which `state` says what follows from what it gives without any sheet."""
        return tuple(self._page(form, record, state) for form in self.forms.values() if record.subject in form.subjects)

    def _page(self, form: SheetForm, record: Record, state: State) -> Sheet:
        lines = tuple(
            self._shown(line, record, state) for line in self.lines[form.name].values() if record.subject in line.fact.subjects
        )
        return Sheet(form.name, form.title, lines, digest_of(lines))

    def _shown(self, line: _Line, record: Record, state: State) -> SheetLine:
        if line.value is None:
            return SheetLine(line.fact.name, "")
        against = _against(line, line.value, record, state)
        return SheetLine(line.fact.name, "" if against else line.printed, against)

    def confirmed(self, record: Record, state: State) -> Confirmed:
        """What the confirmed sheets of a record give; `state` is as for `pages`."""
        signing = _Signing(self, record, state)
        return signing.run()


def _against(line: _Line, value: Value, record: Record, state: State) -> tuple[str, ...]:
    """What speaks against a usual answer: the facts or implications to name, none where nothing does."""
    name = line.fact.name
    given, known = record.facts.get(name), state.values.get(name)
    if (given is not None and (given.value is None or given.bad is not None)) or name in state.doubts.facts:
        return (name,)
    if line.where is not None and line.where.holds(state.values, state.groups) != T:
        return line.where.reads
    if line.unless is not None and line.unless.holds(state.values, state.groups) == T:
        return line.unless.reads
    both = value if known is None else narrowed(line.fact, line.codes, known, value)
    if both is None:
        return state.because.get(name, ()) or (name,)
    if name not in state.inference.by_read or both == known:
        return ()
    tried = concluded(state.inference, {**record.facts, name: Given(both)}, record.groups)
    clashes = (clash for key, clash in tried.doubts.said.items() if key not in state.doubts.said)
    return tuple(sorted({clash.step.row.id for clash in clashes}))


class _Signing:
    """The confirmed sheets of one record while they become facts."""

    def __init__(self, sheets: Sheets, record: Record, state: State) -> None:
        self.sheets = sheets
        self.record = record
        self.before = state
        self.pages = {page.name: page for page in sheets.pages(record, state)}
        self.facts = dict(record.facts)
        self.problems: list[Problem] = []
        self.named: dict[str, list[str]] = {}
        self.printed: dict[str, list[str]] = {}

    def run(self) -> Confirmed:
        told = [one for _, one in sorted(self.record.sheets.items()) if self._known(one)]
        for one in told:
            self._name(one)
            self._let_stand(one)
        state = self._without_contradictions(told)
        return Confirmed(self.facts, state, tuple(self._use(one) for one in told), tuple(self.problems))

    def _known(self, one: Confirmation) -> bool:
        if one.sheet in self.pages:
            return True
        if one.sheet in self.sheets.forms:
            self._say(one, "records.sheet_of_others", one.sheet)
        else:
            self._say(one, "records.no_sheet", one.sheet, hint=did_you_mean(one.sheet, self.sheets.forms))
        return False

    def _name(self, one: Confirmation) -> None:
        """The lines that the signer names."""
        lines = self.sheets.lines[one.sheet]
        self.named[one.sheet] = []
        for name, answer in one.lines.items():
            line = lines.get(name)
            if line is None:
                self._say(one, "records.no_sheet_line", name, answer.mark, hint=did_you_mean(name, lines), sheet=one.sheet)
                continue
            self.named[one.sheet].append(name)
            if is_blank(answer.raw):
                continue
            try:
                value = read_value(line.fact, answer.raw, self.sheets.vocabulary)
            except EcocheckError as error:
                where = answer.mark or one.mark or Mark("")
                self.problems.append(Problem.of(error, where, field=name, place=self.record.id))
                continue
            text = answer.raw if isinstance(answer.raw, str) else str(answer.raw)
            if not self._give(line, value, text, Signed(one.sheet, one.by, one.on, as_printed=False)):
                self._say(one, "records.sheet_beside_given", name, answer.mark, severity="warning", fact=line.fact.label)

    def _let_stand(self, one: Confirmation) -> None:
        """The lines that the signer lets stand as they were printed."""
        page = self.pages[one.sheet]
        self.printed[one.sheet] = []
        signed = shares(one.printed) if one.printed else None
        if not one.rest:
            return
        if signed is None:
            self._say(one, "records.sheet_without_digest", one.sheet, severity="warning", digest=page.digest)
        changed: list[Said] = []
        spoken: list[Said] = []
        for printed in page.lines:
            line = self.sheets.lines[one.sheet][printed.fact]
            if printed.fact in self.named[one.sheet] or line.value is None:
                continue
            was_printed = signed is None or share(SheetLine(printed.fact, line.printed)) in signed
            if was_printed != bool(printed.printed) and signed is not None:
                (changed if printed.printed else spoken).append(line.fact.label)
            elif printed.printed:
                self._give(line, line.value, line.printed, Signed(one.sheet, one.by, one.on, as_printed=True))
                if self._is_signed(printed.fact):
                    self.printed[one.sheet].append(printed.fact)
        if changed:
            self._say(
                one, "records.sheet_changed", one.sheet, severity="warning", facts=COMMA.join(changed), digest=page.digest
            )
        if spoken:
            self._say(one, "records.sheet_against", one.sheet, severity="warning", facts=COMMA.join(spoken))

    def _give(self, line: _Line, value: Value, text: str, signed: Signed) -> bool:
        """Puts an answer beside what the record gives; False where the two contradict each other."""
        given = self.record.facts.get(line.fact.name)
        both = value
        if given is not None:
            told = None if given.value is None or given.bad is not None else narrowed(line.fact, line.codes, given.value, value)
            if told is None or told == given.value:
                return told is not None
            both = told
        self.facts[line.fact.name] = Given(both, text, line.fact.unit, SHEET, signed=signed)
        return True

    def _without_contradictions(self, told: list[Confirmation]) -> State:
        """All that follows; answers that were let stand and end in a contradiction are taken back, all of them at once."""
        while True:
            state = concluded(self.before.inference, self.facts, self.record.groups)
            wrong = {name for names in self.printed.values() for name in names if name in state.doubts.facts}
            if not wrong:
                return state
            for one in told:
                labels = [self.sheets.vocabulary.facts[name].label for name in self.printed[one.sheet] if name in wrong]
                if labels:
                    self._say(one, "records.sheet_contradicted", one.sheet, severity="warning", facts=COMMA.join(labels))
                self.printed[one.sheet] = [name for name in self.printed[one.sheet] if name not in wrong]
            for name in wrong:
                self.facts.pop(name)
                if name in self.record.facts:
                    self.facts[name] = self.record.facts[name]

    def _is_signed(self, name: str) -> bool:
        return name in self.facts and self.facts[name].signed is not None

    def _use(self, one: Confirmation) -> Use:
        page = self.pages[one.sheet]
        given = tuple(line.fact for line in page.lines if self._is_signed(line.fact))
        left = tuple(line.fact for line in page.lines if line.fact not in self.facts)
        return Use(one, page.title, page.digest, given, tuple(name for name in given if name in self.printed[one.sheet]), left)

    def _say(self, one: Confirmation, code: str, field: str, mark: Mark | None = None, **parts: Any) -> None:
        where = mark or one.mark or Mark("")
        self.problems.append(Problem.coded(where, code, field=f"sheets.{field}", place=self.record.id, **parts))


def resting_on_print(state: State, facts: dict[str, Given]) -> Iterator[tuple[str, Signed]]:
    """The inferred facts that rest on answers that were let stand, each with the first signature behind it."""
    behind = {name: given.signed for name, given in facts.items() if given.signed is not None and given.signed.as_printed}
    by_id = {step.row.id: step for step in state.inference.steps}
    found = dict(behind)
    grown = bool(found)
    while grown:
        grown = False
        for name, because in state.because.items():
            if name in found:
                continue
            reads = sorted({read for row in because for read in by_id[row].reads if read in found})
            if reads:
                found[name] = found[reads[0]]
                grown = True
                yield name, found[name]
