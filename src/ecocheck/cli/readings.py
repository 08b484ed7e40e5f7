"""`ecocheck readings`: the clauses that still want a second reader, never with their rules; and the stamp on readings that hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from ..authoring.house_form.references import Register
from ..authoring.house_form.run import formatted
from ..authoring.marks import Sources
from ..authoring.second_reading import differences, stamp_of, stamped
from ..bilingual import Said
from ..errors import UnknownName
from ..rulebook.listing import deciding_rules
from ..rulebook.meaning import clauses_to_read, reading_state
from ..rulebook.model import Clause, RulebookData
from ..rulebook.readings import DIFFERENCES
from ..source.whole_file import write_whole
from .scope import Place, place_of

TO_READ = Said("{n} 条待第二人复核", "{n} clauses want a second reader")
LINE = Said("第 {line} 行", "line {line}")
STAMPED = Said("{n} 条已核对并签记，{left} 条有出入", "{n} readings stamped, {left} differ from their rules")
BLANK = """\
  - clause: {clause}
    binds:
    who:
    must:
    modality:
    limits: []
    triggers: []
    exceptions: []
"""


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--blank", is_flag=True, help="印成待填的复核表 / as a form to be filled in")
@click.option("--stamp", is_flag=True, help="与规则核对，相合的签记 / hold against the rules and stamp what agrees")
@click.option("--by", default="", help="复核人 / the second reader")
@click.option("--on", default=None, type=click.DateTime(["%Y-%m-%d"]), help="复核日期 / the day of the reading")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def readings(path: str | None, blank: bool, stamp: bool, by: str, on: object, lang: str) -> None:
    """列出待第二人复核的条款，不显示规则。/ Lists the clauses that want a second reader, without their rules."""
    place = place_of(path)
    data = place.book().data
    if stamp:
        if not by or on is None:
            raise click.UsageError("--stamp 要有 --by 和 --on / --stamp needs --by and --on")
        _stamp(place, data, by, str(on)[:10], lang)
    wanted = list(_wanted(place, data))
    if blank:
        sys.stdout.write(_blank(wanted, Register(data.clauses)))
        return
    for clause in wanted:
        line = LINE.filled(line=clause.line)[lang] if clause.line else ""
        anchor = f"“{clause.anchor}”" if clause.anchor else clause.say[lang]
        sys.stdout.write(f"{clause.id}  {line}  {clause.section}  {anchor}\n")
    sys.stdout.write(TO_READ.filled(n=len(wanted))[lang] + "\n")


def _wanted(place: Place, data: RulebookData) -> Iterator[Clause]:
    """The clauses still to be read whose entry stands in a file of the place."""
    sources = Sources(place.files())
    return (clause for clause in clauses_to_read(data, deciding_rules(data)) if sources.has(clause.id))


def _blank(wanted: list[Clause], register: Register) -> str:
    """A file of readings to be filled in, each with the section and the words where the clause is found."""
    entries = [BLANK.format(clause=f"{clause.id}  {register.comment(clause.id)}".rstrip()) for clause in wanted]
    document = wanted[0].document if wanted else ""
    return "\n".join([f"ecocheck: 1\ndocument: {document}\nreadings:", *entries]).replace("readings:\n\n", "readings:\n")


def _stamp(place: Place, data: RulebookData, by: str, on: str, lang: str) -> None:
    """Stamps the readings of some files that agree with their rules and are not stamped for them; status 1 where some differ."""
    deciding, stamps, left = deciding_rules(data), dict[str, dict[str, str]](), 0
    held = [reading for reading in data.readings.values() if place.covers(reading.file)]
    if not held:
        raise UnknownName("authoring.no_readings", path=place.typed)
    for reading in held:
        rules = deciding.get(reading.clause, [])
        found = list(differences(reading, rules, data))
        for one in found:
            said = f"{reading.file}:{reading.line}: {reading.clause}: {DIFFERENCES[one.kind][lang]}: {one.said[lang]}\n"
            sys.stdout.write(place.shown(said))
        left += bool(found)
        if not found and reading_state(reading, rules, data) != "read":
            stamps.setdefault(reading.file, {})[reading.clause] = stamp_of(reading, rules, data, by, on)
    register = Register(data.clauses)
    for name, file in place.files():
        if name in stamps:
            text = stamped(file.read_text(encoding="utf-8"), name, stamps[name])
            write_whole(file, formatted(text, name, register).encode())
    counted = STAMPED.filled(n=sum(map(len, stamps.values())), left=left)
    sys.stdout.write(counted[lang] + "\n")
    raise click.exceptions.Exit(1 if left else 0)
