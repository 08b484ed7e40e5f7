"""The stages in the life of what a record is about, in their order, and how people name them."""

from __future__ import annotations

from ..bilingual import Said
from .spelling import half_width

STAGES: dict[str, Said] = {
    "planned": Said("拟建", "planned"),
    "construction": Said("施工", "construction"),
    "commissioning": Said("调试验收", "commissioning"),
    "operation": Said("运行", "operation"),
}
PLANNED, CONSTRUCTION, COMMISSIONING, OPERATION = STAGES
#: The subjects that are planned before they are there; any other record is taken to be about what runs.
PLANNED_FIRST = frozenset(("project", "site"))
RANK = {name: place for place, name in enumerate(STAGES)}
#: Further names that people write, beside keys and labels.
_WORDS: dict[str, tuple[str, ...]] = {
    PLANNED: ("规划", "前期", "立项", "环评", "审批", "未开工", "planning"),
    CONSTRUCTION: ("建设", "在建", "开工", "under construction"),
    COMMISSIONING: ("调试", "试运行", "试生产", "竣工", "竣工验收", "验收"),
    OPERATION: ("运营", "投产", "投用", "生产", "营运", "在用", "已建", "已建成", "operating", "in operation"),
}
_SPELLED = {word: stage for stage, label in STAGES.items() for word in (stage, label.zh, label.en, *_WORDS[stage])}
_TAILS = ("阶段", "期", "中")


def stage_named(text: str) -> str:
    """The stage that a text names; nothing where it names none.

    >>> stage_named("施工期"), stage_named("Operation"), stage_named("调试阶段"), stage_named("拟建"), stage_named("五期")
    ('construction', 'operation', 'commissioning', 'planned', '')
    """
    plain = half_width(text).strip().lower()
    found = _SPELLED.get(plain, "")
    for tail in _TAILS:
        found = found or _SPELLED.get(plain.removesuffix(tail), "")
    return found
