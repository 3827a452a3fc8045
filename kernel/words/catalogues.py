"""The phrases of every package: one catalogue a package and language, put together when a language is first spoken.

They are read from text, some tens of ms once a process and language: no compiled file can lag behind its source.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

import kernel

PROJECT = "Tizilim"  # where others' packages stand beside ours, theirs are passed over
BESIDE = Path(kernel.__file__).parent.parent


def file_of(package: Path, code: str) -> Path:
    """Where the phrases of a package stand in this language."""
    return package / "translations" / code / "LC_MESSAGES" / "messages.po"


def packages() -> list[Path]:
    """The folders of the product that have phrases of their own: found, so that a new one needs no line here."""
    return sorted(folder.parent for folder in BESIDE.glob("*/translations"))


def read(file: Path, code: str) -> Catalog:
    with file.open("rb") as text:
        return read_po(text, locale=code)


def whole(code: str) -> Catalog:
    """Every phrase of the product in this language; one that stands in two packages says the same in both."""
    found = Catalog(locale=code, project=PROJECT, charset="utf-8")
    for one in _ours(code):
        for message in one:
            if message.id:
                found[message.id] = message
    return found


def compiled(code: str) -> BytesIO:
    """The whole catalogue in the form that gettext reads."""
    buffer = BytesIO()
    write_mo(buffer, whole(code))
    buffer.seek(0)
    return buffer


def load(code: str) -> Translations:
    return Translations(compiled(code))


def _ours(code: str) -> Iterator[Catalog]:
    for package in packages():
        file = file_of(package, code)
        if file.exists():
            one = read(file, code)
            if one.project == PROJECT:
                yield one
