"""Forms of the register of persons: the filter, a person, a dismissal, a unit."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from kernel.web.forms import ActForm, DayField, Form, ScannedField, SeenField, choices
from kernel.web.searches import LONGEST
from kernel.words.i18n import lazy as _l
from people.register.rules import Category
from people.register.words import CATEGORIES


class WhoField(ScannedField):
    """One person: the pass scanned, or words of the name."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, validators=[DataRequired(), Length(max=LONGEST)], **options)


class FindForm(Form):
    """Words and a unit."""

    text = ScannedField(_l("Words of the name or position"), validators=[Length(max=LONGEST)])
    unit = SelectField(_l("Unit"), validate_choice=False)


class PersonForm(ActForm):
    """What the register says of a person; `seen` is the version its editor looked at."""

    last_name = StringField(_l("Surname"), validators=[DataRequired(), Length(max=80)])
    first_name = StringField(_l("First name"), validators=[DataRequired(), Length(max=80)])
    middle_name = StringField(_l("Patronymic"), validators=[Length(max=80)])
    position = StringField(_l("Position"), validators=[DataRequired(), Length(max=200)])
    unit_id = SelectField(_l("Unit"), coerce=int)
    category = SelectField(_l("Category"), choices=choices((one.value, CATEGORIES[one]) for one in Category))
    citizenship = StringField(
        _l("Citizenship"),
        validators=[
            DataRequired(),
            Regexp(r"^[A-Za-z]{2}$", message=_l("Two Latin letters of the country, for example KZ (ISO 3166-1).")),
        ],
    )
    treaty_ref = StringField(_l("Treaty that admits a foreigner"), validators=[Length(max=200)])
    employed_from = DayField(_l("Employed from"), validators=[InputRequired()])
    absent_from = DayField(_l("Absent from"), validators=[Optional()])
    absent_to = DayField(_l("Absent until"), validators=[Optional()])
    seen = SeenField()


class DismissalForm(ActForm):
    on = DayField(_l("Day of dismissal"), validators=[InputRequired()])


class UnitForm(ActForm):
    code = StringField(_l("Code of the unit"), validators=[DataRequired(), Length(max=20)])
    parent_id = SelectField(_l("Part of"), coerce=int)
    name_kk = StringField(_l("Name in Kazakh"), validators=[DataRequired(), Length(max=200)])
    name_ru = StringField(_l("Name in Russian"), validators=[DataRequired(), Length(max=200)])
    name_en = StringField(_l("Name in English"), validators=[DataRequired(), Length(max=200)])
