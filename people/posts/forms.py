"""Forms of posts: a new one, putting somebody on it, ending a tenure."""

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from kernel.web.forms import ActForm, DayField, ScannedField, choices
from kernel.words.i18n import lazy as _l
from people.posts.rules import TenureKind
from people.posts.words import TENURES
from people.register.forms import WhoField


class PostForm(ActForm):
    unit_id = SelectField(_l("Unit"), coerce=int)
    name_kk = StringField(_l("Name in Kazakh"), validators=[DataRequired(), Length(max=200)])
    name_ru = StringField(_l("Name in Russian"), validators=[DataRequired(), Length(max=200)])
    name_en = StringField(_l("Name in English"), validators=[DataRequired(), Length(max=200)])
    is_head = BooleanField(_l("It heads the unit"))


class TenureForm(ActForm):
    who = WhoField(_l("Person: scan the pass or type the name"))
    kind = SelectField(_l("How"), choices=choices((one.value, TENURES[one]) for one in TenureKind))
    first_on = DayField(_l("First day"), validators=[InputRequired()])
    last_on = DayField(_l("Last day, where it is known"), validators=[Optional()])
    order_no = ScannedField(_l("Number of the order"), validators=[DataRequired(), Length(max=60)])


class EndForm(ActForm):
    last_on = DayField(_l("Last day on the post"), validators=[InputRequired()])
