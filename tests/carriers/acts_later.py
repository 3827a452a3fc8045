"""The form that enters what was done on paper."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


@acts("later.enter")
def enter(stage: Stage) -> Made:
    carrier, holder, second = stage.make(f.a_flash), stage.make(f.a_person), stage.make(f.an_account)
    address = f"/carriers/{carrier.id}/later"
    stage.sit(Role.HEAD, address)
    code = second.person.code if second.person else ""
    people = {"person": holder.code, "person_pin": f.PIN, "second_code": code, "second_pin": f.PIN}
    return address, {
        "act": "issue",
        "happened_at": "23.11.2026 09:15",
        "sheets": "",
        "reason": "жарық болмады",
        **people,
    }
