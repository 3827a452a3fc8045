"""The acts on a destruction act. Each asks the rules, writes the rows and the journal, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.operations import Ground
from carriers.custody.rules import Act
from carriers.destruction import queries, rules
from carriers.destruction.models import ActUnit, DestructionAct, Signature
from carriers.destruction.rules import DestructionGuard, Method, Signed, Stage, Unit
from kernel import clock
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if


@dataclass(frozen=True)
class Draft:
    """What an act says of itself beside its list."""

    basis: str
    method: Method
    place: str
    tool: str


def draw(session: Session, draft: Draft, commission: Commission, *, by: Account) -> DestructionAct:
    """A new act with nothing on it yet."""
    row = DestructionAct(
        code=serials.take(session, Kind.ACT)[0].text,
        stage=Stage.DRAFT,
        basis=draft.basis,
        method=draft.method,
        place=draft.place,
        tool=draft.tool,
        commission_id=commission.id,
        account_id=by.id,
        drawn_at=clock.now(),
    )
    session.add(row)
    session.flush()
    session.refresh(row)
    told = {"method": draft.method.value, "order": commission.order_no}
    record(session, "draw_act", row, commit={"basis": draft.basis, "place": draft.place}, by=by, **told)
    return row


def add(session: Session, row: DestructionAct, carrier: Carrier, *, by: Account) -> ActUnit:
    """Select a carrier that the caller has locked; it is issued to nobody from now on. Raises Refused."""
    facts = queries.facts(session, row, queries.units(session, row.id))
    objections = rules.objections_to_changing(facts)
    if carrier.rank > by.max_rank:
        objections.append(Objection(DestructionGuard.RANK_VIEW))
    refuse_if(Act.SELECT, objections, carrier=carrier.id)
    custody.step(session, carrier, Act.SELECT, Ground(row.code), by=by)
    last = session.scalar(select(func.max(ActUnit.position)).where(ActUnit.act_id == row.id)) or 0
    unit = session.get(ActUnit, (row.id, carrier.id)) or ActUnit(act_id=row.id, carrier_id=carrier.id)
    unit.position, unit.number, unit.rank = last + 1, carrier.number, carrier.rank
    unit.sheets, unit.what = carrier.total_sheets, Unit.LISTED
    session.add(unit)
    reopen(row)
    session.flush()
    return unit


def remove(session: Session, row: DestructionAct, carrier: Carrier, *, reason: str, by: Account) -> None:
    """Take a carrier off an act before its approval. Raises Refused."""
    unit = queries.unit(session, row.id, carrier.id)
    facts = queries.facts(session, row, queries.units(session, row.id))
    objections = rules.objections_to_changing(facts)
    if unit is None or unit.what is not Unit.LISTED:
        objections.append(Objection(DestructionGuard.NOT_LISTED))
    refuse_if(Act.DESELECT, objections, carrier=carrier.id)
    custody.step(session, carrier, Act.DESELECT, Ground(row.code, reason=reason), by=by)
    if unit is not None:
        unit.what = Unit.REMOVED
    reopen(row)
    session.flush()


def reopen(row: DestructionAct) -> None:
    """A list that changes is a draft again: whatever was signed was another list."""
    row.stage, row.changed_at = Stage.DRAFT, clock.now()


def sign(session: Session, row: DestructionAct, *, seen: str, by: Account) -> Signature:
    """A member signs the list in their own session, by a PIN that the caller has checked. Raises Refused.

    The last signature makes the act ready for approval.
    """
    rows = queries.units(session, row.id)
    facts, now = queries.facts(session, row, rows), queries.list_hash(row, rows)
    objections = rules.objections_to_signing(facts, by.person_id, seen=seen, now=now, max_rank=by.max_rank)
    refuse_if("sign_act", objections + queries.objections_to_list(session, row, rows), destruction=row.id)
    signature = sign_as(session, row, Signed.LIST, now, by=by)
    if facts.signed | {by.person_id} >= facts.members:
        row.stage = Stage.SIGNED
    record(session, "sign_act", row, by=by, list=now)
    return signature


def sign_as(session: Session, row: DestructionAct, what: Signed, hashed: str, *, by: Account) -> Signature:
    """A member's hand under a list or an execution with this hash."""
    signature = Signature(
        act_id=row.id, person_id=by.person_id, signed=what, hash=hashed, account_id=by.id, at=clock.now()
    )
    session.add(signature)
    session.flush()
    return signature


def approve(session: Session, row: DestructionAct, *, seen: str, by: Account) -> None:
    """The head of the body approves what everybody signed; the list is locked from now on. Raises Refused."""
    rows = queries.units(session, row.id)
    facts, now = queries.facts(session, row, rows), queries.list_hash(row, rows)
    objections = rules.objections_to_approving(facts, by.person_id, seen=seen, now=now, max_rank=by.max_rank)
    refuse_if("approve_act", objections + queries.objections_to_list(session, row, rows), destruction=row.id)
    row.stage, row.list_hash = Stage.APPROVED, now
    row.approver_id, row.approved_at = by.id, clock.now()
    record(session, "approve_act", row, by=by, list=now)


def cancel(session: Session, row: DestructionAct, *, reason: str, by: Account) -> None:
    """Everything on the act that was not destroyed goes back to the registry. Raises Refused."""
    rows = queries.units(session, row.id)
    refuse_if("cancel_act", rules.objections_to_cancelling(queries.facts(session, row, rows)), destruction=row.id)
    for carrier in carriers.locked(session, back_of(rows)):
        custody.step(session, carrier, Act.DESELECT, Ground(row.code, reason=reason), by=by)
    row.stage, row.cancelled_at, row.cancel_reason = Stage.CANCELLED, clock.now(), reason
    record(session, "cancel_act", row, by=by, reason=reason)


def back_of(rows: Sequence[ActUnit]) -> list[int]:
    """The carriers of an act that are still selected."""
    return [one.carrier_id for one in rows if one.what in (Unit.LISTED, Unit.CHECKED)]


def record(
    session: Session, op: str, row: DestructionAct, *, by: Account, commit: dict[str, str] | None = None, **fields: Any
) -> None:
    """One entry about an act."""
    session.flush()
    journal.append(session, op, by=by, subject=f"destruction:{row.id}", commit=commit, paper=row.code, **fields)
