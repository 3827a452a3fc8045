"""The demo from the console: one command makes the invented room and serves it."""

import sys

import click

from carriers.demo import operations
from carriers.demo.invented import PASSWORD, PIN, SITTERS
from kernel import commands
from kernel.commands import FAULT, Option
from kernel.database import Database
from kernel.i18n import gettext as _
from kernel.i18n import lazy as _l
from people.accounts import queries as accounts
from people.accounts.words import ROLES

USUAL = 120


@click.command(help=_l("Make a register with invented people and carriers, print its accounts and serve it."))
@click.option("--no-serve", cls=Option, is_flag=True, words=_l("Only make it."))
@click.option(
    "--carriers",
    "number",
    cls=Option,
    default=USUAL,
    show_default=True,
    type=click.IntRange(0, 1_000_000),
    words=_l("How many carriers to register."),
)
@click.pass_context
def demo(context: click.Context, *, no_serve: bool, number: int) -> None:
    found = commands.settings()
    with commands.preparing(found) as database:
        _make(database, number)
    _print_accounts()
    if not no_serve:
        root = context.find_root().command
        assert isinstance(root, click.Group)  # noqa: S101 - the console is a group
        context.invoke(root.commands["serve"])


def _make(database: Database, number: int) -> None:
    with database.reading() as session:
        if operations.is_built(session):
            click.echo(_("The invented room stands already; it is kept as it is."))
            return
        if accounts.accounts(session):
            commands.fail(_("This database is in use. Invented data never goes into a real register."), FAULT)
    with click.progressbar(length=number, label=_("Carriers"), file=sys.stderr) as bar:
        operations.build(database, number, bar.update)


def _print_accounts() -> None:
    click.echo(
        _("Everybody here is invented. Password: %(password)s   PIN of every pass: %(pin)s", password=PASSWORD, pin=PIN)
    )
    for sitter in SITTERS:
        if sitter.role:
            click.echo(f"  {sitter.login:<10} {ROLES[sitter.role]!s:<26} {sitter.last_name} {sitter.first_name}")
