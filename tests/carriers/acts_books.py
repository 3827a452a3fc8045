"""Forms of places, registers, the card index and labels that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

PRINT = {"template": "sheet", "dpi": 300, "start": 1, "reason": "first"}


@acts("storage.places")
def arrange(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/places")
    return "/places", {"kind": "safe", "number": "77", "name": "Жаңа сейф", "parent_id": 0, "max_rank": 3}


@acts("registers.open_register")
def open_register(stage: Stage) -> Made:
    stage.sit(Role.HEAD, "/registers/open")
    rest = {"kind": "media", "title": "Жеткізгіштер", "min_rank": 0, "max_rank": 3, "template": "{seq}{suffix}"}
    return "/registers/open", {"code": "Т77", "year": 2026, "opened_on": "23.11.2026", **rest}


@acts("registers.close")
def close(stage: Stage) -> Made:
    register = stage.make(f.a_register)
    address = f"/registers/{register.id}/close"
    stage.sit(Role.HEAD, address)
    return address, {"reason": "жыл аяқталды"}


@acts("registers.enter")
def enter(stage: Stage) -> Made:
    register, place = stage.make(f.a_register), stage.make(f.a_place)
    address = f"/registers/{register.id}/enter"
    stage.sit(Role.CLERK, address)
    fields = {"kind": "flash", "title": "Деректер", "rank": 1, "series": "", "origin": "purchased", "serial_no": "7"}
    return address, {**fields, "registered_on": "23.11.2026", "home_place_id": place.id}


@acts("card_index.export")
def export(stage: Stage) -> Made:
    stage.make(f.a_flash)
    stage.sit(Role.CLERK, "/carriers?kind=flash")
    return "/carriers/export?kind=flash", {}


@acts("labels.carrier")
def label_of_carrier(stage: Stage) -> Made:
    address = f"/carriers/{stage.make(f.a_flash).id}/label"
    stage.sit(Role.CLERK, address)
    return address, PRINT


@acts("labels.person")
def label_of_person(stage: Stage) -> Made:
    address = f"/people/{stage.make(f.a_person).id}/pass"
    stage.sit(Role.SECURITY_OFFICER, address)
    return address, PRINT


@acts("labels.place")
def label_of_place(stage: Stage) -> Made:
    address = f"/places/{stage.make(f.a_place).id}/label"
    stage.sit(Role.CLERK, address)
    return address, PRINT


@acts("labels.ahead")
def ahead(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/labels")
    return "/labels/ahead", {"template": "sheet", "dpi": 300, "start": 1, "count": 2}


@acts("labels.cards")
def cards(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/labels")
    return "/labels/cards", {"dpi": 300}


@acts("labels.scanner")
def scanner(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/labels")
    return "/labels/scanner", {"dpi": 300}
