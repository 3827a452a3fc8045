"""Forms of a calendar: opening a draft, another special day, taking one out, approving."""

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from kernel.web.forms import ActForm, DayField, DigitsField, SeenField, choices
from kernel.words.i18n import lazy as _l
from people.calendar.rules import Kind, Week
from people.calendar.words import KINDS

LONGEST = 200
OFFERED = (Kind.MOVED_OFF, Kind.MOVED_WORKING, Kind.RELIGIOUS, Kind.STATE_HOLIDAY, Kind.NATIONAL_HOLIDAY)
WEEKS = {
    "both": (frozenset(Week), _l("In both weeks")),
    "5": (frozenset({Week.FIVE}), _l("In the five-day week only")),
    "6": (frozenset({Week.SIX}), _l("In the six-day week only")),
}
EVERY_UNIT = 0


class DraftForm(ActForm):
    year = DigitsField(_l("Year"), validators=[InputRequired()])
    unit_id = SelectField(_l("For whom"), coerce=int)
    source = StringField(_l("Source: document, number, day"), validators=[DataRequired(), Length(max=LONGEST)])


class DayForm(ActForm):
    day = DayField(_l("Day"), validators=[InputRequired()])
    kind = SelectField(_l("Kind of day"), choices=choices((one.value, KINDS[one]) for one in OFFERED))
    weeks = SelectField(_l("In which week"), choices=choices((key, word) for key, (_weeks, word) in WEEKS.items()))
    note = StringField(_l("Note: why, by which document"), validators=[Length(max=LONGEST)])


class DropForm(ActForm):
    day = DayField(_l("Day"), validators=[InputRequired()])


class ApproveForm(ActForm):
    seen = SeenField(_l("Version"))
