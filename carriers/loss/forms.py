"""Forms of a case of loss, a page each."""

from wtforms import BooleanField, DecimalField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from carriers.custody.rules import MOST_SHEETS
from carriers.loss.rules import Circumstance, Informed
from carriers.loss.words import CIRCUMSTANCES, INFORMED
from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, DayField, DigitsField, MomentField, ScannedField, choices
from kernel.words.i18n import lazy as _l
from people.register.forms import WhoField

MOST_TENGE = 10**15
REASONS = tuple(one for one in Circumstance if one is not Circumstance.AT_DESTRUCTION)


class DeclareForm(ActForm):
    circumstance = SelectField(
        _l("How it was noticed"), choices=choices((one.value, CIRCUMSTANCES[one]) for one in REASONS)
    )
    at = MomentField(_l("When it was noticed"), validators=[InputRequired()])
    place = StringField(_l("Where it should have been"), validators=[DataRequired(), Length(max=200)])
    measures = StringField(_l("What was done at once"), validators=[Length(max=400)])


class InformForm(ActForm):
    whom = SelectField(_l("Who was told"), choices=choices((one.value, INFORMED[one]) for one in Informed))
    at = MomentField(_l("When"), validators=[InputRequired()])
    letter = ScannedField(_l("Number of the letter"), validators=[Length(max=60)])


class SearchForm(ActForm):
    at = MomentField(_l("When"), validators=[InputRequired()])
    place = StringField(_l("What was looked through"), validators=[DataRequired(), Length(max=200)])
    result = StringField(_l("What was found"), validators=[DataRequired(), Length(max=400)])
    who = WhoField(_l("Who searched"))
    witness = WhoField(_l("Who searched with them"))
    is_last = BooleanField(_l("The search ends with this"))


class CommissionForm(ActForm):
    commission_id = SelectField(_l("Commission"), coerce=int)


class DegreeForm(ActForm):
    rank = SelectField(
        _l("Degree as the commission confirmed it"),
        coerce=int,
        choices=choices((int(one), WORDS[one]) for one in Grade),
    )


class DamageForm(ActForm):
    damage = DecimalField(_l("Damage in tenge"), places=2, validators=[InputRequired(), NumberRange(0, MOST_TENGE)])
    decision = ScannedField(_l("Number of the decision"), validators=[DataRequired(), Length(max=60)])


class ConclusionForm(ActForm):
    conclusion = TextAreaField(_l("Conclusion"), validators=[DataRequired(), Length(max=4000)])


class FoundForm(ActForm):
    at = MomentField(_l("When it was found"), validators=[InputRequired()])
    place = StringField(_l("Where it was found"), validators=[DataRequired(), Length(max=200)])
    who = WhoField(_l("Who found it"))
    sheets = DigitsField(_l("Sheets counted"), validators=[Optional(), NumberRange(0, MOST_SHEETS)])
    seal = StringField(_l("Seal and wholeness"), validators=[DataRequired(), Length(max=200)])
    exposed_to = StringField(_l("Who could have seen it; empty where nobody"), validators=[Length(max=400)])


class ConfirmForm(ActForm):
    consent_no = ScannedField(_l("Number of the consent"), validators=[DataRequired(), Length(max=60)])
    consent_on = DayField(_l("Day of the consent"), validators=[InputRequired()])
