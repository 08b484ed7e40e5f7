"""JSON: the assessment as it is."""

from __future__ import annotations

from ...progress.model import AssessmentData
from ..options import Options


def write(assessment: AssessmentData, options: Options) -> str:
    """The assessment with all its rows, in both languages."""
    return assessment.to_json() + "\n"
