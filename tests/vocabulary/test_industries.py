"""The table of trades against what the statistics bureau published of it and against the form of codes that records are read by."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ecocheck.vocabulary.industries import industries, industries_named
from ecocheck.vocabulary.model import industry_code

ROOT = Path(__file__).resolve().parents[2]


def test_it_has_as_many_of_each_level_as_the_edition_with_its_amendment() -> None:
    assert Counter(map(len, industries())) == {1: 20, 3: 97, 4: 473, 5: 1382}


def test_each_code_stands_below_one_that_is_there_and_reads_as_itself() -> None:
    for code in industries():
        assert industry_code(code) == code
        assert len(code) == 1 or code[: len(code) - 1 if len(code) > 3 else 1] in industries()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C1494", "盐加工"),
        ("C2319", "包装装潢及其他印刷"),
        ("D4415", "风力发电"),
        ("N7724", "危险废物治理"),
        ("B0610", "烟煤和无烟煤开采洗选"),
    ],
)
def test_names_that_rules_lean_on(code: str, name: str) -> None:
    assert industries()[code] == name
    assert code in industries_named(name)


def test_examples_and_cases_name_no_trade_that_does_not_exist() -> None:
    files = [*ROOT.glob("tests/examples/*.yaml"), *ROOT.glob("examples/*/*.yaml")]
    named = {
        (path.name, code)
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        for given in re.findall(r"(?:industry|行业代码): *(\[[^\]]*\]|[A-T][0-9]*)", line)
        for code in re.findall(r"\b[A-T][0-9]{2,4}\b", given)
    }
    assert len(named) > 40
    assert sorted(one for one in named if one[1] not in industries()) == []


def test_the_table_is_not_read_for_a_check() -> None:
    code = "import ecocheck, sys; ecocheck.load('wulong').check({'id': 'P', 'subject': 'project', 'project.industry': 'C2614'}, '2023-06-01'); "
    code += "sys.exit('ecocheck.vocabulary.industries' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
