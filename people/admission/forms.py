"""Forms of clearances: granting, formalising, ending."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from kernel.web.forms import ActForm, DayField, SeenField, choices
from kernel.web.grave import ReasonForm
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.admission.rules import Element
from people.admission.words import ELEMENTS, FORMS, GROUNDS


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
    """Nothing is chosen beforehand: whoever enters a clearance decides its form and its first day."""

    form = SelectField(
        _l("Form of clearance"),
        choices=choices([("", _l("Choose")), *((str(one), word) for one, word in FORMS.items())]),
    )
    valid_from = DayField(_l("Valid from"), validators=[InputRequired()])

    def validate_form(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Choose the form of clearance that was decided."))


class EndForm(ReasonForm):
    on = DayField(_l("Last day"), validators=[InputRequired()])
    ground = SelectField(
        _l("Ground"), choices=choices([("", _l("Choose")), *((one.value, word) for one, word in GROUNDS.items())])
    )

    def validate_ground(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Choose the ground: after two of them no new clearance is lawful for years."))
