"""Forms of clearances: granting, formalising, ending."""

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from kernel.web.forms import ActForm, DayField, SeenField, choices
from kernel.words.i18n import lazy as _l
from people.admission.rules import Element
from people.admission.words import ELEMENTS, FORMS


class ElementsForm(ActForm):
    """The five elements of art. 29(1) and the last day; `seen` is the version its editor looked at."""

    obligation_on = DayField(ELEMENTS[Element.OBLIGATION], validators=[Optional()])
    restriction_consent_on = DayField(ELEMENTS[Element.RESTRICTION_CONSENT], validators=[Optional()])
    check_consent_on = DayField(ELEMENTS[Element.CHECK_CONSENT], validators=[Optional()])
    law_briefing_on = DayField(ELEMENTS[Element.LAW_BRIEFING], validators=[Optional()])
    decision_on = DayField(ELEMENTS[Element.DECISION], validators=[Optional()])
    decision_no = StringField(_l("Number of the decision"), validators=[Length(max=60)])
    contract_no = StringField(_l("Number of the contract"), validators=[Length(max=60)])
    valid_to = DayField(_l("Valid until"), validators=[Optional()])
    seen = SeenField()


class ClearanceForm(ElementsForm):
    form = SelectField(_l("Form of clearance"), coerce=int, choices=choices(FORMS.items()))
    valid_from = DayField(_l("Valid from"), validators=[InputRequired()])


class EndForm(ActForm):
    on = DayField(_l("Last day"), validators=[InputRequired()])
    reason = StringField(_l("Reason"), validators=[DataRequired(), Length(max=200)])
