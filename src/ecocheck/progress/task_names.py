"""Tasks by the words of the plan: the title, the printed phrase, either without its quantity, or a part of them like no other's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..bilingual import nearest
from .names import folded

_NUMBER = r"[0-9][0-9.,]*(?:[—–~-]{1,2}[0-9][0-9.,]*)?"
_ABOUT, _BOUND = "近|约|超过|不少于|不低于|共计|累计", "及以上|以上|左右|以内"
_DIGIT = re.compile("[0-9]")
_JOINS = re.compile(r"[\W_]+")
#: What a report may put before or behind the words of the plan without speaking of something else.
_BEFORE = re.compile(r"^(?:完成|实施|推进|推动|推广|开展|建设|建成|建立|创建|力争|稳定)+")
_BEHIND = re.compile(r"(?:等?各类|工程|项目|建设|工作|任务|情况|总?数量?|个数|面积|长度|规模)+$")
#: The least letters of a part that is taken for the whole.
_LEAST = 4
#: The least letters of a printed phrase that is taken where more of the plan's sentence stands around it.
_QUOTED = 8


class Phrases(NamedTuple):
    """The texts in which one task is printed, with the unit of its quantity and the clause that it repeats, if any."""

    clause: str
    texts: tuple[str, ...]
    unit: str = ""
    repeats: str = ""


class TaskNames:
    """Finds the tasks of one plan by what is written for them; `own_words` mean the plan's whole area."""

    def __init__(self, tasks: Iterable[Phrases], own_words: Iterable[str]) -> None:
        self.own_words = tuple(own_words)
        self.whole: dict[str, list[Phrases]] = {}
        self.tasks: list[tuple[Phrases, frozenset[str]]] = []
        for task in tasks:
            for name in {folded(text) for text in task.texts}:
                self.whole.setdefault(name, []).append(task)
            self.tasks.append((task, frozenset(without_quantity(text, task.unit) for text in task.texts)))
        self.heard: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """The clauses that a name may mean: none, one, or several that it does not tell apart."""
        if text not in self.heard:
            self.heard[text] = self._find(folded(text))
        return self.heard[text]

    def near(self, text: str) -> tuple[str, ...]:
        """The clauses of the tasks whose names are nearest to a text."""
        by_phrase = {phrase: task.clause for task, phrases in self.tasks for phrase in phrases}
        found = nearest(folded(text), by_phrase, 3)
        return tuple(dict.fromkeys(by_phrase[phrase] for phrase in found))

    def _find(self, said: str) -> tuple[str, ...]:
        bare = next((said[len(word) :] for word in self.own_words if said.startswith(word)), said)
        for name in (said, bare):
            if name in self.whole:
                return _told(self.whole[name])
        spoken = {task.unit: without_quantity(bare, task.unit) for task, _ in self.tasks}
        same = [task for task, phrases in self.tasks if spoken[task.unit] in phrases]
        if same:
            return _told(same)
        plain = {unit: _plain(name) for unit, name in spoken.items()}
        near = [task for task, phrases in self.tasks if plain[task.unit] in set(map(_plain, phrases))]
        if near:
            return _told(near)
        quoted = [task for task, _ in self.tasks if any(_quotes(said, folded(text)) for text in task.texts)]
        parts = [task for task, phrases in self.tasks if _within(spoken[task.unit], phrases)]
        return _told(quoted or parts or [task for task, phrases in self.tasks if _within(plain[task.unit], phrases)])


def without_quantity(text: str, unit: str) -> str:
    """A phrase of the plan without its number and unit, without signs, quotes and blanks.

    >>> without_quantity("改造建设污水管网 5500 公里以上", "公里"), without_quantity("实施3—4个低碳区县建设试点", "个")
    ('改造建设污水管网', '实施低碳区县建设试点')
    """
    said = folded(text)
    if unit:
        letters = folded(unit)
        cut = "|".join(re.escape(letters[:end]) + ("" if end == len(letters) else "$") for end in range(len(letters), -1, -1))
        said = re.sub(f"(?:{_ABOUT})?{_NUMBER}(?:{cut})(?:{_BOUND})?", "", said)  # a phrase may be cut inside its unit
    return _JOINS.sub("", said)


def _plain(name: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", name)) or name


def _quotes(said: str, phrase: str) -> bool:
    """Whether a whole printed phrase, its number with it, stands in what is said."""
    return len(phrase) >= _QUOTED and _DIGIT.search(phrase) is not None and phrase in said


def _within(name: str, phrases: Iterable[str]) -> bool:
    return len(name) >= _LEAST and any(name in phrase for phrase in phrases)


def _told(tasks: list[Phrases]) -> tuple[str, ...]:
    """The clauses of these tasks, without those that repeat another of them."""
    clauses = {task.clause for task in tasks}
    return tuple(dict.fromkeys(task.clause for task in tasks if task.repeats not in clauses))
