"""What people type, judged at one place: one form of each letter, and nothing that nobody can see."""

import unicodedata
from datetime import date

# Control, format (bidirectional, zero-width, soft hyphen), private, unassigned, halves of pairs, separators of lines.
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
UNREADABLE = "\ufffd"  # what a decoder puts where bytes were no text
LINE_ENDS = "\r\n"
LEAST_LETTERS = 5  # of a reason
MOST_DIGITS = 18  # of a number that both databases keep
YEARS = range(1900, 3000)  # of a day that somebody can mean, and that has a day after it in every zone


def normalised(text: str) -> str:
    """The text in Unicode's form C (UAX 15), without the spaces around it; a pasted tab is a space."""
    return unicodedata.normalize("NFC", text.replace("\t", " ")).strip()


def folded(text: str) -> str:
    """The text without difference of capitals, for comparison; folding alone may leave form C (UAX 15, UAX 21)."""
    return normalised(normalised(text).casefold())


def is_hidden(char: str, *, lines: bool = False) -> bool:
    """Whether nobody can see this character; `lines`: several lines are meant."""
    if lines and char in LINE_ENDS:
        return False
    return char == UNREADABLE or unicodedata.category(char) in HIDDEN


def first_hidden(text: str, *, lines: bool = False) -> int | None:
    """The place of the first character that nobody can see, from 1; None where there is none."""
    return next((n for n, char in enumerate(text, 1) if is_hidden(char, lines=lines)), None)


def is_reason(text: str | None) -> bool:
    """Whether a text says why in words: a full stop or a digit is no reason."""
    return sum(char.isalpha() for char in text or "") >= LEAST_LETTERS


def seen(text: str) -> str:
    """What can be seen of a text that is only looked for, not kept."""
    return "".join(char for char in normalised(text) if not is_hidden(char))


def whole_number(text: str | None) -> int | None:
    """The number that a text of plain digits is; None for any other text and for more than MOST_DIGITS digits."""
    if text and text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def whole_day(text: str | None) -> date | None:
    """The day that a text of ISO 8601 (2026-12-31) is; None for any other text and for a year nobody means."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None
