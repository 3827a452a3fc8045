"""What a text would be had a US keyboard typed it: foreign numbers that a scanner sent under another layout."""

import re

from kernel.words import texts

_US = "qwertyuiop[]asdfghjkl;'zxcvbnm,./1234567890-="
_US_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?!@#$%^&*()_+'
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю"
# Number rows and signs: Microsoft's Russian, RST KazSSR 903-90, xkb kz(latin) of 2018.
_LAYOUTS = (
    (_CYRILLIC + ".1234567890-=", _CYRILLIC.upper() + ',!"№;%:?*()_+'),
    (_CYRILLIC + '№"әіңғ,.үұқөһ', _CYRILLIC.upper() + "?!ӘІҢҒ;:ҮҰҚӨҺ"),
    (_US[:32] + '№"áíńǵ,.úýóść', _US_SHIFTED[:32] + "?!ÁÍŃǴ;:ÚÝÓŚĆ"),
)
_ROW_LETTERS = "әіңғүұқáíńǵúýó"
_ROW = dict(zip('"әіңғ,.үұқ', "1234567890", strict=True)) | dict(zip("áíńǵúýó", "2345890", strict=True))
# ISO/IEC 15424 symbology identifier: the code characters of 1D and 2D codes and a modifier.
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_CYRILLIC_LETTER = re.compile("[Ѐ-ӿ]")
_LATIN_NUMBER = re.compile(r"[A-Za-z0-9 ./_+-]+")


def _tables() -> tuple[dict[str, str], ...]:
    """One table a layout, CapsLock off and on."""
    found = []
    for plain, shifted in _LAYOUTS:
        table = dict(zip(shifted + plain, _US_SHIFTED + _US, strict=True))  # what needs no Shift goes before
        found.append(table)
        found.append({_swapped(char): key for char, key in table.items()})
    return tuple(found)


def _swapped(char: str) -> str:
    return char.swapcase() if char.isalpha() else char


_TABLES = _tables()
_REVERSED = tuple({key: char for char, key in table.items()} for table in _TABLES)


def readings(text: str) -> tuple[str, ...]:
    """What a foreign number may be, the text itself first: without an identifier, and as each layout made it."""
    plain = written(text)
    found = [text, plain, *(without_aim(one) for one in _of_layouts(plain))]
    return tuple(dict.fromkeys(one for one in found if one.strip()))


def written(text: str) -> str:
    """The text of a field that a scanner may have filled, as far as it is certain what was meant."""
    plain = without_aim(texts.seen(text))
    return row_digits(plain) or plain


def row_digits(text: str) -> str:
    """The digits of a text typed on the number row of a Kazakh layout and nothing else; empty where that is not so.

    With a digit in it a text is meant as it stands: the signs of 1, 6 and 7 belong to numbers as well.
    """
    folded = text.casefold()
    if not any(char in _ROW_LETTERS for char in folded) or not all(char in _ROW for char in folded):
        return ""
    return "".join(_ROW[char] for char in folded)


def doubtful(text: str, *, is_latin: bool) -> str:
    """What else the text could be, where nobody can tell; empty where it is plain.

    `is_latin`: a maker's number, in which any Cyrillic letter is a sign of the wrong layout. In other numbers only the
    letters of the Kazakh number row beside others are one, because Cyrillic numbers are usual.
    """
    plain = written(text)
    rows = sum(char in _ROW_LETTERS for char in plain.casefold())
    is_strange = bool(rows) and not any(char.isdecimal() for char in plain)
    if not is_strange and not (is_latin and _CYRILLIC_LETTER.search(plain)):
        return ""
    for one in _of_layouts(plain):
        if _LATIN_NUMBER.fullmatch(one) and (is_latin or any(char.isdecimal() for char in one)):
            return one
    return ""


def without_aim(text: str) -> str:
    """The text without a symbology identifier, which some scanners send before what they read."""
    rest = text[3:]
    return rest if rest and _AIM.match(text) else text


def keys_of(text: str) -> set[str]:
    """What a US keyboard would have written by the same keys, one text for each layout."""
    return {"".join(table.get(char, char) for char in text) for table in _TABLES}


def under_layouts(text: str) -> set[str]:
    """What the keys of this text, read as those of a US keyboard, write under each layout."""
    return {"".join(table.get(char, char) for char in text) for table in _REVERSED}


def _of_layouts(text: str) -> list[str]:
    return ["".join(table[char] for char in text) for table in _TABLES if all(char in table for char in text)]
