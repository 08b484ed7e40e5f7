"""Air and water held against their standards."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "standards.no_pollutant": Words(
        Said("没有“{pollutant}”这种污染物", "there is no pollutant '{pollutant}'"),
        Said("可用：{pollutants}", "use one of: {pollutants}"),
    ),
    "standards.no_day": Words(Said("没有日期", "there is no day"), Said("写成 2027-06-01", "write 2027-06-01")),
    "standards.no_concentration_in_air": Words(
        Said("{pollutant} 的浓度“{value}”不是数", "the concentration '{value}' of {pollutant} is no number"),
        Said(
            "写 μg/m³ 的数值（CO 为 mg/m³）；没有数据就不写",
            "give the figure in ug/m3 (CO in mg/m3), or leave out what was not measured",
        ),
    ),
    "standards.negative_concentration": Words(
        Said("浓度不能是负数：{value}", "a concentration cannot be negative: {value}"),
    ),
    "standards.day_of_another_year": Words(
        Said("{day} 不是这一年的（{year}）", "{day} is not of the year ({year})"), Said("核对日期", "check the dates")
    ),
    "standards.day_twice": Words(
        Said("{day} 出现了两次（{year}）", "{day} stands twice ({year})"), Said("核对日期", "check the dates")
    ),
    "standards.neither_river_nor_lake": Words(
        Said("没有说明是河流还是湖库：“{water}”", "neither river nor lake: '{water}'"),
        Said("写 river 或 lake", "write river or lake"),
    ),
    "standards.no_item_given": Words(
        Said("没有项目", "no item is given"), Said("至少给一个项目的浓度", "give at least one concentration")
    ),
    "standards.no_item": Words(
        Said("没有“{item}”这个项目", "there is no item '{item}'"), Said("可用：{known}", "use one of: {known}")
    ),
    "standards.detection_limit_too_coarse": Words(
        Said(
            "{item} {value}：检出限不够低，分不出{best}类还是{worst}类",
            "{item} {value}: the detection limit cannot tell class {best} from {worst}",
        ),
        Said("用检出限更低的方法", "use a finer method"),
    ),
    "standards.no_concentration": Words(
        Said("{item} 的“{value}”不是数", "'{value}' of {item} is no number"), Said("写 mg/L 的数值", "give the figure in mg/L")
    ),
    "standards.item_twice": Words(Said("{item} 写了两次", "{item} is given twice"), Said("只保留一个", "keep one of them")),
    "standards.item_negative": Words(Said("{item} 不能是负数", "{item} cannot be negative")),
}
