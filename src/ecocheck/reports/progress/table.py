"""The evaluation table of an assessment: which rows, which columns, what stands in each cell; shared by every format."""

from __future__ import annotations

from typing import NamedTuple

from ...progress.model import STATUSES, AssessmentData, Standing
from ...rulebook.model import FORCES

#: What a row that is due amounts to, as evaluation reports say it.
RESULTS: dict[str, tuple[str, str]] = {
    "pass": ("达到", "met"), "fail": ("未达到", "missed"), "review": ("待人工判定", "for a person to judge"),
    "unknown": ("待核实", "unknown"), "advice": ("建议", "advice"), "error": ("数据错误", "bad figure"), "not_applicable": ("", ""),
}  # fmt: skip
#: The word that colours a row: its status, or its outcome once it is due.
TITLES = {
    "indicators": ("指标", "Indicators"), "others": ("其他有数据的指标", "Other indicators with figures"),
    "tasks": ("任务", "Tasks"), "outlooks": ("远景目标（不参与评估）", "Outlook targets (not assessed)"),
}  # fmt: skip


class Line(NamedTuple):
    """One row of the table: its cells as texts, the tone that colours it, and the standing behind it."""

    cells: tuple[str, ...]
    tone: str
    standing: Standing


class Section(NamedTuple):
    """A part of the table under a heading; `left_out` counts rows of it for which nothing was reported."""

    title: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


def header(assessment: AssessmentData, lang: str, task: bool = False) -> tuple[str, ...]:
    """The names of the columns."""
    year = assessment.year
    if lang == "zh":
        first = ("任务", "性质", "要求", f"{year}年") if task else ("指标", "属性", "2020年基准", "目标", f"{year}年")
        return ("条款", *first, "完成进度", "时间进度", "进度差", "评估结果", "说明")
    first = ("Task", "Force", "Asked", str(year)) if task else ("Indicator", "Force", "Baseline 2020", "Target", str(year))
    return ("Clause", *first, "Completion", "Time share", "Pace", "Result", "Remark")


def tone_of(row: Standing) -> str:
    """The word that colours a row."""
    return row.status or (row.outcome if row.outcome != "not_applicable" else "none")


def result_of(row: Standing, lang: str) -> str:
    """What the table says in the column of results."""
    place = 0 if lang == "zh" else 1
    word = STATUSES[row.status][lang] or RESULTS.get(row.outcome, ("", ""))[place]
    return word or "—"


def name_of(row: Standing, lang: str) -> str:
    """What a row is called: an indicator with the river, town or list that it is for."""
    if row.whole_area or not row.scope:
        return row.title[lang]
    return f"{row.title[lang]}（{row.scope}）" if lang == "zh" else f"{row.title[lang]} ({row.scope})"


def cells_of(row: Standing, lang: str) -> tuple[str, ...]:
    """One row as texts."""
    force = FORCES[row.force][lang] if row.force in FORCES else row.force
    target = row.target[lang] or "—"
    due = f"{target}（{row.due}）" if lang == "zh" else f"{target} ({row.due})"
    name = name_of(row, lang)
    asked = (due,) if row.kind == "task" else (row.with_unit(row.baseline[lang], lang) or "—", due)
    joint = "；" if lang == "zh" else "; "
    return (
        row.clause.partition("/")[2], name, force, *asked, row.with_unit(row.value, lang) or "—",
        _percent(row.completion), _percent(row.time_share) if row.completion is not None else "—",
        _points(row.pace, lang), result_of(row, lang), joint.join(remark[lang] for remark in row.remarks),
    )  # fmt: skip


def sections(assessment: AssessmentData, lang: str, everything: bool = False) -> list[Section]:
    """The parts of the table. Rows of the indicator table always stand; others where something was reported, or on request."""
    place = 0 if lang == "zh" else 1
    labelled = [row for row in assessment.indicators if row.force in ("binding", "expected")]
    others = [row for row in assessment.indicators if row.force not in ("binding", "expected")]
    found = []
    for key, rows in (
        ("indicators", labelled),
        ("others", others),
        ("tasks", assessment.tasks),
        ("outlooks", assessment.outlooks),
    ):
        wanted = [row for row in rows if everything or row.reported or key == "indicators"]
        if not wanted and not rows:
            continue
        lines = tuple(Line(cells_of(row, lang), tone_of(row), row) for row in wanted)
        found.append(Section(TITLES[key][place], header(assessment, lang, key == "tasks"), lines, len(rows) - len(wanted)))
    return found


def summary(assessment: AssessmentData, lang: str) -> str:
    """One sentence: how many rows of the indicator table stand where."""
    place = 0 if lang == "zh" else 1
    rows = [row for row in assessment.indicators if row.reported]
    words = dict.fromkeys(result_of(row, lang) for row in rows)
    said = [f"{word} {sum(result_of(row, lang) == word for row in rows)}" for word in words if word != "—"]
    silent = len(assessment.indicators) - len(rows)
    joined = "、".join(said) if place == 0 else ", ".join(said)
    if place == 0:
        return f"报送了数据的指标 {len(rows)} 项{'：' + joined if joined else ''}；未报 {silent} 项"
    return f"{len(rows)} indicators with figures{': ' + joined if joined else ''}; {silent} without"


def notes(assessment: AssessmentData, lang: str) -> list[str]:
    """What a reader of the table must know of how it was made."""
    if lang == "zh":
        return [
            "完成进度 =（当年值-基准）/（目标-基准）；目标不在基准之外的指标只看是否保持。",
            "进度差 = 完成进度-应有进度；规划或下达文件有年度目标的用年度目标，没有的按直线内插，直线不是官方进度。",
            "进度差在±5个百分点之内为基本符合预期：这一界限是本工具的约定。",
            "到期前不判不符合；重复出现的同一目标只列一次。",
        ]
    return [
        "Completion = (this year - baseline) / (target - baseline); a target that lies not beyond its baseline is only held or not held.",
        "Pace = completion - completion due, by yearly targets where the plan or an order prints them;"
        " else by a straight line of ours, which is no official path.",
        "Within 5 points either side counts as on track: a convention of this tool.",
        "Nothing fails before it is due; a target that the plan repeats is listed once.",
    ]


def heading(assessment: AssessmentData, lang: str) -> str:
    """The title of the table."""
    if lang == "zh":
        return f"{assessment.title['zh']} {assessment.year}年实施情况评估表"
    return f"{assessment.title['en']}: where it stands at the end of {assessment.year}"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}%"


def _points(value: float | None, lang: str) -> str:
    if value is None:
        return "—"
    return f"{value:+.1f}" + ("" if lang == "zh" else " pts")
