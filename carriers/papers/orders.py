"""The order on a commission."""

from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.papers.parts import both, commission, hand, lines
from carriers.papers.rules import What
from carriers.wordings import case_texts, texts
from kernel.papers import days
from kernel.papers.paper import Block, Hands, Pair, Paper, Text
from kernel.words.i18n import format_date
from people.posts import queries as posts


def papers_of(_row: Commission) -> tuple[What, ...]:
    return (What.ORDER,)


def subject(row: Commission) -> str:
    """What its printings are kept under: an order has no digits of its own, a scan of a printing leads back."""
    return f"order:{row.id}"


def paper(session: Session, row: Commission, _what: What) -> Paper:
    """The order as it was entered; a line for each member to say that they have read it."""
    told = case_texts.ORDER
    term = {"valid_from": format_date(row.valid_from), "valid_to": format_date(row.valid_to) if row.valid_to else ""}
    blocks: list[Block] = [
        Text(case_texts.ABOUT[row.purpose], is_head=True),
        *lines(told["preamble"]),
        *lines(told["seats"]),
        commission(session, row),
        *lines(told["term"], **term),
        *lines(told["task"], **both("task", case_texts.TASKS[row.purpose])),
        *lines(told["acquaint"]),
        Hands([hand(texts.HEAD_OF_BODY, posts.body_head(session, row.order_on))]),
        Hands([hand(told["read"], one.person) for one in row.members]),
    ]
    return Paper(told["title"], row.order_no, Pair(*days.full(row.order_on)), "", 0, blocks, subject=subject(row))
