"""PINs from the console: those of the first two workers of a room."""

import click

from kernel.account import CONSOLE
from kernel.console.commands import FAULT, HERE, fail, opened
from kernel.database.transactions import transaction
from kernel.objections import Refused
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins import operations, words
from people.register import queries


@click.group(help=_l("PINs: set those of the first two workers of a room."))
def pin() -> None:
    pass


@pin.command(help=_l("Set the PIN of a first worker: the 14 digits of the pass; the holder types the PIN."))
@click.argument("code")
def bootstrap(code: str) -> None:
    new = click.prompt(_("New PIN"), hide_input=True, confirmation_prompt=_("New PIN again"))
    with opened() as database:
        try:
            with transaction(database, by=CONSOLE, context=HERE) as session:
                person = queries.by_code(session, code)
                if person is None:
                    fail(_("No person has this pass. Check the 14 digits."), FAULT)
                operations.bootstrap(session, person, new=new)
        except Refused as refused:
            fail(" ".join(words.sentence(one) for one in refused.objections), FAULT)
    click.echo(_("The PIN is set. Only its holder knows it."))
