"""Typed records for programmers: a pydantic model per subject, made from the vocabulary, so that a service takes the same words.

A field is a fact with `_` for the dot (`project_industry`); its dotted name, its labels, aliases and nested mappings are understood as
well. Values are held to what `ecocheck check` would take, when a model is made and when a field is assigned, and keep the form in
which they were given; what is left out is not known. Lists of like things are lists of models of their own (`ProjectBoilersItem`);
`ProjectBoilersList(items=[...], complete=False)` is a list that may go on.

>>> from ecocheck.models import Project
>>> plant = Project.model_validate({"id": "P1", "项目行业类别": "C2614", "site": {"distance": {"yangtze_system_bank": "760 m"}}})
>>> plant.project_industry, plant.site_distance_yangtze_system_bank
('C2614', '760 m')
>>> import ecocheck
>>> ecocheck.load("wanzhou").check(plant, as_of="2023-06-01").verdict
'open'
>>> plant.site_distance_yangtze_system_bank = "3 kg"
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: ...

Models are made when first used; the vocabulary is the shipped one. Type checkers read their fields in `__init__.pyi`, which is
generated (`nox -s stubs -- --write`).
"""

from __future__ import annotations

from typing import Any

from .making import CLASSES, RecordModel, part_named, record_model

__all__ = ["RecordModel", "record_model"]


def __getattr__(name: str) -> Any:
    if name in CLASSES:
        return record_model(CLASSES[name])
    part = part_named(name) if name.endswith(("Item", "List")) else None
    if part is None:
        raise AttributeError(f"module 'ecocheck.models' has no attribute '{name}'")
    return part


def __dir__() -> list[str]:
    return sorted((*CLASSES, *__all__))
