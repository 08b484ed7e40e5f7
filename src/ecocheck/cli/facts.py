"""`ecocheck facts`: what a record may carry: facts with their codes, lists of like things, found by subject, name, word or plan."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from ..bilingual import Said
from ..errors import UnknownName
from ..plans import load
from ..rulebook.facts_asked import facts_asked, facts_of_items
from ..rulebook.listing import fact_rows
from ..rulebook.model import RulebookData
from ..vocabulary.industries import industries_named
from ..vocabulary.model import SUBJECTS, Group, Vocabulary
from ..vocabulary.spelling import spelled
from ..vocabulary.stages import STAGES
from .listing import lang_option, plan_option, write_json

#: Most codes of a fact that a list of facts prints; the fact by itself shows them all.
MOST_CODES = 12
SUBJECT_OR_FACT = Said("对象、事实或清单", "subject, fact or list")
HOW_MANY = Said("{n} 个事实", "{n} facts")
HOW_MANY_GROUPS = Said("{n} 个清单", "{n} lists")
NOTHING = Said(
    "没有事实提到“{word}”；换个说法，或只写其中两个字；行业按 GB/T 4754 代码写在 project.industry",
    "no fact speaks of '{word}'; try another word, or a part of it; trades are GB/T 4754 codes of project.industry",
)
CODES = Said("取值：{codes}", "codes: {codes}")
MORE_CODES = Said("{codes} …… 共 {n} 个，见 ecocheck facts {name}", "{codes} … {n} in all, see ecocheck facts {name}")
INDUSTRIES = Said("取值：GB/T 4754 行业代码，如 C2614", "codes: GB/T 4754, such as C2614")
TRADES = Said("{n} 个行业（GB/T 4754-2017）", "{n} trades (GB/T 4754-2017, which has no English names)")
NO_TRADE = Said(
    "GB/T 4754-2017 里没有名称含“{word}”的行业", "no trade of GB/T 4754-2017 has '{word}' in its name, which is Chinese"
)
IN_GROUPS = Said("在清单里：{groups}", "an item's, in: {groups}")
GROUP = Said("清单 {name} {label}，每项可写：{facts}", "list {name} ({label}), each item: {facts}")
ROWS = {
    "aliases": Said("也叫", "also called"),
    "subjects": Said("对象", "subjects"),
    "found_in": Said("从哪里找", "found in"),
    "stage": Said("从哪个阶段起可知", "known from the stage of"),
}
ROW = Said("{name}：{value}", "{name}: {value}")


@click.command()
@click.argument("name", required=False, metavar="[SUBJECT|FACT|LIST]")
@click.option("--search", "word", default="", help="按词查找，如 软件 / facts that speak of a word")
@plan_option
@lang_option
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonschema"]), default="table")
def facts(name: str | None, word: str, plans: tuple[str, ...], lang: str, form: str) -> None:
    """列出记录可以写的事实。/ Lists the facts that a record may carry."""
    data = load(*plans).data
    vocabulary = data.vocabulary
    fact = vocabulary.find(name) if name is not None and name not in SUBJECTS else None
    group = vocabulary.find_group(name) if name is not None and name not in SUBJECTS and fact is None else None
    if name is not None and name not in SUBJECTS and not (fact or group):
        raise UnknownName.among(SUBJECT_OR_FACT, name, [*SUBJECTS, *vocabulary.facts, *vocabulary.groups])
    subject = None if fact or group else name
    if fact is not None and word and fact.list in vocabulary.lists and vocabulary.lists[fact.list].scheme == "gbt4754":
        sys.stdout.write("\n".join(_trades(word, lang)) + "\n")
        return
    if form == "jsonschema":
        _schemas(vocabulary, [subject] if subject else list(SUBJECTS))
        return
    asked = _asked(data) if plans else None
    rows = [
        row
        for row in fact_rows(vocabulary, subject)
        if (fact is None or row["name"] == fact.name)
        and (group is None or row["name"] in group.facts)
        and (asked is None or row["name"] in asked)
        and (not word or _speaks_of(row, word))
    ]
    if form == "json":
        write_json(rows)
        return
    groups = [] if fact is not None else [group] if group is not None else _groups(vocabulary, subject, word, asked)
    lines = [*_lines(rows, lang, whole=fact is not None), *(_group_line(listed, lang) for listed in groups)]
    if word and not lines:
        lines = [NOTHING.filled(word=word)[lang]]
    lines.append(HOW_MANY.filled(n=len(rows))[lang] + (f", {HOW_MANY_GROUPS.filled(n=len(groups))[lang]}" if groups else ""))
    sys.stdout.write("\n".join(lines) + "\n")


def _schemas(vocabulary: Vocabulary, subjects: list[str]) -> None:
    from ..records.schema import DRAFT, record_schema

    schemas = {name: record_schema(name, vocabulary) for name in subjects}
    write_json(schemas[subjects[0]] if len(subjects) == 1 else {"$schema": DRAFT, "anyOf": list(schemas.values())})


def _trades(word: str, lang: str) -> Iterator[str]:
    """The codes of GB/T 4754 whose name holds a word, and how many they are."""
    found = industries_named(word)
    yield from (f"{code}  {name}" for code, name in found.items())
    yield TRADES.filled(n=len(found))[lang] if found else NO_TRADE.filled(word=word)[lang]


def _asked(data: RulebookData) -> set[str]:
    """The facts and groups that some rule of the loaded documents looks at."""
    found: set[str] = set()
    for rule in data.rules:
        if rule.target is None:
            found |= facts_asked(rule, data.vocabulary, data.parameters) | ({rule.each} if rule.each else set())
    items = facts_of_items(found, data.implications).keys()
    return found | items | {group.name for group in data.vocabulary.groups.values() if not items.isdisjoint(group.facts)}


def _speaks_of(row: dict[str, Any], word: str) -> bool:
    """Whether a fact's names, meaning or codes hold a word."""
    texts = [row["name"], *row["label"].values(), *row["aliases"], *row["meaning"].values()]
    texts += [text for code in row["codes"] for text in (code["code"], code["zh"], code["en"], *code["aliases"])]
    return any(spelled(word) in spelled(text) for text in texts)


def _groups(vocabulary: Vocabulary, subject: str | None, word: str, asked: set[str] | None) -> list[Group]:
    return [
        group
        for group in vocabulary.groups.values()
        if (subject is None or subject in group.subjects)
        and (asked is None or group.name in asked or not asked.isdisjoint(group.facts))
        and (not word or any(spelled(word) in spelled(text) for text in (group.name, group.label.zh, group.label.en)))
    ]


def _lines(rows: list[dict[str, Any]], lang: str, whole: bool) -> Iterator[str]:
    for row in rows:
        kind = row["unit"] or (f"{row['type']}:{row['list']}" if row["list"] else row["type"])
        yield f"{row['name']:46s} {row['label'][lang]}  [{kind}]"
        for text in _beneath(row, lang, whole):
            yield f"{'':46s}   {text}"


def _beneath(row: dict[str, Any], lang: str, whole: bool) -> Iterator[str]:
    """What stands under a fact: its meaning, its codes, the lists that it is an item's fact of; of one fact alone, all there is."""
    if row["meaning"][lang]:
        yield row["meaning"][lang]
    if row["groups"]:
        yield IN_GROUPS.filled(groups=row["groups"])[lang]
    if row["codes"]:
        yield from _codes(row, lang, whole)
    elif row["type"] in ("code", "codes"):
        yield INDUSTRIES[lang]
    if whole:
        told = {
            "aliases": list(row["aliases"]),
            "subjects": [SUBJECTS[name][lang] for name in row["subjects"]],
            "found_in": row["found_in"][lang],
            "stage": STAGES[row["stage"]][lang] if row["stage"] else "",
        }
        yield from (ROW.filled(name=ROWS[key], value=value)[lang] for key, value in told.items() if value)


def _codes(row: dict[str, Any], lang: str, whole: bool) -> Iterator[str]:
    if whole:
        for code in row["codes"]:
            names = "、".join(code["aliases"])
            yield f"{code['code']}  {code[lang]}" + (f"（{names}）" if names else "")
        return
    said = [f"{code['code']} {code[lang]}" for code in row["codes"][:MOST_CODES]]
    codes = ("，" if lang == "zh" else ", ").join(said)
    more = len(row["codes"]) > MOST_CODES
    yield CODES.filled(codes=MORE_CODES.filled(codes=codes, n=len(row["codes"]), name=row["name"]) if more else codes)[lang]


def _group_line(group: Group, lang: str) -> str:
    short = [name.removeprefix(f"{group.item}.") for name in group.facts]
    return GROUP.filled(name=group.name, label=group.label, facts=", ".join(short))[lang]
