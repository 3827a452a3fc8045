"""Pages of the working calendar: a year, opening its draft, one version with its deeds."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import choices, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.trees import tree
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from people.calendar import grid, operations, queries, rules, shipped, words
from people.calendar.forms import EVERY_UNIT, WEEKS, ApproveForm, DayForm, DraftForm, DropForm
from people.calendar.models import CalendarVersion
from people.calendar.rules import AHEAD, Kind, SpecialDay, Week, YearVersion
from people.register import queries as persons
from people.register.models import Unit
from people.roles.rules import Permission

bp = Blueprint("calendar", __name__)
YEAR, DRAFT, VERSION = (f"people/calendar/{name}.html" for name in ("year", "draft", "version"))
Page = str | Response | tuple[str, int]


def _week() -> Week:
    return Week.SIX if request.args.get("week") == str(int(Week.SIX)) else Week.FIVE


@bp.get("/calendar")
@access.needs(Permission.SEE_CALENDAR)
def year() -> str:
    """A year as it is counted today, or as it is being drafted where it is not approved; what its next step is."""
    today = clock.today()
    with session() as reading:
        known = queries.calendar(reading)
        years = range(known.first_year, today.year + AHEAD + 1)
        asked = number_in_address("year") or today.year
        if asked not in years:
            abort(404)
        is_announced = asked in known.announced
        draft = queries.open_draft(reading, asked)
        shown = known
        if draft is not None and not is_announced:
            shown = _as_drafted(reading, draft)
        facts = {
            "version": queries.in_force(reading, asked),
            "draft": draft,
            "history": queries.versions(reading, asked),
            "is_missed": rules.is_missed(known, today),
        }
    found = grid.year_of(shown, asked, _week(), is_announced=is_announced)
    tabs = [one for one in range(asked - 1, asked + 2) if one in years]
    return render_template(YEAR, grid=found, tabs=tabs, today=today, is_announced=is_announced, words=words, **facts)


def _as_drafted(reading: Session, version: CalendarVersion) -> rules.Calendar:
    days = queries.days_of(reading, [version])[version.id]
    return rules.overlaid(shipped.calendar(), {version.year: YearVersion(queries.name_of(version), days)})


@bp.route("/calendar/draft", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CALENDAR)
def draft() -> Page:
    """Open the draft of a year: the days in force, or those that the rule makes."""
    asked = number_in_address("year") or clock.today().year + 1
    form = DraftForm(data={"year": asked, "unit_id": EVERY_UNIT})
    with session() as reading:
        units = tree(persons.units(reading))
    every = [(EVERY_UNIT, _("All units"))]
    form.unit_id.choices = choices([*every, *((one.id, "– " * depth + one.name(language())) for depth, one in units)])
    if not form.validate_on_submit():
        return form_page(DRAFT, form, year=asked)

    def work(writing: Session) -> Done:
        unit = writing.get_one(Unit, form.unit_id.data) if form.unit_id.data else None
        source = str(form.source.data)
        row = operations.draft(writing, form.year.data or asked, None, source=source, unit=unit, by=account())
        return Done(_address(row.id), _("The draft is open. Check its special days."))

    return acted(form, work, lambda: form_page(DRAFT, form, year=asked))


def _address(version_id: int) -> str:
    return url_for("calendar.version", version_id=version_id)


@bp.route("/calendar/versions/<int:version_id>", methods=["GET", "POST"])
@access.needs(Permission.SEE_CALENDAR)
def version(version_id: int) -> Page:
    """One version; who drafted it enters another special day here."""
    form = DayForm()
    found = _found(version_id)
    if request.method == "POST" and not account().may(Permission.KEEP_CALENDAR):
        abort(403)
    if not form.validate_on_submit():
        return _page(version_id, form)

    def work(writing: Session) -> Done:
        weeks, _word = WEEKS[form.weeks.data]
        day = form.day.data or date(found.year, 1, 1)
        one = SpecialDay(day, Kind(form.kind.data), weeks, note=str(form.note.data or ""))
        operations.enter_day(writing, _locked(writing, version_id), one, by=account())
        return Done(_address(version_id), _("The day is entered."))

    return acted(form, work, lambda: _page(version_id, form))


def _found(version_id: int) -> CalendarVersion:
    with session() as reading:
        return queries.version(reading, version_id) or abort(404)


def _locked(writing: Session, version_id: int) -> CalendarVersion:
    return writing.get_one(CalendarVersion, version_id, with_for_update=True)


def _page(version_id: int, form: Any, days: DayForm | None = None) -> str | tuple[str, int]:
    """The page of a version; `form` is what was sent, `days` a fresh form of a day where it was another."""
    with session() as reading:
        row = queries.version(reading, version_id) or abort(404)
        shown = _as_drafted(reading, row)
    is_announced = row.unit_id is None and row.year in shipped.calendar().announced
    return form_page(
        VERSION,
        form,
        version=row,
        grid=grid.year_of(shown, row.year, _week(), is_announced=is_announced),
        days=days or form,
        is_mine=account().person_id == row.person_id,
        seen=row.edition,
        words=words,
    )


@bp.post("/calendar/versions/<int:version_id>/drop")
@access.needs(Permission.KEEP_CALENDAR)
def drop(version_id: int) -> Page:
    """A special day of a draft is taken out."""
    form = DropForm()
    found = _found(version_id)
    if not form.validate_on_submit():
        return _page(version_id, form, DayForm(formdata=None))

    def work(writing: Session) -> Done:
        day = form.day.data or date(found.year, 1, 1)
        operations.drop_day(writing, _locked(writing, version_id), day, by=account())
        return Done(_address(version_id), _("The day is taken out."))

    return acted(form, work, lambda: _page(version_id, form, DayForm(formdata=None)))


@bp.post("/calendar/versions/<int:version_id>/approve")
@access.needs(Permission.APPROVE_CALENDAR)
def approve(version_id: int) -> Page:
    """Another person puts the version in force, as it was shown."""
    form = ApproveForm()
    found = _found(version_id)
    if not form.validate_on_submit():
        return _page(version_id, form, DayForm(formdata=None))

    def work(writing: Session) -> Done:
        operations.approve(writing, _locked(writing, version_id), seen=form.seen.data or 0, by=account())
        back = url_for("calendar.year", year=found.year) if found.unit_id is None else _address(version_id)
        return Done(back, _("The calendar is in force. Deadlines of its year are exact."))

    return acted(form, work, lambda: _page(version_id, form, DayForm(formdata=None)))


@bp.route("/calendar/versions/<int:version_id>/discard", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CALENDAR)
def discard(version_id: int) -> Page:
    """A draft is given up with a reason; its row stays."""
    found = _found(version_id)
    text = _("The draft stays in the history with your reason, and the year can be drafted anew.")
    what = _("%(year)s, version %(number)s", year=found.year, number=found.no)
    page = Grave(_("Discard the draft"), what, text, _address(version_id))
    form = ReasonForm()
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        operations.discard(writing, _locked(writing, version_id), reason=str(form.reason.data), by=account())
        return Done(url_for("calendar.year", year=found.year), _("The draft is discarded."))

    return acted(form, work, lambda: grave_page(page, form))
