"""Forms of the working calendar that act."""

from sqlalchemy.orm import Session

from people.calendar import operations
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

OFFICER = Role.SECURITY_OFFICER
YEAR = 2027


@acts("calendar.draft")
def draft(stage: Stage) -> Made:
    stage.sit(OFFICER, "/calendar/draft")
    return "/calendar/draft", {"year": YEAR, "unit_id": 0, "source": "бұйрық № 5"}


def _version(stage: Stage, drafter: Role, reader: Role | None = None) -> str:
    """The address of a draft, opened by who drafted it or by another."""
    account = stage.sit(drafter)

    def make(session: Session) -> int:
        unit = f.a_unit(session)  # its own calendar, so that the form can be made again
        return operations.draft(session, YEAR, None, source="бұйрық № 5", unit=unit, by=account).id

    address = f"/calendar/versions/{stage.make(make)}"
    if reader is not None:
        stage.sit(reader)
    stage.client.get(address)
    return address


@acts("calendar.version")
def enter_day(stage: Stage) -> Made:
    address = _version(stage, OFFICER)
    return address, {"day": "17.12.2027", "kind": "moved_day_off", "weeks": "5", "note": "қаулы № 1"}


@acts("calendar.drop")
def drop(stage: Stage) -> Made:
    return f"{_version(stage, OFFICER)}/drop", {}


@acts("calendar.approve")
def approve(stage: Stage) -> Made:
    return f"{_version(stage, OFFICER, Role.HEAD)}/approve", {}


@acts("calendar.discard")
def discard(stage: Stage) -> Made:
    address = f"{_version(stage, OFFICER)}/discard"
    stage.client.get(address)
    return address, {"reason": "Күндері қате енгізілген"}
