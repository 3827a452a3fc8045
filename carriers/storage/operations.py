"""Acts on places."""

from sqlalchemy.orm import Session

from carriers.storage import queries, rules
from carriers.storage.models import Place
from carriers.storage.rules import PlaceKind
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.journal import entries as journal
from kernel.objections import refuse_if


def arrange(
    session: Session,
    number: str,
    *,
    kind: PlaceKind,
    name: str,
    max_rank: int,
    parent: Place | None,
    by: Account | None,
) -> Place:
    """A new place with a barcode of its own. Raises Refused for a taken number or a grade above its parent's."""
    is_taken = queries.by_number(session, number) is not None
    parent_rank = parent.max_rank if parent else None
    refuse_if("arrange_place", rules.objections_to_place(parent_rank, max_rank, is_taken))
    code = serials.take(session, Kind.PLACE)[0]
    place = Place(
        code=code.text,
        number=number,
        kind=kind,
        name=name,
        max_rank=max_rank,
        parent_id=parent.id if parent else None,
    )
    session.add(place)
    session.flush()
    journal.append(session, "arrange_place", by=by, subject=f"place:{place.id}", code=code.text, rank=max_rank)
    return place
