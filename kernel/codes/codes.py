"""Barcodes `T SS NNNNNNNNN CC`: kind, site, serial and two check digits by ISO 7064 MOD 97-10."""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum

LENGTH = 14
LAST_SITE = 99
LAST_SERIAL = 999_999_999
FIRST_SEAL = 500_000_000
COMMAND_SITE = 0

_FOURTEEN_DIGITS = re.compile(r"[0-9]{14}")


class Kind(StrEnum):
    """What a code stands on: a label, a pass, a place, a paper or a command card."""

    CARRIER = "carrier"
    PERSON = "person"
    PLACE = "place"
    ACT = "act"
    COMMAND = "command"

    @property
    def digit(self) -> int:
        return _DIGITS[self]


_DIGITS = {Kind.CARRIER: 1, Kind.PERSON: 2, Kind.PLACE: 3, Kind.ACT: 4, Kind.COMMAND: 8}
_KINDS = {str(digit): kind for kind, digit in _DIGITS.items()}


def check_digits(body: str) -> str:
    """The two check digits 02..98 of twelve digits: ISO 7064 MOD 97-10."""
    return f"{98 - int(body) * 100 % 97:02d}"


def has_right_check(text: str) -> bool:
    """Whether 14 digits end in the digits we print: 00, 01 and 99 satisfy the modulus too and are never printed."""
    return check_digits(text[:-2]) == text[-2:]


@dataclass(frozen=True, slots=True)
class Code:
    """One code; site 0..99, serial 1..999 999 999, command cards at site 0 only. ValueError beyond that."""

    kind: Kind
    site: int
    serial: int

    def __post_init__(self) -> None:
        if not 0 <= self.site <= LAST_SITE:
            raise ValueError("the site of a code is 0 to 99")
        if not 1 <= self.serial <= LAST_SERIAL:
            raise ValueError("the serial of a code is 1 to 999 999 999")
        if self.kind is Kind.COMMAND and self.site != COMMAND_SITE:
            raise ValueError("command cards belong to site 0")

    @property
    def text(self) -> str:
        """The 14 digits that the bars hold."""
        body = f"{self.kind.digit}{self.site:02d}{self.serial:09d}"
        return body + check_digits(body)

    @property
    def is_seal(self) -> bool:
        """Whether this stands behind the code of a pass: the upper half of its serials is never given to a person."""
        return self.kind is Kind.PERSON and self.serial >= FIRST_SEAL

    @property
    def grouped(self) -> str:
        """The digits as printed under the bars: `1 04 000000123 82`."""
        text = self.text
        return f"{text[0]} {text[1:3]} {text[3:12]} {text[12:]}"

    @classmethod
    def parse(cls, text: str) -> "Code":
        """The code of exactly 14 ASCII digits; ValueError for any other. What people type goes to scanning.read."""
        if not _FOURTEEN_DIGITS.fullmatch(text):
            raise ValueError("a code is 14 digits")
        if not has_right_check(text):
            raise ValueError("the check digits of a code disagree with the rest")
        if text[0] not in _KINDS:
            raise ValueError("no kind of code begins with this digit")
        return cls(_KINDS[text[0]], int(text[1:3]), int(text[3:12]))


def new_seal(site: int) -> Code:
    """A code that nobody can guess: it is printed in the bars of a pass, behind its own, and nowhere in digits."""
    return Code(Kind.PERSON, site, FIRST_SEAL + secrets.randbelow(LAST_SERIAL - FIRST_SEAL + 1))


def make_code(kind: Kind | str, site: int, serial: int) -> Code:
    """The code of this kind, also by its name; ValueError for an unknown kind, site or serial."""
    return Code(Kind(kind), site, serial)


class Command(StrEnum):
    """What the command cards at the desk say."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    REMOVE_LAST = "remove_last"
    ISSUE = "issue"
    TAKE_BACK = "take_back"
    TRANSFER = "transfer"
    LOCK = "lock"
    PRINT_RECEIPT = "print_receipt"


# The serials are printed on cards in use: a new command takes the next one, none is ever given again.
_COMMAND_SERIALS = {
    Command.CONFIRM: 1,
    Command.CANCEL: 2,
    Command.REMOVE_LAST: 3,
    Command.ISSUE: 4,
    Command.TAKE_BACK: 5,
    Command.TRANSFER: 6,
    Command.LOCK: 7,
    Command.PRINT_RECEIPT: 8,
}
COMMAND_CODES = {command: make_code(Kind.COMMAND, COMMAND_SITE, serial) for command, serial in _COMMAND_SERIALS.items()}
_COMMANDS = {code: command for command, code in COMMAND_CODES.items()}


def command_of(code: Code) -> Command | None:
    """The command a card gives; None for any other code."""
    return _COMMANDS.get(code)
