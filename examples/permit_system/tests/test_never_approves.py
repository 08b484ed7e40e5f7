"""The law of the office, over records made by the testing kit: what breaks a clause is never approved, whatever an officer closes."""

from __future__ import annotations

from typing import Any

import permits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecocheck.errors import EcocheckError
from ecocheck.testing import assert_complies, boundary, breaking, complying, records, undecided

#: The binding rules for projects: nobody may approve what breaks one of these.
STRICT = [rule.id for rule in permits.plan().rules_for("project") if rule.modality == "strict" and rule.form == "rule"]
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def of(strategy: Any) -> Any:
    """The strategy of any binding rule; a rule without such records (a plain ban has none that complies) gives way to the next."""

    def made(rule: str) -> Any:
        try:
            return strategy(rule, plan=permits.plan())
        except EcocheckError:
            return st.nothing()

    return st.sampled_from(STRICT).flatmap(made)


@MANY
@given(record=of(breaking))
def test_what_breaks_a_clause_is_never_approved(approve_all: Any, record: dict[str, Any]) -> None:
    status, said = approve_all(record, on=record["as_of"])
    assert status == 409, record
    assert said["broken"], record


@MANY
@given(record=of(undecided))
def test_what_is_undecided_is_not_approved_by_itself(approve: Any, record: dict[str, Any]) -> None:
    assert approve(record, on=record["as_of"])[0] == 409


@MANY
@given(record=st.one_of(of(boundary), of(complying), records("wanzhou", "project")))
def test_whatever_is_approved_complies_but_for_what_was_closed(approve_all: Any, record: dict[str, Any]) -> None:
    status, _ = approve_all(record, on="2023-06-01")
    if status == 200:
        assert_complies({**record, "subject": "project"}, as_of="2023-06-01", allow=("unknown", "review"))
