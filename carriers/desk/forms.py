"""Forms of the desk."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from kernel.web.forms import ActForm, Form
from kernel.words.i18n import lazy as _l


class ScanForm(Form):
    """One line of the scanner; `by_hand` is what the browser noticed of the gaps between keys."""

    text = StringField(_l("Scan a pass, a carrier or a command card"), validators=[Length(max=5000)])
    by_hand = HiddenField()


class CommitForm(ActForm):
    """The acknowledgement by PIN and the deed."""

    pin = PasswordField(_l("PIN"), validators=[Length(max=20)])
