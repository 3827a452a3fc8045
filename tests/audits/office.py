"""A unit with its head, two inspectors from elsewhere, the head of the body, and an inspection that they hold."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.checklists.shipped import checklist
from audits.findings import course, operations
from audits.findings.models import Finding
from audits.findings.operations import Draft
from audits.findings.rules import EvidenceKind
from audits.inspections import acts, queries
from audits.inspections import operations as inspections
from audits.inspections.models import Inspection
from audits.inspections.operations import Order, Plan, Said
from audits.inspections.rules import Counted, How, Kind, Mark, Matter
from audits.objects import operations as objects
from audits.objects.models import InspectedObject
from audits.objects.operations import Facts
from audits.objects.rules import ObjectKind
from carriers.custody.models import Carrier
from kernel import clock
from kernel.grades import Grade
from people.accounts.models import Account
from people.register.models import Person, Unit
from people.roles.rules import Role
from tests import factories

UNCOUNTED = Counted(None, None, None)
LASTS = timedelta(days=3)
DEFECT = "Сейф № 2: мөр бедері бүлінген"


@dataclass(frozen=True)
class Office:
    """Accounts of the five chairs, and what they sit about."""

    body: Unit
    unit: Unit
    chief: Account
    head: Account
    fixer: Account
    leader: Account
    second: Account
    thing: InspectedObject


def office(session: Session) -> Office:
    """Everybody of one body, the head of the unit not in the units of the others."""
    body = factories.a_unit(session)
    unit, audit = (factories.a_unit(session, parent=body) for _n in range(2))
    leader, second = (_account(session, audit, Role.INSPECTOR) for _n in range(2))
    return Office(
        body,
        unit,
        _head(session, body, Role.ORG_HEAD),
        _head(session, unit, Role.UNIT_HEAD),
        _account(session, unit, Role.EXECUTOR),
        leader,
        second,
        a_thing(session, unit, leader),
    )


def a_thing(session: Session, unit: Unit, by: Account, kind: ObjectKind = ObjectKind.CONTAINER) -> InspectedObject:
    return objects.enter(session, kind, Facts("Сейф № 2", unit.id, "301-бөлме", Grade.SECRET, ""), by=by)


def _account(session: Session, unit: Unit, role: Role) -> Account:
    return factories.an_account(session, role, person=factories.a_person(session, unit_id=unit.id))


def _head(session: Session, unit: Unit, role: Role) -> Account:
    account = _account(session, unit, role)
    chair = factories.a_post(session, unit=unit, is_head=True)
    factories.a_tenure(session, chair, session.get_one(Person, account.person_id))
    return account


def unnamed(session: Session, of: Office) -> Inspection:
    """In the plan, without a team."""
    today = clock.today()
    days, period = (today, today + LASTS), (date(today.year, 1, 1), today)
    plan = Plan(Kind.PLANNED, Matter.REGIME, of.unit.id, of.thing.id, days, period, "Жылдық жоспар")
    return inspections.plan(session, plan, by=of.leader)


def planned(session: Session, of: Office) -> Inspection:
    """In the plan, with its team of two."""
    row = unnamed(session, of)
    team = [(session.get_one(Person, one.person_id), n == 0) for n, one in enumerate((of.leader, of.second))]
    inspections.name_team(session, row, team, by=of.leader)
    return row


def ordered(session: Session, of: Office) -> Inspection:
    """Ordered by the head of the body."""
    row = planned(session, of)
    inspections.prepare(session, row, Order("12-п", clock.today(), "4 2 6"), by=of.chief)
    return row


def begun(session: Session, of: Office) -> Inspection:
    row = ordered(session, of)
    inspections.begin(session, row, by=of.leader)
    return row


def said(item: str, mark: Mark = Mark.MET, *, seen: int = 0, note: str = "") -> Said:
    return Said(item, mark, How.EXAMINATION, UNCOUNTED, note or ("" if mark is Mark.MET else "Қаралды"), seen)


def a_draft(row: Inspection, of: Office, item: str = "G03", *, severity: int = 3) -> Draft:
    span = row.first_on, row.last_on
    return Draft(row.id, span, item, f"KZ-{item}", of.unit.id, of.thing.id, severity, DEFECT, clock.today())


def answered(session: Session, of: Office, *, severity: int = 3, item: str = "G03") -> tuple[Inspection, Finding]:
    """Every item answered, one of them not met, with its finding."""
    row = begun(session, of)
    for one in checklist().items:
        mark = Mark.NOT_MET if one.code == item else Mark.MET
        inspections.answer(session, row, said(one.code, mark), by=of.leader)
    return row, operations.draft(session, a_draft(row, of, item, severity=severity), by=of.leader)


def drafted(session: Session, of: Office, *, severity: int = 3) -> tuple[Inspection, Finding]:
    row, finding = answered(session, of, severity=severity)
    acts.draft(session, row, "Режим сақталады, бір бұзушылық бар.", by=of.leader)
    return row, finding


def signed(session: Session, of: Office, *, severity: int = 3) -> tuple[Inspection, Finding]:
    row, finding = drafted(session, of, severity=severity)
    for one in (of.leader, of.second):
        acts.sign(session, row, shown(session, row), by=one)
    return row, finding


def shown(session: Session, row: Inspection) -> str:
    """The hash that a page of the act shows."""
    found = queries.act(session, row.id)
    return found.sha256 if found else ""


def issued(session: Session, of: Office, *, severity: int = 3) -> Finding:
    row, finding = signed(session, of, severity=severity)
    acts.deliver(session, row, shown(session, row), by=of.head)
    return course.locked(session, finding.id)


def in_work(session: Session, of: Office, *, severity: int = 3) -> Finding:
    row = issued(session, of, severity=severity)
    operations.acknowledge(session, row, interim="Сейф жабылды", by=of.head)
    operations.assign(session, row, session.get_one(Person, of.fixer.person_id), by=of.head)
    return row


def shown_evidence(session: Session, of: Office, *, severity: int = 3) -> Finding:
    row = in_work(session, of, severity=severity)
    operations.show_evidence(session, row, EvidenceKind.ACT, "№ 61 акт", by=of.fixer)
    return row


def first_code(session: Session) -> str:
    """The code of a carrier that somebody holds."""
    return session.scalars(select(Carrier.code).where(Carrier.holder_id.is_not(None))).first() or ""


def reported(session: Session, of: Office, *, severity: int = 3) -> Finding:
    row = shown_evidence(session, of, severity=severity)
    operations.report(session, row, text="Мөр ауыстырылды", by=of.fixer)
    return row
