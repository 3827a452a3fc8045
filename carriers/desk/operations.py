"""Acts at the desk: filling a basket by scanner, acknowledging, committing all of it or none."""

from typing import assert_never

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries as custody_queries
from carriers.custody import rules as custody_rules
from carriers.custody.models import Carrier, Movement, Receipt
from carriers.custody.operations import Signatures
from carriers.custody.rules import Act, Confirmation, CustodyGuard
from carriers.desk import queries, rules
from carriers.desk.models import Basket, BasketRow
from carriers.desk.queries import Desk, Line
from carriers.desk.rules import Chair, Step
from kernel import clock
from kernel.account import Account
from kernel.database.transactions import record_refusal
from kernel.journal import entries as journal
from kernel.objections import Objection, Refused
from people.accounts import queries as accounts
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Permission


def basket_of(session: Session, account: Account) -> Basket:
    """The account's open basket, locked; a new one for an issue where none is open."""
    basket = queries.locked_basket(session, account)
    if basket is None:
        basket = Basket(account_id=account.id, act=Act.ISSUE, opened_at=clock.now())
        session.add(basket)
        session.flush()
    return basket


def set_act(session: Session, basket: Basket, act: Act) -> bool:
    """Choose issue, return or transfer. False, and nothing changed, while carriers lie in the basket."""
    if queries.rows(session, basket):
        return basket.act is act
    if basket.act is not act:
        _turn(basket, act)
    session.flush()
    return True


def _turn(basket: Basket, act: Act) -> None:
    """Another act with the same person: from the first chair of one to the first chair of the other."""
    person_id = basket.sitter_id(rules.desk_act(basket.act).chairs[0])
    for chair in Chair:
        basket.seat(chair, None)
    basket.act = act
    basket.seat(rules.desk_act(act).chairs[0], person_id)
    _unconfirm(basket)


def seat_person(session: Session, basket: Basket, person: Person) -> None:
    """Put the person on the first empty chair of the act; where none is empty, on the last."""
    chairs = rules.desk_act(basket.act).chairs
    basket.seat(next((chair for chair in chairs if basket.sitter_id(chair) is None), chairs[-1]), person.id)
    _unconfirm(basket)
    session.flush()


def add(session: Session, basket: Basket, carrier: Carrier) -> BasketRow:
    """Lay a carrier on the desk. The acknowledgements given before are void: the list has changed."""
    standing = queries.rows(session, basket)
    if not standing:
        _follow(basket, carrier)
    position = standing[0].position + 1 if standing else 1
    row = BasketRow(basket_id=basket.id, position=position, carrier_id=carrier.id, is_open=True)
    row.carrier = carrier
    session.add(row)
    _unconfirm(basket)
    return row


def _follow(basket: Basket, carrier: Carrier) -> None:
    """The first carrier decides: whether it comes or goes, and, where it comes, from whom."""
    sitter_id = basket.sitter_id(rules.desk_act(basket.act).chairs[0])
    is_holder_at_desk = sitter_id is None or carrier.holder_id in (None, sitter_id)
    act = rules.act_of_first_scan(basket.act, carrier.state, is_holder_at_desk=is_holder_at_desk)
    if act is not basket.act:
        _turn(basket, act)
    record = rules.desk_act(act)
    if record.is_of_holder and basket.sitter_id(record.chairs[0]) is None:
        basket.seat(record.chairs[0], carrier.holder_id)


def count_sheets(session: Session, basket: Basket, row: BasketRow, sheets: int) -> None:
    row.sheets_counted = sheets
    _unconfirm(basket)
    session.flush()


def remove(session: Session, basket: Basket, row: BasketRow) -> None:
    """Take a row off the desk; a basket left empty forgets the second worker."""
    row.is_open = False
    _unconfirm(basket)
    session.flush()
    if not queries.rows(session, basket):
        basket.second_account_id = None
        session.flush()


def call_second(session: Session, basket: Basket, second: Account) -> None:
    basket.second_account_id, basket.is_second_confirmed = second.id, False
    session.flush()


def second_worker(session: Session, person: Person, account: Account, rank: int) -> Account | None:
    """An account of the registry that belongs to this person and sees the grade; never one of who sits at the desk."""
    if person.id == account.person_id:
        return None
    found = accounts.by_person(session, person.id)
    return next((one for one in found if one.may(Permission.WORK_AT_DESK) and one.max_rank >= rank), None)


def cancel(session: Session, basket: Basket, *, by: Account) -> None:
    """Clear the desk. Nothing was handed over; that carriers lay here is journalled."""
    rows = queries.rows(session, basket)
    if rows:
        codes = [row.carrier.code for row in rows]
        journal.append(session, "cancel_basket", by=by, basket=basket.id, carriers=codes)
    _close(session, basket, None)


def acknowledge_by_scan(session: Session, basket: Basket, person: Person) -> bool:
    """A pass scanned after the carriers is its holder's acknowledgement. False where it is nobody's turn."""
    if not queries.rows(session, basket):
        return False
    for chair in rules.desk_act(basket.act).confirms:
        if basket.sitter_id(chair) == person.id and basket.confirmation(chair) is None:
            basket.confirm(chair, Confirmation.SECOND_SCAN)
            session.flush()
            return True
    return False


def whose_pin(desk: Desk) -> Person | None:
    """The person whose PIN the desk asks for now."""
    if desk.step is Step.SECOND_PIN:
        return desk.second.person if desk.second else None
    chair = rules.CONFIRMING.get(desk.step)
    seat = desk.seat(chair) if chair else None
    return seat.person if seat else None


def enter_pin(session: Session, desk: Desk, pin: str, *, address: str) -> Objection | None:
    """Acknowledge by PIN for the person whose turn it is; what stands against it is returned, not raised."""
    person = whose_pin(desk)
    if person is None:
        return None
    objection = persons.pin_objection(session, person, pin, address=address)
    if objection is None:
        if desk.step is Step.SECOND_PIN:
            desk.basket.is_second_confirmed = True
        else:
            desk.basket.confirm(rules.CONFIRMING[desk.step], Confirmation.PIN)
        session.flush()
    return objection


def hand_over(session: Session, basket: Basket, *, by: Account) -> Receipt:
    """Hand over everything on the desk in one act, or nothing. Raises Refused with every objection to every row."""
    rows = list(reversed(queries.rows(session, basket)))
    locked = {carrier.id: carrier for carrier in custody_queries.locked(session, [row.carrier_id for row in rows])}
    desk = queries.desk(session, basket, by)
    objections = [objection for line in desk.lines for objection in line.objections if objection.bars]
    asked = rules.desk_act(basket.act).confirms
    objections += custody_rules.objections_to_confirmation([basket.confirmation(chair) for chair in asked])
    if objections or desk.step is not Step.COMMIT:
        raise Refused(basket.act, objections, _subject(basket))
    receipt = custody.open_receipt(session, basket.act, desk.hands, by=by)
    for row in rows:
        _pass_on(session, locked[row.carrier_id], row, desk, receipt, by=by)
    _close(session, basket, receipt)
    return receipt


def _pass_on(
    session: Session, carrier: Carrier, row: BasketRow, desk: Desk, receipt: Receipt, *, by: Account
) -> Movement:
    """The operation of the basket's act, and of no other: nothing is handed over by falling through."""
    act, counted, giver, receiver = desk.basket.act, row.sheets_counted, desk.hands.giver, desk.hands.receiver
    signed = Signatures(desk.basket.giver_confirmed, desk.basket.receiver_confirmed, desk.second)
    match act:
        case Act.ISSUE if receiver:
            return custody.issue(session, carrier, receiver, signatures=signed, receipt=receipt, by=by)
        case Act.TAKE_BACK if giver:
            return custody.take_back(
                session, carrier, giver, sheets_counted=counted, signatures=signed, receipt=receipt, by=by
            )
        case Act.TRANSFER if giver and receiver:
            pair = giver, receiver
            return custody.transfer(
                session, carrier, pair, sheets_counted=counted, signatures=signed, receipt=receipt, by=by
            )
        case Act.ISSUE | Act.TAKE_BACK | Act.TRANSFER:
            raise Refused(act, [Objection(CustodyGuard.CONFIRMATION)], _subject(desk.basket))
        case Act.REGISTER:
            raise rules.NotOfTheDesk(act)
    assert_never(act)


def record_refused(session: Session, basket: Basket, line: Line, *, by: Account) -> None:
    """A row that the guards stop is an attempt, and an attempt is journalled."""
    refused = Refused(basket.act, line.objections, {"carrier": line.carrier.id, **_subject(basket)})
    record_refusal(session, refused, by=by)


def _subject(basket: Basket) -> dict[str, int]:
    chairs = {"basket": basket.id, "giver": basket.giver_id, "receiver": basket.receiver_id}
    return {name: value for name, value in chairs.items() if value is not None}


def _unconfirm(basket: Basket) -> None:
    """The list is not what anybody acknowledged any more, the second worker no more than giver and receiver."""
    basket.is_second_confirmed = False
    for chair in Chair:
        basket.confirm(chair, None)


def _close(session: Session, basket: Basket, receipt: Receipt | None) -> None:
    for row in queries.rows(session, basket):
        row.is_open = False
    basket.closed_at = clock.now()
    basket.receipt_id = receipt.id if receipt else None
    session.flush()
