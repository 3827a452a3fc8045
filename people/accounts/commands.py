"""Accounts from the console: the first one of an installation, and help where nobody can sign in."""

import click
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.console.commands import FAULT, HERE, Option, fail, opened, settings
from kernel.database.transactions import transaction
from kernel.objections import Refused
from kernel.words.i18n import LANGUAGES
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.accounts import operations, queries, words
from people.accounts.models import Account
from people.register import queries as persons
from people.roles.rules import Role

WHY = click.option(
    "--reason", cls=Option, required=True, words=_l("Why; it stands in the journal and beside the account.")
)


@click.group(help=_l("Accounts: add one, give a new one-time password, close one."))
def account() -> None:
    pass


@account.command(help=_l("Add an account and print its one-time password."))
@click.argument("login")
@click.option(
    "--role",
    "roles",
    cls=Option,
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    words=_l("A role; may be given several times."),
)
@click.option("--person", "code", cls=Option, default="", words=_l("The 14 digits of the pass of its person."))
@click.option(
    "--rank",
    cls=Option,
    default=0,
    type=click.IntRange(0, 3),
    words=_l("The highest grade it is shown: 0 official use, 1 secret, 2 top secret, 3 special importance."),
)
@click.option(
    "--language", cls=Option, type=click.Choice(LANGUAGES), default="ru", words=_l("The language of its pages.")
)
def add(login: str, roles: tuple[str, ...], code: str, rank: int, language: str) -> None:
    found = settings()
    with opened(found) as database:
        try:
            with transaction(database, by=CONSOLE, context=HERE) as session:
                person = persons.by_code(session, code) if code else None
                if code and person is None:
                    fail(_("No person has this pass. Check the 14 digits."), FAULT)
                chosen = [Role(role) for role in roles]
                _row, password = operations.add(
                    session, login, person=person, roles=chosen, max_rank=rank, language=language, by=CONSOLE
                )
        except Refused as refused:
            fail(" ".join(words.sentence(one) for one in refused.objections), FAULT)
    click.echo(_("One-time password of %(login)s: %(password)s", login=login, password=password))


@account.command(help=_l("Give an account a new one-time password; its sessions end."))
@click.argument("login")
@WHY
def reset(login: str, reason: str) -> None:
    with opened() as database, transaction(database, by=CONSOLE, context=HERE) as session:
        password = operations.reset(session, _row(session, login), reason=reason, by=CONSOLE)
    click.echo(_("One-time password of %(login)s: %(password)s", login=login, password=password))


@account.command(help=_l("Close an account; its sessions end at once."))
@click.argument("login")
@WHY
def disable(login: str, reason: str) -> None:
    with opened() as database, transaction(database, by=CONSOLE, context=HERE) as session:
        operations.set_disabled(session, _row(session, login), disabled=True, reason=reason, by=CONSOLE)
    click.echo(_("The account %(login)s is closed.", login=login))


def _row(session: Session, login: str) -> Account:
    found = queries.by_login(session, login)
    if found is None:
        fail(_("There is no such account."), FAULT)
    return found
