"""Pages of the texts of papers: all of them, and one with its history and the form of its next wording."""

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from carriers.wordings import operations, queries, words
from carriers.wordings.operations import Wording
from carriers.wordings.rules import SHIPPED
from kernel.papers.paper import Pair
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.signing import count_wrong, prove_second
from people.register.forms import WhoField
from people.roles.rules import Permission

bp = Blueprint("wordings", __name__)
PAGE = "carriers/wordings/text.html"
MOST = 2000


class TextForm(ActForm):
    kk = TextAreaField(_l("Kazakh"), validators=[DataRequired(), Length(max=MOST)])
    ru = TextAreaField(_l("Russian"), validators=[DataRequired(), Length(max=MOST)])
    source = StringField(
        _l("By whose word: document, lawyer, translator"), validators=[DataRequired(), Length(max=200)]
    )
    second_code = WhoField(_l("Pass of the second person"))
    second_pin = PasswordField(_l("PIN of the second person"), validators=[DataRequired(), Length(max=20)])


@bp.get("/settings/papers")
@access.needs(Permission.SET_TERMS)
def texts() -> str:
    """Every text of the papers as it stands, paper by paper."""
    with session() as reading:
        last = queries.last(reading)
    groups: dict[str, list[tuple[str, Pair, bool]]] = {}
    for key, one in SHIPPED.items():
        pair = Pair(last[key].kk, last[key].ru) if key in last else one.pair
        groups.setdefault(one.of if one.of in words.PAPERS else words.SHARED, []).append((key, pair, key in last))
    return render_template("carriers/wordings/texts.html", groups=groups, words=words)


@bp.route("/settings/papers/<key>", methods=["GET", "POST"])
@access.needs(Permission.SET_TERMS)
def text(key: str) -> str | Response | tuple[str, int]:
    """One text: how it reads, how it was shipped, every wording since, and the form of the next."""
    shipped = SHIPPED.get(key) or abort(404)
    with session() as reading:
        now, rows = queries.now(reading, key), queries.history(reading, key)
    form = TextForm(kk=now.kk, ru=now.ru)
    context = {"shipped": shipped.pair, "rows": rows, "words": words}
    if not form.validate_on_submit():
        return form_page(PAGE, form, **context)

    def work(writing: Session) -> Done:
        second = prove_second(writing, form.second_code.data, str(form.second_pin.data), "reword")
        pair = Pair(_lines(form.kk.data), _lines(form.ru.data))
        operations.reword(writing, Wording(key, pair, str(form.source.data)), second=second, by=account())
        return Done(url_for("wordings.text", key=key), _("The text is entered. Papers printed from now on say it."))

    return acted(form, work, lambda: form_page(PAGE, form, **context), undone=count_wrong)


def _lines(typed: str | None) -> str:
    """What was typed, with the ends of lines that a browser sends as the texts have them."""
    return "\n".join(line.strip() for line in str(typed or "").strip().splitlines())
