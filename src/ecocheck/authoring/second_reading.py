"""A demand that a reader wrote down without the rule, held against the rule; and the stamp on readings that agree.

A difference is settled from the line: in the rule, in its note, or by the reader's word on it (`settled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..bilingual import Said
from ..logic.conditions import Not, comparisons, walk
from ..logic.outcomes import MODALITIES
from ..rulebook.meaning import digest_of_clause
from ..rulebook.model import Rule, RulebookData
from ..rulebook.readings import AUTHORITY, PERSON, Bound, Reading
from ..source.yaml import Mapping, Scalar, Sequence, read_yaml
from ..vocabulary.model import SUBJECTS
from .figures_held import Held, Side, amount_of, days_of, figures_of
from .house_form.texts import written

#: Figures of a district and works of its own are what an authority owes.
_OWED_BY_AUTHORITY = ("indicator", "task", AUTHORITY)
_DAY = re.compile(r"[12][0-9]{3}(?:-[01][0-9]){1,2}")
_OPEN_SAID = re.compile("等|其他|列举|没有列|未列")

NOT_BOUND = Said("写的是约束{binds}，没有哪条规则约束它", "is said to bind {binds}, which no rule does")
BOUND_TOO = Said("规则约束{binds}，要求里没有", "the rules bind {binds}, the demand does not")
OTHER_MODALITY = Said("写的是“{said}”，规则是“{held}”", "is said to be {said}, the rules are {held}")
NOT_HELD = Said("“{bound}”在规则和 note 里都没有", "'{bound}' stands in no rule and in no note")
OTHER_BOUND = Said("“{bound}”，规则写的是 {held}", "'{bound}', where the rule has {held}")
NOT_SAID = Said("规则有 {held}，要求里没有", "the rules hold {held}, the demand does not")
NO_EXCEPTION = Said("有例外，规则没有例外，也没有 note", "has exceptions, the rules have none and no note")
EXCEPTION_TOO = Said("规则有例外 {held}，要求里没有", "the rules except {held}, the demand does not")
CLOSED = Said(
    "列举没有列完，规则没有 judge，note 里也没有说明", "leaves its list open, the rules have no judge and no note on it"
)
NO_DAY = Said("日期 {day} 在规则和 note 里都没有", "the day {day} stands in no rule and in no note")
DAY_TOO = Said("规则有日期 {day}，要求里没有", "the rules have the day {day}, the demand does not")
NO_STATE = Said("说的是“{before}”，规则不看日期或状态", "speaks of the time '{before}', the rules look at no date and no state")


class Difference(NamedTuple):
    """What a demand and its rules do not have in common; its kind is one of `DIFFERENCES`."""

    kind: str
    said: Said


def differences(reading: Reading, rules: Iterable[Rule], data: RulebookData) -> Iterator[Difference]:
    """What is not settled between a demand and the rules that decide its clause."""
    held = _Held(list(rules), data)
    for kind, look in _LOOKS.items():
        if kind not in reading.settled:
            yield from (Difference(kind, said) for said in look(reading, held))


class _Held:
    """The rules of a clause, and what all of them hold together."""

    def __init__(self, rules: list[Rule], data: RulebookData) -> None:
        self.rules, self.data = rules, data
        self.figures = [figure for rule in rules for figure in figures_of(rule, data)]
        texts = [text for rule in rules for text in (rule.note, *(one.note for one in rule.exempt))]
        left = [data.clauses[clause].left_to_people for rule in rules for clause in rule.clauses if clause in data.clauses]
        self.notes = " ".join(text.zh for text in (*texts, *left))
        self.judged = any(rule.named.person for rule in rules)


def _binds(reading: Reading, held: _Held) -> Iterator[Said]:
    said = {_debtor(name) for name in reading.binds} - {PERSON}
    bound = {_debtor(name) for rule in held.rules for name in (rule.subjects or (AUTHORITY,)) if rule.form != "duty"}
    bound |= {AUTHORITY for rule in held.rules if rule.form == "duty"}
    if held.rules and (missing := said - bound):
        yield NOT_BOUND.filled(binds=_subjects(missing))
    if more := bound - said:
        yield BOUND_TOO.filled(binds=_subjects(more))


def _debtor(name: str) -> str:
    return AUTHORITY if name in _OWED_BY_AUTHORITY else name


def _subjects(names: set[str]) -> list[Said]:
    return [SUBJECTS.get(name, Said("主管部门", "the authority")) for name in sorted(names)]


def _modality(reading: Reading, held: _Held) -> Iterator[Said]:
    found = sorted({rule.modality for rule in held.rules if rule.form != "duty"} - {reading.modality})
    if found:
        yield OTHER_MODALITY.filled(said=MODALITIES[reading.modality], held=[MODALITIES[word] for word in found])


def _limits(reading: Reading, held: _Held) -> Iterator[Said]:
    yield from _bounds(reading.limits, "allowed", held)
    written = [*reading.limits, *reading.triggers]
    said = [amount for bound in written if (amount := amount_of(bound.text)) is not None]
    said += [
        amount
        for text in reading.exceptions
        for part in re.findall(r"[0-9][0-9.,]*[^，。；、]{0,8}", text)
        if (amount := amount_of(part))
    ]
    for figure in dict.fromkeys(held.figures):
        if figure.sure and not any(figure.amount.equals(amount) for amount in said):
            yield NOT_SAID.filled(held=figure.text)


def _triggers(reading: Reading, held: _Held) -> Iterator[Said]:
    yield from _bounds(reading.triggers, "addressed", held)


def _bounds(bounds: tuple[Bound, ...], side: Side, held: _Held) -> Iterator[Said]:
    for bound in bounds:
        amount = amount_of(bound.text)
        if amount is None or _DAY.fullmatch(bound.text):
            continue
        same = [figure for figure in held.figures if figure.amount.equals(amount)]
        if not same and not _stands_in(bound.text, held.notes):
            yield NOT_HELD.filled(bound=bound)
        elif same and not any(figure.reads(bound.op, side) for figure in same):
            yield OTHER_BOUND.filled(bound=bound, held=[_shown(figure) for figure in same])


def _shown(figure: Held) -> str:
    return str(Bound(figure.op, figure.text))


def _stands_in(text: str, notes: str) -> bool:
    digits = re.search(r"[0-9][0-9.,]*", text)
    return digits is not None and re.search(rf"(?<![0-9.]){re.escape(digits[0])}(?![0-9])", notes) is not None


def _exceptions(reading: Reading, held: _Held) -> Iterator[Said]:
    excepted = [exemption.id for rule in held.rules for exemption in rule.exempt]
    denied = any(
        isinstance(node, Not) or (hasattr(node, "op") and node.op in ("not_in", "ne"))
        for rule in held.rules
        for part in rule.conditions
        for node in walk(part)
    )
    if reading.exceptions and held.rules and not (excepted or denied or held.judged or held.notes.strip()):
        yield NO_EXCEPTION
    if excepted and not reading.exceptions:
        yield EXCEPTION_TOO.filled(held=excepted)


def _open_list(reading: Reading, held: _Held) -> Iterator[Said]:
    measured = [rule for rule in held.rules if rule.form == "rule" and rule.modality == "strict"]
    if reading.open_list and measured and not held.judged and not _OPEN_SAID.search(held.notes):
        yield CLOSED


def _dates(reading: Reading, held: _Held) -> Iterator[Said]:
    days = list(dict.fromkeys(day for rule in held.rules for day in days_of(rule, held.data)))
    written = [bound.text for bound in (*reading.limits, *reading.triggers) if _DAY.fullmatch(bound.text)]
    said = [day for day in (reading.start, reading.until, *written) if day]
    for day in said:
        if (
            held.rules
            and not any(known.startswith(day) or day.startswith(known) for known, _ in days)
            and day[:4] not in held.notes
        ):
            yield NO_DAY.filled(day=day)
    for day, own in days:
        if own and not any(day.startswith(one) or one.startswith(day) for one in said):
            yield DAY_TOO.filled(day=day)


def _before(reading: Reading, held: _Held) -> Iterator[Said]:
    rules = [rule for rule in held.rules if rule.form == "rule"]
    if reading.before and rules and not held.notes.strip() and not any(looks_at_state(rule, held.data) for rule in rules):
        yield NO_STATE.filled(before=reading.before)


def looks_at_state(rule: Rule, data: RulebookData) -> bool:
    """Whether a rule asks for a date, or for how far a works has come."""
    facts = data.vocabulary.facts
    return any(
        node.fact in facts and (facts[node.fact].type in ("date", "time") or facts[node.fact].list.endswith("_states"))
        for part in rule.conditions
        for node in comparisons(part)
    )


_LOOKS = {
    "binds": _binds,
    "modality": _modality,
    "limits": _limits,
    "triggers": _triggers,
    "exceptions": _exceptions,
    "open_list": _open_list,
    "dates": _dates,
    "before": _before,
}


def stamped(source: str, name: str, stamps: dict[str, str]) -> str:
    """The text of a file of readings with `read` behind the entries of some clauses, each as `stamps` has it for the clause in full."""
    root = read_yaml(source, name)
    listed = root.get("readings") if isinstance(root, Mapping) else None
    document = root.get("document") if isinstance(root, Mapping) else None
    home = document.text if isinstance(document, Scalar) else ""
    entries = [item for item in listed.items if isinstance(item, Mapping)] if isinstance(listed, Sequence) else []
    lines = source.split("\n")
    ends = [entry.at[1] - 1 for entry in entries[1:]] + [len(lines)]
    for entry, end in reversed(list(zip(entries, ends, strict=True))):
        clause = entry.get("clause")
        said = clause.text if isinstance(clause, Scalar) else ""
        stamp = stamps.get(said if "/" in said else f"{home}/{said}")
        if stamp is None:
            continue
        body = lines[entry.at[1] - 1 : end]
        while body and (not body[-1].strip() or body[-1].lstrip().startswith("#")):
            body.pop()
        end = entry.at[1] - 1 + len(body)
        kept = [line for line in body if not line.startswith(f"{' ' * (entry.at[2] - 1)}read:")]
        lines[entry.at[1] - 1 : end] = [*kept, f"{' ' * (entry.at[2] - 1)}read: {stamp}"]
    return "\n".join(lines)


def stamp_of(reading: Reading, rules: Iterable[Rule], data: RulebookData, by: str, on: str) -> str:
    """What is written behind a reading that was held together with its rules."""
    who = written(Scalar(by, (reading.file, reading.line, 1)), flow=True)
    return f"{{by: {who}, on: {on}, digest: '{digest_of_clause(rules, data)}'}}"
