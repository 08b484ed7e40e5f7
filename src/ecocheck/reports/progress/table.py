"""The evaluation table of an assessment: which rows, which columns, what stands in each cell; shared by every format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from ...bilingual import SEMICOLON, Said
from ...progress.model import STATUSES, AssessmentData, Standing
from ...rulebook.model import FORCES

#: What a row that is due amounts to, as evaluation reports say it.
RESULTS: dict[str, Said] = {
    "pass": Said("达到", "met"),
    "fail": Said("未达到", "missed"),
    "review": Said("待人工判定", "for a person to judge"),
    "unknown": Said("待核实", "unknown"),
    "advice": Said("建议", "advice"),
    "error": Said("数据错误", "bad figure"),
}
#: The parts of the table.
TITLES = {
    "indicators": Said("指标", "Indicators"),
    "others": Said("其他有数据的指标", "Other indicators with figures"),
    "tasks": Said("任务", "Tasks"),
    "outlooks": Said("远景目标（不参与评估）", "Outlook targets (not assessed)"),
}
#: The columns of the table by what they hold; the years in their names are the plan's own.
COLUMNS = {
    "clause": Said("条款", "Clause"),
    "indicator": Said("指标", "Indicator"),
    "task": Said("任务", "Task"),
    "force": Said("属性", "Force"),
    "nature": Said("性质", "Force"),
    "baseline": Said("{base_year}年基准", "Baseline {base_year}"),
    "interim": Said("{interim}年目标", "Target {interim}"),
    "target": Said("目标", "Target"),
    "asked": Said("要求", "Asked"),
    "value": Said("{year}年", "{year}"),
    "gap": Said("与目标的差距", "Gap to target"),
    "completion": Said("完成进度", "Completion"),
    "time_share": Said("时间进度", "Time share"),
    "pace": Said("进度差", "Pace"),
    "result": Said("评估结果", "Result"),
    "remark": Said("说明", "Remark"),
}
#: The columns that hold a percentage or percentage points.
COUNTED = ("completion", "time_share", "pace")
#: Who handed the sheet in: a line to be filled in by hand where the sheet does not say.
FILLED_IN = Said("填报单位：{by}　填报日期：{on}　审核：{blank}", "Reported by: {by}   Date: {on}   Checked by: {blank}")
TO_FILL_IN = "____________"
MADE_UP_WARNING = Said("含虚构数据（标※的行），不得引用。", "Rows marked ※ hold made-up figures and must not be quoted.")
MADE_UP_MARK = "※"
_DECIMALS = re.compile(r"\.([0-9]+)")
_MADE_UP = re.compile("虚构|made[ -]up|fictitious", re.IGNORECASE)
_HANDED_DOWN = Said("{target}，{document}", "{target}, {document}")
_SOURCE = Said("来源：{sources}", "source: {sources}")
_ENOUGH, _GAP = Said("无差距", "none"), Said("{gap} {unit}", "{gap} {unit}")
HEADING = Said("{title} {year}年实施情况评估表", "{title}: where it stands at the end of {year}")
REFUSED = Said("不能采用的数据", "Figures that could not be used")
WORKED_OUT = Said("怎么算的", "How it was worked out")
NOTES = (
    Said(
        "完成进度 =（当年值-基准）/（目标-基准）；目标不在基准之外的指标只看是否保持。",
        "Completion = (this year - baseline) / (target - baseline); a target that lies not beyond its baseline is only held or not held.",
    ),
    Said(
        "进度差 = 完成进度-应有进度；规划或下达文件有年度目标的用年度目标，没有的按直线内插，直线不是官方进度。",
        "Pace = completion - completion due, by yearly targets where the plan or an order prints them;"
        " else by a straight line of ours, which is no official path.",
    ),
    Said(
        "进度差在±5个百分点之内为基本符合预期：这一界限是本工具的约定。",
        "Within 5 points either side counts as on track: a convention of this tool.",
    ),
    Said(
        "到期前不判不符合；重复出现的同一目标只列一次。",
        "Nothing fails before it is due; a target that the plan repeats is listed once.",
    ),
)
_INTERIM_NOTE = Said(
    "规划印有{years}年的中期目标：当年与它相比，各年之间的应有进度按直线连接。",
    "The plan prints targets for {years} on the way: that year is held against them, and the lines between run through them.",
)
_ASSUMED_NOTE = Said(
    "document.yaml 没有写规划期；由指标和任务各行的基准年、到期年推定：{first}至{last}年，基准年{base_year}年。",
    "document.yaml states no period; worked out from the base years and due years of its rows: {first} to {last}, base year {base_year}.",
)
_SUMMARY = Said(
    "报送了数据的指标 {count} 项{results}，未报 {silent} 项；任务 {tasks} 项{done}，未报 {idle} 项",
    "{count} indicators with figures{results}, {silent} without; {tasks} tasks{done}, {idle} without",
)
_RESULTS = Said("：{results}", ": {results}")
_BRACKETED = Said("{text}（{more}）", "{text} ({more})")
_POINTS_OF_PERCENT = Said("个百分点", "pts")
_POINTS, _PERCENT = Said("{points}", "{points} pts"), Said("{percent}%", "{percent}%")
#: What stands where there is nothing to say.
BLANK = Said("—", "—")


class Line(NamedTuple):
    """One row of the table: its cells as texts, the tone that colours it, and the standing behind it."""

    cells: tuple[str, ...]
    tone: str
    standing: Standing


class Section(NamedTuple):
    """A part of the table under a heading; `kinds` say what each column holds, `left_out` counts rows for which nothing was reported."""

    title: str
    kinds: tuple[str, ...]
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


def kinds_of(assessment: AssessmentData, task: bool) -> tuple[str, ...]:
    """The columns of a part of the table: a column for each year on the way that the plan prints targets for."""
    first = ("clause", "task", "nature") if task else ("clause", "indicator", "force", "baseline")
    on_the_way = ("interim",) * len(assessment.interim_years)
    return (*first, *on_the_way, "asked" if task else "target", "value", "gap", *COUNTED, "result", "remark")


def header(assessment: AssessmentData, kinds: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The names of the columns."""
    interim = iter(assessment.interim_years)
    years = {"base_year": assessment.period.base_year, "year": assessment.year}
    return tuple(COLUMNS[kind].filled(**years, interim=next(interim) if kind == "interim" else 0)[lang] for kind in kinds)


def tone_of(row: Standing) -> str:
    """The word that colours a row: its status, or its outcome once it is due."""
    return row.status or (row.outcome if row.outcome != "not_applicable" else "none")


def result_of(row: Standing) -> Said:
    """What the table says in the column of results."""
    return STATUSES[row.status] or RESULTS.get(row.outcome, BLANK)


def name_of(row: Standing) -> Said:
    """What a row is called: an indicator with the river, town or list that it is for."""
    return row.title if row.whole_area or not row.scope else _BRACKETED.filled(text=row.title, more=row.scope)


def cells_of(row: Standing, kinds: tuple[str, ...], assessment: AssessmentData) -> tuple[Said, ...]:
    """One row, in the order of the columns."""
    interim = {} if row.interim is UNSET else row.interim
    on_the_way = iter(interim.get(year, BLANK) for year in assessment.interim_years)
    due = _BRACKETED.filled(text=row.target or BLANK, more=row.due)
    if row.target_document:
        due = _HANDED_DOWN.filled(target=due, document=row.target_document)
    name, force = name_of(row), FORCES.get(row.force, Said(row.force, row.force))
    clause = row.clause.partition("/")[2]
    held = {
        "clause": Said(clause, clause),
        "indicator": name,
        "task": name,
        "force": force,
        "nature": force,
        "baseline": _start(row, assessment.period.base_year),
        "target": due,
        "asked": due,
        "value": _value(row),
        "gap": gap_of(row),
        "completion": _percent(row.completion),
        "time_share": _percent(row.time_share if row.completion is not None else None),
        "pace": BLANK if row.pace is None else _POINTS.filled(points=f"{row.pace:+.1f}"),
        "result": result_of(row),
        "remark": SEMICOLON.join((*row.remarks, *([_SOURCE.filled(sources=row.sources)] if row.sources else []))),
    }
    return tuple(next(on_the_way) if kind == "interim" else held[kind] for kind in kinds)


def made_up(row: Standing) -> bool:
    """Whether a source or a document of the row says that it is made up."""
    return any(_MADE_UP.search(text) for text in (*row.sources, row.target_document))


def _value(row: Standing) -> Said:
    said = row.with_unit(row.value) or BLANK
    return Said(said.zh + MADE_UP_MARK, said.en + MADE_UP_MARK) if row.value and made_up(row) else said


def gap_of(row: Standing) -> Said:
    """How much is lacking to the target, in the unit of the row (percentage points for a percentage); nothing where a word decides."""
    done = row.used
    if row.kind == "task" and row.completion is not None and row.target_value is not None:
        done = row.completion / 100 * row.target_value
    if done is None or row.target_value is None or row.target_op not in ("ge", "gt", "le", "lt", "between", "eq"):
        return BLANK
    lacking = done - row.target_value if row.target_op in ("le", "lt") else row.target_value - done
    if lacking < 0 or (lacking == 0 and row.target_op not in ("gt", "lt")):
        return _ENOUGH
    gap = _as_fine(lacking, row.value, f"{row.target_value:g}")
    if row.unit == "%":
        return _GAP.filled(gap=gap, unit=_POINTS_OF_PERCENT)
    return row.with_unit(gap)


def _as_fine(lacking: float, *beside: str) -> str:
    """A gap with as many decimals as the finest number beside it, with more where it would vanish."""
    places = max(len(found[1]) if (found := _DECIMALS.search(text)) else 0 for text in beside)
    while places < 6 and lacking and float(f"{lacking:.{places}f}") == 0:
        places += 1
    return f"{lacking:.{places}f}"


def _start(row: Standing, base_year: int) -> Said:
    """The figure that a row is measured from; of another year than the column's with its year."""
    said = row.with_unit(row.baseline.zh) or BLANK
    return (
        said
        if not row.baseline or row.baseline_year in (None, base_year)
        else _BRACKETED.filled(text=said, more=row.baseline_year)
    )


def _percent(value: float | None) -> Said:
    return BLANK if value is None else _PERCENT.filled(percent=f"{value:.1f}")


def sections(assessment: AssessmentData, lang: str, everything: bool = False) -> list[Section]:
    """The parts of the table. Rows of the indicator table always stand; others where something was reported, or on request."""
    labelled = [row for row in assessment.indicators if row.force in ("binding", "expected")]
    others = [row for row in assessment.indicators if row.force not in ("binding", "expected")]
    parts = {"indicators": labelled, "others": others, "tasks": assessment.tasks, "outlooks": assessment.outlooks}
    found = []
    for key, rows in parts.items():
        if not rows:
            continue
        wanted = [row for row in rows if everything or row.reported or key == "indicators"]
        kinds = kinds_of(assessment, key == "tasks")
        lines = tuple(Line(tuple(cell[lang] for cell in cells_of(row, kinds, assessment)), tone_of(row), row) for row in wanted)
        found.append(Section(TITLES[key][lang], kinds, header(assessment, kinds, lang), lines, len(rows) - len(wanted)))
    return found


def summary(assessment: AssessmentData) -> Said:
    """One sentence: how many indicators and tasks stand where."""
    rows = [row for row in assessment.indicators if row.reported]
    tasks = [row for row in assessment.tasks if row.reported]
    return _SUMMARY.filled(
        count=len(rows),
        results=_how_many(rows),
        silent=len(assessment.indicators) - len(rows),
        tasks=len(tasks),
        done=_how_many(tasks),
        idle=len(assessment.tasks) - len(tasks),
    )


def _how_many(rows: Iterable[Standing]) -> Said:
    """How many rows have each result."""
    words = [word for word in map(result_of, rows) if word != BLANK]
    counted = [Said(f"{word.zh} {words.count(word)}", f"{word.en} {words.count(word)}") for word in dict.fromkeys(words)]
    return _RESULTS.filled(results=counted) if counted else Said()


def filled_in(assessment: AssessmentData) -> list[Said]:
    """What stands below the title: who reported it and when, and a warning where figures are made up."""
    by, on = assessment.reported_by or TO_FILL_IN, assessment.reported_on or TO_FILL_IN
    lines = [FILLED_IN.filled(by=by, on=on, blank=TO_FILL_IN)]
    reported = [row for row in assessment.rows if row.reported]
    return [*lines, MADE_UP_WARNING] if any(map(made_up, reported)) else lines


def assumed_period(assessment: AssessmentData) -> list[Said]:
    """What is to be said where the document states no period."""
    period = assessment.period
    return [_ASSUMED_NOTE.filled(first=period.first, last=period.last, base_year=period.base_year)] if period.assumed else []


def notes(assessment: AssessmentData) -> list[Said]:
    """What a reader of the table must know of how it was made."""
    years = assessment.interim_years
    return [*NOTES, *([_INTERIM_NOTE.filled(years=years)] if years else []), *assumed_period(assessment)]


def heading(assessment: AssessmentData) -> Said:
    """The title of the table."""
    return HEADING.filled(title=assessment.title, year=assessment.year)
