"""The form of a new place."""

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from carriers.storage.rules import PlaceKind
from carriers.storage.words import KINDS
from kernel.grades import WORDS, Grade
from kernel.web.forms import ActForm, choices
from kernel.words.i18n import lazy as _l


class PlaceForm(ActForm):
    kind = SelectField(_l("Kind"), choices=choices((one.value, KINDS[one]) for one in PlaceKind))
    number = StringField(_l("Number of the place"), validators=[DataRequired(), Length(max=40)])
    name = StringField(_l("Name of the place"), validators=[Length(max=120)])
    parent_id = SelectField(_l("Stands in"), coerce=int)
    max_rank = SelectField(
        _l("Highest grade kept"), coerce=int, choices=choices((int(one), WORDS[one]) for one in Grade)
    )
