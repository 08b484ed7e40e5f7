"""`ecocheck rules`, `show`, `coverage`: what is in a rulebook."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import click

from ..bilingual import UNSAID, Said
from ..errors import UnknownName
from ..logic.outcomes import MODALITIES
from ..logic.sentences import Speaker
from ..plans import load
from ..reports.goal_words import goal_lines
from ..rulebook.conflicts import conflict_rows
from ..rulebook.listing import coverage_rows, deciding_rules, rule_rows
from ..rulebook.meaning import reading_state
from ..rulebook.model import FORCES, KINDS, Effect, Implication, Rule, RulebookData
from ..rulebook.readings import STATES, Reading, ReadingState
from ..rulebook.stages import WRITTEN
from ..vocabulary.stages import STAGES

plan_option = click.option("--plan", "plans", multiple=True, help="规划名称 / plan")
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
format_option = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")

HOW_MANY_RULES = Said("{n} 条规则", "{n} rules")
HOW_MANY_ROWS = Said("{n} 项", "{n} rows")
CONTRADICTION, LIMITS_DIFFER, STRICTEST = (
    Said("矛盾", "contradiction"),
    Said("宽严不一", "limits differ"),
    Said("最严", "strictest"),
)
STAGE, FROM_FACT = Said("阶段", "stage"), Said("{stage}（由 {fact} 推出）", "{stage} (from {fact})")
SOURCE, IF, THEN = Said("来源", "source"), Said("条件", "if"), Said("推定", "then")
PRESUMED = Said("仅作默认答案，不作事实", "a default answer, never a fact")
GATHERED = {
    "all": Said("{group}各项的{of}", "every {of} of {group}"),
    "one": Said("{group}各项共同的{of}", "the {of} that {group} have in common"),
    "least": Said("{group}中最小的{of}", "the least {of} of {group}"),
    "most": Said("{group}中最大的{of}", "the greatest {of} of {group}"),
}
EMPTY, ANSWERS = Said("没有{group}", "no {group}"), {True: Said("有", "yes"), False: Said("无", "no")}
APPLIES, REQUIRES, EXCEPT, NOTE = Said("适用", "applies"), Said("要求", "requires"), Said("例外", "except"), Said("注", "note")
SECOND = Said(
    "第二人复核：须读 {wanted} 条，已读 {read}，读后规则有改动 {changed}，未读 {unread}",
    "second reading: {wanted} clauses, read {read}, changed since {changed}, unread {unread}",
)
COVERED = Said(
    "条款 {clauses}：可测 {measured}、核实 {attested}、提请注意的职责 {duty}、主管部门的职责 {authority}、留给人 {people}、未定 {none}",
    "{clauses} clauses: measured {measured}, attested {attested}, duties that a record can touch {duty}, duties of the authority {authority}, "
    "people {people}, none {none}",
)
DUTY, WHO = Said("职责", "duty"), Said("责任", "who")
A_DUTY = Said(
    "约束主管部门；涉及的对象提请注意，不判违反",
    "binds an authority; a record that it touches is for attention, never in breach",
)
AN_AUTHORITYS = Said(
    "约束主管部门，与单个对象无关，不判定记录", "binds an authority and concerns no single record; nothing is judged"
)


def write_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@click.command()
@plan_option
@lang_option
@format_option
@click.option("--conflicts", is_flag=True, help="矛盾与宽严不一 / contradictions, stricter and looser limits")
def rules(plans: tuple[str, ...], lang: str, form: str, conflicts: bool) -> None:
    """列出规则。/ Lists the rules."""
    data = load(*plans).data
    if conflicts:
        _conflicts(data, lang, form)
        return
    rows = rule_rows(data)
    if form == "json":
        write_json(rows)
        return
    for row in rows:
        marks = f"{KINDS.get(row['kind'], UNSAID)[lang]} {FORCES.get(row['force'], UNSAID)[lang]}".strip()
        sys.stdout.write(f"{row['id']:44s} {marks}  {row['title'][lang]}\n")
    sys.stdout.write(f"{HOW_MANY_RULES.filled(n=len(rows))[lang]}\n")


def _conflicts(data: RulebookData, lang: str, form: str) -> None:
    rows = conflict_rows(data)
    if form == "json":
        write_json(rows)
        return
    speaker = Speaker(data.vocabulary)
    for row in rows:
        if row["kind"] == "contradiction":
            sys.stdout.write(f"{CONTRADICTION[lang]}  {' ↔ '.join(row['clauses'])}\n")
            for said in row["say"][lang]:
                sys.stdout.write(f"    {said}\n")
            if row["note"][lang]:
                sys.stdout.write(f"    {NOTE[lang]}: {row['note'][lang]}\n")
        else:
            sys.stdout.write(f"{LIMITS_DIFFER[lang]}  {speaker.fact(row['fact'])[lang]} [{row['unit']}] {row['basis']}\n")
            for limit in row["limits"]:
                mark = STRICTEST[lang] if limit["strictest"] else ""
                sys.stdout.write(f"    {limit['op']} {limit['value']:g}  {limit['rule']}  {mark}\n")
    sys.stdout.write(f"{HOW_MANY_ROWS.filled(n=len(rows))[lang]}\n")


@click.command()
@plan_option
@format_option
@lang_option
def coverage(plans: tuple[str, ...], form: str, lang: str) -> None:
    """每个条款由哪些规则判定。/ Which rules decide each clause."""
    book = load(*plans)
    rows = [row for row in coverage_rows(book.data) if not book.plans or row["document"] in book.plans]
    if form == "json":
        write_json(rows)
        return
    for document in dict.fromkeys(row["document"] for row in rows):
        forms = Counter(row["form"] for row in rows if row["document"] == document)
        said = COVERED.filled(
            clauses=forms.total(),
            measured=forms["measured"],
            attested=forms["attested"],
            duty=forms["duty"],
            authority=forms["authority"],
            people=forms["people"],
            none=forms[""],
        )
        sys.stdout.write(f"{document:16s} {said[lang]}\n")
        states = Counter(row["reading"] for row in rows if row["document"] == document and row["reading"])
        unread = states["unread"] + states["typed"]
        counted = SECOND.filled(wanted=states.total(), read=states["read"], changed=states["changed"], unread=unread)
        sys.stdout.write(f"{'':16s} {counted[lang]}\n")


@click.command()
@click.argument("name")
@plan_option
@lang_option
def show(name: str, plans: tuple[str, ...], lang: str) -> None:
    """显示一条规则、一个条款或一条推定。/ Shows a rule, a clause or an implication."""
    data = load(*plans).data
    rule = data.rule_ids.get(name)
    if rule is not None:
        sys.stdout.write("\n".join(_rule_lines(data, name, lang)) + "\n")
        return
    row = data.implication_ids.get(name)
    if row is not None:
        sys.stdout.write("\n".join(_implication_lines(data, row, lang)) + "\n")
        return
    clause = data.clauses.get(name)
    if clause is None:
        known = [*data.rule_ids, *data.clauses, *data.implication_ids]
        raise UnknownName.among(Said("规则、条款或推定", "rule, clause or implication"), name, known)
    trouble, left = clause.trouble, clause.left_to_people
    lines = [f"{clause.id}  {clause.section}", f"  “{clause.anchor}”" if clause.anchor else "", f"  {clause.say[lang]}"]
    lines += [f"  {trouble[lang] or trouble.en}" if trouble else "", f"  left_to_people: {left[lang]}" if left else ""]
    reading = data.readings.get(clause.id)
    deciding = deciding_rules(data).get(clause.id, ())
    lines += _reading_lines(reading, reading_state(reading, deciding, data), lang) if reading is not None else []
    lines += ["", *(line for rule in deciding for line in _rule_lines(data, rule.id, lang))]
    sys.stdout.write("\n".join(line for line in lines if line) + "\n")


def _reading_lines(reading: Reading, state: ReadingState, lang: str) -> list[str]:
    """The demand as a second reader wrote it down, with what became of it; in the language of the line."""
    head = f"  {STATES[state][lang]}" + (f": {reading.by} {reading.on}" if reading.by else "")
    bounds = [str(bound) for bound in (*reading.triggers, *reading.limits)]
    said = [f"{reading.who}：{reading.must}", MODALITIES[reading.modality].zh, *bounds, *reading.exceptions]
    return [head, f"    {'；'.join(said)}", *(f"    {text}" for text in reading.settled.values())]


def _stage_said(rule: Rule) -> Said:
    """From which stage a rule asks, with the fact that puts it there."""
    stage = STAGES[rule.stage]
    return FROM_FACT.filled(stage=stage, fact=rule.stage_from) if rule.stage_from not in ("", WRITTEN) else stage


def _rule_lines(data: RulebookData, rule_id: str, lang: str) -> list[str]:
    rule = data.rule_ids[rule_id]
    speaker = Speaker(data.vocabulary)
    lines = [
        f"{rule.id}  {rule.title[lang]}",
        f"  {'、'.join(rule.clauses)}  {rule.kind} {rule.modality} {rule.force}  {rule.file}:{rule.line}",
    ]
    lines.append(f"  {STAGE[lang]}: {_stage_said(rule)[lang]}")
    if rule.scope is not None:
        lines.append(f"  {APPLIES[lang]}: {speaker.node(rule.scope)[lang]}")
    if rule.form == "duty":
        lines.append(f"  {DUTY[lang]}: {(A_DUTY if rule.subjects else AN_AUTHORITYS)[lang]}")
        lines += [f"  {WHO[lang]}: {rule.who[lang]}"] if rule.who else []
    elif rule.target is not None:
        lines += [f"  {line[lang]}" for line in goal_lines(rule)]
    elif rule.require is not None:
        lines.append(f"  {REQUIRES[lang]}: {speaker.node(rule.require)[lang]}")
    lines += [f"  {EXCEPT[lang]} {e.id}: {speaker.node(e.when)[lang]}" for e in rule.exempt]
    if rule.note:
        lines.append(f"  {NOTE[lang]}: {rule.note[lang]}")
    if rule.id in data.unread_rules:
        lines.append(f"  {STATES['unread'][lang]}")
    return lines


def _implication_lines(data: RulebookData, row: Implication, lang: str) -> list[str]:
    speaker = Speaker(data.vocabulary)
    days = f"  {row.start or ''} ～ {row.end or ''}" if row.start or row.end else ""
    presumed = f"  {PRESUMED[lang]}" if row.presumed else ""
    lines = [f"{row.id}  {row.kind}{days}{presumed}  {row.file}:{row.line}", f"  {SOURCE[lang]}: {row.source[lang]}"]
    lines.append(f"  {IF[lang]}: {speaker.node(row.when)[lang]}")
    lines += [f"  {THEN[lang]}: {_effect_line(effect, data, speaker, lang)}" for effect in row.then]
    lines += [f"  {THEN[lang]}: {EMPTY.filled(group=data.vocabulary.groups[name].label)[lang]}" for name in row.empty]
    return lines


def _effect_line(effect: Effect, data: RulebookData, speaker: Speaker, lang: str) -> str:
    """What an implication says of one fact, as a reviewer reads it."""
    fact = data.vocabulary.facts[effect.fact]
    codes = data.vocabulary.lists.get(fact.list)
    said = [
        f"{speaker.code(fact.name, code)[lang]}: {ANSWERS[on][lang]}"
        for on, some in ((True, effect.yes), (False, effect.no))
        for code in some
    ]
    if effect.said:
        code = codes.find(effect.said) if codes is not None else None
        said.append(speaker.code(fact.name, code)[lang] if code else effect.said)
    bounds = (("≥", effect.at_least), ("≤", effect.at_most))
    said += [f"{sign} {speaker.fact(other)[lang]}" for sign, other in bounds if other]
    if effect.gathered is not None:
        of = Said(" / ").join([speaker.fact(name) for name in effect.gathered.of])
        group = data.vocabulary.groups[effect.gathered.group].label
        said.append(GATHERED[effect.gathered.take].filled(of=of, group=group)[lang])
    return f"{speaker.fact(fact.name)[lang]}: {', '.join(said)}"
