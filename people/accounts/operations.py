"""Acts on accounts and sign-ins. Everything here is written to the security log."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from kernel import clock, throttle
from kernel.account import STRANGER, id_of
from kernel.account import Account as Actor
from kernel.grades import highest_for_form
from kernel.journal import entries as journal
from kernel.journal.replay import mark
from kernel.objections import Objection, refuse_if
from kernel.secrets import passwords
from kernel.words.texts import folded
from people.accounts import queries, replay
from people.accounts.models import Account, AccountRole, SignIn
from people.accounts.rules import AccountGuard, objections_to_chair, objections_to_own, objections_to_reset
from people.admission import queries as admission
from people.register.events import PersonDismissed
from people.register.models import Person
from people.roles.rules import Role, objections_to_roles
from people.terms import queries as terms

SECURITY = journal.Log.SECURITY


def add(
    session: Session,
    login: str,
    *,
    person: Person | None,
    roles: Iterable[Role],
    max_rank: int,
    language: str,
    by: Actor | None,
) -> tuple[Account, str]:
    """A new account and its one-time password, which must be changed at the first sign-in. Raises Refused."""
    chosen = frozenset(roles)
    name = folded(login)
    objections = objections_to_roles(chosen)
    if queries.by_login(session, name) is not None:
        objections.append(Objection(AccountGuard.LOGIN_TAKEN))
    if max_rank > _cleared_rank(session, person):
        objections.append(Objection(AccountGuard.RANK_ABOVE_CLEARANCE))
    if person is not None:
        objections += _objections_to_chair(session, person.id, chosen, besides=None)
        objections += objections_to_own(person.id, None, _who(by))
    refuse_if("add_account", objections)
    password = passwords.one_time()
    account = Account(
        login=name,
        person_id=person.id if person else None,
        password_hash=passwords.hashed(password),
        one_time_until=_one_time_until(session),
        granted_rank=max_rank,
        language=language,
        created_at=clock.now(),
        role_rows=[AccountRole(role=role) for role in sorted(chosen)],
    )
    session.add(account)
    session.flush()
    session.refresh(account, ["person", "clearance"])
    subject = f"account:{account.id}"
    facts, named = replay.facts(account), sorted(chosen)
    journal.append(
        session, "add_account", by=by, log=SECURITY, subject=subject, roles=named, rank=max_rank, facts=facts
    )
    return account, password


def _cleared_rank(session: Session, person: Person | None) -> int:
    clearance = admission.open_clearance(session, person.id) if person else None
    return int(highest_for_form(clearance.form)) if clearance else 0


def _one_time_until(session: Session) -> datetime:
    return clock.now() + timedelta(hours=terms.value(session, "one_time_password_hours", clock.today()))


def reset(session: Session, account: Account, *, reason: str, by: Actor | None) -> str:
    """A new one-time password, for one sign-in; every open session of the account ends. Raises Refused."""
    objections = _objections_to_own(account, by) + objections_to_reset(account.person_id, id_of(by))
    refuse_if("reset_account", objections, account=account.id)
    password = passwords.one_time()
    account.password_hash, account.must_change = passwords.hashed(password), True
    account.one_time_until = _one_time_until(session)
    _end_all(session, account)
    throttle.forget(session, subject_prefix(account.login))
    subject, told = f"account:{account.id}", mark(account.password_hash)
    journal.append(session, "reset_account", by=by, log=SECURITY, subject=subject, reason=reason, hash=told)
    return password


def subject_prefix(login: str) -> str:
    """What guesses at a login are counted under, at whatever place they come from."""
    return f"account:{folded(login)[:60]}@"


def _objections_to_own(account: Account, by: Actor | None) -> list[Objection]:
    return objections_to_own(account.person_id, account.id, _who(by))


def _who(by: Actor | None) -> tuple[int | None, int | None]:
    return by.person_id if by else None, id_of(by)


def _objections_to_chair(
    session: Session, person_id: int, roles: Iterable[Role], *, besides: int | None
) -> list[Objection]:
    """The person's row is locked first, so that two administrators at once do not give two accounts of the registry."""
    session.get_one(Person, person_id, with_for_update=True)
    others = [one.roles for one in queries.of_person(session, person_id) if not one.is_disabled and one.id != besides]
    return objections_to_chair(roles, others)


def set_disabled(session: Session, account: Account, *, disabled: bool, reason: str, by: Actor | None) -> None:
    """Close or reopen an account; closing ends its sessions at once."""
    op = "disable_account" if disabled else "enable_account"
    objections = _objections_to_own(account, by)
    if account.person_id is not None and not disabled:
        objections += _objections_to_chair(session, account.person_id, account.roles, besides=account.id)
    refuse_if(op, objections, account=account.id)
    account.is_disabled = disabled
    _end_all(session, account)
    journal.append(session, op, by=by, log=SECURITY, subject=f"account:{account.id}", reason=reason)


def change_password(session: Session, account: Account, *, new: str, at: SignIn | None = None) -> None:
    """Chosen by the account's own holder, `at` the session that stays open; every other one ends.

    Raises Refused with everything wrong with it.
    """
    about = [account.login, *(account.person.names if account.person else ())]
    weaknesses = passwords.password_weaknesses(new, about, account.password_hash)
    refuse_if("change_password", [Objection(AccountGuard.PASSWORD_WEAK, {"weakness": w.value}) for w in weaknesses])
    account.password_hash, account.must_change, account.one_time_until = passwords.hashed(new), False, None
    session.flush()
    _end_all(session, account, besides=at)
    subject, told = f"account:{account.id}", mark(account.password_hash)
    journal.append(session, "change_password", by=account, log=SECURITY, subject=subject, hash=told)


def sign_in(session: Session, account: Account, *, station: str, hours: int) -> str:
    """Open a session and return its key (256 bits), kept only as a hash. Other sessions at this station end."""
    key = secrets.token_urlsafe(32)
    now = clock.now()
    session.execute(
        update(SignIn)
        .where(SignIn.account_id == account.id, SignIn.station == station, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
    session.add(
        SignIn(
            key_hash=queries.key_hash(key),
            account_id=account.id,
            station=station,
            started_at=now,
            seen_at=now,
            ends_at=now + timedelta(hours=hours),
        )
    )
    account.last_sign_in_at = now
    if account.must_change:
        account.one_time_until = now  # it was for this once
    session.flush()
    journal.append(session, "sign_in", by=account, log=SECURITY, subject=f"account:{account.id}")
    return key


def sign_out(session: Session, sign_in: SignIn, *, by: Actor) -> None:
    sign_in.ended_at = clock.now()
    session.flush()
    journal.append(session, "sign_out", by=by, log=SECURITY, subject=f"account:{sign_in.account_id}")


def lock(session: Session, sign_in: SignIn, *, by: Actor) -> None:
    """Close the screen: nothing but unlocking and signing out works until the holder proves to be there."""
    sign_in.is_locked = True
    journal.append(session, "lock", by=by, log=SECURITY, subject=f"account:{sign_in.account_id}")


def unlock(session: Session, sign_in: SignIn, *, by: Actor) -> None:
    sign_in.is_locked, sign_in.seen_at = False, clock.now()
    session.flush()
    journal.append(session, "unlock", by=by, log=SECURITY, subject=f"account:{sign_in.account_id}")


def record_failure(session: Session, login: str, account: Account | None, *, what: str) -> None:
    """A failed sign-in; the login typed is kept only as a salted commitment, because people type passwords there."""
    journal.append(
        session,
        what,
        by=STRANGER,
        log=SECURITY,
        subject=f"account:{account.id}" if account else None,
        commit={"login": login},
    )


def end_sessions_of_dismissed(session: Session, fact: PersonDismissed) -> None:
    """Whoever is dismissed is signed out everywhere in the same transaction; a dismissal ahead waits for its day."""
    if fact.on <= clock.today():
        for account in queries.of_person(session, fact.person_id):
            _end_all(session, account)


def _end_all(session: Session, account: Account, *, besides: SignIn | None = None) -> None:
    kept = besides.key_hash if besides else b""
    session.execute(
        update(SignIn)
        .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None), SignIn.key_hash != kept)
        .values(ended_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
