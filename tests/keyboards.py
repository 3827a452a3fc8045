"""Number rows of the keyboards in use: what each makes of digits typed by a scanner that believes in a US layout.

Sources: RST KazSSR 903-90 (Kazakh), xkb-data symbols/kz (Kazakh Latin, and Kazakh with Russian letters).
"""

DIGITS = "1234567890"
LAYOUTS = {
    "us": DIGITS,
    "russian": DIGITS,
    "kazakh": '"әіңғ,.үұқ',
    "kazakh-latin": '"áíńǵ,.úýó',
}


def typed(digits: str, layout: str, *, caps: bool = False) -> str:
    """The text that arrives when these digits are scanned under the layout."""
    text = digits.translate(str.maketrans(DIGITS, LAYOUTS[layout]))
    return text.upper() if caps else text
