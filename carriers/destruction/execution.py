"""The execution of an approved act: sittings, units scanned and counted blind, exclusions, the end."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.operations import Ground
from carriers.custody.rules import Act, Family, objections_to_state
from carriers.destruction import queries, rules
from carriers.destruction.events import CarrierDestroyed, DestructionUnitMissing
from carriers.destruction.models import ActUnit, DestructionAct, Present, Sitting, UnitCount
from carriers.destruction.operations import record, reopen, sign_as
from carriers.destruction.rules import DestructionGuard, Exclusion, Signed, Stage, Unit
from carriers.loss import operations as losses
from carriers.loss.events import CarrierDeclaredMissing
from carriers.loss.operations import Declaration
from carriers.loss.rules import Circumstance
from kernel import clock
from kernel.account import Account
from kernel.codes.scanning import normalise_alias
from kernel.events import announce
from kernel.objections import Objection, refuse_if


def come(session: Session, row: DestructionAct, *, by: Account) -> Sitting:
    """A member is present, by a PIN that the caller has checked; the first one opens the sitting. Raises Refused."""
    facts = queries.facts(session, row, queries.units(session, row.id))
    refuse_if("come_to_sitting", rules.objections_to_sitting(facts, by.person_id), destruction=row.id)
    here = queries.sitting(session, row.id)
    if here is None:
        here = Sitting(act_id=row.id, opened_at=clock.now())
        session.add(here)
        session.flush()
    if by.person_id not in facts.present:
        session.add(Present(sitting_id=here.id, person_id=by.person_id, account_id=by.id, at=clock.now()))
        record(session, "come_to_sitting", row, by=by, sitting=here.id)
    return here


def leave(session: Session, row: DestructionAct, *, left_in: str, seal_no: str, by: Account) -> None:
    """Break the execution off: what is left is sealed and put away. Raises Refused."""
    facts = queries.facts(session, row, queries.units(session, row.id))
    here = queries.sitting(session, row.id)
    objections = rules.objections_to_sitting(facts, by.person_id)
    objections += [] if here else [Objection(DestructionGuard.NO_SITTING)]
    refuse_if("leave_sitting", objections, destruction=row.id)
    if here is not None:
        here.closed_at, here.left_in, here.seal_no = clock.now(), left_in, seal_no
        commit = {"place": left_in} if left_in else None
        record(session, "leave_sitting", row, commit=commit, by=by, sitting=here.id, seal=seal_no or None)


def check(
    session: Session, row: DestructionAct, carrier: Carrier, *, sheets: int | None, serial: str, by: Account
) -> bool:
    """One unit under the scanner. True where it is checked; False where a count differs and another member counts.

    Paper is counted blind; of an electronic medium the serial number is read from it. Raises Refused.
    """
    unit = queries.unit(session, row.id, carrier.id)
    rows = queries.units(session, row.id)
    counted = queries.counts(session, row.id, carrier.id) if unit else []
    pairs = [(one.person_id, one.sheets) for one in counted]
    objections = rules.objections_to_checking(
        queries.facts(session, row, rows), unit.what if unit else None, pairs, by.person_id
    )
    objections += objections_to_state(carriers.facts(session, carrier), Act.DESTROY)
    if carrier.family is Family.PAPER and sheets is None:
        objections.append(Objection(DestructionGuard.COUNT))
    if carrier.family is Family.ELECTRONIC and not _is_same(serial, carrier.serial_no):
        objections.append(Objection(DestructionGuard.SERIAL))
    refuse_if("check_unit", objections, carrier=carrier.id, destruction=row.id)
    assert unit is not None  # noqa: S101 - the guard has asked
    if sheets is not None and carrier.family is Family.PAPER:
        count = UnitCount(act_id=row.id, carrier_id=carrier.id, person_id=by.person_id, sheets=sheets, at=clock.now())
        session.add(count)
    is_right = carrier.family is not Family.PAPER or sheets == carrier.total_sheets
    if is_right:
        unit.what, unit.checked_at = Unit.CHECKED, clock.now()
        unit.serial_read = serial or None
    told: dict[str, Any] = {"sheets": sheets} if sheets is not None else {}
    record(session, "check_unit", row, by=by, carrier=carrier.code, is_right=is_right, **told)
    return is_right


def _is_same(read: str, known: str) -> bool:
    """Whether a serial number read from a medium is that of the register."""
    return bool(read.strip()) and normalise_alias(read) == normalise_alias(known)


def exclude(session: Session, row: DestructionAct, carrier: Carrier, why: Exclusion, *, text: str, by: Account) -> None:
    """A member takes a unit out, by a PIN that the caller has checked; what is not there is missing. Raises Refused."""
    unit = queries.unit(session, row.id, carrier.id)
    facts = queries.facts(session, row, queries.units(session, row.id))
    objections = rules.objections_to_excluding(facts, unit.what if unit else Unit.REMOVED, by.person_id)
    refuse_if("exclude_unit", objections, carrier=carrier.id, destruction=row.id)
    assert unit is not None  # noqa: S101 - the guard has asked
    unit.what, unit.exclusion, unit.excluded_why = Unit.EXCLUDED, why, text
    record(session, "exclude_unit", row, by=by, carrier=carrier.code, why=why.value, reason=text)
    if why is not Exclusion.NOT_FOUND:
        custody.step(session, carrier, Act.DESELECT, Ground(row.code, reason=text), by=by)
        return
    said = Declaration(Circumstance.AT_DESTRUCTION, clock.now(), row.place, text)
    case = losses.declare(session, carrier, said, by=by)
    unit.case_id = case.id
    session.flush()
    announce(session, DestructionUnitMissing(row.id, carrier.id, case.id))


def finish(session: Session, row: DestructionAct, *, seen: str, by: Account) -> bool:
    """A member confirms the execution, by a PIN that the caller has checked. True where that was the last one.

    Then everything checked is destroyed, for ever. Raises Refused.
    """
    rows = queries.units(session, row.id)
    facts, now = queries.facts(session, row, rows), queries.end_hash(row, rows)
    refuse_if("finish_act", rules.objections_to_finishing(facts, by.person_id, seen=seen, now=now), destruction=row.id)
    sign_as(session, row, Signed.EXECUTION, now, by=by)
    record(session, "finish_act", row, by=by, list=now)
    if not facts.finished | {by.person_id} >= facts.members:
        return False
    _destroy(session, row, rows, by=by)
    return True


def _destroy(session: Session, row: DestructionAct, rows: Sequence[ActUnit], *, by: Account) -> None:
    checked = {one.carrier_id: one for one in rows if one.what is Unit.CHECKED}
    for carrier in carriers.locked(session, list(checked)):
        custody.step(session, carrier, Act.DESTROY, Ground(row.code), by=by)
        checked[carrier.id].what = Unit.DESTROYED
        announce(session, CarrierDestroyed(row.id, carrier.id))
    here = queries.sitting(session, row.id)
    if here is not None:
        here.closed_at = clock.now()
    row.stage, row.executed_at = Stage.EXECUTED, clock.now()
    record(session, "execute_act", row, by=by, count=len(checked))


def drop_missing(session: Session, fact: CarrierDeclaredMissing) -> None:
    """A carrier that is declared missing leaves its act: off an open list, out of an approved one."""
    for unit, row in queries.of_carrier(session, fact.carrier_id):
        if unit.what not in (Unit.LISTED, Unit.CHECKED):
            continue
        if row.stage is Stage.APPROVED:
            unit.what, unit.exclusion, unit.case_id = Unit.EXCLUDED, Exclusion.NOT_FOUND, fact.case_id
            announce(session, DestructionUnitMissing(row.id, fact.carrier_id, fact.case_id))
        elif row.stage in (Stage.DRAFT, Stage.SIGNED):
            unit.what = Unit.REMOVED
            reopen(row)
        session.flush()
