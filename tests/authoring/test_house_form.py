"""The house form: keys in order, comments kept, nothing changed in meaning, the same when done twice."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.authoring.house_form import run as house
from ecocheck.authoring.house_form.comments import comments_in
from ecocheck.authoring.house_form.orders import LISTS
from ecocheck.authoring.house_form.references import Register
from ecocheck.authoring.house_form.run import changed_files, formatted, write
from ecocheck.authoring.house_form.texts import width
from ecocheck.errors import EcocheckError, RuleSourceError
from ecocheck.rulebook.folders import rule_files
from ecocheck.rulebook.model import Clause
from ecocheck.source.yaml import plain, read_yaml

from ..packs import Pack
from ..running import run
from .test_lint import own_pack

UNTIDY = dedent("""\
    # the head of the file
    ecocheck: 1
    document: tiny
    rules:
      - clause: c1   # the kilometre
        id: tiny/bank
        title: {en: "No project", zh: '不建'}
        subject: "project"
        kind: prohibition
        # why strict
        modality: strict
        require: {project.distance: {reads: 一公里, gt: 1 km}}
        applies_when: {all: [{project.industry: {in: $chemical}}, {project.construction: {in: ['new']}}]}
        tests:
          - expect: fail
            name: at one kilometre
            given:
              project.distance: 1 km   # itself
              project.industry: C26
          - name: far
            given: {project.industry: C26, project.construction: new, project.distance: 2 km}
            expect: pass
      - id: tiny/lost
        require: {project.distance: {gt: 'lost'}}
        note: {zh: "a: b", en: 'it''s, so'}
    # the end
    """)
TIDY = dedent("""\
    # the head of the file
    ecocheck: 1
    document: tiny
    rules:
      - id: tiny/bank
        title:
          zh: 不建
          en: No project
        clause: tiny/c1  # the kilometre
        subject: project
        kind: prohibition
        # why strict
        modality: strict
        applies_when:
          all:
            - project.industry: {in: $chemical}
            - project.construction: {in: [new]}
        require: {project.distance: {gt: 1 km, reads: 一公里}}
        tests:
          - name: at one kilometre
            given:
              project.distance: 1 km  # itself
              project.industry: C26
            expect: fail
          - {name: far, given: {project.industry: C26, project.construction: new, project.distance: 2 km}, expect: pass}

      - id: tiny/lost
        require: {project.distance: {gt: 'lost'}}
        note:
          zh: 'a: b'
          en: it's, so
    # the end
    """)
NONE = Register({})
TINY = Register(
    {
        "tiny/c1": Clause("tiny/c1", "tiny", section="三、岸线", anchor="一公里范围内禁止新建"),
        "tiny/c2": Clause("tiny/c2", "tiny", section="三、岸线"),
        "tiny/c3": Clause("tiny/c3", "tiny", anchor="“十年禁渔”"),
        "tiny/c4": Clause("tiny/c4", "tiny"),
    }
)
A = "rules/tiny/a.yaml"
HEAD = "ecocheck: 1\ndocument: tiny\n"


def test_an_untidy_file_becomes_tidy_with_every_comment_at_its_entry() -> None:
    assert formatted(UNTIDY, A, NONE) == TIDY


def test_a_tidy_file_stays_as_it_is() -> None:
    assert formatted(TIDY, A, NONE) == TIDY


def test_what_is_too_wide_for_one_line_is_broken_and_no_line_is_wider_than_128_columns() -> None:
    codes = ", ".join(f"a_long_code_{n}" for n in range(20))
    facts = ", ".join(f"project.some_fact_{n}: 值" for n in range(12))
    text = f"ecocheck: 1\ndocument: tiny\nrules:\n- id: a\n  applies_when: {{x.y: {{in: [{codes}]}}}}\n  tests:\n  - {{name: n, given: {{{facts}}}, expect: fail}}\n"  # noqa: E501
    done = formatted(text, A, NONE)
    assert max(map(width, done.split("\n"))) <= 128
    assert "        in: [a_long_code_0, " in done


@pytest.mark.parametrize(
    ("untidy", "tidy"),
    [
        (
            "rows:\n  - shows: {zh: 批复, en: approval}\n    clause: c2\n  - {clause: c1, form: done}\n",
            "rows:\n  - clause: tiny/c2\n    shows:\n      zh: 批复\n      en: approval\n\n  - clause: tiny/c1\n    form: done\n",
        ),
        (
            "clauses:\n- {say: {en: one, zh: '一'}, id: '4.1', line: 3}\n",
            "clauses:\n  - id: tiny/4.1\n    line: 3\n    say:\n      zh: 一\n      en: one\n",
        ),
        (
            "parameters:\n  - editions: [{rows: [['2', day], [3, night]], from: 2008-10-01}]\n    name: noise\n",
            "parameters:\n  - name: noise\n    editions:\n      - from: 2008-10-01\n        rows: [[2, day], [3, night]]\n",
        ),
        (
            "facts:\n  - {type: code, name: site.kind, meaning: {zh: '类', en: kind}}\n",
            "facts:\n  - name: site.kind\n    type: code\n    meaning:\n      zh: 类\n      en: kind\n",
        ),
        (
            "lists:\n  - codes:\n      - {zh: 无, code: none}\n    name: kinds\n",
            "lists:\n  - name: kinds\n    codes:\n      - {code: none, zh: 无}\n",
        ),
        (
            "implications:\n  - {then: {coal.use: 0 t}, id: coal, when: {a.b: {eq: c}}}\n",
            "implications:\n  - id: coal\n    when: {a.b: {eq: c}}\n    then: {coal.use: 0 t}\n",
        ),
        ("areas:\n  - {zh: 全国, id: '100000'}\n", "areas:\n  - {id: 100000, zh: 全国}\n"),
        ("level: district\nid: tiny\n", "id: tiny\nlevel: district\n"),
    ],
    ids=["rows", "clauses", "parameters", "facts", "lists", "implications", "areas", "document"],
)
def test_every_kind_of_rule_file_has_its_form(untidy: str, tidy: str) -> None:
    assert formatted(HEAD + untidy, A, NONE) == HEAD + tidy


def rule(clause: str) -> str:
    return f"{HEAD}rules:\n  - id: tiny/bank\n{clause}    subject: project\n"


def test_ids_are_written_in_full_wherever_a_clause_or_rule_is_named() -> None:
    short = "id: bank\n    clause: c1\n    exempt_when:\n      - {id: park, clause: act/c9, a.b: {eq: yes}}\n    conflicts_with: [c2]\n"
    row = "rows:\n  - clause: c1\n    repeats: c2\n    replaced_by: t-c2\n    lead: {clause: c3, support: [甲]}\n"
    assert formatted(f"{HEAD}rules:\n  - {short}", A, NONE).split("rules:\n")[1] == (
        "  - id: tiny/bank\n    clause: tiny/c1\n    exempt_when:\n      - id: park\n        clause: act/c9\n        a.b: {eq: yes}\n"
        "    conflicts_with: [tiny/c2]\n"
    )
    assert formatted(f"{HEAD}{row}", A, NONE).split("rows:\n")[1] == (
        "  - replaced_by: tiny/t-c2\n    clause: tiny/c1\n    lead: {clause: tiny/c3, support: [甲]}\n    repeats: tiny/c2\n"
    )


@pytest.mark.parametrize(
    ("said", "comment"),
    [
        ("tiny/c1", "  # 三、岸线 “一公里范围内禁止新建”"),
        ("tiny/c2", "  # 三、岸线"),
        ("tiny/c3", "  # ““十年禁渔””"),
        ("tiny/c4", ""),
        ("tiny/c5", ""),
    ],
)
def test_behind_a_clause_stands_its_section_and_anchor(said: str, comment: str) -> None:
    assert formatted(rule(f"    clause: {said}\n"), A, TINY) == rule(f"    clause: {said}{comment}\n")


def test_each_clause_of_a_list_has_its_comment() -> None:
    cited = "    clause:\n      - tiny/c1  # 三、岸线 “一公里范围内禁止新建”\n      - tiny/c2  # 三、岸线\n"
    assert formatted(rule("    clause: [c1, c2]\n"), A, TINY) == rule(cited)
    assert formatted(rule(cited), A, TINY) == rule(cited)


@pytest.mark.parametrize(
    "stale", ["# 三、岸线", "# 三、岸线 “原则上”", "# 二、目标 “一公里范围内禁止新建”", "# “一公里范围内禁止新建”", ""]
)
def test_a_stale_or_missing_comment_is_written_anew(stale: str) -> None:
    assert formatted(rule(f"    clause: tiny/c1  {stale}\n"), A, TINY) == rule(
        "    clause: tiny/c1  # 三、岸线 “一公里范围内禁止新建”\n"
    )


@pytest.mark.parametrize("own", ["# 见条例第二十六条", "# reads “范围内” as with its bound", "# 四、航道 “禁止停泊”"])
def test_what_an_author_wrote_behind_a_clause_moves_above_it(own: str) -> None:
    cited = rule(f"    {own}\n    clause: tiny/c1  # 三、岸线 “一公里范围内禁止新建”\n")
    assert formatted(rule(f"    clause: tiny/c1  {own}\n"), A, TINY) == cited
    assert formatted(cited, A, TINY) == cited


def test_a_comment_behind_an_entry_in_one_line_stands_above_it_once_it_has_several() -> None:
    assert formatted(f"{HEAD}rows:\n  - {{clause: c4, form: done}}  # why\n", A, TINY) == (
        f"{HEAD}rows:\n  # why\n  - clause: tiny/c4\n    form: done\n"
    )


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    text = 'ecocheck: 1\ndocument: tiny\nrules:\n  - id: tiny/a\n    note:\n      zh: |\n        一\n        二\n      en: "one\\ntwo \\n"\n'
    assert plain(read_yaml(formatted(text, A, NONE), "a")) == plain(read_yaml(text, "a"))


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = "a: 'x # y'  # real\nb: x#y\nc: \"# no\"\nd: |\n  # text\n# alone\n"
    assert [(comment.text, comment.alone) for comment in comments_in(text)] == [("# real", False), ("# alone", True)]


def test_a_form_that_would_lose_a_comment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        house, "house_form", lambda root, comments: "\n".join(line for line in TIDY.split("\n") if "why strict" not in line)
    )
    with pytest.raises(EcocheckError, match="nothing was written"):
        formatted(UNTIDY, A, NONE)


@pytest.mark.parametrize(
    ("old", "new"), [("gt: 'lost'", "gt: lost"), ("1 km", "2 km"), ("c1 ", "c2 "), ("[new]", "[new, new2]")]
)
def test_a_form_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    assert old in TIDY
    monkeypatch.setattr(house, "house_form", lambda root, comments: TIDY.replace(old, new))
    with pytest.raises(EcocheckError, match="nothing was written"):
        formatted(UNTIDY, A, NONE)


def test_files_are_written_only_where_the_whole_book_says_the_same(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pack.load()
    changed = changed_files(rule_files(pack.root), Register(pack.load().clauses))
    assert {"rules/tiny/attestations.yaml", "rules/tiny/clauses.yaml", "rules/tiny/rules.yaml"} <= {one.name for one in changed}
    write(changed, pack.root, (), frozenset())
    assert changed_files(rule_files(pack.root), Register(pack.load().clauses)) == []
    after = pack.load()
    assert [(rule.id, rule.scope, rule.require, len(rule.tests)) for rule in after.rules] == [
        (rule.id, rule.scope, rule.require, len(rule.tests)) for rule in before.rules
    ]
    text = (pack.root / "tiny/rules.yaml").read_text(encoding="utf-8")
    rules = next(one for one in changed if one.name == "rules/tiny/rules.yaml")
    other = rules._replace(after=text.replace("1 km", "2 km"))
    with pytest.raises(EcocheckError, match="nothing was written"):
        write([other], pack.root, (), frozenset())
    assert (pack.root / "tiny/rules.yaml").read_text(encoding="utf-8") == text


def test_a_book_that_cannot_be_read_is_not_formatted(pack: Pack) -> None:
    changed = changed_files(rule_files(pack.root), Register(pack.load().clauses))
    pack.change("tiny/clauses.yaml", "form: ban", "form: bann")
    with pytest.raises(RuleSourceError):
        write(changed, pack.root, (), frozenset())


def test_the_command_checks_without_writing_and_then_writes(monkeypatch, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = own_pack(tmp_path / "own", "duty")
    rows = "ecocheck: 1\ndocument: own\nrows:\n  - {title: {en: Someone acts, zh: 有人做}, clause: c1}\n"
    (home / "duties.yaml").write_text(rows, encoding="utf-8")
    ran = run(monkeypatch, capsys, "fmt", str(home), "--check")
    assert ran.status == 1
    assert f"{home}/duties.yaml" in ran.out.split("\n")
    assert (home / "duties.yaml").read_text(encoding="utf-8") == rows
    assert run(monkeypatch, capsys, "fmt", str(home)).status == 0
    assert (
        (home / "duties.yaml").read_text(encoding="utf-8").startswith("ecocheck: 1\ndocument: own\nrows:\n  - clause: own/c1\n")
    )
    assert run(monkeypatch, capsys, "fmt", str(home), "--check").status == 0


@pytest.mark.parametrize("name", ["own", "rules"])
def test_a_relative_folder_is_written_whether_its_rules_were_just_read_or_lay_in_the_cache(  # type: ignore[no-untyped-def]
    name: str, monkeypatch, capsys, tmp_path: Path
) -> None:
    home = own_pack(tmp_path / name, "duty")
    rows = "ecocheck: 1\ndocument: own\nrows:\n  - {title: {en: Someone acts, zh: 有人做}, clause: c1}\n"
    (home / "duties.yaml").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(home.parent)
    assert run(monkeypatch, capsys, "lint", name).status in (0, 1)  # the cache is warm now
    ran = run(monkeypatch, capsys, "fmt", name)
    assert (ran.status, ran.err) == (0, "")
    assert f"{name}/duties.yaml" in ran.out.split("\n")
    assert "  - clause: own/c1" in (home / "duties.yaml").read_text(encoding="utf-8")


def test_a_reworded_anchor_makes_every_comment_on_its_clause_stale(monkeypatch, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = own_pack(tmp_path / "own", "duty, section: 一、水, anchor: 定期监测")
    (home / "duties.yaml").write_text(
        "ecocheck: 1\ndocument: own\nrows:\n  - {title: {en: Someone acts, zh: 有人做}, clause: c1}\n", encoding="utf-8"
    )
    run(monkeypatch, capsys, "fmt", str(home))
    assert "  - clause: own/c1  # 一、水 “定期监测”\n" in (home / "duties.yaml").read_text(encoding="utf-8")
    clauses = (home / "clauses.yaml").read_text(encoding="utf-8")
    (home / "clauses.yaml").write_text(clauses.replace("定期监测", "按季监测"), encoding="utf-8")
    ran = run(monkeypatch, capsys, "fmt", str(home), "--check")
    assert (ran.status, ran.out.split("\n")[0]) == (1, f"{home}/duties.yaml")


TEXTS = st.one_of(
    st.sampled_from(["1 km", "no", "null", "~", "lost", "22:00", "a: b", "a #b", "#a", "- a", "-1", "a, b", "[x]", "{x}", "it's", '"q"', "等：", " a", "a ", "%", "a:", "?"]),  # noqa: E501
    st.text(alphabet="ab，。:#'\" -[]{},一\n\\|>*&!%@`?~", min_size=1, max_size=12).filter(lambda text: text.strip() != ""),
)  # fmt: skip
NODES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(TEXTS, inner, min_size=1, max_size=3)),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["id", "title", "applies_when", "require", "note", "tests", "exempt_when", "all", "any", "given", "clause"]
)


@settings(max_examples=300)
@given(
    key=st.sampled_from(LISTS),
    rules=st.lists(st.dictionaries(KEYS, NODES, min_size=1, max_size=4), min_size=1, max_size=3),
    flow=st.booleans(),
    every=st.integers(1, 4),
)
def test_whatever_a_file_says_it_says_the_same_afterwards(key: str, rules: list[object], flow: bool, every: int) -> None:
    def quoted(node: object) -> object:
        if isinstance(node, dict):
            return {quoted(key): quoted(value) for key, value in node.items()}
        return [quoted(item) for item in node] if isinstance(node, list) else Quoted(str(node))

    dumped = yaml.dump(
        quoted({key: rules}), default_flow_style=flow, allow_unicode=True, width=10**6, Dumper=Dumper, sort_keys=False
    )
    lines = dumped.split("\n")
    text = "\n".join(
        line for number, one in enumerate(lines) for line in ([f"# {number}", one] if number % every == 0 else [one])
    )
    done = formatted(text, A, NONE)
    assert plain(read_yaml(done, "a")) == plain(read_yaml(text, "a"))
    assert formatted(done, A, NONE) == done


class Quoted(str):
    """A text that is dumped in double quotes, so that its lines are one line."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'))
