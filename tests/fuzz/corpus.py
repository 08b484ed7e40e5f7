"""The good inputs that are damaged: the least of each format that reaches far into its reader."""

from __future__ import annotations

import io
from collections.abc import Callable

YAML = """\
records:
  - id: P1
    subject: project
    project: {industry: [C2614], construction: new, approved_on: 2023-05-01}
    site.distance.yangtze_system_bank: {value: 760, unit: m, accuracy: 10 m}
    project.involves: {coal: yes, wetland: no}
    project.boilers: [{id: B1, capacity: 35 t/h, fuel: coal}]
    attested: {wz-145/c17: {state: met, by: 局, document: 1 号}}
""".encode()
JSON = b"""{"records": [{"id": "P1", "subject": "project", "project.industry": ["C2614"], "project.approved_on": "2023-05-01",
 "site.distance.yangtze_system_bank": 0.76, "project.involves": ["coal"], "name": "\\u5382\\ud83c\\udf33"}]}"""
JSON_LINES = b'{"id": "A", "subject": "project", "project.industry": "C2614"}\n' * 3
CSV = (
    "项目表,,,\n编号,行业类别,建设性质,距长江干支流岸线距离（米）\n"
    'P1,C2614,新建,"1,200"\nP2,"C2614、C3011",扩建,约500\n填表人：张工,,,\n'
).encode()
GEOJSON = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [108.4, 30.8]},
 "properties": {"id": "P1", "subject": "project", "project.industry": "C2614"}}]}"""
FIGURES = """\
plan: wanzhou
figures:
  - {indicator: 环境空气质量优良天数, years: {2021: 338, 2022: 340}, valid_days: 365}
targets:
  - {indicator: 森林覆盖率, value: 58%, document: 1 号}
tasks:
  - {task: wz-145/c101, years: {2022: 3}, state: under_way}
""".encode()
DAYS = ("日期,PM2.5（μg/m³）,O3\n" + "".join(f"2022-01-{day:02},{day}.5,{day * 3}\n" for day in range(1, 20))).encode()
WAIVERS = """\
waivers:
  - {body: 局, document: 1 号, from: 2023-01-01, until: 2023-12-31, rule: wz-145/chem-1km, record: P1, reason: x}
""".encode()
DECISIONS = """\
decisions:
  - {fingerprint: 0123456789abcdef0123, decision: 符合, by: 王工, date: 2023-05-01, reason: x}
""".encode()
EXPRESSION = b"round(max(project.length, 3) * (project.distance - 1/7) / 2, 2) + abs(-project.sewage)"


def workbook() -> bytes:
    """A workbook of a form: a sheet of ticks, a sheet of records with merged cells and a formula, a list."""
    from openpyxl import Workbook

    book = Workbook()
    main, ticks, boilers = book.active, book.create_sheet("涉及事项"), book.create_sheet("锅炉")
    main.title = "建设项目"
    for row in (
        ["万州区项目"],
        ["编号", "行业类别", "批复时间", "距长江干支流岸线距离"],
        ["P1", "C2614", 45047, "=1+1"],
        ["填表人：张"],
    ):
        main.append(row)
    main.merge_cells("A1:D1")
    for row in (["涉及事项", "是否涉及"], ["其余都不涉及", "是"], ["用煤或储煤", "√"], ["锅炉", "否"]):
        ticks.append(row)
    for row in (["记录编号", "锅炉燃料", "锅炉额定蒸发量（t/h）"], ["P1", "原煤或散煤", 10]):
        boilers.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def parquet() -> bytes:
    """A Parquet file with texts, numbers, days, a list of codes and a group."""
    from datetime import date

    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": ["P1", "P2"],
            "project.industry": ["C2614", None],
            "site.distance.yangtze_system_bank": [0.4, 1.2],
            "project.approved_on": [date(2023, 5, 1), None],
            "project.involves": [["coal"], ["none"]],
            "project.boilers": [[{"id": "B1", "capacity": 10.0}], []],
        }
    )
    content = io.BytesIO()
    pq.write_table(table, content)
    return content.getvalue()


def form() -> bytes:
    """The form that ecocheck makes for vehicles."""
    from ecocheck.cli.form import facts_to_ask
    from ecocheck.plans import load
    from ecocheck.reports.form import write_form

    book = load("wanzhou")
    return write_form(book.data.vocabulary, "vehicle", facts_to_ask(book, "vehicle"), [], [], "x")


MADE: dict[str, Callable[[], bytes]] = {"xlsx": workbook, "parquet": parquet, "form": form}
