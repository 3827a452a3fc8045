"""What the register of persons and units refuses, and where a person stands on a day."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from kernel.objections import Objection

OF_ADMISSION = frozenset({"citizenship", "treaty_ref", "employed_from", "absent_from", "absent_to"})


class Category(StrEnum):
    """Who a person is for the law: conscripts and cadets pay no fine (КоАП 32), advocates hold carriers too."""

    CIVIL = "civil"
    MILITARY = "military"
    CONSCRIPT = "conscript"
    CADET = "cadet"
    SPECIAL_BODY = "special_body"
    CONTRACTOR = "contractor"
    ADVOCATE = "advocate"
    OTHER = "other"


class PersonGuard(StrEnum):
    PIN_NONE = "PIN-NONE"
    PIN_WRONG = "PIN-WRONG"
    PIN_WAIT = "PIN-WAIT"
    DISMISSED = "DISMISSED"
    DATE_ORDER = "DATE-ORDER"
    EMPLOYED_ORDER = "EMPLOYED-ORDER"
    ABSENCE_ORDER = "ABSENCE-ORDER"
    CHANGED_MEANWHILE = "CHANGED-MEANWHILE"
    OWN_RECORD = "OWN-RECORD"
    UNIT_CODE_TAKEN = "UNIT-CODE-TAKEN"
    NOBODY = "NOBODY"
    SEVERAL = "SEVERAL"


class Presence(StrEnum):
    """Where a person stands on a day: only who works is issued anything."""

    NOT_YET = "not_yet"
    WORKING = "working"
    ABSENT = "absent"
    DISMISSED = "dismissed"


def has_ended(employed_to: date | None, on: date) -> bool:
    """Whether the employment is over: the day of dismissal itself counts (Law on State Secrets, art. 33(3))."""
    return employed_to is not None and employed_to <= on


def is_absent(absent_from: date | None, absent_to: date | None, on: date) -> bool:
    return absent_from is not None and absent_from <= on and (absent_to is None or on <= absent_to)


def presence(employed: tuple[date, date | None], absent: tuple[date | None, date | None], on: date) -> Presence:
    """Where a person employed and absent between these days stands on a day."""
    if has_ended(employed[1], on):
        return Presence.DISMISSED
    if on < employed[0]:
        return Presence.NOT_YET
    return Presence.ABSENT if is_absent(*absent, on) else Presence.WORKING


def objections_to_dismissal(employed_from: date, employed_to: date | None, on: date, today: date) -> list[Objection]:
    """A dismissal still ahead may be moved; one that has come may not."""
    found = []
    if has_ended(employed_to, today):
        found.append(Objection(PersonGuard.DISMISSED, {"on": employed_to}))
    if on < employed_from:
        found.append(Objection(PersonGuard.DATE_ORDER, {"from": employed_from}))
    return found


def objections_to_dates(employed: tuple[date, date | None], absent: tuple[date | None, date | None]) -> list[Objection]:
    """Spans that end before they begin, or end without beginning."""
    found = []
    if employed[1] is not None and employed[1] < employed[0]:
        found.append(Objection(PersonGuard.EMPLOYED_ORDER))
    first, last = absent
    if last is not None and (first is None or last < first):
        found.append(Objection(PersonGuard.ABSENCE_ORDER))
    return found


def objections_to_change(employed_to: date | None, today: date, *, version: int, seen: int | None) -> list[Objection]:
    """A dismissed person's record stands as it is; a record that moved on since it was `seen` is looked at again."""
    found = []
    if has_ended(employed_to, today):
        found.append(Objection(PersonGuard.DISMISSED, {"on": employed_to}))
    if seen is not None and seen != version:
        found.append(Objection(PersonGuard.CHANGED_MEANWHILE))
    return found


def objections_to_own(person_id: int, actor_person_id: int | None, changed: Collection[str]) -> list[Objection]:
    """Nobody changes what their own admission rests on; their name and place of work they may."""
    is_own = person_id == actor_person_id and not OF_ADMISSION.isdisjoint(changed)
    return [Objection(PersonGuard.OWN_RECORD)] if is_own else []


def objections_to_named(found: int, field: str) -> list[Objection]:
    """A pass or words mean exactly one person; `field` is where they were typed."""
    if found == 1:
        return []
    return [Objection(PersonGuard.SEVERAL if found else PersonGuard.NOBODY, {"field": field})]
