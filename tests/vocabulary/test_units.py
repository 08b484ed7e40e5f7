"""The table of units against pint, against itself, and against the spellings of the plans and forms."""

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.errors import DimensionMismatch, UnknownUnit
from ecocheck.vocabulary.spelling import half_width
from ecocheck.vocabulary.units import UNITS, convert_factor, dimension_in_pint, find_unit, pint_registry, spelling_key, unit

from ..counting import lines_until

# The unit of each dimension whose factor is 1 in SI terms, as pint writes it: the yardstick that the table must agree with.
BASES = {
    "length": "m", "area": "m**2", "volume": "m**3", "normal_volume": "normal_m3", "mass": "kg",
    "mass_concentration": "kg/m**3",
    "teq_concentration": "teq*kg/m**3", "mass_fraction": "kg/kg", "share": "dimensionless", "mass_flow": "kg/s",
    "steam_capacity": "steam_kg/s", "mass_per_year": "kg/calendar_year", "standard_coal": "kgce",
    "standard_coal_per_year": "kgce/calendar_year", "volume_flow": "m**3/s", "normal_volume_flow": "normal_m3/s",
    "volume_per_year": "m**3/calendar_year", "time": "s", "days": "day_count", "years": "calendar_year", "count": "eco_item",
    "count_per_year": "eco_item/calendar_year", "count_per_day": "eco_item/day_count", "persons": "person",
    "households": "household", "livestock": "pig_equivalent", "rank": "rank_place", "water_class": "water_class",
    "grade": "grade_step", "money": "CNY", "standard_coal_per_money": "kgce/CNY", "mass_per_money": "kg/CNY",
    "volume_per_money": "m**3/CNY", "area_per_person": "m**2/person", "volume_per_mass": "m**3/kg", "mass_per_area": "kg/m**2",
    "dustfall": "kg/m**2/calendar_year", "mass_per_distance": "kg/m", "mass_per_energy": "kg/J", "per_length": "1/m",
    "event_rate": "eco_item/radiation_source", "count_concentration": "eco_item/m**3", "power": "W", "apparent_power": "V*A",
    "energy": "J", "level_dBA": "dBA", "level_WECPNL": "wecpnl", "illuminance": "lux", "temperature": "kelvin", "speed": "m/s",
    "pressure": "Pa", "frequency": "Hz", "voltage": "V", "electric_field": "V/m", "magnetic_flux_density": "tesla",
    "radioactivity": "Bq", "radioactivity_concentration": "Bq/m**3", "radioactivity_per_mass": "Bq/kg", "dose_rate": "Sv/s",
    "absorbed_dose_rate": "Gy/s", "dose_per_year": "Sv/calendar_year", "ph": "ph_scale", "turbidity": "turbidity_ntu",
    "deadweight": "dwt", "gross_tonnage": "gross_ton",
}  # fmt: skip

# Spellings met in the vocabulary of facts, the plans' indicators and tasks, the standards and in forms.
WRITTEN = {
    "km": "公里 千米 km KM", "m": "米 m", "dB_WECPNL": "分贝(WECPNL) WECPNL dB_WECPNL",
    "%": "% ％ 百分之 个百分点 percent 百分比 百分数",
    "hm2": "公顷 hm² hm2 ha", "mu": "亩", "10^4 mu": "万亩", "km2": "平方公里 km² km2 平方千米", "1": "1 倍 无量纲 :1 比",
    "item": "件 座 个 次 项 条 家 起 处 台 辆 艘 株 批 张 份 块 台（套） 个村 个行政村 家次 count item event",
    "10^4 item": "万辆 万座 万车次 万头", "10^4 t/a": "10kt/a 万吨/年 万t/a", "t/a": "吨/年 t/a", "kg/a": "千克/年 kg/a",
    "tce": "tce 吨标准煤 吨标煤", "tce/a": "tce/a 吨标准煤/年", "10^4 tce": "万吨标准煤",
    "t_steam/h": "蒸吨/小时 蒸吨/时 蒸吨 每小时蒸吨 t_steam/h",
    "t/h": "t/h 吨/小时", "MW": "MW 兆瓦", "10^4 kW": "万千瓦", "m3/s": "立方米/秒 m³/s m3/s", "mg/L": "mg/L 毫克/升",
    "ug/L": "ug/L μg/L µg/L",
    "t/d": "吨/日 吨/天 t/d", "10^4 t/d": "万吨/日 万吨/天", "m3/d": "立方米/天 m³/d 方/天",
    "10^4 m3/d": "万立方米/天 万立方米/日",
    "household": "户 household", "person": "人 person", "10^3 person": "千人", "m2": "平方米 ㎡ m² m2",
    "10^4 m2": "万平方米 万㎡",
    "g/m2": "克/平方米 g/m² g/m2", "dBA": "dB(A) dBA dB 分贝", "a": "年 岁 a year", "d": "天 日 d day", "h": "小时 h hour",
    "ug/m3": "μg/m3 μg/m³ µg/m³ 微克/立方米 微克每立方米 ug/m³ ug/m3", "mg/m3": "mg/m3 mg/m³ 毫克/立方米 mg/Nm3 mg/Nm³",
    "place": "位 place", "t": "吨 t", "10^4 t": "万吨", "class": "类 类别 水质类别 class", "grade": "级 grade",
    "tce/10^4 CNY": "吨标准煤/万元 tce/万元", "t/10^4 CNY": "吨/万元 吨二氧化碳/万元 tCO2/万元", "kg/10^4 CNY": "千克/万元",
    "m3/10^4 CNY": "立方米/万元 m³/万元", "10^4 m3": "万立方米 万m³ 万m3 万方", "10^8 m3": "亿立方米",
    "m2/person": "平方米/人 ㎡/人 m²/人",
    "event/10^4 source": "起/万枚 起每万枚", "10^4 CNY": "万元", "10^8 CNY": "亿元", "item/a": "次/年 份/年", "kV": "千伏",
    "10^4 dwt": "万载重吨",
    "10^4 pig_equivalent": "万头生猪当量", "t/(km2·month)": "吨/平方公里·月 t/(km²·月)", "°C": "℃ °C", "Nm3": "Nm³ Nm3",
    "μT": "μT uT",
}  # fmt: skip
SPACED = (
    ("10^4 mu", "10^4 mu"), ("10^4 yuan", "10^4 CNY"), ("tce/10^4 yuan", "tce/10^4 CNY"), ("dB WECPNL", "dB_WECPNL"),
    ("10^4 head", "10^4 item"),
    ("event/10^4 sources", "event/10^4 source"), ("10^4 pig equivalent", "10^4 pig_equivalent"), ("10^4 tce", "10^4 tce"),
)  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_a_factor_is_the_one_pint_computes(name):
    here = UNITS[name]
    registry = pint_registry()
    there = (registry.Quantity(1) * registry.parse_expression(here.pint)).to(BASES[here.dimension]).magnitude
    if isinstance(there, float):
        assert there == pytest.approx(float(here.factor), rel=1e-12)
    else:
        assert here.factor == there


# Typed from the definitions, not from the table: what pint is told by the table itself needs a second witness.
@pytest.mark.parametrize(
    ("more", "less", "factor"),
    [
        ("亩", "m2", Fraction(2000, 3)), ("公顷", "亩", 15), ("万亩", "km2", Fraction(20, 3)), ("mg/L", "mg/m3", 1000),
        ("mg/m3", "ug/m3", 1000), ("万吨", "t", 10**4), ("万吨/年", "t/a", 10**4), ("亿元", "万元", 10**4), ("t/h", "t/d", 24),
        ("万立方米/日", "m3/s", Fraction(10000, 86400)), ("tce/万元", "kgce", None), ("蒸吨/小时", "kg_steam/h", 1000),
        ("kg/万元", "t/万元", Fraction(1, 1000)), ("千人", "person", 1000), ("月", "a", Fraction(1, 12)),
        ("%", "1", Fraction(1, 100)),
        ("tce", "kgce", 1000), ("kg/亩", "kg/hm2", 15), ("nSv/h", "μSv/h", Fraction(1, 1000)), ("万千瓦时", "kWh", 10**4),
        ("个/L", "个/100mL", Fraction(1, 10)), ("万辆", "个", 10**4), ("周", "天", 7),
    ],
)  # fmt: skip
def test_known_equalities_hold_exactly(more, less, factor):
    if factor is None:
        with pytest.raises(DimensionMismatch):
            convert_factor(more, less)
    else:
        assert convert_factor(more, less) == factor


def test_no_spelling_leads_to_two_units_of_one_dimension():
    seen = {}
    for one in UNITS.values():
        for alias in one.aliases:
            assert seen.setdefault((one.dimension, alias), one.name) == one.name


@pytest.mark.parametrize("name", UNITS)
def test_every_spelling_is_stored_as_it_is_looked_up_and_leads_back(name):
    here = UNITS[name]
    for alias in here.aliases:
        assert alias == spelling_key(alias)
        assert find_unit(alias, expect=name) is here
    assert unit(name) is here


@pytest.mark.parametrize(("spelling", "name"), [(s, n) for n, many in WRITTEN.items() for s in many.split()] + list(SPACED))
def test_what_people_write_is_understood(spelling, name):
    assert unit(spelling).name == name


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_conversions_are_exact_both_ways_or_refused(one, other):
    if UNITS[one].dimension == UNITS[other].dimension:
        assert convert_factor(one, other) * convert_factor(other, one) == 1
    else:
        with pytest.raises(DimensionMismatch):
            convert_factor(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("t/d", "m3/d"), ("t/d", "t/a"), ("t/h", "t_steam/h"), ("MW", "t_steam/h"), ("Nm3/h", "m3/h"), ("d", "a"), ("d", "h"),
     ("dBA", "dB_WECPNL"), ("t", "tce"), ("item", "person"), ("%", "mg/kg"), ("kVA", "kW")],
)  # fmt: skip
def test_things_that_only_look_alike_stay_apart(one, other):
    with pytest.raises(DimensionMismatch):
        convert_factor(one, other)


def test_the_expected_unit_settles_a_shared_spelling():
    assert [unit("t/h", expect=e).name for e in (None, "t/d", "t_steam/h")] == ["t/h", "t/h", "t_steam/h"]
    assert [unit("分贝", expect=e).name for e in (None, "dB_WECPNL")] == ["dBA", "dB_WECPNL"]
    assert [unit("万吨", expect=e).name for e in (None, "t/a", "t/d")] == ["10^4 t", "10^4 t/a", "10^4 t"]
    assert convert_factor("吨/小时", "t_steam/h", expect="t_steam/h") == 1


@pytest.mark.parametrize(
    "nasty", ["", "班", "mw", "MG/M3", "9**9**9 km", "km" * 10_000, "m²³", "__import__", "dB(B)", "吨/", "/日"]
)
def test_no_other_text_is_a_unit(nasty):
    with pytest.raises(UnknownUnit):
        unit(nasty)


def test_a_very_long_text_is_refused_without_much_work():
    assert lines_until(UnknownUnit, lambda: unit("(" * 400_000 + ")" * 400_000)) < 1_000


def test_an_unknown_unit_names_the_nearest():
    with pytest.raises(UnknownUnit) as caught:
        unit("mg/m")
    assert "mg/m3" in caught.value.text("zh")
    assert "mg/m3" in caught.value.text("en")


def test_pint_sees_our_dimensions():
    assert dimension_in_pint("t/a") != dimension_in_pint("t/d")
    assert dimension_in_pint("dBA") == {"[level_dBA]": 1}
    assert dimension_in_pint("t/万元") == {"[mass]": 1, "[currency]": -1}


def test_units_are_read_without_pint():
    code = "import sys; from ecocheck.vocabulary import units; units.unit('km'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text())
def test_half_width_is_done_once(text):
    assert half_width(half_width(text)) == half_width(text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("　ＡＢ１２　", "AB12"), ("（Ａ），％", "(A),%"), ("μg µg", "μg μg"), ("10⁻³", "10^-3"), ("m³", "m3"), ("½", "½"),
    ("①", "①"),
     ("−5–3", "-5-3"), ("约５公里\u200b", "约5公里"), ("≦＜≧＞～〜", "≤<≥>~~"), ("a\u00a0b\tc", "a b c")],
)  # fmt: skip
def test_half_width_keeps_the_meaning(typed, plain):
    assert half_width(typed) == plain
