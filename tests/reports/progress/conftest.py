"""An assessment of a few figures, and its text in a format."""

from __future__ import annotations

import pytest

import ecocheck
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.options import Options
from ecocheck.reports.saving import FORMATS, written

FIGURES = {
    "figures": [
        {"indicator": "环境空气质量优良天数", "years": {"2020": "346", "2021": "340", "2022": "335"}},
        {"indicator": "forest.coverage", "years": {"2021": "55.5", "2022": "56.2"}},
        {"indicator": "建成区绿化覆盖率", "years": {"2022": "36.4"}},
        {"indicator": "water.river_class", "scope": "长江干流万州段", "years": {"2021": "II", "2022": "II"}},
    ],
    "tasks": [{"task": "c189", "unit": "km2", "years": {"2022": "45"}}],
}


@pytest.fixture(scope="package")
def found() -> Assessment:
    return ecocheck.load("wanzhou").assess(FIGURES, year=2022)


def text_of(assessment: Assessment, form: str, lang: str = "zh") -> str:
    """The assessment in one of the formats that are text."""
    return str(written(assessment, FORMATS[form], Options(lang=lang)))
