"""A room plugs itself in: a room that nobody below knows is heard, shown, counted and checked all the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from flask import Blueprint, Flask
from sqlalchemy.orm import Session

import wsgi
from kernel import clock
from kernel.account import CONSOLE, Account
from kernel.config import Settings
from kernel.console import commands, demo, tick
from kernel.console.check import check
from kernel.console.stage import Stage
from kernel.database.engine import Database
from kernel.database.transactions import transaction
from kernel.events import announce
from kernel.journal import entries as journal
from kernel.journal.entries import Entry
from kernel.web import access
from kernel.web.application import create
from kernel.web.house import House, listeners_of
from kernel.web.rooms import Deed, Demo, Heading, Link, Panel, Room, Step, Subject
from people.accounts import operations as accounts
from people.accounts import queries as account_queries
from people.accounts.gate import Gate
from people.accounts.models import SignIn
from people.register import operations as persons
from people.register.events import PersonDismissed
from people.register.models import Person
from people.roles.rules import Permission, Role
from tests import factories as f
from tests.client import Client

OP, WORD = "hear", "Бөлме"
START = date(2026, 11, 23)


@dataclass(frozen=True)
class Rang:
    """A fact of no meaning."""

    by: str


class Deaf(Exception):
    """What a listener raises."""


FORGET = ("forget_acted_requests", "forget_typed_work")
AUDITS = ("findings_recounted", "findings_escalated", "days_counted")


def hear(session: Session, fact: Any) -> None:
    journal.append(session, OP, by=CONSOLE, fact=type(fact).__name__)


def refuse_to_hear(_session: Session, _fact: Any) -> None:
    raise Deaf


def waiting(_session: Session, _account: Account) -> int:
    return 17


def facts(_session: Session, subject_id: int) -> Mapping[str, Any]:
    return {"failure": {"title": f"№ {subject_id}", "text": "", "remedy": ""}, "number": "", "kept": []}


def fault(_session: Session) -> Iterator[str]:
    yield "Қате"


def ring(session: Session, _today: date) -> None:
    announce(session, Rang("tick"))


def build(stage: Stage) -> None:
    stage.plan(0, lambda session: announce(session, Rang("demo")))


@click.command("ring")
def ring_by_hand() -> None:
    with commands.opened() as database, transaction(database, by=CONSOLE) as session:
        announce(session, Rang("console"))


def a_room(**changes: Any) -> Room:
    """A room above all others that uses everything a room may give."""
    blueprint = Blueprint("bell", __name__, template_folder=str(Path(__file__).parent / "pages"))

    @blueprint.get("/bell")
    @access.needs(Permission.SEE_PERSONS)
    def page() -> str:
        return "ok"

    room = Room(
        name="audits.bell",
        blueprint=blueprint,
        permissions=frozenset({Permission.SEE_PERSONS}),
        links=(Link(Heading.WORK, 1, Permission.SEE_PERSONS, "bell.page", WORD, waiting),),
        deeds=(Deed(Subject.PERSON, Permission.SEE_PERSONS, "bell.page", "about", "Бөлмеге"),),
        panels=(Panel(Subject.PERSON, Permission.SEE_PERSONS, "panel.html", facts),),
        listeners={PersonDismissed: (hear,), Rang: (hear,)},
        daily=(Step("ring", ring),),
        checks=(fault,),
        commands=(ring_by_hand,),
        acts={OP: "Естілді"},
        demo=Demo(build),
    )
    return replace(room, **changes)


def rooms(**changes: Any) -> tuple[Room, ...]:
    return (*wsgi.ROOMS, a_room(**changes))


def heard(database: Database) -> list[str]:
    with database.reading() as session:
        entries = session.query(Entry).filter_by(op=OP).order_by(Entry.n)
        return [entry.body.decode().split('"fact":"')[1].split('"')[0] for entry in entries]


def app_of(database: Database, folder: Path, of: tuple[Room, ...]) -> Flask:
    settings = Settings(data=folder, database_url=str(database.engine.url), language="kk")
    return create(House(settings, database, of, Gate(), {"Permission": Permission}))


@pytest.fixture
def officer(database: Database, morning: Any) -> str:
    assert morning
    with database.writing() as session:
        return f.an_account(session, Role.SECURITY_OFFICER, max_rank=0).login


def signed_in(app: Flask, login: str) -> Client:
    client = Client(app)
    client.sit(login)
    client.post("/language", {"language": "kk", "back": "/people"})
    return client


def dismiss(client: Client, person_id: int) -> None:
    client.get(f"/people/{person_id}/dismiss")
    client.submit_last({"on": "23.11.2026"})


def test_a_lower_page_shows_what_a_higher_room_gives(database: Database, tmp_path: Path, officer: str) -> None:
    client = signed_in(app_of(database, tmp_path, rooms()), officer)
    page = client.get("/people/1")
    assert "№ 1" in page
    assert '<a class="button" href="/bell?about=1">Бөлмеге</a>' in page
    assert page.index(WORD) < page.index("Адамдар")
    assert '<span class="waiting">17</span>' in page


def test_what_a_role_may_not_see_is_not_shown(database: Database, tmp_path: Path, officer: str) -> None:
    hidden = a_room(
        links=(Link(Heading.WORK, 1, Permission.WORK_AT_DESK, "bell.page", WORD),),
        deeds=(Deed(Subject.PERSON, Permission.WORK_AT_DESK, "bell.page", "about", "Бөлмеге"),),
        panels=(Panel(Subject.PERSON, Permission.WORK_AT_DESK, "panel.html", facts),),
    )
    page = signed_in(app_of(database, tmp_path, (*wsgi.ROOMS, hidden)), officer).get("/people/1")
    assert not [word for word in ("№ 1", "Бөлмеге", WORD) if word in page]


def test_the_start_page_is_what_rooms_show_there(database: Database, tmp_path: Path, officer: str) -> None:
    panel = Panel(Subject.START, Permission.SEE_PERSONS, "panel.html", facts)
    client = signed_in(app_of(database, tmp_path, rooms(panels=(panel,))), officer)
    assert "№" in client.get("/")
    assert client.address == "/"
    client = signed_in(app_of(database, tmp_path, wsgi.ROOMS), officer)
    client.get("/")
    assert client.address == "/people"


def test_a_room_that_does_not_name_what_its_pages_ask_does_not_start(database: Database, tmp_path: Path) -> None:
    with pytest.raises(access.Undeclared, match=r"^bell\.page$"):
        app_of(database, tmp_path, rooms(permissions=frozenset()))


def test_a_fact_of_a_page_is_heard_above_in_the_same_transaction(
    database: Database, tmp_path: Path, officer: str
) -> None:
    client = signed_in(app_of(database, tmp_path, rooms()), officer)
    with database.writing() as session:
        person = f.a_person(session)
    dismiss(client, person.id)
    assert heard(database) == ["PersonDismissed"]


def test_a_listener_that_raises_undoes_the_act_as_well(database: Database, tmp_path: Path, officer: str) -> None:
    app = app_of(database, tmp_path, rooms(listeners={PersonDismissed: (hear, refuse_to_hear)}))
    client = signed_in(app, officer)
    with database.writing() as session:
        person = f.a_person(session)
    dismiss(client, person.id)
    assert client.status == 500
    with database.reading() as session:
        assert session.get_one(Person, person.id).employed_to is None
        assert session.query(Entry).filter_by(op="dismiss").count() == 0
    assert heard(database) == []


def test_every_write_carries_the_listeners(database: Database, tmp_path: Path, morning: Any) -> None:
    assert morning
    of = rooms()
    console = commands.group(of, ())
    environment = {"TIZILIM_DATA": str(tmp_path), "TIZILIM_DATABASE_URL": str(database.engine.url)}
    done = CliRunner(env=environment).invoke(console, ["ring"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    app_of(database, tmp_path, of)
    assert list(tick.run(database, of)) == [*FORGET, *AUDITS, "ring"]
    stage = Stage(database, 0, lambda _number: None)
    build(stage)
    stage.play()
    assert heard(database) == ["Rang", "Rang", "Rang"]


def test_a_daily_step_is_done_once_a_day(database: Database, tmp_path: Path, morning: Any) -> None:
    of = rooms()
    app_of(database, tmp_path, of)
    names = [list(tick.run(database, of)), list(tick.run(database, of))]
    with clock.frozen(morning + f.days(1)):
        names.append(list(tick.run(database, of)))
    assert names == [[*FORGET, *AUDITS, "ring"], [], [*FORGET, *AUDITS, "ring"]]
    assert len(heard(database)) == 2


def test_a_step_that_fails_is_done_again(database: Database, tmp_path: Path, morning: Any) -> None:
    assert morning
    of = rooms(listeners={Rang: (refuse_to_hear,)})
    app_of(database, tmp_path, of)
    with pytest.raises(Deaf):
        list(tick.run(database, of))
    app_of(database, tmp_path, rooms())
    assert list(tick.run(database, rooms())) == ["ring"]


def test_check_tells_the_faults_that_a_room_finds(database: Database, tmp_path: Path) -> None:
    environment = {"TIZILIM_DATA": str(tmp_path), "TIZILIM_DATABASE_URL": str(database.engine.url)}
    runner = CliRunner(env=environment)
    done = runner.invoke(commands.group(rooms(), (check,)), ["check"], catch_exceptions=False)
    assert "✕ Қате" in done.output
    assert done.exit_code == commands.FAULT
    sound = runner.invoke(commands.group(wsgi.ROOMS, (check,)), ["check"], catch_exceptions=False)
    assert "✕ Қате" not in sound.output


def test_the_parts_of_the_demo_are_built_in_the_order_of_the_rooms(database: Database, tmp_path: Path) -> None:
    of = rooms()
    app_of(database, tmp_path, of)
    demo.build(database, of, 0, lambda _number: None)
    with database.reading() as session:
        assert demo.is_built(session)
    assert heard(database) == ["Rang"]


def test_every_role_has_one_first_page_and_every_page_word_one_owner() -> None:
    roles = [role for room in wsgi.ROOMS for role in room.first_pages]
    words = [word for room in wsgi.ROOMS for word in room.pages]
    ops = [op for room in wsgi.ROOMS for op in room.acts]
    assert sorted(roles) == sorted(Role)
    for names in (words, ops, [room.name for room in wsgi.ROOMS]):
        assert len(names) == len(set(names))


def test_a_dismissed_person_is_signed_out_at_once(database: Database, tmp_path: Path, officer: str) -> None:
    app = app_of(database, tmp_path, wsgi.ROOMS)
    with database.writing() as session:
        clerk = f.an_account(session)
    clerks = signed_in(app, clerk.login)
    assert clerk.person_id is not None
    dismiss(signed_in(app, officer), clerk.person_id)
    clerks.get("/desk")
    assert clerks.address == "/sign-in"
    clerks.sign_in(clerk.login)
    assert clerks.address == "/sign-in"


def test_a_dismissal_ahead_signs_nobody_out_yet(session: Session) -> None:
    clerk = f.an_account(session)
    session.info["listeners"] = listeners_of(wsgi.ROOMS)
    accounts.sign_in(session, clerk, station="x", hours=8)
    assert clerk.person is not None
    persons.dismiss(session, clerk.person, on=START + f.days(1), by=CONSOLE)
    assert session.query(SignIn).filter(SignIn.ended_at.is_(None)).count() == 1
    assert account_queries.by_person(session, clerk.person.id) == [clerk]
    with clock.frozen(clock.now() + f.days(1)):
        assert account_queries.by_person(session, clerk.person.id) == []


@pytest.mark.parametrize(("subject", "address"), [(Subject.CARRIER, "/carriers/{}"), (Subject.UNIT, "/people?unit={}")])
def test_a_carrier_and_a_unit_have_panels_too(
    database: Database, tmp_path: Path, morning: Any, subject: Subject, address: str
) -> None:
    assert morning
    with database.writing() as session:
        clerk, flash = f.an_account(session), f.a_flash(session)
        unit_id = f.a_person(session).unit_id
    panel = Panel(subject, Permission.SEE_PERSONS, "panel.html", facts)
    client = signed_in(app_of(database, tmp_path, rooms(panels=(panel,))), clerk.login)
    about = flash.id if subject is Subject.CARRIER else unit_id
    assert f"№ {about}" in client.get(address.format(about))


def test_the_room_lives_by_the_clock_of_its_settings(database: Database, tmp_path: Path) -> None:
    usual = clock.zone().key
    settings = Settings(data=tmp_path, database_url=str(database.engine.url), timezone="UTC")
    try:
        wsgi.create_app(settings, database)
        assert clock.zone().key == "UTC"
    finally:
        clock.set_zone(usual)


def test_every_guard_is_said_at_a_form_by_its_own_room() -> None:
    of_the_desk = {"carriers.desk"}  # which says its answers on the desk, not at a form
    assert {room.name for room in wsgi.ROOMS if room.guards and room.says is None} == of_the_desk
    kinds = [kind for room in wsgi.ROOMS for kind in {type(guard) for guard in room.guards}]
    assert len(kinds) == len(set(kinds))
