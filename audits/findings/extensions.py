"""More time: asked for by who answers before the date, decided by another; and time under a permit of the head."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.findings import course, deadlines, rules
from audits.findings.deadlines import DateKind, Extended
from audits.findings.models import Deadline, Extension, Finding, Permit
from audits.findings.rules import Act, FindingGuard, Reason
from kernel import clock
from kernel.account import Account
from kernel.objections import Objection, refuse_if, there
from people.calendar import queries as calendars
from people.calendar.rules import Week, plus_months
from people.terms import queries as terms


def asked(session: Session, finding_id: int) -> Extension | None:
    """The request that waits for its decision."""
    query = select(Extension).where(Extension.finding_id == finding_id, Extension.is_granted.is_(None))
    return session.scalars(query.order_by(Extension.id.desc()).limit(1)).one_or_none()


def given(session: Session, row: Finding) -> Extended:
    """How often and by how many working days the date was extended, and what the terms of today allow."""
    rows, today = course.dates(session, row.id), clock.today()
    granted = [one for one in rows if one.kind is DateKind.EXTENSION]
    return Extended(
        len(granted),
        sum(one.days for one in granted),
        _first(session, row, rows),
        terms.value(session, "extension_most", today),
        terms.value(session, "extension_share", today),
        terms.value(session, "extension_ask_days", today),
    )


def _first(session: Session, row: Finding, rows: list[Deadline]) -> int:
    """The working days of the original term; of a kept date, those that its severity gives."""
    if rows and rows[0].kind is DateKind.INITIAL:
        return rows[0].days
    return terms.value(session, f"fix_days_{row.severity}", clock.today())


def ask(
    session: Session, row: Finding, asked_due_on: date, reason: Reason, texts: tuple[str, str], *, by: Account
) -> Extension:
    """`texts` are why, and the interim measure in force. Raises Refused with every reason."""
    found = rules.objections_to_answering(course.chairs(session, row), by.person_id)
    if asked(session, row.id) is not None:
        found.append(Objection(FindingGuard.ASKED))
    if row.due_on is None:
        found.append(Objection(FindingGuard.STATE, {"state": row.state}))
    else:
        calendar, days = calendars.calendar(session, row.unit_id), (row.due_on, asked_due_on)
        found += deadlines.objections_to_extension(
            calendar, row.severity, row.state, days, clock.today(), given(session, row)
        )
    refuse_if(Act.ASK_EXTENSION, found, finding=row.id)
    text, interim = texts
    until = calendars.calendar(session, row.unit_id).forward(asked_due_on)  # КоАП, art. 739(5)
    added = Extension(
        finding_id=row.id,
        asker_id=by.person_id,
        reason=reason,
        text=text,
        interim=interim,
        from_due_on=row.due_on,
        asked_due_on=until,
        asked_at=clock.now(),
    )
    session.add(added)
    commit = {"text": text, "interim": interim}
    course.tell(session, row, Act.ASK_EXTENSION, by=by, commit=commit, until_on=until.isoformat())
    return added


def decide(session: Session, row: Finding, *, is_granted: bool, why: str, by: Account) -> None:
    """Somebody who is not the asker, does not answer and does not fix decides, with the reason. Raises Refused."""
    request = asked(session, row.id)
    act = Act.GRANT_EXTENSION if is_granted else Act.REFUSE_EXTENSION
    found = rules.objections_to_apart(course.chairs(session, row), by.person_id)
    if request is None:
        found.append(Objection(FindingGuard.NOT_ASKED))
    else:
        if request.asker_id == by.person_id:
            found.append(Objection(FindingGuard.EXT_ASKER))
        if is_granted and (row.state not in rules.RUNNING or row.due_on is None):
            found.append(Objection(FindingGuard.STATE, {"state": row.state}))
        elif is_granted and row.due_on is not None and clock.today() > row.due_on:
            found.append(Objection(FindingGuard.EXT_SILENT))
        elif is_granted and request.asked_due_on <= (row.due_on or request.asked_due_on):
            found.append(Objection(FindingGuard.EXT_EARLIER))
    refuse_if(act, found, finding=row.id)
    request = there(request)
    request.decider_id, request.is_granted = by.person_id, is_granted
    request.why, request.decided_at = why, clock.now()
    if is_granted and row.due_on is not None:
        calendar, before = calendars.calendar(session, row.unit_id), row.due_on
        days = calendar.between(before, request.asked_due_on, Week.FIVE)
        course.set_date(session, row, DateKind.EXTENSION, before, days, request.asked_due_on, by=by)
    course.tell(session, row, act, by=by, commit={"why": why}, until_on=request.asked_due_on.isoformat())


def permit(session: Session, row: Finding, until_on: date, order_no: str, *, measures: str, by: Account) -> None:
    """Work goes on with the defect under measures until a day; the finding stays open and counted. Raises Refused."""
    today = clock.today()
    found = rules.objections_to_apart(course.chairs(session, row), by.person_id)
    if row.state not in rules.OPEN:
        found.append(Objection(FindingGuard.STATE, {"state": row.state}))
    if until_on <= today:
        found.append(Objection(FindingGuard.PERMIT_OVER))
    months = terms.value(session, "permit_months", today)
    if until_on > plus_months(today, months):
        found.append(Objection(FindingGuard.PERMIT_LONG, {"months": months}))
    refuse_if(Act.PERMIT, found, finding=row.id)
    session.add(
        Permit(
            finding_id=row.id,
            order_no=order_no,
            measures=measures,
            until_on=until_on,
            person_id=by.person_id,
            at=clock.now(),
        )
    )
    row.permit_until = until_on
    told = {"until_on": until_on.isoformat(), "order": order_no}
    course.tell(session, row, Act.PERMIT, by=by, commit={"measures": measures}, **told)
