"""Forms of commissions and of cases of loss that act."""

from typing import Any

from sqlalchemy.orm import Session

from carriers.loss import operations
from carriers.loss.models import LossCase
from carriers.loss.rules import Informed
from kernel import clock
from kernel.grades import Grade
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

NOW = "23.11.2026 09:15"


@acts("commission.form")
def form(stage: Stage) -> Made:
    people = [stage.make(f.a_person) for _n in range(3)]
    stage.sit(Role.HEAD, "/commissions/new")
    return "/commissions/new", {
        "purpose": "loss",
        "order_no": "12-ж",
        "order_on": "20.11.2026",
        "valid_from": "20.11.2026",
        "valid_to": "20.11.2027",
        "chairman": people[0].code,
        "members": "\n".join(one.code for one in people[1:]),
        "secretary": "",
    }


@acts("loss.declare")
def declare(stage: Stage) -> Made:
    address = f"/carriers/{stage.make(f.a_flash).id}/missing"
    stage.sit(Role.CLERK, address)
    return address, {"circumstance": "not_presented", "at": NOW, "place": "Сейф", "measures": ""}


def investigated(session: Session) -> LossCase:
    """A case with everything that a confirmation asks for."""
    case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    two = f.a_person(session), f.a_person(session)
    operations.inform(session, case, Informed.AUTHORITY, clock.now(), letter="41", by=head)
    operations.search(session, case, clock.now(), ("шкаф", "жоқ"), two, is_last=False, by=head)
    operations.appoint(session, case, f.a_commission(session), by=head)
    operations.conclude(session, case, "Қорытынды", by=head)
    operations.confirm_degree(session, case, Grade.SECRET, by=head)
    return case


def appointed(session: Session) -> LossCase:
    case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    operations.appoint(session, case, f.a_commission(session), by=head)
    return case


def of(stage: Stage, make: Any, deed: str, role: Role, **fields: Any) -> Made:
    address = f"/losses/{stage.make(make).id}/{deed}"
    stage.sit(role, address)
    return address, fields


@acts("loss.step:inform")
def inform(stage: Stage) -> Made:
    return of(stage, f.a_case, "inform", Role.HEAD, whom="head", at=NOW, letter="")


@acts("loss.step:search")
def search(stage: Stage) -> Made:
    who, witness = (stage.make(f.a_person).code for _n in range(2))
    two = {"who": who, "witness": witness}
    return of(stage, f.a_case, "search", Role.HEAD, at=NOW, place="Шкаф", result="Жоқ", **two)


@acts("loss.lead:commission")
def appoint(stage: Stage) -> Made:
    commission = stage.make(f.a_commission)
    return of(stage, f.a_case, "commission", Role.HEAD, commission_id=commission.id)


@acts("loss.lead:degree")
def degree(stage: Stage) -> Made:
    return of(stage, appointed, "degree", Role.HEAD, rank=1)


@acts("loss.lead:damage")
def damage(stage: Stage) -> Made:
    return of(stage, investigated, "damage", Role.HEAD, damage="1250000.50", decision="7-ш")


@acts("loss.lead:conclude")
def conclude(stage: Stage) -> Made:
    def searched(session: Session) -> LossCase:
        case, two = appointed(session), (f.a_person(session), f.a_person(session))
        by = f.an_account(session, Role.HEAD)
        operations.search(session, case, clock.now(), ("шкаф", "жоқ"), two, is_last=True, by=by)
        return case

    return of(stage, searched, "conclude", Role.HEAD, conclusion="Сейф тексерілмеген")


@acts("loss.step:found")
def found(stage: Stage) -> Made:
    finder = stage.make(f.a_person).code
    fields = {"at": NOW, "place": "Сейф", "who": finder, "sheets": "", "seal": "Бүтін", "exposed_to": ""}
    return of(stage, f.a_case, "found", Role.CLERK, **fields)


@acts("loss.confirm:confirm")
def confirm(stage: Stage) -> Made:
    return of(stage, investigated, "confirm", Role.ORG_HEAD, consent_no="118-к", consent_on="23.11.2026")


@acts("loss.export")
def export(stage: Stage) -> Made:
    stage.make(f.a_case)
    stage.sit(Role.HEAD, "/losses")
    return "/losses/export?which=open", {}
