"""Forms of PINs."""

from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from kernel.web.forms import ActForm, ScannedField
from kernel.words.i18n import lazy as _l

PINS = [DataRequired(), Length(max=20)]


class OwnPinForm(ActForm):
    """The holder at their own account: the present PIN, or the password where none stands."""

    old = PasswordField(_l("Present PIN"), validators=[Length(max=20)])
    password = PasswordField(_l("Password"), validators=[Length(max=200)])
    new = PasswordField(_l("New PIN"), validators=PINS)
    again = PasswordField(_l("New PIN again"), validators=PINS)


class PinForm(ActForm):
    """The holder at the registry, before the worker who is signed in and a second one."""

    pass_code = ScannedField(_l("Pass of the holder"), validators=[DataRequired(), Length(max=80)])
    old = PasswordField(_l("Present PIN"), validators=[Length(max=20)])
    new = PasswordField(_l("New PIN"), validators=PINS)
    again = PasswordField(_l("New PIN again"), validators=PINS)
    worker_pin = PasswordField(_l("Your own PIN"), validators=PINS)
    second_code = ScannedField(_l("Pass of the second worker"), validators=[DataRequired(), Length(max=80)])
    second_pin = PasswordField(_l("PIN of the second worker"), validators=PINS)
