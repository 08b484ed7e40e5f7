"""A vocabulary with every type of fact, rules of every form over it, and records as people write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.logic.conditions import (
    All,
    Always,
    AsOf,
    Attested,
    Compare,
    Day,
    Every,
    FactRef,
    Flag,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Number,
    ParameterRef,
    Some,
    Texts,
)
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.logic.truth import F, J
from ecocheck.rulebook.model import Derived, Document, Edition, Exemption, InForce, Parameter, Row, Rule, RulebookData
from ecocheck.vocabulary.model import Code, CodeList, Fact, Group, Vocabulary
from ecocheck.vocabulary.stages import STAGES

CODES = ("a", "b", "c")


def _fact(name: str, kind: Any, **more: Any) -> Fact:
    return Fact(f"t.{name}", Said(f"{name}值", f"{name} value"), kind, ("project",), **more)


FACTS = {
    fact.name: fact
    for fact in (
        _fact("x", "number", unit="km"),
        _fact("y", "number", unit="km", none="zero"),
        _fact("far", "number", unit="km", none="far"),
        _fact("gone", "number", unit="km", none="absent"),
        _fact("code", "code", list="letters"),
        _fact("codes", "codes", list="letters"),
        _fact("grade", "code", list="grades"),
        _fact("trade", "code", list="trades"),
        _fact("trades", "codes", list="trades"),
        _fact("flag", "boolean"),
        _fact("day", "date"),
        _fact("other", "date"),
        _fact("hour", "time"),
        _fact("text", "text"),
        Fact("project.involves", Said("涉及", "involves"), "codes", ("project",), list="letters"),
        _fact("size", "number", unit="t/h"),
        _fact("fuel", "code", list="letters"),
        _fact("parts", "codes", list="letters"),
    )
}
#: What says in which stage a record is; no drawn rule asks for it.
STAGED = {
    name: Fact(name, Said(name, name), kind, ("project",), unit=unit, none="absent")
    for name, kind, unit in (
        ("project.commissioned_on", "date", ""),
        ("project.started_on", "date", ""),
        ("works.area", "number", "km"),
    )
}
GROUP = Group("t.things", "t", Said("物", "things"), ("project",), ("t.size", "t.fuel", "t.parts"))
LETTERS = tuple(Code(c, Said(c, c)) for c in (*CODES, "none"))
VOCABULARY = Vocabulary(
    FACTS | STAGED,
    {
        "letters": CodeList("letters", codes=LETTERS),
        "grades": CodeList("grades", ordered=True, codes=tuple(Code(c, Said(c, c)) for c in ("low", "mid", "high"))),
        "trades": CodeList("trades", scheme="gbt4754"),
    },
    groups={"t.things": GROUP},
)
EDITIONS = (
    Edition(
        date(2020, 1, 1),
        date(2022, 12, 31),
        rows=(Row(("a", "[0, 1) km"), "1 km"), Row(("b", "*"), "2 km"), Row(("c", "*"), "1 km")),
    ),
    Edition(date(2023, 1, 1), None, rows=(Row(("a", "[1, 2] km"), "0.5 km"), Row(("*", "[0, 3) km"), "1.5 km"))),
)
PARAMETERS = {
    "table": Parameter("table", "km", EDITIONS, by=("t.code", "t.y")),
    "must": Parameter("must", "km", EDITIONS, by=("t.code", "t.y"), otherwise="error"),
    "held": Parameter("held", "km", (Edition(date(2021, 1, 1), date(2021, 12, 31), "1.1 km"),), fill="hold"),
    "some": Parameter("some", "", (Edition(None, None, rows=(Row(("low",), "a|b"), Row(("high",), "c"))),), by=("t.grade",)),
}
DOCUMENT = Document("t", Said("试", "t"), Said("试", "t"), "pack", "")

NUMBERS = ("0", "1/2", "1", "11/10", "3/2", "2", "1/3")


def number(text: str) -> Number:
    over, _, under = text.partition("/")
    return Number(int(over), int(under or 1), text, "km")


def _texts(draw: st.DrawFn, among: tuple[str, ...], most: int = 3) -> tuple[Texts]:
    return (Texts(tuple(sorted(draw(st.sets(st.sampled_from(among), min_size=1, max_size=most))))),)


@st.composite
def comparisons(draw: st.DrawFn, facts: tuple[str, ...]) -> Node:
    fact = draw(st.sampled_from(facts))
    kind = FACTS[fact].type
    if draw(st.integers(0, 9)) == 0:
        return Compare(fact, "exists", (Flag(draw(st.booleans())),))
    if kind == "number":
        op = draw(st.sampled_from(("eq", "ne", "lt", "le", "gt", "ge", "between")))
        if op == "between":
            low, high = sorted(draw(st.lists(st.sampled_from(("0", "1", "2")), min_size=2, max_size=2)))
            return Compare(fact, op, (number(low), number(high)))
        limit = st.sampled_from([number(n) for n in NUMBERS])
        if fact != "t.size":
            looked = (
                Lost(),
                FactRef("t.y"),
                FactRef("t.far"),
                ParameterRef("table"),
                ParameterRef("must"),
                ParameterRef("held"),
            )
            limit = st.one_of(limit, limit, st.sampled_from(looked))
        return Compare(fact, op, (draw(limit),))
    if kind == "boolean":
        return Compare(fact, draw(st.sampled_from(("eq", "ne"))), (Flag(draw(st.booleans())),))
    if kind == "date":
        operand = draw(st.sampled_from((Day("2022-12-31"), Day("2023-02-01"), AsOf(), FactRef("t.other"))))
        return Compare(fact, draw(st.sampled_from(("lt", "le", "gt", "ge", "eq"))), (operand,))
    if kind == "time":
        return Compare(fact, draw(st.sampled_from(("lt", "ge"))), (Texts(("22:00",)),))
    if kind == "text":
        return Compare(fact, draw(st.sampled_from(("eq", "in", "contains"))), (Texts(("ab",)),))
    if fact == "t.grade":
        op = draw(st.sampled_from(("lt", "le", "gt", "ge", "eq", "ne")))
        return Compare(fact, op, (Texts((draw(st.sampled_from(("low", "mid", "high"))),)),))
    if fact == "t.code" and draw(st.integers(0, 5)) == 0:
        return Compare(fact, draw(st.sampled_from(("in", "not_in"))), (ParameterRef("some"),))
    among = ("C26", "C2614", "C30", "D44") if "trade" in fact else CODES
    ops = ("in", "not_in") if kind == "code" else ("in", "not_in", "within", "contains", "intersects")
    return Compare(fact, draw(st.sampled_from(ops)), _texts(draw, among))


WHOLE = tuple(name for name in FACTS if name not in GROUP.facts and name != "project.involves")


def conditions(most: int, items: bool = True, facts: tuple[str, ...] = WHOLE) -> st.SearchStrategy[Node]:
    leaf = comparisons(facts)
    leaves: list[st.SearchStrategy[Any]] = [
        leaf,
        leaf,
        leaf,
        leaf,
        st.sampled_from((Always(J), Always(F), Attested("t/c1"), HasRow("table"))),
    ]
    if items:
        inner = conditions(2, False, (*GROUP.facts, "t.x", "t.code"))
        leaves.append(
            st.one_of(
                inner.map(lambda w: Some("t.things", w)),
                st.builds(Every, st.just("t.things"), inner, st.one_of(st.none(), inner)),
            )
        )
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
            inner.map(Judge),
        ),
        max_leaves=most,
    )


DERIVED = (
    Derived("ratio", "t.x / t.y", "1"),
    Derived("total", "sum(t.things.size where fuel = a)", "t/h"),
)
ON_DERIVED = (
    Compare("$ratio", "le", (Number(1, 1, "1", "1"),)),
    Compare("$total", "gt", (Number(2, 1, "2", "t/h"),)),
)


@st.composite
def rules(draw: st.DrawFn, place: int = 0) -> Rule:
    each = draw(st.sampled_from(("", "", "", "t.things")))
    facts = (*WHOLE, *GROUP.facts, *GROUP.facts) if each else WHOLE
    few = draw(
        st.lists(st.sampled_from(facts), min_size=1, max_size=4, unique=True).map(tuple)
    )  # so that facts meet more than once
    derive = DERIVED if not each and draw(st.integers(0, 3)) == 0 else ()
    require = draw(conditions(4, facts=few))
    if derive:
        require = AnyOf((require, draw(st.sampled_from(ON_DERIVED))))
    exempt = draw(st.lists(conditions(2, facts=few), max_size=2))
    ends = draw(
        st.sampled_from(
            ((None, None), (date(2021, 1, 1), date(2023, 6, 1)), (date(2023, 6, 1), None), (None, date(2023, 5, 31)))
        )
    )
    surely = draw(st.sampled_from((None, date(2023, 6, 1)))) if ends[0] == date(2021, 1, 1) else None
    return Rule(
        id=f"t/r{place}", document="t", clauses=(), title=Said("试", "t"), subjects=("project",), kind="limit",
        modality=draw(st.sampled_from(("strict", "in_principle", "programme", "encouraged"))), force="mandatory",
        in_force=InForce(*ends, draw(st.sampled_from((("as_of",), ("t.day", "as_of"), ("t.day", "t.other", "as_of")))), surely),
        each=each, scope=draw(st.one_of(st.none(), conditions(3, facts=few))), require=require,
        exempt=tuple(Exemption(f"e{n}", when) for n, when in enumerate(exempt)), derive=derive, stage=draw(st.sampled_from([*STAGES])),
    )  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    several = [draw(rules(place)) for place in range(draw(st.integers(1, 3)))]
    return Rulebook(RulebookData({"t": DOCUMENT}, {}, tuple(several), PARAMETERS, {}, VOCABULARY), ("t",))


def _some(*cells: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(cells)


EXACT = (0.0, 0.5, 1.0, 1.1, 1.1000000000000003, 1.5, 2.0, 0.3333333333333333, 3.5)
CELLS: dict[str, list[st.SearchStrategy[Any]]] = {  # fmt: skip
    "t.x": [
        _some(*EXACT),
        _some(0, 1, 2, 5),
        _some(1.0, float("nan"), float("inf"), -9999.0),
        _some("1 km", "500 m", "约1 km", "<2 km", "0.9~1.2", "1.10", "x", "inf", "", "-9999", "-1 km"),
    ],
    "t.y": [_some(*EXACT), _some("none", "1", "约2", "2.50")],
    "t.far": [_some(*EXACT), _some("none", "1", "3")],
    "t.gone": [_some(*EXACT), _some("none", "1", "未检出", "<1 km")],
    "t.code": [_some(*CODES), _some(*CODES, "none", "zz", "-")],
    "t.codes": [
        _some(["a"], ["b", "c"], [], ["a", "b"], ["none"], ["none", "a"], ["zz"]),
        _some("a", "a、b", "b;c", "无", "none", "a,zz", ""),
    ],
    "t.grade": [_some("low", "mid", "high")],
    "t.trade": [_some("C26", "C2614", "2614", "C30", "D4411", "zz")],
    "t.trades": [_some(["C26"], ["C2614", "C30"], ["C30"]), _some("C26,D44", "C2614", "none")],
    "t.flag": [st.booleans(), _some("yes", "否", "maybe")],
    "t.day": [
        _some(date(2021, 1, 1), date(2020, 12, 31), date(2023, 6, 1), date(2023, 6, 2)),
        _some("2023-06", "2023年5月31日", "2022", "?"),
    ],
    "t.other": [_some(date(2022, 12, 31), date(2023, 2, 1)), _some("2023-02-01", "2023")],
    "t.hour": [_some("21:59", "22:00", "6:00", "25:00")],
    "t.text": [_some("ab", "xaby", "c")],
    "project.involves": [_some(["b"], ["c"], ["a", "b"], ["none"]), _some("c", "a、c", "none")],
    "stage": [_some(*STAGES), _some("施工期", "运行阶段", "Planned", "五期", "")],
    "project.commissioned_on": [
        _some(date(2023, 6, 1), date(2023, 6, 2), date(2020, 1, 1)),
        _some("2023-06", "2023年5月", "无", "?"),
    ],
    "project.started_on": [_some(date(2023, 6, 1), date(2023, 6, 2)), _some("2023", "2022年", "none")],
    "works.area": [_some(1.0, 2.0), _some("1 km", "?")],
    "attested.t/c1": [_some("met", "broken", "none", "符合")],
}
ITEM_CELLS: dict[str, list[st.SearchStrategy[Any]]] = {
    "t.size": [_some(1.0, 2.0, 3.0), _some("1", "约2", "?")],
    "t.fuel": [_some(*CODES, "zz")],
    "t.parts": [_some(["a"], ["b", "c"], [])],
}


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Records whose cells are of one kind a fact, some left out; ids r0, r1, ..."""
    kinds = {name: draw(st.sampled_from(several)) for name, several in CELLS.items() if draw(st.integers(0, 3))}
    item_kinds = {name: draw(st.sampled_from(several)) for name, several in ITEM_CELLS.items()}
    with_things = draw(st.booleans())
    found = []
    for place in range(draw(st.integers(1, 6))):
        record: dict[str, Any] = {"id": f"r{place}"}
        for name, cells in kinds.items():
            cell = draw(st.one_of(cells, cells, st.none()))
            if cell is not None:
                record[name] = cell
        if with_things and draw(st.booleans()):
            record["t.things"] = [
                {
                    name: cell
                    for name, cells in item_kinds.items()
                    if (cell := draw(st.one_of(cells, cells, st.none()))) is not None
                }
                for _ in range(draw(st.integers(0, 3)))
            ]
            if draw(st.integers(0, 3)) == 0:
                record["t.things.complete"] = False
        found.append(record)
    return found
