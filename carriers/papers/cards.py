"""Papers of one carrier outside acts and cases: sanitising, a hold, a voided entry; each of the last of its kind."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import Act
from carriers.destruction import words as method_words
from carriers.holds import queries as holds
from carriers.holds import words as hold_words
from carriers.holds.models import Hold
from carriers.papers.parts import WIDTHS, both, filled, grade, hand, lines, of_carrier, short, who
from carriers.papers.rules import What
from carriers.sanitising import words as sanitising_words
from carriers.sanitising.models import Sanitising
from carriers.wordings import case_texts, texts
from kernel import clock
from kernel.account import Account
from kernel.papers import days
from kernel.papers.paper import NOTHING, Block, Hands, Line, Pair, Paper, Table, Text
from kernel.words.i18n import format_date, format_moment
from people.exports.operations import in_both
from people.posts import queries as posts

VOIDS = (Act.VOID, Act.VOID_ISSUE)


@dataclass(frozen=True)
class Card:
    """A carrier with the last of what is printed of it; None where there was none."""

    carrier: Carrier
    sanitised: Sanitising | None
    hold: Hold | None
    void: Movement | None

    @property
    def code(self) -> str:
        return self.carrier.code


def card(session: Session, account: Account, carrier_id: int) -> Card | None:
    """The carrier as far as the account may see it."""
    carrier = custody.visible(session, account, carrier_id)
    if carrier is None:
        return None
    chosen = select(Sanitising).where(Sanitising.carrier_id == carrier_id).order_by(Sanitising.id.desc()).limit(1)
    voids = [one for one in custody.history(session, carrier_id) if one.act in VOIDS]
    held = holds.of_carrier(session, carrier_id)
    return Card(carrier, session.scalars(chosen).one_or_none(), held[0] if held else None, voids[0] if voids else None)


def papers_of(found: Card) -> tuple[What, ...]:
    """Which papers of the carrier can be printed now."""
    there = {What.SANITISED: found.sanitised, What.HOLD: found.hold, What.VOIDED: found.void}
    return tuple(what for what, row in there.items() if row is not None)


def paper(session: Session, found: Card, what: What) -> Paper:
    """The paper as the register has it now."""
    if what is What.SANITISED and found.sanitised:
        return _sanitised(found.carrier, found.sanitised)
    if what is What.HOLD and found.hold:
        return _held(session, found.carrier, found.hold)
    if what is What.VOIDED and found.void:
        return _voided(session, found.carrier, found.void)
    raise LookupError(what)


def _sanitised(carrier: Carrier, row: Sanitising) -> Paper:
    told = case_texts.OF_MEDIUM
    values: dict[str, str | Pair] = {
        "number": carrier.number,
        "rank": grade(row.rank),
        "kind": in_both(custody_words.KINDS[carrier.kind]),
        "model": carrier.model,
        "serial": carrier.serial_no,
        "serial_read": row.serial_read,
        "inventory": carrier.inventory_no,
        "capacity": carrier.capacity,
        "effect": in_both(method_words.EFFECTS[row.effect]),
        "method": in_both(method_words.METHODS[row.method]),
        "tool": row.tool,
        "period": f"{format_moment(row.began_at)}–{format_moment(row.ended_at)}",
        "verification": in_both(sanitising_words.VERIFICATIONS[row.verification]),
        "result": case_texts.CLEAN[row.is_clean],
        "destination": row.destination,
        "rank_after": case_texts.UNCHANGED,
    }
    signs = Hands(
        [
            hand(case_texts.SANITISED["performer"], row.performer),
            hand(case_texts.SANITISED["verifier"], row.verifier),
        ]
    )
    facts = Table(case_texts.FACT_HEADS, [(told[name], value) for name, value in values.items()], (1, 1))
    statement = lines(case_texts.SANITISED["statement"]) if row.is_clean else []
    return _paper(carrier, case_texts.SANITISED["title"], row.at, [facts, *statement, signs])


def _held(session: Session, carrier: Carrier, row: Hold) -> Paper:
    told, head = case_texts.HOLD, posts.body_head(session, clock.local(row.set_at).date())
    table = Table(texts.CARRIER, [(*of_carrier(carrier), short(session, carrier.holder_id))], WIDTHS)
    blocks: list[Block] = [
        *lines(
            told["basis"],
            document_no=row.document_no,
            document_on=format_date(row.document_on),
            **both("kind", in_both(hold_words.KINDS[row.kind])),
        ),
        *lines(told["text"]),
        *lines(told["issue_barred"] if row.bars_issue else told["issue_allowed"]),
        *lines(told["review"], review_on=format_date(row.review_on)),
        table,
        Hands([Line(texts.HEAD_OF_REGISTRY, NOTHING, ""), hand(texts.HEAD_OF_BODY, head)]),
    ]
    if row.lifted_at is not None:
        lifter = who(session, row.lifter_id)
        name = lifter.short_name if lifter else ""
        why = filled(told["lifted"], lifted=format_moment(row.lifted_at), why=row.lift_reason, lifter=name)
        blocks += [Text(told["part2"], is_head=True), Text(why), Hands([hand(texts.HEAD_OF_BODY, lifter)])]
    return _paper(carrier, told["title"], row.set_at, blocks)


def _voided(session: Session, carrier: Carrier, row: Movement) -> Paper:
    told = case_texts.VOIDED
    wrong = session.get_one(Movement, (carrier.id, row.previous_n))
    worker = who(session, wrong.account_id)
    facts = lines(
        told["facts"],
        entry=wrong.journal_n,
        at=format_moment(wrong.at),
        worker=worker.short_name if worker else "",
        reason=row.reason,
        new_entry=row.journal_n,
        new_at=format_moment(row.at),
        **both("act", in_both(custody_words.ACTS[wrong.act])),
    )
    states = (in_both(custody_words.STATES[wrong.to_state]), in_both(custody_words.STATES[row.to_state]))
    is_void = row.act is Act.VOID
    blocks: list[Block] = [
        *facts,
        *(lines(told["number"], number=carrier.number) if is_void else []),
        Table(texts.CARRIER, [(*of_carrier(carrier), "")], WIDTHS),
        Table(case_texts.CORRECTED, [(case_texts.STATE, *states)], (3, 4, 4)),
        Hands(
            [
                hand(told["worker"], who(session, row.account_id)),
                hand(told["second"], who(session, row.second_account_id)),
                Line(texts.HEAD_OF_REGISTRY, NOTHING, ""),
            ]
        ),
    ]
    return _paper(carrier, told["title"] if is_void else told["title_fix"], row.at, blocks)


def _paper(carrier: Carrier, title: Pair, at: datetime, blocks: list[Block]) -> Paper:
    day = Pair(*days.full(clock.local(at).date()))
    return Paper(title, carrier.number, day, carrier.code, carrier.rank, blocks)
