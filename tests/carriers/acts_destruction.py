"""Forms of destruction acts that act."""

from typing import Any

from sqlalchemy.orm import Session

from carriers.commission.rules import Purpose
from carriers.custody import queries as carriers
from carriers.destruction import execution, queries
from carriers.destruction.models import DestructionAct
from carriers.destruction.rules import Unit
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


def of(stage: Stage, login: str, address: str, action: str = "", **fields: Any) -> Made:
    stage.client.sit(login)
    stage.client.get(address)
    return action or address, fields


def drafted(session: Session) -> tuple[DestructionAct, list[Account]]:
    return f.an_act(session)


def sitting(session: Session) -> tuple[DestructionAct, list[Account]]:
    """An approved act with two members present."""
    act, members = f.an_act(session)
    f.approved(session, act, members)
    for by in members[:2]:
        execution.come(session, act, by=by)
    return act, members


def checked(session: Session) -> tuple[DestructionAct, list[Account]]:
    """Everything on it checked."""
    act, members = sitting(session)
    for one in queries.units(session, act.id):
        carrier = carriers.locked(session, [one.carrier_id])[0]
        execution.check(session, act, carrier, sheets=carrier.total_sheets, serial=carrier.serial_no, by=members[0])
    assert all(one.what is Unit.CHECKED for one in queries.units(session, act.id))
    return act, members


def only(stage: Stage, act: DestructionAct) -> Any:
    return stage.make(lambda session: queries.units(session, act.id)[0])


@acts("destruction.new")
def new(stage: Stage) -> Made:
    commission = stage.make(lambda session: f.a_commission(session, Purpose.DESTRUCTION))
    stage.sit(Role.CLERK, "/destruction/new")
    fields = {"basis": "Хаттама № 9", "method": "burning", "tool": "", "place": "Пеш"}
    return "/destruction/new", {**fields, "commission_id": commission.id}


@acts("destruction.add")
def add(stage: Stage) -> Made:
    act, _members = stage.make(drafted)
    carrier = stage.make(f.a_document)
    stage.sit(Role.CLERK, f"/destruction/{act.id}")
    return f"/destruction/{act.id}/add", {"text": carrier.code}


@acts("destruction.add_range")
def add_range(stage: Stage) -> Made:
    act, _members = stage.make(drafted)
    carrier = stage.make(f.a_document)
    stage.sit(Role.CLERK, f"/destruction/{act.id}")
    return f"/destruction/{act.id}/add-range", {"register_id": carrier.register_id, "first": 1, "last": 9}


@acts("destruction.remove")
def remove(stage: Stage) -> Made:
    act, _members = stage.make(drafted)
    address = f"/destruction/{act.id}/remove/{only(stage, act).position}"
    stage.sit(Role.CLERK, address)
    return address, {"reason": "жұмысқа қажет"}


@acts("destruction.cancel")
def cancel(stage: Stage) -> Made:
    act, _members = stage.make(drafted)
    stage.sit(Role.HEAD, f"/destruction/{act.id}/cancel")
    return f"/destruction/{act.id}/cancel", {"reason": "басқа шешім қабылданды"}


@acts("destruction.sign")
def sign(stage: Stage) -> Made:
    act, members = stage.make(drafted)
    return of(stage, members[0].login, f"/destruction/{act.id}/sign", pin=f.PIN)


@acts("destruction.approve")
def approve(stage: Stage) -> Made:
    act, members = stage.make(drafted)
    stage.make(lambda session: f.signed_by(session, queries.locked(session, act.id), members))
    stage.sit(Role.ORG_HEAD, f"/destruction/{act.id}/approve")
    return f"/destruction/{act.id}/approve", {"pin": f.PIN}


@acts("destruction.come")
def come(stage: Stage) -> Made:
    act, members = stage.make(sitting)
    return of(stage, members[2].login, f"/destruction/{act.id}/execute", f"/destruction/{act.id}/come", pin=f.PIN)


@acts("destruction.check")
def check(stage: Stage) -> Made:
    act, members = stage.make(sitting)
    code = only(stage, act).carrier.code
    page = f"/destruction/{act.id}"
    return of(stage, members[0].login, f"{page}/execute", f"{page}/check", text=code, sheets=6, serial="")


@acts("destruction.exclude")
def exclude(stage: Stage) -> Made:
    act, members = stage.make(sitting)
    address = f"/destruction/{act.id}/exclude/{only(stage, act).position}"
    return of(stage, members[0].login, address, why="needed", reason="жұмысқа қажет", pin=f.PIN)


@acts("destruction.leave")
def leave(stage: Stage) -> Made:
    act, members = stage.make(sitting)
    address = f"/destruction/{act.id}/leave"
    return of(stage, members[0].login, address, left_in="Сейф", seal_no="31")


@acts("destruction.finish")
def finish(stage: Stage) -> Made:
    act, members = stage.make(checked)
    return of(stage, members[0].login, f"/destruction/{act.id}/finish", pin=f.PIN)


@acts("destruction.export")
def export(stage: Stage) -> Made:
    stage.make(drafted)
    stage.sit(Role.HEAD, "/destruction")
    return "/destruction/export", {}


@acts("destruction.add_filtered")
def add_filtered(stage: Stage) -> Made:
    act, _members = stage.make(drafted)
    carrier = stage.make(f.a_document)
    stage.sit(Role.CLERK, f"/destruction/{act.id}")
    fields = {"kind": "document", "rank": "", "place_id": carrier.home_place_id, "registered_to": ""}
    return f"/destruction/{act.id}/add-filtered", fields
