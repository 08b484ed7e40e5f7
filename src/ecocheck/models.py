"""Typed records for programmers: a pydantic model per subject, made from the vocabulary, so that a service takes the same words.

A field is a fact with `_` for the dot (`project_industry`); its dotted name and its Chinese label are understood as well. Values are held
to what `ecocheck check` would take and keep the form in which they were given; what is left out is not known. Lists of like things
are lists of models of their own.

>>> from ecocheck.models import Project
>>> plant = Project.model_validate({"id": "P1", "项目行业类别": "C2614", "site.distance.yangtze_system_bank": "760 m"})
>>> plant.project_industry, plant.site_distance_yangtze_system_bank
('C2614', '760 m')
>>> import ecocheck
>>> ecocheck.load("wanzhou").check(plant, as_of="2023-06-01").verdict
'open'
>>> Project(site_distance_yangtze_system_bank="3 kg")
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: ...

Models are made when first used; the vocabulary is the shipped one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from .bilingual import Said
from .errors import EcocheckError, UnknownName
from .plans import load
from .records.schema import fact_schema
from .vocabulary.model import SUBJECTS, Fact, Vocabulary
from .vocabulary.typed import is_blank, read_value

_CLASSES = {"".join(part.title() for part in subject.split("_")): subject for subject in SUBJECTS}

__all__ = ["record_model"]


class RecordModel(BaseModel):
    """What all models have in common: unknown keys are refused, dumped by alias a model is a record."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True, coerce_numbers_to_str=True)


def __getattr__(name: str) -> type[BaseModel]:
    subject = _CLASSES.get(name)
    if subject is None:
        raise AttributeError(f"module 'ecocheck.models' has no attribute '{name}'")
    return record_model(subject)


def __dir__() -> list[str]:
    return sorted((*_CLASSES, *__all__))


@cache
def record_model(subject: str, plan: str = "") -> type[BaseModel]:
    """The model of the records about a subject; with `plan`, in the vocabulary of that plan or folder of rules.

    Raises `UnknownName` for another subject or plan.
    """
    if subject not in SUBJECTS:
        raise UnknownName.among(Said("对象", "subject"), subject, SUBJECTS)
    vocabulary: Vocabulary = load(*((plan,) if plan else ())).vocabulary
    inside = {name for group in vocabulary.groups.values() for name in group.facts}
    fields: dict[str, Any] = {
        "id": (str, Field("", title="编号")),
        "subject": (str, Field(subject, title="对象", json_schema_extra={"const": subject})),
        "name": (str, Field("", title="名称")),
        "as_of": (str | None, Field(None, title="判定日期")),
        "attested": (dict[str, Any] | None, Field(None, title="核实结论")),
    }
    for fact in vocabulary.of_subject(subject):
        if fact.name not in inside:
            fields[_field(fact.name)] = _typed(fact, fact.name, vocabulary)
    for group in vocabulary.items_of(subject):
        members: dict[str, Any] = {
            _field(name.removeprefix(f"{group.item}.")): _typed(
                vocabulary.facts[name], name.removeprefix(f"{group.item}."), vocabulary
            )
            for name in group.facts
        }
        members["id"] = (str, Field("", title="编号"))
        item = create_model(f"{_title(group.name)}Item", __base__=RecordModel, **members)
        choices = AliasChoices(group.name, group.label.zh)
        listed = Field(None, title=group.label.zh, validation_alias=choices, serialization_alias=group.name)
        fields[_field(group.name)] = (list[item] | None, listed)  # type: ignore[valid-type]
    return create_model(_title(subject), __base__=RecordModel, __module__=__name__, **fields)


def _field(name: str) -> str:
    return name.replace(".", "_")


def _title(name: str) -> str:
    return "".join(part.title() for part in name.replace(".", "_").split("_"))


def _typed(fact: Fact, key: str, vocabulary: Vocabulary) -> tuple[Any, Any]:
    """The type and field of a fact: anything that `read_value` takes, described by the JSON Schema of the fact."""
    from typing import Annotated

    def checked(raw: Any) -> Any:
        value = raw.get("value") if isinstance(raw, dict) and "value" in raw and fact.type != "codes" else raw
        if is_blank(value):
            return None
        if isinstance(raw, dict) and raw.get("unit"):
            value = f"{value} {raw['unit']}"
        try:
            read_value(fact, value, vocabulary)
        except EcocheckError as error:
            raise ValueError(str(error)) from error
        return raw

    choices = AliasChoices(key, fact.name, fact.label.zh, *fact.aliases)
    described = Field(
        None,
        title=fact.label.zh,
        description=fact.meaning.zh or None,
        validation_alias=choices,
        serialization_alias=key,
        json_schema_extra=lambda schema: schema.update(fact_schema(fact, vocabulary)),
    )
    return Annotated[Any, BeforeValidator(checked)], described
