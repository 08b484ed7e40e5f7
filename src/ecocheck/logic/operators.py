"""The closed table of operators: one row an operator, and the row is the truth.

A row says which types of fact the operator takes, how it is met, and how it reads. Everything else is worked out from that: the test
of one value (`logic.atoms`), the test of a column, the reading of an interval, sentences, margins, which bounds lint holds against
the wording, boundary records and mutants. A new operator is a new row; no other module names one. A row that a back end cannot serve
is refused when that back end is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from string import Formatter
from typing import Literal, NamedTuple, get_args

from ..bilingual import LANGUAGES, Said
from ..errors import EcocheckError
from ..vocabulary.model import FactType
from .orders import HOLDS, Orders, denied, swapped

ORDERED_TYPES: tuple[FactType, ...] = ("number", "date", "time", "code")  # a code only where its list is ordered
EQUAL_TYPES: tuple[FactType, ...] = ("number", "date", "time", "code", "boolean", "text")
CODE_TYPES: tuple[FactType, ...] = ("code", "codes", "text")


#: An ordering compares with one limit, or lies between two.
MOST_LIMITS = 2
#: How the English of a row begins -> how it goes on where it must hold; whatever begins otherwise cannot be asked for in a sentence.
MUST = {"is not ": "must not be ", "is ": "must be ", "does not ": "must not ", "includes ": "must include "}
OR = Said("或", " or ")


class Listed(NamedTuple):
    """How a list of codes that is written out reads, ``{limit}`` being "A、B或C".

    `one` is said of a fact with one code, `several` of one that may hold several, `ought` of the latter where it must hold.
    """

    one: Said
    several: Said
    ought: Said


class Operator(NamedTuple):
    """One operator.

    An operator on a list of codes says how the list is met: `each` (``any``, ``all`` or ``none``) of the codes that are `wanted` or
    `present`, as `of` says (none of the wanted is present, or the other way round, comes to the same). An ordering says with `orders`
    in which relations of the value to each limit it holds: one limit, or two rising ones that must both be met. One with `presence`
    asks whether the fact is on record at all.

    `says` and `denies` are what it reads like, with the place ``{limit}`` (``{fact}`` with `presence`), which holds the limit as it
    was written, two of them as "1 km and 3 km", or the labels of the codes; the English begins with a word of `MUST`. `listed` are
    the same two for a list of codes that is written out. In a text, `parts` looks for the wanted inside it instead of comparing the
    whole. `usual` are the types for which it is shown as the example.
    """

    name: str
    types: tuple[FactType, ...]
    says: Said
    denies: Said
    orders: Orders = ()
    each: Literal["", "any", "all", "none"] = ""
    of: Literal["", "wanted", "present"] = ""
    presence: bool = False
    parts: bool = False
    listed: tuple[Listed, Listed] | None = None
    usual: tuple[FactType, ...] = ()

    @property
    def arity(self) -> int:
        """How many limits it takes; 0 is a list of any length."""
        return 1 if self.presence else len(self.orders)

    @property
    def needs_order(self) -> bool:
        """Whether it makes sense only for values that have an order: codes of an ordered list, never of another."""
        return any(("<" in relations) is not (">" in relations) for relations in self.orders)

    @property
    def direction(self) -> Literal["", "at_most", "at_least"]:
        """Which side of its one limit it asks for; empty where it asks for no side."""
        if len(self.orders) != 1 or not self.needs_order:
            return ""
        return "at_most" if "<" in self.orders[0] else "at_least"

    @property
    def strict(self) -> bool:
        """Whether a value at a limit does not meet it."""
        return bool(self.orders) and not any("=" in relations for relations in self.orders)

    @property
    def lower_side_holds_limit(self) -> bool:
        """Whether the limit itself counts to what lies below it, as 以下 and 以内 read, and not to what lies above."""
        return (self.direction == "at_most") is not self.strict

    @property
    def one_by_one(self) -> bool:
        """Whether it tells the wanted codes of a list apart."""
        return self.each == "all" and self.of == "wanted"


_IS = Listed(Said("为{limit}", "is {limit}"), Said("为{limit}", "is {limit}"), Said("包括{limit}", "includes {limit}"))
_IS_NOT = Listed(
    Said("不为{limit}", "is other than {limit}"),
    Said("不含{limit}", "does not include {limit}"),
    Said("不含{limit}", "does not include {limit}"),
)
_IS_ONLY = Listed(Said("为{limit}", "is {limit}"), Said("限于{limit}", "is {limit}"), Said("限于{limit}", "includes {limit}"))
_IS_NOT_ONLY = Listed(
    Said("不为{limit}", "is other than {limit}"),
    Said("不限于{limit}", "does not include {limit}"),
    Said("不限于{limit}", "does not include {limit}"),
)

ROWS = (
    Operator(
        "eq",
        EQUAL_TYPES,
        Said("为{limit}", "is {limit}"),
        Said("不为{limit}", "is other than {limit}"),
        orders=("=",),
        each="any",
        of="wanted",
        usual=("code", "boolean", "text"),
    ),
    Operator(
        "ne",
        EQUAL_TYPES,
        Said("不为{limit}", "is other than {limit}"),
        Said("为{limit}", "is {limit}"),
        orders=("<>",),
        each="none",
        of="wanted",
    ),
    Operator(
        "lt", ORDERED_TYPES, Said("低于{limit}", "is below {limit}"), Said("不低于{limit}", "is not below {limit}"), ("<",)
    ),
    Operator(
        "le", ORDERED_TYPES, Said("不超过{limit}", "is at most {limit}"), Said("超过{limit}", "is above {limit}"), ("<=",)
    ),
    Operator("gt", ORDERED_TYPES, Said("超过{limit}", "is above {limit}"), Said("不超过{limit}", "is at most {limit}"), (">",)),
    Operator(
        "ge",
        ORDERED_TYPES,
        Said("不低于{limit}", "is at least {limit}"),
        Said("低于{limit}", "is below {limit}"),
        orders=(">=",),
        usual=("number", "date", "time"),
    ),
    Operator(
        "between",
        ORDERED_TYPES,
        Said("在{limit}之间", "is between {limit}"),
        Said("不在{limit}之间", "is not between {limit}"),
        orders=(">=", "<="),
    ),
    Operator(
        "in",
        CODE_TYPES,
        Said("属于{limit}", "is among {limit}"),
        Said("不属于{limit}", "is not among {limit}"),
        each="any",
        of="wanted",
        listed=(_IS, _IS_NOT),
        usual=("codes",),
    ),
    Operator(
        "not_in",
        CODE_TYPES,
        Said("不属于{limit}", "is not among {limit}"),
        Said("属于{limit}", "is among {limit}"),
        each="none",
        of="wanted",
        listed=(_IS_NOT, _IS),
    ),
    Operator(
        "within",
        ("codes",),
        Said("全部属于{limit}", "is wholly among {limit}"),
        Said("不全属于{limit}", "is not wholly among {limit}"),
        each="all",
        of="present",
        listed=(_IS_ONLY, _IS_NOT_ONLY),
    ),
    Operator(
        "contains",
        ("codes", "text"),
        Said("包含{limit}", "includes {limit}"),
        Said("未全部包含{limit}", "does not include all of {limit}"),
        each="all",
        of="wanted",
        parts=True,
    ),
    Operator(
        "intersects",
        ("codes",),
        Said("涉及{limit}", "includes any of {limit}"),
        Said("不涉及{limit}", "includes none of {limit}"),
        each="any",
        of="wanted",
    ),
    Operator(
        "exists",
        (*EQUAL_TYPES, "codes", "place"),
        Said("有{fact}的记载", "{fact} is on record"),
        Said("没有{fact}的记载", "{fact} is not on record"),
        presence=True,
        usual=("place",),
    ),
)
OPERATORS: dict[str, Operator] = {row.name: row for row in ROWS}

#: The operators with which the engine itself writes a comparison: the same; one of some codes; from one number or day to another; a floor.
IS, AMONG, BETWEEN, AT_LEAST, AT_MOST = "eq", "in", "between", "ge", "le"


def ordering(orders: Orders) -> Operator | None:
    """The ordering that holds in just these relations, limit by limit; None where the table has none."""
    return next((row for row in OPERATORS.values() if orders and row.orders == orders), None)


def flipped(name: str) -> str:
    """The operator seen from the limit: what holds of b against a where `name` holds of a against b; itself where nothing turns.

    >>> flipped("lt"), flipped("eq"), flipped("within")
    ('gt', 'eq', 'within')
    """
    found = ordering(swapped(OPERATORS[name].orders))
    return found.name if found else name


def opposite(name: str) -> Operator | None:
    """The ordering that holds just where `name` does not; None for what has more than one limit, or none.

    >>> opposite("lt").name, opposite("between")
    ('ge', None)
    """
    orders = OPERATORS[name].orders
    return ordering((denied(orders[0]),)) if len(orders) == 1 else None


def sides(name: str) -> tuple[str, ...]:
    """The one-sided orderings that together say the same, limit by limit; empty where some limit is no bound.

    >>> sides("between"), sides("lt"), sides("eq")
    (('ge', 'le'), ('lt',), ())
    """
    found = [row.name for relations in OPERATORS[name].orders if (row := ordering((relations,))) is not None and row.direction]
    return tuple(found) if len(found) == len(OPERATORS[name].orders) else ()


def slip(name: str) -> Operator | None:
    """The operator that a slip at the bound would have written: the limit itself counts to the other side.

    >>> slip("lt").name, slip("ge").name, slip("eq")
    ('le', 'gt', None)
    """
    row = OPERATORS[name]
    others = (other for other in OPERATORS.values() if other.direction == row.direction and other.strict is not row.strict)
    return next(others, None) if row.direction else None


def refuse_unserved(back_end: Said, serves: Callable[[Operator, str], bool]) -> None:
    """Called by each back end when it is imported: raises `EcocheckError` naming the first row and type it has no test for."""
    for row in OPERATORS.values():
        for kind in row.types:
            if not serves(row, kind):
                raise EcocheckError("logic.row_unserved", row=row.name, kind=kind, back_end=back_end)


def refuse_malformed(rows: tuple[Operator, ...]) -> None:
    """Raises `EcocheckError` naming a row that no back end could understand, that never tells values apart, or that cannot be said."""
    for row in rows:
        twice = (Said("名称重复", "the name stands twice"),) if sum(other.name == row.name for other in rows) > 1 else ()
        for wrong in chain(twice, _shapes_wrong(row), _meaning_wrong(row), _words_wrong(row)):
            raise EcocheckError("logic.row_malformed", row=row.name, wrong=wrong)


def _shapes_wrong(row: Operator) -> Iterator[Said]:
    """Fields that are not what they look like: ``("<=")`` is a text, and each of its letters a relation."""
    for name, given, example in (("types", row.types, '("number",)'), ("orders", row.orders, '("<=",)')):
        if not isinstance(given, tuple):
            yield Said("{name} 应为元组，如 {example}", "{name} is no tuple, as in {example}").filled(
                name=name, example=example
            )
    unknown = [kind for kind in row.types if kind not in get_args(FactType)]
    if unknown or not row.types:
        said = Said("没有类型 {unknown}；可用：{known}", "no type of fact {unknown}; use some of: {known}")
        yield said.filled(unknown=unknown or "()", known=list(get_args(FactType)))
    if strange := [relations for relations in row.orders if relations not in HOLDS]:
        said = Said("没有大小关系 {strange}；可用：{known}", "no relation {strange}; use some of: {known}")
        yield said.filled(strange=strange, known=list(HOLDS))
    if row.each not in ("", "any", "all", "none"):
        yield Said("each 只能是 any、all、none", "each is any, all or none")
    if row.of not in ("", "wanted", "present"):
        yield Said("of 只能是 wanted、present", "of is wanted or present")
    if bool(row.each) is not bool(row.of):
        yield Said("each 与 of 要一起写", "each and of go together")


def _meaning_wrong(row: Operator) -> Iterator[Said]:
    meanings = bool(row.orders) + bool(row.each) + row.presence
    if not meanings or (row.presence and meanings > 1):
        yield Said("没有写明何时成立", "it does not say when it is met")
    if len(row.orders) > MOST_LIMITS:
        yield Said("最多两个界限：[小, 大]", "two limits at most, [from, to]")
    elif row.orders:
        every = _places_met(row.orders, range(len(row.orders)))
        if not every:
            yield Said("几个界限要同时满足，没有值能满足", "each limit must be met, and no value meets them all")
        elif any(_places_met(row.orders, kept) == every for kept in ((0,), (1,)) if len(row.orders) == MOST_LIMITS):
            yield Said("几个界限要同时满足，有一个不起作用", "each limit must be met, and one of them makes no difference")


def _places_met(orders: Orders, kept: Iterable[int]) -> list[int]:
    """Where a value may stand so that the kept orders are met: below, at and above each limit in turn, the limits rising."""
    limits = [2 * place + 1 for place in range(len(orders))]
    return [place for place in range(2 * len(orders) + 1) if all(HOLDS[orders[one]](place, limits[one]) for one in kept)]


def _words_wrong(row: Operator) -> Iterator[Said]:
    said = {"says": row.says, "denies": row.denies}
    for reads, listed in zip(("listed[0]", "listed[1]"), row.listed or (), strict=False):
        said |= {f"{reads}.{field}": text for field, text in listed._asdict().items()}
    wanted, known = ("fact", {"fact"}) if row.presence else ("limit", {"limit", "fact"})
    for field, text in said.items():
        for lang in LANGUAGES:
            places = {name for _, name, _, _ in Formatter().parse(text[lang]) if name is not None}
            if wanted not in places:
                lacks = Said("{field} 的 {lang} 缺少 {place}", "{field} lacks {place} in its {lang}")
                yield lacks.filled(field=field, lang=lang, place=f"{{{wanted}}}")
            elif places - known:
                strange = Said("{field} 的 {lang} 里没有东西可填 {places}", "nothing fills {places} in the {lang} of {field}")
                yield strange.filled(field=field, lang=lang, places=[f"{{{name}}}" for name in sorted(places - known)])
        if not row.presence and not text.en.startswith(tuple(MUST)):
            begins = Said("{field} 的 en 要以 {words} 开头", "the en of {field} must begin with {words}")
            yield begins.filled(field=field, words=OR.join(Said(f"“{word}”", f"'{word}'") for word in map(str.strip, MUST)))
    if any(row.says[lang] == row.denies[lang] for lang in LANGUAGES):
        yield Said("肯定与否定相同", "it reads like its opposite")


refuse_malformed(ROWS)
