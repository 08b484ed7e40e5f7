"""Reads the codes of indicators: one code for one measure, whatever a plan calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...bilingual import Said
from ...source.fields import Fields, Problems
from ...vocabulary.model import Code, CodeList
from ..goals import DIRECTIONS, INDICATOR_FORMS, Indicator
from .rule_file import RuleFile, Seen, entries, refer


def read_indicators(files: Iterable[RuleFile], problems: Problems) -> dict[str, Indicator]:
    """The indicators by code. A label or alias that would lead to two codes is a problem."""
    found: dict[str, Indicator] = {}
    spelled = Seen(Said("指标名称", "name of an indicator"))
    placed: list[Fields] = []
    for file in files:
        for fields in entries(file, "indicators", problems):
            indicator = _indicator(fields)
            texts = dict.fromkeys(
                t.lower().replace(" ", "") for t in (indicator.code, indicator.label.zh, indicator.label.en, *indicator.aliases)
            )
            added = [
                spelled.add(text, fields.mark("code"), problems, "code") for text in texts
            ]  # every clash is said, not the first alone
            if all(added):
                found[indicator.code] = indicator
                placed.append(fields)
    for fields, indicator in zip(placed, found.values(), strict=True):
        for code in indicator.unlike:
            refer(fields, "unlike", code, found, Said("指标", "indicator"))
    return found


def indicator_list(indicators: Mapping[str, Indicator]) -> CodeList:
    """The indicators as a code list, for the fact that names one."""
    codes = tuple(Code(one.code, one.label, one.aliases, one.definition.en) for one in indicators.values())
    return CodeList("indicators", "指标", codes=codes)


def _indicator(fields: Fields) -> Indicator:
    form: Any = fields.choice("form", INDICATOR_FORMS, required=True, default="state")
    direction: Any = fields.choice("direction", DIRECTIONS, required=True, default="hold")
    indicator = Indicator(
        code=fields.text("code", required=True),
        label=fields.label(),
        unit=fields.text("unit", required=True),
        form=form,
        direction=direction,
        aliases=fields.texts("aliases"),
        unit_aliases=fields.texts("unit_aliases"),
        handed_down=fields.boolean("handed_down"),
        definition=fields.bilingual("definition", whole=False),
        computed=fields.bilingual("computed", whole=False),
        unlike=fields.texts("unlike"),
    )
    fields.done()
    return indicator
