"""Forms of signing in and keeping accounts."""

from wtforms import PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, Form, ScannedField, choices
from kernel.words.i18n import lazy as _l
from people.roles.rules import Role
from people.roles.words import ROLES

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


class SignInForm(Form):
    login = StringField(_l("Login"), validators=[DataRequired(), Length(max=60)])
    password = PasswordField(_l("Password"), validators=[DataRequired(), Length(max=200)])


class UnlockForm(ActForm):
    """A password, or the pass scanned with the PIN."""

    password = PasswordField(_l("Password"), validators=[Length(max=200)])
    pass_code = ScannedField(_l("Pass"), validators=[Length(max=80)])
    pin = PasswordField(_l("PIN"), validators=[Length(max=20)])


class PasswordForm(ActForm):
    old = PasswordField(_l("Present password"), validators=[DataRequired(), Length(max=200)])
    new = PasswordField(_l("New password"), validators=[DataRequired(), Length(max=200)])
    again = PasswordField(_l("New password again"), validators=[DataRequired(), Length(max=200)])


class FirstPasswordForm(PasswordForm):
    """After a one-time password: whoever read it is not yet the holder of the pass."""

    pass_code = ScannedField(_l("Your pass"), validators=[DataRequired(), Length(max=80)])
    pin = PasswordField(_l("PIN"), validators=[DataRequired(), Length(max=20)])


class AccountForm(ActForm):
    login = StringField(
        _l("Login"),
        validators=[
            DataRequired(),
            Length(min=3, max=60),
            Regexp(r"^[\w.\-]+$", message=_l("Letters, digits, dots and dashes only.")),
        ],
    )
    pass_code = ScannedField(_l("Pass of the person"), validators=[Length(max=80)])
    roles = SelectMultipleField(
        _l("Roles"),
        choices=choices((role.value, ROLES[role]) for role in Role),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    max_rank = SelectField(
        _l("Highest grade shown"), coerce=int, choices=choices((int(grade), WORDS[grade]) for grade in Grade)
    )
    language = SelectField(_l("Language"), choices=choices(LANGUAGES))
