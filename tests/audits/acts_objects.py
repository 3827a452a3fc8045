"""Forms of the inspected objects that act."""

from typing import Any

from sqlalchemy.orm import Session

from audits.objects import operations
from audits.objects.models import InspectedObject
from audits.objects.operations import Facts, Paper
from audits.objects.rules import ObjectKind
from kernel import clock
from kernel.grades import Grade
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Fields, Made, Stage, acts


def an_object(session: Session, kind: ObjectKind = ObjectKind.PREMISES, **fields: Any) -> InspectedObject:
    """An object of a unit; with `left`, attested until so many days from today."""
    unit_id = fields.get("unit_id") or f.a_unit(session).id
    facts = Facts(fields.get("name", "Жабық бөлме"), unit_id, "012-бөлме", fields.get("grade", Grade.SECRET), "")
    by = fields.get("by") or f.an_account(session, Role.INSPECTOR)
    row = operations.enter(session, kind, facts, by=by)
    if "left" in fields:
        last = clock.today() + f.days(fields["left"])
        paper = Paper("7-А", Grade.SECRET, last - f.days(365), last)
        operations.attest(session, row, paper, by=by)
    return row


FACTS = {"name": "Сервер бөлмесі", "place": "013-бөлме", "rank": 2, "composition": "ЭЕМ — 2"}


@acts("objects.enter")
def enter(stage: Stage) -> Made:
    unit = stage.make(f.a_unit)
    stage.sit(Role.INSPECTOR, "/objects/new")
    return "/objects/new", {**FACTS, "kind": "information_system", "unit_id": unit.id}


@acts("objects.change")
def change(stage: Stage) -> Made:
    row = stage.make(an_object)
    return _of(stage, row.id, "edit", {**FACTS, "unit_id": row.unit_id})


@acts("objects.attest")
def attest(stage: Stage) -> Made:
    fields = {"document_no": "12-А", "rank": "1", "valid_from": "23.11.2026", "valid_to": "22.11.2029"}
    return _of(stage, stage.make(an_object).id, "attest", fields)


@acts("objects.end")
def end(stage: Stage) -> Made:
    return _of(stage, stage.make(an_object).id, "end", {"on": "23.11.2026", "reason": "бөлме басқа мекемеге берілді"})


@acts("objects.export")
def export(stage: Stage) -> Made:
    stage.make(an_object)
    stage.sit(Role.INSPECTOR, "/objects")
    return "/objects/export", {}


def _of(stage: Stage, object_id: int, page: str, fields: Fields) -> Made:
    address = f"/objects/{object_id}/{page}"
    stage.sit(Role.INSPECTOR, address)
    return address, fields
