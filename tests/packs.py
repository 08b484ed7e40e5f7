"""A small pack without a fault, in which a test makes one."""

from __future__ import annotations

from pathlib import Path

from ecocheck.authoring.lint.run import Complaint, complaints, refusals
from ecocheck.book import Rulebook
from ecocheck.errors import RuleSourceError
from ecocheck.rulebook.folders import rule_files
from ecocheck.rulebook.loading import read_rulebook

from .tiny_rulebook import Tiny

CLAUSES = """\
ecocheck: 1
document: tiny
clauses:
  - id: c1
    section: '1'
    anchor: 一公里范围内禁止新建
    say: {zh: 岸线一公里范围内不得新建化工项目。, en: No new chemical project within one kilometre of the bank.}
    force: mandatory
    form: ban
    priority: 1
  - id: c2
    section: '1'
    anchor: 原则上不新建
    say: {zh: 不在园区的原则上不新建。, en: 'Outside parks, in principle nothing new.'}
    form: requirement
  - id: c3
    say: {zh: 开展水质研究。, en: Water quality is studied.}
    form: fact
"""
RULES = """\
ecocheck: 1
document: tiny
rules:
  - id: tiny/bank
    title: {zh: 岸线一公里内不建化工, en: No chemical project within 1 km of the bank}
    clause: c1
    subject: project
    kind: prohibition
    modality: strict
    force: mandatory
    applies_when:
      all:
        - project.industry: {in: $chemical}
        - project.construction: {in: [new, expansion]}
    require:
      project.distance: {gt: 1 km, reads: 一公里范围内}
    exempt_when:
      - id: park
        source: {zh: 条例第五条, en: article 5 of the rules}
        project.in_park: {eq: yes}
    topic: space
    tests:
      - name: at one kilometre
        given: {project.industry: C2614, project.construction: new, project.distance: 1 km, project.in_park: no}
        expect: fail
      - name: expansion, a step beyond
        given: {project.industry: C2614, project.construction: expansion, project.distance: 1.01 km}
        expect: pass
      - name: expansion inside
        given: {project.industry: C2614, project.construction: expansion, project.distance: 0.5 km, project.in_park: no}
        expect: fail
      - name: in a park
        given: {project.industry: C2614, project.construction: new, project.distance: 0.5 km, project.in_park: yes}
        expect: exempt
      - name: rebuild
        given: {project.industry: C2614, project.construction: rebuild, project.distance: 0.5 km, project.in_park: no}
        expect: not_applicable
      - name: another trade
        given: {project.industry: C3011, project.construction: new, project.distance: 0.5 km, project.in_park: no}
        expect: not_applicable
      - name: distance not given
        given: {project.industry: C2614, project.construction: new, project.in_park: no}
        expect: unknown
        missing: [project.distance]
        possible: [fail, pass]
"""
ATTESTATIONS = """\
ecocheck: 1
document: tiny
rows:
  - clause: c2
    title: {zh: 园区外不新建, en: Nothing new outside parks}
    subject: project
    modality: in_principle
    shows: {zh: 批复, en: approval}
    topic: space
"""


class Pack(Tiny):
    """A tiny rulebook with two clauses decided, one by a measured rule and one by an attestation."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.write("tiny/clauses.yaml", CLAUSES)
        self.write("tiny/rules.yaml", RULES)
        self.write("tiny/attestations.yaml", ATTESTATIONS)

    def book(self) -> Rulebook:
        return Rulebook(read_rulebook(self.root))

    def lint(self, whole: bool = False) -> list[Complaint]:
        try:
            book = self.book()
        except RuleSourceError as error:
            return refusals(error)
        return complaints(book, list(book.rules), rule_files(self.root), whole)

    def said(self, whole: bool = False) -> list[tuple[str, str]]:
        """Code and subject of everything that lint says."""
        return [(one.code, one.about) for one in self.lint(whole)]
