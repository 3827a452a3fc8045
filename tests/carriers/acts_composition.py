"""Forms of composition that act."""

from sqlalchemy.orm import Session

from carriers.composition import operations
from carriers.custody.models import Carrier
from carriers.custody.rules import CarrierKind
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


def a_laptop(session: Session) -> Carrier:
    return f.a_flash(session, kind=CarrierKind.LAPTOP)


def put(session: Session) -> tuple[Carrier, Carrier]:
    """A disk inside a laptop."""
    part, whole = f.a_flash(session), a_laptop(session)
    operations.put_inside(session, part, whole, by=f.an_account(session))
    return part, whole


@acts("composition.put")
def put_inside(stage: Stage) -> Made:
    part, whole = stage.make(f.a_flash), stage.make(a_laptop)
    stage.sit(Role.CLERK, f"/carriers/{whole.id}/parts")
    return f"/carriers/{whole.id}/parts", {"part": part.code}


@acts("composition.take_out")
def take_out(stage: Stage) -> Made:
    part, _whole = stage.make(put)
    stage.sit(Role.CLERK, f"/carriers/{part.id}/take-out")
    return f"/carriers/{part.id}/take-out", {"reason": "диск ауыстырылды"}
