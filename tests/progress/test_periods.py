"""Plans of other periods than the five that are shipped: every year is data of the pack. Expected values by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import RuleSourceError, UnknownName
from ecocheck.progress.model import Standing

from .next_plan import DOCUMENT, FIGURES, INDICATORS, LATER, TASKS, write_pack


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ecocheck.Rulebook:
    return ecocheck.load(write_pack(tmp_path_factory.mktemp("packs") / "next"))


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> ecocheck.Rulebook:
    rows = INDICATORS.partition("  - clause: c3")[0].replace("2025", "2030").replace("2028: 59.5", "2032: 58.4, 2034: 59.9")
    tasks = TASKS.replace("interim: {2028: 20}, ", "").replace("due: 2030", "due: 2035").replace("due: 2029", "due: 2032")
    folder = tmp_path_factory.mktemp("packs") / "later"
    return ecocheck.load(write_pack(folder, LATER, rows.replace("due: 2030", "due: 2035"), tasks))


def row(book: ecocheck.Rulebook, clause: str, year: int, figures: object = None) -> Standing:
    (found,) = book.assess(figures or FIGURES, year=year).where(clause=clause)
    return found


class TestTheWayToATarget:
    def test_runs_through_the_interim_target(self, book: ecocheck.Rulebook) -> None:
        # 58 in 2025, 59.5 in 2028, 60 in 2030: 2026 58.5, 2027 59, 2029 59.75
        series = {point.year: point.path for point in row(book, "c1", 2028).series}
        assert series == {2025: 58, 2026: 58.5, 2027: 59, 2028: 59.5, 2029: 59.75, 2030: 60}

    def test_between_the_printed_years_a_line_of_ours(self, book: ecocheck.Rulebook) -> None:
        # 2027: 59 is half of the way from 58 to 60 and where the line stands; 2 of 5 years are over
        found = row(book, "c1", 2027)
        assert (found.completion, found.time_share, found.pace, found.expected) == (50, 40, 0, 59)
        assert (found.basis, found.status) == ("linear", "on_track")

    def test_the_interim_target_decides_in_its_year(self, book: ecocheck.Rulebook) -> None:
        # 2028: 59.4 is 70 % of the way where 75 % were asked for; within five points, and yet missed
        missed = row(book, "c1", 2028)
        assert (missed.completion, missed.pace, missed.basis, missed.expected) == (70, -5, "printed", 59.5)
        assert (missed.status, missed.outcome, missed.reason) == ("behind", "not_applicable", "not_due")
        assert "未达到中期目标≥59.5%" in missed.remarks[-1]["zh"]
        met = row(book, "c1", 2028, {"figures": [{"clause": "c1", "years": {"2028": "59.5"}}]})
        assert (met.status, met.pace) == ("on_track", 0)

    def test_no_interim_target_no_knee(self, book: ecocheck.Rulebook) -> None:
        # PM2.5 35 -> 30: 32 in 2028 is 60 % of the way after 60 % of the time
        found = row(book, "c2", 2028)
        assert (found.completion, found.time_share, found.pace, found.status) == (60, 60, 0, "on_track")
        assert found.due == 2030
        assert any("规划期末2030年" in remark["zh"] for remark in found.remarks)

    def test_the_last_year_is_due(self, book: ecocheck.Rulebook) -> None:
        for value, outcome in (("60", "pass"), ("59.4", "fail")):
            found = row(book, "c1", 2030, {"figures": [{"clause": "c1", "years": {"2030": value}}]})
            assert (found.outcome, found.baseline_year) == (outcome, 2025)


class TestWhatIsCountedFromTheBaseYear:
    def test_yearly_cuts_begin_after_it(self, book: ecocheck.Rulebook) -> None:
        found = row(book, "c3", 2028)
        assert found.value == "8.73"  # 1 - 0.97^3 = 8.7327 %
        lacking = row(book, "c3", 2027, {"figures": [{"clause": "c3", "counting": "当年", "years": {"2027": "3"}}]})
        assert any("2026年的数值" in remark["zh"] for remark in lacking.remarks)

    def test_levels_are_compared_with_it(self, book: ecocheck.Rulebook) -> None:
        found = row(book, "c7", 2028)  # 1 - 0.45 / 0.5 = 10 %
        assert found.used == 10
        assert any("由2025年 0.5" in remark["zh"] for remark in found.remarks)

    def test_a_row_may_have_its_own(self, book: ecocheck.Rulebook) -> None:
        found = row(book, "c4", 2028)  # 40 in 2023, 45 of 47 in 2028: 5 of 7 points after 5 of 7 years
        assert found.completion == found.time_share == pytest.approx(500 / 7)
        assert found.pace == 0
        assert [point.year for point in found.series] == list(range(2023, 2031))

    def test_what_is_held_against_it_asks_for_it(self, book: ecocheck.Rulebook) -> None:
        found = row(book, "c8", 2030, {"figures": [{"clause": "c8", "years": {"2030": "80"}}]})
        assert (found.outcome, found.missing) == ("unknown", ("indicator.value@2025",))
        held = row(book, "c8", 2030, {"figures": [{"clause": "c8", "years": {"2025": "70", "2030": "80"}}]})
        assert held.outcome == "pass"


class TestTasks:
    def test_by_the_interim_quantity(self, book: ecocheck.Rulebook) -> None:
        # 50 km2 by 2030, 20 of them by 2028: 40 * 2 / 3 = 26.67 % are asked for in 2027, 10 km2 are 20 %
        found = row(book, "c11", 2027)
        assert (found.completion, found.time_share, found.status) == (20, 40, "behind")
        assert found.pace == pytest.approx(20 - 80 / 3)
        missed = row(book, "c11", 2028)  # 19 km2: 38 % where 40 % are printed
        assert (missed.completion, missed.pace, missed.basis, missed.status) == (38, -2, "printed", "behind")
        assert "未达到中期目标≥20 km2" in missed.remarks[-1]["zh"]
        met = row(book, "c11", 2028, {"tasks": [{"task": "c11", "years": {"2028": "20"}}]})
        assert (met.pace, met.status) == (0, "on_track")

    def test_by_the_time_that_is_over(self, book: ecocheck.Rulebook) -> None:
        found = row(book, "c12", 2028)
        assert (found.completion, found.time_share, found.pace, found.basis) == (60, 60, 0, "linear")
        assert row(book, "c13", 2028).time_share == 75  # three of four years: due in 2029


class TestYearsOfAPlan:
    def test_rows_are_in_force_in_their_own_years(self, book: ecocheck.Rulebook) -> None:
        rules = {rule.clauses[0].partition("/")[2]: rule.in_force for rule in book.rules if rule.document == "next"}
        spans = {clause: (str(span.start), str(span.end)) for clause, span in rules.items()}
        assert spans["c1"] == spans["c11"] == ("2026-01-01", "2030-12-31")
        assert spans["c5"] == ("2026-01-01", "2040-12-31")
        assert spans["c6"] == ("2021-01-01", "2025-12-31")

    def test_an_earlier_period_counts_from_the_year_before_it(self, book: ecocheck.Rulebook) -> None:
        found = book.assess({"figures": [{"clause": "c6", "years": {"2025": "58"}}]}, year=2025)
        assert [(one.clause, one.outcome, one.time_share) for one in found] == [("next/c6", "pass", 100)]

    def test_outlooks_stand_apart(self, book: ecocheck.Rulebook) -> None:
        found = book.assess(FIGURES, year=2028)
        assert [one.clause for one in found.outlooks] == ["next/c5"]
        assert "next/c5" not in {one.clause for one in found.indicators}

    @pytest.mark.parametrize("year", [2020, 2041])
    def test_a_year_without_rows_names_the_period(self, book: ecocheck.Rulebook, year: int) -> None:
        with pytest.raises(UnknownName, match="规划期是2026至2030年") as caught:
            book.assess(FIGURES, year=year)
        assert "the plan runs from 2026 to 2030" in caught.value.text("en")

    def test_findings_on_records_use_the_same_years(self, book: ecocheck.Rulebook) -> None:
        record = {
            "subject": "indicator",
            "id": "F",
            "site.district": "500101",
            "indicator.clause": "c1",
            "indicator.code": "forest.coverage",
        }
        on_the_way = book.check({**record, "indicator.year": "2028", "indicator.value": "59.5"}, as_of="2029-03-01")
        (found,) = on_the_way.where(rule="next/i-c1")
        assert (str(found.outcome), found.reason) == ("not_applicable", "not_due")
        due = book.check({**record, "indicator.year": "2030", "indicator.value": "59"}, as_of="2031-03-01")
        (found,) = due.where(rule="next/i-c1")
        assert str(found.outcome) == "fail"


class TestColumnsOfYearlyTargets:
    def sheet(self, tmp_path: Path, header: str, cells: str) -> Path:
        path = tmp_path / "figures.csv"
        path.write_text(f"指标,2027,文号,{header}\n森林覆盖率,59.0,X〔2026〕1,{cells}\n", encoding="utf-8")
        return path

    def test_a_year_on_the_way_is_a_target_handed_down(self, book: ecocheck.Rulebook, tmp_path: Path) -> None:
        found = book.assess(self.sheet(tmp_path, "2027年目标", "59.2"), year=2027)
        assert found.where(clause="c1")[0].status == "behind"

    def test_the_last_year_repeats_what_the_plan_prints(self, book: ecocheck.Rulebook, tmp_path: Path) -> None:
        found = book.assess(self.sheet(tmp_path, "2030年目标", "99"), year=2027)
        assert found.where(clause="c1")[0].series[-1].path == 60
        assert not found.problems


class TestTheFollowingPlan:
    """Nothing but its years is stated: the base year is the one before the first."""

    def test_years(self, later: ecocheck.Rulebook) -> None:
        period = later.data.documents["later"].period
        assert period is not None
        assert (period.first, period.last, period.base_year, period.interim) == (2031, 2035, 2030, ())

    def test_the_way(self, later: ecocheck.Rulebook) -> None:
        figures = {
            "figures": [{"clause": "c1", "years": {"2033": "59"}}, {"clause": "c2", "years": {"2033": "32"}}],
            "tasks": [{"task": "c11", "years": {"2033": "30"}}],
        }
        found = later.assess(figures, year=2033)
        forest, dust, works = (found.where(clause=clause)[0] for clause in ("c1", "c2", "c11"))
        # 58.4 in 2032 and 59.9 in 2034: 59.15 in 2033, 57.5 % of the way from 58 to 60
        assert (forest.completion, forest.time_share, forest.pace, forest.expected) == (50, 60, -7.5, 59.15)
        assert (forest.status, found.interim_years) == ("behind", (2032, 2034))
        assert (dust.completion, dust.pace, dust.status) == (60, 0, "on_track")
        assert (works.completion, works.pace) == (60, 0)

    def test_it_is_in_force_on_other_days_than_its_period(self, later: ecocheck.Rulebook) -> None:
        # in force from March: the rows are those of the end of a year
        assert later.assess({"figures": [{"clause": "c1", "years": {"2031": "58.1"}}]}, year=2031).where(clause="c1")


class TestAPackThatStatesNoPeriod:
    def test_its_rows_show_it(self, tmp_path: Path) -> None:
        stated = ("period", "base_year", "interim", "outlook")
        document = "".join(line for line in DOCUMENT.splitlines(keepends=True) if not line.startswith(stated))
        book = ecocheck.load(write_pack(tmp_path / "next", document, INDICATORS.partition("  - clause: c4")[0], ""))
        found = book.assess({"figures": FIGURES["figures"][:2]}, year=2028)
        assert (found.period.first, found.period.last, found.period.base_year, found.period.assumed) == (2026, 2030, 2025, True)
        assert found.where(clause="c2")[0].completion == 60

    def test_rows_that_show_none_are_refused(self, tmp_path: Path) -> None:
        document = 'ecocheck: 1\nid: next\ntitle: {zh: 规划, en: plan}\nlevel: pack\narea: "500101"\n'
        with pytest.raises(RuleSourceError, match="没有写规划期"):
            ecocheck.load(write_pack(tmp_path / "next", document, "", TASKS))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("interim: {2028: 59.5}", "interim: 59.5", "maps years to numbers; write interim: {2028: 57.5}"),
        ("interim: {2028: 59.5}", "interim: [2028]", "maps years to numbers; write interim: {2028: 57.5}"),
        ("interim: {2028: 59.5}", "interim: {2030: 59.5}", "is no year between 2025 and 2030; write interim: {2028: 57.5}"),
        (
            "interim: {2028: 59.5}",
            "interim: {2028: most}",
            "'most' is no number; write a number in the unit of the row, such as ",
        ),
    ],
)
def test_what_is_wrong_with_targets_on_the_way_is_told_with_how_they_are_written(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert INDICATORS.count(old) == 1
    with pytest.raises(RuleSourceError) as refused:
        ecocheck.load(write_pack(tmp_path / "next", DOCUMENT, INDICATORS.replace(old, new)))
    assert said in refused.value.text("en")


OFF_THE_LINE = "pace is not completion less time share: by the targets on the way {} % are due by this year"


@pytest.mark.parametrize(
    ("clause", "year", "due"),
    [
        ("c1", 2028, "75"),  # 59.5 is 75 % of the way from 58 to 60, where 60 % of the time is over
        ("c1", 2027, "50"),  # 59 is 50 %, where 40 % of the time is over
        ("c2", 2028, ""),  # no target on the way
        ("c11", 2027, "26.7"),  # two thirds of 40 %
        ("c11", 2028, "40"),
        ("c12", 2028, ""),
    ],
)
def test_it_is_said_where_pace_is_measured_to_a_target_on_the_way(
    book: ecocheck.Rulebook, clause: str, year: int, due: str
) -> None:
    said = [remark["en"] for remark in row(book, clause, year).remarks if "time share" in remark["en"]]
    assert said == ([OFF_THE_LINE.format(due)] if due else [])
