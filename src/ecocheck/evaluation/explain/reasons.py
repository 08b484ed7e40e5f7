"""Why a rule does not apply, and why a person must decide."""

from __future__ import annotations

from ...bilingual import Said
from ...logic.outcomes import BREACH, Outcome
from ...logic.truth import F, J, T, Truths
from ...rulebook.model import Rule
from ..case import Case
from ..judge import Judgement
from ..tree import causes_of_judgement

REASONS = {
    "out_of_scope": Said("不属于该条款的适用范围", "the clause does not address it"),
    "out_of_area": Said("不在该文件的适用区域", "it lies outside the area of the document"),
    "not_in_force": Said("判定日不在该条款的有效期内", "the clause was not in force on the day judged"),
    "none": Said("没有此类对象", "there is no such thing"),
    "in_principle": Said("原则性要求，未满足时须人工判定", "an in-principle norm; a breach is for a person to judge"),
    "programme": Said(
        "推进性要求，约束主管部门，单个对象未满足时须人工判定",
        "a programme that binds the authority; on one record a breach is for a person to judge",
    ),
    "judge": Said("条款没有就该情形作出明确规定，须人工判定", "the clause does not settle this case; a person must judge"),
    "lost": Said("原文数字缺失，须人工判定", "the number is lost in the text; a person must judge"),
    "uncertain": Said("数值在误差范围内，无法判断在限值哪一侧", "the limit lies inside the error band of the value"),
    "issue_day": Said(
        "该文件哪天印发不能确定到日，评判日当时是否已经印发须人工核对",
        "the day of issue is not known; whether the document bound on the day judged is for a person to find out",
    ),
    "conflict": Said("条款之间有矛盾，须人工判定", "clauses contradict each other; a person must judge"),
    "authority": Said("该条款要求主管部门履职，提请注意", "the clause binds an authority; for attention"),
}
#: What a sentence says of a lost number, and what is left to say where it does.
LOST = Said("原文数字缺失", "lost in the text")
TO_BE_JUDGED = Said("须人工判定", "for a person to judge")
#: The whole message of a rule that does not apply.
OUTSIDE = {
    reason: Said("不涉及：{reason}。", "not applicable: {reason}.").filled(reason=REASONS[reason])
    for reason in ("out_of_area", "not_in_force", "out_of_scope", "none")
}


def why_outside(area: Truths, force: Truths) -> str:
    """Why a rule does not apply: the first gate that is shut names the reason."""
    return "out_of_area" if area == F else "not_in_force" if force == F else "out_of_scope"


def why_a_person(rule: Rule, case: Case, judged: Judgement) -> str:
    """Why a person must decide: the modality of a clear breach, else what made the truth doubtful."""
    clear = judged.scope_truths == T and judged.require.truths == F and judged.exempt_truths == F
    if clear and BREACH[rule.modality] is Outcome.REVIEW:
        return "authority" if rule.form == "duty" else rule.modality
    causes = ["issue_day" if rule.in_force.surely is not None else "uncertain"] if judged.force & J else []
    for step in (judged.scope, judged.require, *judged.exempt):
        causes += causes_of_judgement(step, case)
    if "judge" in causes and rule.conflicts_with:
        return "conflict"
    return next((cause for cause in ("issue_day", "lost", "judge", "uncertain") if cause in causes), rule.modality)
