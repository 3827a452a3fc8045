"""The acts of a case of loss. Each asks the rules, writes the case and the journal, in one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission import queries as commissions
from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.composition import operations as composition
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.operations import Ground
from carriers.custody.queries import Hands
from carriers.custody.rules import DESK, Act
from carriers.loss import queries, rules
from carriers.loss.events import CarrierDeclaredMissing, CarrierFound, LossConfirmed
from carriers.loss.models import LossCase, SearchAction
from carriers.loss.rules import Circumstance, Informed, Outcome, Term
from kernel import clock
from kernel.account import Account, id_of
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.events import announce
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from people.register.models import Person
from people.roles.rules import Permission


@dataclass(frozen=True)
class Declaration:
    """What whoever noticed it says."""

    circumstance: Circumstance
    detected_at: datetime
    place: str
    measures: str = ""
    is_with_whole: bool = False  # it is inside the carrier that was declared


def declare(session: Session, carrier: Carrier, said: Declaration, *, by: Account) -> LossCase:
    """Open the case of a carrier that the caller has locked; it is missing from this second. Raises Refused."""
    now, holder_id, before = clock.now(), carrier.holder_id, carrier.state
    objections = rules.objections_to_declaring(
        said.detected_at,
        now,
        is_held=holder_id is not None and holder_id == by.person_id,
        sees_all=_sees(carrier, said, by),
    )
    refuse_if(Act.DECLARE_MISSING, objections, carrier=carrier.id)
    code, due = serials.take(session, Kind.ACT)[0].text, queries.dues(session, now)
    holder = session.get(Person, holder_id) if holder_id else None
    earlier = said.detected_at if said.detected_at < now else None
    custody.step(session, carrier, Act.DECLARE_MISSING, Ground(code, earlier), hands=Hands(holder, None), by=by)
    case = LossCase(
        code=code,
        carrier_id=carrier.id,
        circumstance=said.circumstance,
        detected_at=said.detected_at,
        declared_at=now,
        account_id=by.id,
        place=said.place,
        measures=said.measures,
        from_state=before,
        last_holder_id=holder_id,
        head_due=due[Term.HEAD],
        authority_due=due[Term.AUTHORITY],
        search_due=due[Term.SEARCH],
        investigation_due=due[Term.INVESTIGATION],
    )
    session.add(case)
    session.flush()
    told = {"carrier": carrier.code, "circumstance": said.circumstance.value, "detected": _told(said.detected_at)}
    _journal(session, "open_case", case, commit={"place": said.place, "measures": said.measures}, by=by, **told)
    announce(session, CarrierDeclaredMissing(case.id, carrier.id, holder_id, said.circumstance, said.detected_at))
    _with_it(session, carrier, said, by=by)
    return case


def _with_it(session: Session, carrier: Carrier, said: Declaration, *, by: Account) -> None:
    """What is inside is missing the same second, each by a case of its own; a missing part is inside nothing."""
    if said.is_with_whole or not carrier.is_composed:
        return
    ids = [one.id for one in carriers.whole(session, carrier)]
    rows = {one.id: one for one in carriers.locked(session, ids)}
    if carrier.parent_id is not None:
        composition.part_from(session, carrier, rows[carrier.parent_id], reason=said.circumstance.value, by=by)
        return
    for part in rows.values():
        if part.parent_id == carrier.id and part.state in DESK:
            declare(session, part, replace(said, is_with_whole=True), by=by)


def _sees(carrier: Carrier, said: Declaration, by: Account) -> bool:
    """Whether this carrier is this account's to speak of; a commission that looks for it at its destruction may."""
    if said.is_with_whole:
        return True
    is_shown = by.may(Permission.SEE_CARRIERS) and carrier.rank <= by.max_rank
    return is_shown or said.circumstance is Circumstance.AT_DESTRUCTION


def inform(session: Session, case: LossCase, whom: Informed, at: datetime, *, letter: str, by: Account) -> None:
    """Enter when the head, the authority or the owner of the information was told, by which letter. Raises Refused."""
    facts = queries.facts_of(session, case)
    columns = {Informed.HEAD: "head_told_at", Informed.AUTHORITY: "authority_told_at", Informed.OWNER: "owner_told_at"}
    column = columns[whom]
    objections = rules.objections_to_step(facts, at, clock.now())
    if getattr(case, column) is not None:
        objections += rules.objections_to_once(facts, is_done=True)
    refuse_if("inform", objections, case=case.id)
    setattr(case, column, at)
    if whom is Informed.AUTHORITY:
        case.authority_letter = letter
    _journal(session, "inform", case, by=by, whom=whom.value, happened=_told(at), letter=letter or None)


def search(
    session: Session,
    case: LossCase,
    at: datetime,
    looked: tuple[str, str],
    two: tuple[Person, Person],
    *,
    is_last: bool,
    by: Account,
) -> SearchAction:
    """Log a place looked at and the result (`looked`), by two people. Raises Refused."""
    refuse_if(
        "search",
        rules.objections_to_search(queries.facts_of(session, case), at, clock.now(), two[0].id, two[1].id),
        case=case.id,
    )
    place, result = looked
    row = SearchAction(
        case_id=case.id,
        at=at,
        place=place,
        result=result,
        person_id=two[0].id,
        witness_id=two[1].id,
        account_id=id_of(by),
        written_at=clock.now(),
    )
    session.add(row)
    if is_last:
        case.search_ended_at = at
    commit, witnesses = {"place": place, "result": result}, [one.id for one in two]
    _journal(session, "search", case, commit=commit, by=by, happened=_told(at), witnesses=witnesses)
    return row


def appoint(session: Session, case: LossCase, commission: Commission, *, by: Account) -> None:
    """The commission that investigates. Raises Refused."""
    facts = queries.facts_of(session, case)
    objections = rules.objections_to_once(facts, is_done=facts.has_commission)
    carrier = session.get_one(Carrier, case.carrier_id)
    objections += commissions.objections(session, commission, Purpose.LOSS, Grade(carrier.rank))
    objections += rules.objections_to_own(facts, by.person_id)
    refuse_if("appoint_commission", objections, case=case.id)
    case.commission_id = commission.id
    _journal(session, "appoint_commission", case, by=by, order=commission.order_no)


def confirm_degree(session: Session, case: LossCase, degree: Grade, *, by: Account) -> None:
    """The degree of secrecy as the commission confirmed it. Raises Refused."""
    facts = queries.facts_of(session, case)
    objections = rules.objections_to_degree(facts) + rules.objections_to_own(facts, by.person_id)
    refuse_if("confirm_degree", objections, case=case.id)
    case.degree = int(degree)
    _journal(session, "confirm_degree", case, by=by, rank=int(degree))


def assess_damage(session: Session, case: LossCase, damage: Decimal, *, decision: str, by: Account) -> None:
    """Damage in tenge by a decision, after the degree. Raises Refused."""
    facts = queries.facts_of(session, case)
    objections = rules.objections_to_damage(facts) + rules.objections_to_own(facts, by.person_id)
    refuse_if("assess_damage", objections, case=case.id)
    case.damage, case.damage_decision = damage, decision
    _journal(session, "assess_damage", case, by=by, tenge=f"{damage:.2f}", order=decision)


def conclude(session: Session, case: LossCase, conclusion: str, *, by: Account) -> None:
    """The conclusion of the investigation. Raises Refused."""
    facts = queries.facts_of(session, case)
    objections = rules.objections_to_conclusion(facts) + rules.objections_to_own(facts, by.person_id)
    refuse_if("conclude", objections, case=case.id)
    case.concluded_at, case.conclusion = clock.now(), conclusion
    _journal(session, "conclude", case, commit={"conclusion": conclusion}, by=by)


@dataclass(frozen=True)
class Finding:
    """Where and by whom a carrier was found, whether it is whole, and who could have seen it."""

    at: datetime
    place: str
    by: Person
    sheets: int | None
    seal: str
    exposed_to: str = ""


def find(session: Session, case: LossCase, carrier: Carrier, found: Finding, *, by: Account) -> None:
    """A missing or lost carrier is back in the registry; the case stays linked for ever. Raises Refused."""
    now, expected = clock.now(), carrier.total_sheets
    facts = queries.facts_of(session, case)
    refuse_if(
        Act.FIND,
        rules.objections_to_finding(facts, found.at, now, expected=expected, sheets=found.sheets),
        carrier=carrier.id,
    )
    missing = max(0, (expected or 0) - (found.sheets or 0)) if expected is not None else 0
    custody.step(session, carrier, Act.FIND, Ground(case.code, found.at if found.at < now else None), by=by)
    if found.sheets is not None and found.sheets != expected:
        custody.declare_sheets_missing(session, carrier, found.sheets, by=by)
    case.outcome = Outcome.FOUND_EXPOSED if found.exposed_to else Outcome.FOUND_INTACT
    case.found_at, case.found_place, case.found_by_id = found.at, found.place, found.by.id
    case.found_sheets, case.seal_state, case.exposed_to = found.sheets, found.seal, found.exposed_to
    commit = {"place": found.place, "seal": found.seal, "exposed": found.exposed_to}
    _journal(session, "close_case", case, commit=commit, by=by, outcome=case.outcome.value, witnesses=[found.by.id])
    announce(session, CarrierFound(case.id, carrier.id, found.at, bool(found.exposed_to), missing))


def confirm_loss(session: Session, case: LossCase, carrier: Carrier, *, consent: tuple[str, date], by: Account) -> None:
    """Take a lost carrier off the account, with number and day of the authority's consent. Raises Refused."""
    facts = queries.facts_of(session, case)
    refuse_if(Act.CONFIRM_LOSS, rules.objections_to_loss(facts, by.person_id), carrier=carrier.id)
    custody.step(session, carrier, Act.CONFIRM_LOSS, Ground(case.code), by=by)
    case.outcome, case.lost_at = Outcome.LOST, clock.now()
    case.consent_no, case.consent_on = consent
    _journal(
        session, "close_case", case, by=by, outcome=case.outcome.value, letter=consent[0], on=consent[1].isoformat()
    )
    announce(session, LossConfirmed(case.id, carrier.id, case.last_holder_id))


def lock(session: Session, case: LossCase) -> Carrier:
    """The carrier of a case, locked before it."""
    return carriers.locked(session, [case.carrier_id])[0]


def _told(at: datetime) -> str:
    return journal.time_of(at)


def _journal(
    session: Session, op: str, case: LossCase, *, by: Account, commit: dict[str, str] | None = None, **fields: Any
) -> None:
    session.flush()
    kept = {name: text for name, text in (commit or {}).items() if text}
    told = {name: value for name, value in fields.items() if value is not None}
    journal.append(session, op, by=by, subject=f"case:{case.id}", commit=kept or None, case=case.code, **told)
