"""Every carrier told from the journal: state, holder, term, place, grade, numbers, title, movements and receipts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier, Movement, Receipt
from carriers.custody.rules import Act, State
from kernel.account import CONSOLE
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.journal.entries import Detail, Log
from kernel.journal.replay import BASELINE, Body, Untrue

MOVES = frozenset(act.value for act in Act)
PLACED = frozenset({"put_inside", "take_out", "part_in", "part_out"})
LOWERED = "lower_grade"
HOLDS = frozenset({"hold", "lift_hold"})
TITLE = "title"


def facts(carrier: Carrier) -> dict[str, Any]:
    """What a registration tells of a carrier beside its title, which it only commits to."""
    return {
        "kind": carrier.kind.value,
        "register": carrier.register_id,
        "seq": carrier.seq,
        "copy": carrier.copy_no,
        "number": carrier.number,
        "rank": carrier.rank,
        "place": carrier.home_place_id,
        "sheets": carrier.total_sheets,
        "registered_on": carrier.registered_on.isoformat(),
    }


def standing(carrier: Carrier) -> dict[str, Any]:
    """Where a carrier is now, as its movements tell it."""
    return {
        "state": carrier.state.value,
        "holder": carrier.holder_id,
        "due": due_text(carrier.due_at),
        "movement": carrier.movement_n,
        "frozen": carrier.frozen,
        "inside": carrier.parent_id,
        "parts": carrier.parts,
    }


def due_text(due_at: Any) -> str | None:
    return due_at.strftime("%Y-%m-%dT%H:%MZ") if due_at else None


def told_of_ground(movement: Movement) -> dict[str, Any]:
    """What an entry says of an act outside the desk: the paper it rests on, when it was done, why."""
    happened = movement.happened_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if movement.happened_at else None
    told = {"paper": movement.paper, "happened": happened, "reason": movement.reason}
    return {name: value for name, value in told.items() if value is not None}


def baseline(session: Session) -> None:
    """One entry for each carrier that stood before registrations told all of it."""
    for ids in replay.batches(session, select(Carrier.id)):
        for carrier in session.scalars(select(Carrier).where(Carrier.id.in_(ids)).order_by(Carrier.id)):
            journal.append(
                session,
                BASELINE,
                by=CONSOLE,
                subject=f"carrier:{carrier.id}",
                commit={TITLE: carrier.title},
                carrier=carrier.code,
                facts={**facts(carrier), **standing(carrier)},
            )
    session.flush()


def untrue(session: Session) -> Iterator[Untrue]:
    """Every carrier, movement and receipt that is not as the journal tells it."""
    for ids in replay.batches(session, select(Carrier.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"carrier:{one}" for one in ids])
        titles = _titles(session, [n for entries in told.values() for n, _body in entries])
        moves = _movements(session, ids)
        for carrier in session.scalars(select(Carrier).where(Carrier.id.in_(ids)).order_by(Carrier.id)):
            subject = f"carrier:{carrier.id}"
            yield from _carrier(carrier, told[subject], titles)
            yield from _hands(subject, told[subject], moves.get(carrier.id, []))
    yield from replay.deleted(session, Log.CUSTODY, "carrier", Act.REGISTER.value, lambda ids: _there(session, ids))
    orphans = select(Receipt.id).outerjoin(Movement, Movement.receipt_id == Receipt.id).where(Movement.n.is_(None))
    yield from (Untrue(f"receipt:{one}", "movement") for one in session.scalars(orphans))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(Carrier.id).where(Carrier.id.in_(ids))))


def _titles(session: Session, numbers: list[int]) -> dict[int, str]:
    query = select(Detail.n, Detail.text).where(Detail.log == Log.CUSTODY, Detail.field == TITLE)
    return dict(session.execute(query.where(Detail.n.in_(numbers))).all())


def _movements(session: Session, ids: list[int]) -> dict[int, list[tuple[Movement, str | None]]]:
    query = (
        select(Movement, Receipt.code)
        .outerjoin(Receipt, Receipt.id == Movement.receipt_id)
        .where(Movement.carrier_id.in_(ids))
        .order_by(Movement.carrier_id, Movement.n)
    )
    found: dict[int, list[tuple[Movement, str | None]]] = {}
    for movement, code in session.execute(query):
        found.setdefault(movement.carrier_id, []).append((movement, code))
    return found


def _carrier(carrier: Carrier, entries: Sequence[tuple[int, Body]], titles: Mapping[int, str]) -> Iterator[Untrue]:
    subject = f"carrier:{carrier.id}"
    told, last = fold(body for _n, body in entries), entries[-1][0] if entries else None
    if not entries:
        yield Untrue(subject, "entry")
        return
    yield from replay.differing(subject, last, told, {**facts(carrier), **standing(carrier)})
    given = [titles[n] for n, body in entries if TITLE in body.get("commit", {}) and n in titles]
    if given and given[-1] != carrier.title:
        yield Untrue(subject, TITLE, last)


def fold(bodies: Any) -> dict[str, Any]:
    """What entries about one carrier, in their order, say of it in the end."""
    told: dict[str, Any] = {"frozen": 0, "inside": None, "parts": 0}
    for body in bodies:
        if body["op"] in MOVES:
            told |= {
                "state": body["states"][1],
                "holder": body["receiver"],
                "due": body["due"],
                "movement": body["movement"],
            }
        told |= {"rank": body["rank"]} if body["op"] == LOWERED else {}
        told |= {"frozen": body["frozen"]} if body["op"] in HOLDS else {}
        told |= {name: body[name] for name in ("inside", "parts") if body["op"] in PLACED and name in body}
        told |= (body.get("facts") or {}) if body["op"] in (BASELINE, Act.REGISTER.value) else {}
    return told


def _hands(
    subject: str, entries: Sequence[tuple[int, Body]], kept: Sequence[tuple[Movement, str | None]]
) -> Iterator[Untrue]:
    """Each movement against the entry that its number names, and none on either side alone."""
    told = {n: body for n, body in entries if body["op"] in MOVES}
    for movement, receipt in kept:
        body = told.pop(movement.journal_n, None)
        if body is None:
            yield Untrue(subject, f"movement {movement.n}")
            continue
        says = {name: body.get(name) for name in _KEPT}
        own = _as_told(movement, receipt)
        yield from (
            Untrue(subject, f"movement {movement.n}, {name}", movement.journal_n)
            for name in own
            if own[name] != says[name]
        )
    yield from (Untrue(subject, f"movement {body['movement']}", n) for n, body in told.items())


_HANDS = ("movement", "states", "giver", "receiver", "confirmed", "second", "due", "sheets", "receipt")
_KEPT = (*_HANDS, "op", "actor", "paper", "happened", "reason")


def _as_told(movement: Movement, receipt: str | None) -> dict[str, Any]:
    return {
        "movement": movement.n,
        "states": [State(movement.from_state).value, State(movement.to_state).value],
        "giver": movement.giver_id,
        "receiver": movement.receiver_id,
        "confirmed": [one.value if one else None for one in (movement.giver_confirmed, movement.receiver_confirmed)],
        "second": movement.second_account_id,
        "due": due_text(movement.due_at),
        "sheets": movement.sheets_counted,
        "receipt": receipt,
        **{"paper": None, "happened": None, "reason": None, **told_of_ground(movement)},
        "op": movement.act.value,
        "actor": movement.account_id,
    }
