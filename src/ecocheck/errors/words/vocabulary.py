"""Values, quantities and units that cannot be understood."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

_MARK = Said(
    "-9999、9999、-999 之类像是表示缺测的记号：缺测就留空；是实测值就核对数值和单位",
    "-9999, 9999, -999 look like marks for missing: leave a missing value blank; check the figure and unit of a measured one",
)

WORDS = {
    "vocabulary.too_long": Words(Said("“{written}”超过{most}个字符", "'{written}' is longer than {most} characters")),
    "vocabulary.blank": Words(
        Said("“{written}”没有数值", "'{written}' holds no value"),
        Said("不知道就留空", "leave it out if it is not known"),
    ),
    "vocabulary.numeral": Words(
        Said("“{written}”是汉字数字", "'{written}' is a numeral in Chinese characters"),
        Said("用阿拉伯数字，如 1 公里", "use digits, such as 1 公里"),
    ),
    "vocabulary.no_number": Words(
        Said("“{written}”不是一个数值", "'{written}' is not a number"),
        Said(
            "小数用点，千分位用逗号，如 1,234.5",
            "use a point for decimals and commas only for thousands, such as 1,234.5",
        ),
    ),
    "vocabulary.no_number_with_unit": Words(
        Said("“{written}”不是一个数值加单位", "'{written}' is not a number with a unit"),
        Said("例如 1.5 km、8万平方米", "for example 1.5 km"),
    ),
    "vocabulary.rounded_and_range": Words(
        Said("“{written}”既是约数又是范围", "'{written}' is both rounded and a range"),
        Said("只写范围", "write the range alone"),
    ),
    "vocabulary.litres_or_undetected": Words(
        Said("“{written}”可能是升，也可能表示低于检出限", "'{written}' may be litres or 'not detected'"),
        Said(
            "写成 5 升，或 0.05L（紧跟数字）、<0.05 mg/L",
            "write 5 升, or 0.05L (right after the digits), or <0.05 mg/L",
        ),
    ),
    "vocabulary.tolerance_two_ways": Words(
        Said("“{written}”的误差有两种读法", "'{written}' has a tolerance that can be read in two ways"),
        Said(
            "在数值后写明单位，如 500 m±4% 或 50%±5%",
            "give the value its unit, such as 500 m±4% or 50%±5%",
        ),
    ),
    "vocabulary.no_tolerance": Words(
        Said("“{written}”不是“数值±误差”", "'{written}' is not 'value ± tolerance'"),
        Said("例如 500±20 m", "for example 500±20 m"),
    ),
    "vocabulary.no_lower_bound": Words(
        Said("“{written}”没有下界", "'{written}' has no lower bound"),
        Said("写出范围，如 -5～3", "write a range, such as -5~3"),
    ),
    "vocabulary.bound_in_words": Words(
        Said("“{written}”用文字写了界限", "'{written}' states a bound in words"),
        Said("用 <、≤、>、≥ 或范围，如 ≤1 km", "use < ≤ > ≥ or a range, such as ≤1 km"),
    ),
    "vocabulary.ends_exchanged": Words(
        Said("“{written}”的下限大于上限", "'{written}' has its lower end above its upper end"),
        Said("两端都写明单位和“万”“亿”", "give both ends their unit and multiplier"),
    ),
    "vocabulary.ends_of_two_kinds": Words(
        Said("“{written}”两端的单位量的不是一种东西", "'{written}' has two units that measure different things"),
    ),
    "vocabulary.no_band": Words(
        Said("“{written}”不是区间", "'{written}' is no band"),
        Said("写成 [20, 35) t/h", "write it as [20, 35) t/h"),
    ),
    "vocabulary.not_exact": Words(Said("“{written}”不是确数", "'{written}' is not exact")),
    "vocabulary.no_unit": Words(
        Said("没有“{unit}”这个单位", "no such unit: '{unit}'"),
        Said("用单位表里的写法，如 km、mg/m3、万吨/年", "use a unit of the table, such as km, mg/m3, t/a"),
    ),
    "vocabulary.units_of_two_kinds": Words(
        Said(
            "{source}不能换算成{target}，量的不是一种东西",
            "{source} cannot be turned into {target}: they measure different things",
        ),
        Said("可用：{like}", "use one of: {like}"),
    ),
    "vocabulary.another_dimension": Words(
        Said(
            "{fact}的单位应为{unit}，“{written}”量的是另一种东西",
            "{fact} is measured in {unit}; '{written}' measures something else",
        ),
        Said("例如“1 {unit}”", "for example '1 {unit}'"),
    ),
    "vocabulary.not_a_text": Words(Said("{fact}应为一段文字", "{fact} takes a text")),
    "vocabulary.not_numeric": Words(
        Said("{fact}应为数值，而不是{given}", "{fact} takes a number, not {given}"),
        Said("例如“1 {unit}”", "for example '1 {unit}'"),
    ),
    "vocabulary.not_finite": Words(Said("{fact}不是有限数值：{given}", "{fact} is not a finite number: {given}")),
    "vocabulary.below_least": Words(
        Said("{fact}不会小于{bound}，而写的是“{given}”", "{fact} is never below {bound}, and '{given}' is written"), _MARK
    ),
    "vocabulary.above_most": Words(
        Said("{fact}不会大于{bound}，而写的是“{given}”", "{fact} is never above {bound}, and '{given}' is written"), _MARK
    ),
    "vocabulary.none_not_taken": Words(
        Said("{fact}不能写“{given}”", "{fact} cannot be '{given}'"),
        Said("不知道就留空，为零就写 0", "leave it blank if it is not known, write 0 if it is zero"),
    ),
    "vocabulary.neither_yes_nor_no": Words(
        Said("{fact}应为“是”或“否”，而不是“{given}”", "{fact} takes yes or no, not '{given}'"),
        Said("不知道就留空", "leave it blank if it is not known"),
    ),
    "vocabulary.no_code": Words(
        Said("{fact}没有“{given}”这个代码", "{fact} has no code '{given}'"),
        Said("可用：{near}", "use one of: {near}"),
    ),
    "vocabulary.no_industry": Words(
        Said("{fact}：GB/T 4754-2017 没有“{given}”这个代码", "{fact}: GB/T 4754-2017 has no code '{given}'"),
        Said("用 GB/T 4754 的代码，如 C2614", "use a GB/T 4754 code such as C2614"),
    ),
    "vocabulary.several_trades": Words(
        Said("{fact}写的“{given}”可能是几个行业：{meant}", "{fact}: '{given}' may be one of several trades: {meant}"),
        Said(
            "Excel 会丢掉数字开头的 0；写上字母，如 A0131",
            "Excel drops a nought at the front of a number; write the letter as well, such as A0131",
        ),
    ),
    "vocabulary.one_code_only": Words(Said("{fact}只能填一个代码", "{fact} takes one code only")),
    "vocabulary.none_among_others": Words(
        Said("{fact}既写了“无”，又写了{codes}", "{fact} says none and {codes} at once"),
        Said("去掉不对的一边", "take out the side that is wrong"),
    ),
    "vocabulary.yes_and_no": Words(
        Said("{fact}对{codes}既写“是”又写“否”", "{fact} says yes and no to {codes}"),
        Said("去掉不对的一边", "take out the side that is wrong"),
    ),
    "vocabulary.nothing_left": Words(
        Said("{fact}对每一项都写“否”，没有剩下的", "{fact} says no to every code and leaves none"),
        Said("是哪一项就写“是”；不知道就留空", "say yes to the one that it is; leave blank what is not known"),
    ),
    "vocabulary.empty_list": Words(
        Said("{fact}的清单是空的，而它没有“无”这一项", "the list of {fact} is empty, and none is no answer to it"),
        Said("不知道就不写这一项", "leave it out if it is not known"),
    ),
    "vocabulary.codes_refused": Words(Said("{refusals}", "{refusals}")),
    "vocabulary.no_date": Words(
        Said("“{given}”不是日期", "'{given}' is no date"), Said("写成 2027-05-01", "write it as 2027-05-01")
    ),
    "vocabulary.no_time": Words(Said("{fact}应为时刻，如 22:00", "{fact} takes a time such as 22:00")),
}
