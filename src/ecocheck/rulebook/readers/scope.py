"""What a name means at the place where a rule writes it: a fact, an item's fact, a derived value, a parameter, codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...bilingual import Said, did_you_mean
from ...errors import EcocheckError, Mark, Problem, UnknownName
from ...logic.conditions import ASKED_DERIVED
from ...logic.expressions import Scope
from ...source.fields import Problems
from ...vocabulary.model import SUBJECTS, CodeSet, Fact, Group, Vocabulary
from ..model import Parameter


def report(problems: Problems, mark: Mark, error: EcocheckError, field: str = "") -> None:
    """Puts an error about one value among the problems of its file."""
    problems.append(Problem.of(error, mark, field=field))


class Names(NamedTuple):
    """The names that a condition may use.

    `derived` gives the unit of each derived value; `groups` are the groups whose items the place looks at, the innermost last.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter] = {}
    subjects: tuple[str, ...] = ()
    derived: Mapping[str, str] = {}
    groups: tuple[Group, ...] = ()

    def inside(self, group: Group) -> Names:
        return self._replace(groups=(*self.groups, group))

    def fact(self, text: str) -> Fact:
        """The fact of this name that the rule's subjects, or the items looked at, carry.

        Raises:
            UnknownName: no such fact, a fact of another subject, or an item's fact outside its group.
        """
        facts = self.vocabulary.facts
        for group in reversed(self.groups):
            full = group.fact(text)
            if full is not None:
                return facts[full]
        found = facts.get(text)
        if found is None:
            short = [name.removeprefix(group.item + ".") for group in self.groups for name in group.facts]
            raise UnknownName("rulebook.no_fact", hint=did_you_mean(text, [*facts, *short]), text=text)
        if not self.subjects or any(self._carries(subject, found) for subject in self.subjects):
            return found
        self._refuse_place(found)
        raise AssertionError

    def _carries(self, subject: str, fact: Fact) -> bool:
        return subject in fact.subjects and not any(fact.name in group.facts for group in self.vocabulary.items_of(subject))

    def _refuse_place(self, fact: Fact) -> None:
        homes = [g for g in self.vocabulary.groups.values() if fact.name in g.facts and set(g.subjects) & set(self.subjects)]
        if homes:
            named = homes[0].name
            raise UnknownName("rulebook.fact_of_items", name=fact.name, named=named)
        asked = Said("、".join(SUBJECTS[subject].zh for subject in self.subjects), " or ".join(self.subjects))
        raise UnknownName(
            "rulebook.fact_of_others",
            asked=asked,
            name=fact.name,
            homes=fact.subjects or Said("清单的各项", "the items of a group"),
        )

    def group(self, text: str) -> Group:
        """The group of this name that the rule's subjects carry.

        Raises:
            UnknownName: no such group, or none of these subjects has it.
        """
        found = self.vocabulary.groups.get(text)
        if found is None:
            raise UnknownName("rulebook.no_group", hint=did_you_mean(text, self.vocabulary.groups), text=text)
        if self.subjects and not set(self.subjects) & set(found.subjects):
            raise UnknownName("rulebook.group_of_others", text=text, subjects=found.subjects)
        return found

    def set(self, name: str) -> CodeSet | None:
        return self.vocabulary.sets.get(name)

    def unknown_reference(self, name: str) -> UnknownName:
        """The error for a `$name` that is no derived value, parameter or set of codes."""
        known = ["$" + each for each in (*self.derived, *self.parameters, *self.vocabulary.sets, "as_of")]
        hint = did_you_mean("$" + name, known)
        if name in self.vocabulary.facts:
            hint = Said(f"与另一事实比较写成 $fact:{name}", f"to compare with another fact write $fact:{name}")
        return UnknownName("rulebook.no_reference", hint=hint, name=name)


def expression_scope(vocabulary: Vocabulary, derived: Iterable[str], over: str = "", each: str = "") -> Scope:
    """What names mean in a rule's arithmetic: derived values (as ``$name``), facts, the items of `over`, and those of `each`.

    The one place that decides it, so that an expression is understood when it is used as it was when it was read.
    """
    known = frozenset(derived)
    item_group = vocabulary.groups.get(each)

    def fact(name: str) -> str | None:
        if name in known:
            return ASKED_DERIVED + name
        full = item_group.fact(name) if item_group else None
        return full or (name if name in vocabulary.facts else None)

    def item(group: str, short: str) -> str | None:
        return vocabulary.groups[group].fact(short) if group in vocabulary.groups else None

    def split(path: str) -> tuple[str, str] | None:
        if path in vocabulary.groups:
            return path, ""
        head, _, rest = path.rpartition(".")
        while head:
            if head in vocabulary.groups:
                return head, rest
            head, _, part = head.rpartition(".")
            rest = f"{part}.{rest}"
        return None

    return Scope(fact, item, split, over)
