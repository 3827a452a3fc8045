"""Forms of objects: a new one, a change, an attestation, an end."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from audits.objects.rules import ObjectKind
from audits.objects.words import KINDS
from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, DayField, ScannedField, SeenField, choices
from kernel.web.grave import ReasonForm
from kernel.words.i18n import lazy as _l

LONGEST = 4000
UNSAID = ""


class ChangeForm(ActForm):
    """What the register says of an object; `seen` is the version its editor looked at."""

    name = StringField(_l("Name"), validators=[DataRequired(), Length(max=200)])
    unit_id = SelectField(_l("Unit that answers"), coerce=int)
    place = StringField(_l("Where it is"), validators=[Length(max=200)])
    rank = SelectField(_l("Grade"), coerce=int, choices=choices((int(one), WORDS[one]) for one in Grade))
    composition = TextAreaField(_l("What it consists of"), validators=[Length(max=LONGEST)])
    seen = SeenField()


class ObjectForm(ChangeForm):
    kind = SelectField(_l("Kind"), choices=choices((one.value, KINDS[one]) for one in ObjectKind))


class AttestForm(ActForm):
    document_no = ScannedField(_l("Number of the document"), validators=[DataRequired(), Length(max=60)])
    rank = SelectField(
        _l("Grade that it is for"),
        choices=choices([(UNSAID, _l("not said")), *((str(int(one)), WORDS[one]) for one in Grade)]),
    )
    valid_from = DayField(_l("Valid from"), validators=[InputRequired()])
    valid_to = DayField(_l("Last day, where it has one"), validators=[Optional()])


class EndForm(ReasonForm):
    on = DayField(_l("Since which day"), validators=[InputRequired()])
