"""The page that a grave act stands on: what it does, to whom, and the reason that is asked for it."""

from dataclasses import dataclass
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from kernel.web.forms import ActForm, form_page
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.texts import is_reason

LONGEST = 200


class ReasonField(StringField):
    """Why something grave is done, in words: a full stop is no reason."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, validators=[DataRequired(), Length(max=LONGEST)], **options)

    def pre_validate(self, form: object) -> None:
        if not is_reason(self.data):
            raise ValidationError(_("Say the reason in words: it stands on the card and in the journal."))


class ReasonForm(ActForm):
    reason = ReasonField(_l("Why it is done"))


@dataclass(frozen=True)
class Grave:
    """What the page says: its title, of whom or what, what will happen, and where to go back to."""

    title: str
    about: str
    text: str
    back: str
    is_gentle: bool = False  # an act that gives something back needs no red button


def grave_page(grave: Grave, form: ActForm) -> str | tuple[str, int]:
    return form_page("grave.html", form, grave=grave)
