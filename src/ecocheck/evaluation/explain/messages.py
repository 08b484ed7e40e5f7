"""The sentence of a finding, in Chinese and English, with the record's values in it.

Each kind of sentence is one template; its parts are made once, in both languages, and put into both.
"""

from __future__ import annotations

from ...bilingual import SEMICOLON, Said
from ...findings.model import Finding, Limit
from ...findings.standing import LATER, SHOWN_AS
from ...logic.conditions import Always, Compare, Flag, Node, Number, ParameterRef
from ...logic.outcomes import OUTCOME_LABELS, Outcome
from ...logic.truth import F, T, Truths
from ...rulebook.model import Rule
from ...vocabulary.stages import STAGES
from ...vocabulary.unit_words import measured
from ...vocabulary.values import Interval
from ..case import Case
from ..judge import Judgement
from ..tree import Step, leaves
from .reasons import LOST, REASONS, TO_BE_JUDGED
from .value_words import ValueWords

SENTENCE = Said("{outcome}：{body}{reason}。", "{outcome}: {body}{reason}.")
NOT_GIVEN = Said(
    "{outcome}：尚缺{names}；补齐后结论可能为{possible}。", "{outcome}: not given: {names}; the outcome may be {possible}."
)
NOT_YET = Said(
    "{word}：到{stage}阶段再核{names}；届时结论可能为{possible}。",
    "{word}: {names}: to be checked in the stage of {stage}; the outcome may then be {possible}.",
)
FINER = Said("更灵敏的{name}测值（现为{value}）", "{name} by a finer method (now {value})")
FURTHER = Said("量程更大的{name}测值（现为{value}）", "{name} by a method that reaches further (now {value})")
UNUSABLE = Said(
    "{outcome}：{names}的数据不能使用；改正后结论可能为{possible}。",
    "{outcome}: {names} cannot be used; once mended the outcome may be {possible}.",
)
LAST_OF_SEVERAL = Said("{first}或{last}", "{first} or {last}")
EXCEPTION = Said("{body}；适用例外 {exemption}", "{body}; the exception {exemption} applies")
BROKEN = Said("{state}，{asked}", "{state}; it {asked}")
BROKEN_FLAG = Said("{state}，要求{asked}", "{state}; required: {asked}")
REQUIRED = Said("要求：{asked}", "required: {asked}")
WITH_LIMIT = Said("{asked}（{limit}）", "{asked} ({limit})")
IN_BRACKETS = Said("（{text}）", " ({text})")

CODES_OF = Said("{name}（{codes}有没有）", "{name} ({codes}: or not)")
AND_SO_ON = Said("等", "…")

MOST_LIMBS = 3
#: How many missing codes a sentence names.
MOST_NAMED = 6


class Messages:
    """Sentences for the findings of one rulebook."""

    def __init__(self, words: ValueWords) -> None:
        self.words = words
        self._limits: dict[Compare, tuple[str, ...]] = {}
        self._said: dict[Node, Said] = {}

    def message(self, finding: Finding, rule: Rule, case: Case, judged: Judgement, limbs: list[tuple[str, Step]]) -> Said:
        """The sentence of a finding that the rule addresses: its outcome, the facts that made it, why a person must decide."""
        if finding.outcome in (Outcome.UNKNOWN, Outcome.ERROR):
            return self.unknown(finding, case)
        body = self._body(finding, rule, case, judged, limbs)
        reason = REASONS.get(finding.reason, Said())
        if finding.reason == "lost" and LOST.zh in body.zh:
            reason = TO_BE_JUDGED
        bracketed = IN_BRACKETS.filled(text=reason) if reason else ""
        return SENTENCE.filled(outcome=finding.outcome.label, body=body, reason=bracketed)

    def unknown(self, finding: Finding, case: Case | None = None) -> Said:
        """What is missing or unusable, and what may still come of it."""
        wrong = finding.outcome is Outcome.ERROR
        if wrong and finding.bad:
            names = [self.words.name(name) for name in finding.bad]
        else:
            names = [self._lacking(name, finding, case) for name in finding.missing]
        *first, last = (OUTCOME_LABELS[outcome] for outcome in finding.possible)
        possible = LAST_OF_SEVERAL.filled(first=first, last=last)
        if finding.later:
            return NOT_YET.filled(word=SHOWN_AS[LATER], stage=STAGES[finding.stage], names=names, possible=possible)
        return (UNUSABLE if wrong else NOT_GIVEN).filled(outcome=finding.outcome.label, names=names, possible=possible)

    def _lacking(self, name: str, finding: Finding, case: Case | None) -> Said:
        """What would settle it: a fact; of one that is known in part only the codes that are missing; a better reading where the method did
        not reach."""
        value = None if case is None else case.facts.get(name)
        if isinstance(value, Interval) and value.censored:
            better = FURTHER if value.high is None and value.low else FINER
            return better.filled(name=self.words.name(name), value=self.words.value(name, value))
        codes = finding.missing_codes.get(name, ())
        if not codes:
            return self.words.name(name)
        said = [self.words.code(name, code) for code in codes[:MOST_NAMED]]
        if len(codes) > MOST_NAMED:
            said.append(AND_SO_ON)
        return CODES_OF.filled(name=self.words.name(name), codes=said)

    def requirement(self, rule: Rule) -> Said:
        """What the rule asks for, as a sentence; for attestation rows, what shows it."""
        if rule.form == "attestation":
            return rule.evidence or rule.title
        if rule.form == "duty" or rule.require is None or isinstance(rule.require, Always):
            return rule.title
        return self.condition(rule.require)

    def condition(self, node: Node) -> Said:
        """A condition as a sentence without a full stop, made once."""
        if node not in self._said:
            self._said[node] = self.words.speaker.node(node)
        return self._said[node]

    def limits(self, node: Compare) -> tuple[str, ...]:
        """The limits of a comparison in Chinese, made once."""
        if node not in self._limits:
            self._limits[node] = tuple(self.words.speaker.operand(node.fact, operand).zh for operand in node.operands)
        return self._limits[node]

    def _body(self, finding: Finding, rule: Rule, case: Case, judged: Judgement, limbs: list[tuple[str, Step]]) -> Said:
        """What was met, or what was not."""
        if finding.outcome is Outcome.PASS:
            return self._met(judged.require, case) or self.requirement(rule)
        body = self._unmet(rule, case, judged, limbs, finding.limit)
        if finding.outcome is Outcome.EXEMPT:
            return EXCEPTION.filled(body=body, exemption=finding.exemption)
        return body

    def _unmet(self, rule: Rule, case: Case, judged: Judgement, limbs: list[tuple[str, Step]], limit: Limit | None) -> Said:
        """The comparisons that failed; of a plain ban what it bars, after what brought the record under it."""
        if limbs and rule.form != "attestation" and not isinstance(rule.require, Always):
            found = [self._limb(step, case, limit) for step in _telling(judged.require)[:MOST_LIMBS]]
            if found:
                return SEMICOLON.join(found)
        addressed = self._met(judged.scope, case) if isinstance(rule.require, Always) else Said()
        return SEMICOLON.join([addressed, self.requirement(rule)] if addressed else [self.requirement(rule)])

    def _met(self, step: Step, case: Case) -> Said:
        """The first facts of a condition with their values."""
        nodes = [leaf.node for leaf in leaves(step) if isinstance(leaf.node, Compare) and leaf.node.fact in case.facts]
        states = [self.words.state(node.fact, case.facts[node.fact], _unit(node)) for node in nodes[:MOST_LIMBS]]
        return SEMICOLON.join(dict.fromkeys(states))

    def _limb(self, step: Step, case: Case, limit: Limit | None) -> Said:
        """A comparison that failed: the fact with its value, and what is asked of it.

        Under `not` a comparison fails because it holds; what is asked then is its opposite.
        """
        node, negated = step.node, step.truths == T
        if not isinstance(node, Compare):
            return REQUIRED.filled(asked=self.words.speaker.node(node, negated))
        compared = self.words.speaker.compare(node, negated)
        if node.fact.startswith("$") or node.fact not in case.facts:
            return compared
        state = self.words.state(node.fact, case.facts[node.fact], _unit(node))
        operand = node.operands[0]
        if isinstance(operand, Flag):
            return BROKEN_FLAG.filled(state=state, asked=compared)
        asked = self.words.speaker.predicate(node, negated, ought=True)
        if isinstance(operand, ParameterRef) and limit is not None and limit.fact == node.fact:
            asked = WITH_LIMIT.filled(asked=asked, limit=measured(limit.value, limit.unit))
        return BROKEN.filled(state=state, asked=asked)


def screens(node: Node) -> bool:
    """Whether a condition only asks which matters a record involves: beside a measured one it says for whom that holds, no demand."""
    return isinstance(node, Compare) and node.fact.endswith(".involves")


def _telling(require: Step) -> list[Step]:
    """The failed comparisons that a sentence should name: of alternatives on one fact the first, measured ones before screening."""
    found = _failed(require, T)
    return [step for step in found if not screens(step.node)] or found


def _failed(step: Step, wanted: Truths) -> list[Step]:
    if step.truths & wanted:
        return []  # it holds, or what is open may yet make it hold
    if step.node.joins == "not":
        return _failed(step.parts[0], F if wanted == T else T)
    if not step.parts:
        return [step]
    found = [limb for part in step.parts for limb in _failed(part, wanted)]
    if (step.node.joins == "all") is (wanted == T):
        return found
    first = {next(iter(limb.node.named.facts), str(place)): limb for place, limb in reversed(list(enumerate(found)))}
    return [limb for limb in found if limb in first.values()]


def _unit(node: Compare) -> str:
    return node.operands[0].unit if node.operands and isinstance(node.operands[0], Number) else ""
