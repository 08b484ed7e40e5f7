"""Reads `from_items` of an implication: what the items of a list amount to for their record."""

from __future__ import annotations

import re
from typing import Any

from ...logic.conditions import TRUE
from ...source.fields import Fields, Problems
from ...vocabulary.model import Fact, Group, Vocabulary
from ..gathered import Gathered
from .condition import read_condition
from .constant_conditions import has_constants_only
from .scope import Names

TAKES = ("all", "one", "least", "most")
_OVER = re.compile(r"\s*/\s*")


def read_gathered(fields: Fields, fact: Fact, vocabulary: Vocabulary, problems: Problems) -> Gathered | None:
    """The instruction, its facts held against those of the items and against the fact that it speaks of; wrong ones are reported."""
    name = fields.text("in", required=True)
    take: Any = next((word for word in TAKES if fields.node(word) is not None), "")
    of = tuple(_OVER.split(fields.text(take))) if take else ()
    group = vocabulary.groups.get(name)
    where = fields.node("where")
    condition = TRUE if where is None or group is None else read_condition(where, Names(vocabulary, groups=(group,)), problems)
    found = Gathered(name, take or "all", of, condition, fields.boolean("open"))
    fields.done()
    if not take:
        fields.error("in", "rulebook.gathers_nothing")
    elif group is None:
        fields.error("in", "rulebook.no_group", text=name)
    elif not has_constants_only(condition):
        fields.error("where", "rulebook.implied_by_more")
    elif not all(one in group.facts for one in of) or not _suits(found, fact, group, vocabulary):
        fields.error(take, "rulebook.gathers_other", text=fields.text(take), fact=fact.label, group=group.label)
    else:
        return found
    return None


def _suits(gathered: Gathered, fact: Fact, group: Group, vocabulary: Vocabulary) -> bool:
    """Whether what is taken of the items can be a value of the fact: codes of its list, a number in its unit, a ratio of two alike."""
    told = [vocabulary.facts[one] for one in gathered.of]
    if gathered.take in ("all", "one"):
        wanted = "codes" if gathered.take == "all" else "code"
        return len(told) == 1 and fact.type == wanted and told[0].list == fact.list and told[0].type in ("code", wanted)
    if not all(one.type == "number" for one in (fact, *told)):
        return False
    return told[0].unit == fact.unit if len(told) == 1 else len(told) == 2 and told[0].unit == told[1].unit and fact.unit == "1"
