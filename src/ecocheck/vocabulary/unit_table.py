"""The rows of the closed table of units. To add a unit, add a row; `units` reads them and says what the columns mean.

A row: canonical name, factor to the coherent base of its dimension, expression for pint, Chinese name, symbol, spellings,
and the Chinese multipliers under which it has units of its own (万 10^4, 亿 10^8, 千 10^3).

Spellings are patterns: `;` parts patterns, a space parts words, `|` parts the alternatives of a word, and every combination
is a spelling (`t|吨 /|每 d|天` stands for t/d, t/天, t每d, ... 吨每天). They are written as `spelling_key` leaves them. Where
two dimensions share a spelling (t/h, dB, 吨), the dimension that stands first is read unless the caller expects the other.
"""

from __future__ import annotations

SCALES = {"千": ("10^3", 10**3), "万": ("10^4", 10**4), "亿": ("10^8", 10**8)}

OWN_PINT_UNITS = (
    "calendar_year = [calendar]",
    "calendar_month = calendar_year / 12",
    "day_count = [day_count]",
    "dBA = [level_dBA]",
    "wecpnl = [level_wecpnl]",
    "steam_kg = [steam]",
    "steam_t = 1000 * steam_kg",
    "normal_m3 = [normal_volume]",
    "kgce = [standard_coal]",
    "CNY = [currency]",
    "eco_item = [item]",
    "person = [person]",
    "household = [household]",
    "pig_equivalent = [livestock]",
    "radiation_source = [radiation_source]",
    "teq = [toxic_equivalent]",
    "rank_place = [rank]",
    "water_class = [water_class]",
    "grade_step = [grade]",
    "ph_scale = [ph]",
    "dwt = [deadweight]",
    "gross_ton = [gross_tonnage]",
    "turbidity_ntu = [turbidity]",
)

_T, _KG, _G = "t|吨|公吨", "kg|KG|Kg|千克|公斤", "g|克"
_MG, _UG, _NG = "mg|毫克", "ug|微克", "ng|纳克"
_M, _M2, _M3 = "m|米", "m2|平方米|平米", "m3|立方米|立方|方"
_N3 = "m3|立方米|Nm3|标立方米|标准立方米|标方"
_NORMAL = "Nm3|标立方米|标准立方米|标方|标态立方米"
_L = "L|升|l|公升"
_S, _H, _D, _A = "s|秒", "h|小时|时|hr", "d|天|日|day", "a|年|yr"
_PER = "/|每"
_COAL = "tce|吨标准煤|吨标煤|t标准煤|t标煤"
_PIG = "头生猪当量|生猪当量头|头(生猪当量)|生猪当量|pigequivalent"
_NOUNS = (
    "个|台|套|台套|台(套)|辆|座|家|条|处|项|艘|株|棵|件|次|起|批|批次|张|份|块|只|头|羽|匹|枚|口|眼|根|栋|幢|间|所|部|架|种|宗|场|"
    "期|盏|组|片|尾|车次|家次|辆次|架次|艘次|班次|例|篇|本|支|个村|个行政村|个点位|head|event|events|item|items|count"
)

Row = tuple[str, str, str, str, str, str, str]

# fmt: off
ROWS: dict[str, tuple[Row, ...]] = {
    "length": (
        ("m", "1", "m", "米", "m", "M|公尺|metre|meter", "万"),
        ("km", "1000", "km", "公里", "km", "千米|KM|Km|kilometre|kilometer", "万"),
        ("li", "500", "500*m", "里", "li", "华里|市里", ""),
        ("dm", "1/10", "dm", "分米", "dm", "", ""),
        ("cm", "1/100", "cm", "厘米", "cm", "CM|公分", ""),
        ("mm", "1/1000", "mm", "毫米", "mm", "MM", ""),
        ("μm", "1/1000000", "um", "微米", "μm", "", ""),
    ),
    "area": (
        ("m2", "1", "m**2", "平方米", "m²", "M2|平米|平方|sqm", "万亿"),
        ("hm2", "10000", "hectare", "公顷", "hm²", "ha|平方百米", "万"),
        ("km2", "1000000", "km**2", "平方公里", "km²", "平方千米|KM2|Km2", "万"),
        ("mu", "2000/3", "km**2/1500", "亩", "mu", "市亩", "万亿"),
    ),
    "volume": (
        ("m3", "1", "m**3", "立方米", "m³", "立方|方|M3|立米", "万亿"),
        ("L", "1/1000", "L", "升", "L", "l|公升|litre|liter", "万"),
        ("mL", "1/1000000", "mL", "毫升", "mL", "ml", ""),
    ),
    "normal_volume": (("Nm3", "1", "normal_m3", "标准立方米", "Nm³", _NORMAL, "万亿"),),
    "mass": (
        ("t", "1000", "t", "吨", "t", "公吨|tonne", "万亿"),
        ("kt", "1000000", "1000*t", "千吨", "kt", "千公吨|kilotonne", ""),
        ("kg", "1", "kg", "千克", "kg", "公斤|KG|Kg", "万"),
        ("g", "1/1000", "g", "克", "g", "", ""),
        ("mg", "1/1000000", "mg", "毫克", "mg", "", ""),
        ("μg", "1/1000000000", "ug", "微克", "μg", "", ""),
    ),
    "mass_concentration": (
        ("kg/m3", "1", "kg/m**3", "千克/立方米", "kg/m³", f"{_KG} {_PER} {_N3}", ""),
        ("g/m3", "1/1000", "g/m**3", "克/立方米", "g/m³", f"{_G} {_PER} {_N3}", ""),
        ("mg/m3", "1/1000000", "mg/m**3", "毫克/立方米", "mg/m³", f"{_MG} {_PER} {_N3};mg·m-3", ""),
        ("ug/m3", "1/1000000000", "ug/m**3", "微克/立方米", "μg/m³", f"{_UG} {_PER} {_N3};ug·m-3", ""),
        ("ng/m3", "1/1000000000000", "ng/m**3", "纳克/立方米", "ng/m³", f"{_NG} {_PER} {_N3};ng·m-3", ""),
        ("g/L", "1", "g/L", "克/升", "g/L", f"{_G} {_PER} {_L}", ""),
        ("mg/L", "1/1000", "mg/L", "毫克/升", "mg/L", f"{_MG} {_PER} {_L};mg·L-1", ""),
        ("ug/L", "1/1000000", "ug/L", "微克/升", "μg/L", f"{_UG} {_PER} {_L};ug·L-1", ""),
        ("ng/L", "1/1000000000", "ng/L", "纳克/升", "ng/L", f"{_NG} {_PER} {_L};ng·L-1", ""),
    ),
    "teq_concentration": (
        ("ngTEQ/m3", "1/1000000000000", "teq*ng/m**3", "纳克毒性当量/立方米", "ng TEQ/m³",
         "ngTEQ|ng-TEQ|ngI-TEQ|ng-ITEQ / m3|Nm3", ""),
        ("pgTEQ/m3", "1/1000000000000000", "teq*pg/m**3", "皮克毒性当量/立方米", "pg TEQ/m³", "pgTEQ|pg-TEQ / m3|Nm3", ""),
    ),
    "mass_fraction": (
        ("kg/kg", "1", "kg/kg", "千克/千克", "kg/kg", "", ""),
        ("g/kg", "1/1000", "g/kg", "克/千克", "g/kg", f"{_G} {_PER} {_KG}", ""),
        ("mg/kg", "1/1000000", "mg/kg", "毫克/千克", "mg/kg", f"{_MG} {_PER} {_KG};mg·kg-1", ""),
        ("ug/kg", "1/1000000000", "ug/kg", "微克/千克", "μg/kg", f"{_UG} {_PER} {_KG}", ""),
        ("kg/t", "1/1000", "kg/t", "千克/吨", "kg/t", f"{_KG} {_PER} {_T}", ""),
        ("g/t", "1/1000000", "g/t", "克/吨", "g/t", f"{_G} {_PER} {_T}", ""),
    ),
    "share": (
        ("1", "1", "dimensionless", "倍", "times", "倍|无量纲|:1|比|dimensionless|ratio", ""),
        ("%", "1/100", "percent", "百分比", "%", "百分之|个百分点|百分点|百分数|percent|pct", ""),
        ("‰", "1/1000", "dimensionless/1000", "千分比", "‰", "千分之|permille", ""),
        ("ppm", "1/1000000", "ppm", "百万分比", "ppm", "PPM|百万分之", ""),
    ),
    "mass_flow": (
        ("t/h", "1000/3600", "t/h", "吨/小时", "t/h", f"{_T} {_PER} {_H}", ""),
        ("t/d", "1000/86400", "t/d", "吨/日", "t/d", f"{_T} {_PER} {_D}", "万"),
        ("kg/s", "1", "kg/s", "千克/秒", "kg/s", f"{_KG} {_PER} {_S}", ""),
        ("kg/h", "1/3600", "kg/h", "千克/小时", "kg/h", f"{_KG} {_PER} {_H}", ""),
        ("kg/d", "1/86400", "kg/d", "千克/日", "kg/d", f"{_KG} {_PER} {_D}", ""),
        ("g/s", "1/1000", "g/s", "克/秒", "g/s", f"{_G} {_PER} {_S}", ""),
        ("g/h", "1/3600000", "g/h", "克/小时", "g/h", f"{_G} {_PER} {_H}", ""),
    ),
    "steam_capacity": (
        ("t_steam/h", "1000/3600", "steam_t/h", "蒸吨/小时", "t/h (steam)",
         f"蒸吨|蒸t|t|吨 {_PER} {_H};蒸吨;每 小时|时 蒸吨;t(steam)/h;t/h(steam)", ""),
        ("kg_steam/h", "1/3600", "steam_kg/h", "千克蒸汽/小时", "kg/h (steam)", f"{_KG} {_PER} {_H}", ""),
    ),
    "mass_per_year": (
        ("t/a", "1000", "t/calendar_year", "吨/年", "t/a", f"{_T} {_PER} {_A};t|吨", "亿"),
        ("10^4 t/a", "10000000", "10000*t/calendar_year", "万吨/年", "10^4 t/a",
         f"万t|万吨|10^4t|10^4吨|10kt {_PER} {_A};万吨|万t|10^4t", ""),
        ("kt/a", "1000000", "1000*t/calendar_year", "千吨/年", "kt/a", f"kt|千吨|千t|10^3t|10^3吨 {_PER} {_A};kt|千吨", ""),
        ("kg/a", "1", "kg/calendar_year", "千克/年", "kg/a", f"{_KG} {_PER} {_A}", ""),
        ("g/a", "1/1000", "g/calendar_year", "克/年", "g/a", f"{_G} {_PER} {_A}", ""),
    ),
    "standard_coal": (
        ("tce", "1000", "1000*kgce", "吨标准煤", "tce", _COAL, "万亿"),
        ("kgce", "1", "kgce", "千克标准煤", "kgce", "千克标煤|公斤标准煤|公斤标煤", ""),
    ),
    "standard_coal_per_year": (
        ("tce/a", "1000", "1000*kgce/calendar_year", "吨标准煤/年", "tce/a", f"{_COAL} {_PER} {_A};{_COAL}", "万"),
    ),
    "volume_flow": (
        ("m3/s", "1", "m**3/s", "立方米/秒", "m³/s", f"{_M3} {_PER} {_S}", ""),
        ("m3/h", "1/3600", "m**3/h", "立方米/小时", "m³/h", f"{_M3} {_PER} {_H}", "万"),
        ("m3/d", "1/86400", "m**3/d", "立方米/日", "m³/d", f"{_M3} {_PER} {_D}", "万"),
        ("L/s", "1/1000", "L/s", "升/秒", "L/s", f"{_L} {_PER} {_S}", ""),
        ("L/min", "1/60000", "L/min", "升/分钟", "L/min", f"{_L} {_PER} min|分钟|分", ""),
    ),
    "normal_volume_flow": (("Nm3/h", "1/3600", "normal_m3/h", "标准立方米/小时", "Nm³/h", f"{_NORMAL} {_PER} {_H}", "万"),),
    "volume_per_year": (("m3/a", "1", "m**3/calendar_year", "立方米/年", "m³/a", f"{_M3} {_PER} {_A}", "万亿"),),
    "time": (
        ("h", "3600", "h", "小时", "h", "hr|hour|hours|个小时", "万"),
        ("min", "60", "min", "分钟", "min", "minute|minutes", ""),
        ("s", "1", "s", "秒", "s", "second|seconds", ""),
    ),
    "days": (
        ("d", "1", "day_count", "天", "d", "日|day|days", ""),
        ("week", "7", "7*day_count", "周", "wk", "星期|个星期|weeks", ""),
    ),
    "years": (
        ("a", "1", "calendar_year", "年", "a", "岁|周岁|yr|year|years", ""),
        ("month", "1/12", "calendar_month", "个月", "mo", "月|months|mon", ""),
    ),
    "count": (("item", "1", "eco_item", "个", "items", _NOUNS, "千万亿"),),
    "count_per_year": (("item/a", "1", "eco_item/calendar_year", "个/年", "items/a", f"{_NOUNS} {_PER} a|年", "万"),),
    "count_per_day": (("item/d", "1", "eco_item/day_count", "个/日", "items/d", f"{_NOUNS} {_PER} d|天|日", "万"),),
    "persons": (("person", "1", "person", "人", "persons", "名|口人|persons|people", "千万亿"),),
    "households": (("household", "1", "household", "户", "households", "住户|households", "千万亿"),),
    "livestock": (("pig_equivalent", "1", "pig_equivalent", "头生猪当量", "pig equivalents", _PIG, "万"),),
    "rank": (("place", "1", "rank_place", "位", "place", "名|名次", ""),),
    "water_class": (("class", "1", "water_class", "类", "class", "类别|水质类别", ""),),
    "grade": (("grade", "1", "grade_step", "级", "grade", "level|等级", ""),),
    "money": (("CNY", "1", "CNY", "元", "CNY", "人民币元|RMB|yuan|圆", "千万亿"),),
    "standard_coal_per_money": (
        ("tce/10^4 CNY", "1/10", "kgce/(10*CNY)", "吨标准煤/万元", "tce/10⁴ CNY",
         f"{_COAL} {_PER} 万元;tce/10^4 yuan;吨标准煤/万元GDP", ""),
    ),
    "mass_per_money": (
        ("t/10^4 CNY", "1/10", "t/(10000*CNY)", "吨/万元", "t/10⁴ CNY",
         f"{_T}|tCO2|吨CO2|吨二氧化碳 {_PER} 万元;t/10^4 yuan", ""),
        ("kg/10^4 CNY", "1/10000", "kg/(10000*CNY)", "千克/万元", "kg/10⁴ CNY", f"{_KG} {_PER} 万元;kg/10^4 yuan", ""),
    ),
    "volume_per_money": (
        ("m3/10^4 CNY", "1/10000", "m**3/(10000*CNY)", "立方米/万元", "m³/10⁴ CNY", f"{_M3} {_PER} 万元;m3/10^4 yuan", ""),
    ),
    "area_per_person": (("m2/person", "1", "m**2/person", "平方米/人", "m²/person", f"{_M2} {_PER} 人", ""),),
    "volume_per_mass": (("m3/t", "1/1000", "m**3/t", "立方米/吨", "m³/t", f"{_M3} {_PER} {_T}", ""),),
    "mass_per_area": (
        ("g/m2", "1/1000", "g/m**2", "克/平方米", "g/m²", f"{_G} {_PER} {_M2}", ""),
        ("kg/hm2", "1/10000", "kg/hectare", "千克/公顷", "kg/hm²", f"{_KG} {_PER} hm2|ha|公顷", ""),
        ("kg/mu", "3/2000", "kg/(km**2/1500)", "千克/亩", "kg/mu", f"{_KG} {_PER} 亩", ""),
    ),
    "dustfall": (
        ("t/(km2·month)", "12/1000", "t/km**2/calendar_month", "吨/平方公里·月", "t/(km²·month)",
         "t|吨 / km2|平方公里|平方千米 ·|/ 月|month;t|吨 /( km2|平方公里|平方千米 · 月|month )", ""),
    ),
    "mass_per_distance": (("g/km", "1/1000000", "g/km", "克/公里", "g/km", f"{_G} {_PER} km|公里|千米", ""),),
    "mass_per_energy": (("g/kWh", "1/3600000000", "g/kWh", "克/千瓦时", "g/kWh", f"{_G} {_PER} kWh|千瓦时|kW·h|千瓦·时", ""),),
    "per_length": (("1/m", "1", "1/m", "每米", "m⁻¹", "m-1", ""),),
    "event_rate": (
        ("event/10^4 source", "1/10000", "eco_item/(10000*radiation_source)", "起/万枚", "events/10⁴ sources",
         "起 /|每 万枚;event/10^4 sources", ""),
    ),
    "count_concentration": (
        ("1/L", "1000", "eco_item/L", "个/升", "1/L", "个|MPN|CFU / L|升", ""),
        ("1/mL", "1000000", "eco_item/mL", "个/毫升", "1/mL", "个|MPN|CFU / mL|ml|毫升", ""),
        ("1/100mL", "10000", "eco_item/(100*mL)", "个/100毫升", "1/100 mL", "个|MPN|CFU / 100 mL|ml|毫升", ""),
    ),
    "power": (
        ("W", "1", "W", "瓦", "W", "瓦特", ""),
        ("kW", "1000", "kW", "千瓦", "kW", "kw|KW", "万亿"),
        ("MW", "1000000", "MW", "兆瓦", "MW", "", ""),
        ("GW", "1000000000", "GW", "吉瓦", "GW", "", ""),
    ),
    "apparent_power": (
        ("kVA", "1000", "kV*A", "千伏安", "kV·A", "kV·A|KVA", "万"),
        ("MVA", "1000000", "MV*A", "兆伏安", "MV·A", "MV·A", ""),
    ),
    "energy": (
        ("kWh", "3600000", "kWh", "千瓦时", "kW·h", "kW·h|KWh|kwh|KWH|千瓦·时|千瓦小时|度电", "万亿"),
        ("MWh", "3600000000", "MW*h", "兆瓦时", "MW·h", "MW·h", ""),
        ("MJ", "1000000", "MJ", "兆焦", "MJ", "", ""),
        ("GJ", "1000000000", "GJ", "吉焦", "GJ", "", ""),
    ),
    "level_dBA": (
        ("dBA", "1", "dBA", "分贝", "dB(A)", "dB(A)|DB(A)|db(A)|dB(a)|db(a)|dBa|dba|分贝(A)|A声级分贝|dB|db|DB", ""),
    ),
    "level_WECPNL": (
        ("dB_WECPNL", "1", "wecpnl", "分贝(WECPNL)", "dB WECPNL",
         "WECPNL|LWECPN|dB(WECPNL)|dBWECPNL|dB|分贝|db|DB|分贝WECPNL", ""),
    ),
    "illuminance": (("lx", "1", "lux", "勒克斯", "lx", "lux|勒|Lux", ""),),
    "temperature": (("°C", "1", "delta_degC", "摄氏度", "°C", "degC|度C|C°", ""),),
    "speed": (
        ("m/s", "1", "m/s", "米/秒", "m/s", f"{_M} {_PER} {_S}", ""),
        ("km/h", "1000/3600", "km/h", "公里/小时", "km/h", f"km|公里|千米 {_PER} {_H}", ""),
    ),
    "pressure": (
        ("Pa", "1", "Pa", "帕", "Pa", "帕斯卡", ""),
        ("kPa", "1000", "kPa", "千帕", "kPa", "KPa", ""),
        ("MPa", "1000000", "MPa", "兆帕", "MPa", "Mpa", ""),
    ),
    "frequency": (("Hz", "1", "Hz", "赫兹", "Hz", "赫|HZ|hz", ""), ("MHz", "1000000", "MHz", "兆赫", "MHz", "兆赫兹", "")),
    "voltage": (("V", "1", "V", "伏", "V", "伏特", ""), ("kV", "1000", "kV", "千伏", "kV", "KV|kv", "")),
    "electric_field": (
        ("V/m", "1", "V/m", "伏/米", "V/m", f"V|伏 {_PER} {_M}", ""),
        ("kV/m", "1000", "kV/m", "千伏/米", "kV/m", f"kV|千伏 {_PER} {_M}", ""),
    ),
    "magnetic_flux_density": (
        ("T", "1", "tesla", "特斯拉", "T", "", ""),
        ("mT", "1/1000", "mT", "毫特斯拉", "mT", "毫特", ""),
        ("μT", "1/1000000", "uT", "微特斯拉", "μT", "微特", ""),
    ),
    "radioactivity": (("Bq", "1", "Bq", "贝可", "Bq", "贝可勒尔|贝克", ""), ("kBq", "1000", "kBq", "千贝可", "kBq", "", "")),
    "radioactivity_concentration": (
        ("Bq/L", "1000", "Bq/L", "贝可/升", "Bq/L", f"Bq|贝可 {_PER} L|升", ""),
        ("Bq/m3", "1", "Bq/m**3", "贝可/立方米", "Bq/m³", f"Bq|贝可 {_PER} m3|立方米", ""),
    ),
    "radioactivity_per_mass": (("Bq/kg", "1", "Bq/kg", "贝可/千克", "Bq/kg", f"Bq|贝可 {_PER} {_KG}", ""),),
    "dose_rate": (
        ("μSv/h", "1/3600000000", "uSv/h", "微希沃特/小时", "μSv/h", f"uSv|微希|微希沃特 {_PER} {_H}", ""),
        ("nSv/h", "1/3600000000000", "nSv/h", "纳希沃特/小时", "nSv/h", f"nSv|纳希|纳希沃特 {_PER} {_H}", ""),
    ),
    "absorbed_dose_rate": (("nGy/h", "1/3600000000000", "nGy/h", "纳戈瑞/小时", "nGy/h", f"nGy|纳戈|纳戈瑞 {_PER} {_H}", ""),),
    "dose_per_year": (("mSv/a", "1/1000", "mSv/calendar_year", "毫希沃特/年", "mSv/a", f"mSv|毫希|毫希沃特 {_PER} {_A}", ""),),
    "ph": (("pH", "1", "ph_scale", "pH值", "pH", "PH|ph|pH单位", ""),),
    "turbidity": (("NTU", "1", "turbidity_ntu", "散射浊度单位", "NTU", "FTU", ""),),
    "deadweight": (("dwt", "1", "dwt", "载重吨", "dwt", "DWT", "万"),),
    "gross_tonnage": (("GT", "1", "gross_ton", "总吨", "GT", "总吨位", "万"),),
}
# fmt: on
