"""What a rulebook holds: documents, clauses, rules, parameters, areas. Immutable data without the state of any run."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from ..bilingual import Said
from ..logic.conditions import TRUE, Named, Node, named_in
from ..vocabulary.model import Vocabulary
from ..vocabulary.stages import RANK
from .gathered import Gathered
from .goals import Indicator, Period
from .readings import Reading

Kind = Literal["prohibition", "obligation", "limit", "target", "substitution", "procedure"]
Form = Literal["rule", "attestation", "indicator", "task", "duty"]
Status = Literal["draft", "active", "deprecated"]

KINDS: dict[str, Said] = {
    "prohibition": Said("禁止", "prohibition"),
    "obligation": Said("义务", "obligation"),
    "limit": Said("限值", "limit"),
    "target": Said("目标", "target"),
    "substitution": Said("置换", "substitution"),
    "procedure": Said("程序", "procedure"),
}
FORCES: dict[str, Said] = {
    "binding": Said("约束性", "binding"),
    "expected": Said("预期性", "expected"),
    "mandatory": Said("强制", "mandatory"),
    "advisory": Said("倡导", "advisory"),
}
LEVELS: dict[str, Said] = {
    "law": Said("法律", "law"),
    "standard": Said("标准", "standard"),
    "municipality": Said("市级规划", "municipal plan"),
    "district": Said("区县规划", "district plan"),
    "new_area": Said("新区规划", "new-area plan"),
    "pack": Said("自定规则", "own rules"),
}


class Document(Struct, frozen=True):
    """A published plan, law or standard, at one edition; `area` is the area in which it binds.

    `period` are the years that its targets are for. Records are bound from `begins`: the day of issue, or the later one on which it
    takes effect. Where the day of issue is only known to lie within a span, `issued` is its first day and `issued_by` its last.
    """

    id: str
    title: Said
    short: Said
    level: str
    area: str
    aliases: tuple[str, ...] = ()
    number: str = ""
    issuer: Said = Said()
    issued: date | None = None
    issued_by: date | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    period: Period | None = None
    edition: str = ""
    source: Said = Said()
    note: Said = Said()
    verify: bool = False

    @property
    def begins(self) -> date | None:
        """The first day on which it can bind a record; None where nothing says it."""
        return _latest(self.effective, self.issued or self.published)

    @property
    def surely(self) -> date | None:
        """From when it binds without doubt, where that is later than `begins`."""
        return None if self.issued_by is None or self.issued_by == self.begins else _latest(self.begins, self.issued_by)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


class Clause(Struct, frozen=True):
    """One checkable statement of a document. `say` is our paraphrase; `anchor` locates the sentence in the text.

    `left_to_people` says why no rule decides it; `verify` marks a figure that a person should hold against the official text.
    """

    id: str
    document: str
    section: str = ""
    line: int = 0
    anchor: str = ""
    say: Said = Said()
    force: str = ""
    form: str = ""
    priority: int = 3
    due: str = ""
    trouble: Said = Said()
    left_to_people: Said = Said()
    verify: bool = False


class InForce(Struct, frozen=True):
    """From and to, both inclusive; the first known date among `judged_on` decides.

    Before `surely`, where it is given, a person has to find out whether the document had been issued.
    """

    start: date | None = None
    end: date | None = None
    judged_on: tuple[str, ...] = ("as_of",)
    surely: date | None = None


class Exemption(Struct, frozen=True):
    """A stated exception, named, with the clause or other source that grants it."""

    id: str
    when: Node
    clause: str = ""
    source: Said = Said()
    note: Said = Said()


class Derived(Struct, frozen=True):
    """A value that a rule computes from facts: white-listed arithmetic, result in `unit`; `over` is a group whose item facts
    may be written short."""

    name: str
    expr: str
    unit: str
    over: str = ""


class RuleTest(Struct, frozen=True):
    """A test inside a rule: facts as written, and the outcome they must lead to."""

    name: str
    given: object
    expect: str
    line: int = 0
    as_of: str = ""
    missing: tuple[str, ...] | None = None
    possible: tuple[str, ...] | None = None
    reason: str = ""


class Target(Struct, frozen=True):
    """What a row of an indicator or task table asks for, beyond its condition: kept as written, read by the assessment."""

    row: dict[str, object]


class Rule(Struct, frozen=True, dict=True):
    """What decides one clause or a few. Every form (rule, attestation, indicator, task, duty) is one of these.

    `evidence` is what shows that an attested clause is met, `who` the authority that a duty binds. `stage` is the one from which the
    rule has something to ask; `stage_from` says where that comes from: ``written``, the fact that can be known no earlier, or
    nothing, where no fact says otherwise.
    """

    id: str
    document: str
    clauses: tuple[str, ...]
    title: Said
    subjects: tuple[str, ...]
    kind: str
    modality: str
    force: str
    form: Form = "rule"
    in_force: InForce = InForce()
    each: str = ""
    scope: Node | None = None
    require: Node | None = None
    exempt: tuple[Exemption, ...] = ()
    derive: tuple[Derived, ...] = ()
    note: Said = Said()
    conflicts_with: tuple[str, ...] = ()
    verify: bool = False
    status: Status = "active"
    aliases: tuple[str, ...] = ()
    replaced_by: str = ""
    topic: str = ""
    evidence: Said = Said()
    who: Said = Said()
    target: Target | None = None
    tests: tuple[RuleTest, ...] = ()
    file: str = ""
    line: int = 0
    stage: str = ""
    stage_from: str = ""

    @cached_property
    def conditions(self) -> tuple[Node, ...]:
        """Scope, requirement and exemptions, those that it has."""
        parts = (self.scope, self.require, *(exemption.when for exemption in self.exempt))
        return tuple(part for part in parts if part is not None)

    @cached_property
    def named(self) -> Named:
        """What its conditions name."""
        return named_in(*self.conditions)

    @property
    def stage_rank(self) -> int:
        """The place of the stage among all; that of the first where none is set."""
        return RANK.get(self.stage, 0)


class Row(Struct, frozen=True):
    """One row of a table: a key cell per column (`*` any; a band such as ``[20, 35) t/h``) and the value."""

    keys: tuple[str, ...]
    value: str


class Edition(Struct, frozen=True):
    """The value (or rows) of a parameter over a period, with where it is printed."""

    start: date | None
    end: date | None
    value: str = ""
    rows: tuple[Row, ...] = ()
    source: Said = Said()
    verify: bool = False


class Parameter(Struct, frozen=True):
    """A number or table that rules use, dated. `by` are the key facts of a table, `otherwise` what a known key without a row
    means, `fill` whether the last value holds over a gap."""

    name: str
    unit: str
    editions: tuple[Edition, ...]
    title: Said = Said()
    by: tuple[str, ...] = ()
    otherwise: Literal["error", "unknown", "not_applicable"] = "unknown"
    fill: Literal["none", "hold"] = "none"
    list: str = ""
    document: str = ""


class Area(Struct, frozen=True):
    """An administrative unit (adcode, dated) or a zone that cuts across some (`overlaps`)."""

    id: str
    label: Said
    kind: str
    within: str = ""
    overlaps: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    aliases: tuple[str, ...] = ()


class Effect(Struct, frozen=True):
    """What an implication says of one fact: a value as a record would write it (`said`), codes that are there and that are not
    (`yes`, `no`), a bound by another fact, or what the items of a list amount to. With `group` it speaks of each item of that group."""

    fact: str
    said: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    at_least: str = ""
    at_most: str = ""
    group: str = ""
    gathered: Gathered | None = None

    @property
    def bound(self) -> str:
        """The fact that bounds it."""
        return self.at_least or self.at_most


class ImplicationTest(Struct, frozen=True):
    """A record of a subject as written, and what the implication must say of some facts; nothing where it must not speak."""

    given: object
    expect: dict[str, object] = {}
    subject: str = ""
    line: int = 0


class Implication(Struct, frozen=True):
    """What given facts say about others, from a day to a day: where `when` holds for certain, so does all of `then`, and the groups
    in `empty` have no items. One that is only `presumed` never becomes a fact."""

    id: str
    kind: str
    source: Said
    when: Node
    then: tuple[Effect, ...] = ()
    empty: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    presumed: bool = False
    verify: bool = False
    tests: tuple[ImplicationTest, ...] = ()
    file: str = ""
    line: int = 0

    def in_force(self, day: date | None) -> bool:
        """Whether it may be used on a day; a dated one never where the day is not known."""
        if day is None:
            return self.start is None and self.end is None
        return (self.start or date.min) <= day <= (self.end or date.max)


class PrintedLine(Struct, frozen=True):
    """A line of a sheet: a fact, and the usual answer as a record would write it, empty where any would be a guess.

    The answer is printed for the records of which `where` holds for certain, and not for those of which `unless` does.
    """

    fact: str
    printed: str = ""
    where: Node | None = None
    unless: Node | None = None


class SheetForm(Struct, frozen=True):
    """A page of like facts with their usual answers, which a person confirms as a whole for records about some subjects."""

    name: str
    title: Said
    subjects: tuple[str, ...]
    source: Said
    lines: tuple[PrintedLine, ...]
    file: str = ""
    line: int = 0


class Aspect(Struct, frozen=True):
    """What a record about one subject is besides: where `when` holds for certain, it is also looked at as `seen_as`, by the rules that
    ask from the stage `up_to` or an earlier one on (all, where it is empty).

    `takes` are facts and groups of the record that are said of the other subject under another name, those `in_part` without what
    they leave out. Where `whole` does not hold for certain, all else but the facts of the namespaces `about` counts as `otherwise` says:
    ``there``, what is there and never what is not; ``nothing``.
    """

    id: str
    subject: str
    seen_as: str
    when: Node
    up_to: str = ""
    takes: dict[str, str] = {}
    in_part: tuple[str, ...] = ()
    whole: Node = TRUE
    otherwise: Literal["there", "nothing"] = "there"
    about: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def brings(self, rule: Rule) -> bool:
        """Whether a rule asks early enough."""
        return not self.up_to or rule.stage_rank <= RANK[self.up_to]


class RulebookData(Struct, frozen=True, dict=True):
    """Everything that was read from rule files; the compiled cache is this, and nothing else.

    `readings` are the second readings by clause, `unread` the rules that still want one.
    """

    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    rules: tuple[Rule, ...] = ()
    parameters: dict[str, Parameter] = {}
    areas: dict[str, Area] = {}
    vocabulary: Vocabulary = Vocabulary()
    digest: str = ""
    indicators: dict[str, Indicator] = {}
    implications: tuple[Implication, ...] = ()
    sheets: tuple[SheetForm, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    readings: dict[str, Reading] = {}
    unread: tuple[str, ...] = ()

    @cached_property
    def unread_rules(self) -> frozenset[str]:
        return frozenset(self.unread)

    @cached_property
    def implication_ids(self) -> dict[str, Implication]:
        return {implication.id: implication for implication in self.implications}

    @cached_property
    def rule_ids(self) -> dict[str, Rule]:
        """Rules by id and by alias."""
        found = {alias: rule for rule in self.rules for alias in rule.aliases}
        return found | {rule.id: rule for rule in self.rules}
