"""The states of a finding and who may move it, pure: persons are compared, never accounts.

Unrectified, reopened, recurrent and repeat are four facts and never one: overdue is computed from the current date,
a rejected fix is a row of its own, what came back is a new finding, and what a subject did again is no matter of this
room.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.objections import Objection


class State(StrEnum):
    """Where a finding stands. Overdue and on permit are no states: the first is computed, the second lies over it."""

    DRAFT = "draft"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    IN_WORK = "in_work"
    FIX_REPORTED = "fix_reported"
    VERIFIED = "verified"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"
    ANNULLED = "annulled"
    CLOSURE_ANNULLED = "closure_annulled"


class Act(StrEnum):
    """What is done to a finding; its entry in the journal has the same name."""

    DRAFT = "draft_finding"
    DROP = "drop_finding"
    ISSUE = "issue_finding"
    ACKNOWLEDGE = "acknowledge_finding"
    BEGIN = "begin_fix"
    REPORT = "report_fix"
    REJECT = "reject_fix"
    VERIFY = "verify_fix"
    FIND_EFFECTIVE = "find_effective"
    FIND_INEFFECTIVE = "find_ineffective"
    FIND_UNDETERMINED = "find_undetermined"
    ANNUL = "annul_finding"
    ANNUL_CLOSURE = "annul_closure"
    ASK_ANNULMENT = "ask_annulment"
    REFUSE_ANNULMENT = "refuse_annulment"
    PLAN_EFFECT = "plan_effect"
    ASSIGN = "assign_executor"
    SHOW_EVIDENCE = "show_evidence"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    PERMIT = "permit_finding"
    ANSWER_EXTENT = "answer_extent"
    RECOUNT = "recount_deadline"


class FindingGuard(StrEnum):
    STATE = "G-FIND-STATE"
    NOBODY = "G-FIND-NOBODY"
    NOT_YOURS = "G-FIND-NOT-YOURS"
    ACCOUNTABLE = "G-FIND-ACCOUNTABLE"
    FIXER = "G-FIND-FIXER"
    LOOKED = "G-FIND-LOOKED"
    OWN_UNIT = "G-FIND-OWN-UNIT"
    AHEAD = "G-FIND-AHEAD"
    BEFORE = "G-FIND-BEFORE"
    SEVERITY = "G-FIND-SEVERITY"
    NO_HEAD = "G-FIND-NO-HEAD"
    TWICE = "G-FIND-TWICE"
    INTERIM = "G-FIND-INTERIM"
    EVIDENCE = "G-FIND-EVIDENCE"
    PLAN = "G-FIND-PLAN"
    PLAN_NEEDLESS = "G-FIND-PLAN-NEEDLESS"
    JUDGE = "G-FIND-JUDGE"
    JUDGED_EARLY = "G-FIND-JUDGED-EARLY"
    JUDGED_ON = "G-FIND-JUDGED-ON"
    SAMPLE = "G-FIND-SAMPLE"
    SECOND = "G-FIND-SECOND"
    ASKED = "G-FIND-ASKED"
    NOT_ASKED = "G-FIND-NOT-ASKED"
    CHANGED = "G-FIND-CHANGED"
    EXT_LATE = "G-EXT-LATE"
    EXT_SEVERITY = "G-EXT-SEVERITY"
    EXT_NUMBER = "G-EXT-NUMBER"
    EXT_SUM = "G-EXT-SUM"
    EXT_EARLIER = "G-EXT-EARLIER"
    EXT_ASKER = "G-EXT-ASKER"
    EXT_SILENT = "G-EXT-SILENT"
    PERMIT_OVER = "G-PERMIT-OVER"
    PERMIT_LONG = "G-PERMIT-LONG"


class Verdict(StrEnum):
    """What a judge says of the effect of a fix."""

    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"
    UNDETERMINED = "undetermined"


class Reason(StrEnum):
    """Why more time is asked for."""

    PROCUREMENT = "procurement"
    CONSTRUCTION = "construction"
    THIRD_PARTY = "third_party"
    STAFF = "staff"
    LEGAL = "legal"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What a piece of evidence refers to: the program keeps no files."""

    ACT = "act"
    CARRIER = "carrier"
    PAGE = "page"


class Extent(StrEnum):
    """Whether another object has the same defect."""

    SAME = "same"
    NOT = "not"
    TO_CHECK = "to_check"


SEVEREST, LIGHTEST = 1, 4
NEEDS_EFFECT = frozenset({1, 2})  # closed only when somebody has found that the remedy works
RUNNING = frozenset({State.ISSUED, State.ACKNOWLEDGED, State.IN_WORK})  # the official's clock runs
OPEN = RUNNING | {State.FIX_REPORTED}
ENDED = frozenset({State.EFFECTIVE, State.INEFFECTIVE, State.ANNULLED, State.CLOSURE_ANNULLED})
MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.DROP: (frozenset({State.DRAFT}), State.ANNULLED),
    Act.ISSUE: (frozenset({State.DRAFT}), State.ISSUED),
    Act.ACKNOWLEDGE: (frozenset({State.ISSUED}), State.ACKNOWLEDGED),
    Act.BEGIN: (frozenset({State.ACKNOWLEDGED}), State.IN_WORK),
    Act.REPORT: (frozenset({State.ACKNOWLEDGED, State.IN_WORK}), State.FIX_REPORTED),
    Act.REJECT: (frozenset({State.FIX_REPORTED}), State.IN_WORK),
    Act.VERIFY: (frozenset({State.FIX_REPORTED}), State.VERIFIED),
    Act.FIND_EFFECTIVE: (frozenset({State.VERIFIED}), State.EFFECTIVE),
    Act.FIND_INEFFECTIVE: (frozenset({State.VERIFIED}), State.INEFFECTIVE),
    Act.FIND_UNDETERMINED: (frozenset({State.VERIFIED}), State.VERIFIED),
    Act.ANNUL: (frozenset({State.DRAFT, *OPEN}), State.ANNULLED),
    Act.ANNUL_CLOSURE: (frozenset({State.VERIFIED, State.EFFECTIVE}), State.CLOSURE_ANNULLED),
}
VERDICTS = {
    Verdict.EFFECTIVE: Act.FIND_EFFECTIVE,
    Verdict.INEFFECTIVE: Act.FIND_INEFFECTIVE,
    Verdict.UNDETERMINED: Act.FIND_UNDETERMINED,
}


def is_closed(state: State, severity: int) -> bool:
    """Closed is verified for the lighter severities and found effective for the graver; annulled is not closed."""
    return state is State.EFFECTIVE or (state is State.VERIFIED and severity not in NEEDS_EFFECT)


def is_unrectified(state: State, severity: int) -> bool:
    """Whether it still asks something of somebody: issued, and neither closed nor annulled nor followed by another."""
    return state in OPEN or (state is State.VERIFIED and severity in NEEDS_EFFECT)


@dataclass(frozen=True)
class Chairs:
    """Who sits where in one finding, as persons.

    `accountable` are the official of the day of the finding and who heads the unit today; `fixers` are the executors
    and everybody who reported a fix.
    """

    accountable: frozenset[int]
    fixers: frozenset[int]


@dataclass(frozen=True)
class Plan:
    """How the effect of a remedy is judged: when, on how many units, by whom, and at most how many may fail."""

    judge_id: int
    judged_on: date
    sample: int
    target: int


def objections_to_move(act: Act, state: State) -> list[Objection]:
    """There is no way around the states."""
    sources, _target = MOVES[act]
    return [] if state in sources else [Objection(FindingGuard.STATE, {"state": state})]


def objections_to_draft(severity: int, found_on: date, today: date, span: tuple[date, date]) -> list[Objection]:
    """A finding is of a day of its inspection that has come."""
    found = [] if SEVEREST <= severity <= LIGHTEST else [Objection(FindingGuard.SEVERITY)]
    if found_on > today:
        found.append(Objection(FindingGuard.AHEAD))
    elif not span[0] <= found_on <= max(span[1], span[0]):
        found.append(Objection(FindingGuard.BEFORE))
    return found


def objections_to_answering(chairs: Chairs, person_id: int | None) -> list[Objection]:
    """Only who answers for the remedy accepts it, names executors and asks for time."""
    return [] if person_id in chairs.accountable else [Objection(FindingGuard.NOT_YOURS)]


def objections_to_fixing(chairs: Chairs, person_id: int | None) -> list[Objection]:
    """Who answers and who fixes may be one person."""
    return [] if person_id in chairs.accountable | chairs.fixers else [Objection(FindingGuard.NOT_YOURS)]


def objections_to_report(state: State, chairs: Chairs, person_id: int | None, *, evidence: int) -> list[Objection]:
    """A fix is reported with something to look at."""
    found = objections_to_move(Act.REPORT, state) + objections_to_fixing(chairs, person_id)
    return found if evidence else [*found, Objection(FindingGuard.EVIDENCE)]


def objections_to_apart(chairs: Chairs, person_id: int | None, *, is_own_unit: bool = False) -> list[Objection]:
    """Who looks at a remedy, judges it or gives time neither answers for it nor made it, nor works there."""
    if person_id is None:
        return [Objection(FindingGuard.NOBODY)]
    found = []
    if person_id in chairs.accountable:
        found.append(Objection(FindingGuard.ACCOUNTABLE))
    if person_id in chairs.fixers:
        found.append(Objection(FindingGuard.FIXER))
    if is_own_unit:
        found.append(Objection(FindingGuard.OWN_UNIT))
    return found


def objections_to_verifying(
    act: Act, state: State, severity: int, chairs: Chairs, person_id: int | None, *, is_own_unit: bool, has_plan: bool
) -> list[Objection]:
    """Every reason why this person may not confirm or reject this fix."""
    found = objections_to_move(act, state) + objections_to_apart(chairs, person_id, is_own_unit=is_own_unit)
    if act is Act.VERIFY and severity in NEEDS_EFFECT and not has_plan:
        found.append(Objection(FindingGuard.PLAN))
    return found


def objections_to_plan(
    state: State, severity: int, chairs: Chairs, plan: Plan, today: date, *, has_open_plan: bool
) -> list[Objection]:
    """A plan is fixed before the fix is verified, or again after a verdict that determined nothing."""
    found = [] if severity in NEEDS_EFFECT else [Objection(FindingGuard.PLAN_NEEDLESS)]
    is_again = state is State.VERIFIED and not has_open_plan
    if state not in OPEN and not is_again:
        found.append(Objection(FindingGuard.STATE, {"state": state}))
    if plan.judge_id in chairs.fixers | chairs.accountable:
        found.append(Objection(FindingGuard.JUDGE))
    if plan.judged_on <= today:
        found.append(Objection(FindingGuard.JUDGED_ON))
    if not 0 <= plan.target < plan.sample:
        found.append(Objection(FindingGuard.SAMPLE))
    return found


def objections_to_verdict(
    verdict: Verdict,
    state: State,
    chairs: Chairs,
    plan: Plan | None,
    judged: tuple[int, int],
    person_id: int | None,
    today: date,
) -> list[Objection]:
    """`judged` are how many units were looked at and how many of them failed. The numbers and the verdict agree."""
    found = objections_to_move(VERDICTS[verdict], state) + objections_to_apart(chairs, person_id)
    if plan is None:
        return [*found, Objection(FindingGuard.PLAN)]
    if person_id != plan.judge_id:
        found.append(Objection(FindingGuard.JUDGE))
    if today < plan.judged_on and verdict is not Verdict.INEFFECTIVE:
        found.append(Objection(FindingGuard.JUDGED_EARLY, {"on": plan.judged_on}))
    looked_at, failed = judged
    if not 0 <= failed <= looked_at or verdict is not verdict_of(plan, looked_at, failed):
        found.append(Objection(FindingGuard.SAMPLE))
    return found


def verdict_of(plan: Plan, looked_at: int, failed: int) -> Verdict:
    """What the numbers say: too many failures condemn at once, too few units looked at determine nothing."""
    if failed > plan.target:
        return Verdict.INEFFECTIVE
    return Verdict.EFFECTIVE if looked_at >= plan.sample else Verdict.UNDETERMINED


def objections_to_second(chairs: Chairs, asked_by: int | None, person_id: int | None) -> list[Objection]:
    """An annulment is of two persons, and neither answers for the remedy nor made it."""
    found = objections_to_apart(chairs, person_id)
    if asked_by is None:
        return [*found, Objection(FindingGuard.NOT_ASKED)]
    return [*found, Objection(FindingGuard.SECOND)] if asked_by == person_id else found
