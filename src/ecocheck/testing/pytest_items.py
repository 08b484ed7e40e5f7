"""What the pytest plugin collects, runs and counts, once a project has asked for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from ..authoring.rule_tests import run_test
from ..bilingual import LINES, Said
from ..errors import ComplianceError, EcocheckError, UnknownName
from ..evaluation.binding import plan_named
from ..findings.model import Finding
from ..logic.outcomes import OUTCOME_LABELS
from ..plans import RuleFolder, load, rule_folder
from ..rulebook.folders import SHELVES, rules_root
from ..rulebook.model import Rule, RuleTest
from .defaults import DEFAULTS, PROPERTY, Defaults
from .expectations import Expectation, read_expectations
from .failure_text import INDENTED, block

FAILS = Said("规则“{rule}”的测试“{test}”不通过（{place}）", "the test '{test}' of the rule '{rule}' fails ({place})")
COUNTED_FORMS = ("rule", "attestation", "indicator", "task")


class Collecting:
    """What one run of pytest was asked to collect. `named` are paths (from the folder of the settings) or names of shipped plans."""

    def __init__(self, config: pytest.Config, named: list[str]) -> None:
        self.config = config
        home = config.inipath.parent if config.inipath is not None else config.rootpath
        self.paths = [self._path(home, name) for name in named]
        self._folders: dict[Path, RuleFolder | None] = {}

    @staticmethod
    def _path(home: Path, name: str) -> Path:
        path = (home / name).resolve()
        if path.exists():
            return path
        try:
            document = plan_named(load().data, name).id
        except UnknownName:
            raise pytest.UsageError(
                f"ecocheck_rules: '{name}' is neither a file or folder beside {home} nor a shipped plan"
            ) from None
        shelves = (rules_root() / shelf / document for shelf in ("", *SHELVES))
        return next(folder for folder in shelves if folder.is_dir())

    def set_defaults(self) -> None:
        """Lets assertions take what the options name."""
        DEFAULTS.plan = self.config.getoption("ecocheck_plan")
        DEFAULTS.as_of = self.config.getoption("ecocheck_as_of")
        DEFAULTS.lang = self.config.getoption("ecocheck_lang") or self.config.getini("ecocheck_lang")
        if DEFAULTS.lang not in ("zh", "en"):
            raise pytest.UsageError(f"ecocheck_lang: '{DEFAULTS.lang}' is neither zh nor en")

    @staticmethod
    def reset_defaults() -> None:
        plain = Defaults()
        DEFAULTS.plan, DEFAULTS.as_of, DEFAULTS.lang = plain.plan, plain.as_of, plain.lang

    def paths_outside(self, arguments: Iterable[str]) -> list[str]:
        """The paths that pytest would not come by on its own."""
        visited = [(self.config.invocation_params.dir / argument).resolve() for argument in arguments]
        return [str(path) for path in self.paths if not any(path.is_relative_to(seen) for seen in visited)]

    def collector(self, path: Path, parent: pytest.Collector, expectations: bool) -> pytest.Collector | None:
        """What collects a YAML file; None where the project did not name it."""
        if expectations:
            return ExpectationFile.from_parent(parent, path=path)
        place = path.resolve()
        if any(place.is_relative_to(named) for named in self.paths):
            found: RuleFile = RuleFile.from_parent(parent, path=path)
            found.collecting = self
            return found
        return None

    def folder(self, path: Path) -> RuleFolder | None:
        """The rulebook of a rule file, read once a named path; None where it was refused before, which is said once."""
        place = path.resolve()
        named = next(one for one in self.paths if place.is_relative_to(one))
        if named not in self._folders:
            self._folders[named] = None
            self._folders[named] = rule_folder(named)
        return self._folders[named]

    def _folder(self, named: Path) -> RuleFolder | None:
        """The rulebook of a named path where it can be read; in a parallel run the process that sums up has not read it yet."""
        with suppress(EcocheckError):
            return self.folder(named)
        return None

    @contextmanager
    def watching(self, item: pytest.Item) -> Iterator[None]:
        """Puts what is asserted meanwhile into the properties of a test."""
        seen: dict[str, None] = {}

        def note(finding: Finding) -> None:
            seen[f"{finding.rule} {finding.outcome}"] = None

        DEFAULTS.watchers.append(note)
        try:
            yield
        finally:
            DEFAULTS.watchers.remove(note)
            item.user_properties.extend((PROPERTY, said) for said in seen)

    def summarise(self, reporter: pytest.TerminalReporter) -> None:
        """Prints which rules and outcomes the tests of the run covered, a line a document; with -v a line a rule."""
        covered: dict[str, Counter[str]] = defaultdict(Counter)
        for reports in reporter.stats.values():
            for report in reports:
                if getattr(report, "when", "") != "call":
                    continue
                for name, said in report.user_properties:
                    if name == PROPERTY:
                        rule, _, outcome = said.rpartition(" ")
                        covered[rule][outcome] += 1
        if not covered:
            return
        reporter.section("ecocheck")
        totals = self._totals()
        for document in sorted({rule.partition("/")[0] for rule in covered}):
            own = {rule: counts for rule, counts in covered.items() if rule.partition("/")[0] == document}
            total: Counter[str] = sum(own.values(), Counter())
            of = f" of {totals[document]}" if document in totals else ""
            reporter.write_line(f"{document}: {len(own)}{of} rules asserted; {_counts(total)}")
            if self.config.get_verbosity() > 0:
                for rule, counts in sorted(own.items()):
                    reporter.write_line(f"  {rule}: {_counts(counts)}")

    def _totals(self) -> Counter[str]:
        own = [folder.book for folder in map(self._folder, self.paths) if folder is not None]
        books = [*own, load()]
        found: Counter[str] = Counter()
        for book in books:
            found |= Counter(rule.document for rule in book.rules if rule.form in COUNTED_FORMS and rule.status == "active")
        return found


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in OUTCOME_LABELS if counts[name])


class _Saying:
    """Collectors and items whose failures are texts for people, without a traceback."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *others: Any, **more: Any) -> Any:
        if isinstance(excinfo.value, ComplianceError):
            return str(excinfo.value)
        if isinstance(excinfo.value, EcocheckError):
            return excinfo.value.text(DEFAULTS.lang)
        return super().repr_failure(excinfo, *others, **more)  # type: ignore[misc]


class RuleFile(_Saying, pytest.File):
    """A file of rules: an item for each test that stands in it."""

    collecting: Collecting

    def collect(self) -> Iterator[pytest.Item]:
        folder = self.collecting.folder(self.path)
        if folder is None:
            return
        name = next((name for name, path in folder.files.items() if path.resolve() == self.path.resolve()), "")
        for rule in folder.book.rules:
            if rule.file == name:
                yield from self._tests(rule, folder)

    def _tests(self, rule: Rule, folder: RuleFolder) -> Iterator[pytest.Item]:
        seen: Counter[str] = Counter()
        for test in rule.tests:
            seen[test.name] += 1
            again = f" ({seen[test.name]})" if seen[test.name] > 1 else ""
            name = f"{rule.id}::{test.name}{again}"
            item: RuleItem = RuleItem.from_parent(self, name=name, nodeid=name)
            item.rule, item.test, item.folder = rule, test, folder
            yield item


class RuleItem(_Saying, pytest.Item):
    """One test inside a rule."""

    rule: Rule
    test: RuleTest
    folder: RuleFolder

    def runtest(self) -> None:
        result = run_test(self.folder.book, self.rule, self.test)
        if result.finding is not None:
            for watcher in DEFAULTS.watchers:
                watcher(result.finding)
        if result.wrong:
            raise ComplianceError(self._text(result.wrong, result.finding), DEFAULTS.lang)

    def _text(self, wrong: tuple[str, ...], finding: Finding | None) -> Said:
        place = f"{self.path.name}:{self.test.line or self.rule.line}"
        head = FAILS.filled(rule=self.rule.title, test=self.test.name, place=place)
        told = block(finding, self.folder.book) if finding is not None else []
        return LINES.join([head, *(INDENTED.filled(line=line) for line in wrong), *told])

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, max((self.test.line or self.rule.line) - 1, 0), self.name


class ExpectationFile(_Saying, pytest.File):
    """A file of records with the outcomes that they must have: an item for each."""

    def collect(self) -> Iterator[pytest.Item]:
        for expectation in read_expectations(self.path):
            item: ExpectationItem = ExpectationItem.from_parent(self, name=expectation.name)
            item.expectation = expectation
            yield item


class ExpectationItem(_Saying, pytest.Item):
    """One expected outcome, or verdict, of one record."""

    expectation: Expectation

    def runtest(self) -> None:
        self.expectation.check()

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, max(self.expectation.mark.line - 1, 0), self.name
