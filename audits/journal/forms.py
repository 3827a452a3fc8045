"""The filter of the journal."""

from wtforms import SelectField
from wtforms.validators import Length, Optional

from kernel.web.forms import DayField, Form, ScannedField
from kernel.web.searches import LONGEST
from kernel.words.i18n import lazy as _l


class FindForm(Form):
    """Words, an act, an account and the days between; persons and carriers come from their cards."""

    text = ScannedField(_l("Number, surname or a scan"), validators=[Length(max=LONGEST)])
    op = SelectField(_l("Act"), validate_choice=False)
    account = SelectField(_l("Who"), validate_choice=False, render_kw={"translate": "no"})
    first = DayField(_l("From"), validators=[Optional()])
    last = DayField(_l("Until"), validators=[Optional()])
