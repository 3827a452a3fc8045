"""The one act on the texts of papers: another wording from now on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from carriers.wordings import queries, rules
from carriers.wordings.models import PaperText
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from kernel.papers.paper import Pair
from people.regime.rules import objections_to_second


@dataclass(frozen=True)
class Wording:
    """What a text shall say, and by whose word: a document, a lawyer, a translator."""

    key: str
    pair: Pair
    source: str


def reword(session: Session, new: Wording, *, second: Account | None, by: Account) -> PaperText:
    """Another row; papers printed before stay as they are. `second` has proved to be there. Raises Refused."""
    objections = rules.objections_to_wording(rules.SHIPPED[new.key].pair, queries.now(session, new.key), new.pair)
    objections += objections_to_second(by.person_id, second.person_id if second else None)
    refuse_if("reword", objections)
    row = PaperText(
        key=new.key,
        kk=new.pair.kk,
        ru=new.pair.ru,
        source=new.source,
        account_id=by.id,
        second_id=id_of(second),
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    journal.append(session, "reword", by=by, subject=f"paper_text:{row.id}", second=id_of(second), **told(row))
    return row


def told(row: PaperText) -> dict[str, Any]:
    """The row as the journal tells it."""
    return {"text": row.key, "text_kk": row.kk, "text_ru": row.ru, "source": row.source}
