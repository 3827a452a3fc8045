"""The filter above the list of carriers."""

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Length

from carriers.custody.rules import CarrierKind, State
from carriers.custody.words import KINDS, STATES
from kernel.grades import WORDS, Grade
from kernel.web.forms import Form, ScannedField, choices
from kernel.web.searches import LONGEST
from kernel.words.i18n import lazy as _l

ANY = ("", _l("All"))
STANDING = tuple(state for state in State if state is not State.DRAFT)


class FindForm(Form):
    """Words and filters; every select offers "All" first."""

    text = ScannedField(_l("Words of the title or number"), validators=[Length(max=LONGEST)])
    register = SelectField(_l("Register"), validate_choice=False)
    rank = SelectField(_l("Grade"), choices=choices([ANY, *((str(int(one)), WORDS[one]) for one in Grade)]))
    kind = SelectField(_l("Kind"), choices=choices([ANY, *((one.value, KINDS[one]) for one in CarrierKind)]))
    state = SelectField(_l("State"), choices=choices([ANY, *((one.value, STATES[one]) for one in STANDING)]))
    place = SelectField(_l("Place"), validate_choice=False)
    holder = HiddenField()
    overdue = BooleanField(_l("Overdue only"))


class ExportForm(Form):
    """The same filter, carried by the button that makes the workbook."""
