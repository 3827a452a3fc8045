"""Every post and tenure told from the journal."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue
from people.posts.models import Post, Tenure

Told = list[Any]  # post, kind, first day, last day, order


def untrue(session: Session) -> Iterator[Untrue]:
    """Every unit whose posts, and every person whose tenures, are not those that the entries tell."""
    yield from _posts(session)
    yield from _tenures(session)


def _posts(session: Session) -> Iterator[Untrue]:
    for ids in replay.batches(session, select(Post.unit_id).distinct()):
        told = replay.bodies(session, Log.CUSTODY, [f"unit:{one}" for one in ids])
        kept: dict[int, list[tuple[int, bool]]] = {one: [] for one in ids}
        for row in session.scalars(select(Post).where(Post.unit_id.in_(ids)).order_by(Post.id)):
            kept[row.unit_id].append((row.id, row.is_head))
        for unit_id, posts in kept.items():
            entries = [body for _n, body in told[f"unit:{unit_id}"] if body["op"] == "enter_post"]
            if sorted((body["post"], body["is_head"]) for body in entries) != posts:
                yield Untrue(f"unit:{unit_id}", "posts")


def _tenures(session: Session) -> Iterator[Untrue]:
    for ids in replay.batches(session, select(Tenure.person_id).distinct()):
        told = replay.bodies(session, Log.CUSTODY, [f"person:{one}" for one in ids])
        kept: dict[int, list[Told]] = {one: [] for one in ids}
        for row in session.scalars(select(Tenure).where(Tenure.person_id.in_(ids)).order_by(Tenure.id)):
            last = row.last_on.isoformat() if row.last_on else None
            kept[row.person_id].append([row.post_id, row.kind.value, row.first_on.isoformat(), last, row.order_no])
        for person_id, tenures in kept.items():
            entries = told[f"person:{person_id}"]
            if sorted(map(str, _fold(entries))) != sorted(map(str, tenures)):
                yield Untrue(f"person:{person_id}", "tenures", entries[-1][0] if entries else None)


def _fold(entries: Sequence[tuple[int, Body]]) -> list[Told]:
    """The tenures as entries leave them: an end is of the last one on its post that had begun by then."""
    found: list[Told] = []
    for _n, body in entries:
        if body["op"] == "appoint":
            found.append([body["post"], body["tenure"], *body["valid"], body["order"]])
        elif body["op"] == "end_tenure":
            of_post = [one for one in found if one[0] == body["post"] and one[2] <= body["on"]]
            if of_post:
                of_post[-1][3] = body["on"]
    return found
