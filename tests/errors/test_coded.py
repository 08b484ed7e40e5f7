"""Errors and problems are a code with parts: values that can be compared, kept and sent, whose words are made when asked for."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from ecocheck.bilingual import Said
from ecocheck.errors import Mark, Problem, RecordSourceError, UnknownName, ValueRefused

PLACE = Mark("a.yaml", 3, 5)


def no_rule(name: str, **more: object) -> Problem:
    return Problem.coded(PLACE, "names.unknown", kind=Said("规则", "rule"), name=name, **more)


def test_both_texts_are_made_of_the_code_and_its_parts() -> None:
    found = no_rule("x", field="rule", place="P1", hint=Said("改成 y", "write y"))
    assert (found.zh, found.en) == ("没有“x”这个规则", "there is no rule 'x'")
    assert (found.hint_zh, found.hint_en) == ("改成 y", "write y")
    assert found.text("zh") == "a.yaml:3:5, P1: rule: 没有“x”这个规则；改成 y"
    assert found.text("en") == "a.yaml:3:5, P1: rule: there is no rule 'x'; write y"
    assert found.to_dict() == {
        "place": "a.yaml:3:5, P1",
        "field": "rule",
        "severity": "error",
        "message": {"zh": "没有“x”这个规则", "en": "there is no rule 'x'"},
        "hint": {"zh": "改成 y", "en": "write y"},
    }


def test_problems_are_equal_where_they_say_the_same_of_the_same_place() -> None:
    assert no_rule("x") == no_rule("x")
    assert no_rule("x") != no_rule("y")
    assert no_rule("x") != no_rule("x", field="rule")
    assert len({no_rule("x"), no_rule("x"), no_rule("y")}) == 2
    assert pickle.loads(pickle.dumps(no_rule("x"))) == no_rule("x")


def test_a_list_that_goes_on_growing_does_not_change_what_was_said() -> None:
    known = ["a"]
    found = Problem.coded(PLACE, "standards.no_pollutant", pollutant="x", pollutants=known)
    known.append("b")
    assert found.hint_en == "use one of: a"


def test_a_place_among_the_parts_is_told_as_a_place_and_not_as_a_list() -> None:
    found = Problem.coded(PLACE, "source.duplicate_key", name="id", first=Mark("a.yaml", 1, 2))
    assert found.en == "the key 'id' stands twice, first at a.yaml:1:2"


def test_an_error_becomes_a_problem_at_a_place_with_its_own_way_out() -> None:
    error = UnknownName.among(Said("规则", "rule"), "abc", ["abd"])
    found = Problem.of(error, PLACE, field="rule")
    assert (found.code, found.said, found.hint) == (error.code, error.said, error.hint)
    assert found.hint_en == "did you mean 'abd'?"


def test_an_error_takes_no_texts() -> None:
    with pytest.raises(TypeError):
        ValueRefused("错", "wrong")  # type: ignore[call-arg]


def test_the_error_of_a_file_says_each_problem_on_a_line() -> None:
    error = RecordSourceError([no_rule("x"), no_rule("y")])
    assert error.text("en") == "a.yaml:3:5: there is no rule 'x'\na.yaml:3:5: there is no rule 'y'"


def test_words_are_read_when_a_text_is_first_asked_for() -> None:
    code = (
        "import sys\n"
        "from ecocheck.errors import Mark, Problem, ValueRefused\n"
        "error = ValueRefused('vocabulary.blank', written='-')\n"
        "found = Problem.of(error, Mark('a.yaml'))\n"
        "print(any(name.startswith('ecocheck.errors.words') for name in sys.modules))\n"
        "found.en\n"
        "print(sorted(name for name in sys.modules if name.startswith('ecocheck.errors.words.')))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["False", "['ecocheck.errors.words.entry', 'ecocheck.errors.words.vocabulary']"]


def test_a_text_is_a_mapping_of_languages_and_no_pair() -> None:
    said = Said("规则", "rule")
    assert dict(said) == {"zh": "规则", "en": "rule"}
    with pytest.raises(KeyError):
        list(said)  # type: ignore[call-overload]
