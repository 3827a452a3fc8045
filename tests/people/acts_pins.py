"""Forms of PINs that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


@acts("pins.own")
def own(stage: Stage) -> Made:
    stage.sit(Role.EXECUTOR, "/pin")
    return "/pin", {"old": f.PIN, "new": "314159", "again": "314159"}


@acts("pins.at_registry")
def at_registry(stage: Stage) -> Made:
    person, second = stage.make(f.a_person), stage.make(f.an_account)
    assert second.person is not None
    address = f"/people/{person.id}/pin"
    stage.sit(Role.CLERK, address)
    return address, {
        "pass_code": person.code,
        "old": f.PIN,
        "new": "314159",
        "again": "314159",
        "worker_pin": f.PIN,
        "second_code": second.person.code,
        "second_pin": f.PIN,
    }


@acts("pins.clear")
def clear(stage: Stage) -> Made:
    address = f"/people/{stage.make(f.a_person).id}/pin/clear"
    stage.sit(Role.SECURITY_OFFICER, address)
    return address, {"reason": "иесі ұмытып қалды"}
