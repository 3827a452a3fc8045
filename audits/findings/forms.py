"""Forms of the steps of a finding, a page each."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from audits.findings.rules import EvidenceKind, Reason, Verdict
from audits.findings.words import EVIDENCE, REASONS, VERDICTS
from kernel.web.forms import ActForm, DayField, DigitsField, ScannedField, SeenField, choices
from kernel.web.grave import ReasonField
from kernel.words.i18n import lazy as _l
from people.register.forms import WhoField

MOST = 100_000
GRANTED = (("", "–"), ("yes", _l("Extend the date")), ("no", _l("Refuse")))
AGREED = (("", "–"), ("yes", _l("Annul it")), ("no", _l("Let it stand")))


class SeenForm(ActForm):
    """A form that says which version of the finding its reader looked at."""

    seen = SeenField()


class AcknowledgeForm(SeenForm):
    interim = StringField(_l("Interim measure until the remedy"), validators=[Length(max=400)])


class AssignForm(SeenForm):
    who = WhoField(_l("Who makes the remedy"))


class EvidenceForm(SeenForm):
    kind = SelectField(_l("What it is"), choices=choices((one.value, EVIDENCE[one]) for one in EvidenceKind))
    reference = ScannedField(_l("Number, date, sheet"), validators=[DataRequired(), Length(max=200)])


class ReportForm(SeenForm):
    text = TextAreaField(_l("What was done, without secrets"), validators=[DataRequired(), Length(max=400)])


class LookForm(SeenForm):
    text = TextAreaField(_l("What was seen, without secrets"), validators=[DataRequired(), Length(max=400)])


class PlanForm(SeenForm):
    measure = StringField(_l("What is measured"), validators=[DataRequired(), Length(max=400)])
    sample = DigitsField(_l("Units to look at"), validators=[InputRequired(), NumberRange(1, MOST)])
    target = DigitsField(_l("Failed at most"), validators=[InputRequired(), NumberRange(0, MOST)])
    judged_on = DayField(_l("Judged on"), validators=[InputRequired()])
    judge = WhoField(_l("Who judges"))


class VerdictForm(SeenForm):
    verdict = SelectField(_l("The remedy is"), choices=choices((one.value, VERDICTS[one]) for one in Verdict))
    looked_at = DigitsField(_l("Units looked at"), validators=[InputRequired(), NumberRange(0, MOST)])
    sample = DigitsField(_l("Failed of them"), validators=[InputRequired(), NumberRange(0, MOST)])
    note = StringField(_l("What was seen, without secrets"), validators=[DataRequired(), Length(max=400)])


class ExtensionForm(SeenForm):
    until_on = DayField(_l("New date"), validators=[InputRequired()])
    reason = SelectField(_l("Why more time is needed"), choices=choices((one.value, REASONS[one]) for one in Reason))
    text = StringField(_l("In words"), validators=[DataRequired(), Length(max=400)])
    interim = StringField(_l("Interim measure in force"), validators=[DataRequired(), Length(max=400)])


class DecisionForm(SeenForm):
    is_granted = SelectField(_l("Decision"), choices=choices(GRANTED), validators=[InputRequired()])
    why = StringField(_l("Why it is decided so"), validators=[DataRequired(), Length(max=400)])


class PermitForm(SeenForm):
    until_on = DayField(_l("Permitted until"), validators=[InputRequired()])
    order_no = ScannedField(_l("Number of the order"), validators=[DataRequired(), Length(max=60)])
    measures = StringField(_l("Compensating measures"), validators=[DataRequired(), Length(max=400)])


class AnnulForm(SeenForm):
    document_no = ScannedField(_l("Number of the document"), validators=[DataRequired(), Length(max=60)])
    reason = ReasonField(_l("Why it is done"))


class AgreeForm(SeenForm):
    is_agreed = SelectField(_l("Decision"), choices=choices(AGREED), validators=[InputRequired()])
