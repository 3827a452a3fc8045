"""The form of whoever answers for the clock."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from kernel.web.forms import Form
from kernel.web.grave import ReasonField
from kernel.words.i18n import lazy as _l


class ClockForm(Form):
    """Nobody can sign in while the clock is doubted: the head proves who they are here."""

    login = StringField(_l("Login"), validators=[DataRequired(), Length(max=60)])
    password = PasswordField(_l("Password"), validators=[DataRequired(), Length(max=200)])
    reason = ReasonField(_l("Why it is done"))
