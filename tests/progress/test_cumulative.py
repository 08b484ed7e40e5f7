"""Cumulative cuts, targets handed down, yearly targets; expected values by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ecocheck.progress.model import Standing

Stand = Callable[..., Standing]
YEARLY = {"counting": "yearly"}
CUMULATIVE = {"counting": "cumulative"}


def order(clause: str, value: str, **more: Any) -> dict[str, Any]:
    return {"clause": clause, "value": value, "document": "渝府办发〔2022〕10号", **more}


class TestRates:
    """Wulong: energy per GDP down by 14.5 % over five years."""

    def test_yearly_cuts_are_compounded(self, standing: Stand) -> None:
        # 3 % a year for five years: 1 - 0.97^5 = 14.1266 % < 14.5, though the plain sum is 15
        years = dict.fromkeys(range(2021, 2026), "3.0")
        row = standing("wulong", "c090", years, 2025, row=YEARLY)
        assert row.used == pytest.approx(14.12659743)
        assert row.outcome == "fail"

    def test_met_when_compounded(self, standing: Stand) -> None:
        # 3.2 % a year: 1 - 0.968^5 = 15.005..., and with 3.15 % still 14.79
        row = standing("wulong", "c090", dict.fromkeys(range(2021, 2026), "3.2"), 2025, row=YEARLY)
        assert (row.outcome, row.completion) == ("pass", pytest.approx((1 - 0.968**5) * 100 / 14.5 * 100))

    def test_what_the_digits_of_the_years_leave_open_is_for_a_person(self, standing: Stand) -> None:
        # 3.1 % a year is 14.57, but printed to one decimal it may be 14.35 (five times 3.05 %) or 14.79
        row = standing("wulong", "c090", dict.fromkeys(range(2021, 2026), "3.1"), 2025, row=YEARLY)
        assert (row.outcome, row.value) == ("review", "14.57")
        assert any("在 14.35 与 14.79 之间" in remark.zh for remark in row.remarks)
        finer = standing("wulong", "c090", dict.fromkeys(range(2021, 2026), "3.10"), 2025, row=YEARLY)
        assert finer.outcome == "pass"  # 14.546 to 14.591

    def test_a_year_of_growth_counts_against_it(self, standing: Stand) -> None:
        # 5, -1, 4: 1 - 0.95 * 1.01 * 0.96 = 7.888 %
        row = standing("wulong", "c090", {2021: "5", 2022: "-1", 2023: "4"}, 2023, row=YEARLY)
        assert row.used == pytest.approx(7.888)
        assert row.status == "behind"  # 7.888/14.5 = 54.4 % of the way in 60 % of the time
        assert row.pace == pytest.approx(7.888 / 14.5 * 100 - 60)

    def test_a_missing_year_breaks_the_chain(self, standing: Stand) -> None:
        row = standing("wulong", "c090", {2021: "3", 2023: "3", 2024: "3", 2025: "3"}, 2025, row=YEARLY)
        assert (row.outcome, row.missing) == ("unknown", ("indicator.value@2022",))
        assert "缺2022年的数值" in row.remarks[-1]["zh"]

    def test_one_cumulative_figure_decides(self, standing: Stand) -> None:
        assert standing("wulong", "c090", {2025: "15.2"}, 2025).outcome == "pass"
        assert standing("wulong", "c090", {2025: "14.5"}, 2025).outcome == "pass"
        assert standing("wulong", "c090", {2025: "14.4"}, 2025).outcome == "fail"
        assert standing("wulong", "c090", {2025: "14.46"}, 2025).outcome == "fail"  # a rate is held by its whole value

    def test_several_figures_must_say_what_they_count(self, standing: Stand) -> None:
        figures = {2021: "3.0", 2022: "3.1", 2023: "3.2"}
        row = standing("wulong", "c090", figures, 2023)
        assert row.status == ""
        assert any("没有说明是累计值还是当年值" in remark["zh"] for remark in row.remarks)
        at_the_end = standing("wulong", "c090", {2024: "12", 2025: "15"}, 2025)
        assert (at_the_end.outcome, at_the_end.missing) == ("unknown", ("indicator.counting",))
        assert standing("wulong", "c090", {2024: "12", 2025: "15"}, 2025, row=CUMULATIVE).outcome == "pass"

    def test_levels_give_a_cut_that_is_marked_as_ours(self, standing: Stand) -> None:
        # 0.400 -> 0.340: 15 %
        row = standing("wulong", "c090", {2020: "0.400", 2025: "0.340"}, 2025, row={"counting": "level"})
        assert (row.used, row.outcome) == (15, "pass")
        assert any("不能代替核定的数" in remark["zh"] for remark in row.remarks)

    @pytest.mark.parametrize(
        ("base", "now", "outcome"),
        [
            ("0.52", "0.44", "review"),  # 15.4 %, and from (0.515, 0.445) to (0.525, 0.435) anything from 13.6 to 17.1 %
            ("0.5200", "0.4400", "pass"),  # 15.37 to 15.40 %
            ("0.52", "0.40", "pass"),  # 23.1 %: 21.4 to 24.8 %
            ("0.52", "0.45", "review"),  # 13.5 %: 11.7 to 15.2 %
            ("0.52", "0.48", "fail"),  # 7.7 %: 5.8 to 9.5 %
        ],
    )
    def test_levels_decide_only_where_all_that_their_digits_stand_for_agrees(
        self, standing: Stand, base: str, now: str, outcome: str
    ) -> None:
        row = standing("wulong", "c090", {2020: base, 2025: now}, 2025, row={"counting": "level"})
        assert row.outcome == outcome

    def test_levels_say_the_span_of_their_cut(self, standing: Stand) -> None:
        row = standing("wulong", "c090", {2020: "0.52", 2025: "0.44"}, 2025, row={"counting": "level"})
        assert any("13.59 与 17.14 之间" in remark["zh"] for remark in row.remarks)

    def test_the_rate_of_the_last_period_is_no_start(self, standing: Stand) -> None:
        # the 2020 column prints 39.7, a cut since 2015
        row = standing("wulong", "c090", {2022: "5.8"}, 2022)
        assert not row.baseline
        assert row.completion == 40  # 5.8 / 14.5


class TestAmounts:
    def test_yearly_amounts_are_summed(self, standing: Stand) -> None:
        # Liangjiang prints its amounts by key works in 10^4 t and leaves the number to the municipality
        years = {2021: "0.01", 2022: "0.02", 2023: "0.03"}
        target = order("c078", "0.1")
        row = standing("liangjiang", "c078", years, 2023, row=YEARLY, targets=[target])
        assert (row.used, row.completion, row.status) == (pytest.approx(0.06), pytest.approx(60), "on_track")

    def test_tonnes_are_turned_into_the_unit_of_the_row(self, standing: Stand) -> None:
        row = standing("liangjiang", "c078", {2025: "1200 吨"}, 2025, row=CUMULATIVE, targets=[order("c078", "0.1")])
        assert (row.used, row.outcome) == (pytest.approx(0.12), "pass")


class TestHandedDown:
    def test_unknown_until_number_and_document_are_there(self, standing: Stand) -> None:
        row = standing("wanzhou", "c128", {2025: "15"}, 2025)
        assert (row.outcome, row.missing) == ("unknown", ("indicator.target", "indicator.target_document"))
        assert (row.possible, row.worst) == (("fail", "pass"), "fail")

    def test_a_number_without_document_is_not_enough(self, standing: Stand) -> None:
        row = standing("wanzhou", "c128", {2025: "15"}, 2025, targets=[{"clause": "c128", "value": "14"}])
        assert (row.outcome, row.missing) == ("unknown", ("indicator.target_document",))

    def test_decided_once_both_are_there(self, standing: Stand) -> None:
        targets = [order("c128", "14")]
        assert standing("wanzhou", "c128", {2025: "14.0"}, 2025, targets=targets).outcome == "pass"
        row = standing("wanzhou", "c128", {2025: "13.2"}, 2025, targets=targets)
        assert (row.outcome, row.target_source) == ("fail", "handed_down")

    def test_before_the_due_year_it_is_not_due(self, standing: Stand) -> None:
        row = standing("wanzhou", "c128", {2022: "5"}, 2022)
        assert (row.outcome, row.reason, row.status) == ("not_applicable", "not_due", "")

    def test_a_printed_target_is_not_changed_by_a_number_handed_down(self, standing: Stand) -> None:
        row = standing("wanzhou", "c138", {2025: "57"}, 2025, targets=[order("c138", "56")])
        assert (row.outcome, row.target_value) == ("fail", 58)
        assert any("下达的数只作参考" in remark["zh"] for remark in row.remarks)

    def test_a_provisional_target_is_replaced(self, standing: Stand) -> None:
        # note 2 of the Qianjiang table: the printed 28 gives way to the municipality's number
        assert standing("qianjiang", "c133", {2025: "29"}, 2025).outcome == "review"
        assert standing("qianjiang", "c133", {2025: "29"}, 2025, targets=[order("c133", "29")]).outcome == "pass"
        assert standing("qianjiang", "c133", {2025: "29.0"}, 2025, targets=[order("c133", "28.5")]).outcome == "fail"


class TestYearlyTargets:
    def test_an_explicit_target_of_the_year_beats_the_line(self, standing: Stand) -> None:
        # line for 2022: 5.6; the order asks 7 by then
        targets = [order("c128", "14", yearly={2021: "3.5", 2022: "7"})]
        row = standing("wanzhou", "c128", {2022: "6.5"}, 2022, targets=targets)
        assert (row.status, row.basis, row.expected) == ("behind", "printed", 7)
        assert row.pace == pytest.approx((6.5 - 7) / 14 * 100)
        assert standing("wanzhou", "c128", {2022: "7.0"}, 2022, targets=targets).status == "on_track"
        assert standing("wanzhou", "c128", {2022: "8"}, 2022, targets=targets).status == "faster"  # 1/14 = 7.1 points

    def test_without_one_the_line_is_marked_as_ours(self, standing: Stand) -> None:
        row = standing("wanzhou", "c128", {2022: "5.6"}, 2022, targets=[order("c128", "14")])
        assert (row.status, row.basis, row.pace) == ("on_track", "linear", 0)
        assert any("直线内插" in remark["zh"] for remark in row.remarks)
