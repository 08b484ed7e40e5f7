"""Quantities: what is read, what is refused, and that nothing is lost on the way."""

import pickle
from decimal import Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.errors import UnitError, UnknownUnit, ValueRefused
from ecocheck.vocabulary.quantities import parse_number, parse_quantity
from ecocheck.vocabulary.units import UNITS, convert_factor

from ..counting import lines_until

READ = [
    ("1 km", 1, 1, "km", "exact"),
    ("1km", 1, 1, "km", "exact"),
    ("1.35 公里", F(27, 20), F(27, 20), "km", "exact"),
    ("８５％", 85, 85, "%", "exact"),
    ("百分之85", 85, 85, "%", "exact"),
    ("1,234.5 m", F(2469, 2), F(2469, 2), "m", "exact"),
    ("-5 ℃", -5, -5, "°C", "exact"),
    ("1.5×10⁴ m³/d", 15000, 15000, "m3/d", "exact"),
    ("150 10kt/a", 150, 150, "10^4 t/a", "exact"),
    ("8万平方米", 8, 8, "10^4 m2", "exact"),
    ("2万吨/年", 2, 2, "10^4 t/a", "exact"),
    ("1.5亿元", F(3, 2), F(3, 2), "10^8 CNY", "exact"),
    ("8万", 80000, 80000, None, "exact"),
    ("2.5亿", 250000000, 250000000, None, "exact"),
    ("3万倍", 30000, 30000, "1", "exact"),
    ("3万毫克", 30000, 30000, "mg", "exact"),
    ("20蒸吨/小时", 20, 20, "t_steam/h", "exact"),
    ("55 dB(A)", 55, 55, "dBA", "exact"),
    ("55分贝", 55, 55, "dBA", "exact"),
    ("70 dB WECPNL", 70, 70, "dB_WECPNL", "exact"),
    ("3吨/日", 3, 3, "t/d", "exact"),
    ("1.5:1", F(3, 2), F(3, 2), "1", "exact"),
    ("0.3（mg/L）", F(3, 10), F(3, 10), "mg/L", "exact"),
    ("5L/s", 5, 5, "L/s", "exact"),
    ("5升", 5, 5, "L", "exact"),
    ("约500米", 450, 550, "m", "about"),
    ("2.5公里左右", F(9, 4), F(11, 4), "km", "about"),
    ("约-10℃", -11, -9, "°C", "about"),
    ("500±20 m", 480, 520, "m", "about"),
    ("约500m±20m", 480, 520, "m", "about"),
    ("1 km±50 m", 950, 1050, "m", "about"),
    ("500 m±4%", 480, 520, "m", "about"),
    ("50%±5%", 45, 55, "%", "about"),
    ("1.2～1.5 mg/L", F(6, 5), F(3, 2), "mg/L", "range"),
    ("1.2-1.5", F(6, 5), F(3, 2), None, "range"),
    ("6.5—9", F(13, 2), 9, None, "range"),
    ("-10--5", -10, -5, None, "range"),
    ("1e-3-2e-3 m", F(1, 1000), F(1, 500), "m", "range"),
    ("100 m～1 km", F(1, 10), 1, "km", "range"),
    ("8～10万吨", 8, 10, "10^4 t", "range"),
    ("8万～10万吨", 8, 10, "10^4 t", "range"),
    ("8万吨至10万吨", 8, 10, "10^4 t", "range"),
    ("＜0.05 mg/L", 0, F(1, 20), "mg/L", "below"),
    ("≤0.05", 0, F(1, 20), None, "below"),
    ("<=0.05", 0, F(1, 20), None, "below"),
    ("0.05L", 0, F(1, 20), None, "below"),
    ("0.05L mg/L", 0, F(1, 20), "mg/L", "below"),
    ("0.05Lmg/L", 0, F(1, 20), "mg/L", "below"),
    ("未检出（<0.05mg/L）", 0, F(1, 20), "mg/L", "below"),
    ("ND(0.05)", 0, F(1, 20), None, "below"),
    ("ND", 0, 0, None, "not_detected"),
    ("未检出", 0, 0, None, "not_detected"),
    (">100", 100, 100, None, "above"),
    ("≥35 t/h", 35, 35, "t/h", "above"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "kind"), READ)
def test_read(text, low, high, unit, kind):
    assert parse_quantity(text)[:4] == (low, high, unit, kind)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"), ("　", "blank"), ("/", "blank"), ("—", "blank"), ("——", "blank"), ("-", "blank"), ("–", "blank"),
        ("一公里", "numeral"), ("百分之十", "numeral"), ("约一公里", "numeral"), ("dB(A)", "no_number"), ("1,5", "no_number"),
        ("1.234,5 m", "no_number"), ("1.2.3", "no_number"), ("NaN", "no_number"), ("inf km", "no_number"),
        ("1e999999 km", "no_number"), ("5 1", "no_number"), ("5²³⁴⁵", None), ("10⁴", None), ("½ km", "no_number"),
        ("0.05 L", "litres_or_undetected"), ("<0.05L", "litres_or_undetected"), ("1L～2L", "litres_or_undetected"),
        ("50±5%", "tolerance_two_ways"), ("1.5倍±10%", "tolerance_two_ways"), ("约1.2～1.5", "rounded_and_range"),
        ("500～1万", "ends_exchanged"), ("9-6.5", "ends_exchanged"), ("1 km～2 t", "ends_of_two_kinds"),
        ("5±-1", "no_tolerance"), ("500余米", "bound_in_words"), ("近1km", "no_number"), ("<-5", "no_lower_bound"),
        ("<5℃", "no_lower_bound"), ("2班", None), ("9**9**9 km", None), ("510^4 t", None), ("5千万元", None), ("1 000 m", None),
        ("2021-05-01", None), ("5 10km", None), ("3 KM 500 m", None), ("1e5.5 m", None), ("9" * 41, "no_number"),
        ("1 km" * 5000, "too_long"), ("5万亿元", "no_number_with_unit"), ("5万万吨", "no_number_with_unit"),
        ("5万1", "no_number_with_unit"), ("5万千人", "no_number_with_unit"), ("٣ km", "no_number"), ("1_000 m", None),
        ("0x10 m", None), ("=1+1", "no_number"), ("+", "no_number"), ("<", "no_number"),
    ],
)  # fmt: skip
def test_refused_with_a_reason_in_both_languages(text, code):
    with pytest.raises((ValueRefused, UnitError)) as caught:
        parse_quantity(text)
    error = caught.value
    assert error.code == (f"vocabulary.{code}" if code else "vocabulary.no_unit")
    assert isinstance(error, UnknownUnit) is (code is None)
    assert error.text("zh") != error.text("en")
    assert len(error.text("zh")) < 300
    assert pickle.loads(pickle.dumps(error)).code == error.code


@pytest.mark.parametrize(
    ("text", "expect", "low", "high", "unit", "kind"),
    [
        ("20 t/h", "t_steam/h", 20, 20, "t_steam/h", "exact"),
        ("20～35吨/小时", "t_steam/h", 20, 35, "t_steam/h", "range"),
        ("70分贝", "dB_WECPNL", 70, 70, "dB_WECPNL", "exact"),
        ("8万吨", "t/a", 8, 8, "10^4 t/a", "exact"),
        ("8万吨", "t/d", 8, 8, "10^4 t", "exact"),
        ("500吨标准煤", "tce/a", 500, 500, "tce/a", "exact"),
        ("0.05L", "m3", F(1, 20), F(1, 20), "L", "exact"),
        ("0.05 L", "m3", F(1, 20), F(1, 20), "L", "exact"),
        ("0.05L", "mg/L", 0, F(1, 20), None, "below"),
        ("50±5%", "%", 45, 55, "%", "about"),
    ],
)
def test_the_unit_of_the_fact_settles_what_is_open(text, expect, low, high, unit, kind):
    assert parse_quantity(text, expect=expect)[:4] == (low, high, unit, kind)


def test_a_ratio_with_a_tolerance_in_per_cent_is_not_guessed():
    with pytest.raises(ValueRefused):
        parse_quantity("1.5±10%", expect="1")


def test_the_text_tells_strict_bounds_from_closed_ones():
    assert parse_quantity("＜5 m").text == "<5 m"
    assert parse_quantity("≦5 m").text == "≤5 m"


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(NUMBERS, st.sampled_from(sorted(UNITS)), st.data())
def test_any_spelling_reads_back_exactly(number, name, data):
    alias = data.draw(st.sampled_from(UNITS[name].aliases))
    # "5 1" may be a broken 51: the bare ratio is written without its unit.
    if alias == "1":
        return
    joint = " " if alias[0] in "1^" else data.draw(st.sampled_from(("", " ", "  ", "　")))
    written = f"{number:f}{joint}{alias}"
    if alias == "L":
        written = f"{number:f} {alias}"
    if data.draw(st.booleans()):
        written = written.translate(WIDE)
    assert parse_quantity(written, expect=name)[:4] == (F(number), F(number), name, "exact")


@given(NUMBERS)
def test_a_number_reads_back_in_each_way_of_writing_it(number):
    for written in (f"{number:f}", f"{number:,f}", f"{number:e}", f"{number:f}".translate(WIDE)):
        assert parse_number(written) == F(number)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-20, max_value=1e20))
def test_a_float_from_a_file_keeps_its_decimal_text(number):
    assert parse_number(repr(number)) == F(Decimal(repr(number)))


@given(st.integers(1, 10**9), st.sampled_from(sorted(UNITS)), st.data())
def test_a_value_at_the_limit_stays_at_the_limit_in_every_unit(thousandths, name, data):
    limit = F(thousandths, 1000)
    other = data.draw(st.sampled_from([u.name for u in UNITS.values() if u.dimension == UNITS[name].dimension]))
    scaled = limit * convert_factor(name, other)
    assert scaled * UNITS[other].factor == limit * UNITS[name].factor
    assert (scaled + F(1, 10**30)) * UNITS[other].factor > limit * UNITS[name].factor


@given(
    st.one_of(st.text(max_size=200), st.text(alphabet="0123456789.,eE+-~—±<>≤≥LNDkmg/ 万亿约％()（）百分之×^10", max_size=130))
)
def test_anything_else_is_a_quantity_or_one_of_our_errors(text):
    try:
        read = parse_quantity(text)
    except (ValueRefused, UnitError):
        return
    assert read.low <= read.high
    assert read.unit is None or read.unit in UNITS


@pytest.mark.parametrize(
    "text", ["9**9**9 km", "1e999999999 km", "9" * 10**6, "-" * 120, "1-" * 60, "约" * 120, "(" * 119 + "1", "1~" * 60]
)
def test_a_nasty_text_is_refused_without_much_work(text):
    assert (
        lines_until((ValueRefused, UnitError), lambda: parse_quantity(text)) < 500_000
    )  # most of it looks for units that are near
