"""What days, versions of a calendar and their refusals are called."""

from datetime import date

from kernel.objections import Objection
from kernel.words.i18n import format_date, language
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.calendar.rules import CalendarGuard, Kind, SpecialDay, Week
from people.calendar.shipped import calendar

OPS = {
    "draft_calendar": _l("Calendar of a year drafted"),
    "enter_special_day": _l("Special day entered"),
    "drop_special_day": _l("Special day taken out"),
    "approve_calendar": _l("Calendar of a year approved"),
    "discard_calendar": _l("Draft of a calendar discarded"),
}
KINDS = {
    Kind.STATE_HOLIDAY: _l("state holiday"),
    Kind.NATIONAL_HOLIDAY: _l("national holiday"),
    Kind.RELIGIOUS: _l("religious day off"),
    Kind.MOVED_OFF: _l("day off, moved"),
    Kind.MOVED_WORKING: _l("working day, moved"),
    Kind.DROPPED: _l("no holiday any more"),
}
WEEKS = {Week.FIVE: _l("Five-day week"), Week.SIX: _l("Six-day week")}
MONTHS = (
    *(_l("January"), _l("February"), _l("March"), _l("April"), _l("May"), _l("June")),
    *(_l("July"), _l("August"), _l("September"), _l("October"), _l("November"), _l("December")),
)
WEEKDAYS = (
    *(_l("Monday"), _l("Tuesday"), _l("Wednesday"), _l("Thursday"), _l("Friday"), _l("Saturday"), _l("Sunday")),
)
SHORT = (_l("Mo"), _l("Tu"), _l("We"), _l("Th"), _l("Fr"), _l("Sa"), _l("Su"))
SHIPPED = _l("Shipped with the register")
BY_RULE = _l("By the rule of the Law on Holidays")
FIELDS = {
    CalendarGuard.YEAR: "year",
    CalendarGuard.DRAFT_OPEN: "year",
    CalendarGuard.OUTSIDE: "day",
    CalendarGuard.TWICE: "day",
    CalendarGuard.WORKS_ANYWAY: "kind",
    CalendarGuard.RESTS_ANYWAY: "kind",
}
GUARDS = {
    CalendarGuard.YEAR: _l("the year lay outside the calendar"),
    CalendarGuard.NO_PERSON: _l("the login belonged to nobody"),
    CalendarGuard.DRAFT_OPEN: _l("the year was being drafted already"),
    CalendarGuard.OUTSIDE: _l("the day was of another year"),
    CalendarGuard.TWICE: _l("the day was given twice"),
    CalendarGuard.WORKS_ANYWAY: _l("the day worked anyway"),
    CalendarGuard.RESTS_ANYWAY: _l("the day was a day off anyway"),
    CalendarGuard.NO_DAY: _l("the day was not among the special ones"),
    CalendarGuard.OTHERS_DRAFT: _l("somebody else drafted it"),
    CalendarGuard.OWN_DRAFT: _l("the same person drafted it"),
    CalendarGuard.APPROVED: _l("the calendar was approved already"),
    CalendarGuard.DISCARDED: _l("the draft was discarded"),
    CalendarGuard.NOT_NEWEST: _l("there was a newer version"),
    CalendarGuard.CHANGED: _l("the draft had been changed meanwhile"),
}


def about(one: SpecialDay, moved: dict[date, date]) -> str:
    """Why a day is special: what was written of it, else its feast, or the holiday that it is off for."""
    if one.note:
        return one.note
    if one.kind is Kind.MOVED_OFF and one.day in moved:
        return _("for %(day)s", day=format_date(moved[one.day]))
    feasts = (feast for feast in calendar().feasts if (feast.month, feast.day) == (one.day.month, one.day.day))
    named = next((feast.names[language()] for feast in feasts if feast.names and feast.holds(one.day.year)), "")
    return named or (_("Kurban-ait") if one.kind is Kind.RELIGIOUS else "")


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    day = format_date(data.get("day"))
    match objection.guard:
        case CalendarGuard.YEAR:
            return _("Give a year from %(first)s to %(last)s.", first=data["first"], last=data["last"])
        case CalendarGuard.DRAFT_OPEN:
            return _("%(year)s is being drafted already: approve or discard that draft first.", year=data["year"])
        case CalendarGuard.OUTSIDE:
            return _("%(day)s is not a day of %(year)s. Correct the day.", day=day, year=data["year"])
        case CalendarGuard.TWICE:
            return _("%(day)s is among the special days already. Take it out first to enter it otherwise.", day=day)
        case CalendarGuard.WORKS_ANYWAY:
            return _("%(day)s works anyway: only a day off can become a working day.", day=day)
        case CalendarGuard.RESTS_ANYWAY:
            return _("%(day)s is a day off anyway: only a working day can become a day off.", day=day)
        case CalendarGuard.NO_DAY:
            return _("%(day)s is not among the special days any more.", day=day)
    said = {
        CalendarGuard.NO_PERSON: _("This login belongs to nobody. A calendar is answered for by a person."),
        CalendarGuard.OTHERS_DRAFT: _("Only its drafter changes it. Approve the draft, or discard it and draft anew."),
        CalendarGuard.OWN_DRAFT: _("You drafted it. Another person must approve it."),
        CalendarGuard.APPROVED: _("This version is approved already and never changes. Draft a new one."),
        CalendarGuard.DISCARDED: _("This draft is discarded. Draft a new one."),
        CalendarGuard.NOT_NEWEST: _("There is a newer version of this year. Look at that one."),
        CalendarGuard.CHANGED: _("The draft was changed after you opened it. Look at it again and then approve it."),
    }
    return said[CalendarGuard(objection.guard)]
