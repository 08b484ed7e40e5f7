"""How a model is made: fields from facts, models of items and lists from groups, and the way back after pickling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from keyword import iskeyword
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from ..bilingual import Said
from ..errors import EcocheckError, UnknownName, ValueRefused
from ..plans import load
from ..records.building import ANNOTATIONS, read_measured, with_accuracy
from ..records.objects import plain, plain_record
from ..records.schema import fact_schema
from ..records.tables.header_words import subject_named
from ..vocabulary.model import SUBJECTS, Fact, Group, SubjectName, Vocabulary
from ..vocabulary.typed import NOTHING, is_blank, read_day

HOME = __name__.rpartition(".")[0]


def title_of(name: str) -> str:
    """The name of the class for a subject or group.

    >>> title_of("noise_measurement"), title_of("project.boilers")
    ('NoiseMeasurement', 'ProjectBoilers')
    """
    return "".join(part.title() for part in name.replace(".", "_").split("_"))


#: The name of each model -> its subject.
CLASSES: dict[str, SubjectName] = {title_of(subject): subject for subject in SUBJECTS}  # type: ignore[misc]


class RecordModel(BaseModel):
    """What all models have in common: unknown keys are refused, assignments are checked, dumped by alias a model is a record."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, serialize_by_alias=True, coerce_numbers_to_str=True, validate_assignment=True
    )
    #: The function of this module that makes the class again, and what it is called with.
    made_by: ClassVar[tuple[Callable[..., Any], tuple[str, ...]]]
    #: What a key means: the key of the field, or None.
    reads: ClassVar[Callable[[str], str | None]]
    vocabulary: ClassVar[Vocabulary]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, data: Any) -> Any:
        """Keys of any spelling, nested or dotted, as those of the fields."""
        if isinstance(data, BaseModel) or (isinstance(data, dict) and data.keys() == cls.model_fields.keys()):
            return data  # all fields by their names is what pydantic hands over when one is assigned
        given = plain_record(data, cls.vocabulary)
        if not isinstance(given, Mapping):
            return given
        found: dict[str, Any] = {}
        cls._walk("", given, found)
        return found

    @classmethod
    def _walk(cls, path: str, given: Mapping[Any, Any], found: dict[str, Any]) -> None:
        for key, value in given.items():
            name = f"{path}{key}"
            field = cls.reads(name)
            if field is None and isinstance(value, Mapping):
                cls._walk(f"{name}.", value, found)
                continue
            if is_blank(value):
                if field is None or value is not None:
                    found.setdefault(field or name, value)
                continue
            if not is_blank(found.get(field or name)):
                raise ValueError(f"{field}: {ValueRefused('records.fact_twice')}")
            found[field or name] = value

    def __reduce__(self) -> tuple[Any, ...]:
        return _revived, self.made_by, self.__getstate__()  # made_by: the maker and its arguments


def _revived(make: Callable[..., type[RecordModel]], arguments: tuple[str, ...]) -> RecordModel:
    model = make(*arguments)
    return model.__new__(model)


def record_model(subject: SubjectName, plan: str = "") -> type[RecordModel]:
    """The model of the records about a subject; with `plan`, in the vocabulary of that plan or folder of rules.

    Raises `UnknownName` for another subject or plan.
    """
    if subject not in SUBJECTS:
        raise UnknownName.among(Said("对象", "subject"), subject, SUBJECTS)
    return _record(subject, plan)


@cache
def _record(subject: str, plan: str) -> type[RecordModel]:
    vocabulary = _vocabulary(plan)
    inside = vocabulary.facts_of_items(subject)

    def own(raw: Any) -> str:
        if subject_named(str(raw)) != subject:
            raise ValueError(str(UnknownName.among(Said("对象", "subject"), str(raw), (subject,))))
        return subject

    fields: dict[str, Any] = {
        "id": (str, Field("", title="编号")),
        "subject": (Annotated[str, BeforeValidator(own)], Field(subject, title="对象", json_schema_extra={"const": subject})),
        "name": (str, Field("", title="名称")),
        "as_of": (Annotated[str | None, BeforeValidator(_day)], Field(None, title="判定日期")),
        "stage": (str | None, Field(None, title="阶段")),
        "attested": (dict[str, Any] | None, Field(None, title="核实结论")),
        "sheets": (dict[str, Any] | None, Field(None, title="核对单")),
        "note": (str | None, Field(None, title="备注")),
    }
    keys = {name: name for name in fields}
    for fact in vocabulary.of_subject(subject):
        if fact.name not in inside:
            fields[field_of(fact.name)] = _typed(fact, fact.name, vocabulary)
            keys |= {field_of(fact.name): fact.name, fact.name: fact.name}
    for group in vocabulary.items_of(subject):
        fields[field_of(group.name)] = _listed(group, plan)
        keys |= dict.fromkeys((field_of(group.name), group.name, group.label.zh, group.label.en), group.name)

    def reads(key: str) -> str | None:
        found = keys.get(key)
        if found is not None:
            return found
        fact = vocabulary.find(key)
        return fact.name if fact is not None and fact.name in keys else None

    return _made(title_of(subject), fields, _record, (subject, plan), reads, vocabulary)


@cache
def _item(group_name: str, plan: str) -> type[RecordModel]:
    vocabulary = _vocabulary(plan)
    group = vocabulary.groups[group_name]
    short = {name: name.removeprefix(f"{group.item}.") for name in group.facts}
    fields: dict[str, Any] = {"id": (str, Field("", title="编号"))}
    for name, key in short.items():
        fields[field_of(key)] = _typed(vocabulary.facts[name], key, vocabulary)
    keys = {"id": "id"} | {spelling: key for name, key in short.items() for spelling in (name, key, field_of(key))}

    def reads(key: str) -> str | None:
        fact = vocabulary.find(key)
        return keys.get(key) or (short.get(fact.name) if fact is not None else None)

    return _made(f"{title_of(group_name)}Item", fields, _item, (group_name, plan), reads, vocabulary)


@cache
def _list(group_name: str, plan: str) -> type[RecordModel]:
    item: Any = _item(group_name, plan)
    fields = {"items": (list[item], Field(title="清单项")), "complete": (Annotated[bool, BeforeValidator(_yes)], True)}
    name = f"{title_of(group_name)}List"
    return _made(name, fields, _list, (group_name, plan), lambda key: key if key in fields else None, _vocabulary(plan))


def _made(
    name: str,
    fields: dict[str, Any],
    maker: Callable[..., Any],
    arguments: tuple[str, ...],
    reads: Callable[[str], str | None],
    vocabulary: Vocabulary,
) -> type[RecordModel]:
    made = create_model(name, __base__=RecordModel, __module__=HOME, **fields)
    made.made_by, made.reads, made.vocabulary = (maker, arguments), reads, vocabulary
    return made


def part_named(name: str) -> type[RecordModel] | None:
    """The model of an item or list of a shipped group by the name of its class, or None."""
    for group in _vocabulary("").groups:
        if name == f"{title_of(group)}Item":
            return _item(group, "")
        if name == f"{title_of(group)}List":
            return _list(group, "")
    return None


@cache
def _vocabulary(plan: str) -> Vocabulary:
    return load(*((plan,) if plan else ())).vocabulary


def field_of(name: str) -> str:
    """The field for a fact or group; one that Python keeps for itself ends in `_`.

    >>> field_of("project.industry"), field_of("from")
    ('project_industry', 'from_')
    """
    field = name.replace(".", "_")
    return f"{field}_" if iskeyword(field) else field


def _listed(group: Group, plan: str) -> tuple[Any, Any]:
    """The type and field of a group: a list of items, or a list that says whether it is complete."""
    item: Any = _item(group.name, plan)
    whole: Any = _list(group.name, plan)

    def none_is_empty(raw: Any) -> Any:
        return [] if isinstance(raw, str) and raw.strip().lower() in NOTHING else raw

    kind = Annotated[list[item] | whole | None, BeforeValidator(none_is_empty)]
    return kind, Field(None, title=group.label.zh, alias=group.name)


def _day(raw: Any) -> str | None:
    try:
        day = read_day(raw)
    except EcocheckError as error:
        raise ValueError(str(error)) from error
    return None if day is None else day.isoformat()


def _yes(raw: Any) -> Any:
    return {"是": True, "否": False}.get(raw, raw) if isinstance(raw, str) else raw


def _typed(fact: Fact, key: str, vocabulary: Vocabulary) -> tuple[Any, Any]:
    """The type and field of a fact: anything that a record takes, described by the JSON Schema of the fact."""

    def checked(raw: Any) -> Any:
        given = plain(raw)
        value, unit, accuracy = given, "", ""
        if isinstance(given, Mapping) and "value" in given and ANNOTATIONS.issuperset(given):
            value, unit, accuracy = given["value"], str(given.get("unit", "")), str(given.get("accuracy", ""))
        if is_blank(value):
            return None
        try:
            read = read_measured(fact, value, unit, vocabulary)
            if accuracy and fact.type == "number":
                with_accuracy(fact, read, accuracy, vocabulary)
        except EcocheckError as error:
            raise ValueError(str(error)) from error
        return given

    described = Field(
        None,
        title=fact.label.zh,
        description=fact.meaning.zh or None,
        alias=key,
        json_schema_extra=lambda schema: schema.update(fact_schema(fact, vocabulary)),
    )
    return Annotated[Any, BeforeValidator(checked)], described
