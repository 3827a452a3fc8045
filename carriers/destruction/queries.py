"""Questions to the destruction acts."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from carriers.commission import queries as commissions
from carriers.commission.models import Member
from carriers.commission.rules import Purpose
from carriers.custody.models import Carrier
from carriers.custody.queries import person_of, visible_to
from carriers.custody.rules import CarrierKind, Freeze, State
from carriers.destruction import rules
from carriers.destruction.models import ActUnit, DestructionAct, MethodRow, Present, Signature, Sitting, UnitCount
from carriers.destruction.rules import ActFacts, MethodFacts, Signed, Stage, Unit
from kernel import clock
from kernel.account import Account
from kernel.grades import Grade
from kernel.journal import canon
from kernel.objections import Objection
from people.roles.rules import Permission
from people.terms import queries as terms

PAGE = 50
OPEN = (Stage.DRAFT, Stage.SIGNED, Stage.APPROVED)


@dataclass(frozen=True)
class Page:
    rows: Sequence[DestructionAct]
    before: int | None


def page(session: Session, account: Account, stage: Stage | None, before: int | None) -> Page:
    """Acts, the newest first, a page at a time."""
    query = seen_by(account).order_by(DestructionAct.id.desc()).limit(PAGE + 1)
    query = query.where(DestructionAct.stage == stage) if stage else query
    rows = session.scalars(query.where(DestructionAct.id < before) if before else query).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def every(session: Session, account: Account, stage: Stage | None) -> Iterable[tuple[DestructionAct, ActUnit]]:
    """Every carrier on the acts of the list, act by act, a few at a time; what was taken off is left out."""
    query = select(DestructionAct, ActUnit).join(ActUnit, ActUnit.act_id == DestructionAct.id)
    query = query.where(DestructionAct.id.in_(seen_by(account).with_only_columns(DestructionAct.id)))
    query = query.where(DestructionAct.stage == stage) if stage else query
    query = query.where(ActUnit.what != Unit.REMOVED).order_by(DestructionAct.id, ActUnit.position)
    found = query.options(joinedload(ActUnit.carrier)).execution_options(yield_per=500)
    return ((act, unit) for act, unit in session.execute(found))


def seen_by(account: Account) -> Select[DestructionAct]:
    """Acts all of whose carriers the account may see; a member also sees the acts of its commission."""
    above = select(ActUnit.act_id).where(ActUnit.rank > account.max_rank, ActUnit.what != Unit.REMOVED)
    query = select(DestructionAct).where(DestructionAct.id.not_in(above))
    if account.may(Permission.SEE_COMMISSIONS):
        return query
    own = select(Member.commission_id).where(Member.person_id == account.person_id)
    return query.where(DestructionAct.commission_id.in_(own))


def act(session: Session, account: Account, act_id: int) -> DestructionAct | None:
    """The act with its commission; None where there is none, or none for this account."""
    return session.scalars(seen_by(account).where(DestructionAct.id == act_id)).one_or_none()


def by_code(session: Session, account: Account, code: str) -> DestructionAct | None:
    """The act with this number; None where there is none, or none for this account."""
    return session.scalars(seen_by(account).where(DestructionAct.code == code)).one_or_none()


def locked(session: Session, act_id: int) -> DestructionAct:
    """The act read anew; nobody changes it until the transaction ends."""
    query = select(DestructionAct).where(DestructionAct.id == act_id).with_for_update(of=DestructionAct)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def units(session: Session, act_id: int) -> Sequence[ActUnit]:
    """What is on an act, in its order; what was taken off it before its approval is left out."""
    query = select(ActUnit).where(ActUnit.act_id == act_id, ActUnit.what != Unit.REMOVED)
    loaded = joinedload(ActUnit.carrier).joinedload(Carrier.home_place)
    return session.scalars(query.order_by(ActUnit.position).options(loaded)).all()


def unit(session: Session, act_id: int, carrier_id: int) -> ActUnit | None:
    return session.get(ActUnit, (act_id, carrier_id), options=[joinedload(ActUnit.carrier)])


def unit_at(session: Session, act_id: int, position: int) -> ActUnit | None:
    """The unit with this number on an act, also one that was taken off it."""
    query = select(ActUnit).where(ActUnit.act_id == act_id, ActUnit.position == position)
    return session.scalars(query.options(joinedload(ActUnit.carrier))).one_or_none()


def counts(session: Session, act_id: int, carrier_id: int) -> Sequence[UnitCount]:
    """Every count of a unit at its destruction, the first one first."""
    query = select(UnitCount).where(UnitCount.act_id == act_id, UnitCount.carrier_id == carrier_id)
    return session.scalars(query.order_by(UnitCount.id)).all()


def list_hash(row: DestructionAct, rows: Iterable[ActUnit]) -> str:
    """SHA-256 of the act as a member is shown it: basis, method, place, commission, and every carrier in its order."""
    listed = [[one.position, one.number, one.rank, one.sheets] for one in rows]
    shown = {
        "act": row.code,
        "basis": row.basis,
        "method": row.method.value,
        "place": row.place,
        "tool": row.tool,
        "commission": row.commission_id,
        "units": listed,
    }
    return hashlib.sha256(canon.encode(shown)).hexdigest()


def end_hash(row: DestructionAct, rows: Iterable[ActUnit]) -> str:
    """SHA-256 of the execution as a member is shown it: what became of every unit of the locked list."""
    ends = [[one.position, one.what.value, one.exclusion.value if one.exclusion else None] for one in rows]
    return hashlib.sha256(canon.encode({"list": row.list_hash, "units": ends})).hexdigest()


def signatures(session: Session, act_id: int) -> Sequence[Signature]:
    """Every signature of an act, those of lists that changed since too."""
    return session.scalars(select(Signature).where(Signature.act_id == act_id).order_by(Signature.id)).all()


def sitting(session: Session, act_id: int) -> Sitting | None:
    """The sitting that is open."""
    query = select(Sitting).where(Sitting.act_id == act_id, Sitting.closed_at.is_(None))
    return session.scalars(query).one_or_none()


def sittings(session: Session, act_id: int) -> Sequence[Sitting]:
    return session.scalars(select(Sitting).where(Sitting.act_id == act_id).order_by(Sitting.id)).all()


def present(session: Session, sitting_id: int) -> Sequence[Present]:
    return session.scalars(select(Present).where(Present.sitting_id == sitting_id).order_by(Present.at)).all()


def facts(session: Session, row: DestructionAct, rows: Sequence[ActUnit]) -> ActFacts:
    """The act as the guards see it."""
    hands = signatures(session, row.id)
    signed, ended = list_hash(row, rows), end_hash(row, rows)
    here = sitting(session, row.id)
    rank = max((one.rank for one in rows), default=0)
    return ActFacts(
        stage=row.stage,
        members=frozenset(one.person_id for one in row.commission.members),
        drafter_id=person_of(session, row.account_id),
        units=len(rows),
        left=sum(one.what is Unit.LISTED for one in rows),
        signed=frozenset(one.person_id for one in hands if one.signed is Signed.LIST and one.hash == signed),
        finished=frozenset(one.person_id for one in hands if one.signed is Signed.EXECUTION and one.hash == ended),
        present=frozenset(one.person_id for one in present(session, here.id)) if here else frozenset(),
        has_sitting=here is not None,
        rank=rank,
        least_present=terms.value(session, "destruction_present", clock.today(), rank=rank),
    )


def methods(session: Session) -> list[MethodFacts]:
    """The methods in force today, one for each family: the newest row of each."""
    query = select(MethodRow).where(MethodRow.effective_on <= clock.today()).order_by(MethodRow.effective_on)
    found = {(one.method, one.family): one.facts for one in session.scalars(query)}
    return list(found.values())


def objections_to_list(session: Session, row: DestructionAct, rows: Sequence[ActUnit]) -> list[Objection]:
    """What still stands against signing: methods that do not fit, a commission that may not act for the grade."""
    grade = Grade(max((one.rank for one in rows), default=0))
    found = commissions.objections(session, row.commission, Purpose.DESTRUCTION, grade)
    known = methods(session)
    return found + [why for one in rows for why in against_unit(row, one, known)]


def against_unit(row: DestructionAct, one: ActUnit, known: Sequence[MethodFacts]) -> list[Objection]:
    """Why this unit may not be destroyed by this act."""
    return [
        Objection(why.guard, {**why.data, "number": one.number})
        for why in rules.objections_to_method(one.carrier.kind, Grade(one.rank), row.method, known)
    ]


def waiting(session: Session, account: Account) -> int:
    """How many acts wait for this account's person: to be signed as they stand, approved, or executed."""
    own = select(Member.commission_id).where(Member.person_id == account.person_id)
    since = func.coalesce(DestructionAct.changed_at, DestructionAct.drawn_at)
    hand = select(Signature.id).where(Signature.act_id == DestructionAct.id, Signature.person_id == account.person_id)
    signed = hand.where(Signature.signed == Signed.LIST, Signature.at >= since).exists()
    ended = hand.where(Signature.signed == Signed.EXECUTION).exists()
    to_sign = (DestructionAct.stage == Stage.DRAFT) & ~signed
    to_execute = (DestructionAct.stage == Stage.APPROVED) & ~ended
    mine: ColumnElement[bool] = DestructionAct.commission_id.in_(own) & or_(to_sign, to_execute)
    if account.may(Permission.APPROVE_ACTS):
        mine = or_(mine, DestructionAct.stage == Stage.SIGNED)
    query = seen_by(account).with_only_columns(DestructionAct.id).where(mine)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def numbers(session: Session, act_ids: Sequence[int]) -> dict[int, int]:
    """How many carriers are on each of these acts."""
    query = select(ActUnit.act_id, func.count()).where(ActUnit.act_id.in_(act_ids), ActUnit.what != Unit.REMOVED)
    return dict(session.execute(query.group_by(ActUnit.act_id)).all())


def of_carrier(session: Session, carrier_id: int) -> Sequence[tuple[ActUnit, DestructionAct]]:
    """Every act that a carrier is or was on, the newest first."""
    query = select(ActUnit, DestructionAct).join(DestructionAct, DestructionAct.id == ActUnit.act_id)
    rows = session.execute(query.where(ActUnit.carrier_id == carrier_id).order_by(DestructionAct.id.desc()))
    return [(one, row) for one, row in rows]


def numbered(session: Session, account: Account, text: str) -> Sequence[Carrier]:
    """The carriers with exactly this number, of those that the account may see."""
    query = select(Carrier).where(Carrier.number == text.strip(), visible_to(account))
    return session.scalars(query.order_by(Carrier.id).limit(PAGE)).all()


@dataclass(frozen=True)
class Chosen:
    """What narrows a selection; None narrows nothing."""

    kind: CarrierKind | None = None
    rank: Grade | None = None
    place_id: int | None = None
    registered_to: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Chosen()


def by_filter(session: Session, account: Account, chosen: Chosen, most: int) -> Sequence[int]:
    """The ids of what may be selected now: in the registry, on no hold, inside nothing and with nothing inside."""
    query = select(Carrier.id).where(Carrier.state == State.IN_REGISTRY, visible_to(account))
    query = query.where(Carrier.frozen == Freeze.NONE, Carrier.parent_id.is_(None), Carrier.parts == 0)
    for column, value in (
        (Carrier.kind, chosen.kind),
        (Carrier.rank, None if chosen.rank is None else int(chosen.rank)),
        (Carrier.home_place_id, chosen.place_id),
    ):
        query = query if value is None else query.where(column == value)
    if chosen.registered_to is not None:
        query = query.where(Carrier.registered_on <= chosen.registered_to)
    return session.scalars(query.order_by(Carrier.register_id, Carrier.seq, Carrier.copy_no).limit(most)).all()


def in_range(
    session: Session, account: Account, register_id: int, numbers: tuple[int, int], most: int
) -> Sequence[int]:
    """The ids of what is in the registry of one register between two numbers, both included."""
    query = select(Carrier.id).where(Carrier.register_id == register_id, Carrier.seq.between(*numbers))
    query = query.where(Carrier.state == State.IN_REGISTRY, visible_to(account)).order_by(Carrier.seq, Carrier.copy_no)
    return session.scalars(query.limit(most)).all()
