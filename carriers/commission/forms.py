"""The form of an order on a commission."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from carriers.commission.rules import Purpose
from carriers.commission.words import PURPOSES
from kernel.web.forms import ActForm, DayField, ScannedField, choices
from kernel.words.i18n import lazy as _l
from people.register.forms import WhoField

LONGEST = 2_000


class CommissionForm(ActForm):
    purpose = SelectField(_l("For what"), choices=choices((one.value, PURPOSES[one]) for one in Purpose))
    order_no = ScannedField(_l("Number of the order"), validators=[DataRequired(), Length(max=60)])
    order_on = DayField(_l("Day of the order"), validators=[InputRequired()])
    valid_from = DayField(_l("In force from"), validators=[InputRequired()])
    valid_to = DayField(_l("In force until, where it is said"), validators=[Optional()])
    chairman = WhoField(_l("Chairman"))
    members = TextAreaField(_l("Members"), validators=[DataRequired(), Length(max=LONGEST)])
    secretary = ScannedField(_l("Secretary, where there is one"), validators=[Length(max=200)])
