"""Forms of the register of persons and of the clearances that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Fields, Made, Stage, acts

OFFICER = Role.SECURITY_OFFICER
RECORD = {
    "last_name": "Әбілқасымов",
    "first_name": "Нұрсұлтан",
    "position": "бас маман",
    "category": "civil",
    "citizenship": "KZ",
    "employed_from": "02.03.2024",
}


@acts("persons.export")
def export(stage: Stage) -> Made:
    stage.make(f.a_person)
    stage.sit(OFFICER, "/people")
    return "/people/export", {}


@acts("persons.enter")
def enter(stage: Stage) -> Made:
    unit = stage.make(f.a_unit)
    stage.sit(OFFICER, "/people/enter")
    return "/people/enter", {**RECORD, "unit_id": unit.id}


@acts("persons.change")
def change(stage: Stage) -> Made:
    person = stage.make(f.a_person)
    return of(stage, person.id, "change", {**RECORD, "unit_id": person.unit_id})


@acts("persons.dismiss")
def dismiss(stage: Stage) -> Made:
    return of(stage, stage.make(f.a_person).id, "dismiss", {"on": "23.11.2026"})


@acts("persons.units")
def units(stage: Stage) -> Made:
    stage.sit(OFFICER, "/people/units")
    return "/people/units", {"code": "07", "parent_id": 0, "name_kk": "А", "name_ru": "Б", "name_en": "C"}


@acts("admission.grant")
def grant(stage: Stage) -> Made:
    person = stage.make(lambda session: f.a_person(session, form=None))
    return of(stage, person.id, "clearance", {"form": 2, "valid_from": "23.11.2026"})


@acts("admission.formalise")
def formalise(stage: Stage) -> Made:
    return of(stage, stage.make(f.a_person).id, "clearance/formalise", {"decision_no": "19"})


@acts("admission.end")
def end(stage: Stage) -> Made:
    fields = {"on": "23.11.2026", "ground": "other", "reason": "басқа бөлімге ауысты"}
    return of(stage, stage.make(f.a_person).id, "clearance/end", fields)


@acts("admission.change:suspend")
def suspend(stage: Stage) -> Made:
    return of(stage, stage.make(f.a_person).id, "clearance/suspend", {"reason": "тексеріс жүріп жатыр"})


@acts("admission.change:resume")
def resume(stage: Stage) -> Made:
    action, fields = suspend(stage)
    stage.client.submit_last(fields)
    address = action.replace("suspend", "resume")
    stage.client.get(address)
    return address, fields


def of(stage: Stage, person_id: int, page: str, fields: Fields) -> Made:
    address = f"/people/{person_id}/{page}"
    stage.sit(OFFICER, address)
    return address, fields
