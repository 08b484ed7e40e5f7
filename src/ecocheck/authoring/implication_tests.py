"""Runs the tests that implications carry: a record for which one speaks, with what follows, and one for which it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from ..book import Rulebook
from ..errors import EcocheckError
from ..records.building import RecordBuilder
from ..records.model import Record
from ..records.supplement import Supplement
from ..rulebook.model import Implication, ImplicationTest, RulebookData
from ..search.trials import day_of_newest
from ..vocabulary.model import Vocabulary
from ..vocabulary.narrowing import narrowed
from ..vocabulary.typed import read_value
from ..vocabulary.values import Partial, Value


class ImplicationResult(NamedTuple):
    """A test of an implication and what is wrong with it; nothing where it holds."""

    row: Implication
    test: ImplicationTest
    wrong: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.row.file}:{self.test.line or self.row.line}"


def run_implication_tests(book: Rulebook, rows: Iterable[Implication] | None = None) -> Iterator[ImplicationResult]:
    """Runs every test of the implications (of the whole book where none are named), each with its row alone."""
    for row in book.data.implications if rows is None else rows:
        for test in row.tests:
            yield ImplicationResult(row, test, tuple(_wrong(book.data, row, test)))


def subject_of(row: Implication, test: ImplicationTest, vocabulary: Vocabulary) -> str:
    """The subject of a test's record: the one it names, else the first that carries what the implication speaks of."""
    if test.subject:
        return test.subject
    homes = [vocabulary.groups[effect.gathered.group].subjects for effect in row.then if effect.gathered is not None]
    homes += [vocabulary.facts[effect.fact].subjects for effect in row.then if not effect.group]
    homes += [vocabulary.groups[name].subjects for name in (*row.empty, *(e.group for e in row.then if e.group))]
    return homes[0][0] if homes else "project"


def _wrong(data: RulebookData, row: Implication, test: ImplicationTest) -> Iterator[str]:
    vocabulary = data.vocabulary
    given = dict(test.given) if isinstance(test.given, Mapping) else {}
    builder = RecordBuilder(vocabulary, 1, row.file)
    record = builder.build({"id": "test", "subject": subject_of(row, test, vocabulary), **given})
    if record is None or builder.problems:
        yield from (problem.text("en") for problem in builder.problems)
        return
    day = row.start or row.end or day_of_newest(data)
    completed = Supplement(vocabulary, (replace(row, presumed=False),)).of(record, day)
    yield from (problem.text("en") for problem in completed.problems)
    silent = Supplement(vocabulary).of(record, day)
    if not test.expect and (completed.facts, completed.groups) != (silent.facts, silent.groups):
        told = {name: said.value for name, said in completed.facts.items() if said != silent.facts.get(name)}
        yield f"says {told or 'that a group is empty'}, where nothing is expected"
    for name, said in test.expect.items():
        yield from _missed(vocabulary, completed, name, said)


def _missed(vocabulary: Vocabulary, completed: Record, name: str, said: object) -> Iterator[str]:
    if name in vocabulary.groups:
        if name not in completed.groups or completed.groups[name].items:
            yield f"{name} is not empty"
        return
    fact = vocabulary.facts.get(name)
    if fact is None:
        yield f"there is no fact {name}"
        return
    found = completed.facts[name].value if name in completed.facts else None
    try:
        wanted = expected_value(vocabulary, name, said)
    except EcocheckError as error:
        yield f"{name}: {error.said.en}"
        return
    codes = vocabulary.lists.get(fact.list)
    if found is None or narrowed(fact, codes, found, wanted) != found:
        yield f"{name} is {found}, expected {said}"


def expected_value(vocabulary: Vocabulary, name: str, said: Any) -> Value:
    """What a test expects, read as an implication writes it: of a fact with one code also the codes that it has not."""
    fact = vocabulary.facts[name]
    if fact.type == "code" and isinstance(said, Mapping):
        return Partial(frozenset(), frozenset(str(read_value(fact, code, vocabulary)) for code in said))
    return read_value(fact, said, vocabulary)
