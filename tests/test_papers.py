"""The papers beside the code keep their word: sources named, decisions numbered, changes told, links leading somewhere, CI's words real."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

import ecocheck

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
KINDS = ("law", "added", "fixed", "inside")
PAGES = [
    *ROOT.glob("*.md"),
    *(
        page
        for folder in ("docs", "changes", "examples")
        for page in (ROOT / folder).rglob("*.md")
        if page.parent.name != "plans"
    ),
]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_document_names_its_source_among_those_of_others() -> None:
    told = text_of("THIRD_PARTY.md")
    documents = [
        re.search(r"^id: (\S+)", path.read_text(encoding="utf-8"), re.M) for path in ROOT.glob("rules/**/document.yaml")
    ]
    assert len(documents) > 15
    assert [found[1] for found in documents if found and f"| `{found[1]}` |" not in told] == []


def test_every_asset_names_its_origin() -> None:
    told = text_of("THIRD_PARTY.md")
    shipped = [
        path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyi", ".pyc", ".typed")
    ]
    lent = [path for path in (ROOT / "tests").glob("**/data/*") if path.is_file() and path.suffix != ".pyc"]
    drawn = list((ROOT / "docs").glob("**/*.svg"))
    names = {path.name for path in [*shipped, *lent, *drawn]}
    assert "page.js" in names
    assert [name for name in sorted(names) if f"{name}`" not in told] == []


def test_every_package_that_is_installed_names_its_licence() -> None:
    told = text_of("THIRD_PARTY.md").partition("## Packages")[2]
    needed = set(re.findall(r'"([A-Za-z][A-Za-z0-9-]*)>=', text_of("pyproject.toml"))) - {"hatchling"}
    assert {"click", "towncrier"} <= needed
    assert [name for name in sorted(needed) if f"{name} " not in told] == []


def test_decisions_are_numbered_without_a_gap_and_say_what_was_turned_down() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    index = text_of("docs/decisions/README.md")
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix("# ")
        assert title.startswith(f"{int(path.name[:4])}. "), path.name
        assert [word for word in ("Context", "Decision", "Turned down") if f"\n**{word}.**" not in text] == [], path.name
        assert f"- [{title}]({path.name})" in index, path.name


def test_a_change_is_one_sentence_of_a_known_kind() -> None:
    for path in (ROOT / "changes").glob("*.md"):
        if path.name in ("README.md", "template.md"):
            continue
        assert path.name.split(".")[1:] in [[kind, "md"] for kind in KINDS], path.name
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1, path.name
        assert lines[0].endswith("."), path.name


def test_the_kinds_of_changes_are_those_of_the_tool() -> None:
    assert re.findall(
        r'^directory = "(\w+)"$', text_of("pyproject.toml").partition("[[tool.towncrier.type]]")[2], re.M
    ) == list(KINDS)
    assert all(f"| `{kind}` |" in text_of("changes/README.md") for kind in KINDS)


def test_the_citation_is_of_this_version() -> None:
    assert yaml.safe_load(text_of("CITATION.cff"))["version"] == ecocheck.__version__


@pytest.mark.skipif(not (ROOT / ".ci").exists(), reason="a source distribution has no .ci")
def test_ci_runs_every_check_by_its_word() -> None:
    noxfile = text_of("noxfile.py")
    sessions = set(re.findall(r"@nox\.session(?:\(.*?\))?\ndef (\w+)", noxfile))
    words = re.search(r"/nox -s (.+)", text_of(".ci/run"))
    assert words
    nights = {"fuzz", "laws", "faults"}
    assert set(words[1].split()) | {"tests", "fmt"} | nights == sessions  # the README runs the tests; fmt rewrites
    guide = text_of("CONTRIBUTING.md").partition("## The checks")[2].partition("\n## ")[0]
    assert [word for word in sessions if f"`{word}`" not in guide and f"-s {word}`" not in guide] == []


def anchors_of(page: Path) -> set[str]:
    """The anchors that a code host gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, anchor = unquote(target).partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), target
        assert not anchor or anchor in anchors_of(found), target


@pytest.mark.skipif(not (ROOT / ".github").exists(), reason="a source distribution has no .github")
def test_forms_for_issues_can_be_filled_in() -> None:
    forms = [path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) >= 4
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {"name", "description", "body"} <= set(form), path.name
        ids = [part["id"] for part in form["body"]]
        assert len(ids) == len(set(ids)), path.name
        assert all(part["type"] in ("input", "textarea", "dropdown") and part["attributes"]["label"] for part in form["body"])
