"""Forms of printing."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from carriers.labels.rules import DPIS, OFFERED_AGAIN, SHEET_PLACES, Reason, Template
from carriers.labels.words import REASONS, RESOLUTIONS, TEMPLATES
from kernel.web.forms import ActForm, DigitsField, Form, choices
from kernel.words.i18n import lazy as _l

DPI_CHOICES = [(dpi, RESOLUTIONS[dpi]) for dpi in DPIS]
MOST_AHEAD = 240


class PrintForm(ActForm):
    template = SelectField(_l("Label"), choices=choices((one.value, TEMPLATES[one]) for one in Template))
    dpi = SelectField(_l("Printer"), coerce=int, choices=choices(DPI_CHOICES), default=300)
    start = DigitsField(
        _l("First free place of the sheet"), validators=[InputRequired(), NumberRange(1, SHEET_PLACES)], default=1
    )
    reason = SelectField(
        _l("Why"), choices=choices((one.value, REASONS[one]) for one in (Reason.FIRST, *OFFERED_AGAIN))
    )


class AheadForm(PrintForm):
    """Labels for carriers that have not come yet."""

    count = DigitsField(_l("Number of labels"), validators=[InputRequired(), NumberRange(1, MOST_AHEAD)], default=24)


class CardsForm(ActForm):
    """Command cards and the scanner page, for this printer."""

    dpi = SelectField(_l("Printer"), coerce=int, choices=choices(DPI_CHOICES), default=300)


class TryForm(Form):
    text = StringField(_l("Scan any code here"), validators=[Length(max=5000)])
