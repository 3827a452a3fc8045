"""Posts: who holds one on a day, who heads a unit and the body, and what is refused."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.objections import Refused
from people.posts import operations, queries, replay
from people.posts.rules import PostGuard, Span, TenureKind, holding, objections_to_end, objections_to_tenure
from people.register import operations as persons
from people.register.models import Person
from people.register.rules import PersonGuard, Presence, objections_to_named
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

SUBSTANTIVE, ACTING = TenureKind.SUBSTANTIVE, TenureKind.ACTING
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
DAY = timedelta(days=1)


pytestmark = pytest.mark.sqlite_first


def span(who: int = 1, kind: TenureKind = SUBSTANTIVE, first: date = FIRST, last: date | None = LAST) -> Span:
    return Span(who, kind, first, last)


@pytest.mark.parametrize(
    ("on", "who"), [(FIRST - DAY, None), (FIRST, 1), (LAST, 1), (LAST + DAY, None), (date(2026, 3, 10), 2)]
)
def test_who_acts_answers_before_who_is_appointed_and_a_gap_is_vacant(on: date, who: int | None) -> None:
    acting = span(2, ACTING, date(2026, 3, 10), date(2026, 3, 12))
    found = holding([span(), acting], on)
    assert (found.person_id if found else None) == who


@pytest.mark.parametrize(
    ("asked", "others", "presence", "actor", "guards"),
    [
        (span(), [], Presence.WORKING, None, []),
        (span(), [], Presence.ABSENT, None, []),
        (span(last=FIRST), [], Presence.WORKING, 2, []),
        (span(last=FIRST - DAY), [], Presence.WORKING, None, [PostGuard.TENURE_ORDER]),
        (span(), [], Presence.DISMISSED, None, [PostGuard.NOT_WORKING]),
        (span(), [], Presence.NOT_YET, None, [PostGuard.NOT_WORKING]),
        (span(), [], Presence.WORKING, 1, [PostGuard.OWN_POST]),
        (span(), [span(2, SUBSTANTIVE, LAST)], Presence.WORKING, None, [PostGuard.TENURE_OVERLAPS]),
        (span(), [span(2, SUBSTANTIVE, date(2025, 1, 1), FIRST)], Presence.WORKING, None, [PostGuard.TENURE_OVERLAPS]),
        (
            span(last=None),
            [span(2, first=date(2030, 1, 1), last=None)],
            Presence.WORKING,
            2,
            [PostGuard.TENURE_OVERLAPS],
        ),
        (span(), [span(2, SUBSTANTIVE, LAST + DAY)], Presence.WORKING, None, []),
        (span(), [span(2, SUBSTANTIVE, date(2025, 1, 1), FIRST - DAY)], Presence.WORKING, None, []),
        (span(), [span(2, ACTING)], Presence.WORKING, None, []),
    ],
)
def test_a_tenure_is_refused_for_every_reason(
    asked: Span, others: list[Span], presence: Presence, actor: int | None, guards: list[PostGuard]
) -> None:
    assert [one.guard for one in objections_to_tenure(asked, others, presence, actor)] == guards


def test_a_tenure_ends_once_and_not_before_it_began() -> None:
    is_open = span(last=None)
    assert objections_to_end(is_open, FIRST) == []
    assert [one.guard for one in objections_to_end(is_open, FIRST - DAY)] == [PostGuard.TENURE_ORDER]
    assert [one.guard for one in objections_to_end(span(), LAST)] == [PostGuard.TENURE_ENDED]


def test_a_unit_without_a_head_of_its_own_answers_to_the_head_above_it(session: Session) -> None:
    body = f.a_unit(session)
    unit = f.a_unit(session, parent=body)
    chief, chair = f.a_person(session), f.a_post(session, unit=body, is_head=True)
    assert queries.head(session, unit.id, clock.today()) is None
    f.a_tenure(session, chair, chief)
    assert queries.head(session, unit.id, clock.today()) == queries.body_head(session, clock.today()) == chief
    own, below = f.a_person(session), f.a_post(session, unit=unit, is_head=True)
    tenure = f.a_tenure(session, below, own)
    assert queries.head(session, unit.id, clock.today()) == own
    assert [one.id for _tenure, one in queries.held_by(session, own.id, clock.today())] == [below.id]
    operations.end_tenure(session, tenure, last_on=clock.today() - DAY, by=CONSOLE)
    assert queries.head(session, unit.id, clock.today()) == chief
    assert queries.held_by(session, own.id, clock.today()) == []


def test_a_tenure_that_ended_is_not_ended_again(session: Session) -> None:
    tenure = f.a_tenure(session)
    operations.end_tenure(session, tenure, last_on=clock.today(), by=CONSOLE)
    with pytest.raises(Refused) as refused:
        operations.end_tenure(session, tenure, last_on=clock.today() - DAY, by=CONSOLE)
    assert [one.guard for one in refused.value.objections] == [PostGuard.TENURE_ENDED]
    assert tenure.last_on == clock.today()


def test_a_unit_has_one_head(session: Session) -> None:
    unit = f.a_unit(session)
    f.a_post(session, unit=unit, is_head=True)
    f.a_post(session, unit=unit)
    with pytest.raises(Refused) as refused:
        f.a_post(session, unit=unit, is_head=True)
    assert [one.guard for one in refused.value.objections] == [PostGuard.HEAD_TAKEN]


def test_the_officer_enters_a_post_and_who_holds_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        unit = f.a_unit(session)
        person, other = f.a_person(session, last_name="Жүнісов"), f.a_person(session, last_name="Жүнісов")
        officer = f.an_account(session, Role.SECURITY_OFFICER)
        persons.change_person(session, other, {"first_name": "Данияр"}, by=officer)
    client.sit(officer.login)
    client.get("/posts")
    client.submit_last(
        {"unit_id": unit.id, "name_kk": "Төраға", "name_ru": "Председатель", "name_en": "Chairman", "is_head": "y"}
    )
    assert "Chairman" in client.page
    assert "vacant" in client.page
    fields = {"kind": "acting", "first_on": "23.11.2026", "last_on": "", "order_no": "7"}
    for who, said in (("Жоқбаев", "Nobody is found"), ("Жүнісов", "Several persons are found")):
        client.submit_last({**fields, "who": who})
        assert client.status == 422
        assert said in client.page
    client.submit_last({**fields, "who": "жүнісов айгүл"})
    assert "acting" in client.page
    assert person.full_name in client.page
    client.get("/posts")
    assert person.full_name in client.page


@pytest.mark.parametrize(("found", "guards"), [(0, [PersonGuard.NOBODY]), (1, []), (2, [PersonGuard.SEVERAL])])
def test_words_mean_exactly_one_person(found: int, guards: list[PersonGuard]) -> None:
    assert [one.guard for one in objections_to_named(found, "who")] == guards


def test_posts_and_tenures_are_told_from_the_journal(session: Session) -> None:
    post = f.a_post(session, is_head=True)
    first = f.a_tenure(session, post)
    operations.end_tenure(session, first, last_on=date(2025, 3, 1), by=CONSOLE)
    again = f.a_tenure(session, post, session.get_one(Person, first.person_id), first_on=date(2025, 6, 1))
    operations.end_tenure(session, again, last_on=date(2025, 9, 1), by=CONSOLE)
    f.a_tenure(session, post, first_on=date(2026, 1, 1))
    assert list(replay.untrue(session)) == []
    first.last_on = date(2025, 3, 2)
    post.is_head = False
    session.flush()
    assert {(one.subject.split(":")[0], one.part) for one in replay.untrue(session)} == {
        ("person", "tenures"),
        ("unit", "posts"),
    }
