"""What several papers are put together from: filled texts, tables of a commission and of carriers, lines for hands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission import words as commission_words
from carriers.commission.models import Commission, Member
from carriers.custody import words as custody_words
from carriers.custody.models import Carrier
from carriers.wordings import texts
from kernel.grades import WORDS, Grade
from kernel.papers import numbers
from kernel.papers.paper import Filled, Hands, Line, Pair, Table, Text
from kernel.words.i18n import format_date
from people.accounts import queries as accounts
from people.admission import queries as admission
from people.exports.operations import in_both
from people.register import queries as persons
from people.register.models import Person

WIDTHS = (4, 3, 5.4, 1.6, 2, 3, 4)  # of the columns of a carrier, its holder last
RULE = "____________________"  # an empty value is a line to write on


def filled(pair: Pair, **values: Any) -> Pair:
    """The text with its values; what is empty becomes a line to write on."""
    told = {name: RULE if value in (None, "") else str(value) for name, value in values.items()}
    return Filled.of(pair, told)


def lines(pair: Pair, **values: Any) -> list[Text]:
    """A text of one or several lines as a block."""
    return [Text(filled(pair, **values))]


def counted(name: str, number: int, nouns: numbers.Forms | None = None) -> dict[str, Any]:
    """A number as figures and in words of both languages, under the names that the texts ask for."""
    found: dict[str, Any] = {name: str(number)}
    found |= {f"{name}_kk": numbers.kazakh(number), f"{name}_ru": numbers.russian(number)}
    return found | ({f"{name}_noun": numbers.noun(number, nouns)} if nouns else {})


def both(prefix: str, pair: Pair) -> dict[str, str]:
    return {f"{prefix}_kk": pair.kk, f"{prefix}_ru": pair.ru}


def grade(rank: int) -> Pair:
    return in_both(WORDS[Grade(rank)])


def commission(session: Session, row: Commission) -> Table:
    """Who sits in it, in the order of its order, with the form of their clearance and its last day."""
    rows = [
        (
            str(number),
            one.person.full_name,
            one.person.position,
            in_both(commission_words.SEATS[one.seat]),
            _cleared(session, one.person_id),
        )
        for number, one in enumerate(row.members, start=1)
    ]
    return Table(texts.COMMISSION, rows, (1, 5, 4, 3, 3))


def _cleared(session: Session, person_id: int) -> str:
    found = admission.open_clearance(session, person_id)
    return (
        f"{found.form}, {format_date(found.valid_to)}" if found and found.valid_to else str(found.form if found else "")
    )


def hands(members: Sequence[Member], signed: Mapping[int, datetime]) -> Hands:
    """A line for everybody who sits in the commission, and when they signed in the program."""
    return Hands(
        [
            Line(
                texts.CHAIR[one.seat],
                Pair(one.person.position, one.person.position),
                one.person.short_name,
                signed.get(one.person_id),
            )
            for one in members
        ]
    )


def hand(role: Pair, person: Person | None, at: datetime | None = None) -> Line:
    """A line for one person; without one, a line to write on."""
    post = person.position if person else ""
    return Line(role, Pair(post, post), person.short_name if person else "", at)


def who(session: Session, account_id: int | None) -> Person | None:
    """The person of an account; nobody for the console."""
    account = accounts.account(session, account_id) if account_id else None
    return account.person if account else None


def short(session: Session, person_id: int | None) -> str:
    """Initials and name of a person; nothing for nobody."""
    person = persons.person(session, person_id) if person_id else None
    return person.short_name if person else ""


def of_carrier(row: Carrier) -> tuple[str | Pair, ...]:
    """The carrier in the columns that papers of a loss share, but its holder."""
    return (
        f"{row.number}, {format_date(row.registered_on)}",
        grade(row.rank),
        named(in_both(custody_words.KINDS[row.kind]), row.title),
        str(row.copy_no or ""),
        str(row.total_sheets or ""),
        row.serial_no,
    )


def named(kind: Pair, title: str) -> Pair:
    return Pair(f"{kind.kk}, {title}", f"{kind.ru}, {title}")
