"""What the pages of destruction acts share: their facts, refusals in words, and the answer of an act."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.commission import words as commission_words
from carriers.commission.rules import CommissionGuard
from carriers.custody import words as custody_words
from carriers.custody.rules import CustodyGuard
from carriers.destruction import queries, words
from carriers.destruction.models import ActUnit, DestructionAct
from carriers.destruction.rules import DestructionGuard, Signed, Stage, Unit
from carriers.loss import words as loss_words
from carriers.loss.rules import LossGuard
from carriers.register import queries as registers
from kernel.codes.codes import Code
from kernel.grades import Grade
from kernel.objections import Objection, Refused
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, add_errors, form_page
from kernel.web.grave import Grave, grave_page
from kernel.web.visit import account, act_once
from people.accounts import queries as accounts
from people.pins.signing import count_wrong
from people.register import words as person_words

SENTENCES: tuple[tuple[Any, Callable[[Objection], str]], ...] = (
    (DestructionGuard, words.sentence),
    (CommissionGuard, commission_words.sentence),
    (CustodyGuard, custody_words.sentence),
    (LossGuard, loss_words.sentence),
)


def sentence(objection: Objection) -> str:
    """A refusal of whichever room, in the reader's language."""
    for guards, said in SENTENCES:
        if isinstance(objection.guard, guards):
            return said(objection)
    return person_words.sentence(objection)


def number_of(row: DestructionAct) -> str:
    return Code.parse(row.code).grouped


def shown(rows: Sequence[ActUnit], books: Mapping[int, str]) -> dict[str, Any]:
    """What every page of an act says of its list: totals and grades."""
    return {
        "words": words,
        "kinds": custody_words.KINDS,
        "registers": books,
        "sheets": sum(one.sheets or 0 for one in rows),
        "grade": Grade(max((one.rank for one in rows), default=0)),
        "grades": {one.carrier_id: Grade(one.rank) for one in rows},
    }


def act(reading: Session, row: DestructionAct) -> dict[str, Any]:
    """Everything that the page of an act shows."""
    rows = queries.units(reading, row.id)
    facts = queries.facts(reading, row, rows)
    known = queries.methods(reading)
    is_open = row.stage in (Stage.DRAFT, Stage.SIGNED)
    signed_now = queries.list_hash(row, rows)
    hands = {one.person_id: one for one in queries.signatures(reading, row.id) if one.hash == signed_now}
    drafter = accounts.account(reading, row.account_id)
    approver = accounts.account(reading, row.approver_id) if row.approver_id else None
    return {
        "act": row,
        "rows": rows,
        "facts": facts,
        "faults": {one.carrier_id: queries.against_unit(row, one, known) for one in rows} if is_open else {},
        "missing": [sentence(one) for one in queries.objections_to_list(reading, row, rows)] if is_open else [],
        "hands": hands,
        "drafter": drafter.person if drafter else None,
        "approver": approver.person if approver else None,
        "seats": commission_words.SEATS,
        "sentence": sentence,
        "is_member": account().person_id in facts.members,
        "has_signed": account().person_id in facts.signed,
        "ended": [one for one in queries.signatures(reading, row.id) if one.signed is Signed.EXECUTION],
        "sittings": queries.sittings(reading, row.id),
        "left": [one for one in rows if one.what is Unit.LISTED],
        **shown(rows, registers.designations(reading)),
    }


def acted(
    template: str, form: ActForm, work: Callable[[Session], Done], **context: Any
) -> Response | str | tuple[str, int]:
    """Act once; refused, show the form again with every reason, and count a wrong PIN."""
    try:
        return act_once(work)
    except Refused as refused:
        count_wrong(refused)
        for one in refused.objections:
            add_errors(form, field_of(one), [sentence(one)])
        return form_page(template, form, **context)


def field_of(objection: Objection) -> str | None:
    if isinstance(objection.guard, DestructionGuard):
        return words.FIELDS.get(objection.guard)
    field: str | None = objection.data.get("field")
    return field


def grave(page: Grave, form: ActForm, work: Callable[[Session], Done]) -> Response | str | tuple[str, int]:
    """A grave act on its page."""
    if not form.validate_on_submit():
        return grave_page(page, form)
    try:
        return act_once(work)
    except Refused as refused:
        for one in refused.objections:
            add_errors(form, None, [sentence(one)])
        return grave_page(page, form)
