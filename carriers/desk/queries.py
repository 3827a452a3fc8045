"""What lies on a desk now, and what the guards say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.queries import Hands, Load
from carriers.custody.rules import CustodyGuard, Family, Sides
from carriers.desk import rules
from carriers.desk.models import Basket, BasketRow
from carriers.desk.rules import Chair, Seating, Step, Verdict
from kernel.account import Account
from kernel.objections import Objection
from people.accounts import queries as accounts
from people.accounts.models import Account as AccountRow
from people.admission import queries as admission
from people.admission.models import Clearance
from people.admission.rules import Standing
from people.register import queries as persons
from people.register.models import Person


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

    def seat(self, chair: Chair) -> Seat | None:
        return self.giver if chair is Chair.GIVER else self.receiver

    @property
    def passing(self) -> int:
        return sum(1 for line in self.lines if line.verdict is not Verdict.STOP)

    @property
    def to_count(self) -> Line | None:
        """The paper whose sheets a typed number counts: one not counted yet, then one miscounted, the newest first."""
        counted = rules.desk_act(self.basket.act).counts_sheets
        papers = [line for line in self.lines if counted and line.carrier.family is Family.PAPER]
        return min(papers, key=_count_order, default=None)


def _count_order(line: Line) -> int:
    if line.row.sheets_counted is None:
        return 0
    return 1 if line.row.sheets_counted != line.carrier.total_sheets else 2


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
    confirmed = second if basket.is_second_confirmed else None
    hands = Hands(giver.person if giver else None, receiver.person if receiver else None)
    sides = custody.sides(session, hands, second=confirmed, by=account)
    lines = tuple(_line(session, row, basket, sides) for row in rows(session, basket))
    return Desk(basket, giver, receiver, second, hands, lines, _step(basket, lines))


def _line(session: Session, row: BasketRow, basket: Basket, sides: Sides) -> Line:
    facts = custody.facts(session, row.carrier)
    found = rules.objections(basket.act, facts, sides, row.sheets_counted, taken(basket))
    return Line(row, row.carrier, tuple(found), rules.verdict(found, row.sheets_counted))


def taken(basket: Basket) -> frozenset[Chair]:
    """The chairs of a basket on which somebody sits."""
    return frozenset(chair for chair in Chair if basket.sitter_id(chair) is not None)


def _step(basket: Basket, lines: tuple[Line, ...]) -> Step:
    seating = Seating(
        taken=taken(basket),
        confirmed={chair: basket.confirmation(chair) for chair in Chair},
        second=basket.second_account_id is not None,
        second_confirmed=basket.is_second_confirmed,
    )
    guards = [(objection.guard, one.row.sheets_counted) for one in lines for objection in one.objections]
    return rules.next_step(
        basket.act,
        seating,
        [one.verdict for one in lines],
        uncounted=any(guard is CustodyGuard.SHEETS and counted is None for guard, counted in guards),
        needs_second=any(guard is CustodyGuard.TWO_PERSONS for guard, _counted in guards),
    )
