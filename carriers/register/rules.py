"""What registration refuses: numbers, titles, sheets, serial numbers, grades, places."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from carriers.custody.rules import CarrierKind, Family
from carriers.storage.rules import objections_to_storing
from kernel.grades import Grade
from kernel.objections import Objection
from kernel.words.texts import is_reason

SHORTEST_TITLE = 3
MOST_COPIES = 200
FIELDS = ("{seq}", "{suffix}", "{year}")


class RegisterKind(StrEnum):
    """The registers of secret record keeping: R1–R4, R9, R10, R19 of the office."""

    INCOMING = "incoming"
    PREPARED = "prepared"
    MEDIA = "media"
    PUBLICATIONS = "publications"
    MAPS_ITEMS = "maps_items"
    NOTEBOOKS = "notebooks"
    CASES = "cases"
    BLANK_SHEETS = "blank_sheets"


_K = CarrierKind
TAKES: dict[RegisterKind, tuple[CarrierKind, ...]] = {
    RegisterKind.INCOMING: (_K.DOCUMENT, _K.DRAWING, _K.PHOTO, _K.MAP),
    RegisterKind.PREPARED: (_K.DOCUMENT, _K.DRAWING, _K.PHOTO, _K.MAP),
    RegisterKind.MEDIA: (
        _K.FLASH,
        _K.HARD_DISK,
        _K.SOLID_STATE_DISK,
        _K.OPTICAL_DISK,
        _K.MEMORY_CARD,
        _K.TAPE,
        _K.LAPTOP,
        _K.COMPUTER,
        _K.MOBILE_DEVICE,
        _K.TOKEN,
    ),
    RegisterKind.PUBLICATIONS: (_K.PUBLICATION,),
    RegisterKind.MAPS_ITEMS: (_K.MAP, _K.ITEM, _K.MODEL),
    RegisterKind.NOTEBOOKS: (_K.NOTEBOOK,),
    RegisterKind.CASES: (_K.CASE_FILE,),
    RegisterKind.BLANK_SHEETS: (_K.BLANK_SHEETS,),
}


class AliasKind(StrEnum):
    SERIAL_NO = "serial_no"
    INVENTORY_NO = "inventory_no"


class RegisterGuard(StrEnum):
    NUM = "G-NUM"
    TITLE = "G-TITLE"
    SHEETS = "G-SHEETS-GIVEN"
    SERIAL = "G-SERIAL"
    ALIAS = "G-ALIAS"
    ALIAS_COPIES = "G-ALIAS-COPIES"
    OWN_CODE = "G-OWN-CODE"
    LAYOUT = "G-LAYOUT"
    GRADE = "G-REGISTER-GRADE"
    RANK_VIEW = "G-RANKVIEW"
    KIND = "G-REGISTER-KIND"
    COPIES = "G-COPIES"
    LABEL = "G-LABEL"
    DATE = "G-DATE"
    TEMPLATE = "G-TEMPLATE"
    REGISTER_TAKEN = "G-REGISTER-TAKEN"
    YEAR = "G-YEAR"
    GAP = "G-GAP"
    OPENED = "G-OPENED"
    CARRIED_OVER = "G-CARRIED-OVER"


@dataclass(frozen=True)
class GapGiven:
    """What was said of numbers left out: why, which ones the page showed as `13-57`, the number typed once more."""

    why: str = ""
    shown: str = ""
    seq_again: int | None = None


@dataclass(frozen=True)
class Application:
    """What is asked of a register: the carrier as the clerk describes it."""

    title: str
    grade: Grade
    family: Family
    is_kind_taken_here: bool
    sheets: int | None
    serial_no: str
    seq: int | None
    gap: GapGiven
    first_copy: int
    first_copy_why: str
    copies: int
    copies_total: int
    registered_on: date
    worker_rank: int


@dataclass(frozen=True)
class Book:
    """The register as the rules see it."""

    next_seq: int
    min_rank: int
    max_rank: int
    opened_on: date
    closed_on: date | None
    year: int
    far_ahead: int  # numbers left out from which the number is asked twice


@dataclass(frozen=True)
class Foreign:
    """A number that others gave a carrier.

    `read_as` is what the register itself reads in it, a kind of code and whose; `could_be` is what another keyboard
    layout may have made it of, empty where it is plain.
    """

    field: AliasKind
    is_taken: bool
    read_as: tuple[str, str] | None
    could_be: str


def objections_to_foreign(numbers: list[Foreign], copies: int, *, is_as_typed: bool) -> list[Objection]:
    """Each number scans as this carrier from now on: as no other, and as nothing else."""
    found = []
    for one in numbers:
        if one.read_as is not None:
            kind, whose = one.read_as
            found.append(Objection(RegisterGuard.OWN_CODE, {"field": one.field, "kind": kind, "whose": whose}))
        elif one.is_taken:
            found.append(Objection(RegisterGuard.ALIAS, {"field": one.field}))
        elif one.could_be and not is_as_typed:
            found.append(Objection(RegisterGuard.LAYOUT, {"field": one.field, "could": one.could_be}))
        if copies > 1:
            found.append(Objection(RegisterGuard.ALIAS_COPIES, {"field": one.field}))
    return found


def objections_to_registration(asked: Application, book: Book, place_rank: int, today: date) -> list[Objection]:
    """Every reason not to enter this carrier, at once."""
    return [
        *_objections_to_number(asked, book, today),
        *_objections_to_description(asked, book),
        *_objections_to_copies(asked),
        *objections_to_storing(place_rank, asked.grade),
    ]


def _objections_to_number(asked: Application, book: Book, today: date) -> list[Objection]:
    found = []
    if book.closed_on is not None:
        found.append(Objection(RegisterGuard.NUM, {"why": "closed", "on": book.closed_on}))
    if asked.seq is not None and asked.seq < book.next_seq:
        found.append(Objection(RegisterGuard.NUM, {"why": "used", "next": book.next_seq}))
    if asked.seq is not None and asked.seq > book.next_seq:
        found += _objections_to_gap(asked.seq, asked.gap, book)
    if asked.registered_on > today or asked.registered_on < book.opened_on:
        found.append(Objection(RegisterGuard.DATE, {"from": book.opened_on}))
    elif asked.registered_on.year != book.year:
        found.append(Objection(RegisterGuard.YEAR, {"year": book.year}))
    return found


def _objections_to_gap(seq: int, given: GapGiven, book: Book) -> list[Objection]:
    """Numbers are left out only by who saw which, said why, and where they are many typed the number twice."""
    first, last = book.next_seq, seq - 1
    is_far = last - first + 1 >= book.far_ahead
    data = {"first": first, "last": last, "far": is_far}
    if given.shown != f"{first}-{last}":
        return [Objection(RegisterGuard.NUM, {"why": "gap", **data})]
    found = [] if is_reason(given.why) else [Objection(RegisterGuard.GAP, {"field": "gap_explanation", **data})]
    if is_far and given.seq_again != seq:
        found.append(Objection(RegisterGuard.GAP, {"field": "seq_again", **data}))
    return found


def objections_to_opening(template: str, year: int, opened_on: date, today: date, why: str) -> list[Objection]:
    """A book begins today; one that began on paper says since when and why it is carried over."""
    found = objections_to_template(template)
    if opened_on > today or opened_on.year > year or (opened_on < today and opened_on.year != year):
        found.append(Objection(RegisterGuard.OPENED, {"year": year}))
    if opened_on < today and not is_reason(why):
        found.append(Objection(RegisterGuard.CARRIED_OVER))
    if year < today.year and opened_on == today:
        found.append(Objection(RegisterGuard.OPENED, {"year": year}))
    return found


def _objections_to_description(asked: Application, book: Book) -> list[Objection]:
    found = []
    if len(asked.title.strip()) < SHORTEST_TITLE:
        found.append(Objection(RegisterGuard.TITLE))
    if not asked.is_kind_taken_here:
        found.append(Objection(RegisterGuard.KIND))
    if not book.min_rank <= asked.grade <= book.max_rank:
        found.append(Objection(RegisterGuard.GRADE, {"min": book.min_rank, "max": book.max_rank}))
    if asked.grade > asked.worker_rank:
        found.append(Objection(RegisterGuard.RANK_VIEW))
    if asked.family is Family.PAPER and (asked.sheets is None or asked.sheets < 1):
        found.append(Objection(RegisterGuard.SHEETS))
    if asked.family is Family.ELECTRONIC and not asked.serial_no.strip():
        found.append(Objection(RegisterGuard.SERIAL))
    return found


def _objections_to_copies(asked: Application) -> list[Objection]:
    if not 1 <= asked.copies <= MOST_COPIES:
        return [Objection(RegisterGuard.COPIES, {"why": "number", "most": MOST_COPIES})]
    if asked.family is not Family.PAPER and asked.copies > 1:
        return [Objection(RegisterGuard.COPIES, {"why": "not_paper"})]
    if asked.family is Family.PAPER and asked.first_copy + asked.copies - 1 > asked.copies_total:
        return [Objection(RegisterGuard.COPIES, {"why": "total"})]
    if asked.family is Family.PAPER and asked.first_copy > 1 and not is_reason(asked.first_copy_why):
        return [Objection(RegisterGuard.COPIES, {"why": "first", "field": "first_copy_why"})]
    return []


def objections_to_template(template: str) -> list[Objection]:
    """A template of numbers holds {seq} and knows no other braces than its three fields."""
    rest = template
    for field in FIELDS:
        rest = rest.replace(field, "")
    return [Objection(RegisterGuard.TEMPLATE)] if "{seq}" not in template or "{" in rest or "}" in rest else []


def number(template: str, seq: int, suffix: str, year: int) -> str:
    """The official number of a carrier: `{seq}{suffix}` of 58 and с is 58с."""
    return template.replace("{seq}", str(seq)).replace("{suffix}", suffix).replace("{year}", str(year))
