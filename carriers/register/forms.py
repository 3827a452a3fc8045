"""Forms of the registers: opening one, entering a carrier."""

from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from carriers.custody.rules import MOST_SHEETS, Origin
from carriers.custody.words import KINDS as CARRIER_KINDS
from carriers.custody.words import ORIGINS
from carriers.register.models import LONGEST_ALIAS
from carriers.register.rules import MOST_COPIES, TAKES, RegisterKind
from carriers.register.words import KINDS
from kernel.codes.scanning import normalise_alias
from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, DayField, DigitsField, Form, ScannedField, choices
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

GRADES = [(int(one), WORDS[one]) for one in Grade]
LONGEST_LABELS = 15 * MOST_COPIES  # digits and spaces of one label a copy
SERIES = (("", _l("None")), ("М", "М"))


def fits_as_alias(_form: Form, field: Field) -> None:
    """A number is also kept as it is compared, and some signs are compared as many letters (UAX 15, form KC)."""
    if len(normalise_alias(field.data or "")) > LONGEST_ALIAS:
        raise ValidationError(_("Signs of this number stand for whole words. Type the number with plain letters."))


class RegisterForm(ActForm):
    code = StringField(_l("Code of the register"), validators=[DataRequired(), Length(max=20)])
    year = DigitsField(_l("Year"), validators=[InputRequired(), NumberRange(1991, 2999)])
    kind = SelectField(_l("What it holds"), choices=choices((one.value, KINDS[one]) for one in RegisterKind))
    title = StringField(_l("Title of the register"), validators=[DataRequired(), Length(max=200)])
    min_rank = SelectField(_l("Lowest grade"), coerce=int, choices=choices(GRADES))
    max_rank = SelectField(_l("Highest grade"), coerce=int, choices=choices(GRADES))
    template = StringField(_l("How numbers are made"), validators=[DataRequired(), Length(max=40)])
    opened_on = DayField(_l("Opened on"), validators=[InputRequired()])
    carried_over_why = StringField(_l("Why the paper book is carried over"), validators=[Length(max=200)])


class EntryForm(ActForm):
    """One carrier as the clerk describes it; the kinds offered are those of the register."""

    kind = SelectField(_l("Kind"))
    title = StringField(_l("Title"), validators=[DataRequired(), Length(max=400)])
    rank = SelectField(_l("Grade"), coerce=int, choices=choices(GRADES))
    series = SelectField(_l("Series"), choices=choices(SERIES))
    registered_on = DayField(_l("Day of registration"), validators=[InputRequired()])
    home_place_id = SelectField(_l("Home place"), coerce=int)
    seq = DigitsField(_l("Number in the register"), validators=[Optional(), NumberRange(1, 999_999_999)])
    gap_explanation = StringField(_l("Why numbers are left out"), validators=[Length(max=400)])
    gap_confirmed = HiddenField()
    seq_again = DigitsField(_l("The number once more"), validators=[Optional()])
    label = ScannedField(_l("Labels printed ahead"), validators=[Length(max=LONGEST_LABELS)])
    sheets = DigitsField(_l("Sheets"), validators=[Optional(), NumberRange(1, MOST_SHEETS)])
    appendices = DigitsField(_l("Appendices"), validators=[Optional(), NumberRange(0, 999)])
    appendix_sheets = DigitsField(_l("Sheets of appendices"), validators=[Optional(), NumberRange(0, MOST_SHEETS)])
    first_copy = DigitsField(_l("First copy number"), validators=[Optional(), NumberRange(1, 9999)])
    first_copy_why = StringField(_l("Why the first copies are not here"), validators=[Length(max=200)])
    copies = DigitsField(_l("Copies registered now"), validators=[Optional(), NumberRange(1, MOST_COPIES)])
    copies_total = DigitsField(_l("Copies made in all"), validators=[Optional(), NumberRange(1, 9999)])
    serial_no = ScannedField(_l("Serial number"), validators=[Length(max=80), fits_as_alias])
    inventory_no = ScannedField(_l("Old inventory number"), validators=[Length(max=80), fits_as_alias])
    is_as_typed = BooleanField(_l("The letters of these numbers are meant as they stand"))
    model = StringField(_l("Maker and model"), validators=[Length(max=120)])
    capacity = StringField(_l("Capacity"), validators=[Length(max=40)])
    origin = SelectField(_l("Origin"), choices=choices((one.value, ORIGINS[one]) for one in Origin))
    received_from = StringField(_l("Received from"), validators=[Length(max=200)])
    received_no = ScannedField(_l("Sender's number"), validators=[Length(max=80)])
    received_no_on = DayField(_l("Sender's date"), validators=[Optional()])
    remarks = TextAreaField(_l("Remarks"), validators=[Length(max=1000)])

    asks_layout = False  # whether a number may be of another keyboard layout, and who typed it is asked

    def offer(self, kind: RegisterKind, places: list[tuple[int, str]]) -> None:
        """Offer the kinds that this register takes and the places that stand."""
        self.kind.choices = choices((one.value, CARRIER_KINDS[one]) for one in TAKES[kind])
        self.home_place_id.choices = choices(places)
