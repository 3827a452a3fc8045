"""Forms of holds and corrections that act."""

from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.holds import operations
from carriers.holds.models import Hold
from carriers.holds.operations import Document
from carriers.holds.rules import HoldKind
from kernel import clock
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


def held(session: Session, carrier: Carrier | None = None, *, bars_issue: bool = True) -> Hold:
    """A carrier on hold by a court since today."""
    row, today = carrier or f.a_document(session), clock.today()
    document = Document(HoldKind.COURT, "118", today, today + f.days(30), bars_issue)
    return operations.set_hold(session, row, document, by=f.an_account(session, Role.HEAD))


@acts("holds.set_hold")
def set_hold(stage: Stage) -> Made:
    address = f"/carriers/{stage.make(f.a_document).id}/hold"
    stage.sit(Role.HEAD, address)
    days = {"document_on": "20.11.2026", "review_on": "20.12.2026"}
    return address, {"kind": "court", "document_no": "118", **days}


@acts("holds.lift")
def lift(stage: Stage) -> Made:
    address = f"/holds/{stage.make(held).id}/lift"
    stage.sit(Role.ORG_HEAD, address)
    return address, {"reason": "іс тоқтатылды"}


@acts("corrections.void:void")
def void(stage: Stage) -> Made:
    address = f"/carriers/{stage.make(f.a_document).id}/void"
    second = stage.make(f.an_account)
    stage.sit(Role.HEAD, address)
    code = second.person.code if second.person else ""
    return address, {"reason": "қате енгізілген", "second_code": code, "second_pin": f.PIN}


@acts("corrections.void:void_issue")
def void_issue(stage: Stage) -> Made:
    def out(session: Session) -> Carrier:
        return f.issued(session, f.a_document(session), f.a_person(session), by=f.an_account(session))

    address = f"/carriers/{stage.make(out).id}/void_issue"
    second = stage.make(f.an_account)
    stage.sit(Role.HEAD, address)
    code = second.person.code if second.person else ""
    return address, {"reason": "басқа адамға берілген", "second_code": code, "second_pin": f.PIN}


@acts("holds.export")
def export(stage: Stage) -> Made:
    stage.make(held)
    stage.sit(Role.HEAD, "/holds")
    return "/holds/export", {}
