"""Latin letters that a reader of a Kazakh or Russian page would see where words ought to be.

What somebody entered (a login, a serial number, a title) is not ours to translate: the page marks it with
translate="no", <code>, <samp> or <kbd>, so that a browser leaves it alone too.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

CYRILLIC = ("kk", "ru")
ALLOWED = {
    *("A4", "Excel", "ISO", "JSON", "KZ", "PDF", "PostgreSQL", "QR", "SHA", "SQLite", "TOML", "USB", "UTC"),
    *("Ctrl", "Enter", "Esc"),  # as the keys are marked
    "English",  # a language is called by its own name
}
UNSEEN = {"script", "style", "code", "samp", "kbd", "textarea"}
SPOKEN = (
    "title",
    "placeholder",
    "aria-label",
    "alt",
    "data-label",
    "data-conflict",
    "data-offline",
    "data-acknowledge",
)  # attributes that are shown or read aloud
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
TYPED = re.compile(
    r"%\(\w+\)s|\{\w*(?:![rs])?\}"
)  # placeholders; a template of numbers is written with the same braces


def foreign_words(text: str) -> set[str]:
    """The Latin words of a text that are neither allowed nor placeholders."""
    return set(WORD.findall(TYPED.sub("", text))) - ALLOWED


def latin_words(page: ET.Element) -> list[str]:
    """The foreign words of the page with what stands around them; none on an English page."""
    language = page.get("lang", "")
    if language not in CYRILLIC:
        return []
    return [text for text in _texts(page, language) if foreign_words(text)]


def _texts(element: ET.Element, language: str) -> Iterator[str]:
    if element.tag not in UNSEEN and element.get("translate") != "no" and element.get("lang", language) == language:
        yield from (element.get(name, "") for name in SPOKEN)
        if element.tag == "input" and element.get("type") in ("submit", "button"):
            yield element.get("value", "")
        yield (element.text or "").strip()
        for child in element:
            if isinstance(child.tag, str):  # a comment has a function there
                yield from _texts(child, language)
            yield (child.tail or "").strip()
