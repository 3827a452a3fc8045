"""Where a person stands on a day, and what their record refuses: every span with the days on both sides of its ends."""

from datetime import date

import pytest

from kernel.objections import Objection
from people.register.rules import (
    PersonGuard,
    Presence,
    has_ended,
    is_absent,
    objections_to_change,
    objections_to_dates,
    objections_to_dismissal,
    presence,
)


def day(number: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, number)


def maybe(number: int | None) -> date | None:
    return None if number is None else day(number)


@pytest.mark.parametrize(("last", "on", "is_over"), [(None, 30, False), (10, 9, False), (10, 10, True), (10, 11, True)])
def test_employment_is_over_from_the_day_of_dismissal_on(last: int | None, on: int, *, is_over: bool) -> None:
    assert has_ended(maybe(last), day(on)) is is_over


@pytest.mark.parametrize(
    ("first", "last", "on", "is_away"),
    [
        (None, None, 10, False),
        (None, 12, 10, False),
        (10, 12, 9, False),
        (10, 12, 10, True),
        (10, 12, 12, True),
        (10, 12, 13, False),
        (10, None, 9, False),
        (10, None, 30, True),
    ],
)
def test_an_absence_holds_from_its_first_day_to_its_last(
    first: int | None, last: int | None, on: int, *, is_away: bool
) -> None:
    assert is_absent(maybe(first), maybe(last), day(on)) is is_away


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (4, Presence.NOT_YET),
        (5, Presence.WORKING),
        (9, Presence.WORKING),
        (10, Presence.ABSENT),
        (12, Presence.ABSENT),
        (13, Presence.WORKING),
        (19, Presence.WORKING),
        (20, Presence.DISMISSED),
        (21, Presence.DISMISSED),
    ],
)
def test_a_person_employed_from_5_to_20_and_away_from_10_to_12(on: int, stands: Presence) -> None:
    assert presence((day(5), day(20)), (day(10), day(12)), day(on)) is stands


def test_who_is_dismissed_while_away_is_dismissed_and_who_has_not_begun_is_not_away() -> None:
    assert presence((day(5), day(11)), (day(10), day(12)), day(11)) is Presence.DISMISSED
    assert presence((day(5), None), (day(1), day(9)), day(4)) is Presence.NOT_YET


@pytest.mark.parametrize(
    ("ended", "on", "guards"),
    [
        (None, 5, []),
        (None, 4, [Objection(PersonGuard.DATE_ORDER, {"from": day(5)})]),
        (16, 20, []),
        (15, 20, [Objection(PersonGuard.DISMISSED, {"on": day(15)})]),
        (14, 20, [Objection(PersonGuard.DISMISSED, {"on": day(14)})]),
        (
            15,
            4,
            [Objection(PersonGuard.DISMISSED, {"on": day(15)}), Objection(PersonGuard.DATE_ORDER, {"from": day(5)})],
        ),
    ],
)
def test_a_dismissal_moves_while_it_is_ahead_and_never_before_the_employment(
    ended: int | None, on: int, guards: list[Objection]
) -> None:
    assert objections_to_dismissal(day(5), maybe(ended), day(on), today=day(15)) == guards


EMPLOYED, ABSENCE = Objection(PersonGuard.EMPLOYED_ORDER), Objection(PersonGuard.ABSENCE_ORDER)


@pytest.mark.parametrize(
    ("employed_to", "absent", "guards"),
    [
        (None, (None, None), []),
        (5, (10, None), []),
        (4, (None, None), [EMPLOYED]),
        (6, (10, 10), []),
        (6, (10, 9), [ABSENCE]),
        (6, (10, 11), []),
        (6, (None, 11), [ABSENCE]),
        (4, (None, 11), [EMPLOYED, ABSENCE]),
    ],
)
def test_a_span_ends_no_earlier_than_it_begins(
    employed_to: int | None, absent: tuple[int | None, int | None], guards: list[Objection]
) -> None:
    assert objections_to_dates((day(5), maybe(employed_to)), (maybe(absent[0]), maybe(absent[1]))) == guards


GONE, MOVED = Objection(PersonGuard.DISMISSED, {"on": day(15)}), Objection(PersonGuard.CHANGED_MEANWHILE)


@pytest.mark.parametrize(
    ("ended", "seen", "guards"),
    [
        (None, None, []),
        (None, 3, []),
        (None, 2, [MOVED]),
        (None, 4, [MOVED]),
        (None, 0, [MOVED]),
        (16, 3, []),
        (15, 3, [GONE]),
        (15, 2, [GONE, MOVED]),
    ],
)
def test_a_record_changes_while_its_person_works_and_as_it_was_seen(
    ended: int | None, seen: int | None, guards: list[Objection]
) -> None:
    assert objections_to_change(maybe(ended), day(15), version=3, seen=seen) == guards
