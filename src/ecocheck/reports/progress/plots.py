"""The pictures of an assessment, by name: completion against time share for all rows, and the trajectory of each indicator."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ...errors import OutputRefused
from ...progress.model import AssessmentData, Standing
from ...source.whole_file import write_whole
from . import completion_chart, trajectory_chart
from .drawing import Drawing, available, drawn

PICTURES: dict[str, Drawing] = {"completion": completion_chart.draw, "trajectories": trajectory_chart.draw}


def picture(name: str, assessment: AssessmentData, lang: str, form: str) -> bytes | None:
    """The picture `completion` or `trajectories` as `svg` or `png`; None where it has nothing to draw."""
    return drawn(PICTURES[name], assessment, lang, form)


def pictures(assessment: AssessmentData, lang: str, form: str) -> Iterator[tuple[str, bytes]]:
    """Every picture of a report, none longer than a page: completion in as many parts as it needs, then each indicator by itself."""
    for part in completion_chart.parts(assessment, lang):
        data = drawn(partial(completion_chart.draw_part, part), assessment, lang, form)
        if data is not None:
            yield "completion", data
    for row in trajectory_chart.plotted(assessment):
        data = drawn(partial(_alone, row), assessment, lang, form)
        if data is not None:
            yield "trajectory", data


def save_all(assessment: AssessmentData, folder: Path, lang: str) -> list[str]:
    """Writes the pictures into a folder: both charts, and each indicator's trajectory by its clause, as SVG and PNG.

    Raises `OutputRefused` where the extra is missing or the folder cannot be written.
    """
    if not available():
        raise OutputRefused("progress.pictures_need_extra")
    drawings = dict(PICTURES)
    for row in trajectory_chart.plotted(assessment):
        drawings[f"trajectory-{row.clause.partition('/')[2]}"] = partial(_alone, row)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused("progress.no_folder_for_pictures", folder=folder, reason=error.strerror or str(error)) from error
    written = []
    for name, draw in drawings.items():
        for form in ("svg", "png"):
            data = drawn(draw, assessment, lang, form)
            if data is not None:
                write_whole(folder / f"{name}.{form}", data)
                written.append(f"{name}.{form}")
    return written


def _alone(row: Standing, assessment: AssessmentData, lang: str) -> object:
    return trajectory_chart.draw_one(row, lang)
