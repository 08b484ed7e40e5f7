"""The house keeps its shape: exports, the direction of imports, what a cold check may load, errors that survive pickling."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

import ecocheck
from ecocheck import errors
from ecocheck.bilingual import Said

from .imports import arrows, circles, sources

PACKAGE = Path(ecocheck.__file__).parent
#: The rooms from the ground up. A room imports only what stands before it, lazily or by a name in a string as well.
ORDER = (
    "version",
    "public",
    "bilingual",
    "errors",
    "vocabulary",
    "source",
    "logic",
    "rulebook",
    "records",
    "standards",
    "findings",
    "evaluation",
    "columns",
    "progress",
    "reports",
    "book",
    "plans",
    "models",
    "search",
    "authoring",
    "testing",
    "cli",
    "__main__",
)
HEAVY = (
    "numpy",
    "polars",
    "pandas",
    "pyarrow",
    "pydantic",
    "pint",
    "shapely",
    "openpyxl",
    "docx",
    "rich",
    "matplotlib",
    "hypothesis",
    "pytest",
)


def test_the_export_list_is_what_can_be_had() -> None:
    assert sorted(ecocheck.__all__) == ecocheck.__all__
    assert all(getattr(ecocheck, name) is not None for name in ecocheck.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = ecocheck.nothing  # type: ignore[attr-defined]


HELD = [name for name in ecocheck.__all__ if name not in ("__version__", "errors")]


@pytest.mark.parametrize("name", HELD)
def test_what_users_hold_shows_as_the_packages_and_pickles(name: str) -> None:
    held = getattr(ecocheck, name)
    assert (held.__module__, held.__qualname__) == ("ecocheck", name)
    assert pickle.loads(pickle.dumps(held)) is held
    if isinstance(held, type):
        assert repr(held) in (f"<class 'ecocheck.{name}'>", f"<enum '{name}'>")
        assert get_type_hints(held) is not None


@pytest.mark.parametrize("module", ["ecocheck.standards", "ecocheck.testing"])
def test_what_a_public_module_exports_shows_as_its_own(module: str) -> None:
    found = import_module(module)
    strangers = {name for name in found.__all__ if getattr(found, name).__module__ != module}
    assert strangers <= {"ComplianceError"}
    assert all(pickle.loads(pickle.dumps(getattr(found, name))) is getattr(found, name) for name in found.__all__)


def test_a_process_that_met_results_first_pickles_them_by_the_same_names() -> None:
    code = "import sys, pickle; print(sorted({type(one).__module__ for one in pickle.load(sys.stdin.buffer)}))"
    report = ecocheck.load("wanzhou").check({"subject": "vehicle", "id": "V"}, "2023-06-01")
    sent = pickle.dumps(
        [report, report.findings[0], ecocheck.errors.DateMissing("evaluation.no_date", record="V"), ecocheck.Outcome.FAIL]
    )
    ran = subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "['ecocheck', 'ecocheck.errors']"


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.fixture(scope="module")
def house() -> dict[str, set[str]]:
    return arrows(sources(PACKAGE))


def test_every_module_stands_in_a_room_of_the_order(house: dict[str, set[str]]) -> None:
    assert {room_of(module) for module in house} - {""} == set(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_only_what_stands_before_it(room: str, house: dict[str, set[str]]) -> None:
    upward = {
        f"{module} -> {other}"
        for module, others in house.items()
        for other in others
        if room_of(module) == room and (not room_of(other) or ORDER.index(room_of(other)) > ORDER.index(room))
    }
    assert not upward


def test_no_modules_import_each_other_in_a_circle(house: dict[str, set[str]]) -> None:
    assert circles(house) == []


ROUND = {
    "plain": "from .b import x",
    "lazy": "def f():\n    from .b import x",
    "for types only": "if TYPE_CHECKING:\n    from .b import x",
    "absolute": "import p.b",
    "by a string": "import_module('.b', __package__)",
    "by a table of strings": "HOMES = {'x': 'p.b'}",
    "by a string filled in": "import_module(f'.{name}', __package__)",
    "the module itself": "from . import b",
}


@pytest.mark.parametrize("way", ROUND)
def test_a_circle_is_seen_however_it_is_closed(way: str) -> None:
    modules = {"p": "", "p.a": ROUND[way], "p.b": "from .c import y", "p.c": "from .a import z"}
    assert circles(arrows(modules)) == [{"p.a", "p.b", "p.c"}]
    assert circles(arrows({**modules, "p.c": ""})) == []


def test_a_cold_check_loads_nothing_heavy(tmp_path: Path) -> None:
    record = tmp_path / "r.yaml"
    record.write_text("{id: A, subject: project, project.industry: C26}", encoding="utf-8")
    code = (
        "import sys; sys.argv = ['ecocheck', 'check', sys.argv[1], '--plan', 'wanzhou', '--as-of', '2023-06-01']\n"
        "from ecocheck.cli import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    for _ in range(2):  # the first run may have to read the rules and check dimensions
        ran = subprocess.run([sys.executable, "-c", code, str(record)], capture_output=True, text=True, check=True)
    assert "LOADED []" in ran.stdout


def test_import_alone_loads_no_other_module_of_the_package() -> None:
    code = "import sys, ecocheck; print(sorted(name for name in sys.modules if name.startswith('ecocheck.')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['ecocheck.version']"


@pytest.mark.parametrize(
    "name", [name for name in dir(errors) if name.endswith(("Error", "Refused", "Missing", "Name", "Unit", "Mismatch"))]
)
def test_every_error_says_both_languages_and_survives_pickling(name: str) -> None:
    kind = getattr(errors, name)
    if issubclass(kind, errors.SourceError):
        error = kind([errors.Problem.coded(errors.Mark("a.yaml", 1, 2), "vocabulary.blank", written="-")])
    elif kind is errors.ComplianceError:
        error = kind(Said("错", "wrong"), "en")
    else:
        error = kind("names.unknown", hint=Said("改", "mend it"), kind=Said("规则", "rule"), name="x")
    again = pickle.loads(pickle.dumps(error))
    assert again.text("zh") == error.text("zh")
    assert again.text("en") == error.text("en")
    assert type(again) is kind


def test_a_rulebook_and_its_report_pickle() -> None:
    book = ecocheck.load("wanzhou")
    again = pickle.loads(pickle.dumps(book))
    record = {"subject": "project", "id": "A", "project.industry": "C26", "project.construction": "new"}
    report = again.check(record, "2023-06-01")
    assert report.to_json() == book.check(record, "2023-06-01").to_json()
    assert pickle.loads(pickle.dumps(report)).verdict == report.verdict


def test_one_rulebook_serves_many_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    book = ecocheck.load("wanzhou")
    records = [
        {
            "subject": "project",
            "id": f"P{n}",
            "project.industry": "C2614",
            "project.construction": "new",
            "site.distance.yangtze_system_bank": f"{n} km",
        }
        for n in range(12)
    ]
    alone = [book.check(record, "2023-06-01").to_json() for record in records]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda record: book.check(record, "2023-06-01").to_json(), records))
    assert together == alone
