"""The frame around every page: navigation, marking, language, what higher rooms show on a lower page, health."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from kernel.grades import Grade
from kernel.web import access, typing
from kernel.web.rooms import Heading, Subject
from kernel.web.visit import account, house, session
from kernel.words import i18n
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import use_language

bp = Blueprint("frame", __name__)
LANGUAGE_COOKIE = "tizilim_language"
TEN_YEARS = 10 * 365 * 86400
HEADINGS = {
    Heading.WORK: "",
    Heading.BOOKS: _l("Books"),
    Heading.AUDIT: _l("Oversight"),
    Heading.CONTROL: _l("Control"),
}


@dataclass(frozen=True)
class Item:
    """One entry of the navigation as this page shows it; `waiting` is None where nothing is counted."""

    word: str
    url: str
    is_here: bool
    waiting: int | None


@dataclass(frozen=True)
class MarkingBar:
    """The handling marking of the installation, in both languages of office."""

    css: str
    marks: str
    kk: str
    ru: str


def marking_bar(name: str) -> MarkingBar | None:
    """The bar of a marking by its setting; none where the installation bears none."""
    if name == "none":
        return None
    grade = next(one for one in Grade if one.css == name)
    words = []
    for language in ("kk", "ru"):
        with use_language(language):
            words.append(grade.word)
    return MarkingBar(grade.css, grade.marks, words[0], words[1])


def context() -> dict[str, Any]:
    """What every template knows. A bare page (`g.is_bare`) asks the database nothing: it may be what failed."""
    found = house().settings
    is_free = account().is_authenticated and house().doorkeeper.detour() is None
    return {
        "language": i18n.language(),
        "languages": (("kk", "Қаз"), ("ru", "Рус"), ("en", "Eng")),
        "room_name": found.room_name(i18n.language()),
        "marking": found.marking,
        "marking_bar": marking_bar(found.marking),
        "back": request.path,
        "is_free": is_free,
        "may_seek": is_free and _may_open(house().pages.get("seek")),
        "navigation": navigation() if is_free else [],
    }


def _may_open(endpoint: str | None) -> bool:
    return endpoint is not None and account().may(current_app.extensions["asks_for"][endpoint])


def navigation() -> list[tuple[str, list[Item]]]:
    """Work, not tables; each role sees its own."""
    found = []
    for heading, links in house().links.items():
        open_ = [link for link in links if account().may(link.permission)]
        if open_:
            found.append((str(HEADINGS[heading]), [_item(link) for link in open_]))
    return found


def _item(link: Any) -> Item:
    waiting = None
    if link.waiting is not None and not g.get("is_bare"):
        with session() as reading:
            waiting = link.waiting(reading, account())
    return Item(str(link.word), url_for(link.endpoint), request.endpoint == link.endpoint, waiting)


def address_of(word: str, **values: Any) -> str:
    """The address of the page that some room gave this word; KeyError where no room of the house has it."""
    return url_for(house().pages[word], **values)


def panels_of(subject: str, subject_id: int) -> Markup:
    """What the rooms above show of a subject on its page, each to those who may see it."""
    shown = []
    for panel in house().panels(Subject(subject)):
        if account().may(panel.permission):
            with session() as reading:
                facts = panel.facts(reading, subject_id)
            if facts is not None:
                shown.append(render_template(panel.template, **facts))
    return Markup("".join(shown))  # noqa: S704 - joined of pages that jinja has escaped


def deeds_of(subject: str, subject_id: int) -> list[tuple[str, str]]:
    """Words and addresses of what the rooms above offer for a subject on its page."""
    return [
        (str(deed.word), url_for(deed.endpoint, **_only(deed.parameter, subject_id)))
        for deed in house().deeds(Subject(subject))
        if account().may(deed.permission)
    ]


def _only(parameter: str, value: int) -> dict[str, Any]:
    return {parameter: value}


def keep_cookie(answer: AnyResponse, name: str, value: str) -> None:
    """Give this browser a cookie that lasts and that only the register reads."""
    answer.set_cookie(name, value, max_age=TEN_YEARS, httponly=True, samesite="Strict", secure=house().settings.https)


@bp.post("/language")
@access.open_to_strangers
def language() -> AnyResponse:
    """Choose a language for this workstation and stay on the page."""
    typing.keep_sent_along()
    chosen = request.form.get("language", "")
    back = request.form.get("back", "/")
    answer = redirect(back if typing.OWN_PATH.fullmatch(back) else "/", 303)
    if chosen in i18n.LANGUAGES:
        keep_cookie(answer, LANGUAGE_COOKIE, chosen)
    return answer


@bp.get("/health")
@access.open_to_strangers
def health() -> Response:
    """Which part is ill, in a word, 503 where one is; nothing else is told to strangers."""
    ills = house().database.ills()
    told = "".join(f"{part} {ills.get(part, 'ok')}\n" for part in ("reading", "writing"))
    return Response(told, 503 if ills else 200, mimetype="text/plain")
