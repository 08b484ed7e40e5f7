"""From keys and raw values, wherever they come from, to a record; what cannot be used becomes a problem, never a guess.

YAML nodes and plain Python data walk through the same code: `Entry` is a key, what stands under it, and its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from ..bilingual import Said, nearest
from ..errors import CodesRefused, EcocheckError, Mark, Problem, ValueRefused
from ..source.yaml import Mapping as YamlMapping
from ..source.yaml import Scalar, plain
from ..source.yaml import Sequence as YamlSequence
from ..vocabulary.bounds import UNBOUNDED
from ..vocabulary.engine_facts import AGGREGATES, DISTRICT, MUNICIPALITIES
from ..vocabulary.model import SUBJECTS, Fact, Group, Vocabulary
from ..vocabulary.spelling import half_width
from ..vocabulary.stages import STAGES, stage_named
from ..vocabulary.typed import NOTHING, is_blank, measured, read_day, read_value
from ..vocabulary.units import unit
from ..vocabulary.values import NONE, Interval
from .confirmation import Answer, Confirmation, confirmation
from .model import Attestation, Given, Item, ItemList, Record
from .raw import Entry, Row, Unreadable
from .tables.header_words import subject_named

RESERVED = ("id", "subject", "name", "as_of", "stage", "attested", "sheets", "note")
INSTEAD = Said("这里用 {alike}", "here it is {alike}")
MEANT = Said("是不是 {near}？", "did you mean {near}?")
ANNOTATIONS = frozenset(("value", "unit", "source", "accuracy"))
SHEET_KEYS = ("by", "on", "rest", "printed")
STATES = {
    "met": "met",
    "broken": "broken",
    "none": "none",
    "符合": "met",
    "已落实": "met",
    "不符合": "broken",
    "未落实": "broken",
    "无": "none",
    "没有材料": "none",
}


def entries(node: Any, mark: Mark | None = None) -> Iterator[Entry]:
    """The keys of a mapping or row, of any kind, with their places."""
    if isinstance(node, Row):
        yield from node.entries
    elif isinstance(node, YamlMapping):
        for key, value in node.entries:
            yield Entry(key.text, value, key.mark)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield Entry(str(key), value, mark)


def is_mapping(node: Any) -> bool:
    return isinstance(node, YamlMapping | Mapping | Row)


def listed(node: Any) -> list[Any] | None:
    """The members of a list of either kind, or None."""
    if isinstance(node, YamlSequence):
        return list(node.items)
    return list(node) if isinstance(node, list | tuple) else None


def simple(node: Any) -> Any:
    """Plain data of a node of either kind."""
    return plain(node) if isinstance(node, Scalar | YamlSequence | YamlMapping) else node


class RecordBuilder:
    """Builds one record. `place` is the record's number in its input, from 1; `file` names the input in problems."""

    def __init__(self, vocabulary: Vocabulary, place: int, file: str, default_subject: str = "") -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.file = file
        self.default_subject = default_subject
        self.problems: list[Problem] = []
        self.facts: dict[str, Given] = {}
        self.groups: dict[str, ItemList] = {}
        self.places: dict[str, Mark | None] = {}
        self.attested: dict[str, Attestation] = {}
        self.sheets: dict[str, Confirmation] = {}
        self.label = f"#{place}"
        self.subject = ""

    def build(self, node: Any, mark: Mark | None = None) -> Record | None:
        """The record, or None where it cannot be checked at all; `problems` says why."""
        mark = node.mark if isinstance(node, YamlMapping | Row) else mark
        if not is_mapping(node):
            self._problem(mark, "", "records.no_mapping", refused=True)
            return None
        own: dict[str, Any] = {}
        others: list[Entry] = []
        for entry in entries(node, mark):
            if entry.key in RESERVED:
                own[entry.key] = entry
            else:
                others.append(entry)
        record_id = self._own_text(own, "id")
        self.label = record_id or self.label
        subject = subject_named(self._own_text(own, "subject") or self.default_subject)
        if subject not in SUBJECTS:
            code = "records.unknown_subject" if subject else "records.no_subject"
            known = list(nearest(subject, SUBJECTS) or SUBJECTS)
            self._problem(mark, "subject", code, refused=True, subject=subject, known=known)
            return None
        self.subject = subject
        for entry in others:
            self._walk(entry.key, entry.raw, entry.mark, None)
        if "attested" in own:
            self._attestations(own["attested"])
        if "sheets" in own:
            self._sheets(own["sheets"])
        self._name_strangers(subject)
        return Record(
            id=record_id or str(self.place),
            subject=subject,
            facts=self.facts,
            groups=self.groups,
            attested=self.attested,
            sheets=self.sheets,
            name=self._own_text(own, "name"),
            as_of=self._as_of(own.get("as_of")),
            stage=self._stage(own),
            numbered=not record_id,
            mark=mark,
            problems=tuple(self.problems),
        )

    def _own_text(self, own: dict[str, Any], key: str) -> str:
        entry = own.get(key)
        value = simple(entry.raw) if entry is not None else ""
        if isinstance(value, Unreadable):
            self._refused(entry.mark if entry else None, key, value.error)
            return ""
        return "" if value is None or isinstance(value, Mapping | list) else str(value).strip()

    def _as_of(self, entry: Entry | None) -> date | None:
        if entry is None:
            return None
        try:
            return read_day(simple(entry.raw))
        except EcocheckError as error:
            self._refused(entry.mark, "as_of", error)
            return None

    def _stage(self, own: dict[str, Any]) -> str:
        """The stage that the record says it is in; words that name none are a problem."""
        said = self._own_text(own, "stage")
        found = "" if is_blank(said) else stage_named(said)
        if not found and not is_blank(said):
            known = [Said(label.zh, name) for name, label in STAGES.items()]
            self._problem(own["stage"].mark, "stage", "records.unknown_stage", stage=said, known=known)
        return found

    def _walk(self, path: str, node: Any, mark: Mark | None, group: Group | None) -> None:
        """A key that is a fact or group is read; a mapping under any other key is a namespace and is walked into."""
        found_group = self.vocabulary.find_group(path) if group is None else None
        if found_group is not None:
            if found_group.name in self.groups:
                self._problem(mark, path, "records.fact_twice")
                return
            self._items(found_group, node, mark)
            return
        fact = self._fact(path, group)
        if fact is not None:
            self._give(fact, node, mark, self.facts)
        elif is_mapping(node) and group is None:
            for entry in entries(node, mark):
                self._walk(f"{path}.{entry.key}", entry.raw, entry.mark or mark, None)
        else:
            self._unknown_fact(path, mark, group)

    def _fact(self, path: str, group: Group | None) -> Fact | None:
        if group is not None:
            name = group.fact(path)
            if name is not None:
                return self.vocabulary.facts[name]
        return self.vocabulary.find(path)

    def _unknown_fact(self, path: str, mark: Mark | None, group: Group | None) -> None:
        names = group.facts if group is not None else [*self.vocabulary.facts, *self.vocabulary.groups]
        near = nearest(path, names)
        hint = MEANT.filled(near=near[0]) if near else None
        self._problem(mark, path, "records.unknown_fact", hint=hint)

    def _give(self, fact: Fact, node: Any, mark: Mark | None, into: dict[str, Given]) -> None:
        raw, unit, source, accuracy = simple(node), "", "", ""
        if isinstance(raw, Mapping) and "value" in raw and ANNOTATIONS.issuperset(raw):
            unit, source, accuracy = (str(raw.get(key, "")) for key in ("unit", "source", "accuracy"))
            raw = raw["value"]
        if not isinstance(raw, Unreadable) and is_blank(raw):
            return
        if fact.name in into:
            self._problem(mark, fact.name, "records.fact_twice")
            return
        text = raw if isinstance(raw, str) else str(raw)
        try:
            value = self._whole_municipality(fact, text) or read_measured(fact, raw, unit, self.vocabulary)
            if accuracy and fact.type == "number":
                value = with_accuracy(fact, value, accuracy, self.vocabulary)
            into[fact.name] = Given(value, text, unit or fact.unit, source, accuracy, mark)
        except EcocheckError as error:
            for refusal in error.refusals if isinstance(error, CodesRefused) else (error,):
                self._refused(mark, fact.name, refusal)
            known = error.known if isinstance(error, CodesRefused) else None
            into[fact.name] = Given(known, text, unit, source, accuracy, mark, error.whole)

    def _whole_municipality(self, fact: Fact, text: str) -> str | None:
        """The code of the municipality, where the figures of an indicator or a task are of all its districts; others lie in one of them."""
        whole = self.vocabulary.lists.get(MUNICIPALITIES)
        if fact.name != DISTRICT or self.subject not in AGGREGATES or whole is None:
            return None
        return whole.find(text)

    def _items(self, group: Group, node: Any, mark: Mark | None) -> None:
        complete = True
        if is_mapping(node):
            keys = {entry.key: entry for entry in entries(node, mark)}
            complete = str(simple(keys["complete"].raw)).lower() in ("yes", "true", "是") if "complete" in keys else True
            node = keys["items"].raw if "items" in keys else node
        members = listed(node)
        if members is None and is_blank(simple(node)):
            return
        if members is None and str(simple(node)).strip() in ("none", "无", "[]"):
            members = []
        if members is None:
            self._problem(mark, group.name, "records.no_list")
            return
        items: list[Item] = []
        for number, member in enumerate(members, 1):
            facts: dict[str, Given] = {}
            item_id = ""
            place = member.mark if isinstance(member, YamlMapping | Row) else mark
            for entry in entries(member, place):
                fact = self._fact(entry.key, group)
                if entry.key == "id":
                    item_id = str(simple(entry.raw))
                elif fact is None or fact.name not in group.facts:
                    self._unknown_fact(entry.key, entry.mark, group)
                else:
                    self._give(fact, entry.raw, entry.mark, facts)
            if any(item.id == (item_id or str(number)) for item in items):
                self._problem(place, group.name, "records.item_twice", item=item_id)
                item_id = f"{item_id}#{number}"
            items.append(Item(item_id or str(number), facts))
        self.places[group.name] = mark
        self.groups[group.name] = ItemList(tuple(items), complete)

    def _attestations(self, entry: Entry) -> None:
        shared = {e.key: str(simple(e.raw)) for e in entries(entry.raw, entry.mark) if e.key in ("by", "document")}
        for clause in entries(entry.raw, entry.mark):
            if clause.key in ("by", "document"):
                continue
            said = simple(clause.raw)
            if is_blank(said):
                continue
            details = {str(k): str(v) for k, v in said.items()} if isinstance(said, Mapping) else {"state": str(said)}
            state = STATES.get(details.get("state", details.get("status", "")).strip())
            if state is None:
                wrong = details.get("state", said)
                self._problem(clause.mark, f"attested.{clause.key}", "records.no_attestation", state=wrong)
                continue
            self.attested[clause.key] = Attestation(
                state, details.get("by", shared.get("by", "")), details.get("document", shared.get("document", ""))
            )

    def _sheets(self, entry: Entry) -> None:
        if not is_mapping(entry.raw):
            self._problem(entry.mark, "sheets", "records.sheets_no_mapping")
        for sheet in entries(entry.raw, entry.mark):
            if not is_mapping(sheet.raw):
                self._problem(sheet.mark, f"sheets.{sheet.key}", "records.sheets_no_mapping")
                continue
            if sheet.key in self.sheets:
                self._problem(sheet.mark, f"sheets.{sheet.key}", "records.sheet_twice")
                continue
            signing: dict[str, Any] = {}
            lines: dict[str, Answer] = {}
            for said in entries(sheet.raw, sheet.mark):
                if said.key in SHEET_KEYS:
                    signing[said.key] = simple(said.raw)
                else:
                    self._sheet_line(said.key, said.raw, said.mark, lines)
            try:
                whole = {"by": None, "on": None, **signing}
                self.sheets[sheet.key] = confirmation(sheet.key, **whole, lines=lines, mark=sheet.mark)
            except EcocheckError as error:
                self._refused(sheet.mark, f"sheets.{sheet.key}", error)

    def _sheet_line(self, path: str, node: Any, mark: Mark | None, into: dict[str, Answer]) -> None:
        """An answer of the signer, a dash where they leave a line open; a mapping under what is no fact is a namespace. Which lines there
        are is not known here."""
        fact = self.vocabulary.find(path)
        if fact is None and is_mapping(node):
            for entry in entries(node, mark):
                self._sheet_line(f"{path}.{entry.key}", entry.raw, entry.mark or mark, into)
            return
        name = fact.name if fact is not None else path
        if name in into:
            self._problem(mark, name, "records.fact_twice")
        elif simple(node) is not None:
            into[name] = Answer(simple(node), mark)

    def _name_strangers(self, subject: str) -> None:
        """Facts and groups that this subject does not have: nothing reads them here, so that whoever wrote them must know."""
        label = SUBJECTS[subject]
        own = [fact.name for fact in self.vocabulary.of_subject(subject)]
        for name, given in self.facts.items():
            homes = self.vocabulary.facts[name].subjects
            if not self._heeded(subject, name):
                said = [SUBJECTS[home] for home in homes]
                self._problem(
                    given.mark,
                    name,
                    "records.not_of_subject",
                    severity="warning",
                    hint=_instead(name, own),
                    subject=label,
                    others=said,
                )
        own = [group.name for group in self.vocabulary.items_of(subject)]
        for name in self.groups:
            homes = self.vocabulary.groups[name].subjects
            if subject not in homes:
                said = [SUBJECTS[home] for home in homes]
                self._problem(
                    self.places[name], name, "records.group_of_others", hint=_instead(name, own), subject=label, others=said
                )

    def _heeded(self, subject: str, name: str) -> bool:
        """Whether a record about a subject may carry a fact: as that, or as what it is seen as by what else it gives."""
        carriers = self.vocabulary.facts[name].subjects
        if subject in carriers:
            return True
        return any(
            other in carriers and (not deciding or any(one in self.facts or one in self.groups for one in deciding))
            for other, deciding in self.vocabulary.seen_as.get(subject, {}).items()
        )

    def _refused(self, mark: Mark | None, field: str, error: EcocheckError) -> None:
        self.problems.append(Problem.of(error, mark or Mark(self.file), field=field, place=self._place(mark)))

    def _problem(self, mark: Mark | None, field: str, code: str, **more: Any) -> None:
        self.problems.append(Problem.coded(mark or Mark(self.file), code, field=field, place=self._place(mark), **more))

    def _place(self, mark: Mark | None) -> str:
        return f"记录 {self.label}" if mark is None or not mark.line else self.label


def _instead(name: str, own: list[str]) -> Said | None:
    """What a subject has instead of a name of another, by its last word."""
    alike = [other for other in own if other.rpartition(".")[2] == name.rpartition(".")[2]]
    return INSTEAD.filled(alike=alike) if alike else None


def read_measured(fact: Fact, raw: Any, written_unit: str, vocabulary: Vocabulary) -> Any:
    """The value, where its unit may stand apart (in a header, under `unit:`); a unit in the value itself comes first."""
    if isinstance(raw, Unreadable):
        raise raw.error
    if not written_unit or fact.type != "number" or isinstance(raw, bool):
        return read_value(fact, raw, vocabulary)
    if isinstance(raw, str) and half_width(raw).lower() in NOTHING:
        return read_value(fact, raw, vocabulary)
    return measured(fact, raw, unit(written_unit, fact.unit).name)


def with_accuracy(fact: Fact, value: Any, accuracy: str, vocabulary: Vocabulary) -> Any:
    """The number with its stated error either side; of an error that is itself imprecise (`约20 m`) the widest counts.

    Raises `ValueRefused` for an error without an upper end, of which nothing follows.
    """
    band = read_value(replace(fact, least="0", most=UNBOUNDED, none=""), accuracy.lstrip("±+-"), vocabulary)
    widest = band.high if isinstance(band, Interval) else band
    if not isinstance(widest, Fraction):
        raise ValueRefused("records.endless_accuracy", given=accuracy)
    if isinstance(value, Interval):
        high = None if value.high is None else value.high + widest
        return value._replace(low=value.low - widest, high=high, banded=value.banded or value.censored)
    return value if value is NONE else Interval(value - widest, value + widest)
