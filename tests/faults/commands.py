"""Every command that writes, in every format that it writes, in a folder with its inputs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2023-06-01")
PLAN = ("--plan", "wanzhou")


class Command(NamedTuple):
    """A command line, and the file or folder that it writes."""

    words: tuple[str, ...]
    output: str


def _writing(*words: str, output: str) -> Command:
    return Command((*words, "-o", output), output)


COMMANDS = {
    **{
        f"check {ending}": _writing("check", "in.jsonl", *PLAN, *DAY, *more, output=f"out.{ending}")
        for ending, more in {
            "json": (), "jsonl": (), "html": (), "docx": (), "xlsx": (), "sarif": (), "md": (), "xml": ("--format", "junit"),
            "txt": ("--format", "table"),
        }.items()
    },
    **{
        f"table {ending}": _writing("check", "in.csv", "--subject", "project", *PLAN, *DAY, output=f"out.{ending}")
        for ending in ("csv", "parquet")
    },
    "table folder": _writing("check", "in.csv", "--subject", "project", *PLAN, *DAY, output="out/"),
    **{
        f"progress {ending}": _writing("progress", "figures.yaml", output=f"out.{ending}") for ending in ("json", "html", "docx", "xlsx", "md")
    },
    "form": _writing("form", "vehicle", *PLAN, output="form.xlsx"),
    "docs": _writing("docs", "--plan", "gb-12523-2025", output="pages"),
    "fmt": Command(("fmt", "own"), "own"),
    "diff": _writing("diff", "own", "other/own", "--generate", "2", *DAY, "--format", "json", output="out.json"),
}  # fmt: skip


#: A pack of one rule that is not in the house form.
PACK = {
    "document.yaml": """\
ecocheck: 1
id: own
title: {zh: 自定, en: own}
short: {zh: 自定, en: own}
level: pack
area: '500101'
effective: 2021-01-01
edition: '1'
source: {zh: 自定, en: own}
""",
    "clauses.yaml": """\
ecocheck: 1
document: own
clauses:
  - {id: c1, section: '1', anchor: 距离, say: {zh: 保持距离。, en: Keep away.}, force: mandatory, form: threshold, priority: 1}
""",
    "rules.yaml": """\
ecocheck: 1
document: own
rules:
  - id: own/away
    title:   {zh: 距离, en: distance}
    clause: c1
    kind: limit
    subject: project
    modality: strict
    force: mandatory
    require: {site.distance.sensitive_target: {ge: LIMIT}}
""",
}


def made(folder: Path) -> None:
    """The inputs of every command."""
    lines = (ROOT / "examples/records/projects.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "in.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    table = ["id,project.industry,project.construction,site.distance.yangtze_system_bank"]
    table += [f"P{number},C2614,new,0.{number % 90 + 10}" for number in range(200)]
    (folder / "in.csv").write_text("\n".join(table), encoding="utf-8")
    shutil.copy(ROOT / "examples/progress/wanzhou.yaml", folder / "figures.yaml")
    for name, limit in (("own", "40 m"), ("other/own", "50 m")):
        pack = folder / name
        pack.mkdir(parents=True)
        for file, text in PACK.items():
            (pack / file).write_text(text.replace("LIMIT", limit), encoding="utf-8")


def contents(folder: Path, output: str) -> dict[str, bytes]:
    """What stands under the name of the output: the bytes of the file, or of each file of the folder; parts under no name of its own are
    no output."""
    place = folder / output
    if place.is_dir():
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(place.rglob("*"))
            if path.is_file() and not path.name.endswith(".part")
        }
    return {output: place.read_bytes()} if place.exists() else {}
