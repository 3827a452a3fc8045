"""Reads what a scanner typed, whatever the keyboard layout made of it. The browser's twin is static/kernel/scan.js."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Never

from kernel.codes.codes import LENGTH, Code, has_right_check

LIMIT = 4096  # characters of one reading


class Reason(StrEnum):
    """Why a reading is refused, in the order in which it is asked."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    FOREIGN = "foreign"
    SHORT = "short"
    LENGTH = "length"
    CHECK = "check"
    KIND = "kind"


class ScanRefused(Exception):
    """A reading that is no code. Data: got and need in digits (characters for too_long), block of blocks from 1."""

    def __init__(self, reason: Reason, got: int | None = None, data: dict[str, int] | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.got = got
        self.data = data or {}


@dataclass(frozen=True, slots=True)
class Reading:
    """Codes in the order scanned, and the layout that typed them: digits, kz, kz-latin or unicode."""

    codes: tuple[Code, ...]
    layout: str


# Number rows: RST KazSSR 903-90, and xkb kz(latin) of 2018. In both, 1 6 7 are punctuation.
_PUNCTUATION = {'"': "1", ",": "6", ".": "7"}
_CYRILLIC = dict(zip("әіңғүұқ", "2345890", strict=True))
_LATIN = dict(zip("áíńǵúýó", "2345890", strict=True))
_HYPHENS = dict.fromkeys("өśӨŚ\u2212", "")  # the key right of 0, and the minus sign
_CYRILLIC |= {letter.upper(): digit for letter, digit in _CYRILLIC.items()}
_LATIN |= {letter.upper(): digit for letter, digit in _LATIN.items()}
_FOLD = _PUNCTUATION | _CYRILLIC | _LATIN | _HYPHENS

_TERMINATORS = re.compile(r"[\r\n\t]+")
_NOISE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pd"})  # controls, zero width, spaces, hyphens
_SPACES = _NOISE - {"Pd"}
_LETTER = "[A-Za-zЁА-яёӘәІіҢңҒғҮүҰұҚқӨөҺһ]"
# ISO/IEC 15424 symbology identifier, such as ]C0; the bracket's key types ъ in Russian and Kazakh.
_AIM = re.compile(rf"[\]ъЪ]{_LETTER}(?:{_LETTER}|[0-9\",.áíńǵúýóÁÍŃǴÚÝÓ])")
# In "Kazakh with Russian" the same key types ұ, which elsewhere is the digit 9: to be believed only before a true code.
_AIM_KAZRUS = re.compile(rf"[ұҰ]{_LETTER}[0-9]")


def read(text: str) -> Reading:
    """The codes in a reading, all or none; ScanRefused tells the first reason in the order of Reason."""
    if not text.strip():
        raise ScanRefused(Reason.EMPTY)
    if len(text) > LIMIT:
        raise ScanRefused(Reason.TOO_LONG, len(text), {"got": len(text), "need": LIMIT})
    parts = _parts(text)
    runs = [run for run in map(_folded, parts) if run]
    if not runs:
        raise ScanRefused(Reason.EMPTY)
    return Reading(_codes(_blocks(runs)), _layout("".join(parts)))


def names_one(text: str | None, code: str) -> bool:
    """Whether a scanned text is exactly this one code of 14 digits, with or without a seal behind it."""
    try:
        return [found.text for found in read(text or "").codes if not found.is_seal] == [code]
    except ScanRefused:
        return False


def fold(text: str) -> str:
    """The text as a keyboard of digits would have typed it, one line a run; letters that mean no digit stay."""
    return "\n".join(run for run in map(_folded, _parts(text)) if run)


def normalise_alias(text: str) -> str:
    """A foreign number as it is compared: NFKC, case folded, without spaces and control characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(char for char in folded if unicodedata.category(char) not in _SPACES)
    return plain if plain == text else normalise_alias(plain)  # folding may compose anew


def _parts(text: str) -> list[str]:
    """What stands between terminators, without noise and symbology identifiers."""
    # Not NFKC: it would turn an ellipsis into 777 under the Kazakh layout, and ½ or ² into digits.
    return [_without_aim(_without_noise(part)) for part in _TERMINATORS.split(unicodedata.normalize("NFC", text))]


def _without_noise(part: str) -> str:
    return "".join(_narrow(char) for char in part if unicodedata.category(char) not in _NOISE)


def _narrow(char: str) -> str:
    """The ASCII character of a full-width one."""
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char


def _without_aim(part: str) -> str:
    if _AIM.match(part) or (_AIM_KAZRUS.match(part) and _is_codes(_folded(part[3:]))):
        return part[3:]
    return part


def _folded(part: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else _FOLD.get(char, char) for char in part)


def _layout(typed: str) -> str:
    if any(char in _CYRILLIC for char in typed):
        return "kz"
    if any(char in _LATIN for char in typed):
        return "kz-latin"
    if any(char in _PUNCTUATION for char in typed):
        return "kz"
    return "unicode" if any(char.isdecimal() and not char.isascii() for char in typed) else "digits"


def _is_codes(run: str) -> bool:
    try:
        return bool(_codes(_blocks([run])))
    except ScanRefused:
        return False


def _blocks(runs: Sequence[str]) -> list[str]:
    """Runs of digits cut into codes; a scan that lost its terminator is a run of several."""
    if not all(run.isascii() and run.isdecimal() for run in runs):
        raise ScanRefused(Reason.FOREIGN)
    counts = [-(-len(run) // LENGTH) for run in runs]
    for place, run in enumerate(runs):
        if len(run) < LENGTH:
            _refuse(Reason.SHORT, len(run), LENGTH, sum(counts[: place + 1]), sum(counts))
    for place, run in enumerate(runs):
        if len(run) % LENGTH:
            _refuse(Reason.LENGTH, len(run), counts[place] * LENGTH, sum(counts[: place + 1]), sum(counts))
    return [run[start : start + LENGTH] for run in runs for start in range(0, len(run), LENGTH)]


def _codes(blocks: Sequence[str]) -> tuple[Code, ...]:
    for place, block in enumerate(blocks, 1):
        if not has_right_check(block):
            _refuse(Reason.CHECK, LENGTH, LENGTH, place, len(blocks))
    codes = []
    for place, block in enumerate(blocks, 1):
        try:
            codes.append(Code.parse(block))
        except ValueError:  # a kind, site or serial that is never printed
            _refuse(Reason.KIND, LENGTH, LENGTH, place, len(blocks))
    return tuple(codes)


def _refuse(reason: Reason, got: int, need: int, block: int, blocks: int) -> Never:
    raise ScanRefused(reason, got, {"got": got, "need": need, "block": block, "blocks": blocks})
