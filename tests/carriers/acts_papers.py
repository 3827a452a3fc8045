"""Forms of papers that act."""

from typing import Any

from carriers.custody import queries as custody
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts
from tests.carriers.acts_holds import held


def asked(stage: Stage, login: str, address: str, **fields: Any) -> Made:
    stage.client.sit(login)
    stage.client.get(address)
    return address, {"tongue": "both", "marking": "1", "list_item": "4.7", **fields}


@acts("papers.of_act")
def of_act(stage: Stage) -> Made:
    with stage.database.writing() as session:
        act, members = f.an_act(session)
    return asked(stage, members[0].login, f"/papers/acts/{act.id}", what="destruction_act")


@acts("papers.of_case")
def of_case(stage: Stage) -> Made:
    with stage.database.writing() as session:
        case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    return asked(stage, head.login, f"/papers/cases/{case.id}", what="search_sheet")


@acts("papers.of_receipt")
def of_receipt(stage: Stage) -> Made:
    with stage.database.writing() as session:
        clerk = f.an_account(session)
        f.issued(session, f.a_flash(session), f.a_person(session), by=clerk)
        receipt = custody.last_receipt(session, clerk.id)
    assert receipt is not None
    return asked(stage, clerk.login, f"/papers/receipts/{receipt.id}", what="receipt")


@acts("papers.of_carrier")
def of_carrier(stage: Stage) -> Made:
    hold = stage.make(held)
    with stage.database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    return asked(stage, head.login, f"/papers/carriers/{hold.carrier_id}", what="hold_order")


@acts("papers.of_order")
def of_order(stage: Stage) -> Made:
    row = stage.make(f.a_commission)
    with stage.database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    return asked(stage, head.login, f"/papers/orders/{row.id}", what="commission_order")
