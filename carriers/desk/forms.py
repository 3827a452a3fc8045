"""Forms of the desk."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from kernel.web.forms import ActForm
from kernel.words.i18n import lazy as _l


class DeskForm(ActForm):
    """Every form of the desk says which edition of it stood on the page."""

    edition = HiddenField(validators=[Length(max=120)])


class ScanForm(DeskForm):
    """One line of the scanner."""

    text = StringField(_l("Scan a pass, a carrier or a command card"), validators=[Length(max=5000)])


class CommitForm(DeskForm):
    """The acknowledgement by PIN and the deed."""

    pin = PasswordField(_l("PIN"), validators=[Length(max=5000)])


class CountForm(DeskForm):
    """A count of sheets in its own field; a second one is acknowledged by whoever made it."""

    row = HiddenField(validators=[Length(max=20)])
    sheets = StringField(_l("Sheets counted"), validators=[Length(max=5000)])
    pin = PasswordField(_l("PIN"), validators=[Length(max=40)])
