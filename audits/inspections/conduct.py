"""Pages on which an inspection is held: one item at a time, the whole sheet, the sample."""

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audits.checklists import queries as checklists
from audits.checklists.rules import Checklist, Item
from audits.checklists.words import SEVERITIES, SEVERITY_CSS
from audits.findings import closing, course
from audits.findings import operations as findings
from audits.findings.models import Finding
from audits.findings.operations import Draft
from audits.inspections import forms, operations, queries, views, words
from audits.inspections.models import Answer, Inspection
from audits.inspections.operations import Said
from audits.inspections.rules import Counted, How, InspectionGuard, Mark, Stage, Standing
from audits.objects import queries as objects
from kernel import clock
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import choices, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import format_date, language
from kernel.words.i18n import gettext as _
from people.roles.rules import Permission

bp = views.bp
STEP = "step.html"
NOTHING = 0
SHEET = "sheet"


@dataclass(frozen=True)
class Section:
    """One section of the checklist as the sheet shows it: how many items, answered, and not met."""

    letter: str
    word: str
    first: int
    items: int
    answered: int
    bad: int


def sections(listed: Checklist, stands: dict[str, Standing]) -> list[Section]:
    """The sections in their order, each with the place of its first item."""
    found: dict[str, list[tuple[int, Item]]] = {}
    for place, item in enumerate(listed.items, start=1):
        found.setdefault(item.code[0], []).append((place, item))
    shown = []
    for letter, items in found.items():
        held = [stands[item.code] for _place, item in items if item.code in stands]
        bad = sum(one.holds is not None and one.holds.mark is Mark.NOT_MET for one in held)
        word = getattr(items[0][1].section, language())
        shown.append(Section(letter, word, items[0][0], len(items), len(held), bad))
    return shown


def _scene(inspection_id: int, place: int = 1) -> tuple[Inspection, Checklist, Item]:
    """The inspection, its checklist and one item of it; 404 where this account sees none of it."""
    with session() as reading:
        found = queries.inspection(reading, account(), inspection_id) or abort(404)
        listed = queries.checklist(reading, found) or abort(404)
    if not 1 <= place <= len(listed.items):
        abort(404)
    return found, listed, listed.items[place - 1]


@bp.route("/inspections/<int:inspection_id>/items/<int:place>", methods=["GET", "POST"])
@access.needs(Permission.CONDUCT_INSPECTIONS)
def item(inspection_id: int, place: int) -> str | Response | tuple[str, int]:
    """One item: the answers of everybody side by side, one's own form, the finding that it becomes."""
    found, listed, chosen = _scene(inspection_id, place)
    with session() as reading:
        answers = queries.newest(reading, inspection_id, chosen.code)
        stands = queries.standings(reading, found)
        written = [one for one in queries.findings(reading, inspection_id) if one.item == chosen.code]
    own = next((one for one in answers if one.person_id == account().person_id), None)
    form = forms.AnswerForm(data=_typed(own))
    context: dict[str, Any] = {
        "inspection": found,
        "item": chosen,
        "place": place,
        "last": len(listed.items),
        "sections": sections(listed, stands),
        "answers": answers,
        "own": own,
        "standing": stands.get(chosen.code),
        "findings": written,
        "is_open": found.stage is Stage.CONDUCTED and account().person_id in found.members,
        "leads": account().person_id == found.leader_id,
        "answered": len(stands),
        "words": words,
        "severities": SEVERITIES,
        "severity_css": SEVERITY_CSS,
        "language": language(),
        "marks": Mark,
    }

    def page() -> str | tuple[str, int]:
        form.seen.data = own.id if own else NOTHING  # of the answer that is shown now, not as it was sent
        return form_page("audits/inspections/item.html", form, **context)

    if not form.validate_on_submit():
        return page()

    def work(writing: Session) -> Done:
        row = queries.locked(writing, inspection_id)
        kept = operations.answer(writing, row, _said(chosen.code, form), by=account())
        is_bad = kept.mark is Mark.NOT_MET and not written
        where = _after(inspection_id, place, len(listed.items), is_bad=is_bad, is_sheet=form.page.data == SHEET)
        return Done(where, _("%(code)s is kept.", code=chosen.code))

    return acted(form, work, page)


def _after(inspection_id: int, place: int, last: int, *, is_bad: bool, is_sheet: bool) -> str:
    """Where an inspector goes on: to the finding of what is not met, back to the sheet, or to the next item."""
    if is_bad:
        return url_for("inspections.finding", inspection_id=inspection_id, place=place)
    if is_sheet:
        return url_for("inspections.sheet", inspection_id=inspection_id, _anchor=f"item-{place}")
    return url_for("inspections.item", inspection_id=inspection_id, place=min(place + 1, last))


def _typed(own: Answer | None) -> dict[str, Any]:
    """What the form holds first: one's own last answer."""
    if own is None:
        return {}
    numbers = {"looked_at": own.looked_at, "of": own.of, "failed": own.failed}
    return {"mark": own.mark.value, "how": own.how.value, "note": own.note, **numbers}


def _said(code: str, form: forms.AnswerForm) -> Said:
    counted = Counted(form.looked_at.data, form.of.data, form.failed.data)
    return Said(code, Mark(form.mark.data), How(form.how.data), counted, str(form.note.data or ""), form.seen.data or 0)


@bp.post("/inspections/<int:inspection_id>/items/<int:place>/settle")
@access.needs(Permission.CONDUCT_INSPECTIONS)
def settle(inspection_id: int, place: int) -> str | Response | tuple[str, int]:
    """The leader lets one of the differing answers stand."""
    _found, _listed, chosen = _scene(inspection_id, place)
    form, back = forms.SettleForm(), url_for("inspections.item", inspection_id=inspection_id, place=place)
    context = {"title": _("Differing answers"), "about": chosen.code, "text": "", "back": back}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, inspection_id)
        operations.settle(writing, row, chosen.code, form.answer_id.data or NOTHING, by=account())
        return Done(back, _("It is settled. Every answer is kept."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.get("/inspections/<int:inspection_id>/sheet")
@access.needs(Permission.SEE_INSPECTIONS)
def sheet(inspection_id: int) -> str:
    """The whole checklist with what was answered."""
    found, listed, _item = _scene(inspection_id)
    with session() as reading:
        answers = {one.id: one for one in queries.newest(reading, inspection_id)}
        stands = queries.standings(reading, found)
        written = queries.findings(reading, inspection_id)
    return render_template(
        "audits/inspections/sheet.html",
        inspection=found,
        listed=listed,
        stands=stands,
        answers=answers,
        findings={one.item: one for one in written},
        own={one.item for one in answers.values() if one.person_id == account().person_id},
        is_open=found.stage is Stage.CONDUCTED and account().person_id in found.members,
        words=words,
        language=language(),
    )


@bp.route("/inspections/<int:inspection_id>/items/<int:place>/finding", methods=["GET", "POST"])
@access.needs(Permission.CONDUCT_INSPECTIONS)
def finding(inspection_id: int, place: int) -> str | Response | tuple[str, int]:
    """The finding that an item not met becomes, filled in; what came back is proposed by the register."""
    found, _listed, chosen = _scene(inspection_id, place)
    with session() as reading:
        line = checklists.line_of(reading, chosen.requirement)
        before = closing.candidates(reading, line, found.object_id, found.unit_id)
        own = next(
            (
                one
                for one in queries.newest(reading, inspection_id, chosen.code)
                if one.person_id == account().person_id
            ),
            None,
        )
        things = [one.row for one in objects.every(reading, account(), objects.Filters(unit_id=found.unit_id))]
    form = forms.FindingForm(data=_filled(found, chosen, own, before))
    form.object_id.choices = choices([(NOTHING, "–"), *((one.id, one.name) for one in things)])
    form.recurrence_of.choices = choices([(NOTHING, "–"), *((one.id, _closed(one)) for one in before)])
    back = url_for("inspections.item", inspection_id=inspection_id, place=place)
    text = _("It is a draft and is issued with the act. Write no secrets here.")
    title = _("Draft a finding")
    context = {"title": title, "about": f"{chosen.code} · {chosen.text.kk if language() == 'kk' else chosen.text.ru}"}
    context |= {"text": text, "back": back}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, inspection_id)
        _only_team(row, account().person_id)
        findings.draft(writing, _draft(row, chosen, form), by=account())
        return Done(back, _("The finding stands in the draft of the act."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


def _only_team(row: Inspection, person_id: int | None) -> None:
    """A finding is drafted by the team while it inspects. Raises Refused."""
    found = [] if person_id in row.members else [Objection(InspectionGuard.TEAM)]
    if row.stage is not Stage.CONDUCTED:
        found.append(Objection(InspectionGuard.STAGE, {"stage": row.stage}))
    if found:
        raise Refused("draft_finding", found, {"inspection": row.id})


def _closed(one: Finding) -> str:
    return _("№ %(number)s, closed %(day)s", number=one.number, day=format_date(one.closed_on or one.found_on))


def _filled(found: Inspection, chosen: Item, own: Answer | None, before: list[Finding]) -> dict[str, Any]:
    """What the register knows already: the severity, the object, the day, what was seen, what it came back after."""
    return {
        "severity": chosen.severity,
        "object_id": found.object_id or NOTHING,
        "found_on": min(max(clock.today(), found.first_on), found.last_on),
        "description": own.note if own else "",
        "recurrence_of": before[0].id if before else NOTHING,
    }


def _draft(row: Inspection, chosen: Item, form: forms.FindingForm) -> Draft:
    return Draft(
        row.id,
        (row.first_on, row.last_on),
        chosen.code,
        chosen.requirement,
        row.unit_id,
        form.object_id.data or None,
        form.severity.data,
        str(form.description.data),
        form.found_on.data or clock.today(),
        form.recurrence_of.data or None,
    )


@bp.route("/inspections/<int:inspection_id>/findings/<int:finding_id>/drop", methods=["GET", "POST"])
@access.needs(Permission.CONDUCT_INSPECTIONS)
def drop(inspection_id: int, finding_id: int) -> str | Response | tuple[str, int]:
    """The team takes a draft out while it inspects; its number is never given again."""
    found, listed, _item = _scene(inspection_id)
    with session() as reading:
        chosen = reading.get(Finding, finding_id)
    if chosen is None or chosen.inspection_id != inspection_id:
        abort(404)
    place = next(n for n, one in enumerate(listed.items, start=1) if one.code == chosen.item)
    back = url_for("inspections.item", inspection_id=inspection_id, place=place)
    text = _("It leaves the draft of the act. Its number stays its own for ever.")
    page = Grave(_("Take the finding out"), f"№ {chosen.number}", text, back)
    form = ReasonForm()
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        _only_team(queries.locked(writing, found.id), account().person_id)
        findings.drop(writing, course.locked(writing, finding_id), reason=str(form.reason.data), by=account())
        return Done(back, _("The finding is taken out."))

    return acted(form, work, lambda: grave_page(page, form))
