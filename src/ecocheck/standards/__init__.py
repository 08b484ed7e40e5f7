"""The arithmetic of the standards that district figures rest on: air quality index, good days, class of a surface water.

>>> from datetime import date
>>> from ecocheck.standards import air_day
>>> air_day(date(2025, 6, 1), {"so2": 9, "no2": 20, "pm10": 60, "pm25": 70, "co": 0.8, "o3_8h": 110}).good
True
>>> air_day(date(2026, 6, 1), {"so2": 9, "no2": 20, "pm10": 60, "pm25": 70, "co": 0.8, "o3_8h": 110}).good
False
"""

from .air import AirDay, AirYear, air_day, air_year, sub_index
from .water import WaterClass, surface_water_class

__all__ = ["AirDay", "AirYear", "WaterClass", "air_day", "air_year", "sub_index", "surface_water_class"]

for _name in __all__:
    globals()[_name].__module__ = __name__  # they show as users know them
