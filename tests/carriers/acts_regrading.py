"""The form by which the grade of a medium falls."""

from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.custody.models import Carrier
from carriers.custody.rules import CarrierKind
from carriers.destruction.rules import Method
from carriers.sanitising import operations as sanitising
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts
from tests.carriers.test_sanitising import done


def purged(session: Session, *, lets: bool = True) -> tuple[Carrier, Commission, list[Account]]:
    """A purged medium where the regime lets grades fall, a commission for it, and the accounts of its members."""
    if lets:
        session.add(f.term("sanitising_lowers_grade", 1))
    medium = f.a_flash(session, kind=CarrierKind.SOLID_STATE_DISK)
    record = done(session, medium.serial_no, Method.CRYPTO_ERASE)
    sanitising.record(session, medium, record, by=f.an_account(session))
    accounts = [f.an_account(session) for _n in range(3)]
    people = [one.person for one in accounts if one.person]
    return medium, f.a_commission(session, Purpose.REGRADE, people=people), accounts


@acts("regrading.grade")
def grade(stage: Stage) -> Made:
    medium, order, _accounts = stage.make(purged)
    address = f"/carriers/{medium.id}/grade"
    stage.sit(Role.CLERK, address)
    return address, {"to_rank": 0, "commission_id": order.id, "reason": "ашық жұмысқа беріледі"}
