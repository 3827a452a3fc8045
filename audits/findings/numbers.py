"""Numbers of the audit books: one row of numbers a book and year, none of them ever given twice."""

from sqlalchemy import Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.database.engine import INSERTS, Base

FINDINGS = "finding"


class AuditNumber(Base):
    """The last number that a book has given in a year."""

    __tablename__ = "audit_number"

    book: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


def take(session: Session, book: str, year: int) -> int:
    """The next number. Whoever takes one holds the row until the end of their transaction."""
    insert = INSERTS[session.get_bind().dialect.name](AuditNumber).values(book=book, year=year, last=1)
    given = insert.on_conflict_do_update(index_elements=["book", "year"], set_={"last": AuditNumber.last + 1})
    return int(session.scalar(given.returning(AuditNumber.last)))
