"""From the contents of all rule files to one `RulebookData`: vocabulary, areas, documents, clauses, parameters, rules, rows."""

from __future__ import annotations

from msgspec.structs import replace

from ...bilingual import Said
from ...errors import Mark, RuleSourceError
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping as Entries
from ...source.yaml import Scalar, read_yaml
from ...vocabulary.model import Vocabulary
from ..folders import COMMON, SHELVES
from ..listing import deciding_rules
from ..meaning import unread_rules
from ..model import Area, Clause, Document, Implication, Parameter, Rule, RulebookData
from ..readings import Reading
from ..stages import with_stage
from .area import read_areas
from .document import read_clauses, read_document
from .implications import read_implications
from .indicator import indicator_list, read_indicators
from .parameter import read_parameters
from .period import period_of_rows
from .readings import read_readings
from .rule import Shelf, read_rules
from .rule_file import RuleFile, Seen, is_figures, refer
from .sheets import read_sheets
from .subjects import read_aspects, seen_as
from .table import TABLES
from .vocabulary import VocabularyFiles, read_vocabulary

_SHIPPED = f"rules/{COMMON}"
#: The tables whose rows are for years.
_TARGETS = ("indicators", "tasks")
#: What lies beside the rule files of a document, each a file or a folder of files.
_BESIDE = frozenset(("document", "clauses", "parameters", "readings", COMMON, *TABLES))


class Assembly:
    """Reads the contents of rule files in the order in which they need each other, and collects every problem."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.problems = Problems()
        self.contents = contents
        self.opened: dict[str, RuleFile] = {}

    def _open(self, name: str) -> RuleFile:
        if name not in self.opened:
            try:
                self.opened[name] = RuleFile(name, read_yaml(self.contents[name], name))
            except RuleSourceError as error:
                self.problems.extend(error.problems)
                self.opened[name] = RuleFile(name, None)
        return self.opened[name]

    def _in(self, folder: str) -> list[RuleFile]:
        """The YAML files that lie in a folder itself."""
        return [self._open(name) for name in self.contents if name.rpartition("/")[0] == folder and name.endswith(".yaml")]

    def _table(self, name: str) -> list[RuleFile]:
        """The files of a table: the one of its name, and those in the folder of its name."""
        whole = f"{name}.yaml"
        return [*([self._open(whole)] if whole in self.contents else ()), *self._in(name)]

    def read(self) -> RulebookData:
        homes = [name.removesuffix("/document.yaml") for name in self.contents if _is_home(name)]
        indicators = read_indicators(self._table(f"{_SHIPPED}/indicators"), self.problems)
        vocabulary = read_vocabulary(self._vocabulary_files(homes), self.problems, (indicator_list(indicators),))
        implications = self._implications(vocabulary)
        sheets = tuple(read_sheets(self._table(f"{_SHIPPED}/sheets"), vocabulary, self.problems))
        aspects = tuple(
            aspect for file in self._table(f"{_SHIPPED}/subjects") for aspect in read_aspects(file, vocabulary, self.problems)
        )
        vocabulary = replace(vocabulary, seen_as=seen_as(aspects))
        areas = {id_: area for file in self._table("rules/areas") for id_, area in read_areas(file, self.problems).items()}
        documents = self._documents(homes, areas)
        clauses: dict[str, Clause] = {}
        for home, document in documents.items():
            clauses |= read_clauses(self._table(f"{home}/clauses"), document, self.problems)
        parameters: dict[str, Parameter] = {}
        taken = Seen(Said("参数名", "parameter"))
        for home, document in documents.items():
            parameters |= read_parameters(self._table(f"{home}/parameters"), document.id, vocabulary, taken, self.problems)
        rules = self._rules(documents, Shelf(vocabulary, clauses, parameters, self.problems, indicators=indicators))
        readings: dict[str, Reading] = {}
        for home, document in documents.items():
            readings |= read_readings(self._table(f"{home}/readings"), document, clauses, self.problems)
        self._check_strays()
        by_id = {document.id: document for document in documents.values()}
        data = RulebookData(
            by_id,
            clauses,
            tuple(rules),
            parameters,
            areas,
            vocabulary,
            indicators=indicators,
            implications=implications,
            sheets=sheets,
            aspects=aspects,
            readings=readings,
        )
        return data if self.problems else replace(data, unread=unread_rules(data, deciding_rules(data)))

    def _implications(self, vocabulary: Vocabulary) -> tuple[Implication, ...]:
        taken = Seen(Said("推定编号", "implication id"))
        files = self._table(f"{_SHIPPED}/implications")
        return tuple(row for file in files for row in read_implications(file, vocabulary, taken, self.problems))

    def _vocabulary_files(self, homes: list[str]) -> VocabularyFiles:
        packs = tuple(
            (_prefix(self._open(f"{home}/document.yaml")), file) for home in homes for file in self._table(f"{home}/{COMMON}")
        )
        return VocabularyFiles(
            facts=tuple(self._table(f"{_SHIPPED}/facts")),
            lists=tuple(self._table(f"{_SHIPPED}/lists")),
            sets=tuple(self._table(f"{_SHIPPED}/code_sets")),
            groups=tuple(self._table(f"{_SHIPPED}/groups")),
            packs=packs,
        )

    def _documents(self, homes: list[str], areas: dict[str, Area]) -> dict[str, Document]:
        """The documents by the folder they lie in."""
        found: dict[str, Document] = {}
        taken = Seen(Said("文件编号或别名", "document id or alias"))
        for home in homes:
            file = self._open(f"{home}/document.yaml")
            document = read_document(file, self.problems)
            if document is None or file.node is None:
                continue
            fields = Fields(file.node, self.problems)
            if document.area:
                refer(fields, "area", document.area, areas, Said("区域", "area"))
            folder = home.rpartition("/")[2]
            if home.startswith("rules/") and folder != document.id:
                fields.error("id", "rulebook.folder_name", id=document.id, folder=folder)
            names = [taken.add(alias, fields.mark("aliases"), self.problems, "aliases") for alias in document.aliases]
            if taken.add(document.id, fields.mark("id"), self.problems, "id") and all(names):
                found[home] = self._with_period(home, document, fields)
        return found

    def _with_period(self, home: str, document: Document, fields: Fields) -> Document:
        """The document with the period of its targets; one without targets needs none."""
        tables = [file for table in _TARGETS for file in self._table(f"{home}/{table}")]
        if document.period is not None or not tables:
            return document
        period = period_of_rows(document, tables)
        if period is None:
            fields.error("period", "rulebook.no_period_shown")
        return replace(document, period=period)

    def _rules(self, documents: dict[str, Document], shelf: Shelf) -> list[Rule]:
        placed: list[tuple[Rule, Fields]] = []
        for home, document in documents.items():
            for file in self._in(home):
                if file.name.rpartition("/")[2].removesuffix(".yaml") not in _BESIDE and not is_figures(file):
                    placed += read_rules(file, document, shelf)
        for home, document in documents.items():
            for table, read_table in TABLES.items():
                for file in self._table(f"{home}/{table}"):
                    placed += read_table(file, document, shelf)
        taken = Seen(Said("规则编号或别名", "rule id or alias"))
        for rule, fields in placed:
            for name, texts in (("id", (rule.id,) if rule.id else ()), ("aliases", rule.aliases)):
                for text in texts:
                    taken.add(text, fields.mark(name), self.problems, f"{fields.path}.{name}")
        ids = {rule.id for rule, _ in placed}
        for fields, name, text in shelf.promises:
            refer(fields, name, text, ids, Said("规则", "rule"))
        rules = [rule for rule, _ in placed]
        if self.problems:  # what was refused may not be looked into
            return rules
        return [with_stage(rule, shelf.vocabulary, shelf.parameters) for rule in rules]

    def _check_strays(self) -> None:
        """A rule file that nobody reads would be law that nobody applies."""
        for name in self.contents:
            if name in self.opened:
                continue
            self.problems.error(Mark(name), "rulebook.stray_yml" if name.endswith(".yml") else "rulebook.stray")


def _is_home(name: str) -> bool:
    """Whether a file is the `document.yaml` of a folder where documents lie."""
    parts = name.split("/")
    if parts[-1] != "document.yaml":
        return False
    if parts[0] != "rules":
        return len(parts) <= 3
    return len(parts) == 3 or (len(parts) == 4 and parts[1] in SHELVES)


def _prefix(file: RuleFile) -> str:
    """What the names of a pack's own facts begin with: the pack's id, written as names can be."""
    node = file.node.get("id") if isinstance(file.node, Entries) else None
    return node.text.replace("-", "_") if isinstance(node, Scalar) else ""
