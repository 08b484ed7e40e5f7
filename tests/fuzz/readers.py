"""What is fuzzed: every reader by the ending of its files, and the command line. Only an `EcocheckError` may come out of one."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from ecocheck.book import Rulebook
from ecocheck.errors import EcocheckError
from ecocheck.findings.decisions import read_decisions
from ecocheck.findings.waivers import read_waivers
from ecocheck.logic.expressions import DivisionByZero, Scope, evaluate_expression, parse_expression
from ecocheck.plans import load

from ..packs import RULES
from ..tiny_rulebook import Tiny
from . import corpus
from .damage import damaged, damaged_inside


class Target(NamedTuple):
    """A reader: what is damaged, how, the ending that its file gets, and what reads it."""

    content: Callable[[], bytes]
    ending: str
    read: Callable[[Path], object]
    damage: Callable[[bytes, Random], bytes] = damaged


@cache
def _book() -> Rulebook:
    return load("wanzhou")


def _check(path: Path) -> None:
    report = _book().check(path, "2023-06-01")
    report.to_json().encode("utf-8", "surrogatepass")


def _check_table(path: Path) -> None:
    _book().check_table(path, subject="project", as_of="2023-06-01", outcomes=["fail", "error"])


def _assess(path: Path) -> None:
    _book().assess(path)


def _pack(path: Path) -> None:
    tiny = Tiny(path.parent / "rules")
    tiny.write("tiny/rules.yaml", path.read_text(encoding="utf-8", errors="replace"))
    tiny.load()


def _expression(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    known = ("project.length", "project.distance", "project.sewage")
    scope = Scope(lambda name: name if name in known else None, lambda group, name: None, lambda name: None)
    found = parse_expression(text, scope)
    evaluate_expression(found, dict.fromkeys((*found.names, *found.aggregates), Fraction(7, 3)))


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


TARGETS = {
    "yaml": Target(_constant(corpus.YAML), ".yaml", _check),
    "json": Target(_constant(corpus.JSON), ".json", _check),
    "jsonl": Target(_constant(corpus.JSON_LINES), ".jsonl", _check),
    "csv": Target(_constant(corpus.CSV), ".csv", _check),
    "geojson": Target(_constant(corpus.GEOJSON), ".geojson", _check),
    "xlsx": Target(cache(corpus.workbook), ".xlsx", _check, damaged_inside),
    "form": Target(cache(corpus.form), ".xlsx", _check, damaged_inside),
    "parquet": Target(cache(corpus.parquet), ".parquet", _check),
    "table csv": Target(_constant(corpus.CSV), ".csv", _check_table),
    "table parquet": Target(cache(corpus.parquet), ".parquet", _check_table),
    "figures": Target(_constant(corpus.FIGURES), ".yaml", _assess),
    "days": Target(_constant(corpus.DAYS), ".csv", _assess),
    "waivers": Target(_constant(corpus.WAIVERS), ".yaml", read_waivers),
    "decisions": Target(_constant(corpus.DECISIONS), ".yaml", read_decisions),
    "rules": Target(_constant(RULES.encode()), ".yaml", _pack),
    "expressions": Target(_constant(corpus.EXPRESSION), ".txt", _expression),
}


def tried(name: str, seed: int, folder: Path) -> str:
    """Damages the input of a target by a seed and reads it; what went wrong, or nothing."""
    target = TARGETS[name]
    path = folder / f"input{target.ending}"
    path.write_bytes(target.damage(target.content(), Random(seed)))
    return _outcome(partial(target.read, path))


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except DivisionByZero:  # a finding of its own: the record holds a zero where a divisor is due
        return ""
    except EcocheckError as error:
        said = (error.text("zh"), error.text("en"))
        return "" if all(said) else f"says nothing: {type(error).__name__}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""


#: What people write after `ecocheck`, in every order and doubled.
WORDS = (
    "check", "progress", "show", "facts", "rules", "coverage", "--plan", "wanzhou", "liangjiang", "nowhere", "--as-of", "2023-06-01", "2023-13-01",
    "--lang", "en", "zh", "--format", "json", "jsonl", "md", "sarif", "junit", "table", "-o", "--subject", "project", "car", "--fail-on", "fail",
    "open,", "--quiet", "--all", "--waivers", "--decisions", "", "-", "--", "input.yaml", "input.csv", "none.yaml", ".", "/dev/null", "\udcff", "é",
    "wz-145/chem-1km", "--year", "0", "99999",
)  # fmt: skip


def commanded(seed: int, folder: Path) -> str:
    """Runs the command line with words by a seed, in a folder with two inputs; what went wrong, or nothing."""
    from ecocheck.cli import main

    random = Random(seed)
    (folder / "input.yaml").write_bytes(corpus.YAML)
    (folder / "input.csv").write_bytes(corpus.CSV)
    words = [random.choice(WORDS) for _ in range(random.randint(0, 7))]
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    before, status = (sys.argv, sys.stdin), 0
    sys.argv, sys.stdin = ["ecocheck", *words], io.TextIOWrapper(io.BytesIO(corpus.YAML), "utf-8")
    try:
        with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except BaseException as error:
        return f"{words}: {type(error).__name__}: {error}"
    finally:
        sys.argv, sys.stdin = before
    err.flush()
    said = err.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if status not in (0, 1, 2) or "Traceback" in said or "内部出错" in said or "failed inside" in said:
        return f"{words}: status {status}: {said[:300]}"
    return ""
