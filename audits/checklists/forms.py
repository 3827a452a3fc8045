"""Forms of the checklist: an item, taking one out, putting one back, approving."""

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from audits.checklists.rules import LANGUAGES, Item, Words
from audits.checklists.words import SEVERITIES
from kernel.web.forms import ActForm, choices
from kernel.words.i18n import lazy as _l

MOST = 2000
SHORT = [DataRequired(), Length(max=200)]
LONG = [DataRequired(), Length(max=MOST)]


class SeenForm(ActForm):
    """What acts on a draft; `seen` is the seal of all that the page showed."""

    seen = HiddenField()


class ItemForm(SeenForm):
    code = StringField(_l("Code"), validators=[DataRequired(), Length(max=20)])
    severity = SelectField(_l("Severity"), coerce=int, choices=choices(SEVERITIES.items()))
    section_kk = StringField(_l("Section in Kazakh"), validators=SHORT)
    section_ru = StringField(_l("Section in Russian"), validators=SHORT)
    section_en = StringField(_l("Section in English"), validators=SHORT)
    text_kk = TextAreaField(_l("Requirement in Kazakh"), validators=LONG)
    text_ru = TextAreaField(_l("Requirement in Russian"), validators=LONG)
    text_en = TextAreaField(_l("Requirement in English"), validators=LONG)
    evidence_kk = TextAreaField(_l("Evidence in Kazakh"), validators=LONG)
    evidence_ru = TextAreaField(_l("Evidence in Russian"), validators=LONG)
    evidence_en = TextAreaField(_l("Evidence in English"), validators=LONG)

    def item(self, requirement: str) -> Item:
        """What was typed, as a requirement known by this key."""
        section, text, evidence = (
            Words(*(" ".join(str(self[f"{part}_{language}"].data or "").split()) for language in LANGUAGES))
            for part in ("section", "text", "evidence")
        )
        code = str(self.code.data or "").strip()
        return Item(code, requirement, section, text, evidence, int(self.severity.data))


class TakeOutForm(SeenForm):
    heirs = SelectMultipleField(
        _l("It lives on in; choose none where it is asked no more"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    is_same = BooleanField(_l("The same in substance: old findings count as its history"))


class PutBackForm(SeenForm):
    requirement = HiddenField()
