"""What the pages of a finding show: how it stands to its date, the four facts, the days of its term, its course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.checklists import queries as checklists
from audits.findings import course, deadlines, queries, rules, words
from audits.findings.deadlines import DateKind, Segment
from audits.findings.models import Finding, Look
from audits.findings.rules import State
from kernel import clock
from kernel.words.i18n import format_date, ngettext
from kernel.words.i18n import gettext as _
from people.calendar import queries as calendars
from people.posts import queries as posts
from people.register.models import Person

MOST_DAYS = 66  # of a strip; a longer term shows its last ones
SEGMENT_CSS = {
    Segment.WAITS: "look",
    Segment.PERMIT: "look",
    Segment.IN_TIME: "fine",
    Segment.SOON: "look",
    Segment.TODAY: "stop",
    Segment.OVERDUE: "stop",
    Segment.DONE: "",
}


@dataclass(frozen=True)
class Standing:
    """How a finding stands to its date today; `days` are working days left, or over where `is_over`."""

    segment: Segment
    css: str
    days: int
    is_over: bool
    age: int

    @property
    def word(self) -> str:
        if self.is_over and self.segment is not Segment.PERMIT:
            return ngettext("overdue by %(number)s working day", "overdue by %(number)s working days", self.days)
        if self.segment in (Segment.IN_TIME, Segment.SOON):
            return ngettext("%(number)s working day left", "%(number)s working days left", self.days)
        return str(words.SEGMENTS[self.segment])


def standing(session: Session, row: Finding) -> Standing:
    """How it stands today, by the calendar of its unit."""
    today, calendar = clock.today(), calendars.calendar(session, row.unit_id)
    part = deadlines.segment(calendar, row.state, row.due_on, today, permit_until=row.permit_until)
    is_over = deadlines.is_overdue(row.state, row.due_on, today, row.reported_on)
    until = row.reported_on if row.state is State.FIX_REPORTED and row.reported_on else today
    days = 0
    if row.due_on is not None and part is not Segment.DONE:
        days = calendar.between(row.due_on, until) if is_over else calendar.between(today, row.due_on)
    ended = row.closed_on or today
    return Standing(part, SEGMENT_CSS[part], days, is_over, calendar.between(row.found_on, ended))


def four_facts(session: Session, row: Finding) -> list[tuple[str, str, str, str]]:
    """Unrectified, returned, recurrent, repeat: title, css, word, and what it is about. None is ever another."""
    stands = standing(session, row)
    rejected = select(func.count()).where(Look.finding_id == row.id, Look.is_verified.is_(False))
    returns = session.scalar(rejected) or 0
    is_open = rules.is_unrectified(row.state, row.severity)
    before = session.get(Finding, row.recurrence_of) if row.recurrence_of else None
    again = select(func.count()).where(
        Finding.requirement.in_(checklists.line_of(session, row.requirement)),
        Finding.unit_id == row.unit_id,
        Finding.id < row.id,
        Finding.state.not_in([State.ANNULLED, State.DRAFT]),
    )
    earlier = session.scalar(again) or 0
    open_word = ngettext("yes, %(number)s working day", "yes, %(number)s working days", stands.age)
    return [
        (
            _("Unrectified"),
            "stop" if stands.is_over else "",
            open_word if is_open else _("no"),
            _("since it was found"),
        ),
        (_("Returned"), "look" if returns else "", _times(returns) if returns else _("no"), _("fixes rejected")),
        (
            _("Recurrent"),
            "look" if before else "",
            _("after № %(number)s", number=before.number) if before else _("no"),
            _("came back after it was closed"),
        ),
        (
            _("Repeat"),
            "look" if earlier else "",
            _("%(number)s before", number=earlier) if earlier else _("the first here"),
            _("of this requirement in the unit"),
        ),
    ]


def _times(number: int) -> str:
    return ngettext("%(number)s time", "%(number)s times", number)


@dataclass(frozen=True)
class TermDay:
    """One working day of a term: gone, waited, or left; `mark` names the original or the current date."""

    day: date
    css: str
    mark: str


@dataclass(frozen=True)
class Term:
    """The days of a term as a strip, and what it says."""

    days: Sequence[TermDay]
    spent: int
    whole: int
    left: int
    is_standing: bool
    is_preliminary: bool


def term(session: Session, row: Finding) -> Term | None:
    """The working days of a term from its first event to the current date; None where none runs."""
    rows, calendar = course.dates(session, row.id), calendars.calendar(session, row.unit_id)
    if not rows or row.due_on is None or row.original_due_on is None:
        return None
    until = row.closed_on or clock.today()
    waits = _waits(session, row)
    days: list[TermDay] = []
    day, last = rows[0].base_on, max(row.due_on, min(until, row.due_on + timedelta(days=MOST_DAYS)))
    while day < last:
        day += timedelta(days=1)
        if calendar.is_working(day):
            mark = {row.original_due_on: "original", row.due_on: "current"}.get(day, "")
            days.append(TermDay(day, _css(day, until, row.due_on, waits), mark))
    spent = sum(one.css == "gone" for one in days)
    whole = sum(one.day <= row.due_on and one.css != "stands" for one in days)
    is_standing = row.state is State.FIX_REPORTED
    left = sum(one.css == "left" for one in days)
    return Term(days[-MOST_DAYS:], spent, whole, left, is_standing, rows[-1].is_preliminary)


def _css(day: date, until: date, due_on: date, waits: Sequence[tuple[date, date]]) -> str:
    if any(first < day <= last for first, last in waits):
        return "stands"
    if day > until:
        return "left"
    return "gone" if day <= due_on else "over"


def _waits(session: Session, row: Finding) -> list[tuple[date, date]]:
    """When reported fixes waited: after the day of the report up to the day of the look, or today."""
    done = queries.course_of(session, row.id)
    looked = {one.seq: one.looked_on for one in done.looks}
    return [(one.reported_on, looked.get(one.seq, clock.today())) for one in done.fixes]


def stages(row: Finding) -> list[tuple[str, str]]:
    """The way of a finding as words and css: done, here, or still ahead."""
    way = [
        (_("Issued"), {State.ISSUED}),
        (_("Accepted"), {State.ACKNOWLEDGED, State.IN_WORK}),
        (_("Fix reported"), {State.FIX_REPORTED}),
        (_("Fix confirmed"), {State.VERIFIED}),
    ]
    if row.severity in rules.NEEDS_EFFECT:
        way.append((_("Effect judged"), {State.EFFECTIVE, State.INEFFECTIVE}))
    place = next((n for n, (_word, states) in enumerate(way) if row.state in states), -1)
    is_closed = rules.is_closed(row.state, row.severity)
    return [
        (word, "done" if n < place or (n == place and is_closed) else "here" if n == place else "")
        for n, (word, _s) in enumerate(way)
    ]


def head_today(session: Session, row: Finding) -> Person | None:
    """Who heads the unit today."""
    return posts.head(session, row.unit_id, clock.today())


@dataclass(frozen=True)
class Told:
    """One line of the course: when, what, css, who and details."""

    at: datetime
    what: str
    css: str
    who: str
    more: str


def told(session: Session, row: Finding) -> list[Told]:
    """Everything that was done, the newest first."""
    done = queries.course_of(session, row.id)
    found = [Told(row.at, _("Found"), "", "", format_date(row.found_on))]
    for date_row in course.dates(session, row.id):
        if date_row.kind in (DateKind.INITIAL, DateKind.KEPT, DateKind.RECALC):
            more = _(
                "due %(day)s, calendar %(version)s",
                day=format_date(date_row.due_on),
                version=words.calendar(date_row.calendar),
            )
            found.append(Told(date_row.at, _("Act delivered, the term runs"), "", "", more))
        elif date_row.kind is DateKind.WAITING:
            more = _("due %(day)s", day=format_date(date_row.due_on))
            days = ngettext(
                "%(number)s day of waiting given back", "%(number)s days of waiting given back", date_row.days
            )
            found.append(Told(date_row.at, days, "", "", more))
    found += [
        Told(
            one.at,
            _("Fix reported") if one.seq == 1 else _("Fix reported again"),
            "look",
            one.person.short_name,
            one.text,
        )
        for one in done.fixes
    ]
    found += [
        Told(
            one.at,
            _("Fix confirmed") if one.is_verified else _("Fix rejected"),
            "fine" if one.is_verified else "stop",
            one.person.short_name,
            one.text,
        )
        for one in done.looks
    ]
    return sorted([*found, *_asked(done), *_planned(done)], key=lambda one: one.at, reverse=True)


def _asked(done: queries.Course) -> list[Told]:
    found = []
    for one in done.extensions:
        dates = f"{format_date(one.from_due_on)} → {format_date(one.asked_due_on)}"
        reason = f"{words.REASONS[one.reason]}: {one.text}"
        found.append(Told(one.asked_at, _("Extension asked for"), "", one.asker.short_name, f"{dates} · {reason}"))
        if one.decided_at is not None and one.decider is not None:
            word, css = (_("Term extended"), "fine") if one.is_granted else (_("Extension refused"), "stop")
            found.append(Told(one.decided_at, word, css, one.decider.short_name, f"{dates} · {one.why}"))
    for permit in done.permits:
        more = _("until %(day)s", day=format_date(permit.until_on)) + f" · {permit.order_no} · {permit.measures}"
        found.append(Told(permit.at, _("Permitted for a time"), "look", permit.person.short_name, more))
    for asked in done.annulments:
        found.append(Told(asked.asked_at, _("Annulment asked for"), "look", asked.asker.short_name, asked.reason))
        if asked.decided_at is not None and asked.decider is not None:
            word = _("Annulled by two") if asked.is_agreed else _("Annulment refused")
            found.append(Told(asked.decided_at, word, "stop", asked.decider.short_name, asked.document_no))
    return found


def _planned(done: queries.Course) -> list[Told]:
    found = [Told(one.at, _("Executor named"), "", one.person.short_name, "") for one in done.executors]
    for plan in done.plans:
        more = f"{plan.measure} · {format_date(plan.judged_on)}"
        found.append(Told(plan.at, _("Effectiveness plan fixed"), "", plan.judge.short_name, more))
        if plan.verdict is not None and plan.verdict_at is not None:
            word = _("Effect judged: %(verdict)s", verdict=str(words.VERDICTS[plan.verdict]))
            numbers = _("%(failed)s failed of %(number)s", failed=plan.failed, number=plan.looked_at)
            found.append(Told(plan.verdict_at, word, "look", plan.judge.short_name, f"{numbers} · {plan.note}"))
    return found
