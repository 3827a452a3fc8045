"""What an inspection is, which team may hold it, how answers stand side by side, and when its act may be drawn up."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.objections import Objection


class Kind(StrEnum):
    """Why an inspection is held."""

    PLANNED = "planned"
    UNSCHEDULED = "unscheduled"
    CONTROL = "control"
    SELF = "self"
    EXTERNAL = "external"


class Matter(StrEnum):
    """What an inspection looks at."""

    REGIME = "regime"
    TECHNICAL = "technical"


class Stage(StrEnum):
    """Where an inspection stands."""

    PLANNED = "planned"
    PREPARED = "prepared"
    CONDUCTED = "conducted"
    DRAFTED = "drafted"
    SIGNED = "signed"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What is done to an inspection; its entry in the journal has the same name."""

    PLAN = "plan_inspection"
    PREPARE = "prepare_inspection"
    BEGIN = "begin_inspection"
    ANSWER = "answer_item"
    SETTLE = "settle_item"
    DRAFT = "draft_inspection_act"
    RETURN = "return_inspection"
    SIGN = "sign_inspection_act"
    DELIVER = "deliver_inspection_act"
    REFUSE_TO_SIGN = "refuse_inspection_act"
    OBJECT = "object_to_act"
    REPLY = "reply_to_objections"
    CLOSE = "close_inspection"
    CANCEL = "cancel_inspection"
    DRAW_SAMPLE = "draw_sample"
    CHECK_UNIT = "check_sample_unit"
    WIDEN_SAMPLE = "widen_sample"


class Mark(StrEnum):
    """What an inspector says of one item."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class How(StrEnum):
    """How an item was looked at."""

    EXAMINATION = "examination"
    INTERVIEW = "interview"
    TEST = "test"
    MEASUREMENT = "measurement"


class Reply(StrEnum):
    """What became of objections to an act."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


class InspectionGuard(StrEnum):
    STAGE = "G-INSP-STAGE"
    DATES = "G-INSP-DATES"
    PERIOD = "G-INSP-PERIOD"
    LEADER = "G-INSP-LEADER"
    TWICE = "G-INSP-TWICE"
    APART = "G-INSP-APART"
    NO_ACCOUNT = "G-INSP-NO-ACCOUNT"
    OWN_APPROVAL = "G-INSP-OWN-APPROVAL"
    TEAM = "G-INSP-TEAM"
    LEADS = "G-INSP-LEADS"
    EARLY = "G-INSP-EARLY"
    ITEM = "G-INSP-ITEM"
    COUNTS = "G-INSP-COUNTS"
    NOTE = "G-INSP-NOTE"
    ANSWERED_SINCE = "G-INSP-ANSWERED-SINCE"
    UNANSWERED = "G-INSP-UNANSWERED"
    CONFLICT = "G-INSP-CONFLICT"
    NO_FINDING = "G-INSP-NO-FINDING"
    SIGNED_ALREADY = "G-INSP-SIGNED"
    ACT_CHANGED = "G-INSP-ACT-CHANGED"
    NOT_HEAD = "G-INSP-NOT-HEAD"
    REPLIED = "G-INSP-REPLIED"
    EXTENT = "G-INSP-EXTENT"
    OBJECTIONS = "G-INSP-OBJECTIONS"
    OBJECTIONS_LATE = "G-INSP-OBJECTIONS-LATE"
    NO_CONFLICT = "G-INSP-NO-CONFLICT"
    WITNESS = "G-INSP-WITNESS"
    NO_CARRIERS = "G-INSP-NO-CARRIERS"
    DRAWN = "G-INSP-DRAWN"
    UNKNOWN = "G-INSP-UNKNOWN"
    SHARE = "G-INSP-SHARE"


MOVES: dict[Act, tuple[frozenset[Stage], Stage]] = {
    Act.PREPARE: (frozenset({Stage.PLANNED}), Stage.PREPARED),
    Act.BEGIN: (frozenset({Stage.PREPARED}), Stage.CONDUCTED),
    Act.DRAFT: (frozenset({Stage.CONDUCTED}), Stage.DRAFTED),
    Act.RETURN: (frozenset({Stage.DRAFTED}), Stage.CONDUCTED),
    Act.SIGN: (frozenset({Stage.DRAFTED}), Stage.SIGNED),
    Act.DELIVER: (frozenset({Stage.SIGNED}), Stage.DELIVERED),
    Act.REFUSE_TO_SIGN: (frozenset({Stage.SIGNED}), Stage.DELIVERED),
    Act.CLOSE: (frozenset({Stage.DELIVERED}), Stage.CLOSED),
    Act.CANCEL: (frozenset({Stage.PLANNED, Stage.PREPARED}), Stage.CANCELLED),
}
ONLY_IN = {Act.ANSWER: Stage.CONDUCTED, Act.SETTLE: Stage.CONDUCTED, Act.OBJECT: Stage.DELIVERED}
CHECKED = frozenset({Mark.MET, Mark.PARTLY, Mark.NOT_MET})


@dataclass(frozen=True)
class Given:
    """One answer of one inspector: the newest of theirs on this item."""

    id: int
    item: str
    person_id: int
    mark: Mark


@dataclass(frozen=True)
class Standing:
    """How an item stands: the answer that holds, or those that differ; neither where nobody has answered."""

    holds: Given | None
    differing: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Counted:
    """How many units were looked at, of how many, and how many of those looked at failed; None: not counted."""

    looked_at: int | None
    of: int | None
    failed: int | None


def objections_to_move(act: Act, stage: Stage) -> list[Objection]:
    """Every act has its stage, and there is no way around."""
    sources = MOVES[act][0] if act in MOVES else frozenset({ONLY_IN[act]})
    return [] if stage in sources else [Objection(InspectionGuard.STAGE, {"stage": stage})]


def objections_to_plan(days: tuple[date, date], period: tuple[date, date]) -> list[Objection]:
    """The days of an inspection are in order, and it looks at what was, not at what will be."""
    found = [Objection(InspectionGuard.DATES)] if days[1] < days[0] else []
    if period[1] < period[0] or period[1] > days[1]:
        found.append(Objection(InspectionGuard.PERIOD))
    return found


def objections_to_team(
    team: Sequence[tuple[int, bool]], of_unit: Collection[int], without_account: Collection[int]
) -> list[Objection]:
    """`team` are persons and whether each leads. Nobody of them is of the inspected unit, or was within the term."""
    found = []
    if sum(leads for _person, leads in team) != 1:
        found.append(Objection(InspectionGuard.LEADER))
    if any(times > 1 for times in Counter(person for person, _leads in team).values()):
        found.append(Objection(InspectionGuard.TWICE))
    if of_unit:
        found.append(Objection(InspectionGuard.APART, {"persons": sorted(of_unit)}))
    if without_account:
        found.append(Objection(InspectionGuard.NO_ACCOUNT, {"persons": sorted(without_account)}))
    return found


def objections_to_approving(team: Collection[int], planner_id: int | None, person_id: int | None) -> list[Objection]:
    """Who planned an inspection or will hold it does not approve its team."""
    is_other = person_id is not None and person_id != planner_id and person_id not in team
    return [] if is_other else [Objection(InspectionGuard.OWN_APPROVAL)]


def objections_to_member(team: Collection[int], person_id: int | None) -> list[Objection]:
    return [] if person_id in team else [Objection(InspectionGuard.TEAM)]


def objections_to_answer(mark: Mark, counted: Counted, note: str) -> list[Objection]:
    """Numbers that agree, and a word where an item is not simply met."""
    looked_at, of, failed = counted.looked_at, counted.of, counted.failed
    found = []
    if (
        (of is not None and (looked_at is None or looked_at > of))
        or (failed or 0) > (looked_at or 0)
        or (failed and mark in (Mark.MET, Mark.NOT_APPLICABLE, Mark.NOT_CHECKED))
    ):
        found.append(Objection(InspectionGuard.COUNTS))
    if mark is not Mark.MET and not note.strip():
        found.append(Objection(InspectionGuard.NOTE))
    return found


def standing(given: Iterable[Given], settled: Given | None = None) -> Standing:
    """Of the newest answers of each inspector: one that all agree on, the one that was settled, or those that differ.

    A settlement holds as long as no answer is newer than it chose among: the caller leaves out an older one.
    """
    answers = sorted(given, key=lambda one: one.id)
    if settled is not None:
        return Standing(settled)
    if len({one.mark for one in answers}) > 1:
        return Standing(None, tuple(answers))
    return Standing(answers[-1] if answers else None)


def objections_to_draft(
    items: Sequence[str], stands: Mapping[str, Standing], with_finding: Collection[str]
) -> list[Objection]:
    """Every item is answered and none in two ways; what is not met has its finding."""
    differing = [one for one in items if one in stands and stands[one].differing]
    unanswered = [one for one in items if one not in stands or not (stands[one].holds or stands[one].differing)]
    bare = [
        one
        for one in items
        if one in stands
        and (held := stands[one].holds) is not None
        and held.mark is Mark.NOT_MET
        and one not in with_finding
    ]
    found = [Objection(InspectionGuard.UNANSWERED, {"items": unanswered})] if unanswered else []
    found += [Objection(InspectionGuard.CONFLICT, {"items": differing})] if differing else []
    return found + ([Objection(InspectionGuard.NO_FINDING, {"items": bare})] if bare else [])


def objections_to_signing(
    stage: Stage, team: Collection[int], signed: Collection[int], person_id: int | None, *, is_as_shown: bool
) -> list[Objection]:
    """Each of the team signs once, in their own session, the act that they were shown."""
    found = objections_to_move(Act.SIGN, stage) + objections_to_member(team, person_id)
    if person_id in signed:
        found.append(Objection(InspectionGuard.SIGNED_ALREADY))
    if not is_as_shown:
        found.append(Objection(InspectionGuard.ACT_CHANGED))
    return found


def objections_to_objecting(
    stage: Stage, *, is_head: bool, has_objected: bool, until: date, today: date
) -> list[Objection]:
    """The head of the unit objects once, in the time for it."""
    found = objections_to_move(Act.OBJECT, stage)
    if not is_head:
        found.append(Objection(InspectionGuard.NOT_HEAD))
    if has_objected:
        found.append(Objection(InspectionGuard.REPLIED))
    if today > until:
        found.append(Objection(InspectionGuard.OBJECTIONS_LATE, {"until": until}))
    return found


def objections_to_closing(
    stage: Stage, *, unanswered: int, is_open_to_objections: bool, to_extend: int
) -> list[Objection]:
    """Objections are answered or their time has passed, and the extent of the gravest is known."""
    found = objections_to_move(Act.CLOSE, stage)
    if unanswered or is_open_to_objections:
        found.append(Objection(InspectionGuard.OBJECTIONS))
    if to_extend:
        found.append(Objection(InspectionGuard.EXTENT, {"number": to_extend}))
    return found
