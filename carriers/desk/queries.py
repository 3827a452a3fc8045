"""What lies on a desk now, and what the guards say of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.queries import Hands, Load
from carriers.custody.rules import COUNTS_ASKED, CustodyGuard, Due, Sides, objections_to_whole
from carriers.desk import rules
from carriers.desk.models import Basket, BasketRow
from carriers.desk.rules import Chair, Seating, Step, Verdict
from kernel import clock
from kernel.account import Account
from kernel.journal import canon
from kernel.objections import Objection
from people.accounts import queries as accounts
from people.accounts.models import Account as AccountRow
from people.admission import queries as admission
from people.admission.models import Clearance
from people.admission.rules import Standing
from people.register import queries as persons
from people.register.models import Person
from people.terms import queries as terms


@dataclass(frozen=True)
class Seat:
    """A person at the desk with everything the clerk should see of them."""

    person: Person
    standing: Standing
    clearance: Clearance | None
    load: Load


@dataclass(frozen=True)
class Line:
    """A row of the basket with its verdict and every objection."""

    row: BasketRow
    carrier: Carrier
    objections: tuple[Objection, ...]
    verdict: Verdict
    due: Due | None  # when it must be back, where this act gives it to somebody
    is_count_open: bool  # its sheets are to be counted in this act, and the count that stands is not the register's

    @property
    def is_blind(self) -> bool:
        """Whether somebody still has to count: till then no page tells how many sheets there are."""
        return self.is_count_open and len(self.row.counts) < COUNTS_ASKED

    @property
    def is_short(self) -> bool:
        """Whether two people counted and both found other than the register says."""
        return self.is_count_open and not self.is_blind


@dataclass(frozen=True)
class Desk:
    """All that the page shows: the basket, who sits at it, the rows, the next step."""

    basket: Basket
    giver: Seat | None
    receiver: Seat | None
    second: AccountRow | None
    hands: Hands
    lines: tuple[Line, ...]
    step: Step
    list_hash: bytes
    scan_acknowledges: bool  # whether a pass scanned again is enough for every grade here

    @property
    def edition(self) -> str:
        """What a page of this desk shows: whoever signs says which edition was before them."""
        return f"{self.basket.id or 0}.{self.basket.version or 0}.{self.list_hash.hex()}"

    @property
    def is_put_off(self) -> bool:
        """Whether something here would be due today, and the room has closed."""
        return any(line.due is not None and line.due.is_put_off for line in self.lines)

    def seat(self, chair: Chair) -> Seat | None:
        return self.giver if chair is Chair.GIVER else self.receiver

    @property
    def to_count(self) -> Line | None:
        """The paper whose sheets are to be counted now: one not counted yet, then one to count again, newest first."""
        papers = [line for line in self.lines if line.is_blind and line.verdict is not Verdict.STOP]
        return min(papers, key=lambda line: len(line.row.counts), default=None)


def open_basket(session: Session, account: Account) -> Basket | None:
    return session.scalars(
        select(Basket).where(Basket.account_id == account.id, Basket.closed_at.is_(None))
    ).one_or_none()


def locked_basket(session: Session, account: Account) -> Basket | None:
    """The account's open basket, locked until the transaction ends."""
    return session.scalars(
        select(Basket)
        .where(Basket.account_id == account.id, Basket.closed_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def rows(session: Session, basket: Basket) -> Sequence[BasketRow]:
    """Rows of a basket, the newest first."""
    return session.scalars(
        select(BasketRow)
        .where(BasketRow.basket_id == basket.id, BasketRow.is_open.is_(True))
        .options(joinedload(BasketRow.carrier).joinedload(Carrier.home_place))
        .order_by(BasketRow.position.desc())
    ).all()


def blind(session: Session, account: Account) -> frozenset[int]:
    """The carriers on this account's desk whose sheets are still to be counted: no page tells their number."""
    basket = open_basket(session, account)
    lines = desk(session, basket, account).lines if basket else ()
    return frozenset(line.carrier.id for line in lines if line.is_blind)


def open_row_of(session: Session, carrier_id: int) -> BasketRow | None:
    """The row that holds a carrier in any open basket."""
    return session.scalars(
        select(BasketRow)
        .where(BasketRow.carrier_id == carrier_id, BasketRow.is_open.is_(True))
        .options(joinedload(BasketRow.basket))
    ).one_or_none()


def open_baskets(session: Session) -> Sequence[tuple[Basket, AccountRow]]:
    found = session.execute(
        select(Basket, AccountRow)
        .join(AccountRow, AccountRow.id == Basket.account_id)
        .where(Basket.closed_at.is_(None))
        .options(joinedload(AccountRow.person))
        .order_by(Basket.opened_at)
    )
    return [(basket, account) for basket, account in found]


def seat(session: Session, person_id: int | None) -> Seat | None:
    person = persons.person(session, person_id) if person_id else None
    if person is None:
        return None
    clearance = admission.open_clearance(session, person.id)
    return Seat(person, admission.standing(session, person), clearance, custody.load(session, person.id))


def desk(session: Session, basket: Basket, account: Account) -> Desk:
    """Everything on the desk, each row judged as of now."""
    giver, receiver = seat(session, basket.giver_id), seat(session, basket.receiver_id)
    second = accounts.account(session, basket.second_account_id) if basket.second_account_id else None
    lying = rows(session, basket)
    dues = _dues(session, basket, lying, receiver)
    listed = list_hash(basket, lying, dues)
    is_signed = basket.signed_list == listed
    confirmed = second if basket.is_second_confirmed and is_signed else None
    hands = Hands(giver.person if giver else None, receiver.person if receiver else None)
    sides = custody.sides(session, hands, second=confirmed, by=account)
    on_desk = {row.carrier_id for row in lying}
    lines = tuple(_line(session, row, basket, sides, dues.get(row.carrier.rank), on_desk) for row in lying)
    highest = terms.value(session, "scan_acknowledges_up_to_rank", clock.today())
    is_enough = all(line.carrier.rank <= highest for line in lines)
    step = _step(basket, lines, is_signed=is_signed)
    return Desk(basket, giver, receiver, second, hands, lines, step, listed, is_enough)


def _dues(session: Session, basket: Basket, lying: Sequence[BasketRow], receiver: Seat | None) -> dict[int, Due]:
    """When what this act gives to somebody must be back, by grade; nothing where it gives nothing."""
    if receiver is None or Chair.RECEIVER not in rules.desk_act(basket.act).confirms:
        return {}
    return {rank: custody.due(session, rank, receiver.person) for rank in {row.carrier.rank for row in lying}}


def list_hash(basket: Basket, lying: Sequence[BasketRow], dues: Mapping[int, Due]) -> bytes:
    """SHA-256 of the list as it lies here: the act, its chairs, each carrier as it is, its count and its term."""
    listed = [[row.carrier.id, row.carrier.version, row.sheets, _moment(dues.get(row.carrier.rank))] for row in lying]
    chairs = [basket.giver_id, basket.receiver_id]
    return sha256(canon.encode({"act": basket.act.value, "chairs": chairs, "rows": listed})).digest()


def _moment(due: Due | None) -> str | None:
    return due.at.isoformat() if due else None


def lock_everybody(session: Session, basket: Basket, account: Account) -> AccountRow:
    """Hold fast and read anew whoever sits at the desk, with their clearances and accounts; returns the worker."""
    locked = custody.lock_hands(session, [basket.giver_id, basket.receiver_id], [account.id, basket.second_account_id])
    return next(one for one in locked if one.id == account.id)


def _line(
    session: Session, row: BasketRow, basket: Basket, sides: Sides, due: Due | None, lying: Collection[int]
) -> Line:
    facts = custody.facts(session, row.carrier)
    found = rules.objections(basket.act, facts, sides, row.sheets, taken(basket))
    found += objections_to_whole([one.id for one in custody.whole(session, row.carrier)], lying)
    is_counted = row.carrier.total_sheets is not None and rules.desk_act(basket.act).counts_sheets
    is_open = is_counted and row.sheets != row.carrier.total_sheets
    return Line(row, row.carrier, tuple(found), rules.verdict(found, len(row.counts)), due, is_open)


def taken(basket: Basket) -> frozenset[Chair]:
    """The chairs of a basket on which somebody sits."""
    return frozenset(chair for chair in Chair if basket.sitter_id(chair) is not None)


def _step(basket: Basket, lines: tuple[Line, ...], *, is_signed: bool) -> Step:
    """What is to be done now; what was acknowledged of another list than this counts for nothing."""
    seating = Seating(
        taken=taken(basket),
        confirmed={chair: basket.confirmation(chair) if is_signed else None for chair in Chair},
        second=basket.second_account_id is not None,
        second_confirmed=basket.is_second_confirmed and is_signed,
    )
    counts = [len(one.row.counts) for one in lines if one.is_count_open]
    return rules.next_step(
        basket.act,
        seating,
        [one.verdict for one in lines],
        uncounted=0 in counts,
        recount=1 in counts,
        needs_second=any(objection.guard is CustodyGuard.TWO_PERSONS for one in lines for objection in one.objections),
    )
