"""What the facts of one record say about others: implications used until nothing more follows.

An implication speaks where its condition holds for certain, on what is given and on what was inferred before. Whatever it says only
narrows what is known. All that speak on the same facts speak at once, so that the order of the rows never matters.

Two statements that contradict each other may each be the wrong one. Where one of them is given, it stays as written, and so does what
the other rests on; yet findings keep what either would lead to. Where both are inferred, neither holds. Then everything is inferred
anew without what is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from ..logic.conditions import Compare, Every, Some, Texts, comparisons, walk
from ..logic.operators import OPERATORS
from ..logic.truth import T
from ..rulebook.gathered import Gathered
from ..rulebook.model import Effect, Implication
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from ..vocabulary.model import CodeList, Fact, Vocabulary
from ..vocabulary.narrowing import either_of, narrowed, whole, without_codes
from ..vocabulary.typed import read_value
from ..vocabulary.values import Interval, Partial, Value
from .gathering import Gathering, gathering
from .model import Given, Item, ItemList
from .premises import Premise, premise_of, read_by

INFERRED = "inferred"
#: Where a record lies decides which documents bind it: a contradiction is said, yet it goes on lying where it says.
_STANDS = (DISTRICT, NEW_AREA)


class Conclusion(NamedTuple):
    """What follows for one fact: a value, a bound by the value of another fact, or what the items of a list amount to."""

    fact: Fact
    codes: CodeList | None
    value: Value | None
    bound: str = ""
    at_least: bool = False
    group: str = ""
    gathered: Gathered | None = None
    gathering: Gathering | None = None

    def value_from(self, values: dict[str, Value], groups: dict[str, ItemList]) -> Value | None:
        """The value, by way of what is known of the bounding fact or of the items; None where that says nothing."""
        if self.gathering is not None:
            return self.gathering(values, groups)
        return bounded(self.at_least, values.get(self.bound)) if self.bound else self.value


class Step(NamedTuple):
    """An implication made ready for the records about one subject."""

    row: Implication
    reads: frozenset[str]
    holds: Premise
    conclusions: tuple[Conclusion, ...]
    empty: tuple[str, ...]


class Clash(NamedTuple):
    """Two statements that contradict each other: what a step says of a fact (of an item of a group), and what is known already."""

    step: Step
    name: str
    derived: Value | None
    group: str = ""
    item: str = ""


def bounded(at_least: bool, other: Value | None) -> Interval | None:
    """The numbers that another number leaves open: those from it on, or those up to it."""
    band = Interval(other, other) if isinstance(other, Fraction) else other
    if not isinstance(band, Interval):
        return None
    if at_least:
        return Interval(band.low, None, band.low_open, False, True) if band.low > 0 or band.low_open else None
    if band.high is None or band.high < 0 or (band.high == 0 and band.high_open):
        return None
    return Interval(Fraction(0), band.high, False, band.high_open, True)


def steps_for(subject: str, rows: Iterable[Implication], vocabulary: Vocabulary) -> tuple[Step, ...]:
    """The implications that say something of records about a subject, without what such a record cannot carry."""
    found = []
    for row in rows:
        if row.presumed:
            continue
        conclusions = tuple(_conclusions(subject, row.then, vocabulary))
        empty = tuple(name for name in row.empty if subject in vocabulary.groups[name].subjects)
        if conclusions or empty:
            reads = read_by(row.when, vocabulary) | {one.bound for one in conclusions if one.bound}
            reads |= {one.gathered.group for one in conclusions if one.gathered is not None}
            found.append(Step(row, reads, premise_of(row.when, vocabulary), conclusions, empty))
    return tuple(found)


def _conclusions(subject: str, effects: tuple[Effect, ...], vocabulary: Vocabulary) -> Iterator[Conclusion]:
    inside = vocabulary.facts_of_items(subject)
    for effect in effects:
        fact, gathered = vocabulary.facts[effect.fact], effect.gathered
        if gathered is not None and subject not in vocabulary.groups[gathered.group].subjects:
            continue
        if effect.group:
            carried = subject in vocabulary.groups[effect.group].subjects
        else:
            carried = subject in fact.subjects and fact.name not in inside
        if carried:
            codes = vocabulary.lists.get(fact.list)
            if gathered is not None:
                yield Conclusion(fact, codes, None, gathered=gathered, gathering=gathering(gathered, codes, vocabulary))
                continue
            value = None if effect.bound else _value(effect, fact, vocabulary)
            yield Conclusion(fact, codes, value, effect.bound, bool(effect.at_least), effect.group)


def _value(effect: Effect, fact: Fact, vocabulary: Vocabulary) -> Value:
    if not effect.yes and not effect.no:
        return read_value(fact, effect.said, vocabulary)
    part = Partial(frozenset(effect.yes), frozenset(effect.no))
    return whole(fact, vocabulary.lists[fact.list], part) or part


class Inference:
    """The implications for records about one subject, found by what they read."""

    def __init__(self, subject: str, steps: tuple[Step, ...], vocabulary: Vocabulary) -> None:
        self.subject = subject
        self.steps = steps
        self.vocabulary = vocabulary
        self.by_read: dict[str, list[Step]] = {}
        for step in steps:
            for name in step.reads:
                self.by_read.setdefault(name, []).append(step)

    def waiting_for(self, names: Iterable[str]) -> list[Step]:
        """The steps that read any of some facts and groups."""
        return list({id(step): step for name in names for step in self.by_read.get(name, ())}.values())


class Doubts:
    """What is not trusted of one record, because something contradicts it: the value that is left, by fact and by item's fact."""

    def __init__(self) -> None:
        self.facts: dict[str, Value | None] = {}
        self.items: dict[tuple[str, str, str], None] = {}
        self.groups: set[str] = set()
        self.said: dict[tuple[str, str, str], Clash] = {}


class State:
    """What is known of one record while implications speak."""

    def __init__(self, inference: Inference, facts: dict[str, Given], groups: dict[str, ItemList], doubts: Doubts) -> None:
        self.inference = inference
        self.given = facts
        self.doubts = doubts
        self.values = {name: given.value for name, given in facts.items() if given.value is not None}
        for name, value in doubts.facts.items():
            self.values.pop(name, None)
            if value is not None:
                self.values[name] = value
        self.groups = {name: _doubted(name, listed, doubts) for name, listed in groups.items()}
        self.because: dict[str, tuple[str, ...]] = {}
        #: What holds of every item of a group, listed or not.
        self.of_items: dict[str, dict[str, tuple[Value | None, tuple[str, ...]]]] = {}

    def close(self) -> list[Clash]:
        """Lets implications speak until nothing more follows; stops at the first contradictions and gives them."""
        waiting = self.inference.waiting_for((*self.values, *self.groups))
        while waiting:
            speaking = [step for step in waiting if step.holds(self.values, self.groups) == T]
            clashes: list[Clash] = []
            changed = self._facts(speaking, clashes) | self._items(speaking, clashes) | self._empty(speaking, clashes)
            if clashes:
                return clashes
            waiting = self.inference.waiting_for(changed)
        return []

    def _facts(self, speaking: list[Step], clashes: list[Clash]) -> set[str]:
        told: dict[str, list[tuple[Step, Conclusion, Value]]] = {}
        for step in speaking:
            for one in step.conclusions:
                value = one.value_from(self.values, self.groups) if not one.group else None
                if value is not None and self._open(one.fact.name):
                    told.setdefault(one.fact.name, []).append((step, one, value))
        changed = set()
        for name, several in told.items():
            before = self.values.get(name)
            known, because = before, dict.fromkeys(self.because.get(name, ()))
            for step, one, value in sorted(several, key=lambda each: each[0].row.id):
                both = value if known is None else narrowed(one.fact, one.codes, known, value)
                if both is None:
                    clashes.append(Clash(step, name, value))
                elif both != known:
                    known = both
                    because[step.row.id] = None
            if known is not None and known != before:
                self.values[name], self.because[name] = known, tuple(because)
                changed.add(name)
        return changed

    def _open(self, name: str) -> bool:
        """Whether implications may speak of a fact: not of one in doubt, nor of one that the record gives and that cannot be used."""
        given = self.given.get(name)
        return name not in self.doubts.facts and (given is None or given.value is not None)

    def _empty(self, speaking: list[Step], clashes: list[Clash]) -> set[str]:
        changed = set()
        for step in speaking:
            for name in step.empty:
                listed = self.groups.get(name)
                if listed is not None and listed.items:
                    if name not in self.doubts.groups:
                        clashes.append(Clash(step, name, None, name))
                elif listed is None or not listed.complete:
                    self.groups[name] = ItemList(())
                    changed.add(name)
        return changed

    def _items(self, speaking: list[Step], clashes: list[Clash]) -> set[str]:
        changed = set()
        for step in sorted(speaking, key=lambda one: one.row.id):
            for one in step.conclusions:
                if one.group and one.value is not None:
                    self._every(step, one, one.value)
                    if self._listed(step, one, one.value, clashes):
                        changed.add(one.group)
        return changed

    def _every(self, step: Step, one: Conclusion, value: Value) -> None:
        """Keeps what holds of items that are not listed; where two statements contradict each other, neither does."""
        held = self.of_items.setdefault(one.group, {})
        known, because = held.get(one.fact.name, (value, ()))
        both = None if known is None else narrowed(one.fact, one.codes, known, value)
        if both != known or not because:
            held[one.fact.name] = (both, (*because, step.row.id))

    def _listed(self, step: Step, one: Conclusion, value: Value, clashes: list[Clash]) -> bool:
        listed = self.groups.get(one.group)
        items = []
        for item in listed.items if listed is not None else ():
            given = item.facts.get(one.fact.name)
            known = given.value if given is not None else None
            usable = given is None or (given.value is not None and given.bad is None)
            both = None
            if usable and (one.group, item.id, one.fact.name) not in self.doubts.items:
                both = value if known is None else narrowed(one.fact, one.codes, known, value)
                if both is None:
                    clashes.append(Clash(step, one.fact.name, value, one.group, item.id))
            items.append(item if both is None or both == known else _said(item, one.fact, both, step.row.id))
        if listed is None or all(mine is theirs for mine, theirs in zip(items, listed.items, strict=True)):
            return False
        self.groups[one.group] = replace(listed, items=tuple(items))
        return True


def _said(item: Item, fact: Fact, value: Value, because: str) -> Item:
    given = item.facts.get(fact.name)
    if given is None:
        told = Given(value, unit=fact.unit, source=INFERRED, because=(because,))
    else:
        told = replace(given, value=value, because=(*given.because, because))
    return replace(item, facts={**item.facts, fact.name: told})


def _doubted(group: str, listed: ItemList, doubts: Doubts) -> ItemList:
    """The items without the facts that are not trusted."""
    names = {(item, fact) for name, item, fact in doubts.items if name == group}
    if not names:
        return listed
    items = tuple(
        replace(
            item,
            facts={
                name: replace(given, value=None) if (item.id, name) in names else given for name, given in item.facts.items()
            },
        )
        for item in listed.items
    )
    return replace(listed, items=items)


def concluded(inference: Inference, facts: dict[str, Given], groups: dict[str, ItemList]) -> State:
    """All that follows from the facts and groups of a record, with what is in doubt where implications contradict them."""
    doubts = Doubts()
    while True:
        state = State(inference, facts, groups, doubts)
        clashes = state.close()
        if not clashes:
            _doubt_places(state, doubts)
            return state
        # in an order of their own, because what is left of a fact depends on it and must not depend on how the record is written
        for clash in sorted(clashes, key=lambda one: (one.step.row.id, one.group, one.item, one.name)):
            _doubt(clash, state, doubts)


def _doubt_places(state: State, doubts: Doubts) -> None:
    """Where a fact in doubt would have said where the record lies, that is in doubt too, and not for a named plan to say."""
    given = {name: one.value for name, one in state.given.items() if one.value is not None}
    for name in _STANDS:
        for step in state.inference.steps:
            says = any(one.fact.name == name for one in step.conclusions) and name not in state.values
            doubted = says and not step.reads.isdisjoint(doubts.facts)
            if doubted and step.holds({**state.values, **given}, state.groups) & T:
                doubts.facts[name] = None


def _doubt(clash: Clash, state: State, doubts: Doubts) -> None:
    """Takes both sides of a contradiction out of what is trusted."""
    doubts.said.setdefault((clash.group, clash.item, clash.name), clash)
    if clash.item:
        doubts.items[clash.group, clash.item, clash.name] = None
    elif clash.group:
        doubts.groups.add(clash.name)
    elif _doubt_fact(clash, state, doubts):
        _doubt_spread(clash.name, state, doubts)
        return
    for step in _roots(clash.step, state):
        _doubt_premise(step, state, doubts)


def _doubt_fact(clash: Clash, state: State, doubts: Doubts) -> bool:
    """Leaves of a fact what both sides allow; whether only what was inferred is at odds, so that nothing given is in doubt."""
    given = state.given.get(clash.name)
    if given is None or given.value is None or clash.derived is None:
        doubts.facts.setdefault(clash.name, None)
        return True
    fact = state.inference.vocabulary.facts[clash.name]
    codes = state.inference.vocabulary.lists.get(fact.list)
    before = doubts.facts.setdefault(clash.name, given.value)
    if narrowed(fact, codes, given.value, clash.derived) is not None:
        return True
    if before is not None and clash.name not in _STANDS:
        doubts.facts[clash.name] = either_of(fact, codes, before, clash.derived)
    return False


def _doubt_spread(name: str, state: State, doubts: Doubts) -> None:
    """A list that a fact would have stood for is in doubt with the fact: it says the same thing, by item."""
    for group in state.inference.vocabulary.items_of(state.inference.subject):
        _doubt_items(group.name, {mine for mine, whole in group.spread.items() if whole == name}, state, doubts)


def _roots(step: Step, state: State) -> list[Step]:
    """The step with those that it rests on."""
    by_id = {each.row.id: each for each in state.inference.steps}
    found = [step]
    for one in found:
        for name in one.reads:
            found += (by_id[because] for because in state.because.get(name, ()) if by_id[because] not in found)
    return found


def _doubt_premise(step: Step, state: State, doubts: Doubts) -> None:
    vocabulary = state.inference.vocabulary
    for node in walk(step.row.when):
        if isinstance(node, Some | Every):
            _doubt_items(node.group, {one.fact for one in comparisons(node)}, state, doubts)
        elif isinstance(node, Compare):
            given = state.given.get(node.fact)
            if given is not None and given.value is not None and node.fact not in _STANDS:
                before = doubts.facts.get(node.fact, given.value)
                doubts.facts[node.fact] = _less(node, before, vocabulary)
    for conclusion in step.conclusions:
        if conclusion.bound and conclusion.bound in state.given:
            doubts.facts[conclusion.bound] = None
        if conclusion.gathered is not None:
            _doubt_items(conclusion.gathered.group, {*conclusion.gathered.of}, state, doubts)


def _doubt_items(group: str, names: set[str], state: State, doubts: Doubts) -> None:
    listed = state.groups.get(group)
    for item in listed.items if listed is not None else ():
        for name in names:
            if name in item.facts and item.facts[name].source != INFERRED:
                doubts.items[group, item.id, name] = None


def _less(node: Compare, value: Value | None, vocabulary: Vocabulary) -> Value | None:
    """What is left of a fact when a comparison with it is not trusted: of a list, all but the codes that it asks for."""
    fact = vocabulary.facts[node.fact]
    codes = vocabulary.lists.get(fact.list)
    if value is None or codes is None or fact.type != "codes" or OPERATORS[node.op].of != "wanted":
        return None
    wanted = frozenset(code for operand in node.operands if isinstance(operand, Texts) for code in operand.values)
    return without_codes(codes, value, wanted | {"none"})
