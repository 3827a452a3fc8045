"""The acts of custody. Each asks the rules, writes the carrier, the movement and the journal, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from carriers.custody import queries, replay, rules
from carriers.custody.events import CarrierReturnedLate
from carriers.custody.models import Carrier, Movement, Receipt, ReceiptSigned, SheetCount
from carriers.custody.queries import Hands
from carriers.custody.rules import CUSTODY, Act, Confirmation, Count
from kernel import clock
from kernel.account import Account, id_of
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.events import announce
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.register import queries as persons
from people.register.models import Person


@dataclass(frozen=True)
class Signatures:
    """Who acknowledged the act and how, and the second registry worker where the grade asks for one."""

    giver: Confirmation | None = None
    receiver: Confirmation | None = None
    second: Account | None = None
    listed: str | None = None  # SHA-256 of the list they acknowledged, in hexadecimal digits
    due_at: datetime | None = None  # when it must be back, as that list said; None: as the terms say now


@dataclass(frozen=True)
class Ground:
    """What an act outside the desk rests on: the code of an act or case, when it was done, and why."""

    paper: str | None = None
    happened_at: datetime | None = None  # where that was earlier than it is entered
    reason: str | None = None


AT_THE_DESK = Ground()


def open_receipt(session: Session, act: Act, hands: Hands, *, by: Account) -> Receipt:
    """The numbered paper of one act at the desk."""
    receipt = Receipt(
        code=serials.take(session, Kind.ACT)[0].text,
        act=act,
        at=clock.now(),
        account_id=by.id,
        giver_id=hands.giver.id if hands.giver else None,
        receiver_id=hands.receiver.id if hands.receiver else None,
    )
    session.add(receipt)
    session.flush()
    return receipt


def sign(session: Session, receipt: Receipt, *, second: Account | None) -> None:
    """Keep the receipt as it stands now that everything is handed over: later changes of names leave it alone."""
    origin, size, root = journal.anchor(session)
    people = {
        "giver": receipt.giver_id,
        "receiver": receipt.receiver_id,
        "worker": queries.person_of(session, receipt.account_id),
        "second": second.person_id if second else None,
    }
    known = persons.shown(session, people.values())
    shown = {name: known.get(number or 0) for name, number in people.items()}
    session.add(ReceiptSigned(receipt_id=receipt.id, origin=origin, size=size, root=root, **shown))
    session.flush()


def issue(
    session: Session,
    carrier: Carrier,
    receiver: Person,
    *,
    signatures: Signatures,
    receipt: Receipt,
    ground: Ground = AT_THE_DESK,
    by: Account,
) -> Movement:
    """Issue a carrier that the caller has locked. Raises Refused with every reason at once."""
    objections = objections_to_issue(session, carrier, receiver, second=signatures.second, by=by)
    objections += rules.objections_to_confirmation([signatures.receiver])
    refuse_if(Act.ISSUE, objections, carrier=carrier.id, person=receiver.id)
    due_at = signatures.due_at or queries.due(session, carrier.rank, receiver).at
    hands = Hands(None, receiver)
    return _move(session, carrier, Act.ISSUE, hands, signatures, receipt, due_at=due_at, ground=ground, by=by)


def take_back(
    session: Session,
    carrier: Carrier,
    giver: Person,
    *,
    sheets_counted: int | None,
    signatures: Signatures,
    receipt: Receipt,
    ground: Ground = AT_THE_DESK,
    by: Account,
) -> Movement:
    """Take a carrier back from its holder, paper counted by sheets. Raises Refused with every reason at once."""
    objections = objections_to_take_back(session, carrier, giver, sheets_counted, second=signatures.second, by=by)
    objections += rules.objections_to_confirmation([signatures.giver])
    refuse_if(Act.TAKE_BACK, objections, carrier=carrier.id, person=giver.id)
    hands = Hands(giver, None)
    return _move(
        session, carrier, Act.TAKE_BACK, hands, signatures, receipt, sheets=sheets_counted, ground=ground, by=by
    )


def transfer(
    session: Session,
    carrier: Carrier,
    hands: tuple[Person, Person],
    *,
    sheets_counted: int | None,
    signatures: Signatures,
    receipt: Receipt,
    by: Account,
) -> Movement:
    """Pass a carrier from one holder to another through the registry; both acknowledge. Raises Refused."""
    giver, receiver = hands
    sides = queries.sides(session, Hands(giver, receiver), second=signatures.second, by=by)
    objections = rules.objections_to_transfer(queries.facts(session, carrier), sides, sheets_counted)
    objections += rules.objections_to_confirmation([signatures.giver, signatures.receiver])
    refuse_if(Act.TRANSFER, objections, carrier=carrier.id, person=giver.id, receiver=receiver.id)
    return _move(
        session,
        carrier,
        Act.TRANSFER,
        Hands(giver, receiver),
        signatures,
        receipt,
        due_at=signatures.due_at or queries.due(session, carrier.rank, receiver).at,
        sheets=sheets_counted,
        by=by,
    )


def count_sheets(session: Session, carrier: Carrier, sheets: int, *, by: Account) -> SheetCount:
    """Keep what somebody counted, whatever it is: nobody takes a count back."""
    return _counted(session, carrier, Count.COUNTED, sheets, by=by)


def declare_sheets_missing(session: Session, carrier: Carrier, sheets: int, *, by: Account) -> SheetCount:
    """Say on the carrier's card and in the journal that sheets are gone; `sheets` are those that are there."""
    return _counted(session, carrier, Count.DECLARED_MISSING, sheets, by=by)


def _counted(session: Session, carrier: Carrier, what: Count, sheets: int, *, by: Account) -> SheetCount:
    expected = carrier.total_sheets or 0
    op = "count_sheets" if what is Count.COUNTED else "declare_sheets_missing"
    n = journal.append(
        session,
        op,
        by=by,
        subject=f"carrier:{carrier.id}",
        carrier=carrier.code,
        movement=carrier.movement_n,
        sheets=sheets,
        expected=expected,
    )
    found = SheetCount(
        carrier_id=carrier.id,
        movement_n=carrier.movement_n,
        what=what,
        sheets=sheets,
        expected=expected,
        account_id=by.id,
        at=clock.now(),
        journal_n=n,
    )
    session.add(found)
    session.flush()
    return found


def step(
    session: Session,
    carrier: Carrier,
    act: Act,
    ground: Ground,
    *,
    hands: Hands | None = None,
    second: Account | None = None,
    by: Account | None,
) -> Movement:
    """An act outside the desk on a carrier that the caller has locked; the room that asks for it has its own guards.

    Raises Refused where the carrier's state does not allow it.
    """
    objections = rules.objections_to_state(queries.facts(session, carrier), act)
    objections += rules.objections_to_parting(act, is_composed=carrier.is_composed)
    refuse_if(act, objections, carrier=carrier.id)
    signed = Signatures(second=second)
    return _move(session, carrier, act, hands or Hands(None, None), signed, None, ground=ground, by=by)


def objections_to_issue(
    session: Session, carrier: Carrier, receiver: Person, *, second: Account | None, by: Account
) -> list[Objection]:
    """What the guards say of an issue now."""
    sides = queries.sides(session, Hands(None, receiver), second=second, by=by)
    return rules.objections_to_issue(queries.facts(session, carrier), sides)


def objections_to_take_back(
    session: Session, carrier: Carrier, giver: Person, sheets: int | None, *, second: Account | None, by: Account
) -> list[Objection]:
    """What the guards say of a return now."""
    sides = queries.sides(session, Hands(giver, None), second=second, by=by)
    return rules.objections_to_take_back(queries.facts(session, carrier), sides, sheets)


def enter(session: Session, carrier: Carrier, *, by: Account | None) -> Movement:
    """The first movement of a new carrier: it is in the registry from now on."""
    return _move(session, carrier, Act.REGISTER, Hands(None, None), Signatures(), None, by=by)


def _move(
    session: Session,
    carrier: Carrier,
    act: Act,
    hands: Hands,
    signatures: Signatures,
    receipt: Receipt | None,
    *,
    due_at: datetime | None = None,
    sheets: int | None = None,
    ground: Ground = AT_THE_DESK,
    by: Account | None,
) -> Movement:
    before, after, was_due = carrier.state, CUSTODY[carrier.state][act], carrier.due_at
    carrier.state, carrier.holder_id, carrier.due_at = after, _person_id(hands.receiver), due_at
    carrier.since, carrier.movement_n = clock.now(), carrier.movement_n + 1
    session.flush()
    movement = Movement(
        carrier_id=carrier.id,
        n=carrier.movement_n,
        previous_n=carrier.movement_n - 1 or None,
        act=act,
        from_state=before,
        to_state=after,
        at=carrier.since,
        account_id=id_of(by),
        second_account_id=signatures.second.id if signatures.second else None,
        giver_id=_person_id(hands.giver),
        receiver_id=_person_id(hands.receiver),
        giver_confirmed=signatures.giver,
        receiver_confirmed=signatures.receiver,
        due_at=due_at,
        sheets_counted=sheets,
        receipt_id=receipt.id if receipt else None,
        paper=ground.paper,
        happened_at=ground.happened_at,
        reason=ground.reason,
    )
    movement.journal_n = _record(session, carrier, movement, receipt, signatures.listed, by=by)
    session.add(movement)
    session.flush()
    came_at = ground.happened_at or movement.at
    if act in (Act.TAKE_BACK, Act.TRANSFER) and hands.giver and was_due and was_due < came_at:
        announce(session, CarrierReturnedLate(carrier.id, movement.n, hands.giver.id, was_due, came_at))
    return movement


def _person_id(person: Person | None) -> int | None:
    return person.id if person else None


def _record(
    session: Session,
    carrier: Carrier,
    movement: Movement,
    receipt: Receipt | None,
    listed: str | None,
    *,
    by: Account | None,
) -> int:
    """The number of the journal's entry of a movement; a title is only committed to, when the carrier is registered."""
    return journal.append(
        session,
        movement.act,
        by=by,
        subject=f"carrier:{carrier.id}",
        commit={"title": carrier.title} if movement.act is Act.REGISTER else None,
        carrier=carrier.code,
        movement=movement.n,
        states=[movement.from_state, movement.to_state],
        giver=movement.giver_id,
        receiver=movement.receiver_id,
        confirmed=[movement.giver_confirmed, movement.receiver_confirmed],
        second=movement.second_account_id,
        due=replay.due_text(movement.due_at),
        sheets=movement.sheets_counted,
        receipt=receipt.code if receipt else None,
        list=listed,
        **replay.told_of_ground(movement),
        facts=replay.facts(carrier) if movement.act is Act.REGISTER else None,
    )
