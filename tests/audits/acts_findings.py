"""Forms of findings that act, each by whose turn it is."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from audits.findings import closing, extensions
from audits.findings.closing import Measure
from audits.findings.models import Finding
from audits.findings.rules import Plan, Reason
from kernel import clock
from people.accounts.models import Account
from tests import factories as f
from tests.acts import Fields, Made, Stage, acts
from tests.audits import office as o
from tests.audits.office import Office

TEXTS = ("Мөр сатып алынады", "Сейф жабылды")
JUDGED_IN = timedelta(days=30)


def _of(stage: Stage, make: Callable[[Session, Office], Finding], chair: str, deed: str, fields: Fields) -> Made:
    """The page of a deed at a finding made for an office, opened by one of its chairs."""
    of = stage.make(o.office)
    row = stage.make(lambda session: make(session, of))
    account: Account = getattr(of, chair)
    stage.client.sit(account.login)
    action = f"/findings/{row.id}/{deed}"
    stage.client.get(action)
    return action, fields


def _grave(session: Session, of: Office) -> Finding:
    return o.reported(session, of, severity=2)


def _planned(session: Session, of: Office) -> Finding:
    row = _grave(session, of)
    plan = Plan(of.leader.person_id or 0, clock.today() + JUDGED_IN, 9, 0)
    closing.plan_effect(session, row, Measure("Мөрі бүтін сейфтер", plan), by=of.second)
    return row


def _verified(session: Session, of: Office) -> Finding:
    row = _planned(session, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.second)
    return row


def _asked(session: Session, of: Office) -> Finding:
    row = o.in_work(session, of)
    extensions.ask(session, row, clock.today() + timedelta(days=60), Reason.PROCUREMENT, TEXTS, by=of.head)
    return row


def _wrong(session: Session, of: Office) -> Finding:
    row = o.in_work(session, of)
    closing.ask_annulment(session, row, reason="Басқа нысанда", document_no="7-а", by=of.leader)
    return row


@acts("findings.answer:acknowledge")
def acknowledge(stage: Stage) -> Made:
    return _of(stage, o.issued, "head", "acknowledge", {"interim": "Сейф жабылды"})


@acts("findings.answer:assign")
def assign(stage: Stage) -> Made:
    made = _of(stage, o.in_work, "head", "assign", {})
    person = stage.make(lambda session: f.a_person(session).code)
    return made[0], {"who": person}


@acts("findings.answer:evidence")
def evidence(stage: Stage) -> Made:
    return _of(stage, o.in_work, "fixer", "evidence", {"kind": "act", "reference": "№ 61"})


@acts("findings.answer:report")
def report(stage: Stage) -> Made:
    return _of(stage, o.shown_evidence, "fixer", "report", {"text": "Мөр ауыстырылды"})


@acts("findings.answer:extend")
def extend(stage: Stage) -> Made:
    fields = {"until_on": "20.01.2027", "reason": "procurement", "text": TEXTS[0], "interim": TEXTS[1]}
    return _of(stage, o.in_work, "head", "extend", fields)


@acts("findings.verify:effect")
def effect(stage: Stage) -> Made:
    made = _of(stage, _grave, "leader", "effect", {})
    judge = stage.make(lambda session: f.a_person(session).code)
    fields = {"measure": "Мөрі бүтін сейфтер", "sample": "9", "target": "0", "judged_on": "20.01.2027"}
    return made[0], {**fields, "judge": judge}


@acts("findings.verify:confirm")
def confirm(stage: Stage) -> Made:
    return _of(stage, o.reported, "leader", "confirm", {"text": "Мөр бүтін"})


@acts("findings.verify:reject")
def reject(stage: Stage) -> Made:
    return _of(stage, o.reported, "leader", "reject", {"text": "Жазба жоқ"})


@acts("findings.verify:judge")
def judge(stage: Stage) -> Made:
    fields = {"verdict": "ineffective", "looked_at": "3", "sample": "2", "note": "Екеуі бүлінген"}
    return _of(stage, _verified, "leader", "judge", fields)


@acts("findings.decide:extension")
def extension(stage: Stage) -> Made:
    return _of(stage, _asked, "chief", "extension", {"is_granted": "yes", "why": "Келісілді"})


@acts("findings.decide:permit")
def permit(stage: Stage) -> Made:
    fields = {"until_on": "20.01.2027", "order_no": "44-п", "measures": "Күзет"}
    return _of(stage, o.in_work, "chief", "permit", fields)


@acts("findings.annul:annulment")
def annulment(stage: Stage) -> Made:
    return _of(stage, o.in_work, "leader", "annulment", {"document_no": "7-а", "reason": "Басқа нысанда"})


@acts("findings.annul:annul")
def annul(stage: Stage) -> Made:
    return _of(stage, _wrong, "chief", "annul", {"is_agreed": "yes"})


@acts("findings.extent")
def extent(stage: Stage) -> Made:
    of = stage.make(o.office)
    row = stage.make(lambda session: o.issued(session, of, severity=1))
    stage.make(lambda session: o.a_thing(session, of.unit, of.leader))
    stage.client.sit(of.leader.login)
    action = f"/findings/{row.id}/extent"
    stage.client.get(action)
    return action, {"thing_0": "not"}


@acts("findings.export")
def export(stage: Stage) -> Made:
    of = stage.make(o.office)
    stage.make(lambda session: o.issued(session, of))
    stage.client.sit(of.leader.login)
    stage.client.get("/findings")
    return "/findings/export?which=open&sort=date", {}
