"""Acts on inspected objects: entered, changed, attested, ended."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from audits.objects import rules
from audits.objects.models import Attestation, InspectedObject
from audits.objects.rules import Facts
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from kernel.objections import refuse_if


def enter(session: Session, facts: Facts, *, by: Account | None) -> InspectedObject:
    """A new object of a unit."""
    row = InspectedObject(**asdict(facts), account_id=id_of(by), at=clock.now())
    session.add(row)
    _tell(session, "enter_object", row, by=by, commit=_texts(facts))
    return row


def change(session: Session, row: InspectedObject, facts: Facts, *, seen: int, by: Account) -> None:
    """What the register says of it from now on, by an editor who saw its version `seen`. Raises Refused."""
    is_ended, is_as_seen = row.ended_on is not None, seen == row.version
    found = rules.objections_to_change(row.facts, facts, is_ended=is_ended, is_as_seen=is_as_seen)
    refuse_if("change_object", found, object=row.id)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    _tell(session, "change_object", row, by=by, commit=_texts(facts))


def attest(
    session: Session,
    row: InspectedObject,
    document_no: str,
    rank: int,
    valid: tuple[date, date | None],
    *,
    by: Account | None,
) -> Attestation:
    """Its attestation or certificate, by a document for a grade, from a day to a day (None: open). Raises Refused."""
    today, is_ended = clock.today(), row.ended_on is not None
    refuse_if("attest_object", rules.objections_to_attesting(row.kind, valid, today, is_ended=is_ended), object=row.id)
    added = Attestation(
        object_id=row.id,
        document_no=document_no,
        rank=rank,
        valid_from=valid[0],
        valid_to=valid[1],
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(added)
    row.valid_to = valid[1]
    dates = [one.isoformat() if one else None for one in valid]
    _tell(session, "attest_object", row, by=by, letter=document_no, rank=rank, valid=dates)
    return added


def end(session: Session, row: InspectedObject, ended_on: date, *, reason: str, by: Account) -> None:
    """It is inspected no more; everything that was stays. Raises Refused."""
    is_ended = row.ended_on is not None
    refuse_if("end_object", rules.objections_to_ending(ended_on, clock.today(), is_ended=is_ended), object=row.id)
    row.ended_on, row.end_reason = ended_on, reason
    _tell(session, "end_object", row, by=by, on=ended_on.isoformat(), reason=reason)


def _texts(facts: Facts) -> dict[str, str]:
    return {"name": facts.name, "place": facts.place, "composition": facts.composition}


def _tell(session: Session, op: str, row: InspectedObject, *, by: Account | None, **told: Any) -> None:
    session.flush()
    facts = {"object_kind": row.kind.value, "of_unit": row.unit_id}
    journal.append(session, op, by=by, subject=f"object:{row.id}", **{**facts, **told})
