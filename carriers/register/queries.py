"""Questions to the registers and to the other codes of carriers."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.register.models import Alias, NumberGap, Preprinted, Register
from kernel.codes.scanning import normalise_alias


def registers(session: Session) -> Sequence[Register]:
    return session.scalars(select(Register).order_by(Register.year.desc(), Register.code)).all()


def designations(session: Session) -> dict[int, str]:
    """Code and year of every register by its id: the same number stands in several."""
    return {one.id: one.designation for one in registers(session)}


def open_registers(session: Session) -> Sequence[Register]:
    return session.scalars(
        select(Register).where(Register.closed_on.is_(None)).order_by(Register.year.desc(), Register.code)
    ).all()


def locked_register(session: Session, register_id: int) -> Register | None:
    """The register with its counter locked until the transaction ends."""
    return session.scalars(
        select(Register).where(Register.id == register_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def gaps(session: Session, register_id: int) -> Sequence[NumberGap]:
    return session.scalars(
        select(NumberGap).where(NumberGap.register_id == register_id).order_by(NumberGap.first)
    ).all()


def taken_aliases(session: Session, texts: Iterable[str]) -> list[str]:
    """Those of the texts that already scan as some carrier."""
    wanted = [normalise_alias(text) for text in texts if text.strip()]
    return list(session.scalars(select(Alias.text).where(Alias.text.in_(wanted))))


def by_code(session: Session, code: str) -> Carrier | None:
    return session.scalars(select(Carrier).where(Carrier.code == code)).one_or_none()


def by_codes(session: Session, codes: Iterable[str]) -> Sequence[Carrier]:
    """The carriers with these codes; an unknown code has none."""
    return session.scalars(select(Carrier).where(Carrier.code.in_(list(codes)))).all()


def by_alias(session: Session, text: str) -> Carrier | None:
    """The carrier with this serial or old inventory number, exactly; never something like it."""
    return session.scalars(
        select(Carrier).join(Alias, Alias.carrier_id == Carrier.id).where(Alias.text == normalise_alias(text))
    ).one_or_none()


def preprinted(session: Session, code: str) -> Preprinted | None:
    return session.get(Preprinted, code, with_for_update=True)
