"""The acts of composition: putting a carrier inside another, taking it out."""

from typing import Any

from sqlalchemy.orm import Session

from carriers.composition import rules
from carriers.composition.rules import Piece
from carriers.custody.models import Carrier
from carriers.custody.rules import Freeze
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import refuse_if


def put_inside(session: Session, part: Carrier, whole: Carrier, *, by: Account) -> None:
    """From now on the part passes on with the whole. Both are locked by the caller. Raises Refused."""
    refuse_if("put_inside", rules.objections_to_putting(_piece(part), _piece(whole)), carrier=part.id)
    part.parent_id, whole.parts = whole.id, whole.parts + 1
    session.flush()
    _tell(session, "put_inside", part, other=whole, by=by, inside=whole.id)
    _tell(session, "part_in", whole, other=part, by=by, parts=whole.parts)


def take_out(session: Session, part: Carrier, whole: Carrier | None, *, reason: str, by: Account) -> None:
    """The part stands for itself again. Both are locked by the caller. Raises Refused."""
    refuse_if("take_out", rules.objections_to_taking_out(_piece(part)), carrier=part.id)
    if whole is not None:
        part_from(session, part, whole, reason=reason, by=by)


def part_from(session: Session, part: Carrier, whole: Carrier, *, reason: str, by: Account) -> None:
    """Take out whatever the state: a part that is missing is inside nothing."""
    part.parent_id, whole.parts = None, whole.parts - 1
    session.flush()
    _tell(session, "take_out", part, other=whole, by=by, inside=None, reason=reason)
    _tell(session, "part_out", whole, other=part, by=by, parts=whole.parts, reason=reason)


def _piece(row: Carrier) -> Piece:
    return Piece(row.id, row.kind, row.rank, row.state, Freeze(row.frozen), row.parent_id, row.parts)


def _tell(session: Session, op: str, row: Carrier, *, other: Carrier, by: Account, **fields: Any) -> None:
    journal.append(session, op, by=by, subject=f"carrier:{row.id}", carrier=row.code, other=other.code, **fields)
