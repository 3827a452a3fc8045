"""Who may hold what: clearance, its five elements, suspension, treaty. Law on State Secrets, arts. 29, 31, 33."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.grades import Grade, highest_for_form
from kernel.objections import Objection
from people.calendar.rules import MONTHS, plus_months
from people.register.rules import has_ended, is_absent


class ClearanceState(StrEnum):
    """What was decided of a clearance; that it has expired is computed from its last day."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


class ShownState(StrEnum):
    """Where a clearance stands: a draft becomes active on the day its five elements are there."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


class EndGround(StrEnum):
    """Why a clearance ended; the first two bar a new one for the term of art. 31(1)."""

    CONTRACT_BREACH = "contract_breach"
    REFUSAL_GROUND = "refusal_ground"
    OTHER = "other"


BARRING = frozenset({EndGround.CONTRACT_BREACH, EndGround.REFUSAL_GROUND})


class AdmissionGuard(StrEnum):
    PERSON = "G-PERSON"
    CLR = "G-CLR"
    OBL = "G-OBL"
    SUSP = "G-SUSP"
    ACC = "G-ACC"
    OVERLAP = "G-OVERLAP"
    ORDER = "G-ORDER"
    AHEAD = "G-AHEAD"
    STANDS = "G-STANDS"
    CHANGED_MEANWHILE = "G-CHANGED-MEANWHILE"
    OWN = "G-OWN-CLEARANCE"
    RECLR = "G-RECLR"


class Element(StrEnum):
    """The five elements of art. 29(1) without which no activity that requires clearance may begin."""

    OBLIGATION = "obligation"
    RESTRICTION_CONSENT = "restriction_consent"
    CHECK_CONSENT = "check_consent"
    LAW_BRIEFING = "law_briefing"
    DECISION = "decision"


@dataclass(frozen=True)
class ClearanceFacts:
    """The open clearance of a person as the rules see it."""

    form: int
    is_suspended: bool
    valid_from: date
    valid_to: date | None
    elements: dict[Element, date | None]


@dataclass(frozen=True)
class Standing:
    """What the law asks of a person before anything is issued."""

    person_id: int
    employed_from: date
    employed_to: date | None
    absent_from: date | None
    absent_to: date | None
    citizenship: str
    treaty_ref: str
    clearance: ClearanceFacts | None


def objections_to_holding(standing: Standing, grade: Grade, on: date) -> list[Objection]:
    """Every reason why this person may not hold a carrier of this grade on this day."""
    found = _objections_to_person(standing, on)
    if grade.is_state_secret:
        found += _objections_to_clearance(standing.clearance, grade, on)
        found += _objections_to_citizenship(standing.citizenship, standing.treaty_ref)
    return found


def _objections_to_person(standing: Standing, on: date) -> list[Objection]:
    if has_ended(standing.employed_to, on):
        return [Objection(AdmissionGuard.PERSON, {"why": "dismissed", "on": standing.employed_to})]
    if on < standing.employed_from:
        return [Objection(AdmissionGuard.PERSON, {"why": "not_yet", "on": standing.employed_from})]
    if is_absent(standing.absent_from, standing.absent_to, on):
        return [Objection(AdmissionGuard.PERSON, {"why": "absent", "on": standing.absent_to})]
    return []


def highest_opened(clearance: ClearanceFacts | None, *, citizenship: str, treaty_ref: str, on: date) -> Grade:
    """The highest grade that a person's admission opens on a day; official use where it opens none."""
    opened = (
        grade
        for grade in Grade
        if grade.is_state_secret
        and not _objections_to_clearance(clearance, grade, on)
        and not _objections_to_citizenship(citizenship, treaty_ref)
    )
    return max(opened, default=Grade.OFFICIAL_USE)


def _objections_to_citizenship(citizenship: str, treaty_ref: str) -> list[Objection]:
    return [Objection(AdmissionGuard.ACC)] if citizenship != "KZ" and not treaty_ref else []


def _objections_to_clearance(clearance: ClearanceFacts | None, grade: Grade, on: date) -> list[Objection]:
    need = grade.form
    if clearance is None:
        return [Objection(AdmissionGuard.CLR, {"why": "none", "need": need})]
    found = []
    if on < clearance.valid_from:
        found.append(Objection(AdmissionGuard.CLR, {"why": "not_yet", "on": clearance.valid_from}))
    if clearance.valid_to is not None and clearance.valid_to < on:
        found.append(Objection(AdmissionGuard.CLR, {"why": "expired", "on": clearance.valid_to}))
    if highest_for_form(clearance.form) < grade:
        found.append(Objection(AdmissionGuard.CLR, {"why": "form", "form": clearance.form, "need": need}))
    if clearance.is_suspended:
        found.append(Objection(AdmissionGuard.SUSP))
    missing = [element.value for element in missing_elements(clearance.elements, on)]
    if missing:
        found.append(Objection(AdmissionGuard.OBL, {"missing": missing}))
    return found


def missing_elements(elements: dict[Element, date | None], on: date) -> list[Element]:
    """Elements without a date, or dated after the day they are needed."""
    return [element for element in Element if (day := elements.get(element)) is None or day > on]


def shown_state(state: ClearanceState, elements: dict[Element, date | None], on: date) -> ShownState:
    """A clearance that nobody suspended or ended is a draft as long as an element of art. 29(1) is missing."""
    if state is ClearanceState.ACTIVE:
        return ShownState.DRAFT if missing_elements(elements, on) else ShownState.ACTIVE
    return ShownState(state.value)


def readmission_on(ended: Iterable[tuple[date, EndGround | None]], years: int) -> date | None:
    """The first day on which a new clearance is lawful after those that ended (art. 31(1)); None where none bars it."""
    barred = [plus_months(day, years * MONTHS) for day, ground in ended if ground in BARRING]
    return max(barred, default=None)


def objections_to_readmission(first: date | None, valid_from: date) -> list[Objection]:
    """No clearance begins before re-admission is lawful."""
    if first is None or valid_from >= first:
        return []
    return [Objection(AdmissionGuard.RECLR, {"field": "valid_from", "on": first})]


def objections_to_own(person_id: int, actor_person_id: int | None) -> list[Objection]:
    """Nobody gives, changes or takes away their own clearance, under whatever account; None acts at the console."""
    return [Objection(AdmissionGuard.OWN)] if person_id == actor_person_id else []


def objections_to_dates(
    elements: dict[Element, date | None], valid_from: date, valid_to: date | None, today: date
) -> list[Objection]:
    """A clearance that ends before it begins; elements dated ahead, because a paper not yet signed is no paper."""
    found = []
    if valid_to is not None and valid_to < valid_from:
        found.append(Objection(AdmissionGuard.ORDER, {"field": "valid_to"}))
    ahead = [element for element in Element if (day := elements.get(element)) is not None and day > today]
    return found + [Objection(AdmissionGuard.AHEAD, {"field": f"{element.value}_on"}) for element in ahead]
