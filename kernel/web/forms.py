"""What all forms share: tokens, the reader's language, the key that makes a repeated request harmless."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import current_app, render_template, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    DateTimeField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are older than it
from wtforms.meta import DefaultMeta
from wtforms.widgets import HiddenInput, TextInput

from kernel import clock
from kernel.codes.layouts import row_digits, written
from kernel.words import texts
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language

SECRET_FIELDS = frozenset(
    {"pin", "worker_pin", "second_pin", "person_pin", "password", "old", "new", "again"}
)  # neither remembered nor shown again


def typed_before() -> MultiDict[str, str] | None:
    """What the reader typed on this page before the session or the screen was closed; the application knows."""
    found: MultiDict[str, str] | None = current_app.extensions["typed_before"]()
    return found


def new_key() -> str:
    """A key of one form: what is sent with it acts once."""
    return str(uuid.uuid4())


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form whose built-in messages are Kazakh, Russian or English. What is typed is normalised, secrets are not."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf ships no types
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            given = super().wrap_formdata(form, formdata)
            if given is None:
                return typed_before() if formdata is not None else None
            return MultiDict(
                (name, value if name in SECRET_FIELDS else texts.normalised(value))
                for name, value in given.items(multi=True)
                if isinstance(value, str)  # a file where text is asked is nothing
            )

        def get_translations(self, form: Any) -> Any:
            self.locales = [language()]
            return DefaultMeta.get_translations(self, form)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Its own rules, and that no text holds what nobody can see."""
        is_fit = bool(super().validate(extra_validators))
        for field in self:
            place = _hidden_in(field)
            if place is not None:
                is_fit = False
                fault = _("Character %(place)s cannot be seen. Delete it and type the text again.", place=place)
                add_errors(self, None if isinstance(field, HiddenField) else field.name, [fault])
        return is_fit


def _hidden_in(field: Field) -> int | None:
    if isinstance(field, PasswordField) or not isinstance(field.data, str):
        return None
    return texts.first_hidden(field.data, lines=isinstance(field, TextAreaField))


class ActForm(Form):
    """A form that acts: `act_key` is made when the page is drawn, and one key acts once."""

    act_key = HiddenField(default=new_key)


class SeenField(IntegerField):
    """The version of a record that its editor looked at; 0, which no record has, where the form does not tell."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = texts.whole_number(valuelist[0] if valuelist else None) or 0


class ScannedField(StringField):
    """A number that scanners type as well: the browser reads the places of the keys, the server what is certain."""

    def __init__(self, label: str, **options: Any) -> None:
        given = {"data-scan-text": True, "autocomplete": "off", "spellcheck": "false", **options.pop("render_kw", {})}
        super().__init__(label, render_kw=given, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([written(text) for text in valuelist])


class DigitsField(IntegerField):
    """A whole number typed as digits under any layout; a browser's own number field would take no other keys."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:
        given = {"data-digits": True, "inputmode": "numeric", "autocomplete": "off", **options.pop("render_kw", {})}
        super().__init__(label, render_kw=given, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        digits = [row_digits(text.strip()) or text for text in valuelist]
        if any(len(text) > texts.MOST_DIGITS for text in digits):
            raise ValueError(_("Type a whole number of at most %(most)s digits.", most=texts.MOST_DIGITS))
        super().process_formdata(digits)


class DayField(DateField):
    """A day typed as dd.mm.yyyy: a browser's own date field shows the order of its own language."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:
        given = {
            "placeholder": "31.12.2026",
            "maxlength": "10",
            "autocomplete": "off",
            "data-day": True,
            **options.pop("render_kw", {}),
        }
        super().__init__(label, format=["%d.%m.%Y", "%Y-%m-%d"], render_kw=given, **options)


class MomentField(DateTimeField):
    """A moment typed as dd.mm.yyyy HH:MM by the room's own clock; its data is aware and in UTC."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:
        shown = {"placeholder": "31.12.2026 09:30", "maxlength": "16", "autocomplete": "off"}
        given = {**shown, **options.pop("render_kw", {})}
        super().__init__(label, format=["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"], render_kw=given, **options)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return str(clock.local(self.data).strftime("%d.%m.%Y %H:%M")) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        fault = ValueError(_("Type the day and the time as 31.12.2026 09:30."))
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise fault from None
        if self.data is None:
            return
        if self.data.year not in texts.YEARS:
            self.data = None
            raise fault
        self.data = clock.at_local(self.data.date(), self.data.time())


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Values and what they are called, as a field of choices takes them."""
    return [SelectChoice(value, label) for value, label in pairs]


def add_errors(form: Form, field: str | None, sentences: list[str]) -> None:
    """Show refusals of the rules where the form shows its own errors: by the field, or above the form."""
    target = getattr(form, field, None) if field else None
    if target is None:
        form.form_errors.extend(sentences)
    else:
        target.errors = [*target.errors, *sentences]


def form_page(template: str, form: Form, **context: Any) -> str | tuple[str, int]:
    """The page of a form; a posted form shown again was refused, and answers 422 with all that was typed."""
    page = render_template(template, form=form, **context)
    return (page, 422) if request.method == "POST" else page
