"""A plant described as typed records, checked, and what came of it as data: `python plant.py`. Type checkers see every field.

It prints the broken rules of a chemical works 640 m from the bank, then the same works moved away.
"""

from __future__ import annotations

from datetime import date

import ecocheck
from ecocheck.models import Project, ProjectBoilersItem, ProjectBoilersList

CHEMICALS = "wz-145/chem-1km"


def works() -> Project:
    """A works with one boiler that we know of; there may be more."""
    boiler = ProjectBoilersItem(id="B1", fuel="natural_gas", capacity="10 t/h")
    return Project(
        id="W1",
        name="江边化工厂",
        project_industry=["C2614"],
        project_construction="new",
        project_approved_on=date(2023, 5, 1),
        site_distance_yangtze_system_bank={"value": "640 m", "source": "地形图 2023-04"},
        project_boilers=ProjectBoilersList(items=[boiler], complete=False),
    )


def broken(book: ecocheck.Rulebook, plant: Project) -> list[str]:
    """The rules that a plant breaks, each with its clause and how far the value is from the limit."""
    report = book.check(plant, as_of=date(2023, 6, 1), fail_on="fail")
    return [told(finding) for finding in report.where(outcome="fail")] if report.failed else []


def told(finding: ecocheck.Finding) -> str:
    margin = f" by {-finding.margin.value:g} {finding.margin.unit}" if finding.margin else ""
    return f"{finding.rule} ({finding.clause.id}) missed{margin}"


def main() -> None:
    book = ecocheck.load("wanzhou")
    plant = works()
    print("\n".join(broken(book, plant)))
    plant.site_distance_yangtze_system_bank = "1.2 km"
    after = book.check(plant, as_of="2023-06-01", rules=CHEMICALS)
    print(after.verdict, len(after), after.to_dict(outcomes=("pass", "exempt"))["counts"]["pass"])


if __name__ == "__main__":
    main()
