"""Acts of the registers: opening and closing them, entering carriers, printing labels ahead."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody.models import Carrier
from carriers.custody.rules import CarrierKind, Family, State, family_of
from carriers.register import queries, rules
from carriers.register.models import Alias, Document, NumberGap, Preprinted, Register
from carriers.register.rules import TAKES, AliasKind, Application, Book, GapGiven, RegisterGuard, RegisterKind
from carriers.storage.models import Place
from kernel import clock
from kernel.account import Account, id_of
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.codes.scanning import ScanRefused, normalise_alias, read
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from kernel.words.texts import folded
from people.terms import queries as terms


@dataclass(frozen=True)
class Particulars:
    """What the clerk writes of a carrier. `columns` go to the card as they are; the rest decides number and copies."""

    kind: CarrierKind
    title: str
    grade: Grade
    registered_on: date
    sheets: int | None = None
    appendix_sheets: int = 0
    serial_no: str = ""
    inventory_no: str = ""
    is_as_typed: bool = False
    series: str = ""
    seq: int | None = None
    gap: GapGiven = field(default_factory=GapGiven)
    first_copy: int = 1
    first_copy_why: str = ""
    copies: int = 1
    copies_total: int = 1
    label: str = ""
    columns: dict[str, Any] = field(default_factory=dict)


def open_register(
    session: Session,
    code: str,
    *,
    kind: RegisterKind,
    title: str,
    ranks: tuple[int, int],
    template: str,
    year: int,
    opened_on: date | None = None,
    why: str = "",
    by: Account | None,
) -> Register:
    """A new book for the year, begun today, or carried over from the paper on which it was `opened_on`, and `why`.

    Raises Refused for a taken code, a template without {seq}, a day that is not of its year.
    """
    since, today = opened_on or clock.today(), clock.today()
    objections = rules.objections_to_opening(template, year, since, today, why)
    if any(one.code == code and one.year == year for one in queries.registers(session)):
        objections.append(Objection(RegisterGuard.REGISTER_TAKEN))
    refuse_if("open_register", objections)
    register = Register(
        code=code,
        year=year,
        kind=kind,
        title=title,
        min_rank=ranks[0],
        max_rank=ranks[1],
        template=template,
        opened_on=since,
        carried_over_on=today if since < today else None,
        carried_over_why=why.strip() if since < today else "",
        next_seq=1,
    )
    session.add(register)
    session.flush()
    journal.append(
        session,
        "open_register",
        by=by,
        subject=f"register:{register.id}",
        code=code,
        year=year,
        on=since.isoformat() if since < today else None,
        reason=register.carried_over_why or None,
    )
    return register


def close_register(session: Session, register: Register, *, reason: str, by: Account) -> None:
    """No number is given in it any more; what stands in it stays."""
    register.closed_on = clock.today()
    session.flush()
    journal.append(
        session, "close_register", by=by, subject=f"register:{register.id}", last=register.next_seq - 1, reason=reason
    )


def enter(
    session: Session, register: Register, particulars: Particulars, place: Place, *, by: Account | None
) -> list[Carrier]:
    """Register a carrier, or the numbered copies of one document, each with its own barcode. Raises Refused."""
    locked = queries.locked_register(session, register.id) or register
    labels, objections = _labels(session, particulars)
    objections = [*_objections(session, locked, particulars, place, by=by), *objections]
    refuse_if("register", objections, register=register.id)
    seq = _take_number(session, locked, particulars, by=by)
    family = family_of(particulars.kind)
    document = _document(session, particulars) if family is Family.PAPER else None
    codes = [label.code for label in labels]
    codes = codes or [code.text for code in serials.take(session, Kind.CARRIER, particulars.copies)]
    entered = []
    for offset, code in enumerate(codes):
        copy_no = particulars.first_copy + offset if document else 0
        carrier = _carrier(locked, particulars, place, code=code, seq=seq, copy_no=copy_no, document=document)
        session.add(carrier)
        session.flush()
        custody.enter(session, carrier, by=by)
        _add_aliases(session, carrier)
        entered.append(carrier)
    for label, carrier in zip(labels, entered, strict=False):
        label.carrier_id = carrier.id
    session.flush()
    return entered


def _objections(
    session: Session, register: Register, asked: Particulars, place: Place, *, by: Account | None
) -> list[Objection]:
    family = family_of(asked.kind)
    application = Application(
        title=asked.title,
        grade=asked.grade,
        family=family,
        is_kind_taken_here=asked.kind in TAKES[register.kind],
        sheets=asked.sheets,
        serial_no=asked.serial_no,
        seq=asked.seq,
        gap=asked.gap,
        first_copy=asked.first_copy,
        first_copy_why=asked.first_copy_why,
        copies=asked.copies,
        copies_total=asked.copies_total,
        registered_on=asked.registered_on,
        worker_rank=by.max_rank if by else Grade.SPECIAL_IMPORTANCE,
    )
    book = Book(
        register.next_seq,
        register.min_rank,
        register.max_rank,
        register.opened_on,
        register.closed_on,
        register.year,
        terms.value(session, "gap_far_ahead", clock.today()),
    )
    found = rules.objections_to_registration(application, book, place.max_rank, clock.today())
    numbers = [queries.foreign(session, kind, text, rank=application.worker_rank) for kind, text in _foreign(asked)]
    return found + rules.objections_to_foreign(numbers, asked.copies, is_as_typed=asked.is_as_typed)


def _foreign(asked: Particulars | Carrier) -> list[tuple[AliasKind, str]]:
    """The numbers that others gave it, as they are kept."""
    pairs = ((AliasKind.SERIAL_NO, asked.serial_no), (AliasKind.INVENTORY_NO, asked.inventory_no))
    return [(kind, text) for kind, text in pairs if text.strip()]


def _labels(session: Session, asked: Particulars) -> tuple[list[Preprinted], list[Objection]]:
    """The labels printed ahead that were scanned, one a copy; none where none was, and new codes are taken."""
    if not asked.label.strip():
        return [], []
    try:
        codes = read(asked.label).codes
    except ScanRefused:
        return [], [Objection(RegisterGuard.LABEL, {"why": "unknown"})]
    found, objections = [], []
    for code in dict.fromkeys(codes):
        label = queries.preprinted(session, code.text)
        if label is None:
            is_other = code.kind is not Kind.CARRIER
            other = {"why": "other", "kind": code.kind.value} if is_other else {"why": "unknown"}
            objections.append(Objection(RegisterGuard.LABEL, other))
        elif label.carrier_id is not None:
            objections.append(Objection(RegisterGuard.LABEL, {"why": "bound"}))
        else:
            found.append(label)
    if not objections and len(found) != asked.copies:
        objections.append(Objection(RegisterGuard.LABEL, {"why": "copies", "need": asked.copies, "got": len(found)}))
    return found, objections


def _take_number(session: Session, register: Register, asked: Particulars, *, by: Account | None) -> int:
    seq = asked.seq or register.next_seq
    if seq > register.next_seq:
        gap = NumberGap(
            register_id=register.id,
            first=register.next_seq,
            last=seq - 1,
            explanation=asked.gap.why.strip(),
            account_id=id_of(by),
            at=clock.now(),
        )
        session.add(gap)
        journal.append(
            session,
            "leave_gap",
            by=by,
            subject=f"register:{register.id}",
            numbers=[register.next_seq, seq - 1],
            reason=asked.gap.why.strip(),
        )
    register.next_seq = seq + 1
    session.flush()
    return seq


def _document(session: Session, asked: Particulars) -> Document:
    document = Document(title=asked.title.strip(), rank=int(asked.grade), copies_total=asked.copies_total)
    document.first_copy_why = asked.first_copy_why.strip() if asked.first_copy > 1 else ""
    session.add(document)
    session.flush()
    return document


def _carrier(
    register: Register,
    asked: Particulars,
    place: Place,
    *,
    code: str,
    seq: int,
    copy_no: int,
    document: Document | None,
) -> Carrier:
    suffix = f"{asked.grade.suffix}{asked.series.lower()}"
    number = rules.number(register.template, seq, suffix, register.year)
    family = family_of(asked.kind)
    words = (number, asked.title, asked.serial_no, asked.inventory_no, str(asked.columns.get("model") or ""))
    return Carrier(
        code=code,
        register_id=register.id,
        seq=seq,
        copy_no=copy_no,
        number=number,
        registered_on=asked.registered_on,
        document_id=document.id if document else None,
        kind=asked.kind,
        family=family,
        title=asked.title.strip(),
        rank=int(asked.grade),
        series=asked.series,
        sheets=asked.sheets if family is Family.PAPER else None,
        appendix_sheets=asked.appendix_sheets if family is Family.PAPER else 0,
        serial_no=asked.serial_no.strip(),
        inventory_no=asked.inventory_no.strip(),
        home_place_id=place.id,
        search_key=folded(" ".join(word for word in words if word)),
        state=State.DRAFT,
        since=clock.now(),
        movement_n=0,
        **asked.columns,
    )


def _add_aliases(session: Session, carrier: Carrier) -> None:
    texts = {normalise_alias(text): kind for kind, text in _foreign(carrier)}
    session.add_all(Alias(text=text, carrier_id=carrier.id, kind=kind) for text, kind in texts.items())


def print_ahead(session: Session, count: int, *, by: Account) -> list[Preprinted]:
    """Take serials for labels that will be bound to carriers later."""
    codes = serials.take(session, Kind.CARRIER, count)
    labels = [Preprinted(code=code.text, printed_at=clock.now(), account_id=by.id) for code in codes]
    session.add_all(labels)
    session.flush()
    journal.append(session, "print_ahead", by=by, first=codes[0].text, count=count)
    return labels
