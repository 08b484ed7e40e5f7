"""The words of CI, each a session: `nox -l` lists them, `nox -s lint types` runs some, `nox` all that need no network.

Sessions run in the environment that nox stands in, the one that README.md makes; see docs/decisions/0019-one-environment-for-the-checks.md.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "js", "rules", "docs", "stubs", "changes", "tests", "kit"]

PYTHON = sys.executable
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
#: Programs that use ecocheck as strangers do.
CLIENTS = ("examples/permit_system/permits.py", "examples/typed_client/plant.py")
CODE = ("src", "tests", "benchmarks", "examples", "noxfile.py")


@nox.session
def lint(session: nox.Session) -> None:
    """Style and slips of the code."""
    session.run(PYTHON, "-m", "ruff", "check", *CODE)
    session.run(PYTHON, "-m", "ruff", "format", "--check", *CODE)


@nox.session(default=False)
def fmt(session: nox.Session) -> None:
    """Rewrites code and rules in the house form."""
    session.run(PYTHON, "-m", "ruff", "check", "--fix", *CODE)
    session.run(PYTHON, "-m", "ruff", "format", *CODE)
    session.run(PYTHON, "-m", "ecocheck", "fmt")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly: the package by mypy, and programs that use it (examples/) by mypy and by pyright."""
    session.run(PYTHON, "-m", "mypy", "src")
    for client in CLIENTS:
        session.run(PYTHON, "-m", "mypy", "--strict", client)
    session.run(PYTHON, "-m", "basedpyright", "--pythonpath", PYTHON, *CLIENTS)


@nox.session
def js(session: nox.Session) -> None:
    """The script of the HTML report; what it may not use stands in .oxlintrc.json."""
    session.run(str(Path(PYTHON).parent / "oxlint"), "--deny-warnings", "src", external=True)


@nox.session
def rules(session: nox.Session) -> None:
    """The rules: what is doubtful, the house form, the tests inside them. With `-- --mutate`: what no test would notice (minutes)."""
    session.run(PYTHON, "-m", "ecocheck", "lint")
    session.run(PYTHON, "-m", "ecocheck", "fmt", "--check")
    session.run(PYTHON, "-m", "ecocheck", "test", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The pages of the plans are those that the rules make; with `-- --write` they are made anew."""
    write = "--write" in session.posargs
    session.run(PYTHON, "-m", "ecocheck", "docs", *(() if write else ("--check",)), "-o", "docs/plans")


@nox.session
def stubs(session: nox.Session) -> None:
    """The types of the models are those that the vocabulary makes; with `-- --write` they are made anew."""
    session.run(PYTHON, "-m", "ecocheck.authoring.model_stubs", *session.posargs)


@nox.session
def changes(session: nox.Session) -> None:
    """The fragments in changes/ can be gathered into the changelog."""
    session.run(PYTHON, "-m", "towncrier", "build", "--draft", "--version", "next")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; a path, `-k WORD` and the like after `--`."""
    session.run(PYTHON, "-m", "pytest", *(session.posargs or ("-n", "auto")))


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """The fuzzer for a night; `-- --inputs 1000000 --from 5000` for more inputs and other ones, `--only csv xlsx` for some readers."""
    session.run(PYTHON, "-m", "tests.fuzz", *(session.posargs or ("--inputs", "200000")))


@nox.session(default=False)
def laws(session: nox.Session) -> None:
    """The laws of soundness over every shipped rule for a night; `-- --pairs 1000000 --from 50 --plan wanzhou --subject project`."""
    session.run(PYTHON, "-m", "tests.laws", *(session.posargs or ("--pairs", "200000")))


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Every command killed at random moments and run on full disks, for a night; `-- --rounds 100 --from 7 --only form docs`."""
    session.run(PYTHON, "-m", "tests.faults", *(session.posargs or ("--rounds", "100")))


@nox.session
def kit(session: nox.Session) -> None:
    """The tests of examples/permit_system, a program of somebody else that uses ecocheck.testing."""
    with session.chdir("examples/permit_system"):
        session.run(PYTHON, "-m", "pytest", "-q")


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Three ways to install, into an environment of its own and run from another folder (needs the package index)."""
    root = Path.cwd()
    with TemporaryDirectory() as place:
        dist, other = Path(place, "dist"), Path(place, "other")
        session.run(PYTHON, "-m", "build", "--quiet", "--outdir", str(dist), ".")
        session.run(PYTHON, "-m", "venv", str(other))
        (built,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
        _installs(session, [str(built)], other, root)
        again = ["--force-reinstall", "--no-deps"]  # the wheel has brought what ecocheck needs
        _installs(session, [*again, str(source)], other, root)
        _installs(session, [*again, "-e", str(root)], other, root)


def _installs(session: nox.Session, way: list[str], other: Path, root: Path) -> None:
    """Installs, checks the example of the README (it has breaches, hence status 1) and loads a plan."""
    programs = other / PROGRAMS
    example = str(root / "examples" / "wanzhou" / "projects.yaml")
    loads = "import ecocheck; assert len(ecocheck.load('wanzhou').rules) > 100"
    session.run(str(programs / "python"), "-m", "pip", "install", "--quiet", *way)
    with session.chdir(other):
        session.run(str(programs / "ecocheck"), "check", example, "--plan", "wanzhou", "--quiet", success_codes=[1])
        session.run(str(programs / "python"), "-c", loads)
