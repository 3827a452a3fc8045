"""Three languages by gettext, usable from a page, a command and a printed label alike: it never asks Flask."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations
from typing import cast

from babel.support import LazyProxy

from kernel import clock
from kernel.words import catalogues

LANGUAGES = ("kk", "ru", "en")
THIN_SPACE = "\u00a0"

_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The language of the present reader: kk, ru or en."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak this language from here on in the present context; anything unknown is English."""
    _language.set(code if code in LANGUAGES else "en")


@contextmanager
def use_language(code: str) -> Iterator[None]:
    token = _language.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


@cache
def catalogue(code: str) -> NullTranslations:
    return NullTranslations() if code == "en" else catalogues.load(code)


def gettext(message: str, **values: object) -> str:
    """The message in the reader's language with its %(named)s values put in."""
    text = catalogue(language()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The message for this number; %(number)s is put in with the other values."""
    return catalogue(language()).ngettext(one, many, number) % {"number": number, **values}


def lazy(message: str) -> str:
    """A message that is translated each time it is shown: for tables of words made at import."""
    return cast(str, LazyProxy(gettext, message, enable_cache=False))


def N_(message: str) -> str:  # noqa: N802 - the customary name of gettext's marker
    """Mark a message for the catalogues and return it as it is."""
    return message


def N_many(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as its sister
    """Mark a phrase with a number in it for the catalogues and leave it as it is."""
    return one, many


def format_date(day: date | None) -> str:
    """dd.mm.yyyy in every language, the form of Kazakh and Russian office papers; empty for none."""
    return day.strftime("%d.%m.%Y") if day else ""


def format_moment(moment: datetime | None) -> str:
    """dd.mm.yyyy HH:MM by the room's clock; empty for none."""
    return clock.local(moment).strftime("%d.%m.%Y %H:%M") if moment else ""


def format_number(number: int) -> str:
    return f"{number:,}".replace(",", THIN_SPACE)
