"""The doorkeeper: who is signed in by the cookie of this request, and whether their screen is closed."""

from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

from flask import g, request

from kernel import clock
from kernel.config import Settings
from kernel.database.engine import Database, Unavailable
from kernel.database.transactions import transaction
from kernel.journal import entries as journal
from kernel.web.visit import account, house, station
from people.accounts import queries
from people.accounts.models import Account, SignIn
from people.roles.words import ROLES

SEEN_STEP = timedelta(seconds=30)


def cookie_name(settings: Settings) -> str:
    return "__Host-sid" if settings.https else "tizilim_sid"


class Visitor:
    """An account as flask-login wants to meet it: `current_user` in pages."""

    is_authenticated = True

    def __init__(self, found: Account) -> None:
        self._account = found

    def __getattr__(self, name: str) -> object:
        return getattr(self._account, name)

    def get_id(self) -> str:
        return str(self._account.id)

    @property
    def name(self) -> str:
        person = self._account.person
        return person.short_name if person else self._account.login

    @property
    def role_word(self) -> str:
        return ", ".join(str(ROLES[role]) for role in sorted(self._account.roles))


class Gate:
    """What the web ring asks of the accounts."""

    def who(self, database: Database, settings: Settings) -> Visitor | None:
        key = request.cookies.get(cookie_name(settings))
        if not key:
            return None
        try:
            with database.reading() as session:
                found = queries.live_sign_in(session, key, timedelta(minutes=settings.idle_minutes))
        except Unavailable as error:
            g.unavailable = error  # who it is cannot be asked: the request is answered so, not as a stranger's
            return None
        if found is None:
            return None
        g.sign_in, g.account = found
        self._seen(database, g.sign_in)
        return Visitor(g.account)

    def holder(self) -> int | None:
        """The account of the cookie's session, unless its holder signed out or it was ended for them."""
        key = request.cookies.get(cookie_name(house().settings))
        if not key:
            return None
        with house().database.reading() as session:
            row = session.get(SignIn, queries.key_hash(key))
            return row.account_id if row is not None and row.ended_at is None else None

    def detour(self) -> str | None:
        """Where this request must go before anywhere else, if anywhere."""
        if not account().is_authenticated:
            return "accounts.sign_in"
        if g.sign_in.is_locked:
            return "accounts.unlock"
        return "accounts.password" if g.account.must_change else None

    def denied(self, permission: StrEnum) -> None:
        """A denied address is an attempt: it goes to the security log."""
        with transaction(house().database, by=account(), context={"ws": station()}) as session:
            journal.append(session, "denied", by=account(), log=journal.Log.SECURITY, permission=permission.value)

    def _seen(self, database: Database, sign_in: SignIn) -> None:
        """Note that the account is at work; where nothing can be written, reading goes on."""
        if clock.now() - sign_in.seen_at < SEEN_STEP or sign_in.is_locked:
            return
        with suppress(Unavailable), database.writing() as session:
            live = session.get(SignIn, sign_in.key_hash)
            if live is not None:
                live.seen_at = clock.now()
