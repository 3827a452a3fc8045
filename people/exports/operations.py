"""The one act on papers: printing one under a number of its own."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Code, Kind
from kernel.grades import WORDS, Grade
from kernel.journal import entries as journal
from kernel.papers.drawing import draw
from kernel.papers.paper import NOTHING, Pair, Paper, Print, Tongue
from kernel.words.i18n import use_language
from people.exports.models import PaperPrint
from people.register import queries as persons

NO_MARKING = -1  # in the journal


@dataclass(frozen=True)
class Wanted:
    """What its printer chooses: the marking and the item of the list are never computed from the contents."""

    what: str
    tongue: Tongue
    grade: Grade | None
    list_item: str


def in_both(word: str) -> Pair:
    """A lazy phrase of the catalogues in Kazakh and Russian."""
    with use_language("kk"):
        kk = str(word)
    with use_language("ru"):
        return Pair(kk, str(word))


def print_paper(
    session: Session,
    paper: Paper,
    wanted: Wanted,
    *,
    body: Pair,
    qr: Callable[[str], Sequence[Sequence[bool]]],
    by: Account,
) -> PaperPrint:
    """Draw the paper under the next number, keep its sheets and tell the journal, whose state stands on every sheet.

    `qr` draws 14 digits as rows of modules.
    """
    number = serials.take(session, Kind.ACT)[0].text
    origin, size, root = journal.anchor(session)
    marking = NOTHING if wanted.grade is None else in_both(WORDS[wanted.grade])
    done = Print(
        number=Code.parse(number).grouped,
        code=paper.code or number,
        at=clock.now(),
        by=_name(session, by),
        origin=origin,
        size=size,
        root=root,
        body=body,
        marking=marking,
        copy_no="1",
        list_item=wanted.list_item,
        tongue=wanted.tongue,
        qr=qr(paper.code or number),
    )
    content, sheets = draw(paper, done)
    row = PaperPrint(
        number=number,
        what=wanted.what,
        subject=paper.subject or paper.code,
        tongue=wanted.tongue,
        rank=wanted.grade,
        content_rank=paper.rank,
        list_item=wanted.list_item,
        account_id=by.id,
        at=done.at,
        sheets=sheets,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    session.add(row)
    session.flush()
    _tell(session, row, by)
    return row


def _tell(session: Session, row: PaperPrint, by: Account) -> None:
    journal.append(
        session,
        "print_paper",
        by=by,
        subject=f"print:{row.id}",
        printed=row.what,
        export=row.number,
        about=row.subject,
        sheets=row.sheets,
        grade=NO_MARKING if row.rank is None else int(row.rank),
        sha256=row.sha256,
    )


def _name(session: Session, by: Account) -> str:
    """Whose hand printed it: the person, or the login of nobody."""
    person = persons.person(session, by.person_id) if by.person_id else None
    return person.short_name if person else by.login
