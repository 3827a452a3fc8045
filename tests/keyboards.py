"""Keyboards in use: what each makes of the keys that a scanner presses, which believes in a US layout.

Sources: RST KazSSR 903-90 (Kazakh), Microsoft's Russian layout, xkb-data symbols/kz (Kazakh Latin).
"""

DIGITS = "1234567890"
LAYOUTS = {
    "us": DIGITS,
    "russian": DIGITS,
    "kazakh": '"әіңғ,.үұқ',
    "kazakh-latin": '"áíńǵ,.úýó',
}
_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./-="
_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?_+'
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю"
_PLAIN = {
    "us": _KEYS,
    "russian": _CYRILLIC + ".-=",
    "kazakh": _CYRILLIC + "№өһ",
    "kazakh-latin": _KEYS.translate(str.maketrans("/-=", "№ść")),
}
_WITH_SHIFT = {
    "us": _SHIFTED,
    "russian": _CYRILLIC.upper() + ",_+",
    "kazakh": _CYRILLIC.upper() + "?ӨҺ",
    "kazakh-latin": _SHIFTED.translate(str.maketrans("_+", "ŚĆ")),
}
_SIGNS = {
    "[": "BracketLeft",
    "]": "BracketRight",
    ";": "Semicolon",
    "'": "Quote",
    ",": "Comma",
    ".": "Period",
    "/": "Slash",
    "-": "Minus",
    "=": "Equal",
}


def typed(text: str, layout: str, *, caps: bool = False) -> str:
    """The text that arrives when this one is scanned under the layout, CapsLock on or off."""
    plain = str.maketrans(DIGITS + _KEYS, LAYOUTS[layout] + _PLAIN[layout])
    shifted = str.maketrans(_SHIFTED, _WITH_SHIFT[layout])
    arrived = "".join(one.translate(shifted if one in _SHIFTED else plain) for one in text)
    return "".join(one.swapcase() if len(one.swapcase()) == 1 else one for one in arrived) if caps else arrived


def keys_of(text: str) -> list[tuple[str, bool]]:
    """The keys of this text on a US keyboard, and whether Shift is held."""
    return [_key(char) for char in text]


def _key(char: str) -> tuple[str, bool]:
    is_shifted = char in _SHIFTED
    plain = _KEYS[_SHIFTED.index(char)] if is_shifted else char
    if plain == " ":
        return "Space", False
    if plain.isdigit():
        return f"Digit{plain}", False
    return _SIGNS.get(plain) or f"Key{plain.upper()}", is_shifted
