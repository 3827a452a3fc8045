"""Two at one moment at the end of a carrier: one act stands, the other is told in words, on either database."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import Act, State
from carriers.destruction.models import ActUnit
from carriers.loss.models import LossCase
from kernel import clock
from kernel.database.engine import Database
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.together import together

pytestmark = pytest.mark.usefixtures("morning")


def at(client: Client, login: str, page: str) -> Client:
    found = Client(client.http.application)
    found.sit(login)
    found.get(page)
    return found


def test_a_loss_declared_twice_at_one_moment_is_one_case(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier = f.a_flash(session)
        logins = [f.an_account(session, role).login for role in (Role.CLERK, Role.HEAD, Role.INSPECTOR)]
    page = f"/carriers/{carrier.id}/missing"
    screens = [at(client, login, page) for login in logins]
    moment = clock.local(clock.now() - timedelta(minutes=5)).strftime("%d.%m.%Y %H:%M")
    fields = {"circumstance": "not_presented", "at": moment, "place": "Сейф", "measures": ""}
    together([partial(screen.submit_last, fields) for screen in screens])
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LossCase)) == 1
        assert session.get_one(Carrier, carrier.id).state is State.MISSING
        missed = select(func.count()).where(Movement.carrier_id == carrier.id, Movement.act == Act.DECLARE_MISSING)
        assert session.scalar(missed) == 1
    assert sorted(screen.status for screen in screens) == [200, 422, 422]
    for screen in screens:
        assert (screen.status == 200) or 'value="Сейф"' in screen.page


def test_one_carrier_put_on_two_acts_at_one_moment_stands_on_one(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier = f.a_document(session)
        acts = [f.an_act(session, [])[0] for _n in range(3)]
        logins = [f.an_account(session).login for _act in acts]
    pages = [f"/destruction/{act.id}" for act in acts]
    screens = [at(client, *one) for one in zip(logins, pages, strict=True)]
    puts = zip(screens, pages, strict=True)
    together([partial(screen.submit, f"{page}/add", {"text": carrier.code}) for screen, page in puts])
    with database.reading() as session:
        assert session.scalar(select(func.count()).where(ActUnit.carrier_id == carrier.id)) == 1
        assert session.get_one(Carrier, carrier.id).state is State.SELECTED
    assert sorted(screen.status for screen in screens) == [200, 422, 422]
