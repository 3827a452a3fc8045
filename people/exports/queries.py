"""Reading the register of printed papers."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from kernel.account import Account
from people.exports.models import PaperPrint

PAGE = 50


def _of(account: Account, code: str) -> Select[PaperPrint]:
    """The printings of this act or case that name nothing above the account's grade, the first first."""
    chosen = select(PaperPrint).where(PaperPrint.subject == code, PaperPrint.content_rank <= account.max_rank)
    return chosen.order_by(PaperPrint.id)


def of_subject(session: Session, account: Account, code: str) -> Sequence[PaperPrint]:
    """Every printing of the papers of this act or case that the account may open, the first first."""
    return session.scalars(_of(account, code)).all()


def _every(account: Account, what: str | None) -> Select[PaperPrint]:
    """The printings of one kind of paper, or of all, that name nothing above the account's grade."""
    chosen = select(PaperPrint).where(PaperPrint.content_rank <= account.max_rank)
    return chosen.where(PaperPrint.what == what) if what else chosen


def page(
    session: Session, account: Account, *, what: str | None, after: int | None
) -> tuple[Sequence[PaperPrint], int | None]:
    """One page of the register, the newest first, and what asks for older ones."""
    chosen = _every(account, what).order_by(PaperPrint.id.desc()).limit(PAGE + 1)
    rows = session.scalars(chosen.where(PaperPrint.id < after) if after else chosen).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every(session: Session, account: Account, *, what: str | None) -> Iterable[PaperPrint]:
    """The whole register, the first first, a few at a time."""
    chosen = _every(account, what).order_by(PaperPrint.id)
    return session.scalars(chosen.execution_options(yield_per=500))


def by_number(session: Session, number: str) -> PaperPrint | None:
    """The printing under these 14 digits, without its sheets."""
    return session.scalars(select(PaperPrint).where(PaperPrint.number == number)).one_or_none()


def printed(session: Session, account: Account, code: str, position: int) -> PaperPrint | None:
    """The printing at this position, counted from 1, of those of this act or case, with its sheets."""
    chosen = _of(account, code)
    return session.scalars(chosen.offset(position - 1).limit(1).options(undefer(PaperPrint.content))).one_or_none()
