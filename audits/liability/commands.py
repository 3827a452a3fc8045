"""Liability from the console, by the shipped law."""

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from audits.liability import words
from audits.liability.law import NoRule, NoValue, Status
from audits.liability.rules import Assessment, Contradiction, Facts, OrderFault, assess
from audits.liability.shipped import law
from kernel.console.commands import REFUSED, fail
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.calendar.commands import Day
from people.calendar.shipped import calendar
from people.register.rules import Category

SHIPPED = "shipped"


class Tenge(click.ParamType[Decimal]):
    """A sum in tenge, not below none."""

    name = "tenge"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The sum. Raises click.BadParameter."""
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            found = Decimal(-1)
        if not found.is_finite() or found < 0:
            self.fail(_("«%(value)s» is no sum in tenge. Write it as 2200000.", value=value), param, ctx)
        return found


@click.command(help=_l("Print what the law says of a breach: its rule, the fine, until when, and why."))
@click.option("--type", "code", required=True)
@click.option("--offence-on", type=Day(), required=True)
@click.option("--discovered-on", type=Day())
@click.option("--opened-on", type=Day())
@click.option("--status", type=click.Choice([one.value for one in Status]))
@click.option("--category", type=click.Choice([one.value for one in Category]))
@click.option("--damage", type=Tenge())
@click.option("--continuing", "is_continuing", is_flag=True)
@click.option("--as-of", type=Day())
def liability(code: str, offence_on: date, status: str | None, category: str | None, **more: Any) -> None:
    """JSON on one line; says in it which law was read."""
    if code not in law().types:
        every = ", ".join(law().types)
        fail(_("The catalogue knows no type «%(code)s». Its types: %(every)s.", code=code, every=every), REFUSED)
    facts = Facts(
        law().types[code],
        offence_on,
        status=Status(status) if status else None,
        category=Category(category) if category else None,
        **more,
    )
    click.echo(json.dumps(_told(_assessed(facts)), ensure_ascii=False))


def _assessed(facts: Facts) -> Assessment:
    try:
        return assess(facts, law(), calendar().forward)
    except OrderFault as fault:
        names = {"later": _option(fault.later), "earlier": _option(fault.earlier)}
        fail(_("%(later)s lies before %(earlier)s. Correct the dates.", **names), REFUSED)
    except Contradiction as fault:
        told = {"code": facts.type.code, "who": words.STATUSES[fault.only]}
        fail(_("%(code)s is only of somebody %(who)s. Choose another type or another status.", **told), REFUSED)
    except NoValue:
        day = format_date(facts.case_on)
        fail(_("No value of the monthly index is known on %(day)s. Enter it with its source first.", day=day), REFUSED)
    except NoRule:
        day = format_date(facts.offence_on)
        fail(_("No wording of the law is known on %(day)s. Enter it with its source first.", day=day), REFUSED)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _told(found: Assessment) -> dict[str, Any]:
    return {
        "type": found.facts.type.code,
        "rule": found.rule.code if found.rule else None,
        "status": found.status.value,
        "mci": found.mci,
        "mci_value": int(found.mci_value) if found.mci_value is not None else None,
        "provisional": found.mci_value is not None and found.facts.is_provisional,
        "amount": found.amount,
        "reduced_amount": found.reduced_amount,
        "limitation_on": found.limitation_on.isoformat() if found.limitation_on else None,
        "time_barred": found.time_barred,
        "proposal": found.proposal.value,
        "softer": found.softer.code if found.softer else None,
        "otherwise": found.otherwise.code if found.otherwise else None,
        "planned": found.facts.type.planned or None,
        "law": SHIPPED,
        "explanation": words.explanation(found, law()),
    }
