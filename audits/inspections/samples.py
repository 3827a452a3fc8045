"""Samples of an inspection: drawn by a seed that nobody chose alone, looked at by scanning, widened after a miss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from audits.inspections import rules
from audits.inspections.models import Inspection, Sample, SampleUnit, Seen
from audits.inspections.operations import tell
from audits.inspections.rules import Act, InspectionGuard, Stage
from audits.sampling import rules as sampling
from carriers.custody.models import Carrier
from carriers.custody.rules import State
from carriers.storage.models import Place
from kernel import clock
from kernel.account import Account
from kernel.objections import Objection, refuse_if, there
from people.accounts import queries as accounts
from people.posts import queries as posts
from people.register.models import Person
from people.roles.rules import Permission

HELD = (State.IN_REGISTRY, State.ISSUED)


@dataclass(frozen=True)
class Result:
    """What a sample has shown so far: looked at, not as registered, and how many of all may be so at most."""

    looked_at: int
    misses: int
    at_most: int


def _rank(session: Session, row: Inspection) -> int:
    """The highest grade that everybody of the team may see: no carrier above it is drawn."""
    ranks = [
        max(
            (one.max_rank for one in accounts.by_person(session, person) if one.may(Permission.SEE_CARRIERS)),
            default=-1,
        )
        for person in row.members
    ]
    return min(ranks, default=-1)


def _population(session: Session, row: Inspection, rank: int) -> ColumnElement[bool]:
    """Carriers in the hands of the unit, and those in the registry where its workers are of the unit."""
    units = posts.below(session, [row.unit_id])
    people = select(Person.id).where(Person.unit_id.in_(units))
    clerks = session.scalars(people)
    has_registry = any(
        one.may(Permission.WORK_AT_DESK) for person in clerks for one in accounts.by_person(session, person)
    )
    held: ColumnElement[bool] = Carrier.holder_id.in_(people)
    kept = or_(held, Carrier.state == State.IN_REGISTRY) if has_registry else held
    return and_(Carrier.state.in_(HELD), Carrier.rank <= rank, kept)


def draw(session: Session, row: Inspection, share: Fraction, confidence: Fraction, *, by: Account) -> Sample:
    """Draw from what the unit holds, by codes, in the order of SHA-256 of seed, colon and code. Raises Refused."""
    found = rules.objections_to_member(row.members, by.person_id)
    if row.stage is not Stage.CONDUCTED:
        found.append(Objection(InspectionGuard.STAGE, {"stage": row.stage}))
    rank = _rank(session, row)
    codes = dict(session.execute(select(Carrier.code, Carrier.id).where(_population(session, row, rank))).all())
    if not codes:
        found.append(Objection(InspectionGuard.NO_CARRIERS))
    if last(session, row.id) is not None:
        found.append(Objection(InspectionGuard.DRAWN))
    refuse_if(Act.DRAW_SAMPLE, found, inspection=row.id)
    missing = sampling.must_be_found(len(codes), share)
    size = sampling.size(len(codes), missing, confidence)
    sample = Sample(
        population=len(codes),
        missing=missing,
        share=str(share),
        confidence=str(confidence),
        misses=0,
        size=size,
        seed=row.seed,
        max_rank=rank,
    )
    _keep(session, row, sample, Act.DRAW_SAMPLE, by=by)
    order = enumerate(sampling.drawn(codes, row.seed, len(codes)), start=1)
    session.add_all(SampleUnit(sample_id=sample.id, position=n, carrier_id=codes[code]) for n, code in order)
    session.flush()
    return sample


def _keep(session: Session, row: Inspection, sample: Sample, act: Act, *, by: Account) -> None:
    sample.inspection_id, sample.account_id, sample.at = row.id, by.id, clock.now()
    session.add(sample)
    numbers = {"population": sample.population, "size": sample.size, "misses": sample.misses}
    tell(session, row, act, by=by, share=sample.share, confidence=sample.confidence, seed=sample.seed, **numbers)


def last(session: Session, inspection_id: int) -> Sample | None:
    """The newest sample of an inspection."""
    query = select(Sample).where(Sample.inspection_id == inspection_id).order_by(Sample.id.desc()).limit(1)
    return session.scalars(query).one_or_none()


def units(session: Session, sample: Sample) -> Sequence[tuple[SampleUnit, Carrier]]:
    """The drawn carriers in the order of the drawing."""
    query = select(SampleUnit, Carrier).join(Carrier, Carrier.id == SampleUnit.carrier_id)
    query = query.where(SampleUnit.sample_id == (sample.first_id or sample.id), SampleUnit.position <= sample.size)
    return [(unit, carrier) for unit, carrier in session.execute(query.order_by(SampleUnit.position))]


def population(session: Session, sample: Sample) -> Iterable[Carrier]:
    """Everything that was drawn from, by codes: with the seed, anybody draws the same again."""
    query = select(Carrier).join(SampleUnit, SampleUnit.carrier_id == Carrier.id)
    query = query.where(SampleUnit.sample_id == (sample.first_id or sample.id)).order_by(Carrier.code)
    return session.scalars(query.execution_options(yield_per=500))


def seen(session: Session, inspection_id: int) -> dict[int, Seen]:
    """What was seen last of each carrier."""
    query = select(Seen).where(Seen.inspection_id == inspection_id).order_by(Seen.id)
    return {one.carrier_id: one for one in session.scalars(query)}


def result(session: Session, sample: Sample) -> Result:
    """What the sample says as far as it was looked at; nothing looked at says nothing of the others."""
    looks = seen(session, sample.inspection_id)
    drawn = [looks[carrier.id] for _unit, carrier in units(session, sample) if carrier.id in looks]
    misses = sum(not one.is_as_registered for one in drawn)
    most = sampling.at_most(sample.population, len(drawn), misses, Fraction(sample.confidence))
    return Result(len(drawn), misses, most)


def of(session: Session, inspection_id: int) -> Result | None:
    """What the newest sample of an inspection has shown; None where none was drawn."""
    sample = last(session, inspection_id)
    return result(session, sample) if sample is not None else None


def check(
    session: Session, row: Inspection, carrier: Carrier, *, is_as_registered: bool, note: str, by: Account
) -> Seen:
    """Hold a carrier against the register; a miss widens the sample at once. Raises Refused."""
    found = rules.objections_to_member(row.members, by.person_id)
    if row.stage is not Stage.CONDUCTED:
        found.append(Objection(InspectionGuard.STAGE, {"stage": row.stage}))
    if not is_as_registered and not note.strip():
        found.append(Objection(InspectionGuard.NOTE))
    refuse_if(Act.CHECK_UNIT, found, inspection=row.id)
    added = Seen(
        inspection_id=row.id,
        carrier_id=carrier.id,
        state=carrier.state.value,
        holder_id=carrier.holder_id,
        place_id=carrier.home_place_id,
        rank=carrier.rank,
        is_as_registered=is_as_registered,
        note=note,
        person_id=by.person_id,
        at=clock.now(),
    )
    session.add(added)
    commit = {"note": note} if note else None
    tell(session, row, Act.CHECK_UNIT, by=by, code=carrier.code, is_right=int(is_as_registered), commit=commit)
    if not is_as_registered:
        _widen(session, row, by=by)
    return added


def _widen(session: Session, row: Inspection, *, by: Account) -> None:
    """After a miss in it, the same drawing goes on to the size that so many misses ask for."""
    sample = last(session, row.id)
    if sample is None:
        return
    misses = result(session, sample).misses
    size = sampling.widened(sample.population, sample.missing, misses, Fraction(sample.confidence))
    if misses <= sample.misses or size <= sample.size:
        return
    wider = Sample(
        first_id=sample.first_id or sample.id,
        population=sample.population,
        missing=sample.missing,
        share=sample.share,
        confidence=sample.confidence,
        misses=misses,
        size=size,
        seed=sample.seed,
        max_rank=sample.max_rank,
    )
    _keep(session, row, wider, Act.WIDEN_SAMPLE, by=by)


def carrier_by(session: Session, row: Inspection, code: str) -> Carrier:
    """The carrier of this code that everybody of the team may see. Raises Refused as for one that does not exist."""
    query = select(Carrier).where(Carrier.code == code, Carrier.rank <= _rank(session, row))
    carrier = session.scalars(query).one_or_none()
    unknown = Objection(InspectionGuard.UNKNOWN, {"field": "text"})
    refuse_if(Act.CHECK_UNIT, [] if carrier else [unknown], inspection=row.id)
    return there(carrier)


def held(session: Session, carriers: Sequence[Carrier]) -> dict[int, tuple[str, str]]:
    """Of each of these carriers, by its id: the name of whoever holds it (empty: the registry), and its place."""
    people = select(Person).where(Person.id.in_({one.holder_id for one in carriers if one.holder_id}))
    names = {one.id: one.short_name for one in session.scalars(people)}
    query = select(Place).where(Place.id.in_({one.home_place_id for one in carriers}))
    places = {one.id: one.label for one in session.scalars(query)}
    return {one.id: (names.get(one.holder_id or 0, ""), places.get(one.home_place_id, "")) for one in carriers}
