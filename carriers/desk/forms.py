"""Forms of the desk."""

from wtforms import PasswordField, StringField
from wtforms.validators import Length

from kernel.web.forms import ActForm
from kernel.words.i18n import lazy as _l


class ScanForm(ActForm):
    """One line of the scanner."""

    text = StringField(_l("Scan a pass, a carrier or a command card"), validators=[Length(max=5000)])


class CommitForm(ActForm):
    """The acknowledgement by PIN and the deed."""

    pin = PasswordField(_l("PIN"), validators=[Length(max=20)])
