"""A report as people may see it: no text of a record, file or name in it can steer the terminal, the page or the reader's eye."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..bilingual import visible


def readable(value: Any, one_line: bool = False) -> Any:
    """The same data with every text as it can be shown; `one_line` also puts the lines of each text into one.

    >>> readable({"name": ["甲\\x1b[31m", 3]})
    {'name': ['甲�[31m', 3]}
    >>> readable("P1\\n━━ P2 ━━", one_line=True)
    'P1 ━━ P2 ━━'
    """
    if type(value) is str:
        shown = visible(value)
        return " ".join(shown.splitlines()) if one_line and "\n" in shown else shown
    if isinstance(value, Struct):
        fields = {name: (old, readable(old, one_line)) for name in value.__struct_fields__ if (old := getattr(value, name))}
        changed = {name: new for name, (old, new) in fields.items() if new is not old}
        return replace(value, **changed) if changed else value
    if isinstance(value, list | tuple):
        members = [readable(member, one_line) for member in value]
        if all(new is old for new, old in zip(members, value, strict=True)):
            return value
        return type(value)(*members) if hasattr(value, "_fields") else type(value)(members)
    if isinstance(value, dict):
        shown_dict = {readable(key, one_line): readable(member, one_line) for key, member in value.items()}
        same = all(new is old for new, old in zip(shown_dict.values(), value.values(), strict=False)) and list(
            shown_dict
        ) == list(value)
        return value if same else shown_dict
    return value
