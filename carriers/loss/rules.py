"""What a case of loss demands, in what order and until when (Law on State Secrets, art. 1; Criminal Code, art. 186)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.objections import Objection


class Circumstance(StrEnum):
    """How it was noticed that the carrier is not there."""

    NOT_PRESENTED = "not_presented"
    NOT_RETURNED = "not_returned"
    AT_MUSTER = "at_muster"
    IN_TRANSIT = "in_transit"
    AT_DESTRUCTION = "at_destruction"
    THEFT = "theft"
    SHEETS_MISSING = "sheets_missing"
    STORE_BROKEN = "store_broken"


class Outcome(StrEnum):
    FOUND_INTACT = "found_intact"
    FOUND_EXPOSED = "found_exposed"  # somebody without the right could have seen it
    LOST = "lost"


class Informed(StrEnum):
    """Who is told of a case."""

    HEAD = "head"
    AUTHORITY = "authority"
    OWNER = "owner"


class Term(StrEnum):
    """The clocks of a case; the values are keys of terms."""

    HEAD = "loss_head_hours"
    AUTHORITY = "loss_authority_hours"
    SEARCH = "search_days"
    INVESTIGATION = "investigation_days"


class Stage(StrEnum):
    """Where a case stands."""

    SEARCHING = "searching"
    INVESTIGATING = "investigating"
    CONCLUDED = "concluded"
    FOUND = "found"
    LOST = "lost"


class LossGuard(StrEnum):
    AHEAD = "G-LOSS-AHEAD"
    CLOSED = "G-LOSS-CLOSED"
    DONE = "G-LOSS-DONE"
    BEFORE_DETECTED = "G-LOSS-BEFORE"
    NO_SEARCH = "G-LOSS-SEARCH"
    NO_COMMISSION = "G-LOSS-COMMISSION"
    NO_DEGREE = "G-LOSS-DEGREE"
    NO_CONCLUSION = "G-LOSS-CONCLUSION"
    NOT_REPORTED = "G-LOSS-AUTHORITY"
    SHEETS = "G-LOSS-SHEETS"
    NOT_HELD = "G-LOSS-HELD"
    OWN_CASE = "G-LOSS-OWN"
    ONE_LOOKED = "G-LOSS-TWO"


@dataclass(frozen=True)
class CaseFacts:
    """A case as the guards see it."""

    detected_at: datetime
    outcome: Outcome | None = None
    has_search: bool = False
    has_commission: bool = False
    has_degree: bool = False
    has_damage: bool = False
    has_conclusion: bool = False
    is_authority_told: bool = False
    last_holder_id: int | None = None


@dataclass(frozen=True)
class Clock:
    """One term of a case: until when, and when it was met."""

    term: Term
    since: datetime
    due_at: datetime
    done_at: datetime | None

    @property
    def is_at_once(self) -> bool:
        """A term of no length: what is due the same moment is judged by how long it took."""
        return self.due_at <= self.since

    def left(self, now: datetime) -> timedelta:
        """What is left until the term ends; less than nothing where it has passed."""
        return self.due_at - now

    def is_late(self, now: datetime) -> bool:
        return (self.done_at or now) > self.due_at and not (self.is_at_once and self.done_at is not None)


def stage(facts: CaseFacts) -> Stage:
    if facts.outcome is Outcome.LOST:
        return Stage.LOST
    if facts.outcome is not None:
        return Stage.FOUND
    if facts.has_conclusion:
        return Stage.CONCLUDED
    return Stage.INVESTIGATING if facts.has_commission else Stage.SEARCHING


def objections_to_declaring(detected_at: datetime, now: datetime, *, is_held: bool, sees_all: bool) -> list[Objection]:
    """Whoever sees a carrier or holds it may say that it is not there; nobody notices it in the future."""
    found = []
    if detected_at > now:
        found.append(Objection(LossGuard.AHEAD))
    if not (sees_all or is_held):
        found.append(Objection(LossGuard.NOT_HELD))
    return found


def objections_to_step(facts: CaseFacts, happened_at: datetime, now: datetime) -> list[Objection]:
    """A step of an open case happened between its detection and now."""
    found = _closed(facts)
    if happened_at > now:
        found.append(Objection(LossGuard.AHEAD))
    if happened_at < facts.detected_at:
        found.append(Objection(LossGuard.BEFORE_DETECTED))
    return found


def objections_to_search(
    facts: CaseFacts, happened_at: datetime, now: datetime, searcher_id: int, witness_id: int
) -> list[Objection]:
    """Two look, and neither is who had it last."""
    found = objections_to_step(facts, happened_at, now)
    if searcher_id == witness_id:
        found.append(Objection(LossGuard.ONE_LOOKED))
    if facts.last_holder_id in (searcher_id, witness_id):
        found.append(Objection(LossGuard.OWN_CASE))
    return found


def objections_to_once(facts: CaseFacts, *, is_done: bool) -> list[Objection]:
    """What is entered once and then stands."""
    return _closed(facts) + ([Objection(LossGuard.DONE)] if is_done else [])


def objections_to_own(facts: CaseFacts, person_id: int | None) -> list[Objection]:
    """Whoever had the carrier last decides nothing in its case."""
    is_own = facts.last_holder_id is not None and facts.last_holder_id == person_id
    return [Objection(LossGuard.OWN_CASE)] if is_own else []


def objections_to_damage(facts: CaseFacts) -> list[Objection]:
    """Damage is assessed once the commission has confirmed the degree of secrecy."""
    found = objections_to_once(facts, is_done=facts.has_damage)
    return found if facts.has_degree else [*found, Objection(LossGuard.NO_DEGREE)]


def objections_to_degree(facts: CaseFacts) -> list[Objection]:
    found = objections_to_once(facts, is_done=facts.has_degree)
    return found if facts.has_commission else [*found, Objection(LossGuard.NO_COMMISSION)]


def objections_to_conclusion(facts: CaseFacts) -> list[Objection]:
    """The commission concludes; a search comes before."""
    found = objections_to_once(facts, is_done=facts.has_conclusion)
    if not facts.has_commission:
        found.append(Objection(LossGuard.NO_COMMISSION))
    if not facts.has_search:
        found.append(Objection(LossGuard.NO_SEARCH))
    return found


def objections_to_finding(
    facts: CaseFacts, happened_at: datetime, now: datetime, *, expected: int | None, sheets: int | None
) -> list[Objection]:
    """A carrier comes back also after its loss was confirmed, but not before it was missed; paper is counted."""
    found = []
    if facts.outcome in (Outcome.FOUND_INTACT, Outcome.FOUND_EXPOSED):
        found.append(Objection(LossGuard.CLOSED))
    if happened_at > now:
        found.append(Objection(LossGuard.AHEAD))
    if happened_at < facts.detected_at:
        found.append(Objection(LossGuard.BEFORE_DETECTED))
    if expected is not None and sheets is None:
        found.append(Objection(LossGuard.SHEETS))
    return found


def objections_to_loss(facts: CaseFacts, by_person_id: int | None) -> list[Objection]:
    """A loss is confirmed after the investigation, its degree and the authority's consent (G-LOSS)."""
    found = _closed(facts)
    wanting = {
        LossGuard.NO_SEARCH: facts.has_search,
        LossGuard.NO_COMMISSION: facts.has_commission,
        LossGuard.NO_DEGREE: facts.has_degree,
        LossGuard.NO_CONCLUSION: facts.has_conclusion,
        LossGuard.NOT_REPORTED: facts.is_authority_told,
    }
    found += [Objection(guard) for guard, is_there in wanting.items() if not is_there]
    return found + objections_to_own(facts, by_person_id)


def _closed(facts: CaseFacts) -> list[Objection]:
    return [Objection(LossGuard.CLOSED)] if facts.outcome is not None else []
