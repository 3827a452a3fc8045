"""The receipt of the desk as a paper: both hands, who worked, every carrier without its title, totals in words."""

from typing import Any

from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.custody.models import Carrier, Movement
from carriers.custody.queries import ReceiptPage, Shown
from carriers.custody.rules import Act
from carriers.desk import queries as desk
from carriers.papers.parts import both, counted, grade, lines
from carriers.papers.rules import What
from carriers.wordings import receipt_texts, texts
from kernel import clock
from kernel.account import Account
from kernel.codes.codes import Code
from kernel.papers import days
from kernel.papers.paper import Block, Hands, Line, Pair, Paper, Table, Text
from kernel.words.i18n import format_date, format_moment
from people.exports.operations import in_both


def visible(session: Session, account: Account, receipt_id: int) -> ReceiptPage | None:
    """A receipt all of whose carriers the account may see, none of which it must first count blind."""
    found = custody.receipt_page(session, receipt_id)
    if found is None or any(carrier.rank > account.max_rank for _movement, carrier in found.rows):
        return None
    blind = desk.blind(session, account)
    return None if any(carrier.id in blind for _movement, carrier in found.rows) else found


def papers_of(_found: ReceiptPage) -> tuple[What, ...]:
    return (What.RECEIPT,)


def paper(_session: Session, found: ReceiptPage, _what: What) -> Paper:
    """The receipt as it was signed."""
    done = found.receipt
    sheets = sum(carrier.total_sheets or 0 for _movement, carrier in found.rows)
    blocks: list[Block] = [
        *lines(
            receipt_texts.SIDES,
            worker=_name(found.worker),
            **both("giver", _side(found.giver)),
            **both("receiver", _side(found.receiver)),
        ),
        *(lines(receipt_texts.SECOND, second=_name(found.second)) if found.second else []),
        Table(receipt_texts.ROWS, [_row(*one) for one in enumerate(found.rows, 1)], (1, 3, 3, 4, 1.5, 1.6, 3, 3)),
        *_later(found),
        *lines(
            receipt_texts.TOTALS,
            **counted("units", len(found.rows), texts.UNITS),
            **counted("sheets", sheets, texts.SHEETS),
        ),
        *lines(receipt_texts.SAY[done.act]),
        Hands(_hands(found)),
    ]
    rank = max(carrier.rank for _movement, carrier in found.rows)
    day = days.full(clock.local(done.at).date())
    number = f"{Code.parse(done.code).grouped} · {clock.local(done.at):%H:%M}"
    return Paper(receipt_texts.TITLES[done.act], number, Pair(*day), done.code, rank, blocks)


def _later(found: ReceiptPage) -> list[Text]:
    """That it was done before it was entered, and why."""
    movement = found.rows[0][0]
    if movement.happened_at is None:
        return []
    times = {"happened": format_moment(movement.happened_at), "entered": format_moment(movement.at)}
    return lines(receipt_texts.LATER, reason=movement.reason, **times)


def _name(one: Shown | None) -> str:
    return str(one.then["name"]) if one else ""


def _side(one: Shown | None) -> Pair:
    """A person with their unit, or the registry."""
    if one is None:
        return receipt_texts.REGISTRY
    unit: dict[str, Any] = one.then["unit"]
    return Pair(f"{one.then['name']}, {unit['kk']}", f"{one.then['name']}, {unit['ru']}")


def _row(number: int, row: tuple[Movement, Carrier]) -> tuple[str | Pair, ...]:
    movement, carrier = row
    return (
        str(number),
        carrier.number,
        grade(carrier.rank),
        in_both(custody_words.KINDS[carrier.kind]),
        str(carrier.copy_no or ""),
        str(carrier.total_sheets or ""),
        carrier.serial_no,
        format_date(clock.local(movement.due_at).date()) if movement.due_at else "",
    )


def _hands(found: ReceiptPage) -> list[Line]:
    """Two lines, or three where two people hand over through the registry."""
    done = found.receipt
    if done.act is Act.ISSUE:
        parties = [(receipt_texts.TOOK, found.receiver), (receipt_texts.GAVE, found.worker)]
    elif done.act is Act.TAKE_BACK:
        parties = [(receipt_texts.HANDED, found.giver), (receipt_texts.ACCEPTED, found.worker)]
    else:
        parties = [
            (receipt_texts.HANDED, found.giver),
            (receipt_texts.ACCEPTED, found.receiver),
            (receipt_texts.WORKER, found.worker),
        ]
    return [_line(role, who) for role, who in parties]


def _line(role: Pair, who: Shown | None) -> Line:
    post = str(who.then["position"]) if who else ""
    return Line(role, Pair(post, post), _name(who))
