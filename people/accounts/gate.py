"""The doorkeeper: who is signed in by the cookie of this request, and whether their screen is closed."""

from datetime import timedelta

from flask import g, request

from kernel import clock, journal
from kernel.config import Settings
from kernel.database import Database
from kernel.transactions import transaction
from kernel.web import account, house, station
from people.accounts import queries
from people.accounts.models import Account, SignIn
from people.accounts.words import ROLES

SEEN_STEP = timedelta(seconds=30)


def cookie_name(settings: Settings) -> str:
    return "__Host-sid" if settings.https else "tizilim_sid"


class Visitor:
    """An account as flask-login wants to meet it: `current_user` in pages."""

    is_active = True
    is_anonymous = False
    is_authenticated = True

    def __init__(self, found: Account) -> None:
        self._account = found

    def __getattr__(self, name: str) -> object:
        return getattr(self._account, name)

    def get_id(self) -> str:
        return str(self._account.id)

    @property
    def row(self) -> Account:
        return self._account

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
        with database.reading() as session:
            found = queries.live_sign_in(session, key, timedelta(minutes=settings.idle_minutes))
        if found is None:
            return None
        g.sign_in, row = found
        self._seen(database, g.sign_in)
        return Visitor(row)

    def is_locked(self) -> bool:
        return bool(g.sign_in.is_locked)

    def denied(self, permission: object) -> None:
        """A denied address is an attempt: it goes to the security log."""
        with transaction(house().database, by=account().id, context={"ws": station()}) as session:
            journal.append(session, "denied", by=account().id, log=journal.Log.SECURITY, permission=str(permission))

    def _seen(self, database: Database, sign_in: SignIn) -> None:
        if clock.now() - sign_in.seen_at < SEEN_STEP or sign_in.is_locked:
            return
        with database.writing() as session:
            live = session.get(SignIn, sign_in.key_hash)
            if live is not None:
                live.seen_at = clock.now()
