"""Pages of the sample of an inspection: drawn by its seed, each carrier held against the register by scanning."""

from fractions import Fraction

from flask import abort, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audits.inspections import conduct, exports, forms, queries, samples, words
from audits.inspections.rules import Act, InspectionGuard, Stage
from carriers.custody import words as custody_words
from carriers.custody.models import Carrier
from kernel.codes.scanning import ScanRefused, read
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import ActForm
from kernel.web.refusals import acted, show
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.workbook import Written
from people.roles.rules import Permission

bp = conduct.bp  # one blueprint: views, conduct, then this


@bp.get("/inspections/<int:inspection_id>/sample")
@access.needs(Permission.CONDUCT_INSPECTIONS)
def sample(inspection_id: int) -> str:
    """The sample: how it was drawn, so that anybody draws it again, and what was seen of each carrier."""
    return _sample_page(
        inspection_id, forms.SampleForm(data={"share": "0.01", "confidence": "0.95"}), forms.CheckForm()
    )


def _sample_page(inspection_id: int, drawing: ActForm, checking: ActForm, shown: Carrier | None = None) -> str:
    with session() as reading:
        found = queries.inspection(reading, account(), inspection_id) or abort(404)
        last = samples.last(reading, inspection_id)
        rows = samples.units(reading, last) if last else []
        carriers = [carrier for _unit, carrier in rows] + ([shown] if shown else [])
        return render_template(
            "audits/inspections/sample.html",
            inspection=found,
            sample=last,
            rows=[(unit, carrier) for unit, carrier in rows if carrier.rank <= account().max_rank],
            seen=samples.seen(reading, inspection_id),
            result=samples.of(reading, inspection_id),
            drawing=drawing,
            checking=checking,
            is_open=found.stage is Stage.CONDUCTED and account().person_id in found.members,
            words=words,
            shown=shown,
            held=samples.held(reading, carriers),
            states=custody_words.STATES,
        )


@bp.post("/inspections/<int:inspection_id>/sample/export")
@access.needs(Permission.CONDUCT_INSPECTIONS)
def population(inspection_id: int) -> Response:
    """The list that was drawn from, so that anybody draws the same again on any machine."""
    with session() as reading:
        _found = queries.inspection(reading, account(), inspection_id) or abort(404)
        last = samples.last(reading, inspection_id) or abort(404)

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        seen = (one for one in samples.population(reading, last) if one.rank <= account().max_rank)
        return exports.population(seen, last, facts, marking)

    return send("sample", "", {}, make, back=url_for("inspections.sample", inspection_id=inspection_id))


@bp.post("/inspections/<int:inspection_id>/sample/draw")
@access.needs(Permission.CONDUCT_INSPECTIONS)
def draw(inspection_id: int) -> str | Response | tuple[str, int]:
    """Draw by the seed that the order fixed."""
    form = forms.SampleForm()
    back = url_for("inspections.sample", inspection_id=inspection_id)

    def page() -> tuple[str, int]:
        return _sample_page(inspection_id, form, forms.CheckForm(formdata=None)), 422

    if not form.validate_on_submit():
        return page()

    def work(writing: Session) -> Done:
        row = queries.locked(writing, inspection_id)
        asked = _share(form.share.data, "share"), _share(form.confidence.data, "confidence")
        samples.draw(writing, row, *asked, by=account())
        return Done(back, _("The sample is drawn. Scan each of its carriers."))

    return acted(form, work, page)


def _share(text: str | None, field: str) -> Fraction:
    """A number between 0 and 1, exactly as it is written. Raises Refused."""
    try:
        found = Fraction(str(text).strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found < 1:
        raise Refused(Act.DRAW_SAMPLE, [Objection(InspectionGuard.SHARE, {"field": field})])
    return found


@bp.post("/inspections/<int:inspection_id>/sample/check")
@access.needs(Permission.CONDUCT_INSPECTIONS)
def check(inspection_id: int) -> str | Response | tuple[str, int]:
    """A carrier scanned in the inspection, held against the register."""
    form = forms.CheckForm()
    back = url_for("inspections.sample", inspection_id=inspection_id)

    def page() -> tuple[str, int]:
        return _sample_page(inspection_id, forms.SampleForm(formdata=None), form), 422

    if not form.validate_on_submit():
        return page()
    if not form.is_as_registered.data:
        return _looked_up(inspection_id, form)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, inspection_id)
        carrier = samples.carrier_by(writing, row, _code(str(form.text.data)))
        is_right = form.is_as_registered.data == "yes"
        samples.check(writing, row, carrier, is_as_registered=is_right, note=str(form.note.data or ""), by=account())
        return Done(back, _("It is held against the register."), "ok" if is_right else "look")

    return acted(form, work, page)


def _looked_up(inspection_id: int, form: forms.CheckForm) -> str | tuple[str, int]:
    """What the register says of a scanned carrier, before anything is said of it."""
    try:
        with session() as reading:
            found = queries.inspection(reading, account(), inspection_id) or abort(404)
            carrier = samples.carrier_by(reading, found, _code(str(form.text.data)))
    except Refused as refused:
        show(form, refused)
        return _sample_page(inspection_id, forms.SampleForm(formdata=None), form), 422
    return _sample_page(inspection_id, forms.SampleForm(formdata=None), form, carrier)


def _code(text: str) -> str:
    """The one code that was scanned. Raises Refused."""
    try:
        return read(text).codes[0].text
    except ScanRefused:
        raise Refused(Act.CHECK_UNIT, [Objection(InspectionGuard.UNKNOWN, {"field": "text"})]) from None
