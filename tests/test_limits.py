"""The numbers of docs/limits.md are those of the code, and no bound of the readers is left out."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from ecocheck.cli import check, check_stream
from ecocheck.evaluation import cells
from ecocheck.logic import expressions
from ecocheck.records import files, json_text, objects
from ecocheck.records.tables import layout, package, table
from ecocheck.source.yaml import read_yaml
from ecocheck.vocabulary import scalars

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|\n ").split("|")) for line in PAGE.splitlines() if line.endswith("` |")]
YAML = {name: one.default for name, one in inspect.signature(read_yaml).parameters.items()}
#: What each row says, in the order of the page.
KEPT = (
    YAML["max_bytes"],
    YAML["max_depth"],
    YAML["max_nodes"],
    files.MOST_JSON,
    json_text.MOST_DEEP,
    objects.MOST_DEEP,
    files.MOST_LINE,
    files.MOST_PIPED,
    table.MOST_COLUMNS,
    package.MOST_UNPACKED,
    package.MOST_PART,
    package.MOST_RATIO,
    package.MOST_PARTS,
    package.MOST_ROWS,
    package.MOST_IN_A_ROW,
    package.MOST_CELLS,
    package.MOST_MERGED,
    layout.HEAD,
    layout.FORM,
    scalars.MOST_POWER,
    expressions.LONGEST,
    expressions.DEEPEST,
    expressions.LARGEST,
    expressions.MOST_DIGITS,
    cells.MOST_CELLS,
    check.MOST_RECORDS,
    check_stream.LARGE,
)


def number(text: str) -> int:
    base, _, power = text.replace(",", "").partition("^")
    return int(base) ** int(power or 1)


@pytest.mark.parametrize("place", range(len(KEPT)))
def test_a_limit_of_the_page_is_the_one_that_is_kept(place: int) -> None:
    what, most, _ = ROWS[place]
    assert number(most) == KEPT[place], what


def test_every_row_is_held_against_the_code_and_names_a_module_that_is_there() -> None:
    assert len(ROWS) == len(KEPT)
    home = Path(files.__file__).parents[1]
    assert [where for _, _, where in ROWS if not (home / where.strip("`")).is_file()] == []


def test_every_bound_of_the_readers_stands_on_the_page() -> None:
    home = Path(files.__file__).parent
    bounds = re.compile(r"^((?:MOST_\w+(?:, )?)+) = ", re.MULTILINE)
    for path in home.rglob("*.py"):
        for names in bounds.findall(path.read_text(encoding="utf-8")):
            where = path.relative_to(home.parent).as_posix()
            said = sum(where in row[2] for row in ROWS)
            assert said >= len(names.split(", ")), f"{where}: {names}"
