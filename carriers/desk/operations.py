"""Acts at the desk: filling a basket by scanner, acknowledging, committing all of it or none."""

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries as custody_queries
from carriers.custody import rules as custody_rules
from carriers.custody.models import Carrier, Receipt
from carriers.custody.operations import Hands, Signatures
from carriers.custody.rules import Act, Confirmation, State
from carriers.desk import queries, rules
from carriers.desk.models import Basket, BasketRow
from carriers.desk.queries import Desk, Line
from carriers.desk.rules import Step
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
        person_id = basket.receiver_id if basket.act is Act.ISSUE else basket.giver_id
        basket.act = act
        basket.giver_id = None if act is Act.ISSUE else person_id
        basket.receiver_id = person_id if act is Act.ISSUE else None
        _unconfirm(basket)
    session.flush()
    return True


def seat_person(session: Session, basket: Basket, person: Person) -> None:
    """Put the person on the first empty chair of the act; an empty basket changes its only person."""
    if basket.act is Act.ISSUE or (basket.act is Act.TRANSFER and basket.giver_id is not None):
        basket.receiver_id = person.id
    else:
        basket.giver_id = person.id
    _unconfirm(basket)
    session.flush()


def add(session: Session, basket: Basket, carrier: Carrier, *, by_hand: bool) -> BasketRow:
    """Lay a carrier on the desk. The acknowledgements given before are void: the list has changed."""
    standing = queries.rows(session, basket)
    if not standing:
        _follow(basket, carrier)
    position = standing[0].position + 1 if standing else 1
    row = BasketRow(basket_id=basket.id, position=position, carrier_id=carrier.id, is_by_hand=by_hand, is_open=True)
    row.carrier = carrier
    session.add(row)
    _unconfirm(basket)
    session.flush()
    return row


def _follow(basket: Basket, carrier: Carrier) -> None:
    at_desk = basket.receiver_id is None or basket.receiver_id == carrier.holder_id
    act = rules.act_of_first_scan(basket.act, carrier.state, is_holder_at_desk=at_desk)
    if act is Act.TAKE_BACK and carrier.state is State.ISSUED and basket.giver_id is None:
        basket.giver_id, basket.receiver_id = carrier.holder_id, None
    elif act is Act.ISSUE and basket.act is Act.TAKE_BACK:
        basket.giver_id, basket.receiver_id = None, basket.giver_id
    basket.act = act


def count_sheets(session: Session, basket: Basket, row: BasketRow, sheets: int) -> None:
    row.sheets_counted = sheets
    _unconfirm(basket)
    session.flush()


def remove(session: Session, basket: Basket, row: BasketRow) -> None:
    """Take a row off the desk; a basket left empty forgets the second worker."""
    row.is_open = False
    _unconfirm(basket)
    session.flush()


def call_second(session: Session, basket: Basket, second: Account) -> None:
    basket.second_account_id, basket.is_second_confirmed = second.id, False
    session.flush()


def second_worker(session: Session, person: Person, account: Account, rank: int) -> Account | None:
    """Another account of the registry that belongs to this person and sees the grade; never the one at the desk."""
    found = accounts.by_person(session, person.id)
    fit = (one for one in found if one.may(Permission.WORK_AT_DESK) and one.max_rank >= rank)
    return next((one for one in fit if one.id != account.id), None)


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
    if person.id == basket.giver_id and basket.giver_confirmed is None:
        basket.giver_confirmed = Confirmation.SECOND_SCAN
    elif person.id == basket.receiver_id and basket.receiver_confirmed is None:
        basket.receiver_confirmed = Confirmation.SECOND_SCAN
    else:
        return False
    session.flush()
    return True


def whose_pin(desk: Desk) -> Person | None:
    """The person whose PIN the desk asks for now."""
    if desk.step is Step.SECOND_PIN and desk.second is not None:
        return desk.second.person
    if desk.step is Step.GIVER_CONFIRMS and desk.giver is not None:
        return desk.giver.person
    if desk.step is Step.RECEIVER_CONFIRMS and desk.receiver is not None:
        return desk.receiver.person
    return None


def enter_pin(session: Session, desk: Desk, pin: str, *, address: str) -> Objection | None:
    """Acknowledge by PIN for the person whose turn it is; what stands against it is returned, not raised."""
    person = whose_pin(desk)
    if person is None:
        return None
    objection = persons.pin_objection(session, person, pin, address=address)
    if objection is None:
        basket = desk.basket
        if desk.step is Step.SECOND_PIN:
            basket.is_second_confirmed = True
        elif desk.step is Step.GIVER_CONFIRMS:
            basket.giver_confirmed = Confirmation.PIN
        else:
            basket.receiver_confirmed = Confirmation.PIN
        session.flush()
    return objection


def hand_over(session: Session, basket: Basket, *, by: Account) -> Receipt:
    """Hand over everything on the desk in one act, or nothing. Raises Refused with every objection to every row."""
    rows = list(reversed(queries.rows(session, basket)))
    locked = {carrier.id: carrier for carrier in custody_queries.locked(session, [row.carrier_id for row in rows])}
    desk = queries.desk(session, basket, by)
    objections = [objection for line in desk.lines for objection in line.objections if objection.bars]
    objections += _unacknowledged(desk)
    if objections or desk.step is not Step.COMMIT:
        raise Refused(basket.act, objections, _subject(basket))
    hands = Hands(desk.giver.person if desk.giver else None, desk.receiver.person if desk.receiver else None)
    receipt = custody.open_receipt(session, basket.act, hands, by=by)
    signatures = Signatures(basket.giver_confirmed, basket.receiver_confirmed, desk.second)
    for row in rows:
        _pass_on(session, locked[row.carrier_id], row, hands, signatures, receipt, by=by)
    _close(session, basket, receipt)
    return receipt


def _pass_on(
    session: Session,
    carrier: Carrier,
    row: BasketRow,
    hands: Hands,
    signatures: Signatures,
    receipt: Receipt,
    *,
    by: Account,
) -> None:
    giver, receiver = hands.giver, hands.receiver
    if receiver and giver:
        custody.transfer(
            session,
            carrier,
            (giver, receiver),
            sheets_counted=row.sheets_counted,
            signatures=signatures,
            receipt=receipt,
            by=by,
        )
    elif receiver:
        custody.issue(session, carrier, receiver, signatures=signatures, receipt=receipt, by=by)
    elif giver:
        custody.take_back(
            session,
            carrier,
            giver,
            sheets_counted=row.sheets_counted,
            signatures=signatures,
            receipt=receipt,
            by=by,
        )


def _unacknowledged(desk: Desk) -> list[Objection]:
    basket = desk.basket
    asked = {
        Act.ISSUE: [basket.receiver_confirmed],
        Act.TAKE_BACK: [basket.giver_confirmed],
        Act.TRANSFER: [basket.giver_confirmed, basket.receiver_confirmed],
    }
    return custody_rules.objections_to_confirmation(asked[basket.act])


def record_refused(session: Session, basket: Basket, line: Line, *, by: Account) -> None:
    """A row that the guards stop is an attempt, and an attempt is journalled."""
    refused = Refused(basket.act, line.objections, {**_subject(basket), "carrier": line.carrier.id})
    record_refusal(session, refused, by=by)


def _subject(basket: Basket) -> dict[str, int]:
    chairs = {"basket": basket.id, "giver": basket.giver_id, "receiver": basket.receiver_id}
    return {name: value for name, value in chairs.items() if value is not None}


def _unconfirm(basket: Basket) -> None:
    basket.giver_confirmed = basket.receiver_confirmed = None


def _close(session: Session, basket: Basket, receipt: Receipt | None) -> None:
    for row in queries.rows(session, basket):
        row.is_open = False
    basket.closed_at = clock.now()
    basket.receipt_id = receipt.id if receipt else None
    session.flush()
