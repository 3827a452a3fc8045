"""The form that records sanitising."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


@acts("sanitising.record")
def record(stage: Stage) -> Made:
    carrier = stage.make(f.a_flash)
    performer, verifier = (stage.make(f.a_person).code for _n in range(2))
    address = f"/carriers/{carrier.id}/sanitise"
    stage.sit(Role.CLERK, address)
    times = {"began_at": "23.11.2026 09:00", "ended_at": "23.11.2026 09:10"}
    people = {"performer": performer, "verifier": verifier}
    fields = {"method": "overwrite", "tool": "Құрал 2.1", "serial_read": carrier.serial_no, "verification": "full"}
    return address, {**fields, **times, **people, "is_clean": "y", "destination": "қайта пайдалану"}
