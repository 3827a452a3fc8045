"""What the pages of destruction acts share: their facts, refusals in words, and the answer of an act."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission import words as commission_words
from carriers.custody import words as custody_words
from carriers.destruction import queries, words
from carriers.destruction.models import ActUnit, DestructionAct
from carriers.destruction.rules import Signed, Stage, Unit
from carriers.register import queries as registers
from kernel.codes.codes import Code
from kernel.grades import Grade
from kernel.web.refusals import sentence
from kernel.web.visit import account
from people.accounts import queries as accounts


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
