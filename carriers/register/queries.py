"""Questions to the registers and to the other codes of carriers."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.register.models import Alias, NumberGap, Preprinted, Register
from carriers.register.rules import AliasKind, Foreign
from kernel.codes.layouts import doubtful, readings
from kernel.codes.scanning import ScanRefused, normalise_alias, read


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


def foreign(session: Session, field: AliasKind, text: str, *, rank: int) -> Foreign:
    """What the register makes of a number that others gave; of a carrier above this rank it does not say which."""
    try:
        codes = read(text).codes
    except ScanRefused:
        codes = ()
    is_taken = session.get(Alias, normalise_alias(text)) is not None
    read_as = None
    if codes:
        carrier = by_code(session, codes[0].text)
        read_as = codes[0].kind.value, carrier.number if carrier and carrier.rank <= rank else ""
    return Foreign(field, is_taken, read_as, doubtful(text, is_latin=field is AliasKind.SERIAL_NO))


def by_code(session: Session, code: str) -> Carrier | None:
    return session.scalars(select(Carrier).where(Carrier.code == code)).one_or_none()


def by_codes(session: Session, codes: Iterable[str]) -> Sequence[Carrier]:
    """The carriers with these codes; an unknown code has none."""
    return session.scalars(select(Carrier).where(Carrier.code.in_(list(codes)))).all()


def by_alias(session: Session, text: str) -> Carrier | None:
    """The carrier with this serial or old inventory number, exactly; never something like it.

    Where the text itself is none, what another layout may have made it of: if that is the number of one carrier only.
    """
    texts = [normalise_alias(one) for one in readings(text)]
    named = dict(session.execute(select(Alias.text, Alias.carrier_id).where(Alias.text.in_(texts))).all())
    exactly = [named[one] for one in texts[:1] if one in named]
    found = set(exactly or named.values())
    return session.get_one(Carrier, found.pop()) if len(found) == 1 else None


def preprinted(session: Session, code: str) -> Preprinted | None:
    return session.get(Preprinted, code, with_for_update=True)
