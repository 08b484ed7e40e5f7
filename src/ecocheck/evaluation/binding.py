"""Which documents bind a record: those loaded for the plans that were named, else those of the record's own area."""

from __future__ import annotations

from ..bilingual import Said, nearest
from ..errors import AreaMissing, UnknownName
from ..logic.truth import F
from ..rulebook.model import Document, Rule, RulebookData
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from .areas import Areas
from .case import Case

#: Forms that bind only in their document's own area, not in the areas below it.
OWN_AREA_FORMS = ("indicator", "task", "duty")
#: Subjects whose records are held against targets, over all years that a run brings.
TARGET_SUBJECTS = ("indicator", "task")
#: Levels of documents that can be named as a plan; those of one area; those that a record without any area leaves open.
PLAN_LEVELS = ("municipality", "district", "new_area", "pack")
LOCAL_LEVELS = ("district", "new_area", "pack")
PLACED_LEVELS = ("municipality", "district", "new_area")


class Binding:
    """Decides for one rulebook and the plans that were named, for records and tables alike."""

    def __init__(self, data: RulebookData, plans: tuple[str, ...], areas: Areas) -> None:
        self.data = data
        self.plans = plans
        self.areas = areas
        local = [data.documents[plan].area for plan in plans if data.documents[plan].level in LOCAL_LEVELS]
        #: The district that a record which names none is taken to lie in: that of the only local plan.
        self.district = local[0] if len(local) == 1 else ""
        self.every = frozenset(data.documents)

    @property
    def needs_area(self) -> bool:
        """Whether nothing but its district says which documents bind a record."""
        return not self.plans and any(document.level in PLACED_LEVELS for document in self.data.documents.values())

    def documents(self, record: str, case: Case) -> frozenset[str]:
        """The documents that can bind a record. Raises `AreaMissing` where nothing says which."""
        if not self.needs_area:
            return self.every
        if not isinstance(case.facts.get(DISTRICT), str):
            raise AreaMissing("evaluation.no_area", record=record, fact=DISTRICT)
        return frozenset(d.id for d in self.data.documents.values() if self.areas.truth(d.area, case) != F)

    def own_area(self, rule: Rule, case: Case) -> bool:
        """Whether a rule binds where the record lies: some forms only in their document's own area, not in an area below it."""
        return rule.form not in OWN_AREA_FORMS or self.data.documents[rule.document].area in _areas(case)

    def local_documents(self, case: Case) -> list[Document]:
        """Of the documents that bind the case, those of its very own area; where it names none, the plans that were named."""
        here = [area for area in _areas(case) if area is not None]
        return [
            document
            for document in self.data.documents.values()
            if document.id in case.documents and (document.area in here if here else document.id in self.plans)
        ]


def _areas(case: Case) -> tuple[object, object]:
    return case.facts.get(DISTRICT), case.facts.get(NEW_AREA)


def plan_named(data: RulebookData, name: str) -> Document:
    """The document with an id or alias, or the one plan of the area that is named. Raises `UnknownName` with the nearest plans."""
    for document in data.documents.values():
        if name.lower() in (document.id.lower(), *(alias.lower() for alias in document.aliases)):
            return document
    plans = [document for document in data.documents.values() if document.level in PLAN_LEVELS]
    of_area = [
        plan for plan in plans if (area := data.areas.get(plan.area)) is not None and name in (area.label.zh, *area.aliases)
    ]
    if len(of_area) == 1:
        return of_area[0]
    near = nearest(name, [word for plan in plans for word in (plan.id, *plan.aliases)], 3)
    hint = Said("是不是 {near}？", "did you mean {near}?").filled(near=near) if near else None
    raise UnknownName(
        "evaluation.no_plan", hint=hint, name=name, plans=[plan.aliases[0] if plan.aliases else plan.id for plan in plans]
    )
