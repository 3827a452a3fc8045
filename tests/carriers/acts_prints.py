"""The form that takes the register of printed papers along."""

from people.roles.rules import Role
from tests.acts import Made, Stage, acts
from tests.carriers.acts_papers import of_act


@acts("prints.export")
def export(stage: Stage) -> Made:
    _address, fields = of_act(stage)
    stage.client.submit_last(fields)
    stage.sit(Role.HEAD, "/prints")
    return "/prints/export", {}
