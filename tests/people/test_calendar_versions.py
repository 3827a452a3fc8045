"""Versions of a year's calendar: drafted by one person, approved by another, and what is counted by them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kernel import clock
from kernel.database.engine import Database
from kernel.objections import Refused
from people.accounts.models import Account
from people.calendar import operations, queries, replay, rules, shipped
from people.calendar.models import CalendarDay, CalendarVersion
from people.calendar.rules import CalendarGuard, Kind, SpecialDay, Standing, Week, YearVersion
from people.register.models import Unit
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

pytestmark = pytest.mark.sqlite_first

YEAR = 2027
FIVE, BOTH = frozenset({Week.FIVE}), frozenset(Week)
FRIDAY, SATURDAY = date(2027, 12, 17), date(2027, 12, 18)
OFF, WORKS = SpecialDay(FRIDAY, Kind.MOVED_OFF, FIVE), SpecialDay(SATURDAY, Kind.MOVED_WORKING, FIVE)
OPEN = Standing(drafter=1, edition=3, is_approved=False, is_discarded=False, is_newest=True)


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def refused(error: pytest.ExceptionInfo[Refused]) -> list[Any]:
    return guards(error.value.objections)


@pytest.mark.parametrize(
    ("year", "drafter", "has_draft", "found"),
    [
        (2013, 1, False, []),
        (2031, 1, False, []),
        (2012, 1, False, [CalendarGuard.YEAR]),
        (2032, 1, False, [CalendarGuard.YEAR]),
        (2027, None, False, [CalendarGuard.NO_PERSON]),
        (2027, 1, True, [CalendarGuard.DRAFT_OPEN]),
        (2012, None, True, [CalendarGuard.YEAR, CalendarGuard.NO_PERSON, CalendarGuard.DRAFT_OPEN]),
    ],
)
def test_a_year_is_drafted_once_at_a_time_by_a_person(
    year: int, drafter: int | None, has_draft: bool, found: list[CalendarGuard]
) -> None:
    assert guards(rules.objections_to_draft(year, range(2013, 2032), drafter, has_draft=has_draft)) == found


MONDAY = date(2027, 5, 10)  # the day off for 9 May, a Sunday


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([OFF, WORKS], []),
        ([SpecialDay(date(2028, 1, 3), Kind.MOVED_OFF, BOTH)], [CalendarGuard.OUTSIDE]),
        ([OFF, OFF], [CalendarGuard.TWICE]),
        ([SpecialDay(FRIDAY, Kind.MOVED_WORKING, BOTH)], [CalendarGuard.WORKS_ANYWAY]),
        ([SpecialDay(SATURDAY, Kind.MOVED_WORKING, frozenset({Week.SIX}))], [CalendarGuard.WORKS_ANYWAY]),
        ([SpecialDay(SATURDAY, Kind.MOVED_WORKING, BOTH)], []),
        ([SpecialDay(SATURDAY, Kind.MOVED_OFF, FIVE)], [CalendarGuard.RESTS_ANYWAY]),
        ([SpecialDay(SATURDAY, Kind.MOVED_OFF, BOTH)], []),
        ([SpecialDay(MONDAY, Kind.MOVED_WORKING, BOTH)], [CalendarGuard.WORKS_ANYWAY]),
        (
            [SpecialDay(date(2027, 5, 9), Kind.STATE_HOLIDAY, BOTH), SpecialDay(MONDAY, Kind.MOVED_WORKING, BOTH)],
            [],
        ),
    ],
)
def test_what_cannot_be_a_special_day_of_the_year(days: list[SpecialDay], found: list[CalendarGuard]) -> None:
    assert guards(rules.objections_to_days(YEAR, days)) == found


@pytest.mark.parametrize("year", [*range(2013, 2032)])
def test_every_shipped_year_and_every_generated_one_can_be_drafted(year: int) -> None:
    known = shipped.calendar()
    days = known.of_year(year)
    assert rules.objections_to_days(year, days) == []
    again = rules.overlaid(known, {year: YearVersion("again", days)})
    for week in Week:
        assert again.days(year, week) == known.days(year, week)


@pytest.mark.parametrize(
    ("changes", "editor", "found"),
    [
        ({}, 1, []),
        ({}, 2, [CalendarGuard.OTHERS_DRAFT]),
        ({}, None, [CalendarGuard.OTHERS_DRAFT]),
        ({"is_approved": True}, 1, [CalendarGuard.APPROVED]),
        ({"is_discarded": True}, 1, [CalendarGuard.DISCARDED]),
    ],
)
def test_only_its_drafter_changes_an_open_draft(
    changes: dict[str, Any], editor: int | None, found: list[CalendarGuard]
) -> None:
    assert guards(rules.objections_to_change(Standing(**{**vars(OPEN), **changes}), editor)) == found


@pytest.mark.parametrize(
    ("changes", "approver", "seen", "found"),
    [
        ({}, 2, 3, []),
        ({}, 1, 3, [CalendarGuard.OWN_DRAFT]),
        ({}, None, 3, [CalendarGuard.NO_PERSON]),
        ({}, 2, 2, [CalendarGuard.CHANGED]),
        ({"is_newest": False}, 2, 3, [CalendarGuard.NOT_NEWEST]),
        ({"is_approved": True}, 2, 3, [CalendarGuard.APPROVED]),
        ({"is_discarded": True}, 2, 3, [CalendarGuard.DISCARDED]),
    ],
)
def test_another_person_approves_once_what_was_shown(
    changes: dict[str, Any], approver: int | None, seen: int, found: list[CalendarGuard]
) -> None:
    assert guards(rules.objections_to_approval(Standing(**{**vars(OPEN), **changes}), approver, seen)) == found


def test_a_year_approved_is_exact_although_the_one_before_was_not_announced() -> None:
    known = rules.overlaid(shipped.calendar(), {2029: YearVersion("2029/1", ())})
    assert not known.is_preliminary(date(2029, 1, 1))
    assert known.is_preliminary(date(2028, 1, 1))
    assert known.is_working(date(2029, 1, 1))  # its version names no holiday at all
    assert not known.is_working(date(2028, 5, 1))
    assert [known.name(year) for year in (2026, 2028, 2029)] == ["2026/shipped", "2028/rule", "2029/1"]


def test_a_missing_year_is_told_of_from_october_on() -> None:
    known = shipped.calendar()
    assert not rules.is_missed(known, date(2026, 9, 30))
    assert rules.is_missed(known, date(2026, 10, 1))
    assert not rules.is_missed(known, date(2025, 12, 31))
    assert not rules.is_missed(rules.overlaid(known, {YEAR: YearVersion("", ())}), date(2026, 10, 1))


def drafted(session: Session, officer: Account, unit: Unit | None = None, **changes: Any) -> CalendarVersion:
    given = {"year": YEAR, "days": None, "source": "бұйрық № 5", **changes}
    return operations.draft(session, given["year"], given["days"], source=given["source"], unit=unit, by=officer)


def in_force(session: Session, version: CalendarVersion, by: Account | None = None) -> None:
    chief = by or f.an_account(session, Role.HEAD)
    operations.approve(session, version, seen=version.edition, by=chief)


@pytest.fixture
def officer(session: Session) -> Account:
    return f.an_account(session, Role.SECURITY_OFFICER)


def test_a_deadline_is_preliminary_until_the_year_is_approved_and_then_exact(
    session: Session, officer: Account
) -> None:
    start = date(2027, 12, 15)
    before = queries.calendar(session)
    assert (before.plus(start, 1), before.is_preliminary(start)) == (FRIDAY, True)
    assert queries.version_of(session, YEAR) == "2027/rule"
    version = drafted(session, officer)
    for one in (OFF, WORKS):
        operations.enter_day(session, version, one, by=officer)
    assert queries.calendar(session).plus(start, 1) == FRIDAY  # a draft counts for nothing
    in_force(session, version)
    after = queries.calendar(session)
    assert (after.plus(start, 1), after.is_preliminary(start)) == (SATURDAY, False)
    assert [queries.version_of(session, year) for year in (2026, YEAR)] == ["2026/shipped", "2027/1"]
    assert list(replay.untrue(session)) == []


def test_the_drafter_approves_nothing_also_under_a_second_login(session: Session, officer: Account) -> None:
    version = drafted(session, officer)
    second = f.an_account(session, Role.ORG_HEAD, person=officer.person)
    for account in (officer, second):
        with pytest.raises(Refused) as error:
            operations.approve(session, version, seen=version.edition, by=account)
        assert refused(error) == [CalendarGuard.OWN_DRAFT]
    assert queries.version_of(session, YEAR) == "2027/rule"


def test_what_was_changed_after_it_was_shown_is_not_approved(session: Session, officer: Account) -> None:
    version = drafted(session, officer)
    seen = version.edition
    operations.enter_day(session, version, OFF, by=officer)
    with pytest.raises(Refused) as error:
        operations.approve(session, version, seen=seen, by=f.an_account(session, Role.HEAD))
    assert refused(error) == [CalendarGuard.CHANGED]


def test_a_version_in_force_never_changes_and_a_correction_takes_its_place(session: Session, officer: Account) -> None:
    first = drafted(session, officer)
    with pytest.raises(Refused) as error:
        drafted(session, officer)
    assert refused(error) == [CalendarGuard.DRAFT_OPEN]
    in_force(session, first)
    chief = f.an_account(session, Role.HEAD)
    acts: tuple[Callable[[], None], ...] = (
        lambda: operations.enter_day(session, first, OFF, by=officer),
        lambda: operations.drop_day(session, first, date(YEAR, 1, 1), by=officer),
        lambda: operations.approve(session, first, seen=first.edition, by=chief),
        lambda: operations.discard(session, first, reason="Қате", by=officer),
    )
    for act in acts:
        with pytest.raises(Refused) as error:
            act()
        assert refused(error) == [CalendarGuard.APPROVED]
    second = drafted(session, officer)
    operations.drop_day(session, second, date(YEAR, 1, 1), by=officer)
    in_force(session, second)
    assert queries.calendar(session).is_working(date(YEAR, 1, 1))
    assert (second.no, queries.version_of(session, YEAR)) == (2, "2027/2")


def test_a_draft_discarded_stays_and_its_number_is_never_given_again(session: Session, officer: Account) -> None:
    version = drafted(session, officer)
    operations.discard(session, version, reason="Күндері қате", by=officer)
    with pytest.raises(Refused) as error:
        in_force(session, version)
    assert refused(error) == [CalendarGuard.DISCARDED]
    assert drafted(session, officer).no == 2
    assert [(one.no, one.is_open) for one in queries.versions(session, YEAR)] == [(2, True), (1, False)]
    assert list(replay.untrue(session)) == []


def test_days_that_cannot_be_are_refused_with_the_draft_and_later(session: Session, officer: Account) -> None:
    with pytest.raises(Refused) as error:
        drafted(session, officer, days=[OFF, OFF])
    assert refused(error) == [CalendarGuard.TWICE]
    version = drafted(session, officer, days=[OFF])
    for day, guard in ((OFF, CalendarGuard.TWICE), (SpecialDay(FRIDAY, Kind.MOVED_OFF, BOTH), CalendarGuard.TWICE)):
        with pytest.raises(Refused) as error:
            operations.enter_day(session, version, day, by=officer)
        assert refused(error) == [guard]
    with pytest.raises(Refused) as error:
        operations.drop_day(session, version, SATURDAY, by=officer)
    assert refused(error) == [CalendarGuard.NO_DAY]
    with pytest.raises(Refused) as error:
        drafted(session, officer, year=2012)
    assert refused(error) == [CalendarGuard.YEAR]


def test_a_units_own_calendar_holds_for_it_and_below_and_for_nobody_else(session: Session, officer: Account) -> None:
    above = f.a_unit(session)
    unit, other = f.a_unit(session, parent=above), f.a_unit(session)
    below = f.a_unit(session, parent=unit)
    in_force(session, drafted(session, officer))
    in_force(session, drafted(session, officer, unit, days=[]))
    holiday = date(YEAR, 1, 1)
    own = [queries.calendar(session, one.id).is_working(holiday) for one in (above, unit, below, other)]
    assert own == [False, True, True, False]
    assert queries.version_of(session, YEAR, below.id) == f"2027/1-u{unit.id}"
    assert queries.version_of(session, YEAR, other.id) == queries.version_of(session, YEAR) == "2027/1"
    assert list(replay.untrue(session)) == []


def test_a_day_or_a_version_altered_past_the_acts_is_told(session: Session, officer: Account) -> None:
    version = drafted(session, officer)
    session.execute(update(CalendarVersion).values(source="басқа"))
    assert [one.part for one in replay.untrue(session)] == ["source"]
    session.execute(update(CalendarVersion).values(source="бұйрық № 5"))
    session.add(CalendarDay(version_id=version.id, day=FRIDAY, kind=Kind.MOVED_OFF, in_five=True, in_six=True, note=""))
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["special_days"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE calendar_version SET source = 'x'",
        "UPDATE calendar_version SET approved_at = NULL, approver_id = NULL, approving_id = NULL",
        "UPDATE calendar_day SET note = 'x'",
        "DELETE FROM calendar_day",
        "INSERT INTO calendar_day VALUES (1, '2027-12-17', 'moved_day_off', true, true, '')",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_approved(
    session: Session, officer: Account, statement: str
) -> None:
    version = drafted(session, officer)
    session.execute(text("UPDATE calendar_day SET note = 'x'"))  # a draft may change
    session.execute(text("UPDATE calendar_day SET note = ''"))
    in_force(session, version)
    with pytest.raises(DatabaseError, match="fixed"), session.begin_nested():
        session.execute(text(statement))


def test_the_page_leads_from_the_rule_to_a_calendar_in_force(database: Database, client: Client) -> None:
    with database.writing() as session:
        one, other = f.an_account(session, Role.SECURITY_OFFICER), f.an_account(session, Role.HEAD)
    client.sit(one.login)
    client.get("/calendar?year=2027")
    assert "by rule, preliminary" in client.page
    assert "no approved calendar" in client.page
    assert '<span class="waiting">1</span>' in client.page
    client.get("/calendar/draft?year=2027")
    client.submit_last({"year": 2027, "unit_id": 0, "source": "бұйрық № 5"})
    assert "draft, version 1" in client.page
    for day, kind, weeks in (("17.12.2027", "moved_day_off", "5"), ("18.12.2027", "working_day_moved", "5")):
        client.submit_last({"day": day, "kind": kind, "weeks": weeks, "note": "қаулы № 1"})
    assert client.page.count("қаулы № 1") >= 2
    assert "/approve" not in client.page
    address = client.address
    client.sit(other.login)
    client.get("/calendar?year=2027")
    assert "Check and approve" in client.page
    client.get(address)
    client.submit(f"{address}/approve", {})
    assert "in force, version 1" in client.page
    assert "no approved calendar" not in client.page
    assert '<span class="waiting">' not in client.page
    assert "Draft a correction" in client.page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day": "17.12.2026"}, "17.12.2026 is not a day of 2027"),
        ({"day": "01.01.2027"}, "01.01.2027 is among the special days already"),
        ({"kind": "working_day_moved"}, "17.12.2027 works anyway"),
        ({"day": "19.12.2027"}, "19.12.2027 is a day off anyway"),
        ({"day": "31.02.2027"}, "Not a valid date"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    database: Database, client: Client, fields: dict[str, str], said: str
) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER)
        version = drafted(session, officer)
    client.sit(officer.login)
    client.get(f"/calendar/versions/{version.id}")
    given = {"day": "17.12.2027", "kind": "moved_day_off", "weeks": "5", "note": "қаулы № 1", **fields}
    client.submit_last(given)
    assert client.status == 422
    assert said in client.page
    assert given["day"] in client.page
    assert 'value="қаулы № 1"' in client.page


def test_a_year_before_the_first_and_a_second_draft_are_refused_at_the_form(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER)
        drafted(session, officer)
    client.sit(officer.login)
    client.get("/calendar/draft")
    for year, said in (("1999", "Give a year from 2013 to 2031"), ("2027", "2027 is being drafted already")):
        client.submit_last({"year": year, "unit_id": 0, "source": "бұйрық № 5"})
        assert client.status == 422
        assert said in client.page
        assert 'value="бұйрық № 5"' in client.page


def test_who_looked_at_an_older_edition_approves_nothing_and_sees_why(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer, head = f.an_account(session, Role.SECURITY_OFFICER), f.an_account(session, Role.HEAD)
        version = drafted(session, officer)
    client.sit(head.login)
    address = f"/calendar/versions/{version.id}"
    client.get(address)
    with database.writing() as session:
        row = session.get_one(CalendarVersion, version.id)
        operations.enter_day(session, row, OFF, by=session.get_one(Account, officer.id))
    client.submit(f"{address}/approve", {})
    assert client.status == 422
    assert "changed after you opened it" in client.page


def test_the_page_of_a_year_shows_what_the_ministry_published_and_both_weeks(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        reader = f.an_account(session, Role.MANAGER)
    client.sit(reader.login)
    client.get("/calendar?year=2024")
    assert "Ministry" in client.page
    assert "in force, as announced" in client.page
    assert "Enter the year" not in client.page
    client.get("/calendar?year=2024&week=6")
    assert ">301<" in client.page
    for wrong, status in (("2012", 404), ("2040", 404), ("x", 400)):
        client.get(f"/calendar?year={wrong}")
        assert client.status == status


def test_before_october_nothing_is_missed(session: Session, officer: Account) -> None:
    assert queries.missed(session, officer) == 1
    with clock.frozen(clock.now() - timedelta(days=60)):
        assert queries.missed(session, officer) == 0
