"""Questions to the accounts and their sign-ins."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kernel import clock
from kernel.journal import canon
from kernel.journal import entries as journal
from kernel.words.texts import folded
from people.accounts import rules
from people.accounts.models import Account, SignIn
from people.register.models import Person
from people.roles.rules import Permission


@dataclass(frozen=True)
class Decision:
    """A grave act: which, when, by whom (None: at the console) and why."""

    op: str
    at: datetime
    by: Account | None
    reason: str


def by_login(session: Session, login: str) -> Account | None:
    return session.scalars(select(Account).where(Account.login == folded(login))).one_or_none()


def account(session: Session, account_id: int) -> Account | None:
    return session.get(Account, account_id)


def persons_of(session: Session, ids: Iterable[int]) -> Sequence[int | None]:
    """Whose these accounts are."""
    return session.scalars(select(Account.person_id).where(Account.id.in_(list(ids)))).all()


def locked(session: Session, ids: Iterable[int]) -> Sequence[Account]:
    """These accounts with their persons, read anew; nobody changes them until the transaction ends."""
    return session.scalars(
        select(Account)
        .where(Account.id.in_(list(ids)))
        .order_by(Account.id)
        .options(joinedload(Account.person))
        .with_for_update(read=True, of=Account)
        .execution_options(populate_existing=True)
    ).all()


def accounts(session: Session) -> Sequence[Account]:
    return session.scalars(select(Account).order_by(Account.login)).all()


def of_person(session: Session, person_id: int) -> Sequence[Account]:
    """Every account of a person, closed ones too."""
    query = select(Account).where(Account.person_id == person_id)
    return session.scalars(query).all()


def by_person(session: Session, person_id: int) -> Sequence[Account]:
    """Working accounts of a person: who may sit at the desk in this name."""
    return [one for one in of_person(session, person_id) if is_open(one)]


def decision(session: Session, account_id: int) -> Decision | None:
    """Who closed the account last, when and why."""
    return next(iter(decisions(session, journal.Log.SECURITY, f"account:{account_id}", ["disable_account"])), None)


def decisions(session: Session, log: journal.Log, subject: str, ops: Sequence[str]) -> list[Decision]:
    """Grave acts on a subject, the newest first, as the journal keeps them."""
    entries = journal.about(session, log, subject, ops)
    authors = {one.id: one for one in accounts(session)} if entries else {}
    return [
        Decision(one.op, one.at, authors.get(one.account_id or 0), str(canon.decode(one.body).get("reason", "")))
        for one in entries
    ]


def workers(session: Session) -> list[Person]:
    """Who works at the registry today, by an account of their own."""
    found = [one for one in accounts(session) if is_open(one) and one.may(Permission.WORK_AT_DESK)]
    return list({one.person.id: one.person for one in found if one.person is not None}.values())


def is_open(account: Account) -> bool:
    """Whether an account works today."""
    employed_to = account.person.employed_to if account.person else None
    return rules.is_open(is_disabled=account.is_disabled, employed_to=employed_to, on=clock.today())


def key_hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def live_sign_in(session: Session, key: str, idle: timedelta) -> tuple[SignIn, Account] | None:
    """The session behind a cookie, unless it ended, was idle too long, or its account is closed today."""
    now = clock.now()
    row = session.execute(
        select(SignIn, Account)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.key_hash == key_hash(key), SignIn.ended_at.is_(None), SignIn.ends_at > now)
        .options(joinedload(Account.person).joinedload(Person.unit))
    ).first()
    if row is None or not rules.is_live(row[0].started_at, row[0].seen_at, now, idle) or not is_open(row[1]):
        return None
    return row[0], row[1]
