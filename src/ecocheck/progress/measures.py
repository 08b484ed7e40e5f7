"""The number of a row in a year: as reported, or computed from yearly rates, yearly amounts, levels or days."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..bilingual import UNSAID, Said
from ..errors import ValueRefused
from ..rulebook.goals import Indicator
from ..standards.air import days_of, share_of_days
from .arithmetic import compounded, cut_since
from .figures import Amount, Figure, amount
from .matching import RowFigures
from .printed import decimal_text
from .scales import rank
from .slips import days_invalid, refuse_slip
from .target import numeric_start

CUMULATIVE = ("cumulative_rate", "cumulative_amount")
TWICE = Said("{year}年有两个数：{texts}", "{year} has two figures: {texts}")
NO_GRADE = Said("“{figure}”不是这个指标的等级", "'{figure}' is no grade of this indicator")
FROM_DAYS = Said("由{days}天算得：{days}/{base}", "from {days} days: {days}/{base}")
UNCOUNTED = Said(
    "有几年的数，没有说明是累计值还是当年值，不能判定",
    "several years are given without saying whether they are cumulative or of each year",
)
AS_CUMULATIVE = Said("按累计值理解", "taken as cumulative")
SUMMED = Said("各年相加：{texts}", "sum of the years: {texts}")
COMPOUNDED = Said(
    "由各年下降率连乘：1-∏(1-r)，{texts}；各年只印到这些位数，结果在 {low} 与 {high} 之间",
    "compounded from yearly cuts, 1 - prod(1 - r): {texts}; by the digits printed it lies between {low} and {high}",
)
VALID_DAYS = Said(
    "有效{valid}天，其余{invalid}天无效，不算优良", "{valid} valid days; the other {invalid} count as good for nobody"
)
ZERO = Said("{year}年的数是0，算不出下降率", "the figure of {year} is zero")
FROM_LEVELS = Said(
    "由{base_year}年 {base} 和{year}年 {value} 算得，不能代替核定的数；两个数只印到这些位数，结果在 {low} 与 {high} 之间",
    "from {base} ({base_year}) and {value} ({year}); no substitute for the verified figure; by the digits printed it lies "
    "between {low} and {high}",
)
NO_PRINTED_START = Said(
    "规划没有印出起点，用报送的{year}年 {value}", "no start is printed; the reported {year} figure {value} is used"
)
SEVERAL_STARTS = Said("规划印了几个起点：{values}，采用{used}", "the plan prints several starts: {values}; {used} is used")
OTHER_START = Said(
    "报送的{year}年 {value} 与规划的 {used} 不一致，采用规划的",
    "the reported {year} figure {value} is at odds with the plan's {used}; the plan's is used",
)


class Measure(NamedTuple):
    """The number of one year: `found` is None where `missing` or `bad` say why; `remarks` say how it was computed."""

    found: Amount | None = None
    word: str = ""
    place: int | None = None
    missing: tuple[str, ...] = ()
    bad: Said = UNSAID
    remarks: tuple[Said, ...] = ()

    @property
    def known(self) -> bool:
        return self.found is not None or self.place is not None


class Measures:
    """The numbers of one row, year by year; a figure that cannot be meant is refused once and named in every answer."""

    def __init__(self, row: RowFigures, indicator: Indicator, beside: RowFigures | None = None) -> None:
        assert row.goal is not None
        self.row, self.goal, self.indicator, self.beside = row, row.goal, indicator, beside
        self.base_year = self.goal.base_year
        self.read: dict[int, Measure] = {year: self._read(figure) for year, figure in sorted(row.figures.items())}

    def _read(self, figure: Figure) -> Measure:
        """One figure understood, whatever it counts."""
        twice = self.row.twice.get(figure.year)
        if twice:
            return Measure(bad=TWICE.filled(year=figure.year, texts=twice))
        if self.goal.form == "ordinal":
            place = rank(self.goal.code, figure.text)
            if place is None:
                return Measure(bad=NO_GRADE.filled(figure=figure.text))
            return Measure(word=figure.text, place=place)
        unit = "" if figure.counting == "level" and self.goal.form in CUMULATIVE else self.goal.unit
        try:
            found = amount(figure.text, figure.unit if unit else "", unit or "1", self.indicator.unit_aliases)
            if unit:
                refuse_slip(found, self.goal, figure.year, self._known(figure), figure.counting)
            invalid = days_invalid(found, figure, self.goal)
        except ValueRefused as error:
            return Measure(bad=error.whole)
        if not invalid or figure.computed:
            return Measure(found, remarks=figure.notes)
        return Measure(found, remarks=(VALID_DAYS.filled(valid=figure.valid_days, invalid=invalid),))

    def _known(self, figure: Figure) -> list[Fraction]:
        """Figures that the document prints for this row: its start and target."""
        start = numeric_start(self.goal)
        known = [] if start is None else [start]
        try:
            return known + ([Fraction(self.goal.aim.value)] if self.goal.aim.value else [])
        except ValueError:
            return known

    def at(self, year: int) -> Measure:
        """The number that is held against the target in a year."""
        if self.goal.form in CUMULATIVE:
            return self._cumulative(year)
        found = self.read.get(year)
        if found is not None:
            return found
        days = self._from_days(year)
        return days if days is not None else Measure(missing=("indicator.value",))

    def _from_days(self, year: int) -> Measure | None:
        """The share beside a row of days, as a percentage of the year's days; only where the plan prints both."""
        if self.beside is None or self.beside.goal is None or year not in self.beside.figures or year in self.beside.twice:
            return None
        figure = self.beside.figures[year]
        try:
            days = amount(figure.text, figure.unit, "day", ("天", "日"))
            days_invalid(days, figure, self.beside.goal)
            valid = amount(figure.valid_days, "", "day", ("天", "日")).low if figure.valid_days else None
        except ValueRefused:
            return None
        share = share_of_days(days.low, year, valid)
        base = decimal_text(valid, 0) if valid is not None else str(days_of(year))
        remark = FROM_DAYS.filled(days=figure.text, base=base)
        return Measure(Amount(share, share, None, f"{decimal_text(share, 2)}"), remarks=(remark,))

    def _cumulative(self, year: int) -> Measure:
        """A cumulative figure, or one made from yearly figures or levels; which it is must be said where several years are given."""
        own = {y: f for y, f in self.row.figures.items() if self.base_year <= y <= year}
        countings = {f.counting for f in own.values() if f.year > self.base_year}
        if not countings:
            return Measure(missing=("indicator.value",))
        if countings == {""} and len(own) > 1:
            return Measure(missing=("indicator.counting",), remarks=(UNCOUNTED,))
        kinds = countings - {"", "cumulative"}
        if len(kinds) == 1:
            return self._from_levels(year) if "level" in kinds else self._from_years(year)
        found = self.read.get(year)
        if found is None:
            return Measure(missing=("indicator.value",))
        return found._replace(remarks=(*found.remarks, AS_CUMULATIVE)) if countings == {""} else found

    def _from_years(self, year: int) -> Measure:
        years = range(self.base_year + 1, year + 1)
        missing = tuple(f"indicator.value@{y}" for y in years if y not in self.read)
        if missing:
            return Measure(missing=missing)
        bad = next((self.read[y].bad for y in years if self.read[y].bad), UNSAID)
        if bad:
            return Measure(bad=bad)
        amounts = [found for y in years if (found := self.read[y].found) is not None]
        texts = "、".join(found.text for found in amounts)
        if self.goal.form == "cumulative_amount":
            total = sum((found.middle for found in amounts), Fraction(0))
            return Measure(Amount(total, total, None, decimal_text(total, 2)), remarks=(SUMMED.filled(texts=texts),))
        total = compounded(found.middle for found in amounts)
        low, high = (compounded(found.span[end] for found in amounts) for end in (0, 1))
        remark = COMPOUNDED.filled(texts=texts, low=decimal_text(low, 2), high=decimal_text(high, 2))
        return Measure(Amount(low, high, None, decimal_text(total, 2), total), remarks=(remark,))

    def _from_levels(self, year: int) -> Measure:
        needed = (self.base_year, year)
        missing = tuple(f"indicator.value@{y}" for y in needed if y not in self.read)
        if missing:
            return Measure(missing=missing)
        base, now = (self.read[y] for y in needed)
        if base.found is None or now.found is None:
            return Measure(bad=base.bad or now.bad)
        (least_base, most_base), (least, most) = base.found.span, now.found.span
        cut = self._cut(base.found.middle, now.found.middle)
        if cut is None or least_base <= 0:
            return Measure(bad=ZERO.filled(year=self.base_year))
        ends = [end for one in (least_base, most_base) for other in (least, most) if (end := self._cut(one, other)) is not None]
        low, high = min(ends), max(ends)
        remark = FROM_LEVELS.filled(
            base=base.found.text,
            base_year=self.base_year,
            value=now.found.text,
            year=year,
            low=decimal_text(low, 2),
            high=decimal_text(high, 2),
        )
        return Measure(Amount(low, high, None, decimal_text(cut, 2), cut), remarks=(remark,))

    def _cut(self, base: Fraction, now: Fraction) -> Fraction | None:
        """The cut from one level to another: as an amount, or in percent of the first."""
        return base - now if self.goal.form == "cumulative_amount" else cut_since(base, now)

    def start(self) -> tuple[Fraction | None, str, tuple[Said, ...]]:
        """The number to measure from, the printed text, and what is to be said where several are at odds."""
        if self.goal.form in CUMULATIVE:
            return Fraction(0), "0", ()
        printed = numeric_start(self.goal)
        measure = self.read.get(self.base_year)
        reported = measure.found if measure is not None else None
        if printed is not None:
            return self._printed_start(printed, reported)
        if reported is None:
            return None, "", ()
        return reported.middle, reported.text, (NO_PRINTED_START.filled(year=self.base_year, value=reported.text),)

    def _printed_start(self, printed: Fraction, reported: Amount | None) -> tuple[Fraction, str, tuple[Said, ...]]:
        values = list(dict.fromkeys(s.value for s in self.goal.starts if s.kind == "level" and s.value))
        used = next(s.value for s in self.goal.starts if s.value and Fraction(s.value) == printed)
        remarks = [SEVERAL_STARTS.filled(values=values, used=used)] if len(values) > 1 else []
        if reported is not None and not reported.low <= printed <= reported.high:
            remarks.append(OTHER_START.filled(year=self.base_year, value=reported.text, used=used))
        return printed, used, tuple(remarks)
