"""Forms of inspections."""

from wtforms import HiddenField, IntegerField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from audits.inspections.rules import How, Kind, Mark, Matter, Reply
from audits.inspections.words import HOWS, KINDS, MARKS, MATTERS, REPLIES
from kernel.web.forms import ActForm, DayField, DigitsField, ScannedField, choices
from kernel.words.i18n import lazy as _l
from people.register.forms import WhoField

MOST = 1_000_000
FOUND = (
    ("", _l("– show first what the register says")),
    ("yes", _l("there, as the register says")),
    ("no", _l("missing or otherwise than registered")),
)


class PlanForm(ActForm):
    kind = SelectField(_l("Kind"), choices=choices((one.value, KINDS[one]) for one in Kind))
    matter = SelectField(_l("What is looked at"), choices=choices((one.value, MATTERS[one]) for one in Matter))
    unit_id = SelectField(_l("Inspected unit"), coerce=int)
    object_id = SelectField(_l("Object"), coerce=int)
    first_on = DayField(_l("First day of the inspection"), validators=[InputRequired()])
    last_on = DayField(_l("Last day of the inspection"), validators=[InputRequired()])
    period_from = DayField(_l("Inspected period from"), validators=[InputRequired()])
    period_to = DayField(_l("Inspected period to"), validators=[InputRequired()])
    basis = StringField(_l("Basis"), validators=[DataRequired(), Length(max=200)])


class TeamForm(ActForm):
    leader = WhoField(_l("Leader of the team"))
    team = TextAreaField(_l("Other members, one a line: pass or name"), validators=[Length(max=2000)])


class OrderForm(ActForm):
    order_no = ScannedField(_l("Number of the order"), validators=[DataRequired(), Length(max=60)])
    last_on = DayField(_l("Day of the order"), validators=[InputRequired()])
    dice = StringField(_l("Dice thrown for the samples, for example 4 2 6"), validators=[Length(max=40)])


class AnswerForm(ActForm):
    """An answer to one item; `seen` is the newest own answer that the page shows, `page` where it was given."""

    mark = RadioField(
        _l("Answer"), choices=choices((one.value, MARKS[one]) for one in Mark), validators=[InputRequired()]
    )
    how = SelectField(_l("How it was looked at"), choices=choices((one.value, HOWS[one]) for one in How))
    looked_at = DigitsField(_l("Looked at"), validators=[Optional(), NumberRange(0, MOST)])
    of = DigitsField(_l("Of how many"), validators=[Optional(), NumberRange(0, MOST)])
    failed = DigitsField(_l("Not met by"), validators=[Optional(), NumberRange(0, MOST)])
    note = TextAreaField(_l("What was seen, without secrets"), validators=[Length(max=1000)])
    seen = IntegerField(widget=HiddenInput())
    page = HiddenField()


class SettleForm(ActForm):
    answer_id = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class FindingForm(ActForm):
    severity = SelectField(_l("Severity"), coerce=int, choices=choices((n, n) for n in range(1, 5)))
    object_id = SelectField(_l("Object"), coerce=int)
    found_on = DayField(_l("Found on"), validators=[InputRequired()])
    description = TextAreaField(_l("What was found, without secrets"), validators=[DataRequired(), Length(max=1000)])
    recurrence_of = SelectField(_l("Came back after"), coerce=int)


class DraftForm(ActForm):
    conclusion = TextAreaField(_l("Conclusion"), validators=[DataRequired(), Length(max=2000)])


class SignForm(ActForm):
    """A hand under the act that the page showed."""

    shown = HiddenField()
    pin = PasswordField(_l("Your PIN"), validators=[DataRequired(), Length(max=20)])


class RefusedForm(ActForm):
    witness = WhoField(_l("Witness"))


class ObjectForm(ActForm):
    text = TextAreaField(_l("Objections"), validators=[DataRequired(), Length(max=2000)])


class ReplyForm(ActForm):
    reply = SelectField(_l("Answer"), choices=choices((one.value, REPLIES[one]) for one in Reply))
    text = TextAreaField(_l("Why"), validators=[DataRequired(), Length(max=2000)])


class SampleForm(ActForm):
    share = StringField(_l("Tolerable share, for example 0.01"), validators=[DataRequired(), Length(max=20)])
    confidence = StringField(_l("Confidence, for example 0.95"), validators=[DataRequired(), Length(max=20)])


class CheckForm(ActForm):
    text = ScannedField(_l("Scan a carrier"), validators=[DataRequired(), Length(max=60)])
    is_as_registered = SelectField(
        _l("It is"),
        choices=choices(FOUND),
    )
    note = StringField(_l("What differs, without secrets"), validators=[Length(max=400)])
