"""Forms of destruction acts."""

from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from carriers.custody.rules import MOST_SHEETS, CarrierKind
from carriers.custody.words import KINDS
from carriers.destruction.rules import Exclusion
from carriers.destruction.words import EXCLUSIONS, METHODS
from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, DayField, DigitsField, ScannedField, choices
from kernel.web.grave import ReasonField
from kernel.words.i18n import lazy as _l


class DraftForm(ActForm):
    basis = StringField(_l("Basis"), validators=[DataRequired(), Length(max=200)])
    method = SelectField(_l("Method"), choices=choices((one.value, word) for one, word in METHODS.items()))
    tool = StringField(_l("Device and its number"), validators=[Length(max=200)])
    place = StringField(_l("Place of destruction"), validators=[DataRequired(), Length(max=200)])
    commission_id = SelectField(_l("Commission"), coerce=int)


class AddForm(ActForm):
    text = ScannedField(_l("Scan carriers, or type a number"), validators=[DataRequired(), Length(max=4000)])


class RangeForm(ActForm):
    register_id = SelectField(_l("Register"), coerce=int)
    first = DigitsField(_l("From number"), validators=[InputRequired(), NumberRange(1, 999_999_999)])
    last = DigitsField(_l("To number"), validators=[InputRequired(), NumberRange(1, 999_999_999)])


ANY = ""


class FilterForm(ActForm):
    """What narrows the carriers in the registry; one of it at least."""

    kind = SelectField(
        _l("Kind"), choices=choices([(ANY, _l("All")), *((one.value, KINDS[one]) for one in CarrierKind)])
    )
    rank = SelectField(
        _l("Grade"), choices=choices([(ANY, _l("All")), *((str(int(one)), WORDS[one]) for one in Grade)])
    )
    place_id = SelectField(_l("Home place"))
    registered_to = DayField(_l("Registered up to"), validators=[Optional()])


class PinForm(ActForm):
    """A signature: what was shown, by its hash, and the PIN of who signs."""

    seen = HiddenField()
    pin = PasswordField(_l("Your PIN"), validators=[DataRequired(), Length(max=20)])


class CheckForm(ActForm):
    text = ScannedField(_l("Scan the next carrier"), validators=[DataRequired(), Length(max=200)])
    sheets = DigitsField(_l("Sheets counted"), validators=[Optional(), NumberRange(0, MOST_SHEETS)])
    serial = ScannedField(_l("Serial number read from the device"), validators=[Length(max=80)])


class ExcludeForm(ActForm):
    why = SelectField(_l("Why it leaves the act"), choices=choices((one.value, EXCLUSIONS[one]) for one in Exclusion))
    reason = ReasonField(_l("In words"))
    pin = PasswordField(_l("Your PIN"), validators=[DataRequired(), Length(max=20)])


class LeaveForm(ActForm):
    left_in = StringField(_l("Where the rest is sealed"), validators=[DataRequired(), Length(max=200)])
    seal_no = ScannedField(_l("Number of the seal"), validators=[DataRequired(), Length(max=60)])
