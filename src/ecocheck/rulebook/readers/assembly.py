"""From the contents of all rule files to one `RulebookData`: vocabulary, areas, documents, clauses, parameters, rules, rows."""

from __future__ import annotations

from msgspec.structs import replace

from ...errors import Mark, RuleSourceError
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping as Entries
from ...source.yaml import Scalar, read_yaml
from ..folders import COMMON, SHELVES
from ..model import Area, Clause, Document, Parameter, Rule, RulebookData
from .area import read_areas
from .document import read_clauses, read_document
from .indicator import indicator_list, read_indicators
from .parameter import read_parameters
from .period import period_of_rows
from .rule import Shelf, read_rules
from .rule_file import RuleFile, Seen, is_figures, refer
from .screening import read_screens
from .table import TABLES
from .vocabulary import VocabularyFiles, read_vocabulary

_SHIPPED = f"rules/{COMMON}"
#: The tables whose rows are for years.
_TARGETS = ("indicators", "tasks")
#: What lies beside the rule files of a document, each a file or a folder of files.
_BESIDE = frozenset(("document", "clauses", "parameters", COMMON, *TABLES))


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
        for file in self._table(f"{_SHIPPED}/screening"):
            screens = read_screens(file, vocabulary, self.problems)
            vocabulary = replace(vocabulary, screens=(*vocabulary.screens, *screens))
        areas = {id_: area for file in self._table("rules/areas") for id_, area in read_areas(file, self.problems).items()}
        documents = self._documents(homes, areas)
        clauses: dict[str, Clause] = {}
        for home, document in documents.items():
            clauses |= read_clauses(self._table(f"{home}/clauses"), document, self.problems)
        parameters: dict[str, Parameter] = {}
        taken = Seen("参数名", "parameter")
        for home, document in documents.items():
            parameters |= read_parameters(self._table(f"{home}/parameters"), document.id, vocabulary, taken, self.problems)
        rules = self._rules(documents, Shelf(vocabulary, clauses, parameters, self.problems, indicators=indicators))
        self._check_strays()
        by_id = {document.id: document for document in documents.values()}
        return RulebookData(by_id, clauses, tuple(rules), parameters, areas, vocabulary, indicators=indicators)

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
        taken = Seen("文件编号或别名", "document id or alias")
        for home in homes:
            file = self._open(f"{home}/document.yaml")
            document = read_document(file, self.problems)
            if document is None or file.node is None:
                continue
            fields = Fields(file.node, self.problems)
            if document.area:
                refer(fields, "area", document.area, areas, "区域", "area")
            folder = home.rpartition("/")[2]
            if home.startswith("rules/") and folder != document.id:
                fields.error(
                    "id", f"编号是 {document.id}，文件夹却叫 {folder}",
                    f"the id is {document.id}, but the folder is called {folder}",
                    "请让两者相同", "make them the same",
                )  # fmt: skip
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
            fields.error(
                "period", "没有写规划期，从指标和任务的行也看不出来",
                "states no period, and the rows of its indicators and tasks show none",
                "写 period: [首年, 末年] 和 base_year: 基准年", "write period: [first, last] and base_year: year", code="required",
            )  # fmt: skip
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
        taken = Seen("规则编号或别名", "rule id or alias")
        for rule, fields in placed:
            for name, texts in (("id", (rule.id,) if rule.id else ()), ("aliases", rule.aliases)):
                for text in texts:
                    taken.add(text, fields.mark(name), self.problems, f"{fields.path}.{name}")
        ids = {rule.id for rule, _ in placed}
        for fields, name, text in shelf.promises:
            refer(fields, name, text, ids, "规则", "rule")
        return [rule for rule, _ in placed]

    def _check_strays(self) -> None:
        """A rule file that nobody reads would be law that nobody applies."""
        for name in self.contents:
            if name in self.opened:
                continue
            if name.endswith(".yml"):
                hint_zh, hint_en = "请改名为 .yaml", "rename it to .yaml"
            else:
                hint_zh = "规则放在含 document.yaml 的文件夹里，条款、参数和各表放在同名的文件或文件夹里"
                hint_en = "rules lie in a folder with a document.yaml; clauses, parameters and tables in a file or folder of their name"
            self.problems.error(
                Mark(name), "没有读这个文件：它不在规则文件该在的地方",
                "this file is not read: it lies where no rule file belongs",
                "", hint_zh, hint_en, "stray",
            )  # fmt: skip


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
