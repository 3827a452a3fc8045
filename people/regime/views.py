"""The page of one term: its history, and the form of its next value."""

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import TextInput

from kernel import clock
from kernel.grades import WORDS, Grade
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, DayField, choices, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.signing import count_wrong, prove_second
from people.regime import operations, words
from people.regime.operations import NewValue
from people.regime.profiles import Profile
from people.register.forms import WhoField
from people.roles.rules import Permission
from people.terms import queries
from people.terms import words as term_words
from people.terms.rules import BOUNDS, EVERY_RANK

bp = Blueprint("regime", __name__)
PAGE = "people/regime/term.html"
MOST = 10**9


class TermForm(ActForm):
    rank = SelectField(_l("Grade"), coerce=int)
    value = IntegerField(_l("Value"), validators=[InputRequired(), NumberRange(-1, MOST)], widget=TextInput())
    effective_on = DayField(_l("In force from"), validators=[InputRequired()])
    source = StringField(_l("Source: document, article, paragraph"), validators=[DataRequired(), Length(max=200)])
    is_verified = BooleanField(_l("I have seen it in this document"))
    second_code = WhoField(_l("Pass of the second person"))
    second_pin = PasswordField(_l("PIN of the second person"), validators=[DataRequired(), Length(max=20)])


class ProfileForm(ActForm):
    profile = SelectField(_l("Regime"), choices=choices((one.value, words.PROFILES[one]) for one in Profile))
    effective_on = DayField(_l("In force from"), validators=[InputRequired()])
    second_code = WhoField(_l("Pass of the second person"))
    second_pin = PasswordField(_l("PIN of the second person"), validators=[DataRequired(), Length(max=20)])


@bp.route("/settings/profile", methods=["GET", "POST"])
@access.needs(Permission.SET_TERMS)
def profile() -> str | Response | tuple[str, int]:
    """What each profile would change today, and the form that adopts one."""
    form, today = ProfileForm(), clock.today()
    with session() as reading:
        changes = {one: operations.differences(reading, one, today) for one in Profile}
    context = {"changes": changes, "words": words, "terms": term_words.TERMS, "grades": WORDS}
    if not form.validate_on_submit():
        return form_page("people/regime/profile.html", form, **context)

    def work(writing: Session) -> Done:
        second = prove_second(writing, form.second_code.data, str(form.second_pin.data), "set_term")
        day = form.effective_on.data or today
        operations.adopt(writing, Profile(form.profile.data), day, second=second, by=account())
        return Done(url_for("terms.settings"), _("The profile is entered. Nothing changes before its day."))

    return acted(form, work, lambda: form_page("people/regime/profile.html", form, **context), undone=count_wrong)


@bp.route("/settings/terms/<int:term_id>", methods=["GET", "POST"])
@access.needs(Permission.SET_TERMS)
def term(term_id: int) -> str | Response | tuple[str, int]:
    """Every value of the term that this row is of, and the form of the next."""
    form = TermForm()
    with session() as reading:
        rows = queries.history(reading, term_id) or abort(404)
        key, today = rows[0].key, clock.today()
        now = {row.id for row in queries.in_force(rows, today)}
    every = [(EVERY_RANK, _("All"))]
    form.rank.choices = choices(every + ([(int(one), WORDS[one]) for one in Grade] if BOUNDS[key].by_grade else []))
    context = {"rows": rows, "now_in_force": now, "word": term_words.TERMS[key], "bounds": BOUNDS[key]}
    context |= {"today": today, "grades": WORDS, "sources": term_words.SOURCES}
    if not form.validate_on_submit():
        return form_page(PAGE, form, **context)

    def work(writing: Session) -> Done:
        second = prove_second(writing, form.second_code.data, str(form.second_pin.data), "set_term")
        new = NewValue(
            key,
            int(form.rank.data),
            int(form.value.data or 0),
            form.effective_on.data or today,
            str(form.source.data),
            is_verified=bool(form.is_verified.data),
        )
        operations.set_term(writing, new, second=second, by=account())
        return Done(url_for("regime.term", term_id=term_id), _("The value is entered. Nothing changes before its day."))

    return acted(form, work, lambda: form_page(PAGE, form, **context), undone=count_wrong)
