"""Forms of inspections that act, each by whose turn it is."""

from collections.abc import Callable
from fractions import Fraction

from sqlalchemy.orm import Session

from audits.inspections import acts as ends
from audits.inspections import operations, samples
from audits.inspections.models import Inspection
from audits.inspections.rules import Mark, Reply
from people.register.models import Person
from tests import factories as f
from tests.acts import Fields, Made, Stage, acts
from tests.audits import office as o
from tests.audits.office import Office


def _of(
    stage: Stage,
    make: Callable[[Session, Office], Inspection],
    chair: str,
    page: str,
    fields: Fields,
    action: str = "",
) -> Made:
    """A page of an inspection made for an office, opened by one of its chairs."""
    of = stage.make(o.office)
    row = stage.make(lambda session: make(session, of))
    stage.client.sit(getattr(of, chair).login)
    stage.client.get(f"/inspections/{row.id}{page}")
    return f"/inspections/{row.id}{action or page}", fields


def _bad(session: Session, of: Office) -> Inspection:
    row = o.begun(session, of)
    operations.answer(session, row, o.said("A01", Mark.NOT_MET), by=of.leader)
    return row


def _differing(session: Session, of: Office) -> Inspection:
    row = _bad(session, of)
    operations.answer(session, row, o.said("A01"), by=of.second)
    return row


def _answered(session: Session, of: Office) -> Inspection:
    return o.answered(session, of)[0]


def _drafted(session: Session, of: Office) -> Inspection:
    return o.drafted(session, of)[0]


def _signed(session: Session, of: Office) -> Inspection:
    return o.signed(session, of)[0]


def _delivered(session: Session, of: Office) -> Inspection:
    row = _signed(session, of)
    ends.deliver(session, row, o.shown(session, row), by=of.head)
    return row


def _objected(session: Session, of: Office) -> Inspection:
    row = _delivered(session, of)
    ends.object_to(session, row, "1-ескертпеге қарсымын", by=of.head)
    return row


def _replied(session: Session, of: Office) -> Inspection:
    row = _objected(session, of)
    ends.reply_to(session, row, Reply.REJECTED, "Қаралды", by=of.leader)
    return row


def _planned(session: Session, of: Office) -> Inspection:
    return o.planned(session, of)


def _holding(session: Session, of: Office) -> Inspection:
    """The unit holds two carriers."""
    clerk, holder = f.an_account(session), session.get_one(Person, of.fixer.person_id)
    for _n in range(2):
        f.issued(session, f.a_flash(session), holder, by=clerk)
    return o.begun(session, of)


@acts("inspections.new")
def new(stage: Stage) -> Made:
    of = stage.make(o.office)
    stage.client.sit(of.leader.login)
    stage.client.get("/inspections/new")
    days = {"first_on": "24.11.2026", "last_on": "27.11.2026", "period_from": "01.01.2026", "period_to": "23.11.2026"}
    fields = {"kind": "planned", "matter": "regime", "unit_id": of.unit.id, "object_id": "0", "basis": "Жоспар"}
    return "/inspections/new", {**fields, **days}


@acts("inspections.export")
def export(stage: Stage) -> Made:
    of = stage.make(o.office)
    stage.make(lambda session: o.begun(session, of))
    stage.client.sit(of.leader.login)
    stage.client.get("/inspections")
    return "/inspections/export?which=open", {}


@acts("inspections.step:team")
def team(stage: Stage) -> Made:
    of = stage.make(o.office)
    row = stage.make(lambda session: o.unnamed(session, of))
    code = stage.make(lambda session: session.get_one(Person, of.leader.person_id).code)
    stage.client.sit(of.leader.login)
    stage.client.get(f"/inspections/{row.id}/team")
    return f"/inspections/{row.id}/team", {"leader": code, "team": ""}


@acts("inspections.order:order")
def order(stage: Stage) -> Made:
    return _of(stage, _planned, "chief", "/order", {"order_no": "12-п", "last_on": "23.11.2026", "dice": "4 2 6"})


@acts("inspections.step:begin")
def begin(stage: Stage) -> Made:
    return _of(stage, o.ordered, "leader", "/begin", {})


@acts("inspections.step:cancel")
def cancel(stage: Stage) -> Made:
    return _of(stage, o.ordered, "leader", "/cancel", {"reason": "Бөлімше таратылды"})


@acts("inspections.item")
def item(stage: Stage) -> Made:
    return _of(stage, o.begun, "leader", "/items/1", {"mark": "met", "how": "examination"})


@acts("inspections.settle")
def settle(stage: Stage) -> Made:
    made = _of(stage, _differing, "leader", "/items/1", {}, "/items/1/settle")
    return made[0], {"answer_id": "1"}


@acts("inspections.finding")
def finding(stage: Stage) -> Made:
    fields = {"severity": "3", "object_id": "0", "found_on": "23.11.2026", "recurrence_of": "0"}
    return _of(stage, _bad, "leader", "/items/1/finding", {**fields, "description": "Мөр бүлінген"})


@acts("inspections.drop")
def drop(stage: Stage) -> Made:
    of = stage.make(o.office)
    row, finding = stage.make(lambda session: o.answered(session, of))
    stage.client.sit(of.leader.login)
    action = f"/inspections/{row.id}/findings/{finding.id}/drop"
    stage.client.get(action)
    return action, {"reason": "Басқа нысанда"}


@acts("inspections.draw")
def draw(stage: Stage) -> Made:
    return _of(stage, _holding, "leader", "/sample", {"share": "0.05", "confidence": "0.95"}, "/sample/draw")


@acts("inspections.population")
def population(stage: Stage) -> Made:
    def make(session: Session, of: Office) -> Inspection:
        row = _holding(session, of)
        samples.draw(session, row, Fraction(1, 20), Fraction(19, 20), by=of.leader)
        return row

    return _of(stage, make, "leader", "/sample", {}, "/sample/export")


@acts("inspections.check")
def check(stage: Stage) -> Made:
    made = _of(stage, _holding, "leader", "/sample", {}, "/sample/check")
    code = stage.make(o.first_code)
    return made[0], {"text": code, "is_as_registered": "yes", "note": ""}


@acts("inspections.step:draft")
def draft(stage: Stage) -> Made:
    return _of(stage, _answered, "leader", "/draft", {"conclusion": "Режим сақталады"})


@acts("inspections.step:back")
def back(stage: Stage) -> Made:
    return _of(stage, _drafted, "leader", "/back", {"reason": "Қате табылды"})


@acts("inspections.act")
def act(stage: Stage) -> Made:
    return _of(stage, _drafted, "leader", "/act", {"pin": f.PIN})


@acts("inspections.step:refused")
def refused(stage: Stage) -> Made:
    made = _of(stage, _signed, "leader", "/refused", {})
    return made[0], {"witness": stage.make(lambda session: f.a_person(session).code)}


@acts("inspections.objection:object")
def objection(stage: Stage) -> Made:
    return _of(stage, _delivered, "head", "/object", {"text": "1-ескертпеге қарсымын"})


@acts("inspections.step:reply")
def reply(stage: Stage) -> Made:
    return _of(stage, _objected, "leader", "/reply", {"reply": "rejected", "text": "Қаралды"})


@acts("inspections.step:close")
def close(stage: Stage) -> Made:
    return _of(stage, _replied, "leader", "/close", {})
