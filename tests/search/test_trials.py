"""The day on which rules are tried follows from the document, whichever period it is of."""

from __future__ import annotations

from datetime import date

import pytest

from ecocheck.bilingual import Said
from ecocheck.rulebook.goals import Period
from ecocheck.rulebook.model import Document, RulebookData
from ecocheck.search.trials import usual_day
from ecocheck.vocabulary.model import Vocabulary


def document(name: str, period: Period | None = None, effective: date | None = None) -> Document:
    return Document(name, Said("试", "t"), Said("试", "t"), "pack", "", period=period, effective=effective)


OLD = document("old", Period(2021, 2025, 2020), date(2021, 1, 1))
NEXT = document("next", Period(2026, 2030, 2025))


@pytest.mark.parametrize(
    ("tried", "day"),
    [
        (OLD, date(2023, 6, 1)),
        (NEXT, date(2028, 6, 1)),
        (document("law", effective=date(2027, 3, 1)), date(2027, 3, 1)),
        (document("pack"), date(2028, 6, 1)),
    ],
    ids=lambda one: getattr(one, "id", one),
)
def test_a_document_is_tried_on_a_day_of_its_own_time(tried: Document, day: date) -> None:
    documents = {one.id: one for one in (OLD, NEXT, tried)}
    assert usual_day(tried, RulebookData(documents, {}, (), {}, {}, Vocabulary({}, {}))) == day
