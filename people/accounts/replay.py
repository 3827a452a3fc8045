"""Every account told from the security log: roles, highest grade, open or closed, and its password by its mark."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import BASELINE, Untrue, mark
from people.accounts.models import Account

CLOSED = {"disable_account": True, "enable_account": False}


def facts(account: Account) -> dict[str, Any]:
    return {
        "login": account.login,
        "person": account.person_id,
        "roles": sorted(account.roles),
        "rank": account.granted_rank,
        "closed": account.is_disabled,
        "hash": mark(account.password_hash),
    }


def baseline(session: Session) -> None:
    for account in session.scalars(select(Account).order_by(Account.id)):
        subject = f"account:{account.id}"
        journal.append(session, BASELINE, by=CONSOLE, log=Log.SECURITY, subject=subject, facts=facts(account))


def untrue(session: Session) -> Iterator[Untrue]:
    for ids in replay.batches(session, select(Account.id)):
        told = replay.bodies(session, Log.SECURITY, [f"account:{one}" for one in ids])
        for account in session.scalars(select(Account).where(Account.id.in_(ids)).order_by(Account.id)):
            subject = f"account:{account.id}"
            if not told[subject]:
                yield Untrue(subject, "entry")
                continue
            says: dict[str, Any] = {}
            for _n, body in told[subject]:
                says |= body.get("facts", {})
                if body["op"] in CLOSED:
                    says["closed"] = CLOSED[body["op"]]
                says |= {"hash": body["hash"]} if "hash" in body else {}
            yield from replay.differing(subject, told[subject][-1][0], says, facts(account))
    yield from replay.deleted(session, Log.SECURITY, "account", "add_account", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(Account.id).where(Account.id.in_(ids))))
