"""What results have in common: nothing in them can be changed, they hash, and they are plain data for whoever asks for it."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

import msgspec
from msgspec import UNSET, Struct

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed and that hashes; whoever writes JSON takes it for the dict that it is.

    >>> told = FrozenDict(fact="as_of")
    >>> told["fact"], told == {"fact": "as_of"}, hash(told) == hash(FrozenDict(fact="as_of"))
    ('as_of', True, True)
    >>> told["fact"] = "other"
    Traceback (most recent call last):
        ...
    TypeError: a result cannot be changed; dict(...) makes a copy that can
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a result cannot be changed; dict(...) makes a copy that can")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


def listed(data: Any) -> Any:
    """Plain data with lists for tuples, as JSON has them."""
    if isinstance(data, dict):
        return {key: value if isinstance(value, str) else listed(value) for key, value in data.items()}
    return [listed(member) for member in data] if isinstance(data, list | tuple) else data


class Result(Struct, frozen=True):
    """A part of a result. `dict(part)` is plain data, its keys those of the JSON; FastAPI and pydantic write it as that."""

    def keys(self) -> tuple[str, ...]:
        """The keys of its JSON."""
        return tuple(name for name in self.__struct_fields__ if getattr(self, name) is not UNSET)

    def __getitem__(self, key: str) -> Any:
        if key not in self.keys():
            raise KeyError(key)
        return self._plain(key)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data: dicts, lists, texts, numbers."""
        return {key: self._plain(key) for key in self.keys()}

    def _plain(self, key: str) -> Any:
        return listed(msgspec.to_builtins(getattr(self, key)))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        written = core_schema.plain_serializer_function_ser_schema(
            lambda one: one.to_dict(), return_schema=core_schema.dict_schema()
        )
        return core_schema.is_instance_schema(cls, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "object", "title": cls.__name__, "description": (cls.__doc__ or "").partition("\n")[0]}
