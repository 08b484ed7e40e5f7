"""What every writer says of findings in the same words: conformity, demand, clause, counts, receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import UNSET

from ..bilingual import Said
from ..findings.glossary import Glossary
from ..findings.model import Finding
from ..findings.own_texts import OwnTexts
from ..findings.report import ReportData, Subject
from ..findings.standing import HARMLESS, LATER, SHOWN_AS, shown_as, shown_counts
from ..vocabulary.stages import STAGES

#: The words of the conformity table (符合性) for each outcome.
CONFORMITY = {
    "pass": Said("符合", "conforms"),
    "exempt": Said("符合（适用例外）", "conforms (an exception applies)"),
    "fail": Said("不符合", "does not conform"),
    "waived": Said("不符合（已备案例外）", "does not conform (waived)"),
    "review": Said("待人工判定", "for a person to judge"),
    "unknown": Said("待核实", "to be verified"),
    "error": Said("待核实（数据有误）", "to be verified (bad data)"),
    "advice": Said("建议改进（鼓励性要求）", "advice (an encouraging norm)"),
    "not_applicable": Said("不涉及", "not concerned"),
    LATER: SHOWN_AS[LATER],
    HARMLESS: SHOWN_AS[HARMLESS],
}
#: What is said of where a record's stage comes from, where it does not say it itself.
STAGE_FROM = {
    "dates": Said("{stage}（依日期）", "{stage} (from its dates)"),
    "works": Said("{stage}（依施工内容）", "{stage} (from its works)"),
    "assumed": Said("{stage}（记录未写，按对象类型取）", "{stage} (not given; assumed for the kind of record)"),
}
#: What clauses are about.
TOPICS = {
    "process": Said("程序与准入", "process"),
    "water": Said("水", "water"),
    "air": Said("大气", "air"),
    "ecology": Said("生态", "ecology"),
    "noise": Said("噪声", "noise"),
    "waste": Said("固体废物", "waste"),
    "industry": Said("产业", "industry"),
    "transport": Said("交通运输", "transport"),
    "risk": Said("环境风险", "risk"),
    "energy": Said("能源", "energy"),
    "soil": Said("土壤", "soil"),
    "space": Said("空间", "space"),
    "climate": Said("气候", "climate"),
    "chemicals": Said("化学品", "chemicals"),
    "farming": Said("农业农村", "farming"),
    "radiation": Said("辐射", "radiation"),
    "": Said("其他", "other"),
}
#: The words that a reviewer decides in.
DECISIONS = {
    "符合": Said("符合", "conforms"),
    "不符合": Said("不符合", "does not conform"),
    "不涉及": Said("不涉及", "not concerned"),
}
DECIDED = Said("{decision}（{by}判定）", "{decision} (decided by {by})")
WORDING_OURS = Said(
    "“管控要求”一栏为条文大意，以原文为准。", "The requirements are put in our words; the texts themselves bind."
)
WORDING_OWN = Said(
    "“管控要求”一栏引自规划原文；原文副本中没有的条文为大意，以原文为准。",
    "The requirements are quoted from copies of the texts; where a copy has not got a clause it is put in our words.",
)
LACKS_CODES = Said("{name}：{codes}", "{name}: {codes}")
COUNTED = Said("{outcome} {n}", "{outcome} {n}")
COPY_OF_DOCUMENT = Said("原文副本", "copy of a document")
PROBLEMS = Said("数据问题", "Problems in the data")
RECEIPT = Said("凭据", "Receipt")
#: What the files that a run read are called in a receipt, by what they are used as.
INPUTS = {
    "": Said("输入文件", "input"),
    "waivers": Said("备案例外文件", "waivers"),
    "decisions": Said("人工判定文件", "decisions"),
}
JUDGED_ON = Said("判定日期", "judged on")
STAGE = Said("阶段", "stage")
FOLDED = Said(
    "另有 {n} 条针对其他对象（地块、设施等）的规则，资料补齐后才知道是否适用，未逐条列出",
    "{n} more rules, made for other subjects (plots, plants, ...), may apply once more is known, and are not listed",
)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def conformity(finding: Finding) -> Said:
    """The word for the conformity column; a reviewer's decision stands before the outcome that it closes."""
    if isinstance(finding.decided, dict):
        return DECIDED.filled(decision=DECISIONS[finding.decided["decision"]], by=finding.decided["by"])
    return CONFORMITY[shown_as(finding)]


def body_of(message: Said) -> Said:
    """The message without the outcome's word before it, which stands in a column of its own."""
    return Said(message.zh.split("：", 1)[-1], message.en.split(": ", 1)[-1])


def clause_said(finding: Finding) -> str:
    """The clause's place: section and id, item of a group included."""
    parts = [finding.clause.section, finding.clause.id]
    if finding.item:
        parts.append(f"[{finding.item}]")
    return " ".join(part for part in parts if part)


def own_sentence(finding: Finding, sentences: dict[str, str]) -> Said:
    """The clause's own sentence where the user's copy gave it: in Chinese, as the documents are."""
    return Said(zh=sentences.get(finding.clause.id, ""))


def demand_said(finding: Finding, sentences: dict[str, str]) -> Said:
    """What the clause asks: its own sentence, else ours; which of them stand in a report, `wording_said` says once."""
    own = own_sentence(finding, sentences)
    ours = finding.clause.say or finding.title
    return Said(own.zh or ours.zh, own.en or ours.en)


def wording_said(texts: OwnTexts) -> Said:
    """Whose words the demands of a report are."""
    return WORDING_OURS if not texts.sentences else WORDING_OWN


def counts_said(findings: Iterable[Finding]) -> Said:
    """How many findings stand under each word, what must be done first."""
    counts = shown_counts(findings)
    return Said("，", ", ").join(COUNTED.filled(outcome=SHOWN_AS[word], n=n) for word, n in counts.items())


def stage_said(subject: Subject) -> Said:
    """The stage of a record, and where it comes from; nothing for one that could not be read."""
    stage = STAGES.get(subject.stage, Said())
    return STAGE_FROM.get(subject.stage_from, Said("{stage}", "{stage}")).filled(stage=stage) if stage else stage


def folded_said(subject: Subject) -> Said:
    """One line for all that may apply to a record as what it is besides its own subject; nothing where there is none.

    >>> folded_said(Subject("P1", "project", "", "open", {}, folded=3)).en.split(",")[0], bool(folded_said(Subject("P1", "project", "", "open", {})))
    ('3 more rules', False)
    """
    return FOLDED.filled(n=subject.folded) if subject.folded else Said()


def missing_said(finding: Finding, glossary: Glossary) -> list[Said]:
    """What a finding lacks: each fact by its label, of one that is known in part the codes that are missing."""
    found = []
    for name in finding.missing:
        codes = finding.missing_codes.get(name, ())
        label = glossary.fact(name)
        found.append(LACKS_CODES.filled(name=label, codes=[glossary.code(name, code) for code in codes]) if codes else label)
    return found


def apart(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are due, and those that only a later stage settles."""
    due: list[Finding] = []
    later: list[Finding] = []
    for finding in findings:
        (later if shown_as(finding) == LATER else due).append(finding)
    return due, later


def signed_said(report: ReportData) -> list[Said]:
    """What stands beside the verdict where it rests on sheets whose print was let stand."""
    return [] if report.sheets is UNSET else report.sheets.said


def receipt_rows(report: ReportData) -> list[tuple[Said, str]]:
    """The receipt as pairs of a name and a value; of the documents those that findings cite."""
    receipt = report.receipt
    rows = [
        (JUDGED_ON, receipt.as_of),
        (Said("软件版本", "version"), f"ecocheck {receipt.ecocheck}"),
        (Said("规则库指纹", "rulebook digest"), receipt.rulebook),
        (Said("所选规划", "plans named"), ", ".join(receipt.plans)),
        (Said("退出条件", "fail_on"), ", ".join(report.policy["fail_on"])),
    ]
    for cited in (d for d in receipt.documents if d["id"] in report.glossary.documents):
        rows.append((Said("依据文件", "document"), f"{cited['id']} {cited['title']} {cited['edition']}".strip()))
    for given in receipt.inputs:
        rows.append((INPUTS[given.get("use", "")], f"{given.get('path', '')}  SHA-256 {given.get('sha256', '')}"))
    return [(name, value) for name, value in rows if value]
