"""Acts at the desk: filling a basket by scanner, acknowledging, committing all of it or none."""

from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries as custody_queries
from carriers.custody import rules as custody_rules
from carriers.custody.models import Carrier, Movement, Receipt
from carriers.custody.operations import Signatures
from carriers.custody.rules import Act, Confirmation, CustodyGuard, Due
from carriers.desk import queries, rules
from carriers.desk.models import Basket, BasketRow
from carriers.desk.queries import Desk, Line
from carriers.desk.rules import Chair, DeskGuard, Step, Verdict
from kernel import clock
from kernel.account import Account
from kernel.database.engine import INSERTS
from kernel.database.transactions import record_refusal
from kernel.journal import entries as journal
from kernel.objections import Objection, Refused
from people.accounts import queries as accounts
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Permission


def basket_of(session: Session, account: Account) -> Basket:
    """The account's open basket, locked; a new one for an issue where none is open."""
    found = queries.locked_basket(session, account)
    if found is not None:
        return found
    # Two requests at once may both find none: the second waits here for the first and then finds its basket.
    row = {"account_id": account.id, "act": Act.ISSUE, "opened_at": clock.now()}
    insert = INSERTS[session.get_bind().dialect.name](Basket).values(row)
    session.execute(insert.on_conflict_do_nothing())
    made = queries.locked_basket(session, account)
    assert made is not None  # noqa: S101 - just made, by us or by the one we waited for
    return made


def set_act(session: Session, basket: Basket, act: Act) -> bool:
    """Choose issue, return or transfer. False, and nothing changed, while carriers lie in the basket."""
    if queries.rows(session, basket):
        return basket.act is act
    if basket.act is not act:
        _turn(basket, act)
    return True


def _turn(basket: Basket, act: Act) -> None:
    """Another act with the same person: from the first chair of one to the first chair of the other."""
    person_id = basket.sitter_id(rules.desk_act(basket.act).chairs[0])
    for chair in Chair:
        basket.seat(chair, None)
    basket.act = act
    basket.seat(rules.desk_act(act).chairs[0], person_id)
    _changed(basket)


def seat_person(basket: Basket, person: Person) -> None:
    """Put the person on the first empty chair of the act; where none is empty, on the last."""
    chairs = rules.desk_act(basket.act).chairs
    basket.seat(next((chair for chair in chairs if basket.sitter_id(chair) is None), chairs[-1]), person.id)
    _changed(basket)


def add(session: Session, basket: Basket, carrier: Carrier) -> BasketRow:
    """Lay a carrier on the desk. The acknowledgements given before are void: the list has changed.

    A wrong count made since the carrier last passed on comes with it.
    """
    standing = queries.rows(session, basket)
    if not standing:
        _follow(basket, carrier)
    position = standing[0].position + 1 if standing else 1
    made = [one.sheets for one in custody_queries.counts_now(session, carrier)]
    counts = (*custody_rules.standing_counts(carrier.total_sheets or 0, made), None, None)
    row = BasketRow(basket_id=basket.id, position=position, carrier_id=carrier.id, is_open=True)
    row.sheets_counted, row.sheets_recounted = counts[:2]
    row.carrier = carrier
    session.add(row)
    _changed(basket)
    return row


def add_whole(session: Session, basket: Basket, carrier: Carrier, *, max_rank: int) -> BasketRow:
    """Lay a carrier on the desk with everything that passes on with it; returns its own row, the last.

    What lies above the worker's grade does not exist for them: it is not laid, and the whole is stopped without it.
    """
    others = custody_queries.whole(session, carrier) if carrier.is_composed else []
    lying = {row.carrier_id for row in queries.rows(session, basket)} if others else set()
    for one in others:
        is_new = one.id != carrier.id and one.id not in lying and queries.open_row_of(session, one.id) is None
        if is_new and one.rank <= max_rank:
            add(session, basket, one)
    return add(session, basket, carrier)


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


def count_sheets(session: Session, desk: Desk, line: Line, sheets: int, *, by: Account) -> None:
    """The first count, by the worker; a second one, where the first was wrong, by another worker alone."""
    counter = by if not line.row.counts else desk.second
    if counter is None or not line.is_blind:
        raise Refused("count_sheets", [Objection(CustodyGuard.COUNT)], _subject(desk.basket))
    if line.row.counts:
        line.row.sheets_recounted = sheets
    else:
        line.row.sheets_counted = sheets
    custody.count_sheets(session, line.carrier, sheets, by=counter)
    _changed(desk.basket)


def declare_sheets_missing(session: Session, desk: Desk, line: Line, *, by: Account) -> None:
    """After two counts that differ from the register: said on the card and in the journal, and off the desk."""
    if not line.is_short or line.row.sheets is None:
        raise Refused("declare_sheets_missing", [Objection(CustodyGuard.COUNT)], _subject(desk.basket))
    custody.declare_sheets_missing(session, line.carrier, line.row.sheets, by=by)
    remove(session, desk.basket, line.row)


def remove(session: Session, basket: Basket, row: BasketRow) -> None:
    """Take a row off the desk, with what passes on with it; a basket left empty forgets the second worker."""
    whole = {one.id for one in custody_queries.whole(session, row.carrier)}
    for lying in queries.rows(session, basket):
        lying.is_open = lying.carrier_id not in whole
    row.is_open = False
    _changed(basket)
    if not queries.rows(session, basket):
        basket.second_account_id = None


def call_second(basket: Basket, second: Account) -> None:
    basket.second_account_id, basket.is_second_confirmed = second.id, False
    basket.version += 1


def second_worker(session: Session, desk: Desk, person: Person, account: Account) -> Account | None:
    """An account of the registry that belongs to this person and sees all grades here; never one of who sits here.

    Nor of who counted before: what differs is counted again by somebody else.
    """
    rank = max(line.carrier.rank for line in desk.lines)
    if person.id == account.person_id or person.id in _counters(session, desk):
        return None
    found = accounts.by_person(session, person.id)
    return next((one for one in found if one.may(Permission.WORK_AT_DESK) and one.max_rank >= rank), None)


def _counters(session: Session, desk: Desk) -> set[int | None]:
    """The persons whose wrong counts wait for a second one."""
    waiting = [line for line in desk.lines if line.is_blind and line.row.counts]
    made = [one for line in waiting for one in custody_queries.counts_now(session, line.carrier)]
    found = [accounts.account(session, one.account_id) for one in made]
    return {account.person_id for account in found if account}


def cancel(session: Session, basket: Basket, *, by: Account) -> None:
    """Clear the desk. Nothing was handed over; that carriers lay here is journalled."""
    rows = queries.rows(session, basket)
    if rows:
        codes = [row.carrier.code for row in rows]
        journal.append(session, "cancel_basket", by=by, basket=basket.id, carriers=codes)
    _close(session, basket, None)


def may_acknowledge_by_scan(desk: Desk, person: Person) -> bool:
    """Whether it is this person's turn, and a pass scanned is enough for every grade that lies here."""
    chair = rules.CONFIRMING.get(desk.step)
    return chair is not None and desk.basket.sitter_id(chair) == person.id and desk.scan_acknowledges


def acknowledge_by_scan(session: Session, desk: Desk, person: Person, *, address: str) -> Objection | None:
    """Acknowledge by the pass; a PIN that has to wait is not passed by it, and what stands against it is returned."""
    objection = persons.pin_wait(session, person, address=address)
    if objection is None:
        _sign(desk, rules.CONFIRMING[desk.step], Confirmation.SECOND_SCAN)
    return objection


def whose_pin(desk: Desk) -> Person | None:
    """The person whose PIN the desk asks for now."""
    if desk.step in (Step.SECOND_PIN, Step.RECOUNT_SHEETS):
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
    if objection is None and desk.step is not Step.RECOUNT_SHEETS:
        _sign(desk, rules.CONFIRMING.get(desk.step), Confirmation.PIN)
    return objection


def _sign(desk: Desk, chair: Chair | None, how: Confirmation) -> None:
    """Somebody acknowledges the list as it lies here; what others acknowledged of another list is void."""
    basket = desk.basket
    if basket.signed_list not in (None, desk.list_hash):
        _changed(basket)
    basket.signed_list = desk.list_hash
    if chair is None:
        basket.is_second_confirmed = True
    else:
        basket.confirm(chair, how)
    basket.version += 1


def hand_over(session: Session, basket: Basket, *, by: Account) -> Receipt:
    """Hand over everything on the desk in one act, or nothing. Raises Refused with every objection to every row.

    Carriers and everybody at the desk are locked and read anew: who was dismissed a moment ago gets nothing.
    """
    rows = list(reversed(queries.rows(session, basket)))
    worker = queries.lock_everybody(session, basket, by)
    locked = {carrier.id: carrier for carrier in custody_queries.locked(session, [row.carrier_id for row in rows])}
    desk = queries.desk(session, basket, worker)
    objections = [objection for line in desk.lines for objection in line.objections if objection.bars]
    asked = rules.desk_act(basket.act).confirms
    objections += custody_rules.objections_to_confirmation([basket.confirmation(chair) for chair in asked])
    objections += rules.objections_to_list(basket.signed_list, desk.list_hash)
    objections += custody_rules.objections_to_workers(
        [custody_queries.works(one) for one in (worker, desk.second) if one]
    )
    if objections or desk.step is not Step.COMMIT:
        raise Refused(basket.act, objections, _subject(basket))
    receipt = custody.open_receipt(session, basket.act, desk.hands, by=by)
    dues = {line.carrier.id: line.due for line in desk.lines}
    for row in rows:
        _pass_on(session, locked[row.carrier_id], row, desk, dues[row.carrier_id], receipt, by=by)
    custody.sign(session, receipt, second=desk.second)
    _close(session, basket, receipt)
    return receipt


def _pass_on(
    session: Session,
    carrier: Carrier,
    row: BasketRow,
    desk: Desk,
    due: Due | None,
    receipt: Receipt,
    *,
    by: Account,
) -> Movement:
    """The operation of the basket's act, and of no other: nothing is handed over by falling through."""
    act, counted, giver, receiver = desk.basket.act, row.sheets, desk.hands.giver, desk.hands.receiver
    signed = Signatures(
        desk.basket.giver_confirmed,
        desk.basket.receiver_confirmed,
        desk.second if desk.basket.is_second_confirmed else None,
        listed=desk.list_hash.hex(),
        due_at=due.at if due else None,
    )
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
        case _:
            raise rules.NotOfTheDesk(act)


def refuse(desk: Desk, objections: Sequence[Objection]) -> NoReturn:
    """Nothing is done at this desk, for these reasons; the attempt is journalled."""
    raise Refused(desk.basket.act, objections, _subject(desk.basket))


def refuse_unless_shown(desk: Desk, *, is_shown: bool) -> None:
    """Only the desk that a page shows is acknowledged, handed over or cleared from it."""
    if not is_shown:
        refuse(desk, [Objection(DeskGuard.CHANGED)])


def refuse_if_barred(desk: Desk) -> None:
    """What bars a row bars the PIN as well: somebody may have lost their right since it was scanned."""
    barring = [one for line in desk.lines if line.verdict is Verdict.STOP for one in line.objections if one.bars]
    if barring:
        refuse(desk, barring)


def record_unshown(session: Session, desk: Desk, *, by: Account) -> None:
    """A pass scanned for a desk that the page did not show is an attempt too; what was scanned before it stands."""
    refused = Refused(desk.basket.act, [Objection(DeskGuard.CHANGED)], _subject(desk.basket))
    record_refusal(session, refused, by=by)


def record_refused(session: Session, basket: Basket, line: Line, *, by: Account) -> None:
    """A row that the guards stop is an attempt, and an attempt is journalled."""
    refused = Refused(basket.act, line.objections, {"carrier": line.carrier.id, **_subject(basket)})
    record_refusal(session, refused, by=by)


def _subject(basket: Basket) -> dict[str, int]:
    chairs = {"basket": basket.id, "giver": basket.giver_id, "receiver": basket.receiver_id}
    return {name: value for name, value in chairs.items() if value is not None}


def _changed(basket: Basket) -> None:
    """The list is not what anybody acknowledged any more, the second worker no more than giver and receiver."""
    basket.is_second_confirmed, basket.signed_list = False, None
    for chair in Chair:
        basket.confirm(chair, None)
    basket.version += 1


def _close(session: Session, basket: Basket, receipt: Receipt | None) -> None:
    for row in queries.rows(session, basket):
        row.is_open = False
    basket.closed_at = clock.now()
    basket.receipt_id = receipt.id if receipt else None
